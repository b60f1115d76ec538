//! How much a value comes to, counted as a tree.
//!
//! What is shared is counted each time it occurs, because whoever walks the value walks it each time:
//! sixty lists that each hold the one before twice are small in memory and have no end otherwise.

use crate::evaluate::operands;
use crate::{Condition, Value};

/// How many parts a value that has a name may come to.
const MAX_PARTS: usize = 100_000;

/// How many parts a condition may come to: what is known of it is found by trying.
const MAX_CONDITION: usize = 2_000;

/// How deep a value may nest.
const MAX_DEPTH: usize = 100;

/// How many bytes a text may have: a template has one million at most.
pub(crate) const MAX_TEXT: usize = 2_000_000;

/// Why a value is more than the compiler computes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    Size,
    Depth,
    /// A part of it was too much before, and was reported.
    Known,
}

/// What a value has too much of, if anything.
pub(crate) fn excess(value: &Value<'_>) -> Option<Excess> {
    Scale { parts: 0, most: MAX_PARTS, has_error: false }.value(value, 0).err()
}

/// What a condition has too much of, if anything.
pub(crate) fn condition_excess(condition: &Condition<'_>) -> Option<Excess> {
    Scale { parts: 0, most: MAX_CONDITION, has_error: false }.condition(condition, 0).err()
}

struct Scale {
    parts: usize,
    most: usize,
    has_error: bool,
}

impl Scale {
    fn part(&mut self, depth: usize) -> Result<(), Excess> {
        self.parts += 1;
        let excess = match () {
            () if depth > MAX_DEPTH => Excess::Depth,
            () if self.parts > self.most => Excess::Size,
            () => return Ok(()),
        };
        Err(if self.has_error { Excess::Known } else { excess })
    }

    fn value(&mut self, value: &Value<'_>, depth: usize) -> Result<(), Excess> {
        self.has_error |= *value == Value::Error;
        self.part(depth)?;
        match value {
            Value::String(text) if text.len() > MAX_TEXT => Err(Excess::Size),
            Value::List(items) => {
                items.iter().try_for_each(|item| self.value(&item.value, depth + 1))
            }
            Value::Object(fields) => {
                fields.iter().try_for_each(|field| self.value(&field.value.value, depth + 1))
            }
            Value::Deploy(deploy) => operands(&deploy.computation)
                .into_iter()
                .try_for_each(|operand| self.value(operand, depth + 1)),
            Value::Condition(condition) => self.condition(condition, depth + 1),
            Value::If(choice) => {
                self.condition(&choice.condition, depth + 1)?;
                self.value(&choice.then, depth + 1)?;
                self.value(&choice.otherwise, depth + 1)
            }
            _ => Ok(()),
        }
    }

    fn condition(&mut self, condition: &Condition<'_>, depth: usize) -> Result<(), Excess> {
        self.part(depth)?;
        match condition {
            Condition::Equals(sides) => {
                self.value(&sides.0, depth + 1)?;
                self.value(&sides.1, depth + 1)
            }
            Condition::Not(inner) => self.condition(inner, depth + 1),
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().try_for_each(|part| self.condition(part, depth + 1))
            }
            Condition::Named(named) => self.condition(&named.condition, depth + 1),
        }
    }
}
