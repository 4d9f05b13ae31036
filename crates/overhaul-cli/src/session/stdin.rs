//! A file that comes from standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use overhaul_engine::{File, Skipped, Tree};

use crate::error::hinted;

/// What standard input is called when nobody says.
const NAME: &str = "stdin.py";

/// The text of a file, and where it would be.
pub struct Input {
    pub path: PathBuf,
    bytes: Vec<u8>,
    has_name: bool,
}

impl Input {
    /// Whether nothing is known about the project that the text belongs to.
    pub fn is_alone(&self) -> bool {
        !self.has_name
    }

    /// The tree with this text in it.
    pub fn over(&self, tree: Box<dyn Tree>) -> WithStdin {
        WithStdin { tree, path: self.path.clone(), bytes: self.bytes.clone() }
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads standard input, where the paths ask for it.
pub fn input(paths: &[PathBuf], name: Option<&Path>) -> anyhow::Result<Option<Input>> {
    if !paths.iter().any(|path| path.as_os_str() == "-") {
        return match name {
            Some(_) => Err(hinted(
                anyhow::anyhow!("--stdin-filename is for standard input"),
                "give `-` in place of paths",
            )),
            None => Ok(None),
        };
    }
    if paths.len() > 1 {
        return Err(hinted(
            anyhow::anyhow!("`-` cannot be combined with other paths"),
            "run overhaul on them separately",
        ));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("failed to read standard input")?;
    let path = std::path::absolute(name.unwrap_or(Path::new(NAME)))
        .context("failed to find the current directory")?;
    // The file need not exist, its directory usually does.
    let directory = path.parent().and_then(|directory| directory.canonicalize().ok());
    let path = match (directory, path.file_name()) {
        (Some(directory), Some(name)) => directory.join(name),
        _ => path,
    };
    Ok(Some(Input { path, bytes, has_name: name.is_some() }))
}

/// A tree in which one file is what came from standard input.
pub struct WithStdin {
    pub tree: Box<dyn Tree>,
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Tree for WithStdin {
    fn files(&self) -> &[File] {
        self.tree.files()
    }

    fn metadata(&self) -> &[File] {
        self.tree.metadata()
    }

    fn read(&self, file: &File) -> io::Result<Vec<u8>> {
        if file.path == self.path { Ok(self.bytes.clone()) } else { self.tree.read(file) }
    }

    fn skipped(&self) -> Vec<Skipped> {
        self.tree.skipped()
    }

    fn is_taken(&self, name: &str) -> bool {
        self.tree.is_taken(name)
    }

    fn place(&self, name: &str) -> PathBuf {
        self.tree.place(name)
    }

    fn site_packages(&self) -> Vec<PathBuf> {
        self.tree.site_packages()
    }
}
