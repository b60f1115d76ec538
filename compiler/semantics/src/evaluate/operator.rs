//! Operators.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, TextRange, nearest};

use super::{Context, Evaluator};
use crate::body::Operator;
use crate::equal::same;
use crate::{Condition, ExprId, Literal, Place, Real, Spanned, Truth, Ty, Value};

impl<'db> Evaluator<'db> {
    pub(super) fn not(&mut self, cx: &Context<'db>, operand: ExprId) -> Value<'db> {
        let operand = self.eval(cx, operand);
        self.truth(&operand).negated().value()
    }

    pub(super) fn negate(&mut self, cx: &Context<'db>, operand: ExprId) -> Value<'db> {
        let operand = self.eval(cx, operand);
        self.over_choices(&operand, &mut |evaluator, operand| match &operand.value {
            Value::Int(number) => Value::Int(number.wrapping_neg()),
            Value::Float(number) => Value::Float(Real(-number.0)),
            Value::Duration(number) => Value::Duration(number.wrapping_neg()),
            Value::Error => Value::Error,
            Value::Unknown(ty) => Value::Unknown(ty.clone()),
            Value::Deploy(_) => {
                evaluator.phase_error(operand, "CloudFormation can't compute with numbers")
            }
            other => {
                let found = evaluator.describe(other);
                evaluator.error(
                    "type-mismatch",
                    operand.at,
                    format!("`-` takes a number, and this is {found}"),
                    "write a number",
                )
            }
        })
    }

    /// Applies a function to a value, to both sides of a choice each.
    pub(crate) fn over_choices(
        &mut self,
        value: &Spanned<'db>,
        apply: &mut dyn FnMut(&mut Self, &Spanned<'db>) -> Value<'db>,
    ) -> Value<'db> {
        if !self.spend(1, value.at) {
            return Value::Error;
        }
        let Value::If(choice) = &value.value else { return apply(self, value) };
        let choice = choice.clone();
        let then = self.given(Some(choice.condition.clone()), |evaluator| {
            evaluator.over_choices(&Spanned { value: choice.then.clone(), at: value.at }, apply)
        });
        let otherwise = self.given(Some(choice.condition.clone().negated()), |evaluator| {
            evaluator
                .over_choices(&Spanned { value: choice.otherwise.clone(), at: value.at }, apply)
        });
        Value::choice(choice.condition.clone(), then, otherwise)
    }

    pub(super) fn binary(
        &mut self,
        cx: &Context<'db>,
        operator: Operator,
        left: ExprId,
        right: ExprId,
        range: TextRange,
    ) -> Value<'db> {
        match operator {
            Operator::And => {
                let left = self.eval(cx, left);
                match self.truth(&left) {
                    Truth::Known(false) => Value::Bool(false),
                    truth => {
                        let fact = fact(&truth);
                        let right = self.given(fact, |evaluator| {
                            let right = evaluator.eval(cx, right);
                            evaluator.truth(&right)
                        });
                        self.bounded_truth(truth.and(right), cx.place(range)).value()
                    }
                }
            }
            Operator::Or => {
                let left = self.eval(cx, left);
                match self.truth(&left) {
                    Truth::Known(true) => Value::Bool(true),
                    truth => {
                        let fact = fact(&truth.clone().negated());
                        let right = self.given(fact, |evaluator| {
                            let right = evaluator.eval(cx, right);
                            evaluator.truth(&right)
                        });
                        self.bounded_truth(truth.or(right), cx.place(range)).value()
                    }
                }
            }
            Operator::Coalesce => {
                let left = self.eval(cx, left);
                self.coalesce(cx, left, right)
            }
            _ => {
                let (left, right) = (self.eval(cx, left), self.eval(cx, right));
                self.operate(operator, &left, &right, cx.place(range))
            }
        }
    }

    /// `left ?? right`: right stands where left is null.
    fn coalesce(&mut self, cx: &Context<'db>, left: Spanned<'db>, right: ExprId) -> Value<'db> {
        match left.value {
            Value::Null => self.eval(cx, right).value,
            Value::If(ref choice) => {
                let then = self.given(Some(choice.condition.clone()), |evaluator| {
                    evaluator.coalesce(
                        cx,
                        Spanned { value: choice.then.clone(), at: left.at },
                        right,
                    )
                });
                let otherwise = self.given(Some(choice.condition.clone().negated()), |evaluator| {
                    evaluator.coalesce(
                        cx,
                        Spanned { value: choice.otherwise.clone(), at: left.at },
                        right,
                    )
                });
                Value::choice(choice.condition.clone(), then, otherwise)
            }
            Value::Reference(crate::Reference { instance, condition: Some(condition) }) => {
                let then = Value::Reference(crate::Reference { instance, condition: None });
                let otherwise = self.given(Some(condition.clone().negated()), |evaluator| {
                    evaluator.eval(cx, right).value
                });
                Value::choice(condition, then, otherwise)
            }
            Value::Unknown(ref ty) if ty.is_optional() => {
                let right = self.eval(cx, right);
                let ty = Ty::union([ty.non_null(), crate::ty::type_of(self.db, &right.value)]);
                Value::Unknown(ty)
            }
            value => value,
        }
    }

    fn operate(
        &mut self,
        operator: Operator,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Value<'db> {
        if matches!(operator, Operator::Equal | Operator::NotEqual) {
            let truth = self.equal(left, right, at);
            return if operator == Operator::Equal { truth } else { truth.negated() }.value();
        }
        let right = right.clone();
        self.over_choices(left, &mut |evaluator, left| {
            evaluator.over_choices(&right, &mut |evaluator, right| {
                evaluator.compute(operator, left, right, at)
            })
        })
    }

    /// `==`.
    pub(crate) fn equal(
        &mut self,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Truth<'db> {
        if !self.spend(1, at) {
            return Truth::Unknown;
        }
        let truth = self.equal_values(left, right, at);
        self.bounded_truth(truth, at)
    }

    fn equal_values(
        &mut self,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Truth<'db> {
        match (&left.value, &right.value) {
            (Value::Error, _) | (_, Value::Error) => Truth::Unknown,
            (Value::If(choice), _) => {
                let condition = Truth::Deploy(choice.condition.clone());
                let then = Spanned { value: choice.then.clone(), at: left.at };
                let otherwise = Spanned { value: choice.otherwise.clone(), at: left.at };
                let (then, otherwise) =
                    (self.equal(&then, right, at), self.equal(&otherwise, right, at));
                condition.clone().and(then).or(condition.negated().and(otherwise))
            }
            (_, Value::If(_)) => self.equal(right, left, at),
            (Value::Reference(reference), Value::Null)
            | (Value::Null, Value::Reference(reference)) => match &reference.condition {
                Some(condition) => Truth::Deploy(condition.clone().negated()),
                None => Truth::Known(false),
            },
            (Value::Unknown(_), _) | (_, Value::Unknown(_)) => Truth::Unknown,
            (Value::Null, other) | (other, Value::Null) => Truth::Known(*other == Value::Null),
            (Value::Condition(condition), Value::Bool(value))
            | (Value::Bool(value), Value::Condition(condition)) => {
                let truth = self.decide(condition.clone());
                if *value { truth } else { truth.negated() }
            }
            (Value::Condition(_), other) | (other, Value::Condition(_))
                if self.truth_of(other).is_some() =>
            {
                let (a, b) = (self.truth(left), self.truth(right));
                let both = self.both(&a, &b);
                let neither = self.given(fact(&both.clone().negated()), |evaluator| {
                    evaluator.both(&a.negated(), &b.negated())
                });
                both.or(neither)
            }
            (Value::Deploy(_), _) | (_, Value::Deploy(_)) => self.equal_at_deploy(left, right, at),
            (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => {
                Truth::Known(real(*a) == b.0)
            }
            (Value::List(a), Value::List(b)) if a.len() == b.len() => {
                let pairs = a.iter().zip(b.iter());
                pairs.fold(Truth::Known(true), |truth, (a, b)| truth.and(self.equal(a, b, at)))
            }
            (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
                let pairs = a.iter().map(|field| (&field.value, b.get(&field.name)));
                pairs.fold(Truth::Known(true), |truth, (a, b)| {
                    truth.and(b.map_or(Truth::Known(false), |b| self.equal(a, b, at)))
                })
            }
            (a, b) if comparable(a, b) => Truth::Known(same(a, b)),
            (a, b) => {
                let (a, b) = (self.describe(a), self.describe(b));
                self.error(
                    "impossible-comparison",
                    at,
                    format!("{a} is never equal to {b}"),
                    "compare values of one type",
                );
                Truth::Unknown
            }
        }
    }

    /// Whether one holds, and under it the other.
    fn both(&mut self, a: &Truth<'db>, b: &Truth<'db>) -> Truth<'db> {
        let decided = |evaluator: &Self, truth: &Truth<'db>| match truth {
            Truth::Deploy(condition) => evaluator.decide(condition.clone()),
            known => known.clone(),
        };
        let a = decided(self, a);
        let b = self.given(fact(&a), |evaluator| decided(evaluator, b));
        a.and(b)
    }

    fn equal_at_deploy(
        &mut self,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Truth<'db> {
        if left.value == right.value {
            return Truth::Known(true);
        }
        let (deploy, other) = match &left.value {
            Value::Deploy(deploy) => (deploy, right),
            _ => match &right.value {
                Value::Deploy(deploy) => (deploy, left),
                _ => return Truth::Unknown,
            },
        };
        if let Some(literals) = deploy.ty.literals()
            && let Some(text) = scalar_text(&other.value)
            && !literals.iter().any(|literal| literal_text(literal) == text)
        {
            if self.judges(at) {
                self.never(&text, &literals, other.at);
            }
            return Truth::Unknown;
        }
        for side in [left, right] {
            if let Some(reason) = self.not_for_conditions(&side.value) {
                self.phase_error(side, &reason);
                return Truth::Unknown;
            }
        }
        let side =
            |value: &Value<'db>| scalar_text(value).map_or_else(|| value.clone(), Value::string);
        let condition = Condition::Equals(Arc::new((side(&left.value), side(&right.value))));
        self.decide(condition)
    }

    /// Reports a comparison with what a value never is.
    pub(super) fn never(&mut self, text: &str, literals: &[&Literal], at: Place<'db>) {
        let all: Vec<String> = literals.iter().map(ToString::to_string).collect();
        let finding = Diagnostic::error(
            "impossible-comparison",
            at,
            format!("the value is never \"{text}\"; it is {}", all.join(" | ")),
        );
        let known: Vec<String> = literals.iter().map(|literal| literal_text(literal)).collect();
        self.report(match nearest(text, known.iter().map(String::as_str)) {
            Some(near) => finding.with_help(format!("did you mean \"{near}\"?")).with_guess(
                format!("write \"{near}\""),
                at,
                format!("\"{near}\""),
            ),
            None => finding.with_help("compare with one of them"),
        });
    }

    /// Why a value can't be part of a condition: conditions see parameters, not resources.
    fn not_for_conditions(&self, value: &Value<'db>) -> Option<String> {
        match value {
            Value::Deploy(deploy) if super::phase::needs_resources(&deploy.computation) => Some(
                "CloudFormation decides conditions before it makes resources: they can use parameters only".to_owned(),
            ),
            Value::List(_) | Value::Object(_) | Value::Reference(_) => {
                Some("CloudFormation compares text and numbers only".to_owned())
            }
            _ => None,
        }
    }

    fn compute(
        &mut self,
        operator: Operator,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Value<'db> {
        use Operator::{
            Add, Divide, Greater, GreaterOrEqual, Less, LessOrEqual, Multiply, Remainder, Subtract,
        };
        let overflow =
            |evaluator: &mut Self, value: Option<i64>, make: fn(i64) -> Value<'db>| match value {
                Some(value) => make(value),
                None if operator == Divide || operator == Remainder => evaluator.error(
                    "division-by-zero",
                    at,
                    "this divides by zero",
                    "divide by something else",
                ),
                None => evaluator.error(
                    "number-too-large",
                    at,
                    "the result does not fit into 64 bits",
                    "use smaller numbers",
                ),
            };
        let integer = |a: i64, b: i64| match operator {
            Add => a.checked_add(b),
            Subtract => a.checked_sub(b),
            Multiply => a.checked_mul(b),
            Divide => a.checked_div(b),
            Remainder => a.checked_rem(b),
            _ => None,
        };
        let ordering = match operator {
            Less => Some(std::cmp::Ordering::is_lt as fn(std::cmp::Ordering) -> bool),
            LessOrEqual => Some(std::cmp::Ordering::is_le as fn(_) -> _),
            Greater => Some(std::cmp::Ordering::is_gt as fn(_) -> _),
            GreaterOrEqual => Some(std::cmp::Ordering::is_ge as fn(_) -> _),
            _ => None,
        };
        match (&left.value, &right.value) {
            (Value::Error, _) | (_, Value::Error) => Value::Error,
            (Value::Deploy(_) | Value::Condition(_), _) => self.phase_error(
                left,
                "CloudFormation can't compute with numbers or compare their size",
            ),
            (_, Value::Deploy(_) | Value::Condition(_)) => self.phase_error(
                right,
                "CloudFormation can't compute with numbers or compare their size",
            ),
            (Value::Unknown(ty), other) | (other, Value::Unknown(ty)) => {
                if ordering.is_some() {
                    Value::Unknown(Ty::Bool)
                } else {
                    let other = crate::ty::type_of(self.db, other);
                    let wider = if ty.plain() == Ty::Float || other.plain() == Ty::Float {
                        Ty::Float
                    } else {
                        ty.plain()
                    };
                    Value::Unknown(wider.widened())
                }
            }
            (Value::Int(a), Value::Int(b)) => match ordering {
                Some(holds) => Value::Bool(holds(a.cmp(b))),
                None => overflow(self, integer(*a, *b), Value::Int),
            },
            (Value::Duration(a), Value::Duration(b)) | (Value::Size(a), Value::Size(b)) => {
                let same: fn(i64) -> Value<'db> = if matches!(left.value, Value::Duration(_)) {
                    Value::Duration
                } else {
                    Value::Size
                };
                match (operator, ordering) {
                    (_, Some(holds)) => Value::Bool(holds(a.cmp(b))),
                    (Add | Subtract, _) => overflow(self, integer(*a, *b), same),
                    (Divide, _) => overflow(self, integer(*a, *b), Value::Int),
                    _ => self.bad_operands(operator, left, right, at),
                }
            }
            (Value::Duration(a), Value::Int(b)) if matches!(operator, Multiply | Divide) => {
                overflow(self, integer(*a, *b), Value::Duration)
            }
            (Value::Int(a), Value::Duration(b)) if operator == Multiply => {
                overflow(self, integer(*a, *b), Value::Duration)
            }
            (Value::Size(a), Value::Int(b)) if matches!(operator, Multiply | Divide) => {
                overflow(self, integer(*a, *b), Value::Size)
            }
            (Value::Int(a), Value::Size(b)) if operator == Multiply => {
                overflow(self, integer(*a, *b), Value::Size)
            }
            (Value::String(a), Value::String(b)) if operator == Add || ordering.is_some() => {
                match ordering {
                    Some(holds) => Value::Bool(holds(a.cmp(b))),
                    None => self.error(
                        "type-mismatch",
                        at,
                        "Strings are not added",
                        "write one text: `\"${a}${b}\"`",
                    ),
                }
            }
            (a, b) => match (as_real(a), as_real(b)) {
                (Some(a), Some(b)) => match (operator, a.partial_cmp(&b), ordering) {
                    (_, Some(order), Some(holds)) => Value::Bool(holds(order)),
                    (Add, ..) => float(a + b),
                    (Subtract, ..) => float(a - b),
                    (Multiply, ..) => float(a * b),
                    (Divide, ..) if b != 0.0 => float(a / b),
                    (Remainder, ..) if b != 0.0 => float(a % b),
                    _ => self.error(
                        "division-by-zero",
                        at,
                        "this divides by zero",
                        "divide by something else",
                    ),
                },
                _ => self.bad_operands(operator, left, right, at),
            },
        }
    }

    fn bad_operands(
        &mut self,
        operator: Operator,
        left: &Spanned<'db>,
        right: &Spanned<'db>,
        at: Place<'db>,
    ) -> Value<'db> {
        let (left, right) = (self.describe(&left.value), self.describe(&right.value));
        let operator = operator.as_str();
        self.error(
            "type-mismatch",
            at,
            format!("`{operator}` can't be used with {left} and {right}"),
            "both sides have to be numbers, Durations or Sizes",
        )
    }
}

pub(super) fn fact<'db>(truth: &Truth<'db>) -> Option<Condition<'db>> {
    match truth {
        Truth::Deploy(condition) => Some(condition.clone()),
        Truth::Known(_) | Truth::Unknown => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "Int to Float is one of the language's conversions")]
const fn real(number: i64) -> f64 {
    number as f64
}

pub(crate) fn as_real(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Int(number) => Some(real(*number)),
        Value::Float(number) => Some(number.0),
        _ => None,
    }
}

fn float<'db>(number: f64) -> Value<'db> {
    Value::Float(Real(if number.is_nan() { 0.0 } else { number }))
}

fn comparable(a: &Value<'_>, b: &Value<'_>) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

/// A scalar as CloudFormation compares it: as text.
pub(crate) fn scalar_text(value: &Value<'_>) -> Option<String> {
    Some(match value {
        Value::String(text) => text.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.0.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => return None,
    })
}

pub(crate) fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.to_string(),
        Literal::Int(number) => number.to_string(),
        Literal::Bool(value) => value.to_string(),
    }
}
