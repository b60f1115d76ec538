//! Reads the facts of one type; [`blob`](crate::blob) describes them.
//!
//! Every step answers `None` where the bytes end or make no sense, and so does the whole.

use crate::blob::Blob;
use crate::{
    Attribute, AttributeKind, Condition, Object, Pattern, Property, Regions, ResourceType, Rule,
    Shape, ShapeId, Strength, StringShape, Target, Test, Value,
};

/// The type at an index of the catalogue.
pub(crate) fn resource_type(blob: Blob, index: usize) -> Option<ResourceType> {
    let mut facts = Reader::new(blob, blob.facts(index)?);
    let regions = Regions(blob.region_set(facts.number()?)?);
    let has = facts.flags()?;
    let tag_property = facts.when(has(2), Reader::text)?;
    let sunset = facts.when(has(3), Reader::text)?;
    let shapes = facts.many(Reader::shape)?;
    let reference = facts.attribute()?;
    Some(ResourceType {
        name: blob.name(index)?,
        shapes,
        root: ShapeId(0),
        reference,
        attributes: facts.many(Reader::attribute)?,
        primary_identifier: facts.texts()?,
        read_only: facts.texts()?,
        write_only: facts.texts()?,
        create_only: facts.texts()?,
        conditional_create_only: facts.texts()?,
        tag_property,
        stateful: has(0),
        delete_first: has(1),
        sunset,
        regions,
        empty: Object::default(),
    })
}

/// A place in the bytes of a type.
pub(crate) struct Reader {
    blob: Blob,
    bytes: &'static [u8],
}

impl Reader {
    pub(crate) fn new(blob: Blob, bytes: &'static [u8]) -> Self {
        Self { blob, bytes }
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        u32::try_from(self.long()?).ok()
    }

    fn long(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.long()?;
        let magnitude = (value >> 1).cast_signed();
        Some(if value & 1 == 1 { !magnitude } else { magnitude })
    }

    fn float(&mut self) -> Option<f64> {
        let (bytes, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    pub(crate) fn text(&mut self) -> Option<&'static str> {
        let index = self.number()?;
        self.blob.string(index)
    }

    fn pattern(&mut self) -> Option<Pattern> {
        let index = self.number()?;
        Pattern::read(self.blob, index)
    }

    /// A count, and so many things. The count may lie, so that it reserves no more than bytes remain.
    pub(crate) fn many<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = usize::try_from(self.number()?).ok()?;
        let mut items = Vec::with_capacity(count.min(self.bytes.len()));
        for _ in 0..count {
            items.push(read(self)?);
        }
        Some(items)
    }

    fn texts(&mut self) -> Option<Vec<&'static str>> {
        self.many(Self::text)
    }

    /// The byte that tells which of the optional things are there.
    fn flags(&mut self) -> Option<impl Fn(u8) -> bool + use<>> {
        let flags = self.byte()?;
        Some(move |bit| flags >> bit & 1 == 1)
    }

    /// An optional thing: `None` only if it is there and cannot be read.
    #[expect(
        clippy::option_option,
        reason = "the outer one is a failure, the inner one an absence"
    )]
    fn when<T>(&mut self, there: bool, read: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if there { read(self).map(Some) } else { Some(None) }
    }

    fn list_when<T>(
        &mut self,
        there: bool,
        read: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        if there { self.many(read) } else { Some(Vec::new()) }
    }

    fn shape_id(&mut self) -> Option<ShapeId> {
        self.number().map(ShapeId)
    }

    fn shape(&mut self) -> Option<Shape> {
        Some(match self.byte()? {
            0 => Shape::Any,
            1 => Shape::Json,
            2 => Shape::Boolean,
            3 => Shape::String(self.string_shape()?),
            4 => {
                let has = self.flags()?;
                Shape::Integer {
                    min: self.when(has(0), Self::signed)?,
                    max: self.when(has(1), Self::signed)?,
                    one_of: self.list_when(has(2), Self::signed)?,
                }
            }
            5 => {
                let has = self.flags()?;
                let min = self.when(has(0), Self::float)?;
                Shape::Number { min, max: self.when(has(1), Self::float)? }
            }
            6 => {
                let item = self.shape_id()?;
                let has = self.flags()?;
                let min = self.when(has(0), Self::number)?;
                Shape::List { item, min, max: self.when(has(1), Self::number)?, unique: has(2) }
            }
            7 => self.map()?,
            8 => Shape::Object(self.object()?),
            9 => Shape::OneOf(self.many(Self::shape_id)?),
            _ => return None,
        })
    }

    fn string_shape(&mut self) -> Option<StringShape> {
        let has = self.flags()?;
        Some(StringShape {
            one_of: self.list_when(has(0), Self::text)?,
            ignore_case: has(1),
            pattern: self.when(has(2), Self::pattern)?,
            min: self.when(has(3), Self::number)?,
            max: self.when(has(4), Self::number)?,
            format: self.when(has(5), Self::text)?,
        })
    }

    fn map(&mut self) -> Option<Shape> {
        let value = self.shape_id()?;
        let has = self.flags()?;
        Some(Shape::Map {
            value,
            key_pattern: self.when(has(0), Self::pattern)?,
            min: self.when(has(1), Self::number)?,
            max: self.when(has(2), Self::number)?,
            forbidden_keys: self.list_when(has(3), Self::text)?,
        })
    }

    fn object(&mut self) -> Option<Object> {
        let open = self.byte()? == 1;
        Some(Object { open, properties: self.many(Self::property)?, rules: self.many(Self::rule)? })
    }

    fn property(&mut self) -> Option<Property> {
        let (name, shape, has) = (self.text()?, self.shape_id()?, self.flags()?);
        Some(Property {
            name,
            shape,
            required: has(0),
            read_only: has(1),
            deprecated: has(2),
            default: self.when(has(3), Self::value)?,
            refers_to: self.list_when(has(4), Self::target)?,
        })
    }

    fn target(&mut self) -> Option<Target> {
        let (resource, attribute) = (self.text()?, self.text()?);
        let strength = if self.byte()? == 0 { Strength::Strong } else { Strength::Weak };
        Some(Target { resource, attribute, strength })
    }

    fn attribute(&mut self) -> Option<Attribute> {
        let (name, shape) = (self.text()?, self.shape_id()?);
        let kind = match self.byte()? {
            1 => AttributeKind::Arn,
            2 => AttributeKind::Id,
            3 => AttributeKind::Name,
            4 => AttributeKind::Url,
            _ => AttributeKind::Other,
        };
        let has = self.flags()?;
        let path = self.when(has(0), Self::text)?;
        let format = self.when(has(1), Self::text)?;
        Some(Attribute { name, shape, format, kind, path, refers_to: self.many(Self::target)? })
    }

    fn value(&mut self) -> Option<Value> {
        Some(match self.byte()? {
            0 => Value::String(self.text()?),
            1 => Value::Integer(self.signed()?),
            2 => Value::Boolean(false),
            3 => Value::Boolean(true),
            4 => Value::Number(self.float()?),
            5 => Value::Json(self.text()?),
            _ => return None,
        })
    }

    fn rule(&mut self) -> Option<Rule> {
        Some(match self.byte()? {
            0 => Rule::ExactlyOne(self.texts()?),
            1 => Rule::AtLeastOne(self.texts()?),
            2 => Rule::ExactlyOneSet(self.many(Self::texts)?),
            3 => Rule::AtLeastOneSet(self.many(Self::texts)?),
            4 => Rule::Requires { property: self.text()?, others: self.texts()? },
            5 => Rule::Excludes { property: self.text()?, others: self.texts()? },
            6 => {
                let has = self.flags()?;
                let min = self.when(has(0), Self::number)?;
                Rule::Count { min, max: self.when(has(1), Self::number)? }
            }
            7 => self.when_rule()?,
            _ => return None,
        })
    }

    fn when_rule(&mut self) -> Option<Rule> {
        let conditions = self.many(Self::condition)?;
        let (mut require, mut forbid, mut allow, mut deny) = (vec![], vec![], vec![], vec![]);
        let (mut matching, mut range, mut items) = (vec![], vec![], vec![]);
        for _ in 0..self.number()? {
            match self.byte()? {
                0 => require = self.texts()?,
                1 => forbid = self.texts()?,
                2 => allow = self.many(Self::path_values)?,
                3 => deny = self.many(Self::path_values)?,
                4 => matching = self.many(|reader| Some((reader.text()?, reader.pattern()?)))?,
                5 => range = self.many(Self::path_bounds)?,
                6 => items = self.many(Self::path_bounds)?,
                _ => return None,
            }
        }
        Some(Rule::When { conditions, require, forbid, allow, deny, matching, range, items })
    }

    fn path_values(&mut self) -> Option<(&'static str, Vec<Value>)> {
        Some((self.text()?, self.many(Self::value)?))
    }

    fn path_bounds(&mut self) -> Option<(&'static str, Option<i64>, Option<i64>)> {
        let path = self.text()?;
        let (min, max) = self.bounds()?;
        Some((path, min, max))
    }

    fn bounds(&mut self) -> Option<(Option<i64>, Option<i64>)> {
        let has = self.flags()?;
        Some((self.when(has(0), Self::signed)?, self.when(has(1), Self::signed)?))
    }

    fn condition(&mut self) -> Option<Condition> {
        let (path, byte) = (self.text()?, self.byte()?);
        let test = match byte >> 1 {
            0 => Test::Present,
            1 => Test::Absent,
            2 => Test::OneOf(self.many(Self::value)?),
            3 => Test::NoneOf(self.many(Self::value)?),
            4 => Test::Matches(self.pattern()?),
            5 => Test::Differs(self.pattern()?),
            6 => {
                let (min, max) = self.bounds()?;
                Test::Between { min, max }
            }
            _ => return None,
        };
        Some(Condition { path, test, or_absent: byte & 1 == 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blob::BYTES;

    /// Whatever the bytes are, a look-up ends, and without a panic.
    #[test]
    fn damaged_bytes_do_no_harm() {
        let mut random = 1_u32;
        for _ in 0..4 {
            let mut bytes = BYTES.to_vec();
            for _ in 0..5_000 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = usize::try_from(random >> 8).map_or(0, |at| 72 + at % (bytes.len() - 72));
                bytes[at] ^= random.to_le_bytes()[3] | 1;
            }
            let Some(blob) = Blob::open(bytes.leak()) else { panic!("the header is whole") };
            let whole =
                (0..blob.len()).filter(|index| resource_type(blob, *index).is_some()).count();
            assert!(whole < blob.len());
        }
    }
}
