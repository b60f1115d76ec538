//! Types of custom resources, which a template does not declare: they follow from its resources.

use std::collections::{BTreeMap, BTreeSet};

use crate::sparta::{Printer, literal};
use crate::{Document, Field, substitution};

/// What a `custom` declares.
#[derive(Default)]
struct Custom<'a> {
    handler: Option<&'a Document<'a>>,
    timeout: Option<i64>,
    input: BTreeMap<&'a str, &'static str>,
    /// In how many of the resources each field is.
    used: BTreeMap<&'a str, usize>,
    resources: usize,
    output: BTreeSet<String>,
}

/// What every custom resource has beside its input.
const OWN: [&str; 2] = ["ServiceToken", "ServiceTimeout"];

impl Printer<'_> {
    /// The declarations of the types of custom resources.
    pub(super) fn customs(&self, part: &Document<'_>) -> Vec<String> {
        let resources = part.get("Resources").map(Document::fields).unwrap_or_default();
        let mut customs: BTreeMap<&str, Custom<'_>> = BTreeMap::new();
        let mut types: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, resource) in resources {
            let ty = resource.get("Type").and_then(Document::as_text);
            let Some(name) = ty.and_then(|ty| ty.strip_prefix("Custom::")) else { continue };
            types.insert(id, name);
            let properties = resource.get("Properties").map(Document::fields).unwrap_or_default();
            customs.entry(name).or_default().learn(properties);
        }
        if customs.is_empty() {
            return Vec::new();
        }
        attributes(part, &mut |id, attribute| {
            if let Some(custom) = types.get(id).and_then(|name| customs.get_mut(name)) {
                custom.output.insert(attribute.to_owned());
            }
        });
        customs.iter().map(|(name, custom)| self.custom(name, custom)).collect()
    }

    fn custom(&self, name: &str, custom: &Custom<'_>) -> String {
        let mut fields = Vec::new();
        if let Some(handler) = custom.handler {
            fields.push(format!("handler: {}", self.value(handler)));
        }
        if let Some(seconds) = custom.timeout {
            fields.push(format!("timeout: {seconds}s"));
        }
        let input = custom.input.iter().map(|(name, ty)| {
            let optional = if custom.used[name] < custom.resources { "?" } else { "" };
            format!("{}{optional}: {ty}", literal::key(name))
        });
        fields.push(format!("input: {{ {} }}", input.collect::<Vec<_>>().join(", ")));
        let output = custom.output.iter().map(|name| format!("{}: String", literal::key(name)));
        fields.push(format!("output: {{ {} }}", output.collect::<Vec<_>>().join(", ")));
        format!("custom {name} {{\n{}\n}}", fields.join("\n"))
    }

    /// What a custom resource is given.
    pub(super) fn input(&self, properties: &[Field<'_>]) -> String {
        let input = properties.iter().filter(|(name, _)| !OWN.contains(&&**name));
        self.object(&input.cloned().collect::<Vec<_>>())
    }
}

impl<'a> Custom<'a> {
    /// What a resource of the type says of it.
    fn learn(&mut self, properties: &'a [Field<'a>]) {
        self.resources += 1;
        for (name, value) in properties {
            match (&**name, value) {
                ("ServiceToken", handler) => self.handler = Some(handler),
                ("ServiceTimeout", Document::Integer(seconds)) => self.timeout = Some(*seconds),
                (name, value) => {
                    *self.used.entry(name).or_default() += 1;
                    let ty = type_of(value);
                    let known = self.input.entry(name).or_insert(ty);
                    if *known != ty {
                        *known = "Json";
                    }
                }
            }
        }
    }
}

/// The type that a value shows.
fn type_of(value: &Document<'_>) -> &'static str {
    match value {
        Document::Bool(_) => "Bool",
        Document::Integer(_) => "Int",
        Document::Number(_) => "Float",
        Document::Text(_) => "String",
        Document::List(_) => "Json",
        Document::Object(_) => match value.call() {
            Some(("Ref" | "Fn::GetAtt" | "Fn::Sub" | "Fn::Join", _)) => "String",
            _ => "Json",
        },
    }
}

/// Calls `found` with each attribute of a resource that something asks for.
fn attributes(document: &Document<'_>, found: &mut impl FnMut(&str, &str)) {
    match document.call() {
        Some(("Fn::GetAtt", Document::List(operands))) => {
            if let [Document::Text(id), Document::Text(attribute)] = operands.as_slice() {
                found(id, attribute);
            }
        }
        Some(("Fn::Sub", operand)) => {
            let parts = substitution::names(operand).filter_map(|name| name.split_once('.'));
            parts.for_each(|(id, attribute)| found(id, attribute));
        }
        _ => {}
    }
    match document {
        Document::List(elements) => elements.iter().for_each(|it| attributes(it, found)),
        Document::Object(fields) => fields.iter().for_each(|(_, it)| attributes(it, found)),
        Document::Bool(_) | Document::Integer(_) | Document::Number(_) | Document::Text(_) => {}
    }
}
