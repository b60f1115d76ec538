//! The one form of programs, as edits of what is not in it.

use similar::{DiffTag, TextDiff};
use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Db, File};
use sparta_syntax::{SyntaxKind, Word, parse, parse_declaration, split};

use crate::{FilePosition, TextEdit};

/// The edits that give a file its form. In one with syntax errors the declarations that can be read are
/// formatted, and the others stay as they are.
pub fn formatting(db: &dyn Db, file: File) -> Vec<TextEdit> {
    let text = file.text(db);
    if parse(text).diagnostics.is_empty() {
        return difference(text, &sparta_format::format(text));
    }
    by_declaration(text, TextRange::up_to(TextSize::of(text)))
}

/// The same for the declarations that a range touches, and for what is between them if it touches all.
pub fn range_formatting(db: &dyn Db, file: File, range: TextRange) -> Vec<TextEdit> {
    let text = file.text(db);
    if range.contains_range(TextRange::up_to(TextSize::of(text))) {
        return formatting(db, file);
    }
    by_declaration(text, range)
}

/// The edits that give the declarations that a range touches their form, each by itself.
fn by_declaration(text: &str, touched: TextRange) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for chunk in split(text) {
        let start = chunk.head.start;
        let piece = text[TextRange::new(start, chunk.range.end())].trim_end();
        let whole = TextRange::at(start, TextSize::of(piece));
        // A selection that ends where a declaration begins does not touch it; a cursor there does.
        let shared = whole.intersect(touched);
        let is_touched = shared.is_some_and(|it| !it.is_empty() || touched.is_empty());
        if !is_touched
            || matches!(chunk.head.word, Word::Trivia | Word::Unknown)
            || !parse_declaration(piece).diagnostics.is_empty()
        {
            continue;
        }
        let own = difference(piece, sparta_format::format(piece).trim_end());
        edits.extend(own.into_iter().map(|it| TextEdit { range: it.range + start, ..it }));
    }
    edits
}

/// The characters after which [`on_type_formatting`] is asked.
pub const ON_TYPE: [&str; 2] = ["\n", "}"];

/// What follows from a character that has just been typed: a `///` comment goes on in the next line, and
/// a line that a bracket closes gets its place.
pub fn on_type_formatting(db: &dyn Db, at: FilePosition, typed: &str) -> Vec<TextEdit> {
    let text = at.file.text(db);
    let offset = text.floor_char_boundary(usize::from(at.offset).min(text.len()));
    match typed {
        "\n" => comment_goes_on(text, offset).into_iter().collect(),
        "}" => {
            let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
            if text[start..offset].trim() != "}" {
                return Vec::new();
            }
            let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline + 1);
            let line = TextRange::new(size(start), size(end));
            let mut edits = by_declaration(text, line);
            // Of the whole only the place of this line is set right: nothing else moves under the hands.
            edits.retain(|edit| {
                line.contains_range(edit.range) && text[edit.range].trim() == edit.text.trim()
            });
            edits
        }
        _ => Vec::new(),
    }
}

/// Behind the line of a `///` comment that has text the next one begins with `///` as well.
fn comment_goes_on(text: &str, offset: usize) -> Option<TextEdit> {
    let before = text[..offset].trim_end_matches([' ', '\t']).strip_suffix('\n')?;
    let line = before.trim_end_matches('\r').rsplit('\n').next()?;
    let comment = line.trim_start().strip_prefix("///")?;
    let rest = text[offset..].split('\n').next().unwrap_or_default();
    if comment.trim().is_empty() || rest.trim_start().starts_with("///") {
        return None;
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    let begin = size(before.rfind('\n').map_or(0, |newline| newline + 1) + indent.len());
    if !is_doc_comment(text, begin) {
        return None;
    }
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let range = TextRange::new(size(start), size(offset));
    Some(TextEdit { range, text: format!("{indent}/// ") })
}

/// Whether a comment begins at an offset, and not a line of a string that looks like one.
fn is_doc_comment(text: &str, offset: TextSize) -> bool {
    let parse = parse(text);
    let mut tokens = parse.root().all_tokens();
    let token = tokens.find(|token| token.text_range().contains(offset));
    token.is_some_and(|it| it.kind() == SyntaxKind::DocComment && it.text_range().start() == offset)
}

/// The edits that make one text another, as few lines as there are. How lines end is the editor's
/// affair, and stays.
fn difference(from: &str, to: &str) -> Vec<TextEdit> {
    let to = if from.contains("\r\n") { &to.replace('\n', "\r\n") } else { to };
    if from == to {
        return Vec::new();
    }
    let diff = TextDiff::from_lines(from, to);
    let begin = |lines: &[&str]| {
        let mut at = 0;
        let mut begins: Vec<usize> = vec![0];
        begins.extend(lines.iter().map(|line| {
            at += line.len();
            at
        }));
        begins
    };
    let (old, new) = (begin(diff.old_slices()), begin(diff.new_slices()));
    let changed = diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal);
    let edit = |op: &similar::DiffOp| {
        let (before, after) = (op.old_range(), op.new_range());
        let range = TextRange::new(size(old[before.start]), size(old[before.end]));
        TextEdit { range, text: to[new[after.start]..new[after.end]].to_owned() }
    };
    changed.map(edit).collect()
}

fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use sparta_semantics::Db as _;

    use super::{formatting, on_type_formatting, range_formatting};
    use crate::fixture::Fixture;
    use crate::{TextEdit, WorkspaceEdit};

    fn after(fixture: &Fixture, edits: Vec<TextEdit>) -> String {
        let file = fixture.db.file("main.sparta");
        let whole = fixture.after(&WorkspaceEdit { edits: vec![(file, edits)] });
        whole.trim_start_matches("//- /main.sparta\n").to_owned()
    }

    #[test]
    fn only_lines_that_change_are_edited() {
        let fixture = Fixture::new("let a = 1\nlet  b=2\nlet c = 3\n");
        let edits = formatting(&fixture.db, fixture.db.file("main.sparta"));
        assert_eq!(edits.len(), 1);
        assert_eq!(edits[0].text, "let b = 2\n");
        assert_eq!(after(&fixture, edits), "let a = 1\nlet b = 2\nlet c = 3\n");
    }

    #[test]
    fn what_cannot_be_read_stays() {
        let fixture = Fixture::new("let  a=1\n\nlet b = [\n\nlet  c=3\n");
        let edits = formatting(&fixture.db, fixture.db.file("main.sparta"));
        assert_eq!(after(&fixture, edits), "let a = 1\n\nlet b = [\n\nlet c = 3\n");
    }

    #[test]
    fn a_range_is_formatted_by_itself() {
        let fixture = Fixture::new("let  a=1\nlet  $0b=2$0\nlet  c=3\n");
        let selection = fixture.selection();
        let edits = range_formatting(&fixture.db, selection.file, selection.range);
        assert_eq!(after(&fixture, edits), "let  a=1\nlet b = 2\nlet  c=3\n");
        let lines = Fixture::new("let  a=1\n$0let  b=2\n$0let  c=3\n");
        let selection = lines.selection();
        let edits = range_formatting(&lines.db, selection.file, selection.range);
        assert_eq!(after(&lines, edits), "let  a=1\nlet b = 2\nlet  c=3\n");
        let whole = Fixture::new("$0let  a=1\n\n\nlet  b=2\n$0");
        let selection = whole.selection();
        let edits = range_formatting(&whole.db, selection.file, selection.range);
        assert_eq!(after(&whole, edits), "let a = 1\n\nlet b = 2\n");
    }

    #[test]
    fn lines_end_as_they_did() {
        let fixture = Fixture::new("let  a=1\r\nlet b = 2\r\n");
        let edits = formatting(&fixture.db, fixture.db.file("main.sparta"));
        assert_eq!(edits.len(), 1);
        assert_eq!(after(&fixture, edits), "let a = 1\r\nlet b = 2\r\n");
    }

    #[test]
    fn a_comment_goes_on_in_the_next_line() {
        let fixture = Fixture::new("  /// What it is.\n$0\n  let a = 1\n");
        let edits = on_type_formatting(&fixture.db, fixture.cursor(), "\n");
        assert_eq!(after(&fixture, edits), "  /// What it is.\n  /// \n  let a = 1\n");
        let fixture = Fixture::new("// A comment.\n$0\nlet a = 1\n");
        assert_eq!(on_type_formatting(&fixture.db, fixture.cursor(), "\n"), []);
        let fixture = Fixture::new("let a = \"\"\"\n  /// text\n$0\n  \"\"\"\n");
        assert_eq!(on_type_formatting(&fixture.db, fixture.cursor(), "\n"), []);
    }

    #[test]
    fn a_closing_bracket_gets_its_place() {
        let fixture = Fixture::new("resource q: AWS::SQS::Queue {\n  DelaySeconds: 3s\n    }$0\n");
        let edits = on_type_formatting(&fixture.db, fixture.cursor(), "}");
        let expected = "resource q: AWS::SQS::Queue {\n  DelaySeconds: 3s\n}\n";
        assert_eq!(after(&fixture, edits), expected);
    }
}
