//! Findings as a SARIF 2.1.0 log, for code scanning:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use serde_json::{Value, json};
use sparta::{Edit, Fix};

use crate::place::Place;
use crate::project::Finding;

/// What the paths of results are relative to: the folder that is scanned.
const ROOT: &str = "%SRCROOT%";

/// A log of one run.
pub(crate) fn sarif(findings: &[Finding]) -> String {
    let mut names: Vec<&str> = findings.iter().map(|finding| &*finding.name).collect();
    names.sort_unstable();
    names.dedup();
    let rules: Vec<Value> = names.iter().map(|name| rule(name)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &names)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "spartac",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// What a name stands for: its page.
fn rule(name: &str) -> Value {
    let mut rule = json!({
        "id": name,
        "help": { "text": format!("`spartac explain {name}` tells more.") },
    });
    if let Some(page) = sparta::pages::page(name) {
        rule["shortDescription"] = json!({ "text": sparta::pages::summary(page) });
        rule["help"]["markdown"] = json!(page);
    }
    rule
}

fn result(finding: &Finding, names: &[&str]) -> Value {
    let mut text = finding.message.clone();
    for help in &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": &*finding.name,
        "ruleIndex": names.binary_search(&&*finding.name).unwrap_or_default(),
        "level": finding.severity.as_str(),
        "message": { "text": text },
        "locations": [location(&finding.at)],
    });
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().zip(1..).map(|(label, id)| {
            let mut location = location(&label.at);
            location["id"] = json!(id);
            location["message"] = json!({ "text": label.message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if !finding.fixes.is_empty() {
        result["fixes"] = finding.fixes.iter().map(fix).collect();
    }
    result
}

/// A place. The library's files are not among those that are scanned, so they only have a name.
fn location(place: &Place) -> Value {
    if place.file.is_library {
        return json!({ "logicalLocations": [{ "fullyQualifiedName": place.written() }] });
    }
    json!({ "physicalLocation": { "artifactLocation": artifact(place), "region": region(place) } })
}

fn artifact(place: &Place) -> Value {
    json!({ "uri": uri(&place.file.path), "uriBaseId": ROOT })
}

fn region(place: &Place) -> Value {
    let (start, end) = (place.start(), place.end());
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn fix(fix: &Fix<Place>) -> Value {
    let change = |edit: &Edit<Place>| {
        json!({
            "artifactLocation": artifact(&edit.at),
            "replacements": [{
                "deletedRegion": region(&edit.at),
                "insertedContent": { "text": edit.text },
            }],
        })
    };
    json!({
        "description": { "text": fix.title },
        "artifactChanges": fix.edits.iter().map(change).collect::<Vec<_>>(),
    })
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_escaped() {
        assert_eq!(uri("a/b c-1_~.sparta"), "a/b%20c-1_~.sparta");
        assert_eq!(uri("größe:#?%"), "gr%C3%B6%C3%9Fe%3A%23%3F%25");
    }
}
