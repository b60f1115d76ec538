//! `stack Shop { … }`.

use std::sync::Arc;

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Context, Fields, Item, ItemKind, Spanned, Ty, Value};

use crate::{Lowering, StackSettings};

/// What may stand in a `stack`.
pub const STACK_FIELDS: [&str; 7] =
    ["description", "metadata", "rules", "tags", "terminationProtection", "transforms", "policy"];

impl<'db> Lowering<'db> {
    pub(crate) fn stack_settings(&mut self, cx: &Context<'db>, item: &'db Item) {
        let ItemKind::Stack { body } = &item.kind else { return };
        let body = self.evaluator.eval(cx, *body);
        let mut settings = StackSettings {
            name: item.name.text.clone(),
            description: item.doc.clone(),
            tags: Fields::default(),
            transforms: Vec::new(),
            metadata: None,
            rules: None,
            allow: item
                .attributes
                .iter()
                .filter(|attribute| &*attribute.name.text == "allow")
                .flat_map(|attribute| attribute.texts.iter().cloned())
                .collect(),
            at: cx.place(item.head),
        };
        if let Value::Object(fields) = &body.value {
            for field in &**fields {
                self.stack_field(cx, &field.name, field, &mut settings);
            }
        }
        self.lowered.settings = Some(settings);
    }

    fn stack_field(
        &mut self,
        cx: &Context<'db>,
        name: &Arc<str>,
        field: &sparta_semantics::Field<'db>,
        settings: &mut StackSettings<'db>,
    ) {
        let value = field.value.clone();
        let wanted = match &**name {
            "description" => Ty::String,
            "tags" => Ty::Map(Arc::new(Ty::String)),
            "transforms" => Ty::String.list(),
            "metadata" | "rules" | "policy" => Ty::Json,
            "terminationProtection" => Ty::Bool,
            _ => {
                self.evaluator.unknown_field_of("a stack", name, field.name_at, &STACK_FIELDS);
                return;
            }
        };
        let value = self.evaluator.conform(cx, value, &wanted);
        match (&**name, &value.value) {
            ("description", Value::String(text)) => settings.description = Some(text.clone()),
            ("tags", Value::Object(tags)) => settings.tags = (**tags).clone(),
            ("transforms", Value::List(items)) => settings.transforms = texts(items),
            ("metadata", _) => {
                if sparta_semantics::contains_secret(&value.value) {
                    self.evaluator.secret_exposed(value.at, "metadata");
                }
                settings.metadata = Some(value);
            }
            ("rules", _) => settings.rules = Some(value),
            ("description" | "transforms", Value::Deploy(_) | Value::If(_)) => {
                self.evaluator
                    .phase_error(&value, "CloudFormation reads it before it knows any value");
            }
            _ => {}
        }
        if &**name == "tags" && settings.tags.len() > 50 {
            self.evaluator.report(
                Diagnostic::error("quota", field.name_at, "a stack has at most 50 tags")
                    .with_help("remove some"),
            );
        }
    }
}

fn texts(items: &[Spanned<'_>]) -> Vec<Arc<str>> {
    items
        .iter()
        .filter_map(|item| match &item.value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}
