//! Custom resources.

use std::sync::Arc;

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{
    Computation, Context, Declaration, Entry, FieldName, Fields, Instance, Item, ItemId, ItemKind,
    MemberId, Place, Reference, Spanned, Ty, TypeId, Value, hir, logical_id, resolve_type,
    resource_of, resource_type, written_property,
};

use crate::{Lowering, Resource};

/// The bounds of `CloudFormation`'s `ServiceTimeout`, in seconds; the upper one is its default.
const SERVICE_TIMEOUT: std::ops::RangeInclusive<i64> = 1..=3600;

/// How much longer than its handler `CloudFormation` waits, in seconds.
const GRACE: i64 = 30;

impl<'db> Lowering<'db> {
    /// An instance of a custom resource type.
    pub(crate) fn custom(
        &mut self,
        cx: &Context<'db>,
        instance: Instance<'db>,
        item: &'db Item,
        custom: Declaration<'db>,
    ) {
        let ItemKind::Resource { body, .. } = &item.kind else { return };
        let head = cx.place(item.head);
        let shown = self.shown(head);
        let custom_hir = hir(self.db, custom);
        let ItemKind::Custom { input, .. } = &custom_hir.root().kind else { return };
        let body = self.evaluator.eval(cx, *body);
        let input = match input {
            Some(input) => match resolve_type(self.db, custom, *input) {
                fields @ Ty::Object(_) => fields.clone(),
                _ => Ty::Any,
            },
            None => Ty::Object(Arc::from([])),
        };
        let given = self.evaluator.conform(cx, Spanned { value: body.value, at: head }, &input);
        let handler = self.handler(custom, shown);
        let timeout = self.service_timeout(custom, handler.as_ref(), shown);
        let mut properties = Fields::default();
        let mut set = |name: &str, value: Spanned<'db>| {
            properties.set(sparta_semantics::Field { name: name.into(), name_at: shown, value });
        };
        if let Some(handler) = &handler {
            let token = match &handler.value {
                Value::Reference(reference) => {
                    let function = resource_of(self.db, reference.instance);
                    Value::Deploy(Arc::new(sparta_semantics::Deploy {
                        ty: Ty::String,
                        computation: Computation::Attribute(function, "Arn".into()),
                    }))
                }
                other => other.clone(),
            };
            set("ServiceToken", Spanned { value: token, at: shown });
        }
        set("ServiceTimeout", Spanned { value: Value::Int(timeout), at: shown });
        if let Value::Object(fields) = given.value {
            for field in &*fields {
                properties.set(field.clone());
            }
        }
        let mut resource = Resource {
            instance,
            id: logical_id(self.db, instance).into(),
            ty: format!("Custom::{}", custom.name(self.db)).into(),
            properties,
            condition: self.condition.clone(),
            after: self.after.clone(),
            deletion_policy: None,
            update_replace_policy: None,
            metadata: None,
            creation_policy: None,
            update_policy: None,
            at: shown,
        };
        for attribute in &item.attributes {
            self.resource_attribute(cx, attribute, &mut resource);
        }
        self.lowered.resources.push(resource);
        if !self.lowered.customs.contains(&custom) {
            self.lowered.customs.push(custom);
        }
    }

    /// A field of the `custom` declaration.
    fn custom_field(&mut self, custom: Declaration<'db>, wanted: &str) -> Option<Spanned<'db>> {
        let hir = hir(self.db, custom);
        let ItemKind::Custom { fields, .. } = &hir.root().kind else { return None };
        let cx = Context::file(self.db, custom);
        fields.iter().find_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), value } if &*name.text == wanted => {
                Some(self.evaluator.eval(&cx, *value))
            }
            _ => None,
        })
    }

    /// What handles the requests: a function of this stack, or the ARN of one elsewhere.
    fn handler(&mut self, custom: Declaration<'db>, at: Place<'db>) -> Option<Spanned<'db>> {
        if let Some(member) = own_handler(hir(self.db, custom)) {
            let reference =
                Reference { instance: self.handler_instance(custom, member), condition: None };
            return Some(Spanned { value: Value::Reference(reference), at });
        }
        let handler = self.custom_field(custom, "handler")?;
        Some(Spanned { value: handler.value, at })
    }

    /// The handler that a `custom` brings along.
    pub(crate) fn handler_instance(
        &self,
        custom: Declaration<'db>,
        member: ItemId,
    ) -> Instance<'db> {
        let owner = self.top_level(custom);
        let definition = MemberId { declaration: custom, member };
        Instance::new(self.db, self.stack, Some(owner), definition, None)
    }

    /// How long `CloudFormation` waits for an answer, in seconds: what the declaration says, or a little
    /// longer than the handler may run.
    fn service_timeout(
        &mut self,
        custom: Declaration<'db>,
        handler: Option<&Spanned<'db>>,
        _at: Place<'db>,
    ) -> i64 {
        if let Some(timeout) = self.custom_field(custom, "timeout")
            && let Value::Duration(milliseconds) = timeout.value
        {
            return milliseconds / 1_000;
        }
        if let Some(Spanned { value: Value::Reference(reference), .. }) = handler
            && let Value::Int(seconds) =
                written_property(self.db, reference.instance, &"Timeout".into())
        {
            return (seconds + GRACE).min(*SERVICE_TIMEOUT.end());
        }
        *SERVICE_TIMEOUT.end()
    }

    /// The `custom` declaration itself.
    pub(crate) fn check_custom(&mut self, custom: Declaration<'db>) {
        let hir = hir(self.db, custom);
        let root = hir.root();
        let ItemKind::Custom { fields, input, output, .. } = &root.kind else { return };
        let head = Place { declaration: custom, range: root.head };
        for (name, ty) in [("input", input), ("output", output)] {
            self.check_fields(custom, name, *ty);
        }
        let mut names = Vec::new();
        for entry in fields {
            let Entry::Field { name: FieldName::Name(name), value } = entry else { continue };
            names.push(&*name.text);
            let cx = Context::file(self.db, custom);
            let at = cx.place(name.range);
            let value_at = cx.place(hir.range(*value));
            let value = self.evaluator.eval(&cx, *value);
            match &*name.text {
                "handler" => self.check_handler(&value, value_at),
                "timeout" => {
                    let value = self.evaluator.conform(&cx, value, &Ty::Duration);
                    if let Value::Duration(milliseconds) = value.value
                        && !(milliseconds % 1_000 == 0
                            && SERVICE_TIMEOUT.contains(&(milliseconds / 1_000)))
                    {
                        self.evaluator.report(
                            Diagnostic::error(
                                "wrong-range",
                                value_at,
                                "CloudFormation can't wait that long or short",
                            )
                            .with_help("it waits whole seconds, 1s to 1h"),
                        );
                    }
                }
                other => self.evaluator.unknown_field_of(
                    "a custom resource",
                    other,
                    at,
                    &["handler", "timeout", "input", "output"],
                ),
            }
        }
        if own_handler(hir).is_none() && !names.contains(&"handler") {
            self.evaluator.report(
                Diagnostic::error(
                    "missing-property",
                    head,
                    format!("`handler` is required by `{}`", custom.name(self.db)),
                )
                .with_help(
                    "name the `lambda` that handles it, or write `lambda handler { … }` inside",
                ),
            );
        }
    }

    /// What goes into a custom resource and comes out of it has names.
    fn check_fields(&mut self, custom: Declaration<'db>, name: &str, ty: Option<TypeId>) {
        let Some(written) = ty else { return };
        let ty = resolve_type(self.db, custom, written);
        if !matches!(ty, Ty::Object(_) | Ty::Error | Ty::Any) {
            let range = hir(self.db, custom).type_range(written);
            let found = ty.display(self.db);
            self.evaluator.report(
                Diagnostic::error(
                    "type-mismatch",
                    Place { declaration: custom, range },
                    format!("`{name}` names fields with their types, and this is `{found}`"),
                )
                .with_help(format!("write `{name}: {{ name: {found} }}`")),
            );
        }
    }

    fn check_handler(&mut self, handler: &Spanned<'db>, written: Place<'db>) {
        match &handler.value {
            Value::Error | Value::Unknown(_) => {}
            Value::String(text) if text.starts_with("arn:") => {}
            Value::String(text) => self.evaluator.report(
                Diagnostic::error("wrong-format", written, format!("\"{text}\" is no ARN"))
                    .with_help(
                        "name a `lambda` of this stack, or write the ARN of a function elsewhere",
                    ),
            ),
            Value::Deploy(deploy) if deploy.ty.is_text() => {}
            Value::Reference(reference)
                if resource_type(self.db, reference.instance)
                    .is_some_and(|ty| ty.ends_with("::Lambda::Function")) => {}
            other => {
                let message = format!(
                    "a handler is a function or its ARN, and this is {}",
                    self.evaluator.describe(other)
                );
                self.evaluator.report(
                    Diagnostic::error("wrong-resource", handler.at, message)
                        .with_help("name a `lambda` of this stack"),
                );
            }
        }
    }

    /// Lowers the handler that a `custom` brings along.
    pub(crate) fn custom_handler(&mut self, custom: Declaration<'db>) {
        let hir = hir(self.db, custom);
        if let Some(member) = own_handler(hir) {
            let instance = self.handler_instance(custom, member);
            let cx = Context::file(self.db, custom);
            self.item(&cx, instance, hir.item(member));
        }
    }
}

/// The member `lambda handler { … }`.
fn own_handler(hir: &sparta_semantics::Hir) -> Option<ItemId> {
    hir.members(0).iter().copied().find(|member| {
        let item = hir.item(*member);
        &*item.name.text == "handler" && matches!(item.kind, ItemKind::Resource { .. })
    })
}
