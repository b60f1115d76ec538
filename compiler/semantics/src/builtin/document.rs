//! Functions of files and documents.

use sparta_diagnostics::{Diagnostic, TextRange, TextSize};

use super::Call;
use super::collection::object;
use crate::evaluate::{Evaluator, TextBuilder};
use crate::{Computation, Content, Place, Real, Spanned, Ty, Value};

/// How deep a document may nest.
const MAX_DEPTH: u32 = 100;

/// The text of the file that an argument names, or the value to give up with.
fn text_of<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Result<&'db str, Value<'db>> {
    let at = call.slots[0].as_ref().map_or(call.at, |slot| slot.at);
    let (resolved, path) = evaluator.path_argument(call, 0)?;
    let file = evaluator.db.file(&resolved);
    let (name, message) = match file.content(evaluator.db) {
        Content::Text(text) => return Ok(text),
        Content::Missing => ("missing-file", format!("there is no file `{path}`")),
        Content::Folder { .. } => ("unreadable-file", format!("`{path}` is a folder")),
        Content::Bytes(_) => ("unreadable-file", format!("`{path}` is not text in UTF-8")),
        Content::Unreadable(reason) => {
            ("unreadable-file", format!("`{path}` cannot be read: {reason}"))
        }
        Content::Outside => {
            ("outside-project", format!("`{path}` lies outside the project's folder"))
        }
    };
    Err(evaluator.error(
        name,
        at,
        message,
        "a path is relative to the file that it is written in, and stays in the project's folder",
    ))
}

pub(super) fn file<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match text_of(evaluator, call) {
        Ok(text) => Value::string(text),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::String),
        Err(value) => value,
    }
}

pub(super) fn json<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let text = match text_of(evaluator, call) {
        Ok(text) => text,
        Err(value) => return value,
    };
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(document) => value(&document, call),
        Err(error) => evaluator.error(
            "bad-document",
            call.at,
            format!("the file is not JSON: {error}"),
            "correct the file",
        ),
    }
}

pub(super) fn yaml<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let text = match text_of(evaluator, call) {
        Ok(text) => text,
        Err(value) => return value,
    };
    match serde_saphyr::from_str::<serde_json::Value>(text) {
        Ok(document) => value(&document, call),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.lines().next().unwrap_or_default().to_owned();
            evaluator.error(
                "bad-document",
                call.at,
                format!("the file is not YAML: {reason}"),
                "correct the file",
            )
        }
    }
}

/// A parsed document as a value.
fn value<'db>(document: &serde_json::Value, call: &Call<'db>) -> Value<'db> {
    let at = call.at;
    match document {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => Value::Float(Real(number.as_f64().unwrap_or_default())),
        },
        serde_json::Value::String(text) => Value::string(text.as_str()),
        serde_json::Value::Array(items) => {
            Value::List(items.iter().map(|item| Spanned { value: value(item, call), at }).collect())
        }
        serde_json::Value::Object(fields) => object(
            fields
                .iter()
                .map(|(name, field)| (name.clone(), Spanned { value: value(field, call), at })),
        ),
    }
}

impl<'db> Evaluator<'db> {
    /// Reports a placeholder of a file that is given no value, in that file.
    fn missing_placeholder(&mut self, call: &Call<'db>, name: &str, range: std::ops::Range<usize>) {
        let message = format!("nothing is given for `{{{{{name}}}}}`");
        let help = format!("add `{name}: …` where the file is filled");
        let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
        let range = TextRange::new(size(range.start), size(range.end));
        let path = self.quietly(|evaluator| evaluator.path_argument(call, 0));
        let file = path.ok().map(|(resolved, _)| self.db.file(&resolved));
        let finding = match file.and_then(|file| Place::of_file(self.db, file, range)) {
            Some(at) => Diagnostic::error("missing-placeholder", at, message)
                .with_label(call.at, "the file is filled here"),
            None => Diagnostic::error("missing-placeholder", call.at, message),
        };
        self.report(finding.with_help(help));
    }
}

/// Fills `{{name}}` in a file; what is not given is shown at its place in that file.
pub(super) fn template<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let text = match text_of(evaluator, call) {
        Ok(text) => text,
        Err(value) => return value,
    };
    let Some(Spanned { value: Value::Object(values), .. }) = &call.slots[1] else {
        return evaluator.bad_argument(call, 1, "an object");
    };
    let mut filled = TextBuilder::default();
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let Some(close) = rest[open..].find("}}") else { break };
        let name = rest[open + 2..open + close].trim();
        filled.push(&rest[..open]);
        match values.get(name) {
            Some(value) => evaluator.interpolate(&mut filled, value.clone()),
            None => {
                let start = text.len() - rest.len() + open;
                evaluator.missing_placeholder(call, name, start..start + close + 2);
            }
        }
        rest = &rest[open + close + 2..];
    }
    filled.push(rest);
    filled.finish()
}

pub(super) fn sha256<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match evaluator.text_argument(call, 0) {
        Ok(text) => Value::String(crate::conform::sha256(text.as_bytes())),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::String),
        Err(value) => value,
    }
}

/// A value of known shape as JSON text; its deploy-time leaves are filled in by CloudFormation.
pub(super) fn to_json<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(slot) = call.slots[0].clone() else { return Value::Error };
    let slot = evaluator.conform(&call.cx, slot, &Ty::Json);
    if crate::evaluate::has_unknown(&slot.value) {
        return if slot.value == Value::Error { Value::Error } else { Value::Unknown(Ty::String) };
    }
    let mut text = TextBuilder::default();
    if write_json(evaluator, &slot, &mut text, 0) {
        text.finish()
    } else {
        Computation::ToJson(slot).of(Ty::String)
    }
}

/// Writes JSON; says no where the shape is known at deploy only.
fn write_json<'db>(
    evaluator: &mut Evaluator<'db>,
    value: &Spanned<'db>,
    text: &mut TextBuilder<'db>,
    depth: u32,
) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match &value.value {
        Value::Null => text.push("null"),
        Value::Bool(known) => text.push(if *known { "true" } else { "false" }),
        Value::Int(number) => text.push(&number.to_string()),
        Value::Float(number) => text.push(&number.0.to_string()),
        Value::Duration(milliseconds) => text.push(&(milliseconds / 1_000).to_string()),
        Value::Size(bytes) => text.push(&(bytes >> 20).to_string()),
        Value::String(known) => text.push(&quoted(known)),
        Value::Condition(_) => text.push_value(value.clone()),
        Value::Deploy(deploy) => match deploy.ty.plain().widened() {
            Ty::Int | Ty::Float | Ty::Bool | Ty::Duration | Ty::Size => {
                text.push_value(value.clone());
            }
            Ty::List(_) | Ty::Map(_) | Ty::Object(_) | Ty::Json | Ty::Any => return false,
            _ => {
                text.push("\"");
                evaluator.interpolate(text, value.clone());
                text.push("\"");
            }
        },
        Value::List(items) => {
            text.push("[");
            for (index, item) in items.iter().filter(|item| item.value != Value::Null).enumerate() {
                if index > 0 {
                    text.push(",");
                }
                if !write_json(evaluator, item, text, depth + 1) {
                    return false;
                }
            }
            text.push("]");
        }
        Value::Object(fields) => {
            text.push("{");
            for (index, field) in
                fields.iter().filter(|field| field.value.value != Value::Null).enumerate()
            {
                if index > 0 {
                    text.push(",");
                }
                text.push(&quoted(&field.name));
                text.push(":");
                if !write_json(evaluator, &field.value, text, depth + 1) {
                    return false;
                }
            }
            text.push("}");
        }
        Value::If(choice) => {
            let mut write = |branch: &Value<'db>| {
                let mut text = TextBuilder::default();
                let branch = Spanned { value: branch.clone(), at: value.at };
                write_json(evaluator, &branch, &mut text, depth + 1).then(|| text.finish())
            };
            let (Some(then), Some(otherwise)) = (write(&choice.then), write(&choice.otherwise))
            else {
                return false;
            };
            text.push_value(Spanned {
                value: Value::choice(choice.condition.clone(), then, otherwise),
                at: value.at,
            });
        }
        _ => return false,
    }
    true
}

/// A JSON string.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}
