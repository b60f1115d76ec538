//! Documents as Sparta: a template as a program of plain resources.
//!
//! What is printed says what the template says: references, conditions, mappings and functions are
//! written as the language has them. Lines are not laid out: that is the formatter's.

mod custom;
mod declaration;
mod expression;
mod literal;
mod parameter;

use rustc_hash::FxHashMap;

use crate::Document;

/// Prints a part of a template as a program; the whole says what the names in the part mean, and may
/// be the same. `stack` is the name of the stack that a description and the like belong to.
pub fn sparta(part: &Document<'_>, whole: &Document<'_>, stack: &str) -> String {
    let mut text = Printer::new(whole).declarations(part, stack).join("\n\n");
    text.push('\n');
    text
}

/// Prints, knowing what the names of a template mean.
struct Printer<'a> {
    parameters: FxHashMap<&'a str, &'a Document<'a>>,
    mappings: FxHashMap<&'a str, &'a Document<'a>>,
}

impl<'a> Printer<'a> {
    fn new(whole: &'a Document<'a>) -> Self {
        let section = |name| {
            let fields = whole.get(name).map(Document::fields).unwrap_or_default();
            fields.iter().map(|(id, value)| (&**id, value)).collect()
        };
        Self { parameters: section("Parameters"), mappings: section("Mappings") }
    }

    /// Whether a value is a number although a comparison has it as text.
    fn is_number(&self, value: &Document<'_>) -> bool {
        match value.call() {
            Some(("Ref", Document::Text(id))) => {
                let ty = self.parameters.get(&**id).and_then(|it| it.get("Type"));
                ty.and_then(Document::as_text) == Some("Number")
            }
            Some(("Fn::FindInMap", Document::List(operands))) => {
                self.cell(operands).is_some_and(|it| {
                    matches!(it, Document::Integer(_) | Document::Number(_) | Document::Bool(_))
                })
            }
            Some(("Fn::Length", _)) => true,
            _ => false,
        }
    }

    /// A cell of the column of a mapping that `Fn::FindInMap` looks up.
    fn cell(&self, operands: &[Document<'_>]) -> Option<&'a Document<'a>> {
        let [mapping, _, column] = operands else { return None };
        let (_, row) = self.mappings.get(mapping.as_text()?)?.fields().first()?;
        row.get(column.as_text()?)
    }

    /// Whether a parameter is a Bool: one of two texts, as CloudFormation knows no other.
    fn is_bool(&self, value: &Document<'_>) -> bool {
        let Some(("Ref", Document::Text(id))) = value.call() else { return false };
        self.parameters.get(&**id).is_some_and(|it| parameter::is_bool(it))
    }
}
