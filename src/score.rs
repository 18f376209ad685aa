//! A run measured against expected tables.
