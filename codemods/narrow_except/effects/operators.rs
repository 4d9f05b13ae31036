//! What operators, subscripts and loops can raise, by the types of their operands.

use overhaul_python::ast::{self, CmpOp, Expr, Operator, UnaryOp};
use overhaul_python::{Ranged, TextRange};

use super::super::data::{ROWS, WORDS};
use super::arguments::Raised;
use super::reader::{Reader, shown};
use super::values::Known;

impl Reader<'_, '_> {
    pub fn unary(&mut self, op: &ast::ExprUnaryOp) {
        self.expr(&op.operand);
        let method = match op.op {
            UnaryOp::Not => return self.truth(&op.operand),
            UnaryOp::USub => "__neg__",
            UnaryOp::UAdd => "__pos__",
            UnaryOp::Invert => "__invert__",
        };
        let what = format!("`{}`", shown(self.slice(op)));
        let is_number = |known: &Known| {
            known.is("builtins.int") || known.is("builtins.float") || known.is("builtins.bool")
        };
        match self.known(&op.operand) {
            Some(known) if is_number(&known) && self.is_seen(&op.operand) => {}
            Some(known) if is_number(&known) => {
                self.rely_on(&op.operand);
                self.raise("TypeError", &what);
            }
            Some(known) => self.by_rows(&known, method, &[], &op.operand, op.range(), &what),
            None => self.unknown(what),
        }
    }

    /// `left op right`, and `left op= right`, which for builtin types raises nothing else.
    pub fn binary(&mut self, op: Operator, left: &Expr, right: &Expr, range: TextRange) {
        let what = format!("`{}`", shown(self.slice(range)));
        let (Some(of_left), Some(of_right)) = (self.known(left), self.known(right)) else {
            return self.unknown(what);
        };
        if op == Operator::Mod && self.is_plain_format(left, right) {
            return;
        }
        // To put a number of the standard library into text is to convert it, and not its own `%`.
        if op == Operator::Mod && of_left.is_text() && !of_right.is_builtin() {
            return self.unknown(what);
        }
        let method = dunder(op);
        self.rely_on(left);
        self.rely_on(right);
        if !(self.is_seen(left) && self.is_seen(right)) || of_left.none || of_right.none {
            self.raise("TypeError", &what);
        }
        let is_plain = of_left.is_builtin() && of_right.is_builtin();
        let Some(rows) = self.method_rows(&of_left, method).filter(|_| is_plain && !of_left.kinds.is_empty())
        else {
            return self.standard_operator(&of_left, &of_right, method, range, &what);
        };
        let cannot_raise = is_harmless(op, &of_left, right);
        for row in rows {
            let Raised { classes: mut raises, is_opaque, .. } = self.raised(row, &|_| Some(right), false);
            if divides_by_number(op, right) {
                raises.retain(|class| class != "ZeroDivisionError");
            }
            if !cannot_raise {
                self.raise_all(&raises, &what);
            }
            if is_opaque {
                self.unknown(what.clone());
            }
            // Integers have every operator but `@`.
            if !(is_integer(left) && is_integer(right) && op != Operator::MatMult) {
                self.mistyped(&row.mistyped, &[left, right], range, &what);
            }
        }
        // `1 + 1.5` is the float's addition.
        if !cannot_raise
            && !divides_by_number(op, right)
            && ast_type(&of_left) != ast_type(&of_right)
            && let Some(rows) = self.method_rows(&of_right, method)
        {
            for row in rows {
                self.raise_all(&row.raises, &what);
            }
        }
    }

    /// Operators of the standard library's own classes: dates, paths, decimals.
    fn standard_operator(&mut self, left: &Known, right: &Known, method: &str, range: TextRange, what: &str) {
        // `1 + decimal` is the decimal's operation.
        let standard = if left.is_builtin() { right } else { left };
        let rows = self.method_rows(standard, method);
        let Some(rows) =
            rows.filter(|_| !standard.is_builtin() && !standard.none && !standard.kinds.is_empty())
        else {
            return self.unknown(what);
        };
        for row in rows {
            if row.opaque {
                self.unknown(what);
            }
            self.raise_all(&row.raises, what);
            self.raise_if_mistyped(&row.mistyped, range, what);
        }
    }

    pub fn compare(&mut self, compare: &ast::ExprCompare) {
        self.expr(&compare.left);
        compare.comparators.iter().for_each(|value| self.expr(value));
        let lefts = std::iter::once(&*compare.left).chain(&compare.comparators);
        for ((left, right), op) in lefts.zip(&compare.comparators).zip(&compare.ops) {
            let what = format!("`{}`", shown(self.slice(TextRange::new(left.start(), right.end()))));
            match op {
                CmpOp::Is | CmpOp::IsNot => {}
                CmpOp::Eq | CmpOp::NotEq => {
                    for value in [left, right] {
                        self.ask(value, "__eq__", &what);
                    }
                }
                CmpOp::In | CmpOp::NotIn => match self.known(right) {
                    Some(known) => {
                        self.rely_on(right);
                        if !self.is_seen(right) {
                            self.raise("TypeError", &what);
                        }
                        self.by_rows(&known, "__contains__", &[left], right, compare.range(), &what);
                    }
                    None => self.unknown(what),
                },
                CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => {
                    let (Some(of_left), Some(of_right)) = (self.known(left), self.known(right)) else {
                        self.unknown(what);
                        continue;
                    };
                    let numbers = |known: &Known| {
                        !known.none
                            && known.kinds.iter().all(|kind| {
                                kind.first().is_some_and(|class| {
                                    matches!(
                                        class.as_str(),
                                        "builtins.int" | "builtins.float" | "builtins.bool"
                                    )
                                })
                            })
                    };
                    let is_seen = self.is_seen(left) && self.is_seen(right);
                    if numbers(&of_left) && numbers(&of_right) && is_seen {
                        continue;
                    }
                    self.by_rows(&of_left, "__lt__", &[right], left, compare.range(), &what);
                }
            }
        }
    }

    /// A special method by the rows of each kind of value that `receiver` can be.
    pub fn by_rows(
        &mut self,
        known: &Known,
        method: &str,
        operands: &[&Expr],
        receiver: &Expr,
        range: TextRange,
        what: &str,
    ) {
        let Some(rows) = self.method_rows(known, method).filter(|_| !known.kinds.is_empty() || known.none)
        else {
            return self.unknown(what);
        };
        if known.none {
            self.raise("TypeError", what);
        }
        for row in rows {
            let Raised { classes: raises, is_opaque, .. } =
                self.raised(row, &|condition| operands.get(condition.argument?).copied(), false);
            if is_opaque {
                self.unknown(what);
            }
            self.raise_all(&raises, what);
            let mut trusted: Vec<&Expr> = operands.to_vec();
            trusted.push(receiver);
            self.mistyped(&row.mistyped, &trusted, range, what);
            if self.question.hostile {
                self.raise_all(&row.hostile, what);
            }
            for operand in operands {
                self.ask(operand, if method == "__contains__" { "__eq__" } else { method }, what);
            }
        }
    }

    /// Adds what operands of wrong types raise, unless their types are seen and the type checker finds them right.
    pub fn mistyped(&mut self, classes: &[String], operands: &[&Expr], range: TextRange, what: &str) {
        if classes.is_empty() {
            return;
        }
        let are_seen = operands.iter().all(|operand| self.is_seen(operand) && self.known(operand).is_some());
        if are_seen {
            self.raise_if_mistyped(classes, range, what);
        } else {
            self.raise_all(classes, what);
        }
    }

    /// `value[key]` in a load, a store or a `del`.
    pub fn subscript(&mut self, subscript: &ast::ExprSubscript, method: &str, assigned: Option<&Expr>) {
        self.expr(&subscript.value);
        self.expr(&subscript.slice);
        let what = format!("`{}`", shown(self.slice(subscript)));
        if method != "__getitem__" {
            self.effects.changes = true;
        }
        let Some(known) = self.known(&subscript.value).filter(|known| !known.kinds.is_empty()) else {
            return self.unknown(what);
        };
        let Some(rows) = self.method_rows(&known, method) else { return self.unknown(what) };
        self.rely_on(&subscript.value);
        if known.none || !self.is_seen(&subscript.value) {
            self.raise("TypeError", &what);
        }
        let key = &*subscript.slice;
        if let Some(length) = self.length(&subscript.value)
            && let Some(index) = literal_index(key)
            && method == "__getitem__"
            && (-length.cast_signed()..length.cast_signed()).contains(&index)
        {
            return;
        }
        let is_slice = key.is_slice_expr();
        for row in rows {
            let Raised { classes: raises, is_opaque, .. } =
                self.raised(row, &|condition| (condition.argument == Some(0)).then_some(key), false);
            if is_opaque {
                self.unknown(what.clone());
            }
            // A slice raises only where its step is zero.
            if !(is_slice && has_no_step(key) && method == "__getitem__") {
                self.raise_all(&raises, &what);
            }
            if is_slice {
                if !self.is_seen(key) {
                    self.raise("TypeError", &what);
                }
                continue;
            }
            // Containers take any value; others only values of their own kind.
            let takes_any = known.can_be("builtins.dict") || known.can_be("builtins.list");
            let operands: Vec<&Expr> =
                [Some(key), assigned.filter(|_| !takes_any)].into_iter().flatten().collect();
            if method != "__getitem__" || !takes_key(&known, key) {
                self.mistyped(&row.mistyped, &operands, subscript.range(), &what);
            }
            if !self.known(key).is_some_and(|known| known.is_builtin()) {
                self.assume_value(key);
            }
        }
    }

    /// The value is iterated over, here and now.
    pub fn iterate(&mut self, iter: &Expr) {
        self.expr(iter);
        let what = format!("the loop over `{}`", shown(self.slice(iter)));
        // A comprehension and a generator expression were read with all that they do.
        if matches!(iter, Expr::Generator(_)) {
            return;
        }
        let Some(known) = self.known(iter).filter(|known| !known.kinds.is_empty()) else {
            return self.unknown(what);
        };
        self.rely_on(iter);
        if known.none || !self.is_seen(iter) {
            self.raise("TypeError", &what);
        }
        for kind in &known.kinds {
            let class = kind.first().map_or("", String::as_str);
            if WORDS.has("iterates", "safely", class) {
                continue;
            }
            let row = ROWS.get(&format!("{class}.__iter__"), self.question.lowest);
            let next = ROWS.get(&format!("{class}.__next__"), self.question.lowest);
            // The row of a call that gives a lazy iterator covers its iteration.
            if row.is_none() && next.is_none() && !iter.is_call_expr() {
                self.unknown(what.clone());
            }
            for row in row.into_iter().chain(next) {
                if row.opaque {
                    self.unknown(what.clone());
                }
                if WORDS.has("changes", "loops", &row.call) {
                    let cause = self.cause(what.clone());
                    self.effects.loops.insert(cause);
                    continue;
                }
                let ends: Vec<String> =
                    row.raises.iter().filter(|class| class.as_str() != "StopIteration").cloned().collect();
                self.raise_all(&ends, &what);
            }
        }
    }

    /// `"%s: %r" % (a, b)` with as many values as holes, none of which a value can be wrong for.
    fn is_plain_format(&mut self, left: &Expr, right: &Expr) -> bool {
        let Expr::StringLiteral(text) = left else { return false };
        let text = text.value.to_str();
        let mut holes = 0;
        let mut rest = text.split('%').skip(1);
        while let Some(piece) = rest.next() {
            match piece.chars().next() {
                None => {
                    // `%%`
                    if rest.next().is_none() {
                        return false;
                    }
                }
                Some('s' | 'r' | 'a') => holes += 1,
                _ => return false,
            }
        }
        match right {
            Expr::Tuple(tuple) => tuple.elts.len() == holes && !tuple.elts.iter().any(Expr::is_starred_expr),
            _ => holes == 1 && self.known(right).is_some_and(|known| !known.can_be("builtins.tuple")),
        }
    }
}

/// Whether the right operand is a number with which the operation cannot go wrong, whatever number the left one is.
fn is_harmless(op: Operator, left: &Known, right: &Expr) -> bool {
    let Expr::NumberLiteral(number) = right else { return false };
    let (is_int, is_zero, is_small) = match &number.value {
        ast::Number::Int(value) => (true, *value == 0, value.as_i64().is_some_and(|value| value < 1 << 32)),
        ast::Number::Float(value) => (false, *value == 0.0, true),
        ast::Number::Complex { .. } => return false,
    };
    let is_number = |kind: &Vec<String>| {
        matches!(kind.first().map(String::as_str), Some("builtins.int" | "builtins.float" | "builtins.bool"))
    };
    // What typeshed calls a float may be an int as well; an int alone can be too large for a float.
    let is_float = left.can_be("builtins.float");
    if left.none || !left.kinds.iter().all(is_number) || !is_small || !(is_float || is_int) {
        return false;
    }
    match op {
        Operator::Add | Operator::Sub | Operator::Mult => true,
        Operator::Div => is_float && !is_zero,
        Operator::FloorDiv | Operator::Mod => !is_zero,
        _ => false,
    }
}

/// Whether the operation divides by a number that is not zero.
fn divides_by_number(op: Operator, right: &Expr) -> bool {
    let divides = matches!(op, Operator::Div | Operator::FloorDiv | Operator::Mod);
    divides
        && right.as_number_literal_expr().is_some_and(|number| match &number.value {
            ast::Number::Int(value) => *value != 0,
            ast::Number::Float(value) => *value != 0.0,
            ast::Number::Complex { .. } => false,
        })
}

fn literal_index(key: &Expr) -> Option<isize> {
    let number = |expr: &Expr| match &expr.as_number_literal_expr()?.value {
        ast::Number::Int(value) => isize::try_from(value.as_i64()?).ok(),
        _ => None,
    };
    match key {
        Expr::UnaryOp(op) if op.op == UnaryOp::USub => number(&op.operand).map(|value| -value),
        other => number(other),
    }
}

fn is_integer(expr: &Expr) -> bool {
    expr.as_number_literal_expr().is_some_and(|number| matches!(number.value, ast::Number::Int(_)))
}

/// Whether the key is a literal of a type that each kind of container takes.
fn takes_key(container: &Known, key: &Expr) -> bool {
    container.kinds.iter().all(|kind| match kind.first().map(String::as_str) {
        Some("builtins.list" | "builtins.tuple" | "builtins.str" | "builtins.bytes" | "builtins.range") => {
            literal_index(key).is_some()
        }
        Some("builtins.dict") => matches!(key, Expr::StringLiteral(_)) || is_integer(key),
        _ => false,
    })
}

fn has_no_step(key: &Expr) -> bool {
    key.as_slice_expr().is_some_and(|slice| match slice.step.as_deref() {
        None => true,
        Some(step) => literal_index(step).is_some_and(|step| step != 0),
    })
}

fn ast_type(known: &Known) -> Option<&str> {
    match &known.kinds[..] {
        [kind] => kind.first()?.strip_prefix("builtins."),
        _ => None,
    }
}

fn dunder(op: Operator) -> &'static str {
    match op {
        Operator::Add => "__add__",
        Operator::Sub => "__sub__",
        Operator::Mult => "__mul__",
        Operator::MatMult => "__matmul__",
        Operator::Div => "__truediv__",
        Operator::Mod => "__mod__",
        Operator::Pow => "__pow__",
        Operator::LShift => "__lshift__",
        Operator::RShift => "__rshift__",
        Operator::BitOr => "__or__",
        Operator::BitXor => "__xor__",
        Operator::BitAnd => "__and__",
        Operator::FloorDiv => "__floordiv__",
    }
}
