//! One writer a form of file.

pub mod aligned;
pub mod doc;
pub mod docx;
pub mod html;
pub mod text;
