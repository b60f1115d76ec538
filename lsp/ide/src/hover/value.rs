//! What an expression comes to.

use sparta_graph::graph;
use sparta_semantics::{Db, Evaluator, Stack, Value};

use super::Sections;

/// Longer texts are not shown.
const MAX_TEXT: usize = 200;

/// Says what a value is if it is known, and otherwise what the template has in its place.
pub(super) fn describe<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    value: &'db Value<'db>,
    text: &mut Sections,
) {
    match value {
        Value::Deploy(_) | Value::Condition(_) | Value::If(_) => {
            text.say("Known at deploy. In the template:");
            let written = sparta_template::value_json(&graph(db, stack), value);
            if let Some(json) = written.filter(|json| json.len() <= 4 * MAX_TEXT) {
                text.say(format!("```json\n{json}\n```"));
            }
        }
        value if Evaluator::is_known(value) => {
            if let Some(known) = known(value) {
                text.say(format!("Known when compiled: `{known}`"));
            }
        }
        _ => {}
    }
}

/// A known scalar as a program writes it.
fn known(value: &Value<'_>) -> Option<String> {
    Some(match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::String(text) if text.len() <= MAX_TEXT && !text.contains(['`', '\n']) => {
            format!("\"{text}\"")
        }
        Value::Duration(milliseconds) => measure(*milliseconds, &DURATIONS),
        Value::Size(bytes) => measure(*bytes, &SIZES),
        _ => return None,
    })
}

const DURATIONS: [(i64, &str); 5] =
    [(86_400_000, "d"), (3_600_000, "h"), (60_000, "min"), (1_000, "s"), (1, "ms")];
const SIZES: [(i64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];

/// An amount in the largest unit that divides it.
fn measure(amount: i64, units: &[(i64, &str)]) -> String {
    let fits = |(size, _): &&(i64, &str)| amount % size == 0 && amount != 0;
    match units.iter().find(fits).or(units.last()) {
        Some((size, name)) => format!("{}{name}", amount / size),
        None => amount.to_string(),
    }
}
