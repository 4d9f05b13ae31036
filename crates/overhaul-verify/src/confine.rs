//! What commands may write, and what they may not read.

#[cfg(target_os = "linux")]
pub use landlocked::confine;

/// Confines this thread and what it starts, and says whether the system can.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub fn confine(_writable: &[std::path::PathBuf]) -> Result<bool, String> {
    Ok(false)
}

#[cfg(target_os = "linux")]
mod landlocked {
    use std::env;
    use std::fs;
    use std::path::{Path, PathBuf};

    use landlock::{
        ABI, Access as _, AccessFs, BitFlags, CompatLevel, Compatible as _, PathBeneath, PathFd, Ruleset,
        RulesetAttr as _, RulesetCreated, RulesetCreatedAttr as _, RulesetError, RulesetStatus, Scope,
    };

    use rustix::thread::{CapabilitySet, remove_capability_from_bounding_set};

    use crate::environment::private_files;

    /// The newest that is known; older kernels confine what they can.
    const NEWEST: ABI = ABI::V9;

    /// Devices that keep nothing, and shared memory, without which Python's `multiprocessing` makes no lock.
    const DEVICES: [&str; 5] = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];
    const SHARED_MEMORY: &str = "/dev/shm";

    /// Confines this thread and what it starts, and says whether the kernel can: they write below `writable` only, signal
    /// only each other, and read no file of the user that holds credentials.
    pub fn confine(writable: &[PathBuf]) -> Result<bool, String> {
        drop_capabilities();
        rules(writable).map_err(|error| format!("failed to confine them: {error}"))
    }

    /// Root's commands are to have no more power than those of others: with it they could write to disks, and read the
    /// environment of any process. Where this thread has no power to give up, it has none to keep: capabilities(7).
    fn drop_capabilities() {
        for capability in CapabilitySet::all().iter() {
            let _ = remove_capability_from_bounding_set(capability);
        }
    }

    fn rules(writable: &[PathBuf]) -> Result<bool, RulesetError> {
        let handled = AccessFs::from_write(NEWEST) | AccessFs::ReadFile;
        let devices = AccessFs::MakeBlock | AccessFs::MakeChar;
        let mut ruleset = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(handled)?
            .scope(Scope::from_all(NEWEST))?
            .create()?;
        for path in readable() {
            ruleset = allow(ruleset, &path, AccessFs::ReadFile.into())?;
        }
        for path in writable {
            ruleset = allow(ruleset, path, handled & !devices)?;
        }
        let files = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;
        for device in DEVICES {
            ruleset = allow(ruleset, Path::new(device), files)?;
        }
        let shared = files | AccessFs::MakeReg | AccessFs::RemoveFile;
        ruleset = allow(ruleset, Path::new(SHARED_MEMORY), shared | AccessFs::Refer)?;
        Ok(ruleset.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
    }

    /// What is not there, or not for this user, needs no rule.
    fn allow(
        ruleset: RulesetCreated,
        path: &Path,
        access: BitFlags<AccessFs>,
    ) -> Result<RulesetCreated, RulesetError> {
        let Ok(handle) = PathFd::new(path) else { return Ok(ruleset) };
        let access = if path.is_dir() { access } else { access & AccessFs::from_file(NEWEST) };
        ruleset.add_rule(PathBeneath::new(handle, access))
    }

    /// Everything but what holds credentials, in as few places as that takes.
    fn readable() -> Vec<PathBuf> {
        let private: Vec<PathBuf> = env::home_dir()
            .iter()
            .flat_map(|home| private_files(home))
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        let mut found = Vec::new();
        add_readable(Path::new("/"), &private, &mut found);
        found
    }

    /// Rules allow, and what is below an allowed directory cannot be taken away again: so a directory with something
    /// private in it is allowed entry by entry. Links are left out, because what they lead to has its own place.
    fn add_readable(path: &Path, private: &[PathBuf], found: &mut Vec<PathBuf>) {
        if private.iter().any(|private| path.starts_with(private)) {
            return;
        }
        if !private.iter().any(|private| private.starts_with(path)) {
            found.push(path.to_owned());
            return;
        }
        let mut entries: Vec<PathBuf> =
            fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        entries.sort_unstable();
        for entry in entries {
            if !entry.is_symlink() {
                add_readable(&entry, private, found);
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_is_private_is_left_out_and_all_else_is_readable() {
            let directory = tempfile::tempdir().unwrap();
            let root = directory.path().canonicalize().unwrap();
            for file in
                ["home/.ssh/id", "home/.config/gh/hosts.yml", "home/.config/pip/pip.conf", "home/a", "usr/b"]
            {
                fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
                fs::write(root.join(file), "").unwrap();
            }
            let private = [root.join("home/.ssh"), root.join("home/.config/gh")];
            let mut found = Vec::new();
            add_readable(&root, &private, &mut found);
            let names: Vec<&Path> = found.iter().map(|path| path.strip_prefix(&root).unwrap()).collect();
            assert_eq!(names, ["home/.config/pip", "home/a", "usr"].map(Path::new));
        }
    }
}
