//! What the files of a project declare, found by parts of its name.

use std::cmp::Ordering;

use sparta_semantics::{Db, File};

use crate::{DocumentSymbol, FileRange, Project, SymbolKind, document_symbols};

/// Something that a file declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    pub name: String,
    pub kind: SymbolKind,
    pub deprecated: bool,
    /// What it is a member of.
    pub container: Option<String>,
    /// Where its name stands.
    pub at: FileRange,
    /// How well it fits what was asked for; the lowest fits best.
    pub rank: u32,
}

/// So many are found at most.
const MOST: usize = 256;

/// The declarations and members of a project's files whose names have the letters of a query in their
/// order, whatever their case; those that fit best come first.
pub fn workspace_symbols(db: &dyn Db, project: Project, query: &str) -> Vec<WorkspaceSymbol> {
    let mut found = Vec::new();
    for &file in project.files(db).iter() {
        for symbol in document_symbols(db, file) {
            collect(file, symbol, None, query, &mut found);
        }
    }
    let by_rank = |a: &WorkspaceSymbol, b: &WorkspaceSymbol| -> Ordering {
        (a.rank, a.name.len()).cmp(&(b.rank, b.name.len())).then_with(|| a.name.cmp(&b.name))
    };
    found.sort_by(by_rank);
    found.truncate(MOST);
    found
}

fn collect(
    file: File,
    symbol: DocumentSymbol,
    container: Option<&str>,
    query: &str,
    found: &mut Vec<WorkspaceSymbol>,
) {
    let DocumentSymbol { name, kind, deprecated, focus, children, .. } = symbol;
    if matches!(kind, SymbolKind::Field | SymbolKind::Import) {
        return;
    }
    for child in children {
        collect(file, child, Some(&name), query, found);
    }
    if let Some(rank) = rank(&name, query) {
        let container = container.map(str::to_owned);
        let at = FileRange { file, range: focus };
        found.push(WorkspaceSymbol { name, kind, deprecated, container, at, rank });
    }
}

/// How well a name fits a query; none if it does not.
fn rank(name: &str, query: &str) -> Option<u32> {
    let query: Vec<char> = query.chars().filter(|it| !it.is_whitespace()).collect();
    let letters: Vec<char> = name.chars().collect();
    let same = |a: &char, b: &char| a.eq_ignore_ascii_case(b);
    let begins = |at: usize| {
        letters.len() - at >= query.len()
            && letters[at..].iter().zip(&query).all(|(a, b)| same(a, b))
    };
    if begins(0) {
        let is_exact = letters == query;
        return Some(if is_exact { 0 } else { u32::from(letters.len() != query.len()) + 1 });
    }
    let places: Vec<usize> = (1..letters.len()).filter(|at| begins(*at)).collect();
    if let Some(&first) = places.first() {
        let begins_word = places.iter().any(|at| begins_word(&letters, *at));
        let at = u32::try_from(first).unwrap_or(u32::MAX).min(99);
        return Some(if begins_word { 10 } else { 100 + at });
    }
    let mut rest = letters.iter().enumerate();
    let mut gaps = 0;
    let mut next = 0;
    for wanted in &query {
        let (at, _) = rest.find(|(_, letter)| same(letter, wanted))?;
        gaps += u32::from(at != next && !begins_word(&letters, at));
        next = at + 1;
    }
    Some(1000 + gaps)
}

/// Whether a word of a name begins at a letter: `orderQueue`, `order_queue`, `AWS::SQS::Queue`.
fn begins_word(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| letters[before]);
    before.is_none_or(|before| {
        !before.is_alphanumeric() || letters[at].is_uppercase() && !before.is_uppercase()
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{rank, workspace_symbols};
    use crate::fixture::Fixture;

    const PROJECT: &str = "
//- /shop.sparta
resource orderQueue: AWS::SQS::Queue { QueueName: \"q\" }
resource queue: AWS::SQS::Queue {}
component Worker { resource queue: AWS::SQS::Queue {} }
let unique = 3
//- /more.sparta
extend AWS::SQS::Queue { grant drain { } }
";

    fn check(query: &str, expected: Expect) {
        let fixture = Fixture::new(PROJECT);
        let lines = workspace_symbols(&fixture.db, fixture.project, query);
        let lines = lines.iter().map(|it| {
            let container =
                it.container.as_ref().map_or_else(String::new, |it| format!(" in {it}"));
            format!("{:?} {}{container} · {}\n", it.kind, it.name, it.at.file.path(&fixture.db))
        });
        expected.assert_eq(&lines.collect::<String>());
    }

    #[test]
    fn names_are_found_by_any_part() {
        check(
            "queue",
            expect![[r#"
            Resource queue · shop.sparta
            Resource queue in Worker · shop.sparta
            Resource orderQueue · shop.sparta
            Extension AWS::SQS::Queue · more.sparta
        "#]],
        );
        check(
            "que",
            expect![[r#"
            Resource queue · shop.sparta
            Resource queue in Worker · shop.sparta
            Resource orderQueue · shop.sparta
            Extension AWS::SQS::Queue · more.sparta
            Let unique · shop.sparta
        "#]],
        );
        check(
            "oq",
            expect![[r#"
            Resource orderQueue · shop.sparta
        "#]],
        );
        check(
            "drain",
            expect![[r#"
            Grant drain in AWS::SQS::Queue · more.sparta
        "#]],
        );
        check("zzz", expect![""]);
    }

    #[test]
    fn nothing_asked_for_fits_all() {
        check(
            "",
            expect![[r#"
            Grant drain in AWS::SQS::Queue · more.sparta
            Resource queue · shop.sparta
            Resource queue in Worker · shop.sparta
            Component Worker · shop.sparta
            Let unique · shop.sparta
            Resource orderQueue · shop.sparta
            Extension AWS::SQS::Queue · more.sparta
        "#]],
        );
    }

    #[test]
    fn what_fits_better_has_a_lower_rank() {
        let names = ["queue", "Queue", "queues", "orderQueue", "unqueued", "quiteUnique"];
        let ranks: Vec<_> = names.iter().map(|name| rank(name, "queue")).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert_eq!(rank("order", "queue"), None);
    }
}
