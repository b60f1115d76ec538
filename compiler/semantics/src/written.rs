//! Text that findings and editors propose: fields that are added to an object, values to begin with.

use sparta_catalogue::{ResourceType, Shape, ShapeId};
use sparta_diagnostics::{TextRange, TextSize};

use crate::{
    Db, Entry, Expr, ExprId, FieldName, Finding, Hir, ItemKind, Literal, Place, Ty, hir, quoted,
};

/// How deep the required properties of required properties are proposed.
const MAX_DEPTH: u32 = 8;

/// The object at a place: its own, or the body of the declaration whose head that is.
fn object_at(hir: &Hir, range: TextRange) -> Option<ExprId> {
    let body = hir.items().find_map(|(_, item)| match item.kind {
        ItemKind::Resource { body, .. }
        | ItemKind::Existing { body, .. }
        | ItemKind::Environment { body }
            if item.head == range || item.name.range == range =>
        {
            Some(body)
        }
        _ => None,
    });
    let own = || hir.expr_ids().find(|id| hir.range(*id) == range);
    body.or_else(own).filter(|id| matches!(hir.expr(*id), Expr::Object(_)))
}

/// A finding that fields are missing, with the proposal to add them: names and values.
#[must_use]
pub fn proposing<'db>(
    db: &'db dyn Db,
    finding: Finding<'db>,
    fields: &[(String, String)],
) -> Finding<'db> {
    let at = finding.at;
    let hir = hir(db, at.declaration);
    let object = object_at(hir, at.range);
    match object.and_then(|it| fields_added(at.declaration.text(db), hir, it, fields)) {
        Some((range, text)) => {
            let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            let place = Place { declaration: at.declaration, range };
            finding.with_guess(format!("add {}", quoted(&names)), place, text)
        }
        None => finding,
    }
}

/// A finding at the name of a field, with the fix to remove that.
#[must_use]
pub(crate) fn removing<'db>(db: &'db dyn Db, finding: Finding<'db>) -> Finding<'db> {
    let at = finding.at;
    let hir = hir(db, at.declaration);
    let field = hir.exprs().find_map(|(expr, _)| {
        let Expr::Object(entries) = expr else { return None };
        entries.iter().find_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), value } if name.range == at.range => {
                Some(name.range.cover(hir.range(*value)))
            }
            _ => None,
        })
    });
    match field {
        Some(field) => {
            let range = with_separator(at.declaration.text(db), field);
            finding.with_fix("remove it", Place { declaration: at.declaration, range }, "")
        }
        None => finding,
    }
}

/// A field, element or name, and what parts it from its neighbours: its line, if it has that to itself.
pub(crate) fn with_separator(text: &str, range: TextRange) -> TextRange {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let (before, after) = (&text[..start], &text[end..]);
    let blank = |it: char| it == ' ' || it == '\t' || it == '\r';
    let indented = before.trim_end_matches(blank);
    let comma = after.trim_start_matches(blank).strip_prefix(',');
    let rest = comma.unwrap_or(after).trim_start_matches(blank);
    let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    if indented.ends_with('\n') && rest.starts_with('\n') {
        return TextRange::new(size(indented.len() - 1), size(text.len() - rest.len()));
    }
    if comma.is_some() {
        return TextRange::new(size(start), size(text.len() - rest.len()));
    }
    let start = indented.strip_suffix(',').map_or(start, str::len);
    TextRange::new(size(start), size(end))
}

/// Where to write, and what, so that an object of a declaration's text has further fields.
pub fn fields_added(
    text: &str,
    hir: &Hir,
    object: ExprId,
    fields: &[(String, String)],
) -> Option<(TextRange, String)> {
    let Expr::Object(entries) = hir.expr(object) else { return None };
    let range = hir.range(object);
    let whole = text.get(usize::from(range.start())..usize::from(range.end()))?;
    if !whole.starts_with('{') || !whole.ends_with('}') || fields.is_empty() {
        return None;
    }
    // Each behind what parts it from what is before.
    let parted = |by: String| move |text: String, it: String| text + &by + &it;
    let written = fields.iter().map(|(name, value)| format!("{}: {value}", key(name)));
    let outer = indentation(text, range.start());
    let Some(last) = entries.last() else {
        let inside =
            TextRange::new(range.start() + TextSize::new(1), range.end() - TextSize::new(1));
        let is_blank = whole[1..whole.len() - 1].trim().is_empty();
        let lines = written.fold(String::new(), parted(format!("\n{outer}  ")));
        let at = if is_blank { inside } else { TextRange::empty(inside.start()) };
        return Some((at, format!("{lines}\n{outer}")));
    };
    let (Entry::Field { value: last, .. } | Entry::Spread(last)) = last;
    let end = hir.range(*last).end();
    if !whole.contains('\n') {
        return Some((TextRange::empty(end), written.fold(String::new(), parted(", ".to_owned()))));
    }
    let rest = text.get(usize::from(end)..)?;
    let line = rest.split('\n').next().unwrap_or_default();
    let comment = line.trim_start().trim_start_matches(',').trim_start().starts_with("//");
    let end = if comment { end + TextSize::of(line) } else { end };
    let inner = if text[..usize::from(hir.range(*last).start())]
        .rsplit('\n')
        .next()
        .is_some_and(|before| before.contains('{'))
    {
        format!("{outer}  ")
    } else {
        indentation(text, hir.range(*last).start()).to_owned()
    };
    Some((TextRange::empty(end), written.fold(String::new(), parted(format!("\n{inner}")))))
}

/// A name as the key of a field.
fn key(name: &str) -> String {
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    if is_name { name.to_owned() } else { format!("\"{name}\"") }
}

/// The blanks that the line of an offset begins with.
fn indentation(text: &str, offset: TextSize) -> &str {
    let line = text[..usize::from(offset)].rsplit('\n').next().unwrap_or_default();
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// A value to begin with, of a shape of a resource type, in Sparta's text.
pub fn shape_placeholder(resource: &ResourceType, shape: ShapeId) -> String {
    shape_text(resource, shape, 0)
}

fn shape_text(resource: &ResourceType, shape: ShapeId, depth: u32) -> String {
    if depth > MAX_DEPTH {
        return "{}".to_owned();
    }
    match resource.shape(shape) {
        Shape::String(string) => {
            let first = string.one_of.first().copied().unwrap_or_default();
            format!("\"{first}\"")
        }
        Shape::Integer { min, one_of, .. } => {
            one_of.first().copied().or(*min).unwrap_or_default().to_string()
        }
        Shape::Number { min, .. } => min.unwrap_or_default().to_string(),
        Shape::Boolean => "false".to_owned(),
        Shape::List { item, min, .. } => {
            let item = min.filter(|min| *min > 0).map(|_| shape_text(resource, *item, depth + 1));
            format!("[{}]", item.unwrap_or_default())
        }
        Shape::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required);
            let fields: Vec<String> = required
                .map(|it| {
                    format!("{}: {}", key(it.name), shape_text(resource, it.shape, depth + 1))
                })
                .collect();
            if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
        }
        Shape::Map { .. } | Shape::Json | Shape::Any => "{}".to_owned(),
        Shape::OneOf(shapes) => shapes
            .iter()
            .find(|one| **one != shape)
            .map_or_else(|| "{}".to_owned(), |one| shape_text(resource, *one, depth + 1)),
    }
}

/// A value to begin with, of a type of the language, in Sparta's text.
pub fn type_placeholder(ty: &Ty<'_>) -> String {
    match ty {
        Ty::Union(parts) => {
            let first = parts.iter().find(|part| **part != Ty::Null);
            first.map_or_else(|| "null".to_owned(), type_placeholder)
        }
        Ty::Attribute { ty, .. } => type_placeholder(ty),
        Ty::Literal(Literal::String(text)) => format!("\"{text}\""),
        Ty::Literal(Literal::Int(number)) => number.to_string(),
        Ty::Literal(Literal::Bool(value)) => value.to_string(),
        Ty::Null | Ty::Error => "null".to_owned(),
        Ty::Bool => "false".to_owned(),
        Ty::Int | Ty::Float => "0".to_owned(),
        Ty::Duration => "1min".to_owned(),
        Ty::Size => "128MB".to_owned(),
        Ty::List(_) => "[]".to_owned(),
        Ty::Object(fields) => {
            let required = fields.iter().filter(|field| !field.ty.is_optional());
            let fields: Vec<String> = required
                .map(|field| format!("{}: {}", key(&field.name), type_placeholder(&field.ty)))
                .collect();
            if fields.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", fields.join(", ")) }
        }
        Ty::Map(_) | Ty::Json | Ty::Any | Ty::Shape { .. } => "{}".to_owned(),
        Ty::Path | Ty::Code => "\"./\"".to_owned(),
        _ => "\"\"".to_owned(),
    }
}
