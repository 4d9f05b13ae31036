//! Dotted paths of imports, followed through modules of the project that only pass a name on.

use overhaul_engine::FileView;
use overhaul_python::{BindingKind, Names};

use crate::scan;

/// As many modules of the project pass a name on.
const MAX_STEPS: usize = 4;

/// What a path names at its home outside the project; as it is where the project does not pass it on, or where
/// `is_known` says that it is the home already.
pub(crate) fn at_home(
    file: &FileView<'_>,
    in_file: &str,
    path: String,
    is_known: impl Fn(&str) -> bool,
) -> String {
    follow(file, in_file, path, &is_known, MAX_STEPS)
}

fn follow(
    file: &FileView<'_>,
    in_file: &str,
    path: String,
    is_known: &dyn Fn(&str) -> bool,
    steps: usize,
) -> String {
    let Some(steps) = steps.checked_sub(1).filter(|_| !is_known(&path)) else { return path };
    let Some((module, name)) = split(&path) else { return path };
    let Some(target) = file.project.resolve(in_file, module) else {
        // A module of another package may be passed on, too.
        return match split(module) {
            Some((holder, _)) if file.project.resolve(in_file, holder).is_some() => {
                let module = follow(file, in_file, module.to_owned(), &|_| false, steps);
                format!("{module}.{name}")
            }
            _ => path,
        };
    };
    let imports = |bytes: &[u8]| scan::may_import(bytes, name) || scan::has_star_import(bytes);
    let Some(parsed) = file.types.beside(target).module_where(imports) else { return path };
    let names = parsed.names();
    match names.bindings_in(Names::MODULE, name) {
        [only] => match &names.binding(*only).kind {
            BindingKind::Import(next) => follow(file, target, next.clone(), is_known, steps),
            _ => path,
        },
        [] => {
            let mut taken = names
                .star_imports()
                .iter()
                .rev()
                .map(|star| follow(file, target, member(&star.module, name), is_known, steps));
            taken.find(|path| is_known(path)).unwrap_or(path)
        }
        _ => path,
    }
}

/// The file of the project that defines what a path names, and its name there.
pub(crate) fn home(file: &FileView<'_>, in_file: &str, path: String) -> Option<(String, String)> {
    let mut current = (in_file.to_owned(), path);
    for _ in 0..MAX_STEPS {
        let (module, name) = split(&current.1)?;
        let target = file.project.resolve(&current.0, module)?;
        let parsed = file.types.beside(target).module()?;
        let [only] = parsed.names().bindings_in(Names::MODULE, name) else { return None };
        match &parsed.names().binding(*only).kind {
            BindingKind::Import(next) => current = (target.to_owned(), next.clone()),
            _ => return Some((target.to_owned(), name.to_owned())),
        }
    }
    None
}

/// A dotted path as the module and the name in it; a relative one keeps its dots.
pub(crate) fn split(path: &str) -> Option<(&str, &str)> {
    let at = path.rfind('.')?;
    let module = if path[..at].chars().all(|c| c == '.') { &path[..=at] } else { &path[..at] };
    Some((module, &path[at + 1..]))
}

/// The path of a name in a module, which may be given by its dots alone.
pub(crate) fn member(module: &str, name: &str) -> String {
    let dot = if module.ends_with('.') { "" } else { "." };
    format!("{module}{dot}{name}")
}

/// The last part of a dotted path.
pub(crate) fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
