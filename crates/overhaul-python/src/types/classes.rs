//! Classes and what they inherit from.

use ruff_text_size::TextRange;
use ty_python_core::ProgramFile;
use ty_python_semantic::types::Type;
use ty_python_semantic::{HasType, TypeHierarchyClass, type_hierarchy_prepare, type_hierarchy_supertypes};

use super::database::Database;
use super::inference::Opened;
use super::locate;

/// A class by the place where it is defined.
pub(super) struct Class<'db> {
    /// Module and name.
    pub qualified: String,
    pub file: ProgramFile<'db>,
    /// The range of its name.
    pub name: TextRange,
}

/// The class of an instance, or the class that the type is, and those that it inherits from, breadth first.
pub(super) fn ancestors<'db>(
    database: &'db Database,
    opened: &Opened<'db>,
    ty: Type<'db>,
) -> Vec<Class<'db>> {
    let environment = opened.model.program_environment();
    let mut classes: Vec<Class<'db>> = Vec::new();
    let mut pending: Vec<TypeHierarchyClass<'db>> =
        type_hierarchy_prepare(database, &environment, ty).into_iter().collect();
    let mut next = 0;
    while let Some(class) = pending.get(next).cloned() {
        next += 1;
        let file = ProgramFile::new(database, class.file.file(database), opened.model.program());
        let Some(module) = database.module_name(file) else { continue };
        let qualified = format!("{module}.{}", class.name);
        if classes.iter().any(|known| known.qualified == qualified) {
            continue;
        }
        let above = Opened::new(database, file);
        let node = locate::class(above.module.suite(), class.selection_range);
        if let Some(ty) = node.and_then(|node| node.inferred_type(&above.model)) {
            pending.extend(type_hierarchy_supertypes(database, &environment, ty));
        }
        classes.push(Class { qualified, file, name: class.selection_range });
    }
    classes
}
