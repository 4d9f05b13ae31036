//! Comments at any place inside brackets: the cases with such comments are fixed or left alone, and never withheld.
//!
//! `OVERHAUL_SEED` chooses other places.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it skips"
)]

mod harness;

use std::panic::AssertUnwindSafe;

use harness::case_files::{cases, read_case};
use harness::{check_with_cpython, codemod, transcript};
use overhaul_python::{Module, Ranged, Source, TextSize, TokenKind};

/// Behind tokens inside brackets, but not inside the fields of f-strings, where older versions take no comment.
fn places(module: &Module) -> Vec<TextSize> {
    let (mut brackets, mut strings) = (0_u32, 0_u32);
    let mut places = Vec::new();
    for token in module.tokens() {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => brackets += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => brackets = brackets.saturating_sub(1),
            TokenKind::FStringStart | TokenKind::TStringStart => strings += 1,
            TokenKind::FStringEnd | TokenKind::TStringEnd => strings = strings.saturating_sub(1),
            TokenKind::Comment | TokenKind::NonLogicalNewline => continue,
            _ => {}
        }
        if brackets > 0 && strings == 0 {
            places.push(token.end());
        }
    }
    places
}

/// The text with some comments; `None` where it has no place for one, or they make it something else.
fn commented(text: &str, random: &mut impl FnMut(usize) -> usize) -> Option<String> {
    let parse = |text: &str| Module::parse(Source::decode(text.as_bytes().to_vec()).ok()?).ok();
    let places = places(&parse(text)?);
    let mut chosen: Vec<usize> =
        (0..=random(4)).filter_map(|_| Some(places.get(random(places.len().max(1)))?.to_usize())).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let mut commented = text.to_owned();
    for (number, place) in chosen.iter().enumerate().rev() {
        commented.insert_str(*place, &format!("  # here {number}\n        "));
    }
    parse(&commented).filter(|_| !chosen.is_empty()).map(|_| commented)
}

#[test]
fn comments_inside_brackets_withhold_nothing() {
    let seed = std::env::var("OVERHAUL_SEED").ok().map_or(1, |seed| seed.parse::<u64>().unwrap());
    let mut state = seed;
    let mut random = move |limit: usize| {
        // Source of the constants: Knuth, The Art of Computer Programming, MMIX.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % limit as u64).unwrap()
    };
    let mut compiled = Vec::new();
    for registered in overhaul_codemods::registry() {
        for case in cases(registered.id()).iter().filter(|case| case.is_file()) {
            let (mut files, options) = read_case(case);
            let Some(text) =
                std::str::from_utf8(&files[0].1).ok().and_then(|text| commented(text, &mut random))
            else {
                continue;
            };
            files[0].1 = text.clone().into_bytes();
            let codemod = codemod(registered.id(), &options);
            let told = std::panic::catch_unwind(AssertUnwindSafe(|| transcript(&codemod, &files)));
            let Ok((_, after)) = told else {
                panic!("{} with the seed {seed}:\n{text}", case.display());
            };
            compiled.push((case.display().to_string(), text.into_bytes(), after[0].1.clone()));
        }
    }
    assert!(compiled.len() > 300, "{} cases had a place for a comment", compiled.len());
    check_with_cpython(&compiled);
}
