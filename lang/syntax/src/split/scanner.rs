//! Text, skipped over without a token being made of it; strings and comments as the lexer reads them.

/// A place in a text.
pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    pub at: usize,
}

/// What is open inside of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A string that ends with this quote, and with its line.
    Line(u8),
    /// `"""`.
    Lines { one_line: bool },
    /// `${` or a `{` behind it.
    Brace { one_line: bool },
}

impl Open {
    /// Whether it ends with the line, because a string around it does.
    const fn is_on_one_line(self) -> bool {
        match self {
            Self::Line(_) => true,
            Self::Lines { one_line } | Self::Brace { one_line } => one_line,
        }
    }
}

impl Scanner<'_> {
    pub(super) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        self.bytes[self.at..].starts_with(prefix.as_bytes())
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Skips bytes as long as a test holds.
    fn skip_while(&mut self, mut go_on: impl FnMut(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| !go_on(*byte)).unwrap_or(rest.len());
    }

    /// Skips blanks and comments other than `///`. Says whether a newline was among them.
    pub(super) fn trivia(&mut self) -> bool {
        let mut newline = false;
        while !self.done() {
            match self.peek() {
                b'\n' => {
                    newline = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' | 0x0c => {
                    self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | 0x0c));
                }
                b'/' if self.starts_with("///") && !self.starts_with("////") => break,
                b'/' if self.starts_with("//") => self.line(),
                b'/' if self.starts_with("/*") => {
                    self.block_comment();
                }
                _ => break,
            }
        }
        newline
    }

    /// Where a comment begins that the text ends in, if there are only blanks and comments from here.
    pub(super) fn open_comment(&mut self) -> Option<usize> {
        while let Some(ahead) = self.text[self.at..].find("/*") {
            let before = &self.text[self.at..self.at + ahead];
            self.at += ahead;
            let line = before.rfind('\n').map_or(before, |newline| &before[newline..]);
            if line.contains("//") {
                self.line();
                continue;
            }
            let begin = self.at;
            if !self.block_comment() {
                return Some(begin);
            }
        }
        None
    }

    pub(super) fn line(&mut self) {
        self.skip_while(|byte| byte != b'\n');
    }

    /// Skips a nested comment; says whether it ends.
    fn block_comment(&mut self) -> bool {
        let mut depth = 0u32;
        while !self.done() {
            if self.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if self.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return true;
                }
            } else {
                self.at += 1;
            }
        }
        false
    }

    pub(super) fn identifier(&mut self) -> &str {
        let start = self.at;
        self.skip_while(|byte| class(byte) == Class::Word);
        &self.text[start..self.at]
    }

    /// Skips balanced brackets; says whether they close. One that nothing of its kind has opened counts for
    /// nothing.
    pub(super) fn brackets(&mut self) -> bool {
        let mut open = [0u32; 3];
        while !self.done() {
            match self.peek() {
                byte @ (b'(' | b'[' | b'{') => {
                    open[kind_of_bracket(byte)] += 1;
                    self.at += 1;
                }
                byte @ (b')' | b']' | b'}') => {
                    let open_of_kind = &mut open[kind_of_bracket(byte)];
                    *open_of_kind = open_of_kind.saturating_sub(1);
                    self.at += 1;
                    if open == [0; 3] {
                        return true;
                    }
                }
                byte if class(byte) != Class::Special => {
                    self.skip_while(|byte| class(byte) != Class::Special);
                }
                b'"' | b'#' if self.is_behind_raw() => {
                    let behind = self.at;
                    self.at -= 1;
                    if !self.raw_string() {
                        return false;
                    }
                    // A `#` that no string follows is skipped as any other character.
                    self.at = self.at.max(behind + 1);
                }
                _ => {
                    if !self.token() {
                        return false;
                    }
                }
            }
        }
        false
    }

    /// Whether what is at hand follows the `r` of a raw string.
    fn is_behind_raw(&self) -> bool {
        match self.bytes[..self.at] {
            [.., before, b'r'] => class(before) != Class::Word,
            [b'r'] => true,
            _ => false,
        }
    }

    /// Skips a string, a name or one character; says whether a string or comment ends.
    pub(super) fn token(&mut self) -> bool {
        match self.peek() {
            b'"' | b'\'' => self.string(),
            b'r' if self.starts_with("r\"") || self.starts_with("r#") => self.raw_string(),
            b'/' if self.starts_with("/*") => self.block_comment(),
            b'/' if self.starts_with("//") => {
                self.line();
                true
            }
            byte if class(byte) == Class::Word => {
                self.identifier();
                true
            }
            _ => {
                self.at += 1;
                true
            }
        }
    }

    /// Skips a string with all that its interpolations hold, as the lexer reads it; says whether it
    /// ends.
    pub(super) fn string(&mut self) -> bool {
        if self.plain_string() {
            return true;
        }
        let mut open = Vec::new();
        self.open_string(&mut open);
        while let Some(within) = open.last().copied() {
            if self.done() {
                return open[0].is_on_one_line();
            }
            match within {
                // A string on one line ends with it, whatever is open inside.
                within if within.is_on_one_line() && self.peek() == b'\n' => drop(open.pop()),
                Open::Line(quote) => self.in_string(Some(quote), &mut open),
                Open::Lines { .. } => self.in_string(None, &mut open),
                Open::Brace { .. } => {
                    if !self.in_interpolation(&mut open) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Skips a string on one line that nothing stands in but text, as most are.
    fn plain_string(&mut self) -> bool {
        let quote = self.peek();
        let text = self.bytes.get(self.at + 1..).unwrap_or_default();
        let special = |byte: &u8| matches!(byte, b'"' | b'\'' | b'\\' | b'$' | b'\n');
        let end = text.iter().position(special).filter(|end| text[*end] == quote);
        match end {
            Some(end) if !self.starts_with("\"\"\"") => {
                self.at += end + 2;
                true
            }
            _ => false,
        }
    }

    fn open_string(&mut self, open: &mut Vec<Open>) {
        if self.starts_with("\"\"\"") {
            self.at += 3;
            open.push(Open::Lines { one_line: is_on_one_line(open) });
        } else {
            open.push(Open::Line(self.peek()));
            self.at += 1;
        }
    }

    /// Skips a character of a string, or what closes it: its quote, or `"""`.
    fn in_string(&mut self, quote: Option<u8>, open: &mut Vec<Open>) {
        let byte = self.peek();
        if byte == b'\\' {
            let ends_line = self.bytes.get(self.at + 1) == Some(&b'\n');
            self.at = (self.at + if ends_line { 1 } else { 2 }).min(self.bytes.len());
        } else if quote != Some(b'\'') && self.starts_with("${") {
            self.at += 2;
            open.push(Open::Brace { one_line: is_on_one_line(open) });
        } else if quote.is_none() && self.starts_with("\"\"\"") {
            self.at += 3;
            open.pop();
        } else {
            self.at += 1;
            if quote == Some(byte) {
                open.pop();
            }
        }
    }

    /// Skips a token inside `${ … }`; says whether a comment or raw string ends.
    fn in_interpolation(&mut self, open: &mut Vec<Open>) -> bool {
        match self.peek() {
            b'"' | b'\'' => self.open_string(open),
            b'{' => {
                self.at += 1;
                open.push(Open::Brace { one_line: is_on_one_line(open) });
            }
            b'}' => {
                self.at += 1;
                open.pop();
            }
            _ => return self.token(),
        }
        true
    }

    fn raw_string(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        let mut hashes = 0;
        while self.peek() == b'#' {
            hashes += 1;
            self.at += 1;
        }
        if self.peek() != b'"' {
            self.at = start;
            self.identifier();
            return true;
        }
        self.at += 1;
        let end = format!("\"{}", "#".repeat(hashes));
        // A raw string without hashes is on one line; with hashes it may go over several.
        let rest = &self.text[self.at..];
        let limit = if hashes == 0 { rest.find('\n').unwrap_or(rest.len()) } else { rest.len() };
        if let Some(found) = rest[..limit].find(&end) {
            self.at += found + end.len();
            true
        } else {
            self.at += limit;
            hashes == 0
        }
    }
}

const fn kind_of_bracket(byte: u8) -> usize {
    match byte {
        b'(' | b')' => 0,
        b'[' | b']' => 1,
        _ => 2,
    }
}

/// What a byte means to who only looks for where things begin and end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A part of a name or number.
    Word,
    /// Nothing begins or ends here.
    Plain,
    /// A bracket, a quote, perhaps a comment or a raw string.
    Special,
}

/// The classes of all bytes: one look each, where a file is gone through at every edit.
static CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut byte = 0u8;
    loop {
        classes[byte as usize] = match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Class::Word,
            b'(' | b'[' | b'{' | b')' | b']' | b'}' | b'"' | b'\'' | b'/' | b'#' => Class::Special,
            _ => Class::Plain,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

fn is_on_one_line(open: &[Open]) -> bool {
    open.last().is_some_and(|open| open.is_on_one_line())
}
