//! Where a resource type is offered.
//!
//! Source: cfn-lint's table of types by region. Types of SAM exist wherever templates do.

use crate::blob::Blob;

/// The regions that offer a resource type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Regions(pub(crate) u64);

impl Regions {
    /// All regions that the catalogue knows.
    pub fn known() -> impl Iterator<Item = &'static str> {
        Blob::embedded().into_iter().flat_map(Blob::regions)
    }

    /// Whether a region offers the type. Of a region that the catalogue does not know it says yes.
    pub fn contains(self, region: &str) -> bool {
        Self::known().position(|known| known == region).is_none_or(|bit| self.has(bit))
    }

    /// The known regions that offer the type.
    pub fn offered(self) -> impl Iterator<Item = &'static str> {
        Self::known().enumerate().filter(move |(bit, _)| self.has(*bit)).map(|(_, region)| region)
    }

    /// The known regions that do not.
    pub fn missing(self) -> impl Iterator<Item = &'static str> {
        Self(!self.0).offered()
    }

    fn has(self, bit: usize) -> bool {
        u32::try_from(bit)
            .ok()
            .and_then(|bit| self.0.checked_shr(bit))
            .is_some_and(|rest| rest & 1 == 1)
    }
}
