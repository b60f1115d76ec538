//! Where what stands at a position is declared, defined, and where its type is.

use std::sync::Arc;

use sparta_semantics::{
    Db, Declaration, File, ItemKind, MemberId, Symbol, Ty, Word, declarations, extensions, hir,
    type_of,
};

use crate::observation::{Observation, stack_of};
use crate::occurrence::{occurrence_at, occurrences};
use crate::{FilePosition, Project, Target};

/// Where the name at a position is defined. Of a property or a type of CloudFormation that is where the
/// library speaks of it; nothing if nothing does.
pub fn definition(db: &dyn Db, project: Project, at: FilePosition) -> Option<Target> {
    let (_, occurrence) = occurrence_at(db, project, at)?;
    target(db, at.file, &occurrence.symbol)
}

/// Where the name at a position comes into its file: where it is imported, or where it is defined.
pub fn declaration(db: &dyn Db, project: Project, at: FilePosition) -> Option<Target> {
    let (_, occurrence) = occurrence_at(db, project, at)?;
    let symbol = &occurrence.symbol;
    let stack = stack_of(db, project, at.file);
    let imports = declarations(db, at.file).iter().filter(|it| it.word(db) == Word::Import);
    let mut imported = imports.filter_map(|import| {
        let names = occurrences(db, stack, *import).iter();
        let name = names.rev().find(|name| name.symbol == *symbol)?;
        let (start, range) = (import.start(db), hir(db, *import).root().range);
        Some(Target { file: at.file, range: range + start, focus: name.range + start })
    });
    imported.next().or_else(|| target(db, at.file, symbol))
}

/// Where the type of what stands at a position is defined: a component, a custom resource type, what the
/// library says of a resource type.
pub fn type_definition(db: &dyn Db, project: Project, at: FilePosition) -> Option<Target> {
    let (observation, offset) = Observation::at(db, project, at)?;
    let named = occurrence_at(db, project, at).and_then(|(_, it)| type_of_item(db, &it.symbol));
    let ty = named.or_else(|| {
        let value = observation.value(observation.expr_at(offset)?)?;
        Some(type_of(db, value))
    })?;
    target_of_type(db, at.file, &ty)
}

/// The type of the instances that a resource declaration makes.
fn type_of_item<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> Option<Ty<'db>> {
    let item = symbol.item()?;
    match &hir(db, item.declaration).item(item.member).kind {
        ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => {
            if ty.text.contains("::") {
                return Some(Ty::Resource(ty.text.clone()));
            }
            sparta_semantics::definition_named(db, item.declaration, &ty.text).map(Ty::Instance)
        }
        _ => None,
    }
}

fn target_of_type<'db>(db: &'db dyn Db, file: File, ty: &Ty<'db>) -> Option<Target> {
    match ty.non_null() {
        Ty::Instance(declaration) => Some(target_of_item(db, whole(declaration))),
        Ty::Resource(name) | Ty::Attribute { resource: name, .. } => extended(db, file, &name),
        Ty::List(item) => target_of_type(db, file, &item),
        _ => None,
    }
}

/// Where a symbol is defined, as the code of a file sees it.
pub(crate) fn target<'db>(db: &'db dyn Db, file: File, symbol: &Symbol<'db>) -> Option<Target> {
    if let Some(item) = symbol.item() {
        return Some(target_of_item(db, item));
    }
    match symbol {
        Symbol::Local(place) | Symbol::Field(place) => {
            let range = place.range + place.declaration.start(db);
            Some(Target { file: place.declaration.file(db), range, focus: range })
        }
        Symbol::ResourceType(name) => extended(db, file, name),
        Symbol::Property { resource, path } => property(db, file, resource, path),
        _ => None,
    }
}

fn whole(declaration: Declaration<'_>) -> MemberId<'_> {
    MemberId { declaration, member: 0 }
}

pub(crate) fn target_of_item<'db>(db: &'db dyn Db, item: MemberId<'db>) -> Target {
    let start = item.declaration.start(db);
    let (file, item) = (item.declaration.file(db), hir(db, item.declaration).item(item.member));
    let focus = match &item.kind {
        ItemKind::Extend { ty, .. } => ty.range,
        _ if item.name.range.is_empty() => item.head,
        _ => item.name.range,
    };
    Target { file, range: item.range + start, focus: focus + start }
}

/// What is said of a resource type in a file, or else by the library.
fn extended<'db>(db: &'db dyn Db, file: File, name: &Arc<str>) -> Option<Target> {
    extensions(db, file, name).next().map(|extend| target_of_item(db, whole(extend)))
}

/// What the library says of a property.
fn property<'db>(db: &'db dyn Db, file: File, name: &Arc<str>, path: &str) -> Option<Target> {
    let mut found = extensions(db, file, name).filter_map(|declaration| {
        let is_meant = |kind: &ItemKind| matches!(kind, ItemKind::Property { path: known, .. } if **known == *path);
        let (member, _) = hir(db, declaration).items().find(|(_, item)| is_meant(&item.kind))?;
        Some(target_of_item(db, MemberId { declaration, member }))
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use sparta_semantics::Db as _;

    use sparta_semantics::Database;

    use super::{declaration, definition, type_definition};
    use crate::fixture::Fixture;
    use crate::{FilePosition, Project, Target};

    fn leads_to(text: &str) -> String {
        shown(text, |db, project, at| definition(db, project, at))
    }

    /// Where the cursor leads: the path, and the line with the name in brackets.
    fn shown(
        text: &str,
        ask: impl Fn(&Database, Project, FilePosition) -> Option<Target>,
    ) -> String {
        let fixture = Fixture::new(text);
        let Some(target) = ask(&fixture.db, fixture.project, fixture.cursor()) else {
            return "nowhere".to_owned();
        };
        let text = target.file.text(&fixture.db);
        assert!(target.range.contains_range(target.focus));
        let (from, to) = (usize::from(target.focus.start()), usize::from(target.focus.end()));
        let line = text[..from].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[to..].find('\n').map_or(text.len(), |newline| to + newline);
        let path = fixture.db.file(target.file.path(&fixture.db)).path(&fixture.db).clone();
        format!("{path}: {}[{}]{}", &text[line..from], &text[from..to], &text[to..end])
    }

    #[test]
    fn a_name_leads_to_its_declaration() {
        let text = "let delay = 3s\nresource queue: AWS::SQS::Queue { DelaySeconds: de$0lay }\n";
        assert_eq!(leads_to(text), "main.sparta: let [delay] = 3s");
    }

    #[test]
    fn a_name_of_another_file_leads_there() {
        let text = "
//- /main.sparta
import { delay as wait } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: wait$0 }
//- /times.sparta
let delay = 3s
";
        assert_eq!(leads_to(text), "times.sparta: let [delay] = 3s");
    }

    #[test]
    fn a_grant_leads_into_the_library() {
        let text = "
resource uploads: AWS::S3::Bucket {}
lambda f { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", needs: [uploads.re$0ad] }
//- /f/a.js
";
        assert_eq!(leads_to(text), "std/aws/s3.sparta:   grant [read] {");
    }

    #[test]
    fn a_field_of_an_instance_leads_to_the_parameter() {
        let text = "
component Worker {
  param size: Int
  resource queue: AWS::SQS::Queue { DelaySeconds: size }
  output url: queue.QueueUrl
}
resource w: Worker { si$0ze: 3 }
output url: w.url
";
        assert_eq!(leads_to(text), "main.sparta:   param [size]: Int");
        let text = text.replace("$0", "").replace("w.url", "w.u$0rl");
        assert_eq!(leads_to(&text), "main.sparta:   output [url]: queue.QueueUrl");
    }

    #[test]
    fn what_a_loop_binds_leads_to_the_binding() {
        let text = "let names = [for n in [\"a\"] { \"${n$0}!\" }]\noutput all: names\n";
        assert_eq!(leads_to(text), "main.sparta: let names = [for [n] in [\"a\"] { \"${n}!\" }]");
    }

    #[test]
    fn an_argument_leads_to_the_parameter() {
        let text = "fn label(team: String): String = team\noutput x: label(te$0am: \"a\")\n";
        assert_eq!(leads_to(text), "main.sparta: fn label([team]: String): String = team");
    }

    #[test]
    fn cloudformation_leads_to_what_the_library_says_of_it() {
        let queue = "std/aws/sqs.sparta: extend [AWS::SQS::Queue] {";
        assert_eq!(leads_to("resource q: AWS::SQS::Que$0ue { DelaySeconds: 3s }\n"), queue);
        assert_eq!(leads_to("resource q: AWS::SQS::Queue { Delay$0Seconds: 3s }\n"), "nowhere");
    }

    #[test]
    fn a_name_is_declared_where_it_is_imported() {
        let text = "
//- /main.sparta
import { delay as wait } from \"./times.sparta\"
resource queue: AWS::SQS::Queue { DelaySeconds: wait$0 }
//- /times.sparta
let delay = 3s
";
        let declared = shown(text, |db, project, at| declaration(db, project, at));
        let line = "main.sparta: import { delay as [wait] } from \"./times.sparta\"";
        assert_eq!(declared, line);
    }

    #[test]
    fn a_type_is_a_component_or_what_the_library_extends() {
        let ask = |text: &str| shown(text, |db, project, at| type_definition(db, project, at));
        let text = "component C { resource q: AWS::SQS::Queue {} }\nresource c$0: C {}\n";
        assert_eq!(ask(text), "main.sparta: component [C] { resource q: AWS::SQS::Queue {} }");
        let queue = "std/aws/sqs.sparta: extend [AWS::SQS::Queue] {";
        assert_eq!(ask("resource q: AWS::SQS::Queue {}\noutput u: q.Que$0ueUrl\n"), queue);
        assert_eq!(ask("lambda f$0 {}\n"), "std/prelude/lambda.sparta: component [Lambda] {");
    }
}
