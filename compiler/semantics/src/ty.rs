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
    Attribute {
        resource: Arc<str>,
        attribute: Arc<str>,
        ty: Arc<Ty<'db>>,
    },
    /// A property of a resource type, as the catalogue has it.
    Shape {
        resource: Arc<str>,
        shape: Shape,
    },
}

/// The index of a shape in its type's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape(pub ShapeId);

/// The type of what a parameter brings: of one that CloudFormation reads from SSM that of the value.
pub(crate) fn parameter_value(name: &str) -> &str {
    inside(name, "AWS::SSM::Parameter::Value<").unwrap_or(name)
}

fn inside<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    name.strip_prefix(prefix)?.strip_suffix('>')
}

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
    /// With null where the field may be left out.
    pub ty: Ty<'db>,
    /// It is written `name?: T`.
    pub optional: bool,
}

impl<'db> Ty<'db> {
    /// `T?`.
    #[must_use]
    pub fn optional(self) -> Self {
        Self::union([self, Self::Null])
    }

    /// The type of a literal string.
    pub fn literal(text: &str) -> Self {
        Self::Literal(Literal::String(text.into()))
    }

    /// A list of this.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Arc::new(self))
    }

    /// The union of types, flat and without doubles; of one type that type itself.
    pub fn union(types: impl IntoIterator<Item = Self>) -> Self {
        let mut flat: Vec<Self> = Vec::new();
        for ty in types {
            match ty {
                Self::Union(parts) => {
                    for part in parts.iter() {
                        if !flat.contains(part) {
                            flat.push(part.clone());
                        }
                    }
                }
                other => {
                    if !flat.contains(&other) {
                        flat.push(other);
                    }
                }
            }
        }
        match flat.len() {
            0 => Self::Any,
            1 => flat.swap_remove(0),
            _ => Self::Union(flat.into()),
        }
    }

    /// The alternatives of a union; of anything else that alone.
    pub fn alternatives(&self) -> &[Self] {
        match self {
            Self::Union(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether null is among the alternatives.
    pub fn is_optional(&self) -> bool {
        self.alternatives().contains(&Self::Null)
    }

    /// The type without null.
    #[must_use]
    pub fn non_null(&self) -> Self {
        match self {
            Self::Union(parts) => {
                Self::union(parts.iter().filter(|part| **part != Self::Null).cloned())
            }
            other => other.clone(),
        }
    }

    /// The literals of which the type consists, if it consists of nothing else.
    pub fn literals(&self) -> Option<Vec<&Literal>> {
        self.alternatives()
            .iter()
            .map(|part| match part {
                Self::Literal(literal) => Some(literal),
                _ => None,
            })
            .collect()
    }

    /// A literal's type in general, such as String; of a union, that of its alternatives.
    #[must_use]
    pub fn widened(&self) -> Self {
        match self {
            Self::Literal(Literal::String(_)) => Self::String,
            Self::Literal(Literal::Int(_)) => Self::Int,
            Self::Literal(Literal::Bool(_)) => Self::Bool,
            Self::Union(parts) => Self::union(parts.iter().map(Self::widened)),
            other => other.clone(),
        }
    }

    /// The type in general through and through: `{ size: 3 }` is a `{ size: Int }`.
    #[must_use]
    pub fn general(&self) -> Self {
        match self {
            Self::List(item) => item.general().list(),
            Self::Map(value) => Self::Map(Arc::new(value.general())),
            Self::Object(fields) => {
                let general =
                    |field: &FieldTy<'db>| FieldTy { ty: field.ty.general(), ..field.clone() };
                Self::Object(fields.iter().map(general).collect())
            }
            other => other.widened(),
        }
    }

    /// The type of what an attribute or parameter carries: `String` for most.
    #[must_use]
    pub fn plain(&self) -> Self {
        match self {
            Self::Attribute { ty, .. } => ty.plain(),
            Self::Parameter(name) => match inside(parameter_value(name), "List<") {
                Some(item) => Self::parameter(item).list(),
                None if parameter_value(name) == "CommaDelimitedList" => Self::String.list(),
                None => Self::String,
            },
            other => other.clone(),
        }
    }

    /// One of CloudFormation's parameter types; those that have a name in the language are that.
    pub fn parameter(name: &str) -> Self {
        match name {
            "String" => Self::String,
            "Number" => Self::Float,
            "CommaDelimitedList" | "List<String>" => Self::String.list(),
            "List<Number>" => Self::Float.list(),
            other => Self::Parameter(other.into()),
        }
    }

    /// Whether values of this type are text.
    pub fn is_text(&self) -> bool {
        match self.plain() {
            Self::String | Self::Literal(Literal::String(_)) | Self::Secret | Self::Path => true,
            Self::Union(parts) => parts.iter().all(Self::is_text),
            _ => false,
        }
    }

    /// Whether something of this type must not be shown.
    pub fn is_secret(&self) -> bool {
        self.alternatives().contains(&Self::Secret)
    }

    /// The type as a program would write it, with the article that goes before it: `an Int`.
    pub fn with_article(&self, db: &'db dyn crate::Db) -> String {
        let name = self.display(db);
        let vowel = name.starts_with(|first: char| "AEIOaeio".contains(first));
        format!("{} {name}", if vowel { "an" } else { "a" })
    }

    /// The type as a program would write it.
    pub fn display(&self, db: &'db dyn crate::Db) -> String {
        match self {
            Self::Error | Self::Any => "any".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Bool => "Bool".to_owned(),
            Self::Int => "Int".to_owned(),
            Self::Float => "Float".to_owned(),
            Self::String => "String".to_owned(),
            Self::Json => "Json".to_owned(),
            Self::Duration => "Duration".to_owned(),
            Self::Size => "Size".to_owned(),
            Self::Path => "Path".to_owned(),
            Self::Secret => "Secret".to_owned(),
            Self::Grant => "Grant".to_owned(),
            Self::Event => "Event".to_owned(),
            Self::Metric => "Metric".to_owned(),
            Self::Code => "Code".to_owned(),
            Self::Literal(literal) => literal.to_string(),
            Self::List(item) => format!("[{}]", item.display(db)),
            Self::Map(value) => format!("{{ [String]: {} }}", value.display(db)),
            Self::Object(fields) if fields.is_empty() => "{}".to_owned(),
            Self::Object(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|field| {
                        let (name, ty) = (&field.name, &field.ty);
                        if field.optional {
                            format!("{name}?: {}", ty.non_null().display(db))
                        } else {
                            format!("{name}: {}", ty.display(db))
                        }
                    })
                    .collect();
                format!("{{ {} }}", fields.join(", "))
            }
            Self::Union(_) if self.is_optional() => match self.non_null() {
                single @ (Self::Union(_) | Self::Literal(_)) => {
                    format!("{} | null", single.display(db))
                }
                single => format!("{}?", single.display(db)),
            },
            Self::Union(parts) => {
                parts.iter().map(|part| part.display(db)).collect::<Vec<_>>().join(" | ")
            }
            Self::Resource(name) | Self::Parameter(name) => name.to_string(),
            Self::AnyResource => "Resource".to_owned(),
            Self::Instance(declaration) => declaration.name(db).to_string(),
            Self::Attribute { resource, attribute, .. } => format!("{resource}.{attribute}"),
            Self::Shape { resource, .. } => format!("a part of {resource}"),
        }
    }
}

impl std::fmt::Display for Literal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(text) => write!(formatter, "\"{text}\""),
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Bool(value) => write!(formatter, "{value}"),
        }
    }
}

/// The type of a value.
pub fn type_of<'db>(db: &'db dyn crate::Db, value: &crate::Value<'db>) -> Ty<'db> {
    use crate::Value;
    match value {
        Value::Error | Value::Namespace(_) => Ty::Error,
        Value::Null => Ty::Null,
        Value::Bool(value) => Ty::Literal(Literal::Bool(*value)),
        Value::Condition(_) => Ty::Bool,
        Value::Int(number) => Ty::Literal(Literal::Int(*number)),
        Value::Float(_) => Ty::Float,
        Value::String(text) => Ty::Literal(Literal::String(text.clone())),
        Value::Duration(_) => Ty::Duration,
        Value::Size(_) => Ty::Size,
        Value::Path(_) => Ty::Path,
        Value::List(items) => {
            Ty::union(items.iter().map(|item| type_of(db, &item.value).widened())).list()
        }
        Value::Object(fields) => Ty::Object(
            fields
                .iter()
                .map(|field| FieldTy {
                    name: field.name.clone(),
                    ty: type_of(db, &field.value.value),
                    optional: false,
                })
                .collect(),
        ),
        Value::Reference(reference) => {
            let ty = match crate::kind(db, reference.instance) {
                crate::Kind::Resource(name) | crate::Kind::Existing(name) => {
                    Ty::Resource(name.clone())
                }
                crate::Kind::Component(declaration) | crate::Kind::Custom(declaration) => {
                    Ty::Instance(*declaration)
                }
                crate::Kind::Event | crate::Kind::Unknown => Ty::Error,
            };
            if reference.condition.is_some() { ty.optional() } else { ty }
        }
        Value::Deploy(deploy) => deploy.ty.clone(),
        Value::If(choice) => Ty::union([type_of(db, &choice.then), type_of(db, &choice.otherwise)]),
        Value::Unknown(ty) => ty.clone(),
        Value::Grant(_) => Ty::Grant,
        Value::Event(_) => Ty::Event,
        Value::Metric(_) => Ty::Metric,
        Value::Code(_) => Ty::Code,
    }
}
