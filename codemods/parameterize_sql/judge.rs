//! What becomes of each composed query: parameters, checked names, nothing to do, or a reason to leave it alone.

use overhaul_engine::{Declined, FileView, Finding, Fix, Level, Outcome};
use overhaul_python::{Outline, Ranged};

use super::calls::{self, Called, Target};
use super::constants::{Constant, Constants};
use super::data::{DRIVERS, Shape, Wants};
use super::fragments;
use super::holes::{Decision, Decisions, decide};
use super::parameters;
use super::provenance;
use super::query::{self, Obstacle, Query};
use super::senders::{self, Senders};
use super::settings::Settings;
use super::sql::{self, Dialect, PlaceholderStyle, Verb};
use super::survey::Conclusion;
use super::template::Unreadable;
use super::text::{self, QueryText};
use super::write;

pub struct Judge<'j, 'a> {
    file: &'j FileView<'a>,
    known: &'j Conclusion,
    senders: Senders<'j>,
    settings: &'j Settings,
}

/// A finding that stays as it is.
type Refusal = Box<Declined>;

impl<'j, 'a> Judge<'j, 'a> {
    pub fn new(file: &'j FileView<'a>, known: &'j Conclusion, settings: &'j Settings) -> Self {
        Self { file, known, senders: Senders::new(file, known), settings }
    }

    pub fn findings(&self) -> Vec<Finding> {
        let calls = self.senders.calls(self.file);
        let queries = query::queries(self.file, &calls);
        let outline = Outline::new(self.file.module.body());
        let mut findings: Vec<Finding> =
            queries.iter().filter_map(|query| self.finding(query, &outline)).collect();
        let constants = Constants { file: self.file, outline: &outline };
        findings.extend(fragments::fragments(self.file, &queries).into_iter().filter_map(|fragment| {
            let is_open = fragment.template.holes().any(|hole| self.constant(&constants, hole).is_none());
            let declined = Outcome::Declined(fragments::declined());
            is_open.then(|| super::finding(fragment.range, "SQL is put together from parts", declined))
        }));
        findings
    }

    /// `None` for what is no SQL, and for a query that only constants are put into.
    fn finding(&self, query: &Query<'a>, outline: &Outline<'a>) -> Option<Finding> {
        let blank = QueryText::new(&query.template, &vec![None; query.template.holes().count()]);
        let looks = sql::read(&blank.parts, Dialect::Any);
        // Behind a hole that decides about the structure nothing can be told, but the call's argument is SQL all the
        // same.
        let is_sql = looks.looks_like_sql
            || query.unreadable == Some(Unreadable::NotComposed)
            || text::starts_like_sql(self.file.module.slice(query.range));
        if !is_sql {
            return None;
        }
        let constants = Constants { file: self.file, outline };
        let mut parts = std::iter::once(query.expr).chain(query.added.iter().copied());
        if query.unreadable.is_some() && parts.all(|part| constants.of(part).is_some()) {
            return None;
        }
        let known: Vec<Option<Constant>> =
            query.template.holes().map(|hole| self.constant(&constants, hole)).collect();
        if query.unreadable.is_none() && known.iter().all(Option::is_some) {
            return None;
        }
        let styles: Vec<PlaceholderStyle> =
            looks.placeholders.iter().map(|placeholder| placeholder.style).collect();
        let target = match self.target(query, &styles) {
            Some(Ok(target)) => target,
            Some(Err(declined)) => {
                return Some(declined_finding(query, "SQL is put together from parts", *declined));
            }
            None => return None,
        };
        let outcome = self.fix(query, &target, &known);
        Some(match outcome {
            Ok((message, fix)) => super::finding(query.range, message, Outcome::Fix(fix)),
            Err((message, declined)) => declined_finding(query, &message, *declined),
        })
    }

    fn constant(&self, constants: &Constants<'_, 'a>, hole: &super::template::Hole<'a>) -> Option<Constant> {
        let is_whole = self.file.module.slice(hole.expr.range()) == hole.code;
        let is_plain = hole.spec.is_none() && matches!(hole.conversion, None | Some('s'));
        if is_whole && is_plain { constants.of(hole.expr) } else { None }
    }

    /// What all uses of a query send it to. `None` where that is no database.
    fn target(
        &self,
        query: &Query<'a>,
        placeholders: &[PlaceholderStyle],
    ) -> Option<Result<Target, Refusal>> {
        let mut found: Option<Target> = None;
        let mut is_used_otherwise = false;
        for call in &query.uses {
            let Some(sent) = self.senders.of(call) else { continue };
            let name = senders::name(sent.sender).unwrap_or_default();
            let called = calls::resolve(self.file, &sent, self.known, placeholders);
            if sent.is_handed() {
                let sends = matches!(called, Called::Sink(_) | Called::Partly(..) | Called::WithoutValues(_));
                if sends || sent.sender.is_attribute_expr() && DRIVERS.is_method(name) {
                    return Some(Err(Box::new(handed_on(self.file.module.slice(sent.sender.range())))));
                }
                is_used_otherwise = true;
                continue;
            }
            match called {
                Called::Sink(target) => match &found {
                    Some(other) if *other.driver != *target.driver => {
                        let why =
                            format!("it is sent to {} and to {}", other.driver.name, target.driver.name);
                        return Some(Err(Box::new(unknown_driver(&why))));
                    }
                    Some(other) if other.assumption.is_some() => {}
                    _ => found = Some(target),
                },
                Called::Untyped(why) => match provenance::assumed(self.file, call, query, placeholders) {
                    Some(target) if found.as_ref().is_none_or(|other| *other.driver == *target.driver) => {
                        found = Some(target);
                    }
                    _ => return Some(Err(Box::new(unknown_driver(&why)))),
                },
                Called::Partly(target, why) => match provenance::agreed(self.file, call, target) {
                    Some(target) if found.as_ref().is_none_or(|other| *other.driver == *target.driver) => {
                        found = Some(target);
                    }
                    _ => return Some(Err(Box::new(unknown_driver(&why)))),
                },
                Called::Unknown(why) => return Some(Err(Box::new(unknown_driver(&why)))),
                Called::WithoutValues(name) => {
                    return Some(Err(Box::new(Declined::new(
                        "wrapper-without-values",
                        format!(
                            "`{name}` passes a query on in a way to which no values can be added with certainty"
                        ),
                        "give the function a parameter for values that it passes on as it is, and run again",
                    ))));
                }
                Called::Other if !DRIVERS.is_method(name) => is_used_otherwise = true,
                Called::Other => {
                    let why = format!("this `{name}` is not one that is known to send SQL");
                    return Some(Err(Box::new(unknown_driver(&why))));
                }
            }
        }
        match found {
            Some(_) if is_used_otherwise => Some(Err(Box::new(refuse_variable(Obstacle::Escapes)))),
            found => found.map(Ok),
        }
    }

    fn fix(
        &self,
        query: &Query<'a>,
        target: &Target,
        known: &[Option<Constant>],
    ) -> Result<(String, Fix), (String, Refusal)> {
        let plain = || format!("SQL for {} is put together from parts", target.driver.name);
        if let Some(unreadable) = query.unreadable {
            return Err((plain(), Box::new(cannot_read(unreadable))));
        }
        let text = QueryText::new(&query.template, known);
        let statement = sql::read(&text.parts, target.driver.dialect);
        let decisions =
            Decisions::new(self.file, self.known, self.settings, query, target, &text, &statement);
        let message = decisions.describe(target);
        let fail = |declined: Declined| (message.clone(), Box::new(declined));
        refuse_statement(target, &statement, &decisions).map_err(fail)?;
        if let Some(obstacle) = query.variable.as_ref().and_then(|variable| variable.obstacle) {
            return Err(fail(refuse_variable(obstacle)));
        }
        match (target.wants, query.text) {
            (Wants::Text, None) => {
                return Err(fail(Declined::new(
                    "raw-string",
                    "SQLAlchemy takes values by name only in text(), and the query is a plain string",
                    "wrap the query in sqlalchemy.text(), and run again",
                )));
            }
            (Wants::String, Some(_)) => {
                return Err(fail(unknown_driver(
                    "a query in text() is sent to something that takes strings",
                )));
            }
            _ => {}
        }
        let decided: Vec<Decision> = decide(&decisions).map_err(fail)?;
        let values = parameters::plan(self.file, query, target, &text, &statement, &decided).map_err(fail)?;
        let mut level = decided.iter().map(|decision| decision.level).max().unwrap_or(Level::Review);
        let mut assumptions: Vec<String> = target.assumption.iter().cloned().collect();
        if target.assumption.is_some() {
            level = Level::Review;
        }
        for assumption in decided.iter().filter_map(|decision| decision.assumption.clone()) {
            if !assumptions.contains(&assumption) {
                assumptions.push(assumption);
            }
        }
        let needs = decided.iter().flat_map(|decision| decision.needs.iter().cloned()).collect();
        let edits =
            write::edits(self.file, query, target, &text, &statement, &decided, &values).map_err(fail)?;
        let fix = Fix {
            edits,
            needs,
            level,
            assumption: (!assumptions.is_empty()).then(|| assumptions.join("; ")),
        };
        Ok((message, fix))
    }
}

fn declined_finding(query: &Query<'_>, message: &str, declined: Declined) -> Finding {
    super::finding(query.range, message.to_owned(), Outcome::Declined(declined))
}

fn unknown_driver(why: &str) -> Declined {
    Declined::new(
        "driver-unknown",
        format!("which placeholder is right cannot be told: {why}"),
        "annotate the object that runs the query with the class of its driver, and run again",
    )
}

fn handed_on(sender: &str) -> Declined {
    let sender = sender.split_whitespace().collect::<Vec<_>>().join(" ");
    Declined::new(
        "handed-on",
        format!(
            "`{sender}` is handed to another function together with the query, which may take values or not"
        ),
        "send the query in a function of its own, and hand that on",
    )
}

fn cannot_read(unreadable: Unreadable) -> Declined {
    match unreadable {
        Unreadable::NotComposed => Declined::new(
            "dynamic-format",
            "what is put into the query cannot be read from the source",
            "write the query as an f-string in the call that sends it, and run again",
        ),
        Unreadable::Dynamic => Declined::new(
            "dynamic-format",
            "what is put into the query cannot be read from the source",
            "write the query as an f-string, and run again",
        ),
        Unreadable::Layout => Declined::new(
            "layout",
            "a comment or parentheses stand where the query would change",
            "move the comment, or write the query as one string, and run again",
        ),
    }
}

/// Statements that take no parameters.
fn refuse_statement(
    target: &Target,
    statement: &sql::Query,
    decisions: &Decisions<'_, '_>,
) -> Result<(), Declined> {
    if target.script || (target.shape == Shape::None && decisions.has_values()) {
        return Err(Declined::new(
            "script",
            "this call takes a query but no values",
            "run the statements one by one with execute()",
        ));
    }
    if statement.statements > 1 {
        return Err(Declined::new(
            "several-statements",
            "several statements in one string cannot share parameters",
            "run the statements one by one",
        ));
    }
    if !decisions.has_values() {
        return Ok(());
    }
    let takes_none = match &statement.verb {
        Some(Verb::Ddl) => Some("a statement that defines tables takes no parameters"),
        Some(Verb::Set | Verb::Transaction | Verb::Pragma) => {
            Some("this kind of statement takes no parameters")
        }
        Some(Verb::Other(word)) if word != "show" => Some("this kind of statement takes no parameters"),
        _ => None,
    };
    if let Some(why) = takes_none {
        return Err(Declined::new(
            "no-parameters-here",
            why,
            "check the value against what it may be before it is put into the statement",
        ));
    }
    if target.many {
        return Err(Declined::new(
            "executemany",
            "one value for all rows of an executemany would have to be added to each row",
            "add the value to each row and put a placeholder in its place",
        ));
    }
    Ok(())
}

fn refuse_variable(obstacle: Obstacle) -> Declined {
    match obstacle {
        Obstacle::SeveralDefinitions => Declined::new(
            "built-in-steps",
            "the query is put together in several places or under conditions",
            "collect the values in a list beside the text, and pass the list when the query is sent",
        ),
        Obstacle::Escapes => Declined::new(
            "query-escapes",
            "the query is also used where no values can be given with it",
            "pass the values along with the query, or compose it where it is sent",
        ),
        Obstacle::ValuesChange | Obstacle::ValuesAreCalls => Declined::new(
            "values-move",
            "a value may have changed between the place where the query is composed and the one where it is sent",
            "compose the query in the call that sends it",
        ),
    }
}
