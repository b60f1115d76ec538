//! Strings, lists and objects.

use std::sync::Arc;

use super::{Context, Evaluator};
use crate::body::{Element, Entry, FieldName, NameRef, TextPiece};
use crate::weight::MAX_TEXT;
use crate::{Choice, Computation, ExprId, Field, Fields, Place, Spanned, TextPart, Ty, Value};

/// How many pieces a text may be made of.
const MAX_TEXT_PARTS: usize = 10_000;

impl<'db> Evaluator<'db> {
    pub(super) fn text(&mut self, cx: &Context<'db>, pieces: &[TextPiece]) -> Value<'db> {
        let mut text = TextBuilder::default();
        for piece in pieces {
            match piece {
                TextPiece::Text(known) => text.push(known),
                TextPiece::Value(expr) => {
                    let value = self.eval(cx, *expr);
                    let at = cx.place(cx.hir.range(*expr));
                    self.interpolate_at(&mut text, value, at);
                    if !self.fits(&text, at) {
                        return Value::Error;
                    }
                }
            }
        }
        text.finish()
    }

    /// Whether a text under construction is one that a template could hold; if not, it is reported.
    pub(crate) fn fits(&mut self, text: &TextBuilder<'db>, at: Place<'db>) -> bool {
        let is_small = text.known.len() <= MAX_TEXT && text.parts.len() <= MAX_TEXT_PARTS;
        if !is_small {
            self.too_much_work(at);
        }
        is_small
    }

    /// Adds a value to a text, or reports why it can't be.
    pub(crate) fn interpolate(&mut self, text: &mut TextBuilder<'db>, value: Spanned<'db>) {
        let at = value.at;
        self.interpolate_at(text, value, at);
    }

    /// As [`Self::interpolate`], for a text that has the value at a place of its own: what is wrong
    /// with it is wrong there, whatever instance of a component gave it.
    fn interpolate_at(&mut self, text: &mut TextBuilder<'db>, value: Spanned<'db>, at: Place<'db>) {
        match &value.value {
            Value::String(known) => text.push(known),
            Value::Int(number) => text.push(&number.to_string()),
            Value::Float(number) => text.push(&number.0.to_string()),
            Value::Bool(known) => text.push(if *known { "true" } else { "false" }),
            Value::Error => text.failed = true,
            Value::Unknown(ty) if is_scalar(ty) => {
                text.unknown = true;
                text.secret |= ty.is_secret();
            }
            Value::Deploy(deploy) => match (&deploy.computation, is_scalar(&deploy.ty)) {
                (Computation::Text(parts), _) => {
                    text.secret |= deploy.ty.is_secret();
                    for part in parts.iter() {
                        match part {
                            TextPart::Text(known) => text.push(known),
                            TextPart::Value(value) => text.push_value(value.clone()),
                        }
                    }
                }
                (_, true) => {
                    text.secret |= deploy.ty.is_secret();
                    text.push_value(value);
                }
                (_, false) => {
                    self.not_in_text(&value.value, at);
                    text.failed = true;
                }
            },
            Value::Condition(_) => text.push_value(value),
            Value::If(choice) => {
                let (then, otherwise) = (choice.then.clone(), choice.otherwise.clone());
                for branch in [then, otherwise] {
                    // Each branch must be fit for text by itself.
                    let mut probe = TextBuilder::default();
                    self.interpolate_at(&mut probe, Spanned { value: branch, at: value.at }, at);
                    text.failed |= probe.failed;
                    text.secret |= probe.secret;
                }
                text.push_value(value);
            }
            _ => {
                self.not_in_text(&value.value, at);
                text.failed = true;
            }
        }
    }

    fn not_in_text(&mut self, value: &Value<'db>, at: Place<'db>) {
        let found = self.describe(value);
        match value {
            Value::Reference(reference) => self.bare_resource(reference, at),
            Value::Null => {
                self.error(
                    "possibly-null",
                    at,
                    "null is not text",
                    "say what stands there instead: `${x ?? \"\"}`",
                );
            }
            Value::Path(_) => {
                self.error(
                    "type-mismatch",
                    at,
                    "a Path can't stand in text: it says where a file lies when compiling",
                    "use what lies there, as `file(…)`, or a String of its own",
                );
            }
            _ => {
                self.error(
                    "type-mismatch",
                    at,
                    format!("{found} can't stand in text"),
                    "only Strings, numbers and Bools can: use `join`, `toJson`, `seconds` or a field of it",
                );
            }
        }
    }

    pub(super) fn list(&mut self, cx: &Context<'db>, elements: &[Element]) -> Value<'db> {
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            match element {
                Element::Value(expr) => items.push(self.eval(cx, *expr)),
                Element::Spread(expr) => {
                    let spread = self.eval(cx, *expr);
                    match self.known_list(&spread) {
                        Ok(list) => items.extend(list.iter().cloned()),
                        Err(value) => return value,
                    }
                }
            }
        }
        if !self.spend(items.len(), cx.place(cx.hir.root().name.range)) {
            return Value::Error;
        }
        Value::List(items.into())
    }

    /// The elements of a list that must be known element by element.
    pub(crate) fn known_list(
        &mut self,
        value: &Spanned<'db>,
    ) -> Result<Arc<[Spanned<'db>]>, Value<'db>> {
        match &value.value {
            Value::List(list) => Ok(list.clone()),
            Value::Null => Ok(Arc::from([])),
            Value::Error => Err(Value::Error),
            Value::Unknown(_) => Err(value.value.clone()),
            Value::Deploy(_) | Value::If(_) | Value::Condition(_) => Err(self
                .phase_error(value, "its elements have to be known when the program is compiled")),
            other => {
                let found = self.describe(other);
                Err(self.error(
                    "type-mismatch",
                    value.at,
                    format!("this is {found}, not a list"),
                    "write a list: `[…]`",
                ))
            }
        }
    }

    pub(super) fn object(&mut self, cx: &Context<'db>, entries: &[Entry]) -> Value<'db> {
        let mut fields = Fields::with_capacity(entries.len());
        for entry in entries {
            match entry {
                Entry::Field { name, value } => {
                    let Some(name) = self.field_name(cx, name) else { continue };
                    let name_at = cx.place(name.range);
                    let value = self.eval(cx, *value);
                    fields.set(Field { name: name.text, name_at, value });
                }
                Entry::Spread(expr) => {
                    let spread = self.eval(cx, *expr);
                    match &spread.value {
                        Value::Object(object) => {
                            object.iter().cloned().for_each(|field| fields.set(field));
                        }
                        Value::Null => {}
                        Value::Error | Value::Unknown(_) => return spread.value,
                        Value::Deploy(_) | Value::If(_) | Value::Condition(_) => {
                            return self.phase_error(
                                &spread,
                                "its fields have to be known when the program is compiled",
                            );
                        }
                        other => {
                            let found = self.describe(other);
                            return self.error(
                                "type-mismatch",
                                spread.at,
                                format!("`...` in an object takes an object, and this is {found}"),
                                "spread an object: `...{ key: value }`",
                            );
                        }
                    }
                }
            }
        }
        Value::Object(Arc::new(fields))
    }

    /// The key of a field, which must be known when compiling.
    pub(super) fn field_name(&mut self, cx: &Context<'db>, name: &FieldName) -> Option<NameRef> {
        match name {
            FieldName::Name(name) => Some(name.clone()),
            FieldName::Computed(expr) => self
                .known_string(cx, *expr)
                .map(|text| NameRef { text, range: cx.hir.range(*expr) }),
        }
    }

    /// A String that must be known when compiling.
    pub(crate) fn known_string(&mut self, cx: &Context<'db>, expr: ExprId) -> Option<Arc<str>> {
        let value = self.eval(cx, expr);
        match &value.value {
            Value::String(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string().into()),
            Value::Error | Value::Unknown(_) => None,
            Value::Deploy(_) | Value::If(_) | Value::Condition(_) => {
                self.phase_error(&value, "this text has to be known when the program is compiled");
                None
            }
            other => {
                let found = self.describe(other);
                self.error(
                    "type-mismatch",
                    value.at,
                    format!("this has to be a String, and is {found}"),
                    "write a String",
                );
                None
            }
        }
    }
}

/// Whether values of a type can stand in text.
fn is_scalar(ty: &Ty<'_>) -> bool {
    match ty.plain() {
        Ty::String
        | Ty::Int
        | Ty::Float
        | Ty::Bool
        | Ty::Secret
        | Ty::Literal(_)
        | Ty::Any
        | Ty::Error => true,
        Ty::Union(parts) => parts.iter().all(is_scalar),
        _ => false,
    }
}

/// A text under construction: neighbouring pieces that are known become one.
#[derive(Default)]
pub(crate) struct TextBuilder<'db> {
    parts: Vec<TextPart<'db>>,
    known: String,
    failed: bool,
    unknown: bool,
    secret: bool,
}

impl<'db> TextBuilder<'db> {
    pub(crate) fn push(&mut self, text: &str) {
        self.known.push_str(text);
    }

    pub(crate) fn push_value(&mut self, value: Spanned<'db>) {
        self.flush();
        self.parts.push(TextPart::Value(value));
    }

    fn flush(&mut self) {
        if !self.known.is_empty() {
            self.parts.push(TextPart::Text(std::mem::take(&mut self.known).into()));
        }
    }

    pub(crate) fn finish(mut self) -> Value<'db> {
        let ty = if self.secret { Ty::Secret } else { Ty::String };
        if self.failed {
            return Value::Error;
        }
        if self.unknown {
            return Value::Unknown(ty);
        }
        if self.parts.is_empty() {
            return Value::string(self.known);
        }
        self.flush();
        match &self.parts[..] {
            [TextPart::Value(single)] if is_text(&single.value) => single.value.clone(),
            _ => Computation::Text(self.parts.into()).of(ty),
        }
    }
}

fn is_text(value: &Value<'_>) -> bool {
    match value {
        Value::String(_) => true,
        Value::Deploy(deploy) => deploy.ty.is_text(),
        Value::If(choice) => is_text(&choice.then) && is_text(&choice.otherwise),
        _ => false,
    }
}

impl<'db> Value<'db> {
    /// One value or the other; the same one twice is that one.
    pub fn choice(condition: crate::Condition<'db>, then: Self, otherwise: Self) -> Self {
        if then == otherwise {
            return then;
        }
        match (&then, &otherwise) {
            (Self::Error, _) | (_, Self::Error) => Self::Error,
            (Self::Bool(true), Self::Bool(false)) => Self::Condition(condition),
            (Self::Bool(false), Self::Bool(true)) => Self::Condition(condition.negated()),
            _ => Self::If(Arc::new(Choice { condition, then, otherwise })),
        }
    }
}
