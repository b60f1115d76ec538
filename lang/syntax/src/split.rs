//! The top-level pieces of a file, found without parsing them.
//!
//! What makes the compiler incremental and lazy: an edit re-reads one piece, and of the standard
//! library only the heads are looked at. At bracket depth 0 a line that begins with an attribute, a
//! `///` comment or a word begins a new piece. Where brackets never close, a piece ends before the
//! next line that begins at column 0 like a declaration, so that a missing `}` costs one finding and
//! not the rest of the file.

use rowan::{TextRange, TextSize};

/// The word that a declaration begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Word {
    Stack,
    Import,
    Param,
    Setting,
    Let,
    TypeAlias,
    Fn,
    Resource,
    /// One of the prelude's constructs: [`CONSTRUCTS`].
    Construct,
    Existing,
    Custom,
    Component,
    Extend,
    Event,
    Output,
    Environment,
    Test,
    /// No declaration word.
    Unknown,
    /// Blanks and comments only.
    Trivia,
}

/// The words of the prelude's constructs and the components that they stand for.
pub const CONSTRUCTS: [(&str, &str); 4] =
    [("lambda", "Lambda"), ("api", "Api"), ("site", "Site"), ("pipeline", "Pipeline")];

/// The declaration words, as they are written.
pub const WORDS: [(&str, Word); 16] = [
    ("stack", Word::Stack),
    ("import", Word::Import),
    ("param", Word::Param),
    ("setting", Word::Setting),
    ("let", Word::Let),
    ("type", Word::TypeAlias),
    ("fn", Word::Fn),
    ("resource", Word::Resource),
    ("existing", Word::Existing),
    ("custom", Word::Custom),
    ("component", Word::Component),
    ("extend", Word::Extend),
    ("event", Word::Event),
    ("output", Word::Output),
    ("environment", Word::Environment),
    ("test", Word::Test),
];

/// The declaration word that a text is.
pub fn word(text: &str) -> Word {
    if CONSTRUCTS.iter().any(|(construct, _)| *construct == text) {
        return Word::Construct;
    }
    WORDS.iter().find(|(word, _)| *word == text).map_or(Word::Unknown, |(_, word)| *word)
}

/// A piece of a file. The pieces of a file cover it without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Comments and blanks before the declaration are part of it.
    pub range: TextRange,
    pub head: Head,
}

/// What a piece declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub word: Word,
    /// The declared name; of an `extend` the type, of a `test` its title.
    pub name: Option<TextRange>,
    /// The first byte of the first attribute, doc comment or word.
    pub start: TextSize,
}

/// How many pieces may be found unclosed by reading to the end of the file.
const MAX_FULL_SCANS: u32 = 32;

/// The top-level pieces of a text.
pub fn split(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut scans = 0;
    let mut at = 0;
    while at < text.len() {
        let mut scanner = Scanner { text, bytes: text.as_bytes(), at };
        scanner.trivia();
        let start = scanner.at;
        if start == text.len() {
            chunks.push(Chunk {
                range: range(at, start),
                head: Head { word: Word::Trivia, name: None, start: size(start) },
            });
            break;
        }
        let (word, name) = scanner.head();
        let closed = scans < MAX_FULL_SCANS && scanner.body();
        let end = if closed {
            scanner.at
        } else {
            scans += 1;
            next_head(text, start).unwrap_or(text.len())
        };
        let end = end.max(start + 1);
        let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        let name = name.filter(|name| name.end() <= size(end));
        chunks.push(Chunk { range: range(at, end), head: Head { word, name, start: size(start) } });
        at = end;
    }
    chunks
}

fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}

fn range(from: usize, to: usize) -> TextRange {
    TextRange::new(size(from), size(to))
}

/// The next line that begins at column 0 as a declaration does.
fn next_head(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(newline) = text[at..].find('\n') {
        at += newline + 1;
        let line = text[at..].split('\n').next().unwrap_or_default();
        let first = line
            .split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
            .next();
        let rest = line.get(first.map_or(0, str::len)..).unwrap_or_default();
        let is_word = first.is_some_and(|first| !first.is_empty() && word(first) != Word::Unknown)
            && rest.starts_with(' ')
            && rest.trim_start().starts_with(|next: char| {
                next.is_ascii_alphabetic() || matches!(next, '_' | '"' | '{')
            });
        let is_attribute =
            line.starts_with('@') && line[1..].starts_with(|next: char| next.is_ascii_alphabetic());
        if is_word || is_attribute || line.starts_with("///") {
            return Some(at);
        }
    }
    None
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn starts_with(&self, prefix: &str) -> bool {
        self.bytes[self.at..].starts_with(prefix.as_bytes())
    }

    fn done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Skips blanks and comments other than `///`. Says whether a newline was among them.
    fn trivia(&mut self) -> bool {
        let mut newline = false;
        while !self.done() {
            match self.peek() {
                b'\n' => {
                    newline = true;
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' | 0x0c => self.at += 1,
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

    fn line(&mut self) {
        while !self.done() && self.peek() != b'\n' {
            self.at += 1;
        }
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

    fn identifier(&mut self) -> &str {
        let start = self.at;
        while self.peek().is_ascii_alphanumeric() || self.peek() == b'_' {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// The attributes, doc comments, word and name of a declaration.
    fn head(&mut self) -> (Word, Option<TextRange>) {
        loop {
            match self.peek() {
                b'/' if self.starts_with("///") => self.line(),
                b'@' => {
                    self.at += 1;
                    self.identifier();
                    if self.peek() == b'(' {
                        self.brackets();
                    }
                }
                _ => break,
            }
            self.trivia();
        }
        let first = self.peek();
        if !first.is_ascii_alphabetic() && first != b'_' {
            return (Word::Unknown, None);
        }
        let word = word(self.identifier());
        let end = self.at;
        if self.trivia() {
            self.at = end;
            return (word, None);
        }
        let start = self.at;
        match word {
            Word::Test if self.peek() == b'"' => {
                self.string();
            }
            Word::Extend => {
                while self.peek().is_ascii_alphanumeric()
                    || matches!(self.peek(), b'_' | b':' | b'.')
                {
                    self.at += 1;
                }
            }
            Word::Import | Word::Unknown => {}
            _ => {
                self.identifier();
            }
        }
        let name = (self.at > start).then(|| range(start, self.at));
        (word, name)
    }

    /// Skips balanced brackets; says whether they close.
    fn brackets(&mut self) -> bool {
        let mut depth = 0u32;
        while !self.done() {
            match self.peek() {
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                    if depth == 0 {
                        return true;
                    }
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

    /// Skips to the begin of the next declaration; says whether everything closes on the way.
    fn body(&mut self) -> bool {
        let mut continues = false;
        // `<`s of this line that a `>` may close: those of a type's arguments.
        let mut open_angles = 0_usize;
        while !self.done() {
            let before = self.at;
            let newline = self.trivia();
            if self.done() {
                return true;
            }
            if newline {
                open_angles = 0;
            }
            let byte = self.peek();
            if newline && !continues && self.begins_declaration() {
                self.at = self.comments_before(before);
                return true;
            }
            match byte {
                b'(' | b'[' | b'{' => {
                    if !self.brackets() {
                        return false;
                    }
                    continues = false;
                }
                b')' | b']' | b'}' => {
                    self.at += 1;
                    continues = false;
                }
                // `T?` and `List<T>` end a line; `??` and a lone `>` do not.
                b'?' if !self.starts_with("??") => {
                    self.at += 1;
                    continues = false;
                }
                b'>' if open_angles > 0 => {
                    self.at += 1;
                    open_angles -= 1;
                    continues = false;
                }
                b'=' | b'|' | b'&' | b'?' | b'+' | b'-' | b'*' | b'/' | b'%' | b'<' | b'>'
                | b'!' | b',' => {
                    if byte == b'/' && self.starts_with("///") {
                        self.line();
                    } else {
                        open_angles += usize::from(byte == b'<');
                        self.at += if self.starts_with("??") { 2 } else { 1 };
                        continues = true;
                    }
                }
                _ => {
                    if !self.token() {
                        return false;
                    }
                    continues = false;
                }
            }
        }
        true
    }

    /// Comments on the line of what ends belong to it; the rest belongs to what begins.
    fn comments_before(&self, end: usize) -> usize {
        match self.text[end..self.at].find('\n') {
            Some(newline) => end + newline + 1,
            None => self.at,
        }
    }

    fn begins_declaration(&self) -> bool {
        let rest = &self.text[self.at..];
        match self.peek() {
            b'@' => true,
            b'/' => self.starts_with("///"),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let end = rest
                    .find(|character: char| !character.is_ascii_alphanumeric() && character != '_')
                    .unwrap_or(rest.len());
                &rest[..end] != "else"
            }
            _ => false,
        }
    }

    /// Skips a string, a name or one character; says whether a string or comment ends.
    fn token(&mut self) -> bool {
        match self.peek() {
            b'"' => self.string(),
            b'\'' => {
                self.quoted(b'\'');
                true
            }
            b'r' if self.starts_with("r\"") || self.starts_with("r#") => self.raw_string(),
            b'/' if self.starts_with("/*") => self.block_comment(),
            b'/' if self.starts_with("//") => {
                self.line();
                true
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                self.identifier();
                true
            }
            _ => {
                self.at += 1;
                true
            }
        }
    }

    fn string(&mut self) -> bool {
        if self.starts_with("\"\"\"") {
            return self.multi_line();
        }
        self.quoted(b'"');
        true
    }

    /// A string on one line, interpolations skipped; it ends with its line at the latest.
    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while !self.done() {
            match self.peek() {
                b'\n' => return,
                b'\\' => self.at += if self.bytes.get(self.at + 1) == Some(&b'\n') { 1 } else { 2 },
                b'$' if quote == b'"' && self.starts_with("${") => {
                    self.at += 1;
                    self.interpolation(true);
                }
                byte => {
                    self.at += 1;
                    if byte == quote {
                        return;
                    }
                }
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    /// Skips `{ … }`; on one line it ends with the line. Depth is bounded by an explicit count.
    fn interpolation(&mut self, one_line: bool) {
        let mut open: Vec<u8> = Vec::new();
        while !self.done() {
            match self.peek() {
                b'\n' if one_line => return,
                b'{' => {
                    open.push(b'{');
                    self.at += 1;
                }
                b'}' => {
                    self.at += 1;
                    open.pop();
                    match open.last() {
                        None => return,
                        // Back in the string whose interpolation this was.
                        Some(b'"') => self.nested_text(&mut open, one_line),
                        Some(_) => {}
                    }
                }
                b'"' => {
                    open.push(b'"');
                    self.at += 1;
                    self.nested_text(&mut open, one_line);
                }
                b'/' if self.starts_with("/*") => {
                    self.block_comment();
                }
                _ => self.at += 1,
            }
        }
    }

    /// The text of a string inside an interpolation, up to its end or its next interpolation.
    fn nested_text(&mut self, open: &mut Vec<u8>, one_line: bool) {
        while !self.done() {
            match self.peek() {
                b'\n' if one_line => return,
                b'\\' => self.at += if self.bytes.get(self.at + 1) == Some(&b'\n') { 1 } else { 2 },
                b'"' => {
                    self.at += 1;
                    open.pop();
                    return;
                }
                b'$' if self.starts_with("${") => {
                    self.at += 2;
                    open.push(b'{');
                    return;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn multi_line(&mut self) -> bool {
        self.at += 3;
        while !self.done() {
            if self.starts_with("\"\"\"") {
                self.at += 3;
                return true;
            }
            match self.peek() {
                b'\\' => self.at = (self.at + 2).min(self.bytes.len()),
                b'$' if self.starts_with("${") => {
                    self.at += 1;
                    self.interpolation(false);
                }
                _ => self.at += 1,
            }
        }
        false
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
