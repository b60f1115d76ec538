//! `[for …]` and `{ for … }`.

use std::sync::Arc;

use super::{Context, Evaluator};
use crate::{
    Binding, Choice, Entry, ExprId, Field, Fields, Key, Namespace, Spanned, Truth, Ty, Value,
};

/// One round of a loop: what its one or two names are bound to.
pub(crate) struct Round<'db> {
    pub first: Spanned<'db>,
    pub second: Option<Spanned<'db>>,
    /// Whether only the types of the bindings are known.
    pub abstracted: bool,
}

impl<'db> Evaluator<'db> {
    pub(super) fn list_for(
        &mut self,
        cx: &Context<'db>,
        binding: &Binding,
        guard: Option<ExprId>,
        body: ExprId,
    ) -> Value<'db> {
        let Some(rounds) = self.rounds(cx, binding) else { return Value::Error };
        let mut items = Vec::new();
        let mut abstracted = false;
        for round in rounds {
            abstracted |= round.abstracted;
            let inside = bind(cx, binding, &round);
            let test = self.guard(&inside, guard);
            abstracted |= test == Truth::Unknown;
            let item =
                self.guarded(&inside, test, |evaluator, inside| evaluator.eval(inside, body));
            items.extend(item);
            if !self.spend(1, cx.place(binding.first.range)) {
                return Value::Error;
            }
        }
        if abstracted {
            let item =
                items.first().map_or(Ty::Any, |item| crate::ty::type_of(self.db, &item.value));
            return Value::Unknown(item.list());
        }
        Value::List(items.into())
    }

    pub(super) fn object_for(
        &mut self,
        cx: &Context<'db>,
        binding: &Binding,
        guard: Option<ExprId>,
        body: ExprId,
    ) -> Value<'db> {
        let Some(rounds) = self.rounds(cx, binding) else { return Value::Error };
        let mut fields = Fields::default();
        let mut abstracted = false;
        for round in rounds {
            abstracted |= round.abstracted;
            let inside = bind(cx, binding, &round);
            let test = self.guard(&inside, guard);
            abstracted |= test == Truth::Unknown;
            let made = self.guarded(&inside, test, |evaluator, inside| Spanned {
                value: evaluator.entries(inside, body, round.abstracted),
                at: inside.place(inside.hir.range(body)),
            });
            if let Some(Spanned { value: Value::Object(made), .. }) = made {
                for field in &*made {
                    if !self.spend(1 + fields.len() / 16, cx.place(binding.first.range)) {
                        return Value::Error;
                    }
                    if let Some(first) = fields.field(&field.name) {
                        let finding = sparta_diagnostics::Diagnostic::error(
                            "duplicate-key",
                            field.name_at,
                            format!("the key \"{}\" comes twice", field.name),
                        )
                        .with_help("make the keys differ");
                        let first = first.name_at;
                        self.report(if first == field.name_at {
                            finding
                        } else {
                            finding.with_label(first, "first here")
                        });
                    } else {
                        fields.set(field.clone());
                    }
                }
            }
            if !self.spend(1, cx.place(binding.first.range)) {
                return Value::Error;
            }
        }
        if abstracted {
            Value::Unknown(Ty::Map(Arc::new(Ty::Any)))
        } else {
            Value::Object(Arc::new(fields))
        }
    }

    /// The fields of one round; their keys need not be known where the round is not.
    fn entries(&mut self, cx: &Context<'db>, body: ExprId, abstracted: bool) -> Value<'db> {
        if !abstracted {
            return self.eval(cx, body).value;
        }
        let crate::Expr::Object(entries) = cx.hir.expr(body) else { return Value::Error };
        for entry in entries {
            match entry {
                Entry::Field { value, .. } | Entry::Spread(value) => {
                    self.eval(cx, *value);
                }
            }
        }
        Value::Null
    }

    /// Whether a round's guard lets it through. Where that is not known, the loop's result is known by
    /// its type alone.
    fn guard(&mut self, cx: &Context<'db>, guard: Option<ExprId>) -> Truth<'db> {
        let Some(guard) = guard else { return Truth::Known(true) };
        let at = cx.place(cx.hir.range(guard));
        let test = Spanned { at, ..self.eval(cx, guard) };
        self.truth(&test)
    }

    /// Evaluates a round unless its guard excludes it; an element that is there at deploy only where
    /// the guard holds is null otherwise.
    fn guarded(
        &mut self,
        cx: &Context<'db>,
        guard: Truth<'db>,
        run: impl FnOnce(&mut Self, &Context<'db>) -> Spanned<'db>,
    ) -> Option<Spanned<'db>> {
        match guard {
            Truth::Known(false) => None,
            Truth::Known(true) | Truth::Unknown => Some(run(self, cx)),
            Truth::Deploy(condition) => {
                let item = self.given(Some(condition.clone()), |evaluator| run(evaluator, cx));
                Some(Spanned {
                    value: Value::If(Arc::new(Choice {
                        condition,
                        then: item.value,
                        otherwise: Value::Null,
                    })),
                    at: item.at,
                })
            }
        }
    }

    /// What a binding goes through. `None` if that can't be known, which is reported.
    pub(crate) fn rounds(
        &mut self,
        cx: &Context<'db>,
        binding: &Binding,
    ) -> Option<Vec<Round<'db>>> {
        let iterable = self.eval(cx, binding.iterable);
        let at = iterable.at;
        let round = |first, second| Round { first, second, abstracted: false };
        match &iterable.value {
            Value::List(items) => Some(
                (0..)
                    .zip(items.iter())
                    .map(|(index, item)| match binding.second {
                        Some(_) => round(
                            Spanned { value: Value::Int(index), at: item.at },
                            Some(item.clone()),
                        ),
                        None => round(item.clone(), None),
                    })
                    .collect(),
            ),
            Value::Object(fields) => Some(
                fields
                    .iter()
                    .map(|field| {
                        let key =
                            Spanned { value: Value::String(field.name.clone()), at: field.name_at };
                        match binding.second {
                            Some(_) => round(key, Some(field.value.clone())),
                            None => round(key, None),
                        }
                    })
                    .collect(),
            ),
            Value::Null => Some(Vec::new()),
            Value::Namespace(Namespace::Repeated(instance)) => {
                let keys: Vec<_> = super::elements(self.db, *instance).keys().cloned().collect();
                Some(
                    keys.into_iter()
                        .map(|key| {
                            let one = crate::Instance::new(
                                self.db,
                                instance.stack(self.db),
                                instance.parent(self.db),
                                instance.definition(self.db),
                                Some(Key::Element(key.clone())),
                            );
                            let value = Spanned { value: self.reference(one, true), at };
                            match binding.second {
                                Some(_) => {
                                    round(Spanned { value: Value::String(key), at }, Some(value))
                                }
                                None => round(value, None),
                            }
                        })
                        .collect(),
                )
            }
            Value::Unknown(ty) => self.abstract_round(&ty.non_null(), binding, at),
            Value::Error => None,
            Value::Deploy(_) | Value::If(_) | Value::Condition(_) => {
                self.phase_error(
                    &iterable,
                    "what a `for` goes through has to be known when the program is compiled",
                );
                None
            }
            other => {
                let found = self.describe(other);
                self.error(
                    "type-mismatch",
                    at,
                    format!("a `for` goes through a list or a map, and this is {found}"),
                    "write a list, a map or `range(0, n)`",
                );
                None
            }
        }
    }

    fn abstract_round(
        &mut self,
        ty: &Ty<'db>,
        binding: &Binding,
        at: crate::Place<'db>,
    ) -> Option<Vec<Round<'db>>> {
        let (key, value) = match ty {
            Ty::List(item) => (Ty::Int, (**item).clone()),
            Ty::Map(value) => (Ty::String, (**value).clone()),
            Ty::Object(_) => (Ty::String, Ty::Any),
            Ty::Any | Ty::Error | Ty::Json => (Ty::Any, Ty::Any),
            Ty::Union(_) => (Ty::Any, Ty::Any),
            other => {
                let found = other.display(self.db);
                self.error(
                    "type-mismatch",
                    at,
                    format!("a `for` goes through a list or a map, and this is a `{found}`"),
                    "write a list, a map or `range(0, n)`",
                );
                return None;
            }
        };
        let unknown = |ty| Spanned { value: Value::Unknown(ty), at };
        let (first, second) = match (&binding.second, ty) {
            (Some(_), _) => (unknown(key), Some(unknown(value))),
            (None, Ty::Map(_) | Ty::Object(_)) => (unknown(key), None),
            (None, _) => (unknown(value), None),
        };
        Some(vec![Round { first, second, abstracted: true }])
    }

    /// The key that tells one element of a repetition from the others.
    pub(crate) fn element_key(&mut self, round: &Round<'db>) -> Option<Arc<str>> {
        match &round.first.value {
            Value::String(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string().into()),
            Value::Reference(reference) => {
                Some(crate::logical_id(self.db, reference.instance).into())
            }
            Value::Object(fields) => match fields.get("name").map(|name| &name.value) {
                Some(Value::String(text)) => Some(text.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The context inside a round.
pub(crate) fn bind<'db>(cx: &Context<'db>, binding: &Binding, round: &Round<'db>) -> Context<'db> {
    let inside = cx.with(binding.first.text.clone(), round.first.clone());
    match (&binding.second, &round.second) {
        (Some(name), Some(value)) => inside.with(name.text.clone(), value.clone()),
        _ => inside,
    }
}

/// A field made by code rather than written.
pub(crate) fn field<'db>(name: &str, value: Spanned<'db>) -> Field<'db> {
    Field { name: name.into(), name_at: value.at, value }
}
