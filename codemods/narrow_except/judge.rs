//! What becomes of each handler: left alone, narrowed, or `except Exception`.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use overhaul_engine::{Declined, FileView, Finding, Fix, Level, Need, Outcome};
use overhaul_python::ast::{ExceptHandler, ExceptHandlerExceptHandler, Expr, Stmt, StmtFunctionDef, StmtTry};
use overhaul_python::outline::NodeId;
use overhaul_python::{Ranged, TextRange};

use super::effects::{self, Class, Code, Effects, Question};
use super::explain::{self, listed};
use super::handler::{self, Purpose};
use super::leave;
use super::naming;
use super::place::{self, Anywhere, Doings, LastResorts};
use super::settings::Settings;
use super::survey::Conclusion;
use super::union;
use super::write::{self, Breadth};

pub struct Judge<'j, 'a> {
    file: &'j FileView<'a>,
    known: &'j Conclusion,
    settings: &'j Settings,
}

/// What a handler catches as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bare,
    BaseException,
    Exception,
}

/// A handler and where it stands.
pub(super) struct Site<'s, 'a> {
    pub kind: Kind,
    pub stmt: &'s StmtTry,
    pub handler: &'s ExceptHandlerExceptHandler,
    /// The clauses of the same `try` before it.
    pub earlier: &'s [ExceptHandler],
    pub function: Option<&'a StmtFunctionDef>,
    pub purpose: Purpose,
    pub doings: Doings,
}

/// What the rest of the module says about all its handlers.
pub(super) struct Surroundings {
    pub anywhere: Anywhere,
    pub last_resorts: LastResorts,
}

type Judged = Result<(String, Fix), (String, Box<Declined>)>;

impl<'j, 'a> Judge<'j, 'a> {
    pub fn new(file: &'j FileView<'a>, known: &'j Conclusion, settings: &'j Settings) -> Self {
        Self { file, known, settings }
    }

    pub fn findings(&self) -> Vec<Finding> {
        let code = Code::new(self.file.module);
        let around = LazyCell::new(|| Surroundings {
            anywhere: place::raises_anywhere(self.file.module),
            last_resorts: LastResorts::of(self.file.module),
        });
        let mut findings = Vec::new();
        for (id, node) in code.outline.nodes().iter().enumerate() {
            let Stmt::Try(stmt) = node.stmt else { continue };
            if stmt.is_star {
                continue;
            }
            for (index, ExceptHandler::ExceptHandler(handler)) in stmt.handlers.iter().enumerate() {
                let Some(kind) = self.kind(handler) else { continue };
                let site = self.site(&code, id, kind, stmt, handler, &stmt.handlers[..index]);
                findings.extend(self.finding(&code, &site, &around));
            }
        }
        findings.sort_by_key(|finding| finding.range.start());
        findings
    }

    fn kind(&self, handler: &ExceptHandlerExceptHandler) -> Option<Kind> {
        let Some(class) = handler.type_.as_deref() else { return Some(Kind::Bare) };
        if !self.settings.broad {
            return None;
        }
        match self.file.module.names().qualified(class)?.as_str() {
            "builtins.Exception" => Some(Kind::Exception),
            "builtins.BaseException" => Some(Kind::BaseException),
            _ => None,
        }
    }

    fn site<'s>(
        &self,
        code: &Code<'a>,
        id: NodeId,
        kind: Kind,
        stmt: &'s StmtTry,
        handler: &'s ExceptHandlerExceptHandler,
        earlier: &'s [ExceptHandler],
    ) -> Site<'s, 'a> {
        Site {
            kind,
            stmt,
            handler,
            earlier,
            function: place::function(&code.outline, id),
            purpose: handler::purpose(self.file.module, handler),
            doings: place::doings(self.file.module, &stmt.body),
        }
    }

    /// `None` where a handler that says what it catches is right as it is.
    fn finding(&self, code: &Code<'a>, site: &Site<'_, 'a>, around: &Surroundings) -> Option<Finding> {
        if site.kind != Kind::Bare && site.purpose.raises_again {
            return None;
        }
        let range = match site.handler.type_.as_deref() {
            Some(class) => TextRange::new(site.handler.start(), class.end()),
            None => write::keyword(site.handler),
        };
        let (message, outcome) = match self.judge(code, site, around) {
            Ok((message, fix)) => (message, Outcome::Fix(fix)),
            Err((message, declined)) => (message, Outcome::Declined(*declined)),
        };
        Some(super::finding(range, format!("{}: {message}", site.kind.shown()), outcome))
    }

    fn judge(&self, code: &Code<'a>, site: &Site<'_, 'a>, around: &Surroundings) -> Judged {
        let left = |declined: Declined| {
            let message = "left as it is".to_owned();
            (message, Box::new(declined))
        };
        if let Some(declined) = leave::only_base_left(self.file, site) {
            return Err(left(declined));
        }
        if site.purpose.raises_again {
            let fix = self.fix(site, "BaseException", Breadth::Broad, Vec::new(), None).map_err(left)?;
            return Ok(("raises everything again after its own work".to_owned(), fix));
        }
        if let Some(declined) = leave::alone(self.file, site, around) {
            return Err(left(declined));
        }
        let is_about_validity = site.function.is_some_and(place::is_about_validity);
        let question = Question::new(self.file.project.promised_python(self.file.path), is_about_validity);
        let mut effects = effects::suite(&question, code, &self.file.types, &site.stmt.body);
        let earlier = effects::caught(&question, code, &self.file.types, site.earlier);
        effects.catch(&earlier, question.lowest);
        if site.kind == Kind::Exception {
            effects.raises.retain(|class, _| class.derives("Exception", question.lowest));
        }
        if let Some(declined) = exits(&effects, &question) {
            return Err(left(declined));
        }
        let is_test = place::is_test(self.file.path, site.function) && !site.purpose.raises;
        let asserts = |effects: &Effects| effects.raises.keys().any(|class| class.name == "AssertionError");
        if is_test && asserts(&effects) {
            effects.settle(&self.file.types);
            if asserts(&effects) {
                return Err(left(leave::swallows_assert("an assertion")));
            }
        }
        if let Some(signal) = &around.anywhere.exception {
            return self.broad(
                site,
                &effects,
                format!("the module uses {signal}, which makes any line of it raise"),
            );
        }
        if effects.unknown.is_empty() {
            effects.settle(&self.file.types);
        }
        match self.narrowed(site, &question, &effects, is_about_validity) {
            Ok(Narrowed { classes, text, needs }) => {
                let message =
                    format!("the body can raise {}", explain::classes(&effects, &classes, question.lowest));
                let mut fix = self.fix(site, &text, Breadth::Narrow, needs, Some(&effects)).map_err(left)?;
                Self::say_cancellation(site, &mut fix);
                Ok((message, fix))
            }
            Err(Wide::CannotRaise) => self.cannot_raise(site),
            Err(Wide::Because(why)) => self.broad(site, &effects, why),
        }
    }

    fn narrowed(
        &self,
        site: &Site<'_, 'a>,
        question: &Question,
        effects: &Effects,
        is_about_validity: bool,
    ) -> Result<Narrowed, Wide> {
        if !effects.unknown.is_empty() {
            let what = explain::unknown(effects);
            return Err(Wide::Because(format!("it is not known what can be raised by {what}")));
        }
        let classes = union::smallest(effects.raises.keys().cloned(), question.lowest);
        let is_proven = effects.assumes.is_empty();
        if classes.is_empty() && is_proven && site.stmt.body.iter().all(is_inert) {
            return Err(Wide::CannotRaise);
        }
        if classes.is_empty() {
            return Err(Wide::Because("nothing is known that the body could raise".to_owned()));
        }
        if is_about_validity && !is_proven {
            let name = site.function.map_or("", |def| def.name.as_str());
            return Err(Wide::Because(format!(
                "`{name}` answers for validity, and this is not proven: {}",
                explain::assumptions(&effects.assumes)
            )));
        }
        let said = explain::classes(effects, &classes, question.lowest);
        if classes.iter().any(|class| matches!(class.name.as_str(), "Exception" | "BaseException")) {
            return Err(Wide::Because(format!("the body can raise {said}")));
        }
        let is_followed = site.stmt.handlers.len() > site.earlier.len() + 1;
        if is_followed && site.kind != Kind::Bare {
            return Err(Wide::Because("a clause behind it takes what a narrower one would leave".to_owned()));
        }
        let mut texts = BTreeSet::new();
        let mut needs = Vec::new();
        for class in &classes {
            let Some(named) = naming::name(self.file, question, class, site.handler.start()) else {
                return Err(Wide::Because(format!(
                    "the body can raise {said}, and `{}` is not certainly bound here",
                    class.name
                )));
            };
            texts.insert((named.text.contains('.'), named.text));
            needs.extend(named.need);
        }
        if texts.len() > self.settings.at_most {
            let names: Vec<&str> = classes.iter().map(|class| class.name.as_str()).collect();
            return Err(Wide::Because(format!("the body can raise {}, too many to name", listed(&names))));
        }
        let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
        let text = match &texts[..] {
            [only] => only.clone(),
            several => format!("({})", several.join(", ")),
        };
        Ok(Narrowed { classes, text, needs })
    }

    fn broad(&self, site: &Site<'_, 'a>, effects: &Effects, why: String) -> Judged {
        if site.kind == Kind::Exception {
            return Err((
                "left as it is".to_owned(),
                Box::new(Declined::new(
                    "opaque",
                    why,
                    "annotate the values that the body works with, split the body, or leave it",
                )),
            ));
        }
        let left = |declined: Declined| ("left as it is".to_owned(), Box::new(declined));
        let mut fix = self.fix(site, "Exception", Breadth::Broad, Vec::new(), None).map_err(left)?;
        Self::say_cancellation(site, &mut fix);
        if !effects.unknown.is_empty()
            && let Some((class, file)) = self.known.base_exceptions.iter().next()
        {
            let sentence =
                format!("the body does not raise `{class}` of {file}, which does not derive from Exception");
            add_assumption(&mut fix, &sentence);
        }
        Ok((why, fix))
    }

    fn cannot_raise(&self, site: &Site<'_, 'a>) -> Judged {
        let message = "nothing in the body can raise".to_owned();
        let removal = write::without_try(self.file.module, site.stmt)
            .filter(|_| site.kind == Kind::Bare && site.stmt.handlers.len() == 1);
        match removal {
            Some(edit) => {
                let assumption = Some("nobody counts on the handler for Ctrl-C".to_owned());
                Ok((message, Fix { edits: vec![edit], needs: Vec::new(), level: Level::Review, assumption }))
            }
            None => Err((
                message,
                Box::new(Declined::new(
                    "cannot-raise",
                    "no expression of the body raises an exception of its own",
                    "remove the try and keep its body",
                )),
            )),
        }
    }

    fn fix(
        &self,
        site: &Site<'_, 'a>,
        classes: &str,
        breadth: Breadth,
        needs: Vec<Need>,
        effects: Option<&Effects>,
    ) -> Result<Fix, Declined> {
        let names = self.file.module.names();
        let scope = names.scope_at(site.handler.start());
        let is_builtin = |name: &str| names.resolve(name, scope) == overhaul_python::Resolution::Builtin;
        if breadth == Breadth::Broad && !is_builtin(classes) {
            return Err(Declined::new(
                "shadowed",
                format!("`{classes}` is not the builtin class in this module"),
                "give the module's own name another spelling, and run again",
            ));
        }
        let assumes = effects.map(|effects| &effects.assumes).filter(|assumes| !assumes.is_empty());
        Ok(Fix {
            edits: write::clause(self.file.module, site.handler, classes, breadth),
            needs,
            level: if assumes.is_some() { Level::Review } else { Level::Safe },
            assumption: assumes.map(explain::assumptions),
        })
    }

    /// Code that waits is cancelled by an exception, which the handler swallowed so far.
    fn say_cancellation(site: &Site<'_, 'a>, fix: &mut Fix) {
        let is_async = site.function.is_some_and(|def| def.is_async);
        if site.doings.prompts && site.kind != Kind::Exception {
            add_assumption(fix, "Ctrl-C at the prompt is not what the handler is for");
        }
        if is_async && site.doings.awaits && site.kind != Kind::Exception {
            add_assumption(
                fix,
                "nobody relies on this code to go on when its task is cancelled; it no longer does",
            );
        }
    }
}

fn add_assumption(fix: &mut Fix, sentence: &str) {
    fix.level = Level::Review;
    fix.assumption = Some(match &fix.assumption {
        Some(before) => format!("{before}; {sentence}"),
        None => sentence.to_owned(),
    });
}

/// Whether the statement does nothing that could go wrong: removing a try asks for more proof than narrowing it.
fn is_inert(stmt: &Stmt) -> bool {
    fn is_plain(expr: &Expr) -> bool {
        match expr {
            Expr::Name(_) => true,
            Expr::Tuple(tuple) => tuple.elts.iter().all(is_plain),
            Expr::List(list) => list.elts.iter().all(is_plain),
            other => other.is_literal_expr(),
        }
    }
    match stmt {
        Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) => true,
        Stmt::Expr(stmt) => is_plain(&stmt.value),
        Stmt::Return(stmt) => stmt.value.as_deref().is_none_or(is_plain),
        Stmt::Assign(assign) => assign.targets.iter().all(Expr::is_name_expr) && is_plain(&assign.value),
        _ => false,
    }
}

/// A body that itself raises what only ends programs.
fn exits(effects: &Effects, question: &Question) -> Option<Declined> {
    let (class, causes) =
        effects.raises.iter().find(|(class, _)| !class.derives("Exception", question.lowest))?;
    let what = causes.first().map_or("the body", |cause| cause.what.as_str());
    Some(if class.is_own() {
        Declined::new(
            "base-exception",
            format!("{what} raises `{}`, which does not derive from Exception", class.name),
            "name the exception that is meant",
        )
    } else {
        Declined::new(
            "exit-inside",
            format!(
                "{what} raises {}, and only a person can tell whether it is to be caught here",
                class.name
            ),
            format!("write `except {}:` if it is, else move the call out of the try", class.name),
        )
    })
}

struct Narrowed {
    classes: Vec<Class>,
    /// What stands behind `except`.
    text: String,
    needs: Vec<Need>,
}

/// Why a handler is not narrowed.
enum Wide {
    CannotRaise,
    Because(String),
}

impl Kind {
    fn shown(self) -> &'static str {
        match self {
            Self::Bare => "bare except",
            Self::BaseException => "except BaseException",
            Self::Exception => "except Exception",
        }
    }
}
