/// The ids of a feed's items so far. It keeps a 64-bit hash of each, not the id: among 10,000 items two share one by
/// chance once in 10¹¹ feeds, and the standard library's set weighs several KB in the browser.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Open addressing; the length is a power of two, 0 is a free slot.
    slots: Vec<u64>,
    used: usize,
}

impl Seen {
    /// Adds an id; whether it is new.
    pub fn insert(&mut self, id: &str) -> bool {
        if self.used * 2 >= self.slots.len() {
            self.grow();
        }
        self.place(id_hash(id))
    }

    /// Whether an id was added.
    pub fn has(&self, id: &str) -> bool {
        let hash = id_hash(id);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize;
        while let Some(&slot) = self.slots.get(at & mask) {
            if slot == hash || slot == 0 {
                return slot == hash;
            }
            at = at.wrapping_add(1);
        }
        false
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        self.used = 0;
        for hash in old {
            if hash != 0 {
                self.place(hash);
            }
        }
    }

    fn place(&mut self, hash: u64) -> bool {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize;
        while let Some(slot) = self.slots.get_mut(at & mask) {
            if *slot == hash {
                return false;
            }
            if *slot == 0 {
                *slot = hash;
                self.used += 1;
                return true;
            }
            at = at.wrapping_add(1);
        }
        true
    }
}

/// A number that stands for an item's id: FNV-1a, 64 bits; never 0.
pub fn id_hash(id: &str) -> u64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.max(1)
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn each_id_is_new_once() {
        let mut seen = Seen::default();
        let ids = || {
            (0..10_000)
                .map(|n| format!("tin-{n}"))
                .chain([String::new()])
        };
        assert!(ids().all(|id| seen.insert(&id)));
        assert!(!ids().any(|id| seen.insert(&id)));
    }
}
