//! Functions of text.

use super::Call;
use crate::evaluate::Evaluator;
use crate::weight::MAX_TEXT;
use crate::{Ty, Value};

/// A function of one known String.
fn of_text<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    apply: impl Fn(&str) -> String,
) -> Value<'db> {
    match evaluator.text_argument(call, 0) {
        Ok(text) => Value::string(apply(&text)),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::String),
        Err(value) => value,
    }
}

/// A test of two known Strings.
fn test<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    holds: impl Fn(&str, &str) -> bool,
) -> Value<'db> {
    match (evaluator.text_argument(call, 0), evaluator.text_argument(call, 1)) {
        (Ok(a), Ok(b)) => Value::Bool(holds(&a, &b)),
        (Err(Value::Error), _) | (_, Err(Value::Error)) => Value::Error,
        _ => Value::Unknown(Ty::Bool),
    }
}

pub(super) fn upper<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    of_text(evaluator, call, str::to_uppercase)
}

pub(super) fn lower<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    of_text(evaluator, call, str::to_lowercase)
}

pub(super) fn starts_with<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    test(evaluator, call, |text, start| text.starts_with(start))
}

pub(super) fn ends_with<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    test(evaluator, call, |text, end| text.ends_with(end))
}

pub(super) fn matches<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    if let Some(slot) = &call.slots[1]
        && let Value::String(pattern) = &slot.value
        && !evaluator.check_pattern(pattern, slot.at, false)
    {
        return Value::Error;
    }
    test(evaluator, call, |text, pattern| crate::conform::matches_pattern(pattern, text))
}

pub(super) fn replace<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let arguments = (
        evaluator.text_argument(call, 0),
        evaluator.text_argument(call, 1),
        evaluator.text_argument(call, 2),
    );
    match arguments {
        (Ok(text), Ok(what), Ok(with)) => {
            let size = text.len() + with.len().saturating_mul(text.matches(&*what).count());
            if size > MAX_TEXT {
                return evaluator.too_much_work(call.at);
            }
            Value::string(text.replace(&*what, &with))
        }
        (Err(Value::Error), ..) | (_, Err(Value::Error), _) | (.., Err(Value::Error)) => {
            Value::Error
        }
        _ => Value::Unknown(Ty::String),
    }
}

pub(super) fn contains<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let (Some(collection), Some(what)) = (&call.slots[0], &call.slots[1]) else {
        return Value::Error;
    };
    match &collection.value {
        Value::List(items) => {
            if !evaluator.spend(items.len() / 16, call.at) {
                return Value::Error;
            }
            let mut unknown = false;
            for item in items.iter() {
                match evaluator.quietly(|evaluator| evaluator.equal(item, what, call.at)) {
                    crate::Truth::Known(true) => return Value::Bool(true),
                    crate::Truth::Known(false) => {}
                    crate::Truth::Unknown
                        if crate::evaluate::has_unknown(&item.value)
                            || crate::evaluate::has_unknown(&what.value) =>
                    {
                        unknown = true;
                    }
                    crate::Truth::Deploy(_) | crate::Truth::Unknown => {
                        return evaluator.phase_error(
                            what,
                            "`contains` is computed when the program is compiled",
                        );
                    }
                }
            }
            if unknown { Value::Unknown(Ty::Bool) } else { Value::Bool(false) }
        }
        Value::Unknown(_) => Value::Unknown(Ty::Bool),
        _ => test(evaluator, call, |text, part| text.contains(part)),
    }
}

pub(super) fn seconds<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(slot) = &call.slots[0] else { return Value::Error };
    match &slot.value {
        Value::Duration(milliseconds) if milliseconds % 1_000 == 0 => {
            Value::Int(milliseconds / 1_000)
        }
        Value::Duration(_) => evaluator.error(
            "wrong-value",
            slot.at,
            "this is not a whole number of seconds",
            "round it",
        ),
        Value::Unknown(_) => Value::Unknown(Ty::Int),
        // A deploy-time Duration is in seconds.
        Value::Deploy(deploy) if deploy.ty == Ty::Duration => {
            deploy.computation.clone().of(Ty::Int)
        }
        _ => evaluator.bad_argument(call, 0, "a Duration"),
    }
}
