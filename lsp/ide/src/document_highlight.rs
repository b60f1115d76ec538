//! Where what stands at the cursor stands in the same file.

use sparta_diagnostics::TextRange;
use sparta_semantics::Db;

use crate::occurrence::occurrence_at;
use crate::references::references_in;
use crate::{FilePosition, Project};

/// A place to be highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highlight {
    pub range: TextRange,
    /// The symbol is made there.
    pub defines: bool,
}

/// Where what is named at a position is named in its file, in the order of the text.
pub fn document_highlight(db: &dyn Db, project: Project, at: FilePosition) -> Vec<Highlight> {
    let Some((_, occurrence)) = occurrence_at(db, project, at) else { return Vec::new() };
    let here = references_in(db, project, at.file, &occurrence.symbol);
    here.into_iter().map(|it| Highlight { range: it.at.range, defines: it.defines }).collect()
}

#[cfg(test)]
mod tests {
    use super::document_highlight;
    use crate::fixture::Fixture;

    #[test]
    fn the_definition_and_all_uses_of_the_file_are_shown() {
        let fixture = Fixture::new(
            "
//- /a.sparta
import { delay } from \"./b.sparta\"
resource q: AWS::SQS::Queue { DelaySeconds: de$0lay }
//- /b.sparta
let delay = 3s
",
        );
        let found = document_highlight(&fixture.db, fixture.project, fixture.cursor());
        let ranges: Vec<_> = found.iter().map(|it| (it.range, it.defines)).collect();
        let text = fixture.cursor().file.text(&fixture.db);
        let shown: Vec<_> =
            ranges.iter().map(|(range, defines)| (&text[*range], *defines)).collect();
        assert_eq!(shown, [("delay", false), ("delay", false)]);
    }
}
