//! The handlers that stay as wide as they are, and why.

use overhaul_engine::{Declined, FileView};
use overhaul_python::ast::{ExceptHandler, Expr};

use super::judge::{Kind, Site, Surroundings};
use super::place;

/// Why the handler is left alone, whatever its body can raise.
pub fn alone(file: &FileView<'_>, site: &Site<'_, '_>, around: &Surroundings) -> Option<Declined> {
    let catches_base = site.kind != Kind::Exception;
    let is_test = place::is_test(file.path, site.function) && !site.purpose.raises;
    if let Some(who) = last_resort(file, site, around) {
        return Some(Declined::new(
            "last-resort",
            who,
            "leave it, or write `except BaseException:` to say that it is meant",
        ));
    }
    if let Some(assertion) = site.doings.asserts.as_ref().filter(|_| is_test) {
        return Some(swallows_assert(assertion));
    }
    if let Some(call) = &site.purpose.cleanup {
        return Some(Declined::new(
            "handler-is-cleanup",
            format!("the handler tidies up with `{call}`, which a narrower one would leave out"),
            "move the cleanup to `finally:` or a `with`, or raise the exception again behind it",
        ));
    }
    if !catches_base {
        return None;
    }
    if site.purpose.keeps {
        return Some(Declined::new(
            "exception-kept",
            "the handler hands the exception on, and whoever gets it would not hear of what passes a narrower one",
            "write `except BaseException:` if all are to be handed on, else name the classes",
        ));
    }
    let base_exception = site.doings.base_exceptions.as_ref().or(around.anywhere.base_exception.as_ref());
    if let Some(call) = base_exception {
        return Some(Declined::new(
            "base-exception",
            format!("{call} is about an exception that does not derive from Exception"),
            "name the exception that is meant",
        ));
    }
    let said = place::speaks_of_interrupt(file.module, site.handler).then(|| "the handler's text".to_owned());
    site.doings.waits.clone().or(said).map(|said| {
        Declined::new(
            "interrupt-expected",
            format!("{said} says that Ctrl-C, or the end of the program, may be what the handler is for"),
            "write `except KeyboardInterrupt:` for that, and another clause for errors",
        )
    })
}

/// Why nobody stands behind the handler.
fn last_resort(file: &FileView<'_>, site: &Site<'_, '_>, around: &Surroundings) -> Option<String> {
    const PARENT: &str = "what passes this handler would go on in code of the parent process";
    if let Some(call) = &site.purpose.hard_exit {
        return Some(format!("`{call}` ends the process here: {PARENT}"));
    }
    let function = site.function?;
    if place::forks(file.module, function) {
        return Some(format!("the function forks: {PARENT}"));
    }
    let by = around.last_resorts.run(function)?;
    Some(format!("the function is run by {by}, where nobody stands by to catch what it raises"))
}

/// What is left to a handler behind `except Exception` is what must not be swallowed; a person decides.
pub fn only_base_left(file: &FileView<'_>, site: &Site<'_, '_>) -> Option<Declined> {
    let names = file.module.names();
    let is_all = |class: &Expr| {
        names
            .qualified(class)
            .is_some_and(|path| path == "builtins.Exception" || path == "builtins.BaseException")
    };
    let catches_all = site.earlier.iter().any(|ExceptHandler::ExceptHandler(handler)| {
        handler.type_.as_deref().is_some_and(|class| match class {
            Expr::Tuple(tuple) => tuple.elts.iter().any(is_all),
            class => is_all(class),
        })
    });
    catches_all.then(|| {
        Declined::new(
            "only-base-left",
            "a clause before it takes every Exception, so at most KeyboardInterrupt, SystemExit, GeneratorExit and \
             cancellation get here",
            "name what it is meant for, such as `except KeyboardInterrupt:`, or remove it",
        )
    })
}

pub fn swallows_assert(assertion: &str) -> Declined {
    Declined::new(
        "swallows-assert",
        format!("the handler swallows {assertion}, so the test cannot fail there"),
        "use `pytest.raises` or `assertRaises`, and move the assertion behind the try",
    )
}
