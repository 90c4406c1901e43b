//! What each file takes from other files.
//!
//! An import leads to the file that **defines** the item: a path is followed through every `pub use` on the way. Declaring
//! a module and handing its names on are no imports. Paths count wherever they stand, in the words of a macro too.

use std::collections::{BTreeMap, HashSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ImplItem, Item, ItemUse, Local, Macro};

use crate::source::{Crate, Definition, FileId, Module, ModuleId, imports, is_for_tests, is_public, line};

/// Where an import stands first, and as what.
#[derive(Clone, Debug)]
pub struct Place {
    pub line: usize,
    pub path: String,
}

/// What was found in one package.
#[derive(Default)]
pub struct Imports {
    /// From a file to the file that defines what it uses.
    pub uses: BTreeMap<(FileId, FileId), Place>,
    /// The same for `pub use`.
    pub handed_on: BTreeMap<(FileId, FileId), Place>,
    /// Paths that begin in this package and lead nowhere. There are none unless the resolver has a gap.
    pub lost: Vec<(FileId, Place)>,
    /// Paths that lead out of the package, in the spelling of the crate that they are of.
    pub foreign: Vec<(FileId, Place)>,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
enum Target {
    Module(ModuleId),
    Type(FileId),
    Value(FileId),
}

impl Crate {
    /// All imports of the package.
    pub fn imports(&mut self) -> Imports {
        // First what functions bring in for themselves, so that paths below find it.
        for module in 0..self.modules.len() {
            let mut inner = InnerUses::default();
            self.modules[module].items.iter().for_each(|item| inner.visit_item(item));
            inner.0.iter().for_each(|item| self.define_imports(ModuleId(module), item));
        }
        let mut found = Imports::default();
        for module in 0..self.modules.len() {
            let module = ModuleId(module);
            let mut reader = Reader { house: self, module, found: &mut found };
            self.modules[module.0].items.iter().for_each(|item| reader.visit_item(item));
        }
        found
    }

    fn resolve(&self, from: ModuleId, path: &[String], seen: &mut Vec<(ModuleId, String)>) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let mut targets = self.step_out(from, first).unwrap_or_else(|| self.lookup(from, first, seen));
        if targets.is_empty()
            && let Some((name, root)) = &self.library
            && first == name
        {
            targets.push(Target::Module(*root));
        }
        for name in rest {
            let step = |target: Target| match target {
                Target::Module(module) => {
                    self.step_out(module, name).unwrap_or_else(|| self.lookup(module, name, seen))
                }
                // A variant or a function of the type: it is where the type is.
                Target::Type(_) => vec![target],
                Target::Value(_) => Vec::new(),
            };
            targets = targets.into_iter().flat_map(step).collect::<HashSet<_>>().into_iter().collect();
        }
        targets
    }

    /// `crate`, `self` and `super`.
    fn step_out(&self, from: ModuleId, name: &str) -> Option<Vec<Target>> {
        let module = &self.modules[from.0];
        match name {
            "crate" => Some(vec![Target::Module(module.root)]),
            "self" => Some(vec![Target::Module(from)]),
            "super" => Some(module.parent.map(Target::Module).into_iter().collect()),
            _ => None,
        }
    }

    /// What the name stands for in the module.
    fn lookup(&self, module: ModuleId, name: &str, seen: &mut Vec<(ModuleId, String)>) -> Vec<Target> {
        let Module { file, names, globs, .. } = &self.modules[module.0];
        let key = (module, name.to_owned());
        // `use code::code` looks for the module of its own name.
        let is_again = seen.contains(&key);
        seen.push(key);
        let mut targets = Vec::new();
        for definition in names.get(name).into_iter().flatten() {
            match definition {
                Definition::Type => targets.push(Target::Type(*file)),
                Definition::Value => targets.push(Target::Value(*file)),
                Definition::Module(inner) => targets.push(Target::Module(*inner)),
                Definition::Use(path) if !is_again => targets.extend(self.resolve(module, path, seen)),
                Definition::Use(_) => {}
            }
        }
        if targets.is_empty() && !is_again {
            for path in globs {
                for target in self.resolve(module, path, seen) {
                    if let Target::Module(other) = target {
                        targets.extend(self.lookup(other, name, seen));
                    }
                }
            }
        }
        seen.pop();
        targets
    }
}

/// `use` inside functions.
#[derive(Default)]
struct InnerUses(Vec<ItemUse>);

impl<'ast> Visit<'ast> for InnerUses {
    fn visit_item(&mut self, item: &'ast Item) {
        // What stands in the module itself is known.
        if !matches!(item, Item::Use(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_stmt(&mut self, statement: &'ast syn::Stmt) {
        if let syn::Stmt::Item(Item::Use(item)) = statement {
            self.0.push(item.clone());
        }
        visit::visit_stmt(self, statement);
    }
}

struct Reader<'a> {
    house: &'a Crate,
    module: ModuleId,
    found: &'a mut Imports,
}

impl Reader<'_> {
    fn take(&mut self, path: &[String], line: usize, is_handed_on: bool) {
        let file = self.house.modules[self.module.0].file;
        let place = Place { line, path: path.join("::") };
        let targets = self.house.resolve(self.module, path, &mut Vec::new());
        if targets.is_empty() {
            if self.begins_here(path) {
                self.found.lost.push((file, place));
            } else {
                self.take_foreign(path, file, line);
            }
            return;
        }
        for target in targets {
            // A module is not an item; what is used of it is found where it is used.
            if let Target::Type(to) | Target::Value(to) = target
                && to != file
            {
                let edges = if is_handed_on { &mut self.found.handed_on } else { &mut self.found.uses };
                edges.entry((file, to)).or_insert_with(|| place.clone());
            }
        }
    }

    fn begins_here(&self, path: &[String]) -> bool {
        let first = &path[..1];
        matches!(&*path[0], "crate" | "self" | "super")
            || path.len() > 1
                && self
                    .house
                    .resolve(self.module, first, &mut Vec::new())
                    .iter()
                    .any(|target| matches!(target, Target::Module(_)))
    }

    /// A name that a `use` took from another crate stands for what it took.
    fn take_foreign(&mut self, path: &[String], file: FileId, line: usize) {
        let mut path = path.to_vec();
        let names = &self.house.modules[self.module.0].names;
        if let Some([Definition::Use(whole)]) = names.get(&path[0]).map(Vec::as_slice) {
            path.splice(..1, whole.iter().cloned());
        }
        self.found.foreign.push((file, Place { line, path: path.join("::") }));
    }

    fn take_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let is_inside = continues(&tokens[..at]);
            at += 1;
            match token {
                TokenTree::Group(group) => self.take_tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                TokenTree::Ident(name) => {
                    let mut path = vec![name.to_string()];
                    while let Some(next) = after_colons(&tokens[at..]) {
                        path.push(next.to_string());
                        at += 3;
                    }
                    let is_call = matches!(tokens.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                    if !is_inside {
                        self.take_path(&path, name.span().start().line, is_call);
                    }
                }
            }
        }
    }

    /// A lone name in small letters is a variable, unless it is called.
    fn take_path(&mut self, path: &[String], line: usize, is_call: bool) {
        let is_name = path[0].starts_with(char::is_uppercase) && path[0] != "Self";
        if path.len() > 1 && path[0] != "Self" || is_name || path.len() == 1 && is_call {
            self.take(path, line, false);
        }
    }
}

/// Whether what follows is a field, a method, a lifetime or the rest of a path.
fn continues(before: &[TokenTree]) -> bool {
    let mark = |back: usize| match before.len().checked_sub(back).map(|at| &before[at]) {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()),
        _ => None,
    };
    match (mark(2), mark(1)) {
        (Some('.'), Some('.')) => false,
        (_, Some('.' | '\'')) | (Some(':'), Some(':')) => true,
        _ => false,
    }
}

fn after_colons(tokens: &[TokenTree]) -> Option<&proc_macro2::Ident> {
    match tokens {
        [TokenTree::Punct(first), TokenTree::Punct(second), TokenTree::Ident(name), ..]
            if first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':' =>
        {
            Some(name)
        }
        _ => None,
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(crate::source::attributes(item)) && !matches!(item, Item::Mod(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => return,
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if !is_for_tests(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for imported in imports(item) {
            self.take(&imported.path, line(item), is_public(&item.vis));
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if let Expr::Path(callee) = &*call.func
            && callee.path.leading_colon.is_none()
            && callee.path.segments.len() == 1
        {
            self.take_path(&segments(&callee.path), line(callee), true);
        }
        visit::visit_expr_call(self, call);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.take_path(&segments(path), line(path), false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, invoked: &'ast Macro) {
        let path = segments(&invoked.path);
        self.take_path(&path, line(invoked), true);
        self.take_tokens(invoked.tokens.clone());
    }

    // Derives and other attributes are of other crates.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    // `pub(in crate::…)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}
