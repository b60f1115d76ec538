//! A resource type: what a template may write of it, what its service makes of that, what it gives.
//!
//! Sources: cfn-lint's resource schemas and its tables of `Ref` and `Fn::GetAtt`; the CDK's service
//! spec for what `Ref` gives where that is not the primary identifier, and for attributes that the
//! former lacks; both, and weakly the relations of the language server for templates, for what refers to what.

use crate::{Object, Regions, Shape, ShapeId};

/// Everything known of a resource type. Paths are property paths: `A/B`, and `A/*/B` for items.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceType {
    /// `AWS::S3::Bucket`.
    pub name: &'static str,
    /// All shapes that occur in it; [`ShapeId`]s are their indices.
    pub shapes: Vec<Shape>,
    /// The shape of its properties, always an object.
    pub root: ShapeId,
    /// What `Fn::GetAtt` gives, sorted by name.
    pub attributes: Vec<Attribute>,
    /// What `Ref` gives; its name is `Ref`.
    pub reference: Attribute,
    /// The properties that tell one resource from another.
    pub primary_identifier: Vec<&'static str>,
    /// What only the service sets.
    pub read_only: Vec<&'static str>,
    /// What cannot be read back: a drift of it stays unseen.
    pub write_only: Vec<&'static str>,
    /// What cannot change without a replacement.
    pub create_only: Vec<&'static str>,
    /// What cannot always change without one.
    pub conditional_create_only: Vec<&'static str>,
    /// The property that takes tags.
    pub tag_property: Option<&'static str>,
    /// Whether deleting it loses data.
    pub stateful: bool,
    /// Whether a replacement deletes the old resource before it makes the new one.
    pub delete_first: bool,
    /// The day (`2026-10-01`) from which the service no longer takes new customers, or ended.
    pub sunset: Option<&'static str>,
    /// Where it is offered.
    pub regions: Regions,
    /// The object that `root()` answers with where the data holds none: it has no properties.
    pub(crate) empty: Object,
}

impl ResourceType {
    /// The shape of an id that this type gave.
    pub fn shape(&self, id: ShapeId) -> &Shape {
        usize::try_from(id.0).ok().and_then(|index| self.shapes.get(index)).unwrap_or(&Shape::Any)
    }

    /// The properties that a template may write.
    pub fn root(&self) -> &Object {
        if let Shape::Object(object) = self.shape(self.root) { object } else { &self.empty }
    }

    /// The attribute of a name, which may be dotted: `Endpoint.Address`. Any name below `Outputs.`
    /// is an attribute of a nested stack, and any at all of a custom resource.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        let exact = self.attributes.binary_search_by(|attribute| attribute.name.cmp(name));
        if let Ok(index) = exact {
            return self.attributes.get(index);
        }
        self.attributes.iter().find(|attribute| {
            let prefix = attribute.name.strip_suffix('*');
            prefix.is_some_and(|prefix| name.len() > prefix.len() && name.starts_with(prefix))
        })
    }
}

/// A value that a resource gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// `Ref`, or what `Fn::GetAtt` takes: `Endpoint.Address`. `Outputs.*` and `*` stand for any.
    pub name: &'static str,
    pub shape: ShapeId,
    /// What it names by its format: `AWS::EC2::VPC.Id`.
    pub format: Option<&'static str>,
    pub kind: AttributeKind,
    /// The property whose value this is. Two attributes of one path are the same value.
    pub path: Option<&'static str>,
    /// What the value names: its own resource, in the terms of [`Property::refers_to`]
    /// (`Ref` where `Ref` gives the same value), and others where its format says so. It fits a
    /// property that shares a target with it.
    ///
    /// [`Property::refers_to`]: crate::Property::refers_to
    pub refers_to: Vec<Target>,
}

/// What sort of name an attribute gives, judged by the property's own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttributeKind {
    Arn,
    Id,
    Name,
    /// Where it answers: a URL, a host, an address, a port.
    Url,
    Other,
}

/// A value of another resource that a property takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    /// The other's type.
    pub resource: &'static str,
    /// `Ref` where `Ref` gives the value, else the attribute's name.
    pub attribute: &'static str,
    pub strength: Strength,
}

/// How sure a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Seen in templates, by the language server for them: a candidate.
    Weak,
    /// Stated, by cfn-lint or the CDK's service spec.
    Strong,
}
