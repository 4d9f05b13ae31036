//! Names by their letters: the words that they are made of, and whether a text calls them.

use std::ops::Range;

use crate::scan::is_whole;

/// The words of a name or of several, in lower case: `TestConfig` and `test_config` are `test` and `config`.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in text.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = c.is_lowercase();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the name at these bytes of a file stands whole and something calls it, by the text alone; a comment before the
/// bracket counts as a call. The bytes may be in any encoding that has ASCII in it.
pub(crate) fn may_be_called(bytes: &[u8], name: Range<usize>) -> bool {
    let behind = &bytes[name.end..];
    let is_skipped = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'\\' | b')');
    is_whole(bytes, &name) && matches!(behind.iter().find(|byte| !is_skipped(byte)), Some(b'(' | b'#'))
}
