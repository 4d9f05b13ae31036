//! Labels and people of pull requests, of which a forge may refuse some.

use super::ForgeError;

/// Nothing where it was done, and a note where the forge refused it. What may work later is an error.
pub fn noted<T>(result: Result<T, ForgeError>) -> Result<Result<T, String>, ForgeError> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(error @ (ForgeError::Refused { .. } | ForgeError::NotFound { .. })) => Ok(Err(error.to_string())),
        Err(error) => Err(error),
    }
}

/// Asks for all at once, and where the forge refuses that, for each alone, so that one who is refused keeps back nobody else.
pub fn each<T: Clone>(
    wanted: &[T],
    mut ask: impl FnMut(&[T]) -> Result<(), ForgeError>,
) -> Result<Vec<String>, ForgeError> {
    let Some((_, others)) = wanted.split_first() else { return Ok(Vec::new()) };
    let Err(note) = noted(ask(wanted))? else { return Ok(Vec::new()) };
    if others.is_empty() {
        return Ok(vec![note]);
    }
    let mut notes = Vec::new();
    for one in wanted {
        notes.extend(noted(ask(std::slice::from_ref(one)))?.err());
    }
    Ok(notes)
}

/// Those of the wanted labels that are there, as the repository spells them, and a note for each other one. Forges would
/// make a label that is not there, also for a typing error.
pub fn known<L: Clone>(
    wanted: &[String],
    there: &[L],
    name: impl Fn(&L) -> &str,
    repository: &str,
) -> (Vec<L>, Vec<String>) {
    let mut known = Vec::new();
    let mut notes = Vec::new();
    for label in wanted {
        let exact = there.iter().find(|one| name(one) == label);
        match exact.or_else(|| there.iter().find(|one| name(one).to_lowercase() == label.to_lowercase())) {
            Some(one) => known.push(one.clone()),
            None => notes.push(format!("{repository} has no label '{label}'")),
        }
    }
    (known, notes)
}

/// Whether two texts are the same to a forge, which may change line ends and the white space around.
pub fn is_same_text(one: &str, other: &str) -> bool {
    one.trim().lines().eq(other.trim().lines())
}
