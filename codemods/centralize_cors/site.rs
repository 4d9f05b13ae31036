//! The places of a file that give an application a CORS policy.

use std::collections::BTreeMap;

use overhaul_engine::FileView;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Arguments, Decorator, DictItem, Expr, ExprCall, Keyword, Stmt};
use overhaul_python::outline::statement;
use overhaul_python::{Module, Names, Outline, Ranged, Resolution, TextRange, is_identifier};

use super::class::{self, class, starred};
use super::data::FACTS;
use super::module;
use super::policy::Policy;
use super::value::{self, Value};
use crate::paths;

/// How an application gets a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `app.add_middleware(CORSMiddleware, ...)`
    Added,
    /// `Middleware(CORSMiddleware, ...)`
    Entry,
    /// `CORSMiddleware(app, ...)`, `CORS(app, ...)`
    Made,
    /// `cors.init_app(app, ...)`
    Initialised,
}

/// One keyword of a policy.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    pub value: Value,
    /// What the program gives, as the call would write it.
    pub source: String,
    /// Its expression, where it stands in the call itself and not in a dictionary.
    pub expr: Option<&'a Expr>,
}

/// A call that gives an application a policy.
pub struct Site<'a> {
    pub form: Form,
    pub call: &'a ExprCall,
    /// Its row in the table.
    pub framework: usize,
    pub settings: BTreeMap<String, Setting<'a>>,
    /// Lists and dictionaries at module level whose values it takes.
    pub constants: Vec<String>,
    /// The names of its settings in the order in which they are given.
    pub order: Vec<String>,
    /// From the first to the last keyword of the policy.
    pub keywords: Option<TextRange>,
    /// Settings that cannot be seen, as in `**options`.
    pub hidden: Option<TextRange>,
    /// The function of a module of policies that it takes the policy from: file and name.
    pub gathered: Option<(String, String)>,
    /// The application: `app` of `app.add_middleware(...)`.
    pub receiver: Option<&'a Expr>,
}

impl Site<'_> {
    pub fn range(&self) -> TextRange {
        self.call.range()
    }

    /// The settings with their values alone.
    pub fn policy(&self) -> Policy {
        let values = self.settings.iter().map(|(name, setting)| (name.clone(), setting.value.clone()));
        Policy { framework: self.framework, settings: values.collect() }
    }
}

/// What a file says about CORS.
#[derive(Default)]
pub struct Sites<'a> {
    pub found: Vec<Site<'a>>,
    /// Routes with a policy of their own: the decorators.
    pub routes: Vec<TextRange>,
    /// Headers that the program writes itself.
    pub headers: Vec<TextRange>,
    /// Settings of django-cors-headers, in source order.
    pub django: Vec<(&'a str, &'a Stmt, &'a Expr)>,
}

impl<'a> Sites<'a> {
    pub fn of(file: &'a FileView<'a>) -> Self {
        let mut search = Search { file, sites: Sites::default(), derives: None };
        search.visit_body(file.module.body());
        search.sites.django = django_settings(file.module);
        search.sites
    }
}

struct Search<'a> {
    file: &'a FileView<'a>,
    sites: Sites<'a>,
    /// The framework from whose class the class around is derived.
    derives: Option<usize>,
}

impl<'a> Search<'a> {
    fn path(&self, expr: &Expr) -> String {
        self.file.module.names().qualified(expr).unwrap_or_default()
    }

    /// Whether an expression names the class that stands for a middleware in a list.
    fn is_entry(&self, expr: &Expr) -> bool {
        let starred = || starred(self.file, expr.as_name_expr()?, |path| FACTS.is_entry(path));
        FACTS.is_entry(&self.path(expr)) || starred().is_some()
    }

    /// Whether an expression names the decorator of a route, also through modules of the project.
    fn is_route(&self, expr: &Expr) -> bool {
        let is_known = |path: &str| FACTS.route_decorators.iter().any(|known| known == path);
        let path = self.path(expr);
        let is_named = FACTS.route_decorators.iter().any(|known| paths::last(known) == paths::last(&path));
        let starred = || starred(self.file, expr.as_name_expr()?, is_known);
        is_named && is_known(&paths::at_home(self.file, self.file.path, path, is_known))
            || starred().is_some()
    }

    fn call(&mut self, call: &'a ExprCall) {
        let arguments = &call.arguments;
        let attribute = call.func.as_attribute_expr();
        if let Some(attribute) = attribute.filter(|attribute| attribute.attr.as_str() == "add_middleware") {
            let named = arguments.find_keyword("middleware_class").map(|keyword| &keyword.value);
            if let Some(first) = arguments.args.first().or(named) {
                self.given(Form::Added, call, first, "middleware_class", Some(&attribute.value));
            }
            return;
        }
        if let Some(attribute) = attribute.filter(|attribute| attribute.attr.as_str() == "init_app") {
            let framework = self.extension(&attribute.value);
            if let Some(framework) = framework {
                self.site(Form::Initialised, call, framework, 1, &["app"], None);
            }
            return;
        }
        if self.is_entry(&call.func) {
            let named = arguments.find_keyword("cls").map(|keyword| &keyword.value);
            if let Some(first) = arguments.args.first().or(named) {
                self.given(Form::Entry, call, first, "cls", None);
            }
            return;
        }
        if let Some(framework) = class::partial(self.file, call) {
            self.site(Form::Entry, call, framework, 1, &[], None);
            self.hide(call.func.range());
            return;
        }
        if let Some(framework) = class(self.file, &call.func) {
            self.site(Form::Made, call, framework, 1, &["app"], None);
        } else if let Some(framework) = self.made_of_derived(call) {
            self.site(Form::Made, call, framework, 1, &["app"], None);
            self.hide(call.func.range());
        }
    }

    /// A call that is given the class, or what is derived from it.
    fn given(
        &mut self,
        form: Form,
        call: &'a ExprCall,
        first: &'a Expr,
        keyword: &str,
        receiver: Option<&'a Expr>,
    ) {
        if let Some(framework) = class(self.file, first) {
            self.site(form, call, framework, 1, &[keyword], receiver);
        } else if !first.is_call_expr()
            && let Some(framework) = class::derived(self.file, first)
        {
            self.site(form, call, framework, 1, &[keyword], receiver);
            self.hide(first.range());
        }
    }

    /// `Derived(app, …)`, and `super().__init__(app, …)` in a class that is derived.
    fn made_of_derived(&self, call: &ExprCall) -> Option<usize> {
        match &*call.func {
            Expr::Name(_) => class::derived_here(self.file, &call.func, class::MAX_STEPS),
            Expr::Attribute(method) if method.attr.as_str() == "__init__" => {
                let base = method.value.as_call_expr()?;
                self.derives.filter(|_| self.file.module.names().is_builtin(&base.func, "super"))
            }
            _ => None,
        }
    }

    /// Something between the last place that was found and the framework may change the policy.
    fn hide(&mut self, by: TextRange) {
        if let Some(site) = self.sites.found.last_mut() {
            site.hidden = site.hidden.or(Some(by));
        }
    }

    /// The framework of an extension that a variable holds: `cors = CORS()`, here or in a module of the project.
    fn extension(&self, expr: &Expr) -> Option<usize> {
        let module = self.file.module;
        if let Some(made) = expr.as_name_expr().and_then(|name| value::constant(module, name)) {
            return class(self.file, &made.as_call_expr()?.func);
        }
        let path = module.names().qualified(expr)?;
        let (target, name) = paths::home(self.file, self.file.path, path)?;
        let parsed = self.file.types.beside(&target).module()?;
        let names = parsed.names();
        let [only] = names.bindings_in(Names::MODULE, &name) else { return None };
        let assign = statement(parsed.body(), names.binding(*only).statement)?.as_assign_stmt()?;
        FACTS.class(&names.qualified(&assign.value.as_call_expr()?.func)?)
    }

    /// `before` positional arguments and the keywords of `others` are not part of the policy.
    fn site(
        &mut self,
        form: Form,
        call: &'a ExprCall,
        framework: usize,
        before: usize,
        others: &[&str],
        receiver: Option<&'a Expr>,
    ) {
        let module = self.file.module;
        let Arguments { args, keywords, .. } = &call.arguments;
        let is_other = |keyword: &&Keyword| {
            keyword.arg.as_ref().is_some_and(|name| others.iter().any(|other| *other == name.as_str()))
        };
        let own: Vec<&Keyword> = keywords.iter().filter(|keyword| !is_other(keyword)).collect();
        let mut settings: BTreeMap<String, Setting<'a>> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        let mut constants = Vec::new();
        let mut gathered = None;
        let mut hidden = args.get(before).map(Ranged::range);
        hidden =
            hidden.or_else(|| args.iter().find(|argument| argument.is_starred_expr()).map(Ranged::range));
        for keyword in &own {
            let name = keyword.value.as_name_expr();
            let is_shared = name.is_some_and(|name| {
                let is_top = matches!(module.names().resolve_name(name), Resolution::Bound(Names::MODULE, _));
                is_top && value::constant(module, name).is_some_and(|value| !value.is_literal_expr())
            });
            constants.extend(name.filter(|_| is_shared).map(|name| name.id.to_string()));
            match &keyword.arg {
                Some(name) => {
                    let value = value::read(module, &keyword.value);
                    let source = module.slice(&keyword.value).to_owned();
                    let source = match &keyword.value {
                        Expr::Named(_) | Expr::Yield(_) => format!("({source})"),
                        _ => source,
                    };
                    order.push(name.to_string());
                    settings.insert(name.to_string(), Setting { value, source, expr: Some(&keyword.value) });
                }
                None if self.policy(&keyword.value).is_some() => gathered = self.policy(&keyword.value),
                None => match unpacked(module, &keyword.value) {
                    Some(items) => {
                        order.extend(items.iter().map(|(name, _)| name.clone()));
                        settings.extend(items);
                    }
                    None => hidden = hidden.or(Some(keyword.range())),
                },
            }
        }
        let range = own.first().zip(own.last());
        let keywords = range.map(|(first, last)| TextRange::new(first.start(), last.end()));
        // Keywords that are not of the policy stand before or behind all of it.
        let is_mixed = keywords.is_some_and(|range| {
            call.arguments.keywords.iter().filter(is_other).any(|other| range.contains_range(other.range()))
        });
        let hidden = hidden.or(keywords.filter(|_| is_mixed));
        // Flask-CORS takes what the call leaves out from the application's configuration.
        let text = module.text();
        let is_configured = FACTS.frameworks[framework].drops_unknown
            && (text.contains("CORS_ORIGINS") || text.contains(".config.from_"))
            && !settings.contains_key(&FACTS.frameworks[framework].origins)
            && !settings.contains_key("resources");
        let hidden = hidden.or(is_configured.then(|| call.range()));
        // What the program gives becomes a parameter of this name.
        let is_parameter =
            |(name, setting): (&String, &Setting<'_>)| setting.value.is_known() || is_identifier(name);
        let hidden = hidden.or((!settings.iter().all(is_parameter)).then_some(call.range()));
        // What is called at the place comes before what the module reads.
        let calls =
            settings.values().any(|setting| setting.value == Value::Given && setting.source.contains('('));
        for setting in settings.values_mut() {
            if calls && matches!(setting.value, Value::Code(_)) {
                setting.value = Value::Given;
            }
        }
        self.sites.found.push(Site {
            form,
            call,
            framework,
            settings,
            constants,
            order,
            keywords,
            hidden,
            gathered,
            receiver,
        });
    }

    /// The function of a module of policies that gives this.
    fn policy(&self, expr: &Expr) -> Option<(String, String)> {
        let path = self.file.module.names().qualified(&expr.as_call_expr()?.func)?;
        let (target, name) = paths::home(self.file, self.file.path, path)?;
        let offered = module::offered(&*self.file.types.beside(&target).module()?)?;
        offered.iter().any(|offered| offered.named.function == name).then_some((target, name))
    }

    fn header(&mut self, name: &Expr, range: TextRange) {
        let is_it = name.as_string_literal_expr().is_some_and(|text| {
            let text = text.value.to_str().to_lowercase();
            FACTS.headers.contains(&text)
        });
        if is_it {
            self.sites.headers.push(range);
        }
    }
}

/// What a module gives the settings of django-cors-headers, or adds to them, in source order.
pub fn django_settings(module: &Module) -> Vec<(&str, &Stmt, &Expr)> {
    if !module.text().contains("CORS_") {
        return Vec::new();
    }
    let outline = Outline::new(module.body());
    let given = outline.nodes().iter().filter_map(|node| {
        let (target, value) = match node.stmt {
            Stmt::Assign(assign) => (assign.targets.first()?, &*assign.value),
            Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_deref()?),
            Stmt::AugAssign(assign) => (&*assign.target, &*assign.value),
            Stmt::Expr(stmt) => added(&stmt.value)?,
            _ => return None,
        };
        let name = target.as_name_expr()?.id.as_str();
        name.starts_with("CORS_").then_some((name, node.stmt, value))
    });
    given.collect()
}

/// The list that a method adds something to, and what.
fn added(expr: &Expr) -> Option<(&Expr, &Expr)> {
    let call = expr.as_call_expr()?;
    let method = call.func.as_attribute_expr()?;
    let adds = matches!(method.attr.as_str(), "append" | "extend" | "insert");
    Some((&*method.value, call.arguments.args.last().filter(|_| adds)?))
}

/// The settings in a dictionary that is written in the call or in a variable that nothing changes.
fn unpacked<'a>(module: &Module, expr: &'a Expr) -> Option<Vec<(String, Setting<'a>)>> {
    let (dict, variable) = match expr {
        Expr::Dict(dict) => (dict, None),
        Expr::Name(name) => match value::constant(module, name)? {
            Expr::Dict(dict) => (dict, Some(&name.id)),
            other => return called(module, other, &name.id),
        },
        _ => return None,
    };
    let item = |item: &DictItem| {
        let literal = item.key.as_ref()?.as_string_literal_expr()?;
        let value = match (value::read(module, &item.value), variable) {
            // It was told where the dictionary was made.
            (Value::Code(_), Some(_)) => Value::Given,
            (value, _) => value,
        };
        let source = match variable {
            Some(name) => format!("{name}[{}]", module.slice(literal)),
            None => module.slice(&item.value).to_owned(),
        };
        Some((literal.value.to_str().to_owned(), Setting { value, source, expr: None }))
    };
    dict.items.iter().map(item).collect()
}

/// The settings of `name = dict(...)`.
fn called<'a>(module: &Module, value: &Expr, name: &str) -> Option<Vec<(String, Setting<'a>)>> {
    let call = value.as_call_expr().filter(|call| module.names().is_builtin(&call.func, "dict"))?;
    let setting = |keyword: &Keyword| {
        let key = keyword.arg.as_ref()?.to_string();
        let value = match value::read(module, &keyword.value) {
            Value::Code(_) => Value::Given,
            value => value,
        };
        let source = format!("{name}[\"{key}\"]");
        Some((key, Setting { value, source, expr: None }))
    };
    if call.arguments.args.is_empty() { call.arguments.keywords.iter().map(setting).collect() } else { None }
}

impl<'a> Visitor<'a> for Search<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let (target, value) = match stmt {
            Stmt::Assign(assign) => (assign.targets.first(), Some(&*assign.value)),
            Stmt::AnnAssign(assign) => (Some(&*assign.target), assign.value.as_deref()),
            _ => (None, None),
        };
        if let Some((Expr::Subscript(subscript), _)) = target.zip(value) {
            self.header(&subscript.slice, stmt.range());
        }
        if let Stmt::ClassDef(def) = stmt {
            let own = class::of_bases(self.file, def, class::MAX_STEPS);
            let around = std::mem::replace(&mut self.derives, own);
            visitor::walk_stmt(self, stmt);
            self.derives = around;
            return;
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_decorator(&mut self, decorator: &'a Decorator) {
        let function = match &decorator.expression {
            Expr::Call(call) => &*call.func,
            other => other,
        };
        if self.is_route(function) {
            self.sites.routes.push(decorator.range());
            return;
        }
        visitor::walk_decorator(self, decorator);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => {
                self.call(call);
                let writer = call.func.as_attribute_expr().map(|attribute| attribute.attr.as_str());
                let is_writer =
                    writer.is_some_and(|name| FACTS.header_writers.iter().any(|known| known == name));
                if let ([name, _], true) = (&*call.arguments.args, is_writer) {
                    self.header(name, call.range());
                }
            }
            Expr::Dict(dict) => {
                for item in &dict.items {
                    if let Some(key) = &item.key {
                        self.header(key, TextRange::new(key.start(), item.value.end()));
                    }
                }
            }
            // `(b"access-control-allow-origin", b"*")`
            Expr::Tuple(tuple) => {
                if let [name, _] = tuple.elts.as_slice()
                    && name.as_bytes_literal_expr().is_some_and(|text| {
                        let bytes: Vec<u8> = text.value.bytes().collect();
                        FACTS.headers.contains(&String::from_utf8_lossy(&bytes).to_lowercase())
                    })
                {
                    self.sites.headers.push(tuple.range());
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
