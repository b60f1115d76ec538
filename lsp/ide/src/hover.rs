//! What is known of what stands at a position.

mod item;
mod service;
mod value;

use sparta_semantics::{Db, File, Symbol};

use crate::observation::{Observation, stack_of};
use crate::occurrence::occurrence_at;
use crate::{FilePosition, FileRange, Project};

/// What is known of what stands somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it is said of.
    pub at: FileRange,
    /// Markdown.
    pub text: String,
}

/// What is known of the name or the expression at a position: its type, whether it is known when the
/// program is compiled, what it becomes, who may do what, and where AWS documents it.
pub fn hover(db: &dyn Db, project: Project, at: FilePosition) -> Option<Hover> {
    let (observation, offset) = Observation::at(db, project, at)?;
    let expr = observation.expr_at(offset);
    let mut text = Sections::default();
    let range = match occurrence_at(db, project, at) {
        Some((_, occurrence)) => {
            symbol(db, project, at.file, &occurrence.symbol, &mut text);
            // What the name comes to: that of the member access that it ends.
            let own = expr.filter(|expr| {
                let range = observation.hir.range(*expr);
                !occurrence.defines && range.end() == occurrence.range.end()
            });
            if let Some(value) = own.and_then(|expr| observation.value(expr)) {
                value::describe(db, stack_of(db, project, at.file), value, &mut text);
            }
            occurrence.range
        }
        None => {
            let expr = expr?;
            let ty = observation.ty(expr)?;
            text.code(&ty.general().display(db));
            value::describe(
                db,
                stack_of(db, project, at.file),
                observation.value(expr)?,
                &mut text,
            );
            observation.hir.range(expr)
        }
    };
    let text = text.done()?;
    Some(Hover { at: FileRange { file: at.file, range: observation.in_file(range) }, text })
}

/// What is known of a symbol, as code of a file sees it.
pub(crate) fn about<'db>(
    db: &'db dyn Db,
    project: Project,
    file: File,
    symbol: &Symbol<'db>,
) -> Option<String> {
    let mut text = Sections::default();
    self::symbol(db, project, file, symbol, &mut text);
    text.done()
}

fn symbol<'db>(
    db: &'db dyn Db,
    project: Project,
    file: File,
    symbol: &Symbol<'db>,
    text: &mut Sections,
) {
    match symbol {
        Symbol::Declaration(_) | Symbol::Member(_) => {
            if let Some(item) = symbol.item() {
                item::describe(db, project, item, text);
            }
        }
        Symbol::Property { resource, path } => service::property(db, resource, path, text),
        Symbol::Attribute { resource, name } => service::attribute(db, resource, name, text),
        Symbol::ResourceType(name) => service::resource_type(db, file, name, text),
        Symbol::Function(name) => {
            if let Some(signature) = sparta_semantics::signature(name) {
                text.code(&format!("fn {signature}"));
            }
        }
        Symbol::Local(place) | Symbol::Field(place) => {
            let written = place.declaration.text(db).as_str();
            let range = std::ops::Range::<usize>::from(place.range);
            text.code(written.get(range).unwrap_or_default());
        }
        Symbol::Pseudo(name) | Symbol::Type(name) => text.code(name),
        Symbol::Annotation(name) => text.code(&format!("@{name}")),
        Symbol::Implied(name) => text.code(name),
    }
}

/// What is said, in paragraphs.
#[derive(Debug, Default)]
struct Sections(Vec<String>);

impl Sections {
    /// Program text.
    fn code(&mut self, text: &str) {
        self.0.push(format!("```sparta\n{text}\n```"));
    }

    /// A paragraph of prose, or a list.
    fn say(&mut self, text: impl Into<String>) {
        self.0.push(text.into());
    }

    fn done(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("\n\n"))
    }
}

/// `` `a`, `b` ``, and how many more of a long list.
fn listed<T: AsRef<str>>(names: &[T], most: usize) -> String {
    let shown: Vec<String> =
        names.iter().take(most).map(|name| format!("`{}`", name.as_ref())).collect();
    let more = names.len().saturating_sub(most);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &rest
}

#[cfg(test)]
mod tests;
