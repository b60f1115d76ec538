//! A declaration without its layout: what names, types and values are computed from.
//!
//! One flat table per declaration. Members of a component, an `extend` and the like are items of the
//! same table, so that one index names them ([`crate::MemberId`]). Names are not yet resolved.

mod build;

use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use sparta_diagnostics::{Diagnostic, TextRange, TextSize};
use sparta_syntax::parse_declaration;

use crate::{Db, Declaration};

/// A declaration, its members, and all their expressions and types. Item 0 is the declaration.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hir {
    items: Box<[Item]>,
    exprs: Box<[(Expr, TextRange)]>,
    types: Box<[(TypeExpr, TextRange)]>,
    /// The members of a component that are values, by their names.
    values: FxHashMap<Arc<str>, ItemId>,
    /// What is wrong with the text.
    pub diagnostics: Vec<Diagnostic<TextRange>>,
}

/// The index of an item; 0 is the declaration itself.
pub type ItemId = u32;

/// The index of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct ExprId(u32);

/// The index of a type as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeId(u32);

impl TypeId {
    /// Its place among the types of the declaration; what it is made of comes before it.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRef {
    pub text: Arc<str>,
    pub range: TextRange,
}

/// A declaration or a member of one.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    pub kind: ItemKind,
    pub name: NameRef,
    /// The first line: where a finding about the whole item is shown.
    pub head: TextRange,
    pub range: TextRange,
    pub attributes: Vec<Attribute>,
    /// The text of `@id("…")`, which replaces the name in logical ids.
    pub id: Option<Arc<str>>,
    /// The `///` comment.
    pub doc: Option<Arc<str>>,
}

/// `@range(1, 10)`.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute {
    pub name: NameRef,
    pub range: TextRange,
    pub arguments: Vec<Argument>,
    /// The arguments as they are written: `@allow(unknown-property)` names a diagnostic.
    pub texts: Vec<Arc<str>>,
}

/// An argument of a call or an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    pub name: Option<NameRef>,
    pub value: ExprId,
}

/// `(prefix: String? = null)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub name: NameRef,
    pub ty: TypeId,
    pub default: Option<ExprId>,
}

/// `[name in names]`, `for k, v in map`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    pub first: NameRef,
    pub second: Option<NameRef>,
    pub iterable: ExprId,
}

/// What an item is.
#[derive(Debug, PartialEq, Eq)]
pub enum ItemKind {
    Stack {
        body: ExprId,
    },
    Import {
        path: Arc<str>,
        path_range: TextRange,
        import: Import,
    },
    Param {
        ty: TypeId,
        default: Option<ExprId>,
    },
    Setting {
        ty: TypeId,
        default: Option<ExprId>,
    },
    Let {
        ty: Option<TypeId>,
        value: ExprId,
    },
    TypeAlias {
        ty: TypeId,
    },
    Fn {
        parameters: Vec<Parameter>,
        result: TypeId,
        value: ExprId,
    },
    Resource {
        ty: NameRef,
        repeat: Option<Binding>,
        guard: Option<ExprId>,
        body: ExprId,
    },
    Existing {
        ty: NameRef,
        body: ExprId,
    },
    Custom {
        fields: Vec<Entry>,
        input: Option<TypeId>,
        output: Option<TypeId>,
        members: Vec<ItemId>,
    },
    Component {
        members: Vec<ItemId>,
    },
    Extend {
        ty: NameRef,
        members: Vec<ItemId>,
    },
    Output {
        value: ExprId,
    },
    Environment {
        body: ExprId,
    },
    Test {
        environment: Option<NameRef>,
        members: Vec<ItemId>,
    },
    Grant {
        members: Vec<ItemId>,
    },
    Allow {
        actions: ExprId,
        resources: ExprId,
        when: Option<ExprId>,
    },
    Event {
        parameters: Vec<Parameter>,
        members: Vec<ItemId>,
    },
    Metric {
        body: ExprId,
    },
    Attribute {
        ty: TypeId,
        value: Option<ExprId>,
    },
    Property {
        path: Arc<str>,
        body: ExprId,
    },
    Set {
        target: ExprId,
        value: ExprId,
    },
    Check {
        condition: ExprId,
        diagnostic: Option<Arc<str>>,
        message: ExprId,
        at: Option<ExprId>,
    },
    Assert {
        condition: ExprId,
    },
    /// What could not be read.
    Error,
}

/// What an `import` brings.
#[derive(Debug, PartialEq, Eq)]
pub enum Import {
    Names(Vec<ImportedName>),
    Module,
    Stack,
}

/// `Worker`, `Worker as Job`.
#[derive(Debug, PartialEq, Eq)]
pub struct ImportedName {
    pub name: NameRef,
    pub alias: Option<NameRef>,
}

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// Absent or unreadable, and reported.
    Missing,
    Null,
    Bool(bool),
    Int(i64),
    Float(crate::Real),
    Duration(i64),
    Size(i64),
    String(Arc<str>),
    Text(Arc<[TextPiece]>),
    List(Vec<Element>),
    Object(Vec<Entry>),
    ListFor {
        binding: Binding,
        guard: Option<ExprId>,
        body: ExprId,
    },
    ObjectFor {
        binding: Binding,
        guard: Option<ExprId>,
        body: ExprId,
    },
    Name(Arc<str>),
    /// `AWS::Region`.
    Pseudo(Arc<str>),
    Member {
        receiver: ExprId,
        name: NameRef,
        optional: bool,
    },
    Index {
        receiver: ExprId,
        index: ExprId,
        optional: bool,
    },
    Call {
        callee: ExprId,
        arguments: Vec<Argument>,
    },
    Not(ExprId),
    Negate(ExprId),
    Binary {
        operator: Operator,
        left: ExprId,
        right: ExprId,
    },
    If {
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    },
    Match {
        scrutinee: ExprId,
        arms: Vec<Arm>,
    },
}

/// A piece of a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPiece {
    Text(Arc<str>),
    Value(ExprId),
}

/// An element of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    Value(ExprId),
    Spread(ExprId),
}

/// A field or a spread of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Field { name: FieldName, value: ExprId },
    Spread(ExprId),
}

/// The key of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldName {
    Name(NameRef),
    /// `"${key}"`.
    Computed(ExprId),
}

/// An infix operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Coalesce,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Coalesce => "??",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

/// `"a" | "b" => value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    pub patterns: Vec<(Pattern, TextRange)>,
    pub value: ExprId,
}

/// What an arm matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    Any,
    Null,
    Literal(crate::Literal),
}

/// A type as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeExpr {
    Missing,
    /// `String`, `AWS::S3::Bucket`, `AWS::SSM::Parameter::Value<String>`: the text, without blanks.
    Path(Arc<str>),
    Optional(TypeId),
    List(TypeId),
    Map(TypeId),
    Object(Vec<ObjectField>),
    Union(Vec<TypeId>),
    Literal(crate::Literal),
    Null,
}

/// `name?: T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectField {
    pub name: NameRef,
    pub optional: bool,
    pub ty: TypeId,
}

impl Hir {
    /// The declaration itself.
    pub fn root(&self) -> &Item {
        &self.items[0]
    }

    /// An item of the table.
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id as usize]
    }

    /// All items with their indices; the declaration first.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0..).zip(&self.items)
    }

    /// An expression.
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize].0
    }

    /// All expressions with where they stand.
    pub fn exprs(&self) -> impl Iterator<Item = &(Expr, TextRange)> {
        self.exprs.iter()
    }

    /// All expressions by their ids; what one is made of comes before it or after it.
    pub fn expr_ids(&self) -> impl Iterator<Item = ExprId> + use<> {
        (0..u32::try_from(self.exprs.len()).unwrap_or(u32::MAX)).map(ExprId)
    }

    /// The innermost expression whose text an offset lies in, its ends counted.
    pub fn expr_at(&self, offset: TextSize) -> Option<ExprId> {
        let around = self.expr_ids().filter(|id| self.range(*id).contains_inclusive(offset));
        around.min_by_key(|id| self.range(*id).len())
    }

    /// The keys of an object that are written out; none of anything else.
    pub fn written_names(&self, object: ExprId) -> impl Iterator<Item = &str> {
        let entries = match self.expr(object) {
            Expr::Object(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().filter_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), .. } => Some(&*name.text),
            Entry::Field { .. } | Entry::Spread(_) => None,
        })
    }

    /// The name of the field of an object whose value an expression is.
    pub fn field_of(&self, object: ExprId, value: ExprId) -> Option<&NameRef> {
        let Expr::Object(entries) = self.expr(object) else { return None };
        entries.iter().find_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), value: own } if *own == value => Some(name),
            Entry::Field { .. } | Entry::Spread(_) => None,
        })
    }

    /// Whether an object may have a field of a name, as far as can be seen without computing anything.
    pub(crate) fn may_have(&self, object: ExprId, name: &str) -> bool {
        let Expr::Object(entries) = self.expr(object) else { return false };
        entries.iter().any(|entry| match entry {
            Entry::Field { name: FieldName::Name(field), .. } => *field.text == *name,
            Entry::Field { name: FieldName::Computed(_), .. } | Entry::Spread(_) => true,
        })
    }

    /// Where an expression stands.
    pub fn range(&self, id: ExprId) -> TextRange {
        self.exprs[id.0 as usize].1
    }

    /// A type as written.
    pub fn ty(&self, id: TypeId) -> &TypeExpr {
        &self.types[id.index()].0
    }

    /// All types as written.
    pub fn types(&self) -> impl Iterator<Item = &(TypeExpr, TextRange)> {
        self.types.iter()
    }

    /// Where a type stands.
    pub fn type_range(&self, id: TypeId) -> TextRange {
        self.types[id.index()].1
    }

    /// The member of a component that a name means: a parameter, `let` or resource.
    pub(crate) fn value(&self, name: &str) -> Option<ItemId> {
        self.values.get(name).copied()
    }

    /// The members of an item.
    pub fn members(&self, id: ItemId) -> &[ItemId] {
        match &self.item(id).kind {
            ItemKind::Component { members }
            | ItemKind::Custom { members, .. }
            | ItemKind::Extend { members, .. }
            | ItemKind::Test { members, .. }
            | ItemKind::Grant { members }
            | ItemKind::Event { members, .. } => members,
            _ => &[],
        }
    }
}

impl Item {
    /// The attribute of a name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name.text == name)
    }
}

/// The declaration's table.
#[salsa::tracked]
pub fn hir<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Hir {
    let text: &CompactString = declaration.text(db);
    build::build(&parse_declaration(text))
}
