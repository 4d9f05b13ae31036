//! Reading a new call again, to see that it says what it should.

use overhaul_python::ast::{Expr, ExprCall, ExprTuple, Operator};
use overhaul_python::{Edit, Module, Ranged, TextSize, edit};

use super::write::{Says, Writer, Written};
use super::{Message, Shape};

impl Writer<'_, '_> {
    /// Whether the new call, read again, says what it should.
    pub(super) fn is_as_said(&self, written: &Written) -> bool {
        let message = self.message;
        let call = message.call.range();
        let one = TextSize::new(1);
        let shifted: Vec<Edit> = written
            .edits
            .iter()
            .map(|edit| Edit::replace(edit.range() - call.start() + one, edit.replacement()))
            .collect();
        let is_disjoint = shifted
            .iter()
            .enumerate()
            .all(|(index, edit)| shifted[..index].iter().all(|other| !edit.conflicts_with(other)));
        // The parentheses admit a call that spans lines.
        let text = edit::apply(&format!("({})", message.module.slice(call)), &shifted);
        let Ok(module) = Module::parse(message.module.source().with_text(text)) else { return false };
        let new = module
            .body()
            .first()
            .and_then(|stmt| stmt.as_expr_stmt())
            .and_then(|stmt| stmt.value.as_call_expr());
        is_disjoint && new.is_some_and(|new| self.is_call_as_said(&module, new, &written.says))
    }

    fn is_call_as_said(&self, module: &Module, call: &ExprCall, says: &Says) -> bool {
        let Some(first) = call.arguments.args.first() else { return false };
        let arguments = call.arguments.args.len();
        if call.arguments.keywords.len() != self.fields.len() {
            return false;
        }
        let (format, values) = match first {
            Expr::BinOp(operation) if self.shape == Shape::Keywords && operation.op == Operator::Mod => {
                let values = operation.right.as_tuple_expr().map_or(1, ExprTuple::len);
                (&*operation.left, values)
            }
            _ => (first, arguments - 1),
        };
        match says {
            Says::Format(text, count) => {
                let said =
                    format.as_string_literal_expr().map(|literal| with_python_breaks(literal.value.to_str()));
                said.as_ref() == Some(text) && values == *count
            }
            Says::Same => {
                let same =
                    Message::read(module, call).is_ok_and(|new| new.skeleton() == self.message.skeleton());
                same && arguments == 1
            }
            Says::Untouched(before) => arguments == *before + 1,
        }
    }
}

/// Line breaks of the source are \n in the value of a literal, whatever the file has; the parser leaves them.
pub(super) fn with_python_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
