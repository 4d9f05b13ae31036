//! The names of one import statement: taking some out, and adding others.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Alias, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::edit::Edit;
use crate::module::Module;

/// The edits that take bound names out of an import statement and add others to it, or take the whole statement away
/// when nothing is left. A name that comes takes the place of one that goes where the order of the names allows it.
/// `suite_len` is the number of statements in the statement's suite.
///
/// `None` where a comment would be lost, or where the statement cannot be changed.
pub fn change(
    module: &Module,
    stmt: &Stmt,
    suite_len: usize,
    gone: &[&str],
    added_names: &[&str],
) -> Option<Vec<Edit>> {
    let names = match stmt {
        Stmt::Import(import) => &import.names,
        Stmt::ImportFrom(import) => &import.names,
        _ => return None,
    };
    let goes = |alias: &Alias| gone.contains(&bound(alias));
    let mut added: Vec<&str> =
        added_names.iter().copied().filter(|name| names.iter().all(|alias| bound(alias) != *name)).collect();
    let mut edits = Vec::new();
    let mut replaced: Vec<usize> = Vec::new();
    for index in (0..names.len()).filter(|index| goes(&names[*index])) {
        let others = || names.iter().enumerate().filter(|(other, alias)| *other != index && !goes(alias));
        let fits = |name: &str| {
            others().all(|(other, alias)| (other < index) == (alias.name.as_str() < name))
                || !is_sorted(names)
        };
        let (here, elsewhere): (Vec<&str>, Vec<&str>) = added.iter().partition(|name| fits(name));
        if !here.is_empty() {
            let gap = format!(",{}", gap(module, names));
            edits.push(Edit::replace(names[index].range(), here.join(&gap)));
            replaced.push(index);
            added = elsewhere;
        }
    }
    let is_gone = |index: usize| goes(&names[index]) && !replaced.contains(&index);
    if (0..names.len()).all(is_gone) {
        return match (added.is_empty(), suite_len > 1) {
            (true, true) => Some(vec![crate::statements::remove(module, stmt)?]),
            (true, false) => Some(vec![Edit::replace(stmt.range(), "pass")]),
            (false, _) => None,
        };
    }
    edits.extend(removed(module, names, &is_gone)?);
    let kept: Vec<Alias> =
        (0..names.len()).filter(|index| !is_gone(*index)).map(|index| names[index].clone()).collect();
    if !added.is_empty() {
        added.sort_unstable();
        edits.extend(added.iter().map(|name| self::added(module, &kept, name)).collect::<Option<Vec<_>>>()?);
        // Several names that go to one place are one edit; which place it is for later ones depends on the first.
        if (1..edits.len()).any(|index| edits[..index].iter().any(|edit| edit.conflicts_with(&edits[index])))
        {
            let all = added.join(&format!(",{}", gap(module, names)));
            edits.truncate(edits.len() - added.len());
            edits.push(self::added(module, &kept, &all)?);
        }
    }
    Some(edits)
}

/// The edit that puts a name in its sorted place among those of a `from` import.
pub(super) fn added(module: &Module, names: &[Alias], name: &str) -> Option<Edit> {
    let first = names.first()?;
    let source = module.source();
    let line = source.line_start(first.start());
    let indentation = source.slice(TextRange::new(line, first.start()));
    let own_lines = indentation.chars().all(char::is_whitespace);
    let gap = if own_lines { format!("{}{indentation}", module.style().line_ending) } else { " ".to_owned() };
    let has_comment = |alias: &Alias| own_lines && module.comments().trailing(module, alias.end()).is_some();
    match names.iter().rposition(|alias| alias.name.as_str() < name) {
        // A comment behind the name before it stays on its line.
        Some(before) if before + 1 < names.len() && has_comment(&names[before]) => {
            Some(Edit::insert(names[before + 1].start(), format!("{name},{gap}")))
        }
        Some(before) if has_comment(&names[before]) => {
            Some(Edit::insert(names[before].start(), format!("{name},{gap}")))
        }
        // Written again, the name before it makes the edit touch the statement also where that is its last.
        Some(before) => Some(Edit::replace(
            names[before].range(),
            format!("{},{gap}{name}", module.slice(&names[before])),
        )),
        None => Some(Edit::insert(first.start(), format!("{name},{gap}"))),
    }
}

/// What stands between two names, behind the comma.
fn gap(module: &Module, names: &[Alias]) -> String {
    let source = module.source();
    let first = names.first().map_or_else(TextSize::default, Ranged::start);
    let indentation = source.slice(TextRange::new(source.line_start(first), first));
    let own_lines = indentation.chars().all(char::is_whitespace);
    if own_lines { format!("{}{indentation}", module.style().line_ending) } else { " ".to_owned() }
}

/// The edits that take names out of a list of which some stay.
fn removed(module: &Module, names: &[Alias], is_gone: &dyn Fn(usize) -> bool) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut index = 0;
    while index < names.len() {
        if !is_gone(index) {
            index += 1;
            continue;
        }
        let behind = (index..names.len()).find(|other| !is_gone(*other));
        let range = match behind {
            Some(behind) => TextRange::new(names[index].start(), names[behind].start()),
            None => TextRange::new(names[index.checked_sub(1)?].end(), names.last()?.end()),
        };
        if module.tokens_in(range).iter().any(|token| token.kind() == TokenKind::Comment) {
            return None;
        }
        edits.push(Edit::delete(range));
        index = behind.unwrap_or(names.len());
    }
    Some(edits)
}

/// The name that an alias binds, as far as a `from` import does.
fn bound(alias: &Alias) -> &str {
    alias.asname.as_ref().unwrap_or(&alias.name).as_str()
}

fn is_sorted(names: &[Alias]) -> bool {
    names.windows(2).all(|pair| pair[0].name.as_str() <= pair[1].name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::source::Source;

    fn changed(before: &str, gone: &[&str], added: &[&str]) -> Option<String> {
        let module = Module::parse(Source::decode(before.as_bytes().to_vec()).unwrap()).unwrap();
        let edits = change(&module, &module.body()[0], module.body().len(), gone, added)?;
        Some(apply(before, &edits))
    }

    #[test]
    fn removing_a_name_keeps_the_others() {
        for (before, bound, after) in [
            ("import traceback\nx = 1\n", "traceback", "x = 1\n"),
            ("import os, traceback\n", "traceback", "import os\n"),
            ("import traceback, os\n", "traceback", "import os\n"),
            ("from a import (\n    b,\n    c,\n)\n", "c", "from a import (\n    b,\n)\n"),
            ("from a import (\n    b,\n    c,\n)\n", "b", "from a import (\n    c,\n)\n"),
        ] {
            assert_eq!(changed(before, &[bound], &[]).as_deref(), Some(after));
        }
        assert_eq!(
            changed("from a import b, c, d\n", &["b", "c"], &[]).as_deref(),
            Some("from a import d\n")
        );
        assert_eq!(changed("from a import (\n    b,  # why\n    c,\n)\n", &["b"], &[]), None);
    }

    #[test]
    fn a_name_takes_the_place_of_another() {
        for (before, gone, added, after) in [
            ("from a import N\n", "N", "Q", "from a import Q\n"),
            ("from a import N as X  # why\n", "X", "Q", "from a import Q  # why\n"),
            ("from a import N, P\n", "N", "Q", "from a import P, Q\n"),
            ("from a import N, S\n", "N", "Q", "from a import Q, S\n"),
            ("from a import N, c\n", "", "Q", "from a import N, Q, c\n"),
            (
                "from a import (\n    N,  # why\n    S,\n)\n",
                "N",
                "Q",
                "from a import (\n    Q,  # why\n    S,\n)\n",
            ),
            (
                "from a import (\n    N,  # why\n    S,\n)\n",
                "",
                "Q",
                "from a import (\n    N,  # why\n    Q,\n    S,\n)\n",
            ),
            ("from a import N, Q\n", "N", "Q", "from a import Q\n"),
            ("from a import (\n    N\n)\n", "N", "Q", "from a import (\n    Q\n)\n"),
        ] {
            assert_eq!(changed(before, &[gone], &[added]).as_deref(), Some(after), "{before:?}");
        }
        for (before, after) in [
            ("from a import N\n", "from a import A, Q\n"),
            ("from a import (\n    N,\n)\n", "from a import (\n    A,\n    Q,\n)\n"),
            ("from a import N, x\n", "from a import A, Q, x\n"),
            ("from a import B, N\n", "from a import A, B, Q\n"),
            ("from a import N, P, R\n", "from a import A, P, Q, R\n"),
        ] {
            assert_eq!(changed(before, &["N"], &["A", "Q"]).as_deref(), Some(after), "{before:?}");
        }
        assert_eq!(
            changed("from a import B\n", &[], &["C", "D"]).as_deref(),
            Some("from a import B, C, D\n")
        );
    }
}
