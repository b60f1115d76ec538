//! Properties that are required and not written, or all that there are.

use sparta_semantics::{
    ExprId, Wanted, fields_added, resource_facts, shape_placeholder, type_placeholder,
};
use sparta_syntax::SyntaxKind;

use super::scene::Scene;
use super::{CodeActionKind, Offer};
use crate::expected::ExpectedField;
use crate::observation::Observation;

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(observation) = scene.observation() else { return };
    let Some(object) = object_at(scene, &observation) else { return };
    let fields = observation.fields(object);
    let is_absent = |field: &&ExpectedField<'_>| {
        !observation.hir.written_names(object).any(|written| *written == *field.name)
    };
    let absent: Vec<&ExpectedField<'_>> = fields.iter().filter(is_absent).collect();
    let mut propose = |title: &'static str, names: Vec<(String, String)>| {
        let added =
            fields_added(observation.declaration.text(scene.db), observation.hir, object, &names);
        if let Some((range, text)) = added {
            let range = observation.in_file(range);
            offers.push(Offer::new(CodeActionKind::Rewrite, title, move || {
                vec![scene.edit(range, text)]
            }));
        }
    };
    let value = |field: &&ExpectedField<'_>| {
        (field.name.to_string(), placeholder(&observation, object, field))
    };
    let required: Vec<_> = absent.iter().filter(|field| field.required).map(value).collect();
    let all: Vec<_> = absent.iter().filter(|field| !field.deprecated).map(value).collect();
    let has_optional = all.len() > required.len();
    propose("Add all required properties", required);
    if has_optional {
        propose("Add all properties", all);
    }
}

/// The object that a place lies in, and in no other within it.
fn object_at(scene: &Scene<'_>, observation: &Observation<'_>) -> Option<ExprId> {
    let piece = scene.piece()?;
    let range = match piece.enclosing(|kind| kind == SyntaxKind::Object) {
        Some(node) => node.text_range(),
        None => {
            let declared = piece.enclosing(SyntaxKind::is_declaration)?;
            declared.children().find(|node| node.kind() == SyntaxKind::Object)?.text_range()
        }
    };
    observation.hir.expr_ids().find(|id| observation.hir.range(*id) == range)
}

fn placeholder(observation: &Observation<'_>, object: ExprId, field: &ExpectedField<'_>) -> String {
    let resource = match observation.wanted(object) {
        Some(Wanted::Shape { resource, .. }) => Some(resource.clone()),
        _ => observation.resource_of(object),
    };
    let facts = resource.and_then(|resource| resource_facts(observation.db, &resource));
    match (facts, field.shape) {
        (Some(facts), Some(shape)) => shape_placeholder(facts, shape),
        _ => type_placeholder(&field.ty),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn what_is_required_is_added() {
        check(
            "resource p: AWS::SSM::Parameter {$0}\n",
            "Add all required properties",
            expect![[r#"
                //- /main.sparta
                resource p: AWS::SSM::Parameter {
                  Type: "String"
                  Value: ""
                }
            "#]],
        );
        check(
            "
component Worker {
  param size: Int
  param delay: Duration
  param name: String = \"worker\"

  resource self: AWS::SQS::Queue { QueueName: name, DelaySeconds: delay }
}

resource w: Worker {
  // How many.
  $0size: 1 // one
}
",
            "Add all required properties",
            expect![[r#"
                //- /main.sparta
                component Worker {
                  param size: Int
                  param delay: Duration
                  param name: String = "worker"

                  resource self: AWS::SQS::Queue { QueueName: name, DelaySeconds: delay }
                }

                resource w: Worker {
                  // How many.
                  size: 1 // one
                  delay: 1min
                }
            "#]],
        );
    }

    #[test]
    fn what_is_there_is_not_added() {
        let text = "resource p: AWS::SSM::Parameter {$0 Type: \"String\", Value: \"v\" }\n";
        assert_eq!(offered(text, "required"), Vec::<String>::new());
        assert_eq!(offered(text, "Add all"), ["Add all properties"]);
    }

    #[test]
    fn inner_objects_have_their_own() {
        check(
            "resource b: AWS::S3::Bucket {\n  LifecycleConfiguration: { Rules: [{$0}] }\n}\n",
            "Add all required properties",
            expect![[r#"
                //- /main.sparta
                resource b: AWS::S3::Bucket {
                  LifecycleConfiguration: {
                    Rules: [{
                      Status: "Enabled"
                    }]
                  }
                }
            "#]],
        );
    }
}
