//! From what reports say to the items of a plan: what repeats is merged, and what a codemod does is told from the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use overhaul_engine::{Codemod, OptionKind, OptionSpec, OptionValue, Options};
use regex::Regex;

use crate::ask::{Answer, Ask, Asks, value};
use crate::place::Places;
use crate::report::{At, Check, Kind, Mention, Report, key, plain, words};

/// The longest slug of a title.
const SLUG: usize = 48;

static STATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"([A-Za-z][A-Za-z0-9_-]*)\s*=\s*(true|false|True|False|-?\d+|"[^"\n]*"|'[^'\n]*')(?:[^\w.]|$)"#,
    )
    .ok()
});
static CLAIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(\d[\d,]*)\+?\s+((?:[^\s|.;]+\s+){0,3}?(?:instances?|locations?|places?|occurrences?|files?|statements?|clauses?|calls?|blocks?|endpoints?|queries|services|routers?|stellen|vorkommen|dateien|aufrufe|fichiers?|endroits?|appels))\b").ok()
});
static ORIGIN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"[`"'](https?://[A-Za-z0-9.-]+(?::\d+)?)[`"']"#).ok());

/// An item as reports give it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    pub id: String,
    pub title: String,
    /// The codemods that do it; without one, a person does.
    pub codemods: Vec<&'static str>,
    /// Why it is left to a person.
    pub manual: Option<String>,
    /// The codemod whose findings have to do with it, where none does it.
    pub related: Option<&'static str>,
    pub options: Vec<Stated>,
    pub paths: Vec<String>,
    /// What it names of the project, where it is not restricted to that.
    pub named: Vec<String>,
    pub may_stay: Vec<String>,
    pub claimed: Option<Claim>,
    /// What is done in another way than the report wants.
    pub instead: Vec<String>,
    pub sources: Vec<Source>,
}

/// An option that a report, or what it asks for, sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    pub codemod: &'static str,
    pub name: &'static str,
    pub value: OptionValue,
    /// Where the report says so.
    pub from: Option<String>,
}

/// How often a report has counted something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub count: usize,
    /// What was counted, as the report calls it.
    pub of: String,
}

/// A place of a report that asks for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub report: String,
    pub at: At,
    pub quote: String,
}

/// What reports come to.
#[derive(Debug, Default)]
pub struct Draft {
    pub items: Vec<Drafted>,
    /// With the name of the report of each.
    pub checks: Vec<(String, Check)>,
}

/// What reports are read against.
pub struct Against<'a> {
    pub codemods: &'a [Arc<dyn Codemod>],
    pub asks: &'a Asks,
    pub places: &'a Places,
}

/// Mentions that ask for the same.
struct Group<'m> {
    answer: Answer,
    key: BTreeSet<String>,
    /// The report and the mention, in their order.
    members: Vec<(usize, &'m Mention)>,
}

impl Draft {
    /// The items that these reports ask for, in their order.
    pub fn of(
        reports: &[Report],
        against: &Against<'_>,
    ) -> Result<Self, (String, crate::report::ReportError)> {
        let mut mentions = Vec::new();
        let mut checks = Vec::new();
        for report in reports {
            let found = report.mentions().map_err(|error| (report.name.clone(), error))?;
            checks.extend(found.checks.into_iter().map(|check| (report.name.clone(), check)));
            mentions.push(found.recommended);
        }
        let groups = grouped(&mentions, against.asks);
        let mut ids = BTreeSet::new();
        let items = groups.iter().map(|group| drafted(group, reports, against, &mut ids)).collect();
        Ok(Self { items, checks })
    }
}

fn grouped<'m>(mentions: &'m [Vec<Mention>], asks: &Asks) -> Vec<Group<'m>> {
    let mut all: Vec<(usize, usize, &Mention)> = Vec::new();
    for (report, found) in mentions.iter().enumerate() {
        all.extend(found.iter().enumerate().map(|(index, mention)| (report, index, mention)));
    }
    // What a report puts most plainly names the item; what it says besides joins.
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (all[*at].2.id.is_none(), all[*at].2.kind, *at));
    let mut groups: Vec<Group<'m>> = Vec::new();
    let mut group_of: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    // A remedy goes where the finding goes that it stands under, so that comes first.
    order.sort_by_key(|at| (all[*at].2.id.is_none(), all[*at].2.parent.is_some()));
    for at in order {
        let (report, index, mention) = all[at];
        let answer = asks.answer(mention);
        if mention.kind == Kind::Finding && !matches!(answer, Answer::Ask(_)) {
            continue;
        }
        let key = key(&mention.title);
        let parent = mention.parent.and_then(|parent| group_of.get(&(report, parent)).copied());
        let found = parent.or_else(|| groups.iter().position(|group| group.takes(mention, answer, &key)));
        let place = found.unwrap_or_else(|| {
            groups.push(Group { answer, key, members: Vec::new() });
            groups.len() - 1
        });
        let group = &mut groups[place];
        // What a remedy asks for counts more than what is wrong.
        if parent.is_some() && matches!(answer, Answer::Ask(_)) {
            group.answer = answer;
        }
        group.members.push((report, mention));
        group_of.insert((report, index), place);
    }
    for group in &mut groups {
        group.members.sort_by_key(|(report, mention)| (*report, mention.at));
    }
    let mut groups = merged(groups);
    groups.sort_by_key(|group| {
        let (report, mention) = group.first();
        (report, mention.at)
    });
    groups
}

/// Groups that came to ask for the same, put together, unless both have ids.
fn merged(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut kept: Vec<Group<'_>> = Vec::new();
    for group in groups {
        let has_id = group.has_id();
        let same = kept.iter_mut().find(|other| {
            matches!(group.answer, Answer::Ask(_))
                && other.answer == group.answer
                && !(has_id && other.has_id())
        });
        match same {
            Some(other) => other.members.extend(group.members),
            None => kept.push(group),
        }
    }
    kept
}

impl<'m> Group<'m> {
    /// Whether a mention asks for what the group asks for. Recommendations with ids of their own are never one.
    fn takes(&self, mention: &Mention, answer: Answer, key: &BTreeSet<String>) -> bool {
        if mention.id.is_some() && self.has_id() {
            return self.members.iter().any(|(_, other)| other.id == mention.id);
        }
        match (self.answer, answer) {
            (Answer::Ask(one), Answer::Ask(other)) => one == other,
            (Answer::Ask(_), _) | (_, Answer::Ask(_)) => false,
            (Answer::Related(one), Answer::Related(other)) if one != other => false,
            _ => says_the_same(&self.key, key),
        }
    }

    fn has_id(&self) -> bool {
        self.members.iter().any(|(_, mention)| mention.id.is_some())
    }

    /// The mention that names the item.
    fn first(&self) -> (usize, &'m Mention) {
        let first = self
            .members
            .iter()
            .min_by_key(|(report, mention)| (mention.id.is_none(), mention.kind, *report, mention.at));
        *first.unwrap_or(&self.members[0])
    }
}

/// Whether two recommendations say the same: one has all words of the other, and not many more.
fn says_the_same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if small.len() < 2 {
        return small == large && !small.is_empty();
    }
    small.is_subset(large) && large.len() <= small.len() + 2
}

fn drafted(
    group: &Group<'_>,
    reports: &[Report],
    against: &Against<'_>,
    ids: &mut BTreeSet<String>,
) -> Drafted {
    let (report, first) = group.first();
    let id = unique(first.id.clone().unwrap_or_else(|| slug(&first.title)), &reports[report].name, ids);
    let mut item = Drafted {
        id,
        title: first.title.clone(),
        codemods: Vec::new(),
        manual: None,
        related: None,
        options: Vec::new(),
        paths: Vec::new(),
        named: Vec::new(),
        may_stay: Vec::new(),
        claimed: claimed(group),
        instead: Vec::new(),
        sources: sources(group, reports),
    };
    let named = against.places.named(&format!("{} {} {}", first.title, first.detail, first.places));
    item.named = named.found.iter().cloned().collect();
    match group.answer {
        Answer::Ask(index) => {
            let ask = &against.asks.asks[index];
            match options(ask, group, reports, against.codemods) {
                Ok(options) => {
                    item.codemods.push(ask.codemod);
                    item.options = options;
                    item.may_stay = against.asks.may_stay(ask.codemod).to_vec();
                    if !named.has_others && !is_wide(first, named.found.len()) {
                        item.paths = std::mem::take(&mut item.named);
                    }
                    let text: Vec<String> = group.members.iter().map(|(_, mention)| said(mention)).collect();
                    let wrong = against.asks.wrong(ask.codemod, &text.join(" "));
                    item.instead = wrong.into_iter().map(|wrong| wrong.instead.clone()).collect();
                }
                Err(option) => {
                    item.related = Some(ask.codemod);
                    item.manual = Some(format!(
                        "{} does this where it is told `{option}`, which the report does not say: set codemods and that option",
                        ask.codemod
                    ));
                }
            }
        }
        Answer::Related(index) => {
            let codemod = against.asks.asks[index].codemod;
            item.related = Some(codemod);
            item.manual = Some(format!("it asks for something else, or for more, than {codemod} does"));
        }
        Answer::None => item.manual = Some("no codemod does this".to_owned()),
    }
    item
}

/// Everything that a mention says.
fn said(mention: &Mention) -> String {
    [&mention.title, &mention.about, &mention.detail, &mention.places, &mention.quote, &mention.code]
        .map(String::as_str)
        .join(" ")
}

fn sources(group: &Group<'_>, reports: &[Report]) -> Vec<Source> {
    let source = |(report, mention): &(usize, &Mention)| Source {
        report: reports[*report].name.clone(),
        at: mention.at,
        quote: mention.quote.clone(),
    };
    group.members.iter().map(source).collect()
}

/// Whether a recommendation is about more than the places that it names.
fn is_wide(mention: &Mention, named: usize) -> bool {
    let wide = [
        "all",
        "across",
        "every",
        "everywhere",
        "overall",
        "etc",
        "alle",
        "überall",
        "jede",
        "tous",
        "toutes",
        "partout",
    ];
    let text = said(mention);
    let has_wide = words(&text).iter().any(|word| wide.contains(&word.as_str()));
    has_wide || claim(&text).is_some_and(|claim| claim.count > named)
}

/// The options that an ask sets and that the report states; the name of one that is needed and not stated is an error.
fn options(
    ask: &Ask,
    group: &Group<'_>,
    reports: &[Report],
    codemods: &[Arc<dyn Codemod>],
) -> Result<Vec<Stated>, String> {
    let Some(codemod) = codemods.iter().find(|codemod| codemod.id() == ask.codemod) else {
        return Ok(Vec::new());
    };
    let specs = codemod.options();
    let mut stated = stated(group, reports, ask.codemod, specs);
    for (name, value_of_ask) in &ask.options {
        let Some(spec) = specs.iter().find(|spec| spec.name == name) else { continue };
        if stated.iter().any(|stated| stated.name == spec.name) {
            continue;
        }
        let given = match value_of_ask {
            Some(text) => value(text).and_then(|value| option(spec, &value)).map(|value| (value, None)),
            None => origins(group, reports),
        };
        let (value, from) = given.ok_or_else(|| spec.name.to_owned())?;
        stated.push(Stated { codemod: ask.codemod, name: spec.name, value, from });
    }
    Ok(stated)
}

/// What the text says that reads like an option of the codemod.
fn stated(group: &Group<'_>, reports: &[Report], codemod: &'static str, specs: &[OptionSpec]) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    let Some(pattern) = STATED.as_ref() else { return found };
    for (report, mention) in &group.members {
        for span in &mention.spans {
            let (text, start) = reports[*report].part(span);
            for captures in pattern.captures_iter(text) {
                let (Some(name), Some(text)) = (captures.get(1), captures.get(2)) else { continue };
                let spelt = name.as_str().replace('-', "_");
                let Some(spec) = specs.iter().find(|spec| spec.name.replace('-', "_") == spelt) else {
                    continue;
                };
                let value = value(text.as_str()).and_then(|value| option(spec, &value));
                let Some(value) = value else { continue };
                if found.iter().any(|stated| stated.name == spec.name) {
                    continue;
                }
                let at = reports[*report].at_offset(start + name.start());
                let from = format!("{} line {}", reports[*report].name, at.line);
                found.push(Stated { codemod, name: spec.name, value, from: Some(from) });
            }
        }
    }
    found.sort_by_key(|stated| specs.iter().position(|spec| spec.name == stated.name));
    found
}

/// The origins in quotes that a group names.
fn origins(group: &Group<'_>, reports: &[Report]) -> Option<(OptionValue, Option<String>)> {
    let mut origins: Vec<String> = Vec::new();
    let mut from = None;
    for (report, mention) in &group.members {
        for span in &mention.spans {
            let (text, start) = reports[*report].part(span);
            for found in ORIGIN.as_ref()?.captures_iter(text).filter_map(|captures| captures.get(1)) {
                let origin = found.as_str().to_owned();
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
                let at = reports[*report].at_offset(start + found.start());
                from.get_or_insert_with(|| format!("{} line {}", reports[*report].name, at.line));
            }
        }
    }
    (!origins.is_empty()).then_some((OptionValue::List(origins), from))
}

/// A value where an option takes it.
fn option(spec: &OptionSpec, value: &toml_edit::Value) -> Option<OptionValue> {
    let value = match (spec.kind, value) {
        (OptionKind::Bool, toml_edit::Value::Boolean(value)) => OptionValue::Bool(*value.value()),
        (OptionKind::AtLeast(_), toml_edit::Value::Integer(value)) => OptionValue::Integer(*value.value()),
        (
            OptionKind::Text | OptionKind::Choice(_) | OptionKind::Identifier,
            toml_edit::Value::String(value),
        ) => OptionValue::Text(value.value().clone()),
        _ => return None,
    };
    Options::default().set(std::slice::from_ref(spec), spec.name, value.clone()).is_ok().then_some(value)
}

/// What the report has counted: the mention that names the item comes first.
fn claimed(group: &Group<'_>) -> Option<Claim> {
    let mut members: Vec<&Mention> = group.members.iter().map(|(_, mention)| *mention).collect();
    members.sort_by_key(|mention| (mention.id.is_none(), mention.kind, mention.at));
    members.iter().find_map(|mention| {
        [&mention.title, &mention.places, &mention.detail].into_iter().find_map(|text| claim(text))
    })
}

fn claim(text: &str) -> Option<Claim> {
    let found = CLAIM.as_ref()?.captures_iter(text).find(|found| {
        let start = found.get(1).map_or(0, |count| count.start());
        !text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/'))
    })?;
    let count = found.get(1)?.as_str().replace(',', "").parse().ok()?;
    Some(Claim { count, of: plain(found.get(2)?.as_str()) })
}

/// An id that no other item has.
fn unique(id: String, report: &str, ids: &mut BTreeSet<String>) -> String {
    let id = if id.is_empty() { "item".to_owned() } else { id };
    if ids.insert(id.clone()) {
        return id;
    }
    let stem = report.rsplit(['/', '\\']).next().unwrap_or(report).split('.').next().unwrap_or(report);
    let named = format!("{}-{id}", slug(stem));
    let numbered = (2..).map(|number: usize| format!("{id}-{number}"));
    let chosen = std::iter::once(named).filter(|_| id.contains(|c: char| c.is_uppercase())).chain(numbered);
    let chosen = chosen.into_iter().find(|id| !ids.contains(id)).unwrap_or(id);
    ids.insert(chosen.clone());
    chosen
}

/// The words of a title with `-` between them.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in words(title) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}
