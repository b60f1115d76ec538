//! Deploy-time Bools.

use std::sync::Arc;

use crate::{Instance, Declaration, Value};

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
            Self::Equals(_) | Self::And(_) | Self::Or(_) | Self::Named(_) => {
                Self::Not(Arc::new(self))
            }
        }
    }
}
