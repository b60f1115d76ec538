//! Values as expressions.

use crate::sparta::{Printer, literal};
use crate::substitution::{Piece, pieces};
use crate::{Document, Field};

impl Printer<'_> {
    /// A value as an expression.
    pub(super) fn value(&self, value: &Document<'_>) -> String {
        match value {
            Document::Bool(value) => value.to_string(),
            Document::Integer(number) => number.to_string(),
            Document::Number(number) => number.to_string(),
            Document::Text(text) => literal::text(text),
            Document::List(elements) => self.list(elements),
            Document::Object(fields) => {
                let call = value.call().and_then(|(name, operand)| self.function(name, operand));
                call.unwrap_or_else(|| self.object(fields))
            }
        }
    }

    fn list(&self, elements: &[Document<'_>]) -> String {
        let elements: Vec<String> = elements.iter().map(|it| self.value(it)).collect();
        format!("[{}]", elements.join(", "))
    }

    /// An object; its fields may be functions.
    pub(super) fn object(&self, fields: &[Field<'_>]) -> String {
        if fields.is_empty() {
            return "{}".to_owned();
        }
        let field =
            |(name, value): &Field<'_>| format!("{}: {}", literal::key(name), self.value(value));
        let fields: Vec<String> = fields.iter().map(field).collect();
        format!("{{ {} }}", fields.join(", "))
    }

    /// A function of CloudFormation; none if the language has no word for it.
    fn function(&self, name: &str, operand: &Document<'_>) -> Option<String> {
        let operands = match operand {
            Document::List(operands) => operands.as_slice(),
            only => std::slice::from_ref(only),
        };
        Some(match (name, operands) {
            ("Ref", [id]) => self.reference(id.as_text()?),
            ("Fn::GetAtt", [id, attribute]) => member(id.as_text()?, attribute.as_text()?),
            ("Fn::Sub", [template]) => self.text(template.as_text()?, None),
            ("Fn::Sub", [template, variables]) => self.text(template.as_text()?, Some(variables)),
            ("Fn::If", [condition, then, otherwise]) => {
                let (then, otherwise) = (self.value(then), self.value(otherwise));
                format!("if {} {{ {then} }} else {{ {otherwise} }}", condition.as_text()?)
            }
            ("Fn::FindInMap", [mapping, key, column]) => {
                let mapping = mapping.as_text()?;
                let row = format!("{mapping}[{}]", self.value(key));
                match column.as_text() {
                    Some(_) if self.is_flat(mapping) => row,
                    Some(column) => member(&row, column),
                    None => format!("{row}[{}]", self.value(column)),
                }
            }
            ("Fn::Select", [index, list]) => self.element(index, list),
            ("Fn::GetAZs", [region]) if is_here(region) => "azs()".to_owned(),
            ("Fn::GetAZs", [region]) => self.call("azs", [region]),
            ("Fn::Join", [separator, list]) => self.call("join", [separator, list]),
            ("Fn::Split", [separator, text]) => self.call("split", [separator, text]),
            ("Fn::Cidr", [block, count, bits]) => self.call("cidr", [block, count, bits]),
            ("Fn::Base64", [text]) => self.call("base64", [text]),
            ("Fn::ImportValue", [name]) => self.call("importValue", [name]),
            ("Fn::GetStackOutput", [output]) => self.stack_output(output)?,
            ("Fn::Length", _) => self.call("length", [operand]),
            ("Fn::ToJsonString", _) => self.call("toJson", [operand]),
            ("Fn::Transform", [transform]) => {
                let none = Document::Object(Vec::new());
                let parameters = transform.get("Parameters").unwrap_or(&none);
                self.call("transform", [transform.get("Name")?, parameters])
            }
            _ => return None,
        })
    }

    fn call<const N: usize>(&self, name: &str, operands: [&Document<'_>; N]) -> String {
        let operands = operands.map(|operand| self.value(operand));
        format!("{name}({})", operands.join(", "))
    }

    fn stack_output(&self, output: &Document<'_>) -> Option<String> {
        let mut call =
            self.call("stackOutput", [output.get("StackName")?, output.get("OutputName")?]);
        for (name, field) in [("region", "Region"), ("role", "RoleArn")] {
            if let Some(value) = output.get(field) {
                call.pop();
                call.push_str(&format!(", {name}: {})", self.value(value)));
            }
        }
        Some(call)
    }

    /// What `Ref` gives.
    fn reference(&self, id: &str) -> String {
        match id {
            "AWS::NoValue" => "null".to_owned(),
            id if id.contains("::") || self.parameters.contains_key(id) => id.to_owned(),
            id => format!("{id}.ref"),
        }
    }

    fn element(&self, index: &Document<'_>, list: &Document<'_>) -> String {
        let is_written = matches!(list, Document::List(_))
            || list.call().is_some_and(|(name, _)| name == "Fn::If");
        if is_written {
            return self.call("select", [index, list]);
        }
        format!("{}[{}]", self.value(list), self.value(index))
    }

    /// Whether the rows of a mapping are values rather than objects.
    pub(super) fn is_flat(&self, mapping: &str) -> bool {
        self.mappings.get(mapping).is_some_and(|mapping| {
            let is_flat =
                |row: &Document<'_>| matches!(row.fields(), [(name, _)] if name == "value");
            mapping.fields().iter().all(|(_, row)| is_flat(row))
        })
    }

    /// Text with values in it.
    fn text(&self, template: &str, variables: Option<&Document<'_>>) -> String {
        let mut out = String::from("\"");
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) => literal::push_text(&mut out, text),
                Piece::Escaped(name) => literal::push_text(&mut out, &format!("${{{name}}}")),
                Piece::Name(name) => match variables.and_then(|it| it.get(name)) {
                    // What only stands for text that could not be written otherwise.
                    Some(Document::Text(text)) => literal::push_text(&mut out, text),
                    Some(value) => out.push_str(&format!("${{{}}}", self.value(value))),
                    None => out.push_str(&format!("${{{}}}", self.named(name))),
                },
            }
        }
        out.push('"');
        out
    }

    /// A name as `Fn::Sub` has it: what `Ref` takes, or an id and an attribute.
    fn named(&self, name: &str) -> String {
        match name.split_once('.') {
            Some((id, attribute)) => member(id, attribute),
            None => self.reference(name),
        }
    }

    /// A condition as a Bool.
    pub(super) fn condition(&self, condition: &Document<'_>) -> String {
        let raw = || self.value(condition);
        let Some((name, operand)) = condition.call() else { return raw() };
        let operands = match operand {
            Document::List(operands) => operands.as_slice(),
            only => std::slice::from_ref(only),
        };
        match (name, operands) {
            ("Condition", [Document::Text(name)]) => name.to_string(),
            ("Fn::Not", [inner]) => format!("!{}", self.operand(inner)),
            ("Fn::And", parts) => self.joined(parts, " && "),
            ("Fn::Or", parts) => self.joined(parts, " || "),
            ("Fn::Equals", [left, right]) => {
                format!("{} == {}", self.side(left, right), self.side(right, left))
            }
            _ => raw(),
        }
    }

    fn joined(&self, parts: &[Document<'_>], word: &str) -> String {
        parts.iter().map(|part| self.operand(part)).collect::<Vec<_>>().join(word)
    }

    /// A condition within another.
    fn operand(&self, condition: &Document<'_>) -> String {
        let text = self.condition(condition);
        if literal::is_name(&text) { text } else { format!("({text})") }
    }

    /// A side of a comparison. CloudFormation compares text; the language what it stands for.
    fn side(&self, side: &Document<'_>, other: &Document<'_>) -> String {
        match side {
            Document::Text(text) if self.is_number(other) || self.is_bool(other) => {
                text.to_string()
            }
            side => self.value(side),
        }
    }
}

/// `queue.Arn`; `sizes["a-b"]` where the member is no name.
fn member(of: &str, member: &str) -> String {
    let is_path = member.split('.').all(literal::is_name);
    if is_path { format!("{of}.{member}") } else { format!("{of}[{}]", literal::text(member)) }
}

/// Whether a region is the one that the stack is in.
fn is_here(region: &Document<'_>) -> bool {
    match region {
        Document::Text(region) => region.is_empty(),
        other => other.call().is_some_and(|(name, operand)| {
            name == "Ref" && operand.as_text() == Some("AWS::Region")
        }),
    }
}
