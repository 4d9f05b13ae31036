//! The edits that carry out what was decided about a query's holes.

use overhaul_engine::{Declined, FileView};
use overhaul_python::{Edit, Ranged, TextRange, TextSize};

use super::calls::Target;
use super::data::Placeholder;
use super::holes::{Action, Decision};
use super::parameters::Values;
use super::query::Query;
use super::sql;
use super::template::{Char, Hole, Literal, OperationKind, Piece, Site};
use super::text::QueryText;

mod edits;
mod lists;
mod operations;
mod suppressions;

use edits::Edits;
use lists::{run, run_of_placeholders};

/// What becomes of one hole.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// A constant, or something that is safe already.
    Keep,
    /// Text of the query in its place.
    Put(String),
    /// Calls around its expression, the outermost first.
    Wrap(Vec<String>),
    /// Another expression in its place, with text of the query on both sides.
    Compute { code: String, before: &'static str, behind: &'static str },
}

/// All edits of a query and of the calls that send it.
pub fn edits(
    file: &FileView<'_>,
    query: &Query<'_>,
    target: &Target,
    text: &QueryText<'_, '_>,
    statement: &sql::Query,
    decided: &[Decision],
    values: &Values,
) -> Result<Vec<Edit>, Declined> {
    let mut writer = Writer {
        file,
        query,
        text,
        changes: vec![Change::Keep; text.holes.len()],
        deleted: Vec::new(),
        replaced: Vec::new(),
        edits: Edits::default(),
        newly_formatted: values.is_first && target.driver.percent && !target.always_formats,
    };
    let quotes_directive = statement.literal_percents.iter().any(|percent| percent.directive);
    let has_values = !values.edits.is_empty();
    if target.driver.placeholder == Placeholder::Format
        && has_values
        && quotes_directive
        && !writer.newly_formatted
    {
        return Err(layout("the driver takes the `%s` in a quoted text for a placeholder"));
    }
    if writer.newly_formatted && text.all_chars().any(|char| char.c == '%' && char.source.is_none()) {
        return Err(layout("a constant with `%` is part of the query"));
    }
    for (decision, placeholder) in decided.iter().zip(&values.placeholders) {
        writer.decide(decision, placeholder.as_deref(), target)?;
    }
    writer.write()?;
    let is_plain = query.template.holes().count() == text.holes.len()
        && writer.changes.iter().all(|change| matches!(change, Change::Put(_)));
    let mut edits = writer.edits;
    values.edits.iter().for_each(|edit| edits.add(edit.clone()));
    let mut edits = edits.finish();
    if loses_comment(file, &edits) {
        return Err(layout("a comment stands in what has to go"));
    }
    if is_plain {
        edits.extend(suppressions::removed(file, query));
    }
    Ok(edits)
}

/// Whether a comment goes that none of the edits writes elsewhere.
fn loses_comment(file: &FileView<'_>, edits: &[Edit]) -> bool {
    let gone = edits.iter().flat_map(|edit| file.module.comments().within(edit.range()));
    gone.map(|comment| file.module.slice(*comment))
        .any(|words| !edits.iter().any(|edit| edit.replacement().contains(words)))
}

fn layout(why: &str) -> Declined {
    Declined::new(
        "layout",
        format!("the query cannot be changed where it stands: {why}"),
        "write the query as one string, and run again",
    )
}

struct Writer<'w, 'a> {
    file: &'w FileView<'a>,
    query: &'w Query<'a>,
    text: &'w QueryText<'w, 'a>,
    changes: Vec<Change>,
    /// Ranges of characters of the query that go.
    deleted: Vec<TextRange>,
    /// Characters of the query that are written otherwise.
    replaced: Vec<(TextRange, String)>,
    edits: Edits,
    /// The driver reads `%` in the query from now on.
    newly_formatted: bool,
}

impl Writer<'_, '_> {
    fn decide(
        &mut self,
        decision: &Decision,
        placeholder: Option<&str>,
        target: &Target,
    ) -> Result<(), Declined> {
        let first = decision.holes.first().copied().unwrap_or_default();
        let mut placeholder = placeholder.unwrap_or("?").to_owned();
        if target.driver.placeholder == Placeholder::Named
            && let Some((chars, type_name)) = self.cast_behind(decision)
        {
            // The colons of `:name::type` would run into the name.
            placeholder = format!("CAST({placeholder} AS {type_name})");
            self.deleted.extend(chars.iter().filter_map(|char| char.source));
        }
        let put = || Change::Put(placeholder.clone());
        match &decision.action {
            Action::Value { .. } => self.changes[first] = put(),
            Action::Guard(functions) => self.changes[first] = Change::Wrap(functions.clone()),
            Action::Literal { literal, .. } => {
                for hole in &decision.holes {
                    self.changes[*hole] = Change::Put(String::new());
                }
                self.changes[first] = put();
                self.delete_between(literal)?;
            }
            Action::List { list, literal, .. } => {
                if let Some(literal) = literal {
                    self.delete_between(literal)?;
                }
                match target.driver.placeholder {
                    Placeholder::Dollar => {
                        self.changes[first] = put();
                        self.compare_with_any(first)?;
                    }
                    Placeholder::Named => {
                        self.changes[first] = put();
                        self.expand(first, &placeholder)?;
                    }
                    _ => {
                        if let Some(definition) = list.definition {
                            let quote = self.file.module.style().quote;
                            let code = run(quote, target, &list.iterated);
                            self.edits.add(Edit::replace(definition, code));
                            return Ok(());
                        }
                        let code = run_of_placeholders(
                            self.file,
                            self.text.holes[first],
                            self.query,
                            target,
                            &list.iterated,
                        );
                        let (before, behind) = if list.adds_parentheses { ("(", ")") } else { ("", "") };
                        self.changes[first] = Change::Compute { code, before, behind };
                    }
                }
            }
        }
        Ok(())
    }

    /// `::type` right behind what a placeholder takes the place of, and the type.
    fn cast_behind(&self, decision: &Decision) -> Option<(Vec<Char>, String)> {
        let behind = match &decision.action {
            Action::Literal { literal, .. } => self.text.behind(literal.end),
            Action::Value { .. } => self.text.around(*decision.holes.first()?).1,
            _ => return None,
        };
        let mut words = behind.iter().map(|char| char.c);
        (words.next() == Some(':') && words.next() == Some(':')).then_some(())?;
        let mut length =
            2 + behind[2..].iter().take_while(|char| char.c.is_alphanumeric() || char.c == '_').count();
        if behind.get(length).is_some_and(|char| char.c == '(') {
            length += 1 + behind[length..].iter().position(|char| char.c == ')')?;
        }
        let chars = behind[..length].to_vec();
        let type_name: String = chars[2..].iter().map(|char| char.c).collect();
        (!type_name.is_empty() && chars.iter().all(|char| char.source.is_some()))
            .then_some((chars, type_name))
    }

    fn delete_between(&mut self, literal: &sql::Literal) -> Result<(), Declined> {
        let found = self.text.between(literal.start, literal.end);
        let (chars, _) = found.ok_or_else(|| layout("a quoted text is spread over several parts"))?;
        for char in chars {
            self.deleted.push(char.source.ok_or_else(|| layout("a constant is part of a quoted text"))?);
        }
        Ok(())
    }

    fn change_of(&self, hole: &Hole<'_>) -> &Change {
        let number = self.text.holes.iter().position(|known| known.site == hole.site);
        number.map_or(&Change::Keep, |number| &self.changes[number])
    }

    fn write(&mut self) -> Result<(), Declined> {
        let removed = self.operations()?;
        let dropped = self.f_prefixes();
        let joined_literals = self.holes(&removed, &dropped)?;
        self.characters(&removed, &dropped, &joined_literals);
        Ok(())
    }

    /// Takes the `f` off the literals that have no field left.
    fn f_prefixes(&mut self) -> Vec<bool> {
        let mut dropped = Vec::new();
        for (index, literal) in self.query.template.literals.iter().enumerate() {
            let mut fields = 0;
            let mut left = 0;
            for hole in self.query.template.holes() {
                if matches!(hole.site, Site::Field { literal, .. } if literal == index) {
                    fields += 1;
                    left += usize::from(!matches!(self.change_of(hole), Change::Put(_)));
                }
            }
            let drops = literal.is_f && fields > 0 && left == 0;
            if drops && let Some(at) = literal.prefix(self.file.module).find(['f', 'F']) {
                let start = literal.range.start() + TextSize::try_from(at).unwrap_or_default();
                self.edits.add(Edit::delete(TextRange::at(start, TextSize::new(1))));
            }
            dropped.push(drops);
        }
        dropped
    }

    /// Writes the holes; returns the literals that are joined with the one before them or gone as a whole.
    fn holes(&mut self, removed: &[bool], dropped: &[bool]) -> Result<Vec<usize>, Declined> {
        let mut gone = Vec::new();
        for hole in self.query.template.holes() {
            let change = self.change_of(hole).clone();
            match (hole.site, change) {
                (_, Change::Keep) => {}
                (Site::Field { range, .. }, Change::Put(text)) => self.edits.add(Edit::replace(range, text)),
                (Site::Argument { range, operation, .. }, Change::Put(text)) => {
                    let text = if removed[operation] { text } else { self.escaped(&text, operation) };
                    self.edits.add(Edit::replace(range, text));
                }
                (Site::Operand { delete, at, literal }, Change::Put(text)) => {
                    gone.extend(self.put_operand(delete, at, literal, &text, dropped)?);
                }
                (Site::Argument { operation, argument, .. }, Change::Wrap(functions)) => {
                    if self.is_rewritten(operation, removed) {
                        continue;
                    }
                    let is_whole = self.file.module.slice(hole.expr.range()) == hole.code;
                    let uses = self.query.template.holes().filter(|other| {
                        matches!(other.site, Site::Argument { operation: o, argument: a, .. } if o == operation && a == argument)
                    });
                    if !is_whole || uses.count() > 1 {
                        return Err(layout("a formatted value is used more than once"));
                    }
                    self.wrap(hole, &functions);
                }
                (_, Change::Wrap(functions)) => self.wrap(hole, &functions),
                (Site::Field { range, .. }, Change::Compute { code, before, behind }) => {
                    self.edits.add(Edit::replace(range, format!("{before}{{{code}}}{behind}")));
                }
                (_, Change::Compute { code, before: "", behind: "" }) => {
                    self.edits.add(Edit::replace(hole.expr.range(), code));
                }
                (Site::Argument { range, .. }, Change::Compute { code, before, behind }) => {
                    self.edits.insert(range.start(), before);
                    self.edits.insert(range.end(), behind);
                    self.edits.add(Edit::replace(hole.expr.range(), code));
                }
                (Site::Operand { .. }, Change::Compute { .. }) => {
                    return Err(layout("the list is an operand of `+`"));
                }
            }
        }
        Ok(gone)
    }

    fn wrap(&mut self, hole: &Hole<'_>, functions: &[String]) {
        let (open, close) = around(functions);
        self.edits.insert(hole.expr.start(), &open);
        self.edits.insert(hole.expr.end(), &close);
    }

    /// Whether the arguments of an operation were written anew as a whole.
    fn is_rewritten(&self, operation: usize, removed: &[bool]) -> bool {
        let tail = self.query.template.operations[operation].tail;
        removed[operation] || self.edits.has_range(tail)
    }

    /// Text of the query as it is written in a string that is still formatted.
    fn escaped(&self, text: &str, operation: usize) -> String {
        match self.query.template.operations[operation].kind {
            OperationKind::Format => text.replace('{', "{{").replace('}', "}}"),
            _ => text.replace('%', "%%"),
        }
    }

    /// Takes an operand of `+` out and puts text of the query into the literal beside it. Where the literal behind
    /// it stands on the same line, both become one; where nothing is left of that literal, it goes.
    fn put_operand(
        &mut self,
        delete: TextRange,
        at: TextSize,
        literal: usize,
        text: &str,
        dropped: &[bool],
    ) -> Result<Option<usize>, Declined> {
        let template = &self.query.template;
        let Some(own) = template.literals.get(literal) else {
            return Err(layout("two values stand side by side"));
        };
        let text = match own.operation {
            Some(_) => return Err(layout("a formatted string is an operand of `+`")),
            None => text,
        };
        let is_f = |index: usize, literal: &Literal| literal.is_f && !dropped[index];
        let text =
            if is_f(literal, own) { text.replace('{', "{{").replace('}', "}}") } else { text.to_owned() };
        let next = template.literals.get(literal + 1).filter(|next| {
            let between = TextRange::new(delete.end().min(next.range.start()), next.range.start());
            at == own.content.end()
                && next.range.start() >= delete.end()
                && self.file.module.slice(between).chars().all(|c| c.is_whitespace() || c == '+' || c == '\\')
        });
        if let Some(next) = next {
            let is_shared = template.holes().any(|hole| {
                matches!(hole.site, Site::Operand { literal: other, .. } if other == literal + 1)
                    || matches!(hole.site, Site::Field { literal: other, .. } if other == literal + 1)
            });
            let is_empty = self
                .chars_of(literal + 1)
                .all(|char| char.source.is_some_and(|range| self.deleted.contains(&range)));
            if is_empty && !is_shared {
                self.edits.insert(at, &text);
                self.edits.add(Edit::delete(TextRange::new(delete.start(), next.range.end())));
                return Ok(Some(literal + 1));
            }
            let module = self.file.module;
            let same_line =
                !module.slice(TextRange::new(own.content.end(), next.content.start())).contains('\n');
            let alike = own.quotes(module) == next.quotes(module)
                && own.is_raw == next.is_raw
                && is_f(literal, own) == is_f(literal + 1, next)
                && !(dropped[literal] || dropped[literal + 1]);
            if same_line && alike && delete.start() == own.range.end() {
                let between = TextRange::new(own.content.end(), next.content.start());
                self.edits.add(Edit::replace(between, text));
                return Ok(None);
            }
        }
        self.edits.insert(at, &text);
        self.edits.add(Edit::delete(delete));
        Ok(None)
    }

    fn chars_of(&self, literal: usize) -> impl Iterator<Item = &Char> {
        self.query
            .template
            .pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Text(chars) => chars.as_slice(),
                Piece::Hole(_) => &[],
            })
            .filter(move |char| char.literal == Some(literal))
    }

    /// Writes the characters of the query that change: those that go, and those whose doubling changes.
    fn characters(&mut self, removed: &[bool], dropped: &[bool], gone: &[usize]) {
        let mut changed: Vec<(TextRange, String)> = Vec::new();
        let all: Vec<Char> = (0..self.query.template.literals.len())
            .filter(|literal| !gone.contains(literal))
            .flat_map(|literal| self.chars_of(literal).copied().collect::<Vec<_>>())
            .collect();
        for char in all {
            let (Some(source), Some(literal)) = (char.source, char.literal) else { continue };
            let operation = self.query.template.literals[literal].operation;
            if self.deleted.contains(&source) {
                changed.push((source, String::new()));
                continue;
            }
            if self.replaced.iter().any(|(range, _)| range.contains_range(source)) {
                continue;
            }
            let kind = operation.map(|operation| self.query.template.operations[operation].kind);
            let is_removed = operation.is_some_and(|operation| removed[operation]);
            let written = self.file.module.slice(source);
            let wanted = match char.c {
                '%' => {
                    let count = if self.newly_formatted { 2 } else { 1 };
                    let is_escaped = !is_removed
                        && matches!(kind, Some(OperationKind::Percent | OperationKind::PercentMapping));
                    "%".repeat(if is_escaped { count * 2 } else { count })
                }
                '{' | '}' if dropped[literal] => char.c.to_string(),
                '{' | '}' if is_removed && kind == Some(OperationKind::Format) => char.c.to_string(),
                _ => continue,
            };
            if written != wanted && matches!(written, "%" | "%%" | "{" | "{{" | "}" | "}}") {
                changed.push((source, wanted));
            }
        }
        changed.append(&mut self.replaced);
        changed.sort_by_key(|(range, _)| range.start());
        changed.dedup();
        for (range, text) in changed {
            self.edits.add(Edit::replace(range, text));
        }
    }
}

/// What stands before and behind the argument of calls in each other.
fn around(functions: &[String]) -> (String, String) {
    (functions.iter().map(|function| format!("{function}(")).collect(), ")".repeat(functions.len()))
}
