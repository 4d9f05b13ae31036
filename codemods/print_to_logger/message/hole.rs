//! A value in a message: how it is formatted, and how that is said to a logger.

use overhaul_python::ast::{Expr, InterpolatedStringElement, InterpolatedStringFormatSpec};
use overhaul_python::{Ranged, TextRange, strings};

use super::{Message, Shape, percent};

/// A value and how it is formatted.
#[derive(Debug, Clone)]
pub(super) struct Hole<'a> {
    pub expr: &'a Expr,
    /// The call of `str()`, `repr()` or `ascii()` that `expr` was the argument of, which the conversion stands for.
    pub spelled: Option<&'a Expr>,
    /// The replacement field, or the expression where there is none.
    pub range: TextRange,
    pub conversion: Option<Conversion>,
    pub spec: Option<Spec<'a>>,
    /// The specifier of a `%`-style format, as it is spelled.
    pub specifier: Option<String>,
    /// Whether `format()` makes the text where there is no conversion, and not `str()`.
    pub is_formatted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversion {
    Str,
    Repr,
    Ascii,
}

#[derive(Debug, Clone)]
pub(super) enum Spec<'a> {
    Plain(String),
    /// A spec with replacement fields of its own, and the quotes that it stands in.
    Nested(&'a InterpolatedStringFormatSpec),
}

/// What a hole becomes: a placeholder in the format, and the source of the argument for it.
pub(super) struct Slot {
    pub placeholder: String,
    pub argument: String,
}

impl Conversion {
    pub fn letter(self) -> char {
        match self {
            Self::Str => 's',
            Self::Repr => 'r',
            Self::Ascii => 'a',
        }
    }

    pub fn from_letter(letter: char) -> Option<Self> {
        match letter {
            's' => Some(Self::Str),
            'r' => Some(Self::Repr),
            'a' => Some(Self::Ascii),
            _ => None,
        }
    }

    /// The builtin that does the same.
    pub fn builtin(self) -> &'static str {
        match self {
            Self::Str => "str",
            Self::Repr => "repr",
            Self::Ascii => "ascii",
        }
    }

    pub fn from_builtin(name: &str) -> Option<Self> {
        [Self::Str, Self::Repr, Self::Ascii].into_iter().find(|conversion| conversion.builtin() == name)
    }
}

impl<'a> Hole<'a> {
    /// A value that is shown by `str()`.
    pub fn shown(expr: &'a Expr) -> Self {
        Self {
            expr,
            spelled: None,
            range: expr.range(),
            conversion: None,
            spec: None,
            specifier: None,
            is_formatted: false,
        }
    }

    /// The value and those in its spec, in the order of their evaluation.
    pub fn expressions(&self) -> Vec<&'a Expr> {
        let mut found = vec![self.expr];
        if let Some(Spec::Nested(spec)) = self.spec {
            nested(spec, &mut found);
        }
        found
    }

    pub fn formats_plain_value(&self) -> bool {
        self.is_formatted && self.conversion.is_none() && self.spec.is_none() && self.specifier.is_none()
    }
}

fn nested<'a>(spec: &'a InterpolatedStringFormatSpec, found: &mut Vec<&'a Expr>) {
    for element in &spec.elements {
        if let InterpolatedStringElement::Interpolation(inner) = element {
            found.push(&inner.expression);
            if let Some(spec) = &inner.format_spec {
                nested(spec, found);
            }
        }
    }
}

impl<'a> Message<'a> {
    /// What a hole becomes where the logger formats it. `None` where it cannot be said.
    pub(super) fn slot(&self, index: usize, shape: Shape, keeps_call: bool) -> Option<Slot> {
        let hole = &self.holes[index];
        let slot = |placeholder: String, argument: String| Some(Slot { placeholder, argument });
        if keeps_call && let Some(spelled) = hole.spelled {
            return slot(placeholder(shape, None), self.argument_source(spelled));
        }
        let value = self.argument_source(hole.expr);
        if let Some(specifier) = &hole.specifier {
            return (shape != Shape::Braces)
                .then_some(Slot { placeholder: specifier.clone(), argument: value });
        }
        let Some(spec) = &hole.spec else {
            return slot(placeholder(shape, hole.conversion), value);
        };
        match (shape, spec) {
            (Shape::Braces, Spec::Plain(text)) if !text.contains(['{', '}']) => {
                let conversion =
                    hole.conversion.map(|kind| format!("!{}", kind.letter())).unwrap_or_default();
                let spec = if text.is_empty() { String::new() } else { format!(":{text}") };
                slot(format!("{{{conversion}{spec}}}"), value)
            }
            (Shape::Percent | Shape::Keywords, Spec::Plain(text)) if text.is_empty() => {
                slot(placeholder(shape, hole.conversion), value)
            }
            (Shape::Percent | Shape::Keywords, Spec::Plain(text)) => {
                let specifier = percent::from_spec(text, hole.conversion, self.has_other_numbers());
                match specifier {
                    Some(specifier) => slot(specifier, value),
                    None => slot("%s".to_owned(), self.formatted(index)?),
                }
            }
            _ => slot(placeholder(shape, None), self.formatted(index)?),
        }
    }

    /// Whether the logger makes the text of the hole, or the argument does in its place.
    pub(super) fn is_lazy(&self, index: usize, shape: Shape) -> bool {
        let hole = &self.holes[index];
        match &hole.spec {
            None => true,
            Some(Spec::Nested(_)) => false,
            Some(Spec::Plain(text)) if shape == Shape::Braces => !text.contains(['{', '}']),
            Some(Spec::Plain(text)) => {
                text.is_empty()
                    || percent::from_spec(text, hole.conversion, self.has_other_numbers()).is_some()
            }
        }
    }

    /// Whether the value must be a number, which never changes, for the hole to be formatted at all.
    pub(super) fn is_numeric(&self, index: usize) -> bool {
        let hole = &self.holes[index];
        match (&hole.spec, &hole.specifier) {
            (_, Some(specifier)) => !specifier.ends_with(['s', 'r', 'a', 'c']),
            (Some(Spec::Plain(text)), None) if hole.conversion.is_none() => {
                percent::from_spec(text, None, false).is_some() && !text.ends_with('s')
            }
            _ => false,
        }
    }

    /// The source of the text that a hole with a spec becomes, formatted where it stands.
    fn formatted(&self, index: usize) -> Option<String> {
        let hole = &self.holes[index];
        let converter = hole.conversion.map(Conversion::builtin);
        if !self.has_builtin("format") || converter.is_some_and(|name| !self.has_builtin(name)) {
            return self.formatted_by_fstring(index);
        }
        let value = self.argument_source(hole.expr);
        let value = converter.map_or(value.clone(), |name| format!("{name}({value})"));
        let spec = match hole.spec.as_ref()? {
            Spec::Plain(text) => self.literal(text, self.quote_of_hole(index)),
            Spec::Nested(spec) => {
                let (prefix, quotes) = self.token_of_hole(index)?;
                format!("{prefix}{quotes}{}{quotes}", self.module.slice(*spec))
            }
        };
        Some(format!("format({value}, {spec})"))
    }

    /// The hole alone in an f-string with the author's own quotes, for where `format` or `repr` mean something else.
    fn formatted_by_fstring(&self, index: usize) -> Option<String> {
        let hole = &self.holes[index];
        let (prefix, quotes) = self.token_of_hole(index)?;
        if !prefix.contains(['f', 'F']) {
            return None;
        }
        let value = self.argument_source(hole.expr);
        let gap = if value.starts_with('{') { " " } else { "" };
        let parenthesised =
            matches!(hole.expr, Expr::Lambda(_)) || value.contains(":=") || value.contains("lambda");
        let value = if parenthesised { format!("({value})") } else { format!("{gap}{value}") };
        let conversion = hole.conversion.map(|kind| format!("!{}", kind.letter())).unwrap_or_default();
        let spec = match hole.spec.as_ref()? {
            Spec::Plain(text) if text.contains(['\\', '\'', '"', '\n', '{', '}']) => return None,
            Spec::Plain(text) => text.clone(),
            Spec::Nested(spec) => self.module.slice(*spec).to_owned(),
        };
        Some(format!("{prefix}{quotes}{{{value}{conversion}:{spec}}}{quotes}"))
    }

    /// The source of an expression as an argument of a call.
    pub(super) fn argument_source(&self, expr: &Expr) -> String {
        let source = self.module.slice(expr);
        let is_bare = match expr {
            Expr::Tuple(tuple) => !tuple.parenthesized,
            Expr::Generator(generator) => !generator.parenthesized,
            Expr::Yield(_) | Expr::YieldFrom(_) | Expr::Named(_) => true,
            _ => false,
        };
        if is_bare { format!("({source})") } else { source.to_owned() }
    }

    /// A literal that says `text`, in this quote where it can be.
    pub(super) fn literal(&self, text: &str, quote: char) -> String {
        strings::literal(text, quote, !self.module.source().encoding().is_unicode())
    }

    fn token_of_hole(&self, index: usize) -> Option<(&'a str, &'a str)> {
        let range = self.holes[index].range;
        let part = self.parts.iter().find(|part| part.range.contains_range(range))?;
        Some((part.prefix, part.quotes))
    }

    fn quote_of_hole(&self, index: usize) -> char {
        let quotes = self.token_of_hole(index).and_then(|(_, quotes)| quotes.chars().next());
        quotes.unwrap_or(self.module.style().quote)
    }

    /// Whether the file deals in numbers that `%f` would turn into floats or refuse. A file that is too long to be
    /// searched for each of its prints is taken to, for `format()` is exact for every number.
    fn has_other_numbers(&self) -> bool {
        const NUMBERS: &[&str] = &["Decimal", "Fraction", "complex(", "cmath"];
        const LONGEST: usize = 256 * 1024;
        let text = self.module.text();
        *self
            .other_numbers
            .get_or_init(|| text.len() > LONGEST || NUMBERS.iter().any(|word| text.contains(word)))
    }
}

/// The placeholder of a value without a spec.
pub(super) fn placeholder(shape: Shape, conversion: Option<Conversion>) -> String {
    match (shape, conversion) {
        (Shape::Braces, None) => "{}".to_owned(),
        (Shape::Braces, Some(conversion)) => format!("{{!{}}}", conversion.letter()),
        (_, conversion) => format!("%{}", conversion.map_or('s', Conversion::letter)),
    }
}
