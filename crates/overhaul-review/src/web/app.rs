//! What the page asks, and what is answered.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use overhaul_python::{Module, Source, depth};
use serde::{Deserialize, Serialize};

use super::assets;
use super::http::{Request, Response, Status};
use super::view::{self, Changed, Detail, Items};
use crate::decisions::{Decided, DecisionsError};
use crate::item::Item;
use crate::review::{Progress, Review};

/// Longer reasons are cut.
const LONGEST_REASON: usize = 2_000;

/// The decoded originals of files, by project and name.
pub type Texts = HashMap<(usize, String), Arc<str>>;

/// What a review in the browser is about.
pub struct Subject {
    pub review: Review,
    /// For each project, what its paths are shown relative to.
    pub bases: Vec<PathBuf>,
    pub texts: Texts,
    /// Ids in the order of the run, and what each codemod does in one line.
    pub codemods: Vec<(&'static str, String)>,
}

/// The answers to admitted requests.
pub struct App {
    bases: Vec<PathBuf>,
    texts: Texts,
    kept: Mutex<Kept>,
}

struct Kept {
    review: Review,
    items: Items,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decide {
    items: Vec<u32>,
    decision: Word,
    #[serde(default)]
    why: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Accept,
    Reject,
    Edit,
    Clear,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    item: u32,
}

#[derive(Serialize)]
struct Done {
    accepted: usize,
    rejected: usize,
    edited: usize,
    total: usize,
}

/// Why something was not done.
enum Problem {
    NotFound,
    Method,
    Request(String),
    Refused(String),
    Failed(DecisionsError),
}

impl App {
    pub fn new(subject: Subject) -> Self {
        let Subject { review, bases, texts, codemods } = subject;
        let items = Items::new(&review, &bases, codemods);
        Self { bases, texts, kept: Mutex::new(Kept { review, items }) }
    }

    pub fn progress(&self) -> Progress {
        self.kept().review.progress()
    }

    /// The answer to a request for a path within the page's folder, and whether it ends the review.
    pub fn answer(&self, path: &str, request: &Request) -> (Response, bool) {
        let answer = match (request.method.as_str(), path) {
            ("GET", "api/items") => json(&self.kept().items),
            ("GET", _) if path.starts_with("api/item/") => self.item(path),
            ("POST", "api/decide") => self.decide(&request.body),
            ("POST", "api/undo") => self.undo(),
            ("POST", "api/split") => self.split(&request.body),
            ("POST", "api/done") => return (self.done(), true),
            ("GET", _) => assets::find(path).ok_or(Problem::NotFound),
            ("POST", _) => Err(Problem::NotFound),
            _ => Err(Problem::Method),
        };
        (answer.unwrap_or_else(Problem::response), false)
    }

    fn item(&self, path: &str) -> Result<Response, Problem> {
        let number = path.trim_start_matches("api/item/").parse().map_err(|_| Problem::NotFound)?;
        let (item, decisions) = {
            let kept = self.kept();
            let item = kept.item(number)?.clone();
            let decision = |fingerprint| kept.review.decision(&item, fingerprint).cloned();
            let decisions: Vec<_> = item.parts.iter().map(|part| decision(part.fingerprint)).collect();
            (item, decisions)
        };
        json(&Detail::new(number, &item, self.text(&item), &decisions))
    }

    fn text(&self, item: &Item) -> Option<&str> {
        self.texts.get(&(item.project, item.file.clone())).map(|text| &**text)
    }

    fn decide(&self, body: &[u8]) -> Result<Response, Problem> {
        let Decide { items, decision, why, text } = read(body)?;
        let mut kept = self.kept();
        let decided = match decision {
            Word::Accept => Some(Decided::Accepted),
            Word::Reject => Some(Decided::Rejected),
            Word::Clear => None,
            Word::Edit => Some(Decided::Edited(self.edited(&kept, &items, text)?)),
        };
        let places = kept.items.places(&items).ok_or(Problem::NotFound)?;
        let why: Option<String> = why.map(|why| why.trim().chars().take(LONGEST_REASON).collect());
        let why = why.filter(|why| !why.is_empty());
        kept.review.decide(&places, decided.as_ref(), why.as_deref()).map_err(Problem::Failed)?;
        json(&kept.step())
    }

    /// The lines that a person wrote, if they can stand in the place of the fix.
    fn edited(&self, kept: &Kept, items: &[u32], text: Option<String>) -> Result<String, Problem> {
        let ([number], Some(lines)) = (items, text) else {
            return Err(Problem::Request("an edit is about one item and has a text".to_owned()));
        };
        let item = kept.item(*number)?;
        let original = self.text(item).filter(|_| view::editable(item).is_some());
        let Some(original) = original else {
            return Err(Problem::Refused("only a fix of one place can be edited; split it first".to_owned()));
        };
        let lines = lines.lines().collect::<Vec<_>>().join("\n");
        let Some(new) = view::applied(original, item, &[Some(&lines)]) else {
            return Err(Problem::Refused(
                "the file changed while it was read; start the review again".to_owned(),
            ));
        };
        check(&new).map_err(Problem::Refused)?;
        Ok(lines)
    }

    fn undo(&self) -> Result<Response, Problem> {
        let mut kept = self.kept();
        kept.review.undo().map_err(Problem::Failed)?;
        json(&kept.step())
    }

    fn split(&self, body: &[u8]) -> Result<Response, Problem> {
        let Split { item } = read(body)?;
        let mut kept = self.kept();
        let place = kept.items.place(item).ok_or(Problem::NotFound)?;
        kept.review.split(place);
        let Kept { review, items } = &mut *kept;
        json(&items.split(place, review, &self.bases))
    }

    fn done(&self) -> Response {
        let Progress { total, accepted, rejected, edited } = self.progress();
        json(&Done { accepted, rejected, edited, total }).unwrap_or_else(Problem::response)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn item(&self, number: u32) -> Result<&Item, Problem> {
        let place = self.items.place(number);
        place.and_then(|place| self.review.items().get(place)).ok_or(Problem::NotFound)
    }

    fn step(&mut self) -> Changed {
        self.items.step(&self.review)
    }
}

/// Whether a text with what a person wrote is Python at all.
fn check(text: &str) -> Result<(), String> {
    let parse = || {
        let source = Source::decode(Vec::new()).map_err(|error| error.to_string())?;
        match Module::parse(source.with_text(text.to_owned())) {
            Ok(_) => Ok(()),
            Err(overhaul_python::ParseFailure::Syntax { message, position }) => {
                Err(format!("this would be no Python: line {}: {message}", position.line))
            }
            Err(failure) => Err(failure.to_string()),
        }
    };
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(depth::WORKER_STACK).spawn_scoped(scope, parse);
        let checked = worker.ok().and_then(|worker| worker.join().ok());
        checked.unwrap_or_else(|| Err("this could not be checked".to_owned()))
    })
}

fn read<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::Request(error.to_string()))
}

fn json(value: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|error| Problem::Request(error.to_string()))?;
    Ok(Response::json(Status::Ok, body))
}

impl Problem {
    fn response(self) -> Response {
        let (status, words) = match self {
            Self::NotFound => (Status::NotFound, "there is no such thing here; reload the page".to_owned()),
            Self::Method => (Status::MethodNotAllowed, "only GET and POST are answered".to_owned()),
            Self::Request(words) => (Status::BadRequest, words),
            Self::Refused(words) => (Status::Unprocessable, words),
            Self::Failed(error) => (Status::Failed, error.to_string()),
        };
        Response::json(status, serde_json::json!({ "error": words }).to_string())
    }
}
