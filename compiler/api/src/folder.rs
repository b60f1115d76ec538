//! The content of a folder as one hash.

use std::borrow::Cow;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use sparta_semantics::{Content, Listed};

/// Files and folders, wherever they lie.
pub(crate) trait Tree {
    /// What lies in a folder.
    fn children(&self, folder: &str) -> Result<Vec<Child>, Content>;

    /// The content of a file.
    fn bytes(&self, file: &str) -> Result<Cow<'_, [u8]>, Content>;
}

/// What lies in a folder.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Child {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
}

/// SHA-256 over the names, kinds and contents of all that lies in a folder, each folder sorted by
/// name. A `.git` is not part of it.
pub(crate) fn hash(tree: &impl Tree, folder: &str) -> Result<Arc<str>, Content> {
    let mut hash = Sha256::new();
    add(&mut hash, tree, folder)?;
    Ok(hex(&hash.finalize()).into())
}

fn add(hash: &mut Sha256, tree: &impl Tree, folder: &str) -> Result<(), Content> {
    let mut children = tree.children(folder)?;
    children.retain(|child| child.name != ".git");
    children.sort();
    hash.update(children.len().to_le_bytes());
    for child in children {
        let path = join(folder, &child.name);
        hash.update([u8::from(child.is_folder)]);
        add_bytes(hash, child.name.as_bytes());
        if child.is_folder {
            add(hash, tree, &path)?;
        } else {
            add_bytes(hash, &tree.bytes(&path)?);
        }
    }
    Ok(())
}

/// With its length, so that no two different folders give the same bytes.
fn add_bytes(hash: &mut Sha256, bytes: &[u8]) {
    hash.update(bytes.len().to_le_bytes());
    hash.update(bytes);
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What lies in a folder, for proposals: what is hidden is not, and of what cannot be read there is
/// nothing.
pub(crate) fn listed(tree: &impl Tree, folder: &str) -> Vec<Listed> {
    let mut children = tree.children(folder).unwrap_or_default();
    children.retain(|child| !child.name.starts_with('.'));
    children.sort();
    let listed = |child: Child| Listed { name: child.name, is_folder: child.is_folder };
    children.into_iter().map(listed).collect()
}

/// The path of what lies in a folder.
pub(crate) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A file as the compiler sees it.
pub(crate) fn file_content(bytes: Vec<u8>) -> Content {
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.into()),
        Err(error) => Content::Bytes(error.into_bytes().into()),
    }
}

/// Whether a path is relative and never goes up.
pub(crate) fn stays_inside(path: &str) -> bool {
    !path.starts_with('/') && path.split('/').all(|segment| segment != "..")
}
