//! How large a resource is in the template, at most: so that hardly any template has to be written
//! to know that it is small enough.

use sparta_lower::Resource;
use sparta_semantics::{Column, Computation, Deploy, Fields, Spanned, TextPart, Value};

/// The longest a reference, the name of a condition or of a mapping commonly is, with its brackets.
const NAME: usize = 80;

/// The name of an intrinsic function with its brackets.
const FUNCTION: usize = 30;

/// The bytes of a resource as JSON without blanks, at most.
pub(crate) fn of_resource(resource: &Resource<'_>) -> usize {
    let sections = [&resource.metadata, &resource.creation_policy, &resource.update_policy];
    let sections = sections.into_iter().flatten().map(|it| FUNCTION + of_value(&it.value));
    // `"id":{"Type":"…","Condition":"…","DependsOn":["…"],"Properties":{…}}` and the policies.
    let head = resource.id.len() + resource.ty.len() + resource.after.len() * NAME + 200;
    head + of_fields(&resource.properties) + sections.sum::<usize>()
}

fn of_fields(fields: &Fields<'_>) -> usize {
    2 + fields.iter().map(|field| field.name.len() + 4 + of_spanned(&field.value)).sum::<usize>()
}

fn of_spanned(value: &Spanned<'_>) -> usize {
    of_value(&value.value)
}

fn of_value(value: &Value<'_>) -> usize {
    match value {
        Value::Error
        | Value::Null
        | Value::Unknown(_)
        | Value::Grant(_)
        | Value::Event(_)
        | Value::Metric(_)
        | Value::Code(_)
        | Value::Namespace(_) => NAME,
        Value::Bool(_) => 5,
        Value::Int(_) | Value::Float(_) | Value::Duration(_) | Value::Size(_) => 24,
        // A quote, a backslash or a newline takes two bytes.
        Value::String(text) | Value::Path(text) => text.len() + escapes(text) + 2,
        Value::List(elements) => 2 + elements.iter().map(|it| of_spanned(it) + 1).sum::<usize>(),
        Value::Object(fields) => of_fields(fields),
        Value::Reference(_) | Value::Condition(_) => FUNCTION + NAME,
        Value::If(choice) => FUNCTION + NAME + of_value(&choice.then) + of_value(&choice.otherwise),
        Value::Deploy(deploy) => FUNCTION + of_computation(deploy),
    }
}

fn escapes(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'"' | b'\\' | b'\n' | b'\t' | b'\r')).count()
}

fn of_computation(deploy: &Deploy<'_>) -> usize {
    match &deploy.computation {
        Computation::Parameter(_)
        | Computation::Ref(_)
        | Computation::Attribute(..)
        | Computation::Pseudo(_)
        | Computation::StackName(_)
        | Computation::Asset { .. } => NAME,
        Computation::Dynamic(text) => text.len(),
        Computation::Text(parts) => parts
            .iter()
            .map(|part| match part {
                TextPart::Text(text) => text.len() + escapes(text) + text.matches("${").count(),
                TextPart::Value(value) => NAME + of_spanned(value),
            })
            .sum(),
        Computation::Join { separator, list: operand }
        | Computation::Split { separator, text: operand } => separator.len() + of_spanned(operand),
        Computation::Zones { region: operand }
        | Computation::Base64(operand)
        | Computation::ImportValue(operand)
        | Computation::StackOutput(operand)
        | Computation::Length(operand)
        | Computation::ToJson(operand) => of_spanned(operand),
        Computation::Select { index, list } => of_spanned(index) + of_spanned(list),
        Computation::Cidr { block, count, bits } => {
            [block, count, bits].into_iter().map(of_spanned).sum()
        }
        Computation::Lookup { mapping: _, key, column: Column::Named(column) } => {
            NAME + column.len() + of_spanned(key)
        }
        Computation::Lookup { mapping: _, key, column: Column::Computed(column) } => {
            NAME + of_spanned(key) + of_spanned(column)
        }
        Computation::Transform { name, parameters } => {
            NAME + of_spanned(name) + of_spanned(parameters)
        }
    }
}
