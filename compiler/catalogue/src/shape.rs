//! What the schemas say of values: a graph of shapes, in which definitions may contain themselves.
//!
//! Sources: the resource schemas of cfn-lint; see `stdlib/catalogue/README.md`.

use crate::{Pattern, Rule, Target, Value};

/// A shape of one resource type: the index in its [`shapes`](crate::ResourceType::shapes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub(crate) u32);

/// What a value may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// An object with named properties.
    Object(Object),
    /// An object whose keys the program chooses. One of any values is an [`Any`](Shape::Any) map.
    Map {
        /// What every key must match.
        key_pattern: Option<Pattern>,
        /// The keys that the service keeps for itself.
        forbidden_keys: Vec<&'static str>,
        value: ShapeId,
        min: Option<u32>,
        max: Option<u32>,
    },
    List {
        item: ShapeId,
        min: Option<u32>,
        max: Option<u32>,
        /// No two items may be equal.
        unique: bool,
    },
    String(StringShape),
    Integer {
        min: Option<i64>,
        max: Option<i64>,
        /// The only values allowed, if there are any.
        one_of: Vec<i64>,
    },
    Number {
        min: Option<f64>,
        max: Option<f64>,
    },
    Boolean,
    /// JSON of no known form, as an object or as its text: policy documents and the like.
    Json,
    /// Whatever there is.
    Any,
    /// One of several shapes: `["integer", "string"]`, an object of several forms, or an object
    /// that may also be written as JSON text (a string with the format `json`).
    OneOf(Vec<ShapeId>),
}

/// What a string may be. Nothing said means any string.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StringShape {
    /// The only values allowed, if there are any; where they differ by region, those of all regions.
    pub one_of: Vec<&'static str>,
    /// The values are in lower case, and may be written in any.
    pub ignore_case: bool,
    pub pattern: Option<Pattern>,
    /// The least length, in characters.
    pub min: Option<u32>,
    /// The greatest length, in characters.
    pub max: Option<u32>,
    /// `date-time`, `json`, `ipv4-network`, …, or what it names: `AWS::IAM::Role.Arn`. A string
    /// that may be one of several formats has none; its property's [`refers_to`](Property::refers_to)
    /// lists them.
    pub format: Option<&'static str>,
}

/// What an object may have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// Sorted by name.
    pub properties: Vec<Property>,
    /// Whether there may be properties of other names.
    pub open: bool,
    /// What the properties demand of each other.
    pub rules: Vec<Rule>,
}

impl Object {
    /// The property of a name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        let index = self.properties.binary_search_by(|property| property.name.cmp(name)).ok()?;
        self.properties.get(index)
    }
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    pub name: &'static str,
    pub shape: ShapeId,
    pub required: bool,
    /// Only the service sets it; a program may read it with `Fn::GetAtt`.
    pub read_only: bool,
    pub deprecated: bool,
    /// What the service takes where a program says nothing.
    pub default: Option<Value>,
    /// The resources that the value may name, the surest source first. At a list, each item does.
    pub refers_to: Vec<Target>,
}
