//! What a parameter of the template can be.

use std::sync::Arc;

use crate::{Literal, Ty, Value};

/// The type of a template's parameter for a type of the language, and the values that are allowed;
/// none if `CloudFormation` has no such parameters.
pub fn template_type<'db>(ty: &Ty<'db>) -> Option<(Arc<str>, Vec<Value<'db>>)> {
    let plain = |name: &str| Some((Arc::from(name), Vec::new()));
    match ty {
        Ty::String | Ty::Secret => plain("String"),
        Ty::Int | Ty::Float | Ty::Duration | Ty::Size => plain("Number"),
        Ty::Bool => Some(("String".into(), vec![Value::string("true"), Value::string("false")])),
        Ty::Parameter(name) => plain(name),
        Ty::List(item) => {
            let (item, allowed) = template_type(item)?;
            let list = match &*item {
                "String" => "CommaDelimitedList".to_owned(),
                "CommaDelimitedList" => return None,
                item if item.starts_with("List<")
                    || item.starts_with("AWS::SSM::Parameter::Value<") =>
                {
                    return None;
                }
                item => format!("List<{item}>"),
            };
            Some((list.into(), allowed))
        }
        Ty::Literal(_) | Ty::Union(_) => {
            let literals = ty.literals()?;
            let numbers = literals.iter().all(|literal| matches!(literal, Literal::Int(_)));
            let values = literals
                .iter()
                .map(|literal| match literal {
                    Literal::String(text) => Value::String(text.clone()),
                    Literal::Int(number) => Value::Int(*number),
                    Literal::Bool(value) => Value::string(value.to_string()),
                })
                .collect();
            Some((if numbers { "Number".into() } else { "String".into() }, values))
        }
        _ => None,
    }
}
