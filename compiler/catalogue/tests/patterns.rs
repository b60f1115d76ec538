//! Every pattern that the catalogue calls supported compiles, and the list of the others is exact.
//!
//! Compiling all of them takes seconds without optimisation, so that a debug build tries a sample.
//! After a refresh of the data empty the list, and run
//! `UPDATE=1 cargo test -p sparta-catalogue --test patterns`, then `stdlib/catalogue/regenerate.py`
//! once more, which reads the list.

use sparta_catalogue::{Pattern, patterns};

const LIST: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../stdlib/catalogue/unsupported-patterns.json");

/// Of how many patterns one is tried.
const STEP: usize = if cfg!(debug_assertions) { 16 } else { 1 };

#[test]
fn supported_patterns_compile() {
    let update = std::env::var_os("UPDATE").is_some();
    let tried =
        patterns().filter(|pattern| pattern.supported).step_by(if update { 1 } else { STEP });
    let broken = tried.filter(|pattern| pattern.matches("").is_none());
    if update {
        let mut all: Vec<_> = broken.chain(unsupported()).map(|pattern| pattern.source).collect();
        all.sort_unstable();
        let text = serde_json::to_string_pretty(&all).expect("strings are JSON");
        std::fs::write(LIST, text + "\n").expect("the checkout can be written to");
    } else {
        assert_eq!(sources(broken), [""; 0], "the list of unsupported patterns is stale");
    }
}

#[test]
fn unsupported_patterns_are_listed() {
    let text = std::fs::read_to_string(LIST).expect("the list is in the checkout");
    let listed: Vec<String> = serde_json::from_str(&text).expect("the list is JSON");
    assert_eq!(sources(unsupported()), listed);
}

#[test]
fn look_around_at_the_ends_is_tested() {
    let find = |source| patterns().find(|pattern| pattern.source == source);
    let not_aws = find("^(?!aws:).+$").expect("tag keys have this pattern");
    assert_eq!(not_aws.matches("team"), Some(true));
    assert_eq!(not_aws.matches("aws:team"), Some(false));
    assert_eq!(not_aws.matches(""), Some(false));
}

#[test]
fn a_pattern_without_anchors_matches_anywhere() {
    let kinesis = patterns().find(|p| p.source == "arn:aws.*:(kinesis|kafka|dynamodb):.*");
    let kinesis = kinesis.expect("event source mappings have this pattern");
    assert_eq!(kinesis.matches("an arn:aws:kinesis:eu-west-1:1:stream/s"), Some(true));
    assert_eq!(kinesis.matches("arn:aws:sqs:eu-west-1:1:queue"), Some(false));
}

fn unsupported() -> impl Iterator<Item = Pattern> {
    patterns().filter(|pattern| !pattern.supported)
}

fn sources(patterns: impl Iterator<Item = Pattern>) -> Vec<&'static str> {
    let mut sources: Vec<_> = patterns.map(|pattern| pattern.source).collect();
    sources.sort_unstable();
    sources
}
