//! `--output`: a file in place of standard output.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::Args;

use crate::error::{hinted, shown};
use crate::{interrupt, write};

#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Write to this file instead of standard output; `-` is standard output
    ///
    /// A file that is there is replaced as a whole, once everything is written. Colours never go to a file.
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    output: PathBuf,
}

/// A file that is to be written.
pub enum Target {
    /// It gets a new file in its place.
    File(PathBuf),
    /// A pipe or a device, which cannot be replaced.
    Device(PathBuf),
}

impl OutputArgs {
    /// The file, if one was named. What would keep it from being written is an error now, before the work is done.
    pub fn target(&self) -> anyhow::Result<Option<Target>> {
        if self.output.as_os_str() == "-" { Ok(None) } else { Target::of(&self.output, "--output").map(Some) }
    }
}

impl Target {
    /// A file that an option names.
    pub fn of(output: &Path, option: &str) -> anyhow::Result<Self> {
        let label = shown(output);
        let metadata = fs::metadata(output);
        if metadata.as_ref().is_ok_and(Metadata::is_dir) || has_final_slash(output) {
            let example = format!("such as {option} {}", shown(&output.join("report")));
            return Err(hinted(
                anyhow!("cannot write to {label}: it is a directory"),
                format!("name a file, {example}"),
            ));
        }
        if metadata.as_ref().is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(Self::Device(output.to_owned()));
        }
        if metadata.is_ok_and(|metadata| metadata.permissions().readonly()) {
            return Err(hinted(
                anyhow!("cannot write to {label}: it is read-only"),
                "give yourself permission to write it, or name another file",
            ));
        }
        // Where the name is a link, the file that it leads to is replaced, and the link stays.
        let path = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
        drop(write::beside(&path, None).map_err(|error| refused(&path, error))?);
        Ok(Self::File(path))
    }

    /// Writes what `content` writes, all of it or nothing.
    pub fn write(&self, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
        match self {
            Self::File(path) => {
                interrupt::hold();
                let written = replace(path, content);
                interrupt::release();
                written
            }
            Self::Device(path) => {
                let device = OpenOptions::new().write(true).open(path);
                let mut device = BufWriter::new(device.map_err(|error| refused(path, error))?);
                content(&mut device)?;
                Ok(device.flush()?)
            }
        }
    }
}

fn replace(path: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let old = fs::metadata(path).ok().map(|metadata| metadata.permissions());
    let new = old.is_none().then(write::mode_of_new_files);
    let mut temporary = write::beside(path, new).map_err(|error| refused(path, error))?;
    let mut buffer = BufWriter::new(&mut temporary);
    content(&mut buffer).and_then(|()| buffer.flush()).with_context(|| cannot_write(path))?;
    drop(buffer);
    if let Some(permissions) = old {
        temporary.as_file().set_permissions(permissions).with_context(|| cannot_write(path))?;
    }
    temporary.persist(path).map_err(|error| refused(path, error.error))?;
    Ok(())
}

fn refused(path: &Path, error: io::Error) -> anyhow::Error {
    let way_out = match error.kind() {
        io::ErrorKind::NotFound => "create its directory first, or name a file elsewhere",
        _ => "name a file in a directory that you may write to",
    };
    hinted(anyhow::Error::from(error).context(cannot_write(path)), way_out)
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write to {}", shown(path))
}

fn has_final_slash(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/")
}
