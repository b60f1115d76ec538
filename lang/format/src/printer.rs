//! From commands to text, in one pass: what fits on a line is known from sums over the commands.

use crate::command::{Command, Commands, Group, GroupKind, Line};

const INDENT: usize = 2;

/// How a group is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// On one line, with all groups inside.
    Flat,
    /// Its own lines do not break; the groups inside see for themselves.
    Hugging,
    Broken,
}

/// The text that commands stand for.
pub(crate) fn print(commands: &Commands<'_>, width: usize) -> String {
    let mut printer = Printer {
        commands,
        sums: Sums::of(commands),
        width,
        modes: vec![Mode::Broken],
        indents: vec![0],
        must_break: vec![false; commands.groups.len()],
        output: String::new(),
        column: 0,
        line_begins: true,
        line_ends: false,
        space: false,
    };
    for command in &commands.list {
        printer.step(*command);
    }
    printer.finish()
}

/// What the commands before each command sum up to, and what follows it on its line.
struct Sums {
    /// The width on one line.
    width: Vec<usize>,
    /// How many commands can't be on one line with what follows.
    breaks: Vec<usize>,
    /// The width up to the next place where a line may break.
    rest: Vec<usize>,
}

impl Sums {
    fn of(commands: &Commands<'_>) -> Self {
        let list = &commands.list;
        let mut sums = Self {
            width: Vec::with_capacity(list.len() + 1),
            breaks: Vec::with_capacity(list.len() + 1),
            rest: vec![0; list.len() + 1],
        };
        let (mut width, mut breaks) = (0, 0);
        for command in list {
            sums.width.push(width);
            sums.breaks.push(breaks);
            width += flat_width(*command);
            breaks += usize::from(breaks_line(commands, *command));
        }
        sums.width.push(width);
        sums.breaks.push(breaks);
        for (index, command) in list.iter().enumerate().rev() {
            sums.rest[index] = match command {
                Command::Line(_) | Command::LineComment(_) | Command::Continuation => 0,
                Command::Lines(text) | Command::Block(text, _) => first_line(text),
                Command::Comma => sums.rest[index + 1],
                command => flat_width(*command) + sums.rest[index + 1],
            };
        }
        sums
    }
}

fn flat_width(command: Command<'_>) -> usize {
    match command {
        Command::Text(text) => width_of(text),
        Command::Lines(text) | Command::Block(text, _) => first_line(text),
        Command::Space | Command::Comma | Command::Line(Line { spaced: true, .. }) => 1,
        _ => 0,
    }
}

fn breaks_line(commands: &Commands<'_>, command: Command<'_>) -> bool {
    match command {
        Command::Lines(_)
        | Command::Block(..)
        | Command::LineComment(_)
        | Command::Line(Line { hard: true, .. })
        | Command::Continuation => true,
        Command::Open(id) => commands.groups[id].kind == GroupKind::Broken,
        _ => false,
    }
}

fn width_of(text: &str) -> usize {
    text.chars().count()
}

fn first_line(text: &str) -> usize {
    width_of(text.lines().next().unwrap_or_default())
}

struct Printer<'c, 't> {
    commands: &'c Commands<'t>,
    sums: Sums,
    width: usize,
    modes: Vec<Mode>,
    indents: Vec<usize>,
    /// The groups that have to break because the one around them hugs them.
    must_break: Vec<bool>,
    output: String,
    column: usize,
    /// Nothing stands on the line yet; `column` is where it will begin.
    line_begins: bool,
    /// Nothing more may stand on the line: it ends with a comment.
    line_ends: bool,
    /// A blank stands before the next text.
    space: bool,
}

impl Printer<'_, '_> {
    fn step(&mut self, command: Command<'_>) {
        match command {
            Command::Text(text) => self.text(text),
            Command::LineComment(text) => {
                self.text(text);
                self.line_ends = true;
            }
            Command::Lines(text) => self.lines(text),
            Command::Block(text, column) => self.block(text, column),
            Command::Space => self.space = true,
            Command::Comma if self.mode() != Mode::Broken => self.text(","),
            Command::Pipe if self.mode() == Mode::Broken => {
                self.text("|");
                self.space = true;
            }
            Command::Comma | Command::Pipe => {}
            Command::Line(line) if line.hard || self.mode() == Mode::Broken => {
                self.new_line(line.blank, 0);
            }
            Command::Line(line) => self.space |= line.spaced,
            Command::Continuation => self.new_line(false, INDENT),
            Command::Indent => {
                let deeper = if self.mode() == Mode::Broken { INDENT } else { 0 };
                self.indents.push(self.indent() + deeper);
            }
            Command::Dedent => drop(self.indents.pop()),
            Command::Open(id) => {
                let mode = self.mode_of(id);
                self.modes.push(mode);
            }
            Command::Close => drop(self.modes.pop()),
        }
    }

    fn mode(&self) -> Mode {
        self.modes.last().copied().unwrap_or(Mode::Broken)
    }

    fn indent(&self) -> usize {
        self.indents.last().copied().unwrap_or(0)
    }

    /// How a group that begins here is laid out.
    fn mode_of(&mut self, id: usize) -> Mode {
        if self.mode() == Mode::Flat {
            return Mode::Flat;
        }
        let Group { kind, open, close } = self.commands.groups[id];
        if self.must_break[id] && !matches!(kind, GroupKind::Hugging(_)) {
            return Mode::Broken;
        }
        let breaks = self.breaks(open, close);
        let at = if self.line_begins { self.column } else { self.column + usize::from(self.space) };
        let length = self.flat(open, close) + self.sums.rest[close];
        if breaks == 0 && !self.must_break[id] && at + length <= self.width {
            return Mode::Flat;
        }
        match kind {
            GroupKind::Plain | GroupKind::Broken => Mode::Broken,
            GroupKind::Hugging(inner) => {
                let Group { open: inner_open, close: inner_close, .. } =
                    self.commands.groups[inner];
                let head = self.flat(open, inner_open) + self.sums.rest[inner_open];
                let others = self.breaks(open, inner_open) + self.breaks(inner_close, close);
                if others == 0 && at + head <= self.width {
                    self.must_break[inner] = true;
                    Mode::Hugging
                } else {
                    Mode::Broken
                }
            }
            GroupKind::Value { kept } if breaks > 0 => {
                if kept {
                    Mode::Broken
                } else {
                    Mode::Hugging
                }
            }
            GroupKind::Value { .. } => {
                // Without the blank that stands before it on the line of its `=`.
                if self.indent() + INDENT + length - 1 <= self.width {
                    Mode::Broken
                } else {
                    Mode::Hugging
                }
            }
        }
    }

    fn flat(&self, from: usize, to: usize) -> usize {
        self.sums.width[to] - self.sums.width[from]
    }

    fn breaks(&self, from: usize, to: usize) -> usize {
        self.sums.breaks[to] - self.sums.breaks[from]
    }

    fn end_comment(&mut self) {
        if self.line_ends {
            self.new_line(false, 0);
        }
    }

    fn begin_text(&mut self) {
        self.end_comment();
        if self.line_begins {
            self.output.extend(std::iter::repeat_n(' ', self.column));
        } else if self.space {
            self.output.push(' ');
            self.column += 1;
        }
        self.line_begins = false;
        self.space = false;
    }

    fn text(&mut self, text: &str) {
        self.begin_text();
        self.output.push_str(text);
        self.column += width_of(text);
    }

    /// Text over several lines; they end like all others.
    fn lines(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        self.begin_text();
        self.output.push_str(&text);
        self.column = width_of(text.rsplit('\n').next().unwrap_or_default());
    }

    /// A comment over several lines; if it begins a line, the others move along with it.
    fn block(&mut self, text: &str, column: usize) {
        self.end_comment();
        if !self.line_begins {
            return self.lines(text);
        }
        let indent = self.column;
        self.text(text.split('\n').next().unwrap_or_default().trim_end());
        for line in text.split('\n').skip(1) {
            let line = line.trim_end();
            self.output.push('\n');
            self.column = 0;
            if !line.is_empty() {
                let blanks = line.len() - line.trim_start().len();
                let cut = line.char_indices().map(|(at, _)| at).nth(column).unwrap_or(line.len());
                let rest = &line[cut.min(blanks)..];
                self.output.extend(std::iter::repeat_n(' ', indent));
                self.output.push_str(rest);
                self.column = indent + width_of(rest);
            }
        }
    }

    fn new_line(&mut self, blank: bool, deeper: usize) {
        self.space = false;
        self.line_ends = false;
        self.column = self.indent() + deeper;
        if self.output.is_empty() {
            return;
        }
        if !self.line_begins {
            self.output.push('\n');
            self.line_begins = true;
        }
        if blank && !self.output.ends_with("\n\n") {
            self.output.push('\n');
        }
    }

    fn finish(mut self) -> String {
        self.indents.clear();
        self.new_line(false, 0);
        self.output
    }
}
