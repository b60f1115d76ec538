//! What CloudFormation computes when the stack is deployed.

use std::sync::Arc;

use crate::{Declaration, Fields, Instance, Spanned, Stack, Ty, Value};

/// A deploy-time value: its type and how CloudFormation computes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Deploy<'db> {
    pub ty: Ty<'db>,
    pub computation: Computation<'db>,
}

/// An intrinsic function or a reference. Operands may themselves be deploy-time values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Computation<'db> {
    /// `Ref` of a parameter: a `param` of the stack, or one that stands for another stack's output.
    Parameter(ParameterRef<'db>),
    /// `Ref` of a resource.
    Ref(Instance<'db>),
    /// `Fn::GetAtt`.
    Attribute(Instance<'db>, Arc<str>),
    /// A pseudo parameter such as `AWS::Region`.
    Pseudo(Arc<str>),
    /// Text with values in it: `Fn::Sub`.
    Text(Arc<[TextPart<'db>]>),
    /// `Fn::Join` of a list that is not known element by element, or has parts that may be null.
    Join { separator: Arc<str>, list: Spanned<'db> },
    /// `Fn::Split`.
    Split { separator: Arc<str>, text: Spanned<'db> },
    /// `Fn::Select`; the index is an Int or a deploy-time Int.
    Select { index: Spanned<'db>, list: Spanned<'db> },
    /// `Fn::GetAZs`.
    Zones { region: Spanned<'db> },
    /// `Fn::Cidr`.
    Cidr { block: Spanned<'db>, count: Spanned<'db>, bits: Spanned<'db> },
    /// `Fn::Base64`.
    Base64(Spanned<'db>),
    /// `Fn::ImportValue`.
    ImportValue(Spanned<'db>),
    /// The name of another stack: a constant, once it is known for which environment a template is.
    StackName(Stack<'db>),
    /// `Fn::GetStackOutput`: an output of another stack, read when the change set is made. The operand
    /// is the function's own: `StackName`, `OutputName`, `Region`, `RoleArn`.
    StackOutput(Spanned<'db>),
    /// `Fn::FindInMap` in the mapping made of a map.
    Lookup { mapping: Arc<Mapping<'db>>, key: Spanned<'db>, column: Column<'db> },
    /// `Fn::Length`; needs the language-extensions transform.
    Length(Spanned<'db>),
    /// `Fn::ToJsonString`; needs the language-extensions transform.
    ToJson(Spanned<'db>),
    /// `Fn::Transform`.
    Transform { name: Spanned<'db>, parameters: Spanned<'db> },
    /// A dynamic reference such as `{{resolve:ssm:/name}}`, written out.
    Dynamic(Arc<str>),
    /// The folder or file `Code` as the place where it was uploaded: bucket or key.
    Asset { path: Arc<str>, hash: Arc<str>, part: AssetPart },
}

/// Which column of a mapping is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Column<'db> {
    /// By its path in the row.
    Named(Arc<str>),
    /// By a deploy-time key, whose values are all names of columns.
    Computed(Spanned<'db>),
}

/// Which half of an uploaded asset's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AssetPart {
    Bucket,
    Key,
    /// The URI of a container image.
    Image,
}

/// A parameter of the template.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum ParameterRef<'db> {
    /// A `param` declaration.
    Declared(Declaration<'db>),
    /// An output of `import stack … as name`, which deploy fills in.
    Imported { import: Declaration<'db>, output: Arc<str>, stack: Stack<'db> },
}

/// A piece of text with values in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum TextPart<'db> {
    Text(Arc<str>),
    Value(Spanned<'db>),
}

/// A map that is looked up with a deploy-time key: an entry of `Mappings`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Mapping<'db> {
    /// Its logical id: the name of the `let`.
    pub id: Arc<str>,
    /// The rows by key; each row holds its columns as an object of scalars or lists of scalars.
    pub rows: Fields<'db>,
}

impl<'db> Computation<'db> {
    /// This computation as a value of a type.
    pub fn of(self, ty: Ty<'db>) -> Value<'db> {
        Value::Deploy(Arc::new(Deploy { ty, computation: self }))
    }
}
