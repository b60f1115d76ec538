//! What the names of a program stand for: for editors.

use std::sync::Arc;

use sparta_diagnostics::TextRange;

use crate::{Db, Declaration, MemberId, Place, names};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Symbol<'db> {
    /// A declaration of a file; an import for the module or stack that it names.
    Declaration(Declaration<'db>),
    /// A member of a declaration: a component's parameter, part or output, an `extend`'s grant.
    Member(MemberId<'db>),
    /// What a loop binds, or a parameter of a function or an event: where it is bound.
    Local(Place<'db>),
    /// A field of an object or of a type: where it is written.
    Field(Place<'db>),
    /// What is there without being declared: `self`, `target`, `calls`, `earlier`.
    Implied(&'static str),
    /// A property of a resource type, by its path: `VersioningConfiguration.Status`.
    Property { resource: Arc<str>, path: Arc<str> },
    /// What `Fn::GetAtt` gives of a resource type; `ref` for what `Ref` gives.
    Attribute { resource: Arc<str>, name: Arc<str> },
    /// A resource type of CloudFormation.
    ResourceType(Arc<str>),
    /// A type of the language, or one of CloudFormation's parameters.
    Type(Arc<str>),
    /// A function of the language.
    Function(&'static str),
    /// `AWS::Region`.
    Pseudo(Arc<str>),
    /// `@retain`.
    Annotation(Arc<str>),
}

impl<'db> Symbol<'db> {
    /// The item that the symbol is, if it is one.
    pub fn item(&self) -> Option<MemberId<'db>> {
        match self {
            Self::Declaration(declaration) => {
                Some(MemberId { declaration: *declaration, member: 0 })
            }
            Self::Member(member) => Some(*member),
            _ => None,
        }
    }
}

/// A name in the text of a declaration, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct Occurrence<'db> {
    /// Relative to the declaration.
    pub range: TextRange,
    pub symbol: Symbol<'db>,
    /// The symbol is made here.
    pub defines: bool,
}

/// The names of a declaration that mean something by themselves: all but members of values and fields
/// of objects, for which the values have to be known. In the order of the walk.
pub fn resolved_names<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Vec<Occurrence<'db>> {
    names::resolved_names(db, declaration)
}
