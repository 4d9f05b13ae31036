//! `self.logger`: a logger that a class sets in `__init__` and that its methods can rely on.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprContext, Stmt, StmtClassDef, StmtFunctionDef};
use overhaul_python::names::Resolution;
use overhaul_python::{BindingKind, Ranged, TextRange, TextSize};

use super::logger::{Origin, Values, is_loggerish};

/// The logger of the objects of a class.
pub(super) struct InstanceLogger<'a> {
    pub attribute: String,
    pub origin: Origin,
    init: &'a StmtFunctionDef,
    /// The end of the statement that sets it.
    set: TextSize,
    /// Whether nothing that runs before could lead to another method.
    is_first: bool,
}

/// Methods with which objects come to be without `__init__`, or with which setting an attribute runs code.
const UNUSUAL_METHODS: &[&str] = &[
    "__new__",
    "__setattr__",
    "__getstate__",
    "__setstate__",
    "__reduce__",
    "__reduce_ex__",
    "__copy__",
    "__deepcopy__",
];

/// Methods that run without an object, or when it may be only half there.
const SPECIAL_METHODS: &[&str] = &["__init_subclass__", "__class_getitem__", "__del__", "__new__"];

impl<'a> InstanceLogger<'a> {
    /// The logger that the class sets as a statement of its own `__init__`, once and for all. `others` are the other
    /// classes of the file: none of them skips that `__init__`.
    pub fn of(class: &'a StmtClassDef, values: &Values<'a>, others: &[&'a StmtClassDef]) -> Option<Self> {
        let methods = || class.body.iter().filter_map(Stmt::as_function_def_stmt);
        if methods().any(|method| UNUSUAL_METHODS.contains(&method.name.as_str())) {
            return None;
        }
        let init = methods().find(|method| method.name.as_str() == "__init__")?;
        let receiver = receiver(init)?;
        let (index, attribute, origin) = init.body.iter().enumerate().find_map(|(index, stmt)| {
            let (attribute, value) = set_attribute(stmt, receiver)?;
            Some((index, attribute, values.origin(value)?))
        })?;
        let set = init.body[index].end();
        let mut body = Body { receiver, attribute, stores: 0, uses: 0, returns: false, calls_super: false };
        body.visit_body(&class.body);
        if body.stores != 1 || others.iter().any(|other| skips_init(other, class.name.as_str())) {
            return None;
        }
        let mut before = Body { receiver, attribute, stores: 0, uses: 0, returns: false, calls_super: false };
        before.visit_body(&init.body[..index]);
        let is_first = before.uses == 0 && !before.returns && !before.calls_super;
        Some(Self { attribute: attribute.to_owned(), origin, init, set, is_first })
    }

    /// What a print in the method writes before the dot, such as `self.logger`; `None` where it cannot rely on it.
    pub fn receiver(
        &self,
        values: &Values<'a>,
        method: &'a StmtFunctionDef,
        site: TextRange,
        scope: usize,
    ) -> Option<String> {
        let names = values.names();
        let is_bound = method.decorator_list.iter().all(|decorator| {
            names
                .qualified(&decorator.expression)
                .is_none_or(|path| path != "builtins.staticmethod" && path != "builtins.classmethod")
        });
        let name = receiver(method)?;
        let Resolution::Bound(_, bindings) = names.resolve(name, scope) else { return None };
        let is_parameter = matches!(bindings, [only] if {
            let binding = names.binding(*only);
            binding.kind == BindingKind::Parameter && method.parameters.range().contains_range(binding.range)
        });
        let is_set = if method.range() == self.init.range() {
            self.set <= site.start()
        } else {
            self.is_first || self.is_used_in(method, name)
        };
        let relies = is_bound && is_parameter && is_set && !SPECIAL_METHODS.contains(&method.name.as_str());
        relies.then(|| format!("{name}.{}", self.attribute))
    }

    /// Whether the method uses the logger already, so that it must be there.
    fn is_used_in(&self, method: &'a StmtFunctionDef, receiver: &str) -> bool {
        struct Finder<'x> {
            receiver: &'x str,
            attribute: &'x str,
            found: bool,
        }
        impl<'a> Visitor<'a> for Finder<'_> {
            fn visit_expr(&mut self, expr: &'a Expr) {
                if let Expr::Attribute(attribute) = expr {
                    let is_own = attribute.value.as_name_expr().is_some_and(|name| name.id == self.receiver);
                    self.found |= is_own && attribute.attr.as_str() == self.attribute;
                }
                visitor::walk_expr(self, expr);
            }
        }
        let mut finder = Finder { receiver, attribute: &self.attribute, found: false };
        finder.visit_body(&method.body);
        finder.found
    }
}

/// The name of a method's first parameter.
fn receiver(method: &StmtFunctionDef) -> Option<&str> {
    let first = method.parameters.posonlyargs.first().or(method.parameters.args.first())?;
    Some(first.parameter.name.as_str())
}

/// The attribute and the value of `self.attribute = value`, where the name is that of a logger.
fn set_attribute<'s>(stmt: &'s Stmt, receiver: &str) -> Option<(&'s str, &'s Expr)> {
    let (target, value) = match stmt {
        Stmt::Assign(assign) => match &*assign.targets {
            [target] => (target, &*assign.value),
            _ => return None,
        },
        Stmt::AnnAssign(assign) => (&*assign.target, assign.value.as_deref()?),
        _ => return None,
    };
    let attribute = target.as_attribute_expr()?;
    let is_own = attribute.value.as_name_expr().is_some_and(|name| name.id == receiver);
    (is_own && is_loggerish(&attribute.attr)).then(|| (attribute.attr.as_str(), value))
}

/// Whether a subclass has an `__init__` that does not call the one above it.
fn skips_init(class: &StmtClassDef, base: &str) -> bool {
    let inherits = class.bases().iter().any(|expr| expr.as_name_expr().is_some_and(|name| name.id == base));
    let init = class
        .body
        .iter()
        .filter_map(Stmt::as_function_def_stmt)
        .find(|method| method.name.as_str() == "__init__");
    let Some(init) = init.filter(|_| inherits) else { return false };
    let mut body =
        Body { receiver: "", attribute: "", stores: 0, uses: 0, returns: false, calls_super: false };
    body.visit_body(&init.body);
    !body.calls_super
}

/// What some statements do with the object and its logger.
struct Body<'x> {
    receiver: &'x str,
    attribute: &'x str,
    /// How often the attribute is given a value or deleted, on whatever object.
    stores: usize,
    /// How often the object is used for anything but setting an attribute of it.
    uses: usize,
    returns: bool,
    /// `super()` or `Base.__init__`.
    calls_super: bool,
}

impl<'a> Visitor<'a> for Body<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.returns |= matches!(stmt, Stmt::Return(_));
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Attribute(attribute) if attribute.ctx != ExprContext::Load => {
                self.stores += usize::from(attribute.attr.as_str() == self.attribute);
                let is_own = attribute.value.as_name_expr().is_some_and(|name| name.id == self.receiver);
                if is_own && attribute.ctx == ExprContext::Store {
                    return;
                }
            }
            Expr::Attribute(attribute) => self.calls_super |= attribute.attr.as_str() == "__init__",
            Expr::Name(name) => {
                self.uses += usize::from(name.id == self.receiver);
                self.calls_super |= name.id == "super";
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// The classes of a module, wherever they stand.
pub(super) fn classes<'a>(outline: &overhaul_python::Outline<'a>) -> Vec<&'a StmtClassDef> {
    outline.nodes().iter().filter_map(|node| node.stmt.as_class_def_stmt()).collect()
}
