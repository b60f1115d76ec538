//! Names that are changed together while they are typed.

use sparta_diagnostics::TextRange;
use sparta_semantics::{Binding, Db, Expr, Hir, ItemKind, Place, Symbol, hir};

use crate::observation::stack_of;
use crate::occurrence::{occurrence_at, occurrences};
use crate::{FilePosition, Project};

/// The places of what a loop binds: nothing outside of its declaration knows that name. Of other names
/// there is none: they are renamed.
pub fn linked_editing(db: &dyn Db, project: Project, at: FilePosition) -> Option<Vec<TextRange>> {
    let (declaration, occurrence) = occurrence_at(db, project, at)?;
    let Symbol::Local(Place { declaration: home, range }) = occurrence.symbol else { return None };
    if home != declaration || !is_bound(hir(db, declaration), range) {
        return None;
    }
    let all = occurrences(db, stack_of(db, project, at.file), declaration).iter();
    let same = all.filter(|it| it.symbol == occurrence.symbol);
    Some(same.map(|it| it.range + declaration.start(db)).collect())
}

/// Whether a loop or a repetition binds the name at a range.
fn is_bound(hir: &Hir, range: TextRange) -> bool {
    let binds = |binding: &Binding| {
        binding.first.range == range || binding.second.as_ref().is_some_and(|it| it.range == range)
    };
    let in_values = hir.exprs().any(|(expr, _)| match expr {
        Expr::ListFor { binding, .. } | Expr::ObjectFor { binding, .. } => binds(binding),
        _ => false,
    });
    in_values
        || hir.items().any(|(_, item)| match &item.kind {
            ItemKind::Resource { repeat: Some(binding), .. } => binds(binding),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::linked_editing;
    use crate::fixture::Fixture;

    fn linked(text: &str) -> Option<usize> {
        let fixture = Fixture::new(text);
        let ranges = linked_editing(&fixture.db, fixture.project, fixture.cursor())?;
        Some(ranges.len())
    }

    #[test]
    fn what_a_loop_binds_is_edited_together() {
        assert_eq!(linked("let a = [for n$0 in [1] { n + n }]\n"), Some(3));
        assert_eq!(linked("let a = [for n in [1] { n$0 }]\n"), Some(2));
        assert_eq!(linked("let a$0 = 1\nlet b = a\n"), None);
        assert_eq!(linked("fn f(x$0: Int): Int = x\n"), None);
    }
}
