//! The resources of a stack and what connects them.
//!
//! | question | function |
//! | --- | --- |
//! | which resources are there, with what events set on them? | [`resources`] |
//! | what depends on what, and why? | [`graph`] |
//! | what is wrong with the program? | [`check`] |
//! | what does it look like? | [`view`], [`render`] |
//!
//! Nothing here decides what a resource is: that was done by lowering. Nothing here writes a
//! template: that is next.

mod assertion;
mod check;
mod circle;
mod facts;
mod graph;
mod identity;
mod merge;
mod owner;
mod quota;
mod references;
mod region;
pub mod render;
mod resources;
mod size;
mod uses;
mod view;

pub use assertion::{TestOutcome, tests};
pub use check::{check, check_with, findings};
pub use graph::{Edge, EdgeKind, Graph, graph};
pub use owner::{owner, owner_name};
pub use quota::{Quotas, TemplateQuotas, grouped, quotas};
pub use resources::resources;
pub use view::{View, ViewEdge, ViewEdgeKind, ViewNode, ViewPlace, view};
