//! What a declaration becomes.

use std::sync::Arc;

use sparta_semantics::{Condition, Declaration, Fields, Findings, Instance, Place, Spanned, Value};

/// Everything that one declaration of a stack adds to the template, and what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub struct Lowered<'db> {
    /// In the order in which they are written, parts after each other.
    pub resources: Vec<Resource<'db>>,
    /// What its events set on resources, its own and others'.
    pub sets: Vec<SetProperty<'db>>,
    pub parameter: Option<Parameter<'db>>,
    pub output: Option<Output<'db>>,
    /// Who may do what: for the graph and for `can(…)`.
    pub grants: Vec<GrantUse<'db>>,
    /// Which event of which source reaches whom.
    pub events: Vec<EventUse<'db>>,
    /// The custom types of its resources, each once.
    pub customs: Vec<Declaration<'db>>,
    pub settings: Option<StackSettings<'db>>,
    pub findings: Findings<'db>,
}

/// A plain resource of the template.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct Resource<'db> {
    pub instance: Instance<'db>,
    /// The logical id.
    pub id: Arc<str>,
    /// `AWS::S3::Bucket`, `Custom::Greeting`.
    pub ty: Arc<str>,
    /// References are resolved to what each property wants; nulls are still there.
    pub properties: Fields<'db>,
    /// The resource exists only where this holds.
    pub condition: Option<Condition<'db>>,
    /// `@after`: resources that must exist first although nothing refers to them.
    pub after: Vec<After<'db>>,
    /// `Retain`, `Snapshot`, … if an attribute says so.
    pub deletion_policy: Option<Arc<str>>,
    pub update_replace_policy: Option<Arc<str>>,
    pub metadata: Option<Spanned<'db>>,
    pub creation_policy: Option<Spanned<'db>>,
    pub update_policy: Option<Spanned<'db>>,
    /// The declaration's head (a part of a construct: the user's declaration).
    pub at: Place<'db>,
}

/// One `@after`: a resource, a construct or, without a key, all elements of what is repeated.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct After<'db> {
    pub instance: Instance<'db>,
    pub at: Place<'db>,
}

/// A property that an event sets on a resource.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct SetProperty<'db> {
    pub resource: Instance<'db>,
    /// From the resource's properties down.
    pub path: Vec<Arc<str>>,
    pub value: Spanned<'db>,
    /// The element of `on` that asked for it.
    pub at: Place<'db>,
}

/// A parameter of the template.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct Parameter<'db> {
    pub id: Arc<str>,
    /// `CloudFormation`'s type: `String`, `Number`, `CommaDelimitedList`, `AWS::EC2::VPC::Id`, ….
    pub ty: Arc<str>,
    /// As `CloudFormation` wants it: a string or a number.
    pub default: Option<Value<'db>>,
    pub allowed_values: Vec<Value<'db>>,
    pub min_value: Option<Value<'db>>,
    pub max_value: Option<Value<'db>>,
    pub min_length: Option<i64>,
    pub max_length: Option<i64>,
    pub allowed_pattern: Option<Arc<str>>,
    pub secret: bool,
    pub description: Option<Arc<str>>,
    pub at: Place<'db>,
}

/// An output of the template.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct Output<'db> {
    pub id: Arc<str>,
    pub value: Spanned<'db>,
    /// The value may be null: the output exists only where this holds.
    pub condition: Option<Condition<'db>>,
    /// `@export("name")`.
    pub export: Option<Spanned<'db>>,
    pub description: Option<Arc<str>>,
    pub at: Place<'db>,
}

/// `needs: [uploads.read]` as an edge.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct GrantUse<'db> {
    /// Who may.
    pub grantee: Instance<'db>,
    /// On what.
    pub resource: Instance<'db>,
    /// `read`; none where only discovery is wanted.
    pub grant: Option<Arc<str>>,
    pub at: Place<'db>,
}

/// `on: [uploads.objectCreated()]` as an edge.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct EventUse<'db> {
    pub source: Option<Instance<'db>>,
    pub event: Arc<str>,
    pub target: Instance<'db>,
    pub at: Place<'db>,
}

/// `stack Shop { … }`.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct StackSettings<'db> {
    pub name: Arc<str>,
    pub description: Option<Arc<str>>,
    /// Not part of the template: deploy gives them to the stack.
    pub tags: Fields<'db>,
    pub transforms: Vec<Arc<str>>,
    pub metadata: Option<Spanned<'db>>,
    pub rules: Option<Spanned<'db>>,
    /// `@allow(quota)` on the stack, and the like.
    pub allow: Vec<Arc<str>>,
    pub at: Place<'db>,
}
