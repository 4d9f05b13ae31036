//! The reviewer's editor.

use std::fs;
use std::io::Write;
use std::process::Command;

use anyhow::{Context, bail};

/// Lets the reviewer edit a text, in `$VISUAL`, `$EDITOR` or `vi`. It is started by a shell, as git does, so that the variable may
/// hold options.
pub fn edit(text: &str) -> anyhow::Result<String> {
    let mut file = tempfile::Builder::new()
        .prefix("overhaul-edit-")
        .suffix(".py")
        .tempfile()
        .context("failed to make a file for the editor")?;
    file.write_all(text.as_bytes()).context("failed to write the file for the editor")?;
    // Some editors replace the file, so it is read again by its path.
    let path = file.into_temp_path();
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))
        .unwrap_or_else(|| "vi".to_owned());
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!("{editor} \"$@\""))
        .arg(&editor)
        .arg(&path)
        .status()
        .with_context(|| format!("failed to start the editor `{editor}`"))?;
    if !status.success() {
        bail!("the editor `{editor}` ended with {status}; VISUAL or EDITOR names another");
    }
    fs::read_to_string(&path).context("failed to read what was edited")
}
