//! Output as it comes in, in bounded memory.

use std::collections::VecDeque;

use crate::Output;

/// The beginning and the end of what came so far.
#[derive(Debug)]
pub struct Kept {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    omitted: u64,
    limit: usize,
}

impl Kept {
    pub fn new(limit: usize) -> Self {
        Self { head: Vec::new(), tail: VecDeque::new(), omitted: 0, limit }
    }

    pub fn add(&mut self, bytes: &[u8]) {
        let (head_limit, tail_limit) = (self.limit / 2, self.limit - self.limit / 2);
        let (head, rest) = bytes.split_at(bytes.len().min(head_limit - self.head.len()));
        self.head.extend(head);
        let (skipped, last) = rest.split_at(rest.len().saturating_sub(tail_limit));
        let displaced = (self.tail.len() + last.len()).saturating_sub(tail_limit);
        self.tail.drain(..displaced);
        self.tail.extend(last);
        self.omitted += (skipped.len() + displaced) as u64;
    }

    /// What was kept; nothing is kept afterwards.
    pub fn take(&mut self) -> Output {
        self.limit = 0;
        Output {
            head: std::mem::take(&mut self.head),
            omitted: self.omitted,
            tail: std::mem::take(&mut self.tail).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(limit: usize, parts: &[&str]) -> Output {
        let mut kept = Kept::new(limit);
        for part in parts {
            kept.add(part.as_bytes());
        }
        kept.take()
    }

    #[test]
    fn what_fits_is_kept_whole() {
        for parts in [&["abcdefghij"][..], &["abc", "", "defghi", "j"], &["abcdefghi", "j"]] {
            assert_eq!(kept(10, parts).text(), "abcdefghij");
        }
    }

    #[test]
    fn the_middle_of_what_does_not_fit_is_left_out() {
        for parts in [&["abcdefghijklmnop"][..], &["abc", "defghijklm", "nop"], &["abcdefghijklmno", "p"]] {
            let output = kept(10, parts);
            assert_eq!((output.head.as_slice(), output.tail.as_slice()), (&b"abcde"[..], &b"lmnop"[..]));
            assert_eq!(output.omitted, 6);
            assert_eq!(output.text(), "abcde\n[6 bytes left out]\nlmnop");
        }
    }

    #[test]
    fn a_limit_may_be_small() {
        assert_eq!(kept(0, &["abc"]).text(), "\n[3 bytes left out]\n");
        assert_eq!(kept(1, &["abc"]).text(), "\n[2 bytes left out]\nc");
    }

    #[test]
    fn a_character_between_the_parts_stays_whole() {
        assert_eq!(kept(2, &["é"]).text(), "é");
    }
}
