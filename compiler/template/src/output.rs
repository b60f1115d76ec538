//! Outputs.

use sparta_lower::Output;
use sparta_semantics::{Condition, Ty, Value};

use crate::Document;
use crate::document::Object;
use crate::emitter::Emitter;

impl<'db> Emitter<'_, 'db> {
    /// The section `Outputs`.
    pub(crate) fn outputs(&mut self) -> Document<'db> {
        let mut section = Object::default();
        for (_, lowered) in &self.graph.program.declarations {
            if let Some(output) = &lowered.output {
                self.owner = &output.id;
                let declaration = self.output(output);
                section.put(&*output.id, declaration);
            }
        }
        section.done()
    }

    fn output(&mut self, output: &'db Output<'db>) -> Document<'db> {
        let mut object = Object::default();
        object.put_if("Description", output.description.as_deref().map(Document::text));
        if let Some(condition) = &output.condition {
            object.put("Condition", Document::Text(self.conditions_name(condition)));
        }
        let value = present(&output.value.value, output.condition.as_ref());
        let value = if is_list(value) { self.joined(",", value) } else { self.as_text(value) };
        object.put("Value", value);
        if let Some(export) = &output.export {
            let mut name = Object::default();
            name.put("Name", self.as_text(&export.value));
            object.put("Export", name.done());
        }
        object.done()
    }
}

/// The value where the output exists: the other branch is not there.
fn present<'a, 'db>(value: &'a Value<'db>, condition: Option<&Condition<'db>>) -> &'a Value<'db> {
    let (Value::If(it), Some(condition)) = (value, condition) else { return value };
    if it.condition == *condition {
        &it.then
    } else if matches!(&it.condition, Condition::Not(inner) if **inner == *condition)
        || matches!(condition, Condition::Not(inner) if **inner == it.condition)
    {
        &it.otherwise
    } else {
        value
    }
}

fn is_list(value: &Value<'_>) -> bool {
    match value {
        Value::List(_) => true,
        Value::Deploy(deploy) => is_list_type(&deploy.ty),
        Value::If(it) => is_list(&it.then) || is_list(&it.otherwise),
        _ => false,
    }
}

fn is_list_type(ty: &Ty<'_>) -> bool {
    match ty {
        Ty::List(_) => true,
        Ty::Attribute { resource: _, attribute: _, ty } => is_list_type(ty),
        // `List<String>`, `CommaDelimitedList`, `AWS::SSM::Parameter::Value<List<String>>`.
        Ty::Parameter(name) => name.contains("List"),
        Ty::Union(parts) => parts.iter().any(is_list_type),
        _ => false,
    }
}
