//! Records by content hash.
