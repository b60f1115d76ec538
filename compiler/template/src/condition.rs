//! Conditions: their names, and what they say.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use sparta_semantics::{Choice, Computation, Condition, Db, ParameterRef, Value, hir, pascal_case};

use crate::Document;
use crate::emitter::{Emitter, choice};

/// Longer names are not read.
const LONGEST_NAME: usize = 60;

/// As many operands `Fn::And` and `Fn::Or` take.
const MOST_OPERANDS: usize = 10;

/// The conditions that something uses; each after those that it is made of.
pub(crate) struct Conditions<'db> {
    definitions: Vec<(Cow<'db, str>, Document<'db>)>,
    by_name: FxHashMap<Cow<'db, str>, usize>,
    names: FxHashMap<&'db Condition<'db>, Cow<'db, str>>,
    /// The ids of parameters and resources, which conditions do not take.
    taken: FxHashSet<&'db str>,
}

impl<'db> Conditions<'db> {
    pub(crate) fn new(taken: FxHashSet<&'db str>) -> Self {
        Self {
            definitions: Vec::new(),
            by_name: FxHashMap::default(),
            names: FxHashMap::default(),
            taken,
        }
    }

    /// The section `Conditions`.
    pub(crate) fn done(&mut self) -> Document<'db> {
        Document::Object(std::mem::take(&mut self.definitions))
    }

    fn define(&mut self, name: Cow<'db, str>, definition: Document<'db>) {
        self.by_name.insert(name.clone(), self.definitions.len());
        self.definitions.push((name, definition));
    }

    /// The wanted name, or that with a number, under which no other condition is known.
    fn free(&self, wanted: &str, definition: &Document<'db>) -> String {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        let free = names.find(|name| match self.by_name.get(name.as_str()) {
            Some(known) => self.definitions[*known].1 == *definition,
            None => !self.taken.contains(name.as_str()),
        });
        free.unwrap_or_default()
    }
}

impl<'db> Emitter<'_, 'db> {
    /// The name of a condition, which from then on is defined.
    pub(crate) fn conditions_name(&mut self, condition: &'db Condition<'db>) -> Cow<'db, str> {
        if let Some(name) = self.conditions.names.get(condition) {
            return name.clone();
        }
        let name = match condition {
            Condition::Named(named) => {
                let name = Cow::Borrowed(&*named.id);
                if !self.conditions.by_name.contains_key(&name) {
                    let definition = self.condition(&named.condition);
                    self.conditions.define(name.clone(), definition);
                }
                name
            }
            Condition::Equals(_) | Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {
                let definition = self.condition(condition);
                let wanted = readable(self.db, condition)
                    .filter(|name| name.len() <= LONGEST_NAME)
                    .unwrap_or_else(|| format!("{}Condition", self.owner));
                let name = self.conditions.free(&wanted, &definition);
                if !self.conditions.by_name.contains_key(name.as_str()) {
                    self.conditions.define(name.clone().into(), definition);
                }
                name.into()
            }
        };
        self.conditions.names.insert(condition, name.clone());
        name
    }

    /// The condition's name and what is chosen by it. A negation turns the branches around, so that
    /// it needs no condition of its own.
    pub(crate) fn branches(
        &mut self,
        it: &'db Choice<'db>,
    ) -> (Cow<'db, str>, &'db Value<'db>, &'db Value<'db>) {
        match &it.condition {
            Condition::Not(inner) => (self.conditions_name(inner), &it.otherwise, &it.then),
            other => (self.conditions_name(other), &it.then, &it.otherwise),
        }
    }

    /// A choice between two texts.
    pub(crate) fn yes_or_no(&mut self, condition: &'db Condition<'db>) -> Document<'db> {
        let name = self.conditions_name(condition);
        choice(name, Document::text("true"), Document::text("false"))
    }

    /// What a condition says.
    fn condition(&mut self, condition: &'db Condition<'db>) -> Document<'db> {
        match condition {
            Condition::Named(_) => {
                let name = self.conditions_name(condition);
                Document::function("Condition", Document::Text(name))
            }
            Condition::Equals(sides) => {
                let sides = vec![self.side(&sides.0), self.side(&sides.1)];
                Document::function("Fn::Equals", Document::List(sides))
            }
            Condition::Not(inner) => {
                let inner = self.condition(inner);
                Document::function("Fn::Not", Document::List(vec![inner]))
            }
            Condition::And(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect();
                operands("Fn::And", parts)
            }
            Condition::Or(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect();
                operands("Fn::Or", parts)
            }
        }
    }

    /// `Fn::Equals` compares text.
    fn side(&mut self, value: &'db Value<'db>) -> Document<'db> {
        match self.operand(value) {
            Document::Bool(value) => Document::text(if value { "true" } else { "false" }),
            Document::Integer(number) => Document::text(number.to_string()),
            Document::Number(number) => Document::text(number.to_string()),
            other => other,
        }
    }
}

/// `Fn::And` or `Fn::Or` of any number of operands: more than it takes are taken in groups.
fn operands<'a>(name: &'static str, mut parts: Vec<Document<'a>>) -> Document<'a> {
    while parts.len() > MOST_OPERANDS {
        let mut groups = Vec::with_capacity(parts.len().div_ceil(MOST_OPERANDS));
        let mut rest = parts.into_iter().peekable();
        while rest.peek().is_some() {
            let mut group: Vec<_> = rest.by_ref().take(MOST_OPERANDS).collect();
            groups.push(match group.pop() {
                Some(only) if group.is_empty() => only,
                last => {
                    group.extend(last);
                    Document::function(name, Document::List(group))
                }
            });
        }
        parts = groups;
    }
    Document::function(name, Document::List(parts))
}

/// A name that says what the condition says: `stageIsProd`, `notIsProd`, `isProdAndIsLarge`. None if
/// it compares something that has no short name.
fn readable<'db>(db: &'db dyn Db, condition: &Condition<'db>) -> Option<String> {
    let joined = |parts: &[Condition<'db>], word: &str| {
        let mut name = String::new();
        for part in parts {
            let part = readable(db, part)?;
            if name.is_empty() {
                name = part;
            } else {
                name.push_str(word);
                name.push_str(&capitalized(&part));
            }
        }
        Some(name)
    };
    match condition {
        Condition::Named(named) => Some(named.id.to_string()),
        Condition::Not(inner) => Some(format!("not{}", capitalized(&readable(db, inner)?))),
        Condition::And(parts) => joined(parts, "And"),
        Condition::Or(parts) => joined(parts, "Or"),
        Condition::Equals(sides) => {
            let (subject, value) = match (subject(db, &sides.0), subject(db, &sides.1)) {
                (Some(left), Some(right)) => (left, right),
                (Some(left), None) => (left, word(&sides.1)?),
                (None, Some(right)) => (right, word(&sides.0)?),
                (None, None) => return None,
            };
            Some(format!("{subject}Is{}", capitalized(&value)))
        }
    }
}

/// What is compared: a parameter, a pseudo parameter, a column of a mapping.
fn subject<'db>(db: &'db dyn Db, value: &Value<'db>) -> Option<String> {
    let Value::Deploy(deploy) = value else { return None };
    match &deploy.computation {
        Computation::Parameter(ParameterRef::Declared(declaration)) => {
            Some(declaration.name(db).to_string())
        }
        Computation::Parameter(ParameterRef::Imported { import, output, stack: _ }) => {
            Some(format!("{}{}", hir(db, *import).root().name.text, pascal_case(output)))
        }
        Computation::Pseudo(name) => {
            let name = name.strip_prefix("AWS::").unwrap_or(name);
            let mut characters = name.chars();
            let first = characters.next()?.to_ascii_lowercase();
            Some(format!("{first}{}", characters.as_str()))
        }
        Computation::Lookup { mapping, key: _, column } => {
            Some(format!("{}{}", mapping.id, pascal_case(crate::mapping::column_name(column))))
        }
        Computation::Ref(_)
        | Computation::Attribute(..)
        | Computation::Text(_)
        | Computation::Join { .. }
        | Computation::Split { .. }
        | Computation::Select { .. }
        | Computation::Zones { .. }
        | Computation::Cidr { .. }
        | Computation::Base64(_)
        | Computation::ImportValue(_)
        | Computation::StackName(_)
        | Computation::StackOutput(_)
        | Computation::Length(_)
        | Computation::ToJson(_)
        | Computation::Transform { .. }
        | Computation::Dynamic(_)
        | Computation::Asset { .. } => None,
    }
}

/// What it is compared with, in letters and digits.
fn word(value: &Value<'_>) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => Some("Empty".to_owned()),
        Value::String(text) => Some(pascal_case(text)).filter(|word| !word.is_empty()),
        Value::Bool(value) => Some(if *value { "True" } else { "False" }.to_owned()),
        Value::Int(number) if *number >= 0 => Some(number.to_string()),
        _ => None,
    }
}

/// The text with its first letter as a capital.
pub(crate) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + characters.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{capitalized, operands};
    use crate::Document;

    /// Counts the operands at the bottom.
    fn count(document: &Document<'_>) -> usize {
        let Document::Object(fields) = document else { return 1 };
        let Some((_, Document::List(parts))) = fields.first() else { return 0 };
        assert!((2..=10).contains(&parts.len()), "{parts:?}");
        parts.iter().map(count).sum()
    }

    #[test]
    fn groups_of_operands_stay_within_the_limit() {
        for wanted in [2, 10, 11, 21, 100, 101, 111] {
            let parts = (0..wanted).map(|_| Document::Bool(true)).collect();
            assert_eq!(count(&operands("Fn::And", parts)), wanted);
        }
    }

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capitalized("isProd"), "IsProd");
        assert_eq!(capitalized(""), "");
    }
}
