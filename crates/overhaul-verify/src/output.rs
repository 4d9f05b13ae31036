//! The output of a command, of which the beginning and the end are kept.

/// The beginning and the end of what a command printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    pub head: Vec<u8>,
    /// How many bytes between them were left out.
    pub omitted: u64,
    pub tail: Vec<u8>,
}

impl Output {
    /// The output as text. What is no UTF-8 is replaced, what was left out is said.
    pub fn text(&self) -> String {
        if self.omitted == 0 {
            return String::from_utf8_lossy(&[self.head.as_slice(), &self.tail].concat()).into_owned();
        }
        let (head, tail) = (String::from_utf8_lossy(&self.head), String::from_utf8_lossy(&self.tail));
        format!("{head}\n[{} bytes left out]\n{tail}", self.omitted)
    }
}
