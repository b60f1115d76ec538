//! Random programs: formatting keeps what they say, and does nothing the second time.

use crate::program::{Choices, Writer, comments, is_sound, loosened, shape};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sparta_format::{Options, format_with};

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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn programs_say_the_same(text in programs()) {
        check(&text)?;
    }
}
