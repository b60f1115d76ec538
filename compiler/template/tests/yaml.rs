//! JSON and YAML of one document are the same document, also for a reader of YAML 1.1.
//!
//! `CloudFormation` and cfn-lint read YAML 1.1, as `PyYAML` does, so that is the judge. Where Python or
//! `PyYAML` is missing the test says nothing: the command that runs all tests installs cfn-lint, which
//! brings it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use sparta_template::{Document, json, yaml};

/// Text that some reader takes for something else, or that is hard to quote.
const TEXTS: [&str; 76] = [
    "",
    " ",
    "a",
    "AWS::S3::Bucket",
    "Fn::GetAtt",
    "${AWS::Region}",
    "a-${b}",
    "yes",
    "Yes",
    "NO",
    "no",
    "on",
    "Off",
    "y",
    "N",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "nan",
    ".nan",
    ".inf",
    "-.inf",
    "2012-10-17",
    "2010-09-09",
    "2001-12-14t21:59:43.10-05:00",
    "0123",
    "0o17",
    "0x1F",
    "0b11",
    "1_000",
    "12:30:45",
    "1e3",
    "1.5",
    ".5",
    "5.",
    "+1",
    "-1",
    "-",
    "--",
    "---",
    "...",
    "?",
    ":",
    "a:",
    ":a",
    "a: b",
    "a:b",
    "a #b",
    "a#b",
    "#a",
    "*",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "'",
    "\"",
    "\\",
    "[a]",
    "{a}",
    "a, b",
    "a\tb",
    "\ta",
    " a",
    "a ",
    "=",
    "<<",
    "Größe \u{1F980}",
    "\u{0}\u{1b}\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffd}",
    "a\rb",
];

/// Lines in many forms.
const LINES: [&str; 20] = [
    "a\n",
    "a\nb",
    "a\n\n",
    "a\n\nb\n",
    "\na",
    "\n",
    "\n\n",
    " a\nb",
    "a\n b\n",
    "a \nb",
    "a\n \nb",
    "a\n\tb",
    "a: b\nc",
    "- a\n- b\n",
    "# a\nb",
    "a\n# b\n",
    "#!/bin/bash\nset -e\necho \"${x}\" > 'y'\n",
    "a\r\nb\r\n",
    "a\n\u{2028}b",
    "---\na\n",
];

/// Numbers that follow each other without any order that matters.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn text(&mut self) -> String {
        match self.below(4) {
            0 => LINES[self.below(LINES.len())].to_owned(),
            1 => {
                let (a, b) = (self.below(TEXTS.len()), self.below(TEXTS.len()));
                format!("{}{}", TEXTS[a], TEXTS[b])
            }
            2 => {
                let (a, b) = (self.below(LINES.len()), self.below(LINES.len()));
                format!("{}{}", LINES[a], LINES[b])
            }
            _ => TEXTS[self.below(TEXTS.len())].to_owned(),
        }
    }

    fn document(&mut self, depth: usize) -> Document<'static> {
        match self.below(if depth == 0 { 6 } else { 9 }) {
            0 => Document::Bool(self.below(2) == 0),
            1 => Document::Integer(
                i64::try_from(self.below(1_000_000)).unwrap_or_default() - 500_000,
            ),
            2 => Document::Number([0.5, -1.25, 1e-7, 1e21, 3.0][self.below(5)]),
            3..=5 => Document::text(self.text()),
            6 => Document::List((0..self.below(4)).map(|_| self.document(depth - 1)).collect()),
            _ => {
                let mut fields: Vec<(std::borrow::Cow<'static, str>, Document<'static>)> =
                    Vec::new();
                for _ in 0..self.below(5) {
                    let key = self.text();
                    if fields.iter().all(|(known, _)| *known != key) {
                        fields.push((key.into(), self.document(depth - 1)));
                    }
                }
                Document::Object(fields)
            }
        }
    }
}

#[test]
fn both_are_the_same_document() {
    let each = TEXTS.iter().chain(&LINES).map(|text| Document::text(*text));
    let mut documents: Vec<Document<'_>> = each.collect();
    let mut random = Random(2026);
    documents.extend((0..1500).map(|_| random.document(4)));
    let list = Document::List(documents);
    let (json, yaml) = (json(&list), yaml(&list));
    let read: serde_json::Value =
        serde_json::from_str(&json).expect("what is written as JSON is JSON");
    assert_eq!(read.as_array().map(Vec::len), Some(1596));
    let script = "
import json, sys
try:
    import yaml
except ImportError:
    sys.exit(0)
Loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
length = int(sys.stdin.buffer.readline())
expected = json.loads(sys.stdin.buffer.read(length).decode())
text = sys.stdin.buffer.read().decode()
for loader in {Loader, yaml.SafeLoader}:
    found = yaml.load(text, loader)
    assert len(found) == len(expected)
    for a, b in zip(expected, found):
        assert json.dumps(a) == json.dumps(b) or a == b, (loader, a, b)
";
    let child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else { return };
    let mut input = child.stdin.take().expect("it is piped");
    let sent = write!(input, "{}\n{json}{yaml}", json.len());
    drop(input);
    let output = child.wait_with_output().expect("python3 ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    // A broken pipe after a failure says less than what Python said.
    sent.expect("python3 reads all of it");
}
