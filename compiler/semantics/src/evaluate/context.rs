//! Where code is evaluated: which names it sees.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::{Db, Declaration, ExprId, File, Hir, Instance, ItemId, Place, Spanned, Value, hir};

/// The code at hand and the names around it. Cheap to clone.
#[derive(Clone)]
pub struct Context<'db> {
    inner: Rc<Inner<'db>>,
}

/// What a [`Context`] refers to.
pub struct Inner<'db> {
    pub declaration: Declaration<'db>,
    pub hir: &'db Hir,
    pub file: File,
    pub owner: Owner<'db>,
    locals: Option<Rc<Local<'db>>>,
}

/// Whose code it is.
#[derive(Clone)]
pub enum Owner<'db> {
    /// A declaration of a file.
    File,
    /// A part of a component, in one of its instances.
    Component(Rc<ComponentContext<'db>>),
}

/// An instance of a component, as its own code sees it.
pub struct ComponentContext<'db> {
    pub instance: Instance<'db>,
    pub component: Declaration<'db>,
    pub arguments: Arguments<'db>,
    /// Parameters and lets that have been evaluated; `None` while one is.
    pub(crate) cache: RefCell<FxHashMap<ItemId, Option<Spanned<'db>>>>,
}

impl<'db> ComponentContext<'db> {
    /// The inside of an instance, nothing of it evaluated.
    pub fn new(
        instance: Instance<'db>,
        component: Declaration<'db>,
        arguments: Arguments<'db>,
    ) -> Self {
        Self { instance, component, arguments, cache: RefCell::default() }
    }

    /// A parameter whose value is lost to a mistake that has been reported.
    pub fn lose(&self, parameter: ItemId, at: Place<'db>) {
        self.cache.borrow_mut().insert(parameter, Some(Spanned { value: Value::Error, at }));
    }
}

/// What an instance was given.
pub enum Arguments<'db> {
    /// The body of the resource declaration, evaluated field by field when asked for.
    Written { context: Context<'db>, body: ExprId },
    /// Nothing: the component is checked on its own, its parameters known by type.
    Unknown,
}

/// A name that a `for`, a function, an event or a repetition binds.
struct Local<'db> {
    name: Arc<str>,
    value: Spanned<'db>,
    next: Option<Rc<Local<'db>>>,
}

impl<'db> Deref for Context<'db> {
    type Target = Inner<'db>;

    fn deref(&self) -> &Inner<'db> {
        &self.inner
    }
}

impl<'db> Context<'db> {
    /// The top level of a declaration's file.
    pub fn file(db: &'db dyn Db, declaration: Declaration<'db>) -> Self {
        Self::owned(db, declaration, Owner::File)
    }

    /// The inside of a component.
    pub fn component(db: &'db dyn Db, component: Rc<ComponentContext<'db>>) -> Self {
        let declaration = component.component;
        Self::owned(db, declaration, Owner::Component(component))
    }

    fn owned(db: &'db dyn Db, declaration: Declaration<'db>, owner: Owner<'db>) -> Self {
        let (hir, file) = (hir(db, declaration), declaration.file(db));
        Self { inner: Rc::new(Inner { declaration, hir, file, owner, locals: None }) }
    }

    /// The same with one more name.
    #[must_use]
    pub fn with(&self, name: Arc<str>, value: Spanned<'db>) -> Self {
        let next = self.locals.clone();
        self.seeing(Some(Rc::new(Local { name, value, next })))
    }

    /// The same without the names that loops and the like have bound.
    pub(super) fn outermost(&self) -> Self {
        if self.locals.is_none() { self.clone() } else { self.seeing(None) }
    }

    fn seeing(&self, locals: Option<Rc<Local<'db>>>) -> Self {
        let Inner { declaration, hir, file, ref owner, .. } = **self;
        Self { inner: Rc::new(Inner { declaration, hir, file, owner: owner.clone(), locals }) }
    }

    /// What a local name is bound to.
    pub fn local(&self, name: &str) -> Option<&Spanned<'db>> {
        let mut local = self.locals.as_ref();
        while let Some(bound) = local {
            if &*bound.name == name {
                return Some(&bound.value);
            }
            local = bound.next.as_ref();
        }
        None
    }
}
