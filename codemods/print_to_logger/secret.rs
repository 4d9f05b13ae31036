//! Values that must not reach a log, recognised by their names.

use overhaul_python::ast::visitor::{self, Visitor};
use overhaul_python::ast::{Expr, ExprCall};

use super::data::SECRETS;

/// The name of a secret that the message would show, if it shows one.
pub(super) fn shown<'a>(values: &[&'a Expr]) -> Option<&'a str> {
    let mut finder = Finder { found: None };
    for value in values {
        finder.visit_expr(value);
    }
    finder.found
}

struct Finder<'a> {
    found: Option<&'a str>,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        let name = match expr {
            Expr::Name(name) => Some(name.id.as_str()),
            Expr::Attribute(attribute) => Some(attribute.attr.as_str()),
            Expr::Subscript(subscript) => match &*subscript.slice {
                Expr::StringLiteral(key) => Some(key.value.to_str()),
                _ => None,
            },
            Expr::Call(call) => return self.visit_call(call),
            Expr::If(choice) => {
                // The condition is not shown.
                self.visit_expr(&choice.body);
                return self.visit_expr(&choice.orelse);
            }
            Expr::Compare(_) => return,
            _ => None,
        };
        if let Some(name) = name
            && is_secret(name)
        {
            self.found.get_or_insert(name);
            return;
        }
        // `password.user` shows the user; `secrets["url"]` shows the url.
        if !matches!(expr, Expr::Attribute(_)) {
            visitor::walk_expr(self, expr);
        }
    }
}

impl<'a> Finder<'a> {
    /// A call shows what it returns: `d.get("token")` shows the token, `len(token)` and `mask(token)` do not.
    fn visit_call(&mut self, call: &'a ExprCall) {
        match &*call.func {
            Expr::Name(function) if matches!(function.id.as_str(), "str" | "repr" | "format") => {
                call.arguments.args.iter().for_each(|value| self.visit_expr(value));
            }
            Expr::Attribute(method) if matches!(method.attr.as_str(), "get" | "getenv" | "pop") => {
                if let Some(Expr::StringLiteral(key)) = call.arguments.args.first()
                    && is_secret(key.value.to_str())
                {
                    self.found.get_or_insert(key.value.to_str());
                }
            }
            Expr::Attribute(method)
                if matches!(method.attr.as_str(), "hex" | "decode" | "strip" | "get_secret_value") =>
            {
                self.visit_expr(&method.value);
            }
            Expr::Attribute(method)
                if is_secret(method.attr.as_str()) && method.attr.starts_with("generate") =>
            {
                self.found.get_or_insert(method.attr.as_str());
            }
            _ => {}
        }
    }
}

/// Whether a value of this name looks like a password, a token or a key.
fn is_secret(name: &str) -> bool {
    let snake = snake_case(name);
    let parts: Vec<&str> = snake.split('_').filter(|part| !part.is_empty()).collect();
    let has = |list: &[String], part: &str| list.iter().any(|listed| listed == part);
    if parts.iter().any(|part| has(&SECRETS.except, part)) {
        return false;
    }
    parts.iter().any(|part| has(&SECRETS.parts, part))
        || SECRETS.pairs.iter().any(|pair| format!("_{snake}_").contains(&format!("_{pair}_")))
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut previous_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && previous_lower {
            snake.push('_');
        }
        previous_lower = c.is_lowercase();
        snake.extend(if matches!(c, '-' | ' ' | '.') { vec!['_'] } else { c.to_lowercase().collect() });
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "password",
            "db_password",
            "API_KEY",
            "apiKey",
            "private_key",
            "access-token",
            "authToken",
            "secret",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "token_count",
            "max_tokens",
            "tokens",
            "password_hash",
            "tokenizer",
            "key",
            "token_type",
            "passwords_path",
            "secretary",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
