//! How long a document will be, judged before `CloudFormation` has filled in its references.

use std::ops::Add;

use sparta_semantics::{Computation, Deploy, Spanned, TextPart, Value};

use crate::quota::Lengths;

/// The fewest and the most characters that a document may come to as JSON without blanks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Length {
    pub(crate) least: usize,
    pub(crate) most: usize,
}

impl Length {
    fn exactly(count: usize) -> Self {
        Self { least: count, most: count }
    }

    fn either(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { least: self.least + other.least, most: self.most + other.most }
    }
}

impl From<[usize; 2]> for Length {
    fn from([least, most]: [usize; 2]) -> Self {
        Self { least, most }
    }
}

/// The length of a value as JSON; none of one that is left out.
pub(crate) fn json(value: &Value<'_>, lengths: &Lengths) -> Option<Length> {
    Some(match value {
        Value::Error
        | Value::Null
        | Value::Unknown(_)
        | Value::Grant(_)
        | Value::Event(_)
        | Value::Metric(_)
        | Value::Code(_)
        | Value::Namespace(_) => return None,
        Value::Bool(value) => Length::exactly(value.to_string().len()),
        Value::Int(number) | Value::Duration(number) | Value::Size(number) => {
            Length::exactly(number.to_string().len())
        }
        Value::Float(number) => Length::exactly(number.0.to_string().len()),
        Value::String(text) | Value::Path(text) => Length::exactly(quoted(text)),
        Value::List(elements) => {
            let elements = elements.iter().filter_map(|element| json(&element.value, lengths));
            enclosed(elements)
        }
        Value::Object(fields) => enclosed(fields.iter().filter_map(|field| {
            let name = Length::exactly(quoted(&field.name) + 1);
            Some(name + json(&field.value.value, lengths)?)
        })),
        Value::Condition(_) => Length { least: 4, most: 5 },
        Value::If(choice) => {
            let then = json(&choice.then, lengths).unwrap_or_default();
            then.either(json(&choice.otherwise, lengths).unwrap_or_default())
        }
        Value::Reference(_) => Length::exactly(2) + lengths.reference.into(),
        Value::Deploy(deploy) => Length::exactly(2) + text(deploy, lengths),
    })
}

/// Brackets around, commas between.
fn enclosed(parts: impl Iterator<Item = Length>) -> Length {
    let mut count = 0usize;
    let sum = parts.fold(Length::default(), |sum, part| {
        count += 1;
        sum + part
    });
    sum + Length::exactly(2 + count.saturating_sub(1))
}

/// A string with its quotes and what has to be escaped in it.
fn quoted(text: &str) -> usize {
    let escapes = text.chars().filter(|it| matches!(it, '"' | '\\' | '\n' | '\t' | '\r')).count();
    text.chars().count() + escapes + 2
}

fn text(deploy: &Deploy<'_>, lengths: &Lengths) -> Length {
    match &deploy.computation {
        Computation::Text(parts) => parts
            .iter()
            .map(|part| match part {
                TextPart::Text(text) => Length::exactly(quoted(text) - 2),
                TextPart::Value(value) => inside_text(value, lengths),
            })
            .fold(Length::default(), Add::add),
        Computation::Pseudo(name) => lengths.pseudo(name).into(),
        Computation::Ref(_) => lengths.reference.into(),
        Computation::Attribute(..) => lengths.attribute.into(),
        Computation::Parameter(_) => lengths.parameter.into(),
        Computation::Dynamic(_)
        | Computation::Join { .. }
        | Computation::Split { .. }
        | Computation::Select { .. }
        | Computation::Zones { .. }
        | Computation::Cidr { .. }
        | Computation::Base64(_)
        | Computation::ImportValue(_)
        | Computation::StackName(_)
        | Computation::StackOutput { .. }
        | Computation::Lookup { .. }
        | Computation::Length(_)
        | Computation::ToJson(_)
        | Computation::Transform { .. }
        | Computation::Asset { .. } => lengths.other.into(),
    }
}

fn inside_text(value: &Spanned<'_>, lengths: &Lengths) -> Length {
    match &value.value {
        Value::Deploy(deploy) => text(deploy, lengths),
        other => {
            let Length { least, most } = json(other, lengths).unwrap_or_default();
            // A string inside text has no quotes of its own.
            let quotes = if matches!(other, Value::String(_) | Value::Path(_)) { 2 } else { 0 };
            Length { least: least.saturating_sub(quotes), most: most.saturating_sub(quotes) }
        }
    }
}
