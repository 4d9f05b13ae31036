//! What becomes of a function or class where it is named: called, handed to something, made a base.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{AnyParameterRef, Expr, Stmt};
use overhaul_python::{Module, Ranged, TextRange};

/// What becomes of a function or class where it is named.
#[derive(Debug)]
pub enum Use {
    /// This call calls it.
    Called(TextRange),
    /// It is an argument of a call of this name, or of this keyword.
    HandedTo(String),
    /// It is a base of this class.
    Base(String),
    Other,
    /// Nothing runs.
    Annotation,
}

pub struct UseOf<'m> {
    pub module: &'m Module,
    pub range: TextRange,
    pub found: Use,
}

impl Visitor<'_> for UseOf<'_> {
    fn visit_annotation(&mut self, _: &Expr) {}

    fn visit_body(&mut self, _: &[Stmt]) {}

    fn visit_stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                // `store: Store = Depends()`, `store: Annotated[Store, Depends()]`
                let is_dependency = |parameter: &AnyParameterRef<'_>| {
                    parameter
                        .annotation()
                        .is_some_and(|annotation| annotation.range().contains_range(self.range))
                        && self.module.slice(*parameter).contains("Depends(")
                };
                if def.parameters.iter().any(|parameter| is_dependency(&parameter)) {
                    self.found = Use::HandedTo("Depends".to_owned());
                    return;
                }
            }
            Stmt::ClassDef(class) if class.bases().iter().any(|base| base.range() == self.range) => {
                self.found = Use::Base(class.name.to_string());
                return;
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &Expr) {
        if expr.range() == self.range {
            self.found = Use::Other;
            return;
        }
        visitor::walk_expr(self, expr);
        let Expr::Call(call) = expr else { return };
        let keyword = call.arguments.keywords.iter().find(|keyword| keyword.value.range() == self.range);
        let is_argument = call.arguments.args.iter().any(|argument| argument.range() == self.range);
        if call.func.range() == self.range {
            self.found = Use::Called(call.range());
        } else if let Some(name) =
            keyword.and_then(|keyword| keyword.arg.as_ref()).filter(|name| *name == "lifespan")
        {
            self.found = Use::HandedTo(name.to_string());
        } else if is_argument || keyword.is_some() {
            let last = match &*call.func {
                Expr::Attribute(attribute) => attribute.attr.as_str(),
                Expr::Name(name) => name.id.as_str(),
                _ => "",
            };
            self.found = Use::HandedTo(last.to_owned());
        }
    }
}

/// Where a member of this name is taken of some object.
pub struct Members<'n> {
    pub name: &'n str,
    pub found: Vec<TextRange>,
}

impl Visitor<'_> for Members<'_> {
    fn visit_expr(&mut self, expr: &Expr) {
        if let Expr::Attribute(attribute) = expr
            && attribute.attr == *self.name
        {
            self.found.push(attribute.range());
        }
        visitor::walk_expr(self, expr);
    }
}
