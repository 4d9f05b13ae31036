//! What becomes of each place that gives an application a policy.

use std::sync::LazyLock;

use overhaul_engine::{Declined, FileView, Finding, Fix, Level, Need, NewFile, Outcome, Survey};
use overhaul_python::ast::{Expr, Stmt};
use overhaul_python::imports::{self, Import};
use overhaul_python::{Edit, Names, Outline, Ranged, Resolution, TextRange, TextSize};

use super::finding;
use super::module;
use super::plan::{self, Conclusion, Plan};
use super::policy::{Admits, Policy};
use super::reports;
use super::settings::Settings;
use super::site::{Form, Site, Sites};
use super::survey::{self, Home};
use super::value::{self, Value};
use crate::places::PLACES;

pub struct Judge<'v, 'a> {
    pub file: &'v FileView<'a>,
    pub survey: &'v Survey,
    pub settings: &'v Settings,
}

impl Judge<'_, '_> {
    /// What the project's files say together, asked for only where a place has a policy of its own.
    fn known(&self) -> &Conclusion {
        static NONE: LazyLock<Conclusion> = LazyLock::new(Conclusion::default);
        self.survey.conclusion().unwrap_or(&NONE)
    }

    pub fn findings(&self) -> Vec<Finding> {
        let sites = Sites::of(self.file);
        let mut findings = Vec::new();
        for site in sites.found.iter().filter(|site| site.gathered.is_none()) {
            self.site(site, &mut findings);
        }
        if !PLACES.test.holds(self.file.path) {
            self.doubled(&sites, &mut findings);
            findings.extend(sites.headers.iter().map(|range| {
                let message = "a header admits origins";
                finding(*range, message, Outcome::Declined(reports::hand_written_header()))
            }));
            findings.extend(super::django::findings(self.file, &sites, self.settings, || {
                self.known().is_starred(self.file)
            }));
        }
        findings.extend(sites.routes.iter().map(|range| {
            finding(*range, "a route has a CORS policy of its own", Outcome::Declined(per_route()))
        }));
        self.offered(&mut findings);
        findings.sort_by_key(|finding| (finding.range.start(), finding.fix().is_none()));
        findings
    }

    fn site(&self, site: &Site<'_>, findings: &mut Vec<Finding>) {
        let policy = site.policy();
        let narrowed = plan::wanted(&policy, self.settings);
        let is_narrowed = narrowed != policy;
        let is_test = PLACES.test.holds(self.file.path);
        let outcome = self.outcome(site, &policy, is_narrowed, is_test);
        let is_fixed = matches!(outcome, Some(Outcome::Fix(_)));
        let is_told = site.hidden.is_none() || policy.origins().is_some();
        if is_told && !(is_test || is_narrowed && is_fixed) {
            let problems = reports::possible_problems(self.file.module, site).into_iter();
            findings.extend(problems.map(|(summary, problem)| {
                finding(site.range(), summary.to_lowercase(), Outcome::Declined(problem))
            }));
        }
        let Some(outcome) = outcome else { return };
        let mut message = format!("the CORS policy of {} is written out here", application(self.file, site));
        let pins = self.known().pins(self.file);
        if !pins.is_empty() {
            message = format!("{message}, and {} looks at its headers", pins.join(", "));
        }
        findings.push(finding(site.range(), message, outcome));
    }

    /// `None` where the place says nothing of its own.
    fn outcome(&self, site: &Site<'_>, policy: &Policy, is_narrowed: bool, is_test: bool) -> Option<Outcome> {
        let file = self.file;
        let stays_open =
            !self.settings.origins.is_empty() && policy.admits() == Admits::Any && !reports::is_open(policy);
        if !is_test && site.hidden.is_none() && (stays_open || site.settings.is_empty() && is_narrowed) {
            let why = if site.settings.contains_key("resources") {
                "each resource has origins of its own"
            } else {
                UNWRITTEN
            };
            return Some(Outcome::Declined(not_narrowed(why)));
        }
        if site.settings.is_empty() && site.hidden.is_none() {
            return None;
        }
        let declined = if is_test {
            in_test()
        } else if file.project.is_shadowed_by_package(file.path) {
            dead_module()
        } else if let Some(range) = site.hidden {
            unknown_keywords(file.module.slice(range))
        } else if survey::takes_parameters(file.module, site) {
            helper()
        } else {
            match self.known().plan(file.path, &survey::key(file.module, site)) {
                Some(Plan::Policy { home, function, joins }) => {
                    return Some(self.gathered(site, home, function, joins.as_deref(), is_narrowed));
                }
                Some(Plan::Helper { home, name, given }) => {
                    return Some(self.helped(site, home, name, given, policy));
                }
                Some(Plan::Only(_)) if is_narrowed => return Some(self.narrowed(site, policy)),
                Some(Plan::Only(home)) => only_one(home),
                Some(Plan::NoHome(_)) if is_narrowed => return Some(self.narrowed(site, policy)),
                Some(Plan::NoHome(why)) => no_shared_home(why),
                Some(Plan::Helps) => helper(),
                _ => configured(),
            }
        };
        Some(Outcome::Declined(declined))
    }

    fn gathered(
        &self,
        site: &Site<'_>,
        home: &Home,
        function: &str,
        joins: Option<&str>,
        is_narrowed: bool,
    ) -> Outcome {
        let (name, mut needs) = match self.import(home, function) {
            Ok(found) => found,
            Err(why) => return Outcome::Declined(no_shared_home(why)),
        };
        if let Some(text) = self.known().modules.get(&home.file) {
            needs.push(Need::File(NewFile { name: home.file.clone(), text: text.clone() }));
        } else if self.known().adds(&home.file, function) {
            needs.push(Need::Changed(home.file.clone()));
        }
        let policy = site.policy();
        // In the order in which they were evaluated.
        let takes = policy.given();
        let given: Vec<String> = site
            .order
            .iter()
            .filter(|name| takes.contains(&name.as_str()))
            .map(|name| format!("{name}={}", site.settings[name].source))
            .collect();
        let text = format!("**{name}({})", given.join(", "));
        let Some(range) = site.keywords else {
            return Outcome::Declined(configured());
        };
        let Some(text) = self.with_comments(site, range, &text) else {
            return Outcome::Declined(comments());
        };
        let edits = vec![Edit::replace(range, text)];
        let mut parts = Vec::new();
        if is_narrowed {
            parts.push(self.narrows());
        }
        if home.is_elsewhere {
            parts.push(format!("{} is deployed together with this application", home.file));
        }
        if let Some(variable) = joins {
            parts.push(format!(
                "{variable}, which the function reads, is meant for this application, too, where it is set"
            ));
        }
        Outcome::Fix(fix(edits, needs, &parts))
    }

    fn helped(
        &self,
        site: &Site<'_>,
        home: &Home,
        name: &str,
        given: &[(String, String)],
        policy: &Policy,
    ) -> Outcome {
        let file = self.file;
        let mut needs = Vec::new();
        let mut called = name.to_owned();
        if home.file == file.path {
            let names = file.module.names();
            let scope = names.scope_at(site.range().start());
            if !matches!(names.resolve(name, scope), Resolution::Bound(Names::MODULE, [_])) {
                return Outcome::Declined(no_shared_home("the name of the helper means something else here"));
            }
        } else {
            match self.import(home, name) {
                Ok((found, more)) => {
                    called = found;
                    needs = more;
                }
                Err(why) => return Outcome::Declined(no_shared_home(why)),
            }
        }
        let Some(receiver) = site.receiver else { return Outcome::Declined(configured()) };
        if !file.module.comments().within(site.range()).is_empty() {
            return Outcome::Declined(comments());
        }
        let narrowed = plan::wanted(policy, self.settings);
        let quote = file.module.style().quote;
        let source = |setting: &String| match (policy.settings.get(setting), narrowed.settings.get(setting)) {
            (old, Some(new)) if old != Some(new) => new.source(quote),
            _ => site.settings.get(setting).map_or_else(String::new, |setting| setting.source.clone()),
        };
        // A call of the helper would evaluate them in the order of its parameters.
        let is_called = |(_, setting): &&(String, String)| source(setting).contains('(');
        if given.iter().filter(is_called).count() > 1 {
            return Outcome::Declined(no_shared_home(
                "a call of the helper would change the order of what runs here",
            ));
        }
        let given = given
            .iter()
            .map(|(parameter, setting)| format!(", {parameter}={}", source(setting)))
            .collect::<String>();
        let text = format!("{called}({}{given})", file.module.slice(receiver));
        let first = site.call.arguments.args.first();
        let class = first.and_then(|class| class.as_name_expr()).map(|name| name.id.to_string());
        needs.extend(class.filter(|name| !self.known().is_taken(file, name)).map(Need::Release));
        let mut parts = Vec::new();
        if narrowed != *policy {
            parts.push(self.narrows());
        }
        if home.is_elsewhere {
            parts.push(format!("{} is deployed together with this application", home.file));
        }
        Outcome::Fix(fix(vec![Edit::replace(site.range(), text)], needs, &parts))
    }

    /// The name by which the file calls a function of a module, and what it needs for that.
    fn import(&self, home: &Home, function: &str) -> Result<(String, Vec<Need>), &'static str> {
        let file = self.file;
        if !file.project.contains(&home.file) && !home.is_writable {
            return Err("the module would lie outside of what the run was asked for");
        }
        let import = Import::Member { module: home.module.clone(), name: function.to_owned() };
        let name = match imports::existing(file.module, &import) {
            Some(existing) => existing.name,
            None if file.module.names().mentions(function) => {
                return Err("the file gives the name of the function a meaning of its own");
            }
            None => function.to_owned(),
        };
        Ok((name, vec![Need::Import(import)]))
    }

    /// A text in the place of a range, with the comments of the range above it; `None` where they have no place there.
    fn with_comments(&self, site: &Site<'_>, range: TextRange, text: &str) -> Option<String> {
        let module = self.file.module;
        let source = module.source();
        let line = source.slice(TextRange::new(source.line_start(range.start()), range.start()));
        // Those inside a value that is handed over stay in it.
        let is_moved = |comment: &&TextRange| {
            !site.settings.values().any(|setting| {
                let is_given = setting.value == Value::Given;
                is_given && setting.expr.is_some_and(|expr| expr.range().contains_range(**comment))
            })
        };
        let moved: Vec<&TextRange> = module.comments().within(range).iter().filter(is_moved).collect();
        if moved.is_empty() {
            return Some(text.to_owned());
        }
        let newline = module.style().line_ending;
        let lines = moved.into_iter().map(|comment| format!("{}{newline}{line}", module.slice(*comment)));
        line.trim().is_empty().then(|| lines.collect::<String>() + text)
    }

    /// The origins that the options name, where the policy stands.
    fn narrowed(&self, site: &Site<'_>, policy: &Policy) -> Outcome {
        let facts = policy.facts();
        let quote = self.file.module.style().quote;
        let narrowed = policy.narrowed(&self.settings.origins);
        let list = narrowed.origins().map(|list| list.source(quote)).unwrap_or_default();
        let keyword = |name: &str| {
            let mut keywords = site.call.arguments.keywords.iter();
            keywords.find(|keyword| keyword.arg.as_ref().is_some_and(|arg| arg.as_str() == name))
        };
        let (origins, regex) = (keyword(&facts.origins), keyword(&facts.regex));
        let values = [origins, regex].into_iter().flatten().map(Ranged::range);
        if values.into_iter().any(|range| !self.file.module.comments().within(range).is_empty()) {
            return Outcome::Declined(comments());
        }
        let mut edits = Vec::new();
        match (origins, regex) {
            (Some(origins), _) => edits.push(Edit::replace(origins.value.range(), list)),
            (None, Some(regex)) => {
                edits.push(Edit::replace(regex.range(), format!("{}={list}", facts.origins)));
            }
            (None, None) => return Outcome::Declined(not_narrowed(UNWRITTEN)),
        }
        if let (Some(_), Some(regex)) = (origins, regex) {
            edits.push(Edit::replace(regex.value.range(), "None"));
        }
        Outcome::Fix(fix(edits, Vec::new(), &[self.narrows()]))
    }

    fn narrows(&self) -> String {
        format!("browsers on other origins than {} lose access", self.settings.origins.join(", "))
    }

    /// Two policies for one application, one behind the other.
    fn doubled(&self, sites: &Sites<'_>, findings: &mut Vec<Finding>) {
        let module = self.file.module;
        let outline = Outline::new(module.body());
        let added: Vec<&Site<'_>> = sites.found.iter().filter(|site| site.form == Form::Added).collect();
        for (index, site) in added.iter().enumerate() {
            let is_same = |other: &&&Site<'_>| {
                let text = |site: &Site<'_>| site.receiver.map(|receiver| module.slice(receiver));
                // A variable that is bound anew may be another application.
                let is_one = site.receiver.and_then(Expr::as_name_expr).is_none_or(|name| {
                    matches!(module.names().resolve_name(name), Resolution::Bound(_, [_]))
                });
                is_one
                    && text(other) == text(site)
                    && runs_with(&outline, other.range().start(), site.range().start())
            };
            if added[..index].iter().any(|other| is_same(&other)) {
                let message = "a second CORS policy for one application";
                findings.push(finding(site.range(), message, Outcome::Declined(reports::two_middlewares())));
            }
        }
    }

    /// The edits by which a function of a module of policies gives the narrowed policy.
    fn narrowing(&self, one: &module::Offered, narrowed: &Policy) -> Option<Vec<Edit>> {
        let quote = self.file.module.style().quote;
        let list = narrowed.origins()?.source(quote);
        let name = value::string(&narrowed.facts().origins, quote);
        match (one.origins, one.regex) {
            (Some(origins), None) => Some(vec![Edit::replace(origins, list)]),
            (Some(origins), Some((_, regex))) => {
                Some(vec![Edit::replace(origins, list), Edit::replace(regex, "None")])
            }
            (None, Some((item, _))) => Some(vec![Edit::replace(item, format!("{name}: {list}"))]),
            (None, None) => None,
        }
    }

    /// What a module of policies says itself, and lacks.
    fn offered(&self, findings: &mut Vec<Finding>) {
        let file = self.file;
        let Some(offered) = module::offered(file.module) else { return };
        for one in &offered {
            let policy = &one.named.policy;
            let narrowed = plan::wanted(policy, self.settings);
            if narrowed != *policy
                && let Some(mut edits) = self.narrowing(one, &narrowed)
            {
                edits.extend(one.summary.map(|range| Edit::replace(range, narrowed.summary())));
                let fix = fix(edits, Vec::new(), &[self.narrows()]);
                let users = self.known().users(file.path, &one.named.function).join(", ");
                let users = if users.is_empty() { "no file that was read" } else { users.as_str() };
                let message = format!("an open CORS policy, used by {users}");
                findings.push(finding(one.range, message, Outcome::Fix(fix)));
                continue;
            }
            let problems = reports::problems(policy).into_iter();
            findings.extend(problems.map(|problem| {
                finding(one.range, policy.summary().to_lowercase(), Outcome::Declined(problem))
            }));
        }
        let lacks: Vec<_> = self.known().added.get(file.path).into_iter().flatten().cloned().collect();
        let is_there = |function: &str| offered.iter().any(|one| one.named.function == function);
        let lacks: Vec<_> = lacks.into_iter().filter(|named| !is_there(&named.function)).collect();
        if !lacks.is_empty() {
            let style = file.module.style();
            let text = file.module.text();
            let end = TextSize::of(text);
            let mut added = module::added(&lacks, style);
            if !text.ends_with(['\n', '\r']) {
                added = format!("{}{}", style.line_ending, added.trim_end_matches(['\n', '\r']));
            }
            let edit = Edit::insert(end, added);
            let range = file.module.body().last().map_or(TextRange::empty(end), Ranged::range);
            let message = "applications have CORS policies that this module lacks";
            findings.push(finding(range, message, Outcome::Fix(fix(vec![edit], Vec::new(), &[]))));
        }
    }
}

/// Safe without anything to check, else for review.
pub fn fix(edits: Vec<Edit>, needs: Vec<Need>, parts: &[String]) -> Fix {
    let level = if parts.is_empty() { Level::Safe } else { Level::Review };
    Fix { edits, needs, level, assumption: (!parts.is_empty()).then(|| parts.join("; ")) }
}

/// Whether both places run one behind the other whenever one of them does: they stand in one suite, and no way out of it
/// stands between.
fn runs_with(outline: &Outline<'_>, first: TextSize, second: TextSize) -> bool {
    let node = |at| outline.innermost(at).map(|id| outline.node(id));
    let (Some(first), Some(second)) = (node(first), node(second)) else { return false };
    let is_same = first.parent == second.parent && first.part.ordinal() == second.part.ordinal();
    let between = first.suite.get(first.index..second.index).unwrap_or_default();
    is_same && !between.iter().any(Stmt::is_return_stmt)
}

fn application(file: &FileView<'_>, site: &Site<'_>) -> String {
    match site.receiver {
        Some(receiver) => format!("`{}`", file.module.slice(receiver)),
        None => "an application".to_owned(),
    }
}

fn in_test() -> Declined {
    Declined::new("test", "an application of tests has a policy of its own", "leave it")
}

fn dead_module() -> Declined {
    Declined::new(
        "dead-module",
        "a package of the same name hides this module, so nothing imports it",
        "delete the module, or rename the package",
    )
}

fn unknown_keywords(words: &str) -> Declined {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Declined::new(
        "unknown-kwargs",
        format!("`{words}` hides a part of the policy, or mixes it with something else"),
        "write the policy out as keywords, or let this be its one place",
    )
}

fn helper() -> Declined {
    Declined::new(
        "helper",
        "the function is a place for policies already: its callers decide what it gives, or use it",
        "leave it",
    )
}

fn configured() -> Declined {
    Declined::new("configured", "everything in the policy is decided somewhere else", "leave it")
}

fn only_one(home: &str) -> Declined {
    Declined::new(
        "only-one",
        format!("no other application could take its policy from {home}, so this place is the one place"),
        "set `min_sites = 1` or `module` to move it all the same",
    )
}

fn no_shared_home(why: &str) -> Declined {
    Declined::new(
        "no-shared-home",
        format!("the policy cannot be shared from here: {why}"),
        "name one that this file can import by `module`, or give the name in its way another name",
    )
}

fn comments() -> Declined {
    Declined::new(
        "comments",
        "comments stand where the fix would write, and what it writes has no place for them",
        "move them above the call",
    )
}

/// Why a place that says nothing of origins stays open.
const UNWRITTEN: &str =
    "the origins are not written in the call, so there is nothing to put the given ones in place of";

pub fn not_narrowed(why: &str) -> Declined {
    Declined::new("not-narrowed", why, "write the origins there by hand")
}

fn per_route() -> Declined {
    Declined::new("per-route", "a policy for one route is meant to differ from the others", "leave it")
}
