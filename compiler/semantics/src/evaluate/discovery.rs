//! What running code learns of its stack and of what it needs.
//!
//! `SPARTA_DISCOVERY` holds compact JSON, which CloudFormation resolves:
//!
//! ```json
//! {"v":1,"stack":{"name":…,"id":…,"region":…,"account":…,"partition":…},"self":"resize",
//!  "needs":{"uploads":{"type":"AWS::S3::Bucket","ref":…,"Arn":…}}}
//! ```
//!
//! A dependency has the name that it has in the program where the code is declared: in two instances of
//! one component, code finds the same names. A value that may hold quotes or newlines (a parameter, an output of a custom resource) is
//! `{"env":"NAME"}`: it travels in a variable of its own. What does not fit beside the user's own
//! variables moves to SSM parameters: `{"v":1,"ssm":["/…/0"]}`. What does not exist under the
//! conditions in force is `null`; a secret is never told.

use std::sync::Arc;

use sparta_catalogue::{Attribute, AttributeKind};

use super::comprehension::field;
use super::literal::TextBuilder;
use super::{Context, Evaluator};
use crate::{
    Computation, Condition, Deploy, Fields, Instance, ItemKind, Kind, Length, Place, Reference,
    Spanned, TextPart, Truth, Ty, Value, catalogue, hir,
};

/// How much may be said where, in characters.
pub(crate) struct Room {
    /// In all variables of a function.
    pub(crate) variables: usize,
    /// In one SSM parameter.
    pub(crate) parameter: usize,
}

/// What has been written of the dependencies so far.
struct Writing<'db> {
    json: TextBuilder<'db>,
    /// Values that travel in variables of their own.
    variables: Fields<'db>,
    /// What the dependencies so far are called.
    names: Vec<String>,
    /// What the code's declaration is a part of: names are relative to it.
    scope: Option<Instance<'db>>,
    at: Place<'db>,
}

/// A dependency that is being written.
struct Entry<'db> {
    name: String,
    json: TextBuilder<'db>,
    /// It exists only where this holds.
    condition: Option<Condition<'db>>,
}

impl<'db> Evaluator<'db> {
    /// `discovery(needs, …)`: the variables, and what does not fit into them beside the user's own.
    pub(crate) fn discovery(
        &mut self,
        cx: &Context<'db>,
        needs: &[Spanned<'db>],
        beside: &Value<'db>,
        room: &Room,
        at: Place<'db>,
    ) -> Value<'db> {
        let owner = cx.instance();
        let name = owner.map(|owner| crate::logical_id(self.db, owner)).unwrap_or_default();
        let mut writing = Writing {
            json: TextBuilder::default(),
            variables: Fields::default(),
            names: Vec::new(),
            scope: owner.and_then(|owner| owner.parent(self.db)),
            at,
        };
        writing.stack(&name);
        let mut seen = Vec::new();
        for need in needs {
            for (reference, condition) in Self::needed(&need.value) {
                if !seen.contains(&reference.instance) {
                    self.dependency(cx, &reference, condition, &mut writing);
                    seen.push(reference.instance);
                }
            }
        }
        writing.json.push("}}");
        let text = writing.json.finish();
        let mut variables = writing.variables;
        let mut parameters = Fields::default();
        let own = set_with(&variables, "SPARTA_DISCOVERY", text.clone(), at);
        if characters(&own) + characters(beside) > room.variables {
            let (pointer, pieces) = self.overflow(&name, &text, room.parameter, at);
            parameters = pieces;
            variables.set(field("SPARTA_DISCOVERY", Spanned { value: pointer, at }));
        } else {
            variables.set(field("SPARTA_DISCOVERY", Spanned { value: text, at }));
        }
        let object = |fields| Spanned { value: Value::Object(Arc::new(fields)), at };
        let result =
            [field("variables", object(variables)), field("parameters", object(parameters))];
        Value::Object(Arc::new(result.into_iter().collect()))
    }

    /// `"uploads":{"type":…,"ref":…,…}`.
    fn dependency(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        condition: Option<Condition<'db>>,
        writing: &mut Writing<'db>,
    ) {
        let comma = if writing.names.is_empty() { "" } else { "," };
        let name = writing.name(crate::name_within(self.db, reference.instance, writing.scope));
        let ty = self.type_name(reference);
        let mut entry = Entry { name: name.clone(), json: TextBuilder::default(), condition };
        entry.json.push(&format!("{comma}\"{name}\":{{\"type\":\"{ty}\""));
        for (key, value) in self.learned(cx, reference, writing.at) {
            self.push_member(&key, value, &mut entry, writing);
        }
        entry.json.push("}");
        let text = entry.json.finish();
        let text = match entry.condition {
            Some(condition) => {
                Value::choice(condition, text, Value::string(format!("{comma}\"{name}\":null")))
            }
            None => text,
        };
        self.interpolate(&mut writing.json, Spanned { value: text, at: writing.at });
    }

    fn type_name(&self, reference: &Reference<'db>) -> Arc<str> {
        match crate::resource_type(self.db, reference.instance) {
            Some(ty) => ty,
            None => match crate::kind(self.db, reference.instance) {
                Kind::Component(component) => component.name(self.db).clone(),
                _ => Arc::default(),
            },
        }
    }

    /// What is told of a dependency, by name.
    fn learned(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        at: Place<'db>,
    ) -> Vec<(Arc<str>, Value<'db>)> {
        let mut learned = Vec::new();
        let resource = crate::resource_of(self.db, reference.instance);
        let own = Reference { instance: resource, condition: None };
        if let Some(value) = self.quietly(|evaluator| evaluator.reference_value(&own, at)) {
            learned.push(("ref".into(), value));
        }
        match crate::kind(self.db, resource) {
            Kind::Resource(ty) => {
                for attribute in self.discoverable(cx, &own, ty) {
                    let value = Computation::Attribute(resource, attribute.clone()).of(Ty::String);
                    learned.push((attribute, value));
                }
            }
            Kind::Custom(custom) => {
                for output in self.custom_outputs(*custom).iter().filter(|it| !it.ty.is_secret()) {
                    let value = Computation::Attribute(resource, output.name.clone());
                    learned.push((output.name.clone(), value.of(Ty::String)));
                }
            }
            Kind::Existing(_) => {
                let written = super::query::existing_fields(self.db, resource);
                learned.extend(written.iter().map(|it| (it.name.clone(), it.value.value.clone())));
            }
            Kind::Component(_) | Kind::Event | Kind::Unknown => {}
        }
        if let Kind::Component(component) = crate::kind(self.db, reference.instance) {
            let hir = hir(self.db, *component);
            for &member in hir.members(0) {
                let item = hir.item(member);
                if matches!(item.kind, ItemKind::Output { .. }) {
                    let output = super::output_value(self.db, reference.instance, member);
                    learned.push((item.name.text.clone(), output.value.clone()));
                }
            }
        }
        learned
    }

    /// The attributes that code is told: the names by which a resource is reached that AWS gives it,
    /// as far as they exist in this configuration, and what the library adds.
    fn discoverable(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
    ) -> Vec<Arc<str>> {
        let Some(known) = catalogue::resource_type(self.db, ty) else { return Vec::new() };
        let is_given = |attribute: &Attribute| {
            let property = attribute.path.and_then(|path| known.root().property(path));
            property.is_none_or(|property| property.read_only)
        };
        let is_told = |attribute: &&Attribute| {
            let overlay = known.overlay(attribute.name);
            overlay.and_then(|overlay| overlay.discovered).unwrap_or_else(|| {
                // A part of a property is there only where that is.
                !attribute.name.contains('.')
                    && attribute.kind != AttributeKind::Other
                    && is_given(attribute)
                    && catalogue::shape_ty(known, attribute.shape).is_text()
            })
        };
        let told: Vec<Arc<str>> =
            known.attributes.iter().filter(is_told).map(|it| it.name.into()).collect();
        told.into_iter()
            .filter(|name| {
                matches!(self.attribute_condition(cx, reference, ty, name), Truth::Known(true))
            })
            .collect()
    }

    /// `"Arn":…`; what is no text is left out.
    fn push_member(
        &mut self,
        key: &str,
        value: Value<'db>,
        entry: &mut Entry<'db>,
        writing: &mut Writing<'db>,
    ) {
        let at = writing.at;
        match &value {
            Value::String(text) => entry.json.push(&format!(",\"{key}\":{}", quoted(text))),
            Value::Int(number) => entry.json.push(&format!(",\"{key}\":\"{number}\"")),
            Value::Bool(value) => entry.json.push(&format!(",\"{key}\":\"{value}\"")),
            Value::Reference(reference) => {
                if let Some(name) =
                    self.quietly(|evaluator| evaluator.reference_value(reference, at))
                {
                    self.push_member(key, name, entry, writing);
                }
            }
            Value::Deploy(deploy) if self.is_plain(deploy) => {
                entry.json.push(&format!(",\"{key}\":\""));
                push_plain(&mut entry.json, deploy, at);
                entry.json.push("\"");
            }
            Value::Deploy(deploy) if deploy.ty.is_text() && !deploy.ty.is_secret() => {
                let variable = format!("SPARTA_{}_{key}", entry.name);
                entry.json.push(&format!(",\"{key}\":{{\"env\":\"{variable}\"}}"));
                let value = match &entry.condition {
                    Some(condition) => Value::choice(condition.clone(), value, Value::Null),
                    None => value,
                };
                writing.variables.set(field(&variable, Spanned { value, at }));
            }
            _ => {}
        }
    }

    /// Whether a value never holds what JSON would have to escape: names, ids and ARNs that AWS makes.
    fn is_plain(&self, deploy: &Deploy<'db>) -> bool {
        match &deploy.computation {
            Computation::Ref(instance) | Computation::Attribute(instance, _) => {
                matches!(crate::kind(self.db, *instance), Kind::Resource(_))
            }
            Computation::Pseudo(_) | Computation::StackName(_) => true,
            Computation::Text(parts) => parts.iter().all(|part| match part {
                TextPart::Text(_) => true,
                TextPart::Value(value) => match &value.value {
                    Value::Deploy(deploy) => self.is_plain(deploy),
                    _ => false,
                },
            }),
            _ => false,
        }
    }

    /// Moves a text to SSM parameters, in pieces that each fit: what is left in the variable, and the
    /// parameters by number, each with its path and value.
    fn overflow(
        &mut self,
        name: &str,
        text: &Value<'db>,
        most: usize,
        at: Place<'db>,
    ) -> (Value<'db>, Fields<'db>) {
        let spanned = |value| Spanned { value, at };
        let mut parameters = Fields::default();
        let mut pointer = TextBuilder::default();
        pointer.push("{\"v\":1,\"ssm\":[");
        for (number, piece) in pieces(text, most, at).into_iter().enumerate() {
            let mut path = TextBuilder::default();
            path.push("/sparta/");
            path.push_value(spanned(Computation::Pseudo("AWS::StackName".into()).of(Ty::String)));
            path.push(&format!("/{name}/{number}"));
            let path = spanned(path.finish());
            pointer.push(if number == 0 { "\"" } else { ",\"" });
            self.interpolate(&mut pointer, path.clone());
            pointer.push("\"");
            let parameter = [field("path", path), field("value", spanned(piece))];
            let parameter = Value::Object(Arc::new(parameter.into_iter().collect()));
            parameters.set(field(&number.to_string(), spanned(parameter)));
        }
        pointer.push("]}");
        (pointer.finish(), parameters)
    }
}

impl Writing<'_> {
    /// Takes a name, numbered if another dependency has it.
    fn name(&mut self, wanted: String) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.clone()).chain(numbered);
        let free = names.find(|name| !self.names.contains(name)).unwrap_or(wanted);
        self.names.push(free.clone());
        free
    }

    /// What is said of the stack and of who learns it.
    fn stack(&mut self, name: &str) {
        self.json.push("{\"v\":1,\"stack\":{\"name\":\"");
        for (label, pseudo) in [
            ("", "AWS::StackName"),
            ("\",\"id\":\"", "AWS::StackId"),
            ("\",\"region\":\"", "AWS::Region"),
            ("\",\"account\":\"", "AWS::AccountId"),
            ("\",\"partition\":\"", "AWS::Partition"),
        ] {
            self.json.push(label);
            let value = Computation::Pseudo(pseudo.into()).of(Ty::String);
            self.json.push_value(Spanned { value, at: self.at });
        }
        self.json.push(&format!("\"}},\"self\":\"{name}\",\"needs\":{{"));
    }
}

fn push_plain<'db>(json: &mut TextBuilder<'db>, deploy: &Deploy<'db>, at: Place<'db>) {
    let Computation::Text(parts) = &deploy.computation else {
        let value = Value::Deploy(Arc::new(deploy.clone()));
        return json.push_value(Spanned { value, at });
    };
    for part in parts.iter() {
        match part {
            TextPart::Text(text) => {
                let quoted = quoted(text);
                json.push(&quoted[1..quoted.len() - 1]);
            }
            TextPart::Value(value) => match &value.value {
                Value::Deploy(deploy) => push_plain(json, deploy, at),
                _ => json.push_value(value.clone()),
            },
        }
    }
}

/// Text as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn set_with<'db>(
    fields: &Fields<'db>,
    name: &str,
    value: Value<'db>,
    at: Place<'db>,
) -> Value<'db> {
    let mut fields = fields.clone();
    fields.set(field(name, Spanned { value, at }));
    Value::Object(Arc::new(fields))
}

/// The most characters that the names and values of variables can come to.
fn characters(variables: &Value<'_>) -> usize {
    let Value::Object(fields) = variables else { return 0 };
    let most = |field: &crate::Field<'_>| Length::of_text(&field.value.value).most;
    fields.iter().map(|field| field.name.len() + most(field)).sum()
}

/// Cuts a text into pieces that each fit.
fn pieces<'db>(text: &Value<'db>, most: usize, at: Place<'db>) -> Vec<Value<'db>> {
    let Value::Deploy(deploy) = text else { return vec![text.clone()] };
    let Computation::Text(parts) = &deploy.computation else { return vec![text.clone()] };
    let mut pieces = Vec::new();
    let mut piece = TextBuilder::default();
    let mut size = 0;
    let mut make_room = |size: &mut usize, piece: &mut TextBuilder<'db>, length: usize| {
        if *size > 0 && *size + length > most {
            pieces.push(std::mem::take(piece).finish());
            *size = 0;
        }
        *size += length;
    };
    for part in parts.iter() {
        match part {
            TextPart::Text(text) => {
                for character in text.chars() {
                    make_room(&mut size, &mut piece, 1);
                    piece.push(character.encode_utf8(&mut [0; 4]));
                }
            }
            TextPart::Value(value) => {
                make_room(&mut size, &mut piece, Length::of_text(&value.value).most);
                piece.push_value(Spanned { value: value.value.clone(), at });
            }
        }
    }
    pieces.push(piece.finish());
    pieces
}
