//! Random programs: formatting keeps what they say, and does nothing the second time.

use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sparta_format::{Options, format, format_with};

use crate::program::{Choices, Writer, comments, is_sound, loosened, shape};

fn check(text: &str) -> Result<(), TestCaseError> {
    for width in [1, 30, 100] {
        let options = Options { width };
        let formatted = format_with(text, &options);
        prop_assert!(is_sound(&formatted), "{}\n---- became\n{}", text, formatted);
        prop_assert_eq!(shape(&formatted), shape(text), "{}\n---- became\n{}", text, formatted);
        prop_assert_eq!(
            comments(&formatted),
            comments(text),
            "{}\n---- became\n{}",
            text,
            formatted
        );
        let again = format_with(&formatted, &options);
        prop_assert_eq!(
            &again,
            &formatted,
            "{}\n---- became\n{}\n---- became\n{}",
            text,
            formatted,
            again
        );
    }
    let from_windows = text.replace("\r\n", "\n").replace('\n', "\r\n");
    prop_assert_eq!(format(&from_windows), format(text), "with other ends of lines:\n{}", text);
    Ok(())
}

/// Declarations at random, with comments and line breaks at random.
fn programs() -> impl Strategy<Value = String> {
    let bytes = |most| prop::collection::vec(any::<u8>(), 0..most);
    (bytes(150), bytes(30)).prop_map(|(decisions, places)| {
        let writer = Writer::new();
        let mut choices = Choices::new(&decisions);
        let mut text = String::new();
        while !choices.are_over() {
            let declaration = writer.write("Declaration", &mut choices);
            if is_sound(&declaration) {
                text.push_str(&declaration);
                text.push('\n');
            }
        }
        loosened(&text, &mut Choices::new(&places))
    })
}

#[test]
fn programs_have_all_that_the_grammar_has() {
    let mut missing = Writer::new().kinds();
    let mut runner = TestRunner::deterministic();
    for _ in 0..5_000 {
        let text = programs().new_tree(&mut runner).expect("a program").current();
        let kinds = crate::program::kinds(&text);
        missing.retain(|kind| !kinds.contains(kind));
        if missing.is_empty() {
            return;
        }
    }
    panic!("{missing:?}");
}

/// The programs of the repository.
fn written() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders: Vec<_> =
        ["examples", "stdlib", "tests/programs"].map(|name| root.join(name)).into();
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|it| it.expect("a path")) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "sparta") {
                texts.push(std::fs::read_to_string(path).expect("a program"));
            }
        }
    }
    texts.sort();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_people_wrote_says_the_same(
        text in prop::sample::select(written()),
        places in prop::collection::vec(any::<u8>(), 0..30),
    ) {
        check(&loosened(&text, &mut Choices::new(&places)))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn programs_say_the_same(text in programs()) {
        check(&text)?;
    }
}
