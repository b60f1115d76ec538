//! Edits that leave what was formatted formatted.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Db, File};

use super::Edits;
use super::scene::size;
use crate::{TextEdit, WorkspaceEdit};

/// The edits of each file in the order of its text. Where a declaration is in the one form before them, it
/// is after them. Of two that overlap the first counts.
pub(super) fn tidy(db: &dyn Db, edits: Edits) -> WorkspaceEdit {
    let mut files: Vec<(File, Vec<TextEdit>)> = Vec::new();
    for (file, edit) in edits {
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, edits)) => edits.push(edit),
            None => files.push((file, vec![edit])),
        }
    }
    files.sort_by(|a, b| a.0.path(db).cmp(b.0.path(db)));
    for (file, edits) in &mut files {
        let text = file.text(db);
        let edits_of_lines = std::mem::take(edits).into_iter().map(|it| with_lines(text, it));
        let sorted = without_overlaps(edits_of_lines.collect());
        *edits = formatted(text, sorted);
    }
    files.retain(|(_, edits)| !edits.is_empty());
    WorkspaceEdit { edits: files }
}

/// What removes all that stands on its lines removes these too, and one blank line.
fn with_lines(text: &str, edit: TextEdit) -> TextEdit {
    let (start, end) = (usize::from(edit.range.start()), usize::from(edit.range.end()));
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return edit };
    let is_first = before.is_empty() || before.ends_with('\n');
    if !edit.text.is_empty() || edit.range.is_empty() || !is_first || !after.starts_with('\n') {
        return edit;
    }
    let lines = if after.starts_with("\n\n") { 2 } else { 1 };
    TextEdit { range: TextRange::new(size(start), size(end + lines)), ..edit }
}

/// Edits in the order of the text, those that do not meet one before them.
pub(super) fn without_overlaps(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| (edit.range.start(), edit.range.end()));
    let mut kept: Vec<TextEdit> = Vec::new();
    for edit in edits {
        let is_apart = kept.last().is_none_or(|last| last.range.end() <= edit.range.start());
        if is_apart && !kept.contains(&edit) {
            kept.push(edit);
        }
    }
    kept
}

/// A text after edits that are in its order.
pub(super) fn applied(text: &str, edits: &[TextEdit]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        after.push_str(text.get(at..edit.range.start().into()).unwrap_or_default());
        after.push_str(&edit.text);
        at = edit.range.end().into();
    }
    after.push_str(text.get(at..).unwrap_or_default());
    after
}

/// The same edits, and what makes the declarations that they touch formatted again.
fn formatted(text: &str, edits: Vec<TextEdit>) -> Vec<TextEdit> {
    let mut result = Vec::new();
    let mut rest = edits.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut region = region(text, first.range);
        let mut here = vec![first];
        while let Some(next) = rest.next_if(|next| next.range.start() <= region.end()) {
            region = region.cover(self::region(text, next.range));
            here.push(next);
        }
        result.extend(in_region(text, region, here));
    }
    result
}

/// The declarations that a range touches, from the first word to the last.
fn region(text: &str, range: TextRange) -> TextRange {
    let pieces = sparta_syntax::split(text).into_iter();
    let declared = pieces.map(|piece| TextRange::new(piece.head.start, piece.range.end()));
    let touched = declared.filter(|piece| piece.intersect(range).is_some());
    touched.fold(range, TextRange::cover)
}

fn in_region(text: &str, region: TextRange, edits: Vec<TextEdit>) -> Vec<TextEdit> {
    let before = &text[region];
    if !is_formatted(before) {
        return edits;
    }
    let start = region.start();
    let relative = edits
        .iter()
        .map(|edit| TextEdit { range: edit.range - start, text: edit.text.clone() })
        .collect::<Vec<_>>();
    let raw = applied(before, &relative);
    let Some(after) = in_form(&raw).filter(|after| *after != raw) else { return edits };
    difference(before, &after, start).into_iter().collect()
}

fn is_formatted(text: &str) -> bool {
    in_form(text).is_some_and(|form| form == text)
}

/// A part of a file in its form, with the blank lines that it begins and ends with.
fn in_form(text: &str) -> Option<String> {
    let inner = text.trim_matches('\n');
    let is_readable = sparta_syntax::parse(inner).diagnostics.is_empty();
    if inner.trim().is_empty() || !is_readable {
        return None;
    }
    let begin = &text[..text.len() - text.trim_start_matches('\n').len()];
    let end = &text[text.trim_end_matches('\n').len()..];
    let form = sparta_format::format(inner);
    Some(format!("{begin}{}{end}", form.trim_end_matches('\n')))
}

/// The one edit that makes a file's text another.
pub(super) fn whole(before: &str, after: &str) -> Option<TextEdit> {
    difference(before, after, TextSize::new(0))
}

/// The one edit that makes a text another: without what both begin and end with.
fn difference(before: &str, after: &str, start: TextSize) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let same = |a: char, b: char| a == b;
    let prefix: usize = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| same(*a, *b))
        .map(|(a, _)| a.len_utf8())
        .sum();
    let suffix: usize = before[prefix..]
        .chars()
        .rev()
        .zip(after[prefix..].chars().rev())
        .take_while(|(a, b)| same(*a, *b))
        .map(|(a, _)| a.len_utf8())
        .sum();
    let range = TextRange::new(size(prefix), size(before.len() - suffix)) + start;
    Some(TextEdit { range, text: after[prefix..after.len() - suffix].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{applied, formatted, without_overlaps};
    use crate::TextEdit;

    fn edit(from: u32, to: u32, text: &str) -> TextEdit {
        let range = sparta_diagnostics::TextRange::new(from.into(), to.into());
        TextEdit { range, text: text.to_owned() }
    }

    #[test]
    fn what_was_formatted_is_formatted_after() {
        let text = "let a = 1\n\nlet  b=2\n";
        let first = formatted(text, vec![edit(8, 9, "[1,2]")]);
        assert_eq!(applied(text, &first), "let a = [1, 2]\n\nlet  b=2\n");
        let second = formatted(text, vec![edit(18, 19, "[1,2]")]);
        assert_eq!(applied(text, &second), "let a = 1\n\nlet  b=[1,2]\n");
    }

    #[test]
    fn of_edits_that_overlap_the_first_counts() {
        let edits = vec![edit(4, 6, "b"), edit(0, 5, "a"), edit(6, 6, "c"), edit(6, 6, "c")];
        assert_eq!(without_overlaps(edits), [edit(0, 5, "a"), edit(6, 6, "c")]);
    }
}
