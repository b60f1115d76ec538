//! Maps that are looked up at deploy.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use sparta_semantics::{Column, Mapping, Value};

use crate::Document;
use crate::document::Object;
use crate::emitter::Emitter;

/// The mappings that something looks up, in the order of their first use.
#[derive(Default)]
pub(crate) struct Mappings<'db> {
    used: Vec<&'db Mapping<'db>>,
    known: FxHashSet<&'db str>,
}

impl<'db> Mappings<'db> {
    pub(crate) fn use_of(&mut self, mapping: &'db Mapping<'db>) {
        if self.known.insert(&mapping.id) {
            self.used.push(mapping);
        }
    }
}

/// The name of a column: of nested fields `limits.memory` it is `limitsMemory`, since
/// `CloudFormation` takes letters and digits alone.
pub(crate) fn column(path: &str) -> Cow<'_, str> {
    if !path.contains('.') {
        return Cow::Borrowed(path);
    }
    let mut parts = path.split('.');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        name.push_str(&crate::condition::capitalized(part));
    }
    Cow::Owned(name)
}

/// The path of a column, to name what is looked up; nothing if it is known at deploy only.
pub(crate) fn column_name<'a>(column: &'a Column<'_>) -> &'a str {
    match column {
        Column::Named(path) => path,
        Column::Computed(_) => "",
    }
}

impl<'db> Emitter<'_, 'db> {
    /// The section `Mappings`.
    pub(crate) fn mappings(&mut self) -> Document<'db> {
        let mut section = Object::default();
        for mapping in std::mem::take(&mut self.mappings.used) {
            let mut rows = Object::default();
            for row in &mapping.rows {
                let mut columns = Object::default();
                match &row.value.value {
                    Value::Object(fields) => {
                        for field in &**fields {
                            let value = self.operand(&field.value.value);
                            columns.put(column(&field.name), value);
                        }
                    }
                    other => columns.put("value", self.operand(other)),
                }
                rows.put(&*row.name, columns.done());
            }
            section.put(&*mapping.id, rows.done());
        }
        section.done()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nested_columns_get_one_name() {
        assert_eq!(super::column("memory"), "memory");
        assert_eq!(super::column("limits.memory.mb"), "limitsMemoryMb");
    }
}
