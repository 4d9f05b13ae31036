//! The type checker's database over one project.

use std::sync::Arc;

use ruff_db::Db as SourceDb;
use ruff_db::diagnostic::Diagnostic;
use ruff_db::files::{File, Files};
use ruff_db::system::{System, SystemPathBuf};
use ruff_db::vendored::VendoredFileSystem;
use ty_module_resolver::{Db as ModuleResolverDb, FallibleStrategy, SearchPathSettings, file_to_module};
use ty_python_core::platform::PythonPlatform;
use ty_python_core::program::{Program, ProgramSettings};
use ty_python_core::{Db as PythonCoreDb, ProgramFile};
use ty_python_semantic::lint::{LintRegistry, RuleSelection};
use ty_python_semantic::{
    AnalysisSettings, Db as SemanticDb, PythonVersionSource, PythonVersionWithSource, default_lint_registry,
};

use super::layout::Searched;
use super::system::{self, ProjectSystem};
use super::{Layout, ProjectFiles};

#[salsa::db]
#[derive(Clone)]
pub(super) struct Database {
    storage: salsa::Storage<Self>,
    files: Files,
    system: ProjectSystem,
    rules: Arc<RuleSelection>,
    analysis: Arc<AnalysisSettings>,
    /// Files of one import root see the same modules; the first of these is for files of no root.
    programs: Arc<Vec<ProgramSettings>>,
    layout: Arc<Layout>,
}

impl Database {
    /// `None` where a search path is no directory, which the layout of an existing project does not have.
    pub fn new(project: Arc<dyn ProjectFiles>, layout: Arc<Layout>) -> Option<Self> {
        let system = ProjectSystem::new(project);
        let programs: Option<Vec<ProgramSettings>> =
            layout.searched.iter().map(|searched| settings(&system, searched, &layout)).collect();
        let database = Self {
            storage: salsa::Storage::new(None),
            files: Files::default(),
            system,
            rules: Arc::new(RuleSelection::from_registry(default_lint_registry())),
            analysis: Arc::new(AnalysisSettings::default()),
            programs: Arc::new(programs?),
            layout,
        };
        for program in database.programs.iter() {
            program.search_paths.try_register_static_roots(&database);
        }
        Some(database)
    }

    /// Adds a module of our own to the directory of `beside`; the same text is the same module.
    pub fn probe(&self, beside: File, text: String) -> Option<SystemPathBuf> {
        let directory = beside.path(self).as_system_path()?.parent()?;
        Some(self.system.add_probe(directory, text))
    }

    /// The dotted name of a file's module, also where the standard library has another of that name.
    pub fn module_name(&self, file: ProgramFile<'_>) -> Option<String> {
        if let Some(module) = file_to_module(self, file.resolver_file(self)) {
            return Some(module.name(self).as_str().to_owned());
        }
        let path = file.file(self).path(self).as_system_path()?;
        self.layout.module_name(system::project_name(path)?)
    }

    fn settings_of(&self, file: File) -> &ProgramSettings {
        let name = file.path(self).as_system_path().and_then(system::project_name);
        &self.programs[name.map_or(0, |name| self.layout.list_of(name))]
    }
}

fn settings(system: &ProjectSystem, searched: &Searched, layout: &Layout) -> Option<ProgramSettings> {
    let existing = |roots: &[String]| -> Vec<SystemPathBuf> {
        let paths = roots.iter().map(|root| system::project_path(root));
        paths.filter(|path| system.is_directory(path)).collect()
    };
    let mut paths = SearchPathSettings::new(existing(&searched.first));
    paths.site_packages_paths = existing(&searched.behind);
    // Our stubs come before packages, so that an answer does not depend on what is installed where overhaul runs.
    paths.site_packages_paths.push(system::stubs_path());
    paths.site_packages_paths.extend(
        layout
            .site_packages
            .iter()
            .filter_map(|path| SystemPathBuf::from_path_buf(path.clone()).ok())
            .filter(|path| system.is_directory(path)),
    );
    let search_paths = paths.to_search_paths(system, ty_vendored::file_system(), &FallibleStrategy).ok()?;
    Some(ProgramSettings {
        python_version: PythonVersionWithSource {
            version: layout.python,
            source: PythonVersionSource::default(),
        },
        python_platform: PythonPlatform::All,
        search_paths,
    })
}

#[salsa::db]
impl salsa::Database for Database {}

#[salsa::db]
impl ModuleResolverDb for Database {}

#[salsa::db]
impl SourceDb for Database {
    fn vendored(&self) -> &VendoredFileSystem {
        ty_vendored::file_system()
    }

    fn system(&self) -> &dyn System {
        &self.system
    }

    fn files(&self) -> &Files {
        &self.files
    }
}

#[salsa::db]
impl PythonCoreDb for Database {
    fn should_check_file(&self, file: File) -> bool {
        file.path(self).as_system_path().and_then(system::project_name).is_some()
    }
}

#[salsa::db]
impl SemanticDb for Database {
    fn check_file(&self, file: File) -> Vec<Diagnostic> {
        ty_python_semantic::types::check_types(self, self.program_file(file))
    }

    fn program_file(&self, file: File) -> ProgramFile<'_> {
        Program::from_settings(self, self.settings_of(file)).program_file(self, file)
    }

    fn python_version_with_source(&self, file: File) -> &PythonVersionWithSource {
        &self.settings_of(file).python_version
    }

    fn rule_selection(&self, _file: File) -> &RuleSelection {
        &self.rules
    }

    fn lint_registry(&self) -> &LintRegistry {
        default_lint_registry()
    }

    fn analysis_settings(&self, _file: File) -> &AnalysisSettings {
        &self.analysis
    }

    fn verbose(&self) -> bool {
        false
    }

    fn is_open_file(&self, _file: File) -> bool {
        false
    }

    fn dyn_clone(&self) -> Box<dyn SemanticDb> {
        Box::new(self.clone())
    }
}
