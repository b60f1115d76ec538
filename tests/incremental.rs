//! What an edit costs: the queries that run again after it.
//!
//! `UPDATE=1 cargo test -p sparta-tests --test incremental` writes `tests/incremental/` anew; a list
//! that grew wants a reason.

use std::fs;
use std::sync::{Arc, Mutex};

use sparta_semantics::{Content, Database, Db as _};
use sparta_tests::files::Files;
use sparta_tests::repository::root;

const PROGRAM: &str = r"
let retention = 4d

resource orders: AWS::SQS::Queue { MessageRetentionPeriod: retention }
resource mails: AWS::SQS::Queue { DelaySeconds: 10s }

output url: orders.QueueUrl
output other: mails.QueueUrl
";

/// The queries that run when the program is checked again after an edit, without their keys.
fn queries_after(from: &str, to: &str) -> Vec<String> {
    let executed: Arc<Mutex<Vec<String>>> = Arc::default();
    let sink = executed.clone();
    let files = Arc::new(Files::text("main.sparta", PROGRAM));
    let mut db = Database::observed(files, move |query| {
        let name = query.split('(').next().unwrap_or_default().to_owned();
        sink.lock().expect("one thread").push(name);
    });
    let check = |db: &Database| {
        let entry = db.file("main.sparta");
        sparta_graph::check_with(db, entry, &[], sparta_template::findings)
    };
    assert_eq!(check(&db), []);
    executed.lock().expect("one thread").clear();
    assert!(PROGRAM.contains(from), "the program has no `{from}`");
    db.set_content("main.sparta", Content::Text(PROGRAM.replacen(from, to, 1).into()));
    assert_eq!(check(&db), []);
    let mut queries = executed.lock().expect("one thread").clone();
    queries.sort();
    queries
}

/// Compares the queries after an edit with the committed list.
fn costs(edit: &str, from: &str, to: &str) {
    let list = queries_after(from, to).join("\n") + "\n";
    let path = root().join(format!("tests/incremental/{edit}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &list).expect("the folder can be written to");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(list, committed, "other queries than in {}", path.display());
}

#[test]
fn a_comment_above_everything() {
    costs("comment", "\nlet", "\n// Four days.\nlet");
}

#[test]
fn a_value_of_one_resource() {
    costs("value", "10s", "20s");
}

#[test]
fn a_value_that_another_declaration_uses() {
    costs("let", "4d", "5d");
}

#[test]
fn one_declaration_more() {
    costs("declaration", "\noutput", "\nresource more: AWS::SQS::Queue {}\n\noutput");
}
