//! What evaluating an expression can raise.

use overhaul_python::Ranged;
use overhaul_python::ast::{self, Expr, ExprContext, InterpolatedStringElement};

use super::super::binding::Bound;
use super::Assumption;
use super::reader::{Reader, shown};

impl Reader<'_, '_> {
    pub fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Name(name) => self.name(name),
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => {}
            Expr::Lambda(lambda) => self.defaults(lambda.parameters.as_deref()),
            Expr::FString(string) => {
                for element in string.value.elements() {
                    self.interpolation(element);
                }
            }
            Expr::Named(named) => self.expr(&named.value),
            Expr::BoolOp(op) => {
                for (index, value) in op.values.iter().enumerate() {
                    self.expr(value);
                    if index + 1 < op.values.len() {
                        self.truth(value);
                    }
                }
            }
            Expr::If(expr) => {
                self.condition(&expr.test);
                self.expr(&expr.body);
                self.expr(&expr.orelse);
            }
            Expr::UnaryOp(op) => self.unary(op),
            Expr::BinOp(op) => {
                self.expr(&op.left);
                self.expr(&op.right);
                self.binary(op.op, &op.left, &op.right, op.range());
            }
            Expr::Compare(compare) => self.compare(compare),
            Expr::Tuple(tuple) => self.elements(&tuple.elts),
            Expr::List(list) => self.elements(&list.elts),
            Expr::Set(set) => {
                self.elements(&set.elts);
                set.elts.iter().filter(|element| !element.is_starred_expr()).for_each(|key| self.hash(key));
            }
            Expr::Dict(dict) => {
                for item in &dict.items {
                    match &item.key {
                        Some(key) => {
                            self.expr(key);
                            self.hash(key);
                            self.expr(&item.value);
                        }
                        None => self.mapping(&item.value),
                    }
                }
            }
            Expr::ListComp(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::Generator(comp) => self.comprehension(&comp.generators, &[&comp.elt]),
            Expr::SetComp(comp) => {
                self.comprehension(&comp.generators, &[&comp.elt]);
                self.hash(&comp.elt);
            }
            Expr::DictComp(comp) => {
                let key = comp.key.as_deref();
                let parts: Vec<&Expr> = key.into_iter().chain([&*comp.value]).collect();
                self.comprehension(&comp.generators, &parts);
                if let Some(key) = key {
                    self.hash(key);
                }
            }
            Expr::Starred(starred) => self.iterate(&starred.value),
            Expr::Slice(slice) => {
                [&slice.lower, &slice.upper, &slice.step]
                    .into_iter()
                    .flatten()
                    .for_each(|part| self.expr(part));
            }
            Expr::Await(expr) => match &*expr.value {
                Expr::Call(call) => self.call(call),
                other => self.unknown(format!("`await {}`", shown(self.slice(other)))),
            },
            Expr::Call(call) => self.call(call),
            Expr::Attribute(attribute) => self.attribute(attribute),
            Expr::Subscript(subscript) => {
                let method = match subscript.ctx {
                    ExprContext::Store => "__setitem__",
                    ExprContext::Del => "__delitem__",
                    _ => "__getitem__",
                };
                self.subscript(subscript, method, None);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => self.unknown("the caller of the generator, at a `yield`,"),
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => {
                self.unknown(format!("`{}`", shown(self.slice(expr))));
            }
        }
    }

    pub fn name(&mut self, name: &ast::ExprName) {
        match self.code.bound(name) {
            Bound::Certainly => {}
            Bound::Perhaps => self.assume(Assumption::Bound(name.id.to_string())),
            Bound::No => self.raise("NameError", &format!("the name `{}`", name.id)),
        }
    }

    /// Defaults are evaluated where the function is made.
    pub fn defaults(&mut self, parameters: Option<&ast::Parameters>) {
        for parameter in parameters.into_iter().flat_map(ast::Parameters::iter_non_variadic_params) {
            if let Some(default) = &parameter.default {
                self.expr(default);
            }
        }
    }

    pub fn condition(&mut self, test: &Expr) {
        self.expr(test);
        self.truth(test);
    }

    /// The value is asked whether it is true. What is asked by `not`, `and`, `or`, a comparison and most calls is a
    /// value of a builtin type, or was asked already.
    pub fn truth(&mut self, value: &Expr) {
        match value {
            Expr::BoolOp(_) => {}
            Expr::UnaryOp(op) if op.op.is_not() => {}
            // Its operands were looked at where they are compared.
            Expr::Compare(_) => {}
            Expr::Named(named) => self.truth(&named.value),
            _ if self.known(value).is_some_and(|known| known.is_builtin()) => {}
            _ => self.assume_value(value),
        }
    }

    /// The value is a key: it has a hash.
    pub fn hash(&mut self, key: &Expr) {
        let hashable = ["str", "int", "bytes", "float", "bool"];
        match self.known(key) {
            Some(known)
                if self.is_seen(key)
                    && known.kinds.iter().all(|kind| {
                        hashable.iter().any(|class| {
                            kind.first().and_then(|of| of.strip_prefix("builtins.")) == Some(class)
                        })
                    }) => {}
            _ => {
                self.assume_value(key);
                self.raise("TypeError", &format!("the key `{}`", shown(self.slice(key))));
            }
        }
    }

    fn elements(&mut self, elements: &[Expr]) {
        for element in elements {
            self.expr(element);
        }
    }

    /// `**value`
    pub fn mapping(&mut self, value: &Expr) {
        self.expr(value);
        let what = format!("`**{}`", shown(self.slice(value)));
        let known = self.known(value);
        let is_dict =
            |kind: &Vec<String>| kind.iter().any(|class| class == "builtins.dict") && !self.is_own(kind);
        let Some(known) = known.filter(|known| !known.kinds.is_empty() && known.kinds.iter().all(is_dict))
        else {
            return self.unknown(what);
        };
        self.rely_on(value);
        if known.none || !self.is_seen(value) {
            self.raise("TypeError", &what);
        }
    }

    fn comprehension(&mut self, generators: &[ast::Comprehension], parts: &[&Expr]) {
        for generator in generators {
            if generator.is_async {
                self.unknown(format!("`async for` over `{}`", shown(self.slice(&generator.iter))));
            }
            self.iterate(&generator.iter);
            self.loop_target(&generator.target, &generator.iter);
            generator.ifs.iter().for_each(|test| self.condition(test));
        }
        for part in parts {
            self.expr(part);
        }
    }

    /// A part of an f-string.
    fn interpolation(&mut self, element: &InterpolatedStringElement) {
        let InterpolatedStringElement::Interpolation(hole) = element else { return };
        self.expr(&hole.expression);
        let spec = hole.format_spec.as_deref();
        for element in spec.into_iter().flat_map(|spec| spec.elements.iter()) {
            self.interpolation(element);
        }
        let known = self.known(&hole.expression);
        let what = format!("the format of `{}`", shown(self.slice(&*hole.expression)));
        let is_formatted = spec.is_some() && hole.conversion.is_none();
        self.ask(&hole.expression, if is_formatted { "__format__" } else { "__str__" }, &what);
        if !is_formatted {
            return;
        }
        let is = |class: &str| known.as_ref().is_some_and(|known| known.is(class));
        let is_seen = self.is_seen(&hole.expression);
        let literal = spec.and_then(|spec| match &*spec.elements {
            [InterpolatedStringElement::Literal(text)] => Some(&*text.value),
            _ => None,
        });
        let fits = literal.is_some_and(|spec| is_number_format(spec, is("builtins.int")));
        if (is("builtins.int") || is("builtins.float")) && fits && is_seen {
            return;
        }
        self.rely_on(&hole.expression);
        self.raise("ValueError", &what);
        if !is("builtins.float") && !is("builtins.str") {
            self.raise("OverflowError", &what);
        }
        let takes_format = is("builtins.int") || is("builtins.float") || is("builtins.str");
        if !is_seen || !takes_format {
            self.raise("TypeError", &what);
        }
    }
}

/// Whether the format is one that every int, or every float, takes: `.2f`, `,`, `03d`.
fn is_number_format(spec: &str, is_int: bool) -> bool {
    let body = spec.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let kind = &spec[body.len()..];
    let is_plain = body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '+'));
    let kinds: &[&str] = if is_int { &["", "d", "x", "X", "b", "o"] } else { &["f", "F", "e", "g", "%"] };
    is_plain && kinds.contains(&kind) && !(is_int && body.contains('.'))
}
