//! The gate: what every changed file is checked for before anyone sees it.

use std::collections::{HashMap, HashSet};

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Arguments, Stmt};
use overhaul_python::names::ScopeKind;
use overhaul_python::{Edit, Module, Names, OffsetMap, Outline, Ranged, Resolution, TextRange, TextSize};
use thiserror::Error;

/// A check that a changed file did not pass. Its fixes are withheld.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("the result does not parse: {0}")]
    Parse(String),
    #[error("a statement outside the fixes changed its place or kind: line {line} of the original")]
    Tree { line: usize },
    #[error("the result has a statement that no fix wrote: {0}")]
    Stray(String),
    #[error("a comment would be lost: {0}")]
    Comment(String),
    #[error("running again would change the file once more: line {line} of the result")]
    Unstable { line: usize },
    #[error("the result cannot be written in the file's encoding")]
    Encoding,
    #[error("the result mixes line endings")]
    LineEndings,
    #[error("the result gains or loses its final newline")]
    FinalNewline,
    #[error("the name '{0}' would not be bound where the result uses it")]
    Unbound(String),
    #[error("two fixes would write to one place")]
    Overlap,
    #[error("the result has a type error that the original has not: {0}")]
    Types(String),
    #[error("the change of {0} that this one relies on is not made")]
    Relies(String),
}

/// The codes under which refusals are reported.
const CODES: [&str; 11] = [
    "gate-parse",
    "gate-tree",
    "gate-comment",
    "gate-unstable",
    "gate-encoding",
    "gate-line-endings",
    "gate-final-newline",
    "gate-unbound",
    "gate-overlap",
    "gate-types",
    "gate-relies",
];

impl Refusal {
    /// The code that reads so.
    pub fn known_code(text: &str) -> Option<&'static str> {
        CODES.into_iter().find(|code| *code == text)
    }

    /// The code under which the refusal is reported.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Parse(_) => "gate-parse",
            Self::Tree { .. } | Self::Stray(_) => "gate-tree",
            Self::Comment(_) => "gate-comment",
            Self::Unstable { .. } => "gate-unstable",
            Self::Encoding => "gate-encoding",
            Self::LineEndings => "gate-line-endings",
            Self::FinalNewline => "gate-final-newline",
            Self::Unbound(_) => "gate-unbound",
            Self::Overlap => "gate-overlap",
            Self::Types(_) => "gate-types",
            Self::Relies(_) => "gate-relies",
        }
    }
}

/// Checks a text that came from `original` by sorted `edits`: tree, comments, bytes and names.
pub fn check(original: &Module, edits: &[Edit], result: &Module) -> Result<(), Refusal> {
    let map = OffsetMap::new(edits);
    check_bytes(original, result)?;
    check_tree(original, result, &map)?;
    check_comments(original, edits, result, &map)?;
    check_keywords(original, result)?;
    check_names(original, result, &map)
}

/// Encoding, line endings and final newline are the original's.
fn check_bytes(original: &Module, result: &Module) -> Result<(), Refusal> {
    let (before, after) = (original.text(), result.text());
    if !result.source().encoding().is_unicode() && result.source().encode().is_none() {
        return Err(Refusal::Encoding);
    }
    let kinds = |text: &str| {
        let crlf = text.matches("\r\n").count();
        (crlf > 0, text.matches('\n').count() > crlf, text.matches('\r').count() > crlf)
    };
    let (old, new) = (kinds(before), kinds(after));
    let gained = (new.0 && !old.0) || (new.1 && !old.1) || (new.2 && !old.2);
    if gained && old != (false, false, false) {
        return Err(Refusal::LineEndings);
    }
    let ends = |text: &str| text.is_empty() || text.ends_with(['\n', '\r']);
    if ends(before) != ends(after) && !before.is_empty() {
        return Err(Refusal::FinalNewline);
    }
    Ok(())
}

/// Every statement that no edit touches is found at its place, of its kind, in the same part of the same
/// parent; every other statement of the result was written by an edit.
fn check_tree(original: &Module, result: &Module, map: &OffsetMap) -> Result<(), Refusal> {
    let before = Outline::new(original.body());
    let after = Outline::new(result.body());
    let found: HashMap<(TextSize, std::mem::Discriminant<Stmt>), usize> = after
        .nodes()
        .iter()
        .enumerate()
        .map(|(id, node)| ((node.stmt.start(), std::mem::discriminant(node.stmt)), id))
        .collect();
    let mut counterparts: Vec<Option<usize>> = Vec::with_capacity(before.nodes().len());
    let mut matched = HashSet::new();
    for node in before.nodes() {
        let range = node.stmt.range();
        let counterpart =
            found.get(&(map.forward(range.start()), std::mem::discriminant(node.stmt))).copied();
        let same_place = counterpart.is_some_and(|id| {
            let other = after.node(id);
            let parent = node.parent.map(|parent| counterparts[parent]);
            let same_parent = match (parent, other.parent) {
                (None, None) => true,
                (Some(expected), Some(actual)) => expected == Some(actual),
                _ => false,
            };
            let same_end = map.touches(range) || other.stmt.end() == map.forward_end(range.end());
            same_parent && same_end && other.part.kind() == node.part.kind()
        });
        if !same_place && !map.touches(header(node.stmt)) {
            return Err(Refusal::Tree { line: original.source().position(range.start()).line });
        }
        counterparts.push(counterpart.filter(|_| same_place));
        matched.extend(counterpart.filter(|_| same_place));
    }
    for (id, node) in after.nodes().iter().enumerate() {
        let range = node.stmt.range();
        if !matched.contains(&id) && !map.wrote_at(range) {
            return Err(Refusal::Stray(result.slice(range).chars().take(60).collect()));
        }
    }
    Ok(())
}

/// A simple statement, or a compound one up to its first suite.
fn header(stmt: &Stmt) -> TextRange {
    let first = match stmt {
        Stmt::FunctionDef(def) => def.body.first(),
        Stmt::ClassDef(def) => def.body.first(),
        Stmt::With(with) => with.body.first(),
        Stmt::For(stmt) => stmt.body.first(),
        Stmt::While(stmt) => stmt.body.first(),
        Stmt::If(stmt) => stmt.body.first(),
        Stmt::Try(stmt) => stmt.body.first(),
        Stmt::Match(stmt) => stmt.cases.first().and_then(|case| case.body.first()),
        _ => None,
    };
    TextRange::new(stmt.start(), first.map_or(stmt.end(), Ranged::start))
}

/// Every comment is still a comment of the same words, unless an edit took out of it what it says to a linter.
fn check_comments(
    original: &Module,
    edits: &[Edit],
    result: &Module,
    map: &OffsetMap,
) -> Result<(), Refusal> {
    let lost = |range: &TextRange| Refusal::Comment(original.slice(range).to_owned());
    for range in original.comments().ranges() {
        let text = original.slice(range);
        let words = text.to_ascii_lowercase();
        let speaks_to_linter = words.contains("noqa") || words.contains("nosec");
        // Edits are sorted and disjoint, so the first that ends behind the comment's start decides.
        let first = edits.partition_point(|edit| edit.range().end() <= range.start());
        let over = edits[first..].iter().find(|edit| !edit.range().is_empty());
        let over = over.filter(|edit| edit.range().start() < range.end());
        match over {
            Some(_) if speaks_to_linter => {}
            Some(edit) if edit.replacement().contains(text) => {}
            Some(_) => return Err(lost(range)),
            None => {
                let start = map.forward(range.start());
                let is_comment = result.comments().ranges().binary_search_by_key(&start, Ranged::start);
                let same =
                    is_comment.is_ok_and(|index| result.slice(result.comments().ranges()[index]) == text);
                if !same {
                    return Err(lost(range));
                }
            }
        }
    }
    Ok(())
}

/// No call gets a keyword twice, which the grammar takes and Python's compiler does not.
fn check_keywords(original: &Module, result: &Module) -> Result<(), Refusal> {
    let repeated = |module: &Module| {
        let mut search = RepeatedKeyword(None);
        search.visit_body(module.body());
        search.0
    };
    match repeated(result) {
        Some(name) if repeated(original).is_none() => {
            Err(Refusal::Parse(format!("keyword argument repeated: {name}")))
        }
        _ => Ok(()),
    }
}

struct RepeatedKeyword(Option<String>);

impl Visitor<'_> for RepeatedKeyword {
    fn visit_arguments(&mut self, arguments: &Arguments) {
        let mut names = HashSet::new();
        for name in arguments.keywords.iter().filter_map(|keyword| keyword.arg.as_ref()) {
            if !names.insert(name.as_str()) {
                self.0.get_or_insert_with(|| name.to_string());
            }
        }
        visitor::walk_arguments(self, arguments);
    }
}

/// No name is unbound that the original did not leave unbound, and what edits wrote uses no name before
/// the code that binds it has run.
fn check_names(original: &Module, result: &Module, map: &OffsetMap) -> Result<(), Refusal> {
    let unbound = |module: &Module| -> HashSet<String> {
        let names = module.names();
        let is_unbound = |name: &str, scope| names.resolve(name, scope) == Resolution::Unbound;
        names
            .references()
            .iter()
            .filter(|reference| is_unbound(&reference.name, reference.scope))
            .map(|reference| reference.name.to_string())
            .collect()
    };
    let before = unbound(original);
    if let Some(name) = unbound(result).into_iter().filter(|name| !before.contains(name)).min() {
        return Err(Refusal::Unbound(name));
    }
    let names = result.names();
    for written in map.written() {
        for reference in names.references_in(written) {
            if !is_bound_before(names, reference) {
                return Err(Refusal::Unbound(reference.name.to_string()));
            }
        }
    }
    Ok(())
}

/// Whether the use comes behind a binding, where both run in one go.
fn is_bound_before(names: &Names, reference: &overhaul_python::names::Reference) -> bool {
    let Resolution::Bound(scope, bindings) = names.resolve(&reference.name, reference.scope) else {
        return true;
    };
    let runs_with_scope = names
        .enclosing(reference.scope)
        .take_while(|id| *id != scope)
        .all(|id| !matches!(names.scope(id).kind, ScopeKind::Function | ScopeKind::Lambda));
    !runs_with_scope
        || bindings.iter().any(|id| {
            let binding = names.binding(*id);
            binding.range.start() < reference.range.start()
                || names.scope(binding.scope).kind == ScopeKind::Comprehension
        })
}
