//! Resources and instances of components, each occurrence by itself.

use std::sync::Arc;

use crate::{Db, Declaration, ItemKind, Kind, MemberId, hir, kind};

/// The stack that is being compiled: its entry file and the values of its settings.
///
/// Two environments with the same settings are the same stack, so nothing is computed twice.
#[salsa::interned(debug)]
pub struct Stack<'db> {
    #[returns(copy)]
    pub file: crate::File,
    /// What an environment or the command line gives, by the name of the setting: JSON text or an
    /// expression's source, sorted by name.
    #[returns(ref)]
    pub settings: Vec<(Arc<str>, SettingValue<'db>)>,
}

/// Where a setting's value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum SettingValue<'db> {
    /// The field of that name in the `settings` of an `environment`.
    Environment(Declaration<'db>),
    /// `--set name=value`, the text after `=`.
    CommandLine(Arc<str>),
}

/// One occurrence of a resource or of a component, of a repeated one each by itself.
#[salsa::interned(debug)]
pub struct Instance<'db> {
    #[returns(copy)]
    pub stack: Stack<'db>,
    /// The instance that this is a part of; none at the top level of a file.
    #[returns(copy)]
    pub parent: Option<Instance<'db>>,
    /// Where it is written: the member of a component or event, or a declaration (member 0).
    #[returns(copy)]
    pub definition: MemberId<'db>,
    /// Which of several.
    #[returns(ref)]
    pub key: Option<Key<'db>>,
}

/// What tells the instances of one declaration apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Key<'db> {
    /// The key of a repeated declaration.
    Element(Arc<str>),
    /// An event bound to its target: the source, and which call of that event it is, from 1.
    Event { source: Option<Instance<'db>>, ordinal: u32 },
}

/// The logical id: the declared name, after it what tells parts and repetitions apart.
pub fn logical_id<'db>(db: &'db dyn Db, instance: Instance<'db>) -> String {
    let definition = instance.definition(db);
    let item = hir(db, definition.declaration).item(definition.member);
    let mut id = match instance.parent(db) {
        None => declared_id(item).to_owned(),
        Some(parent) => {
            let id = logical_id(db, parent);
            match instance.key(db) {
                Some(Key::Event { source, .. }) => {
                    id + &event_source_name(db, *source, parent) + &pascal_case(&item.name.text)
                }
                _ if &*item.name.text == "self" => id,
                _ => id + &pascal_case(&item.name.text),
            }
        }
    };
    match instance.key(db) {
        Some(Key::Element(key)) => id.push_str(&pascal_case(key)),
        Some(Key::Event { ordinal, .. }) if *ordinal > 1 => id.push_str(&ordinal.to_string()),
        Some(Key::Event { .. }) | None => {}
    }
    id
}

/// What an instance is called by code that is declared in `scope`: the names on the way to it from
/// there, from the top of the file if it lies elsewhere.
pub(crate) fn name_within<'db>(
    db: &'db dyn Db,
    instance: Instance<'db>,
    scope: Option<Instance<'db>>,
) -> String {
    let definition = instance.definition(db);
    let own = &hir(db, definition.declaration).item(definition.member).name.text;
    let outer = match instance.parent(db) {
        Some(parent) if Some(parent) != scope => name_within(db, parent, scope),
        _ => String::new(),
    };
    let mut name = match &**own {
        "self" if !outer.is_empty() => outer,
        own if outer.is_empty() => own.to_owned(),
        own => outer + &pascal_case(own),
    };
    if let Some(Key::Element(key)) = instance.key(db) {
        name.push_str(&pascal_case(key));
    }
    name
}

/// `@id("OldName")` if it is there, the name otherwise.
fn declared_id(item: &crate::Item) -> &str {
    item.id.as_ref().unwrap_or(&item.name.text)
}

/// A source is named as the target's neighbour names it where it has the same owner.
fn event_source_name<'db>(
    db: &'db dyn Db,
    source: Option<Instance<'db>>,
    target: Instance<'db>,
) -> String {
    let Some(source) = source else { return String::new() };
    if source.parent(db).is_none() || source.parent(db) != target.parent(db) {
        return pascal_case(&logical_id(db, source));
    }
    let definition = source.definition(db);
    let name = &hir(db, definition.declaration).item(definition.member).name.text;
    match source.key(db) {
        Some(Key::Element(key)) => pascal_case(name) + &pascal_case(key),
        Some(Key::Event { .. }) | None => pascal_case(name),
    }
}

/// Letters and digits only, a capital after each gap: `GET /orders/{id}` is `GETOrdersId`.
pub fn pascal_case(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut capital = true;
    for character in text.chars() {
        if !character.is_ascii_alphanumeric() {
            capital = true;
        } else if capital {
            result.push(character.to_ascii_uppercase());
            capital = false;
        } else {
            result.push(character);
        }
    }
    result
}

/// The plain resource that a component lends through its part `self`; anything else is itself.
pub fn resource_of<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Instance<'db> {
    let Kind::Component(component) = kind(db, instance) else { return instance };
    let hir = hir(db, *component);
    let own = hir.members(0).iter().copied().find(|member| {
        let item = hir.item(*member);
        &*item.name.text == "self" && matches!(item.kind, ItemKind::Resource { .. })
    });
    match own {
        Some(member) => {
            let definition = MemberId { declaration: *component, member };
            resource_of(db, Instance::new(db, instance.stack(db), Some(instance), definition, None))
        }
        None => instance,
    }
}

/// What an instance is one element of: the same without its key.
pub fn repeated<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Option<Instance<'db>> {
    let Some(Key::Element(_)) = instance.key(db) else { return None };
    let (stack, parent) = (instance.stack(db), instance.parent(db));
    Some(Instance::new(db, stack, parent, instance.definition(db), None))
}

/// The instance in the user's words: `worker["orders"].queue`.
pub fn display_name<'db>(db: &'db dyn Db, instance: Instance<'db>) -> String {
    let definition = instance.definition(db);
    let name = &hir(db, definition.declaration).item(definition.member).name.text;
    let mut text = match instance.parent(db) {
        Some(parent) if &**name == "self" => display_name(db, parent),
        Some(parent) => format!("{}.{name}", display_name(db, parent)),
        None => name.to_string(),
    };
    if let Some(Key::Element(key)) = instance.key(db) {
        text.push_str(&format!("[\"{key}\"]"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::pascal_case;

    #[test]
    fn keys_become_parts_of_logical_ids() {
        assert_eq!(pascal_case("orders"), "Orders");
        assert_eq!(pascal_case("GET /orders/{id}"), "GETOrdersId");
        assert_eq!(pascal_case("eu-west-1"), "EuWest1");
        assert_eq!(pascal_case("äö"), "");
    }
}
