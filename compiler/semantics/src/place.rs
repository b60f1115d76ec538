//! Where something is written, relative to the declaration that it is written in.

use sparta_diagnostics::{Diagnostic, Span, TextRange};

use crate::{Db, Declaration, File};

/// A range inside a declaration. An edit above the declaration does not change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub struct Place<'db> {
    pub declaration: Declaration<'db>,
    pub range: TextRange,
}

impl<'db> Place<'db> {
    /// A range of any text file; none if it lies before everything that can be taken for a declaration.
    pub(crate) fn of_file(db: &'db dyn Db, file: File, range: TextRange) -> Option<Self> {
        let pieces = crate::declarations(db, file).iter().rev();
        let declaration = pieces.copied().find(|it| it.start(db) <= range.start())?;
        Some(Self { declaration, range: range - declaration.start(db) })
    }

    /// The same place as a range of its file. Reads the declaration's position: only the last step,
    /// which shows diagnostics, may ask for it.
    pub fn span(self, db: &'db dyn Db) -> Span {
        let start = self.declaration.start(db);
        Span {
            path: self.declaration.file(db).path(db).clone(),
            range: (self.range + start).into(),
        }
    }
}

/// A finding inside the compiler.
pub type Finding<'db> = Diagnostic<Place<'db>>;

/// Findings as the result of a query.
///
/// The diagnostics name their places by number: so they hold nothing of the database, and the layer
/// that defines them need not know it.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub struct Findings<'db> {
    diagnostics: Vec<Diagnostic<u32>>,
    places: Vec<Place<'db>>,
}

impl<'db> Findings<'db> {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding<'db>) {
        let places = &mut self.places;
        self.diagnostics.push(finding.map_places(|place| {
            places.push(place);
            u32::try_from(places.len() - 1).unwrap_or(u32::MAX)
        }));
    }

    /// All findings in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = Finding<'db>> {
        self.diagnostics
            .iter()
            .map(|diagnostic| diagnostic.clone().map_places(|number| self.places[number as usize]))
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }
}

impl<'db> Extend<Finding<'db>> for Findings<'db> {
    fn extend<I: IntoIterator<Item = Finding<'db>>>(&mut self, found: I) {
        found.into_iter().for_each(|finding| self.push(finding));
    }
}

impl<'db> FromIterator<Finding<'db>> for Findings<'db> {
    fn from_iter<I: IntoIterator<Item = Finding<'db>>>(found: I) -> Self {
        let mut findings = Self::default();
        findings.extend(found);
        findings
    }
}
