//! Text that HTML shows and never reads as markup.

use crate::visible::escape;

/// Adds text for an element or a quoted attribute. Characters that act on the reader are shown as Python would write them.
pub fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        match (entity(c), escape(c)) {
            (Some(entity), _) => out.push_str(entity),
            (None, Some(escaped)) => out.push_str(&escaped),
            (None, None) => out.push(c),
        }
    }
}

/// The same for source text in an element: what stands for another character is marked, so that `\x1b` that a file holds as four
/// characters is told from one that it holds as one.
pub fn push_source(out: &mut String, text: &str) {
    for c in text.chars() {
        match (entity(c), escape(c)) {
            (Some(entity), _) => out.push_str(entity),
            (None, Some(escaped)) => {
                out.push_str("<span class=x>");
                out.push_str(&escaped);
                out.push_str("</span>");
            }
            (None, None) => out.push(c),
        }
    }
}

/// The same for a sentence: what stands between backticks is code.
pub fn push_sentence(out: &mut String, text: &str) {
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        // The last backtick of an odd number opens nothing.
        let is_paired = is_code && parts.peek().is_some();
        let (before, after) = match (is_paired, is_code) {
            (true, _) => ("<code>", "</code>"),
            (false, true) => ("`", ""),
            (false, false) => ("", ""),
        };
        out.push_str(before);
        push(out, part);
        out.push_str(after);
        is_code = !is_code;
    }
}

/// The text for an element or a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

fn entity(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        let hostile = "</script><img src=x onerror='a()'>\" & \x1b[2J\u{202e}\u{2028}\0";
        assert_eq!(
            escaped(hostile),
            "&lt;/script&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&quot; &amp; \\x1b[2J\\u202e\\u2028\\x00"
        );
        let mut sentence = String::new();
        push_sentence(&mut sentence, "`<b>` and `a` or ` c");
        assert_eq!(sentence, "<code>&lt;b&gt;</code> and <code>a</code> or ` c");
        let mut source = String::new();
        push_source(&mut source, "\\x1b\x1b<");
        assert_eq!(source, "\\x1b<span class=x>\\x1b</span>&lt;");
    }
}
