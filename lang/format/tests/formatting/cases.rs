//! What formatting makes of programs, in `tests/cases`: each `before` becomes the `after` below it.
//! `UPDATE=1 cargo test -p sparta-format --test formatting` writes what it makes of them now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::program::{Writer, comments, is_sound, kinds, shape};
use sparta_format::format;

const BEFORE: &str = "```before\n";
const AFTER: &str = "```after\n";
const END: &str = "```\n";

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.expect("a page").path()).collect();
    pages.sort();
    pages
}

fn read(page: &Path) -> String {
    std::fs::read_to_string(page).expect("a page")
}

/// The texts that a page has between fences of a kind.
fn blocks<'p>(page: &'p str, fence: &str) -> Vec<&'p str> {
    page.split(fence).skip(1).filter_map(|rest| Some(rest.split_once(END)?.0)).collect()
}

/// A page with what formatting makes of its cases.
fn renewed(page: &str) -> String {
    let mut befores = blocks(page, BEFORE).into_iter();
    let mut parts = page.split(AFTER);
    let mut renewed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once(END).expect("a block ends");
        let after = format(befores.next().expect("a `before` above each `after`"));
        renewed.push_str(&format!("{AFTER}{after}{END}{rest}"));
    }
    assert_eq!(befores.next(), None, "an `after` below each `before`");
    renewed
}

#[test]
fn each_before_becomes_its_after() {
    for page in pages() {
        let text = read(&page);
        let renewed = renewed(&text);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&page, renewed).expect("the page is writable");
        } else {
            assert!(text == renewed, "{}: formatting gives\n{renewed}", page.display());
        }
    }
}

#[test]
fn each_after_says_what_its_before_says() {
    for page in pages() {
        let text = read(&page);
        for (before, after) in blocks(&text, BEFORE).into_iter().zip(blocks(&text, AFTER)) {
            assert!(is_sound(before), "{before}");
            assert_eq!(format(after), after);
            assert_eq!(shape(after), shape(before));
            assert_eq!(comments(after), comments(before));
        }
    }
}

#[test]
fn the_cases_have_all_that_the_grammar_has() {
    let shown: BTreeSet<String> = pages()
        .iter()
        .flat_map(|page| blocks(&read(page), BEFORE).into_iter().map(kinds).collect::<Vec<_>>())
        .flatten()
        .collect();
    let missing: Vec<_> = Writer::new().kinds().difference(&shown).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}
