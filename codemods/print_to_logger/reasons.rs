//! What is said of a print that stays for what it writes.

use overhaul_engine::{Declined, Outcome};

use super::message::Refusal;

/// A decoration whose neighbours are not converted.
pub(super) fn undecided() -> Outcome {
    Outcome::Declined(Declined::new("decorates-declined", "the prints around it stay", "convert them first"))
}

pub(super) fn progress(explanation: &str) -> Declined {
    Declined::new("progress-output", explanation, "leave it, or log once at the end")
}

pub(super) fn refused(refusal: Refusal) -> Declined {
    match refusal {
        Refusal::DynamicArguments => Declined::new(
            "dynamic-arguments",
            "what it prints is known only when it runs",
            "write the arguments out, then run again",
        ),
        Refusal::CommentInside => Declined::new(
            "comment-inside",
            "a comment inside the call would have no place",
            "move the comment above the call, then run again",
        ),
    }
}

/// The doctest in this line shows its words.
pub(super) fn in_doctest(line: usize) -> Declined {
    Declined::new(
        "example",
        format!("the doctest in line {line} shows what it prints"),
        "set `examples = true` to convert it, and take the output out of the doctest",
    )
}
