//! What the pages of the codemods say about audits is true of the codemods.

use overhaul_plan::Asks;

#[test]
fn what_pages_say_about_audits_is_known_to_their_codemods() {
    let codemods = overhaul_codemods::registry();
    let asks = Asks::of(codemods.iter().map(|codemod| codemod.page()));
    for codemod in &codemods {
        let id = codemod.id();
        let own: Vec<_> = asks.asks.iter().filter(|ask| ask.codemod == id).collect();
        assert!(!own.is_empty(), "{id} is asked for by nothing");
        for (option, _) in own.iter().flat_map(|ask| &ask.options) {
            assert!(codemod.options().iter().any(|spec| spec.name == option), "{id} has no option {option}");
        }
        let reasons = codemod.page().reasons();
        assert!(!asks.may_stay(id).is_empty(), "{id} says of no reason that it may stay");
        for reason in asks.may_stay(id) {
            assert!(reasons.contains(&reason.as_str()), "{id} does not decline for {reason}");
        }
    }
}

/// Reports that want what is wrong are told so, in words of the page.
#[test]
fn wrong_fixes_are_known() {
    let codemods = overhaul_codemods::registry();
    let asks = Asks::of(codemods.iter().map(|codemod| codemod.page()));
    for (codemod, text, instead) in [
        ("nullpool-to-queuepool", "create_async_engine(url, poolclass=QueuePool)", "ArgumentError"),
        ("parameterize-sql", "execute(\"SELECT * FROM ?\", (table,))", "FROM ?"),
        ("narrow-except", "replace it by `except Exception:`", "around cleanup"),
        ("print-to-logger", "use sed", "loses arguments"),
        ("centralize-cors", "create a single CORS policy", "keep their difference"),
    ] {
        let wrong = asks.wrong(codemod, text);
        let found = wrong.iter().find(|wrong| wrong.instead.contains(instead));
        assert!(found.is_some(), "{codemod}: {text}");
    }
    assert!(asks.wrong("print-to-logger", "replace print() by a logger").is_empty());
}
