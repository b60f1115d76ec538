//! Functions that CloudFormation computes too.

use std::sync::Arc;

use super::{Call, optional};
use crate::evaluate::{Evaluator, TextBuilder, field};
use crate::{Computation, Fields, Spanned, Ty, Value};

/// A String argument that may be known at deploy only.
fn text<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    index: usize,
) -> Option<Spanned<'db>> {
    let slot = call.slots[index].clone()?;
    let fits = match &slot.value {
        Value::String(_) | Value::Unknown(_) => true,
        Value::Deploy(deploy) => deploy.ty.is_text() || deploy.ty == Ty::Any,
        Value::If(_) => true,
        Value::Reference(reference) => {
            evaluator.bare_resource(reference, slot.at);
            return None;
        }
        _ => false,
    };
    if fits {
        Some(slot)
    } else {
        evaluator.bad_argument(call, index, "a String");
        None
    }
}

pub(super) fn join<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let separator = match evaluator.text_argument(call, 0) {
        Ok(separator) => separator,
        Err(value) => return value,
    };
    let Some(list) = &call.slots[1] else { return Value::Error };
    match &list.value {
        Value::List(items) if items.iter().any(|item| may_be_null(&item.value)) => {
            Computation::Join { separator, list: list.clone() }.of(Ty::String)
        }
        Value::List(items) => {
            let mut text = TextBuilder::default();
            for (index, item) in items.iter().filter(|item| item.value != Value::Null).enumerate() {
                if index > 0 {
                    text.push(&separator);
                }
                evaluator.interpolate(&mut text, item.clone());
                if !evaluator.fits(&text, call.at) {
                    return Value::Error;
                }
            }
            text.finish()
        }
        Value::Deploy(deploy) if matches!(deploy.ty.plain(), Ty::List(_) | Ty::Any) => {
            Computation::Join { separator, list: list.clone() }.of(Ty::String)
        }
        Value::If(_) => Computation::Join { separator, list: list.clone() }.of(Ty::String),
        Value::Unknown(_) => Value::Unknown(Ty::String),
        _ => evaluator.bad_argument(call, 1, "a list of Strings"),
    }
}

fn may_be_null(value: &Value<'_>) -> bool {
    match value {
        Value::If(choice) => {
            choice.then == Value::Null
                || choice.otherwise == Value::Null
                || may_be_null(&choice.then)
                || may_be_null(&choice.otherwise)
        }
        _ => false,
    }
}

pub(super) fn split<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let separator = match evaluator.text_argument(call, 0) {
        Ok(separator) => separator,
        Err(value) => return value,
    };
    let Some(text) = text(evaluator, call, 1) else { return Value::Error };
    match &text.value {
        Value::String(known) if separator.is_empty() => {
            Value::List(Arc::from([Spanned { value: Value::String(known.clone()), at: text.at }]))
        }
        Value::String(known) => Value::List(
            known
                .split(&*separator)
                .map(|part| Spanned { value: Value::string(part), at: text.at })
                .collect(),
        ),
        Value::Unknown(_) => Value::Unknown(Ty::String.list()),
        _ => Computation::Split { separator, text }.of(Ty::String.list()),
    }
}

pub(super) fn select<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let (Some(index), Some(list)) = (&call.slots[0], &call.slots[1]) else { return Value::Error };
    evaluator.element(list, index, false, None, call.at)
}

pub(super) fn cidr<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(block) = text(evaluator, call, 0) else { return Value::Error };
    let (Some(count), Some(bits)) = (&call.slots[1], &call.slots[2]) else { return Value::Error };
    if let Value::String(known) = &block.value
        && !is_cidr(known)
    {
        return evaluator.error(
            "bad-cidr",
            block.at,
            format!("\"{known}\" is not a block of addresses"),
            "write it as `10.0.0.0/16`",
        );
    }
    for (index, slot, most) in [(1, count, 256), (2, bits, 128)] {
        match &slot.value {
            Value::Int(number) if (1..=most).contains(number) => {}
            Value::Int(number) => {
                return evaluator.error(
                    "wrong-range",
                    slot.at,
                    format!("`cidr` can't take {number} here"),
                    format!("it takes 1 to {most}"),
                );
            }
            Value::Deploy(_) | Value::Unknown(_) | Value::If(_) => {}
            _ => return evaluator.bad_argument(call, index, "an Int"),
        }
    }
    if crate::evaluate::has_unknown(&block.value) {
        return Value::Unknown(Ty::String.list());
    }
    Computation::Cidr { block, count: count.clone(), bits: bits.clone() }.of(Ty::String.list())
}

/// Whether a text is a block of IPv4 or IPv6 addresses.
fn is_cidr(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    let Ok(bits) = bits.parse::<u8>() else { return false };
    match address.parse::<core::net::IpAddr>() {
        Ok(core::net::IpAddr::V4(_)) => bits <= 32,
        Ok(core::net::IpAddr::V6(_)) => bits <= 128,
        Err(_) => false,
    }
}

pub(super) fn azs<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let region = match optional(&call.slots, 0) {
        Some(_) => match text(evaluator, call, 0) {
            Some(region) => region,
            None => return Value::Error,
        },
        None => {
            Spanned { value: Computation::Pseudo("AWS::Region".into()).of(Ty::String), at: call.at }
        }
    };
    Computation::Zones { region }.of(Ty::String.list())
}

pub(super) fn base64<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match text(evaluator, call, 0) {
        Some(Spanned { value: Value::Unknown(_), .. }) => Value::Unknown(Ty::String),
        Some(text) => Computation::Base64(text).of(Ty::String),
        None => Value::Error,
    }
}

pub(super) fn import_value<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    match text(evaluator, call, 0) {
        Some(Spanned { value: Value::Unknown(_), .. }) => Value::Unknown(Ty::String),
        Some(text) => Computation::ImportValue(text).of(Ty::String),
        None => Value::Error,
    }
}

/// An output of a stack that is known by name only, perhaps of another region or account.
pub(super) fn stack_output<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let mut operand = Fields::default();
    for (index, name) in ["StackName", "OutputName", "Region", "RoleArn"].into_iter().enumerate() {
        if optional(&call.slots, index).is_none() {
            continue;
        }
        match text(evaluator, call, index) {
            Some(value) => operand.set(field(name, value)),
            None => return Value::Error,
        }
    }
    let operand = Value::Object(Arc::new(operand));
    if crate::evaluate::has_unknown(&operand) {
        return Value::Unknown(Ty::String);
    }
    Computation::StackOutput(Spanned { value: operand, at: call.at }).of(Ty::String)
}

pub(super) fn transform<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(name) = text(evaluator, call, 0) else { return Value::Error };
    let Some(parameters) = call.slots[1].clone() else { return Value::Error };
    let parameters = evaluator.conform(&call.cx, parameters, &Ty::Json);
    Computation::Transform { name, parameters }.of(Ty::Any)
}

pub(super) fn ssm<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let version = match optional(&call.slots, 1) {
        None => String::new(),
        Some(_) => match evaluator.int_argument(call, 1) {
            Ok(version) => format!(":{version}"),
            Err(value) => return value,
        },
    };
    dynamic(evaluator, call, "ssm", &version, Ty::String)
}

pub(super) fn secret<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let key = match optional(&call.slots, 1) {
        None => String::new(),
        Some(_) => match evaluator.text_argument(call, 1) {
            Ok(key) => format!(":SecretString:{key}"),
            Err(value) => return value,
        },
    };
    dynamic(evaluator, call, "secretsmanager", &key, Ty::Secret)
}

/// `{{resolve:service:name…}}`: CloudFormation reads it when it makes the resource.
fn dynamic<'db>(
    evaluator: &mut Evaluator<'db>,
    call: &Call<'db>,
    service: &str,
    rest: &str,
    ty: Ty<'db>,
) -> Value<'db> {
    let Some(name) = text(evaluator, call, 0) else { return Value::Error };
    match &name.value {
        Value::String(known) => {
            Computation::Dynamic(format!("{{{{resolve:{service}:{known}{rest}}}}}").into()).of(ty)
        }
        Value::Unknown(_) => Value::Unknown(ty),
        _ => {
            let mut text = TextBuilder::default();
            text.push(&format!("{{{{resolve:{service}:"));
            evaluator.interpolate(&mut text, name);
            text.push(&format!("{rest}}}}}"));
            match text.finish() {
                Value::Deploy(deploy) => deploy.computation.clone().of(ty),
                other => other,
            }
        }
    }
}
