//! Reading the arguments of print.

use std::sync::OnceLock;

use overhaul_python::ast::{
    self, ConversionFlag, Expr, ExprCall, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements, Operator,
};
use overhaul_python::{Module, Ranged, TextRange};

use super::atoms::{self, Atom, Spelling};
use super::hole::{Conversion, Hole, Spec};
use super::percent::Field;
use super::{Argument, Form, Message, Part, Refusal, Unit, UnitKind, effects, format_method, known, percent};

pub(super) fn read<'a>(module: &'a Module, call: &'a ExprCall) -> Result<Message<'a>, Refusal> {
    let arguments = &call.arguments;
    let separator = separator(call)?;
    let last = arguments.args.last().map_or(arguments.start(), Ranged::end);
    let is_unclear = arguments.keywords.iter().any(|keyword| {
        let known = keyword
            .arg
            .as_ref()
            .is_some_and(|name| matches!(name.as_str(), "sep" | "end" | "file" | "flush"));
        !known || keyword.start() < last || effects::may_act(module, &keyword.value)
    });
    if is_unclear {
        return Err(Refusal::DynamicArguments);
    }
    let mut message = Message {
        module,
        call,
        separator,
        arguments: Vec::new(),
        parts: Vec::new(),
        holes: Vec::new(),
        units: Vec::new(),
        live: 0..0,
        other_numbers: OnceLock::new(),
    };
    for (index, argument) in arguments.args.iter().enumerate() {
        if index > 0 {
            let separator = message.separator.clone();
            message.units.extend(
                separator
                    .chars()
                    .map(|c| Unit { kind: UnitKind::Text(Atom::spelled(c, "", "\"")), part: None }),
            );
        }
        message.push_argument(argument);
    }
    message.trim();
    Ok(message)
}

fn separator(call: &ExprCall) -> Result<String, Refusal> {
    match call.arguments.find_keyword("sep").map(|keyword| &keyword.value) {
        None | Some(Expr::NoneLiteral(_)) => Ok(" ".to_owned()),
        Some(Expr::StringLiteral(text)) => Ok(text.value.to_str().to_owned()),
        Some(_) => Err(Refusal::DynamicArguments),
    }
}

impl<'a> Message<'a> {
    fn push_argument(&mut self, expr: &'a Expr) {
        let (start, first_part) = (self.units.len(), self.parts.len());
        let outer = super::outer_range(self.module, expr, self.call.arguments.range());
        let form = self.push_text(expr).unwrap_or_else(|| {
            let (form, hole) = match expr {
                Expr::Starred(starred) => (Form::Starred, Hole::shown(&starred.value)),
                _ if is_string(expr) => (Form::Text, Hole::shown(expr)),
                _ => (Form::Value, self.value(expr)),
            };
            self.push_hole(hole, None);
            form
        });
        let parts = first_part..self.parts.len();
        self.arguments.push(Argument { expr, outer, form, parts, units: start..self.units.len() });
    }

    /// Reads an argument as text with holes; `None`, with nothing pushed, where it is none or not clear.
    fn push_text(&mut self, expr: &'a Expr) -> Option<Form> {
        let (units, parts, holes) = (self.units.len(), self.parts.len(), self.holes.len());
        let form = match expr {
            Expr::StringLiteral(_) | Expr::FString(_) => self.push_literal(expr).map(|()| Form::Literal),
            Expr::BinOp(operation) if operation.op == Operator::Mod => {
                self.push_percent(&operation.left, &operation.right).map(|()| Form::Percent)
            }
            Expr::BinOp(operation) if operation.op == Operator::Add => {
                self.push_sum(expr).map(|()| Form::Sum).filter(|_| is_string(expr))
            }
            Expr::Call(call) => self.push_format(call).map(|()| Form::FormatMethod),
            _ => None,
        };
        if form.is_none() {
            self.units.truncate(units);
            self.parts.truncate(parts);
            self.holes.truncate(holes);
        }
        form
    }

    fn push_literal(&mut self, expr: &'a Expr) -> Option<()> {
        match expr {
            Expr::StringLiteral(string) => string.value.iter().try_for_each(|part| self.push_string(part)),
            Expr::FString(string) => string.value.iter().try_for_each(|part| match part {
                FStringPart::Literal(part) => self.push_string(part),
                FStringPart::FString(part) => {
                    let is_raw = self.push_part(part.range())?;
                    self.push_elements(&part.elements, is_raw)
                }
            }),
            _ => None,
        }
    }

    fn push_string(&mut self, string: &'a ast::StringLiteral) -> Option<()> {
        let is_raw = self.push_part(string.range())?;
        let token = self.parts.last()?;
        let source = self.module.slice(string);
        let inside =
            source.get(token.prefix.len() + token.quotes.len()..source.len() - token.quotes.len())?;
        self.push_atoms(inside, string.as_str(), Spelling { is_raw, is_fstring: false })
    }

    /// Starts a token; says whether it is raw. A longer token than anyone writes is not taken apart.
    fn push_part(&mut self, range: TextRange) -> Option<bool> {
        const LONGEST: u32 = 1 << 16;
        (range.len().to_u32() <= LONGEST).then_some(())?;
        let source = self.module.slice(range);
        let (prefix, rest) = source.split_at(source.find(['"', '\''])?);
        let is_triple = rest.len() >= 6 && (rest.starts_with("\"\"\"") || rest.starts_with("'''"));
        self.parts.push(Part { range, prefix, quotes: &rest[..if is_triple { 3 } else { 1 }] });
        Some(prefix.contains(['r', 'R']))
    }

    fn push_elements(&mut self, elements: &'a InterpolatedStringElements, is_raw: bool) -> Option<()> {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => {
                    let source = self.module.slice(text);
                    self.push_atoms(source, text, Spelling { is_raw, is_fstring: true })?;
                }
                InterpolatedStringElement::Interpolation(element) => self.push_field(element)?,
            }
        }
        Some(())
    }

    fn push_atoms(&mut self, source: &'a str, value: &str, spelling: Spelling) -> Option<()> {
        let part = self.parts.len().checked_sub(1);
        let atoms = atoms::split(source, value, spelling)?;
        self.units.extend(atoms.into_iter().map(|atom| Unit { kind: UnitKind::Text(atom), part }));
        Some(())
    }

    fn push_field(&mut self, element: &'a InterpolatedElement) -> Option<()> {
        let part = self.parts.len().checked_sub(1);
        if let Some(debug) = &element.debug_text {
            let token = self.parts.last()?;
            let (prefix, quotes) = (token.prefix, token.quotes);
            let text = debug.as_str().replace("\r\n", "\n").replace('\r', "\n");
            self.units.extend(text.chars().map(|c| {
                let atom = Atom { in_hole: true, ..Atom::spelled(c, prefix, quotes) };
                Unit { kind: UnitKind::Text(atom), part }
            }));
        }
        let hole = self.field(element);
        self.push_hole(hole, part);
        Some(())
    }

    fn field(&self, element: &'a InterpolatedElement) -> Hole<'a> {
        let spec = element.format_spec.as_deref().map(|spec| {
            let text: Option<String> = spec
                .elements
                .iter()
                .map(|element| element.as_literal().map(|text| text.value.as_ref()))
                .collect();
            text.map_or(Spec::Nested(spec), Spec::Plain)
        });
        let conversion = match element.conversion {
            ConversionFlag::None if element.debug_text.is_some() && spec.is_none() => Some(Conversion::Repr),
            ConversionFlag::None => None,
            ConversionFlag::Str => Some(Conversion::Str),
            ConversionFlag::Repr => Some(Conversion::Repr),
            ConversionFlag::Ascii => Some(Conversion::Ascii),
        };
        let shown = if conversion.is_none() && spec.is_none() {
            self.value(&element.expression)
        } else {
            Hole::shown(&element.expression)
        };
        Hole {
            range: element.range(),
            conversion: conversion.or(shown.conversion),
            spec,
            is_formatted: shown.spelled.is_none(),
            ..shown
        }
    }

    /// A value that print shows: for a call of the builtin `str()`, `repr()` or `ascii()`, what it was given.
    fn value(&self, expr: &'a Expr) -> Hole<'a> {
        match self.converted(expr) {
            Some((conversion, inner)) => Hole {
                spelled: Some(expr),
                conversion: Some(conversion),
                range: expr.range(),
                ..Hole::shown(inner)
            },
            None => Hole::shown(expr),
        }
    }

    fn converted(&self, expr: &'a Expr) -> Option<(Conversion, &'a Expr)> {
        let call = expr.as_call_expr()?;
        let conversion = Conversion::from_builtin(&call.func.as_name_expr()?.id)?;
        let [inner] = &*call.arguments.args else { return None };
        let is_plain = call.arguments.keywords.is_empty() && !inner.is_starred_expr();
        let is_builtin = || self.module.names().is_builtin(&call.func, conversion.builtin());
        (is_plain && is_builtin()).then_some((conversion, inner))
    }

    fn push_hole(&mut self, hole: Hole<'a>, part: Option<usize>) {
        self.holes.push(hole);
        self.units.push(Unit { kind: UnitKind::Hole(self.holes.len() - 1), part });
    }

    fn push_sum(&mut self, expr: &'a Expr) -> Option<()> {
        match expr {
            Expr::BinOp(operation) if operation.op == Operator::Add => {
                self.push_sum(&operation.left)?;
                self.push_sum(&operation.right)
            }
            Expr::Call(_) => {
                let hole = self.value(expr);
                hole.spelled?;
                self.push_hole(hole, None);
                Some(())
            }
            _ => self.push_literal(expr),
        }
    }

    fn push_percent(&mut self, format: &'a Expr, values: &'a Expr) -> Option<()> {
        let start = self.push_format_string(format)?;
        let fields = percent::fields(&self.characters(start))?;
        let values: Vec<&'a Expr> = match values {
            Expr::Tuple(tuple) => tuple.iter().collect(),
            value => known::is_single(self.module, value).then(|| vec![value])?,
        };
        let count = fields.iter().filter(|field| matches!(field, Field::Value(..))).count();
        if count != values.len() || count == 0 || values.iter().any(|value| value.is_starred_expr()) {
            return None;
        }
        let holes = values.into_iter().map(Hole::shown).collect();
        self.put_holes(start, &fields, holes, Some)
    }

    fn push_format(&mut self, call: &'a ExprCall) -> Option<()> {
        let Expr::Attribute(method) = &*call.func else { return None };
        if method.attr.as_str() != "format" {
            return None;
        }
        let start = self.push_format_string(&method.value)?;
        let (fields, holes) = format_method::fields(&self.characters(start), &call.arguments)?;
        self.put_holes(start, &fields, holes, |_| None)
    }

    /// Pushes the text of a format; returns the number of its first unit.
    fn push_format_string(&mut self, expr: &'a Expr) -> Option<usize> {
        let start = self.units.len();
        matches!(expr, Expr::StringLiteral(_)).then_some(())?;
        self.push_literal(expr)?;
        Some(start)
    }

    fn characters(&self, start: usize) -> Vec<char> {
        self.units[start..].iter().filter_map(Unit::text).collect()
    }

    /// Puts the holes of a format in the place of its fields. `None` where a field is spelled in two tokens.
    fn put_holes(
        &mut self,
        start: usize,
        fields: &[Field],
        holes: Vec<Hole<'a>>,
        specifier: impl Fn(String) -> Option<String>,
    ) -> Option<()> {
        let units = self.units.split_off(start);
        // Fields are counted in characters, and a line that only continues says none.
        let said: Vec<usize> = (0..units.len()).filter(|at| units[*at].text().is_some()).collect();
        let mut holes = holes.into_iter();
        let mut done = 0;
        for field in fields {
            let (first, last) = match field {
                Field::Doubled(at) => (said[*at], said[at + 1]),
                Field::Value(first, last) => (said[*first], said[*last]),
            };
            let spelled = &units[first..=last];
            let part = spelled[0].part;
            if spelled.iter().any(|unit| unit.part != part || unit.text().is_none()) {
                return None;
            }
            self.units.extend_from_slice(&units[done..first]);
            done = last + 1;
            if let (Field::Doubled(_), UnitKind::Text(atom)) = (field, &spelled[0].kind) {
                let atom = Atom { doubled: true, ..atom.clone() };
                self.units.push(Unit { kind: UnitKind::Text(atom), part });
            } else {
                let text = spelled.iter().filter_map(Unit::text).collect();
                self.push_hole(Hole { specifier: specifier(text), ..holes.next()? }, part);
            }
        }
        self.units.extend_from_slice(&units[done..]);
        Some(())
    }

    /// print ends its line, and so does a logger: line breaks at the ends of the text go.
    fn trim(&mut self) {
        let is_break = |unit: &Unit<'_>| match &unit.kind {
            UnitKind::Text(atom) => !atom.in_hole && matches!(atom.text, Some('\n') | None),
            UnitKind::Hole(_) => false,
        };
        let says_break = |unit: &Unit<'_>| unit.text() == Some('\n');
        let behind = self.units.iter().rposition(|unit| !is_break(unit)).map_or(0, |last| last + 1);
        let end = self.units[behind..].iter().position(says_break).map_or(self.units.len(), |at| behind + at);
        let first = self.units[..end].iter().position(|unit| !is_break(unit)).unwrap_or(end);
        let start = self.units[..first].iter().rposition(says_break).map_or(0, |at| at + 1);
        self.live = start..end;
    }
}

/// Whether the expression gives a string, whatever the values in it are.
fn is_string(expr: &Expr) -> bool {
    match expr {
        Expr::StringLiteral(_) | Expr::FString(_) => true,
        Expr::BinOp(operation) => match operation.op {
            Operator::Mod => operation.left.is_string_literal_expr() || operation.left.is_f_string_expr(),
            Operator::Add | Operator::Mult => is_string(&operation.left) || is_string(&operation.right),
            _ => false,
        },
        Expr::Call(call) => match &*call.func {
            Expr::Attribute(method) => method.attr.as_str() == "format" && is_string(&method.value),
            _ => false,
        },
        _ => false,
    }
}
