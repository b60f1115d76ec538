//! The standard library's source files, embedded.
//!
//! What a program can reach without an import is in `prelude/`; what is known of a service's
//! resource types is in `aws/SERVICE.sparta`, read when a program names one of them; what must be
//! imported lies beside them, as `std/NAME`.

mod embedded;
mod links;

pub use links::documentation;

/// The fields of a policy statement that name actions.
pub const ACTION_FIELDS: [&str; 2] = ["Action", "NotAction"];

/// The text of a library file by its path below `std/`, such as `aws/s3.sparta`.
pub fn file(path: &str) -> Option<&'static str> {
    let index = embedded::FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
    Some(embedded::FILES[index].1)
}

/// All library files, by path.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::FILES.iter().copied()
}

/// `CloudFormation`'s types of parameters that name something:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html>
pub fn parameter_types() -> impl Iterator<Item = &'static str> {
    include_str!("../parameter-types.txt").lines().filter(|line| line.contains("::"))
}

/// What is often written in the texts at a place, which `texts.txt` explains.
pub fn texts(place: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../texts.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once("  "));
    rows.filter(move |(there, _)| *there == place).map(|(_, text)| text.trim())
}

/// Whether `CloudFormation` takes a snapshot of such a resource before it deletes it:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html>
pub fn takes_snapshots(type_name: &str) -> bool {
    include_str!("../snapshot-types.txt")
        .lines()
        .any(|line| line.split_whitespace().next() == Some(type_name))
}

/// What `CloudFormation` does with a resource that leaves the stack where nothing is said of it.
pub fn deletion_policy(type_name: &str) -> &'static str {
    let is_default = |line: &str| line.strip_suffix(" by default") == Some(type_name);
    let snapshot = include_str!("../snapshot-types.txt").lines().any(is_default);
    if snapshot { "Snapshot" } else { "Delete" }
}
