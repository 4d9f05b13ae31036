//! What a generic type holds: the classes that stand in the brackets behind its name.

use ty_python_semantic::types::{Type, TypeDetail};

use super::database::Database;
use super::inference::{Opened, Values};
use super::{Answer, Value, ancestors};

/// The arguments of all types that an expression can have, one by one. Of an unknown type they are unknown too.
pub(super) fn of_all<'db>(database: &'db Database, opened: &Opened<'db>, values: Values<'db>) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    let types = values.types.into_iter().filter(|ty| values.complete && !ty.is_none(database));
    for (index, argument) in types.flat_map(|ty| of(database, opened, ty).into_iter().enumerate()) {
        let Some(known) = all.get_mut(index) else {
            all.push(argument);
            continue;
        };
        for value in argument.values {
            if !known.values.contains(&value) {
                known.values.push(value);
            }
        }
        known.complete &= argument.complete;
    }
    all
}

/// For each type argument all classes that it names, however deep. The type checker shows types in parts and keeps
/// the arguments to itself, so they are read off what it shows.
fn of<'db>(database: &'db Database, opened: &Opened<'db>, ty: Type<'db>) -> Vec<Answer> {
    let environment = opened.model.program_environment();
    let shown = ty.display(database, &environment).to_string_parts();
    let Some(open) = shown.label.find('[') else { return Vec::new() };
    // A long union is shown in part.
    let is_cut = shown.label.contains("omitted");
    let mut starts = vec![open];
    let mut depth = 0_usize;
    for (at, c) in shown.label.char_indices() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 1 => starts.push(at),
            _ => {}
        }
    }
    let mut arguments = vec![Answer { values: Vec::new(), complete: !is_cut }; starts.len()];
    for (range, detail) in shown.targets.iter().zip(&shown.details) {
        let at = range.start().to_usize();
        let Some(index) = starts.partition_point(|start| *start < at).checked_sub(1) else { continue };
        let Some(argument) = arguments.get_mut(index) else { continue };
        match detail {
            TypeDetail::Type(ty) if ty.is_none(database) => argument.values.push(Value::None),
            TypeDetail::Type(
                ty @ (Type::ClassLiteral(_) | Type::GenericAlias(_) | Type::NominalInstance(_)),
            ) => {
                argument.values.push(Value::Instance(ancestors(database, opened, *ty)));
            }
            _ => argument.complete = false,
        }
    }
    // The dots of `tuple[int, ...]` name nothing.
    arguments.retain(|argument| !argument.complete || !argument.values.is_empty());
    arguments
}
