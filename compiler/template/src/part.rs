//! A part of a template.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::{Document, Field, substitution};

/// The sections that resources use.
const DEFINITIONS: [&str; 3] = ["Parameters", "Mappings", "Conditions"];

impl<'a> Document<'a> {
    /// The part of a template that some of its resources make: they, and the parameters, mappings and
    /// conditions that they use.
    #[must_use]
    pub fn part(&self, is_wanted: impl Fn(&str) -> bool) -> Self {
        let section = |name| self.get(name).map(Document::fields).unwrap_or_default();
        let resources = section("Resources").iter().filter(|(id, _)| is_wanted(id));
        let resources: Vec<_> = resources.cloned().collect();
        let mut used = FxHashSet::default();
        for (_, resource) in &resources {
            resource.names_used(&mut used);
        }
        // Each is defined after those that it is made of.
        for (name, condition) in section("Conditions").iter().rev() {
            if used.contains(&**name) {
                condition.names_used(&mut used);
            }
        }
        let mut part = Vec::new();
        for name in DEFINITIONS {
            let kept = section(name).iter().filter(|(id, _)| used.contains(&**id));
            let kept: Vec<_> = kept.cloned().collect();
            if !kept.is_empty() {
                part.push((Cow::Borrowed(name), Document::Object(kept)));
            }
        }
        part.push((Cow::Borrowed("Resources"), Document::Object(resources)));
        Document::Object(part)
    }

    /// The same without the parameters, mappings and conditions of some names.
    #[must_use]
    pub fn without(&self, is_unwanted: impl Fn(&str) -> bool) -> Self {
        let section = |(name, section): &Field<'a>| {
            let mut fields = section.fields().to_vec();
            if DEFINITIONS.contains(&&**name) {
                fields.retain(|(name, _)| !is_unwanted(name));
            }
            (name.clone(), Self::Object(fields))
        };
        Self::Object(self.fields().iter().map(section).collect())
    }

    /// Adds the names that stand in it.
    fn names_used<'d>(&'d self, used: &mut FxHashSet<&'d str>) {
        match self {
            Self::List(elements) => elements.iter().for_each(|it| it.names_used(used)),
            Self::Object(fields) => {
                for (name, value) in fields {
                    match (&**name, value) {
                        ("Condition" | "Ref", Self::Text(name)) => {
                            used.insert(name);
                        }
                        ("Fn::If" | "Fn::FindInMap", Self::List(operands)) => {
                            used.extend(operands.first().and_then(Self::as_text));
                        }
                        ("Fn::Sub", operand) => used.extend(substitution::names(operand)),
                        _ => {}
                    }
                    value.names_used(used);
                }
            }
            Self::Bool(_) | Self::Integer(_) | Self::Number(_) | Self::Text(_) => {}
        }
    }
}
