//! Templates with `{}` for the holes, and what is read of them in compact form.

use super::templates::TEMPLATES;
use super::*;

fn parts(template: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (n, text) in template.split("{}").enumerate() {
        if n > 0 {
            parts.push(Part::Hole);
        }
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
    }
    parts
}

fn context(context: &ValueContext) -> String {
    match context {
        ValueContext::Comparison { operator } | ValueContext::Like { operator } => operator.clone(),
        ValueContext::Argument { function } => format!("{function}()"),
        ValueContext::InList { alone: true } => "in-alone".to_owned(),
        ValueContext::InList { alone: false } => "in".to_owned(),
        ValueContext::Array { alone: true } => "array-alone".to_owned(),
        ValueContext::Array { alone: false } => "array".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn literal(name: &str, literal: &Literal) -> String {
    let prefix = literal.prefix.as_ref().map_or(String::new(), |prefix| format!("{prefix} "));
    let marks = [(literal.double, " double"), (literal.has_escapes, " escapes")];
    let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, text)| *text).collect();
    format!("{name}#{}({prefix}{}{marks})", literal.id, context(&literal.context))
}

fn place(place: &Place) -> String {
    match place {
        Place::Value { context: at } => format!("value({})", context(at)),
        Place::Quoted(text) => literal("quoted", text),
        Place::QuotedWith(text) => literal("with", text),
        Place::Name { quote, part, kind, qualified } => {
            let mark = match quote {
                None => "",
                Some(Quote::Double) => "\"",
                Some(Quote::Backtick) => "`",
                Some(Quote::Bracket) => "[",
                Some(Quote::Single) => "'",
            };
            let kind = match kind {
                NameKind::PragmaArgument { pragma } => format!("argument of {pragma}"),
                other => format!("{other:?}").to_lowercase(),
            };
            format!("{mark}{kind}{}{}", if *part { "+" } else { "" }, if *qualified { "." } else { "" })
        }
        Place::Fragment { what } => format!("<{what:?}>"),
        Place::Comment => "comment".to_owned(),
        Place::Unknown { .. } => "?".to_owned(),
    }
}

fn places(template: &str, dialect: Dialect) -> String {
    read(&parts(template), dialect).holes.iter().map(place).collect::<Vec<_>>().join(", ")
}

fn dialect(mark: &str) -> Dialect {
    match mark {
        "s" => Dialect::Sqlite,
        "p" => Dialect::PostgreSql,
        "m" => Dialect::MySql,
        "t" => Dialect::MsSql,
        "o" => Dialect::Oracle,
        "d" => Dialect::DuckDb,
        _ => Dialect::Any,
    }
}

#[test]
fn holes_have_their_places() {
    let mut wrong = Vec::new();
    for row in TEMPLATES.lines().filter(|row| !row.is_empty()) {
        let (mark, rest) = row.split_once(" | ").unwrap();
        let (template, expected) = rest.rsplit_once(" => ").unwrap();
        let found = places(&template.replace("\\n", "\n"), dialect(mark));
        if found != expected {
            wrong.push(format!("{template}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(TEMPLATES.lines().count() > 300);
}

const SQL: &[&str] = &[
    "SELECT {} FROM t",
    "select {} from {}",
    "Select {} from {} where id = {}",
    "select 1",
    "select version()",
    "SELECT {}",
    "SELECT {} AS y",
    "update {} set a = 1",
    "UPDATE {} SET {}",
    "DELETE FROM {}",
    "delete from {}",
    "INSERT INTO {} VALUES (?)",
    "insert into t(a) select 1",
    "INSERT INTO t ({}) {}",
    "REPLACE INTO {} VALUES (?, ?)",
    "CREATE TABLE {} (id INT)",
    "create table {} (id int)",
    "drop table {}",
    "TRUNCATE {}, {}",
    "commit",
    "BEGIN",
    "begin transaction",
    "SAVEPOINT {}",
    "PRAGMA {}",
    "PRAGMA user_version = {}",
    "EXPLAIN {}",
    "VALUES ({})",
    "WITH a AS (SELECT 1) SELECT * FROM a",
    "{} WHERE id = {}",
    "{} ORDER BY {}",
    "{} LIMIT {}",
    "(SELECT 1) UNION {}",
    "SET x = {}",
    "CALL sp({})",
    "EXEC sp {}",
    "  -- a comment\n SELECT * FROM {}",
    "ALTER TABLE t ADD COLUMN {} int",
    "MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE",
    "VACUUM",
    "ATTACH DATABASE '{}' AS x",
];

const PROSE: &[&str] = &[
    "Selected {} items",
    "Update complete: {}",
    "Delete {}?",
    "Delete {} now",
    "Select an item from the list",
    "Select {} items",
    "select the best option from {}",
    "Delete from {}",
    "Delete from the list {}",
    "Drop {} items",
    "Insert {} into the slot",
    "Insert into {} failed",
    "Update the {} set of values",
    "Create a table for {}",
    "Set {} to {}",
    "Call {} now",
    "With {} items selected",
    "Show {}",
    "Replace {} with {}",
    "Commit {}",
    "Begin processing {}",
    "Use {} instead",
    "Explain {}",
    "Values: {}",
    "Execute {} jobs",
    "Error: {}",
    "{}",
    "",
    ";;",
    "-- only {}",
    "SELECT",
    "SELECT * FROM",
    "WHERE a = {}",
    "{} items",
    "Grant access to {}",
    "Merge {} into {}",
];

#[test]
fn sql_is_told_from_prose() {
    let is_sql = |text: &&&str| read(&parts(text), Dialect::Any).looks_like_sql;
    assert_eq!(SQL.iter().filter(|text| !is_sql(text)).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(PROSE.iter().filter(is_sql).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn verbs_and_statements() {
    let verb = |text: &str| read(&parts(text), Dialect::Any).verb;
    let other = |text: &str| Some(Verb::Other(text.to_owned()));
    let rows = [
        ("WITH x AS (SELECT 1) INSERT INTO t SELECT 1", Some(Verb::Insert)),
        ("(SELECT 1)", Some(Verb::Select)),
        ("replace into t values (1)", Some(Verb::Replace)),
        ("MERGE INTO t", Some(Verb::Merge)),
        ("DROP TABLE t", Some(Verb::Ddl)),
        ("BEGIN IMMEDIATE", Some(Verb::Transaction)),
        ("BEGIN sp(); END;", other("begin")),
        ("COPY t FROM STDIN", other("copy")),
        ("EXEC sp", Some(Verb::Call)),
        ("{} t", None),
        ("Selected", None),
        ("EXPLAIN SELECT 1", Some(Verb::Explain)),
        ("/* x */ delete from t", Some(Verb::Delete)),
        ("", None),
    ];
    for (text, expected) in rows {
        assert_eq!(verb(text), expected, "{text}");
    }
    let count = |text: &str| read(&parts(text), Dialect::Any).statements;
    assert_eq!(
        [count("a;b"), count("a;"), count(";; ;"), count("a ';' -- ;\n"), count("a;{}")],
        [2, 1, 0, 1, 2]
    );
}

#[test]
fn placeholders_are_listed() {
    let found = |text: &str, dialect| {
        let query = read(&parts(text), dialect);
        let one = |mark: &Placeholder| format!("{:?}:{}@{}", mark.style, mark.name, mark.holes_before);
        query.placeholders.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    let any = Dialect::Any;
    assert_eq!(
        found("a = ? AND b = ?1 AND '?' = {} -- ?\n, ?", any),
        "Question:@0 QuestionNumber:1@0 Question:@1"
    );
    assert_eq!(found("a = %s AND b = %(x)s AND c = '%s' AND d %size", any), "Format:@0 Pyformat:x@0");
    assert_eq!(
        found("a = :x AND b = :1 AND c::int = d::text {} :y", any),
        "Colon:x@0 ColonNumber:1@0 Colon:y@1"
    );
    assert_eq!(
        found("a = $1 AND b = @p AND c @> d AND e = $name", any),
        "DollarNumber:1@0 At:p@0 Dollar:name@0"
    );
    assert_eq!(found("a ? 'x' AND a ?| b AND c = %s", Dialect::PostgreSql), "Format:@0");
    assert_eq!(found("a LIKE ?||'%' AND b IN (?,?)", Dialect::Sqlite), "Question:@0 Question:@0 Question:@0");
    assert_eq!(found("'12:30' \"a:b\" a[1:n] x := 1 @@global", Dialect::PostgreSql), "");
    let query = read(&[Part::Text("a = {".to_owned()), Part::Hole, Part::Text("ü %(n)s".to_owned())], any);
    assert_eq!((query.placeholders[0].start, query.placeholders[0].end), ((2, 3), (2, 8)));
}

#[test]
fn percents_and_colons_are_listed() {
    let query = read(&parts("a %s LIKE '%{}%%' AND b % 2 = '%s' -- %(n)s"), Dialect::Any);
    let percents: Vec<_> =
        query.literal_percents.iter().map(|p| (p.at, p.doubled, p.quoted, p.directive)).collect();
    let expected = [
        ((0, 11), false, true, false),
        ((2, 0), true, true, false),
        ((2, 10), false, false, false),
        ((2, 17), false, true, true),
        ((2, 24), false, true, true),
    ];
    assert_eq!(percents, expected);
    let query = read(&parts("a = :b AND c = 'x :d: \\:e 12:30' AND f::int = {}:g -- :h"), Dialect::Any);
    let colons: Vec<_> = query.literal_colons.iter().map(|c| (c.at, c.word.as_str(), c.quoted)).collect();
    assert_eq!(colons, [((0, 4), "b", false), ((2, 0), "g", false), ((2, 6), "h", true)]);
    let query = read(&parts("':long: :ä'"), Dialect::Any);
    assert_eq!(query.literal_colons.iter().map(|c| c.word.as_str()).collect::<Vec<_>>(), ["lon", "ä"]);
}

#[test]
fn literals_have_their_positions() {
    let text = |text: &str| Part::Text(text.to_owned());
    let parts = [
        text("a = "),
        text("N'ä"),
        Part::Hole,
        text("x"),
        Part::Hole,
        text("' AND b = '"),
        Part::Hole,
        text("'"),
    ];
    let spans: Vec<_> = read(&parts, Dialect::Any)
        .holes
        .into_iter()
        .map(|place| match place {
            Place::Quoted(l) | Place::QuotedWith(l) => (l.id, l.start, l.end),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(spans, [(0, (1, 1), (5, 1)), (0, (1, 1), (5, 1)), (1, (5, 10), (7, 1))]);
}

/// A generator of numbers that needs no crate: Knuth's MMIX multiplier.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap()
}

#[test]
fn no_input_panics() {
    let words: Vec<&str> = TEMPLATES.split_whitespace().collect();
    let signs: Vec<char> = "'\"`[](){};:,.%$@?!#-*/\\ \n\0aE1ä\u{2028}".chars().collect();
    let dialects = ["a", "s", "p", "m", "t", "o", "d"].map(dialect);
    let mut state = 7;
    for round in 0..20_000 {
        let mut parts = Vec::new();
        for _ in 0..next(&mut state) % 12 {
            match next(&mut state) % 4 {
                0 => parts.push(Part::Hole),
                1 => parts.push(Part::Text(words[next(&mut state) % words.len()].replace("{}", ""))),
                2 => parts.push(Part::Text(format!(" {} ", words[next(&mut state) % words.len()]))),
                _ => parts.push(Part::Text(
                    (0..next(&mut state) % 5).map(|_| signs[next(&mut state) % signs.len()]).collect(),
                )),
            }
        }
        let query = read(&parts, dialects[round % dialects.len()]);
        assert_eq!(query.holes.len(), parts.iter().filter(|part| **part == Part::Hole).count());
        let text = |(part, at): Position| match &parts[part] {
            Part::Text(text) => text.get(at..).map(str::to_owned),
            Part::Hole => None,
        };
        for place in &query.holes {
            if let Place::Quoted(literal) | Place::QuotedWith(literal) = place {
                let quote = if literal.double { '"' } else { '\'' };
                assert!(text(literal.start).is_some_and(|rest| rest.starts_with(quote)), "{parts:?}");
                let (part, end) = literal.end;
                assert!(text((part, end - 1)).is_some_and(|rest| rest.starts_with(quote)), "{parts:?}");
            }
        }
        assert!(query.literal_percents.iter().all(|p| text(p.at).is_some_and(|rest| rest.starts_with('%'))));
        assert!(query.literal_colons.iter().all(|c| text(c.at).is_some_and(|rest| rest.starts_with(':'))));
    }
}

/// Each of these took seconds if any step were quadratic.
#[test]
fn time_is_linear() {
    let long = "x".repeat(20_000);
    let many = [
        "(",
        "a(",
        "{}",
        "{} ",
        "{},",
        "'{}',",
        "$a",
        "$$",
        "$a$",
        "[",
        "a[",
        "/*",
        "--\n",
        ":a",
        "%(",
        "%(a",
        "a.",
        "{}.",
        "CASE ",
        "WITH ",
        ";WITH ",
        "SELECT ",
        "(SELECT ",
        "VALUES ",
        "VALUES (",
        "INSERT INTO t ({},",
        "a = ",
        "NOT ",
        "''",
        "?",
    ];
    let start = std::time::Instant::now();
    for piece in many {
        for head in ["", "SELECT ", "PRAGMA ", "INSERT INTO t (", "SELECT a FROM t WHERE a IN ("] {
            read(&parts(&format!("{head}{}", piece.repeat(4_000))), Dialect::PostgreSql);
        }
        read(&parts(&format!("PRAGMA {long}{}", piece.repeat(4_000))), Dialect::Any);
        read(&parts(&format!("SELECT {long}({}", piece.repeat(4_000))), Dialect::MySql);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
