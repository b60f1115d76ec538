//! What is known of what stands at a position.

use sparta_semantics::{Db, Ty};

use crate::observation::Observation;
use crate::occurrence::occurrence_at;
use crate::{FilePosition, FileRange, Project};

/// What is known of what stands somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub at: FileRange,
    /// Markdown.
    pub text: String,
}

/// What is known of the name or the expression at a position.
pub fn hover(db: &dyn Db, project: Project, at: FilePosition) -> Option<Hover> {
    let (observation, offset) = Observation::at(db, project, at)?;
    let name = occurrence_at(db, project, at).map(|(_, occurrence)| occurrence.range);
    let expr = observation.expr_at(offset)?;
    let ty: Ty<'_> = observation.ty(expr)?;
    let range = observation.in_file(name.unwrap_or_else(|| observation.hir.range(expr)));
    let text = format!("```sparta\n{}\n```", ty.display(db));
    Some(Hover { at: FileRange { file: at.file, range }, text })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::hover;
    use crate::fixture::Fixture;

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let hover = hover(&fixture.db, fixture.project, fixture.cursor());
        expected.assert_eq(&hover.map_or_else(|| "nothing".to_owned(), |hover| hover.text));
    }

    #[test]
    fn an_expression_has_a_type() {
        check(
            "resource q: AWS::SQS::Queue {}\noutput url: q.Queue$0Url\n",
            expect![[r#"
                ```sparta
                AWS::SQS::Queue.QueueUrl
                ```"#]],
        );
    }
}
