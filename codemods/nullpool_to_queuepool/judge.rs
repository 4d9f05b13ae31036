//! What becomes of each place that chooses a pool.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem;
use overhaul_engine::{Declined, FileView, Finding, Fix, Level, Need, Outcome, Survey};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};
use overhaul_python::names::ScopeKind;
use overhaul_python::{BindingKind, Ranged, Resolution, TextRange};

use super::class;
use super::data::{FACTS, Kind, Pool};
use super::engine::{Engine, Engines};
use super::finding;
use super::hazards::{Conclusion, Found, imported};
use super::life::{Life, Lives};
use super::loose;
use super::reasons::{
    at_run_time, closed_wrapper, custom_creator, dead_module, either_kind, engine_per_call, engine_unknown,
    external_pooler, hazard, in_memory, memory_of_tests, migration, one_shot, shared_settings, test,
};
use super::resolve::{self, Chosen};
use super::settings::Settings;
use super::site::{FLASK_OPTIONS, FLASK_URI, Place, Site, Sites};
use super::words;
use super::write::{self, Wanted};
use crate::places::PLACES;

/// What SQLAlchemy takes where nothing is said.
const DEFAULTS: [(&str, &str); 2] = [("pool_size", "5"), ("max_overflow", "10")];

pub struct Judge<'v, 'a> {
    file: &'v FileView<'a>,
    survey: &'v Survey,
    settings: &'v Settings,
    sites: Sites<'a>,
    lives: OnceCell<Lives<'v, 'a>>,
}

impl<'v, 'a> Judge<'v, 'a> {
    pub fn new(file: &'v FileView<'a>, survey: &'v Survey, settings: &'v Settings) -> Self {
        Self { file, survey, settings, sites: Sites::of(file.module), lives: OnceCell::new() }
    }

    /// What the project shows, asked for as late as can be: most engines are decided by their own file.
    fn known(&self) -> &'v Conclusion {
        static NONE: LazyLock<Conclusion> = LazyLock::new(Conclusion::default);
        self.survey.conclusion().unwrap_or(&NONE)
    }

    pub fn findings(&self) -> Vec<Finding> {
        let mut seen = Vec::new();
        let mut findings: Vec<Finding> =
            self.sites.found.iter().filter_map(|site| self.finding(site, &mut seen)).collect();
        seen.extend(findings.iter().map(|finding| finding.range));
        let mut pools = vec![(Pool::Null, "NullPool is handed on")];
        if self.makes_asynchronous_only() {
            let message = "QueuePool is handed on, and asynchronous engines do not take it";
            pools.push((Pool::Queue(Kind::Sync), message));
        }
        for (pool, message) in pools {
            findings.extend(loose::uses(self.file, pool, &seen).into_iter().map(|(range, how)| {
                let declined = match how {
                    _ if words::is_migration(self.file) => migration(),
                    _ if words::is_test(self.file.path) => test(),
                    loose::Use::Made => custom_creator("pool"),
                    loose::Use::Named => engine_unknown(),
                };
                finding(range, message, Outcome::Declined(declined))
            }));
        }
        findings.sort_by_key(|finding| finding.range.start());
        findings
    }

    fn finding(&self, site: &Site<'a>, seen: &mut Vec<TextRange>) -> Option<Finding> {
        if let Place::Argument { keyword, .. } = site.place
            && keyword.arg.as_ref().is_some_and(|name| name == "pool")
        {
            return self.ready_made(site);
        }
        let engines = Engines { file: self.file, sites: &self.sites };
        let decline = |message: String, declined: Declined| {
            Some(finding(site.range(), message, Outcome::Declined(declined)))
        };
        let known = seen.len();
        match resolve::pool(self.file, site.value, seen) {
            Chosen::Other => None,
            Chosen::Sometimes => decline(
                "the pool may be NullPool".to_owned(),
                at_run_time("whether it is NullPool is decided when the program runs"),
            ),
            Chosen::Class(pool) => {
                let engine = match engines.of(site) {
                    Ok(Some(engine)) => engine,
                    Ok(None) if pool == Pool::Null => {
                        return decline("NullPool is handed on".to_owned(), engine_unknown());
                    }
                    Ok(None) => {
                        // It may still be loose.
                        seen.truncate(known);
                        return None;
                    }
                    Err(declined) if pool == Pool::Null => {
                        return decline("an engine with NullPool".to_owned(), declined);
                    }
                    // A queue pool is wrong only on a known engine.
                    Err(_) => return None,
                };
                let message = match pool {
                    Pool::Null => format!("`{}` with NullPool opens a connection for every use", engine.name),
                    Pool::Queue(kind) if kind == engine.kind => return None,
                    Pool::Queue(kind) => format!(
                        "`{}` raises ArgumentError: {} serves no {} engine",
                        engine.name,
                        kind.queue_pool(),
                        if engine.kind == Kind::Async { "asynchronous" } else { "synchronous" }
                    ),
                };
                let outcome = match self.fix(site, pool, &engine) {
                    Ok(fix) => Outcome::Fix(fix),
                    Err(declined) => Outcome::Declined(declined),
                };
                Some(finding(site.range(), message, outcome))
            }
        }
    }

    /// Whether the module uses functions for asynchronous engines and none for others, so that a QueuePool is a mistake.
    fn makes_asynchronous_only(&self) -> bool {
        let bindings = self.file.module.names().bindings().iter();
        let mut kinds = bindings.filter_map(|binding| match &binding.kind {
            BindingKind::Import(path) => FACTS.maker(path).map(|maker| maker.kind),
            _ => None,
        });
        kinds.next() == Some(Kind::Async) && kinds.all(|kind| kind == Kind::Async)
    }

    /// `create_engine(pool=NullPool(...))`
    fn ready_made(&self, site: &Site<'a>) -> Option<Finding> {
        let Expr::Call(call) = site.value else { return None };
        let path = resolve::path(self.file, self.file.module, self.file.path, &call.func)?;
        (FACTS.pool(&path)? == Pool::Null).then(|| {
            let message = "an engine is given a NullPool that the program made itself";
            finding(site.range(), message, Outcome::Declined(custom_creator("pool")))
        })
    }

    fn fix(&self, site: &Site<'a>, pool: Pool, engine: &Engine<'a>) -> Result<Fix, Declined> {
        let file = self.file;
        if file.project.is_shadowed_by_package(file.path) {
            return Err(dead_module());
        }
        if engine.url.is_in_memory() {
            return Err(in_memory(
                "each connection to an in-memory SQLite database sees a database of its own",
            ));
        }
        self.can_tell_kind(engine)?;
        let mut assumptions = Vec::new();
        if pool == Pool::Null {
            assumptions = self.must_pool(site, engine)?;
        }
        let mut settings: Vec<(&str, &str)> = Vec::new();
        if pool == Pool::Null {
            // NullPool proves that settings which cannot be seen hold no sizes; the others might be in there.
            let may_add =
                |name: &str| !engine.reads_config || DEFAULTS.iter().any(|(known, _)| *known == name);
            settings.extend(
                self.settings
                    .keywords
                    .iter()
                    .filter(|(name, _)| !engine.given.contains_key(*name) && may_add(name))
                    .map(|(name, value)| (*name, value.as_str())),
            );
        }
        let (class, needs) = if self.settings.names_class {
            let named = class::named(file, site.value, engine.kind)?;
            (Some(named.edit), named.needs)
        } else {
            (None, class::released(site.value).into_iter().collect())
        };
        let mut needs: Vec<Need> = needs;
        needs.retain(|need| match need {
            Need::Release(name) => !self.known().is_taken(file, name) && !self.is_in_class(name),
            _ => true,
        });
        let mut parts = vec![self.sum(engine, &settings)];
        if engine.url.dialect() != Some("sqlite") && pool == Pool::Null {
            parts.push("no pooler such as PgBouncer stands between".to_owned());
        }
        if pool != Pool::Null && engine.hidden.is_some() {
            parts.push("the settings that cannot be seen give no other numbers".to_owned());
        }
        parts.append(&mut assumptions);
        let edits = write::edits(file, site, Wanted { class, settings });
        Ok(Fix { edits, needs, level: Level::Review, assumption: Some(parts.join("; ")) })
    }

    /// The number of connections that a reviewer has to compare with what the server takes.
    fn sum(&self, engine: &Engine<'_>, settings: &[(&str, &str)]) -> String {
        let value = |(name, default): (&str, &str)| {
            let added =
                settings.iter().find(|(added, _)| *added == name).map(|(_, value)| (*value).to_owned());
            let text =
                added.or_else(|| engine.given.get(name).cloned()).unwrap_or_else(|| default.to_owned());
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let [size, overflow] = DEFAULTS.map(value);
        let number = |text: &str| text.parse::<u32>().ok();
        let sum =
            number(&size).zip(number(&overflow)).and_then(|(size, overflow)| size.checked_add(overflow));
        let each = sum.map_or_else(String::new, |sum| format!(" = {sum}"));
        let terms = format!("(pool_size {size} + max_overflow {overflow})");
        if engine.url.dialect() == Some("sqlite") {
            return format!(
                "{terms}{each} connections of each process may have the file open at once, while SQLite lets one write \
                 at a time"
            );
        }
        let limit = match engine.url.dialect().and_then(|dialect| FACTS.limits.get(dialect)) {
            Some(limit) => format!("the server's {limit}"),
            None => "the server's limit (max_connections)".to_owned(),
        };
        match (self.known().workers(), sum) {
            (Some((workers, place)), Some(sum)) => format!(
                "{terms} x {workers} processes (workers in {place}) = {} connections fit into {limit}, beside its other \
                 clients",
                u64::from(sum) * u64::from(workers)
            ),
            _ => format!(
                "{terms}{each} connections, times the number of processes, fit into {limit}, beside its other clients"
            ),
        }
    }

    /// Whether an engine with NullPool should have a pool; what that takes for granted.
    fn must_pool(&self, site: &Site<'a>, engine: &Engine<'a>) -> Result<Vec<String>, Declined> {
        let file = self.file;
        let module = file.module;
        if words::is_test(file.path) {
            return Err(test());
        }
        if words::is_migration(file) {
            return Err(migration());
        }
        if let Some(keyword) = FACTS.creators.iter().find(|keyword| engine.given.contains_key(*keyword)) {
            return Err(custom_creator(keyword));
        }
        if let Some(hidden) = &engine.hidden {
            return Err(hidden.clone());
        }
        if engine.is_closed {
            return Err(closed_wrapper(&engine.name));
        }
        let lives = self.lives.get_or_init(|| Lives::new(file, Some(self.survey)));
        if is_chosen(site, engine, lives) {
            return Err(at_run_time("which of several engines is made is decided when the program runs"));
        }
        if let Some(name) = engine.shared.as_ref().filter(|name| self.known().is_taken(file, name)) {
            return Err(shared_settings(name));
        }
        self.without_pooler()?;
        let mut comments = words::comments_about(module, site.range());
        for call in &engine.makes {
            comments.extend(words::comments_about(module, call.range()));
        }
        comments.extend(self.comments_on_import(site.value));
        if let Some((reason, word)) = words::reason(module, &comments) {
            let said =
                Found { reason: reason.to_owned(), what: format!("a comment says \"{word}\""), file: None };
            if reason != "many-loops" || engine.kind == Kind::Async {
                return Err(hazard(&said));
            }
        }
        let reasons: &[&str] = match engine.kind {
            Kind::Sync => &["serverless", "prefork", "session-state"],
            Kind::Async => &["serverless", "prefork", "session-state", "many-loops"],
        };
        if let Some(found) = self.known().hazard(file, reasons) {
            return Err(hazard(&found));
        }
        let mut assumptions = Vec::new();
        if PLACES.cli.holds(file.path) || PLACES.example.holds(file.path) {
            return Err(one_shot("the file is a script or a command"));
        }
        for call in &engine.makes {
            match self.life_elsewhere(call, lives) {
                Life::Process(assumption) => assumptions.extend(assumption),
                Life::Program(why) => return Err(one_shot(&why)),
                Life::Test => return Err(test()),
                Life::Call(place) => return Err(engine_per_call(&place)),
            }
        }
        if self.is_for_tests(site, engine, lives) {
            return Err(test());
        }
        if let Some(name) = &engine.shared {
            assumptions.push(format!("no other module takes the settings in `{name}`"));
        }
        if engine.reads_config {
            assumptions.push(
                "pool_recycle and pool_pre_ping stand in the configuration if they are wanted".to_owned(),
            );
        }
        if engine.kind == Kind::Async
            && let Some(test) = self.known().test_loop(file)
        {
            assumptions.push(format!(
                "tests that run each in an event loop of its own ({test}) have an engine of their own or share one loop"
            ));
        }
        assumptions.dedup();
        Ok(assumptions)
    }

    /// How an engine lives; what a function or a class of this file gives also by the files that import it.
    fn life_elsewhere(&self, call: &ExprCall, lives: &Lives<'v, 'a>) -> Life {
        let life = lives.of(call);
        let Life::Process(_) = &life else { return life };
        let Some(name) = lives.giver_of(call, &life) else { return life };
        let lives_there = self.known().importers(self.file, name).into_iter().find_map(|other| {
            if words::is_test(&other) {
                return None;
            }
            let types = self.file.types.beside(&other);
            let module = types.module()?;
            let view = FileView { path: &other, module: &module, types, ..*self.file };
            match Lives::new(&view, None).of_import(name)? {
                Life::Call(place) => Some(Life::Call(format!("{place} in {other}"))),
                _ => None,
            }
        });
        lives_there.unwrap_or(life)
    }

    /// Where the URL cannot be seen, nothing in the module may say that it is of another kind than is assumed.
    fn can_tell_kind(&self, engine: &Engine<'a>) -> Result<(), Declined> {
        // An extension makes the engine, of whatever URL some file of the project sets.
        if engine.makes.is_empty()
            && let Some(other) = self.sets_memory_elsewhere()
        {
            return Err(memory_of_tests(other));
        }
        if engine.url.is_certain() {
            return Ok(());
        }
        let text = self.file.module.text();
        let names_driver = FACTS.async_drivers.iter().any(|driver| text.contains(&format!("+{driver}")));
        let may_be_async = engine.url.dialect().is_none() || engine.url.hides_driver();
        if engine.kind == Kind::Sync && may_be_async && (names_driver || self.wraps_engine()) {
            return Err(either_kind());
        }
        let may_be_file = engine.url.dialect().is_none_or(|dialect| dialect == "sqlite");
        if may_be_file && FACTS.memory_marks.iter().any(|mark| text.contains(mark.as_str())) {
            return Err(in_memory(
                "the URL cannot be seen, and the module names an in-memory SQLite database",
            ));
        }
        Ok(())
    }

    /// Another file that sets the URL of the extension, to an in-memory database and without settings of its own, as tests do.
    fn sets_memory_elsewhere(&self) -> Option<&'v str> {
        let is_it = |name: &&str| {
            let bytes = self.file.types.beside(name).bytes().unwrap_or_default();
            let says = |text: &str| memmem::find(&bytes, text.as_bytes()).is_some();
            says(FLASK_URI) && !says(FLASK_OPTIONS) && FACTS.memory_marks.iter().any(|mark| says(mark))
        };
        self.file.project.files().filter(|name| *name != self.file.path).find(is_it)
    }

    /// Whether the module makes an asynchronous engine of another one, outside annotations.
    fn wraps_engine(&self) -> bool {
        let mut search = Wraps { file: self.file, found: false };
        search.visit_body(self.file.module.body());
        search.found
    }

    fn without_pooler(&self) -> Result<(), Declined> {
        let file = self.file;
        if let Some(word) = words::pooler(file.module) {
            return Err(external_pooler(&word, ""));
        }
        let near = imported(file, file.path);
        let mut names: BTreeSet<String> = near.iter().flat_map(|name| imported(file, name)).collect();
        names.extend(near);
        for name in names {
            let found = file.types.beside(&name).module().and_then(|module| words::pooler(&module));
            if let Some(word) = found.filter(|_| name != file.path) {
                return Err(external_pooler(&word, &format!(" in {name}")));
            }
        }
        Ok(())
    }

    /// Whether a class body binds the name, so that it is an attribute, too.
    fn is_in_class(&self, name: &str) -> bool {
        let names = self.file.module.names();
        names
            .bindings()
            .iter()
            .any(|binding| binding.name == name && names.scope(binding.scope).kind == ScopeKind::Class)
    }

    fn comments_on_import(&self, value: &Expr) -> Vec<TextRange> {
        let names = self.file.module.names();
        let Expr::Name(name) = value else { return Vec::new() };
        let Resolution::Bound(_, bindings) = names.resolve_name(name) else {
            return Vec::new();
        };
        let trailing = |id: &usize| {
            let range = names.binding(*id).range;
            self.file.module.comments().trailing(self.file.module, range.end())
        };
        bindings.iter().filter_map(trailing).collect()
    }

    /// Whether the engine is one for tests by its names: `class TestConfig`, `test_engine`, `TEST_DATABASE_URL`.
    fn is_for_tests(&self, site: &Site<'a>, engine: &Engine<'a>, lives: &Lives<'v, 'a>) -> bool {
        let module = self.file.module;
        let says = |expr: &Expr| words::says_test(module.slice(expr));
        lives.is_in_test_class(site.range())
            || engine.makes.iter().any(|call| {
                lives.targets(call.range()).any(says)
                    || call.arguments.args.first().is_some_and(says)
                    || call.arguments.find_keyword("url").is_some_and(|keyword| says(&keyword.value))
            })
    }
}

/// Whether a condition decides that there is this engine.
fn is_chosen(site: &Site<'_>, engine: &Engine<'_>, lives: &Lives<'_, '_>) -> bool {
    let mut places: Vec<TextRange> = engine.makes.iter().map(Ranged::range).collect();
    // Settings that another package hands on are chosen where they stand.
    if places.is_empty() {
        places.push(site.range());
    }
    places.into_iter().any(|range| lives.is_conditional(range) || lives.is_one_of_two(range))
}

struct Wraps<'v, 'a> {
    file: &'v FileView<'a>,
    found: bool,
}

impl<'e> Visitor<'e> for Wraps<'_, '_> {
    fn visit_annotation(&mut self, _: &'e Expr) {}

    fn visit_expr(&mut self, expr: &'e Expr) {
        if matches!(expr, Expr::Name(_) | Expr::Attribute(_)) {
            let path = self.file.module.names().qualified(expr);
            self.found |= path.is_some_and(|path| FACTS.wraps.contains(&path));
        }
        visitor::walk_expr(self, expr);
    }
}
