//! Types that a region does not have.

use rustc_hash::FxHashSet;
use sparta_semantics::Finding;

use crate::graph::Graph;

/// Resources of types that the region of an environment does not have.
pub(crate) fn unavailable<'db>(graph: &Graph<'db>, region: &str) -> Vec<Finding<'db>> {
    let mut findings = Vec::new();
    let mut seen = FxHashSet::default();
    let mut missing: rustc_hash::FxHashMap<&str, bool> = rustc_hash::FxHashMap::default();
    for resource in &graph.resources {
        let missing = *missing
            .entry(&resource.ty)
            .or_insert_with(|| crate::facts::is_missing(&resource.ty, region));
        if missing && seen.insert((resource.at, &*resource.ty)) {
            let message = format!("the region {region} has no `{}`", resource.ty);
            let help =
                "deploy the environment to a region that has it, or make the resource conditional";
            let finding = Finding::error("unavailable-in-region", resource.at, message);
            findings.push(finding.with_help(help));
        }
    }
    findings
}
