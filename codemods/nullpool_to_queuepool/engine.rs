//! Which engine a pool class is for, what else that engine is given, and which calls make it.

use std::collections::BTreeMap;

use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, ExprName};
use overhaul_python::names::Reference;
use overhaul_python::{Names, Outline, Ranged, Resolution, TextRange, TextSize};

use super::data::{FACTS, Kind};
use super::reasons::{at_run_time, two_kinds, unknown_keywords};
use super::resolve;
use super::site::{Place, Role, Site, Sites};
use super::url::Url;
use super::wrapper;
use crate::paths;

/// The engine that a site decides about.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    /// The function that makes it.
    pub name: String,
    pub kind: Kind,
    /// The calls of this file that make it.
    pub makes: Vec<&'a ExprCall>,
    /// The settings that it has already, each with its text.
    pub given: BTreeMap<String, String>,
    /// Why it may have further settings.
    pub hidden: Option<Declined>,
    pub url: Url,
    /// It reads further settings from a dictionary that cannot be seen.
    pub reads_config: bool,
    /// What makes it takes a class, but no settings.
    pub is_closed: bool,
    /// The variable of the module that holds its settings, which other modules could use as well.
    pub shared: Option<String>,
}

/// What takes settings for an engine.
struct Target<'a> {
    name: String,
    kind: Kind,
    takes_config: bool,
    given: BTreeMap<String, String>,
    url: Option<&'a Expr>,
    is_closed: bool,
}

/// Reads engines of one file.
pub struct Engines<'v, 'a> {
    pub file: &'v FileView<'a>,
    pub sites: &'v Sites<'a>,
}

impl<'a> Engines<'_, 'a> {
    /// The engine of a site. `Ok(None)` where what takes the class is not known.
    pub fn of(&self, site: &Site<'a>) -> Result<Option<Engine<'a>>, Declined> {
        match site.place {
            Place::Argument { call, .. } => self.of_argument(call),
            Place::Item { dict, .. } => self.of_dictionary(dict.range(), site.prefix()),
            Place::Default { .. } => Err(at_run_time("the pool is set only where nothing else has set it")),
            Place::Store { name, assign, .. } => {
                let node = Outline::new(self.file.module.body());
                let is_straight = node.exactly(assign.range()).is_some_and(|found| {
                    let home = self.assignment_of(name);
                    home.and_then(|home| node.exactly(home)).is_some_and(|home| home.parent == found.parent)
                });
                if !is_straight {
                    return Err(at_run_time(
                        "the pool is set under a condition, or apart from its dictionary",
                    ));
                }
                self.of_variable(name, site.prefix())
            }
        }
    }

    fn of_argument(&self, call: &'a ExprCall) -> Result<Option<Engine<'a>>, Declined> {
        let path = self.path(&call.func);
        if path.as_deref() == Some("builtins.dict") && call.arguments.args.is_empty() {
            return self.of_dictionary(call.range(), "");
        }
        if path.as_deref() == Some("functools.partial") {
            let Some(target) = call.arguments.args.first().and_then(|first| self.target(first)) else {
                return Ok(None);
            };
            let makes = match self.sites.role(call.range()) {
                Some(Role::Assigned(Expr::Name(name))) => self.calls_of(name),
                Some(Role::Called(outer)) => vec![outer],
                _ => return Ok(None),
            };
            if makes.is_empty() {
                return Ok(None);
            }
            let first = call.arguments.args.get(1);
            let made = makes.first().and_then(|make| make.arguments.args.first());
            let mut engine = self.engine(target, &[call], first.or(made));
            engine.makes = makes;
            return Ok(Some(engine));
        }
        let Some(target) = self.target(&call.func) else { return Ok(None) };
        Ok(Some(self.engine(target, &[call], None)))
    }

    /// The engine that a dictionary of settings is for, by the range of the dictionary.
    fn of_dictionary(&self, dict: TextRange, prefix: &str) -> Result<Option<Engine<'a>>, Declined> {
        match self.sites.role(dict) {
            Some(Role::Unpacked(call)) if prefix.is_empty() => match self.target(&call.func) {
                Some(target) => Ok(Some(self.engine(target, &[call], None))),
                None => Ok(None),
            },
            Some(Role::First(call)) => match self.target(&call.func) {
                Some(target) if target.takes_config => Ok(Some(self.engine(target, &[call], None))),
                _ => Ok(None),
            },
            // `app.config.update(SQLALCHEMY_ENGINE_OPTIONS={...})`
            Some(Role::Keyword(call, keyword)) if FACTS.dictionaries.iter().any(|name| name == keyword) => {
                Ok(Some(self.of_settings(dict, keyword, vec![call])))
            }
            Some(Role::Keyword(call, keyword)) => {
                let path = self.path(&call.func).unwrap_or_default();
                let takes = FACTS.dictionary_keywords.get(&path).is_some_and(|name| name == keyword);
                Ok(takes.then(|| self.of_settings(dict, paths::last(&path), vec![call])))
            }
            Some(Role::Assigned(Expr::Name(name))) if FACTS.dictionaries.contains(&name.id.to_string()) => {
                Ok(Some(self.of_settings(dict, &name.id, Vec::new())))
            }
            Some(Role::Assigned(Expr::Name(name))) => self.of_variable(name, prefix),
            Some(Role::Assigned(Expr::Subscript(subscript))) => {
                let key = subscript.slice.as_string_literal_expr().map(|key| key.value.to_str().to_owned());
                let key = key.filter(|key| FACTS.dictionaries.contains(key));
                Ok(key.map(|key| self.of_settings(dict, &key, Vec::new())))
            }
            _ => Ok(None),
        }
    }

    /// A dictionary that another package hands to `create_engine`.
    fn of_settings(&self, dict: TextRange, name: &str, makes: Vec<&'a ExprCall>) -> Engine<'a> {
        let mut given = BTreeMap::new();
        let seen = self.expression_at(dict).is_some_and(|dict| self.read_items(dict, "", &mut given));
        // A class for each configuration has a URL of its own.
        let class = self.class_at(dict.start());
        let uris: Vec<&Expr> =
            self.sites.uris.iter().copied().filter(|uri| self.class_at(uri.start()) == class).collect();
        let url = Url::of_several(self.file, &uris);
        Engine {
            name: name.to_owned(),
            kind: if url.is_async() { Kind::Async } else { Kind::Sync },
            makes,
            given,
            hidden: (!seen).then(|| unknown_keywords(name)),
            url,
            reads_config: false,
            is_closed: false,
            shared: None,
        }
    }

    /// The engine that is given a variable which holds settings.
    fn of_variable(&self, name: &ExprName, prefix: &str) -> Result<Option<Engine<'a>>, Declined> {
        let Some(value) = self.value_of(name) else { return Ok(None) };
        let mut given = BTreeMap::new();
        let words = self.file.module.slice(name);
        let mut hidden = (!self.read_items(value, prefix, &mut given)).then(|| unknown_keywords(words));
        let mut calls: Vec<&'a ExprCall> = Vec::new();
        for range in self.uses_of(name) {
            match self.sites.role(range) {
                Some(Role::Unpacked(call) | Role::First(call)) if self.target(&call.func).is_some() => {
                    calls.push(call);
                }
                Some(Role::Stored(_, target)) => match target.slice.as_string_literal_expr() {
                    Some(key) => {
                        let key = key.value.to_str();
                        let key = key.strip_prefix(prefix).unwrap_or(key);
                        given.insert(key.to_owned(), "set elsewhere".to_owned());
                    }
                    None => hidden = Some(unknown_keywords(words)),
                },
                Some(Role::Assigned(_)) | None if self.is_target(range) => {}
                _ => hidden = Some(unknown_keywords(words)),
            }
        }
        let Some(first) = calls.first().and_then(|call| self.target(&call.func)) else {
            return hidden.map_or(Ok(None), Err);
        };
        let kind = first.kind;
        if calls.iter().any(|call| self.target(&call.func).is_none_or(|target| target.kind != kind)) {
            return Err(two_kinds());
        }
        let mut engine = self.engine(first, &calls, None);
        engine.given.extend(given);
        engine.hidden = engine.hidden.or(hidden);
        let resolution = self.file.module.names().resolve_name(name);
        if matches!(resolution, Resolution::Bound(Names::MODULE, _)) {
            engine.shared = Some(name.id.to_string());
        }
        Ok(Some(engine))
    }

    /// The engine that calls make, with all that they are given.
    fn engine(&self, target: Target<'a>, calls: &[&'a ExprCall], url: Option<&'a Expr>) -> Engine<'a> {
        let mut given = target.given;
        let mut hidden = None;
        let mut reads_config = false;
        let mut found: Option<&'a Expr> = url.or(target.url);
        for call in calls {
            let arguments = &call.arguments;
            let first = arguments.args.first();
            for keyword in &arguments.keywords {
                match &keyword.arg {
                    Some(name) if name == "url" => found = found.or(Some(&keyword.value)),
                    Some(name) => {
                        given.insert(name.to_string(), self.file.module.slice(&keyword.value).to_owned());
                    }
                    None => {
                        let seen = self.read_settings(&keyword.value, "", &mut given);
                        if !seen {
                            hidden = Some(unknown_keywords(self.file.module.slice(&keyword.value)));
                        }
                        found = found.or_else(|| self.item(&keyword.value, "url"));
                    }
                }
            }
            if target.takes_config {
                let prefix = prefix_of(call);
                let seen = first.is_some_and(|first| self.read_settings(first, &prefix, &mut given));
                reads_config |= !seen;
                found = found.or_else(|| self.item(first?, &format!("{prefix}url")));
            } else if self.path(&call.func).as_deref() != Some("functools.partial") {
                found = found.or(first);
            }
        }
        let url = found.map(|expr| Url::of(self.file, expr)).unwrap_or_default();
        let is_async = url.is_async() || calls.iter().any(|call| self.is_wrapped(call));
        let kind = if is_async { Kind::Async } else { target.kind };
        Engine {
            name: target.name,
            kind,
            makes: calls.to_vec(),
            given,
            hidden,
            url,
            reads_config,
            is_closed: target.is_closed,
            shared: None,
        }
    }

    /// What a function expression makes engines by.
    fn target(&self, function: &'a Expr) -> Option<Target<'a>> {
        if let Some(maker) = resolve::maker(self.file, self.file.module, self.file.path, function) {
            return Some(Target {
                name: maker.name.clone(),
                kind: maker.kind,
                takes_config: maker.takes_config,
                given: BTreeMap::new(),
                url: None,
                is_closed: false,
            });
        }
        if let Expr::Name(name) = function
            && let Some(Expr::Call(call)) = resolve::only_value(self.file.module, name)
            && self.path(&call.func).as_deref() == Some("functools.partial")
        {
            let inner = self.target(call.arguments.args.first()?)?;
            let mut given = inner.given;
            for keyword in &call.arguments.keywords {
                let name = keyword.arg.as_ref()?;
                given.insert(name.to_string(), self.file.module.slice(&keyword.value).to_owned());
            }
            return Some(Target { given, url: call.arguments.args.get(1).or(inner.url), ..inner });
        }
        let wrapper = wrapper::of(self.file, function)?;
        Some(Target {
            name: wrapper.name,
            kind: wrapper.kind,
            takes_config: wrapper.takes_config,
            given: wrapper.fixed,
            url: None,
            is_closed: !wrapper.is_open,
        })
    }

    /// Whether the engine that a call makes is handed to AsyncEngine.
    fn is_wrapped(&self, call: &'a ExprCall) -> bool {
        let wraps = |range| match self.sites.role(range) {
            Some(Role::First(outer) | Role::Keyword(outer, "sync_engine")) => {
                self.path(&outer.func).is_some_and(|path| FACTS.wraps.contains(&path))
            }
            _ => false,
        };
        wraps(call.range())
            || match self.sites.role(call.range()) {
                Some(Role::Assigned(Expr::Name(name))) => self.uses_of(name).into_iter().any(wraps),
                _ => false,
            }
    }

    /// Adds the settings of an expression to those given; whether all of them can be seen.
    fn read_settings(&self, expr: &Expr, prefix: &str, given: &mut BTreeMap<String, String>) -> bool {
        let Some(name) = expr.as_name_expr() else { return self.read_items(expr, prefix, given) };
        let Some(value) = resolve::only_value(self.file.module, name) else { return false };
        let mut seen = self.read_items(value, prefix, given);
        for range in self.uses_of(name) {
            match self.sites.role(range) {
                Some(Role::Stored(assign, target)) => match target.slice.as_string_literal_expr() {
                    Some(key) => {
                        let key = key.value.to_str();
                        let key = key.strip_prefix(prefix).unwrap_or(key).to_owned();
                        given.insert(key, self.file.module.slice(&*assign.value).to_owned());
                    }
                    None => seen = false,
                },
                Some(Role::Method("get" | "keys" | "items" | "values" | "copy") | Role::Spread) => {}
                Some(Role::Unpacked(_)) => {}
                Some(Role::First(call)) if self.target(&call.func).is_some() => {}
                // Whoever else holds the dictionary may change it.
                Some(_) => seen = false,
                None => seen &= self.is_target(range),
            }
        }
        seen
    }

    /// The settings of `{...}` or `dict(...)`; whether all of them can be seen.
    fn read_items(&self, value: &Expr, prefix: &str, given: &mut BTreeMap<String, String>) -> bool {
        let text = |expr: &Expr| self.file.module.slice(expr).to_owned();
        match value {
            Expr::Dict(dict) => dict.items.iter().all(|item| match &item.key {
                Some(Expr::StringLiteral(key)) => {
                    let key = key.value.to_str();
                    let key = key.strip_prefix(prefix).unwrap_or(key);
                    given.insert(key.to_owned(), text(&item.value));
                    true
                }
                Some(_) => false,
                None => self.read_settings(&item.value, prefix, given),
            }),
            Expr::Call(call)
                if call.arguments.args.is_empty()
                    && self.path(&call.func).as_deref() == Some("builtins.dict") =>
            {
                call.arguments.keywords.iter().all(|keyword| match &keyword.arg {
                    Some(name) => {
                        given.insert(name.to_string(), text(&keyword.value));
                        true
                    }
                    None => self.read_settings(&keyword.value, prefix, given),
                })
            }
            _ => false,
        }
    }

    /// The value of a key of `{...}` or `dict(...)`, where it is written or stored in a variable.
    fn item(&self, expr: &'a Expr, key: &str) -> Option<&'a Expr> {
        match expr {
            Expr::Dict(dict) => dict.items.iter().find_map(|item| {
                let name = item.key.as_ref()?.as_string_literal_expr()?;
                (name.value.to_str() == key).then_some(&item.value)
            }),
            Expr::Call(call) => call.arguments.find_keyword(key).map(|keyword| &keyword.value),
            Expr::Name(name) => self.item(resolve::only_value(self.file.module, name)?, key),
            _ => None,
        }
    }

    /// The innermost class around a place.
    fn class_at(&self, at: TextSize) -> Option<TextRange> {
        let outline = Outline::new(self.file.module.body());
        let id = outline.innermost(at)?;
        let mut around = outline.ancestors(id).map(|node| node.stmt);
        around.find(|stmt| stmt.is_class_def_stmt()).map(Ranged::range)
    }

    fn expression_at(&self, range: TextRange) -> Option<&'a Expr> {
        let outline = Outline::new(self.file.module.body());
        let stmt = outline.innermost(range.start()).map(|id| outline.node(id).stmt)?;
        let mut search = Find { range, found: None };
        Visitor::visit_stmt(&mut search, stmt);
        search.found
    }

    fn value_of(&self, name: &ExprName) -> Option<&'a Expr> {
        let names = self.file.module.names();
        match names.resolve_name(name) {
            Resolution::Bound(_, [_]) => resolve::only_value(self.file.module, name),
            _ => None,
        }
    }

    /// The statement that gives a variable its one value.
    fn assignment_of(&self, name: &ExprName) -> Option<TextRange> {
        let names = self.file.module.names();
        let Resolution::Bound(_, [only]) = names.resolve_name(name) else { return None };
        Some(names.binding(*only).statement)
    }

    fn is_target(&self, range: TextRange) -> bool {
        self.file.module.names().bindings().iter().any(|binding| binding.range == range)
    }

    /// Where a variable is used.
    fn uses_of(&self, name: &ExprName) -> Vec<TextRange> {
        let names = self.file.module.names();
        let Resolution::Bound(scope, _) = names.resolve_name(name) else { return Vec::new() };
        let is_it = |reference: &&Reference| {
            reference.name == name.id
                && matches!(names.resolve(&name.id, reference.scope), Resolution::Bound(found, _) if found == scope)
        };
        names.references().iter().filter(is_it).map(|reference| reference.range).collect()
    }

    fn calls_of(&self, name: &ExprName) -> Vec<&'a ExprCall> {
        let role = |range| match self.sites.role(range) {
            Some(Role::Called(call)) => Some(call),
            _ => None,
        };
        self.uses_of(name).into_iter().filter_map(role).collect()
    }

    fn path(&self, expr: &Expr) -> Option<String> {
        resolve::path(self.file, self.file.module, self.file.path, expr)
    }
}

/// The prefix of the keys that `engine_from_config` reads.
fn prefix_of(call: &ExprCall) -> String {
    let by_name = call
        .arguments
        .keywords
        .iter()
        .find(|keyword| keyword.arg.as_ref().is_some_and(|name| name == "prefix"));
    let given = by_name.map(|keyword| &keyword.value).or_else(|| call.arguments.args.get(1));
    let literal = given.and_then(Expr::as_string_literal_expr);
    literal.map_or_else(|| "sqlalchemy.".to_owned(), |literal| literal.value.to_str().to_owned())
}

struct Find<'a> {
    range: TextRange,
    found: Option<&'a Expr>,
}

impl<'a> Visitor<'a> for Find<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if expr.range() == self.range {
            self.found = Some(expr);
        } else if expr.range().contains_range(self.range) {
            visitor::walk_expr(self, expr);
        }
    }
}
