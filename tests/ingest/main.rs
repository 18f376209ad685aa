//! From bytes to documents, one module a format. Documents and figures are invented.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod doc;
mod docx;
mod drift;
mod html;
mod mhtml;
mod sniff;
mod support;
mod text;
