//! Reads an SQL template with holes and says for each hole what stands there.
//!
//! The lexer is our own: `sqlparser` knows neither holes, nor `%s` and `%(name)s`, reports columns in place of
//! byte offsets, and stops at the first unclosed quote. The walk above it is no full parser: it follows the
//! clauses of a statement with one frame for each open parenthesis, and where the syntax leaves two readings
//! the hole is [`Place::Unknown`], since a wrong class would change what a query means.

mod clause;
mod frame;
mod lex;
mod place;
mod shape;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;
mod words;

pub use words::{PROSE_VERBS, SQL_VERBS, VERBS};

/// One part of a query as its author composed it; the n-th hole has the index n.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// SQL text as the database will see it, with the escapes of the host language decoded.
    Text(String),
    Hole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Sqlite,
    PostgreSql,
    MySql,
    MsSql,
    Oracle,
    DuckDb,
    /// The dialect is not known: only what all dialects agree on is stated.
    Any,
}

/// What the first word of a statement asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// `SELECT`, also behind `WITH`, `VALUES` and `TABLE t`.
    Select,
    Insert,
    Update,
    Delete,
    /// `MERGE`.
    Merge,
    /// `REPLACE INTO`.
    Replace,
    Ddl,
    Pragma,
    Transaction,
    Set,
    /// `CALL`, `EXEC`, `EXECUTE`.
    Call,
    Explain,
    /// A known first word of another kind, in lower case: `copy`, `attach`, `vacuum`, `show`, `begin` of a block.
    Other(String),
}

/// A place in the text: index of the part, byte offset in it.
pub type Position = (usize, usize);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Non-empty statements, separated by `;` outside quotes and comments.
    pub statements: usize,
    /// The verb of the first statement; `None` where its first word is a hole or no word of SQL.
    pub verb: Option<Verb>,
    /// The first statement has the structure its verb demands and does not read as prose.
    pub looks_like_sql: bool,
    /// One place for each hole, in order.
    pub holes: Vec<Place>,
    /// Placeholders outside quotes and comments, in order.
    pub placeholders: Vec<Placeholder>,
    /// Each `%` that belongs to no entry of `placeholders`.
    pub literal_percents: Vec<LiteralPercent>,
    /// Each place where `text()` of `SQLAlchemy` would see a bind.
    pub literal_colons: Vec<LiteralColon>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderStyle {
    /// `?`
    Question,
    /// `?1`
    QuestionNumber,
    /// `%s`
    Format,
    /// `%(name)s`
    Pyformat,
    /// `:name`
    Colon,
    /// `:1`
    ColonNumber,
    /// `$1`
    DollarNumber,
    /// `$name`
    Dollar,
    /// `@name`; a user variable in `MySQL` and a local one in a batch of `T-SQL`.
    At,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    pub style: PlaceholderStyle,
    pub start: Position,
    pub end: Position,
    /// How many holes stand before it.
    pub holes_before: usize,
    /// The name or number, without the marks around it; empty for `?` and `%s`.
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiteralPercent {
    pub at: Position,
    /// `%%`, which is one entry.
    pub doubled: bool,
    /// In a quoted piece or a comment rather than in code.
    pub quoted: bool,
    /// Reads `%s` or `%(name)s`, in quotes or a comment: a driver that formats would take it for a placeholder.
    pub directive: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralColon {
    /// Position of the colon.
    pub at: Position,
    /// What the pattern of `SQLAlchemy` takes for the name.
    pub word: String,
    /// In a quoted piece or a comment; a colon in code is a placeholder that the author meant.
    pub quoted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A value stands here, without quotes.
    Value {
        context: ValueContext,
    },
    /// In a `'...'` literal that holds nothing but this hole.
    Quoted(Literal),
    /// In a `'...'` literal with text or other holes around it.
    QuotedWith(Literal),
    Name {
        quote: Option<Quote>,
        /// Glued to other characters, as in `events_{t}` or `"x_{t}"`.
        part: bool,
        kind: NameKind,
        /// Stands beside a dot.
        qualified: bool,
    },
    /// A piece of syntax that is neither one value nor one name.
    Fragment {
        what: FragmentKind,
    },
    Comment,
    /// No class can be stated.
    Unknown {
        why: &'static str,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueContext {
    /// Right of a comparison; the operator in lower case.
    Comparison {
        operator: String,
    },
    /// An element of a row of `VALUES`.
    Values,
    /// Right of `=` in `SET`.
    Assignment,
    Between,
    Limit,
    Offset,
    /// The function in lower case, empty where its name holds a hole.
    Argument {
        function: String,
    },
    /// In the parentheses of `IN`; alone there, or one element among commas.
    InList {
        alone: bool,
    },
    /// In `ARRAY[...]` or `[...]`; alone there, or one element among commas.
    Array {
        alone: bool,
    },
    /// In `a[...]`.
    Subscript,
    /// Right of `LIKE`, `ILIKE`, `GLOB`, `REGEXP`, `~`, `MATCH`; the operator in lower case.
    Like {
        operator: String,
    },
    /// `{x}::int` or `CAST({x} AS int)`.
    Cast,
    /// `INTERVAL {n} DAY`.
    Interval,
    /// `DEFAULT {x}`.
    Default,
    /// Another place of an expression, an operand of arithmetic among them.
    Expression,
}

/// A `'...'` literal with at least one hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The literals with holes are numbered; the holes of one literal share its number.
    pub id: usize,
    /// What stands right before and belongs to it: `E`, `N`, `X`, `B`, `U&`, or a type word: `DATE`, `INTERVAL`.
    pub prefix: Option<String>,
    /// Position of the opening quote, behind the prefix.
    pub start: Position,
    /// Position behind the closing quote.
    pub end: Position,
    /// What the literal stands in.
    pub context: ValueContext,
    /// A doubled quote or, where the dialect has them, a backslash escape is in its text.
    pub has_escapes: bool,
    /// In double quotes, which are a string in `MySQL`.
    pub double: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    Double,
    Backtick,
    Bracket,
    /// `'...'` in the place of a name: `PRAGMA table_info('{t}')`, `AS '{x}'`.
    Single,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameKind {
    Table,
    Column,
    Index,
    Schema,
    Database,
    Savepoint,
    /// The name of a pragma.
    Pragma,
    /// The argument of a pragma, in parentheses or behind `=`; the pragma in lower case.
    PragmaArgument {
        pragma: String,
    },
    /// A function or procedure.
    Function,
    Alias,
    View,
    Trigger,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FragmentKind {
    ColumnList,
    OrderBy,
    /// `ASC` or `DESC`.
    Direction,
    Operator,
    Condition,
    /// `IN {x}` without parentheses.
    InTuple,
    /// All of a row of `VALUES`, or rows with their parentheses.
    ValuesRow,
    /// A whole query or its head.
    Statement,
    /// The name or number in a placeholder: `:{name}`, `${n}`.
    Placeholder,
    /// A type or a keyword.
    Keyword,
    Other,
}

/// Reads a template. Time is linear in its length.
pub fn read(parts: &[Part], dialect: Dialect) -> Query {
    let lexed = lex::lex(parts, dialect);
    let outline = shape::Outline::new(&lexed);
    let mut holes = walk::places(&lexed, &outline, dialect);
    if let Some(why) = lexed.refusal {
        holes.fill(Place::Unknown { why });
    }
    Query {
        statements: outline.statements,
        looks_like_sql: shape::looks_like_sql(&lexed, &outline),
        verb: outline.verb,
        holes,
        placeholders: lexed.placeholders,
        literal_percents: lexed.percents,
        literal_colons: lexed.colons,
    }
}
