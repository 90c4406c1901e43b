//! The modules of a crate, as its files declare them. Code that exists only in tests is left out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::{Attribute, Item, ItemMod, ItemUse, Meta, UseTree, Visibility};

/// Gives the text of a file. Tests of the rules read from memory.
pub type Read<'a> = &'a dyn Fn(&Path) -> Option<String>;

/// The modules of one package: its library and its binaries.
#[derive(Default)]
pub struct Crate {
    /// Below what name binaries see the library, and its root.
    pub library: Option<(String, ModuleId)>,
    pub modules: Vec<Module>,
    pub files: Vec<SourceFile>,
}

/// The place of a module in [`Crate::modules`].
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub struct ModuleId(pub usize);

/// The place of a file in [`Crate::files`].
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub usize);

pub struct SourceFile {
    /// From the root of the repository.
    pub path: PathBuf,
}

pub struct Module {
    pub root: ModuleId,
    pub parent: Option<ModuleId>,
    pub file: FileId,
    pub items: Vec<Item>,
    pub names: HashMap<String, Vec<Definition>>,
    /// What `use path::*` names.
    pub globs: Vec<Vec<String>>,
}

/// What a name of a module stands for.
#[derive(Clone, Debug)]
pub enum Definition {
    Type,
    /// A function, a constant, a static or a macro: nothing stands below its name.
    Value,
    Module(ModuleId),
    Use(Vec<String>),
}

/// One name that a `use` brings in.
pub struct Imported {
    /// Absent for `*` and `_`.
    pub name: Option<String>,
    pub path: Vec<String>,
    pub is_glob: bool,
}

impl Crate {
    /// Adds the crate whose root is `file`, and all modules below it.
    pub fn add_root(&mut self, file: &Path, read: Read) -> ModuleId {
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        self.add_file(file, &folder, None, read)
    }

    fn add_file(&mut self, path: &Path, folder: &Path, parent: Option<ModuleId>, read: Read) -> ModuleId {
        let text = read(path).unwrap_or_else(|| panic!("cannot read {}", path.display()));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = FileId(self.files.len());
        self.files.push(SourceFile { path: path.to_owned() });
        self.add_module(file, folder, parent, syntax.items, read)
    }

    /// `folder` is where the files of modules inside this one lie.
    fn add_module(
        &mut self,
        file: FileId,
        folder: &Path,
        parent: Option<ModuleId>,
        mut items: Vec<Item>,
        read: Read,
    ) -> ModuleId {
        items.retain(|item| !is_for_tests(attributes(item)));
        let id = ModuleId(self.modules.len());
        let root = parent.map_or(id, |parent| self.modules[parent.0].root);
        let (names, globs) = Default::default();
        self.modules.push(Module { root, parent, file, items: Vec::new(), names, globs });
        for item in &mut items {
            match item {
                Item::Mod(module) => {
                    let inner = self.add_inner(file, folder, id, module, read);
                    self.define(id, module.ident.to_string(), Definition::Module(inner));
                }
                Item::Use(item) => self.define_imports(id, item),
                other => {
                    if let Some((name, definition)) = defined(other) {
                        if is_component(other) {
                            self.define(id, format!("{name}Props"), Definition::Type);
                        }
                        self.define(id, name, definition);
                    }
                }
            }
        }
        self.modules[id.0].items = items;
        id
    }

    fn add_inner(
        &mut self,
        file: FileId,
        folder: &Path,
        parent: ModuleId,
        module: &mut ItemMod,
        read: Read,
    ) -> ModuleId {
        let name = module.ident.to_string();
        if let Some((_, items)) = module.content.take() {
            return self.add_module(file, &folder.join(&name), Some(parent), items, read);
        }
        if let Some(named) = path_attribute(&module.attrs) {
            let here = self.files[file.0].path.parent().unwrap_or(Path::new(""));
            let path = normal(&here.join(named));
            let inside = path.parent().unwrap_or(Path::new("")).to_owned();
            return self.add_file(&path, &inside, Some(parent), read);
        }
        let inside = folder.join(&name);
        let beside = folder.join(format!("{name}.rs"));
        let path = if read(&beside).is_some() { beside } else { inside.join("mod.rs") };
        self.add_file(&path, &inside, Some(parent), read)
    }

    fn define(&mut self, module: ModuleId, name: String, definition: Definition) {
        self.modules[module.0].names.entry(name).or_default().push(definition);
    }

    /// Also for a `use` inside a function, which counts for the whole module.
    pub fn define_imports(&mut self, module: ModuleId, item: &ItemUse) {
        for imported in imports(item) {
            if imported.is_glob {
                self.modules[module.0].globs.push(imported.path);
            } else if let Some(name) = imported.name {
                self.define(module, name, Definition::Use(imported.path));
            }
        }
    }
}

/// What an item defines in its module.
fn defined(item: &Item) -> Option<(String, Definition)> {
    use Definition::{Type, Value};
    let (name, definition) = match item {
        Item::Enum(item) => (&item.ident, Type),
        Item::Struct(item) => (&item.ident, Type),
        Item::Trait(item) => (&item.ident, Type),
        Item::TraitAlias(item) => (&item.ident, Type),
        Item::Type(item) => (&item.ident, Type),
        Item::Union(item) => (&item.ident, Type),
        Item::Const(item) => (&item.ident, Value),
        Item::Fn(item) => (&item.sig.ident, Value),
        Item::Static(item) => (&item.ident, Value),
        Item::Macro(item) => (item.ident.as_ref()?, Value),
        _ => return None,
    };
    Some((name.to_string(), definition))
}

/// Leptos makes a struct for the properties of each component.
fn is_component(item: &Item) -> bool {
    attributes(item).iter().any(|attribute| attribute.path().is_ident("component"))
}

/// The names that a `use` brings in. Paths that begin with `::` are of other crates.
pub fn imports(item: &ItemUse) -> Vec<Imported> {
    let mut all = Vec::new();
    if item.leading_colon.is_none() {
        spread(&item.tree, &[], &mut all);
    }
    all
}

fn spread(tree: &UseTree, before: &[String], all: &mut Vec<Imported>) {
    let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => spread(&path.tree, &with(&path.ident), all),
        UseTree::Group(group) => group.items.iter().for_each(|tree| spread(tree, before, all)),
        UseTree::Glob(_) => all.push(Imported { name: None, path: before.to_vec(), is_glob: true }),
        UseTree::Name(name) if name.ident == "self" => {
            all.push(Imported { name: before.last().cloned(), path: before.to_vec(), is_glob: false });
        }
        UseTree::Name(name) => {
            let path = with(&name.ident);
            all.push(Imported { name: path.last().cloned(), path, is_glob: false });
        }
        UseTree::Rename(rename) => {
            let path = if rename.ident == "self" { before.to_vec() } else { with(&rename.ident) };
            let name = Some(rename.rename.to_string()).filter(|name| name != "_");
            all.push(Imported { name, path, is_glob: false });
        }
    }
}

/// Whether a `use` hands its names on to other modules.
pub fn is_public(visibility: &Visibility) -> bool {
    !matches!(visibility, Visibility::Inherited)
}

/// The line that something stands in.
pub fn line(spanned: &impl Spanned) -> usize {
    spanned.span().start().line
}

/// Whether something exists only where tests are built: `#[test]`, or `#[cfg]` with `test` that is not negated.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.segments.last().is_some_and(|last| last.ident == "test"),
        Meta::List(list) => list.path.is_ident("cfg") && names_test(list.tokens.clone()),
        Meta::NameValue(_) => false,
    })
}

fn names_test(tokens: TokenStream) -> bool {
    let mut is_negated = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => {
            is_negated = name == "not";
            name == "test"
        }
        TokenTree::Group(group) => !is_negated && names_test(group.stream()),
        _ => false,
    })
}

fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

/// The path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
