//! The helper that checks names: what it is called, where it goes and how a file imports it.

use overhaul_engine::{FileView, Need, NewFile};
use overhaul_python::ast::Expr;
use overhaul_python::imports::{self, Import};

use super::sql::Quote;
use super::survey::Conclusion;
use crate::home::{self, NoHome};

/// The file of the helper module, and its name.
pub const FILE: &str = "sql_names.py";

const MODULE: &str = "sql_names";

const TEXT: &str = include_str!("sql_names.py");

/// Escapes what `text()` of `SQLAlchemy` reads specially.
pub const FOR_TEXT: &str = "for_text";

/// Escapes what a driver reads specially that formats queries with `%`.
pub const FOR_FORMAT: &str = "for_format";

const FUNCTIONS: &[&str] = &[
    "plain_name",
    "name_part",
    "in_double_quotes",
    "in_backticks",
    "in_brackets",
    "in_single_quotes",
    FOR_TEXT,
    FOR_FORMAT,
];

/// The function for a name that stands so.
pub fn function(quote: Option<Quote>, part: bool) -> &'static str {
    match quote {
        None if part => "name_part",
        None => "plain_name",
        Some(Quote::Double) => "in_double_quotes",
        Some(Quote::Backtick) => "in_backticks",
        Some(Quote::Bracket) => "in_brackets",
        Some(Quote::Single) => "in_single_quotes",
    }
}

/// Whether the expression is what one of the helper's functions has checked.
pub fn is_guarded(file: &FileView<'_>, expr: &Expr) -> bool {
    let Expr::Call(call) = expr else { return false };
    let Some(qualified) = file.module.names().qualified(&call.func) else { return false };
    let Some((module, function)) = qualified.rsplit_once('.') else { return false };
    FUNCTIONS.contains(&function) && module.rsplit('.').next() == Some(MODULE)
}

/// How a file gets at one function of the helper.
pub struct Helper {
    /// The name by which the file calls it.
    pub name: String,
    pub needs: Vec<Need>,
}

/// What a file needs to call a function of the helper: the import that resolves from it, and the module itself, in
/// the file's top package or beside a script.
pub fn helper(file: &FileView<'_>, known: &Conclusion, function: &'static str) -> Result<Helper, NoHome> {
    let (home, module) = home::home(file, MODULE)?;
    let mut needs = Vec::new();
    if file.project.contains(&home) {
        if !known.defines(&home, FUNCTIONS) {
            return Err(NoHome("a module called sql_names is there already and is another one"));
        }
    } else if (file.may_write)(&home) {
        needs.push(Need::File(NewFile { name: home, text: TEXT.to_owned() }));
    } else {
        return Err(NoHome("the module with the check would lie outside of what the run was asked for"));
    }
    let import = Import::Member { module, name: function.to_owned() };
    let name = match imports::existing(file.module, &import) {
        Some(existing) => existing.name,
        None if file.module.names().mentions(function) => {
            return Err(NoHome("the file gives the name of the check a meaning of its own"));
        }
        None => function.to_owned(),
    };
    needs.push(Need::Import(import));
    Ok(Helper { name, needs })
}
