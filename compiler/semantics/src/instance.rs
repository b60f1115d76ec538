//! Resources and instances of components, each occurrence by itself.

use std::sync::Arc;

use crate::{Declaration, MemberId};

/// The stack that is being compiled: its entry file and the values of its settings.
///
/// Two environments with the same settings are the same stack, so nothing is computed twice.
#[salsa::interned(debug)]
pub struct Stack<'db> {
    #[returns(copy)]
    pub file: crate::File,
    /// What an environment or the command line gives, by the name of the setting: JSON text or an
    /// expression's source, sorted by name.
    #[returns(ref)]
    pub settings: Vec<(Arc<str>, SettingValue<'db>)>,
}

/// Where a setting's value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum SettingValue<'db> {
    /// The field of that name in the `settings` of an `environment`.
    Environment(Declaration<'db>),
    /// `--set name=value`, the text after `=`.
    CommandLine(Arc<str>),
}

/// One occurrence of a resource or of a component, of a repeated one each by itself.
#[salsa::interned(debug)]
pub struct Instance<'db> {
    #[returns(copy)]
    pub stack: Stack<'db>,
    /// The instance that this is a part of; none at the top level of a file.
    #[returns(copy)]
    pub parent: Option<Instance<'db>>,
    /// Where it is written: the member of a component or event, or a declaration (member 0).
    #[returns(copy)]
    pub definition: MemberId<'db>,
    /// Which of several.
    #[returns(ref)]
    pub key: Option<Key<'db>>,
}

/// What tells the instances of one declaration apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, salsa::SalsaValue)]
pub enum Key<'db> {
    /// The key of a repeated declaration.
    Element(Arc<str>),
    /// An event bound to its target: the source, and which call of that event it is, from 1.
    Event { source: Option<Instance<'db>>, ordinal: u32 },
}
