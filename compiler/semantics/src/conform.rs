//! Checking a value against what its position wants, and converting it to that.
//!
//! The value and the type are walked together, so that a finding is shown at the leaf that is
//! wrong; what is converted (a resource to the attribute that is wanted, a Duration to seconds) comes
//! back in the value.

mod constraint;
mod existing;
mod format;
mod mismatch;
mod reference;
mod rule;
mod shape;

pub(crate) use constraint::matches_pattern;
pub(crate) use existing::is_mistaken;
pub(crate) use shape::absent_property;

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, nearest};

use crate::evaluate::{Context, Evaluator};
use crate::ty::parameter_value;
use crate::written::{proposing, type_placeholder};
use crate::{
    Choice, Code, CodeKind, Content, Field, FieldTy, Fields, Literal, Real, Spanned, Ty, Value,
    Wanted,
};

impl<'db> Evaluator<'db> {
    /// The value as one of a type of the language; what does not fit is reported.
    pub fn conform(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        ty: &Ty<'db>,
    ) -> Spanned<'db> {
        if !self.spend(1, value.at) {
            return Spanned { value: Value::Error, at: value.at };
        }
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.conform_value(cx, value, ty))
    }

    fn conform_value(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        ty: &Ty<'db>,
    ) -> Spanned<'db> {
        let Spanned { mut value, at } = value;
        if let Some(notes) = &mut self.notes {
            notes.note_wanted(at, || Wanted::Ty(ty.clone()));
        }
        self.simplify(&mut value);
        let value = match (value, ty) {
            (value, Ty::Any | Ty::Error) => value,
            (Value::Error, _) => Value::Error,
            (Value::If(choice), _) => {
                let then = self.given(Some(choice.condition.clone()), |evaluator| {
                    evaluator.conform(cx, Spanned { value: choice.then.clone(), at }, ty).value
                });
                let otherwise = self.given(Some(choice.condition.clone().negated()), |evaluator| {
                    evaluator.conform(cx, Spanned { value: choice.otherwise.clone(), at }, ty).value
                });
                Value::If(Arc::new(Choice { condition: choice.condition.clone(), then, otherwise }))
            }
            (value, Ty::Union(parts)) => self.conform_union(cx, value, parts, ty, at),
            (Value::Unknown(known), _) => {
                if !self.may_be(&known, ty) {
                    self.mismatch(&Spanned { value: Value::Unknown(known.clone()), at }, ty);
                }
                Value::Unknown(known)
            }
            (Value::List(items), Ty::List(item)) => {
                let mut items = without_null(items);
                for element in Arc::make_mut(&mut items) {
                    *element = self.conform_element(cx, element.take(), item);
                }
                Value::List(items)
            }
            (Value::Object(mut fields), Ty::Map(inner)) => {
                let conformed = Arc::make_mut(&mut fields);
                conformed.retain(|field| field.value.value != Value::Null);
                for field in conformed.iter_mut() {
                    field.value = self.conform_element(cx, field.value.take(), inner);
                }
                Value::Object(fields)
            }
            (Value::Object(mut fields), Ty::Object(wanted)) => {
                self.conform_object(cx, Arc::make_mut(&mut fields), wanted, at);
                Value::Object(fields)
            }
            (Value::List(mut items), Ty::Json) => {
                for element in Arc::make_mut(&mut items) {
                    *element = self.conform(cx, element.take(), ty);
                }
                Value::List(items)
            }
            (Value::Object(mut fields), Ty::Json) => {
                for field in Arc::make_mut(&mut fields).iter_mut() {
                    field.value = self.conform(cx, field.value.take(), ty);
                }
                Value::Object(fields)
            }
            (value, _) => match self.convert(&value, ty, at) {
                Some(converted) => converted,
                None => {
                    self.mismatch(&Spanned { value, at }, ty);
                    Value::Error
                }
            },
        };
        Spanned { value, at }
    }

    /// An element of a list or map: where it is null it is left out.
    fn conform_element(
        &mut self,
        cx: &Context<'db>,
        element: Spanned<'db>,
        ty: &Ty<'db>,
    ) -> Spanned<'db> {
        match &element.value {
            Value::If(_) | Value::Unknown(_) => self.conform(cx, element, &ty.clone().optional()),
            _ => self.conform(cx, element, ty),
        }
    }

    /// A value that is no collection, as one of a type that is no union; `None` if it is none.
    fn convert(
        &mut self,
        value: &Value<'db>,
        ty: &Ty<'db>,
        at: crate::Place<'db>,
    ) -> Option<Value<'db>> {
        Some(match (value, ty) {
            (Value::Null, Ty::Null)
            | (Value::Bool(_) | Value::Condition(_), Ty::Bool)
            | (Value::Int(_), Ty::Int)
            | (Value::Float(_), Ty::Float)
            | (Value::String(_), Ty::String)
            | (Value::Duration(_), Ty::Duration)
            | (Value::Size(_), Ty::Size)
            | (Value::Path(_), Ty::Path)
            | (Value::Grant(_), Ty::Grant)
            | (Value::Event(_), Ty::Event)
            | (Value::Metric(_), Ty::Metric)
            | (Value::Code(_), Ty::Code)
            | (Value::String(_), Ty::Parameter(_) | Ty::Secret) => value.clone(),
            (Value::Int(number), Ty::Float) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "Int to Float is one of the language's conversions"
                )]
                let number = *number as f64;
                Value::Float(Real(number))
            }
            (Value::String(text), Ty::Literal(Literal::String(wanted))) if text == wanted => {
                value.clone()
            }
            (Value::Int(number), Ty::Literal(Literal::Int(wanted))) if number == wanted => {
                value.clone()
            }
            (Value::Bool(known), Ty::Literal(Literal::Bool(wanted))) if known == wanted => {
                value.clone()
            }
            (Value::String(path), Ty::Path) => Value::Path(crate::import::project_path(
                self.db,
                at.declaration.file(self.db),
                path,
            )),
            (Value::String(path), Ty::Code) => return Some(self.code(path, CodeKind::Archive, at)),
            (Value::Path(path), Ty::Code) => {
                return Some(self.code_at(path.clone(), path, CodeKind::Archive, at));
            }
            (_, Ty::Json) => self.json(value, at)?,
            (Value::Reference(reference), _) => {
                if !self.refers_to_type(reference, ty) {
                    return None;
                }
                if reference.condition.is_some() && !matches!(ty, Ty::Null) {
                    let name = crate::display_name(self.db, reference.instance);
                    self.conditional_use(
                        reference,
                        at,
                        &format!("`if … {{ {name} }} else {{ null }}`"),
                    );
                }
                value.clone()
            }
            (Value::Deploy(deploy), _) => {
                if !self.may_be(&deploy.ty, ty) {
                    return None;
                }
                value.clone()
            }
            _ => return None,
        })
    }

    /// A value that is no collection as a JSON document: bare resources are not text.
    fn json(&mut self, value: &Value<'db>, at: crate::Place<'db>) -> Option<Value<'db>> {
        match value {
            Value::Reference(reference) => {
                self.bare_resource(reference, at);
                Some(Value::Error)
            }
            Value::Grant(_)
            | Value::Event(_)
            | Value::Metric(_)
            | Value::Code(_)
            | Value::Path(_)
            | Value::Namespace(_) => None,
            other => Some(other.clone()),
        }
    }

    fn conform_union(
        &mut self,
        cx: &Context<'db>,
        value: Value<'db>,
        parts: &[Ty<'db>],
        ty: &Ty<'db>,
        at: crate::Place<'db>,
    ) -> Value<'db> {
        // A reference that may not exist is what an optional position takes.
        if let Value::Reference(reference) = &value
            && let Some(condition) = &reference.condition
            && parts.contains(&Ty::Null)
        {
            let bare = Value::Reference(crate::Reference {
                instance: reference.instance,
                condition: None,
            });
            let then = self.conform(cx, Spanned { value: bare, at }, &ty.non_null()).value;
            return Value::choice(condition.clone(), then, Value::Null);
        }
        if let Value::Unknown(known) = &value {
            if !self.may_be(known, ty) {
                self.mismatch(&Spanned { value: value.clone(), at }, ty);
            }
            return value;
        }
        if let Value::Deploy(deploy) = &value {
            if self.may_be(&deploy.ty, ty) {
                return value;
            }
            self.mismatch(&Spanned { value, at }, ty);
            return Value::Error;
        }
        let mut closest: Option<(Value<'db>, Vec<crate::Finding<'db>>)> = None;
        for part in parts.iter().filter(|part| may_have_form(&value, part)) {
            let spanned = Spanned { value: value.clone(), at };
            let (converted, found) = self.attempt(|evaluator| evaluator.conform(cx, spanned, part));
            if found.is_empty() {
                return converted.value;
            }
            // An alternative of the same form as the value says best what is wrong inside.
            let inside = found.iter().all(|finding| finding.at != at);
            if inside && closest.as_ref().is_none_or(|(_, known)| found.len() < known.len()) {
                closest = Some((converted.value, found));
            }
        }
        match closest {
            Some((value, found)) => {
                for finding in found {
                    self.report(finding);
                }
                value
            }
            None => {
                self.mismatch(&Spanned { value, at }, ty);
                Value::Error
            }
        }
    }

    fn conform_object(
        &mut self,
        cx: &Context<'db>,
        fields: &mut Fields<'db>,
        wanted: &[FieldTy<'db>],
        at: crate::Place<'db>,
    ) {
        let mut unknown = Vec::new();
        for field in fields.iter_mut() {
            match wanted.iter().find(|wanted| wanted.name == field.name) {
                Some(wanted) => field.value = self.conform(cx, field.value.take(), &wanted.ty),
                None => unknown.push(field.clone()),
            }
        }
        for field in unknown {
            fields.retain(|other| other.name != field.name);
            let meant = self.unknown_property_of(&field.name, field.name_at, wanted);
            if let Some(meant) = meant.filter(|meant| fields.get(meant).is_none()) {
                fields.set(shape::meant_field(meant, &field));
            }
        }
        for missing in wanted {
            if fields.get(&missing.name).is_some() {
                continue;
            }
            let required = !missing.ty.is_optional();
            if required {
                let ty = missing.ty.with_article(self.db);
                let message = format!("`{}` is missing", missing.name);
                let finding = Diagnostic::error("missing-property", at, message)
                    .with_help(format!("add `{}: …`, {ty}", missing.name));
                let field = (missing.name.to_string(), type_placeholder(&missing.ty));
                self.report(proposing(self.db, finding, &[field]));
            }
            let value = if required { Value::Error } else { Value::Null };
            let value = Spanned { value, at };
            fields.set(Field { name: missing.name.clone(), name_at: at, value });
        }
    }

    /// Reports a field that there is not; the one that was probably meant.
    fn unknown_property_of<'a>(
        &mut self,
        name: &str,
        at: crate::Place<'db>,
        wanted: &'a [FieldTy<'db>],
    ) -> Option<&'a str> {
        let names: Vec<&str> = wanted.iter().map(|wanted| &*wanted.name).collect();
        let finding = Diagnostic::error(
            "unknown-property",
            at,
            format!("there is no property `{name}` here"),
        );
        let meant = nearest(name, names.iter().copied());
        self.report(match meant {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("there are {}", crate::scopes::quoted(&names))),
        });
        meant
    }

    /// Whether a value of which only the type is known may be of a type.
    pub(crate) fn may_be(&self, known: &Ty<'db>, wanted: &Ty<'db>) -> bool {
        match (known, wanted) {
            (Ty::Any | Ty::Error, _) | (_, Ty::Any | Ty::Error) => true,
            (Ty::Union(parts), _) => parts.iter().all(|part| self.may_be(part, wanted)),
            (_, Ty::Union(parts)) => parts.iter().any(|part| self.may_be(known, part)),
            (Ty::Attribute { ty, .. }, _) => known == wanted || self.may_be(ty, wanted),
            (Ty::Parameter(a), Ty::Parameter(b)) => parameter_value(a) == parameter_value(b),
            (Ty::Parameter(_), _) => self.may_be(&known.plain(), wanted),
            (_, Ty::Json) => !matches!(
                known,
                Ty::Grant | Ty::Event | Ty::Metric | Ty::Code | Ty::Resource(_) | Ty::Instance(_)
            ),
            (
                Ty::Literal(Literal::String(_)),
                Ty::String | Ty::Path | Ty::Code | Ty::Parameter(_),
            )
            | (Ty::Literal(Literal::Int(_)), Ty::Int | Ty::Float)
            | (Ty::Literal(Literal::Bool(_)), Ty::Bool)
            | (Ty::Int, Ty::Float)
            | (Ty::String | Ty::Path, Ty::Code)
            | (Ty::String, Ty::Parameter(_) | Ty::Secret)
            | (Ty::Resource(_) | Ty::Instance(_), Ty::AnyResource) => true,
            (Ty::List(a), Ty::List(b)) | (Ty::Map(a), Ty::Map(b)) => self.may_be(a, b),
            (Ty::Object(fields), Ty::Map(value)) => {
                fields.iter().all(|field| self.may_be(&field.ty, value))
            }
            (Ty::Object(known), Ty::Object(wanted)) => wanted.iter().all(|wanted| {
                match known.iter().find(|field| field.name == wanted.name) {
                    Some(field) => self.may_be(&field.ty, &wanted.ty),
                    None => wanted.ty.is_optional(),
                }
            }),
            (Ty::Instance(declaration), Ty::Resource(name)) => {
                let hir = crate::hir(self.db, *declaration);
                hir.items().any(|(_, item)| match &item.kind {
                    crate::ItemKind::Resource { ty, .. } => {
                        &*item.name.text == "self" && ty.text == *name
                    }
                    _ => false,
                })
            }
            (a, b) => a == b,
        }
    }

    /// Whether a reference is one to a type of resource, itself or through its part `self`.
    fn refers_to_type(&self, reference: &crate::Reference<'db>, ty: &Ty<'db>) -> bool {
        match ty {
            Ty::AnyResource => true,
            Ty::Resource(name) => crate::resource_type(self.db, reference.instance)
                .is_some_and(|known| known == *name),
            Ty::Instance(declaration) => matches!(
                crate::kind(self.db, reference.instance),
                crate::Kind::Component(known) | crate::Kind::Custom(known) if known == declaration
            ),
            _ => false,
        }
    }

    /// A path as code to be packaged.
    pub(crate) fn code(&mut self, path: &str, kind: CodeKind, at: crate::Place<'db>) -> Value<'db> {
        let resolved = crate::import::project_path(self.db, at.declaration.file(self.db), path);
        self.code_at(resolved, path, kind, at)
    }

    pub(crate) fn code_at(
        &mut self,
        resolved: Arc<str>,
        path: &str,
        kind: CodeKind,
        at: crate::Place<'db>,
    ) -> Value<'db> {
        let file = self.db.file(&resolved);
        let hash = match (file.content(self.db), kind) {
            (Content::Folder { hash }, CodeKind::Archive) => hash.clone(),
            (Content::Text(text), _) => sha256(text.as_bytes()),
            (Content::Bytes(bytes), CodeKind::Archive) => sha256(bytes),
            (Content::Folder { .. } | Content::Bytes(_), CodeKind::Image) => {
                return self.error(
                    "missing-file",
                    at,
                    format!("`{path}` is not a Dockerfile"),
                    "name the Dockerfile: `image(\"./app/Dockerfile\")`",
                );
            }
            (Content::Missing, _) => {
                return self.error(
                    "missing-file",
                    at,
                    format!("there is nothing at `{path}`"),
                    "a path is relative to the file that it is written in",
                );
            }
            (Content::Unreadable(reason), _) => {
                return self.error(
                    "missing-file",
                    at,
                    format!("`{path}` cannot be read: {reason}"),
                    "make it readable for the user who runs the compiler",
                );
            }
            (Content::Outside, _) => {
                return self.error(
                    "outside-project",
                    at,
                    format!("`{path}` lies outside the project's folder"),
                    "copy it into the project: what a stack is made of stays in one folder",
                );
            }
        };
        Value::Code(Arc::new(Code { path: resolved, hash, kind }))
    }
}

/// The elements of a list, those that are null left out.
fn without_null<'db>(items: Arc<[Spanned<'db>]>) -> Arc<[Spanned<'db>]> {
    let is_there = |item: &&Spanned<'db>| item.value != Value::Null;
    if items.iter().all(|item| is_there(&item)) {
        return items;
    }
    items.iter().filter(is_there).cloned().collect()
}

/// Whether the outermost form of a value is one of a type, as far as that shows at a glance: what of a
/// union is worth an attempt.
fn may_have_form(value: &Value<'_>, ty: &Ty<'_>) -> bool {
    match (value, ty) {
        (_, Ty::Any | Ty::Error | Ty::Json | Ty::Union(_)) => true,
        (Value::Null, ty) => *ty == Ty::Null,
        (Value::List(_), ty) => matches!(ty, Ty::List(_)),
        (Value::Object(_), ty) => matches!(ty, Ty::Object(_) | Ty::Map(_)),
        (Value::String(text), Ty::Literal(literal)) => {
            matches!(literal, Literal::String(wanted) if wanted == text)
        }
        (Value::Int(number), Ty::Literal(literal)) => {
            matches!(literal, Literal::Int(wanted) if wanted == number)
        }
        (Value::Bool(value), Ty::Literal(literal)) => {
            matches!(literal, Literal::Bool(wanted) if wanted == value)
        }
        (
            Value::String(_) | Value::Int(_) | Value::Bool(_),
            Ty::Null | Ty::List(_) | Ty::Object(_) | Ty::Map(_),
        ) => false,
        _ => true,
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> Arc<str> {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    sha2::Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String never fails");
            text
        })
        .into()
}
