//! What stands behind a formatted string: the arguments that are still needed.

use std::collections::BTreeMap;

use overhaul_engine::Declined;
use overhaul_python::Edit;

use super::{Change, Writer, around, layout};
use crate::parameterize_sql::template::{OperationKind, Site};

impl Writer<'_, '_> {
    /// Writes what stands behind formatted strings; tells for each operation whether it is gone.
    pub(super) fn operations(&mut self) -> Result<Vec<bool>, Declined> {
        let mut removed = Vec::new();
        for (index, operation) in self.query.template.operations.iter().enumerate() {
            let mut used: BTreeMap<usize, Vec<&Change>> = BTreeMap::new();
            for hole in self.query.template.holes() {
                if let Site::Argument { operation, argument, .. } = hole.site
                    && operation == index
                {
                    used.entry(argument).or_default().push(self.change_of(hole));
                }
            }
            let is_put = |argument: usize| {
                used.get(&argument)
                    .is_some_and(|changes| changes.iter().all(|change| matches!(change, Change::Put(_))))
            };
            let left: Vec<usize> =
                (0..operation.arguments.len()).filter(|argument| !is_put(*argument)).collect();
            let any_field = used.values().flatten().any(|change| !matches!(change, Change::Put(_)));
            if !any_field {
                self.edits.add(Edit::delete(operation.tail));
                removed.push(true);
                continue;
            }
            removed.push(false);
            if left.len() == operation.arguments.len() {
                continue;
            }
            let slice = self.file.module.slice(operation.tail);
            if slice.contains(['\n', '#'])
                || !operation.is_tuple
                || (operation.kind == OperationKind::Format
                    && self.numbers_fields(index)
                    && left.iter().enumerate().any(|(place, argument)| place != *argument))
            {
                return Err(layout("only some of the formatted values would be left"));
            }
            let mut code: Vec<String> = Vec::new();
            for argument in &left {
                let changes = used.get(argument).map_or(&[][..], Vec::as_slice);
                let range = operation.arguments[*argument].range;
                let words = self.file.module.slice(range);
                code.push(match changes {
                    [Change::Wrap(functions)] => {
                        let (open, close) = around(functions);
                        match words.split_once('=') {
                            Some((name, value)) if operation.arguments[*argument].name.is_some() => {
                                format!("{name}={open}{value}{close}")
                            }
                            _ => format!("{open}{words}{close}"),
                        }
                    }
                    [Change::Keep] | [] => words.to_owned(),
                    _ => return Err(layout("a formatted value is used more than once")),
                });
            }
            let comma = if code.len() == 1 && operation.kind == OperationKind::Percent { "," } else { "" };
            let arguments = format!("({}{comma})", code.join(", "));
            let tail = match operation.kind {
                OperationKind::Format => format!(".format{arguments}"),
                _ => format!(" % {arguments}"),
            };
            self.edits.add(Edit::replace(operation.tail, tail));
        }
        Ok(removed)
    }

    /// Whether fields of `.format` say the numbers of their arguments.
    fn numbers_fields(&self, index: usize) -> bool {
        self.query.template.holes().any(|hole| match hole.site {
            Site::Argument { operation, range, .. } if operation == index => {
                self.file.module.slice(range).as_bytes().get(1).is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        })
    }
}
