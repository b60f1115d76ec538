//! GitHub's workflow commands: <https://docs.github.com/actions/reference/workflow-commands>

use crate::project::Finding;

/// A command for each finding, which shows it at its line of a change.
pub(crate) fn github(findings: &[Finding]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let (start, end) = (finding.at.start(), finding.at.end());
    let severity = finding.severity.as_str();
    let file = property(&finding.at.file.path);
    let lines = format!("line={},endLine={}", start.line, end.line);
    // Columns are for places within one line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let title = property(&finding.name);
    let mut message = finding.message.clone();
    for help in &finding.help {
        message.push('\n');
        message.push_str(help);
    }
    format!("::{severity} file={file},{lines}{columns},title={title}::{}\n", data(&message))
}

/// Text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100%\r\na::b,c"), "100%25%0D%0Aa::b,c");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
