//! What holds credentials, by `private.toml`.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::LazyLock;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml_edit::DocumentMut;

static VARIABLES: LazyLock<GlobSet> = LazyLock::new(|| {
    let mut variables = GlobSetBuilder::new();
    for pattern in listed("variables") {
        if let Ok(glob) = GlobBuilder::new(&pattern).case_insensitive(true).build() {
            variables.add(glob);
        }
    }
    variables.build().unwrap_or_default()
});

fn listed(key: &str) -> Vec<String> {
    let document = include_str!("private.toml").parse::<DocumentMut>().unwrap_or_default();
    let array = document.get(key).and_then(|item| item.as_array());
    array.into_iter().flatten().filter_map(|value| Some(value.as_str()?.to_owned())).collect()
}

/// Whether a variable of this name holds credentials or leads to them.
pub fn is_private(name: &OsStr) -> bool {
    VARIABLES.is_match(Path::new(name))
}

/// The files and directories that hold credentials, below a home directory.
#[cfg(target_os = "linux")]
pub fn private_files(home: &Path) -> Vec<std::path::PathBuf> {
    listed("files").into_iter().map(|file| home.join(file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_credentials_is_private() {
        for name in [
            "GITHUB_TOKEN",
            "OVERHAUL_TOKEN_GIT_EXAMPLE_COM",
            "gh_token",
            "MY_CI_TOKEN",
            "SSH_AUTH_SOCK",
            "GIT_CONFIG_VALUE_0",
            "CI_JOB_JWT_V2",
        ] {
            assert!(is_private(OsStr::new(name)), "{name}");
        }
        for name in ["PATH", "HOME", "LANG", "TOKENIZERS_PARALLELISM", "GIT_AUTHOR_NAME", "PYTHONPATH", "CI"]
        {
            assert!(!is_private(OsStr::new(name)), "{name}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_lists_are_read() {
        assert!(private_files(Path::new("/home/a")).contains(&std::path::PathBuf::from("/home/a/.ssh")));
        assert_eq!(VARIABLES.len(), listed("variables").len());
    }
}
