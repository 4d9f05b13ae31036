//! The recommendations of reports that people wrote, listed by hand, each found exactly once.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "what a test cannot do is its failure")]

use std::path::{Path, PathBuf};

use overhaul_plan::{Against, Asks, Draft, Drafted, Places, Report};

/// A real report that is no part of the repository: beside it, or where the variable says.
fn audit(name: &str) -> Option<Vec<u8>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/audits");
    let directory = std::env::var_os("OVERHAUL_AUDITS").map_or(beside, PathBuf::from);
    let bytes = std::fs::read(directory.join(name)).ok();
    if bytes.is_none() {
        eprintln!("skipped: {name} is not in {}; OVERHAUL_AUDITS names its directory", directory.display());
    }
    bytes
}

fn list(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audits").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.starts_with("# ")).map(str::to_owned).collect()
}

fn draft(name: &str, bytes: &[u8]) -> Draft {
    let codemods = overhaul_codemods::registry();
    let asks = Asks::of(codemods.iter().map(|codemod| codemod.page()));
    let places = Places::of(["apps/wallet/src/app/chain/multichain_ledger.py", "backend/database.py"]);
    let report = Report::read(name, bytes).unwrap();
    Draft::of(&[report], &Against { codemods: &codemods, asks: &asks, places: &places }).unwrap()
}

fn answer(item: &Drafted) -> &str {
    item.codemods.first().copied().unwrap_or("manual")
}

#[test]
fn a_report_with_broken_characters_is_accounted_for() {
    let Some(bytes) = audit("trading-bot-audit.md") else { return };
    let draft = draft("trading-bot-audit.md", &bytes);
    let listed = list("trading-bot-audit.txt");
    for line in &listed {
        let mut parts = line.splitn(3, ' ');
        let (number, expected) = (parts.next().unwrap().parse::<usize>().unwrap(), parts.next().unwrap());
        let found: Vec<&str> = draft
            .items
            .iter()
            .flat_map(|item| {
                item.sources.iter().filter(|source| source.at.line == number).map(|_| answer(item))
            })
            .collect();
        assert_eq!(found, [expected], "{line}");
    }
    // What is there besides only says what is wrong, and a codemod answers to it.
    let sources = draft.items.iter().flat_map(|item| item.sources.iter().map(move |source| (item, source)));
    let others: Vec<_> = sources
        .filter(|(_, source)| !listed.iter().any(|line| line.starts_with(&format!("{} ", source.at.line))))
        .map(|(item, source)| (answer(item), source.at.line))
        .collect();
    assert_eq!(others, [("narrow-except", 66)]);
    let pool = draft.items.iter().find(|item| answer(item) == "nullpool-to-queuepool").unwrap();
    let options: Vec<String> = pool
        .options
        .iter()
        .map(|stated| {
            format!("{} = {} # {}", stated.name, stated.value, stated.from.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        options,
        [
            "pool_size = 20 # trading-bot-audit.md line 159",
            "max_overflow = 40 # trading-bot-audit.md line 160",
            "pool_pre_ping = true # trading-bot-audit.md line 161",
            "pool_recycle = 3600 # trading-bot-audit.md line 162",
        ]
    );
    assert!(pool.instead[0].contains("ArgumentError"), "{:?}", pool.instead);
    let quotes = draft.items.iter().flat_map(|item| &item.sources).map(|source| source.quote.as_str());
    assert!(
        quotes.into_iter().all(|quote| !quote.contains('‚') && !quote.contains('Ô')),
        "characters are put right"
    );
}

#[test]
fn a_report_without_line_breaks_is_accounted_for() {
    let Some(bytes) = audit("monorepo-analysis.txt") else { return };
    let draft = draft("monorepo-analysis.txt", &bytes);
    let listed = list("monorepo-analysis.txt");
    for line in &listed {
        let (expected, start) = line.split_once(' ').unwrap();
        let found: Vec<&str> = draft
            .items
            .iter()
            .flat_map(|item| {
                item.sources.iter().filter(|source| source.quote.starts_with(start)).map(|_| answer(item))
            })
            .collect();
        assert_eq!(found, [expected], "{line}");
    }
    let text = String::from_utf8(bytes).unwrap();
    let characters: Vec<char> = text.chars().collect();
    for source in draft.items.iter().flat_map(|item| &item.sources) {
        let there: String = characters[source.at.column - 1..].iter().take(12).collect();
        let quote: String = source.quote.chars().take(12).collect();
        assert!(
            there.starts_with(&quote) || there.trim_start_matches(['|', ' ']).starts_with(&quote[..8]),
            "{there:?} {quote:?}"
        );
    }
    // A recommendation with an id of its own names its item.
    let ids: Vec<&str> = draft.items.iter().map(|item| item.id.as_str()).filter(|id| id.len() == 2).collect();
    let expected: Vec<String> = [("S", 7), ("M", 8), ("L", 7)]
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}{number}")))
        .collect();
    assert_eq!(ids, expected);
    let claim = |id: &str| {
        let item = draft.items.iter().find(|item| item.id == id).unwrap();
        item.claimed.as_ref().map(|claim| format!("{} {}", claim.count, claim.of)).unwrap()
    };
    assert_eq!(
        ["S1", "S2", "S5", "S7"].map(claim),
        ["925 instances", "50 locations", "23 files", "21 locations"]
    );
    let wrong = |id: &str| draft.items.iter().find(|item| item.id == id).unwrap().instead.join(" ");
    assert!(wrong("S2").contains("around cleanup") && wrong("S7").contains("table's name"));
    let commands = draft.checks.iter().filter(|(_, check)| check.command.is_some()).count();
    assert_eq!((draft.checks.len(), commands), (7, 7));
}
