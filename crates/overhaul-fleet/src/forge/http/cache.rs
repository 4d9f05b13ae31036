//! Answers that are asked for again with "unless it changed".

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// An answer, and what the forge called this version of it. GitHub does not count requests that it answers with "not
/// modified" (docs.github.com, "Best practices for using the REST API").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub etag: String,
    /// Without the token, also where the forge had written it into the answer.
    pub body: String,
    /// The page behind this one.
    pub next: Option<u64>,
}

/// Where answers are kept. What is forgotten costs a request, nothing else.
pub trait Cache: Send + Sync {
    fn get(&self, address: &str) -> Option<Kept>;
    fn put(&self, address: &str, kept: Kept);
}

/// Keeps answers as long as the process lives, and no more than so many bytes of them.
pub struct MemoryCache {
    most_bytes: usize,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    answers: BTreeMap<String, Kept>,
    /// The oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

impl MemoryCache {
    pub fn new(most_bytes: usize) -> Self {
        Self { most_bytes, held: Mutex::default() }
    }
}

impl Default for MemoryCache {
    fn default() -> Self {
        Self::new(16 << 20)
    }
}

impl Cache for MemoryCache {
    fn get(&self, address: &str) -> Option<Kept> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).answers.get(address).cloned()
    }

    fn put(&self, address: &str, kept: Kept) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.bytes += size(address, &kept);
        match held.answers.insert(address.to_owned(), kept) {
            Some(old) => held.bytes -= size(address, &old),
            None => held.order.push_back(address.to_owned()),
        }
        while held.bytes > self.most_bytes {
            let Some(oldest) = held.order.pop_front() else { break };
            if let Some(kept) = held.answers.remove(&oldest) {
                held.bytes -= size(&oldest, &kept);
            }
        }
    }
}

fn size(address: &str, kept: &Kept) -> usize {
    2 * address.len() + kept.etag.len() + kept.body.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_answer_makes_room() {
        let kept = |body: &str| Kept { etag: String::new(), body: body.to_owned(), next: None };
        let cache = MemoryCache::new(20);
        cache.put("a", kept("12345"));
        cache.put("b", kept("12345"));
        cache.put("b", kept("67890"));
        assert_eq!(cache.get("a").unwrap().body, "12345");
        cache.put("c", kept("1234567"));
        assert_eq!(cache.get("a"), None);
        assert_eq!(cache.get("b").unwrap().body, "67890");
        cache.put("d", kept("more than there is room for"));
        assert_eq!(cache.get("d"), None);
    }
}
