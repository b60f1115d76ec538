//! The grammar of `editors/tree-sitter-sparta` reads programs as the compiler does.
//!
//! That its parser is what it generates is checked by `tests/editors/run tree-sitter`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sparta_format::{Options, format_with};
use sparta_tests::page;
use sparta_tests::random::{Random, TOKENS, mutate, setting, soup};
use sparta_tests::repository::{files, read, shown};
use sparta_tests::trees::{Part, Parts, language, parser};
use tree_sitter::StreamingIterator as _;

#[path = "../lang/format/tests/formatting/program/mod.rs"]
#[expect(dead_code, reason = "the tests of the formatter use more of it")]
mod program;

/// Where two trees part, if they do.
fn difference(text: &str) -> Option<String> {
    let tree = parser().parse(text, None).expect("it is not cancelled");
    let (ours, theirs) = (Parts::of_compiler(text), Parts::of_editors(&tree, text));
    let tell = |part: Option<&Part>| match part {
        Some(part) => {
            let shown: String = text[part.range.clone()].chars().take(60).collect();
            format!("{} {:?} {shown:?}", part.kind, part.range)
        }
        None => "nothing".to_owned(),
    };
    let part = |ours: &[Part], theirs: &[Part]| {
        let at = (0..ours.len().max(theirs.len())).find(|at| ours.get(*at) != theirs.get(*at))?;
        Some(format!("{}\n  and not {}", tell(theirs.get(at)), tell(ours.get(at))))
    };
    let mistake = tree.root_node().has_error().then(|| "a mistake where none is".to_owned());
    part(&ours.tokens, &theirs.tokens).or_else(|| part(&ours.nodes, &theirs.nodes)).or(mistake)
}

fn is_sound(text: &str) -> bool {
    sparta_syntax::parse(text).diagnostics.is_empty()
}

/// The programs of the repository, with the file that each is in.
fn written() -> Vec<(String, String)> {
    let files_of = |extension| files("", extension).into_iter();
    let programs = files_of("sparta").map(|file| (shown(&file), read(&file)));
    let pages = files_of("md").filter(|page| !shown(page).contains("node_modules"));
    let blocks = pages.flat_map(|file| {
        let blocks = page::blocks(&read(&file)).into_iter();
        let programs = blocks.filter(|block| block.language.starts_with("sparta"));
        programs.map(move |block| (shown(&file), block.text)).collect::<Vec<_>>()
    });
    programs.chain(blocks).collect()
}

#[test]
fn programs_of_the_repository_are_read_as_the_compiler_reads_them() {
    let programs = written();
    assert!(programs.len() > 400, "{} programs are not all", programs.len());
    let mut report = Vec::new();
    let mut compared = 0;
    for (file, text) in &programs {
        for width in [None, Some(1), Some(40), Some(1_000)] {
            let text =
                width.map_or_else(|| text.clone(), |width| format_with(text, &Options { width }));
            if is_sound(&text) {
                compared += 1;
                report.extend(difference(&text).map(|it| format!("{file}, {width:?}: {it}")));
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
    assert!(compared > 1_500, "{compared} programs were compared");
}

/// Blanks, line breaks and commas at random between the tokens of a text.
fn reflowed(text: &str, random: &mut Random) -> String {
    const BETWEEN: [&str; 7] = ["\n", "", " ", ",", "\n,", ",\n", " // note\n"];
    let mut starts: Vec<usize> =
        Parts::of_compiler(text).tokens.iter().map(|token| token.range.start).collect();
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let at = starts.swap_remove(random.below(starts.len()));
        let blanks = text[..at].len() - text[..at].trim_end().len();
        if text.is_char_boundary(at) {
            text.replace_range(at - blanks..at, BETWEEN[random.below(BETWEEN.len())]);
            starts.retain(|start| *start < at - blanks);
        }
        if starts.is_empty() {
            break;
        }
    }
    text
}

#[test]
fn what_is_broken_otherwise_into_lines_is_read_as_the_compiler_reads_it() {
    let programs = written();
    let mut random = Random::new(setting("FUZZ_SEED", 1));
    let begin = Instant::now();
    let time = Duration::from_secs(setting("FUZZ_SECONDS", 5));
    let mut compared = 0;
    while begin.elapsed() < time {
        let (file, text) = &programs[random.below(programs.len())];
        if text.len() > 4_000 || text.trim().is_empty() {
            continue;
        }
        let text = reflowed(text, &mut random);
        if is_sound(&text) {
            compared += 1;
            let difference = difference(&text);
            assert!(
                difference.is_none(),
                "{file}: {}\nin:\n{text}",
                difference.unwrap_or_default()
            );
        }
    }
    assert!(compared > 20, "only {compared} programs were sound");
}

/// Declarations at random, with comments and line breaks at random.
fn random_programs() -> impl Strategy<Value = String> {
    let bytes = |most| prop::collection::vec(any::<u8>(), 0..most);
    (bytes(150), bytes(30)).prop_map(|(decisions, places)| {
        let writer = program::Writer::new();
        let mut choices = program::Choices::new(&decisions);
        let mut text = String::new();
        while !choices.are_over() {
            let declaration = writer.write("Declaration", &mut choices);
            if is_sound(&declaration) {
                text += &declaration;
                text.push('\n');
            }
        }
        program::loosened(&text, &mut program::Choices::new(&places))
    })
}

#[test]
fn random_programs_are_read_as_the_compiler_reads_them() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = program::Writer::new().kinds();
    for _ in 0..setting("FUZZ_PROGRAMS", 1_000) {
        let text = random_programs().new_tree(&mut runner).expect("a program").current();
        let difference = difference(&text);
        assert!(difference.is_none(), "{}\nin:\n{text}", difference.unwrap_or_default());
        let seen = program::kinds(&text);
        kinds.retain(|kind| !seen.contains(kind));
    }
    assert!(kinds.is_empty(), "the programs have no {kinds:?}");
}

#[test]
fn broken_programs_have_trees_and_so_have_their_edits() {
    let seeds: Vec<Vec<u8>> = written().into_iter().map(|(_, text)| text.into_bytes()).collect();
    let mut random = Random::new(setting("FUZZ_SEED", 1));
    let begin = Instant::now();
    let time = Duration::from_secs(setting("FUZZ_SECONDS", 5));
    let mut parser = parser();
    while begin.elapsed() < time {
        let bytes = match random.below(3) {
            0 => soup(&mut random),
            _ => mutate(&seeds, &mut random),
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let begin = Instant::now();
        let tree = parser.parse(&text, None).expect("it is not cancelled");
        assert_eq!(tree.root_node().end_byte(), text.len(), "the tree ends early:\n{text}");
        assert!(begin.elapsed() < Duration::from_secs(5), "it takes long to read:\n{text}");
        let (edited, edit) = typed(&text, &mut random);
        let mut old = tree;
        old.edit(&edit);
        let again = parser.parse(&edited, Some(&old)).expect("it is not cancelled");
        if !again.root_node().has_error() {
            let fresh = parser.parse(&edited, None).expect("it is not cancelled");
            let (again, fresh) =
                (Parts::of_editors(&again, &edited), Parts::of_editors(&fresh, &edited));
            assert_eq!(again, fresh, "an edit is read otherwise than the text:\n{edited}");
        }
    }
}

/// A text with a token typed into it.
fn typed(text: &str, random: &mut Random) -> (String, tree_sitter::InputEdit) {
    let mut at = random.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let token = TOKENS[random.below(TOKENS.len())];
    let edited = format!("{}{token}{}", &text[..at], &text[at..]);
    let point = |text: &str| {
        let line = text.rfind('\n').map_or(0, |newline| newline + 1);
        tree_sitter::Point::new(text.matches('\n').count(), text.len() - line)
    };
    let edit = tree_sitter::InputEdit {
        start_byte: at,
        old_end_byte: at,
        new_end_byte: at + token.len(),
        start_position: point(&text[..at]),
        old_end_position: point(&text[..at]),
        new_end_position: point(&edited[..at + token.len()]),
    };
    (edited, edit)
}

/// The queries of the editors that read them.
fn queries(name: &str) -> Vec<PathBuf> {
    let is_named = |file: &PathBuf| file.file_stem().is_some_and(|stem| stem == name);
    files("editors", "scm").into_iter().filter(is_named).collect()
}

fn query(file: &Path) -> tree_sitter::Query {
    tree_sitter::Query::new(&language(), &read(file))
        .unwrap_or_else(|error| panic!("{}: {error}", shown(file)))
}

#[test]
fn queries_name_what_the_grammar_has() {
    for file in files("editors", "scm") {
        query(&file);
    }
    for (name, editors) in
        [("highlights", 3), ("indents", 3), ("injections", 3), ("textobjects", 3), ("locals", 2)]
    {
        assert_eq!(queries(name).len(), editors, "editors with `{name}.scm`");
    }
}

/// What a query captures in a text: where, and under which names.
fn captured(query: &tree_sitter::Query, text: &str) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let tree = parser().parse(text, None).expect("it is not cancelled");
    let mut cursor = tree_sitter::QueryCursor::new();
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    let mut captures = cursor.captures(query, tree.root_node(), text.as_bytes());
    while let Some((matched, index)) = captures.next() {
        let capture = matched.captures()[*index];
        let range = capture.node.byte_range();
        let name = query.capture_names()[capture.index as usize];
        found.entry((range.start, range.end)).or_default().insert(name.to_owned());
    }
    found
}

#[test]
fn every_token_has_one_colour() {
    for file in queries("highlights") {
        let query = query(&file);
        for (program, text) in written().iter().filter(|(_, text)| is_sound(text)) {
            let captured = captured(&query, text);
            let mut end = 0;
            for (range, names) in &captured {
                let (file, shown) = (shown(&file), &text[range.0..range.1]);
                assert!(names.len() == 1, "{file}: {shown:?} of {program} has {names:?}");
                assert!(end <= range.0, "{file}: {shown:?} of {program} is in another");
                end = range.1;
            }
            for token in Parts::of_compiler(text).tokens {
                let Range { start, end } = token.range;
                let colour = captured.range(..=(start, usize::MAX)).next_back();
                let is_coloured = colour.is_some_and(|(range, _)| end <= range.1);
                assert!(is_coloured, "{}: {:?} of {program}", shown(&file), &text[start..end]);
            }
        }
    }
}
