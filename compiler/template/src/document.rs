//! A tree of text, numbers, lists and objects: what a template is, whatever it is written as.

use std::borrow::Cow;

/// A part of a document. Borrows what the compiler's database holds, so that nothing large is
/// copied; keys keep the order in which they were put in.
#[derive(Debug, Clone, PartialEq)]
pub enum Document<'a> {
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Document<'a>>),
    Object(Vec<Field<'a>>),
}

/// A key of an object and what stands there.
pub type Field<'a> = (Cow<'a, str>, Document<'a>);

impl<'a> Document<'a> {
    /// Text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// An object of one key: an intrinsic function and its operand.
    pub fn function(name: &'static str, operand: Self) -> Self {
        Self::Object(vec![(Cow::Borrowed(name), operand)])
    }

    /// `{"Ref": id}`.
    pub fn reference(id: impl Into<Cow<'a, str>>) -> Self {
        Self::function("Ref", Self::text(id))
    }

    /// `{"Ref": "AWS::NoValue"}`: where something has to stand and nothing is meant.
    pub fn no_value() -> Self {
        Self::reference("AWS::NoValue")
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::List(elements) => elements.is_empty(),
            Self::Object(fields) => fields.is_empty(),
            Self::Bool(_) | Self::Integer(_) | Self::Number(_) | Self::Text(_) => false,
        }
    }

    /// How many bytes it has as JSON without blanks.
    pub fn bytes(&self) -> usize {
        let quoted = |text: &str| {
            let escapes = text.bytes().filter(|it| matches!(it, b'"' | b'\\' | 0..0x20)).count();
            text.len() + escapes + 2
        };
        match self {
            Self::Bool(value) => 5 - usize::from(*value),
            Self::Integer(number) => number.to_string().len(),
            Self::Number(number) => number.to_string().len(),
            Self::Text(text) => quoted(text),
            Self::List(elements) => {
                let commas = elements.len().saturating_sub(1);
                elements.iter().map(Self::bytes).sum::<usize>() + commas + 2
            }
            Self::Object(fields) => {
                let commas = fields.len().saturating_sub(1);
                let field = |(key, value): &(Cow<'a, str>, Self)| quoted(key) + 1 + value.bytes();
                fields.iter().map(field).sum::<usize>() + commas + 2
            }
        }
    }

    /// The fields of an object; none of anything else.
    pub fn fields(&self) -> &[Field<'a>] {
        match self {
            Self::Object(fields) => fields,
            Self::Bool(_) | Self::Integer(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => {
                &[]
            }
        }
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Number(_)
            | Self::List(_)
            | Self::Object(_) => None,
        }
    }

    /// The function and its operand, if that is all there is.
    pub(crate) fn call(&self) -> Option<(&str, &Self)> {
        match self.fields() {
            [(name, operand)] => Some((name, operand)),
            _ => None,
        }
    }

    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Document<'static> {
        match self {
            Self::Bool(value) => Document::Bool(value),
            Self::Integer(number) => Document::Integer(number),
            Self::Number(number) => Document::Number(number),
            Self::Text(text) => Document::Text(Cow::Owned(text.into_owned())),
            Self::List(elements) => {
                Document::List(elements.into_iter().map(Self::into_owned).collect())
            }
            Self::Object(fields) => {
                let owned =
                    |(name, value): Field<'a>| (Cow::Owned(name.into_owned()), value.into_owned());
                Document::Object(fields.into_iter().map(owned).collect())
            }
        }
    }

    /// What stands at a key of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.fields().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// An object that is being put together.
#[derive(Debug, Default)]
pub(crate) struct Object<'a>(Vec<(Cow<'a, str>, Document<'a>)>);

impl<'a> Object<'a> {
    /// Adds a field.
    pub(crate) fn put(&mut self, key: impl Into<Cow<'a, str>>, value: Document<'a>) {
        self.0.push((key.into(), value));
    }

    /// Adds a field if there is a value.
    pub(crate) fn put_if(&mut self, key: &'static str, value: Option<Document<'a>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds a field unless its value holds nothing.
    pub(crate) fn put_filled(&mut self, key: &'static str, value: Document<'a>) {
        if !value.is_empty() {
            self.put(key, value);
        }
    }

    pub(crate) fn done(self) -> Document<'a> {
        Document::Object(self.0)
    }
}
