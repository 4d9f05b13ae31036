//! A query as its author composed it: text and holes, each tied to the place in the source that it came from.

use overhaul_python::ast::{Expr, ExprBinOp, ExprCall, Operator};
use overhaul_python::{Module, Ranged, TextRange, TextSize, TokenKind};

mod fields;
mod literal;

pub use literal::Literal;

/// A character of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Char {
    pub c: char,
    /// Where it is written; nowhere for text that a constant brings.
    pub source: Option<TextRange>,
    /// The literal that it is written in.
    pub literal: Option<usize>,
}

/// A part of the query.
#[derive(Debug, Clone)]
pub enum Piece<'a> {
    Text(Vec<Char>),
    Hole(Hole<'a>),
}

/// A value that is put into the query.
#[derive(Debug, Clone)]
pub struct Hole<'a> {
    /// The expression, or the one that `code` takes a part of.
    pub expr: &'a Expr,
    /// The value as Python code.
    pub code: String,
    /// `r`, `s` or `a`.
    pub conversion: Option<char>,
    /// A format specification: behind the colon of a field, or all of a directive but its `%` and `s`.
    pub spec: Option<String>,
    pub site: Site,
}

/// Where a hole is, and so what becomes of it when it is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// `{...}` in an f-string.
    Field { range: TextRange, literal: usize },
    /// `%s`, or `{}` of `str.format`, which takes an argument of an operation.
    Argument { range: TextRange, operation: usize, argument: usize },
    /// An operand of `+`: what replaces it stands at `at`, inside a literal beside it.
    Operand { delete: TextRange, at: TextSize, literal: usize },
}

/// A `%` or `.format(...)`.
#[derive(Debug, Clone)]
pub struct Operation {
    pub kind: OperationKind,
    /// All of it but the string that it formats.
    pub tail: TextRange,
    /// What stands before, between and behind its arguments is written anew when one of them goes.
    pub arguments: Vec<Argument>,
    /// Whether the arguments stand in parentheses.
    pub is_tuple: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationKind {
    Percent,
    PercentMapping,
    Format,
}

#[derive(Debug, Clone)]
pub struct Argument {
    pub range: TextRange,
    /// The keyword, or the key with its quotes.
    pub name: Option<String>,
}

/// Why an expression cannot be read as a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no string that is put together here.
    NotComposed,
    /// Formatting whose arguments or fields cannot be seen.
    Dynamic,
    /// Comments or parentheses stand where the edit would be.
    Layout,
}

/// A query and everything that an edit of it needs to know.
#[derive(Debug, Default)]
pub struct Template<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub literals: Vec<Literal>,
    pub operations: Vec<Operation>,
}

impl<'a> Template<'a> {
    /// Adds what an expression composes to the end.
    pub fn add(&mut self, module: &'a Module, expr: &'a Expr) -> Result<(), Unreadable> {
        let mut reader = Reader { module, template: self };
        reader.read(expr)
    }

    pub fn holes(&self) -> impl Iterator<Item = &Hole<'a>> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(hole) => Some(hole),
            Piece::Text(_) => None,
        })
    }

    /// Whether nothing is put into it.
    pub fn is_constant(&self) -> bool {
        self.holes().next().is_none()
    }
}

struct Reader<'t, 'a> {
    module: &'a Module,
    template: &'t mut Template<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, expr: &'a Expr) -> Result<(), Unreadable> {
        match expr {
            Expr::StringLiteral(_) | Expr::FString(_) => self.strings(expr, None),
            Expr::BinOp(binary) if binary.op == Operator::Add => self.sum(binary),
            Expr::BinOp(binary) if binary.op == Operator::Mod => self.percent(binary),
            Expr::Call(call) => self.call(call),
            _ => Err(Unreadable::NotComposed),
        }
    }

    fn push(&mut self, piece: Piece<'a>) {
        self.template.pieces.push(piece);
    }

    /// The literals of a string expression, implicit concatenation included.
    fn strings(&mut self, expr: &'a Expr, operation: Option<usize>) -> Result<(), Unreadable> {
        literal::read(self.module, expr, operation, self.template)
    }

    /// `a + b + c`: strings are text, everything else is a hole.
    fn sum(&mut self, binary: &'a ExprBinOp) -> Result<(), Unreadable> {
        let mut operands = Vec::new();
        flatten(binary, &mut operands);
        if !operands.iter().any(|operand| is_string(operand)) {
            return Err(Unreadable::NotComposed);
        }
        // The literals that each operand brings: an operand that goes leaves its place to the nearest one.
        let mut brought: Vec<std::ops::Range<usize>> = Vec::new();
        let mut holes: Vec<(usize, usize)> = Vec::new();
        for (index, operand) in operands.iter().enumerate() {
            let before = self.template.literals.len();
            if is_string(operand) {
                self.read(operand)?;
            } else {
                holes.push((index, self.template.pieces.len()));
                self.push(Piece::Hole(Hole {
                    expr: operand,
                    code: self.module.slice(*operand).to_owned(),
                    conversion: None,
                    spec: None,
                    site: Site::Operand { delete: operand.range(), at: operand.start(), literal: usize::MAX },
                }));
            }
            brought.push(before..self.template.literals.len());
        }
        for (index, piece) in holes {
            let before = index.checked_sub(1).filter(|before| !brought[*before].is_empty());
            let site = if let Some(before) = before {
                let literal = brought[before].end - 1;
                let delete = TextRange::new(self.end_of(operands[before])?, self.end_of(operands[index])?);
                self.plain_joint(delete, operands[index].range())?;
                Site::Operand { delete, at: self.template.literals[literal].content.end(), literal }
            } else if index == 0 && brought.get(1).is_some_and(|range| !range.is_empty()) {
                let literal = brought[1].start;
                let delete = TextRange::new(operands[0].start(), operands[1].start());
                self.plain_joint(delete, operands[0].range())?;
                Site::Operand { delete, at: self.template.literals[literal].content.start(), literal }
            } else {
                // Two holes side by side are no values; the classes of the holes say so.
                Site::Operand {
                    delete: operands[index].range(),
                    at: operands[index].start(),
                    literal: usize::MAX,
                }
            };
            if let Some(Piece::Hole(hole)) = self.template.pieces.get_mut(piece) {
                hole.site = site;
            }
        }
        Ok(())
    }

    /// The end of an operand of `+`, with the parentheses around it.
    fn end_of(&self, operand: &Expr) -> Result<TextSize, Unreadable> {
        let mut depth = 0_i32;
        let mut end = operand.end();
        let start = self.module.tokens_in(operand.range());
        debug_assert!(!start.is_empty());
        let rest = TextRange::new(operand.end(), TextSize::of(self.module.text()));
        for token in self.module.tokens_in(rest) {
            match token.kind() {
                TokenKind::Rpar if self.opens_before(operand, depth) => {
                    depth += 1;
                    end = token.end();
                }
                TokenKind::NonLogicalNewline => {}
                TokenKind::Comment => return Err(Unreadable::Layout),
                _ => break,
            }
        }
        Ok(end)
    }

    /// Whether a parenthesis that closes behind the operand also opens right before it.
    fn opens_before(&self, operand: &Expr, depth: i32) -> bool {
        let before = &self.module.text()[..operand.start().to_usize()];
        let opened =
            before.trim_end().chars().rev().filter(|c| !c.is_whitespace()).take_while(|c| *c == '(').count();
        // A call's own parenthesis is not the operand's: a name or a closing bracket stands before it.
        let outer: String =
            before.chars().rev().filter(|c| !c.is_whitespace()).skip(opened).take(1).collect();
        let is_call =
            outer.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ')' | ']'));
        let own = opened - usize::from(is_call && opened > 0);
        usize::try_from(depth).is_ok_and(|depth| depth < own)
    }

    /// Between two operands stands nothing but white space, line continuations, one `+` and parentheses of the one
    /// that goes.
    fn plain_joint(&self, delete: TextRange, operand: TextRange) -> Result<(), Unreadable> {
        let is_plain = self.module.tokens_in(delete).iter().all(|token| {
            operand.contains_range(token.range())
                || matches!(
                    token.kind(),
                    TokenKind::Plus | TokenKind::NonLogicalNewline | TokenKind::Lpar | TokenKind::Rpar
                )
        });
        if is_plain { Ok(()) } else { Err(Unreadable::Layout) }
    }

    /// `"..." % arguments`
    fn percent(&mut self, binary: &'a ExprBinOp) -> Result<(), Unreadable> {
        if !binary.left.is_string_literal_expr() {
            return Err(if is_string(&binary.left) { Unreadable::Dynamic } else { Unreadable::NotComposed });
        }
        let tail = self.tail(binary.left.end(), binary.range(), TokenKind::Percent)?;
        let operation = self.template.operations.len();
        let (kind, arguments, is_tuple) = match &*binary.right {
            Expr::Tuple(tuple) => {
                let arguments =
                    tuple.elts.iter().map(|element| Argument { range: element.range(), name: None });
                if tuple.elts.iter().any(Expr::is_starred_expr) {
                    return Err(Unreadable::Dynamic);
                }
                (OperationKind::Percent, arguments.collect(), true)
            }
            Expr::Dict(dict) => {
                let arguments: Option<Vec<Argument>> = dict
                    .items
                    .iter()
                    .map(|item| {
                        let key = item.key.as_ref()?.as_string_literal_expr()?;
                        Some(Argument {
                            range: TextRange::new(key.start(), item.value.end()),
                            name: Some(key.value.to_str().to_owned()),
                        })
                    })
                    .collect();
                (OperationKind::PercentMapping, arguments.ok_or(Unreadable::Dynamic)?, false)
            }
            other => (OperationKind::Percent, vec![Argument { range: other.range(), name: None }], false),
        };
        self.template.operations.push(Operation { kind, tail, arguments, is_tuple });
        let first = self.template.pieces.len();
        self.strings(&binary.left, Some(operation))?;
        let values: Vec<&'a Expr> = match &*binary.right {
            Expr::Tuple(tuple) => tuple.elts.iter().collect(),
            Expr::Dict(dict) => dict.items.iter().map(|item| &item.value).collect(),
            other => vec![other],
        };
        fields::split_percent(self.module, self.template, first, operation, &values)
    }

    fn call(&mut self, call: &'a ExprCall) -> Result<(), Unreadable> {
        let Expr::Attribute(attribute) = &*call.func else { return self.dedent(call) };
        match attribute.attr.as_str() {
            "format" if attribute.value.is_string_literal_expr() => {
                let tail = self.tail(attribute.value.end(), call.range(), TokenKind::Dot)?;
                let operation = self.template.operations.len();
                if call.arguments.args.iter().any(Expr::is_starred_expr) {
                    return Err(Unreadable::Dynamic);
                }
                let mut arguments: Vec<Argument> = Vec::new();
                let mut values: Vec<&'a Expr> = Vec::new();
                for argument in &call.arguments.args {
                    arguments.push(Argument { range: argument.range(), name: None });
                    values.push(argument);
                }
                for keyword in &call.arguments.keywords {
                    let name = keyword.arg.as_ref().ok_or(Unreadable::Dynamic)?;
                    arguments.push(Argument { range: keyword.range(), name: Some(name.to_string()) });
                    values.push(&keyword.value);
                }
                self.template.operations.push(Operation {
                    kind: OperationKind::Format,
                    tail,
                    arguments,
                    is_tuple: true,
                });
                let first = self.template.pieces.len();
                self.strings(&attribute.value, Some(operation))?;
                fields::split_format(self.module, self.template, first, operation, &values)
            }
            "strip" | "lstrip" | "rstrip" if call.arguments.is_empty() => self.read(&attribute.value),
            _ => self.dedent(call),
        }
    }

    /// `textwrap.dedent(text)` and `inspect.cleandoc(text)` change white space only.
    fn dedent(&mut self, call: &'a ExprCall) -> Result<(), Unreadable> {
        let qualified = self.module.names().qualified(&call.func);
        let is_dedent =
            matches!(qualified.as_deref(), Some("textwrap.dedent" | "inspect.cleandoc" | "builtins.str"));
        match &*call.arguments.args {
            [text] if is_dedent && call.arguments.keywords.is_empty() => self.read(text),
            _ => Err(Unreadable::NotComposed),
        }
    }

    /// What stands behind a formatted string: from the end of the string (with its parentheses) to the end of the
    /// operation, whose operator is the first token of this kind.
    fn tail(&self, left: TextSize, whole: TextRange, operator: TokenKind) -> Result<TextRange, Unreadable> {
        let mut start = left;
        for token in self.module.tokens_in(TextRange::new(left, whole.end())) {
            match token.kind() {
                TokenKind::Rpar => start = token.end(),
                TokenKind::NonLogicalNewline => {}
                kind if kind == operator => return Ok(TextRange::new(start, whole.end())),
                _ => break,
            }
        }
        Err(Unreadable::Layout)
    }
}

fn flatten<'a>(binary: &'a ExprBinOp, operands: &mut Vec<&'a Expr>) {
    match &*binary.left {
        Expr::BinOp(left) if left.op == Operator::Add => flatten(left, operands),
        left => operands.push(left),
    }
    match &*binary.right {
        Expr::BinOp(right) if right.op == Operator::Add => flatten(right, operands),
        right => operands.push(right),
    }
}

/// Whether the expression is a string that is written here, formatted or not.
pub fn is_string(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_) | Expr::FString(_) => true,
        Expr::BinOp(binary) => match binary.op {
            Operator::Mod => is_string(&binary.left),
            Operator::Add => is_string(&binary.left) || is_string(&binary.right),
            _ => false,
        },
        Expr::Call(call) => call
            .func
            .as_attribute_expr()
            .is_some_and(|attribute| attribute.attr.as_str() == "format" && is_string(&attribute.value)),
        _ => false,
    }
}
