//! The reasons why an engine is left as it is, each with what it saw and a way out.

use overhaul_engine::Declined;

use super::hazards::Found;
use super::site::KEY;

pub fn engine_unknown() -> Declined {
    Declined::new(
        "engine-unknown",
        "what takes it is no function that is known to make an engine",
        "write the settings by hand where the engine is made",
    )
}

pub fn migration() -> Declined {
    Declined::new(
        "migration",
        "a migration runs once with one connection, and a pool would keep it open",
        "leave it: NullPool is right here",
    )
}

pub fn test() -> Declined {
    Declined::new("test", "an engine of tests must not share connections between them", "leave it")
}

pub fn one_shot(why: &str) -> Declined {
    Declined::new(
        "one-shot-script",
        format!("{why}, so that the engine ends with the program"),
        "leave it, or write the settings by hand if the program goes on for long",
    )
}

pub fn custom_creator(keyword: &str) -> Declined {
    Declined::new(
        "custom-creator",
        format!("`{keyword}` makes the connections, perhaps from a pool of its own"),
        "look at what it gives before the engine pools that",
    )
}

pub fn hazard(found: &Found) -> Declined {
    let what = match &found.file {
        Some(file) => format!("{} in {file}, which leads to this engine,", found.what),
        None => found.what.clone(),
    };
    match found.reason.as_str() {
        "serverless" => Declined::new(
            "serverless",
            format!(
                "{what} shows a serverless function, whose instances would each keep connections while frozen"
            ),
            "leave it, or put a pooler such as RDS Proxy in front of the server",
        ),
        "prefork" => Declined::new(
            "prefork",
            format!("{what} shows processes that are forked, which would share the pool's connections"),
            "call `engine.dispose(close=False)` in each child, then write the settings by hand",
        ),
        "many-loops" => Declined::new(
            "many-loops",
            format!(
                "{what} shows several event loops, and a pooled connection works in the loop that opened it only"
            ),
            "make one engine for each loop, or run everything in one loop",
        ),
        "session-state" => Declined::new(
            "session-state",
            format!(
                "{what} changes its connection for good, and a pool would hand the change to the next user"
            ),
            "reset it when the connection goes back to the pool (the `reset` event), or make it SET LOCAL",
        ),
        "explained" => Declined::new(
            "explained",
            format!("{what}, as if there were a reason for NullPool"),
            "write the settings by hand if the reason is gone, and remove the comment",
        ),
        "migration" => migration(),
        _ => test(),
    }
}

pub fn at_run_time(why: &str) -> Declined {
    Declined::new(
        "chosen-at-run-time",
        why,
        format!("decide where the choice is made; `{KEY}` may stay where only tests take it"),
    )
}

pub fn unknown_keywords(words: &str) -> Declined {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Declined::new(
        "unknown-kwargs",
        format!("what `{words}` holds cannot be seen, and a setting that is given twice is a TypeError"),
        "write the settings of the pool out in the call",
    )
}

pub fn closed_wrapper(name: &str) -> Declined {
    Declined::new(
        "closed-wrapper",
        format!("`{name}` takes a pool class, but no settings of a pool"),
        "let it hand its keywords on to the engine",
    )
}

pub fn shared_settings(name: &str) -> Declined {
    Declined::new(
        "unknown-kwargs",
        format!("another module takes the settings in `{name}` as well"),
        "give each engine settings of its own",
    )
}

pub fn engine_per_call(place: &str) -> Declined {
    Declined::new(
        "engine-per-call",
        format!("{place} makes an engine of its own, whose pool would keep its connections open"),
        "make the engine once, at module level or behind functools.lru_cache",
    )
}

pub fn dead_module() -> Declined {
    Declined::new(
        "dead-module",
        "a package of the same name hides this module, so nothing imports it",
        "delete the module, or rename the package",
    )
}

/// Flask-SQLAlchemy gives an in-memory database a pool of its own, beside the settings of others.
pub fn memory_of_tests(file: &str) -> Declined {
    Declined::new(
        "in-memory-sqlite",
        format!(
            "{file} sets SQLALCHEMY_DATABASE_URI beside an in-memory SQLite database, whose pool takes no sizes"
        ),
        "set SQLALCHEMY_ENGINE_OPTIONS = {} there, and run again",
    )
}

pub fn in_memory(why: &str) -> Declined {
    Declined::new("in-memory-sqlite", why, "use StaticPool for one that is shared")
}

pub fn external_pooler(word: &str, place: &str) -> Declined {
    Declined::new(
        "external-pooler",
        format!("\"{word}\"{place} says that something else pools the connections"),
        "keep NullPool behind a pooler, or pool in one of the two places only",
    )
}

pub fn either_kind() -> Declined {
    Declined::new(
        "engine-unknown",
        "the URL cannot be seen, and the module also has to do with asynchronous engines",
        "write the settings by hand where the engine is made",
    )
}

pub fn two_kinds() -> Declined {
    Declined::new(
        "engine-unknown",
        "the same settings go to a synchronous and an asynchronous engine",
        "give each of them settings of its own",
    )
}
