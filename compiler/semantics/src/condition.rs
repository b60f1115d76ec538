//! Deploy-time Bools.

use std::sync::Arc;

use crate::{Computation, Db, Declaration, Instance, Literal, ParameterRef, Ty, Value};

/// A Bool that CloudFormation computes from parameters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Condition<'db> {
    /// `Fn::Equals`; both sides are known or computed from parameters only.
    Equals(Arc<(Value<'db>, Value<'db>)>),
    Not(Arc<Condition<'db>>),
    /// Two or more.
    And(Arc<[Condition<'db>]>),
    /// Two or more.
    Or(Arc<[Condition<'db>]>),
    /// A `let` that has a name in the template.
    Named(Arc<NamedCondition<'db>>),
}

/// A condition with a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct NamedCondition<'db> {
    /// The logical id: the name of the `let`, after that of the instance that it is a part of.
    pub id: Arc<str>,
    /// Where it is declared, and in which instance of a component.
    pub declaration: Declaration<'db>,
    pub instance: Option<Instance<'db>>,
    pub condition: Condition<'db>,
}

/// What is known of a Bool.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub enum Truth<'db> {
    Known(bool),
    Deploy(Condition<'db>),
    /// It depends on what a component is given, or on a mistake.
    Unknown,
}

impl<'db> Truth<'db> {
    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Known(value) => Self::Known(!value),
            Self::Deploy(condition) => Self::Deploy(condition.negated()),
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Known(false), _) | (_, Self::Known(false)) => Self::Known(false),
            (Self::Known(true), rest) | (rest, Self::Known(true)) => rest,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Deploy(a), Self::Deploy(b)) => Self::Deploy(a.and(b)),
        }
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Known(true), _) | (_, Self::Known(true)) => Self::Known(true),
            (Self::Known(false), rest) | (rest, Self::Known(false)) => rest,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Deploy(a), Self::Deploy(b)) => Self::Deploy(a.or(b)),
        }
    }

    /// As a value.
    pub fn value(self) -> Value<'db> {
        match self {
            Self::Known(value) => Value::Bool(value),
            Self::Deploy(condition) => Value::Condition(condition),
            Self::Unknown => Value::Unknown(Ty::Bool),
        }
    }
}

impl<'db> Condition<'db> {
    /// The condition without its name.
    pub fn unnamed(&self) -> &Self {
        match self {
            Self::Named(named) => named.condition.unnamed(),
            Self::Equals(_) | Self::Not(_) | Self::And(_) | Self::Or(_) => self,
        }
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => Arc::unwrap_or_clone(inner),
            // A negated conjunction of negations is a disjunction: it reads better.
            Self::And(parts) if parts.iter().all(|part| matches!(part, Self::Not(_))) => {
                Self::Or(parts.iter().cloned().map(Self::negated).collect())
            }
            Self::Equals(_) | Self::And(_) | Self::Or(_) | Self::Named(_) => {
                Self::Not(Arc::new(self))
            }
        }
    }

    /// Both; a part that says nothing new is left out.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let parts = distinct([self, other], |condition| match condition {
            Self::And(parts) => Ok(parts),
            other => Err(other),
        });
        if let [only] = &*parts { only.clone() } else { Self::And(parts) }
    }

    /// Either; a part that says nothing new is left out.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let parts = distinct([self, other], |condition| match condition {
            Self::Or(parts) => Ok(parts),
            other => Err(other),
        });
        if let [only] = &*parts { only.clone() } else { Self::Or(parts) }
    }
}

/// The parts of two conditions, each once, in their order.
fn distinct<'db>(
    conditions: [Condition<'db>; 2],
    parts: impl Fn(Condition<'db>) -> Result<Arc<[Condition<'db>]>, Condition<'db>>,
) -> Arc<[Condition<'db>]> {
    let mut all: Vec<Condition<'db>> = Vec::new();
    for condition in conditions {
        let parts = parts(condition).unwrap_or_else(|one| Arc::new([one]));
        for part in parts.iter() {
            if !all.contains(part) {
                all.push(part.clone());
            }
        }
    }
    all.into()
}

/// How many combinations of values are tried before the answer is "not known".
const MAX_COMBINATIONS: usize = 4096;

/// What the facts in force say about a condition: that it holds, that it does not, or nothing.
pub(crate) fn decide<'db>(
    db: &'db dyn Db,
    facts: &[Condition<'db>],
    condition: &Condition<'db>,
) -> Option<bool> {
    let mut variables = Variables::default();
    for fact in facts {
        variables.collect(db, fact);
    }
    variables.collect(db, condition);
    variables.decide(facts, condition)
}

/// The parameters that conditions compare, each with the values that matter.
#[derive(Default)]
struct Variables<'db> {
    all: Vec<Variable<'db>>,
}

struct Variable<'db> {
    subject: Value<'db>,
    /// What it may be; `None` stands for everything else.
    domain: Vec<Option<Value<'db>>>,
}

impl<'db> Variables<'db> {
    fn collect(&mut self, db: &'db dyn Db, condition: &Condition<'db>) {
        match condition {
            Condition::Named(named) => self.collect(db, &named.condition),
            Condition::Not(inner) => self.collect(db, inner),
            Condition::And(parts) | Condition::Or(parts) => {
                for part in parts.iter() {
                    self.collect(db, part);
                }
            }
            Condition::Equals(sides) => {
                let (subject, value) = orient(sides);
                match self.all.iter_mut().find(|variable| variable.subject == *subject) {
                    Some(variable) => {
                        if !variable.domain.contains(&Some(value.clone())) {
                            variable.domain.push(Some(value.clone()));
                        }
                    }
                    None => {
                        let domain = finite_domain(db, subject)
                            .unwrap_or_else(|| vec![None, Some(value.clone())]);
                        self.all.push(Variable { subject: subject.clone(), domain });
                    }
                }
            }
        }
    }

    fn decide(&self, facts: &[Condition<'db>], condition: &Condition<'db>) -> Option<bool> {
        let combinations = self
            .all
            .iter()
            .try_fold(1usize, |product, variable| product.checked_mul(variable.domain.len()))
            .filter(|combinations| *combinations <= MAX_COMBINATIONS)?;
        let (mut ever, mut never) = (false, false);
        for combination in 0..combinations {
            let assignment = self.assignment(combination);
            if !facts.iter().all(|fact| self.holds(fact, &assignment)) {
                continue;
            }
            if self.holds(condition, &assignment) {
                ever = true;
            } else {
                never = true;
            }
            if ever && never {
                return None;
            }
        }
        // Contradicting facts decide nothing: what stands there is never reached.
        (ever || never).then_some(ever)
    }

    fn assignment(&self, mut combination: usize) -> Vec<usize> {
        self.all
            .iter()
            .map(|variable| {
                let choice = combination % variable.domain.len();
                combination /= variable.domain.len();
                choice
            })
            .collect()
    }

    fn holds(&self, condition: &Condition<'db>, assignment: &[usize]) -> bool {
        match condition {
            Condition::Named(named) => self.holds(&named.condition, assignment),
            Condition::Not(inner) => !self.holds(inner, assignment),
            Condition::And(parts) => parts.iter().all(|part| self.holds(part, assignment)),
            Condition::Or(parts) => parts.iter().any(|part| self.holds(part, assignment)),
            Condition::Equals(sides) => {
                let (subject, value) = orient(sides);
                self.all
                    .iter()
                    .zip(assignment)
                    .find(|(variable, _)| variable.subject == *subject)
                    .is_some_and(|(variable, choice)| {
                        variable.domain[*choice].as_ref() == Some(value)
                    })
            }
        }
    }
}

/// The side that varies first.
fn orient<'a, 'db>(sides: &'a (Value<'db>, Value<'db>)) -> (&'a Value<'db>, &'a Value<'db>) {
    let varies = |value: &Value<'db>| matches!(value, Value::Deploy(_) | Value::Condition(_));
    if varies(&sides.0) { (&sides.0, &sides.1) } else { (&sides.1, &sides.0) }
}

/// All that a parameter may be, if its type says so.
fn finite_domain<'db>(_db: &'db dyn Db, subject: &Value<'db>) -> Option<Vec<Option<Value<'db>>>> {
    let Value::Deploy(deploy) = subject else { return None };
    let Computation::Parameter(ParameterRef::Declared(_)) = &deploy.computation else {
        return None;
    };
    if deploy.ty == Ty::Bool {
        return Some(vec![Some(Value::string("true")), Some(Value::string("false"))]);
    }
    let literals = deploy.ty.literals()?;
    Some(
        literals
            .into_iter()
            .map(|literal| {
                Some(match literal {
                    Literal::String(text) => Value::String(text.clone()),
                    Literal::Int(number) => Value::string(number.to_string()),
                    Literal::Bool(value) => Value::string(value.to_string()),
                })
            })
            .collect(),
    )
}
