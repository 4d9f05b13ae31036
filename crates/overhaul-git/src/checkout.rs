//! A commit on disk for a while, so that commands can be run on it.

use std::fs;
use std::path::{Path, PathBuf};

use git2::build::CheckoutBuilder;
use git2::{Oid, Repository, RepositoryInitOptions};

use crate::clones::Cloned;
use crate::discard::discard;
use crate::remote::{Failure, RemoteError};

/// The files of a commit in a directory of their own, which goes when this does.
#[derive(Debug)]
pub struct Checkout {
    /// Around the files.
    directory: PathBuf,
}

impl Checkout {
    /// Writes the files of a commit into a new directory in `parent`, after those that the clone lacks were fetched. Nothing of
    /// the repository runs: libgit2 has no hooks, and of filters only those for ends of lines. The files are a repository
    /// of one commit, without a remote, because builds ask git for versions and tools for changes.
    pub fn of(clone: &Cloned, commit: Oid, parent: &Path) -> Result<Self, RemoteError> {
        clone.bring(commit, |_| true)?;
        let made = tempfile::Builder::new().prefix("overhaul-checkout-").tempdir_in(parent);
        let checkout = Self { directory: made.map_err(|error| clone.failed(error))?.keep() };
        checkout.write(clone.directory(), commit).map_err(|failure| clone.failed(failure))?;
        Ok(checkout)
    }

    /// Where the files are.
    pub fn path(&self) -> &Path {
        &self.directory
    }

    fn write(&self, clone: &Path, commit: Oid) -> Result<(), Failure> {
        let mut options = RepositoryInitOptions::new();
        options.external_template(false).no_reinit(true);
        let repository = Repository::init_opts(&self.directory, &options)?;
        let own = repository.path().to_owned();
        let objects = clone.join("objects");
        fs::create_dir_all(own.join("objects/info"))?;
        fs::write(own.join("objects/info/alternates"), format!("{}\n", objects.display()))?;
        // With its parents the commit would lead to commits that are not here.
        fs::write(own.join("shallow"), format!("{commit}\n"))?;
        drop(repository);
        let repository = Repository::open(&self.directory)?;
        repository.set_head_detached(commit)?;
        let mut checkout = CheckoutBuilder::new();
        repository.checkout_head(Some(checkout.force()))?;
        Ok(())
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        // What cannot be removed is left to whoever cleans temporary directories.
        let _ = discard(&self.directory);
    }
}
