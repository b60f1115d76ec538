//! The words that declarations and members begin with.

use sparta_semantics::{Definition, Symbol, lookup_in_file};
use sparta_syntax::{CONSTRUCTS, SyntaxKind, SyntaxNode};

use super::field;
use super::item::{CompletionKind, Items};
use super::place::Cursor;
use crate::expected::fields_of_named;

/// A word, what it is for, and what is written after it.
type Row = (&'static str, &'static str, &'static str);

const DECLARATIONS: &[Row] = &[
    ("component", "a reusable part", "component ${1:Name} {\n  $0\n}"),
    (
        "custom",
        "a custom resource type",
        "custom ${1:Name} {\n  handler: ${2:function}\n  input: { $3 }\n  output: { $4 }\n}$0",
    ),
    (
        "environment",
        "where and with what it is deployed",
        "environment ${1:prod} {\n  region: \"$2\"\n  $0\n}",
    ),
    ("event", "something that triggers code", "event ${1:name}($2) {\n  $0\n}"),
    ("existing", "what another owner manages", "existing ${1:name}: ${2:AWS::} {\n  $0\n}"),
    ("extend", "what a type has beside", "extend ${1:AWS::} {\n  $0\n}"),
    ("fn", "a function", "fn ${1:name}(${2:value}: ${3:String}): ${4:String} = $0"),
    ("import", "definitions of another file", "import { $2 } from \"${1:./}\"$0"),
    ("import stack", "the outputs of another stack", "import stack \"${1:./}\" as ${2:name}$0"),
    ("let", "a named value", "let ${1:name} = $0"),
    ("output", "what the stack gives", "output ${1:name}: $0"),
    ("param", "what is known at deploy", "param ${1:name}: ${2:String}$0"),
    ("resource", "a resource", "resource ${1:name}: ${2:AWS::} {\n  $0\n}"),
    ("setting", "what an environment gives", "setting ${1:name}: ${2:String}$0"),
    ("stack", "the stack's own settings", "stack ${1:Name} {\n  description: \"$0\"\n}"),
    ("test", "what has to hold", "test \"${1:what holds}\" {\n  assert $0\n}"),
    ("type", "a named type", "type ${1:Name} = $0"),
];

const CHECK: Row =
    ("check", "what has to hold", "check ${1:condition} else \"${2:what is wrong}\"$0");
const LET: Row = ("let", "a named value", "let ${1:name} = $0");
const PARAM: Row = ("param", "what an instance is given", "param ${1:name}: ${2:String}$0");
const RESOURCE: Row = ("resource", "a part", "resource ${1:name}: ${2:AWS::} {\n  $0\n}");
const OUTPUT: Row = ("output", "what an instance gives", "output ${1:name}: $0");
const EXISTING: Row =
    ("existing", "what another owner manages", "existing ${1:name}: ${2:AWS::} {\n  $0\n}");
const ALLOW: Row =
    ("allow", "actions on resources", "allow [\"${1:service:Action}\"] on ${2:self.Arn}$0");
const SET: Row = ("set", "a property of another resource", "set ${1:target}: $0");
const GRANT: Row = ("grant", "what may be done", "grant ${1:name} {\n  $0\n}");
const EVENT: Row = ("event", "something that triggers code", "event ${1:name}($2) {\n  $0\n}");
const METRIC: Row = ("metric", "a number that is measured", "metric ${1:name} {\n  $0\n}");
const ATTRIBUTE: Row =
    ("attribute", "a value that it gives", "attribute ${1:name}: ${2:String} = $0");
const PROPERTY: Row = ("property", "what is known of a property", "property ${1:Name} { $0 }");
const ASSERT: Row = ("assert", "a condition that has to hold", "assert $0");
const FIELDS: [Row; 4] = [
    ("handler", "the function that is called", "handler: $0"),
    ("timeout", "how long it may take", "timeout: $0"),
    ("input", "the types of what it takes", "input: { $0 }"),
    ("output", "the types of what it gives", "output: { $0 }"),
];

/// The first words of declarations.
pub(super) fn declarations(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    rows(items, DECLARATIONS);
    constructs(cursor, items);
}

/// The words of the library's constructs, with what they need and what is usual in them.
fn constructs(cursor: &Cursor<'_>, items: &mut Items<'_, '_>) {
    for (word, component) in CONSTRUCTS {
        let fields = fields_of_named(cursor.db, cursor.at.file, &component.into());
        if fields.is_empty() {
            continue;
        }
        let mut lines = String::new();
        let mut number = 2;
        for field in &fields {
            let place = format!("{component}.{}", field.name);
            let value = if sparta_stdlib::texts(&place).next().is_some() {
                format!("\"${number}\"")
            } else if sparta_stdlib::texts(&format!("{place}.*")).next().is_some() {
                format!("{{ \"${number}\": ${} }}", number + 1)
            } else if field.required {
                field::place(cursor, field, number)
            } else {
                continue;
            };
            lines.push_str(&format!("  {}: {value}\n", field.name));
            number += 2;
        }
        if let Some(item) = items.add(CompletionKind::Word, 0, word) {
            item.detail(format!("an instance of {component}"));
            item.snippet(format!("{word} ${{1:name}} {{\n{lines}  $0\n}}"));
            item.documented(cursor.db, definition(cursor, component).as_ref());
        }
    }
}

/// The component that a construct is an instance of.
fn definition<'db>(cursor: &Cursor<'db>, component: &str) -> Option<Symbol<'db>> {
    match lookup_in_file(cursor.db, cursor.at.file, component)? {
        Definition::Declared(declaration) => Some(Symbol::Declaration(declaration)),
        _ => None,
    }
}

/// The first words of members of a declaration.
pub(super) fn members(cursor: &Cursor<'_>, items: &mut Items<'_, '_>, of: &SyntaxNode) {
    match of.kind() {
        SyntaxKind::Component => {
            rows(items, &[PARAM, RESOURCE, LET, OUTPUT, CHECK, EXISTING]);
            constructs(cursor, items);
        }
        SyntaxKind::Custom => {
            rows(items, &FIELDS);
            rows(items, &[CHECK]);
            constructs(cursor, items);
        }
        SyntaxKind::Extend => rows(items, &[GRANT, EVENT, METRIC, ATTRIBUTE, PROPERTY, CHECK]),
        SyntaxKind::Grant => rows(items, &[ALLOW, LET, CHECK]),
        SyntaxKind::EventDef => rows(items, &[RESOURCE, SET, ALLOW, LET, CHECK]),
        SyntaxKind::Test => rows(items, &[ASSERT, LET]),
        _ => {}
    }
}

fn rows(items: &mut Items<'_, '_>, rows: &[Row]) {
    for (word, what, snippet) in rows {
        if let Some(item) = items.add(CompletionKind::Word, 0, *word) {
            item.detail(*what).snippet(*snippet);
        }
    }
}
