//! How a value stands in the message of each shape, and what is passed for it.

use overhaul_python::Ranged;
use overhaul_python::ast::Expr;

use super::literal::{Hole, Spec};
use super::{Message, Refusal, Shape, percent};

/// A placeholder in the format, and the source of the argument.
pub(super) struct Slot {
    pub placeholder: String,
    pub argument: String,
}

impl Message<'_> {
    /// The slot of a replacement field.
    pub(super) fn slot(&self, hole: &Hole<'_>, shape: Shape) -> Result<Slot, Refusal> {
        let value = self.argument_source(hole.value)?;
        if self.has_comment(hole.range) {
            return Err(Refusal::CommentInside);
        }
        match shape {
            Shape::Braces => self.braces_slot(hole, value),
            _ => self.percent_slot(hole, value),
        }
    }

    fn percent_slot(&self, hole: &Hole<'_>, value: String) -> Result<Slot, Refusal> {
        let Some(spec) = &hole.spec else {
            let kind = hole.conversion.unwrap_or('s');
            return Ok(Slot { placeholder: format!("%{kind}"), argument: value });
        };
        if let Spec::Plain(text) = spec
            && hole.conversion.is_none()
            && let Some(placeholder) = percent::from_spec(text, self.has_decimals())
        {
            return Ok(Slot { placeholder, argument: value });
        }
        Ok(Slot { placeholder: "%s".to_owned(), argument: self.formatted(hole, value)? })
    }

    fn braces_slot(&self, hole: &Hole<'_>, value: String) -> Result<Slot, Refusal> {
        let conversion = hole.conversion.map_or_else(String::new, |kind| format!("!{kind}"));
        match &hole.spec {
            None => Ok(Slot { placeholder: format!("{{{conversion}}}"), argument: value }),
            Some(Spec::Plain(text)) if !text.contains(['{', '}', '\\', '"', '\'', '\n']) => {
                Ok(Slot { placeholder: format!("{{{conversion}:{text}}}"), argument: value })
            }
            Some(_) => Ok(Slot { placeholder: "{}".to_owned(), argument: self.formatted(hole, value)? }),
        }
    }

    /// The value formatted in place: `format(x, "spec")`, evaluated where the f-string would have been.
    fn formatted(&self, hole: &Hole<'_>, value: String) -> Result<String, Refusal> {
        let converter = match hole.conversion {
            None => None,
            Some('r') => Some("repr"),
            Some('a') => Some("ascii"),
            Some(_) => Some("str"),
        };
        if !self.has_builtin("format") || converter.is_some_and(|name| !self.has_builtin(name)) {
            return Err(Refusal::DynamicArguments);
        }
        let value = match converter {
            Some(name) => format!("{name}({value})"),
            None => value,
        };
        let quote = self.module.style().quote;
        let spec = match &hole.spec {
            Some(Spec::Plain(text)) => self.new_literal(text),
            Some(Spec::Nested(source, _)) => {
                let other = if quote == '"' { '\'' } else { '"' };
                let quote = if source.contains(quote) { other } else { quote };
                if source.contains(quote) || source.contains(['\\', '\n']) {
                    return Err(Refusal::DynamicArguments);
                }
                format!("f{quote}{source}{quote}")
            }
            None => return Ok(value),
        };
        Ok(format!("format({value}, {spec})"))
    }

    /// The source of an expression as an argument of a call.
    pub(super) fn argument_source(&self, expr: &Expr) -> Result<String, Refusal> {
        if self.has_comment(expr.range()) {
            return Err(Refusal::CommentInside);
        }
        let source = self.module.slice(expr);
        let is_bare = match expr {
            Expr::Tuple(tuple) => !tuple.parenthesized,
            Expr::Generator(generator) => !generator.parenthesized,
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Starred(_) | Expr::Named(_) => true,
            _ => false,
        };
        Ok(if is_bare { format!("({source})") } else { source.to_owned() })
    }

    /// A literal of this text in the file's style.
    pub(super) fn new_literal(&self, text: &str) -> String {
        let ascii_only = !self.module.source().encoding().is_unicode();
        overhaul_python::strings::literal(text, self.module.style().quote, ascii_only)
    }

    /// Whether the file deals in numbers that float cannot hold exactly.
    fn has_decimals(&self) -> bool {
        let text = self.module.text();
        ["Decimal", "decimal", "Fraction", "fractions", "Numeric"].iter().any(|word| text.contains(word))
    }
}
