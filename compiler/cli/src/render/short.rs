//! One line a finding, as editors and `grep` read it.

use crate::project::Finding;
use crate::render::harmless;

/// `path:line:column: error[name]: message`, one a line.
pub(crate) fn short(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let (place, severity) = (harmless(&finding.at.written()), finding.severity.as_str());
        let message = harmless(&finding.message);
        text.push_str(&format!("{place}: {severity}[{}]: {message}\n", finding.name));
    }
    text
}
