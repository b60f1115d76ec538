//! `receiver.name`.

mod attribute;
mod typed;

use std::sync::Arc;

use sparta_catalogue::ResourceType;
use sparta_diagnostics::{Diagnostic, nearest};

use super::{Context, Evaluator};
use crate::body::NameRef;
use crate::extension::extension;
use crate::scopes::{exported, is_exported, quoted};
use crate::{
    AssetPart, Code, CodeKind, Computation, Declaration, GrantValue, ItemKind, Kind, MemberId,
    MetricValue, Namespace, Place, Reference, Spanned, Ty, Value, Word, catalogue, hir,
};

/// What is said of outputs that need each other.
pub const CIRCLE_OF_VALUES: &str = "this value is needed to compute itself";

impl<'db> Evaluator<'db> {
    pub(crate) fn member(
        &mut self,
        cx: &Context<'db>,
        receiver: &Spanned<'db>,
        name: &NameRef,
        optional: bool,
    ) -> Value<'db> {
        let at = cx.place(name.range);
        match &receiver.value {
            Value::If(_) => {
                let mut access = |evaluator: &mut Self, value: &Spanned<'db>| {
                    evaluator.member(cx, value, name, optional)
                };
                self.over_choices(receiver, &mut access)
            }
            Value::Error => Value::Error,
            Value::Null if optional => Value::Null,
            Value::Null => self.error(
                "possibly-null",
                at,
                format!("`{}` of null", name.text),
                "ask with `?.`, which gives null here",
            ),
            Value::Object(fields) => match fields.get(&name.text) {
                Some(value) => value.value.clone(),
                None => self.unknown_member(
                    at,
                    &name.text,
                    "this object",
                    fields.iter().map(|field| &*field.name),
                ),
            },
            Value::Reference(reference) => {
                let value = self.given(reference.condition.clone(), |evaluator| {
                    evaluator.reference_member(cx, reference, name)
                });
                self.of_conditional(reference, optional, at, value, &name.text)
            }
            Value::Namespace(Namespace::Import(import)) => self.module_member(*import, name, at),
            Value::Namespace(Namespace::Stack(import)) => self.stack_output(*import, name, at),
            Value::Namespace(Namespace::Properties(instance)) => {
                self.property_of(*instance, &name.text)
            }
            Value::Namespace(Namespace::Repeated(instance)) => {
                let all = crate::display_name(self.db, *instance);
                self.error(
                    "type-mismatch",
                    at,
                    format!("`{all}` is repeated: `{}` is said of one of them", name.text),
                    format!(
                        "write `{all}[key].{0}`, or `[for x in {all} {{ x.{0} }}]` for all",
                        name.text
                    ),
                )
            }
            Value::Code(code) => self.code_member(code, name, at),
            Value::Metric(metric) => match metric.fields.get(&name.text) {
                Some(value) => value.value.clone(),
                None => self.unknown_member(
                    at,
                    &name.text,
                    "this metric",
                    metric.fields.iter().map(|field| &*field.name),
                ),
            },
            Value::Deploy(deploy) if let Some(part) = self.attribute_part(deploy, name) => part,
            Value::Unknown(ty) => {
                let ty = ty.clone();
                self.unknown_value_member(cx, &ty, name, optional)
            }
            other => {
                let found = self.describe(other);
                self.error(
                    "unknown-member",
                    at,
                    format!("{found} has no `{}`", name.text),
                    "only objects, resources and instances of components have members",
                )
            }
        }
    }

    /// The member of something that exists under a condition only.
    pub(super) fn of_conditional(
        &mut self,
        reference: &Reference<'db>,
        optional: bool,
        at: Place<'db>,
        value: Value<'db>,
        member: &str,
    ) -> Value<'db> {
        let Some(condition) = &reference.condition else { return value };
        if optional {
            return Value::choice(condition.clone(), value, Value::Null);
        }
        let name = crate::display_name(self.db, reference.instance);
        self.conditional_use(reference, at, &format!("`{name}?.{member}`"));
        value
    }

    /// Reports the use of what may not exist.
    pub fn conditional_use(&mut self, reference: &Reference<'db>, at: Place<'db>, instead: &str) {
        let name = crate::display_name(self.db, reference.instance);
        let definition = reference.instance.definition(self.db);
        let item = hir(self.db, definition.declaration).item(definition.member);
        let mut finding = Diagnostic::error(
            "conditional-use",
            at,
            format!("`{name}` does not always exist, and here it has to"),
        )
        .with_label(
            Place { declaration: definition.declaration, range: item.head },
            "it exists under a condition only",
        )
        .with_help(format!("write {instead}, which is null where `{name}` does not exist"));
        if let Some(crate::Condition::Named(named)) = &reference.condition {
            finding = finding.with_help(format!("or use it inside `if {} {{ … }}`", named.id));
        }
        self.report(finding);
    }

    pub(crate) fn unknown_member<'a>(
        &mut self,
        at: Place<'db>,
        name: &str,
        of: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) -> Value<'db> {
        let candidates: Vec<&str> = candidates.collect();
        let finding = Diagnostic::error("unknown-member", at, format!("{of} has no `{name}`"));
        self.report(match nearest(name, candidates.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None if candidates.is_empty() => finding.with_help("there is nothing in it to be read"),
            None => finding.with_help(format!("it has {}", quoted(&candidates))),
        });
        Value::Error
    }

    fn reference_member(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        name: &NameRef,
    ) -> Value<'db> {
        let db = self.db;
        let at = cx.place(name.range);
        let instance = reference.instance;
        match crate::kind(db, instance) {
            Kind::Unknown | Kind::Event => Value::Error,
            Kind::Resource(ty) => self.resource_member(cx, reference, ty, name, at),
            Kind::Custom(custom) => self.custom_member(reference, *custom, name, at),
            Kind::Existing(ty) => self.existing_member(cx, reference, ty, name, at),
            Kind::Component(component) => {
                if let Some(output) = output_named(db, *component, &name.text) {
                    let output = super::output_value(db, instance, output);
                    if output.cyclic {
                        let name = crate::display_name(db, instance);
                        self.report(
                            Diagnostic::error("cycle", at, CIRCLE_OF_VALUES)
                                .labelled(format!("`{name}` depends on itself"))
                                .with_help("break the circle: one of the values has to be known without the others"),
                        );
                        return Value::Error;
                    }
                    return output.value.clone();
                }
                if let Some(member) = extension(db, cx.file, component.name(db), &name.text)
                    .or_else(|| extension(db, component.file(db), component.name(db), &name.text))
                {
                    return self.extension_member(member, reference, &name.text, at);
                }
                let own = crate::resource_of(db, instance);
                if own == instance {
                    let names = outputs(db, *component);
                    let of = format!("`{}`", component.name(db));
                    return self.unknown_member(
                        at,
                        &name.text,
                        &of,
                        names.iter().map(|name| &**name),
                    );
                }
                let reference = Reference { instance: own, condition: None };
                self.reference_member(cx, &reference, name)
            }
        }
    }

    /// The context of a member of an `extend`: `self` is what it is said of.
    pub fn member_context(
        &self,
        declaration: Declaration<'db>,
        of: &Reference<'db>,
    ) -> Context<'db> {
        let inside = Context::file(self.db, declaration);
        let at = inside.place(inside.hir.root().name.range);
        inside.with("self".into(), Spanned { value: Value::Reference(of.clone()), at })
    }

    fn extension_member(
        &mut self,
        member: MemberId<'db>,
        of: &Reference<'db>,
        name: &Arc<str>,
        at: Place<'db>,
    ) -> Value<'db> {
        let of = &Reference { instance: of.instance, condition: None };
        let item = hir(self.db, member.declaration).item(member.member);
        match &item.kind {
            ItemKind::Grant { .. } => Value::Grant(Arc::new(GrantValue {
                grant: member,
                name: name.clone(),
                of: of.clone(),
            })),
            ItemKind::Event { .. } => {
                self.event(member, name.clone(), Some(of.clone()), Vec::new(), at)
            }
            ItemKind::Metric { body } => {
                let inside = self.member_context(member.declaration, of);
                match self.eval(&inside, *body).value {
                    Value::Object(fields) => Value::Metric(Arc::new(MetricValue {
                        name: name.clone(),
                        of: of.clone(),
                        fields: Arc::unwrap_or_clone(fields),
                    })),
                    other => other,
                }
            }
            ItemKind::Attribute { value: Some(value), .. } => {
                let inside = self.member_context(member.declaration, of);
                self.eval(&inside, *value).value
            }
            _ => Value::Error,
        }
    }

    fn custom_member(
        &mut self,
        reference: &Reference<'db>,
        custom: Declaration<'db>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Value<'db> {
        if &*name.text == "ref" {
            return Computation::Ref(reference.instance).of(Ty::String);
        }
        if &*name.text == "properties" {
            return Value::Namespace(Namespace::Properties(reference.instance));
        }
        let outputs = self.custom_outputs(custom);
        match outputs.iter().find(|field| field.name == name.text) {
            Some(field) => Computation::Attribute(reference.instance, name.text.clone())
                .of(field.ty.non_null()),
            None => {
                let of = format!("`{}`", custom.name(self.db));
                self.unknown_member(at, &name.text, &of, outputs.iter().map(|field| &*field.name))
            }
        }
    }

    /// The typed outputs of a custom resource.
    pub(crate) fn custom_outputs(
        &mut self,
        custom: Declaration<'db>,
    ) -> Arc<[crate::FieldTy<'db>]> {
        let hir = hir(self.db, custom);
        if let ItemKind::Custom { output: Some(output), .. } = &hir.root().kind
            && let Ty::Object(fields) = crate::resolve_type(self.db, custom, *output)
        {
            return fields.clone();
        }
        Arc::from([])
    }

    fn existing_member(
        &mut self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        ty: &Arc<str>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Value<'db> {
        let instance = reference.instance;
        if &*name.text == "properties" {
            return Value::Namespace(Namespace::Properties(instance));
        }
        let known = catalogue::resource_type(self.db, ty);
        let wanted = known.and_then(|known| described(known, &name.text));
        let written = super::query::existing_fields(self.db, instance);
        let names = || [Some(&*name.text), wanted].into_iter().flatten();
        if let Some(value) = names().find_map(|name| written.get(name)) {
            return value.value.clone();
        }
        for said in names() {
            let Some(member) = extension(self.db, cx.file, ty, said) else { continue };
            let item = hir(self.db, member.declaration).item(member.member);
            if matches!(item.kind, ItemKind::Attribute { value: None, .. }) {
                continue;
            }
            // What the library makes of a property that is not written is not known either.
            let (value, found) = self.attempt(|evaluator| {
                evaluator.extension_member(member, reference, &said.into(), at)
            });
            if found.is_empty() && value != Value::Error {
                return value;
            }
        }
        let resource = crate::display_name(self.db, instance);
        if wanted.is_none() && known.is_none_or(|it| it.attribute(&name.text).is_none()) {
            self.unknown_attribute(cx, ty, name, at);
            return Value::Error;
        }
        if known.is_some_and(|known| crate::conform::is_mistaken(known, written)) {
            return Value::Error;
        }
        let missing = wanted.unwrap_or(&name.text);
        self.error(
            "missing-attribute",
            at,
            format!("`{}` of `{resource}` is not known", name.text),
            format!("write it down: `existing {resource}: {ty} {{ {missing}: \"…\" }}`"),
        )
    }

    pub(super) fn module_member(
        &mut self,
        import: Declaration<'db>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Value<'db> {
        let Some(file) = crate::import::imported_file(self.db, import) else { return Value::Error };
        match exported(self.db, file, &name.text) {
            Some(declaration) if declaration.word(self.db) == Word::Let => {
                super::let_value(self.db, self.stack, declaration).clone()
            }
            Some(declaration) => {
                let what = declaration.name(self.db);
                self.error(
                    "not-a-value",
                    at,
                    format!("`{what}` is not a value"),
                    "call it, or use it as a type",
                )
            }
            None => {
                let offered: Vec<&str> = crate::declarations(self.db, file)
                    .iter()
                    .filter(|declaration| is_exported(declaration.word(self.db)))
                    .map(|declaration| &**declaration.name(self.db))
                    .collect();
                let of = format!("`{}`", hir(self.db, import).root().name.text);
                self.unknown_member(at, &name.text, &of, offered.into_iter())
            }
        }
    }

    fn code_member(&mut self, code: &Arc<Code>, name: &NameRef, at: Place<'db>) -> Value<'db> {
        let asset = |part| {
            Computation::Asset { path: code.path.clone(), hash: code.hash.clone(), part }
                .of(Ty::String)
        };
        match (&*name.text, code.kind) {
            ("bucket", CodeKind::Archive) => asset(AssetPart::Bucket),
            ("key", CodeKind::Archive) => asset(AssetPart::Key),
            ("image", CodeKind::Image) => asset(AssetPart::Image),
            ("bucket" | "key", CodeKind::Image) | ("image", CodeKind::Archive) => Value::Null,
            ("hash", _) => Value::String(code.hash.clone()),
            ("path", _) => Value::String(code.path.clone()),
            _ => self.unknown_member(
                at,
                &name.text,
                "code",
                ["bucket", "key", "image", "hash", "path"].into_iter(),
            ),
        }
    }
}

/// The property whose value an attribute is; of `ref` the one that `Ref` gives.
fn described(known: &ResourceType, name: &str) -> Option<&'static str> {
    if name == "ref" {
        return known.reference.path.or_else(|| known.primary_identifier.first().copied());
    }
    known.attribute(name)?.path
}

fn attribute_ty<'db>(resource: &Arc<str>, attribute: &str, ty: Ty<'db>) -> Ty<'db> {
    Ty::Attribute { resource: resource.clone(), attribute: attribute.into(), ty: Arc::new(ty) }
}

/// The output of a name.
pub(crate) fn output_named<'db>(
    db: &'db dyn crate::Db,
    component: Declaration<'db>,
    name: &str,
) -> Option<u32> {
    let hir = hir(db, component);
    hir.members(0).iter().copied().find(|member| {
        let item = hir.item(*member);
        matches!(item.kind, ItemKind::Output { .. }) && &*item.name.text == name
    })
}

/// The names of a component's outputs.
fn outputs<'db>(db: &'db dyn crate::Db, component: Declaration<'db>) -> Vec<Arc<str>> {
    let hir = hir(db, component);
    hir.members(0)
        .iter()
        .map(|member| hir.item(*member))
        .filter(|item| matches!(item.kind, ItemKind::Output { .. }))
        .map(|item| item.name.text.clone())
        .collect()
}
