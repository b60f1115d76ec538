//! What has to hold for any bytes: the targets of the test `fuzz`.

mod editor;

use std::sync::Arc;

pub use editor::editor;

use sparta_semantics::{Database, Db as _, stacks};

use crate::files::Files;

/// What has to hold for any bytes.
pub type Target = fn(&[u8]);

/// What is tried, with its name.
pub const TARGETS: [(&str, Target); 4] =
    [("parse", parse), ("format", format), ("check", check), ("editor", editor)];

/// Any text has a tree that prints it back.
pub fn parse(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let parsed = sparta_syntax::parse(&text);
    assert_eq!(parsed.syntax().text().to_string(), text);
}

/// What parses is formatted to what parses, and that is left as it is.
pub fn format(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let is_sound = |text: &str| sparta_syntax::parse(text).diagnostics.is_empty();
    let formatted = sparta_format::format(&text);
    assert_eq!(is_sound(&formatted), is_sound(&text), "formatted:\n{formatted}");
    assert_eq!(sparta_format::format(&formatted), formatted, "formatted twice");
}

/// Any text is checked, and what nothing is wrong with has a template.
pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let db = Database::new(Arc::new(Files::text("main.sparta", &text)));
    let entry = db.file("main.sparta");
    let found = sparta_graph::check_with(&db, entry, &[], sparta_template::findings);
    if found.is_empty() {
        for configuration in &stacks(&db, entry, &[]) {
            let template = sparta_template::template(&db, configuration);
            let json = template.to_json();
            assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "not JSON: {json}");
        }
    }
}
