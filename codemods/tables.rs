//! Reading the tables of facts that stand beside the code as TOML. They are part of the binary, and tests read every one:
//! what is missing reads as empty.

use toml_edit::{Document, Item, TableLike};

pub(crate) fn document(text: &'static str) -> Document<&'static str> {
    Document::parse(text).unwrap_or_default()
}

/// The tables of `[[name]]`.
pub(crate) fn rows<'a>(document: &'a Document<&'static str>, name: &str) -> Vec<&'a dyn TableLike> {
    let array = document.get(name).and_then(Item::as_array_of_tables);
    array.into_iter().flatten().map(|table| table as &dyn TableLike).collect()
}

pub(crate) fn text(row: &dyn TableLike, key: &str) -> String {
    given_text(row, key).unwrap_or_default()
}

/// A text that a row may leave out.
pub(crate) fn given_text(row: &dyn TableLike, key: &str) -> Option<String> {
    row.get(key).and_then(Item::as_str).map(str::to_owned)
}

pub(crate) fn flag(row: &dyn TableLike, key: &str) -> bool {
    row.get(key).and_then(Item::as_bool).unwrap_or_default()
}

/// A list of strings.
pub(crate) fn words_of(row: &dyn TableLike, key: &str) -> Vec<String> {
    let array = row.get(key).and_then(Item::as_array);
    array.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

/// A list of strings in a table that may be missing.
pub(crate) fn words(table: Option<&Item>, key: &str) -> Vec<String> {
    table.and_then(Item::as_table_like).map_or_else(Vec::new, |table| words_of(table, key))
}
