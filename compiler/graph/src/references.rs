//! What a value refers to, found by walking it once.

use std::sync::Arc;

use sparta_semantics::{Column, Computation, Deploy, Fields, Instance, Place, TextPart, Value};

/// Something that a value makes use of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use<'a, 'db> {
    /// `Ref` of a resource.
    Ref(Instance<'db>),
    /// `Fn::GetAtt`.
    Attribute(Instance<'db>, &'a Arc<str>),
    /// `Fn::FindInMap`, by the mapping's logical id.
    Mapping(&'a Arc<str>),
    /// `{{resolve:…}}`.
    Dynamic,
}

/// Visits everything that a value makes use of, in written order. `at` is where the value stands;
/// what has a place of its own is visited with that.
///
/// Conditions are not entered: `CloudFormation` computes them from parameters alone.
pub(crate) fn walk<'a, 'db>(
    value: &'a Value<'db>,
    at: Place<'db>,
    visit: &mut impl FnMut(Use<'a, 'db>, Place<'db>),
) {
    match value {
        Value::Error
        | Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Duration(_)
        | Value::Size(_)
        | Value::Path(_)
        | Value::Condition(_)
        | Value::Unknown(_)
        | Value::Grant(_)
        | Value::Event(_)
        | Value::Metric(_)
        | Value::Code(_)
        | Value::Namespace(_) => {}
        Value::List(elements) => {
            for element in elements.iter() {
                walk(&element.value, element.at, visit);
            }
        }
        Value::Object(fields) => walk_fields(fields, visit),
        Value::Reference(reference) => visit(Use::Ref(reference.instance), at),
        Value::Deploy(deploy) => walk_deploy(deploy, at, visit),
        Value::If(choice) => {
            walk(&choice.then, at, visit);
            walk(&choice.otherwise, at, visit);
        }
    }
}

fn walk_fields<'a, 'db>(fields: &'a Fields<'db>, visit: &mut impl FnMut(Use<'a, 'db>, Place<'db>)) {
    for field in fields {
        walk(&field.value.value, field.value.at, visit);
    }
}

fn walk_deploy<'a, 'db>(
    deploy: &'a Deploy<'db>,
    at: Place<'db>,
    visit: &mut impl FnMut(Use<'a, 'db>, Place<'db>),
) {
    match &deploy.computation {
        Computation::Parameter(_)
        | Computation::Pseudo(_)
        | Computation::StackName(_)
        | Computation::Asset { .. } => {}
        Computation::Ref(instance) => visit(Use::Ref(*instance), at),
        Computation::Attribute(instance, attribute) => {
            visit(Use::Attribute(*instance, attribute), at);
        }
        Computation::Text(parts) => {
            for part in parts.iter() {
                match part {
                    TextPart::Text(_) => {}
                    TextPart::Value(value) => walk(&value.value, value.at, visit),
                }
            }
        }
        Computation::Join { separator: _, list: operand }
        | Computation::Split { separator: _, text: operand }
        | Computation::Zones { region: operand }
        | Computation::Base64(operand)
        | Computation::ImportValue(operand)
        | Computation::StackOutput(operand)
        | Computation::Length(operand)
        | Computation::ToJson(operand) => walk(&operand.value, operand.at, visit),
        Computation::Select { index, list } => {
            walk(&index.value, index.at, visit);
            walk(&list.value, list.at, visit);
        }
        Computation::Cidr { block, count, bits } => {
            for operand in [block, count, bits] {
                walk(&operand.value, operand.at, visit);
            }
        }
        Computation::Lookup { mapping, key, column } => {
            visit(Use::Mapping(&mapping.id), at);
            walk(&key.value, key.at, visit);
            if let Column::Computed(column) = column {
                walk(&column.value, column.at, visit);
            }
        }
        Computation::Transform { name, parameters } => {
            walk(&name.value, name.at, visit);
            walk(&parameters.value, parameters.at, visit);
        }
        Computation::Dynamic(_) => visit(Use::Dynamic, at),
    }
}
