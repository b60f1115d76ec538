//! The snippets of the editors: each expands to a program with which nothing is wrong.
//!
//! What is only a part of a program has a file in `tests/snippets`, named by its prefix, which says
//! `/* here */` where it is put. Lines like `//- names.sparta` begin further files.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::str::Chars;

use serde_json::Value;
use sparta_tests::files::Files;
use sparta_tests::page::name;
use sparta_tests::repository::{files, read, root};
use sparta_tests::{check, line};

const ENTRY: &str = "main.sparta";
const PLACE: &str = "/* here */";

/// The snippets' bodies by their prefixes.
fn snippets() -> BTreeMap<String, String> {
    let text = read(&root().join("editors/vscode/snippets/sparta.json"));
    let all: BTreeMap<String, Value> = serde_json::from_str(&text).expect("snippets are JSON");
    let count = all.len();
    let snippets: BTreeMap<String, String> = all
        .into_values()
        .map(|snippet| (word(&snippet["prefix"]), lines(&snippet["body"])))
        .collect();
    assert_eq!(snippets.len(), count, "no two snippets have one prefix");
    snippets
}

fn word(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn lines(body: &Value) -> String {
    let Value::Array(lines) = body else { return word(body) };
    lines.iter().map(word).collect::<Vec<_>>().join("\n")
}

/// What a snippet becomes when nothing is typed, but for one choice.
struct Expansion<'a> {
    rest: Peekable<Chars<'a>>,
    /// The texts of the placeholders, by their numbers.
    texts: BTreeMap<u32, String>,
    /// How many choices a placeholder offers.
    choices: BTreeMap<u32, usize>,
    /// The placeholder whose choice is not the first.
    chosen: (u32, usize),
}

impl<'a> Expansion<'a> {
    fn new(body: &'a str, chosen: (u32, usize)) -> Self {
        let rest = body.chars().peekable();
        Self { rest, texts: BTreeMap::new(), choices: BTreeMap::new(), chosen }
    }

    /// The text up to a character that ends it, or to the end of the snippet.
    fn text(&mut self, end: Option<char>) -> String {
        let mut text = String::new();
        while let Some(character) = self.rest.next() {
            match character {
                '\\' => text.extend(self.rest.next()),
                '$' => text += &self.placeholder(),
                other if Some(other) == end => return text,
                other => text.push(other),
            }
        }
        assert!(end.is_none(), "{text}: a placeholder is not closed");
        text
    }

    /// What follows a `$`.
    fn placeholder(&mut self) -> String {
        let is_long = self.rest.next_if_eq(&'{').is_some();
        let number = self.number();
        let text = match is_long.then(|| self.rest.next().expect("a placeholder goes on")) {
            Some(':') => self.text(Some('}')),
            Some('|') => self.choice(number),
            Some('}') | None if number == 0 => String::new(),
            Some('}') | None => self.texts.get(&number).expect("it has a text before").clone(),
            Some(other) => panic!("${{{number}{other} is no placeholder"),
        };
        self.texts.entry(number).or_insert_with(|| text.clone());
        text
    }

    fn number(&mut self) -> u32 {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().expect("a `$` that is no placeholder is written `\\$`")
    }

    fn choice(&mut self, number: u32) -> String {
        let choices = self.text(Some('|'));
        assert_eq!(self.rest.next(), Some('}'), "a choice ends with `|}}`");
        let choices: Vec<&str> = choices.split(',').collect();
        self.choices.insert(number, choices.len());
        let taken = if self.chosen.0 == number { self.chosen.1 } else { 0 };
        choices[taken].to_owned()
    }
}

/// All that a snippet may become without typing: with the first of all choices, and with each other.
fn expansions(body: &str) -> Vec<String> {
    let mut first = Expansion::new(body, (0, 0));
    let mut texts = vec![first.text(None)];
    for (number, count) in first.choices {
        texts.extend((1..count).map(|it| Expansion::new(body, (number, it)).text(None)));
    }
    texts
}

/// The files of the program that a snippet is put into.
fn program(prefix: &str, expanded: &str) -> Vec<(String, String)> {
    let around = root().join(format!("tests/snippets/{prefix}.sparta"));
    let text = if around.is_file() { read(&around) } else { PLACE.to_owned() };
    let mut program = Vec::new();
    for (number, part) in text.split("//- ").enumerate() {
        let (path, text) = match number {
            0 => (ENTRY, part),
            _ => part.split_once('\n').expect("a file begins on a line of its own"),
        };
        program.push((path.to_owned(), text.to_owned()));
    }
    let entry = &mut program[0].1;
    let at = entry.find(PLACE).unwrap_or_else(|| panic!("{prefix}: it says nowhere {PLACE}"));
    let before = &entry[entry[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    let indent: String = before.chars().take_while(|it| *it == ' ').collect();
    entry.replace_range(at..at + PLACE.len(), &expanded.replace('\n', &format!("\n{indent}")));
    program
}

/// What is wrong with a program, and its text.
fn mistakes(prefix: &str, expanded: &str) -> String {
    let program = program(prefix, expanded);
    let text = &program[0].1.clone();
    let found: Vec<String> = check(Files::texts(program), ENTRY)
        .iter()
        .map(|it| format!("{}: {}: {}", line(text, it.at.range.start), it.name, it.message))
        .collect();
    if found.is_empty() { String::new() } else { format!("{prefix}: {found:#?}\n{text}\n") }
}

#[test]
fn nothing_is_wrong_with_what_a_snippet_becomes() {
    let mut report = String::new();
    for (prefix, body) in snippets() {
        report.extend(expansions(&body).iter().map(|expanded| mistakes(&prefix, expanded)));
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_program_around_is_of_a_snippet() {
    let prefixes: BTreeSet<String> = snippets().into_keys().collect();
    for around in files("tests/snippets", "sparta") {
        assert!(prefixes.contains(&name(&around)), "{}: no snippet is called so", around.display());
    }
}
