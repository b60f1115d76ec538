//! What a program becomes, to be looked at beside it.

use sparta::{Expansion, pages, render};
use sparta_diagnostics::Severity;
use sparta_semantics::{Configuration, Db, File, Word, stacks};

use crate::diagnostics::{checked, diagnostics};
use crate::observation::declaration_at;
use crate::project::entries;
use crate::{FilePosition, Project};

/// Which program is shown, and with which values.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// A file of the program.
    pub file: File,
    /// The environment; without one the defaults, or the first environment if not everything has one.
    pub environment: Option<&'a str>,
}

/// What a template is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Json,
    Yaml,
}

/// The program as the plain resources that it stands for, or of them those of the declaration at a
/// place, if there are any.
///
/// # Errors
///
/// Why it stands for none, in words.
pub fn expansion(
    db: &dyn Db,
    project: Project,
    shown: Shown<'_>,
    at: Option<FilePosition>,
) -> Result<String, String> {
    sound(db, project, shown, |entry, configuration| {
        let whole = Expansion::new(db, entry, configuration);
        let declaration = at.and_then(|at| declaration_at(db, at));
        let part = declaration.and_then(|(declaration, _)| whole.of(declaration.name(db)));
        sparta_format::format(&part.unwrap_or(whole).to_sparta())
    })
}

/// The template of the program.
///
/// # Errors
///
/// Why it has none, in words.
pub fn template(
    db: &dyn Db,
    project: Project,
    shown: Shown<'_>,
    notation: Notation,
) -> Result<String, String> {
    sound(db, project, shown, |_, configuration| {
        let template = sparta_template::template(db, configuration);
        match notation {
            Notation::Json => template.to_json(),
            Notation::Yaml => template.to_yaml(),
        }
    })
}

/// A page with a picture of the program.
///
/// # Errors
///
/// Why there is none, in words.
pub fn graph(db: &dyn Db, project: Project, shown: Shown<'_>) -> Result<String, String> {
    sound(db, project, shown, |_, configuration| {
        render::html(&sparta_graph::view(db, configuration.stack))
    })
}

/// What the tests of the program come to, or of them the one at a place if there is one: a line each,
/// and below it what does not hold.
///
/// # Errors
///
/// Why they cannot be asked, in words.
pub fn tests(
    db: &dyn Db,
    project: Project,
    shown: Shown<'_>,
    at: Option<FilePosition>,
) -> Result<String, String> {
    let here = at.and_then(|at| declaration_at(db, at)).map(|(declaration, _)| declaration);
    let title = here.filter(|it| it.word(db) == Word::Test).map(|it| it.name(db).clone());
    sound(db, project, shown, |entry, _| {
        let all = sparta_graph::tests(db, entry, &[]).into_iter();
        let wanted = all.filter(|it| title.as_ref().is_none_or(|title| *title == it.title));
        let mut text = String::new();
        for outcome in wanted {
            let state = if outcome.failures.is_empty() { "passed" } else { "failed" };
            text.push_str(&format!("{state}  {}\n", outcome.title));
            for failure in &outcome.failures {
                text.push_str(&format!("        {}\n", failure.message));
                let labels = failure.labels.iter().map(|it| format!("        {}\n", it.message));
                text.extend(labels);
            }
        }
        text
    })
}

/// The page of the finding at a place: of several, that of the shortest range.
pub fn explanation(db: &dyn Db, project: Project, at: FilePosition) -> Option<&'static str> {
    let offset = u32::from(at.offset);
    let found = diagnostics(db, project, at.file);
    let here = found.iter().filter(|it| it.at.range.start <= offset && offset <= it.at.range.end);
    let nearest = here.min_by_key(|it| it.at.range.end - it.at.range.start)?;
    pages::page(&nearest.name)
}

/// Answers for a program without errors.
fn sound<T>(
    db: &dyn Db,
    project: Project,
    shown: Shown<'_>,
    answer: impl FnOnce(File, &Configuration<'_>) -> T,
) -> Result<T, String> {
    let entry = entries(db, project, shown.file).first().copied().unwrap_or(shown.file);
    let configurations = stacks(db, entry, &[]);
    let wanted = configurations.iter().find(|it| it.environment.as_deref() == shown.environment);
    let configuration = match shown.environment {
        Some(name) => wanted.ok_or_else(|| format!("the program has no environment `{name}`"))?,
        None => wanted.or(configurations.first()).ok_or("the program has no configuration")?,
    };
    let found = checked(db, entry);
    match found.iter().find(|it| it.severity == Severity::Error) {
        Some(error) => Err(format!("the program has errors; the first: {}", error.message)),
        None => Ok(answer(entry, configuration)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Notation, Shown, expansion, explanation, graph, template};
    use crate::fixture::Fixture;

    const SHOP: &str = "
//- /parts.sparta
/// A queue by a name.
component Jobs {
  param label: String
  resource self: AWS::SQS::Queue { QueueName: label }
}
//- /shop.sparta
import { Jobs } from \"./parts.sparta\"

setting label: String

resource $0jobs: Jobs { label: label }

resource files: AWS::S3::Bucket {}

environment dev { settings: { label: \"small\" } }

environment prod { settings: { label: \"large\" } }
";

    fn shown<'a>(fixture: &Fixture, environment: Option<&'a str>) -> Shown<'a> {
        Shown { file: fixture.file("shop.sparta"), environment }
    }

    #[test]
    fn a_program_is_shown_as_it_is_in_an_environment() {
        let fixture = Fixture::new(SHOP);
        let of = |environment, notation| {
            template(&fixture.db, fixture.project, shown(&fixture, environment), notation)
        };
        let yaml = of(Some("prod"), Notation::Yaml).expect("a template");
        assert!(yaml.contains("QueueName: large"), "{yaml}");
        let json = of(None, Notation::Json).expect("a template");
        assert!(json.contains("\"QueueName\": \"small\""), "{json}");
        let refused = of(Some("test"), Notation::Json);
        assert_eq!(refused, Err("the program has no environment `test`".to_owned()));
    }

    #[test]
    fn a_declaration_is_shown_by_itself_and_a_file_as_its_program() {
        let fixture = Fixture::new(SHOP);
        let shown = shown(&fixture, Some("dev"));
        let part = expansion(&fixture.db, fixture.project, shown, Some(fixture.cursor()));
        let part = part.expect("an expansion");
        assert!(part.contains("resource jobs: AWS::SQS::Queue"), "{part}");
        assert!(!part.contains("AWS::S3::Bucket"), "{part}");
        let imported = Shown { file: fixture.file("parts.sparta"), ..shown };
        let whole = expansion(&fixture.db, fixture.project, imported, None).expect("an expansion");
        assert!(whole.contains("resource files: AWS::S3::Bucket"), "{whole}");
    }

    #[test]
    fn a_picture_says_where_things_are_declared() {
        let fixture = Fixture::new(SHOP);
        let page = graph(&fixture.db, fixture.project, shown(&fixture, None)).expect("a page");
        assert!(page.contains("data-path=\"shop.sparta\" data-line=\"5\""), "{page}");
    }

    #[test]
    fn what_is_wrong_is_explained_and_stands_in_the_way() {
        let fixture = Fixture::new("resource q: AWS::SQS::Queue { Delay$0Second: 1 }");
        let page = explanation(&fixture.db, fixture.project, fixture.cursor());
        assert!(page.is_some_and(|page| page.starts_with("# unknown-property\n")), "{page:?}");
        let shown = Shown { file: fixture.cursor().file, environment: None };
        let refused = graph(&fixture.db, fixture.project, shown).expect_err("it has errors");
        assert!(refused.contains("no property `DelaySecond`"), "{refused}");
    }
}
