//! What an expression evaluates to.
//!
//! There is one evaluator, and its values may be known, known only when the stack is deployed, or
//! (inside a component or a function that is checked on its own) known by their type alone. So one
//! pass types a program, checks it and computes it.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_diagnostics::TextRange;

use crate::{Condition, Declaration, Deploy, Instance, Place, Ty};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Value<'db> {
    /// What comes of a mistake that has been reported. Fits everywhere.
    Error,
    Null,
    Bool(bool),
    Int(i64),
    Float(Real),
    String(Arc<str>),
    /// Milliseconds.
    Duration(i64),
    /// Bytes.
    Size(i64),
    /// A path, relative to the project's folder.
    Path(Arc<str>),
    List(Arc<[Spanned<'db>]>),
    Object(Arc<Fields<'db>>),
    /// A resource, an instance of a component, or what another owner manages.
    Reference(Reference<'db>),
    /// A deploy-time scalar, list or document that is not a Bool.
    Deploy(Arc<Deploy<'db>>),
    /// A deploy-time Bool.
    Condition(Condition<'db>),
    /// One value or another, which one is known at deploy.
    If(Arc<Choice<'db>>),
    /// A value of which only the type is known: a parameter of a component checked on its own.
    Unknown(Ty<'db>),
    Grant(Arc<GrantValue<'db>>),
    Event(Arc<EventValue<'db>>),
    Metric(Arc<MetricValue<'db>>),
    Code(Arc<Code>),
    /// The parts of an `import … as name`, or of `self.properties` and the like.
    Namespace(Namespace<'db>),
}

/// A floating-point number that can be compared and hashed; never NaN.
#[derive(Debug, Clone, Copy)]
pub struct Real(pub f64);

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}
impl Eq for Real {}
impl std::hash::Hash for Real {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Spanned<'db> {
    pub value: Value<'db>,
    pub at: Place<'db>,
}

impl<'db> Spanned<'db> {
    /// The value, to be put back changed.
    pub(crate) fn take(&mut self) -> Self {
        Self { value: std::mem::replace(&mut self.value, Value::Null), at: self.at }
    }
}

/// The fields of an object, in the order in which they were written. Keys are unique.
#[derive(Debug, Clone, Default, salsa::SalsaValue)]
pub struct Fields<'db> {
    entries: Vec<Field<'db>>,
    /// Where each name is; of few fields there is none, because a look at all of them is faster.
    index: Option<Box<FxHashMap<Arc<str>, usize>>>,
}

/// More fields are found by an index.
const FEW: usize = 16;

impl PartialEq for Fields<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}
impl Eq for Fields<'_> {}
impl std::hash::Hash for Fields<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.entries.hash(state);
    }
}

/// One field of an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Field<'db> {
    pub name: Arc<str>,
    /// Where the name stands.
    pub name_at: Place<'db>,
    pub value: Spanned<'db>,
}

impl<'db> Fields<'db> {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Spanned<'db>> {
        self.field(name).map(|field| &field.value)
    }

    /// A field, with the place of its name.
    pub fn field(&self, name: &str) -> Option<&Field<'db>> {
        self.position(name).map(|position| &self.entries[position])
    }

    fn position(&self, name: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(name).copied(),
            None => self.entries.iter().position(|field| &*field.name == name),
        }
    }

    /// No fields, and room for so many.
    pub fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count), index: None }
    }

    /// Adds a field; one that is there already is replaced in its place.
    pub fn set(&mut self, field: Field<'db>) {
        match self.position(&field.name) {
            Some(position) => self.entries[position] = field,
            None => {
                if let Some(index) = &mut self.index {
                    index.insert(field.name.clone(), self.entries.len());
                }
                self.entries.push(field);
                self.index_many();
            }
        }
    }

    fn index_many(&mut self) {
        if self.index.is_none() && self.entries.len() > FEW {
            let names = self.entries.iter().map(|field| field.name.clone());
            self.index = Some(Box::new(names.zip(0..).collect()));
        }
    }

    /// All fields in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Field<'db>> {
        self.entries.iter()
    }

    /// All fields, to be changed in place.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Field<'db>> {
        self.entries.iter_mut()
    }

    /// Leaves out the fields for which a test does not hold.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Field<'db>) -> bool) {
        self.entries.retain(keep);
        self.index = None;
        self.index_many();
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'db> FromIterator<Field<'db>> for Fields<'db> {
    /// The caller sees to it that no name comes twice.
    fn from_iter<I: IntoIterator<Item = Field<'db>>>(fields: I) -> Self {
        let mut fields = Self { entries: fields.into_iter().collect(), index: None };
        fields.index_many();
        fields
    }
}

impl<'a, 'db> IntoIterator for &'a Fields<'db> {
    type Item = &'a Field<'db>;
    type IntoIter = std::slice::Iter<'a, Field<'db>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What is referred to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Reference<'db> {
    pub instance: Instance<'db>,
    /// The instance exists only where this holds.
    pub condition: Option<Condition<'db>>,
}

/// One of two values, chosen at deploy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Choice<'db> {
    pub condition: Condition<'db>,
    pub then: Value<'db>,
    pub otherwise: Value<'db>,
}

/// Where a member of a type is written: a declaration and the index of the member in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct MemberId<'db> {
    pub declaration: Declaration<'db>,
    pub member: u32,
}

/// `uploads.read`: a resource, together with what may be done to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct GrantValue<'db> {
    pub grant: MemberId<'db>,
    pub name: Arc<str>,
    pub of: Reference<'db>,
}

/// `uploads.objectCreated(prefix: "in/")`: an event, not yet bound to what receives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct EventValue<'db> {
    pub event: MemberId<'db>,
    pub name: Arc<str>,
    /// The resource that it is an event of; none for schedules and the like.
    pub of: Option<Reference<'db>>,
    /// The arguments by parameter name, defaults filled in.
    pub arguments: Fields<'db>,
}

/// `checkout.errors`: a metric of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct MetricValue<'db> {
    pub name: Arc<str>,
    pub of: Reference<'db>,
    /// The fields of the `metric` member, with `self` filled in.
    pub fields: Fields<'db>,
}

/// What is packaged: a folder or a file, by its content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Code {
    /// Relative to the project's folder.
    pub path: Arc<str>,
    /// SHA-256 of the content, in hexadecimal.
    pub hash: Arc<str>,
    pub kind: CodeKind,
}

/// How an asset is packaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// A folder or file, as a zip.
    Archive,
    /// A container image; the path names its Dockerfile.
    Image,
}

/// Something that has members and is not itself a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Namespace<'db> {
    /// `import "./net.sparta" as net`.
    Import(Declaration<'db>),
    /// `import stack "./network.sparta" as network`.
    Stack(Declaration<'db>),
    /// `q` of `resource q[name in names]`: all of a repeated declaration.
    Repeated(Instance<'db>),
    /// `self.properties` in library code: what the user wrote.
    Properties(Instance<'db>),
}

impl<'db> Value<'db> {
    /// A string value.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Self::String(text.into())
    }

    /// The value at a place.
    pub fn at(self, declaration: Declaration<'db>, range: TextRange) -> Spanned<'db> {
        Spanned { value: self, at: Place { declaration, range } }
    }
}
