//! Literals of the schemas: default values, and what rules compare with.

/// A literal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    String(&'static str),
    Integer(i64),
    Boolean(bool),
    Number(f64),
    /// A list or an object, as JSON text.
    Json(&'static str),
}
