//! The names in a declaration, each with what it stands for.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Argument, Db, Declaration, Entry, Expr, FieldName, Occurrence, Place, Stack, Symbol,
    resolved_names,
};

use crate::observation::{Observation, declaration_at, stack_of};
use crate::{FilePosition, Project};

/// All names of a declaration that stand for something, sorted by place.
#[salsa::tracked(returns(deref), lru = 1024)]
pub(crate) fn occurrences<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Vec<Occurrence<'db>> {
    let observation = Observation::new(db, stack, declaration);
    let mut found = resolved_names(db, declaration);
    for expr in observation.hir.expr_ids() {
        match observation.hir.expr(expr) {
            Expr::Member { receiver, name, .. } => {
                let symbol = observation.member(*receiver, &name.text);
                found.extend(symbol.map(|symbol| read(name.range, symbol)));
            }
            Expr::Object(entries) => {
                let fields = observation.fields(expr);
                for entry in entries {
                    let Entry::Field { name: FieldName::Name(name), .. } = entry else { continue };
                    match fields.iter().find(|field| field.name == name.text) {
                        Some(field) => {
                            let symbol = field.symbol.clone();
                            found.extend(symbol.map(|symbol| read(name.range, symbol)));
                        }
                        None => found.push(own_field(&observation, name.range)),
                    }
                }
            }
            Expr::Call { callee, arguments } => {
                found.extend(arguments.iter().filter_map(|Argument { name, .. }| {
                    let name = name.as_ref()?;
                    let symbol = observation.argument(*callee, &name.text)?;
                    Some(read(name.range, symbol))
                }));
            }
            _ => {}
        }
    }
    found.retain(|occurrence| !occurrence.range.is_empty());
    found.sort_by_key(|it| (it.range.start(), it.range.end()));
    found.dedup_by_key(|occurrence| occurrence.range);
    found
}

fn read(range: TextRange, symbol: Symbol<'_>) -> Occurrence<'_> {
    Occurrence { range, symbol, defines: false }
}

/// A field that nothing but the object itself declares.
fn own_field<'db>(observation: &Observation<'db>, range: TextRange) -> Occurrence<'db> {
    let place = Place { declaration: observation.declaration, range };
    Occurrence { range, symbol: Symbol::Field(place), defines: true }
}

/// The name at a position, the end of a name counted: what it stands for, and in which declaration it is.
pub(crate) fn occurrence_at<'db>(
    db: &'db dyn Db,
    project: Project,
    at: FilePosition,
) -> Option<(Declaration<'db>, &'db Occurrence<'db>)> {
    let (declaration, offset) = declaration_at(db, at)?;
    let all = occurrences(db, stack_of(db, project, at.file), declaration);
    Some((declaration, occurrence_in(all, offset)?))
}

/// Of two names that meet at an offset the one that begins there.
fn occurrence_in<'a, 'db>(
    all: &'a [Occurrence<'db>],
    offset: TextSize,
) -> Option<&'a Occurrence<'db>> {
    let meets = |it: &&Occurrence<'db>| it.range.contains_inclusive(offset);
    all.iter().rev().find(|it| meets(it))
}
