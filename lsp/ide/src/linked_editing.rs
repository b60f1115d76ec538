//! What is edited together: a name that is known in one declaration only, with all its uses.

use sparta_diagnostics::TextRange;
use sparta_semantics::{
    Db, Declaration, Hir, ItemKind, Parameter, Place, Symbol, declarations, hir,
};

use crate::observation::stack_of;
use crate::occurrence::{occurrence_at, occurrences};
use crate::{FilePosition, Project};

/// The places of a name that is bound by a loop, or is a parameter that no caller names: they change
/// together, and nothing else has to. Other names are renamed.
pub fn linked_editing(db: &dyn Db, project: Project, at: FilePosition) -> Option<Vec<TextRange>> {
    let (declaration, occurrence) = occurrence_at(db, project, at)?;
    let Symbol::Local(place) = &occurrence.symbol else { return None };
    if place.declaration != declaration {
        return None;
    }
    let text = declaration.text(db).as_str();
    let slice = |range: TextRange| text.get(std::ops::Range::<usize>::from(range));
    let name = slice(place.range)?;
    if is_parameter(hir(db, declaration), place)
        && is_named_elsewhere(db, project, declaration, name)
    {
        return None;
    }
    let all = occurrences(db, stack_of(db, project, at.file), declaration).iter();
    let same = all.filter(|it| it.symbol == occurrence.symbol);
    let ranges: Vec<TextRange> = same.map(|it| it.range).collect();
    let start = declaration.start(db);
    let alike = ranges.iter().all(|range| slice(*range) == Some(name));
    alike.then(|| ranges.into_iter().map(|range| range + start).collect())
}

/// Whether a place is where a function or an event has a parameter.
fn is_parameter(hir: &Hir, place: &Place<'_>) -> bool {
    let is_it = |parameter: &Parameter| parameter.name.range == place.range;
    hir.items().any(|(_, item)| match &item.kind {
        ItemKind::Fn { parameters, .. } | ItemKind::Event { parameters, .. } => {
            parameters.iter().any(is_it)
        }
        _ => false,
    })
}

/// Whether something else in the project may give an argument by that name. That it is written before a
/// colon is enough: to look at what is called there takes long.
fn is_named_elsewhere<'db>(
    db: &'db dyn Db,
    project: Project,
    home: Declaration<'db>,
    name: &str,
) -> bool {
    let own = home.file(db);
    let is_listed = project.files(db).contains(&own);
    let files = project.files(db).iter().copied().chain((!is_listed).then_some(own));
    let mut others = files.flat_map(|file| declarations(db, file)).filter(|it| **it != home);
    others.any(|other| is_written_before_colon(other.text(db), name))
}

fn is_written_before_colon(text: &str, name: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| {
        let rest = text[at + name.len()..].trim_start();
        !text[..at].ends_with(is_letter) && rest.starts_with(':') && !rest.starts_with("::")
    })
}

#[cfg(test)]
mod tests {
    use super::linked_editing;
    use crate::fixture::Fixture;

    fn check(text: &str, expected: &[&str]) {
        let fixture = Fixture::new(text);
        let cursor = fixture.cursor();
        let text = cursor.file.text(&fixture.db);
        let found = linked_editing(&fixture.db, fixture.project, cursor).unwrap_or_default();
        let lines = found.iter().map(|range| {
            let before = &text[..range.start().into()];
            let column = before.rsplit('\n').next().map_or(0, str::len);
            format!("{}:{column} {}", before.matches('\n').count(), &text[*range])
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_a_loop_binds_changes_with_its_uses() {
        check(
            "let all = [for name in [\"a\"] if na$0me != \"b\" { \"${name}-x\" }]\nlet name = 1\n",
            &["0:15 name", "0:32 name", "0:49 name"],
        );
        check(
            "resource q[k$0 in [\"a\"]]: AWS::SQS::Queue { QueueName: k }\n",
            &["0:11 k", "0:53 k"],
        );
    }

    #[test]
    fn a_parameter_changes_with_its_uses_unless_a_caller_names_it() {
        check(
            "fn label(te$0am: String): String = \"${team}-1\"\nlet a = label(\"x\")\n",
            &["0:9 team", "0:36 team"],
        );
        check(
            "fn label(te$0am: String): String = \"${team}-1\"\nlet a = label(team: \"x\")\n",
            &[],
        );
    }

    #[test]
    fn other_names_are_renamed() {
        check("let de$0lay = 3s\nlet other = delay\n", &[]);
        check("let a = AWS$0::Region\n", &[]);
        check("$0", &[]);
    }
}
