//! What `CloudFormation` and the services limit, checked before anything is sent.
//!
//! The numbers live in `stdlib/quotas.json`, each with the page that it comes from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use petgraph::graph::NodeIndex;
use serde::Deserialize;
use sparta_lower::Resource;
use sparta_semantics::{Computation, Finding, Length, Place, Spanned, Value};

use crate::graph::Graph;
use crate::owner::owner_name;

/// The numbers of `stdlib/quotas.json`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Quotas {
    /// From this part of a quota on it is near.
    pub near: f64,
    pub template: TemplateQuotas,
    documents: Vec<DocumentQuota>,
}

/// What a template may hold.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateQuotas {
    pub resources: usize,
    pub parameters: usize,
    pub outputs: usize,
    pub mappings: usize,
    pub mapping_keys: usize,
    pub mapping_columns: usize,
    pub dynamic_references: usize,
    pub id_characters: usize,
    pub description_bytes: usize,
    pub parameter_bytes: usize,
    pub tags: usize,
    pub bytes: usize,
}

/// How long a document of a service may be.
#[derive(Debug, Deserialize)]
struct DocumentQuota {
    what: String,
    characters: usize,
    of: Vec<DocumentPart>,
    help: String,
}

/// Where such a document stands.
#[derive(Debug, Deserialize)]
struct DocumentPart {
    r#type: String,
    /// From the resource's properties down; lists on the way count element by element.
    property: Vec<String>,
    /// The property that names the resources whose quota it uses up; its own if there is none.
    owners: Option<String>,
}

/// The quotas, read when a stack is first checked.
pub fn quotas() -> Option<&'static Quotas> {
    static QUOTAS: LazyLock<Option<Quotas>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../../../stdlib/quotas.json")).ok());
    QUOTAS.as_ref()
}

/// A number as people write it: `10,240`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What of a stack passes a quota, or comes near one.
pub(crate) fn passed<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let Some(quotas) = quotas() else { return Vec::new() };
    let mut check = Check { graph, quotas, findings: Vec::new() };
    let lifted = graph.program.declarations.iter().any(|(_, lowered)| {
        let allow = lowered.settings.as_ref().map_or(&[][..], |settings| &settings.allow);
        allow.iter().any(|name| &**name == "quota")
    });
    if !lifted {
        check.counts();
        check.documents();
    }
    check.texts();
    check.findings
}

/// A limited document: the quota in the data file, and which of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Document {
    quota: usize,
    part: usize,
}

/// The lengths of those documents of a resource that a service limits.
pub(crate) fn document_lengths(resource: &Resource<'_>) -> Vec<(Document, Length)> {
    let Some(quotas) = quotas() else { return Vec::new() };
    let mut lengths = Vec::new();
    for (quota, limited) in quotas.documents.iter().enumerate() {
        for (part, of) in limited.of.iter().enumerate() {
            if *of.r#type != *resource.ty {
                continue;
            }
            let Some((first, rest)) = of.property.split_first() else { continue };
            let Some(value) = resource.properties.get(first) else { continue };
            let length = measure(value, rest);
            lengths.push((Document { quota, part }, length));
        }
    }
    lengths
}

struct Check<'a, 'db> {
    graph: &'a Graph<'db>,
    quotas: &'static Quotas,
    findings: Vec<Finding<'db>>,
}

impl<'db> Check<'_, 'db> {
    /// What the template holds too many of.
    fn counts(&mut self) {
        let template = &self.quotas.template;
        let lowered = || self.graph.program.declarations.iter().map(|(_, lowered)| lowered);
        let resources: Vec<_> = self.graph.resources.iter().map(|it| it.at).collect();
        let parameters: Vec<_> =
            lowered().filter_map(|it| it.parameter.as_ref()).map(|it| it.at).collect();
        let outputs: Vec<_> =
            lowered().filter_map(|it| it.output.as_ref()).map(|it| it.at).collect();
        self.count("resources", &resources, resources.len(), template.resources);
        self.count("parameters", &parameters, parameters.len(), template.parameters);
        self.count("outputs", &outputs, outputs.len(), template.outputs);
        self.count("mappings", &[], self.graph.mappings.len(), template.mappings);
        let dynamic = self.graph.dynamic_references;
        self.count("dynamic references", &[], dynamic, template.dynamic_references);
    }

    /// `places` has one for each of them, or none where they are not told apart.
    fn count(&mut self, what: &str, places: &[Place<'db>], count: usize, most: usize) {
        if count > most {
            let Some(at) = places.get(most).copied().or_else(|| self.head()) else { return };
            let finding = Finding::error(
                "quota",
                at,
                format!(
                    "a template holds {} {what}, and this one has {}",
                    grouped(most),
                    grouped(count)
                ),
            )
            .labelled(format!("this is number {}", grouped(most + 1)))
            .with_help("divide the stack: `import stack` lets one use the outputs of another")
            .with_help(
                "`@allow(quota)` on the stack lifts the limit if your account has a higher one",
            );
            self.findings.push(finding);
        } else if self.is_near(count, most) {
            let Some(at) = self.head() else { return };
            let finding = Finding::warning(
                "quota-near",
                at,
                format!("this stack has {} of the {} {what} that a template holds", grouped(count), grouped(most)),
            )
            .with_help("divide the stack before it is full: `import stack` lets one use the outputs of another");
            self.findings.push(finding);
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "quotas are far below 2^52")]
    fn is_near(&self, count: usize, most: usize) -> bool {
        count as f64 > most as f64 * self.quotas.near
    }

    /// The `stack` declaration, or else what the file declares first.
    fn head(&self) -> Option<Place<'db>> {
        let declarations = &self.graph.program.declarations;
        let settings = declarations.iter().find_map(|(_, it)| it.settings.as_ref()).map(|it| it.at);
        settings.or_else(|| self.graph.resources.first().map(|it| it.at))
    }

    /// What is too long as a single text. No account has a higher limit.
    fn texts(&mut self) {
        let template = &self.quotas.template;
        for resource in &self.graph.resources {
            self.id("logical id", &resource.id, resource.at);
        }
        for (_, lowered) in &self.graph.program.declarations {
            if let Some(parameter) = &lowered.parameter {
                self.id("parameter", &parameter.id, parameter.at);
                if let Some(Value::String(text)) = &parameter.default {
                    let most = template.parameter_bytes;
                    self.bytes("the default of a parameter", text, most, parameter.at);
                }
            }
            if let Some(output) = &lowered.output {
                self.id("output", &output.id, output.at);
                if let Some(text) = &output.description {
                    let most = template.description_bytes;
                    self.bytes("the description of an output", text, most, output.at);
                }
            }
            if let Some(settings) = &lowered.settings {
                if let Some(text) = &settings.description {
                    let most = template.description_bytes;
                    self.bytes("the description of a stack", text, most, settings.at);
                }
                let tags: Vec<_> = settings.tags.iter().map(|tag| tag.name_at).collect();
                if let Some(at) = tags.get(template.tags) {
                    let (count, most) = (grouped(tags.len()), grouped(template.tags));
                    let message =
                        format!("a stack has at most {most} tags, and this one has {count}");
                    self.findings.push(
                        Finding::error("quota", *at, message).with_help("leave some of them out"),
                    );
                }
            }
        }
    }

    fn id(&mut self, what: &str, id: &str, at: Place<'db>) {
        let most = self.quotas.template.id_characters;
        if id.len() > most {
            let message = format!(
                "the {what} `{}…` has {} characters, and at most {} are allowed",
                id.chars().take(40).collect::<String>(),
                grouped(id.len()),
                grouped(most)
            );
            let help = "choose a shorter name, or a shorter key, or write `@id(\"…\")` before it";
            self.findings.push(Finding::error("quota", at, message).with_help(help));
        }
    }

    fn bytes(&mut self, what: &str, text: &str, most: usize, at: Place<'db>) {
        if text.len() > most {
            let (count, most) = (grouped(text.len()), grouped(most));
            let message = format!("{what} has at most {most} bytes, and this one has {count}");
            self.findings.push(Finding::error("quota", at, message).with_help("shorten it"));
        }
    }

    /// Documents of services, such as the policies of a role.
    fn documents(&mut self) {
        let mut used: BTreeMap<(usize, usize), Length> = BTreeMap::new();
        for (position, uses) in self.graph.uses.iter().enumerate() {
            for (document, length) in &uses.documents {
                let part = &self.quotas.documents[document.quota].of[document.part];
                let owners = match &part.owners {
                    Some(property) => {
                        let named = self.graph.resources[position].properties.get(property);
                        named.map_or_else(Vec::new, |value| self.named(value))
                    }
                    None => vec![NodeIndex::new(position)],
                };
                for owner in owners {
                    let sum = used.entry((document.quota, owner.index())).or_default();
                    *sum = *sum + *length;
                }
            }
        }
        for ((number, position), length) in used {
            self.document(&self.quotas.documents[number], NodeIndex::new(position), length);
        }
    }

    fn document(&mut self, quota: &DocumentQuota, owner: NodeIndex, length: Length) {
        let resource = self.graph.resource(owner);
        let name = owner_name(self.graph.db, resource.instance);
        let (what, most) = (&quota.what, grouped(quota.characters));
        let finding = if length.least > quota.characters {
            Finding::error(
                "quota",
                resource.at,
                format!(
                    "{what} of `{name}` comes to {} characters or more, and at most {most} are allowed",
                    grouped(length.least)
                ),
            )
        } else if self.is_near(length.least, quota.characters) || length.most > quota.characters {
            Finding::warning(
                "quota-near",
                resource.at,
                format!(
                    "{what} of `{name}` may come to {} characters, and at most {most} are allowed",
                    grouped(length.most)
                ),
            )
        } else {
            return;
        };
        self.findings.push(finding.with_help(quota.help.clone()));
    }

    /// The resources of the stack that a property names.
    fn named(&self, value: &Spanned<'db>) -> Vec<NodeIndex> {
        match &value.value {
            Value::List(elements) => elements.iter().flat_map(|it| self.named(it)).collect(),
            Value::Reference(reference) => {
                self.graph.node(reference.instance).into_iter().collect()
            }
            Value::Deploy(deploy) => match &deploy.computation {
                Computation::Ref(instance) => self.graph.node(*instance).into_iter().collect(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

/// The length of what stands at a path below a value, over all elements of the lists on the way.
fn measure(value: &Spanned<'_>, path: &[String]) -> Length {
    match (&value.value, path) {
        (value, []) => Length::of(value),
        (Value::List(elements), path) => elements
            .iter()
            .map(|element| measure(element, path))
            .fold(Length::default(), std::ops::Add::add),
        (Value::Object(fields), [first, rest @ ..]) => {
            fields.get(first).map_or_else(Length::default, |value| measure(value, rest))
        }
        _ => Length::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{grouped, quotas};

    #[test]
    fn the_data_file_can_be_read() {
        assert_eq!(quotas().map(|it| it.template.resources), Some(500));
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(
            [grouped(7), grouped(500), grouped(10_240), grouped(1_000_000)],
            ["7", "500", "10,240", "1,000,000"]
        );
    }
}
