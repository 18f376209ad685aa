//! Numbers drawn from a seed: the same document on every run and every machine.

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub struct Random(u64);

impl Random {
    /// A generator for a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    /// `total` in `count` shares of at least 1 each; they add up to it.
    pub fn shares(&mut self, total: i64, count: usize) -> Vec<i64> {
        let mut left = total;
        let mut shares = Vec::with_capacity(count);
        for i in 0..count {
            let rest = (count - i) as i64;
            let share = if rest == 1 { left } else { self.between(1, (2 * left / rest - 1).max(1).min(left - rest + 1)) };
            shares.push(share);
            left -= share;
        }
        shares
    }
}
