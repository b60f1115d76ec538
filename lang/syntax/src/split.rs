//! The top-level pieces of a file, found without parsing them.
//!
//! What makes the compiler incremental and lazy: an edit re-reads one piece, and of the standard
//! library only the heads are looked at. At bracket depth 0 a comma ends a piece, and a line that begins
//! with an attribute, a `///` comment or a word begins a new one; where the line before is not complete,
//! only what can be nothing but a declaration does. Where brackets never close, a piece ends before the
//! next line that begins at column 0 like a declaration, so that a missing `}` costs one finding and
//! not the rest of the file.

mod scanner;

use rowan::{TextRange, TextSize};
use scanner::Scanner;

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
            let open = Scanner { text, bytes: text.as_bytes(), at }.open_comment();
            let word = if open.is_some() { Word::Unknown } else { Word::Trivia };
            let head = Head { word, name: None, start: size(open.unwrap_or(start)) };
            chunks.push(Chunk { range: range(at, start), head });
            break;
        }
        let head = scanner.head();
        let is_whole = head.is_some();
        let (word, name) = head.unwrap_or((Word::Unknown, None));
        let closed = scans < MAX_FULL_SCANS
            && is_whole
            && scanner.body(word)
            && (word == Word::Unknown || !scanner.is_inside(start));
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

impl Scanner<'_> {
    /// The attributes, doc comments, word and name of a declaration, if its attributes close.
    fn head(&mut self) -> Option<(Word, Option<TextRange>)> {
        loop {
            match self.peek() {
                b'/' if self.starts_with("///") => self.line(),
                b'@' => {
                    if !self.attribute() {
                        return None;
                    }
                }
                _ => return Some(self.word_and_name()),
            }
            self.trivia();
        }
    }

    fn word_and_name(&mut self) -> (Word, Option<TextRange>) {
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
            Word::Test if matches!(self.peek(), b'"' | b'\'' | b'r') => {
                self.token();
            }
            Word::Extend => {
                while self.peek().is_ascii_alphanumeric()
                    || matches!(self.peek(), b'_' | b':' | b'.')
                {
                    self.at += 1;
                }
            }
            Word::Import => {}
            _ => {
                self.identifier();
            }
        }
        let name = (self.at > start).then(|| range(start, self.at));
        (word, name)
    }

    /// Skips an attribute: name and arguments are on its line. Says whether it closes.
    fn attribute(&mut self) -> bool {
        self.at += 1;
        if self.trivia() {
            return true;
        }
        self.identifier();
        let end = self.at;
        if !self.trivia() && self.peek() == b'(' {
            return self.brackets();
        }
        self.at = end;
        true
    }

    /// Skips to the begin of the next declaration; says whether everything closes on the way.
    fn body(&mut self, word: Word) -> bool {
        let mut continues = false;
        // `<`s that a `>` may close: those of a type's arguments. None stands in a value.
        let mut open_angles = 0_usize;
        let mut in_value = word == Word::Output;
        while !self.done() {
            let before = self.at;
            let newline = self.trivia();
            if self.done() {
                return true;
            }
            if newline && self.begins_declaration() && (!continues || self.must_be_declaration()) {
                self.at = self.comments_before(before);
                return true;
            }
            match self.peek() {
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
                b',' => {
                    self.at += 1;
                    let end = self.at;
                    if open_angles > 0 && !self.is_before_declaration() {
                        continue;
                    }
                    if self.trivia() {
                        self.at = self.comments_before(end);
                    } else if self.starts_with("///") {
                        self.line();
                    } else if !self.done() {
                        self.at = end;
                    }
                    return true;
                }
                b'/' if self.starts_with("///") => self.line(),
                // `List<T>` ends a line; a lone `>` does not.
                b'>' if open_angles > 0 => {
                    self.at += 1;
                    open_angles -= 1;
                    continues = false;
                }
                byte @ (b'=' | b'|' | b'&' | b'+' | b'-' | b'*' | b'/' | b'%' | b'<' | b'>') => {
                    open_angles += usize::from(byte == b'<' && !in_value);
                    in_value |= byte == b'=' && word != Word::TypeAlias;
                    self.at += 1;
                    continues = true;
                }
                b'?' if self.starts_with("??") => {
                    self.at += 2;
                    continues = true;
                }
                _ => {
                    in_value |= self.is_at_word("if");
                    if !self.token() {
                        return false;
                    }
                    continues = false;
                }
            }
        }
        true
    }

    fn is_at_word(&self, word: &str) -> bool {
        let mut ahead = Scanner { text: self.text, bytes: self.bytes, at: self.at };
        self.peek().is_ascii_alphabetic() && ahead.identifier() == word
    }

    /// Comments on the line of what ends belong to it; the rest belongs to what begins.
    fn comments_before(&self, end: usize) -> usize {
        match self.text[end..self.at].find('\n') {
            Some(newline) => end + newline + 1,
            None => self.at,
        }
    }

    fn begins_declaration(&self) -> bool {
        match self.peek() {
            b'@' => true,
            b'/' => self.starts_with("///"),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let mut ahead = Scanner { text: self.text, bytes: self.bytes, at: self.at };
                ahead.identifier() != "else"
            }
            _ => false,
        }
    }

    /// Whether what comes next looks like a part of the declaration that has ended: no declaration, and
    /// indented more than its first line. A bracket too many has ended it.
    fn is_inside(&self, start: usize) -> bool {
        let mut next = Scanner { text: self.text, bytes: self.bytes, at: self.at };
        next.trivia();
        let indent = |at: usize| {
            let line = self.text[..at].rsplit('\n').next().unwrap_or_default();
            line.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(line.len())
        };
        let is_deeper = match (indent(start), indent(next.at)) {
            (Some(own), Some(other)) => other > own,
            _ => false,
        };
        is_deeper && !next.done() && word(next.identifier()) == Word::Unknown
    }

    /// Whether the next thing must be a declaration.
    fn is_before_declaration(&self) -> bool {
        let mut ahead = Scanner { text: self.text, bytes: self.bytes, at: self.at };
        ahead.trivia();
        ahead.must_be_declaration()
    }

    /// Whether a declaration begins here even if a value could: no value begins with two words.
    fn must_be_declaration(&self) -> bool {
        if self.peek() == b'@' {
            return true;
        }
        let mut ahead = Scanner { text: self.text, bytes: self.bytes, at: self.at };
        let word = word(ahead.identifier());
        if word == Word::Unknown || ahead.trivia() {
            return false;
        }
        match (word, ahead.peek()) {
            (Word::Import, b'{' | b'"') | (Word::Test, b'"') => true,
            _ => !matches!(ahead.identifier(), "" | "if" | "else" | "for" | "in" | "match"),
        }
    }
}
