//! Constraints on scalars and lists.

use sparta_catalogue::{Shape, ShapeId};
use sparta_diagnostics::{Severity, nearest};

use super::shape::{Position, property_name};
use crate::evaluate::{Context, Evaluator, as_real};
use crate::scopes::{counted, quoted};
use crate::{Finding, Item, Place, Real, Spanned, Value};

impl<'db> Evaluator<'db> {
    /// A scalar that is known, converted where CloudFormation would.
    pub(super) fn scalar(
        &mut self,
        value: Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let at = value.at;
        let value = match (value.value, position.known.shape(shape)) {
            (
                Value::String(text),
                Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean,
            ) => {
                return self.from_text(&text, shape, at, position);
            }
            (Value::Int(number), Shape::Number { .. }) => Value::Int(number),
            (Value::Float(number), Shape::Integer { .. }) if number.0.fract() == 0.0 => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the fraction is zero, and `as` saturates"
                )]
                let number = number.0 as i64;
                Value::Int(number)
            }
            (value @ (Value::Int(_) | Value::Bool(_)), Shape::String(_)) => {
                let text = crate::evaluate::scalar_text(&value).unwrap_or_default();
                let message = format!("{} is text", property_name(position));
                self.report(quoted_literal(at, message, &format!("\"{text}\"")));
                Value::string(text)
            }
            (value, _) => value,
        };
        self.checked(value, shape, at, position)
    }

    /// `"30"` where a number is wanted: CloudFormation takes it, and it is not what is meant.
    fn from_text(
        &mut self,
        text: &str,
        shape: ShapeId,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let converted = match position.known.shape(shape) {
            Shape::Integer { .. } => text.parse().ok().map(Value::Int),
            Shape::Number { .. } => text
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
                .map(|number| Value::Float(Real(number))),
            Shape::Boolean => text.to_ascii_lowercase().parse().ok().map(Value::Bool),
            _ => None,
        };
        let Some(converted) = converted else {
            let wanted = if matches!(position.known.shape(shape), Shape::Boolean) {
                "a Bool"
            } else {
                "a number"
            };
            let finding = self.finding(
                position,
                "type-mismatch",
                at,
                format!(
                    "{} is {wanted}, and this is the String \"{text}\"",
                    property_name(position)
                ),
            );
            self.report(finding.with_help(format!("write {wanted}")));
            return Spanned { value: Value::Error, at };
        };
        let written = crate::evaluate::scalar_text(&converted).unwrap_or_default();
        self.report(quoted_literal(
            at,
            format!("{} is not text", property_name(position)),
            &written,
        ));
        self.checked(converted, shape, at, position)
    }

    /// A scalar in the property's form: what can't stand there is an error from here on, so that no
    /// rule between properties finds fault with it again.
    pub(super) fn checked(
        &mut self,
        value: Value<'db>,
        shape: ShapeId,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let fits = self.check_scalar(&value, shape, at, position);
        Spanned { value: if fits { value } else { Value::Error }, at }
    }

    /// Reports what can't stand here; whether it may all the same, because it is only a warning.
    fn refuse(&mut self, finding: Finding<'db>) -> bool {
        let passes = finding.severity == Severity::Warning;
        self.report(finding);
        passes
    }

    /// Checks a scalar that is known; whether it may stand here.
    pub(super) fn check_scalar(
        &mut self,
        value: &Value<'db>,
        shape: ShapeId,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> bool {
        match (value, position.known.shape(shape)) {
            (Value::String(text), Shape::String(string)) => {
                self.check_text(text, string, at, position)
            }
            (Value::Int(number), Shape::Integer { min, max, one_of }) => {
                if !one_of.is_empty() && !one_of.contains(number) {
                    let allowed: Vec<String> = one_of.iter().map(ToString::to_string).collect();
                    let finding = self.finding(
                        position,
                        "wrong-value",
                        at,
                        format!("{} can't be {number}", property_name(position)),
                    );
                    self.refuse(finding.with_help(format!("write one of {}", allowed.join(", "))))
                } else {
                    self.check_range(*number, *min, *max, at, position)
                }
            }
            #[expect(
                clippy::cast_precision_loss,
                reason = "a bound is compared, not computed with"
            )]
            (Value::Int(number), Shape::Number { min, max }) => {
                self.check_real(*number as f64, *min, *max, at, position)
            }
            (Value::Float(number), Shape::Number { min, max }) => {
                self.check_real(number.0, *min, *max, at, position)
            }
            (Value::Bool(_) | Value::Condition(_), Shape::Boolean)
            | (_, Shape::Any | Shape::Json) => true,
            (_, Shape::OneOf(shapes)) => {
                let shapes = shapes.clone();
                let mut first = None;
                for shape in shapes {
                    let found = self
                        .attempt(|evaluator| evaluator.check_scalar(value, shape, at, position))
                        .1;
                    if found.is_empty() {
                        return true;
                    }
                    first = first.or(Some(found));
                }
                let refused: Vec<bool> =
                    first.into_iter().flatten().map(|finding| self.refuse(finding)).collect();
                refused.into_iter().all(|passes| passes)
            }
            (value, shape) => {
                let wanted = match shape {
                    Shape::Object(_) | Shape::Map { .. } => "an object",
                    Shape::List { .. } => "a list",
                    Shape::String(_) => "a String",
                    Shape::Integer { .. } => "an Int",
                    Shape::Number { .. } => "a number",
                    Shape::Boolean => "a Bool",
                    Shape::Json | Shape::Any | Shape::OneOf(_) => "something else",
                };
                let help = match shape {
                    Shape::List { .. } => "put it in a list: `[…]`".to_owned(),
                    Shape::Object(_) | Shape::Map { .. } => "write an object: `{ … }`".to_owned(),
                    _ => format!("write {wanted}"),
                };
                let found = self.describe(value);
                let finding = self.finding(
                    position,
                    "type-mismatch",
                    at,
                    format!("{} is {wanted}, and this is {found}", property_name(position)),
                );
                self.refuse(finding.with_help(help))
            }
        }
    }

    fn check_text(
        &mut self,
        text: &str,
        string: &sparta_catalogue::StringShape,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> bool {
        // CloudFormation reads it when it makes the resource: what it comes to is not known.
        if text.contains("{{resolve:") {
            return true;
        }
        if !string.one_of.is_empty() {
            let known = if string.ignore_case {
                string.one_of.iter().any(|value| value.eq_ignore_ascii_case(text))
            } else {
                string.one_of.contains(&text)
            };
            if known {
                return true;
            }
            let finding = self.finding(
                position,
                "wrong-value",
                at,
                format!("{} can't be \"{text}\"", property_name(position)),
            );
            return self.refuse(match nearest(text, string.one_of.iter().copied()) {
                Some(near) => finding.with_help(format!("did you mean \"{near}\"?")).with_guess(
                    format!("write \"{near}\""),
                    at,
                    format!("\"{near}\""),
                ),
                None => finding.with_help(format!("it is one of {}", quoted(&string.one_of))),
            });
        }
        let length = text.chars().count();
        let (min, max) = (string.min.map(|min| min as usize), string.max.map(|max| max as usize));
        if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
            let finding = self.finding(
                position,
                "wrong-length",
                at,
                format!("{} has {}", property_name(position), counted(length, "character")),
            );
            return self
                .refuse(finding.with_help(format!("it takes {} characters", bounds(min, max))));
        }
        let wrong = || format!("{} can't be \"{text}\"", property_name(position));
        if let Some(format) = string.format.and_then(super::format::format)
            && !matches_pattern(&format.pattern, text)
        {
            let finding = self.finding(position, "wrong-format", at, wrong());
            return self.refuse(finding.with_help(format!("write it like \"{}\"", format.example)));
        }
        if let Some(pattern) = &string.pattern
            && pattern.matches(text) == Some(false)
        {
            let finding = self.finding(position, "wrong-pattern", at, wrong());
            return self.refuse(finding.with_help(format!("it has to match `{}`", pattern.source)));
        }
        true
    }

    fn check_range(
        &mut self,
        number: i64,
        min: Option<i64>,
        max: Option<i64>,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> bool {
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            let finding = self.finding(
                position,
                "wrong-range",
                at,
                format!("{} can't be {number}", property_name(position)),
            );
            return self.refuse(finding.with_help(format!("it takes {}", bounds(min, max))));
        }
        true
    }

    fn check_real(
        &mut self,
        number: f64,
        min: Option<f64>,
        max: Option<f64>,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) -> bool {
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            let finding = self.finding(
                position,
                "wrong-range",
                at,
                format!("{} can't be {number}", property_name(position)),
            );
            return self.refuse(finding.with_help(format!("it takes {}", bounds(min, max))));
        }
        true
    }

    pub(super) fn check_length(
        &mut self,
        length: usize,
        min: Option<u32>,
        max: Option<u32>,
        at: Place<'db>,
        position: &mut Position<'_, 'db>,
    ) {
        let (min, max) = (min.map(|min| min as usize), max.map(|max| max as usize));
        if min.is_some_and(|min| length < min) || max.is_some_and(|max| length > max) {
            let finding = self.finding(
                position,
                "wrong-length",
                at,
                format!("{} has {}", property_name(position), counted(length, "element")),
            );
            self.report(finding.with_help(format!("it takes {}", bounds(min, max))));
        }
    }

    pub(super) fn check_unique(
        &mut self,
        items: &[Spanned<'db>],
        position: &mut Position<'_, 'db>,
    ) {
        for (index, item) in items.iter().enumerate() {
            if matches!(item.value, Value::Error | Value::Unknown(_)) {
                continue;
            }
            if let Some(first) = items[..index].iter().find(|other| other.value == item.value) {
                let finding = self.finding(
                    position,
                    "duplicate-element",
                    item.at,
                    format!("{} has this element twice", property_name(position)),
                );
                let finding = if first.at == item.at {
                    finding
                } else {
                    finding.with_label(first.at, "first here")
                };
                self.report(finding.with_help("remove one of them"));
            }
        }
    }

    /// `@range`, `@length` and `@pattern` of a parameter or setting.
    pub fn constrain(
        &mut self,
        value: Spanned<'db>,
        item: &Item,
        cx: &Context<'db>,
    ) -> Spanned<'db> {
        if let Value::If(choice) = &value.value {
            for branch in [&choice.then, &choice.otherwise] {
                self.constrain(Spanned { value: branch.clone(), at: value.at }, item, cx);
            }
            return value;
        }
        for attribute in &item.attributes {
            let arguments: Vec<Value<'db>> = attribute
                .arguments
                .iter()
                .map(|argument| self.eval(cx, argument.value).value)
                .collect();
            match (&*attribute.name.text, &arguments[..], &value.value) {
                ("range", [min, max], number) if is_outside(number, min, max) => {
                    let [number, min, max] =
                        [number, min, max].map(|amount| self.describe_amount(amount));
                    self.error(
                        "wrong-range",
                        value.at,
                        format!("`{}` can't be {number}", item.name.text),
                        format!("it takes {min} to {max}"),
                    );
                }
                ("length", [Value::Int(min), Value::Int(max)], Value::String(text)) => {
                    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
                    if length < *min || length > *max {
                        self.error(
                            "wrong-length",
                            value.at,
                            format!(
                                "`{}` has {}",
                                item.name.text,
                                counted(text.chars().count(), "character")
                            ),
                            format!("it takes {}", bounds(Some(*min), Some(*max))),
                        );
                    }
                }
                ("length", [Value::Int(min), Value::Int(max)], Value::List(items)) => {
                    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
                    if length < *min || length > *max {
                        self.error(
                            "wrong-length",
                            value.at,
                            format!("`{}` has {}", item.name.text, counted(items.len(), "element")),
                            format!("it takes {}", bounds(Some(*min), Some(*max))),
                        );
                    }
                }
                ("pattern", [Value::String(pattern)], Value::String(text))
                    if !matches_pattern(&format!("^(?:{pattern})$"), text) =>
                {
                    self.error(
                        "wrong-pattern",
                        value.at,
                        format!("`{}` can't be \"{text}\"", item.name.text),
                        format!("it has to match `{pattern}`"),
                    );
                }
                _ => {}
            }
        }
        value
    }

    /// Reports a text that is no regular expression. What only other engines know may be right where
    /// CloudFormation matches it, and can't be matched here.
    pub fn check_pattern(&mut self, pattern: &str, at: Place<'db>, is_deploy_time: bool) -> bool {
        let Err(error) = regex::Regex::new(pattern) else { return true };
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim();
        let reason = reason.strip_prefix("error: ").unwrap_or(reason);
        if !reason.contains("not supported") {
            let message = format!("this is not a regular expression: {reason}");
            self.error(
                "bad-pattern",
                at,
                message,
                "write `\\\\` before a character that means itself",
            );
            return false;
        }
        if !is_deploy_time {
            let message = format!("this can't be matched here: {reason}");
            self.error("bad-pattern", at, message, "say it without that, or in two patterns");
        }
        is_deploy_time
    }

    fn describe_amount(&self, value: &Value<'db>) -> String {
        match value {
            Value::Duration(milliseconds) if milliseconds % 60_000 == 0 => {
                format!("{}min", milliseconds / 60_000)
            }
            Value::Duration(milliseconds) if milliseconds % 1_000 == 0 => {
                format!("{}s", milliseconds / 1_000)
            }
            Value::Duration(milliseconds) => format!("{milliseconds}ms"),
            Value::Size(bytes) if bytes % (1 << 20) == 0 => format!("{}MB", bytes >> 20),
            Value::Size(bytes) => format!("{}KB", bytes >> 10),
            Value::Int(number) => number.to_string(),
            Value::Float(number) => number.0.to_string(),
            other => self.describe(other),
        }
    }
}

/// Whether an amount is known to lie outside its bounds, which are of its own kind.
fn is_outside(amount: &Value<'_>, min: &Value<'_>, max: &Value<'_>) -> bool {
    match (amount, min, max) {
        (Value::Int(amount), Value::Int(min), Value::Int(max))
        | (Value::Duration(amount), Value::Duration(min), Value::Duration(max))
        | (Value::Size(amount), Value::Size(min), Value::Size(max)) => {
            !(min..=max).contains(&amount)
        }
        _ => match [amount, min, max].map(as_real) {
            [Some(amount), Some(min), Some(max)] => !(min..=max).contains(&amount),
            _ => false,
        },
    }
}

/// Whether a text matches a pattern; one that can't be compiled matches everything.
pub(crate) fn matches_pattern(pattern: &str, text: &str) -> bool {
    use std::cell::RefCell;
    thread_local! {
        /// Patterns are dear to compile and come again and again. What is kept follows from the text
        /// of the pattern alone, so nothing depends on what was asked before.
        static COMPILED: RefCell<rustc_hash::FxHashMap<String, Option<regex::Regex>>> = RefCell::default();
    }
    COMPILED.with_borrow_mut(|compiled| {
        if !compiled.contains_key(pattern) {
            let regex = regex::RegexBuilder::new(pattern).size_limit(1 << 22).build().ok();
            compiled.insert(pattern.to_owned(), regex);
        }
        compiled[pattern].as_ref().is_none_or(|regex| regex.is_match(text))
    })
}

/// `1 to 10`, `at least 1`.
pub(super) fn bounds<T: std::fmt::Display>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number".to_owned(),
    }
}

/// A literal of another form than the property's: CloudFormation converts it.
fn quoted_literal<'db>(at: Place<'db>, message: String, instead: &str) -> Finding<'db> {
    Finding::warning("quoted-literal", at, message).with_help(format!("write {instead}")).with_fix(
        format!("write {instead}"),
        at,
        instead,
    )
}
