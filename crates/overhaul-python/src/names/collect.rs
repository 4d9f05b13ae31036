//! The walk that finds scopes, bindings and references.

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    self as ast, Comprehension, ExceptHandler, Expr, ExprContext, Identifier, Parameters, Pattern, Stmt,
    TypeParams,
};
use ruff_text_size::{Ranged, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Binding, BindingKind, Names, Reference, Scope, ScopeId, ScopeKind, StarImport};
use crate::module::Module;

pub(super) fn collect(module: &Module) -> Names {
    let mut collector = Collector {
        names: Names {
            scopes: Vec::new(),
            bindings: Vec::new(),
            references: Vec::new(),
            star_imports: Vec::new(),
        },
        scope: Names::MODULE,
        statement: TextRange::default(),
        value: None,
        conditional: 0,
        type_checking: 0,
    };
    let whole = TextRange::up_to(TextSize::of(module.text()));
    collector.open(ScopeKind::Module, None, whole);
    collector.visit_body(module.body());
    collector.names
}

struct Collector {
    names: Names,
    scope: ScopeId,
    /// The statement that is being walked.
    statement: TextRange,
    /// The value of the assignment whose target is being walked, where the target is one name.
    value: Option<TextRange>,
    /// How many skippable suites are open in the current scope.
    conditional: usize,
    type_checking: usize,
}

impl Collector {
    fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>, range: TextRange) -> ScopeId {
        self.names.scopes.push(Scope {
            kind,
            parent,
            range,
            bindings: FxHashMap::default(),
            globals: FxHashSet::default(),
            nonlocals: FxHashSet::default(),
        });
        self.names.scopes.len() - 1
    }

    fn within(&mut self, kind: ScopeKind, range: TextRange, walk: impl FnOnce(&mut Self)) {
        let (outer, conditional) = (self.scope, std::mem::take(&mut self.conditional));
        self.scope = self.open(kind, Some(outer), range);
        walk(self);
        self.scope = outer;
        self.conditional = conditional;
    }

    fn bind_in(&mut self, scope: ScopeId, name: &Name, range: TextRange, kind: BindingKind) {
        let id = self.names.bindings.len();
        self.names.bindings.push(Binding {
            name: name.clone(),
            scope,
            range,
            statement: self.statement,
            kind,
            conditional: self.conditional > 0,
            type_checking: self.type_checking > 0,
        });
        self.names.scopes[scope].bindings.entry(name.clone()).or_default().push(id);
    }

    /// Binds in the current scope, or where `global` or `nonlocal` sends the name.
    fn bind(&mut self, name: &Name, range: TextRange, kind: BindingKind) {
        let here = &self.names.scopes[self.scope];
        let target = if here.globals.contains(name) {
            Names::MODULE
        } else if here.nonlocals.contains(name) {
            self.nonlocal_owner(name)
        } else {
            self.scope
        };
        self.bind_in(target, name, range, kind);
    }

    fn nonlocal_owner(&self, name: &Name) -> ScopeId {
        let mut current = self.names.scopes[self.scope].parent;
        while let Some(id) = current {
            let scope = &self.names.scopes[id];
            if scope.kind != ScopeKind::Class && scope.bindings.contains_key(name) {
                return id;
            }
            current = scope.parent;
        }
        self.scope
    }

    fn bind_identifier(&mut self, identifier: &Identifier, kind: BindingKind) {
        self.bind(&identifier.id, identifier.range(), kind);
    }

    fn refer(&mut self, name: &Name, range: TextRange) {
        self.names.references.push(Reference { name: name.clone(), range, scope: self.scope });
    }

    fn conditionally(&mut self, walk: impl FnOnce(&mut Self)) {
        self.conditional += 1;
        walk(self);
        self.conditional -= 1;
    }

    fn visit_type_params_then(
        &mut self,
        params: Option<&TypeParams>,
        range: TextRange,
        walk: impl FnOnce(&mut Self),
    ) {
        match params {
            None => walk(self),
            Some(params) => self.within(ScopeKind::TypeParams, range, |this| {
                this.visit_type_params(params);
                walk(this);
            }),
        }
    }

    fn visit_defaults_and_annotations(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
            if let Some(annotation) = parameter.annotation() {
                self.visit_expr(annotation);
            }
        }
    }

    fn bind_parameters(&mut self, parameters: &Parameters) {
        for parameter in parameters {
            self.bind_identifier(parameter.name(), BindingKind::Parameter);
        }
    }

    fn visit_function(&mut self, def: &ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.bind_identifier(&def.name, BindingKind::Function);
        self.visit_type_params_then(def.type_params.as_deref(), def.range(), |this| {
            this.visit_defaults_and_annotations(&def.parameters);
            if let Some(returns) = &def.returns {
                this.visit_expr(returns);
            }
            this.within(ScopeKind::Function, def.range(), |this| {
                this.bind_parameters(&def.parameters);
                this.visit_body(&def.body);
            });
        });
    }

    fn visit_class(&mut self, def: &ast::StmtClassDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.bind_identifier(&def.name, BindingKind::Class);
        self.visit_type_params_then(def.type_params.as_deref(), def.range(), |this| {
            if let Some(arguments) = &def.arguments {
                this.visit_arguments(arguments);
            }
            this.within(ScopeKind::Class, def.range(), |this| this.visit_body(&def.body));
        });
    }

    fn visit_import(&mut self, import: &ast::StmtImport) {
        for alias in &import.names {
            let path = alias.name.as_str();
            if let Some(name) = &alias.asname {
                self.bind_identifier(name, BindingKind::Import(path.to_owned()));
            } else {
                let top = path.split('.').next().unwrap_or(path);
                self.bind(&Name::new(top), alias.name.range(), BindingKind::Import(top.to_owned()));
            }
        }
    }

    fn visit_import_from(&mut self, import: &ast::StmtImportFrom) {
        let dots = ".".repeat(import.level as usize);
        let module = format!("{dots}{}", import.module.as_deref().unwrap_or_default());
        for alias in &import.names {
            if alias.name.as_str() == "*" {
                self.names.star_imports.push(StarImport { module: module.clone(), range: import.range() });
                continue;
            }
            let separator = if module.ends_with('.') { "" } else { "." };
            let path = format!("{module}{separator}{}", alias.name);
            let bound = alias.asname.as_ref().unwrap_or(&alias.name);
            self.bind_identifier(bound, BindingKind::Import(path));
        }
    }

    fn visit_comprehension_expr(
        &mut self,
        range: TextRange,
        generators: &[Comprehension],
        elements: &[Option<&Expr>],
    ) {
        let Some((first, rest)) = generators.split_first() else { return };
        self.visit_expr(&first.iter);
        self.within(ScopeKind::Comprehension, range, |this| {
            this.visit_expr(&first.target);
            first.ifs.iter().for_each(|condition| this.visit_expr(condition));
            for generator in rest {
                this.visit_expr(&generator.iter);
                this.visit_expr(&generator.target);
                generator.ifs.iter().for_each(|condition| this.visit_expr(condition));
            }
            elements.iter().flatten().for_each(|element| this.visit_expr(element));
        });
    }

    fn visit_assignment_target(&mut self, target: &Expr, value: Option<&Expr>) {
        self.value = if target.is_name_expr() { value.map(Ranged::range) } else { None };
        self.visit_expr(target);
        self.value = None;
    }

    fn visit_if(&mut self, stmt: &ast::StmtIf) {
        self.visit_expr(&stmt.test);
        let typing = usize::from(is_type_checking(&stmt.test));
        self.conditionally(|this| {
            this.type_checking += typing;
            this.visit_body(&stmt.body);
            this.type_checking -= typing;
            for clause in &stmt.elif_else_clauses {
                clause.test.iter().for_each(|test| this.visit_expr(test));
                this.visit_body(&clause.body);
            }
        });
    }

    fn visit_try(&mut self, stmt: &ast::StmtTry) {
        let range = stmt.range();
        self.conditionally(|this| {
            this.visit_body(&stmt.body);
            for ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                this.statement = range;
                handler.type_.iter().for_each(|class| this.visit_expr(class));
                if let Some(name) = &handler.name {
                    this.bind_identifier(name, BindingKind::ExceptHandler);
                }
                this.visit_body(&handler.body);
            }
            this.visit_body(&stmt.orelse);
        });
        self.visit_body(&stmt.finalbody);
    }
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.statement = stmt.range();
        match stmt {
            Stmt::FunctionDef(def) => self.visit_function(def),
            Stmt::ClassDef(def) => self.visit_class(def),
            Stmt::Import(import) => self.visit_import(import),
            Stmt::ImportFrom(import) => self.visit_import_from(import),
            Stmt::Global(global) => {
                for name in &global.names {
                    self.names.scopes[self.scope].globals.insert(name.id.clone());
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    self.names.scopes[self.scope].nonlocals.insert(name.id.clone());
                }
            }
            Stmt::Assign(assign) => {
                self.visit_expr(&assign.value);
                for target in &assign.targets {
                    self.visit_assignment_target(target, Some(&assign.value));
                }
            }
            Stmt::AnnAssign(assign) => {
                self.visit_expr(&assign.annotation);
                assign.value.iter().for_each(|value| self.visit_expr(value));
                self.visit_assignment_target(&assign.target, assign.value.as_deref());
            }
            Stmt::AugAssign(assign) => {
                self.visit_expr(&assign.value);
                if let Expr::Name(name) = &*assign.target {
                    self.refer(&name.id, name.range());
                }
                self.visit_expr(&assign.target);
            }
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                self.visit_type_params_then(alias.type_params.as_deref(), alias.range(), |this| {
                    this.visit_expr(&alias.value);
                });
            }
            Stmt::If(stmt) => self.visit_if(stmt),
            Stmt::Try(stmt) => self.visit_try(stmt),
            Stmt::For(stmt) => {
                self.visit_expr(&stmt.iter);
                self.conditionally(|this| {
                    this.visit_expr(&stmt.target);
                    this.visit_body(&stmt.body);
                    this.visit_body(&stmt.orelse);
                });
            }
            Stmt::While(stmt) => {
                self.visit_expr(&stmt.test);
                self.conditionally(|this| {
                    this.visit_body(&stmt.body);
                    this.visit_body(&stmt.orelse);
                });
            }
            Stmt::With(stmt) => {
                stmt.items.iter().for_each(|item| self.visit_with_item(item));
                // A context manager may swallow an exception, so its suite may be left early.
                self.conditionally(|this| this.visit_body(&stmt.body));
            }
            Stmt::Match(stmt) => {
                self.visit_expr(&stmt.subject);
                self.conditionally(|this| stmt.cases.iter().for_each(|case| this.visit_match_case(case)));
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => self.refer(&name.id, name.range()),
                ExprContext::Store => {
                    let kind = self.value.take().map_or(BindingKind::Other, BindingKind::Assignment);
                    self.bind(&name.id, name.range(), kind);
                }
                ExprContext::Del => {
                    self.refer(&name.id, name.range());
                    self.bind(&name.id, name.range(), BindingKind::Other);
                }
                ExprContext::Invalid => {}
            },
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    // PEP 572: the target is bound around all comprehensions.
                    let inner = self.scope;
                    while self.names.scopes[self.scope].kind == ScopeKind::Comprehension {
                        self.scope = self.names.scopes[self.scope].parent.unwrap_or(Names::MODULE);
                    }
                    self.bind(&name.id, name.range(), BindingKind::Other);
                    self.scope = inner;
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.visit_defaults_and_annotations(parameters);
                }
                self.within(ScopeKind::Lambda, lambda.range(), |this| {
                    if let Some(parameters) = &lambda.parameters {
                        this.bind_parameters(parameters);
                    }
                    this.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(comp) => {
                self.visit_comprehension_expr(comp.range(), &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::SetComp(comp) => {
                self.visit_comprehension_expr(comp.range(), &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::Generator(comp) => {
                self.visit_comprehension_expr(comp.range(), &comp.generators, &[Some(&comp.elt)]);
            }
            Expr::DictComp(comp) => {
                self.visit_comprehension_expr(
                    comp.range(),
                    &comp.generators,
                    &[comp.key.as_deref(), Some(&comp.value)],
                );
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind_identifier(name, BindingKind::Other);
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_type_param(&mut self, param: &'a ast::TypeParam) {
        self.bind_identifier(param.name(), BindingKind::Other);
        visitor::walk_type_param(self, param);
    }
}

fn is_type_checking(test: &Expr) -> bool {
    match test {
        Expr::Name(name) => name.id == "TYPE_CHECKING",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
        _ => false,
    }
}
