//! Parameters.

use std::fmt::Write as _;

use crate::Document;
use crate::sparta::{Printer, literal};

/// Whether a parameter is what the language calls a Bool.
pub(super) fn is_bool(parameter: &Document<'_>) -> bool {
    let Some(Document::List(allowed)) = parameter.get("AllowedValues") else { return false };
    let allowed: Vec<_> = allowed.iter().map(Document::as_text).collect();
    allowed == [Some("true"), Some("false")]
}

impl Printer<'_> {
    pub(super) fn parameter(&self, id: &str, parameter: &Document<'_>) -> String {
        let mut text = description(parameter);
        if parameter.get("NoEcho") == Some(&Document::Bool(true)) {
            text.push_str("@secret\n");
        }
        let bounds = [("range", "MinValue", "MaxValue"), ("length", "MinLength", "MaxLength")];
        for (word, least, most) in bounds {
            if let (Some(least), Some(most)) = (parameter.get(least), parameter.get(most)) {
                let _ = writeln!(text, "@{word}({}, {})", self.value(least), self.value(most));
            }
        }
        if let Some(pattern) = parameter.get("AllowedPattern") {
            let _ = writeln!(text, "@pattern({})", self.value(pattern));
        }
        let ty = self.parameter_type(parameter);
        let _ = write!(text, "param {id}: {ty}");
        if let Some(default) = parameter.get("Default") {
            let _ = write!(text, " = {}", self.default(&ty, default));
        }
        text
    }

    fn parameter_type(&self, parameter: &Document<'_>) -> String {
        let is_list = matches!(
            parameter.get("Type").and_then(Document::as_text),
            Some("CommaDelimitedList" | "List<Number>")
        );
        let listed = |item: String| if is_list { format!("[{item}]") } else { item };
        if is_bool(parameter) {
            return listed("Bool".to_owned());
        }
        if let Some(Document::List(allowed)) = parameter.get("AllowedValues") {
            return listed(allowed.iter().map(|it| self.value(it)).collect::<Vec<_>>().join(" | "));
        }
        let whole = !matches!(parameter.get("Default"), Some(Document::Number(_)));
        match parameter.get("Type").and_then(Document::as_text).unwrap_or("String") {
            "Number" if whole => "Int".to_owned(),
            "Number" => "Float".to_owned(),
            "CommaDelimitedList" => "[String]".to_owned(),
            "List<Number>" => "[Int]".to_owned(),
            other => other.to_owned(),
        }
    }

    /// A default as the language has it: CloudFormation knows it as text.
    fn default(&self, ty: &str, default: &Document<'_>) -> String {
        let Document::Text(text) = default else { return self.value(default) };
        let elements = || text.split(',').map(str::trim).filter(|it| !it.is_empty());
        match ty {
            "Bool" | "Int" | "Float" => text.to_string(),
            list if list == "[Int]" || list == "[Bool]" || is_list_of_numbers(list) => {
                format!("[{}]", elements().collect::<Vec<_>>().join(", "))
            }
            list if list.starts_with('[') || list.starts_with("List<") => {
                format!("[{}]", elements().map(literal::text).collect::<Vec<_>>().join(", "))
            }
            _ => self.value(default),
        }
    }
}

/// Whether a type is a list of literals that are numbers.
fn is_list_of_numbers(ty: &str) -> bool {
    ty.strip_prefix('[')
        .and_then(|ty| ty.strip_suffix(']'))
        .is_some_and(|item| item.split(" | ").all(|it| it.parse::<i64>().is_ok()))
}

/// What describes a declaration.
pub(super) fn description(declaration: &Document<'_>) -> String {
    let description = declaration.get("Description").and_then(Document::as_text);
    description.map(literal::doc).unwrap_or_default()
}
