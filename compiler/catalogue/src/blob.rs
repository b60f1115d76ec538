//! The file `catalogue.bin`, whose format this is; `stdlib/catalogue/generator/encode.py` writes it.
//!
//! ```text
//! file      = "SPARTAC1", 8 × (offset: u32, length: u32), the sections in this order
//! sections  = string offsets (u32 each, one more than there are strings; the commonest string is 0)
//!           | string bytes (UTF-8)
//!           | types, sorted by name: (name: u32 string, offset of its facts: u32)
//!           | facts, one type after the other
//!           | pattern offsets (u32, one more than there are patterns) | patterns
//!           | regions (u32 string each; the position is the bit in a set)
//!           | region sets (u64 each)
//!
//! facts     = region set, optional(stateful, delete-first, tag property: text, sunset: text)
//!             many(shape), reference: attribute, many(attribute), then five times many(text): primary
//!             identifier, read-only, write-only, create-only, conditionally create-only paths
//! shape     = 0 any | 1 json | 2 boolean
//!           | 3 string: optional(many(text), ignore-case, pattern, min, max, format: text)
//!           | 4 integer: optional(min: signed, max: signed, many(signed))
//!           | 5 number: optional(min: f64, max: f64)
//!           | 6 list: shape id, optional(min, max, unique)
//!           | 7 map: shape id, optional(key: pattern, min, max, forbidden keys: many(text))
//!           | 8 object: open: byte, many(property), many(rule)
//!           | 9 one of: many(shape id)
//! property  = text, shape id, optional(required, read-only, deprecated, default: value, many(target))
//! target    = type: text, attribute: text, 0 strong | 1 weak
//! attribute = text, shape id, kind: byte, optional(path: text, format: text), many(target)
//! rule      = 0 exactly one: many(text) | 1 at least one: many(text)
//!           | 2 exactly one set: many(many(text)) | 3 at least one set: many(many(text))
//!           | 4 requires: text, many(text) | 5 excludes: text, many(text) | 6 count: optional(min, max)
//!           | 7 when: many(condition), many(effect)
//! condition = path: text, test << 1 | holds-when-absent: byte, then for the tests
//!             0 present, 1 absent: nothing | 2 one of, 3 none of: many(value)
//!             | 4 matches, 5 differs: pattern | 6 between: optional(min: signed, max: signed)
//! effect    = 0 require, 1 forbid: many(path: text) | 2 allow, 3 deny: many(path, many(value))
//!           | 4 match: many(path, pattern) | 5 range, 6 items: many(path, optional(signed, signed))
//! value     = 0 text | 1 signed | 2 false | 3 true | 4 f64 | 5 JSON: text
//! pattern   = index; a pattern's entry is: source: text, many(expression: text, must match: byte),
//!             where no expression means that Rust's `regex` cannot say the pattern
//!
//! text      = index of a string          number  = seven bits a byte, the lowest first (LEB128)
//! signed    = zigzag number              many(x) = number, that many x
//! optional  = a byte whose bits tell, from the lowest, which of the things are there; those things.
//!             Things without a type are the bit alone.
//! u32, u64, f64 are little-endian; whatever has no type here is a number.
//! ```

/// The file's bytes.
pub(crate) static BYTES: &[u8] = include_bytes!("../../../stdlib/catalogue/catalogue.bin");

const MAGIC: &[u8] = b"SPARTAC1";

/// The sections of a catalogue.
#[derive(Clone, Copy)]
pub(crate) struct Blob {
    string_offsets: &'static [u8],
    strings: &'static [u8],
    index: &'static [u8],
    facts: &'static [u8],
    pattern_offsets: &'static [u8],
    patterns: &'static [u8],
    regions: &'static [u8],
    region_sets: &'static [u8],
}

impl Blob {
    /// The catalogue that is part of this program.
    pub(crate) fn embedded() -> Option<Self> {
        Self::open(BYTES)
    }

    pub(crate) fn open(bytes: &'static [u8]) -> Option<Self> {
        let header = bytes.strip_prefix(MAGIC)?;
        let section = |index: usize| {
            let start = usize::try_from(word(header, 2 * index)?).ok()?;
            let length = usize::try_from(word(header, 2 * index + 1)?).ok()?;
            bytes.get(start..)?.get(..length)
        };
        Some(Self {
            string_offsets: section(0)?,
            strings: section(1)?,
            index: section(2)?,
            facts: section(3)?,
            pattern_offsets: section(4)?,
            patterns: section(5)?,
            regions: section(6)?,
            region_sets: section(7)?,
        })
    }

    /// How many resource types there are.
    pub(crate) fn len(&self) -> usize {
        self.index.len() / 8
    }

    /// The name of the type at an index.
    pub(crate) fn name(&self, index: usize) -> Option<&'static str> {
        self.string(word(self.index, 2 * index)?)
    }

    /// The index of a type, by binary search.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            let found = part(self.string_offsets, self.strings, word(self.index, 2 * middle)?)?;
            match found.cmp(name.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The facts of the type at an index, which end where the next type's begin.
    pub(crate) fn facts(&self, index: usize) -> Option<&'static [u8]> {
        let start = usize::try_from(word(self.index, 2 * index + 1)?).ok()?;
        let end = word(self.index, 2 * index + 3).and_then(|end| usize::try_from(end).ok());
        self.facts.get(start..end.unwrap_or(self.facts.len()))
    }

    /// The string at an index.
    pub(crate) fn string(&self, index: u32) -> Option<&'static str> {
        str::from_utf8(part(self.string_offsets, self.strings, index)?).ok()
    }

    /// The entry of the pattern at an index.
    pub(crate) fn pattern(&self, index: u32) -> Option<&'static [u8]> {
        part(self.pattern_offsets, self.patterns, index)
    }

    /// The regions, in the order of their bits.
    pub(crate) fn regions(self) -> impl Iterator<Item = &'static str> {
        (0..self.regions.len() / 4).filter_map(move |index| self.string(word(self.regions, index)?))
    }

    /// The set of regions at an index.
    pub(crate) fn region_set(&self, index: u32) -> Option<u64> {
        let start = usize::try_from(index).ok()? * 8;
        let bytes = self.region_sets.get(start..)?.first_chunk()?;
        Some(u64::from_le_bytes(*bytes))
    }
}

/// The `index`th of the words in a section.
fn word(section: &[u8], index: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*section.get(4 * index..)?.first_chunk()?))
}

/// The `index`th of the parts between a section's offsets.
fn part(offsets: &[u8], section: &'static [u8], index: u32) -> Option<&'static [u8]> {
    let index = usize::try_from(index).ok()?;
    let start = usize::try_from(word(offsets, index)?).ok()?;
    let end = usize::try_from(word(offsets, index + 1)?).ok()?;
    section.get(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_catalogue_is_not_opened() {
        assert!(Blob::open(b"").is_none());
        assert!(Blob::open(b"SPARTAC1").is_none());
        assert!(Blob::open(&BYTES[..64]).is_none());
    }

    #[test]
    fn the_file_stays_small() {
        assert!(BYTES.len() < 3_500_000, "{} bytes", BYTES.len());
    }

    #[test]
    fn names_are_sorted_and_distinct() {
        let blob = Blob::embedded().expect("the embedded file is a catalogue");
        let names: Vec<_> = (0..blob.len()).filter_map(|index| blob.name(index)).collect();
        assert_eq!(names.len(), blob.len());
        assert!(names.is_sorted_by(|a, b| a < b));
    }
}
