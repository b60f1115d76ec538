//! Who triggers what, and who may do what to whom, as calls.
//!
//! An event is a call from its source to what receives it; a grant is a call from who may to what it is
//! said of. So the callers of a function are what triggers it, and those of a bucket who may use it.

use sparta_graph::owner;
use sparta_lower::program;
use sparta_semantics::{Db, Instance, ItemKind, MemberId, Place, display_name, hir};

use crate::definition::target_of_item;
use crate::observation::stack_of;
use crate::occurrence::occurrence_at;
use crate::{FilePosition, FileRange, Project, Target};

/// A resource or construct of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallItem {
    pub name: String,
    /// Its type: `AWS::S3::Bucket`, `Lambda`.
    pub detail: String,
    pub target: Target,
}

/// A connection to or from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub with: CallItem,
    /// `objectCreated`, `read`; of a dependency that is discovered only nothing.
    pub connections: Vec<(Connection, String)>,
    /// Where the connections are written.
    pub places: Vec<FileRange>,
}

/// In which way something is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// The caller triggers it.
    Event,
    /// The caller may do something to it.
    Grant,
}

/// From where to where one is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    To,
    From,
}

/// The resource or construct that is named at a position.
pub fn call_hierarchy(db: &dyn Db, project: Project, at: FilePosition) -> Option<CallItem> {
    item_at(db, project, at).map(|item| call_item(db, item))
}

/// What triggers the resource or construct at a position, and who may use it.
pub fn incoming_calls(db: &dyn Db, project: Project, at: FilePosition) -> Vec<Call> {
    item_at(db, project, at)
        .map_or_else(Vec::new, |item| calls_of(db, project, item, Direction::To))
}

/// What the resource or construct at a position triggers and may use.
pub fn outgoing_calls(db: &dyn Db, project: Project, at: FilePosition) -> Vec<Call> {
    item_at(db, project, at)
        .map_or_else(Vec::new, |item| calls_of(db, project, item, Direction::From))
}

fn item_at<'db>(db: &'db dyn Db, project: Project, at: FilePosition) -> Option<MemberId<'db>> {
    let (_, occurrence) = occurrence_at(db, project, at)?;
    let item = occurrence.symbol.item()?;
    let kind = &hir(db, item.declaration).item(item.member).kind;
    matches!(kind, ItemKind::Resource { .. } | ItemKind::Existing { .. }).then_some(item)
}

/// What is connected with a resource or construct, in the order of the program.
pub(crate) fn calls_of<'db>(
    db: &'db dyn Db,
    project: Project,
    item: MemberId<'db>,
    direction: Direction,
) -> Vec<Call> {
    let program = program(db, stack_of(db, project, item.declaration.file(db)));
    let mut found: Vec<(MemberId<'db>, Call)> = Vec::new();
    let mut add =
        |from: Instance<'db>, to: Instance<'db>, connection: (Connection, &str), at: Place<'db>| {
            let (from, to) = (owner(db, from), owner(db, to));
            let (own, other) = match direction {
                Direction::To => (to, from),
                Direction::From => (from, to),
            };
            if own.definition(db) != item {
                return;
            }
            let definition = other.definition(db);
            let position = found.iter().position(|(known, _)| *known == definition);
            let position = position.unwrap_or_else(|| {
                let with = CallItem { name: display_name(db, other), ..call_item(db, definition) };
                found
                    .push((definition, Call { with, connections: Vec::new(), places: Vec::new() }));
                found.len() - 1
            });
            let call = &mut found[position].1;
            let connection = (connection.0, connection.1.to_owned());
            if !call.connections.contains(&connection) {
                call.connections.push(connection);
            }
            let range = at.range + at.declaration.start(db);
            let place = FileRange { file: at.declaration.file(db), range };
            if !call.places.contains(&place) {
                call.places.push(place);
            }
        };
    for (_, lowered) in &program.declarations {
        for event in &lowered.events {
            if let Some(source) = event.source {
                add(source, event.target, (Connection::Event, &*event.event), event.at);
            }
        }
        for grant in &lowered.grants {
            let name = grant.grant.as_deref().unwrap_or("");
            add(grant.grantee, grant.resource, (Connection::Grant, name), grant.at);
        }
    }
    found.into_iter().map(|(_, call)| call).collect()
}

fn call_item<'db>(db: &'db dyn Db, item: MemberId<'db>) -> CallItem {
    let written = hir(db, item.declaration).item(item.member);
    let detail = match &written.kind {
        ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => ty.text.to_string(),
        _ => String::new(),
    };
    CallItem { name: written.name.text.to_string(), detail, target: target_of_item(db, item) }
}

#[cfg(test)]
mod tests {
    use super::{Call, call_hierarchy, incoming_calls, outgoing_calls};
    use crate::fixture::Fixture;

    const PROGRAM: &str = "
resource uploads: AWS::S3::Bucket {}
resource jobs: AWS::SQS::Queue {}
lambda resize {
  code: \"./f\"
  handler: \"a.b\"
  runtime: \"nodejs22.x\"
  on: [uploads.objectCreated()]
  needs: [uploads.read, jobs.send]
}
";

    fn fixture(from: &str) -> Fixture {
        Fixture::new(&format!("{}//- /f/a.js\n", PROGRAM.replacen(from, &format!("{from}$0"), 1)))
    }

    fn shown(calls: &[Call]) -> Vec<String> {
        let of_call = |call: &Call| {
            let names: Vec<&str> = call.connections.iter().map(|(_, name)| &**name).collect();
            format!("{} {}", call.with.name, names.join(", "))
        };
        calls.iter().map(of_call).collect()
    }

    #[test]
    fn what_triggers_a_function_calls_it() {
        let fixture = fixture("lambda resize");
        let (db, project, at) = (&fixture.db, fixture.project, fixture.cursor());
        let item = call_hierarchy(db, project, at).expect("a function");
        assert_eq!((&*item.name, &*item.detail), ("resize", "Lambda"));
        assert_eq!(shown(&incoming_calls(db, project, at)), ["uploads objectCreated"]);
        assert_eq!(shown(&outgoing_calls(db, project, at)), ["uploads read", "jobs send"]);
    }

    #[test]
    fn who_may_use_a_bucket_calls_it() {
        let fixture = fixture("uploads.rea");
        assert!(call_hierarchy(&fixture.db, fixture.project, fixture.cursor()).is_none());
        let fixture = self::fixture("needs: [uploads");
        let (db, project, at) = (&fixture.db, fixture.project, fixture.cursor());
        let calls = incoming_calls(db, project, at);
        assert_eq!(shown(&calls), ["resize read"]);
        assert_eq!(&at.file.text(db)[calls[0].places[0].range], "uploads.read");
    }
}
