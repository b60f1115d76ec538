//! What evaluating a declaration tells of its expressions: for editors.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_catalogue::ShapeId;
use sparta_diagnostics::TextRange;

pub use crate::ty::Shape;
use crate::{Declaration, ExprId, Place, Ty, Value};

/// What the expressions of one declaration came to, and what was wanted of them.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub struct Notes<'db> {
    declaration: Declaration<'db>,
    values: FxHashMap<ExprId, Value<'db>>,
    wanted: FxHashMap<At, Wanted<'db>>,
}

/// Where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, salsa::SalsaValue)]
struct At(TextRange);

/// What a position wants.
#[derive(Debug, Clone, PartialEq, Eq, salsa::SalsaValue)]
pub enum Wanted<'db> {
    /// A type of the language.
    Ty(Ty<'db>),
    /// What a shape of a resource type takes.
    Shape {
        resource: Arc<str>,
        shape: Shape,
        /// Dotted names from the resource's properties down; lists are not counted.
        path: Arc<str>,
    },
}

impl<'db> Notes<'db> {
    /// No notes yet.
    pub fn new(declaration: Declaration<'db>) -> Self {
        Self { declaration, values: FxHashMap::default(), wanted: FxHashMap::default() }
    }

    /// What an expression came to; of one that is evaluated several times, what it came to first.
    pub fn value(&self, expr: ExprId) -> Option<&Value<'db>> {
        self.values.get(&expr)
    }

    /// What is wanted where an expression of that range stands.
    pub fn wanted(&self, range: TextRange) -> Option<&Wanted<'db>> {
        self.wanted.get(&At(range))
    }

    pub(crate) fn note_value(&mut self, of: Declaration<'db>, expr: ExprId, value: &Value<'db>) {
        if of != self.declaration {
            return;
        }
        match self.values.get(&expr) {
            Some(known) if *known != Value::Error => {}
            _ => {
                self.values.insert(expr, value.clone());
            }
        }
    }

    /// A type that the library gives says more than the shape of the schema; what is wanted of the whole
    /// comes before what is tried of its alternatives.
    pub(crate) fn note_wanted(&mut self, at: Place<'db>, wanted: impl FnOnce() -> Wanted<'db>) {
        if at.declaration != self.declaration {
            return;
        }
        match self.wanted.get(&At(at.range)) {
            None => {
                self.wanted.insert(At(at.range), wanted());
            }
            Some(Wanted::Shape { .. }) => {
                if let better @ Wanted::Ty(_) = wanted() {
                    self.wanted.insert(At(at.range), better);
                }
            }
            Some(Wanted::Ty(_)) => {}
        }
    }

    /// What a shape of the catalogue takes.
    pub(crate) fn shape(resource: &Arc<str>, shape: ShapeId, path: &str) -> Wanted<'db> {
        Wanted::Shape { resource: resource.clone(), shape: Shape(shape), path: path.into() }
    }
}
