//! Regular expressions of the schemas, compiled when they are first tested.
//!
//! They are searched for: where a pattern has no `^`, it may match anywhere. The generator puts
//! them into the syntax of `regex`, and splits look-around off a pattern's ends as tests of its
//! own; what neither does is unsupported, and listed in `stdlib/catalogue/unsupported-patterns.json`.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use regex::Regex;

use crate::blob::Blob;
use crate::reader::Reader;

/// A pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// As the schema spells it, for people to read.
    pub source: &'static str,
    /// Whether it can be tested.
    pub supported: bool,
    id: u32,
}

/// Each pattern that was tested: a pattern is met at many values, and costs a millisecond.
static COMPILED: LazyLock<RwLock<HashMap<u32, Option<Arc<Compiled>>>>> =
    LazyLock::new(RwLock::default);

impl Pattern {
    pub(crate) fn read(blob: Blob, id: u32) -> Option<Self> {
        let mut entry = Reader::new(blob, blob.pattern(id)?);
        Some(Self { source: entry.text()?, supported: entry.number()? > 0, id })
    }

    /// Whether a text matches; `None` where the pattern is not supported.
    pub fn matches(&self, text: &str) -> Option<bool> {
        Some(self.compiled()?.matches(text))
    }

    fn compiled(&self) -> Option<Arc<Compiled>> {
        if !self.supported {
            return None;
        }
        let known = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(&self.id).cloned();
        known.unwrap_or_else(|| {
            let compiled = self.tests().and_then(|tests| Compiled::new(&tests)).map(Arc::new);
            let mut all = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
            all.insert(self.id, compiled.clone());
            compiled
        })
    }

    /// The expressions in the syntax of `regex`, and whether each must match.
    pub fn tests(&self) -> Option<Vec<(&'static str, bool)>> {
        let blob = Blob::embedded()?;
        let mut entry = Reader::new(blob, blob.pattern(self.id)?);
        entry.text()?;
        entry.many(|entry| Some((entry.text()?, entry.byte()? == 1)))
    }
}

/// A pattern's expressions.
#[derive(Debug)]
struct Compiled(Vec<(Regex, bool)>);

impl Compiled {
    fn new(tests: &[(&str, bool)]) -> Option<Self> {
        let compile =
            |&(expression, wanted): &(&str, bool)| Some((Regex::new(expression).ok()?, wanted));
        tests.iter().map(compile).collect::<Option<_>>().map(Self)
    }

    fn matches(&self, text: &str) -> bool {
        self.0.iter().all(|(regex, wanted)| regex.is_match(text) == *wanted)
    }
}
