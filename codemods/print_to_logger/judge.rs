//! The judgement of one file: every print ends as a fix or is declined.

use std::cell::{OnceCell, RefCell};

use overhaul_engine::{Declined, FileView, Finding, Fix, Level, Need, Outcome, Survey};
use overhaul_python::ast::{ExceptHandlerExceptHandler, Expr, Stmt};
use overhaul_python::names::Resolution;
use overhaul_python::{BindingKind, Edit, Outline, Ranged, TextRange, TextSize, statements};

use super::audience::Audience;
use super::decoration::Decorations;
use super::doctest::Doctests;
use super::facts::Conclusion;
use super::handler;
use super::logger::{Kind, Values};
use super::message::{Message, Refusal, Shape};
use super::reasons::{in_doctest, progress, refused, undecided};
use super::settings::Settings;
use super::site::{Site, sites};
use super::target::{Loggers, Target};
use super::{configure, level, mention, secret};
use crate::reach::Reach;

/// What says that something optional is not installed.
const IMPORT_ERRORS: &[&str] = &["ImportError", "ModuleNotFoundError"];

/// What ends a program on request.
const INTERRUPTS: &[&str] =
    &["KeyboardInterrupt", "SystemExit", "GeneratorExit", "CancelledError", "EOFError"];

/// Builtins that read local names without naming them.
const READS_ALL_NAMES: &[&str] = &["locals", "vars", "eval", "exec", "dir", "globals"];

/// One file and what is known about it.
pub(super) struct Judge<'a, 'v> {
    pub(super) file: &'v FileView<'a>,
    conclusion: Option<&'v Conclusion>,
    settings: &'v Settings,
    outline: Outline<'a>,
    doctests: Doctests,
}

/// What a print comes to, before the prints around it are looked at.
pub(super) enum Verdict<'a> {
    Declined(Declined),
    /// An empty line or a banner.
    Decoration,
    Converted(Message<'a>),
    /// Its text is part of what another print logs.
    Covered(TextSize),
}

/// What becomes of the prints of a file; one without prints does not ask what the project tells.
pub(super) fn findings(file: &FileView<'_>, survey: &Survey, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if settings.configure {
        findings.extend(configure::finding(file, survey.conclusion()));
    }
    findings.extend(mention::findings(file, settings));
    let outline = Outline::new(file.module.body());
    let sites = sites(file.module, &outline);
    if !sites.is_empty() {
        let doctests = Doctests::of(file.module, &outline);
        let judge = Judge { file, conclusion: survey.conclusion(), settings, outline, doctests };
        findings.extend(judge.findings(&sites));
    }
    findings.sort_by_key(|finding| finding.range.start());
    findings
}

impl<'a> Judge<'a, '_> {
    fn findings(&self, sites: &[Site<'a>]) -> Vec<Finding> {
        let reach = Reach::new(self.file.module, &self.outline, |function| {
            self.file.project.is_entry_point(self.file.path, function)
                || self.conclusion.is_some_and(|known| known.is_main_target(self.file.path, function))
        });
        let mut verdicts = self.verdicts(sites, &reach);
        self.cover_tracebacks(sites, &mut verdicts);
        let names = self.file.module.names();
        let converted =
            || sites.iter().zip(&verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Converted(_)));
        let earliest = converted()
            .filter_map(|(site, _)| Loggers::import_time(&reach, names, &self.outline, site))
            .min();
        let values = Values::new(self.file.module, &self.outline);
        let loggers =
            Loggers::new(self.file, &self.outline, &values, &reach, self.conclusion, self.settings, earliest);
        let targets: Vec<Option<Result<Target, Declined>>> = sites
            .iter()
            .zip(&verdicts)
            .map(|(site, verdict)| matches!(verdict, Verdict::Converted(_)).then(|| loggers.target(site)))
            .collect();
        for (verdict, target) in verdicts.iter_mut().zip(&targets) {
            if let Some(Err(declined)) = target {
                *verdict = Verdict::Declined(declined.clone());
            }
        }
        let mut outcomes: Vec<(String, Outcome)> = Vec::with_capacity(sites.len());
        for (index, site) in sites.iter().enumerate() {
            let outcome = match (&verdicts[index], &targets[index]) {
                (Verdict::Converted(message), Some(Ok(target))) => {
                    self.convert(sites, &verdicts, index, message, target)
                }
                (Verdict::Declined(declined), _) => {
                    (at(&self.outline, site, "stays"), Outcome::Declined(declined.clone()))
                }
                // The prints around it are decided by now.
                (Verdict::Decoration, _) => (String::new(), undecided()),
                (Verdict::Covered(line), _) => self.covered(site, *line),
                (Verdict::Converted(_), _) => (at(&self.outline, site, "stays"), undecided()),
            };
            outcomes.push(outcome);
        }
        self.follow(sites, &verdicts, &mut outcomes);
        let is_decoration: Vec<bool> =
            verdicts.iter().map(|verdict| matches!(verdict, Verdict::Decoration)).collect();
        Decorations::new(self.file.module, &self.outline, sites, &is_decoration).decide(&mut outcomes);
        let prints = sites
            .iter()
            .zip(outcomes)
            .map(|(site, (message, outcome))| super::finding(site.range(), message, outcome));
        prints.collect()
    }

    fn verdicts(&self, sites: &[Site<'a>], reach: &Reach) -> Vec<Verdict<'a>> {
        let audience = Audience {
            file: self.file,
            outline: &self.outline,
            reach,
            conclusion: self.conclusion,
            settings: self.settings,
            notebook: OnceCell::new(),
            called_by_logging: OnceCell::new(),
            behaviours: RefCell::default(),
        };
        let mut verdicts: Vec<Verdict<'a>> = Vec::with_capacity(sites.len());
        for (index, site) in sites.iter().enumerate() {
            let verdict = match audience.declines(site).or_else(|| self.by_stream(sites, index)) {
                Some(declined) => Verdict::Declined(declined),
                None => self.by_words(&audience, site),
            };
            verdicts.push(verdict);
        }
        verdicts
    }

    /// `file=` and `end=`: where the output goes, and whether it is a line.
    fn by_stream(&self, sites: &[Site<'a>], index: usize) -> Option<Declined> {
        let site = &sites[index];
        let names = self.file.module.names();
        let has_unpacking = site.call.arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
        if has_unpacking {
            return Some(refused(Refusal::DynamicArguments));
        }
        if let Some(stream) = site.keyword("file") {
            let is_standard = stream.is_none_literal_expr()
                || names.qualified(stream).is_some_and(|path| path == "sys.stdout" || path == "sys.stderr");
            if !is_standard {
                return Some(Declined::new(
                    "file-output",
                    "it writes to a file or stream of its own",
                    "leave it, or write with the file's own `write`",
                ));
            }
        }
        if !ends_line(site) {
            return Some(progress("it does not end its line"));
        }
        let previous = index.checked_sub(1).map(|index| &sites[index]);
        let continues = previous.is_some_and(|previous| {
            let same_function = previous.function(&self.outline).map(Ranged::range)
                == site.function(&self.outline).map(Ranged::range);
            same_function && !ends_line(previous)
        });
        continues.then(|| progress("it ends a line that the print before it began"))
    }

    /// The text itself.
    fn by_words(&self, audience: &Audience<'a, '_>, site: &Site<'a>) -> Verdict<'a> {
        let message = match Message::read(self.file.module, site.call) {
            Ok(message) => message,
            Err(refusal) => return Verdict::Declined(refused(refusal)),
        };
        if message.has_carriage_return() {
            return Verdict::Declined(progress("it goes back to the start of its line"));
        }
        if message.has_terminal_escapes() {
            return Verdict::Declined(Declined::new(
                "terminal-output",
                "its text holds control characters for a terminal",
                "take the colours out of the text, then run again",
            ));
        }
        if message.is_decoration() && !(self.settings.keep_banners && message.skeleton().trim() != "") {
            return Verdict::Decoration;
        }
        if let Some(name) = secret::shown(&message.holes()) {
            return Verdict::Declined(Declined::new(
                "secret",
                format!("`{name}` looks like a secret, which must not go into a log"),
                "remove the print, or show that it is set without showing it",
            ));
        }
        if let Some(declined) = audience.waited_for(&message.skeleton()) {
            return Verdict::Declined(declined);
        }
        if !self.settings.examples
            && let Some(line) = self.doctest(&message)
        {
            return Verdict::Declined(in_doctest(line));
        }
        let logged = site
            .handler(&self.outline)
            .is_some_and(|handler| handler::handling(handler, self.file.module.names()).logs);
        if logged {
            return Verdict::Declined(Declined::new(
                "already-logged",
                "the same handler logs the event already",
                "remove the print",
            ));
        }
        Verdict::Converted(message)
    }

    /// The line of the docstring whose examples show the words of the message.
    fn doctest(&self, message: &Message<'a>) -> Option<usize> {
        let at = self.doctests.shows(&message.skeleton())?;
        Some(self.file.module.source().position(at).line)
    }

    /// A `print(traceback.format_exc())` beside a print that becomes `exception` says nothing more.
    fn cover_tracebacks(&self, sites: &[Site<'a>], verdicts: &mut [Verdict<'a>]) {
        let names = self.file.module.names();
        let covered: Vec<(usize, TextSize)> = sites
            .iter()
            .enumerate()
            .filter(|(_, site)| site.is_statement(&self.outline) && handler::is_format_exc(site.call, names))
            .filter_map(|(index, site)| {
                let suite = site.statement(&self.outline).suite;
                let logs =
                    sites.iter().zip(verdicts.iter()).enumerate().find(|(other, (candidate, verdict))| {
                        *other != index
                            && !self.file.module.comments().ignores(
                                self.file.module,
                                candidate.range(),
                                super::ID,
                            )
                            && matches!(verdict, Verdict::Converted(_))
                            && !handler::is_format_exc(candidate.call, names)
                            && std::ptr::eq(candidate.statement(&self.outline).suite, suite)
                            && self.logs_exception(sites, verdicts, *other)
                    });
                logs.map(|(_, (site, _))| (index, site.range().start()))
            })
            .collect();
        for (index, at) in covered {
            verdicts[index] = Verdict::Covered(at);
        }
    }

    /// The name under which the handler holds its exception, where the print sees that and nothing else.
    fn exception_name(&self, site: &Site<'a>, handler: &'a ExceptHandlerExceptHandler) -> Option<&'a str> {
        let name = handler.name.as_ref()?;
        let names = self.file.module.names();
        let Resolution::Bound(_, bindings) = names.resolve(name.as_str(), site.scope) else { return None };
        let within = bindings.iter().filter(|id| handler.range().contains_range(names.binding(**id).range));
        within
            .map(|id| names.binding(*id))
            .all(|binding| binding.range == name.range())
            .then_some(name.as_str())
    }

    /// Whether the print becomes `logger.exception`: it is the first in its handler that prints the exception,
    /// and nothing raises it again.
    fn logs_exception(&self, sites: &[Site<'a>], verdicts: &[Verdict<'a>], index: usize) -> bool {
        let shows = |site: &Site<'a>, verdict: &Verdict<'a>| {
            let handler = site.handler(&self.outline)?;
            let name = self.exception_name(site, handler)?;
            let Verdict::Converted(message) = verdict else { return None };
            handler::uses(&message.holes(), name).then_some(handler)
        };
        let Some(handler) = shows(&sites[index], &verdicts[index]) else { return false };
        let is_first = sites[..index]
            .iter()
            .zip(verdicts)
            .all(|(site, verdict)| shows(site, verdict).is_none_or(|other| other.range() != handler.range()));
        let is_expected =
            handler::catches_only(handler, IMPORT_ERRORS) || handler::catches_only(handler, INTERRUPTS);
        is_first && !is_expected && !handler::handling(handler, self.file.module.names()).raises
    }

    /// The level's method and what decided it.
    fn level(&self, site: &Site<'a>, message: &Message<'a>) -> (String, String) {
        let by_text = level::from_text(&message.skeleton());
        let names = self.file.module.names();
        if let Some(handler) = site.handler(&self.outline) {
            if handler::catches_only(handler, IMPORT_ERRORS) {
                return ("warning".to_owned(), "the handler of an optional import".to_owned());
            }
            if handler::catches_only(handler, INTERRUPTS) {
                return ("info".to_owned(), "the handler of an interrupt".to_owned());
            }
            let shows = site.handlers(&self.outline).any(|handler| {
                self.exception_name(site, handler).is_some_and(|name| handler::uses(&message.holes(), name))
            });
            if shows || handler::is_format_exc(site.call, names) {
                let level =
                    by_text.filter(|(level, _)| *level == "critical").map_or("error", |(level, _)| level);
                let why = if handler::handling(handler, names).raises {
                    "it prints an exception that goes on"
                } else {
                    "it prints an exception"
                };
                return (level.to_owned(), why.to_owned());
            }
        }
        let stderr =
            site.keyword("file").and_then(|file| names.qualified(file)).as_deref() == Some("sys.stderr");
        match by_text {
            Some((level, why)) if !(stderr && level == "debug") => (level.to_owned(), why),
            _ if stderr => {
                let is_more = matches!(self.settings.level.as_str(), "error" | "critical");
                let level = if is_more { self.settings.level.as_str() } else { "warning" };
                (level.to_owned(), "standard error".to_owned())
            }
            _ => (self.settings.level.clone(), "the default level".to_owned()),
        }
    }

    fn convert(
        &self,
        sites: &[Site<'a>],
        verdicts: &[Verdict<'a>],
        index: usize,
        message: &Message<'a>,
        target: &Target,
    ) -> (String, Outcome) {
        let site = &sites[index];
        let exception = self.logs_exception(sites, verdicts, index);
        let (level, why) = if exception {
            ("exception".to_owned(), "the handler prints its exception".to_owned())
        } else {
            self.level(site, message)
        };
        let name = site.handler(&self.outline).and_then(|handler| handler.name.as_ref());
        let shortened = name.filter(|_| exception).and_then(|name| message.without_trailing(name.as_str()));
        let callee = format!("{}.{level}", target.receiver);
        let shape = match target.kind {
            Kind::Stdlib if self.settings.keep_messages => Shape::Keep,
            Kind::Stdlib => Shape::Percent,
            Kind::Structlog => Shape::Keywords,
            Kind::Loguru => Shape::Braces,
        };
        let words = format!("becomes `{callee}` ({why})");
        let mut edits = match shortened.as_ref().unwrap_or(message).write(&callee, shape) {
            Ok(edits) => edits,
            Err(refusal) => return (at(&self.outline, site, "stays"), Outcome::Declined(refused(refusal))),
        };
        let mut needs = target.needs.clone();
        if exception {
            let removals = self.traceback_removals(sites, verdicts, site);
            if !removals.is_empty() {
                needs.extend(self.release("traceback"));
            }
            edits.extend(removals);
            edits.extend(shortened.and_then(|_| self.unbind_exception(site)));
        }
        edits.extend(self.noqa_edit(sites, verdicts, index));
        if site.keyword("file").is_some() {
            needs.extend(self.release("sys"));
        }
        let assumption = self.assumption(site, message);
        let level = if assumption.is_some() { Level::Review } else { Level::Safe };
        (at(&self.outline, site, &words), Outcome::Fix(Fix { edits, needs, level, assumption }))
    }

    /// An import that may go when nothing else uses it. What a package imports may be for others to take.
    fn release(&self, name: &str) -> Option<Need> {
        let path = self.file.path;
        let is_borrowed =
            self.conclusion.is_some_and(|known| known.is_borrowed(path, name, self.file.project));
        (!path.ends_with("__init__.py") && !is_borrowed).then(|| Need::Release(name.to_owned()))
    }

    /// The edit that takes ` as e` away where the print was the only use of `e`.
    fn unbind_exception(&self, site: &Site<'a>) -> Option<Edit> {
        let handler = site.handler(&self.outline)?;
        let (class, name) = (handler.type_.as_deref()?, handler.name.as_ref()?);
        let names = self.file.module.names();
        let function = site
            .function(&self.outline)
            .map_or(TextRange::up_to(TextSize::of(self.file.module.text())), Ranged::range);
        let reads_all =
            names.references_in(function).iter().any(|used| READS_ALL_NAMES.contains(&used.name.as_str()));
        let others = match names.resolve(name.as_str(), site.scope) {
            Resolution::Bound(_, bindings) => bindings,
            _ => &[],
        };
        let only_handlers = others.iter().all(|id| names.binding(*id).kind == BindingKind::ExceptHandler);
        if reads_all || !only_handlers {
            return None;
        }
        let uses = names.references_in(handler.range());
        let only_here = uses
            .iter()
            .filter(|used| used.name == name.id)
            .all(|used| site.range().contains_range(used.range));
        let header = TextRange::new(class.end(), name.end());
        let is_plain = self.file.module.slice(header).split_whitespace().eq(["as", name.as_str()]);
        (only_here && is_plain).then(|| Edit::delete(header))
    }

    /// What a reviewer must check before the change is right.
    fn assumption(&self, site: &Site<'a>, message: &Message<'a>) -> Option<String> {
        let function = site.function(&self.outline).map(|def| def.name.as_str());
        let class = site.method(&self.outline).map(|(class, _)| class.name.as_str());
        let captured = |known: &Conclusion| known.captured_by(function?, class);
        if let Some(test) = self.conclusion.and_then(captured) {
            return Some(format!("the test {test} reads what this code prints; change it to `caplog`"));
        }
        let may_show = || {
            let at = self.doctests.may_show(function?, &message.skeleton())?;
            Some(self.file.module.source().position(at).line)
        };
        if let Some(line) = self.doctest(message).or_else(may_show) {
            return Some(format!("the doctest in line {line} does not show what this code prints"));
        }
        let is_formatted = message.formats_plain_values();
        let (class, file) = self.conclusion?.formatter(self.file.python).filter(|_| is_formatted)?;
        Some(format!(
            "no value here is a `{class}` ({file}) or the like, whose text in an f-string differs from its str()"
        ))
    }

    /// The edits that take the `traceback.print_exc()` and `print(traceback.format_exc())` beside the print away.
    fn traceback_removals(&self, sites: &[Site<'a>], verdicts: &[Verdict<'a>], site: &Site<'a>) -> Vec<Edit> {
        let module = self.file.module;
        let suite = site.statement(&self.outline).suite;
        let is_covered = |stmt: &Stmt| {
            sites.iter().zip(verdicts).any(|(other, verdict)| {
                matches!(verdict, Verdict::Covered(at) if *at == site.range().start())
                    && other.statement(&self.outline).stmt.range() == stmt.range()
            })
        };
        suite
            .iter()
            .filter(|stmt| handler::prints_traceback(stmt, module) || is_covered(stmt))
            .filter_map(|stmt| statements::remove(module, stmt))
            .collect()
    }

    fn covered(&self, site: &Site<'a>, by: TextSize) -> (String, Outcome) {
        let line = self.file.module.source().position(by).line;
        let words = format!("goes with the traceback that line {line} logs");
        let fix = Fix { edits: Vec::new(), needs: Vec::new(), level: Level::Safe, assumption: None };
        (at(&self.outline, site, &words), Outcome::Fix(fix))
    }

    /// A covered print shares the fate of the one that covers it: only that one's edits take it away.
    fn follow(&self, sites: &[Site<'a>], verdicts: &[Verdict<'a>], outcomes: &mut [(String, Outcome)]) {
        for (index, site) in sites.iter().enumerate() {
            let Verdict::Covered(by) = verdicts[index] else { continue };
            let covering = sites.iter().position(|other| other.range().start() == by);
            let fate = covering.and_then(|covering| match &outcomes[covering].1 {
                Outcome::Fix(fix) => Some((fix.level, fix.assumption.clone())),
                Outcome::Declined(_) => None,
            });
            match (&mut outcomes[index].1, fate) {
                (Outcome::Fix(fix), Some((level, assumption))) => {
                    fix.level = level;
                    fix.assumption = assumption;
                }
                _ => outcomes[index] = (at(&self.outline, site, "stays"), undecided()),
            }
        }
    }
}

/// Where the print stands, and what becomes of it.
pub(super) fn at(outline: &Outline<'_>, site: &Site<'_>, words: &str) -> String {
    let name = match (site.method(outline), site.function(outline)) {
        (Some((class, method)), _) => Some(format!("{}.{}", class.name, method.name)),
        (None, Some(def)) => Some(def.name.to_string()),
        (None, None) => None,
    };
    match name {
        Some(name) => format!("print in `{name}` {words}"),
        None => format!("print at module level {words}"),
    }
}

fn ends_line(site: &Site<'_>) -> bool {
    match site.keyword("end") {
        None => true,
        Some(Expr::NoneLiteral(_)) => true,
        Some(Expr::StringLiteral(end)) => end.value.to_str() == "\n",
        Some(_) => false,
    }
}
