//! From bytes to documents, one module a format. Documents and figures are invented.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod docx;
mod html;
mod sniff;
mod support;
mod text;
