//! Functions of lists, maps and numbers.

use std::sync::Arc;

use super::Call;
use crate::evaluate::{Evaluator, field};
use crate::{Computation, Fields, Namespace, Spanned, Ty, Value};

/// The known elements of a list argument, or the value to give up with.
fn list<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    index: usize,
) -> Result<Arc<[Spanned<'db>]>, Value<'db>> {
    match &call.slots[index] {
        Some(slot) => evaluator.known_list(slot),
        None => Err(Value::Error),
    }
}

/// The known fields of a map argument, or the value to give up with.
fn map<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    index: usize,
) -> Result<Arc<Fields<'db>>, Value<'db>> {
    let Some(slot) = &call.slots[index] else { return Err(Value::Error) };
    match &slot.value {
        Value::Object(fields) => Ok(fields.clone()),
        Value::Null => Ok(Arc::default()),
        Value::Unknown(ty) => Err(Value::Unknown(ty.clone())),
        Value::Deploy(_) | Value::If(_) => {
            let reason = format!("`{}` is computed when the program is compiled", call.name);
            Err(evaluator.phase_error(slot, &reason))
        }
        _ => Err(evaluator.bad_argument(call, index, "a map")),
    }
}

pub(super) fn keys<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match map(evaluator, call, 0) {
        Ok(fields) => Value::List(
            fields
                .iter()
                .map(|field| Spanned {
                    value: Value::String(field.name.clone()),
                    at: field.name_at,
                })
                .collect(),
        ),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::String.list()),
        Err(value) => value,
    }
}

pub(super) fn values<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match map(evaluator, call, 0) {
        Ok(fields) => Value::List(fields.iter().map(|field| field.value.clone()).collect()),
        Err(Value::Unknown(ty)) => Value::Unknown(match ty.non_null() {
            Ty::Map(value) => Ty::List(value),
            _ => Ty::Any.list(),
        }),
        Err(value) => value,
    }
}

pub(super) fn merge<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match (map(evaluator, call, 0), map(evaluator, call, 1)) {
        (Ok(a), Ok(b)) => {
            // Each field is looked for among those that are there.
            if !evaluator.spend(b.len().saturating_mul(a.len() + b.len()) / 16, call.at) {
                return Value::Error;
            }
            let mut merged = Arc::unwrap_or_clone(a);
            b.iter().cloned().for_each(|field| merged.set(field));
            Value::Object(Arc::new(merged))
        }
        (Err(Value::Error), _) | (_, Err(Value::Error)) => Value::Error,
        _ => Value::Unknown(Ty::Any),
    }
}

pub(super) fn flatten<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let lists = match list(evaluator, call, 0) {
        Ok(lists) => lists,
        Err(value) => return value,
    };
    let mut items = Vec::new();
    for one in lists.iter() {
        match evaluator.known_list(one) {
            Ok(inner) => items.extend(inner.iter().cloned()),
            Err(value) => return value,
        }
    }
    if !evaluator.spend(items.len(), call.at) {
        return Value::Error;
    }
    Value::List(items.into())
}

pub(super) fn distinct<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match list(evaluator, call, 0) {
        Ok(items) => {
            let mut kept: Vec<Spanned<'db>> = Vec::new();
            let mut seen = rustc_hash::FxHashSet::default();
            for item in items.iter() {
                if seen.insert(item.value.clone()) {
                    kept.push(item.clone());
                }
            }
            Value::List(kept.into())
        }
        Err(value) => value,
    }
}

pub(super) fn range<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match (evaluator.int_argument(call, 0), evaluator.int_argument(call, 1)) {
        (Ok(from), Ok(to)) => {
            let count = usize::try_from(to.saturating_sub(from)).unwrap_or(0);
            if !evaluator.spend(count, call.at) {
                return Value::Error;
            }
            Value::List(
                (from..to)
                    .map(|number| Spanned { value: Value::Int(number), at: call.at })
                    .collect(),
            )
        }
        (Err(Value::Error), _) | (_, Err(Value::Error)) => Value::Error,
        _ => Value::Unknown(Ty::Int.list()),
    }
}

pub(super) fn min<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    extreme(evaluator, call, |a, b| a < b)
}

pub(super) fn max<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    extreme(evaluator, call, |a, b| a > b)
}

fn extreme<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    first: impl Fn(i64, i64) -> bool,
) -> Value<'db> {
    if let [Some(a), Some(b)] = &call.slots[..] {
        match (&a.value, &b.value) {
            (Value::Duration(x), Value::Duration(y)) | (Value::Size(x), Value::Size(y)) => {
                return if first(*x, *y) { a.value.clone() } else { b.value.clone() };
            }
            _ => {}
        }
    }
    match (evaluator.int_argument(call, 0), evaluator.int_argument(call, 1)) {
        (Ok(a), Ok(b)) => Value::Int(if first(a, b) { a } else { b }),
        (Err(Value::Error), _) | (_, Err(Value::Error)) => Value::Error,
        _ => Value::Unknown(Ty::Int),
    }
}

pub(super) fn length<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(slot) = &call.slots[0] else { return Value::Error };
    let count = |count: usize| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
    match &slot.value {
        Value::String(text) => count(text.chars().count()),
        Value::List(items) => count(items.len()),
        Value::Object(fields) => count(fields.len()),
        Value::Namespace(Namespace::Repeated(instance)) => {
            count(crate::evaluate::elements(evaluator.db, *instance).keys().count())
        }
        Value::Unknown(_) => Value::Unknown(Ty::Int),
        Value::Deploy(deploy) if matches!(deploy.ty.plain(), Ty::List(_)) => {
            Computation::Length(slot.clone()).of(Ty::Int)
        }
        Value::Deploy(_) | Value::If(_) => {
            evaluator.phase_error(slot, "CloudFormation can't measure text")
        }
        _ => evaluator.bad_argument(call, 0, "a String, a list or a map"),
    }
}

/// The fields of an object made by code.
pub(super) fn object<'db>(fields: impl IntoIterator<Item = (String, Spanned<'db>)>) -> Value<'db> {
    Value::Object(Arc::new(fields.into_iter().map(|(name, value)| field(&name, value)).collect()))
}
