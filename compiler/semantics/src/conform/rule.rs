//! Which properties of an object go together.

use sparta_catalogue::{Condition, Object, Rule, Test};
use sparta_diagnostics::Diagnostic;

use super::constraint::bounds;
use super::shape::Position;
use crate::evaluate::Evaluator;
use crate::scopes::quoted;
use crate::{Fields, Place, Value};

/// What is known of a property's presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    There,
    Absent,
    /// It depends on a condition, or on what a component is given.
    Unknown,
}

impl<'db> Evaluator<'db> {
    pub(super) fn rules(
        &mut self,
        fields: &Fields<'db>,
        object: &Object,
        position: &Position<'_, 'db>,
        head: Place<'db>,
    ) {
        for rule in &object.rules {
            match rule {
                Rule::ExactlyOne(names) => {
                    let there: Vec<&str> = with(fields, names, Presence::There);
                    match there[..] {
                        [first, second, ..] => self.together(fields, first, second, head),
                        [] if all(fields, names, Presence::Absent) => {
                            self.none_of(names, position, head);
                        }
                        _ => {}
                    }
                }
                Rule::AtLeastOne(names) => {
                    if all(fields, names, Presence::Absent) {
                        self.none_of(names, position, head);
                    }
                }
                Rule::ExactlyOneSet(sets) | Rule::AtLeastOneSet(sets) => {
                    // A set that is there in part, or may be, could be meant: only none at all is wrong.
                    let complete =
                        sets.iter().filter(|set| all(fields, set, Presence::There)).count();
                    let impossible = sets.iter().all(|set| {
                        set.iter().any(|name| presence(fields, name) == Presence::Absent)
                    });
                    if complete == 0 && impossible {
                        let sets: Vec<String> = sets.iter().map(|set| quoted(set)).collect();
                        self.incomplete(&sets, position, head);
                    }
                }
                Rule::Requires { property, others } => {
                    if presence(fields, property) == Presence::There {
                        let missing = with(fields, others, Presence::Absent);
                        if !missing.is_empty() {
                            let at = fields.field(property).map_or(head, |field| field.name_at);
                            self.error(
                                "missing-property",
                                at,
                                format!("`{property}` needs {}", quoted(&missing)),
                                format!("add {}", quoted(&missing)),
                            );
                        }
                    }
                }
                Rule::Excludes { property, others } => {
                    if presence(fields, property) == Presence::There {
                        for other in with(fields, others, Presence::There) {
                            self.together(fields, property, other, head);
                        }
                    }
                }
                Rule::Count { min, max } => {
                    let there =
                        fields.iter().filter(|field| field.value.value != Value::Null).count();
                    let there = u32::try_from(there).unwrap_or(u32::MAX);
                    if min.is_some_and(|min| there < min) || max.is_some_and(|max| there > max) {
                        self.error(
                            "wrong-length",
                            head,
                            format!("{} has {there} properties", whole(position)),
                            format!("it takes {}", bounds(*min, *max)),
                        );
                    }
                }
                Rule::When { .. } => self.conditional_rule(rule, fields, position, head),
            }
        }
    }

    fn together(&mut self, fields: &Fields<'db>, first: &str, second: &str, head: Place<'db>) {
        let place = |name: &str| {
            let name = name.split('/').next().unwrap_or(name);
            fields.field(name).map_or(head, |field| field.name_at)
        };
        // Whichever is written second is in the way of the other.
        let swapped = place(first).range.start() > place(second).range.start();
        let (first, second) = if swapped { (second, first) } else { (first, second) };
        let (a, b) = (place(first), place(second));
        let finding = Diagnostic::error(
            "exclusive-properties",
            b,
            format!("`{second}` and `{first}` exclude each other"),
        )
        .with_help("keep one of them");
        self.report(if a == b {
            finding
        } else {
            finding.with_label(a, format!("`{first}` is here"))
        });
    }

    fn none_of(&mut self, names: &[&str], position: &Position<'_, 'db>, head: Place<'db>) {
        self.error(
            "missing-property",
            head,
            format!("{} needs one of {}", whole(position), quoted(names)),
            "add the one that you mean",
        );
    }

    fn incomplete(&mut self, sets: &[String], position: &Position<'_, 'db>, head: Place<'db>) {
        self.error(
            "missing-property",
            head,
            format!("{} needs {}", whole(position), sets.join(" or ")),
            "add what is missing of the one that you mean",
        );
    }

    fn conditional_rule(
        &mut self,
        rule: &Rule,
        fields: &Fields<'db>,
        position: &Position<'_, 'db>,
        head: Place<'db>,
    ) {
        let Rule::When { conditions, require, forbid, allow, deny, matching, range, items } = rule
        else {
            return;
        };
        if !conditions.iter().all(|condition| holds(condition, fields)) {
            return;
        }
        let because = Because(conditions);
        for path in require {
            if presence(fields, path) == Presence::Absent && parent_is_there(fields, path) {
                self.error(
                    "missing-property",
                    head,
                    format!("{} needs `{path}`{because}", whole(position)),
                    format!("add `{path}: …`"),
                );
            }
        }
        for path in forbid {
            if presence(fields, path) == Presence::There {
                let first = path.split('/').next().unwrap_or(path);
                let at = fields.field(first).map_or(head, |field| field.name_at);
                self.error(
                    "exclusive-properties",
                    at,
                    format!("`{path}` can't be set{because}"),
                    format!("remove `{path}`"),
                );
            }
        }
        for (path, values) in allow {
            for (text, at) in known_at(fields, path) {
                if values.iter().all(|value| value_text(value) != text) {
                    let known: Vec<String> = values.iter().map(value_text).collect();
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.error(
                        "wrong-value",
                        at,
                        format!("`{path}` can't be \"{text}\"{because}"),
                        format!("it is one of {}", quoted(&known)),
                    );
                }
            }
        }
        for (path, values) in deny {
            for (text, at) in known_at(fields, path) {
                if values.iter().any(|value| value_text(value) == text) {
                    self.error(
                        "wrong-value",
                        at,
                        format!("`{path}` can't be \"{text}\"{because}"),
                        "use another value",
                    );
                }
            }
        }
        for (path, pattern) in matching {
            for (text, at) in known_at(fields, path) {
                if pattern.matches(&text) == Some(false) {
                    self.error(
                        "wrong-pattern",
                        at,
                        format!("`{path}` can't be \"{text}\"{because}"),
                        format!("it has to match `{}`", pattern.source),
                    );
                }
            }
        }
        for (path, min, max) in range {
            for (text, at) in known_at(fields, path) {
                if let Ok(number) = text.parse::<i64>()
                    && (min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max))
                {
                    self.error(
                        "wrong-range",
                        at,
                        format!("`{path}` can't be {number}{because}"),
                        format!("it takes {}", bounds(*min, *max)),
                    );
                }
            }
        }
        for (path, min, max) in items {
            for (value, at) in values_at(fields, path) {
                if let Value::List(list) = value {
                    let count = i64::try_from(list.len()).unwrap_or(i64::MAX);
                    if min.is_some_and(|min| count < min) || max.is_some_and(|max| count > max) {
                        let counted = crate::scopes::counted(list.len(), "element");
                        self.error(
                            "wrong-length",
                            at,
                            format!("`{path}` has {counted}{because}"),
                            format!("it takes {}", bounds(*min, *max)),
                        );
                    }
                }
            }
        }
    }
}

/// Under which conditions a rule is in force, in words.
struct Because<'a>(&'a [Condition]);

impl std::fmt::Display for Because<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (position, condition) in self.0.iter().enumerate() {
            formatter.write_str(if position == 0 { " where " } else { " and " })?;
            formatter.write_str(&condition_text(condition))?;
        }
        Ok(())
    }
}

/// The object in words.
fn whole(position: &Position<'_, '_>) -> String {
    if position.path.is_empty() {
        format!("`{}`", position.name)
    } else {
        format!("`{}` of `{}`", position.path, position.name)
    }
}

fn with<'a>(fields: &Fields<'_>, names: &[&'a str], wanted: Presence) -> Vec<&'a str> {
    names.iter().copied().filter(|name| presence(fields, name) == wanted).collect()
}

fn all(fields: &Fields<'_>, names: &[&str], wanted: Presence) -> bool {
    names.iter().all(|name| presence(fields, name) == wanted)
}

/// Whether something is at a path.
fn presence(fields: &Fields<'_>, path: &str) -> Presence {
    let (first, rest) =
        path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match fields.get(first) {
        None => Presence::Absent,
        Some(value) => match rest {
            None => value_presence(&value.value),
            Some(rest) => inner_presence(&value.value, rest),
        },
    }
}

fn inner_presence(value: &Value<'_>, path: &str) -> Presence {
    match value {
        Value::Object(fields) => presence(fields, path),
        Value::List(items) => {
            let rest = path.strip_prefix("*/").unwrap_or(path);
            let found: Vec<Presence> =
                items.iter().map(|item| inner_presence(&item.value, rest)).collect();
            if found.contains(&Presence::There) {
                Presence::There
            } else if found.contains(&Presence::Unknown) {
                Presence::Unknown
            } else {
                Presence::Absent
            }
        }
        Value::Null => Presence::Absent,
        _ => Presence::Unknown,
    }
}

fn value_presence(value: &Value<'_>) -> Presence {
    match value {
        Value::Null => Presence::Absent,
        Value::Unknown(ty) if ty.is_optional() => Presence::Unknown,
        Value::Error => Presence::Unknown,
        Value::If(choice) => {
            match (value_presence(&choice.then), value_presence(&choice.otherwise)) {
                (a, b) if a == b => a,
                _ => Presence::Unknown,
            }
        }
        _ => Presence::There,
    }
}

/// A demand below a property that is not there is met.
fn parent_is_there(fields: &Fields<'_>, path: &str) -> bool {
    path.rsplit_once('/').is_none_or(|(parent, _)| presence(fields, parent) == Presence::There)
}

/// The values at a path, with where they stand.
fn values_at<'a, 'db>(fields: &'a Fields<'db>, path: &str) -> Vec<(&'a Value<'db>, Place<'db>)> {
    let (first, rest) =
        path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let Some(value) = fields.get(first) else { return Vec::new() };
    match rest {
        None => vec![(&value.value, value.at)],
        Some(rest) => inner_values(&value.value, rest, value.at),
    }
}

fn inner_values<'a, 'db>(
    value: &'a Value<'db>,
    path: &str,
    at: Place<'db>,
) -> Vec<(&'a Value<'db>, Place<'db>)> {
    match value {
        Value::Object(fields) => values_at(fields, path),
        Value::List(items) if path == "*" => {
            items.iter().map(|item| (&item.value, item.at)).collect()
        }
        Value::List(items) => {
            let rest = path.strip_prefix("*/").unwrap_or(path);
            items.iter().flat_map(|item| inner_values(&item.value, rest, at)).collect()
        }
        _ => Vec::new(),
    }
}

/// The scalars at a path that are known, as text.
fn known_at<'db>(fields: &Fields<'db>, path: &str) -> Vec<(String, Place<'db>)> {
    values_at(fields, path)
        .into_iter()
        .filter_map(|(value, at)| Some((crate::evaluate::scalar_text(value)?, at)))
        .collect()
}

fn value_text(value: &sparta_catalogue::Value) -> String {
    match value {
        sparta_catalogue::Value::String(text) | sparta_catalogue::Value::Json(text) => {
            (*text).to_owned()
        }
        sparta_catalogue::Value::Integer(number) => number.to_string(),
        sparta_catalogue::Value::Boolean(value) => value.to_string(),
        sparta_catalogue::Value::Number(number) => number.to_string(),
    }
}

fn holds(condition: &Condition, fields: &Fields<'_>) -> bool {
    match presence(fields, condition.path) {
        Presence::Unknown => return false,
        Presence::Absent => return condition.or_absent || condition.test == Test::Absent,
        Presence::There => {}
    }
    let texts = || known_at(fields, condition.path).into_iter().map(|(text, _)| text);
    let among = |text: &String, values: &[sparta_catalogue::Value]| {
        values.iter().any(|value| value_text(value) == *text)
    };
    match &condition.test {
        Test::Present => true,
        Test::Absent => false,
        Test::OneOf(values) => texts().any(|text| among(&text, values)),
        Test::NoneOf(values) => texts().any(|text| !among(&text, values)),
        Test::Matches(pattern) => texts().any(|text| pattern.matches(&text) == Some(true)),
        Test::Differs(pattern) => texts().any(|text| pattern.matches(&text) == Some(false)),
        Test::Between { min, max } => texts().any(|text| {
            text.parse::<i64>().is_ok_and(|number| {
                min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
            })
        }),
    }
}

fn condition_text(condition: &Condition) -> String {
    let path = condition.path;
    let list = |values: &[sparta_catalogue::Value]| {
        let values: Vec<String> = values.iter().map(value_text).collect();
        quoted(&values.iter().map(String::as_str).collect::<Vec<_>>())
    };
    match &condition.test {
        Test::Present => format!("`{path}` is set"),
        Test::Absent => format!("`{path}` is not set"),
        Test::OneOf(values) => format!("`{path}` is {}", list(values)),
        Test::NoneOf(values) => format!("`{path}` is not {}", list(values)),
        Test::Matches(pattern) => format!("`{path}` matches `{}`", pattern.source),
        Test::Differs(pattern) => format!("`{path}` does not match `{}`", pattern.source),
        Test::Between { min, max } => format!("`{path}` is {}", bounds(*min, *max)),
    }
}
