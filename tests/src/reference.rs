//! Lists in the book that are made of what they list: what the standard library declares, the
//! diagnostics.

use std::fmt::Write as _;

use sparta_syntax::ast::{AstNode, Declaration, Member, Name};
use sparta_syntax::{Node, doc_comment, parse};

use crate::page;
use crate::repository::{files, read, root};

const HEAD: &str = "| what | kind | |\n| --- | --- | --- |\n";

/// The text between `<!-- list … -->` and `<!-- end -->`, for each such place of a page, made anew.
pub fn filled(page: &str) -> String {
    let mut filled = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- list ") {
        let (what, after) = after.split_once(" -->\n").expect("a marker ends with its line");
        let (_, after) = after.split_once("<!-- end -->\n").expect("a marker has an end");
        let list = match what.strip_prefix("std/") {
            Some(path) => tables(path),
            None => diagnostics(),
        };
        write!(filled, "{before}<!-- list {what} -->\n{list}\n<!-- end -->\n")
            .expect("a string takes all");
        rest = after;
    }
    filled + rest
}

/// The pages of the diagnostics and what each says first.
fn diagnostics() -> String {
    let mut list = String::from("\n| name | what is wrong |\n| --- | --- |\n");
    for page in files("docs/diagnostics", "md") {
        let (name, text) = (page::name(&page), read(&page));
        let summary = text.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        writeln!(list, "| [{name}](diagnostics/{name}.md) | {} |", summary.replace('|', "\\|"))
            .expect("a string takes all");
    }
    list
}

/// The tables of a file of the library, or of all files of a folder.
fn tables(path: &str) -> String {
    let sources = if path.ends_with('/') {
        files(&format!("stdlib/{path}"), "sparta")
    } else {
        vec![root().join("stdlib").join(path)]
    };
    sources.iter().map(|file| file_tables(&read(file))).collect()
}

fn file_tables(text: &str) -> String {
    let parsed = parse(text);
    let (mut tables, mut events) = (String::new(), Vec::new());
    for declaration in parsed.tree().declarations() {
        match declaration {
            Declaration::Component(component) => {
                let members = component.body().into_iter().flat_map(|body| body.members());
                tables += &table(members.filter_map(member));
            }
            Declaration::EventDef(_) => events.extend(row(&declaration)),
            Declaration::Extend(extend) => {
                let members = extend.body().into_iter().flat_map(|body| body.members());
                let rows: Vec<String> = members.filter_map(member).collect();
                let Some(ty) = extend.path_type().filter(|_| !rows.is_empty()) else { continue };
                let ty = on_one_line(ty.syntax());
                write!(tables, "\n### {ty}\n{}", table(rows.into_iter()))
                    .expect("a string takes all");
            }
            _ => {}
        }
    }
    if !events.is_empty() {
        tables += &table(events.into_iter());
    }
    tables
}

fn table(rows: impl Iterator<Item = String>) -> String {
    format!("\n{HEAD}{}", rows.collect::<String>())
}

fn member(member: Member<'_>) -> Option<String> {
    match member {
        Member::Declaration(declaration) => row(&declaration),
        Member::Field(_) | Member::TypeField(_) => None,
    }
}

/// What a declaration offers to programs, if it does.
fn row(declaration: &Declaration<'_>) -> Option<String> {
    let name = |name: Option<Name<'_>>| name.map(|name| name.text().to_owned());
    let typed = |kind: &str, name: String, ty: Option<Node<'_>>, value: Option<Node<'_>>| {
        let ty = ty.map(on_one_line).unwrap_or_default();
        let value = value.map(|value| format!(" = {}", on_one_line(value))).unwrap_or_default();
        Some((format!("{name}: {ty}{value}"), kind.to_owned()))
    };
    let (form, kind) = match declaration {
        Declaration::Param(it) => {
            let (ty, default) = (it.ty().map(|ty| ty.syntax()), it.default().map(|it| it.syntax()));
            typed("field", name(it.name())?, ty, default)
        }
        Declaration::AttributeDef(it) if it.value().is_some() => {
            typed("attribute", name(it.name())?, it.ty().map(|ty| ty.syntax()), None)
        }
        Declaration::Output(it) => Some((name(it.name())?, "output".to_owned())),
        Declaration::Grant(it) => Some((name(it.name())?, "grant".to_owned())),
        Declaration::Metric(it) => Some((name(it.name())?, "metric".to_owned())),
        Declaration::EventDef(it) => {
            let parameters = it.parameters().map(|it| on_one_line(it.syntax()));
            let form = name(it.name())? + &parameters.unwrap_or_else(|| "()".to_owned());
            Some((form, "event".to_owned()))
        }
        _ => None,
    }?;
    let doc = doc_comment(declaration.syntax()).unwrap_or_default().replace('\n', " ");
    Some(format!("| `{}` | {kind} | {doc} |\n", form.replace('|', "\\|")))
}

/// The text of a node without line breaks, comments and what they separate.
fn on_one_line(node: Node<'_>) -> String {
    let mut text = String::new();
    for line in node.text().lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        let opens = text.is_empty() || text.ends_with('(');
        let separator = match (opens, line.starts_with(')')) {
            (true, _) | (_, true) => "",
            _ if text.ends_with(['{', ',']) || line.starts_with('}') => " ",
            _ => ", ",
        };
        if line.starts_with(')') && text.ends_with(',') {
            text.pop();
        }
        text += separator;
        text += line;
    }
    text
}
