//! A program as the plain resources that it stands for.

use sparta_graph::{graph, owner_name};
use sparta_semantics::{Configuration, Db, File, Word, declarations};
use sparta_template::{Document, json, sparta, yaml};

/// A program, or a declaration of it, as plain resources.
#[derive(Debug, Clone, PartialEq)]
pub struct Expansion {
    stack: String,
    part: Document<'static>,
    whole: Document<'static>,
    /// The ids of the resources, and whose each is: `resize`, `worker["orders"].queue`.
    owners: Vec<(String, String)>,
    /// The parameters and values that the program declares itself.
    declared: Vec<String>,
}

impl Expansion {
    /// The program of an entry file, with the values of an environment or the defaults.
    pub fn new(db: &dyn Db, entry: File, configuration: &Configuration<'_>) -> Self {
        let graph = graph(db, configuration.stack);
        let owners = graph.resources.iter();
        let owners = owners.map(|it| (it.id.to_string(), owner_name(db, it.instance))).collect();
        let whole = sparta_template::template(db, configuration).document.into_owned();
        let declared = declarations(db, entry).iter();
        let declared = declared.filter(|it| matches!(it.word(db), Word::Let | Word::Param));
        Self {
            stack: graph.program.name.to_string(),
            part: whole.clone(),
            whole,
            owners,
            declared: declared.map(|it| it.name(db).to_string()).collect(),
        }
    }

    /// The declarations that become resources, as the program calls them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.owners.iter().map(|(_, owner)| owner.as_str())
    }

    /// The resources of one declaration with the parameters, mappings and conditions that they use;
    /// none if no resource is made by it. Also of a repeated one, of a component and of its parts:
    /// `worker`, `worker["orders"]`, `worker["orders"].queue`.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<Self> {
        let is_of = |owner: &str| {
            let rest = owner.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let mut wanted = self.owners.clone();
        wanted.retain(|(_, owner)| is_of(owner));
        if wanted.is_empty() {
            return None;
        }
        let part = self.whole.part(|id| wanted.iter().any(|(known, _)| known == id));
        Some(Self { part, owners: wanted, ..self.clone() })
    }

    /// As Sparta, not laid out. Of a part, without what the program declares itself.
    pub fn to_sparta(&self) -> String {
        if self.part == self.whole {
            return sparta(&self.whole, &self.whole, &self.stack);
        }
        let part = self.part.without(|name| self.declared.iter().any(|known| known == name));
        sparta(&part, &self.whole, &self.stack)
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        json(&self.part)
    }

    /// As YAML.
    pub fn to_yaml(&self) -> String {
        yaml(&self.part)
    }
}
