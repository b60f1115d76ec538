//! Where what stands at a position is defined.

use sparta_semantics::{Db, Symbol, hir};

use crate::occurrence::occurrence_at;
use crate::{FilePosition, Project, Target};

/// Where the name at a position is defined; nothing for what no file defines, such as a property of
/// CloudFormation.
pub fn definition(db: &dyn Db, project: Project, at: FilePosition) -> Option<Target> {
    let (_, occurrence) = occurrence_at(db, project, at)?;
    target(db, &occurrence.symbol)
}

/// Where a symbol is defined.
pub(crate) fn target<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> Option<Target> {
    if let Some(item) = symbol.item() {
        let declaration = item.declaration;
        let start = declaration.start(db);
        let item = hir(db, declaration).item(item.member);
        return Some(Target {
            file: declaration.file(db),
            range: item.range + start,
            focus: item.name.range + start,
        });
    }
    match symbol {
        Symbol::Local(place) | Symbol::Field(place) => {
            let range = place.range + place.declaration.start(db);
            Some(Target { file: place.declaration.file(db), range, focus: range })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use sparta_semantics::Db as _;

    use super::definition;
    use crate::fixture::Fixture;

    /// Where the cursor leads: the path, and the line with the name in brackets.
    fn leads_to(text: &str) -> String {
        let fixture = Fixture::new(text);
        let Some(target) = definition(&fixture.db, fixture.project, fixture.cursor()) else {
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
    fn a_property_of_cloudformation_leads_nowhere() {
        assert_eq!(leads_to("resource q: AWS::SQS::Queue { Delay$0Seconds: 3s }\n"), "nowhere");
    }
}
