//! The special methods of arguments, and of what they hold, that an operation calls.

use overhaul_python::Ranged;
use overhaul_python::ast::{self, Expr, ExprCall};
use overhaul_python::types::{Answer, Value};

use super::super::data::{ROWS, Row, WORDS};
use super::Assumption;
use super::arguments::Raised;
use super::reader::{Reader, shown};
use super::values::Known;

impl Reader<'_, '_> {
    /// Adds what the special methods raise that the call of this row invokes.
    pub fn invoked(&mut self, row: &Row, call: &ExprCall, what: &str) {
        if row.invokes_one_of("harmless") {
            return;
        }
        if let Expr::Attribute(attribute) = &*call.func
            && self.imported(&call.func).is_none()
            && self.known(&attribute.value).is_some_and(|known| known.is_container() && !known.is_text())
        {
            self.items(row, &of_elements(row), &attribute.value, what);
        }
        let is_open_ended =
            WORDS.has("protocols", "of_argument", &row.call) || row.invokes_one_of("open_ended");
        let (starred, plain): (Vec<&Expr>, Vec<&Expr>) =
            call.arguments.args.iter().partition(|argument| argument.is_starred_expr());
        let keywords = call.arguments.keywords.iter();
        let (named, spread): (Vec<_>, Vec<_>) = keywords.partition(|keyword| keyword.arg.is_some());
        for value in plain.into_iter().chain(named.into_iter().map(|keyword| &keyword.value)) {
            self.invoked_on(row, value, is_open_ended, what);
        }
        // Of `*values` and `**options` each item is an argument.
        let starred = starred.into_iter().filter_map(|argument| Some(&*argument.as_starred_expr()?.value));
        for value in starred.chain(spread.into_iter().map(|keyword| &keyword.value)) {
            let arguments = self.types.arguments(value.range());
            self.each(row, row.invoked(), value, &arguments, what);
            if !row.invoked().is_empty() {
                self.assume_items(value);
            }
        }
    }

    fn invoked_on(&mut self, row: &Row, value: &Expr, is_open_ended: bool, what: &str) {
        // The elements of a display are asked one by one, and not read themselves.
        if let Expr::Tuple(ast::ExprTuple { elts, .. })
        | Expr::List(ast::ExprList { elts, .. })
        | Expr::Set(ast::ExprSet { elts, .. }) = value
        {
            for element in elts {
                self.invoked_on(row, element, false, what);
            }
            return;
        }
        if value.is_generator_expr() {
            return self.items(row, &of_elements(row), value, what);
        }
        if matches!(self.types.value(value.range()).values[..], [Value::Class(_)]) {
            return;
        }
        let used = format!("`{}`, which {what} uses,", shown(self.slice(value)));
        let Some(known) = self.known(value) else {
            return self.of_any_class(row, value, is_open_ended, used);
        };
        if known.kinds.iter().any(|kind| is_abstract(kind)) && !row.invokes_one_of("iteration") {
            self.of_any_class(row, value, is_open_ended, used.clone());
        }
        let reads = row.invokes_one_of("iteration");
        // What is read is not compared or added itself.
        let is_read = reads && self.has_items(&known) && (known.is_container() || value.is_call_expr());
        let of_itself = |method: &&String| !is_read || !WORDS.has("protocols", "of_what_is_read", method);
        let methods: Vec<String> = row.invoked().iter().filter(of_itself).cloned().collect();
        for kind in known.kinds.iter().filter(|kind| !is_abstract(kind)) {
            self.invoked_on_kind(row, &methods, kind, what, &used);
        }
        if reads {
            self.read_by(row, value, &known, what);
        } else if known.is_container() {
            let reaches = |method: &&String| WORDS.has("protocols", "through_containers", method);
            let methods: Vec<String> = row.invoked().iter().filter(reaches).cloned().collect();
            let arguments = self.types.arguments(value.range());
            self.each(row, &methods, value, &arguments, what);
        }
    }

    /// An operator asks this special method of the value, which is taken to behave like one of a builtin type but for
    /// what its row says.
    pub fn ask(&mut self, value: &Expr, method: &str, what: &str) {
        let Some(known) = self.known(value) else { return self.assume_value(value) };
        let kinds = known.kinds.iter().filter(|kind| !self.is_own(kind));
        let rows: Vec<&Row> = kinds.filter_map(|kind| self.special(kind, method)).collect();
        for row in rows {
            self.raise_all(&row.raises, what);
        }
        if !known.is_builtin() {
            self.assume_value(value);
        }
    }

    /// A value of a class that nobody knows is taken to be of a builtin type, where the operation does not run whatever
    /// it is.
    fn of_any_class(&mut self, row: &Row, value: &Expr, is_open_ended: bool, used: String) {
        match &row.invokes {
            Some(invokes) if invokes.is_empty() => {}
            Some(_) if is_open_ended => self.unknown(used),
            _ => self.assume_value(value),
        }
    }

    /// The operation reads the items of the value.
    fn read_by(&mut self, row: &Row, value: &Expr, known: &Known, what: &str) {
        if known.kinds.iter().any(|kind| Self::is_file(kind)) {
            self.raise("OSError", what);
            self.raise("ValueError", what);
        } else if known.is_container() || value.is_call_expr() {
            // What a lazy iterator does when it is read was written elsewhere.
            self.items(row, &of_elements(row), value, what);
        } else if self.has_items(known) {
            self.unknown(format!("`{}`, which {what} reads,", shown(self.slice(value))));
        }
    }

    /// Whether some kind of the value can be read at all.
    fn has_items(&self, known: &Known) -> bool {
        known.kinds.iter().any(|kind| {
            let class = kind.first().map_or("", String::as_str);
            let is_plain = WORDS.has("protocols", "without_items", class)
                || WORDS.has("protocols", "looked_at", class)
                    && !known.is_container()
                    && ["__iter__", "__next__"].iter().all(|method| self.special(kind, method).is_none());
            !is_plain
        })
    }

    /// What these methods of a class raise. The rows of its own special methods say so; a class of the project, and
    /// one without such rows, may raise anything.
    fn invoked_on_kind(&mut self, row: &Row, methods: &[String], kind: &[String], what: &str, used: &str) {
        let Some(class) = kind.first() else { return };
        if class.starts_with("builtins.") {
            return;
        }
        if self.is_own(kind) {
            // What takes only strings hands a string of the project to code that may ask it anything.
            let is_value = kind.iter().any(|class| WORDS.has("protocols", "values", class));
            let is_left_alone =
                row.invokes.as_ref().is_some_and(Vec::is_empty) && (row.mistyped.is_empty() || !is_value);
            if !is_left_alone {
                self.unknown(used);
            }
            return;
        }
        // Whether items can be read is asked of the value as a whole.
        for method in methods.iter().filter(|method| !WORDS.has("protocols", "iteration", method)) {
            match self.special(kind, method) {
                Some(found) => {
                    let Raised { classes, is_opaque, .. } = self.raised(found, &|_| None, false);
                    self.raise_all(&classes, what);
                    if is_opaque {
                        self.unknown(used);
                    }
                }
                None if WORDS.has("protocols", "looked_at", class) => {}
                None => self.unknown(used),
            }
        }
    }

    /// The row of a special method. The one of an operator holds for its reflected form, and the one of `<` for all
    /// that order.
    fn special(&self, kind: &[String], method: &str) -> Option<&'static Row> {
        let plain = match method {
            "__gt__" | "__le__" | "__ge__" => "__lt__".to_owned(),
            other => other.strip_prefix("__r").map_or_else(String::new, |rest| format!("__{rest}")),
        };
        let row = |method: &str| {
            kind.iter().find_map(|class| ROWS.get(&format!("{class}.{method}"), self.question.lowest))
        };
        row(method).or_else(|| row(&plain))
    }

    /// These special methods of what a container or an iterator gives when it is read.
    fn items(&mut self, row: &Row, methods: &[String], value: &Expr, what: &str) {
        let arguments = self.types.arguments(value.range());
        let items = self.read_items(value, &arguments);
        self.each(row, methods, value, items, what);
        // What a generator yields was read where it is made.
        let is_seen =
            value.is_generator_expr() && !items.is_empty() && items.iter().all(|item| item.complete);
        if !is_seen && !methods.is_empty() {
            self.assume_items(value);
        }
    }

    fn assume_items(&mut self, value: &Expr) {
        let known = self.known(value);
        if !known.is_some_and(|known| known.is_text() || known.kinds.is_empty()) {
            self.assume(Assumption::Value(format!("what is in `{}`", shown(self.slice(value)))));
        }
    }

    /// These special methods of what a value holds, which is one of `items`.
    fn each(&mut self, row: &Row, methods: &[String], value: &Expr, items: &[Answer], what: &str) {
        let known = self.known(value);
        let is_asked = row.invokes.is_none() || !methods.is_empty();
        if !is_asked || known.is_some_and(|known| known.is_text() || known.kinds.is_empty()) {
            return;
        }
        let used = format!("what is in `{}`, which {what} uses,", shown(self.slice(value)));
        for item in items.iter().flat_map(|answer| &answer.values) {
            if let Value::Instance(classes) = item {
                let kind: Vec<String> = classes.iter().map(|class| ROWS.public(class)).collect();
                self.invoked_on_kind(row, methods, &kind, what, &used);
            }
        }
    }

    /// Of the type arguments those that an iteration gives: the keys of a dictionary, what a generator yields.
    fn read_items<'v>(&self, value: &Expr, arguments: &'v [Answer]) -> &'v [Answer] {
        let known = self.known(value);
        let is = |class: &str| known.as_ref().is_some_and(|known| known.is(class));
        let gives_keys = is("builtins.dict") || is("_collections_abc.dict_keys") || value.is_generator_expr();
        match arguments {
            [_, values] if is("_collections_abc.dict_values") => std::slice::from_ref(values),
            [keys, _, ..] if gives_keys => std::slice::from_ref(keys),
            all => all,
        }
    }

    fn is_file(kind: &[String]) -> bool {
        kind.iter().any(|class| class.starts_with("io."))
    }
}

/// The methods that an operation calls on what its arguments hold.
fn of_elements(row: &Row) -> Vec<String> {
    let is_of_elements = |method: &&String| WORDS.has("protocols", "of_elements", method);
    row.invoked().iter().filter(is_of_elements).cloned().collect()
}

/// Whether the class says what its instances can do and not what they are.
fn is_abstract(kind: &[String]) -> bool {
    kind.first().is_some_and(|class| class.starts_with("typing.") || class.starts_with("collections.abc."))
}
