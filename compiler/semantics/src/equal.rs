//! Whether two values say the same, wherever they are written.

use std::mem::discriminant;

use crate::evaluate::operands;
use crate::{Column, Computation, Spanned, TextPart, Value};

/// Whether two values lower to the same text of the template. Places do not matter.
pub fn same(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right.iter()).all(|(left, right)| same_spanned(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|field| {
                    right.get(&field.name).is_some_and(|other| same_spanned(&field.value, other))
                })
        }
        (Value::If(left), Value::If(right)) => {
            left.condition == right.condition
                && same(&left.then, &right.then)
                && same(&left.otherwise, &right.otherwise)
        }
        (Value::String(left) | Value::Path(left), Value::String(right) | Value::Path(right)) => {
            left == right
        }
        (Value::Reference(left), Value::Reference(right)) => left.instance == right.instance,
        (Value::Deploy(left), Value::Deploy(right)) => {
            same_computation(&left.computation, &right.computation)
        }
        (left, right) => left == right,
    }
}

fn same_spanned(left: &Spanned<'_>, right: &Spanned<'_>) -> bool {
    same(&left.value, &right.value)
}

fn same_computation(left: &Computation<'_>, right: &Computation<'_>) -> bool {
    match (left, right) {
        (Computation::Text(left), Computation::Text(right)) => {
            left.len() == right.len()
                && left.iter().zip(right.iter()).all(|parts| match parts {
                    (TextPart::Text(left), TextPart::Text(right)) => left == right,
                    (TextPart::Value(left), TextPart::Value(right)) => same_spanned(left, right),
                    (TextPart::Text(_), TextPart::Value(_))
                    | (TextPart::Value(_), TextPart::Text(_)) => false,
                })
        }
        (
            Computation::Join { separator: left_separator, list: left },
            Computation::Join { separator: right_separator, list: right },
        )
        | (
            Computation::Split { separator: left_separator, text: left },
            Computation::Split { separator: right_separator, text: right },
        ) => left_separator == right_separator && same_spanned(left, right),
        (
            Computation::Select { index: left_index, list: left },
            Computation::Select { index: right_index, list: right },
        ) => same_spanned(left_index, right_index) && same_spanned(left, right),
        (
            Computation::Lookup { mapping: left_mapping, key: left, column: left_column },
            Computation::Lookup { mapping: right_mapping, key: right, column: right_column },
        ) => {
            left_mapping.id == right_mapping.id
                && same_column(left_column, right_column)
                && same_spanned(left, right)
        }
        (
            Computation::Zones { .. }
            | Computation::Cidr { .. }
            | Computation::Base64(_)
            | Computation::ImportValue(_)
            | Computation::StackOutput(_)
            | Computation::Length(_)
            | Computation::ToJson(_)
            | Computation::Transform { .. },
            _,
        ) => {
            let (operands, others) = (operands(left), operands(right));
            discriminant(left) == discriminant(right)
                && operands.len() == others.len()
                && operands.into_iter().zip(others).all(|(left, right)| same(left, right))
        }
        // The rest has no operands.
        (left, right) => left == right,
    }
}

fn same_column(left: &Column<'_>, right: &Column<'_>) -> bool {
    match (left, right) {
        (Column::Named(left), Column::Named(right)) => left == right,
        (Column::Computed(left), Column::Computed(right)) => same_spanned(left, right),
        (Column::Named(_), Column::Computed(_)) | (Column::Computed(_), Column::Named(_)) => false,
    }
}
