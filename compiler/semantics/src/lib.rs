//! What a Sparta program means: declarations, names, types and values.
//!
//! | question | query |
//! | --- | --- |
//! | which pieces does a file have? | [`declarations`] |
//! | what does a piece say? | [`hir`] |
//! | what does a name mean in a file? | [`scope`] |
//! | what may be said of a type? | [`extensions`] |
//! | what is this expression's value? | [`Evaluator`] |
//!
//! Everything is pure and total: any text has declarations, types and findings.

mod body;
mod builtin;
mod catalogue;
mod condition;
mod configuration;
mod conform;
mod database;
mod db;
mod declaration;
mod deploy;
mod environment;
mod equal;
mod evaluate;
mod extension;
mod file;
mod import;
mod instance;
mod kinds;
mod length;
mod meaning;
mod members;
mod names;
mod note;
mod parameter;
mod place;
mod resolve;
mod scopes;
mod symbol;
mod ty;
mod value;
mod weight;
mod written;

pub use body::{
    Argument, Attribute, Binding, Element, Entry, Expr, ExprId, FieldName, Hir, Import, Item,
    ItemId, ItemKind, NameRef, Operator, Parameter, TypeExpr, TypeId, hir,
};
pub use builtin::{signature, signatures};
pub use catalogue::{document_type, resource_facts, shape_ty};
pub use condition::{Condition, NamedCondition, Truth};
pub use configuration::{Configuration, ENVIRONMENT_FIELDS, stack_name, stacks};
pub use database::{Database, Listed, Source};
pub use db::Db;
pub use declaration::{Declaration, Word, declarations};
pub use deploy::{AssetPart, Column, Computation, Deploy, Mapping, ParameterRef, TextPart};
pub use equal::same;
pub use evaluate::{
    Arguments, CIRCLE_OF_VALUES, ComponentContext, Context, ElementRound, Evaluator, OutputValue,
    Owner, condition_of, contains_secret, operands, output_value, written_property,
};
pub use extension::{checks, extensions};
pub use file::{Content, File};
pub use import::{imported_file, reachable_files, resolve_path};
pub(crate) use instance::name_within;
pub use instance::{
    Instance, Key, SettingValue, Stack, display_name, logical_id, pascal_case, repeated,
    resource_of,
};
pub use kinds::{Kind, definition_named, kind, resource_type};
pub use length::Length;
pub use meaning::{lookup, lookup_in_file};
pub use members::{Member, members, members_of_type};
pub use names::{
    PSEUDO, allowed, annotation_fits, annotation_forms, annotations, file_findings, is_recursive,
};
pub use note::{Notes, Shape, Wanted};
pub use parameter::template_type;
pub use place::{Finding, Findings, Place};
pub use resolve::{language_types, resolve_type};
pub use scopes::{Definition, Scope, counted, exported, is_exported, quoted, scope};
pub use symbol::{Occurrence, Symbol, resolved_names};
pub use ty::{FieldTy, Literal, Ty, type_of};
pub use value::{
    Choice, Code, CodeKind, EventValue, Field, Fields, GrantValue, MemberId, MetricValue,
    Namespace, Real, Reference, Spanned, Value,
};
pub use written::{fields_added, proposing, shape_placeholder, type_placeholder};
