//! Reading a case: one file with headers in its first comments, or a folder that is a small project.

use std::path::{Path, PathBuf};

use super::NamedFile;

/// The folder of a codemod is its id with underscores.
pub fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(id.replace('-', "_"))
}

/// The cases of a codemod, by name.
pub fn cases(id: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder(id).join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// What follows `# key:` in the comments that head a case.
pub fn headers<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let marker = format!("# {key}:");
    text.lines()
        .take_while(|line| line.trim_start_matches('\u{feff}').starts_with('#'))
        .filter_map(|line| line.trim_start_matches('\u{feff}').strip_prefix(&marker).map(str::trim))
        .collect()
}

/// The files of a case: one with `# path:`, `# options:` and `# with:` (an empty file beside it) in its head, or a
/// folder that is a small project, whose options stand in one of its files.
pub fn read_case(case: &Path) -> (Vec<NamedFile>, String) {
    if case.is_dir() {
        let mut files = Vec::new();
        read_folder(case, case, &mut files);
        files.sort();
        let options =
            files.iter().map(|(_, bytes)| headers(&String::from_utf8_lossy(bytes), "options").concat());
        let options = options.collect();
        return (files, options);
    }
    let bytes = std::fs::read(case).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let stem = case.file_stem().unwrap().to_str().unwrap();
    let name = headers(&text, "path")
        .first()
        .map_or_else(|| format!("service/{stem}.py"), |path| (*path).to_owned());
    let mut files = vec![(name, bytes)];
    files.extend(headers(&text, "with").iter().map(|path| ((*path).to_owned(), Vec::new())));
    (files, headers(&text, "options").concat())
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<NamedFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.push((name, std::fs::read(path).unwrap()));
        }
    }
}
