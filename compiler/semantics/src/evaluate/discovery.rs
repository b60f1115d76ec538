//! What running code learns of its stack and of what it needs.
//!
//! `SPARTA_DISCOVERY` holds compact JSON, which CloudFormation resolves:
//!
//! ```json
//! {"v":1,"stack":{"name":…,"id":…,"region":…,"account":…,"partition":…},"self":"resize",
//!  "needs":{"uploads":{"type":"AWS::S3::Bucket","ref":…,"Arn":…}}}
//! ```
//!
//! A value that may hold quotes or newlines (an output of a custom resource) is `{"env":"NAME"}`:
//! it travels in a variable of its own. What may exceed Lambda's 4 KB moves to SSM parameters:
//! `{"v":1,"ssm":["/…/0"]}`. What does not exist under the conditions in force is `null`.

use std::sync::Arc;

use super::comprehension::field;
use super::literal::TextBuilder;
use super::{Context, Evaluator};
use crate::{Computation, Fields, Kind, Reference, Spanned, TextPart, Truth, Ty, Value, catalogue};

/// Lambda's limit for all variables is 4,096 bytes; what the user's own variables may take is left.
const MAX_VARIABLE: usize = 3_072;

/// The most characters of a parameter of SSM's standard tier.
const MAX_PARAMETER: usize = 4_096;

impl<'db> Evaluator<'db> {
    /// `discovery(needs)`: the variables, and what does not fit into them.
    pub(crate) fn discovery(
        &mut self,
        cx: &Context<'db>,
        needs: &[Spanned<'db>],
        at: crate::Place<'db>,
    ) -> Value<'db> {
        let spanned = |value| Spanned { value, at };
        let mut variables = Fields::default();
        let mut parameters = Fields::default();
        let name = cx
            .instance()
            .map(|instance| crate::logical_id(self.db, instance).clone())
            .unwrap_or_default();
        let mut json = TextBuilder::default();
        json.push("{\"v\":1,\"stack\":{\"name\":\"");
        for (label, pseudo) in [
            ("", "AWS::StackName"),
            ("\",\"id\":\"", "AWS::StackId"),
            ("\",\"region\":\"", "AWS::Region"),
            ("\",\"account\":\"", "AWS::AccountId"),
            ("\",\"partition\":\"", "AWS::Partition"),
        ] {
            json.push(label);
            json.push_value(spanned(Computation::Pseudo(pseudo.into()).of(Ty::String)));
        }
        json.push(&format!("\"}},\"self\":\"{name}\",\"needs\":{{"));
        let mut seen = Vec::new();
        let mut first = true;
        for need in needs {
            for (reference, condition) in Self::needed(&need.value) {
                if seen.contains(&reference.instance) {
                    continue;
                }
                seen.push(reference.instance);
                let mut entry = TextBuilder::default();
                if !first {
                    entry.push(",");
                }
                self.describe_need(cx, &reference, need.at, &mut entry, &mut variables);
                let entry = entry.finish();
                let entry = match condition {
                    Some(condition) => {
                        let comma = if first { "" } else { "," };
                        let name = crate::logical_id(self.db, reference.instance);
                        Value::choice(
                            condition,
                            entry,
                            Value::string(format!("{comma}\"{name}\":null")),
                        )
                    }
                    None => entry,
                };
                first = false;
                self.interpolate(&mut json, Spanned { value: entry, at: need.at });
            }
        }
        json.push("}}");
        let text = json.finish();
        if longest(&text) > MAX_VARIABLE {
            self.overflow(&name, &text, at, &mut variables, &mut parameters);
        } else {
            variables.set(field("SPARTA_DISCOVERY", spanned(text)));
        }
        let mut result = Fields::default();
        result.set(field("variables", spanned(Value::Object(Arc::new(variables)))));
        result.set(field("parameters", spanned(Value::Object(Arc::new(parameters)))));
        Value::Object(Arc::new(result))
    }

    /// `"uploads":{"type":…,"ref":…,…}`.
    fn describe_need(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        at: crate::Place<'db>,
        entry: &mut TextBuilder<'db>,
        variables: &mut Fields<'db>,
    ) {
        let resource = crate::resource_of(self.db, reference.instance);
        let name = crate::logical_id(self.db, reference.instance).clone();
        let ty = crate::resource_type(self.db, resource).unwrap_or_default();
        entry.push(&format!("\"{name}\":{{\"type\":\"{ty}\""));
        let own = Reference { instance: resource, condition: None };
        match crate::kind(self.db, resource) {
            Kind::Resource(ty) => {
                push_entry(entry, "ref", Computation::Ref(resource).of(Ty::String), at);
                for attribute in self.discoverable(cx, &own, ty) {
                    let value = Computation::Attribute(resource, attribute.clone()).of(Ty::String);
                    push_entry(entry, &attribute, value, at);
                }
            }
            Kind::Custom(custom) => {
                push_entry(entry, "ref", Computation::Ref(resource).of(Ty::String), at);
                for output in self.custom_outputs(*custom).iter() {
                    let variable = format!("SPARTA_{name}_{}", output.name);
                    entry.push(&format!(",\"{}\":{{\"env\":\"{variable}\"}}", output.name));
                    let value =
                        Computation::Attribute(resource, output.name.clone()).of(Ty::String);
                    variables.set(field(&variable, Spanned { value, at }));
                }
            }
            Kind::Existing(_) | Kind::Component(_) | Kind::Event | Kind::Unknown => {}
        }
        entry.push("}");
    }

    /// The attributes that code is told: text, of the resource itself, that exist as it is configured.
    fn discoverable(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
    ) -> Vec<Arc<str>> {
        let Some(known) = catalogue::resource_type(self.db, ty) else { return Vec::new() };
        known
            .attributes
            .iter()
            .filter(|attribute| !attribute.name.contains('.'))
            .filter(|attribute| catalogue::shape_ty(known, attribute.shape).is_text())
            .map(|attribute| Arc::from(attribute.name))
            .filter(|name: &Arc<str>| {
                matches!(self.attribute_condition(cx, reference, ty, name), Truth::Known(true))
            })
            .collect()
    }

    /// Moves the whole text to SSM parameters, in pieces that each fit.
    fn overflow(
        &mut self,
        name: &str,
        text: &Value<'db>,
        at: crate::Place<'db>,
        variables: &mut Fields<'db>,
        parameters: &mut Fields<'db>,
    ) {
        let spanned = |value| Spanned { value, at };
        let mut pointer = TextBuilder::default();
        pointer.push("{\"v\":1,\"ssm\":[");
        for (number, chunk) in chunks(text, at).into_iter().enumerate() {
            let mut path = TextBuilder::default();
            path.push("/sparta/");
            path.push_value(spanned(Computation::Pseudo("AWS::StackName".into()).of(Ty::String)));
            path.push(&format!("/{name}/{number}"));
            let path = spanned(path.finish());
            pointer.push(if number == 0 { "\"" } else { ",\"" });
            self.interpolate(&mut pointer, path.clone());
            pointer.push("\"");
            let mut parameter = Fields::default();
            parameter.set(field("path", path));
            parameter.set(field("value", spanned(chunk)));
            parameters.set(field(&number.to_string(), spanned(Value::Object(Arc::new(parameter)))));
        }
        pointer.push("]}");
        variables.set(field("SPARTA_DISCOVERY", spanned(pointer.finish())));
    }
}

fn push_entry<'db>(
    entry: &mut TextBuilder<'db>,
    name: &str,
    value: Value<'db>,
    at: crate::Place<'db>,
) {
    entry.push(&format!(",\"{name}\":\""));
    entry.push_value(Spanned { value, at });
    entry.push("\"");
}

/// The most bytes that a text can come to: ARNs, names and ids have upper bounds of their own.
pub(crate) fn longest(value: &Value<'_>) -> usize {
    /// `arn:partition:service:region:account:` and a physical name of at most 64 characters.
    const REFERENCE: usize = 140;
    match value {
        Value::String(text) => text.len(),
        Value::If(choice) => longest(&choice.then).max(longest(&choice.otherwise)),
        Value::Deploy(deploy) => match &deploy.computation {
            Computation::Text(parts) => parts
                .iter()
                .map(|part| match part {
                    TextPart::Text(text) => text.len(),
                    TextPart::Value(value) => longest(&value.value),
                })
                .sum(),
            Computation::Pseudo(name) => match &**name {
                "AWS::StackName" => 128,
                "AWS::StackId" => 200,
                "AWS::Region" => 14,
                "AWS::AccountId" => 12,
                _ => 16,
            },
            _ => REFERENCE,
        },
        _ => 20,
    }
}

/// Cuts a text into pieces that each fit into a parameter.
fn chunks<'db>(text: &Value<'db>, at: crate::Place<'db>) -> Vec<Value<'db>> {
    let Value::Deploy(deploy) = text else { return vec![text.clone()] };
    let Computation::Text(parts) = &deploy.computation else { return vec![text.clone()] };
    let mut chunks = Vec::new();
    let mut chunk = TextBuilder::default();
    let mut size = 0;
    for part in parts.iter() {
        let length = match part {
            TextPart::Text(text) => text.len(),
            TextPart::Value(value) => longest(&value.value),
        };
        if size > 0 && size + length > MAX_PARAMETER {
            chunks.push(std::mem::take(&mut chunk).finish());
            size = 0;
        }
        size += length;
        match part {
            TextPart::Text(text) => chunk.push(text),
            TextPart::Value(value) => chunk.push_value(Spanned { value: value.value.clone(), at }),
        }
    }
    chunks.push(chunk.finish());
    chunks
}
