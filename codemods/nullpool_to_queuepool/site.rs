//! The places of a file that choose a pool, and what becomes of each expression there.

use std::cell::LazyCell;
use std::collections::HashMap;

use memchr::memmem;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall, ExprDict, ExprName, ExprSubscript, Keyword, Stmt, StmtAssign};
use overhaul_python::{Module, Ranged, TextRange};

use super::data::{FACTS, Kind};
use crate::scan::{Imported, is_part, next_code, words};

/// The keyword of `create_engine` that chooses the pool.
pub const KEY: &str = "poolclass";

/// The literals without which a file chooses no pool.
pub const TRIGGERS: &[&str] = &["pool", "NullPool", "QueuePool"];

/// Whether the bytes of a file may choose a pool that matters, or name its class.
pub fn may_choose(bytes: &[u8]) -> bool {
    let has = |text: &str| memmem::find(bytes, text.as_bytes()).is_some();
    // A queue pool without a key is wrong where all engines are asynchronous.
    let is_handed_on = || has("QueuePool") && FACTS.makers(Kind::Async).any(|maker| has(&maker.name));
    has(KEY) || has("NullPool") || is_handed_on() || gives_made_pool(bytes)
}

/// Whether a pool that is made may be of a class that a module of the project passes on under another name. Without a word
/// of engines only what the file takes from its own package can be one.
fn gives_made_pool(bytes: &[u8]) -> bool {
    let about_engines = LazyCell::new(|| {
        ["sqlalchemy", "_engine"].iter().any(|text| memmem::find(bytes, text.as_bytes()).is_some())
    });
    let is_own = |class: &[u8]| {
        let mut imported = Imported::of(bytes).filter(|imported| imported.is_relative);
        imported.any(|imported| imported.is_star() || imported.names().any(|name| name == class))
    };
    words(bytes, b"pool").any(|word| {
        let behind = bytes[word.end..].trim_ascii_start();
        let Some(value) = behind.strip_prefix(b"=").map(<[u8]>::trim_ascii_start) else { return false };
        let class = value.iter().position(|byte| !is_part(*byte)).unwrap_or(value.len());
        let (class, behind) = value.split_at(class);
        !class.is_empty()
            && matches!(next_code(behind), Some(b'(' | b'.' | b'#'))
            && (*about_engines || is_own(class))
    })
}

/// <https://flask-sqlalchemy.readthedocs.io/en/stable/config/#flask_sqlalchemy.config.SQLALCHEMY_DATABASE_URI>
pub const FLASK_URI: &str = "SQLALCHEMY_DATABASE_URI";

/// <https://flask-sqlalchemy.readthedocs.io/en/stable/config/#flask_sqlalchemy.config.SQLALCHEMY_ENGINE_OPTIONS>
pub const FLASK_OPTIONS: &str = "SQLALCHEMY_ENGINE_OPTIONS";

/// A place where a pool class is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    pub place: Place<'a>,
    /// The class.
    pub value: &'a Expr,
}

#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// `f(poolclass=value)`
    Argument { call: &'a ExprCall, keyword: &'a Keyword },
    /// `{"poolclass": value}`, also with a prefix as `engine_from_config` takes it.
    Item { dict: &'a ExprDict, index: usize, key: &'a str },
    /// `name.setdefault("poolclass", value)`
    Default { call: &'a ExprCall },
    /// `name["poolclass"] = value`
    Store { assign: &'a StmtAssign, name: &'a ExprName, key: &'a str },
}

impl<'a> Site<'a> {
    /// What a finding points at.
    pub fn range(&self) -> TextRange {
        match self.place {
            Place::Argument { keyword, .. } => keyword.range(),
            Place::Default { call } => call.range(),
            Place::Item { dict, index, .. } => {
                let start = dict.items[index].key.as_ref().map_or(self.value.start(), Ranged::start);
                TextRange::new(start, self.value.end())
            }
            Place::Store { assign, .. } => assign.range(),
        }
    }

    /// What stands before `poolclass` in a key.
    pub fn prefix(&self) -> &'a str {
        match self.place {
            Place::Argument { .. } | Place::Default { .. } => "",
            Place::Item { key, .. } | Place::Store { key, .. } => key.strip_suffix(KEY).unwrap_or(""),
        }
    }
}

/// What becomes of an expression.
#[derive(Debug, Clone, Copy)]
pub enum Role<'a> {
    /// `call(**it)`
    Unpacked(&'a ExprCall),
    /// `{**it}`
    Spread,
    /// `call(it)`
    First(&'a ExprCall),
    /// `call(name=it)`
    Keyword(&'a ExprCall, &'a str),
    /// `it()`
    Called(&'a ExprCall),
    /// `it.name(...)`
    Method(&'a str),
    /// `target = it`
    Assigned(&'a Expr),
    /// `it[...] = value`
    Stored(&'a StmtAssign, &'a ExprSubscript),
}

/// What one walk over a module finds.
#[derive(Default)]
pub struct Sites<'a> {
    pub found: Vec<Site<'a>>,
    /// What `SQLALCHEMY_DATABASE_URI` is set to, as Flask-SQLAlchemy reads it.
    pub uris: Vec<&'a Expr>,
    roles: HashMap<TextRange, Role<'a>>,
}

impl<'a> Sites<'a> {
    pub fn of(module: &'a Module) -> Self {
        let mut sites = Self::default();
        sites.visit_body(module.body());
        sites
    }

    fn set(&mut self, target: &Expr, value: &'a Expr) {
        let name = match target {
            Expr::Name(name) => Some(name.id.as_str()),
            Expr::Subscript(subscript) => key_of(&subscript.slice),
            _ => None,
        };
        if name == Some(FLASK_URI) {
            self.uris.push(value);
        }
    }

    pub fn role(&self, expr: TextRange) -> Option<Role<'a>> {
        self.roles.get(&expr).copied()
    }
}

fn is_key(text: &str) -> bool {
    text.ends_with(KEY)
}

/// A key that is written in one piece.
fn key_of(expr: &Expr) -> Option<&str> {
    let text = expr.as_string_literal_expr()?;
    (!text.value.is_implicit_concatenated()).then(|| text.value.to_str())
}

impl<'a> Visitor<'a> for Sites<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Assign(assign) => {
                assign.targets.iter().for_each(|target| self.set(target, &assign.value));
                if let [target] = assign.targets.as_slice() {
                    self.roles.insert(assign.value.range(), Role::Assigned(target));
                    if let Expr::Subscript(subscript) = target {
                        self.roles.insert(subscript.value.range(), Role::Stored(assign, subscript));
                        let name = subscript.value.as_name_expr();
                        if let (Some(name), Some(key)) =
                            (name, key_of(&subscript.slice).filter(|key| is_key(key)))
                        {
                            let place = Place::Store { assign, name, key };
                            self.found.push(Site { place, value: &assign.value });
                        }
                    }
                }
            }
            Stmt::AnnAssign(assign) => {
                if let Some(value) = &assign.value {
                    self.set(&assign.target, value);
                    self.roles.insert(value.range(), Role::Assigned(&assign.target));
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => {
                self.roles.insert(call.func.range(), Role::Called(call));
                if let Expr::Attribute(attribute) = &*call.func {
                    self.roles.insert(attribute.value.range(), Role::Method(attribute.attr.as_str()));
                }
                if let [key, value] = &*call.arguments.args
                    && key_of(key).is_some_and(is_key)
                {
                    self.found.push(Site { place: Place::Default { call }, value });
                }
                if let Some(first) = call.arguments.args.first() {
                    self.roles.insert(first.range(), Role::First(call));
                }
                for keyword in &call.arguments.keywords {
                    let role = match &keyword.arg {
                        Some(name) => Role::Keyword(call, name.as_str()),
                        None => Role::Unpacked(call),
                    };
                    self.roles.insert(keyword.value.range(), role);
                    if keyword.arg.as_ref().is_some_and(|name| name == FLASK_URI) {
                        self.uris.push(&keyword.value);
                    }
                    if keyword.arg.as_ref().is_some_and(|name| matches!(name.as_str(), KEY | "pool")) {
                        let place = Place::Argument { call, keyword };
                        self.found.push(Site { place, value: &keyword.value });
                    }
                }
            }
            Expr::Dict(dict) => {
                for (index, item) in dict.items.iter().enumerate() {
                    if item.key.is_none() {
                        self.roles.insert(item.value.range(), Role::Spread);
                    }
                    let key = item.key.as_ref().and_then(key_of);
                    if key == Some(FLASK_URI) {
                        self.uris.push(&item.value);
                    }
                    if let Some(key) = key.filter(|key| is_key(key)) {
                        let place = Place::Item { dict, index, key };
                        self.found.push(Site { place, value: &item.value });
                    }
                }
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
