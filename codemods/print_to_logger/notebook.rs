//! Whether a file is a notebook. The table is `notebooks.toml`.

use std::sync::LazyLock;

use overhaul_python::ast::Stmt;
use overhaul_python::{Module, Ranged, TextRange};
use regex::RegexSet;

use crate::tables::{document, rows, text};

struct Notebooks {
    heads: RegexSet,
    cells: RegexSet,
    makers: Vec<String>,
}

static NOTEBOOKS: LazyLock<Notebooks> = LazyLock::new(|| {
    let table = document(include_str!("notebooks.toml"));
    let patterns = |name: &str| {
        let rows = rows(&table, name);
        let whole = rows.iter().map(|row| format!("^(?:{})$", text(*row, "pattern")));
        RegexSet::new(whole).unwrap_or_default()
    };
    let makers = rows(&table, "maker").iter().map(|row| text(*row, "path")).collect();
    Notebooks { heads: patterns("head"), cells: patterns("cell"), makers }
});

/// What makes the file a notebook.
pub(super) fn said_by(module: &Module) -> Option<String> {
    let source = module.source();
    let is_at_start = |range: &&TextRange| source.line_start(range.start()) == range.start();
    let code = module.body().first().map(Ranged::start);
    let comment = module.comments().ranges().iter().filter(is_at_start).find_map(|range| {
        let line = module.slice(*range).trim_end();
        let is_above = code.is_none_or(|code| range.end() <= code);
        let says = NOTEBOOKS.cells.is_match(line) || is_above && NOTEBOOKS.heads.is_match(line);
        says.then_some(line)
    });
    comment.map(str::to_owned).or_else(|| made(module))
}

/// The call that makes the object of whose cells the file consists.
fn made(module: &Module) -> Option<String> {
    module.body().iter().find_map(|stmt| {
        let Stmt::Assign(assign) = stmt else { return None };
        let path = module.names().qualified(&assign.value.as_call_expr()?.func)?;
        NOTEBOOKS.makers.contains(&path).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use overhaul_python::Source;

    use super::*;

    fn said(text: &str) -> Option<String> {
        said_by(&Module::parse(Source::decode(text.as_bytes().to_vec()).unwrap()).unwrap())
    }

    #[test]
    fn the_table_reads() {
        assert!(NOTEBOOKS.heads.len() > 1 && NOTEBOOKS.cells.len() > 2 && !NOTEBOOKS.makers.is_empty());
    }

    #[test]
    fn notebooks_say_what_they_are() {
        for yes in [
            "# Databricks notebook source\nx = 1\n",
            "\u{feff}# Databricks notebook source\r\nx = 1\r\n",
            "# ---\n# jupyter:\n#   jupytext:\n# ---\nx = 1\n",
            "#!/usr/bin/env python\n# ---\n# jupyter:\n# ---\nx = 1\n",
            "x = 1\n# %%\ny = 2\n",
            "x = 1\n#%%\ny = 2\n",
            "# %% [markdown]\n# Text\n",
            "# %% Load the data\nx = 1\n",
            "#!/usr/bin/env python\n# coding: utf-8\n\n# In[12]:\n\nx = 1\n",
            "# In[ ]:\nx = 1\n",
            "import marimo\n\napp = marimo.App(width='medium')\n",
        ] {
            assert!(said(yes).is_some(), "{yes}");
        }
    }

    #[test]
    fn most_files_are_none() {
        for no in [
            "x = 1  # %%\n",
            "def f():\n    # %%\n    pass\n",
            "x = '''\n# %%\n'''\n",
            "# %%s is a format\nx = 1\n",
            "#     %%  stands for a sign\nx = 1\n",
            "# %d\n# In [1] the authors show it\nx = 1\n",
            "x = 1\n# Databricks notebook source\n",
            "# Jupyter: what this is for\nx = 1\n",
            "class marimo:\n    App = dict\napp = marimo.App()\n",
        ] {
            assert_eq!(said(no), None, "{no}");
        }
    }
}
