//! What a name evaluates to.

use std::rc::Rc;
use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, TextRange};

use super::{ComponentContext, Context, Evaluator, Owner};
use crate::meaning::lookup;
use crate::{
    Computation, Declaration, Definition, Expr, ExprId, Instance, Item, ItemId, ItemKind, MemberId,
    Namespace, ParameterRef, Reference, Spanned, Truth, Ty, Value, Word, hir,
};

impl<'db> Evaluator<'db> {
    pub(super) fn name(
        &mut self,
        cx: &Context<'db>,
        name: &Arc<str>,
        range: TextRange,
    ) -> Spanned<'db> {
        let here = cx.place(range);
        if let Some(bound) = cx.local(name) {
            return used_at(bound.clone(), here);
        }
        if let Owner::Component(component) = &cx.owner
            && let Some(member) = cx.hir.value(name)
        {
            return self.member_value(cx, component, member, here);
        }
        let value = match lookup(self.db, cx.declaration, name) {
            Some(Definition::Declared(declaration)) => self.declared(cx, declaration, range),
            Some(Definition::Module(import)) => Value::Namespace(Namespace::Import(import)),
            Some(Definition::Stack(import)) => Value::Namespace(Namespace::Stack(import)),
            // Reported where names are checked.
            Some(Definition::Unknown) | None => Value::Error,
        };
        Spanned { value, at: here }
    }

    /// The value of a declaration of this file or an imported one.
    pub(super) fn declared(
        &mut self,
        cx: &Context<'db>,
        declaration: Declaration<'db>,
        range: TextRange,
    ) -> Value<'db> {
        let here = cx.place(range);
        let is_foreign = declaration.file(self.db) != self.stack.file(self.db);
        let is_inside = matches!(cx.owner, Owner::Component(_));
        match declaration.word(self.db) {
            Word::Param | Word::Setting if is_foreign => self.foreign_name(declaration, here),
            Word::Resource | Word::Construct | Word::Existing if is_foreign || is_inside => {
                self.foreign_name(declaration, here)
            }
            Word::Param => {
                let ty = self.parameter_type(declaration);
                if crate::template_type(&ty).is_none() {
                    // Reported at the parameter.
                    return Value::Error;
                }
                Computation::Parameter(ParameterRef::Declared(declaration)).of(ty)
            }
            Word::Let => super::let_value(self.db, self.stack, declaration).clone(),
            Word::Setting => super::query::setting_value(self.db, self.stack, declaration).clone(),
            Word::Resource | Word::Construct | Word::Existing => {
                let definition = MemberId { declaration, member: 0 };
                let instance = Instance::new(self.db, self.stack, None, definition, None);
                self.instance_value(instance, hir(self.db, declaration).root(), here)
            }
            // An event whose parameters have defaults needs no brackets.
            Word::Event => {
                let event = MemberId { declaration, member: 0 };
                self.event(event, declaration.name(self.db).clone(), None, Vec::new(), here)
            }
            Word::Fn | Word::TypeAlias | Word::Component | Word::Custom => {
                let name = declaration.name(self.db);
                let (what, help) = match declaration.word(self.db) {
                    Word::Fn => ("a function", format!("call it: `{name}(…)`")),
                    Word::TypeAlias => ("a type", "write a value".to_owned()),
                    _ => (
                        "a component",
                        format!("make an instance of it: `resource r: {name} {{ … }}`"),
                    ),
                };
                self.error("not-a-value", here, format!("`{name}` is {what}, not a value"), help)
            }
            _ => Value::Error,
        }
    }

    /// What belongs to the stack of the file that a definition stands in is not there in another stack
    /// that uses the definition.
    fn foreign_name(&mut self, declaration: Declaration<'db>, at: crate::Place<'db>) -> Value<'db> {
        let name = declaration.name(self.db);
        let hir = hir(self.db, declaration);
        let ty = match &hir.root().kind {
            ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => ty.text.to_string(),
            ItemKind::Param { ty, .. } | ItemKind::Setting { ty, .. } => {
                crate::resolve_type(self.db, declaration, *ty).display(self.db)
            }
            _ => "Resource".to_owned(),
        };
        self.error(
            "foreign-name",
            at,
            format!("`{name}` belongs to a stack, and this code may be part of any"),
            format!("make it a parameter of the component or function: `{name}: {ty}`"),
        )
    }

    /// A reference to a resource; to all of them if it is repeated.
    pub(super) fn instance_value(
        &mut self,
        instance: Instance<'db>,
        item: &Item,
        _here: crate::Place<'db>,
    ) -> Value<'db> {
        match &item.kind {
            ItemKind::Resource { repeat: Some(_), .. } => {
                Value::Namespace(Namespace::Repeated(instance))
            }
            ItemKind::Resource { guard, .. } => self.reference(instance, guard.is_some()),
            _ => self.reference(instance, false),
        }
    }

    /// A reference, with the condition under which its resource exists unless the facts imply it.
    pub(super) fn reference(&mut self, instance: Instance<'db>, guarded: bool) -> Value<'db> {
        if !guarded {
            return Value::Reference(Reference { instance, condition: None });
        }
        match super::condition_of(self.db, instance).clone() {
            Truth::Known(true) | Truth::Unknown => {
                Value::Reference(Reference { instance, condition: None })
            }
            Truth::Known(false) => Value::Null,
            Truth::Deploy(condition) => match self.decide(condition) {
                Truth::Known(true) | Truth::Unknown => {
                    Value::Reference(Reference { instance, condition: None })
                }
                Truth::Known(false) => Value::Null,
                Truth::Deploy(condition) => {
                    Value::Reference(Reference { instance, condition: Some(condition) })
                }
            },
        }
    }

    /// The resource that an expression names, if it exists under a condition only.
    pub(super) fn guarded_resource(
        &self,
        cx: &Context<'db>,
        expr: ExprId,
    ) -> Option<Reference<'db>> {
        let Expr::Name(name) = cx.hir.expr(expr) else { return None };
        if cx.local(name).is_some() {
            return None;
        }
        let (parent, definition) = match &cx.owner {
            Owner::Component(component) if cx.hir.value(name).is_some() => {
                let (declaration, member) = (component.component, cx.hir.value(name)?);
                (Some(component.instance), MemberId { declaration, member })
            }
            _ => match lookup(self.db, cx.declaration, name)? {
                Definition::Declared(declaration) => (None, MemberId { declaration, member: 0 }),
                _ => return None,
            },
        };
        let item = hir(self.db, definition.declaration).item(definition.member);
        if !matches!(item.kind, ItemKind::Resource { guard: Some(_), repeat: None, .. }) {
            return None;
        }
        let instance = Instance::new(self.db, self.stack, parent, definition, None);
        Some(Reference { instance, condition: None })
    }

    /// The type of a `param`, a secret counted.
    pub fn parameter_type(&mut self, declaration: Declaration<'db>) -> Ty<'db> {
        let hir = hir(self.db, declaration);
        let root = hir.root();
        let ItemKind::Param { ty, .. } = &root.kind else { return Ty::Error };
        if root.attribute("secret").is_some() {
            return Ty::Secret;
        }
        crate::resolve_type(self.db, declaration, *ty).clone()
    }

    /// The value of a member of the component whose code is evaluated.
    pub(super) fn member_value(
        &mut self,
        cx: &Context<'db>,
        component: &Rc<ComponentContext<'db>>,
        member: ItemId,
        here: crate::Place<'db>,
    ) -> Spanned<'db> {
        let item = cx.hir.item(member);
        match &item.kind {
            ItemKind::Param { .. } | ItemKind::Let { .. } => {
                if let Some(cached) = component.cache.borrow().get(&member).cloned() {
                    return match cached {
                        Some(value) if matches!(item.kind, ItemKind::Param { .. }) => {
                            used_at(value, here)
                        }
                        Some(value) => Spanned { value: value.value, at: here },
                        None => Spanned {
                            value: self.error(
                                "cycle",
                                here,
                                format!("`{}` is defined by itself", item.name.text),
                                "break the circle: one of them has to be a known value",
                            ),
                            at: here,
                        },
                    };
                }
                component.cache.borrow_mut().insert(member, None);
                let inside = cx.outermost();
                let value = self.inside_only(component.instance, |evaluator| match &item.kind {
                    ItemKind::Let { .. } => {
                        let value = evaluator.eval_let(&inside, item).value;
                        let value = evaluator.bounded(value, here);
                        let value = evaluator.named_condition(component, item, value);
                        Spanned { value, at: here }
                    }
                    _ => evaluator.argument(&inside, component, member),
                });
                component.cache.borrow_mut().insert(member, Some(value.clone()));
                used_at(value, here)
            }
            ItemKind::Resource { .. } | ItemKind::Existing { .. } => {
                let definition = MemberId { declaration: component.component, member };
                let instance =
                    Instance::new(self.db, self.stack, Some(component.instance), definition, None);
                Spanned { value: self.instance_value(instance, item, here), at: here }
            }
            _ => Spanned { value: self.not_a_value(cx, &item.name.text, here), at: here },
        }
    }

    fn not_a_value(&mut self, _cx: &Context<'db>, name: &str, at: crate::Place<'db>) -> Value<'db> {
        self.report(
            Diagnostic::error("not-a-value", at, format!("`{name}` is not a value"))
                .with_help("name a `param`, a `let` or a resource"),
        );
        Value::Error
    }

    pub(super) fn pseudo(
        &mut self,
        cx: &Context<'db>,
        name: &Arc<str>,
        range: TextRange,
    ) -> Value<'db> {
        match &**name {
            "AWS::Region" | "AWS::AccountId" | "AWS::Partition" | "AWS::StackId"
            | "AWS::StackName" | "AWS::URLSuffix" => {
                Computation::Pseudo(name.clone()).of(Ty::String)
            }
            "AWS::NotificationARNs" => Computation::Pseudo(name.clone()).of(Ty::String.list()),
            "AWS::NoValue" => self.error(
                "unknown-name",
                cx.place(range),
                "`AWS::NoValue` is written `null`",
                "write `null`: the property is then left out",
            ),
            // Reported where names are checked.
            _ => Value::Error,
        }
    }
}

/// A value keeps the place where it was written; what is known by its type alone was written nowhere,
/// and is looked at where it is used.
fn used_at<'db>(value: Spanned<'db>, here: crate::Place<'db>) -> Spanned<'db> {
    match value.value {
        Value::Unknown(_) => Spanned { at: here, ..value },
        _ => value,
    }
}
