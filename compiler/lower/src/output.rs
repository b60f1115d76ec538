//! Outputs of the stack.

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Condition, Context, Item, ItemKind, Spanned, Ty, Value, display_name};

use crate::{Lowering, Output};

impl<'db> Lowering<'db> {
    pub(crate) fn output(&mut self, cx: &Context<'db>, item: &'db Item) {
        let ItemKind::Output { value } = &item.kind else { return };
        let at = cx.place(item.head);
        let value = self.evaluator.eval(cx, *value);
        let (value, condition) = existing(value);
        let value = self.output_value(value);
        if sparta_semantics::contains_secret(&value.value) {
            self.evaluator.secret_exposed(value.at, "an output");
            return;
        }
        let export =
            item.attribute("export").and_then(|export| export.arguments.first()).map(|argument| {
                let name = self.evaluator.eval(cx, argument.value);
                self.evaluator.conform(cx, name, &Ty::String)
            });
        match value.value {
            Value::Error => {}
            Value::Null => self.evaluator.report(
                Diagnostic::error(
                    "possibly-null",
                    value.at,
                    "an output needs a value, and this is null",
                )
                .with_help("say what stands there instead: `x ?? …`"),
            ),
            _ => {
                self.lowered.output = Some(Output {
                    id: item.name.text.clone(),
                    value,
                    condition,
                    export,
                    description: item.doc.clone(),
                    at,
                });
            }
        }
    }

    /// A value as an output shows it: a resource is its `Ref`, a list what its elements are.
    fn output_value(&mut self, value: Spanned<'db>) -> Spanned<'db> {
        let at = value.at;
        let shown = match value.value {
            Value::Reference(reference) => {
                if reference.condition.is_some() {
                    let name = display_name(self.db, reference.instance);
                    self.evaluator.conditional_use(&reference, at, &format!("`{name}?.ref`"));
                    return Spanned { value: Value::Error, at };
                }
                if let Some(value) = self.evaluator.reference_value(&reference, at) {
                    value
                } else {
                    let found = self.evaluator.describe(&Value::Reference(reference));
                    self.evaluator.report(
                        Diagnostic::error(
                            "bare-resource",
                            at,
                            format!("an output is text, and this is {found}"),
                        )
                        .with_help("name one of its outputs"),
                    );
                    Value::Error
                }
            }
            Value::List(items) => {
                Value::List(items.iter().map(|item| self.output_value(item.clone())).collect())
            }
            Value::If(choice) => {
                let then = self.output_value(Spanned { value: choice.then.clone(), at }).value;
                let otherwise =
                    self.output_value(Spanned { value: choice.otherwise.clone(), at }).value;
                Value::choice(choice.condition.clone(), then, otherwise)
            }
            other @ (Value::Object(_)
            | Value::Duration(_)
            | Value::Size(_)
            | Value::Grant(_)
            | Value::Event(_)
            | Value::Metric(_)
            | Value::Code(_)
            | Value::Namespace(_)) => {
                let found = self.evaluator.describe(&other);
                self.evaluator.report(
                    Diagnostic::error("type-mismatch", at, format!("an output is text, a number, a Bool or a list of them, and this is {found}"))
                        .with_help(match other {
                            Value::Duration(_) => "write `seconds(…)`",
                            Value::Size(_) => "write the number that is meant",
                            _ => "output a field of it, or `toJson(…)`",
                        }),
                );
                Value::Error
            }
            other => other,
        };
        Spanned { value: shown, at }
    }
}

/// An output whose value may be null exists only where it is not.
fn existing(value: Spanned<'_>) -> (Spanned<'_>, Option<Condition<'_>>) {
    let at = value.at;
    match &value.value {
        Value::If(choice) if choice.otherwise == Value::Null => {
            (Spanned { value: choice.then.clone(), at }, Some(choice.condition.clone()))
        }
        Value::If(choice) if choice.then == Value::Null => (
            Spanned { value: choice.otherwise.clone(), at },
            Some(choice.condition.clone().negated()),
        ),
        _ => (value, None),
    }
}
