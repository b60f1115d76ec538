//! How long text will be, judged before CloudFormation has filled in what it knows.
//!
//! The bounds of what it fills in are in `stdlib/lengths.json`.

use std::collections::BTreeMap;
use std::ops::Add;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Computation, Deploy, Literal, TextPart, Value};

/// The fewest and the most characters that something may come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, salsa::SalsaValue)]
pub struct Length {
    pub least: usize,
    pub most: usize,
}

/// The bounds of what is known at deploy only.
#[derive(Debug, Default, Deserialize)]
struct Bounds {
    attribute: [usize; 2],
    reference: [usize; 2],
    parameter: [usize; 2],
    other: [usize; 2],
    pseudo: BTreeMap<String, [usize; 2]>,
}

static BOUNDS: LazyLock<Bounds> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../stdlib/lengths.json")).unwrap_or_default()
});

impl Length {
    /// The length of a value as JSON without blanks; nothing where it is left out.
    pub fn of(value: &Value<'_>) -> Self {
        json(value).unwrap_or_default()
    }

    /// The length of a value as text, or as a part of text.
    pub fn of_text(value: &Value<'_>) -> Self {
        match value {
            Value::String(text) | Value::Path(text) => Self::exactly(text.chars().count()),
            Value::Deploy(deploy) => computed(deploy, |text| text.chars().count()),
            Value::If(choice) => {
                Self::of_text(&choice.then).either(Self::of_text(&choice.otherwise))
            }
            other => Self::of(other),
        }
    }

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
fn json(value: &Value<'_>) -> Option<Length> {
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
        Value::String(text) | Value::Path(text) => Length::exactly(escaped(text) + 2),
        Value::List(elements) => enclosed(elements.iter().filter_map(|it| json(&it.value))),
        Value::Object(fields) => enclosed(fields.iter().filter_map(|field| {
            let name = Length::exactly(escaped(&field.name) + 3);
            Some(name + json(&field.value.value)?)
        })),
        Value::Condition(_) => Length { least: 4, most: 5 },
        Value::If(choice) => Length::of(&choice.then).either(Length::of(&choice.otherwise)),
        Value::Reference(_) => Length::exactly(2) + BOUNDS.reference.into(),
        Value::Deploy(deploy) => Length::exactly(2) + computed(deploy, escaped),
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

/// The characters of text in JSON, without the quotes around it.
fn escaped(text: &str) -> usize {
    let begins = |byte: u8| byte & 0b1100_0000 != 0b1000_0000;
    let escaped = |byte: u8| matches!(byte, b'"' | b'\\' | b'\n' | b'\t' | b'\r');
    text.bytes().map(|it| usize::from(begins(it)) + usize::from(escaped(it))).sum()
}

/// The length of what CloudFormation computes; `count` is that of what is written in it.
fn computed(deploy: &Deploy<'_>, count: fn(&str) -> usize) -> Length {
    match &deploy.computation {
        Computation::Text(parts) => parts
            .iter()
            .map(|part| match part {
                TextPart::Text(text) => Length::exactly(count(text)),
                TextPart::Value(value) => match &value.value {
                    Value::Deploy(deploy) => computed(deploy, count),
                    Value::String(text) => Length::exactly(count(text)),
                    other => Length::of_text(other),
                },
            })
            .fold(Length::default(), Add::add),
        Computation::Pseudo(name) => {
            BOUNDS.pseudo.get(&**name).copied().unwrap_or(BOUNDS.other).into()
        }
        Computation::Ref(_) => BOUNDS.reference.into(),
        Computation::Attribute(..) => BOUNDS.attribute.into(),
        Computation::Parameter(_) => declared(deploy).unwrap_or(BOUNDS.parameter.into()),
        _ => declared(deploy).unwrap_or(BOUNDS.other.into()),
    }
}

/// The length of the values that are declared, where these are few.
fn declared(deploy: &Deploy<'_>) -> Option<Length> {
    let length = |literal: &Literal| {
        Length::exactly(match literal {
            Literal::String(text) => escaped(text),
            Literal::Int(number) => number.to_string().len(),
            Literal::Bool(value) => value.to_string().len(),
        })
    };
    deploy.ty.literals()?.into_iter().map(length).reduce(Length::either)
}

#[cfg(test)]
mod tests {
    use super::{BOUNDS, Length};
    use crate::Value;

    #[test]
    fn the_data_file_can_be_read() {
        assert_eq!(BOUNDS.pseudo["AWS::AccountId"], [12, 12]);
    }

    #[test]
    fn text_is_escaped_in_json() {
        let text = Value::string("a\"b");
        assert_eq!(Length::of(&text), Length { least: 6, most: 6 });
        assert_eq!(Length::of_text(&text), Length { least: 3, most: 3 });
    }
}
