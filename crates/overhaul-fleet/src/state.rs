//! What is known of a fleet between runs: one file of `SQLite` beside the manifest.
//!
//! Every step is written before it is done and after, so that a run which was killed at any point can be read and gone on
//! with. Nothing in it decides alone whether something is done: branches and pull requests are always looked at, too.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, ffi, params};
use thiserror::Error;

use crate::line::{Line, Place};

/// The version of the tables.
const SCHEMA: i64 = 1;

/// As long counts that a pull request was opened.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

const TABLES: &str = include_str!("state/tables.sql");

/// What is known of a fleet. Threads share it.
pub struct State {
    path: PathBuf,
    connection: Mutex<Connection>,
    /// Held as long as this process may write; nothing where it only reads.
    lock: Option<File>,
}

impl Drop for State {
    /// Closing the file would not do: a process that is just being started has it open until it runs its program.
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            // What cannot be unlocked is unlocked when the process ends.
            let _ = lock.unlock();
        }
    }
}

#[derive(Debug, Error)]
pub enum StateError {
    #[error("another run of this fleet is going on: {} is locked", path.display())]
    Busy { path: PathBuf },
    #[error("failed to open the state {}: {source}", path.display())]
    Open { path: PathBuf, source: std::io::Error },
    #[error("failed to use the state {}: {source}", path.display())]
    Sql { path: PathBuf, source: rusqlite::Error },
    #[error("there is no room for the state {}: {source}; make some and run again", path.display())]
    Full { path: PathBuf, source: rusqlite::Error },
    #[error("the state {} was written by a newer overhaul", path.display())]
    Newer { path: PathBuf },
    #[error("what the state {} says of {repository} cannot be read: {source}", path.display())]
    Content { path: PathBuf, repository: String, source: serde_json::Error },
}

impl StateError {
    fn sql(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let code = source.sqlite_error().map(|error| (error.code, error.extended_code));
        match code {
            Some((ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE)) => Self::Full { path, source },
            _ => Self::Sql { path, source },
        }
    }
}

/// A run in the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunId(i64);

/// What was last known of a repository.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub line: Line,
    /// What had decided about that, besides the two commits.
    pub settings: String,
    /// Where the base and the branch were then.
    pub base_commit: Option<String>,
    pub branch_commit: Option<String>,
    /// The name of what was done last, and why.
    pub action: Option<String>,
    pub why: Option<String>,
    pub pull: Option<Pull>,
}

/// A pull request as it was last seen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Pull {
    pub number: u64,
    pub url: String,
    /// `open`, `draft`, `merged` or `closed`.
    pub state: String,
    /// `passed`, `failed`, `pending`, or nothing where there are none.
    pub checks: Option<String>,
    pub is_conflicted: bool,
}

/// The totals of one run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    pub run: i64,
    pub began: String,
    pub ended: Option<String>,
    pub repositories: u64,
    /// Fixes that are not on the base yet.
    pub fixes: u64,
    pub declined: u64,
    pub failed: u64,
}

/// A step that was begun and never ended: the run was killed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub repository: String,
    pub step: String,
    pub began: String,
}

impl State {
    /// Opens the state for one run at a time.
    pub fn open(path: &Path) -> Result<Self, StateError> {
        let io = |source| StateError::Open { path: path.to_owned(), source };
        if let Some(directory) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(directory).map_err(io)?;
        }
        let mut lock = path.as_os_str().to_owned();
        lock.push(".lock");
        let lock_path = PathBuf::from(lock);
        let lock = File::options().create(true).truncate(false).write(true).open(&lock_path).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StateError::Busy { path: lock_path }),
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        let state = Self::connect(path, OpenFlags::default(), Some(lock))?;
        state.set_up()?;
        Ok(state)
    }

    /// Opens the state to read it, also while a run goes on; nothing where there is none.
    pub fn look(path: &Path) -> Result<Option<Self>, StateError> {
        if !path.exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let state = Self::connect(path, flags, None)?;
        state.refuse_newer()?;
        Ok(Some(state))
    }

    fn connect(path: &Path, flags: OpenFlags, lock: Option<File>) -> Result<Self, StateError> {
        let sql = |source| StateError::sql(path, source);
        let connection = Connection::open_with_flags(path, flags).map_err(sql)?;
        connection.busy_timeout(Duration::from_secs(10)).map_err(sql)?;
        Ok(Self { path: path.to_owned(), connection: Mutex::new(connection), lock })
    }

    fn set_up(&self) -> Result<(), StateError> {
        self.with(|connection| connection.pragma_update(None, "journal_mode", "WAL"))?;
        self.with(|connection| connection.pragma_update(None, "synchronous", "NORMAL"))?;
        self.refuse_newer()?;
        self.with(|connection| {
            connection.execute_batch(TABLES)?;
            connection.pragma_update(None, "user_version", SCHEMA)
        })
    }

    fn refuse_newer(&self) -> Result<(), StateError> {
        let version = self.with(|connection| {
            connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        })?;
        if version > SCHEMA { Err(StateError::Newer { path: self.path.clone() }) } else { Ok(()) }
    }

    fn with<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StateError> {
        work(&self.connection()).map_err(|source| StateError::sql(&self.path, source))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down that a run begins.
    pub fn begin(&self, command: &str, version: &str) -> Result<RunId, StateError> {
        self.with(|connection| {
            connection.execute(
                "INSERT INTO runs (command, version, began) VALUES (?1, ?2, ?3)",
                params![command, version, now()],
            )?;
            Ok(RunId(connection.last_insert_rowid()))
        })
    }

    pub fn end(&self, run: RunId) -> Result<(), StateError> {
        self.with(|connection| {
            connection.execute("UPDATE runs SET ended = ?2 WHERE run = ?1", params![run.0, now()]).map(drop)
        })
    }

    /// Does a step between two entries.
    pub fn step<T, E: std::fmt::Display + From<StateError>>(
        &self,
        run: RunId,
        place: &Place,
        step: &str,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let id = self.with(|connection| {
            connection.execute(
                "INSERT INTO steps (run, repository, step, began) VALUES (?1, ?2, ?3, ?4)",
                params![run.0, place.to_string(), step, now()],
            )?;
            Ok(connection.last_insert_rowid())
        })?;
        let done = work();
        let failure = done.as_ref().err().map(ToString::to_string);
        self.with(|connection| {
            connection
                .execute(
                    "UPDATE steps SET ended = ?2, failure = ?3 WHERE id = ?1",
                    params![id, now(), failure],
                )
                .map(drop)
        })?;
        done
    }

    /// What was last known of a repository.
    pub fn known(&self, place: &Place) -> Result<Option<Known>, StateError> {
        let row = self.with(|connection| {
            let mut query = connection.prepare_cached(&format!("{REPOSITORIES} WHERE repository = ?1"))?;
            query.query_row([place.to_string()], Stored::read).optional()
        })?;
        row.map(|row| self.parsed(row)).transpose()
    }

    /// What is known of all repositories, sorted by place.
    pub fn all(&self) -> Result<Vec<Known>, StateError> {
        let rows = self.with(|connection| {
            let mut query = connection.prepare(&format!("{REPOSITORIES} ORDER BY repository"))?;
            query.query_map([], Stored::read)?.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        rows.into_iter().map(|row| self.parsed(row)).collect()
    }

    fn parsed(&self, row: Stored) -> Result<Known, StateError> {
        let Stored { repository, line, settings, base_commit, branch_commit, action, why, pull } = row;
        let line = serde_json::from_str(&line).map_err(|source| StateError::Content {
            path: self.path.clone(),
            repository,
            source,
        })?;
        Ok(Known { line, settings, base_commit, branch_commit, action, why, pull })
    }

    /// Keeps what computing came to.
    pub fn keep_line(
        &self,
        run: RunId,
        line: &Line,
        settings: &str,
        base_commit: Option<&str>,
        branch_commit: Option<&str>,
    ) -> Result<(), StateError> {
        let text = serde_json::to_string(line).unwrap_or_default();
        let place = line.repository.to_string();
        self.with(|connection| {
            connection.execute(
                "INSERT INTO repositories (repository, line, settings, base_commit, branch_commit) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (repository) DO UPDATE SET line = ?2, settings = ?3, base_commit = ?4, branch_commit = ?5",
                params![place, text, settings, base_commit, branch_commit],
            )?;
            connection.execute(
                "INSERT OR REPLACE INTO results (run, repository, fixes, declined, failed) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![run.0, place, line.fixes(), line.declined(), line.is_failed()],
            )
        })
        .map(drop)
    }

    /// Keeps what was done about the pull request. One that was not looked at this time stays as it was last seen.
    pub fn keep_action(
        &self,
        place: &Place,
        action: &str,
        why: &str,
        pull: Option<&Pull>,
    ) -> Result<(), StateError> {
        let place = place.to_string();
        self.with(|connection| {
            connection.execute(
                "UPDATE repositories SET action = ?2, why = ?3 WHERE repository = ?1",
                params![place, action, why],
            )?;
            let Some(pull) = pull else { return Ok(()) };
            connection.execute(
                "UPDATE repositories SET number = ?2, url = ?3, state = ?4, checks = ?5, is_conflicted = ?6 \
                 WHERE repository = ?1",
                params![place, pull.number, pull.url, pull.state, pull.checks, pull.is_conflicted],
            )?;
            Ok(())
        })
    }

    /// Whether a pull request was opened, or was being opened, and what belongs on it was not put there.
    pub fn owes_decoration(&self, place: &Place) -> Result<bool, StateError> {
        self.with(|connection| {
            let last = |step: &str, is_ended: bool| {
                connection.query_row(
                    "SELECT max(id) FROM steps WHERE repository = ?1 AND step = ?2 AND failure IS NULL AND \
                     (ended IS NOT NULL OR NOT ?3)",
                    params![place.to_string(), step, is_ended],
                    |row| row.get::<_, Option<i64>>(0),
                )
            };
            Ok(last("open", false)? > last("decorate", true)?)
        })
    }

    /// How long ago pull requests were opened on a host, or may have been, for an hour. A time that lies ahead counts as now; one
    /// that lies further ahead than an hour is of a clock that was wrong.
    pub fn opened(&self, host: &str) -> Result<Vec<Duration>, StateError> {
        let times = self.with(|connection| {
            let mut query = connection.prepare(
                "SELECT coalesce(ended, began) FROM steps WHERE step = 'open' AND failure IS NULL AND \
                 substr(repository, 1, length(?1)) = ?1",
            )?;
            query
                .query_map([format!("{host}/")], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()
        })?;
        let now = Timestamp::now();
        let ages = times.iter().filter_map(|time| {
            let age = now.duration_since(time.parse().ok()?);
            (age.abs() <= HOUR).then(|| Duration::try_from(age).unwrap_or_default())
        });
        Ok(ages.collect())
    }

    /// Whether the last step of a name in a repository was begun and not brought to its end: the run was killed in it, or it
    /// failed.
    pub fn was_cut_short(&self, place: &Place, step: &str) -> Result<bool, StateError> {
        self.with(|connection| {
            let found = connection
                .query_row(
                    "SELECT ended IS NULL OR failure IS NOT NULL FROM steps WHERE repository = ?1 AND step = ?2 \
                     ORDER BY id DESC LIMIT 1",
                    params![place.to_string(), step],
                    |row| row.get(0),
                )
                .optional()?;
            Ok(found.unwrap_or(false))
        })
    }

    /// The runs that computed something, the oldest first.
    pub fn totals(&self) -> Result<Vec<Totals>, StateError> {
        self.with(|connection| {
            let mut query = connection.prepare(
                "SELECT run, began, ended, count(*), sum(fixes), sum(declined), sum(failed) \
                 FROM runs JOIN results USING (run) GROUP BY run ORDER BY run",
            )?;
            let totals = query.query_map([], |row| {
                Ok(Totals {
                    run: row.get(0)?,
                    began: row.get(1)?,
                    ended: row.get(2)?,
                    repositories: row.get(3)?,
                    fixes: row.get(4)?,
                    declined: row.get(5)?,
                    failed: row.get(6)?,
                })
            })?;
            totals.collect()
        })
    }

    /// The steps in which runs before this one were killed.
    pub fn unfinished(&self, run: RunId) -> Result<Vec<Unfinished>, StateError> {
        self.with(|connection| {
            let mut query = connection.prepare(
                "SELECT repository, step, began FROM steps WHERE ended IS NULL AND run < ?1 AND \
                 run = (SELECT max(run) FROM runs WHERE run < ?1) ORDER BY id",
            )?;
            let rows = query.query_map([run.0], |row| {
                Ok(Unfinished { repository: row.get(0)?, step: row.get(1)?, began: row.get(2)? })
            })?;
            rows.collect()
        })
    }
}

const REPOSITORIES: &str = "SELECT repository, line, settings, base_commit, branch_commit, action, why, number, url, \
                            state, checks, is_conflicted FROM repositories";

/// A row of the repositories as it is stored.
struct Stored {
    repository: String,
    line: String,
    settings: String,
    base_commit: Option<String>,
    branch_commit: Option<String>,
    action: Option<String>,
    why: Option<String>,
    pull: Option<Pull>,
}

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let number: Option<u64> = row.get(7)?;
        let pull = match number {
            Some(number) => Some(Pull {
                number,
                url: row.get(8)?,
                state: row.get(9)?,
                checks: row.get(10)?,
                is_conflicted: row.get::<_, Option<bool>>(11)?.unwrap_or_default(),
            }),
            None => None,
        };
        Ok(Self {
            repository: row.get(0)?,
            line: row.get(1)?,
            settings: row.get(2)?,
            base_commit: row.get(3)?,
            branch_commit: row.get(4)?,
            action: row.get(5)?,
            why: row.get(6)?,
            pull,
        })
    }
}

/// In UTC, as RFC 3339 writes it, to the second.
fn now() -> String {
    let seconds = Timestamp::now().as_second();
    Timestamp::from_second(seconds).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
