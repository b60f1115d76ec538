//! What has to hold of what an editor is told, whatever the text.

use std::sync::Arc;

use sparta_ide::{
    CodeAction, Database, Db as _, DocumentSymbol, File, FilePosition, FileRange, InlayHints,
    Project, TextEdit, TextRange, TextSize,
};

use crate::files::Files;

/// An editor asks all that it can ask of one text.
pub fn editor(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let db = Database::new(Arc::new(Files::text("main.sparta", &text)));
    let file = db.file("main.sparta");
    let project = Project::new(&db, Arc::from([file]));
    let asked = Asked { db, project, file, text: &text };
    asked.outline();
    asked.tokens();
    asked.edits();
    for offset in asked.places() {
        asked.place(offset);
        asked.actions(offset);
    }
}

/// A text of which something is asked.
struct Asked<'t> {
    db: Database,
    project: Project,
    file: File,
    text: &'t str,
}

impl Asked<'_> {
    /// Some places, spread over the text, with its begin and its end.
    fn places(&self) -> Vec<TextSize> {
        let spread = (0..=4).map(|part| self.text.floor_char_boundary(self.text.len() * part / 4));
        spread.map(size).collect()
    }

    /// What lies at a range, which has to be one of the text.
    fn slice(&self, range: TextRange) -> &str {
        let slice = self.text.get(std::ops::Range::<usize>::from(range));
        slice.unwrap_or_else(|| panic!("{range:?} is no range of the text"))
    }

    fn outline(&self) {
        let symbols = sparta_ide::document_symbols(&self.db, self.file);
        symbols.iter().for_each(|symbol| self.symbol(symbol));
        for symbol in sparta_ide::workspace_symbols(&self.db, self.project, "a") {
            self.slice(symbol.at.range);
        }
        let mut last = None;
        for fold in sparta_ide::folding_ranges(&self.db, self.file) {
            assert!(self.slice(fold.range).contains('\n'), "{fold:?} hides nothing");
            let line = self.text[..fold.range.start().into()].matches('\n').count();
            assert!(last.is_none_or(|last| last < line), "two folds begin in line {line}");
            last = Some(line);
        }
        for link in sparta_ide::document_links(&self.db, self.project, self.file) {
            self.slice(link.range);
        }
        for lens in sparta_ide::code_lens(&self.db, self.project, self.file) {
            self.slice(lens.range);
            sparta_ide::lens_title(&self.db, self.project, self.file, &lens);
        }
        let all = TextRange::up_to(TextSize::of(self.text));
        let wanted = InlayHints::default();
        sparta_ide::inlay_hints(&self.db, self.project, self.file, all, wanted);
    }

    fn symbol(&self, symbol: &DocumentSymbol) {
        self.slice(symbol.range);
        assert!(!symbol.name.trim().is_empty(), "{symbol:?} has no name");
        assert!(symbol.range.contains_range(symbol.focus), "{symbol:?} is outside of itself");
        symbol.children.iter().for_each(|child| self.symbol(child));
    }

    fn tokens(&self) {
        let all = sparta_ide::semantic_tokens(&self.db, self.project, self.file, None);
        let mut end = TextSize::new(0);
        for token in &all {
            let text = self.slice(token.range);
            assert!(!text.is_empty() && !text.contains('\n'), "{token:?} is not in one line");
            assert!(end <= token.range.start(), "{token:?} overlaps with the one before it");
            end = token.range.end();
        }
        let half = TextRange::up_to(self.places()[2]);
        let some = sparta_ide::semantic_tokens(&self.db, self.project, self.file, Some(half));
        let mut rest = all.iter().filter(|it| it.range.intersect(half).is_some());
        assert!(some.iter().eq(rest.by_ref()), "the tokens of {half:?} are others by themselves");
    }

    /// Formatting makes of a program what the formatter makes of it, whichever part comes first.
    fn edits(&self) {
        let whole = self.after(&sparta_ide::formatting(&self.db, self.file));
        let sound = is_sound(self.text);
        assert_eq!(is_sound(&whole), sound, "formatted:\n{whole}");
        if sound {
            assert_eq!(whole.replace("\r\n", "\n"), sparta_format::format(self.text));
        }
        for pair in self.places().windows(2) {
            let range = TextRange::new(pair[0], pair[1]);
            let part = self.after(&sparta_ide::range_formatting(&self.db, self.file, range));
            assert_eq!(is_sound(&part), sound, "{range:?} formatted:\n{part}");
            if sound {
                assert_eq!(
                    sparta_format::format(&part),
                    sparta_format::format(&whole),
                    "{range:?} formatted:\n{part}"
                );
            }
        }
        for typed in sparta_ide::ON_TYPE {
            self.typed(typed);
        }
    }

    /// What has been typed somewhere: a program that was sound before and after that stays so.
    fn typed(&self, typed: &str) {
        for (at, _) in self.text.match_indices(typed).take(8) {
            let end = at + typed.len();
            let offset = FilePosition { file: self.file, offset: size(end) };
            let after = self.after(&sparta_ide::on_type_formatting(&self.db, offset, typed));
            let before = format!("{}{}", &self.text[..at], &self.text[end..]);
            let was_sound = is_sound(self.text) && (typed == "}" || is_sound(&before));
            assert!(!was_sound || is_sound(&after), "after {typed:?} at {at}:\n{after}");
        }
    }

    /// The text after edits, which have to be in order and apart.
    fn after(&self, edits: &[TextEdit]) -> String {
        let mut after = String::new();
        let mut done = TextSize::new(0);
        for edit in edits {
            assert!(done <= edit.range.start(), "{edit:?} overlaps with the one before it");
            after.push_str(self.slice(TextRange::new(done, edit.range.start())));
            after.push_str(&edit.text);
            done = edit.range.end();
        }
        after.push_str(self.slice(TextRange::new(done, TextSize::of(self.text))));
        after
    }

    /// Whatever is offered can be carried out, and makes no program one that cannot be read.
    fn actions(&self, offset: TextSize) {
        let at = FileRange { file: self.file, range: TextRange::empty(offset) };
        for CodeAction { title, kind, .. } in
            sparta_ide::code_actions(&self.db, self.project, at, &[])
        {
            let edit = sparta_ide::code_action_edit(&self.db, self.project, at, kind, &title);
            let edits = edit.map(|edit| edit.edits).unwrap_or_default();
            for (_, edits) in edits.iter().filter(|(file, _)| *file == self.file) {
                let after = self.after(edits);
                assert!(!is_sound(self.text) || is_sound(&after), "{title} makes:\n{after}");
            }
        }
    }

    fn place(&self, offset: TextSize) {
        let (db, project) = (&self.db, self.project);
        let at = FilePosition { file: self.file, offset };
        let ranges = sparta_ide::selection_ranges(db, at);
        let grows = |pair: &[TextRange]| pair[1].contains_range(pair[0]) && pair[0] != pair[1];
        assert!(ranges.windows(2).all(grows), "{ranges:?} does not grow");
        assert!(ranges.iter().all(|it| it.contains_inclusive(offset)), "{ranges:?} is elsewhere");
        assert_eq!(ranges.last(), Some(&TextRange::up_to(TextSize::of(self.text))));
        let linked = sparta_ide::linked_editing(db, project, at).unwrap_or_default();
        let names: Vec<&str> = linked.iter().map(|range| self.slice(*range)).collect();
        assert!(names.windows(2).all(|pair| pair[0] == pair[1]), "{names:?} are not one name");
        for highlight in sparta_ide::document_highlight(db, project, at) {
            self.slice(highlight.range);
        }
        if let Some(hover) = sparta_ide::hover(db, project, at) {
            self.slice(hover.at.range);
        }
        sparta_ide::definition(db, project, at);
        sparta_ide::declaration(db, project, at);
        sparta_ide::type_definition(db, project, at);
        sparta_ide::signature_help(db, project, at);
        for item in sparta_ide::completion(db, project, at).items {
            let edits = item.further.iter().chain([&item.edit]);
            edits.for_each(|edit| {
                self.slice(edit.range);
            });
        }
        sparta_ide::call_hierarchy(db, project, at);
        if let Ok(renamable) = sparta_ide::prepare_rename(db, project, at) {
            self.slice(renamable.range);
        }
    }
}

fn is_sound(text: &str) -> bool {
    sparta_syntax::parse(text).diagnostics.is_empty()
}

fn size(at: usize) -> TextSize {
    TextSize::try_from(at).expect("a short text")
}
