//! Types.

use std::sync::Arc;

use sparta_catalogue::ShapeId;

use crate::Declaration;

/// A type. Structural, but for resource types, components and the nominal ones of the language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Ty<'db> {
    /// Comes of a mistake that has been reported. Fits everywhere.
    Error,
    /// Whatever the library wants to take.
    Any,
    Null,
    Bool,
    Int,
    Float,
    String,
    Json,
    Duration,
    Size,
    Path,
    /// What `@secret` makes of a String.
    Secret,
    Grant,
    Event,
    Metric,
    Code,
    Literal(Literal),
    List(Arc<Ty<'db>>),
    /// A map from String to values of one type.
    Map(Arc<Ty<'db>>),
    Object(Arc<[FieldTy<'db>]>),
    /// Two or more, none of them a union; `T?` is a union with `Null`.
    Union(Arc<[Ty<'db>]>),
    /// A reference to a resource of a CloudFormation type.
    Resource(Arc<str>),
    /// A reference to any resource.
    AnyResource,
    /// A reference to an instance of a `component` or of a `custom` type.
    Instance(Declaration<'db>),
    /// One of CloudFormation's parameter types, verbatim: a String that names something.
    Parameter(Arc<str>),
    /// An attribute of a resource type (`Ref` for its reference), and the type of its value.
    Attribute { resource: Arc<str>, attribute: Arc<str>, ty: Arc<Ty<'db>> },
    /// A property of a resource type, as the catalogue has it.
    Shape { resource: Arc<str>, shape: Shape },
}

/// The index of a shape in its type's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape(pub ShapeId);

/// A literal as a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Literal {
    String(Arc<str>),
    Int(i64),
    Bool(bool),
}

/// A field of an object type.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct FieldTy<'db> {
    pub name: Arc<str>,
    pub ty: Ty<'db>,
    pub optional: bool,
}
