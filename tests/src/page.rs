//! Pages of the book, and the programs in them.
//!
//! A `sparta` block is a program. Under the same heading, a block below a line like `` `tasks.json`: ``
//! is a file that lies beside it, and a line like ``With `spartac emit main.sparta`:`` says what is
//! called instead of `spartac check main.sparta`.

use std::path::Path;

use sparta::{Compiler, Diagnostic, Options};

use crate::files::Files;

/// The file that a program of a page is.
pub const ENTRY: &str = "main.sparta";

/// A fenced block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The heading above it, without its `#`s.
    pub heading: String,
    /// What follows the opening fence, such as `sparta`.
    pub language: String,
    /// The last line above it that is not empty.
    pub lead: String,
    /// The line of its opening fence, from 1.
    pub line: usize,
    pub text: String,
}

impl Block {
    /// The file that it is, if the line above names one.
    fn file(&self) -> Option<&str> {
        self.lead.strip_prefix('`')?.strip_suffix("`:").filter(|name| !name.contains('`'))
    }
}

/// The fenced blocks of a page in their order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut heading, mut lead) = (String::new(), String::new());
    let mut open = false;
    for (line, text) in (1..).zip(page.lines()) {
        if let Some(language) = text.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block {
                    heading: heading.clone(),
                    language: language.trim().to_owned(),
                    lead: std::mem::take(&mut lead),
                    line,
                    text: String::new(),
                });
            }
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            block.text += text;
            block.text += "\n";
        } else if text.starts_with('#') {
            text.trim_start_matches('#').trim().clone_into(&mut heading);
            lead.clear();
        } else if !text.is_empty() {
            text.clone_into(&mut lead);
        }
    }
    assert!(!open, "the last fence of a page is not closed");
    blocks
}

/// A program of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The heading above it.
    pub heading: String,
    /// The line of its opening fence, from 1.
    pub line: usize,
    pub text: String,
    /// What lies beside it: paths and texts.
    pub files: Vec<(String, String)>,
    /// What `spartac` is called with.
    command: String,
    /// Only a part of a program: `sparta,fragment`.
    pub is_fragment: bool,
}

/// The programs of a page.
pub fn programs(page: &str) -> Vec<Program> {
    let blocks = blocks(page);
    let files = |heading: &str| {
        let beside = blocks.iter().filter(|block| block.heading == heading);
        beside.filter_map(|block| Some((block.file()?.to_owned(), block.text.clone()))).collect()
    };
    let is_program = |block: &&Block| {
        matches!(block.language.as_str(), "sparta" | "sparta,fragment") && block.file().is_none()
    };
    blocks
        .iter()
        .filter(is_program)
        .map(|block| Program {
            heading: block.heading.clone(),
            line: block.line,
            text: block.text.clone(),
            files: files(&block.heading),
            command: command(&block.lead),
            is_fragment: block.language == "sparta,fragment",
        })
        .collect()
}

/// What stands between ``With `spartac `` and `` `: `` of a line.
fn command(lead: &str) -> String {
    let said = lead.strip_prefix("With `spartac ").and_then(|rest| rest.strip_suffix("`:"));
    said.map_or_else(|| format!("check {ENTRY}"), str::to_owned)
}

impl Program {
    /// What the command finds.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut words = self.command.split(' ');
        let (command, entry) = (words.next(), words.next().expect("a command names a file"));
        let options = options(words);
        let own = (ENTRY.to_owned(), self.text.clone());
        let files = self.files.iter().cloned().chain([own]);
        let compiler = Compiler::new(Files::texts(files));
        match command {
            Some("check") => compiler.check(entry, &options),
            Some("emit") => match compiler.emit(entry, &options) {
                Ok(emitted) => emitted.warnings,
                Err(found) => found,
            },
            Some("test") => match compiler.tests(entry, &options) {
                Ok(outcomes) => outcomes.into_iter().flat_map(|it| it.failures).collect(),
                Err(found) => found,
            },
            other => panic!("{other:?} finds nothing"),
        }
    }
}

fn options<'a>(mut words: impl Iterator<Item = &'a str>) -> Options {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let value = words.next().unwrap_or_else(|| panic!("{word} has a value"));
        match (word, value.split_once('=')) {
            ("--environment", _) => options.environment = Some(value.to_owned()),
            ("--set", Some((name, value))) => options = options.set(name, value),
            _ => panic!("{word} {value} is no option of the pages"),
        }
    }
    options
}

/// The name that a page has by its file: `quota` of `quota.md`.
pub fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::programs;

    #[test]
    fn files_and_commands_stand_above_their_blocks() {
        let page = "\
# a

`b.json`:

```json
{}
```

With `spartac emit main.sparta --environment prod`:

```sparta
let a = 1
```

## c

Text.

```sparta,fragment
let b = 2
```
";
        let programs = programs(page);
        let [first, second] = programs.as_slice() else { panic!("{programs:#?}") };
        assert_eq!(first.files, [("b.json".to_owned(), "{}\n".to_owned())]);
        assert_eq!(first.command, "emit main.sparta --environment prod");
        assert_eq!((second.heading.as_str(), second.is_fragment), ("c", true));
        assert_eq!(second.command, "check main.sparta");
        assert!(second.files.is_empty());
    }
}
