//! The `CloudFormation` template of a stack, and the manifest of what it needs beside it.
//!
//! [`template`] turns the lowered resources of a stack into a [`Document`], which is written as JSON
//! or as YAML. Nothing is decided here that a program could say: order, names and conditions follow
//! from the program alone, so the same program always gives the same bytes.

mod asset;
mod condition;
mod document;
mod emitter;
mod imported;
mod json;
mod manifest;
mod mapping;
mod output;
mod parameter;
mod parameter_type;
mod part;
mod resource;
mod sparta;
mod substitution;
mod template;
mod text;
mod yaml;

pub use asset::Asset;
pub use document::{Document, Field};
pub use emitter::value_json;
pub use json::json;
pub use sparta::sparta;
pub use template::{Template, findings, template};
pub use yaml::yaml;
