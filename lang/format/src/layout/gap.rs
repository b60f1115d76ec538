//! What stands between two tokens, with the comments there.

use super::{Gap, Layout};
use crate::command::{Command, Line};
use crate::comment::{Comment, breaks_before};

impl<'t> Layout<'t> {
    /// The next comment before a place.
    pub(super) fn comment_before(&self, at: usize) -> Option<Comment<'t>> {
        self.comments.get(self.next).copied().filter(|comment| comment.start < at)
    }

    fn comment(&mut self, comment: Comment<'t>) {
        self.next += 1;
        self.push(if comment.is_line {
            Command::LineComment(comment.text)
        } else if comment.text.contains('\n') {
            let line = self.text[..comment.start].rsplit('\n').next().unwrap_or_default();
            Command::Block(comment.text, line.chars().count())
        } else {
            Command::Text(comment.text)
        });
    }

    /// The gap before a token on the line of the one before. Only comments break it.
    pub(super) fn gap(&mut self, at: usize, gap: Gap) {
        let Some(first) = self.comment_before(at) else {
            if gap == Gap::Space {
                self.push(Command::Space);
            }
            return;
        };
        let opens = self.text[..first.start].trim_end().ends_with(['(', '[', '{', '<']);
        let closes = self.text[at..].starts_with([')', ']', '}', '>', ',', ':']);
        if gap == Gap::Space || !opens || first.is_line {
            self.push(Command::Space);
        }
        while let Some(comment) = self.comment_before(at) {
            if comment.breaks_before > 0 {
                self.push(Command::Continuation);
            }
            self.comment(comment);
            if comment.is_line {
                self.push(Command::Continuation);
            } else if gap == Gap::Space || !closes || self.comment_before(at).is_some() {
                self.push(Command::Space);
            }
        }
    }

    /// The gap before something that may have a line of its own. Comments on the line of what ends
    /// stay there; others have lines of their own.
    pub(super) fn line(&mut self, at: usize, line: Line) {
        let mut ended = false;
        while let Some(comment) = self.comment_before(at)
            && comment.breaks_before == 0
            && comment.ends_line
        {
            self.push(Command::Space);
            self.comment(comment);
            ended = true;
        }
        let next = self.comment_before(at);
        let breaks = next.map_or_else(|| breaks_before(self.text, at), |next| next.breaks_before);
        let own_line = next.is_some_and(|next| next.breaks_before > 0 && next.ends_line);
        let blank = line.blank && breaks > 1;
        let hard = line.hard || ended || own_line;
        self.push(Command::Line(Line { blank, hard, ..line }));
        while let Some(comment) = self.comment_before(at) {
            self.comment(comment);
            self.push(if comment.is_line || comment.breaks_after > 0 {
                Command::Line(Line { blank: comment.breaks_after > 1, ..Line::HARD })
            } else {
                Command::Space
            });
        }
    }

    /// Comments on the line of what ends, up to an operator: they do not end the line.
    pub(super) fn comments_beside(&mut self, at: usize) {
        while let Some(comment) = self.comment_before(at)
            && comment.breaks_before == 0
            && !comment.ends_line
        {
            self.push(Command::Space);
            self.comment(comment);
        }
    }

    /// Comments between an item and its comma stay with the item.
    pub(super) fn comments_before_comma(&mut self, comma: usize) {
        while let Some(comment) = self.comment_before(comma) {
            self.push(Command::Space);
            self.comment(comment);
        }
    }

    /// Comments between the last item and what closes; `gap` stands before one on the same line.
    pub(super) fn comments_before_end(&mut self, close: usize, mut gap: Command<'t>) {
        while let Some(comment) = self.comment_before(close) {
            self.push(if comment.breaks_before > 0 {
                Command::Line(Line { blank: comment.breaks_before > 1, ..Line::HARD })
            } else {
                gap
            });
            gap = Command::Space;
            self.comment(comment);
        }
    }
}
