//! The file of a plan: written from a draft, and brought up to date without touching what people wrote.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use thiserror::Error;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value, value};

use crate::draft::{Draft, Drafted};
use crate::plan::VERSION;

/// What a new plan starts with.
const HEAD: &str = "# What an audit asked for, and how each part of it is done. Change what you like: `overhaul plan draft` keeps it, and\n# writes only `claimed`, `measured`, `named`, `instead` and `source` anew. docs/plan.md says what each key means.\n";

/// Longer lists are written with a line for each value.
const WIDE: usize = 100;

/// What overhaul found of an item, in one line.
pub type Measured = Vec<Option<String>>;

/// A plan cannot be brought up to date.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct UpdateError(#[from] toml_edit::TomlError);

/// What is new in the reports since a plan was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Ids of items that were added.
    pub added: Vec<String>,
    /// Ids of items that no report has any more.
    pub gone: Vec<String>,
    /// What reports say otherwise than before, with the id.
    pub changed: Vec<(String, String)>,
}

/// The text of a new plan.
pub fn write(draft: &Draft, measured: &Measured, verify: &[String]) -> String {
    let mut text = format!("{HEAD}version = {VERSION}\n");
    for command in verify {
        let _ = write!(text, "\n[[verify]]\ncommand = {}\n", quoted(command));
    }
    for (report, check) in &draft.checks {
        if let Some(command) = check.command.as_ref().filter(|command| !verify.contains(command)) {
            let counts = if command.contains("grep ") {
                " Findings are counted in the syntax tree, whatever it counts."
            } else {
                ""
            };
            let _ = write!(
                text,
                "\n# The report checks it so; it runs once `run` is true.{counts}\n[[verify]]\ncommand = {}\nrun = false\nfrom = {}\n",
                quoted(command),
                quoted(&format!("{report}:{}: {}", check.at.line, check.text))
            );
        }
    }
    for (item, measured) in draft.items.iter().zip(measured) {
        text.push_str(&item_text(item, measured.as_deref()));
    }
    text
}

/// The text of a plan with what reports say by now, and what that changes.
pub fn update(
    text: &str,
    draft: &Draft,
    measured: &Measured,
    verify: &[String],
) -> Result<(String, News), UpdateError> {
    let mut document: DocumentMut = text.parse()?;
    let mut news = News::default();
    let mut seen = BTreeSet::new();
    let items = document.entry("item").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(items) = items.as_array_of_tables_mut() else { return Ok((text.to_owned(), news)) };
    let mut added = Vec::new();
    let known = known(items, draft);
    for ((item, measured), known) in draft.items.iter().zip(measured).zip(known) {
        match known.and_then(|at| items.get_mut(at)) {
            Some(table) => {
                let id = id_of(table).to_owned();
                news.changed.extend(differences(table, item).into_iter().map(|what| (id.clone(), what)));
                bring_up_to_date(table, item, measured.as_deref());
                seen.insert(id);
            }
            None => added.push((item, measured)),
        }
    }
    for table in items.iter() {
        let has_report =
            table.get("source").and_then(Item::as_array_of_tables).is_some_and(|list| !list.is_empty());
        if has_report && !seen.contains(id_of(table)) {
            news.gone.push(id_of(table).to_owned());
        }
    }
    let mut taken: BTreeSet<String> = items.iter().map(|table| id_of(table).to_owned()).collect();
    let mut text = document.to_string();
    for (item, measured) in added {
        let mut item = item.clone();
        let wanted = item.id.clone();
        let mut number = 2;
        while !taken.insert(item.id.clone()) {
            item.id = format!("{wanted}-{number}");
            number += 1;
        }
        text.push_str(&item_text(&item, measured.as_deref()));
        news.added.push(item.id);
    }
    for command in verify {
        let is_known = document.get("verify").and_then(Item::as_array_of_tables).is_some_and(|known| {
            known.iter().any(|table| table.get("command").and_then(Item::as_str) == Some(command))
        });
        if !is_known {
            let _ = write!(text, "\n[[verify]]\ncommand = {}\n", quoted(command));
        }
    }
    Ok((text, news))
}

fn id_of(table: &Table) -> &str {
    table.get("id").and_then(Item::as_str).unwrap_or_default()
}

/// A way to know an item again.
type Way<'w> = &'w dyn Fn(&Table, &Drafted) -> bool;

/// For each item of a draft, the one of the plan that it is: by its id, else by words that the report still has, else by the
/// codemods that do it.
fn known(items: &ArrayOfTables, draft: &Draft) -> Vec<Option<usize>> {
    let mut known = vec![None; draft.items.len()];
    let mut taken = BTreeSet::new();
    let has_id = |table: &Table, item: &Drafted| id_of(table) == item.id;
    let has_words = |table: &Table, item: &Drafted| {
        sources(table).any(|(_, quote)| item.sources.iter().any(|source| source.quote == quote))
    };
    let has_codemods = |table: &Table, item: &Drafted| {
        let codemods = table.get("codemods").and_then(Item::as_array);
        let names = codemods.map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        // What has an id of its own in the report is known by that alone.
        let has_slug = |id: &str| !id.contains(char::is_uppercase);
        names.is_some_and(|names| !names.is_empty() && names == item.codemods)
            && has_slug(&item.id)
            && has_slug(id_of(table))
    };
    let ways: [Way<'_>; 3] = [&has_id, &has_words, &has_codemods];
    for is_same in ways {
        for (item, known) in draft.items.iter().zip(&mut known).filter(|(_, known)| known.is_none()) {
            let mut free = items.iter().enumerate().filter(|(at, _)| !taken.contains(at));
            if let Some((at, _)) = free.find(|(_, table)| is_same(table, item)) {
                taken.insert(at);
                *known = Some(at);
            }
        }
    }
    known
}

/// Report and quotation of each source.
fn sources(table: &Table) -> impl Iterator<Item = (&str, &str)> {
    let list = table.get("source").and_then(Item::as_array_of_tables);
    list.into_iter().flatten().filter_map(|source| {
        Some((source.get("report").and_then(Item::as_str)?, source.get("quote").and_then(Item::as_str)?))
    })
}

/// What the report says otherwise than the plan has written down.
fn differences(table: &Table, item: &Drafted) -> Vec<String> {
    let mut found = Vec::new();
    let count = |key: &str| table.get("claimed").and_then(Item::as_table_like)?.get(key).cloned();
    let old = count("count").and_then(|count| count.as_integer());
    let new = item.claimed.as_ref().map(|claim| i64::try_from(claim.count).unwrap_or(i64::MAX));
    if old != new {
        let shown =
            |count: Option<i64>| count.map_or_else(|| "nothing".to_owned(), |count| count.to_string());
        found.push(format!("the report counts {} now, it was {}", shown(new), shown(old)));
    }
    let before: BTreeSet<&str> = sources(table).map(|(_, quote)| quote).collect();
    let now: BTreeSet<&str> = item.sources.iter().map(|source| source.quote.as_str()).collect();
    found.extend(now.difference(&before).map(|quote| format!("the report now says: {}", shortened(quote))));
    found.extend(
        before.difference(&now).map(|quote| format!("the report no longer says: {}", shortened(quote))),
    );
    for stated in item.options.iter().filter(|stated| stated.from.is_some()) {
        let options = table.get("options").and_then(Item::as_table_like);
        let kept = options
            .and_then(|options| options.get(stated.codemod)?.as_table_like()?.get(stated.name))
            .and_then(Item::as_value)
            .map(|value| value.to_string().trim().to_owned());
        let kept = kept.and_then(|kept| kept.split(" #").next().map(|kept| kept.trim().to_owned()));
        let says = stated.value.to_string();
        match kept {
            Some(kept) if kept == says => {}
            Some(kept) => {
                found.push(format!("the report says {} = {says}, the plan keeps {kept}", stated.name));
            }
            None => {
                found.push(format!("the report says {} = {says}, which the plan does not set", stated.name));
            }
        }
    }
    found
}

fn shortened(quote: &str) -> String {
    crate::report::quoted(quote, 100)
}

/// Writes what only reports and measurements say; the rest of the item belongs to people.
fn bring_up_to_date(table: &mut Table, item: &Drafted, measured: Option<&str>) {
    let fresh: DocumentMut = item_text(item, measured).parse().unwrap_or_default();
    let Some(fresh) = fresh.get("item").and_then(Item::as_array_of_tables).and_then(|items| items.get(0))
    else {
        return;
    };
    for key in ["claimed", "measured", "named", "instead"] {
        match (fresh.get(key), table.get(key)) {
            (Some(new), old) if old.is_none_or(|old| plain(old) != plain(new)) => {
                let decor = table.key(key).map(|key| key.leaf_decor().clone());
                table.insert(key, new.clone());
                if let (Some(mut key), Some(decor)) = (table.key_mut(key), decor) {
                    *key.leaf_decor_mut() = decor;
                }
            }
            (None, Some(_)) => drop(table.remove(key)),
            _ => {}
        }
    }
    let Some(new) = fresh.get("source").and_then(Item::as_array_of_tables) else { return };
    let old = table.get("source").and_then(Item::as_array_of_tables);
    if old.is_some_and(|old| old.iter().map(plain_table).eq(new.iter().map(plain_table))) {
        return;
    }
    // The new ones stand where the old ones stood, behind the options.
    let options = table.get("options").and_then(Item::as_table);
    let of_options =
        options.and_then(|options| options.iter().filter_map(|(_, item)| item.as_table()?.position()).max());
    let of_old = old.and_then(|old| old.iter().filter_map(Table::position).min());
    let position = of_old.or(of_options).or(table.position());
    let mut list = ArrayOfTables::new();
    for source in new {
        let mut source = source.clone();
        source.set_position(position);
        list.push(source);
    }
    table.insert("source", Item::ArrayOfTables(list));
}

/// The values of a table without comments and layout.
fn plain_table(table: &Table) -> Vec<(&str, String)> {
    table.iter().map(|(key, item)| (key, plain(item))).collect()
}

/// A value without comments and layout.
fn plain(item: &Item) -> String {
    let text = item.to_string();
    text.lines().map(|line| line.split(" #").next().unwrap_or(line).trim()).collect::<Vec<_>>().join(" ")
}

fn item_text(item: &Drafted, measured: Option<&str>) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write!(text, "\n[[item]]\nid = {}\ntitle = {}\n", quoted(&item.id), quoted(&item.title));
    if let Some(manual) = &item.manual {
        let _ = write!(text, "manual = {}\nstatus = \"open\"\n", quoted(manual));
    } else {
        let _ = writeln!(text, "codemods = {}", list(item.codemods.iter().copied()));
        let _ = writeln!(text, "paths = {}", list(item.paths.iter().map(String::as_str)));
        let _ = writeln!(text, "remaining = 0");
        let _ = writeln!(text, "may-stay = {}", list(item.may_stay.iter().map(String::as_str)));
    }
    if let Some(claim) = &item.claimed {
        let _ = writeln!(text, "claimed = {{ count = {}, of = {} }}", claim.count, quoted(&claim.of));
    }
    if let Some(measured) = measured {
        let _ = writeln!(text, "measured = {}", quoted(measured));
    }
    if !item.named.is_empty() {
        let _ = writeln!(text, "named = {}", list(item.named.iter().map(String::as_str)));
    }
    if !item.instead.is_empty() {
        let _ = writeln!(text, "instead = {}", list(item.instead.iter().map(String::as_str)));
    }
    let mut codemod = "";
    for stated in &item.options {
        if stated.codemod != codemod {
            codemod = stated.codemod;
            let _ = writeln!(text, "\n[item.options.{codemod}]");
        }
        let from = stated
            .from
            .as_ref()
            .map_or_else(String::new, |from| format!("  # {}", from.replace(char::is_control, " ")));
        let _ = writeln!(text, "{} = {}{from}", stated.name, stated.value);
    }
    for source in &item.sources {
        let _ = write!(
            text,
            "\n[[item.source]]\nreport = {}\nline = {}\ncolumn = {}\nquote = {}\n",
            quoted(&source.report),
            source.at.line,
            source.at.column,
            quoted(&source.quote)
        );
    }
    text
}

fn quoted(text: &str) -> String {
    value(text).as_value().map(Value::to_string).unwrap_or_default().trim().to_owned()
}

fn list<'t>(values: impl Iterator<Item = &'t str>) -> String {
    let values: Vec<String> = values.map(quoted).collect();
    let line = format!("[{}]", values.join(", "));
    if line.chars().count() <= WIDE { line } else { format!("[\n    {},\n]", values.join(",\n    ")) }
}
