//! Edits of a project: after each of them what an editor is told is what it would be told of the same
//! files if it had just been started.
//!
//! `EDIT_STEPS=1000000 EDIT_SEED=7 cargo test --release -p sparta-tests --test edits` goes on for
//! longer, from another seed. A failure names the seed of its sequence, which repeats it.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use sparta::{Listed, MemoryFiles};
use sparta_ide::{
    Content, Database, Db as _, FilePosition, InlayHints, Project, Source, TextRange, TextSize,
};
use sparta_tests::random::{Random, TOKENS, setting};
use sparta_tests::repository::{files, read, shown};

/// How many edits one project gets.
const SEQUENCE: u64 = 40;

/// The files of a project, by their paths.
type Texts = Vec<(String, String)>;

/// An editor's session: a database that is changed, and never made anew.
struct Session {
    db: Database,
    project: Project,
    disk: Disk,
    texts: Texts,
    /// What the files were before each edit.
    history: Vec<Texts>,
}

impl Session {
    fn new(texts: Texts) -> Self {
        let disk = Disk(Arc::new(Mutex::new(memory(&texts))));
        let db = Database::new(Arc::new(disk.clone()));
        let project = listed(&db, &texts);
        Self { db, project, disk, texts, history: Vec::new() }
    }

    /// Makes the files what they are now.
    fn become_these(&mut self, texts: Texts) {
        *self.disk.0.lock().expect("one thread") = memory(&texts);
        let differs = |one: &(String, String), others: &Texts| !others.contains(one);
        let gone = self.texts.iter().filter(|it| differs(it, &texts));
        let came = texts.iter().filter(|it| differs(it, &self.texts));
        let changed: Vec<String> = gone.chain(came).map(|(path, _)| path.clone()).collect();
        self.reread(&changed);
        let paths = |texts: &Texts| texts.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        if paths(&self.texts) != paths(&texts) {
            let files = texts.iter().map(|(path, _)| self.db.file(path)).collect();
            self.project.replace(&mut self.db, files);
        }
        self.texts = texts;
    }

    /// Reads again what has to do with the paths that changed: they themselves, and the folders around
    /// them.
    fn reread(&mut self, changed: &[String]) {
        let around = |path: &str| {
            changed.iter().any(|it| {
                it.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        for path in self.db.asked_paths().into_iter().filter(|path| path.is_empty() || around(path))
        {
            let content = self.disk.read(&path);
            if *self.db.file(&path).content(&self.db) != content {
                self.db.set_content(&path, content);
            }
        }
    }

    fn edit(&mut self, random: &mut Random, others: &[Texts]) {
        let mut texts = self.texts.clone();
        let which = random.below(texts.len());
        let last = self.history.len().saturating_sub(1);
        match random.below(10) {
            0 if !self.history.is_empty() => texts = self.history.remove(last),
            1 => texts[which].0 = renamed(&texts, random),
            2 if texts.len() > 1 => drop(texts.remove(which)),
            _ => edit_text(&mut texts[which].1, random, others),
        }
        texts.sort();
        self.history.push(self.texts.clone());
        self.become_these(texts);
    }
}

/// A path that no file has.
fn renamed(texts: &Texts, random: &mut Random) -> String {
    let names = ["a.sparta", "b.sparta", "parts/a.sparta", "parts/b.sparta", "c/d/e.sparta"];
    let path = names[random.below(names.len())];
    let is_free = !texts.iter().any(|(taken, _)| taken == path);
    if is_free { path.to_owned() } else { format!("x{}.sparta", random.below(1_000_000)) }
}

/// What people do to a text: type, delete, paste.
fn edit_text(text: &mut String, random: &mut Random, others: &[Texts]) {
    let at = boundary(text, random.below(text.len() + 1));
    match random.below(4) {
        0 => text.insert_str(at, TOKENS[random.below(TOKENS.len())]),
        1 => {
            let end = boundary(text, (at + random.below(30)).min(text.len()));
            text.replace_range(at..end, "");
        }
        2 => {
            let other = &others[random.below(others.len())];
            let other = &other[random.below(other.len())].1;
            let from = boundary(other, random.below(other.len() + 1));
            let to = boundary(other, (from + random.below(120)).min(other.len()));
            text.insert_str(at, &other[from..to]);
        }
        _ => {
            let letters =
                ["a", "x1", " ", "\n", ".", "\"", "é", "Arn", "resource q: AWS::SQS::Queue {}"];
            text.insert_str(at, letters[random.below(letters.len())]);
        }
    }
}

/// The next place at which a text can be cut.
fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// Files that change.
#[derive(Clone)]
struct Disk(Arc<Mutex<MemoryFiles>>);

impl Source for Disk {
    fn read(&self, path: &str) -> Content {
        self.0.lock().expect("one thread").read(path)
    }

    fn list(&self, folder: &str) -> Vec<Listed> {
        self.0.lock().expect("one thread").list(folder)
    }
}

fn memory(texts: &Texts) -> MemoryFiles {
    texts.iter().map(|(path, text)| (path.clone(), text.clone())).collect()
}

fn listed(db: &Database, texts: &Texts) -> Project {
    Project::new(db, texts.iter().map(|(path, _)| db.file(path)).collect())
}

/// What an editor is told: what is wrong everywhere, and what is known at some places.
fn answers(db: &Database, project: Project, texts: &Texts, places: &[(usize, usize)]) -> String {
    let mut told = String::new();
    for (path, _) in texts {
        let found = sparta_ide::diagnostics(db, project, db.file(path));
        writeln!(told, "{path}: {found:?}").expect("a string takes all");
        let file = db.file(path);
        let symbols = sparta_ide::document_symbols(db, file);
        writeln!(told, "symbols {symbols:?}").expect("a string takes all");
        let tokens = sparta_ide::semantic_tokens(db, project, file, None);
        writeln!(told, "tokens {tokens:?}").expect("a string takes all");
        let folds = sparta_ide::folding_ranges(db, file);
        writeln!(told, "folds {folds:?}").expect("a string takes all");
        let lenses = sparta_ide::code_lens(db, project, file);
        writeln!(told, "lenses {lenses:?}").expect("a string takes all");
    }
    for (file, offset) in places {
        let (path, text) = &texts[*file];
        let offset = TextSize::try_from(boundary(text, *offset)).expect("a short text");
        let at = FilePosition { file: db.file(path), offset };
        let named = |target: Option<sparta_ide::Target>| {
            target.map(|it| format!("{} {:?} {:?}", it.file.path(db), it.range, it.focus))
        };
        let references = sparta_ide::references(db, project, at);
        let references = references
            .iter()
            .map(|it| format!("{} {:?} {}", it.at.file.path(db), it.at.range, it.defines));
        writeln!(told, "{path} {offset:?}").expect("a string takes all");
        let hover = sparta_ide::hover(db, project, at).map(|hover| (hover.at.range, hover.text));
        writeln!(told, "hover {hover:?}").expect("a string takes all");
        let definition = named(sparta_ide::definition(db, project, at));
        writeln!(told, "definition {definition:?}").expect("a string takes all");
        let ty = named(sparta_ide::type_definition(db, project, at));
        writeln!(told, "type {ty:?}").expect("a string takes all");
        writeln!(told, "references {:?}", references.collect::<Vec<_>>())
            .expect("a string takes all");
        let help = sparta_ide::signature_help(db, project, at);
        writeln!(told, "signature {help:?}").expect("a string takes all");
        let proposed = sparta_ide::completion(db, project, at);
        writeln!(told, "completion {proposed:?}").expect("a string takes all");
        let all = TextRange::up_to(TextSize::of(text.as_str()));
        let hints = sparta_ide::inlay_hints(db, project, at.file, all, InlayHints::default());
        writeln!(told, "hints {hints:?}").expect("a string takes all");
    }
    told
}

/// The projects to begin with: each program of the repository, and those of several files.
fn projects() -> Vec<Texts> {
    let mut projects: Vec<Texts> = Vec::new();
    for file in ["examples", "tests/programs"].iter().flat_map(|folder| files(folder, "sparta")) {
        let path = shown(&file);
        let mut parts = path.split('/').skip(if path.starts_with("tests") { 2 } else { 1 });
        let (first, rest) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>().join("/"));
        let text = read(&file);
        if rest.is_empty() {
            projects.push(vec![("main.sparta".to_owned(), text)]);
            continue;
        }
        let mark = format!("of {first}/");
        match projects.iter_mut().find(|project| project[0].1 == mark) {
            Some(project) => project.push((rest, text)),
            None => projects.push(vec![(String::new(), mark), (rest, text)]),
        }
    }
    for project in &mut projects {
        project.retain(|(path, _)| !path.is_empty());
        project.sort();
    }
    projects
}

/// One project, edited again and again.
fn sequence(seed: u64, projects: &[Texts]) {
    let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut session = Session::new(projects[random.below(projects.len())].clone());
    for step in 0..SEQUENCE {
        session.edit(&mut random, projects);
        let place = |random: &mut Random| {
            let file = random.below(session.texts.len());
            (file, random.below(session.texts[file].1.len() + 1))
        };
        let places: Vec<(usize, usize)> = (0..3).map(|_| place(&mut random)).collect();
        let kept = answers(&session.db, session.project, &session.texts, &places);
        let db = Database::new(Arc::new(memory(&session.texts)));
        let project = listed(&db, &session.texts);
        let fresh = answers(&db, project, &session.texts, &places);
        assert_eq!(kept, fresh, "EDIT_SEED={seed}, step {step}:\n{:#?}", session.texts);
    }
}

#[test]
fn what_is_told_after_an_edit_is_what_is_told_from_scratch() {
    let projects = projects();
    assert!(projects.iter().any(|project| project.len() > 1), "no project has several files");
    let (steps, first) = (setting("EDIT_STEPS", 2_000), setting("EDIT_SEED", 1));
    let next = AtomicU64::new(0);
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number * SEQUENCE >= steps {
                break;
            }
            sequence(first + number, &projects);
        }
    };
    std::thread::scope(|scope| [(); 2].map(|()| scope.spawn(work)).map(|it| it.join().is_ok()))
        .iter()
        .for_each(|is_same| assert!(is_same, "see above"));
}
