//! The names that can be used at a position.

use sparta_semantics::{
    Declaration, Definition, ItemKind, MemberId, Symbol, Ty, Word, declarations, definition_named,
    hir, lookup_in_file, resolve_type, scope, type_of,
};
use sparta_syntax::{SyntaxKind as Kind, SyntaxNode};

use super::item::{CompletionKind, Items};
use super::place::Cursor;
use crate::observation::{Observation, stack_of};

/// A name, what it stands for, and the type of its value as far as it is known.
pub(super) struct Name<'db> {
    pub(super) text: String,
    pub(super) kind: CompletionKind,
    pub(super) symbol: Option<Symbol<'db>>,
    pub(super) ty: Ty<'db>,
}

/// So many `let`s are looked into: the types of more are not shown.
const MAX_LETS: usize = 100;

/// All names of values that are seen at the cursor, the innermost first.
pub(super) fn names<'db>(cursor: &Cursor<'db>) -> Vec<Name<'db>> {
    let mut names = Vec::new();
    bound(cursor, &mut names);
    of_file(cursor, &mut names);
    names
}

/// The type of a single name.
pub(super) fn type_named<'db>(cursor: &Cursor<'db>, name: &str) -> Option<Ty<'db>> {
    names(cursor).into_iter().find(|it| it.text == name).map(|it| it.ty)
}

/// The type of each of the resources that one name repeats.
pub(super) fn repeated_type<'db>(cursor: &Cursor<'db>, name: &str) -> Option<Ty<'db>> {
    let Some(Definition::Declared(declaration)) = scope(cursor.db, cursor.at.file).get(name) else {
        return None;
    };
    match &hir(cursor.db, declaration).root().kind {
        ItemKind::Resource { ty, repeat: Some(_), .. } => {
            Some(instance_type(cursor, declaration, &ty.text))
        }
        _ => None,
    }
}

/// What a declaration is proposed as.
pub(super) fn kind<'db>(cursor: &Cursor<'db>, declaration: Declaration<'db>) -> CompletionKind {
    match declaration.word(cursor.db) {
        Word::Resource | Word::Construct | Word::Existing => CompletionKind::Resource,
        Word::Fn => CompletionKind::Function,
        Word::Event => CompletionKind::Event,
        Word::Component | Word::Custom => CompletionKind::Component,
        Word::TypeAlias => CompletionKind::Type,
        Word::Output => CompletionKind::Output,
        Word::Import => CompletionKind::Module,
        Word::Environment => CompletionKind::Environment,
        _ => CompletionKind::Variable,
    }
}

/// What is bound around the cursor: by loops, parameters, and the members of a component.
fn bound<'db>(cursor: &Cursor<'db>, names: &mut Vec<Name<'db>>) {
    let Some(node) = cursor.node() else { return };
    for outer in node.ancestors() {
        match outer.kind() {
            Kind::ListFor | Kind::ObjectFor | Kind::Repeat => bindings(&outer, names),
            Kind::Resource | Kind::Construct => {
                outer.children().filter(|it| it.kind() == Kind::Repeat).for_each(|it| {
                    bindings(&it, names);
                });
            }
            Kind::Fn | Kind::EventDef => parameters(cursor, &outer, names),
            Kind::Component => members(cursor, &outer, names),
            Kind::Extend | Kind::Grant => implied(&["self"], names),
            _ => {}
        }
        if outer.kind() == Kind::EventDef {
            implied(&["self", "target", "calls", "earlier"], names);
        }
    }
}

fn add<'db>(names: &mut Vec<Name<'db>>, text: String, symbol: Option<Symbol<'db>>, ty: Ty<'db>) {
    if !text.is_empty() && !names.iter().any(|known| known.text == text) {
        names.push(Name { text, kind: CompletionKind::Variable, symbol, ty });
    }
}

fn implied(all: &[&str], names: &mut Vec<Name<'_>>) {
    all.iter().for_each(|name| add(names, (*name).to_owned(), None, Ty::Any));
}

fn bindings(node: &SyntaxNode, names: &mut Vec<Name<'_>>) {
    let binding = node.children().find(|it| it.kind() == Kind::Binding);
    let bound = binding.iter().flat_map(|it| it.children()).filter(|it| it.kind() == Kind::Name);
    bound.for_each(|name| add(names, name.text().to_string().trim().to_owned(), None, Ty::Any));
}

fn parameters<'db>(cursor: &Cursor<'db>, node: &SyntaxNode, names: &mut Vec<Name<'db>>) {
    let known = item_of(cursor, node);
    let parameters =
        known.map(|(declaration, member)| match &hir(cursor.db, declaration).item(member).kind {
            ItemKind::Fn { parameters, .. } | ItemKind::Event { parameters, .. } => {
                (declaration, parameters.as_slice())
            }
            _ => (declaration, &[][..]),
        });
    let Some((declaration, parameters)) = parameters else { return };
    for parameter in parameters {
        let ty = resolve_type(cursor.db, declaration, parameter.ty).clone();
        add(names, parameter.name.text.to_string(), None, ty);
    }
}

/// The item that a declaration of the tree is in the text as it is: that of the same name.
fn item_of<'db>(cursor: &Cursor<'db>, node: &SyntaxNode) -> Option<(Declaration<'db>, u32)> {
    let name = node.children().find(|it| it.kind() == Kind::Name)?;
    let range = cursor.in_file(super::place::trimmed_range(&name));
    let (observation, start) = cursor.observed(range)?;
    let range = range.checked_sub(start)?;
    let (member, _) = observation.hir.items().find(|(_, item)| item.name.range == range)?;
    Some((observation.declaration, member))
}

fn members<'db>(cursor: &Cursor<'db>, node: &SyntaxNode, names: &mut Vec<Name<'db>>) {
    let Some((declaration, _)) = item_of(cursor, node) else { return };
    let hir = hir(cursor.db, declaration);
    let stack = stack_of(cursor.db, cursor.project, cursor.at.file);
    let observation = Observation::new(cursor.db, stack, declaration);
    for &member in hir.members(0) {
        let item = hir.item(member);
        let ty = match &item.kind {
            ItemKind::Param { ty, .. } => resolve_type(cursor.db, declaration, *ty).clone(),
            ItemKind::Let { value, .. } => observation.ty(*value).unwrap_or(Ty::Any),
            ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => {
                instance_type(cursor, declaration, &ty.text)
            }
            _ => continue,
        };
        let symbol = Symbol::Member(MemberId { declaration, member });
        let is_resource =
            matches!(item.kind, ItemKind::Resource { .. } | ItemKind::Existing { .. });
        add(names, item.name.text.to_string(), Some(symbol), ty);
        if is_resource && let Some(last) = names.last_mut() {
            last.kind = CompletionKind::Resource;
        }
    }
}

fn instance_type<'db>(
    cursor: &Cursor<'db>,
    declaration: Declaration<'db>,
    name: &std::sync::Arc<str>,
) -> Ty<'db> {
    if name.contains("::") {
        return Ty::Resource(name.clone());
    }
    definition_named(cursor.db, declaration, name).map_or(Ty::Any, Ty::Instance)
}

/// The names of the file, and those that it imports.
fn of_file<'db>(cursor: &Cursor<'db>, names: &mut Vec<Name<'db>>) {
    let (db, file) = (cursor.db, cursor.at.file);
    let scope = scope(db, file);
    let mut lets = 0;
    for name in scope.names() {
        let (declaration, ty) = match scope.get(name) {
            Some(Definition::Declared(declaration)) => {
                lets += usize::from(declaration.word(db) == Word::Let);
                (declaration, declared_type(cursor, declaration, lets <= MAX_LETS))
            }
            Some(Definition::Module(import) | Definition::Stack(import)) => (import, Ty::Any),
            Some(Definition::Unknown) | None => continue,
        };
        if matches!(declaration.word(db), Word::TypeAlias | Word::Component | Word::Custom) {
            continue;
        }
        if names.iter().any(|known| known.text == name) {
            continue;
        }
        let symbol = Some(Symbol::Declaration(declaration));
        names.push(Name { text: name.to_owned(), kind: kind(cursor, declaration), symbol, ty });
    }
}

fn declared_type<'db>(
    cursor: &Cursor<'db>,
    declaration: Declaration<'db>,
    looks_into_lets: bool,
) -> Ty<'db> {
    let db = cursor.db;
    let root = hir(db, declaration).root();
    match &root.kind {
        ItemKind::Param { ty, .. } | ItemKind::Setting { ty, .. } => {
            resolve_type(db, declaration, *ty).clone()
        }
        ItemKind::Let { ty: Some(ty), .. } => resolve_type(db, declaration, *ty).clone(),
        ItemKind::Let { value, .. } if looks_into_lets => {
            let stack = stack_of(db, cursor.project, cursor.at.file);
            let observation = Observation::new(db, stack, declaration);
            observation.value(*value).map_or(Ty::Any, |value| type_of(db, value))
        }
        ItemKind::Resource { ty, guard, repeat: None, .. } => {
            let ty = instance_type(cursor, declaration, &ty.text);
            if guard.is_some() { ty.optional() } else { ty }
        }
        ItemKind::Existing { ty, .. } => instance_type(cursor, declaration, &ty.text),
        ItemKind::Fn { result, .. } => resolve_type(db, declaration, *result).clone(),
        ItemKind::Event { .. } => Ty::Event,
        _ => Ty::Any,
    }
}

/// The environments of the file.
pub(super) fn environments(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    for declaration in declarations(cursor.db, cursor.at.file) {
        if declaration.word(cursor.db) == Word::Environment {
            let name = declaration.name(cursor.db).to_string();
            items.add(CompletionKind::Environment, 0, name);
        }
    }
}

/// Whether a name means something at the cursor already.
pub(super) fn is_known(cursor: &Cursor<'_>, name: &str) -> bool {
    lookup_in_file(cursor.db, cursor.at.file, name).is_some()
}
