//! Declarations: a section of the template at a time.

use std::fmt::Write as _;

use crate::sparta::{Printer, literal, parameter};
use crate::{Document, Field};

impl Printer<'_> {
    /// All declarations that a part of the template amounts to.
    pub(super) fn declarations(&self, part: &Document<'_>, stack: &str) -> Vec<String> {
        let section = |name| part.get(name).map(Document::fields).unwrap_or_default();
        let mut found = Vec::new();
        found.extend(self.stack(part, stack));
        found.extend(section("Parameters").iter().map(|(id, it)| self.parameter(id, it)));
        found.extend(section("Mappings").iter().map(|(id, it)| self.mapping(id, it)));
        let condition = |id: &str, it| format!("let {id} = {}", self.condition(it));
        found.extend(section("Conditions").iter().map(|(id, it)| condition(id, it)));
        found.extend(self.customs(part));
        found.extend(section("Resources").iter().map(|(id, it)| self.resource(id, it)));
        found.extend(section("Outputs").iter().map(|(id, it)| self.output(id, it)));
        found
    }

    /// What belongs to the template as a whole.
    fn stack(&self, part: &Document<'_>, stack: &str) -> Option<String> {
        let mut fields = Vec::new();
        if let Some(description) = part.get("Description") {
            fields.push(format!("description: {}", self.value(description)));
        }
        match part.get("Transform") {
            Some(Document::List(names)) => {
                fields.push(format!("transforms: {}", self.value(&Document::List(names.clone()))));
            }
            Some(name) => fields.push(format!("transforms: [{}]", self.value(name))),
            None => {}
        }
        for (section, field) in [("Metadata", "metadata"), ("Rules", "rules")] {
            if let Some(value) = part.get(section) {
                fields.push(format!("{field}: {}", plain(value)));
            }
        }
        (!fields.is_empty()).then(|| format!("stack {stack} {{ {} }}", fields.join(", ")))
    }

    fn mapping(&self, id: &str, mapping: &Document<'_>) -> String {
        let is_flat = self.is_flat(id);
        let row = |row: &Document<'_>| match row.fields() {
            [(_, value)] if is_flat => self.value(value),
            columns => self.object(columns),
        };
        let rows = mapping.fields().iter();
        let rows: Vec<String> =
            rows.map(|(key, it)| format!("{}: {}", literal::key(key), row(it))).collect();
        format!("let {id} = {{ {} }}", rows.join(", "))
    }

    fn resource(&self, id: &str, resource: &Document<'_>) -> String {
        let text = |name| resource.get(name).and_then(Document::as_text);
        let mut declaration = self.attributes(resource);
        let ty = text("Type").unwrap_or_default();
        let ty = ty.strip_prefix("Custom::").unwrap_or(ty);
        let _ = write!(declaration, "resource {id}: {ty} ");
        if let Some(condition) = text("Condition") {
            let _ = write!(declaration, "if {condition} ");
        }
        let properties = resource.get("Properties").map(Document::fields).unwrap_or_default();
        let is_custom = text("Type").is_some_and(|ty| ty.starts_with("Custom::"));
        let body = if is_custom { self.input(properties) } else { self.object(properties) };
        declaration.push_str(&body);
        declaration
    }

    /// The attributes of a resource, a line each.
    fn attributes(&self, resource: &Document<'_>) -> String {
        let text = |name| resource.get(name).and_then(Document::as_text);
        let mut lines = String::new();
        let ty = text("Type").unwrap_or_default();
        if !ty.starts_with("Custom::") && !sparta_catalogue::contains(ty) {
            lines.push_str("@allow(unknown-type)\n");
        }
        match (text("DeletionPolicy"), text("UpdateReplacePolicy")) {
            (Some("Retain"), Some("Retain")) => lines.push_str("@retain\n"),
            (Some("RetainExceptOnCreate"), _) => lines.push_str("@retain(on: \"create\")\n"),
            (Some("Snapshot"), Some("Snapshot")) => lines.push_str("@snapshot\n"),
            (Some("Snapshot"), Some("Retain")) => {
                lines.push_str("@snapshot\n@retain(on: \"replace\")\n");
            }
            (_, Some("Retain")) => lines.push_str("@retain(on: \"replace\")\n"),
            _ => {}
        }
        match resource.get("DependsOn") {
            Some(Document::Text(id)) => {
                let _ = writeln!(lines, "@after({id})");
            }
            Some(Document::List(ids)) => {
                let ids: Vec<&str> = ids.iter().filter_map(Document::as_text).collect();
                let _ = writeln!(lines, "@after({})", ids.join(", "));
            }
            _ => {}
        }
        let documents = [
            ("CreationPolicy", "creationPolicy"),
            ("UpdatePolicy", "updatePolicy"),
            ("Metadata", "metadata"),
        ];
        for (section, word) in documents {
            if let Some(value) = resource.get(section) {
                let _ = writeln!(lines, "@{word}({})", self.value(value));
            }
        }
        lines
    }

    fn output(&self, id: &str, output: &Document<'_>) -> String {
        let mut text = parameter::description(output);
        if let Some(name) = output.get("Export").and_then(|it| it.get("Name")) {
            let _ = writeln!(text, "@export({})", self.value(name));
        }
        let value = output.get("Value").map(|it| self.output_value(it)).unwrap_or_default();
        let _ = match output.get("Condition").and_then(Document::as_text) {
            Some(condition) => {
                write!(text, "output {id}: if {condition} {{ {value} }} else {{ null }}")
            }
            None => write!(text, "output {id}: {value}"),
        };
        text
    }

    /// The value of an output: a list is what commas separate.
    fn output_value(&self, value: &Document<'_>) -> String {
        match value.call() {
            Some(("Fn::Join", Document::List(operands))) => match operands.as_slice() {
                [Document::Text(comma), list @ Document::List(_)] if comma == "," => {
                    self.value(list)
                }
                _ => self.value(value),
            },
            _ => self.value(value),
        }
    }
}

/// A document whose functions are not values of the program, such as a rule of the template.
fn plain(document: &Document<'_>) -> String {
    match document {
        Document::Bool(value) => value.to_string(),
        Document::Integer(number) => number.to_string(),
        Document::Number(number) => number.to_string(),
        Document::Text(text) => literal::text(text),
        Document::List(elements) => {
            format!("[{}]", elements.iter().map(plain).collect::<Vec<_>>().join(", "))
        }
        Document::Object(fields) => {
            let field =
                |(name, value): &Field<'_>| format!("{}: {}", literal::key(name), plain(value));
            format!("{{ {} }}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}
