//! The resources of a stack.

use sparta_lower::Resource;
use sparta_semantics::{Db, Stack};

use crate::graph;

/// All resources of a stack in the order in which they are declared, with what events set on them.
pub fn resources<'db>(db: &'db dyn Db, stack: Stack<'db>) -> Vec<&'db Resource<'db>> {
    graph(db, stack).resources
}
