//! Which expressions may change something when they are evaluated.
//!
//! A logger formats its arguments after all of them were evaluated, an f-string formats each hole before the next is
//! evaluated. The difference shows where a later evaluation changes what an earlier value shows. Attributes, items and
//! operators are taken to change nothing.

use overhaul_python::Module;
use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};

/// Builtins that change nothing and give text, a number or a truth value:
/// <https://docs.python.org/3/library/functions.html>.
const CONSTANT_BUILTINS: &str = "
    abs all any ascii bin bool bytes callable chr float format hasattr hash hex id int isinstance
    issubclass len oct ord repr round str type
";

/// Builtins that change nothing and give something else.
const PURE_BUILTINS: &str = "
    bytearray complex dict dir divmod enumerate frozenset getattr globals list locals max min object
    pow range reversed set slice sorted sum super tuple vars zip
";

/// Builtins that call their first argument.
const CALLING_BUILTINS: &[&str] = &["filter", "map"];

/// Methods that give text or a number: of str and bytes (<https://docs.python.org/3/library/stdtypes.html>), of dates
/// (<https://docs.python.org/3/library/datetime.html>), of hashes and paths.
const CONSTANT_METHODS: &str = "
    as_posix bit_length capitalize casefold center count ctime date decode encode endswith expandtabs
    find fromtimestamp hex hexdigest index isalnum isalpha isdigit isoformat issubset issuperset join
    ljust lower lstrip monotonic now perf_counter removeprefix removesuffix rfind rindex rjust rstrip
    startswith strftime strip swapcase timestamp title today total_seconds translate upper utcnow zfill
";

/// Methods that change nothing and give something else. `get` and `replace` also have namesakes that act, on queues and
/// files; those change no text of another value.
const PURE_METHODS: &str = "
    copy difference format format_map get get_terminal_size group groups intersection item items keys
    max mean median min most_common partition replace rpartition rsplit split splitlines std sum time
    tolist union values var with_suffix
";

/// Functions of the standard library that change nothing, and modules of such functions (with a dot at the end).
const PURE_FUNCTIONS: &str = "
    collections.Counter datetime.date datetime.datetime datetime.timedelta decimal.Decimal
    fractions.Fraction json.dumps math. operator. os.environ.get os.fspath os.getcwd os.getenv
    os.getpid os.path. pathlib.Path pathlib.PurePath platform. pprint.pformat statistics. sys.getsizeof
    textwrap. threading.current_thread time.ctime time.monotonic time.perf_counter time.process_time
    time.strftime time.time traceback.format_exc
";

fn lists(table: &str, name: &str) -> bool {
    table.split_whitespace().any(|entry| entry == name)
}

/// Whether evaluating the expression may change what another value shows.
pub(super) fn may_act(module: &Module, expr: &Expr) -> bool {
    let mut acts = Acts { module, found: false };
    acts.visit_expr(expr);
    acts.found
}

struct Acts<'m> {
    module: &'m Module,
    found: bool,
}

impl<'a> Visitor<'a> for Acts<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        self.found |= match expr {
            Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_) => true,
            Expr::Call(call) => !is_pure(self.module, call),
            _ => false,
        };
        if !self.found {
            visitor::walk_expr(self, expr);
        }
    }
}

fn is_pure(module: &Module, call: &ExprCall) -> bool {
    let known = |name: &str| {
        let is_listed = |entry: &str| name == entry || (entry.ends_with('.') && name.starts_with(entry));
        match name.strip_prefix("builtins.") {
            Some(name) if CALLING_BUILTINS.contains(&name) => {
                call.arguments.args.first().is_some_and(|function| is_pure_function(module, function))
            }
            Some(name) => lists(CONSTANT_BUILTINS, name) || lists(PURE_BUILTINS, name),
            None => PURE_FUNCTIONS.split_whitespace().any(is_listed),
        }
    };
    if module.names().qualified(&call.func).is_some_and(|name| known(&name)) {
        return true;
    }
    match &*call.func {
        Expr::Attribute(method) => is_constant_method(&method.attr) || lists(PURE_METHODS, &method.attr),
        _ => false,
    }
}

fn is_pure_function(module: &Module, function: &Expr) -> bool {
    let is_builtin = |name: String| name.strip_prefix("builtins.").is_some_and(gives_constant);
    function.is_lambda_expr() || module.names().qualified(function).is_some_and(is_builtin)
}

/// Whether the builtin gives text, a number or another value that never changes.
pub(super) fn gives_constant(builtin: &str) -> bool {
    lists(CONSTANT_BUILTINS, builtin)
}

/// Whether a method of that name gives text, a number or a date.
pub(super) fn is_constant_method(name: &str) -> bool {
    lists(CONSTANT_METHODS, name)
}

/// Whether an attribute of that name is text: <https://docs.python.org/3/reference/datamodel.html>.
pub(super) fn is_constant_attribute(name: &str) -> bool {
    matches!(name, "__name__" | "__qualname__" | "__module__")
}

/// Packages whose attributes and functions are terminal escapes or put them around a text.
const COLOURS: &[&str] = &["colorama.", "termcolor.", "colored.", "crayons."];

/// Whether the name comes from a package that colours a terminal.
pub(super) fn is_colour(module: &Module, expr: &Expr) -> bool {
    let is_listed = |name: String| COLOURS.iter().any(|package| name.starts_with(package));
    module.names().qualified(expr).is_some_and(is_listed)
}
