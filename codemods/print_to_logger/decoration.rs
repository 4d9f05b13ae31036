//! Empty lines and banners: they go with the prints that they decorate.

use std::collections::HashMap;

use overhaul_engine::{Declined, Fix, Level, Outcome};
use overhaul_python::ast::Stmt;
use overhaul_python::{Edit, Module, Outline, Ranged, TextRange, comments, statements};

use super::judge::at;
use super::message::Refusal;
use super::noqa::NOQA_CODES;
use super::reasons::{refused, undecided};
use super::site::Site;

/// The decorations of a file, and the prints around them.
pub(super) struct Decorations<'a, 'v> {
    module: &'a Module,
    outline: &'v Outline<'a>,
    sites: &'v [Site<'a>],
    is_decoration: &'v [bool],
    /// The print statement at a place of a suite.
    by_place: HashMap<Place, usize>,
}

/// The address of a suite, and a place in it.
type Place = (*const Stmt, usize);

/// Whether there are prints that say something, and whether one of them is converted.
#[derive(Debug, Clone, Copy, Default)]
struct Company {
    any: bool,
    converted: bool,
}

impl<'a, 'v> Decorations<'a, 'v> {
    pub fn new(
        module: &'a Module,
        outline: &'v Outline<'a>,
        sites: &'v [Site<'a>],
        is_decoration: &'v [bool],
    ) -> Self {
        let by_place = sites
            .iter()
            .enumerate()
            .filter(|(_, site)| site.is_statement(outline))
            .map(|(index, site)| (place(outline, site), index))
            .collect();
        Self { module, outline, sites, is_decoration, by_place }
    }

    /// Decides about every decoration, by what was decided about the other prints.
    pub fn decide(&self, outcomes: &mut [(String, Outcome)]) {
        if !self.is_decoration.contains(&true) {
            return;
        }
        let by_function = self.companies(outcomes);
        let mut removed: HashMap<*const Stmt, usize> = HashMap::new();
        for (index, site) in self.sites.iter().enumerate().filter(|(index, _)| self.is_decoration[*index]) {
            if !site.is_statement(self.outline) {
                let declined = Declined::new(
                    "in-expression",
                    "an empty line inside an expression cannot be taken out",
                    "remove it by hand",
                );
                outcomes[index] = (at(self.outline, site, "stays"), Outcome::Declined(declined));
                continue;
            }
            let beside = self.beside(site, outcomes);
            let company = if beside.any { beside } else { by_function[&self.function(site)] };
            if company.any && !company.converted {
                outcomes[index] = (at(self.outline, site, "stays"), undecided());
                continue;
            }
            outcomes[index] = self.removal(site);
            if matches!(outcomes[index].1, Outcome::Fix(_)) {
                *removed.entry(place(self.outline, site).0).or_default() += 1;
            }
        }
        self.keep_suites(&removed, outcomes);
    }

    fn function(&self, site: &Site<'a>) -> Option<TextRange> {
        site.function(self.outline).map(Ranged::range)
    }

    /// What the prints of each function came to.
    fn companies(&self, outcomes: &[(String, Outcome)]) -> HashMap<Option<TextRange>, Company> {
        let mut companies: HashMap<Option<TextRange>, Company> = HashMap::new();
        for (index, site) in self.sites.iter().enumerate() {
            self.add(companies.entry(self.function(site)).or_default(), index, outcomes);
        }
        companies
    }

    /// What the prints came to that stand in one run of print statements with this one.
    fn beside(&self, site: &Site<'a>, outcomes: &[(String, Outcome)]) -> Company {
        let (suite, at) = place(self.outline, site);
        let find = |index: usize| self.by_place.get(&(suite, index)).copied();
        let length = site.statement(self.outline).suite.len();
        let mut company = Company::default();
        let before = (0..at).rev().map_while(find);
        for index in before.chain((at + 1..length).map_while(find)) {
            self.add(&mut company, index, outcomes);
            if company.converted {
                break;
            }
        }
        company
    }

    fn add(&self, company: &mut Company, index: usize, outcomes: &[(String, Outcome)]) {
        if !self.is_decoration[index] {
            company.any = true;
            company.converted |= matches!(outcomes[index].1, Outcome::Fix(_));
        }
    }

    fn removal(&self, site: &Site<'a>) -> (String, Outcome) {
        let node = site.statement(self.outline);
        let stmt = node.stmt;
        // The only statement of a suite, also of one on the line of its header, makes room for a `pass`.
        let has_comment = !self.module.comments().within(stmt.range()).is_empty();
        let alone = || (node.suite.len() == 1 && !has_comment).then(|| Edit::replace(stmt.range(), "pass"));
        let Some(edit) = alone().or_else(|| statements::remove(self.module, stmt)) else {
            return (at(self.outline, site, "stays"), Outcome::Declined(refused(Refusal::CommentInside)));
        };
        let edit = if node.suite.len() == 1 { edit } else { self.without_bare_noqa(stmt).unwrap_or(edit) };
        let fix = Fix { edits: vec![edit], needs: Vec::new(), level: Level::Safe, assumption: None };
        (at(self.outline, site, "is removed: it only decorates"), Outcome::Fix(fix))
    }

    /// A comment that only silences a linter about the removed print goes with it.
    fn without_bare_noqa(&self, stmt: &Stmt) -> Option<Edit> {
        let comment = self.module.comments().trailing(self.module, stmt.end())?;
        let edit = comments::without_noqa(self.module, comment, NOQA_CODES)?;
        let source = self.module.source();
        let is_whole = edit.replacement().is_empty() && edit.range().contains_range(comment);
        let starts_line = source.indentation_before(stmt.start()).is_some();
        let alone = source.slice(TextRange::new(stmt.end(), comment.start())).trim().is_empty();
        let lines = TextRange::new(source.line_start(stmt.start()), source.next_line_start(comment.end()));
        (is_whole && starts_line && alone).then(|| Edit::delete(lines))
    }

    /// A suite of which every statement would be removed keeps a `pass`.
    fn keep_suites(&self, removed: &HashMap<*const Stmt, usize>, outcomes: &mut [(String, Outcome)]) {
        for (suite, count) in removed {
            let Some(first) = self.by_place.get(&(*suite, 0)) else { continue };
            let node = self.sites[*first].statement(self.outline);
            if *count == node.suite.len()
                && let Outcome::Fix(fix) = &mut outcomes[*first].1
            {
                fix.edits = vec![Edit::replace(node.stmt.range(), "pass")];
            }
        }
    }
}

fn place(outline: &Outline<'_>, site: &Site<'_>) -> Place {
    let node = site.statement(outline);
    (node.suite.as_ptr(), node.index)
}
