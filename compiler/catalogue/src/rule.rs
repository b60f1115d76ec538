//! What the properties of an object demand of each other.
//!
//! Sources: `requiredXor`, `dependentExcluded`, `oneOf` and their like in cfn-lint's resource
//! schemas, and the extension schemas that its rules (those for errors) add to them.
//!
//! Paths start at the object: `A/B` is property `B` of property `A`, and `A/*` is each item of `A`.

use crate::{Pattern, Value};

/// One demand.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// One of these must be there, and no other.
    ExactlyOne(Vec<&'static str>),
    /// One of these must be there, or several.
    AtLeastOne(Vec<&'static str>),
    /// One of these sets must be there in full, and no other one in full.
    ExactlyOneSet(Vec<Vec<&'static str>>),
    /// One of these sets must be there in full, or several.
    AtLeastOneSet(Vec<Vec<&'static str>>),
    /// With the property, all the others must be there.
    Requires { property: &'static str, others: Vec<&'static str> },
    /// With the property, none of the others may be there.
    Excludes { property: &'static str, others: Vec<&'static str> },
    /// There must be so many properties.
    Count { min: Option<u32>, max: Option<u32> },
    /// Where all conditions hold (or there are none), this is demanded. A demand below a property
    /// that is not there is met, and so is one of a value that the program does not know yet.
    When {
        conditions: Vec<Condition>,
        /// These must be there.
        require: Vec<&'static str>,
        /// These may not be there.
        forbid: Vec<&'static str>,
        /// These may only have one of the values.
        allow: Vec<(&'static str, Vec<Value>)>,
        /// These may have none of the values.
        deny: Vec<(&'static str, Vec<Value>)>,
        /// These must match.
        matching: Vec<(&'static str, Pattern)>,
        /// These must lie between the bounds, which are allowed themselves.
        range: Vec<(&'static str, Option<i64>, Option<i64>)>,
        /// These lists must have so many items.
        items: Vec<(&'static str, Option<i64>, Option<i64>)>,
    },
}

/// What must hold for a rule to apply.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// With `*` it holds if it does for some item.
    pub path: &'static str,
    pub test: Test,
    /// Whether it also holds where nothing is at the path.
    pub or_absent: bool,
}

/// What a condition asks of the value at its path. A number and its text are equal, as they are
/// in a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    Present,
    Absent,
    OneOf(Vec<Value>),
    NoneOf(Vec<Value>),
    Matches(Pattern),
    Differs(Pattern),
    /// The bounds are allowed themselves.
    Between {
        min: Option<i64>,
        max: Option<i64>,
    },
}
