//! Pages of the book, and the programs in them.

use std::path::Path;

/// A fenced block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The heading above it, without its `#`s.
    pub heading: String,
    /// What follows the opening fence, such as `sparta`.
    pub language: String,
    /// The line of its opening fence, from 1.
    pub line: usize,
    pub text: String,
}

/// The fenced blocks of a page in their order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut heading = String::new();
    let mut open = false;
    for (line, text) in (1..).zip(page.lines()) {
        if let Some(language) = text.strip_prefix("```") {
            open = !open;
            if open {
                let language = language.trim().to_owned();
                blocks.push(Block {
                    heading: heading.clone(),
                    language,
                    line,
                    text: String::new(),
                });
            }
        } else if let (true, Some(block)) = (open, blocks.last_mut()) {
            block.text += text;
            block.text += "\n";
        } else if text.starts_with('#') {
            text.trim_start_matches('#').trim().clone_into(&mut heading);
        }
    }
    assert!(!open, "the last fence of a page is not closed");
    blocks
}

/// The programs of a page.
pub fn programs(page: &str) -> impl Iterator<Item = Block> {
    blocks(page).into_iter().filter(|block| block.language == "sparta")
}

/// The name that a page has by its file: `quota` of `quota.md`.
pub fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
