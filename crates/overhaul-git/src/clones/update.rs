//! Bringing a clone up to date.
//!
//! Of the base branch one commit is fetched, of the other branch what the base branch does not have and the commits that it
//! stands on. Those get references of their own (`refs/remotes/onto/`), by which `trailers::foreign` knows them for commits
//! of another branch, although the history that would show it is not here.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use git2::{ErrorCode, ObjectType, Oid, Repository};

use crate::branch::refname;
use crate::clones::needed::is_needed;
use crate::paths::path_of;
use crate::remote::{Failure, Quiet, RemoteError, asked, ls_remote};

/// What is to be in a clone.
pub struct Wanted {
    pub address: String,
    pub base: String,
    pub branch: String,
    /// Where the branch points there, if it is there.
    pub theirs: Option<Oid>,
    at: Oid,
    /// How long a command of git may take.
    time: Duration,
}

impl Wanted {
    /// Asks the server what it has.
    pub fn ask(address: &str, base: Option<&str>, branch: &str, time: Duration) -> Result<Self, RemoteError> {
        let failed = |failure| RemoteError::new(address, failure);
        let patterns: Vec<String> = base.into_iter().chain([branch]).map(refname).collect();
        let heads = asked(address, &patterns.iter().map(String::as_str).collect::<Vec<_>>(), time)?;
        let name = base.map(str::to_owned).or(heads.default.clone());
        let at = name.as_ref().and_then(|name| heads.branches.get(name).copied());
        let (Some(base), Some(at)) = (name.clone(), at) else {
            let is_empty = heads.branches.is_empty() && ls_remote(address, time)?.branches.is_empty();
            return Err(failed(match base {
                _ if is_empty => Failure::Empty,
                Some(name) => Failure::NoBranch { name: name.to_owned() },
                None => Failure::NoDefaultBranch,
            }));
        };
        if base == branch {
            return Err(failed(Failure::BranchName { name: base }));
        }
        let theirs = heads.branches.get(branch).copied();
        Ok(Self { address: address.to_owned(), base, branch: branch.to_owned(), theirs, at, time })
    }
}

impl Wanted {
    /// Where a clone keeps the base branch.
    fn base_reference(&self) -> String {
        format!("{ORIGIN}{}", self.base)
    }

    fn base_spec(&self) -> String {
        format!("+{}:{}", refname(&self.base), self.base_reference())
    }

    fn branch_spec(&self) -> String {
        let refname = refname(&self.branch);
        format!("+{refname}:{refname}")
    }
}

/// A clone as it was brought up to date.
pub struct Update {
    /// Where the base branch points.
    pub base: Oid,
    /// Where the other branch points there, if it is there.
    pub theirs: Option<Oid>,
    /// Whether it has commits that the base branch does not have.
    pub has_own: bool,
}

/// As many packs are a sign that a clone is better made anew.
const MOST_PACKS: usize = 50;

/// Whether there is a clone that can be worked with, as far as that is seen without reading it.
pub fn is_whole(directory: &Path) -> bool {
    let files = fs::read_dir(directory.join("objects/pack")).into_iter().flatten().flatten();
    let packs = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "pack"));
    packs.count() < MOST_PACKS && Repository::open(directory).is_ok()
}

/// Makes a clone with nothing in it.
pub fn make(directory: &Path, wanted: &Wanted) -> Result<(), Failure> {
    let init =
        Quiet::new(None).args(["init", "--quiet", "--bare", "--template=", "--object-format=sha1", "--"]);
    let said = init.args([directory]).run().map_err(Failure::NoGit)?;
    if !said.is_ok {
        return Err(Failure::of(&said));
    }
    let mut config = Repository::open(directory)?.config()?.open_level(git2::ConfigLevel::Local)?;
    config.set_str("remote.origin.url", &wanted.address)?;
    config.set_bool("remote.origin.promisor", true)?;
    config.set_str("remote.origin.partialclonefilter", "blob:none")?;
    Ok(())
}

impl Update {
    /// Fetches what is not there yet.
    pub fn of(directory: &Path, lock: &File, wanted: &Wanted) -> Result<Self, Failure> {
        remove_leftovers(directory)?;
        let clone = Clone { directory, lock, time: wanted.time };
        let base = wanted.base_reference();
        let ours = refname(&wanted.branch);
        let repository = clone.open()?;
        let is_known = target(&repository, &base)? == Some(wanted.at)
            && target(&repository, &ours)? == wanted.theirs
            && repository.find_commit(wanted.at).is_ok();
        keep_references(&repository, |name| {
            is_known && (name == base || name == ours || name.starts_with(ONTO))
        })?;
        drop(repository);
        let mut theirs = wanted.theirs;
        if !is_known {
            let spec = wanted.base_spec();
            let is_shallow = clone.fetch(&["--depth=1"], &[&spec]).map(|()| true);
            let is_shallow =
                is_shallow.or_else(|failure| clone.fetch_all(&[&spec], failure).map(|()| false))?;
            if let Some(seen) = theirs {
                clone.fetch_branch(wanted, seen, is_shallow)?;
                theirs = target(&clone.open()?, &ours)?.or(theirs);
            }
        }
        let repository = clone.open()?;
        let at =
            target(&repository, &base)?.ok_or_else(|| git2::Error::from_str("the base was not fetched"))?;
        let has_own = theirs.is_some() && target(&repository, &ours)?.is_some();
        drop(repository);
        clone.bring(at, is_needed)?;
        Ok(Self { base: at, theirs, has_own })
    }
}

/// Where the base branch is.
const ORIGIN: &str = "refs/remotes/origin/";
/// Where the references are that say what the branch stands on.
const ONTO: &str = "refs/remotes/onto/";

/// A clone, and its lock, which git holds on to.
pub struct Clone<'a> {
    pub directory: &'a Path,
    pub lock: &'a File,
    /// How long a command of git may take.
    pub time: Duration,
}

impl Clone<'_> {
    fn open(&self) -> Result<Repository, Failure> {
        Ok(Repository::open(self.directory)?)
    }

    fn git(&self, args: &[&str]) -> Result<Quiet, Failure> {
        let quiet = Quiet::new(Some(self.directory))
            .talking(self.time)
            .args(["-c", "fetch.negotiationAlgorithm=skipping"]);
        Ok(quiet.args(args).holding(self.lock)?)
    }

    fn fetch(&self, options: &[&str], specs: &[&str]) -> Result<(), Failure> {
        let fetch = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none"];
        done(self.git(&[&fetch, options, &["origin"], specs].concat())?)
    }

    /// Fetches all of the history where the server knows no part of it: one that only serves files, or an old one.
    fn fetch_all(&self, specs: &[&str], failure: Failure) -> Result<(), Failure> {
        let words = match &failure {
            Failure::Git { words } if words.contains("does not support") => words,
            _ => return Err(failure),
        };
        if words.contains("dumb http") {
            // Such a server has no parts of commits either, and git would ask it for them again and again.
            let fetch = [
                "-c",
                "remote.origin.promisor=false",
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
            ];
            return done(self.git(&[&fetch[..], &["--no-filter", "origin"], specs].concat())?);
        }
        self.fetch_whole(specs)
    }

    fn fetch_whole(&self, specs: &[&str]) -> Result<(), Failure> {
        let is_shallow = self.open()?.is_shallow();
        self.fetch(if is_shallow { &["--unshallow"] } else { &[] }, specs)
    }

    /// Fetches the other branch, with the history that is not the base branch's.
    fn fetch_branch(&self, wanted: &Wanted, theirs: Oid, is_shallow: bool) -> Result<(), Failure> {
        let (base, branch) = (wanted.base_spec(), wanted.branch_spec());
        if !is_shallow {
            return self
                .fetch(&[], &[&base, &branch])
                .or_else(|failure| self.fetch_all(&[&base, &branch], failure));
        }
        let own = self.fetch(&[&excluding(&wanted.base)], &[&branch]).and_then(|()| {
            self.keep_known_cuts()?;
            let cuts = self.cuts(&refname(&wanted.branch))?;
            if !cuts.has_merge {
                self.fetch(&["--deepen=1"], &[&branch])?;
            }
            Ok(cuts)
        });
        match own {
            // A merge of the base branch by a person: commits of the branch are behind it.
            Ok(cuts) if cuts.has_merge => self.fetch_whole(&[&base, &branch]),
            Ok(cuts) => self.mark(&cuts.parents),
            Err(Failure::Git { words } | Failure::Unreachable { words }) if is_nothing(&words) => {
                // No reference is needed: all that the branch has, the base branch has too, and nothing of it can be lost.
                if self.is_behind(wanted, theirs)? { Ok(()) } else { self.fetch_whole(&[&base, &branch]) }
            }
            // An old server, or a history that cannot be cut there.
            Err(Failure::Git { .. }) => self.fetch_whole(&[&base, &branch]),
            Err(failure) => Err(failure),
        }
    }

    /// Gives what a branch stands on references of its own.
    fn mark(&self, commits: &BTreeSet<Oid>) -> Result<(), Failure> {
        let repository = self.open()?;
        for (number, id) in commits.iter().enumerate() {
            repository.reference(&format!("{ONTO}{number}"), *id, true, "")?;
        }
        Ok(())
    }

    /// Whether the base branch has all that the other branch has: then the history of the base branch that the other one does
    /// not have stands on that one.
    fn is_behind(&self, wanted: &Wanted, theirs: Oid) -> Result<bool, Failure> {
        let base = wanted.base_reference();
        if target(&self.open()?, &base)? == Some(theirs) {
            return Ok(true);
        }
        self.fetch(&[&excluding(&wanted.branch)], &[&wanted.base_spec()])?;
        self.keep_known_cuts()?;
        Ok(self.cuts(&base)?.parents.contains(&theirs))
    }

    /// Where the history of a branch was cut.
    fn cuts(&self, refname: &str) -> Result<Cuts, Failure> {
        let repository = self.open()?;
        let mut walk = repository.revwalk()?;
        walk.push_ref(refname)?;
        let mut cuts = Cuts::default();
        for id in walk {
            let id = id?;
            if repository.find_commit(id)?.parent_count() == 0 {
                let parents = parents(&repository, id)?;
                cuts.has_merge |= parents.len() > 1;
                cuts.parents.extend(parents);
            }
        }
        Ok(cuts)
    }

    /// Where a server cuts a history at a merge, it names commits behind that which it does not send, and git would ask for
    /// them.
    fn keep_known_cuts(&self) -> Result<(), Failure> {
        let (place, repository) = (self.directory.join("shallow"), self.open()?);
        let text = fs::read_to_string(&place)?;
        let is_known = |line: &&str| Oid::from_str(line).is_ok_and(|id| repository.find_commit(id).is_ok());
        let known: String = text.lines().filter(is_known).map(|line| format!("{line}\n")).collect();
        if known != text {
            fs::write(place, known)?;
        }
        Ok(())
    }

    /// Fetches the files of a commit that are missing and wanted, all at once.
    pub fn bring(&self, commit: Oid, is_wanted: impl Fn(&Path) -> bool) -> Result<(), Failure> {
        let missing = self.missing(commit, &is_wanted)?;
        if missing.is_empty() {
            return Ok(());
        }
        let ids: String = missing.iter().map(|id| format!("{id}\n")).collect();
        let fetch = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--filter=blob:none",
            "--stdin",
            "origin",
        ];
        let git = self.git(&[&["-c", "fetch.negotiationAlgorithm=noop"][..], &fetch].concat())?;
        let said = git.input(ids.into_bytes()).run().map_err(Failure::NoGit)?;
        let words = said.words();
        if !said.is_ok && words.contains("Server does not allow request for unadvertised object") {
            self.fetch_with_files()?;
        } else if !said.is_ok {
            return Err(Failure::of(&said));
        }
        match self.missing(commit, &is_wanted)?.first() {
            Some(id) => Err(Failure::Git { words: format!("the server did not send object {id}") }),
            None => Ok(()),
        }
    }

    /// Fetches the base branch with all of its files, where a server gives no single ones.
    fn fetch_with_files(&self) -> Result<(), Failure> {
        let repository = self.open()?;
        let names = repository.references_glob(&format!("{ORIGIN}*"))?;
        let names: Vec<String> =
            names.flatten().filter_map(|name| name.name().ok().map(str::to_owned)).collect();
        let specs =
            names.iter().filter_map(|name| Some(format!("+{}:{name}", refname(name.strip_prefix(ORIGIN)?))));
        let specs: Vec<String> = specs.collect();
        let specs: Vec<&str> = specs.iter().map(String::as_str).collect();
        self.fetch(&["--refetch", "--no-filter", "--depth=1"], &specs)
    }

    fn missing(&self, commit: Oid, is_wanted: &impl Fn(&Path) -> bool) -> Result<BTreeSet<Oid>, Failure> {
        let repository = self.open()?;
        let odb = repository.odb()?;
        let mut found = BTreeSet::new();
        let tree = repository.find_commit(commit)?.tree()?;
        let mut pending = vec![(Vec::new(), tree)];
        while let Some((above, tree)) = pending.pop() {
            for entry in &tree {
                let path = [above.as_slice(), entry.name_bytes()].concat();
                match entry.kind() {
                    Some(ObjectType::Tree) => {
                        pending.push(([&path, &b"/"[..]].concat(), repository.find_tree(entry.id())?));
                    }
                    Some(ObjectType::Blob) if is_wanted(&path_of(&path)) && !odb.exists(entry.id()) => {
                        found.insert(entry.id());
                    }
                    _ => {}
                }
            }
        }
        Ok(found)
    }
}

/// Where a history was cut.
#[derive(Default)]
struct Cuts {
    /// The commits behind it.
    parents: BTreeSet<Oid>,
    has_merge: bool,
}

/// What git-fetch(1) calls the history that is not that of a branch.
fn excluding(branch: &str) -> String {
    format!("--shallow-exclude={}", refname(branch))
}

/// Whether a server had no commit to send, which it says over ssh; over http it just ends.
fn is_nothing(words: &str) -> bool {
    words.contains("no commits selected for shallow requests")
        || words.contains("error processing shallow info")
}

fn done(git: Quiet) -> Result<(), Failure> {
    let said = git.run().map_err(Failure::NoGit)?;
    if said.is_ok { Ok(()) } else { Err(Failure::of(&said)) }
}

/// The parents of a commit as it names them, also where the history was cut.
fn parents(repository: &Repository, id: Oid) -> Result<Vec<Oid>, git2::Error> {
    let odb = repository.odb()?;
    let object = odb.read(id)?;
    let header = object.data().split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    let parents = header.filter_map(|line| line.strip_prefix(b"parent "));
    parents.map(|id| Oid::from_str(&String::from_utf8_lossy(id))).collect()
}

fn target(repository: &Repository, name: &str) -> Result<Option<Oid>, git2::Error> {
    match repository.refname_to_id(name) {
        Ok(id) => Ok(Some(id)),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes all references but some: those of other runs would stand in the way of names, and vouch for commits.
fn keep_references(repository: &Repository, is_kept: impl Fn(&str) -> bool) -> Result<(), git2::Error> {
    for reference in repository.references()? {
        let mut reference = reference?;
        if !reference.name().is_ok_and(&is_kept) {
            reference.delete()?;
        }
    }
    Ok(())
}

/// Removes what a git that was killed left behind. The lock of the clone says that none is at work.
fn remove_leftovers(directory: &Path) -> Result<(), Failure> {
    let objects = directory.join("objects");
    let mut pending = vec![directory.to_owned()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.as_encoded_bytes();
            let is_temporary = path.starts_with(&objects) && name.starts_with(b"tmp_");
            if entry.file_type()?.is_dir() {
                if is_temporary {
                    fs::remove_dir_all(path)?;
                } else {
                    pending.push(path);
                }
            } else if is_temporary || name.ends_with(b".lock") {
                fs::remove_file(path)?;
            }
        }
    }
    Ok(())
}
