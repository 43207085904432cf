//! The modules of a crate, and what they import.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Source;

/// `["world", "network"]`: where a module stands in its crate.
pub(crate) type Module = Vec<String>;

/// The modules of a crate, each in its file.
pub(crate) struct Crate<'a> {
    files: Vec<(Module, &'a Source)>,
    modules: BTreeSet<Module>,
    /// The module that a re-exported name comes from.
    exports: BTreeMap<Module, Module>,
}

/// A path in the code of a module, from the root of its crate.
pub(crate) struct Import<'a> {
    pub(crate) from: &'a Module,
    pub(crate) path: Module,
    pub(crate) place: String,
}

impl<'a> Crate<'a> {
    /// The crate whose root is in this folder. Programs in it, such as
    /// `src/main.rs` beside `src/lib.rs`, are crates of their own.
    pub(crate) fn new(folder: &str, sources: &'a [Source]) -> Self {
        let library = format!("{folder}/lib.rs");
        let has_library = sources.iter().any(|source| source.path == library);
        let root = if has_library { "lib" } else { "main" };
        let module = |source: &'a Source| {
            let path = source.path.strip_prefix(folder)?.strip_prefix('/')?;
            let names = path.strip_suffix(".rs")?.split('/');
            let mut names: Module = names.map(str::to_owned).collect();
            match names.first()?.as_str() {
                name if name == root && names.len() == 1 => names.clear(),
                "main" | "bin" => return None,
                _ => {}
            }
            names.pop_if(|name| name == "mod");
            Some((names, source))
        };
        let files: Vec<_> = sources.iter().filter_map(module).collect();
        let modules = files.iter().map(|(module, _)| module.clone()).collect();
        let mut all = Self {
            files,
            modules,
            exports: BTreeMap::new(),
        };
        all.exports = all.find_exports();
        all
    }

    fn find_exports(&self) -> BTreeMap<Module, Module> {
        let mut exports = BTreeMap::new();
        for (module, source) in &self.files {
            for path in source.paths().iter().filter(|path| path.exported) {
                if let (Some(target), Some(name)) =
                    (self.resolve(module, &path.segments), path.segments.last())
                {
                    exports.insert(child(module, name), self.module_of(&target));
                }
            }
        }
        exports
    }

    /// Every path in the code that leads to this crate.
    pub(crate) fn imports(&self) -> Vec<Import<'_>> {
        let mut imports = Vec::new();
        for (from, source) in &self.files {
            for found in source.paths() {
                let place = format!("{}:{}", source.path, found.line);
                let path = self.resolve(from, &found.segments);
                imports.extend(path.map(|path| Import { from, path, place }));
            }
        }
        imports
    }

    /// A path from the root of the crate; `None` if it leads to another crate,
    /// or to a name that the module has imported.
    fn resolve(&self, module: &Module, path: &[String]) -> Option<Module> {
        let climbs = path.iter().take_while(|name| *name == "super").count();
        let (start, rest) = match path.first()?.as_str() {
            "crate" => (&[][..], &path[1..]),
            "self" => (&module[..], &path[1..]),
            "super" => (
                &module[..module.len().checked_sub(climbs)?],
                &path[climbs..],
            ),
            name if self.modules.contains(&child(module, name)) => (&module[..], path),
            _ => return None,
        };
        Some([start, rest].concat())
    }

    /// The module that declares what a path leads to.
    pub(crate) fn module_of(&self, path: &[String]) -> Module {
        let mut module = Module::new();
        for name in path {
            let next = child(&module, name);
            if self.modules.contains(&next) {
                module = next;
            } else {
                return self.exports.get(&next).unwrap_or(&module).clone();
            }
        }
        module
    }
}

fn child(module: &Module, name: &str) -> Module {
    let mut child = module.clone();
    child.push(name.to_owned());
    child
}
