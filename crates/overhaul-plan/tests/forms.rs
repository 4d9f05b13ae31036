//! Reports in the forms that people write, and files that are none.

#![expect(clippy::unwrap_used, reason = "what a test cannot do is its failure")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use overhaul_plan::{Against, Asks, Draft, Places, Report, ReportError};

/// The items of a report, each as its codemod or `manual`, and its title.
fn items(report: impl AsRef<[u8]>) -> Vec<String> {
    let codemods = overhaul_codemods::registry();
    let asks = Asks::of(codemods.iter().map(|codemod| codemod.page()));
    let places = Places::of(["shop/store.py", "shop/web.py", "tools/load.py"]);
    let report = Report::read("report", report.as_ref()).unwrap();
    let draft = Draft::of(&[report], &Against { codemods: &codemods, asks: &asks, places: &places }).unwrap();
    let shown = draft.items.iter().map(|item| {
        let paths =
            if item.paths.is_empty() { String::new() } else { format!(" in {}", item.paths.join(", ")) };
        let options: String =
            item.options.iter().map(|stated| format!(" {}={}", stated.name, stated.value)).collect();
        format!("{}: {}{paths}{options}", item.codemods.first().unwrap_or(&"manual"), item.title)
    });
    shown.collect()
}

fn refusal(report: impl AsRef<[u8]>) -> ReportError {
    match Report::read("report", report.as_ref()) {
        Err(error) => error,
        Ok(report) => report.mentions().unwrap_err(),
    }
}

#[test]
fn numbered_prose() {
    let text = "Dear team,\n\nwe looked at the shop for two days.\n\n1) The service writes its messages with print(). They\n   belong into the log.\n2) Queries in shop/store.py are open to SQL injection.\n3) There are no backups.\n\nKind regards\n";
    assert_eq!(
        items(text),
        [
            "print-to-logger: The service writes its messages with print()",
            "parameterize-sql: Queries in shop/store.py are open to SQL injection in shop/store.py",
            "manual: There are no backups",
        ]
    );
    let prose = "The shop is in good shape.\n\nWe recommend to replace the bare except clauses by specific ones.\n\nBackups must be tested.\n";
    assert_eq!(
        items(prose),
        [
            "narrow-except: We recommend to replace the bare except clauses by specific ones",
            "manual: Backups must be tested"
        ]
    );
}

#[test]
fn nested_lists() {
    let text = "# Shop\n\n## Recommendations\n\n- Logging\n  - Replace print statements by a logger\n  - Add request ids\n- Database\n  - Engines\n    - [ ] Use QueuePool instead of NullPool (`pool_size = 5`)\n- Set up backups:\n  - daily\n  - weekly\n";
    assert_eq!(
        items(text),
        [
            "print-to-logger: Replace print statements by a logger",
            "manual: Add request ids",
            "nullpool-to-queuepool: Use QueuePool instead of NullPool (pool_size = 5) pool_size=5",
            "manual: Set up backups",
        ]
    );
}

#[test]
fn other_languages() {
    let german = "# Prüfbericht\n\n## Stärken\n\n- Keine print()-Aufrufe in den Tests\n\n## Empfehlungen\n\n1. **Sofort**: print()-Aufrufe durch Logging ersetzen\n2. CORS-Regeln vereinheitlichen\n3. Pauschale except-Blöcke durch genaue ersetzen\n4. Backups einführen\n\n### KRITISCH: SQL-Injection in `shop/store.py`\n\nAbfragen werden zusammengesetzt.\n\n**Maßnahme**: Parameter verwenden\n";
    assert_eq!(
        items(german),
        [
            "print-to-logger: print()-Aufrufe durch Logging ersetzen",
            "centralize-cors: CORS-Regeln vereinheitlichen",
            "narrow-except: Pauschale except-Blöcke durch genaue ersetzen",
            "manual: Backups einführen",
            "parameterize-sql: Parameter verwenden",
        ]
    );
    let french = "# Audit\n\n## Recommandations\n\n- Remplacer les appels à print par la journalisation\n- Centraliser la politique CORS\n- Corriger les injections SQL\n- Mettre en place des sauvegardes\n";
    assert_eq!(
        items(french),
        [
            "print-to-logger: Remplacer les appels à print par la journalisation",
            "centralize-cors: Centraliser la politique CORS",
            "parameterize-sql: Corriger les injections SQL",
            "manual: Mettre en place des sauvegardes",
        ]
    );
}

#[test]
fn html_in_markdown() {
    let text = "# Shop\n\n<h2>Recommendations</h2>\n<ul>\n  <li><b>Replace <code>print()</code></b>: use a logger</li>\n  <li>Restrict CORS to <code>https://shop.example</code></li>\n</ul>\n<table><tr><th>#</th><th>Fix</th><th>File</th></tr><tr><td>F1</td><td>Bind parameters in SQL queries</td><td><code>shop/store.py</code></td></tr></table>\n";
    assert_eq!(
        items(text),
        [
            "print-to-logger: Replace print()",
            "centralize-cors: Restrict CORS to https://shop.example origins=[\"https://shop.example\"]",
            "parameterize-sql: Bind parameters in SQL queries in shop/store.py",
        ]
    );
}

#[test]
fn nothing_is_matched_to_a_codemod_that_does_something_else() {
    let manual = [
        "Add exception handling around the payment call",
        "Add a ruff rule against bare except clauses",
        "Add a WAF rule against SQL injection",
        "Scan for SQL injection in CI",
        "Write regression tests for SQL injection",
        "Replace console.log by a logger",
        "Use structured logging",
        "Add a connection pool for Redis",
        "Enable CORS for the partner site",
        "Restrict CORS to known origins",
        "Protect prompts against injection",
        "Define a hierarchy of exceptions instead of generic exceptions",
        "Print invoices on A4",
        "Document why NullPool is used in CI",
        "Fix bare excepts and add tests",
    ];
    let report: String =
        manual.iter().fold("## Recommendations\n\n".to_owned(), |text, item| text + "- " + item + "\n");
    let found = items(report);
    assert_eq!(found, manual.map(|item| format!("manual: {item}")));
}

#[test]
fn what_is_pasted_into_a_report_does_not_slow_it_down() {
    let mut text = String::from("## Recommendations\n\n- Replace print() by a logger\n\n## Log\n\n");
    let mut line = 0;
    while text.len() < 5_000_000 {
        line += 1;
        let _ = writeln!(
            text,
            "2026-01-02 03:04:{:02} INFO [worker-{line}] *handled* `{line}` | ok - [x] <b> 12. done {{",
            line % 60
        );
    }
    text.push_str("\n## Next steps\n\n- Set up backups\n");
    let one_line = text.replace('\n', " ");
    let start = Instant::now();
    assert_eq!(items(&text), ["print-to-logger: Replace print() by a logger", "manual: Set up backups"]);
    assert!(!items_of_a_line(&one_line).is_empty());
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

/// What has no breaks at all may end in an error, in time.
fn items_of_a_line(text: &str) -> String {
    match Report::read("report", text.as_bytes()).and_then(|report| report.mentions()) {
        Ok(mentions) => mentions.recommended.len().to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_no_report_is_an_error_that_says_so() {
    assert_eq!(refusal(""), ReportError::Empty);
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"), ReportError::Binary);
    assert_eq!(refusal("# Notes\n\nAll is well.\n"), ReportError::Nothing);
    let findings = "## Findings to fix: recommendations\n\n".to_owned() + &"- Replace x\n".repeat(2_001);
    assert_eq!(refusal(findings), ReportError::TooMany);
}

#[test]
fn encodings_make_no_difference() {
    let text = "## Empfehlungen\n\n- ✅ print()-Aufrufe ersetzen – größtenteils\n";
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (broken, ..) = encoding_rs::MACINTOSH.decode(text.as_bytes());
    let marked = format!("\u{feff}{text}");
    let expected = items(text);
    assert_eq!(expected, ["print-to-logger: print()-Aufrufe ersetzen – größtenteils"]);
    for bytes in [
        utf16,
        broken.into_owned().into_bytes(),
        marked.into_bytes(),
        text.replace('\n', "\r\n").into_bytes(),
    ] {
        assert_eq!(items(bytes), expected);
    }
}
