//! Files that other programs wrote, where they are at hand.
