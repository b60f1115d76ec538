//! What the layout says and the printer does.

/// One step of printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command<'t> {
    /// Text on one line.
    Text(&'t str),
    /// A string over several lines, which stays as it is.
    Lines(&'t str),
    /// A comment between `/*` and `*/` over several lines, that began at this column.
    Block(&'t str, usize),
    /// A comment to the end of the line. It takes no room: nothing is broken because of it.
    LineComment(&'t str),
    /// A blank, unless the line begins here.
    Space,
    /// A comma where the group is on one line.
    Comma,
    /// `|` before the first alternative of a union whose group is broken.
    Pipe,
    /// A new line where the group is broken, else a blank or nothing.
    Line(Line),
    /// A new line inside of something that has no lines of its own, one level deeper.
    Continuation,
    /// One level deeper where the group is broken.
    Indent,
    Dedent,
    Open(usize),
    Close,
}

/// A place where a group breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Whether a blank stands here if there is no new line.
    pub spaced: bool,
    /// Whether an empty line stands here if there is one.
    pub blank: bool,
    /// Whether there is one in any case.
    pub hard: bool,
}

impl Line {
    /// A blank or a new line.
    pub(crate) const SPACED: Self = Self { spaced: true, blank: false, hard: false };
    /// Nothing or a new line.
    pub(crate) const TIGHT: Self = Self { spaced: false, ..Self::SPACED };
    /// A new line.
    pub(crate) const HARD: Self = Self { hard: true, ..Self::SPACED };
}

/// Commands that are on one line or broken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    pub kind: GroupKind,
    pub open: usize,
    pub close: usize,
}

/// How a group that does not fit on its line, or holds what breaks a line, is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// All its lines break.
    Plain,
    /// They do even if it would fit: its author broke it.
    Broken,
    /// They do not, as long as only this group at its end has to break: `f(a, {`.
    Hugging(usize),
    /// What follows a `=`: on the next line if it fits there or is broken and `kept` there by its
    /// author, else on the same line.
    Value { kept: bool },
}

/// A whole text as commands.
#[derive(Debug, Default)]
pub(crate) struct Commands<'t> {
    pub list: Vec<Command<'t>>,
    pub groups: Vec<Group>,
    open: Vec<usize>,
    last_closed: Option<usize>,
}

impl<'t> Commands<'t> {
    pub(crate) fn push(&mut self, command: Command<'t>) {
        self.list.push(command);
    }

    pub(crate) fn open(&mut self, kind: GroupKind) -> usize {
        let id = self.groups.len();
        self.groups.push(Group { kind, open: self.list.len(), close: 0 });
        self.list.push(Command::Open(id));
        self.open.push(id);
        id
    }

    pub(crate) fn close(&mut self) {
        if let Some(id) = self.open.pop() {
            self.groups[id].close = self.list.len();
            self.last_closed = Some(id);
        }
        self.list.push(Command::Close);
    }

    /// Lets a group hug the one that was closed last, if that began no earlier than a place.
    pub(crate) fn hug(&mut self, id: usize, begins: usize) {
        if let Some(inner) = self.last_closed.filter(|inner| self.groups[*inner].open >= begins) {
            self.groups[id].kind = GroupKind::Hugging(inner);
        }
    }
}
