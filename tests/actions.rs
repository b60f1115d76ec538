//! What editors offer to do keeps programs well: a refactoring leaves nothing to find and the template as
//! it was, and nothing is offered that cannot be done, for any text.

use std::sync::Arc;

use sparta_ide::{
    CodeActionKind, Database, Db as _, FileRange, Project, TextRange, WorkspaceEdit,
    code_action_edit, code_actions,
};
use sparta_semantics::stacks;
use sparta_tests::check;
use sparta_tests::files::Files;
use sparta_tests::random::Random;
use sparta_tests::repository::{Program, every_program, read};

/// How many refactorings of each program are tried.
const TRIED: usize = 8;

/// Extracting gives a name to what had none, and a condition or mapping is called by that.
const NAMED: [&str; 2] = ["\"Conditions\"", "\"Mappings\""];

fn after(db: &Database, edit: &WorkspaceEdit) -> Vec<(String, String)> {
    let files = edit.edits.iter().map(|(file, edits)| {
        let mut text = file.text(db).to_owned();
        let mut end = text.len();
        for edit in edits.iter().rev() {
            let range = usize::from(edit.range.start())..usize::from(edit.range.end());
            assert!(range.end <= end, "edits overlap: {edits:?}");
            end = range.start;
            text.replace_range(range, &edit.text);
        }
        (file.path(db).to_string(), text)
    });
    files.collect()
}

fn templates(db: &Database, entry: &str) -> Vec<String> {
    let all = stacks(db, db.file(entry), &[]);
    all.iter().map(|it| sparta_template::template(db, it).to_json()).collect()
}

/// The ranges of all nodes of a text.
fn ranges(text: &str) -> Vec<TextRange> {
    let root = sparta_syntax::parse(text).syntax();
    root.descendants().skip(1).map(|it| it.text_range()).collect()
}

/// Whether an action says the same in another way.
fn keeps_meaning(kind: CodeActionKind, title: &str) -> bool {
    match kind {
        CodeActionKind::Extract => title != "Extract into a `param`",
        CodeActionKind::Inline | CodeActionKind::OrganizeImports => true,
        CodeActionKind::Rewrite => title.starts_with("Write ") || title.starts_with("Pin "),
        CodeActionKind::QuickFix | CodeActionKind::FixAll => false,
    }
}

fn refactor(program: &Program, random: &mut Random, objections: &mut Vec<String>) -> usize {
    let text = read(&program.folder.join(&program.entry));
    let db = Database::new(Arc::new(Files::folder(&program.folder)));
    let file = db.file(&program.entry);
    let project = Project::new(&db, Arc::new([file]));
    let before = templates(&db, &program.entry);
    let is_named = before.iter().any(|it| NAMED.iter().any(|name| it.contains(name)));
    let places = ranges(&text);
    let mut tried = 0;
    for _ in 0..TRIED * 4 {
        if tried == TRIED {
            break;
        }
        let at = FileRange { file, range: places[random.below(places.len())] };
        let mut offered = code_actions(&db, project, at, &[]);
        offered.retain(|it| keeps_meaning(it.kind, &it.title));
        if offered.is_empty() {
            continue;
        }
        let action = &offered[random.below(offered.len())];
        let Some(edit) = code_action_edit(&db, project, at, action.kind, &action.title) else {
            continue;
        };
        tried += 1;
        let files = after(&db, &edit);
        let told = format!("{}: {} at {:?}", program.name, action.title, &text[at.range]);
        let found = check(Files::folder(&program.folder).and(files.clone()), &program.entry);
        if let Some(first) = found.first() {
            objections.push(format!("{told}: {}: {}", first.name, first.message));
        }
        let mut all = Files::folder(&program.folder);
        all = all.and(files.clone());
        let changed = templates(&Database::new(Arc::new(all)), &program.entry);
        if changed != before && !is_named {
            objections.push(format!("{told}: another template"));
        }
        for (_, changed) in files {
            let was_formatted = sparta_format::format(&text) == text;
            if was_formatted && sparta_format::format(&changed) != changed {
                objections.push(format!("{told}: not formatted"));
            }
        }
    }
    tried
}

#[test]
fn refactorings_keep_what_programs_mean() {
    let mut random = Random::new(3);
    let mut objections = Vec::new();
    let mut tried = 0;
    for program in every_program() {
        tried += refactor(&program, &mut random, &mut objections);
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
    assert!(tried > 60, "only {tried}");
}

#[test]
fn any_text_has_actions_that_can_be_done() {
    let mut random = Random::new(2);
    for program in every_program().into_iter().step_by(8) {
        let text = read(&program.folder.join(&program.entry));
        let mut end = random.below(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let files = Files::text("main.sparta", &text[..end]);
        let db = Database::new(Arc::new(files));
        let file = db.file("main.sparta");
        let project = Project::new(&db, Arc::new([file]));
        for _ in 0..4 {
            let (from, to) = (random.below(end + 8), random.below(end + 8));
            let offset = |at: usize| sparta_ide::TextSize::new(u32::try_from(at).expect("small"));
            let range = TextRange::new(offset(from.min(to)), offset(from.max(to)));
            let at = FileRange { file, range };
            for action in code_actions(&db, project, at, &[]) {
                let edit = code_action_edit(&db, project, at, action.kind, &action.title);
                edit.iter().for_each(|edit| drop(after(&db, edit)));
            }
        }
    }
}
