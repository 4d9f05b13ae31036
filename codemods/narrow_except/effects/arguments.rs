//! What the arguments of a call change in what its row says.

use overhaul_python::Ranged;
use overhaul_python::ast::{Arguments, Expr, ExprCall};

use super::super::data::{CLASSES, Condition, Row, WORDS};
use super::Assumption;
use super::reader::Reader;

/// Whether a condition of a row holds for a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Yes,
    Perhaps,
    No,
}

/// What a row says of certain arguments.
pub(super) struct Raised {
    pub classes: Vec<String>,
    /// Classes that older versions which the code must run on do not have.
    pub later: Vec<String>,
    /// Anything may come.
    pub is_opaque: bool,
}

impl Reader<'_, '_> {
    /// Evaluates the arguments of a call.
    pub fn arguments(&mut self, arguments: &Arguments) {
        for argument in &arguments.args {
            self.expr(argument);
        }
        for keyword in &arguments.keywords {
            match keyword.arg {
                Some(_) => self.expr(&keyword.value),
                None => self.mapping(&keyword.value),
            }
        }
    }

    /// Adds what the row says of this call.
    pub fn by_row(&mut self, row: &'static Row, call: &ExprCall, what: &str) {
        if WORDS.has("changes", "loops", &row.call) {
            let cause = self.cause(what);
            self.effects.loops.insert(cause);
            return;
        }
        let given = |condition: &Condition| argument(condition, call);
        let Raised { classes: raises, later, is_opaque } =
            self.raised(row, &given, has_stars(&call.arguments));
        if !later.is_empty() {
            self.assume(Assumption::Rare(what.to_owned(), later));
        }
        self.raise_all(&raises, what);
        if row.when.iter().any(|condition| condition.class.is_some()) {
            values(&call.arguments).for_each(|value| self.rely_on(value));
        }
        if self.question.hostile {
            self.raise_all(&row.hostile, what);
            self.raise_all(&row.rare, what);
        } else if !row.rare.is_empty() {
            self.assume(Assumption::Rare(what.to_owned(), row.rare.clone()));
        }
        if is_opaque && !Self::runs_only_calls(row, call) {
            self.unknown(what);
        }
        self.mistyped_arguments(row, call, what);
        self.invoked(row, call, what);
    }

    /// What the row's conditions make of the arguments, and whether anything may come.
    pub fn raised<'e>(
        &self,
        row: &Row,
        given: &dyn Fn(&Condition) -> Option<&'e Expr>,
        has_stars: bool,
    ) -> Raised {
        let lowest = self.question.lowest;
        let mut raises = row.raises.clone();
        let mut later = Vec::new();
        let mut is_opaque = row.opaque;
        for condition in &row.when {
            // An operator belongs to the declared type; a call is told what else may come.
            let as_declared = row.call.contains(".__");
            let holds = self.holds(condition, given(condition), has_stars, as_declared);
            if holds == Holds::No {
                continue;
            }
            is_opaque |= condition.opaque;
            match &condition.instead {
                Some(instead) if holds == Holds::Yes => raises.clone_from(instead),
                Some(instead) => raises.extend(instead.iter().cloned()),
                None => {
                    let (here, unborn): (Vec<String>, Vec<String>) =
                        condition.adds.iter().cloned().partition(|class| CLASSES.exists(class, lowest));
                    raises.extend(here);
                    later.extend(unborn);
                }
            }
        }
        for condition in &row.without {
            if given(condition).is_none() || has_stars {
                is_opaque |= condition.opaque;
                raises.extend(condition.adds.iter().cloned());
            }
        }
        Raised { classes: raises, later, is_opaque }
    }

    /// Whether the call runs nothing but what its arguments make, which are calls and were read as such.
    fn runs_only_calls(row: &Row, call: &ExprCall) -> bool {
        WORDS.has("runs_arguments", "calls", &row.call)
            && !call.arguments.args.is_empty()
            && call
                .arguments
                .args
                .iter()
                .all(|argument| argument.is_call_expr() || argument.is_number_literal_expr())
    }

    fn mistyped_arguments(&mut self, row: &Row, call: &ExprCall, what: &str) {
        // Logging reports what goes wrong in its handlers, and lets nothing out.
        if row.mistyped.is_empty() || row.invokes_one_of("harmless") {
            return;
        }
        let values: Vec<&Expr> = values(&call.arguments).collect();
        if values.is_empty() {
            return;
        }
        self.mistyped(&row.mistyped, &values, call.range(), what);
    }

    fn holds(
        &self,
        condition: &Condition,
        value: Option<&Expr>,
        has_stars: bool,
        as_declared: bool,
    ) -> Holds {
        let lowest = self.question.lowest;
        if condition.until.is_some_and(|until| lowest > until) {
            return Holds::No;
        }
        let is_about_version = condition.argument.is_none() && condition.keyword.is_none();
        if is_about_version {
            return match condition.since {
                Some(since) if lowest < since => Holds::Perhaps,
                _ => Holds::Yes,
            };
        }
        let Some(value) = value else {
            return if has_stars { Holds::Perhaps } else { Holds::No };
        };
        let source = self.slice(value);
        if let Some(class) = &condition.class {
            let is_exempt = is_exempt(value, source, &condition.unless);
            return if is_exempt { Holds::No } else { self.is_of(value, class, as_declared) };
        }
        if let Some(literal) = &condition.value {
            return match value {
                _ if source == literal => Holds::Yes,
                Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) | Expr::NumberLiteral(_) => Holds::No,
                _ => Holds::Perhaps,
            };
        }
        if condition.unless.is_empty() {
            // `key=None` is what leaving it out means.
            return if value.is_none_literal_expr() { Holds::No } else { Holds::Yes };
        }
        if is_exempt(value, source, &condition.unless) { Holds::No } else { Holds::Yes }
    }

    fn is_of(&self, value: &Expr, class: &str, as_declared: bool) -> Holds {
        if class == "slice" {
            return if value.is_slice_expr() { Holds::Yes } else { Holds::No };
        }
        if class == "callable" {
            return match value {
                Expr::StringLiteral(_)
                | Expr::BytesLiteral(_)
                | Expr::FString(_)
                | Expr::NumberLiteral(_) => Holds::No,
                _ if self.known(value).is_some_and(|known| known.is_builtin()) => Holds::No,
                _ => Holds::Perhaps,
            };
        }
        let class = if class.contains('.') { class.to_owned() } else { format!("builtins.{class}") };
        match self.known(value) {
            Some(known) if known.is(&class) && self.is_seen(value) => Holds::Yes,
            Some(known)
                if !known.can_be(&class)
                    && (as_declared || class == "builtins.range" || self.is_seen(value)) =>
            {
                Holds::No
            }
            _ => Holds::Perhaps,
        }
    }
}

/// Whether the value is one of the literals for which a condition does not hold.
fn is_exempt(value: &Expr, source: &str, unless: &[String]) -> bool {
    let has = |word: &str| unless.iter().any(|known| known == word);
    let holds_something = match value {
        Expr::StringLiteral(text) => !text.value.is_empty(),
        Expr::BytesLiteral(bytes) => !bytes.value.is_empty(),
        Expr::List(list) => list.elts.iter().any(|element| !element.is_starred_expr()),
        Expr::Tuple(tuple) => tuple.elts.iter().any(|element| !element.is_starred_expr()),
        Expr::NumberLiteral(_) => true,
        _ => false,
    };
    // `<text without \>`
    let lacks = |word: &String| {
        let part = word.strip_prefix("<text without ").and_then(|rest| rest.strip_suffix('>'));
        part.is_some_and(|part| match value {
            Expr::StringLiteral(text) => !text.value.to_str().contains(part),
            Expr::BytesLiteral(bytes) => {
                !String::from_utf8_lossy(&bytes.value.bytes().collect::<Vec<u8>>()).contains(part)
            }
            _ => false,
        })
    };
    match value {
        _ if unless.iter().any(lacks) => true,
        Expr::NoneLiteral(_) => !unless.is_empty(),
        Expr::StringLiteral(text) if has(text.value.to_str()) => true,
        _ => holds_something && has("<non-empty literal>") || has(source),
    }
}

/// The argument that a condition speaks about.
fn argument<'c>(condition: &Condition, call: &'c ExprCall) -> Option<&'c Expr> {
    let by_name = condition.keyword.as_deref().and_then(|name| {
        let keywords = &call.arguments.keywords;
        keywords.iter().find(|keyword| keyword.arg.as_ref().is_some_and(|arg| arg.as_str() == name))
    });
    by_name.map(|keyword| &keyword.value).or_else(|| {
        let at = condition.argument?;
        let before = call.arguments.args.get(..=at)?;
        (!before.iter().any(Expr::is_starred_expr)).then(|| &before[at])
    })
}

fn values(arguments: &Arguments) -> impl Iterator<Item = &Expr> {
    let positional = arguments.args.iter().map(|argument| match argument {
        Expr::Starred(starred) => &*starred.value,
        other => other,
    });
    positional.chain(arguments.keywords.iter().map(|keyword| &keyword.value))
}

fn has_stars(arguments: &Arguments) -> bool {
    arguments.args.iter().any(Expr::is_starred_expr)
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
}
