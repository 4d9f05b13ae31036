//! A text that was made from another, and where each part of it comes from.

/// A text, and the offsets of the original that its parts had.
#[derive(Debug, Default)]
pub struct Rewritten {
    pub text: String,
    /// Pairs of offsets, here and in the original, where the distance between the two changes; sorted.
    shifts: Vec<(usize, usize)>,
}

impl Rewritten {
    /// The original itself.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), shifts: Vec::new() }
    }

    /// The offset in the original of an offset in this text.
    pub fn origin(&self, offset: usize) -> usize {
        let at = self.shifts.partition_point(|(here, _)| *here <= offset);
        match at.checked_sub(1).map(|at| self.shifts[at]) {
            Some((here, there)) => there + (offset - here),
            None => offset,
        }
    }

    /// A text that is made from this one.
    pub fn writer(&self) -> Writer<'_> {
        Writer { source: self, made: Self::default(), read: 0 }
    }
}

/// Copies a text with changes.
pub struct Writer<'a> {
    source: &'a Rewritten,
    made: Rewritten,
    read: usize,
}

impl Writer<'_> {
    /// Copies what was not read yet, up to an offset.
    pub fn copy_to(&mut self, end: usize) {
        if end > self.read {
            let (here, start) = (self.made.text.len(), self.read);
            self.made.shifts.push((here, self.source.origin(start)));
            // Shifts of the source within the part are kept.
            let shifts = &self.source.shifts;
            let first = shifts.partition_point(|(at, _)| *at <= start);
            let inner = shifts[first..].iter().take_while(|(at, _)| *at < end);
            self.made.shifts.extend(inner.map(|(at, origin)| (here + at - start, *origin)));
            self.made.text.push_str(&self.source.text[start..end]);
            self.read = end;
        }
    }

    /// Leaves out what was not read yet, up to an offset.
    pub fn skip_to(&mut self, end: usize) {
        self.read = self.read.max(end);
    }

    /// Adds text that the original does not have.
    pub fn add(&mut self, text: &str) {
        self.made.shifts.push((self.made.text.len(), self.source.origin(self.read)));
        self.made.text.push_str(text);
    }

    /// What was made so far.
    pub fn so_far(&self) -> &str {
        &self.made.text
    }

    pub fn finish(mut self) -> Rewritten {
        self.copy_to(self.source.text.len());
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_knows_where_it_was() {
        let original = "one <b>two</b> three";
        let first = Rewritten::of(original);
        let mut writer = first.writer();
        writer.copy_to(4);
        writer.skip_to(7);
        writer.add("**");
        writer.copy_to(10);
        writer.add("**");
        writer.skip_to(14);
        let second = writer.finish();
        assert_eq!(second.text, "one **two** three");
        let mut writer = second.writer();
        writer.copy_to(12);
        writer.add("\n");
        let third = writer.finish();
        assert_eq!(third.text, "one **two** \nthree");
        for word in ["one", "two", "three"] {
            assert_eq!(third.origin(third.text.find(word).unwrap()), original.find(word).unwrap(), "{word}");
        }
    }
}
