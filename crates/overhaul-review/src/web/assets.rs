//! The files of the page. They are part of the program: nothing is ever read from disk.

use overhaul_report::html::DIFF_CSS;

use super::http::{Response, Status};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! asset {
    ($name:literal) => {
        include_str!(concat!("../../web/", $name))
    };
}

const FILES: &[(&str, &str, &str)] = &[
    ("", HTML, asset!("index.html")),
    ("icon.svg", "image/svg+xml", asset!("icon.svg")),
    ("style.css", CSS, asset!("style.css")),
    ("diff.css", CSS, DIFF_CSS),
    ("app.js", SCRIPT, asset!("app.js")),
    ("actions.js", SCRIPT, asset!("actions.js")),
    ("api.js", SCRIPT, asset!("api.js")),
    ("detail.js", SCRIPT, asset!("detail.js")),
    ("dialogs.js", SCRIPT, asset!("dialogs.js")),
    ("dom.js", SCRIPT, asset!("dom.js")),
    ("filters.js", SCRIPT, asset!("filters.js")),
    ("keys.js", SCRIPT, asset!("keys.js")),
    ("list.js", SCRIPT, asset!("list.js")),
    ("model.js", SCRIPT, asset!("model.js")),
    ("settings.js", SCRIPT, asset!("settings.js")),
];

/// The file at a path within the page's folder.
pub fn find(path: &str) -> Option<Response> {
    let (_, content_type, text) = FILES.iter().find(|(name, ..)| *name == path)?;
    Some(Response { status: Status::Ok, content_type, headers: Vec::new(), body: text.as_bytes().to_vec() })
}
