//! The dataset: one file a sink, built from the store.
