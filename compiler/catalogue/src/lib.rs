//! The catalogue of resource types: facts only, decoded when they are asked for.
//!
//! The facts are those of `stdlib/catalogue/catalogue.bin`, which `stdlib/catalogue/regenerate.py`
//! makes from the sources that its README names. Nothing is read before the first look-up, and a
//! look-up decodes one type; callers that ask more than once keep the answer.
//!
//! ```
//! let bucket = sparta_catalogue::resource_type("AWS::S3::Bucket").expect("a bucket is a type");
//! assert!(bucket.root().property("BucketName").is_some());
//! assert!(bucket.attribute("Arn").is_some());
//! ```

#![forbid(unsafe_code)]

mod blob;
mod pattern;
mod reader;
mod regions;
mod resource;
mod rule;
mod shape;
mod value;

pub use pattern::Pattern;
pub use regions::Regions;
pub use resource::{Attribute, AttributeKind, ResourceType, Strength, Target};
pub use rule::{Condition, Rule, Test};
pub use shape::{Object, Property, Shape, ShapeId, StringShape};
pub use value::Value;

use blob::Blob;

/// A resource type by its name, such as `AWS::S3::Bucket`.
pub fn resource_type(name: &str) -> Option<ResourceType> {
    let blob = Blob::embedded()?;
    reader::resource_type(blob, blob.find(name)?)
}

/// The names of all resource types, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    let blob = Blob::embedded();
    blob.into_iter().flat_map(|blob| (0..blob.len()).filter_map(move |index| blob.name(index)))
}

/// Whether there is such a resource type.
pub fn contains(name: &str) -> bool {
    Blob::embedded().is_some_and(|blob| blob.find(name).is_some())
}

/// All distinct patterns of the catalogue, the commonest first.
pub fn patterns() -> impl Iterator<Item = Pattern> {
    let blob = Blob::embedded();
    blob.into_iter().flat_map(|blob| (0..).map_while(move |id| Pattern::read(blob, id)))
}
