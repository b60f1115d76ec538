//! Parameters of the template.

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{
    Context, Declaration, Evaluator, Item, ItemKind, Place, Spanned, Ty, Value, hir, resolve_type,
    template_type,
};

use crate::{Lowering, Parameter};

impl<'db> Lowering<'db> {
    pub(crate) fn parameter(
        &mut self,
        declaration: Declaration<'db>,
        cx: &Context<'db>,
        item: &'db Item,
    ) {
        let ItemKind::Param { ty, default } = &item.kind else { return };
        let hir = hir(self.db, declaration);
        let declared = resolve_type(self.db, declaration, *ty);
        let at = cx.place(item.head);
        let Some((name, allowed_values)) = template_type(declared) else {
            if *declared != Ty::Error {
                let type_at = cx.place(hir.type_range(*ty));
                self.not_a_parameter(declared, type_at);
            }
            return;
        };
        let secret = item.attribute("secret").is_some();
        let default = default.map(|default| {
            let value = self.evaluator.eval(cx, default);
            let value = self.evaluator.conform(cx, value, declared);
            let value = self.evaluator.constrain(value, item, cx);
            self.default_value(value)
        });
        let mut parameter = Parameter {
            id: item.id.clone().unwrap_or_else(|| item.name.text.clone()),
            ty: name,
            default,
            allowed_values,
            min_value: None,
            max_value: None,
            min_length: None,
            max_length: None,
            allowed_pattern: None,
            secret,
            description: item.doc.clone(),
            at,
        };
        self.constraints(cx, item, declared, &mut parameter);
        self.lowered.parameter = Some(parameter);
    }

    fn constraints(
        &mut self,
        cx: &Context<'db>,
        item: &'db Item,
        declared: &Ty<'db>,
        parameter: &mut Parameter<'db>,
    ) {
        for attribute in &item.attributes {
            let arguments: Vec<Value<'db>> = attribute
                .arguments
                .iter()
                .map(|argument| self.evaluator.eval(cx, argument.value).value)
                .collect();
            let numeric = &*parameter.ty == "Number";
            match (&*attribute.name.text, &arguments[..]) {
                ("range", [min, max])
                    if numeric && bounds(declared, min) && bounds(declared, max) =>
                {
                    parameter.min_value = Some(template_number(min.clone()));
                    parameter.max_value = Some(template_number(max.clone()));
                }
                ("length", [Value::Int(min), Value::Int(max)]) if !numeric => {
                    parameter.min_length = Some(*min);
                    parameter.max_length = Some(*max);
                }
                ("pattern", [Value::String(pattern)]) if !numeric => {
                    self.evaluator.check_pattern(pattern, cx.place(attribute.range), true);
                    parameter.allowed_pattern = Some(pattern.clone());
                }
                ("range" | "length" | "pattern", _) => {
                    let (form, fits) = match (&*attribute.name.text, declared) {
                        ("range", Ty::Duration) => ("@range(1s, 15min)", "a Duration"),
                        ("range", Ty::Size) => ("@range(128MB, 1GB)", "a Size"),
                        ("range", _) => ("@range(1, 10)", "a number"),
                        ("length", _) => ("@length(1, 64)", "a String"),
                        _ => ("@pattern(\"…\")", "a String"),
                    };
                    self.evaluator.report(
                        Diagnostic::error(
                            "wrong-annotation",
                            cx.place(attribute.range),
                            format!("`@{}` does not fit here", attribute.name.text),
                        )
                        .with_help(format!("its form is `{form}`, on {fits}")),
                    );
                }
                _ => {}
            }
        }
    }

    fn not_a_parameter(&mut self, ty: &Ty<'db>, at: Place<'db>) {
        let found = ty.display(self.db);
        self.evaluator.report(
            Diagnostic::error("bad-parameter-type", at, format!("CloudFormation has no parameters of type `{found}`"))
                .with_help("use String, Int, Bool, a union of literals, a list of Strings, or one of CloudFormation's parameter types; what is known when compiling is a `setting`"),
        );
    }

    /// A default in `CloudFormation`'s form: text or a number.
    fn default_value(&mut self, value: Spanned<'db>) -> Value<'db> {
        match value.value {
            Value::Bool(value) => Value::string(value.to_string()),
            Value::List(items) => {
                let parts: Vec<String> = items
                    .iter()
                    .filter_map(|item| match &item.value {
                        Value::String(text) => Some(text.to_string()),
                        Value::Int(number) => Some(number.to_string()),
                        _ => None,
                    })
                    .collect();
                Value::string(parts.join(","))
            }
            known if Evaluator::is_known(&known) || known == Value::Error => template_number(known),
            other => self.evaluator.phase_error(
                &Spanned { value: other, at: value.at },
                "a parameter's default has to be known",
            ),
        }
    }
}

/// Whether a value can bound a parameter of a type.
fn bounds<'db>(ty: &Ty<'db>, bound: &Value<'db>) -> bool {
    match bound {
        Value::Int(_) => matches!(ty, Ty::Int | Ty::Float),
        Value::Float(_) => *ty == Ty::Float,
        Value::Duration(_) => *ty == Ty::Duration,
        Value::Size(_) => *ty == Ty::Size,
        _ => false,
    }
}

/// A deploy-time Duration is in seconds, a Size in MB.
fn template_number(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Duration(milliseconds) => Value::Int(milliseconds / 1_000),
        Value::Size(bytes) => Value::Int(bytes >> 20),
        other => other,
    }
}
