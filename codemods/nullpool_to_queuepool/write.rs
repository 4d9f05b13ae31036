//! The edits that give an engine its settings, in the layout that its call or dictionary has.

use overhaul_engine::FileView;
use overhaul_python::{Edit, Module, Ranged, TextRange, TextSize, TokenKind};

use super::site::{KEY, Place, Site};

/// A line that a fix writes is no longer than this, unless the file has longer ones.
const LINE: usize = 88;

/// What stands in the place of a pool class.
pub struct Wanted<'w> {
    /// The edit of the class itself; without it the class goes.
    pub class: Option<Edit>,
    /// The settings that are added, with their values.
    pub settings: Vec<(&'w str, &'w str)>,
}

/// The edits for a site.
pub fn edits(file: &FileView<'_>, site: &Site<'_>, wanted: Wanted<'_>) -> Vec<Edit> {
    match site.place {
        Place::Argument { call, keyword } => {
            let arguments = &call.arguments;
            let mut elements: Vec<TextRange> = arguments.args.iter().map(Ranged::range).collect();
            elements.extend(arguments.keywords.iter().map(Ranged::range));
            elements.sort_by_key(Ranged::start);
            let texts = wanted.settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let bracket = arguments.range();
            let outer = |range: &TextRange| with_parentheses(file.module, *range, bracket);
            let elements = elements.iter().map(outer).collect();
            let at = outer(&keyword.range());
            let list = List { module: file.module, range: bracket, elements, at, value: site.value.range() };
            list.edits(wanted.class, texts)
        }
        Place::Item { dict, index, .. } => {
            let item = |index: usize| {
                let item = &dict.items[index];
                let value = with_parentheses(file.module, item.value.range(), dict.range());
                // `**other` starts with its stars.
                let stars =
                    || file.module.token_before(value.start()).map_or(value.start(), |token| token.start());
                TextRange::new(item.key.as_ref().map_or_else(stars, Ranged::start), value.end())
            };
            let elements: Vec<TextRange> = (0..dict.items.len()).map(item).collect();
            let at = elements[index];
            let key = file.module.slice(TextRange::new(
                at.start(),
                dict.items[index].key.as_ref().map_or(at.start(), Ranged::end),
            ));
            let (head, tail) = key.rsplit_once(KEY).unwrap_or((key, ""));
            let texts =
                wanted.settings.iter().map(|(name, value)| format!("{head}{name}{tail}: {value}")).collect();
            List { module: file.module, range: dict.range(), elements, at, value: site.value.range() }
                .edits(wanted.class, texts)
        }
        // No fix is made for one.
        Place::Default { .. } => Vec::new(),
        Place::Store { assign, .. } => {
            let target = assign.targets.first().map_or("", |target| file.module.slice(target));
            // The key stands last.
            let (head, tail) = target.rsplit_once(KEY).unwrap_or((target, ""));
            let texts: Vec<String> =
                wanted.settings.iter().map(|(name, value)| format!("{head}{name}{tail} = {value}")).collect();
            stores(file.module, assign.range(), site.value.range(), wanted.class, &texts)
        }
    }
}

/// Statements behind one statement, or in its place.
fn stores(
    module: &Module,
    stmt: TextRange,
    value: TextRange,
    class: Option<Edit>,
    texts: &[String],
) -> Vec<Edit> {
    let source = module.source();
    let end = module.newline_after(stmt.start()).map_or(stmt.end(), |token| token.start());
    let mut behind = module.tokens_in(TextRange::new(stmt.end(), end)).iter();
    let has_neighbour = behind.any(|token| token.kind() == TokenKind::Semi);
    let line = match source.indentation_before(stmt.start()) {
        Some(indentation) if !has_neighbour => {
            format!("{}{indentation}", module.style().line_ending)
        }
        _ => "; ".to_owned(),
    };
    match class {
        // Without a class and without settings it says what is so anyway.
        None if texts.is_empty() => vec![Edit::replace(value, "None")],
        None => vec![Edit::replace(stmt, texts.join(&line))],
        Some(class) if texts.is_empty() => vec![class],
        Some(class) => {
            let at = if line == "; " { stmt.end() } else { end };
            vec![class, Edit::insert(at, format!("{line}{}", texts.join(&line)))]
        }
    }
}

/// The elements of a call or a dictionary, by their ranges.
struct List<'m> {
    module: &'m Module,
    /// With its brackets.
    range: TextRange,
    elements: Vec<TextRange>,
    /// The element that chooses the pool.
    at: TextRange,
    /// The class in it.
    value: TextRange,
}

/// A range with the parentheses around it that stand inside the bracket.
fn with_parentheses(module: &Module, mut range: TextRange, bracket: TextRange) -> TextRange {
    let is_code = |token: &&overhaul_python::Token| {
        !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline)
    };
    loop {
        let inside = TextRange::new(bracket.start() + TextSize::new(1), range.start());
        let before = module.tokens_in(inside).iter().rev().find(is_code);
        let inside = TextRange::new(range.end(), bracket.end() - TextSize::new(1));
        let behind = module.tokens_in(inside).iter().find(is_code);
        match (before, behind) {
            (Some(open), Some(close))
                if open.kind() == TokenKind::Lpar && close.kind() == TokenKind::Rpar =>
            {
                range = TextRange::new(open.start(), close.end());
            }
            _ => return range,
        }
    }
}

impl List<'_> {
    fn edits(&self, class: Option<Edit>, texts: Vec<String>) -> Vec<Edit> {
        let Some(class) = class else {
            return if texts.is_empty() { self.without() } else { self.behind(None, texts) };
        };
        if !texts.is_empty() {
            return self.behind(Some(class), texts);
        }
        let edits = vec![class];
        if self.may_be_laid_out() && self.shares_line() && self.becomes_too_long(&edits, &texts) {
            return self.one_a_line(edits, &texts);
        }
        edits
    }

    /// Takes the element out, with a comma.
    fn without(&self) -> Vec<Edit> {
        let index = self.elements.iter().position(|range| *range == self.at).unwrap_or_default();
        let range = match (self.elements.get(index + 1), index.checked_sub(1)) {
            (Some(next), _) => TextRange::new(self.at.start(), next.start()),
            (None, Some(before)) => TextRange::new(self.elements[before].end(), self.at.end()),
            // With the comma behind it, too.
            (None, None) => TextRange::new(self.at.start(), self.range.end() - TextSize::new(1)),
        };
        let comments = self.module.comments().within(range);
        // What stands between keeps its comments, and the element itself becomes what changes nothing.
        if comments.is_empty() {
            return vec![Edit::delete(range)];
        }
        vec![self.replaced(self.value, "None")]
    }

    /// Puts the text in place of a range, whose comments stay behind it.
    fn replaced(&self, range: TextRange, text: &str) -> Edit {
        let newline = self.module.style().line_ending;
        let comments = self.module.comments().within(range).iter();
        let kept: String =
            comments.map(|range| format!("  {}{newline}", self.module.slice(*range))).collect();
        Edit::replace(range, format!("{text}{kept}"))
    }

    /// The settings behind the class, or in its place.
    fn behind(&self, class: Option<Edit>, mut texts: Vec<String>) -> Vec<Edit> {
        let module = self.module;
        let source = module.source();
        let mut edits: Vec<Edit> = class.into_iter().collect();
        if edits.is_empty() {
            let first = texts.remove(0);
            edits.push(self.replaced(self.at, &first));
        }
        if texts.is_empty() {
            return edits;
        }
        let newline = module.style().line_ending;
        let line_start = source.line_start(self.at.start());
        let before = source.slice(TextRange::new(line_start, self.at.start()));
        let indentation: String = before.chars().take_while(|c| c.is_whitespace()).collect();
        let line_end = source.line_end(self.at.end());
        let comma = module
            .tokens_in(TextRange::new(self.at.end(), self.range.end()))
            .iter()
            .find(|token| !matches!(token.kind(), TokenKind::Comment | TokenKind::NonLogicalNewline));
        let comma = comma.filter(|token| token.kind() == TokenKind::Comma).map(Ranged::range);
        // A comma at the start of a line belongs to what follows.
        let leading = comma.filter(|comma| comma.start() > line_end).map(|comma| {
            let start = source.line_start(comma.start());
            source.slice(TextRange::new(start, comma.start())).to_owned()
        });
        let comma = comma.map(TextRange::end).filter(|comma| *comma <= line_end);
        let leading =
            leading.or_else(|| (before.trim() == "," && comma.is_none()).then(|| indentation.clone()));
        let rest = source.slice(TextRange::new(comma.unwrap_or(self.at.end()), line_end));
        let rest = rest.trim_end_matches(['\r', '\n']);
        let text_end = comma.unwrap_or(self.at.end()) + TextSize::of(rest);
        let ends_line = rest.trim().is_empty() || rest.trim_start().starts_with('#');
        if let Some(indentation) = leading.filter(|_| ends_line) {
            let gap = format!("{newline}{indentation}, ");
            edits.push(Edit::insert(text_end, format!("{gap}{}", texts.join(&gap))));
            return edits;
        }
        let gap = format!("{newline}{indentation}");
        let joined = texts.join(&format!(",{gap}"));
        let starts_line = before.trim().is_empty();
        let closes = comma.is_none() && rest.trim_start().starts_with([')', '}']);
        if starts_line && closes {
            edits.push(Edit::insert(self.at.end(), format!(",{gap}{joined}")));
            return edits;
        }
        if starts_line && ends_line {
            match comma {
                Some(_) => edits.push(Edit::insert(text_end, format!("{gap}{joined},"))),
                None if rest.trim().is_empty() => {
                    edits.push(Edit::insert(self.at.end(), format!(",{gap}{joined}")));
                }
                // The comment stays on the line of the class.
                None => {
                    edits.push(Edit::insert(self.at.end(), ","));
                    edits.push(Edit::insert(text_end, format!("{gap}{joined}")));
                }
            }
            return edits;
        }
        if self.becomes_too_long(&edits, &texts) {
            if self.may_be_laid_out() && self.shares_line() {
                return self.one_a_line(edits, &texts);
            }
            if starts_line && let Some(comma) = comma {
                // What stood behind it on its line gets a line of its own.
                let next = TextSize::of(&rest[..rest.len() - rest.trim_start().len()]);
                edits
                    .push(Edit::replace(TextRange::new(comma, comma + next), format!("{gap}{joined},{gap}")));
                return edits;
            }
        }
        if self.may_be_laid_out() && self.becomes_too_long(&edits, &texts) {
            if self.elements.iter().all(|range| !module.slice(*range).contains('\n')) {
                return self.one_a_line(edits, &texts);
            }
            let open = source.line_start(self.range.start());
            let base = source.slice(TextRange::new(open, self.range.start()));
            let base: String = base.chars().take_while(|c| c.is_whitespace()).collect();
            let gap = format!(",{newline}{base}{}", module.style().indentation);
            edits.push(Edit::insert(self.at.end(), format!("{gap}{}", texts.join(&gap))));
            return edits;
        }
        edits.push(Edit::insert(self.at.end(), format!(", {}", texts.join(", "))));
        edits
    }

    /// Whether its lines may be broken anew: no comment stands among them or asks a formatter to leave them.
    fn may_be_laid_out(&self) -> bool {
        let module = self.module;
        let source = module.source();
        let line = TextRange::new(self.range.end(), source.line_end(self.range.end()));
        let above = TextRange::new(TextSize::new(0), self.range.start());
        let asks = |words: &str| {
            let comments = module.comments().within(above).iter().rev();
            comments.map(|range| module.slice(*range)).position(|text| text.contains(words))
        };
        let is_off = match (asks("fmt: off"), asks("fmt: on")) {
            (Some(off), Some(on)) => off < on,
            (off, _) => off.is_some(),
        };
        let is_skipped = source.slice(line).contains("fmt: skip");
        module.comments().within(self.range).is_empty() && !is_off && !is_skipped
    }

    /// Whether all elements stand on one line.
    fn shares_line(&self) -> bool {
        let source = self.module.source();
        let (first, last) = (self.elements.first(), self.elements.last());
        first
            .zip(last)
            .is_some_and(|(first, last)| source.line_end(first.start()) == source.line_end(last.end()))
    }

    /// Whether the line of the class would grow beyond the longest line of the file.
    fn becomes_too_long(&self, edits: &[Edit], texts: &[String]) -> bool {
        let source = self.module.source();
        let line = TextRange::new(source.line_start(self.at.start()), source.line_end(self.at.end()));
        let width = |text: &str| text.trim_end().chars().count();
        let grown: usize = edits
            .iter()
            .map(|edit| (edit.replacement().chars().count()).saturating_sub(edit.range().len().to_usize()))
            .sum::<usize>()
            + texts.iter().map(|text| text.chars().count() + 2).sum::<usize>();
        // Before Python 3.12 a line break ends an f-string.
        let before =
            self.module.tokens_in(TextRange::new(line.start().min(self.range.start()), self.range.start()));
        let opened = before.iter().filter(|token| token.kind() == TokenKind::FStringStart).count();
        let closed = before.iter().filter(|token| token.kind() == TokenKind::FStringEnd).count();
        if opened > closed {
            return false;
        }
        let longest = self.module.text().lines().map(width).max().unwrap_or_default();
        width(source.slice(line)) + grown > LINE.max(longest)
    }

    fn one_a_line(&self, mut edits: Vec<Edit>, texts: &[String]) -> Vec<Edit> {
        let module = self.module;
        let source = module.source();
        let line = source.slice(TextRange::new(source.line_start(self.range.start()), self.range.start()));
        let base: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        let newline = module.style().line_ending;
        let gap = format!("{newline}{base}{}", module.style().indentation);
        let open = self.range.start() + TextSize::new(1);
        let close = self.range.end() - TextSize::new(1);
        let mut before = open;
        for (index, element) in self.elements.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            edits.push(Edit::replace(TextRange::new(before, element.start()), format!("{separator}{gap}")));
            before = element.end();
            if *element == self.at && !texts.is_empty() {
                let joined = texts.join(&format!(",{gap}"));
                // The separator that follows is part of the next edit.
                edits.push(Edit::insert(element.end(), format!(",{gap}{joined}")));
            }
        }
        edits.push(Edit::replace(TextRange::new(before, close), format!(",{newline}{base}")));
        merge(edits)
    }
}

/// Joins an insertion with the replacement that starts where it stands, so that their order is certain.
fn merge(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.range().start(), edit.range().end()));
    let mut result: Vec<Edit> = Vec::new();
    for edit in edits {
        match result.last_mut() {
            Some(last) if last.range().is_empty() && last.range().start() == edit.range().start() => {
                *last = Edit::replace(edit.range(), format!("{}{}", last.replacement(), edit.replacement()));
            }
            _ => result.push(edit),
        }
    }
    result
}
