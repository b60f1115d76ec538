//! Parameters.

use sparta_lower::Parameter;
use sparta_semantics::Value;

use crate::Document;
use crate::document::Object;
use crate::emitter::Emitter;

impl<'db> Emitter<'_, 'db> {
    /// The section `Parameters`: those of the program, what other stacks give, where assets are.
    pub(crate) fn parameters(&mut self) -> Document<'db> {
        let mut section = Object::default();
        for (_, lowered) in &self.graph.program.declarations {
            if let Some(parameter) = &lowered.parameter {
                let declaration = self.parameter_declaration(parameter);
                section.put(&*parameter.id, declaration);
            }
        }
        self.imports.declare(&mut section);
        self.assets.declare(&mut section);
        section.done()
    }

    fn parameter_declaration(&mut self, parameter: &'db Parameter<'db>) -> Document<'db> {
        let mut object = Object::default();
        object.put("Type", Document::text(&*parameter.ty));
        object.put_if("Description", parameter.description.as_deref().map(Document::text));
        object.put_if("Default", parameter.default.as_ref().and_then(|it| self.default_value(it)));
        let allowed = parameter.allowed_values.iter().filter_map(|it| self.value(it)).collect();
        object.put_filled("AllowedValues", Document::List(allowed));
        object.put_if("MinValue", parameter.min_value.as_ref().and_then(|it| self.value(it)));
        object.put_if("MaxValue", parameter.max_value.as_ref().and_then(|it| self.value(it)));
        object.put_if("MinLength", parameter.min_length.map(Document::Integer));
        object.put_if("MaxLength", parameter.max_length.map(Document::Integer));
        object.put_if("AllowedPattern", parameter.allowed_pattern.as_deref().map(Document::text));
        if parameter.secret {
            object.put("NoEcho", Document::Bool(true));
        }
        object.done()
    }

    /// A default is text or a number; a list is what commas separate.
    fn default_value(&mut self, value: &'db Value<'db>) -> Option<Document<'db>> {
        match self.value(value)? {
            Document::Bool(value) => Some(Document::text(if value { "true" } else { "false" })),
            Document::List(elements) => {
                let elements: Vec<String> = elements
                    .into_iter()
                    .filter_map(|element| match element {
                        Document::Text(text) => Some(text.into_owned()),
                        Document::Integer(number) => Some(number.to_string()),
                        Document::Number(number) => Some(number.to_string()),
                        Document::Bool(value) => Some(value.to_string()),
                        Document::List(_) | Document::Object(_) => None,
                    })
                    .collect();
                Some(Document::text(elements.join(",")))
            }
            other => Some(other),
        }
    }
}
