//! Conditions around an engine: whether they choose between engines, or only ask whether there is one yet.

use overhaul_python::ast::{CmpOp, ExceptHandler, Expr, Stmt, UnaryOp};
use overhaul_python::outline::{Node, NodeId, Part};
use overhaul_python::{Ranged, TextRange};

use super::super::resolve;
use super::Lives;
use crate::reach::is_main_guard;

impl<'a> Lives<'_, 'a> {
    /// Whether a condition decides that what stands at a range is made, and not whether one is there already.
    pub fn is_conditional(&self, range: TextRange) -> bool {
        let Some(id) = self.outline.innermost(range.start()) else { return false };
        let node = self.outline.node(id);
        let value = match node.stmt {
            Stmt::Assign(assign) => Some(&*assign.value),
            Stmt::Return(stmt) => stmt.value.as_deref(),
            _ => None,
        };
        let is_choice = value.is_some_and(|value| {
            matches!(value, Expr::If(_) | Expr::BoolOp(_)) && value.range().contains_range(range)
        });
        let inside = self.outline.ancestors(id).take_while(|node| !node.stmt.is_function_def_stmt());
        is_choice || is_behind_choice(node) || inside.into_iter().any(|node| self.is_chosen(node, range))
    }

    /// Whether a statement stands in one of several branches.
    fn is_chosen(&self, node: &Node<'a>, range: TextRange) -> bool {
        let Some(parent) = node.parent.map(|parent| self.outline.node(parent).stmt) else { return false };
        let asks = |test: &Expr| self.asks_for_one(test, range);
        match (parent, node.part) {
            (Stmt::If(stmt), Part::Body) => !asks(&stmt.test),
            (Stmt::If(stmt), Part::Elif(clause)) => match &clause.test {
                Some(test) => !asks(test),
                None => !is_not_none(&stmt.test),
            },
            (Stmt::Try(_), Part::Handler(handler)) => !is_lookup(handler),
            (Stmt::Match(_), _) => true,
            _ => false,
        }
    }

    /// Whether a condition asks whether there is an engine already, or how the module is run.
    fn asks_for_one(&self, test: &Expr, range: TextRange) -> bool {
        let module = self.file.module;
        match test {
            Expr::Compare(compare) => match (&*compare.ops, &*compare.comparators) {
                ([CmpOp::Is], [Expr::NoneLiteral(_)]) | ([CmpOp::NotIn], _) => true,
                _ => is_main_guard(test),
            },
            Expr::BoolOp(operation) => operation.values.iter().any(|value| self.asks_for_one(value, range)),
            Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => {
                let operand = &*operation.operand;
                let is_own = self.targets(range).any(|target| module.slice(target) == module.slice(operand));
                let asks = operand.as_call_expr().is_some_and(|call| {
                    ["hasattr", "getattr"].iter().any(|name| module.names().is_builtin(&call.func, name))
                });
                is_own || asks || is_type_checking(operand)
            }
            other => is_type_checking(other),
        }
    }

    /// Whether a condition gives the target of the engine at this range another engine elsewhere.
    pub fn is_one_of_two(&self, range: TextRange) -> bool {
        let module = self.file.module;
        self.targets(range).any(|target| {
            self.outline.nodes().iter().any(|node| {
                let Some(assign) = node.stmt.as_assign_stmt() else { return false };
                let is_same = assign.targets.iter().any(|other| module.slice(other) == module.slice(target));
                let makes = assign.value.as_call_expr().is_some_and(|call| {
                    resolve::maker(self.file, module, self.file.path, &call.func).is_some()
                });
                is_same
                    && makes
                    && !assign.range().contains_range(range)
                    && self.is_conditional(assign.value.range())
            })
        })
    }

    /// Whether the code at a range runs only where there is no engine yet.
    pub(super) fn is_guarded(&self, id: NodeId, range: TextRange) -> bool {
        let inside = self.outline.ancestors(id).take_while(|node| !node.stmt.is_function_def_stmt());
        inside.into_iter().any(|node| {
            let parent = node.parent.map(|parent| self.outline.node(parent).stmt);
            let asks = match (parent, node.part) {
                (Some(Stmt::If(stmt)), Part::Body) => self.asks_for_one(&stmt.test, range),
                (Some(Stmt::Try(_)), Part::Handler(handler)) => is_lookup(handler),
                _ => false,
            };
            // `if engine is not None: return engine`
            let gives_known = |stmt: &Stmt| {
                let Some(stmt) = stmt.as_if_stmt() else { return false };
                let is_membership =
                    stmt.test.as_compare_expr().is_some_and(|compare| matches!(&*compare.ops, [CmpOp::In]));
                let is_own = self
                    .targets(range)
                    .any(|target| self.file.module.slice(target) == self.file.module.slice(&*stmt.test));
                let returns = stmt.body.last().is_some_and(Stmt::is_return_stmt);
                returns && (is_not_none(&stmt.test) || is_membership || is_own)
            };
            asks || node.suite[..node.index].iter().any(gives_known)
        })
    }
}

/// Whether a branch before a statement of the same suite gives something else: `if testing: return create_engine(url)`.
fn is_behind_choice(node: &Node<'_>) -> bool {
    node.stmt.is_return_stmt()
        && node.suite[..node.index].iter().filter_map(Stmt::as_if_stmt).any(|stmt| {
            let last = stmt.body.last().and_then(Stmt::as_return_stmt);
            last.and_then(|stmt| stmt.value.as_deref()).is_some_and(Expr::is_call_expr)
        })
}

/// Whether a handler is for what a lookup raises: `except KeyError`.
fn is_lookup(handler: &ExceptHandler) -> bool {
    let ExceptHandler::ExceptHandler(handler) = handler;
    let name = handler.type_.as_deref().and_then(Expr::as_name_expr);
    name.is_some_and(|name| {
        matches!(name.id.as_str(), "KeyError" | "AttributeError" | "NameError" | "LookupError")
    })
}

fn is_not_none(test: &Expr) -> bool {
    test.as_compare_expr().is_some_and(|compare| {
        matches!((&*compare.ops, &*compare.comparators), ([CmpOp::IsNot], [Expr::NoneLiteral(_)]))
    })
}

fn is_type_checking(test: &Expr) -> bool {
    match test {
        Expr::Attribute(attribute) => attribute.attr.as_str() == "TYPE_CHECKING",
        Expr::Name(name) => name.id == "TYPE_CHECKING",
        _ => false,
    }
}
