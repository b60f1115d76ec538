//! How well the compiler bears with a program in which one token is wrong: what is still proposed beside the
//! mistake, how many errors are shown, and how far from it.
//!
//! `RECOVERY_MISTAKES=200 RECOVERY_SEED=7 cargo test --release -p sparta-tests --test recovery -- --nocapture`
//! makes as many mistakes in each program, from another seed; with `RECOVERY_SHOW=1` it prints what was missed.
#![expect(clippy::print_stderr, reason = "the figures are what it is for")]

use std::ops::Range;
use std::sync::Arc;

use sparta::Content;
use sparta_diagnostics::Severity;
use sparta_ide::{Database, Db as _, Diagnostic, FilePosition, Project, TextSize};
use sparta_syntax::SyntaxKind as Kind;
use sparta_tests::files::Files;
use sparta_tests::random::{Random, setting};
use sparta_tests::repository::{Program, every_program, read};

/// A text in which one token is wrong.
struct Mistake {
    text: String,
    /// From the token before the mistake to the token after it.
    around: Range<usize>,
    /// How much longer the text is behind it.
    moved: isize,
    at: usize,
}

/// Where a name stands that can be proposed.
#[derive(Clone)]
struct Name {
    at: Range<usize>,
    text: String,
}

#[derive(Default)]
struct Figures {
    mistakes: usize,
    few_errors: usize,
    near_errors: usize,
    names: usize,
    proposed: usize,
}

impl Figures {
    fn percent(part: usize, all: usize) -> f64 {
        let number = |it: usize| f64::from(u32::try_from(it).expect("a small number"));
        100.0 * number(part) / number(all.max(1))
    }

    fn add(&mut self, other: &Self) {
        self.mistakes += other.mistakes;
        self.few_errors += other.few_errors;
        self.near_errors += other.near_errors;
        self.names += other.names;
        self.proposed += other.proposed;
    }
}

/// A program that is edited.
struct Session {
    db: Database,
    project: Project,
    path: String,
}

impl Session {
    fn new(program: &Program) -> Self {
        let db = Database::new(Arc::new(Files::folder(&program.folder)));
        let project = Project::new(&db, [db.file(&program.entry)].into());
        Self { db, project, path: program.entry.clone() }
    }

    fn write(&mut self, text: &str) {
        self.db.set_content(&self.path, Content::Text(text.into()));
    }

    fn errors(&self) -> Vec<Diagnostic> {
        let mut found = sparta_ide::diagnostics(&self.db, self.project, self.db.file(&self.path));
        found.retain(|it| it.severity == Severity::Error);
        found
    }

    /// Whether a name is proposed where only its first letter is written.
    fn proposes(&mut self, text: &str, name: &Name) -> bool {
        let mut text = text.to_owned();
        text.replace_range(name.at.start + 1..name.at.end, "");
        self.write(&text);
        let offset = TextSize::try_from(name.at.start + 1).expect("a short text");
        let at = FilePosition { file: self.db.file(&self.path), offset };
        let found = sparta_ide::completion(&self.db, self.project, at);
        found.items.iter().any(|item| item.label == name.text)
    }
}

/// The tokens of a text that are neither blanks nor parts of strings.
fn tokens(text: &str) -> Vec<(Kind, Range<usize>)> {
    let parsed = sparta_syntax::parse(text);
    let all = parsed.root().all_tokens().filter(|token| {
        let kind = token.kind();
        !kind.is_trivia() && !matches!(kind, Kind::StringText | Kind::StringEscape)
    });
    all.map(|token| (token.kind(), token.text_range().into())).collect()
}

/// The names of fields, members and values of a text.
fn names(text: &str) -> Vec<Name> {
    let tree = sparta_syntax::parse(text).syntax();
    let tokens = tree.descendants_with_tokens().filter_map(|it| it.into_token());
    let is_name = |token: &sparta_syntax::SyntaxToken| {
        let parent = token.parent();
        let outer = parent.as_ref().and_then(|it| it.parent()).map(|it| it.kind());
        token.kind() == Kind::Ident
            && token.text().len() > 1
            && match parent.map(|it| it.kind()) {
                Some(Kind::FieldName) => outer == Some(Kind::Field),
                Some(Kind::Name) => outer == Some(Kind::MemberExpr),
                Some(Kind::Path) => outer == Some(Kind::PathExpr),
                _ => false,
            }
    };
    let names = tokens.into_iter().filter(is_name);
    names.map(|it| Name { at: it.text_range().into(), text: it.text().to_owned() }).collect()
}

/// Deletes, doubles, replaces or inserts a token.
fn mistake(text: &str, tokens: &[(Kind, Range<usize>)], random: &mut Random) -> Mistake {
    let which = random.below(tokens.len());
    let (_, token) = &tokens[which];
    let (_, other) = &tokens[random.below(tokens.len())];
    let (own, other) = (&text[token.clone()], &text[other.clone()]);
    let (replaced, new) = match random.below(4) {
        0 => (token.clone(), String::new()),
        1 => (token.end..token.end, format!(" {own}")),
        2 => (token.clone(), other.to_owned()),
        _ => (token.end..token.end, format!(" {other}")),
    };
    let mut broken = text.to_owned();
    broken.replace_range(replaced, &new);
    let length = |it: usize| isize::try_from(it).expect("a short text");
    let moved = length(broken.len()) - length(text.len());
    let start = tokens[which.saturating_sub(1)].1.start;
    let end = tokens[(which + 1).min(tokens.len() - 1)].1.end.saturating_add_signed(moved);
    Mistake { text: broken, around: start..end.max(start), moved, at: which }
}

/// The names beside a mistake, where they stand in the broken text: on its line, the nearest first.
fn beside(text: &str, names: &[Name], tokens: &[(Kind, Range<usize>)], of: &Mistake) -> Vec<Name> {
    let token = &tokens[of.at].1;
    let line = |at: usize| text[..at].matches('\n').count();
    let here = line(token.start);
    let mut near: Vec<&Name> = names
        .iter()
        .filter(|name| line(name.at.start) == here && !overlap(&name.at, token))
        .collect();
    near.sort_by_key(|name| name.at.start.abs_diff(token.start));
    let moved = |name: &Name| {
        let by = if name.at.start < token.end { 0 } else { of.moved };
        let place = |at: usize| at.saturating_add_signed(by);
        Name { at: place(name.at.start)..place(name.at.end), text: name.text.clone() }
    };
    near.into_iter().take(2).map(moved).collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether an error, or what it points to beside, touches a range.
fn touches(error: &Diagnostic, path: &str, around: &Range<usize>) -> bool {
    let own = std::iter::once(&error.at).chain(error.labels.iter().map(|label| &label.at));
    own.filter(|at| *at.path == *path)
        .any(|at| at.range.start as usize <= around.end && around.start <= at.range.end as usize)
}

fn measure(program: &Program, count: u64, random: &mut Random) -> Figures {
    let shows = setting("RECOVERY_SHOW", 0) > 0;
    let text = read(&program.folder.join(&program.entry));
    let (tokens, names) = (tokens(&text), names(&text));
    let mut session = Session::new(program);
    let mut figures = Figures::default();
    for _ in 0..count {
        let made = mistake(&text, &tokens, random);
        // What still is a program is none of this kind.
        if sparta_syntax::parse(&made.text).diagnostics.is_empty() {
            continue;
        }
        session.write(&made.text);
        let errors = session.errors();
        let is_near = errors.first().is_some_and(|it| touches(it, &session.path, &made.around));
        figures.mistakes += 1;
        figures.few_errors += usize::from(errors.len() <= 2);
        figures.near_errors += usize::from(is_near);
        if shows && (errors.len() > 2 || !is_near) {
            let line = made.text[..made.around.start].matches('\n').count() + 1;
            eprintln!("\n{}:{line}: {} errors, near: {is_near}", program.name, errors.len());
            eprintln!(
                "    {}",
                made.text.lines().skip(line - 1).take(2).collect::<Vec<_>>().join("\n    ")
            );
            errors.iter().take(4).for_each(|it| {
                eprintln!(
                    "  {} {:?}",
                    it.message,
                    made.text.get(it.at.range.start as usize..it.at.range.end as usize)
                );
            });
        }
        for name in beside(&text, &names, &tokens, &made) {
            let whole = names.iter().find(|it| {
                it.text == name.text
                    && (it.at == name.at
                        || it.at.start.checked_add_signed(made.moved) == Some(name.at.start))
            });
            let Some(whole) = whole.filter(|whole| session.proposes(&text, whole)) else {
                continue;
            };
            let _ = whole;
            figures.names += 1;
            let is_proposed = session.proposes(&made.text, &name);
            figures.proposed += usize::from(is_proposed);
            if shows && !is_proposed {
                let line = made.text[..name.at.start].matches('\n').count();
                eprintln!("\n{}:{}: `{}` is not proposed", program.name, line + 1, name.text);
                eprintln!("    {}", made.text.lines().nth(line).unwrap_or_default());
            }
        }
    }
    figures
}

#[test]
fn one_wrong_token_costs_little() {
    let mut random = Random::new(setting("RECOVERY_SEED", 1));
    let count = setting("RECOVERY_MISTAKES", 12);
    let mut figures = Figures::default();
    for program in every_program() {
        figures.add(&measure(&program, count, &mut random));
    }
    let few = Figures::percent(figures.few_errors, figures.mistakes);
    let near = Figures::percent(figures.near_errors, figures.mistakes);
    let proposed = Figures::percent(figures.proposed, figures.names);
    eprintln!("{} mistakes, {} names beside them", figures.mistakes, figures.names);
    eprintln!("at most two errors   {few:.1} %");
    eprintln!("the first is near    {near:.1} %");
    eprintln!("the name is proposed {proposed:.1} %");
    assert!(few >= 87.0, "at most two errors: {few:.1} %");
    assert!(near >= 90.0, "the first error is near: {near:.1} %");
    assert!(proposed >= 86.0, "the name is proposed: {proposed:.1} %");
}
