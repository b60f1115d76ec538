//! What the program, or the library, declares.

use sparta_lower::lowered_in;
use sparta_semantics::{Db, Element, Expr, ExprId, Hir, Item, ItemKind, MemberId, Ty, Word, hir};
use sparta_stdlib::documentation;

use super::{Sections, listed, value};
use crate::Project;
use crate::call_hierarchy::{Call, Connection, Direction, calls_of};
use crate::observation::{Observation, stack_of};

/// So many resources, grants and events are listed.
const MOST: usize = 12;

pub(super) fn describe<'db>(
    db: &'db dyn Db,
    project: Project,
    id: MemberId<'db>,
    text: &mut Sections,
) {
    let hir = hir(db, id.declaration);
    let item = hir.item(id.member);
    let stack = stack_of(db, project, id.declaration.file(db));
    let mut head = head(db, id, item);
    match &item.kind {
        ItemKind::Let { ty, value } => {
            let observation = Observation::new(db, stack, id.declaration);
            let known = observation.ty(*value).filter(|_| ty.is_none());
            head = format!("let {}{}", item.name.text, typed(db, known, &head));
            text.code(&head);
            document(item, text);
            if let Some(value) = observation.value(*value) {
                value::describe(db, stack, value, text);
            }
            return;
        }
        ItemKind::Component { members } => {
            let parameters = members.iter().filter_map(|member| {
                let parameter = hir.item(*member);
                let is_parameter = matches!(parameter.kind, ItemKind::Param { .. });
                is_parameter.then(|| {
                    format!(
                        "  {}\n",
                        self::head(
                            db,
                            MemberId { declaration: id.declaration, member: *member },
                            parameter
                        )
                    )
                })
            });
            head = format!("{head} {{\n{}}}", parameters.collect::<String>());
        }
        _ => {}
    }
    text.code(&head);
    document(item, text);
    match &item.kind {
        ItemKind::Grant { members } => actions(hir, members, text),
        ItemKind::Param { .. } if id.member == 0 && id.declaration.word(db) == Word::Param => {
            text.say("A parameter of the template: known at deploy.");
        }
        ItemKind::Setting { .. } => text.say("Known when compiled: an environment gives it."),
        ItemKind::Resource { ty, .. } => {
            if id.member == 0 {
                expansion(db, project, id, text);
            }
            connections(db, project, id, text);
            aws_page(&ty.text, text);
        }
        ItemKind::Existing { ty, .. } => {
            text.say("Another owner manages it: it is referred to, and not part of the template.");
            connections(db, project, id, text);
            aws_page(&ty.text, text);
        }
        _ => {}
    }
}

/// The first line, without what opens its body.
fn head<'db>(db: &'db dyn Db, id: MemberId<'db>, item: &Item) -> String {
    let text = id.declaration.text(db).as_str();
    let range = std::ops::Range::<usize>::from(item.head);
    let head = text.get(range).unwrap_or_default().trim_end();
    let head = head.strip_suffix(" =").unwrap_or(head);
    let has_braces = !matches!(
        item.kind,
        ItemKind::Let { .. }
            | ItemKind::Param { .. }
            | ItemKind::Setting { .. }
            | ItemKind::TypeAlias { .. }
            | ItemKind::Fn { .. }
            | ItemKind::Output { .. }
    );
    let body = head.find(" {").filter(|_| has_braces);
    head[..body.unwrap_or(head.len())].to_owned()
}

/// The type of a `let` as it is written, or as it is.
fn typed<'db>(db: &'db dyn Db, known: Option<Ty<'db>>, head: &str) -> String {
    match known {
        Some(ty) => format!(": {}", ty.general().display(db)),
        None => {
            let declared = head.split_once('=').map_or(head, |(before, _)| before);
            declared.split_once(':').map_or_else(String::new, |(_, ty)| format!(": {}", ty.trim()))
        }
    }
}

fn document(item: &Item, text: &mut Sections) {
    if let Some(doc) = &item.doc {
        text.say(&**doc);
    }
}

/// The actions that a grant allows.
fn actions(hir: &Hir, members: &[u32], text: &mut Sections) {
    let mut all: Vec<String> = Vec::new();
    for member in members {
        if let ItemKind::Allow { actions, .. } = &hir.item(*member).kind {
            strings(hir, *actions, &mut all);
        }
    }
    if !all.is_empty() {
        text.say(format!("Allows {}", listed(&all, MOST)));
    }
}

fn strings(hir: &Hir, expr: ExprId, all: &mut Vec<String>) {
    match hir.expr(expr) {
        Expr::String(action) if !all.contains(&action.to_string()) => all.push(action.to_string()),
        Expr::List(elements) => {
            for element in elements {
                let (Element::Value(value) | Element::Spread(value)) = element;
                // A list of lists is no list of actions.
                if matches!(hir.expr(*value), Expr::String(_)) {
                    strings(hir, *value, all);
                }
            }
        }
        _ => {}
    }
}

/// What a declaration becomes in the template.
fn expansion<'db>(db: &'db dyn Db, project: Project, id: MemberId<'db>, text: &mut Sections) {
    let stack = stack_of(db, project, id.declaration.file(db));
    if stack.file(db) != id.declaration.file(db) {
        return;
    }
    let Some(lowered) = lowered_in(db, stack, id.declaration) else { return };
    match lowered.resources.as_slice() {
        [] => text.say("Becomes no resource in the template."),
        [only] if only.ty == type_of(db, id) => text.say(format!("Logical id `{}`", only.id)),
        many => {
            let mut lines = format!(
                "Expands to {} resource{}:\n",
                many.len(),
                if many.len() == 1 { "" } else { "s" }
            );
            for resource in many.iter().take(MOST) {
                lines.push_str(&format!("\n- `{}`: {}", resource.id, resource.ty));
            }
            if many.len() > MOST {
                lines.push_str(&format!("\n- and {} more", many.len() - MOST));
            }
            text.say(lines);
        }
    }
}

fn type_of<'db>(db: &'db dyn Db, id: MemberId<'db>) -> std::sync::Arc<str> {
    match &hir(db, id.declaration).item(id.member).kind {
        ItemKind::Resource { ty, .. } => ty.text.clone(),
        _ => "".into(),
    }
}

/// Who may do what, and what triggers what.
fn connections<'db>(db: &'db dyn Db, project: Project, id: MemberId<'db>, text: &mut Sections) {
    let named = |calls: &[Call], wanted: Connection, join: &str| -> Vec<String> {
        let of_call = |call: &Call| -> Vec<String> {
            let own = call.connections.iter().filter(|(connection, _)| *connection == wanted);
            own.map(|(_, name)| match name.as_str() {
                "" => call.with.name.clone(),
                name => format!("{}{join}{name}", call.with.name),
            })
            .collect()
        };
        calls.iter().flat_map(of_call).collect()
    };
    let outgoing = calls_of(db, project, id, Direction::From);
    let incoming = calls_of(db, project, id, Direction::To);
    for (what, names) in [
        ("Triggered by", named(&incoming, Connection::Event, ".")),
        ("Needs", named(&outgoing, Connection::Grant, ".")),
        ("Triggers", named(&outgoing, Connection::Event, ": ")),
        ("Needed by", named(&incoming, Connection::Grant, ": ")),
    ] {
        if !names.is_empty() {
            text.say(format!("{what} {}", listed(&names, MOST)));
        }
    }
}

fn aws_page(ty: &str, text: &mut Sections) {
    if let Some(link) = documentation(ty, None) {
        text.say(format!("[AWS documentation]({link})"));
    }
}
