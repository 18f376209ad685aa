//! Many inputs: walk, schedule, quarantine, progress.
