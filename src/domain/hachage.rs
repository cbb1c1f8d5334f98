//! Tables by short ids, made anew for each plan: their order is never read, and nobody outside chooses enough keys to slow
//! them down, so a hash of a few instructions is enough.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table by id.
pub type Table<K, V> = HashMap<K, V, BuildHasherDefault<Rapide>>;

/// Takes eight bytes at a time.
#[derive(Default)]
pub struct Rapide(u64);

impl Rapide {
    fn mot(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Rapide {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            self.mot(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = words.remainder().iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        self.mot(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.mot(byte.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.mot(number as u64);
    }

    fn finish(&self) -> u64 {
        // The table reads the lowest and the highest bits.
        self.0 ^ self.0 >> 32
    }
}
