//! The words and operators of SQL, as tables.

use super::{NameKind, ValueContext, Verb};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A table of words.
type Words = LazyLock<HashSet<&'static str>>;

fn words(text: &'static str) -> HashSet<&'static str> {
    text.split_whitespace().collect()
}

/// What a hole would be at a place where an operand is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expect {
    /// A statement, a query or its head.
    Statement,
    Name(NameKind),
    /// An expression of a select list; `from` where tables give it columns.
    Select {
        from: bool,
    },
    /// A condition, or the left side of a comparison.
    Condition,
    Value(ValueContext),
    Order,
    Group,
    /// A name in a list of columns.
    Column,
    /// The left side of an assignment.
    Target,
    /// A row of `VALUES`, with its parentheses.
    Rows,
    /// What follows `IN`.
    Set,
    Unclear(&'static str),
    Keyword,
    Other,
}

/// The part of a statement that stands around; it says what a parenthesis opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    Head,
    With,
    Select,
    Tables,
    Into,
    Expression,
    /// The condition of a join.
    On,
    Order,
    Limit,
    Values,
    Set,
    Ddl,
    Pragma,
    Call,
    Other,
}

/// The first words of statements; `None` stands for `Verb::Other`.
pub const VERBS: &[(&str, Option<Verb>)] = &[
    ("select", Some(Verb::Select)),
    ("values", Some(Verb::Select)),
    ("table", Some(Verb::Select)),
    ("insert", Some(Verb::Insert)),
    ("update", Some(Verb::Update)),
    ("delete", Some(Verb::Delete)),
    ("merge", Some(Verb::Merge)),
    ("replace", Some(Verb::Replace)),
    ("create", Some(Verb::Ddl)),
    ("alter", Some(Verb::Ddl)),
    ("drop", Some(Verb::Ddl)),
    ("truncate", Some(Verb::Ddl)),
    ("comment", Some(Verb::Ddl)),
    ("grant", Some(Verb::Ddl)),
    ("revoke", Some(Verb::Ddl)),
    ("rename", Some(Verb::Ddl)),
    ("pragma", Some(Verb::Pragma)),
    ("begin", Some(Verb::Transaction)),
    ("start", Some(Verb::Transaction)),
    ("commit", Some(Verb::Transaction)),
    ("end", Some(Verb::Transaction)),
    ("rollback", Some(Verb::Transaction)),
    ("abort", Some(Verb::Transaction)),
    ("savepoint", Some(Verb::Transaction)),
    ("release", Some(Verb::Transaction)),
    ("set", Some(Verb::Set)),
    ("reset", Some(Verb::Set)),
    ("call", Some(Verb::Call)),
    ("exec", Some(Verb::Call)),
    ("execute", Some(Verb::Call)),
    ("explain", Some(Verb::Explain)),
    ("analyze", None),
    ("attach", None),
    ("checkpoint", None),
    ("copy", None),
    ("deallocate", None),
    ("declare", None),
    ("desc", None),
    ("describe", None),
    ("detach", None),
    ("do", None),
    ("fetch", None),
    ("flush", None),
    ("install", None),
    ("kill", None),
    ("listen", None),
    ("load", None),
    ("lock", None),
    ("notify", None),
    ("optimize", None),
    ("prepare", None),
    ("refresh", None),
    ("reindex", None),
    ("show", None),
    ("unlisten", None),
    ("use", None),
    ("vacuum", None),
];

/// First words that prose and code seldom have where a query has them.
pub const SQL_VERBS: &[&str] = &[
    "select",
    "insert",
    "update",
    "delete",
    "merge",
    "replace",
    "create",
    "alter",
    "drop",
    "truncate",
    "pragma",
    "savepoint",
];

/// First words that are words of prose, and of queries also with a capital; the others start a sentence with one.
pub const PROSE_VERBS: &[&str] =
    &["comment", "grant", "revoke", "rename", "call", "exec", "execute", "rollback", "release"];

/// The verbs that a `WITH` can lead to.
pub(super) const WITH_VERBS: &[&str] =
    &["select", "insert", "update", "delete", "merge", "values", "replace"];

/// What the first word of a statement makes of the place behind it.
pub(super) const HEADS: &[(&str, Expect, Clause)] = &[
    ("insert", Expect::Name(NameKind::Table), Clause::Into),
    ("replace", Expect::Name(NameKind::Table), Clause::Into),
    ("merge", Expect::Name(NameKind::Table), Clause::Tables),
    ("update", Expect::Name(NameKind::Table), Clause::Tables),
    ("delete", Expect::Name(NameKind::Table), Clause::Tables),
    ("truncate", Expect::Name(NameKind::Table), Clause::Ddl),
    ("create", Expect::Other, Clause::Ddl),
    ("alter", Expect::Other, Clause::Ddl),
    ("drop", Expect::Other, Clause::Ddl),
    ("comment", Expect::Other, Clause::Ddl),
    ("grant", Expect::Other, Clause::Ddl),
    ("revoke", Expect::Other, Clause::Ddl),
    ("rename", Expect::Other, Clause::Ddl),
    ("savepoint", Expect::Name(NameKind::Savepoint), Clause::Other),
    ("release", Expect::Name(NameKind::Savepoint), Clause::Other),
    ("rollback", Expect::Other, Clause::Other),
    ("pragma", Expect::Name(NameKind::Pragma), Clause::Pragma),
    ("call", Expect::Name(NameKind::Function), Clause::Call),
    ("exec", Expect::Name(NameKind::Function), Clause::Call),
    ("execute", Expect::Name(NameKind::Function), Clause::Call),
    ("use", Expect::Name(NameKind::Database), Clause::Other),
    ("detach", Expect::Name(NameKind::Schema), Clause::Other),
    ("attach", Expect::Value(ValueContext::Expression), Clause::Other),
    ("copy", Expect::Name(NameKind::Table), Clause::Into),
    ("vacuum", Expect::Name(NameKind::Table), Clause::Other),
    ("analyze", Expect::Name(NameKind::Table), Clause::Other),
    ("reindex", Expect::Name(NameKind::Table), Clause::Other),
    ("refresh", Expect::Name(NameKind::View), Clause::Other),
    ("describe", Expect::Name(NameKind::Table), Clause::Other),
    ("desc", Expect::Name(NameKind::Table), Clause::Other),
    ("table", Expect::Name(NameKind::Table), Clause::Tables),
    ("lock", Expect::Name(NameKind::Table), Clause::Tables),
    ("optimize", Expect::Name(NameKind::Table), Clause::Other),
    ("show", Expect::Keyword, Clause::Other),
    ("listen", Expect::Name(NameKind::Other), Clause::Other),
    ("unlisten", Expect::Name(NameKind::Other), Clause::Other),
    ("notify", Expect::Name(NameKind::Other), Clause::Other),
    ("kill", Expect::Unclear("KILL takes a parameter in no driver that is known"), Clause::Other),
    ("set", Expect::Name(NameKind::Other), Clause::Set),
    ("with", Expect::Name(NameKind::Table), Clause::With),
];

/// What a keyword makes of the place behind it, wherever it stands.
pub(super) const RULES: &[(&str, Expect, Clause)] = &[
    ("join", Expect::Name(NameKind::Table), Clause::Tables),
    ("into", Expect::Name(NameKind::Table), Clause::Into),
    ("where", Expect::Condition, Clause::Expression),
    ("having", Expect::Condition, Clause::Expression),
    ("qualify", Expect::Condition, Clause::Expression),
    ("limit", Expect::Value(ValueContext::Limit), Clause::Limit),
    ("offset", Expect::Value(ValueContext::Offset), Clause::Limit),
    ("values", Expect::Rows, Clause::Values),
    ("value", Expect::Rows, Clause::Values),
    ("returning", Expect::Select { from: true }, Clause::Select),
    ("output", Expect::Select { from: true }, Clause::Select),
    ("union", Expect::Statement, Clause::Head),
    ("intersect", Expect::Statement, Clause::Head),
    ("except", Expect::Statement, Clause::Head),
    ("minus", Expect::Statement, Clause::Head),
    ("references", Expect::Name(NameKind::Table), Clause::Ddl),
    ("outfile", Expect::Unclear("a file of the server"), Clause::Other),
    ("dumpfile", Expect::Unclear("a file of the server"), Clause::Other),
];

/// What a keyword of DDL makes of the place behind it.
pub(super) const DDL_RULES: &[(&str, NameKind)] = &[
    ("table", NameKind::Table),
    ("view", NameKind::View),
    ("index", NameKind::Index),
    ("trigger", NameKind::Trigger),
    ("schema", NameKind::Schema),
    ("database", NameKind::Database),
    ("column", NameKind::Column),
    ("function", NameKind::Function),
    ("procedure", NameKind::Function),
    ("sequence", NameKind::Other),
    ("extension", NameKind::Other),
    ("constraint", NameKind::Other),
    ("user", NameKind::Other),
    ("role", NameKind::Other),
    ("domain", NameKind::Other),
    ("owner", NameKind::Other),
    ("policy", NameKind::Other),
    ("tablespace", NameKind::Other),
    ("of", NameKind::Table),
    ("on", NameKind::Table),
    ("like", NameKind::Table),
];

/// Operators that are words and match a pattern.
pub(super) const PATTERN_WORDS: &[&str] = &["like", "ilike", "glob", "regexp", "rlike", "match", "against"];
/// Operators that are signs and match a pattern.
pub(super) const PATTERN_SIGNS: &[&str] = &["~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "@@"];
/// Operators that compare.
pub(super) const COMPARISONS: &[&str] =
    &["=", "==", "<>", "!=", "<", ">", "<=", ">=", "<=>", "^=", "@>", "<@", "&&"];
/// Operators whose left side is a column of JSON.
pub(super) const JSON: &[&str] = &["->", "->>", "#>", "#>>", "?", "?|", "?&", "@?"];
/// Operators whose right side is a number given by the author rather than a column.
pub(super) const MASKS: &[&str] = &["%", "&", "|", "<<", ">>", "#"];

/// Longest first.
pub(super) const OPERATORS: &[&str] = &[
    "!~~*", "<=>", "->>", "#>>", "!~~", "!~*", "~~*", "<->", "<#>", "<=", ">=", "<>", "!=", "==", "^=", "||",
    "->", "#>", "#-", "@>", "<@", "@@", "@?", "&&", "~*", "!~", "~~", "?|", "?&", "::", ":=", "=>", "<<",
    ">>", "**", "..",
];

/// Words that are glued to a literal and belong to it.
pub(super) const PREFIXES: &[&str] = &["e", "n", "x", "b", "r", "q", "nq"];

/// Words that, right before a literal, make a value of their type of it.
pub(super) static TYPES: Words = LazyLock::new(|| {
    words(
        "
            binary boolean bytea date datetime inet interval json jsonb numeric point text time timestamp
            timestamptz uuid
        ",
    )
});

/// Units of time, which name no column.
pub(super) static UNITS: Words = LazyLock::new(|| {
    words(
        "
            century day days decade dow doy epoch hour hours microsecond millisecond minute minutes month months
            quarter second seconds week weeks year years
        ",
    )
});

/// Functions whose first argument is normally a column.
pub(super) static AGGREGATES: Words = LazyLock::new(|| {
    words(
        "
            any_value approx_count_distinct array_agg avg bool_and bool_or count count_big first_value group_concat
            json_agg jsonb_agg lag last_value lead listagg max median min mode row_number stddev string_agg sum
            total variance
        ",
    )
});

/// Keywords that name a function where a parenthesis follows.
pub(super) static FUNCTIONS: Words = LazyLock::new(|| {
    words(
        "
            against all any char database date datetime day glob hour if interval json left like match minute mod
            month numeric offset point quarter replace right row schema second some text time timestamp truncate
            user uuid week year
        ",
    )
});

/// Behind these a parenthesis holds names of columns.
pub(super) const COLUMN_LISTS: &[&str] =
    &["key", "unique", "using", "conflict", "index", "include", "partition", "match"];

/// Keywords; every other word is a name.
pub(super) static KEYWORDS: Words = LazyLock::new(|| {
    words(
        "
            abort add after against all alter analyze and any array as asc at attach autoincrement before begin
            between binary both by call cascade case cast check collate column columns comment commit concurrently
            conflict constraint copy create cross current cursor database date datetime declare default deferred
            delayed delete desc describe detach distinct do drop dumpfile duplicate each else end escape except
            exclusive exec execute exists explain extension fetch filter first following for force foreign from
            full function glob grant group having if ignore ilike immediate in include index inner insert instead
            intersect interval into is isnull join json jsonb key last lateral leading left like limit listen local
            lock low_priority match matched materialized merge minus natural next not nothing notify notnull null
            nulls of offset on only or order outer outfile output over overriding owner partition policy pragma
            preceding primary procedure qualify range recursive references regexp reindex release rename replace
            restrict returning revoke right rlike role rollback row rows savepoint schema select sequence set share
            show similar some start straight_join table temp temporary then ties time timestamp timestamptz to top
            trailing trigger truncate unbounded union unique unlisten unlogged update use user using vacuum values
            view virtual when where window with within without xor zone
        ",
    )
});

/// Words of prose that name nothing in SQL.
pub(super) static PROSE: Words = LazyLock::new(|| {
    words(
        "
            an been cannot completed could failed has have my our please successfully the their these those was we
            were which you your
        ",
    )
});

pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(word)
}

/// The rule of a word in one of the tables above.
pub(super) fn rule(
    table: &'static [(&str, Expect, Clause)],
    word: &str,
) -> Option<(&'static Expect, Clause)> {
    table.iter().find(|(name, ..)| *name == word).map(|(_, expect, clause)| (expect, *clause))
}

/// Keywords that stand before an operand or a name and are none themselves.
pub(super) static SKIPPED: Words = LazyLock::new(|| {
    words(
        "
            abort all alter any array binary both concurrently create current delayed distinct drop exists foreign
            full if ignore instead key lateral leading local low_priority materialized not only or primary
            recursive replace rollback row some straight_join temp temporary trailing unique unlogged virtual
        ",
    )
});
