//! Calls: functions, events, builtins.

use std::sync::Arc;

use sparta_diagnostics::TextRange;

use super::{Context, Evaluator};
use crate::body::{NameRef, Parameter};
use crate::extension::extension;
use crate::meaning::lookup;
use crate::scopes::exported;
use crate::{
    Argument, Declaration, Definition, EventValue, Expr, ExprId, Field, Fields, ItemKind, MemberId,
    Namespace, Place, Reference, Spanned, Value, Word, hir,
};

/// An argument that has been evaluated.
pub(crate) struct Given<'db> {
    pub name: Option<NameRef>,
    pub value: Spanned<'db>,
}

impl<'db> Evaluator<'db> {
    pub(super) fn call(
        &mut self,
        cx: &Context<'db>,
        callee: ExprId,
        arguments: &[Argument],
        range: TextRange,
    ) -> Value<'db> {
        let at = cx.place(range);
        match cx.hir.expr(callee) {
            Expr::Name(name) if cx.local(name).is_none() => {
                let name_at = cx.place(cx.hir.range(callee));
                match lookup(self.db, cx.declaration, name) {
                    Some(Definition::Declared(declaration)) => {
                        self.call_declared(cx, declaration, arguments, at, name_at)
                    }
                    Some(Definition::Unknown) => Value::Error,
                    Some(Definition::Module(_) | Definition::Stack(_)) => {
                        self.not_callable(name, name_at)
                    }
                    None => {
                        let given = self.given_arguments(cx, arguments);
                        self.builtin(cx, name, given, at, name_at)
                    }
                }
            }
            Expr::Member { receiver, name, optional } => {
                let receiver = self.eval(cx, *receiver);
                self.call_member(cx, &receiver, name, *optional, arguments, at)
            }
            Expr::Missing => Value::Error,
            _ => {
                let callee = self.eval(cx, callee);
                if callee.value == Value::Error {
                    return Value::Error;
                }
                let found = self.describe(&callee.value);
                self.error(
                    "not-callable",
                    callee.at,
                    format!("{found} can't be called"),
                    "functions and events can",
                )
            }
        }
    }

    fn not_callable(&mut self, name: &str, at: Place<'db>) -> Value<'db> {
        self.error(
            "not-callable",
            at,
            format!("`{name}` can't be called"),
            "functions and events can",
        )
    }

    /// Evaluates the arguments of a call.
    fn given_arguments(&mut self, cx: &Context<'db>, arguments: &[Argument]) -> Vec<Given<'db>> {
        arguments
            .iter()
            .map(|argument| Given {
                name: argument.name.clone(),
                value: self.eval(cx, argument.value),
            })
            .collect()
    }

    fn call_declared(
        &mut self,
        cx: &Context<'db>,
        declaration: Declaration<'db>,
        arguments: &[Argument],
        at: Place<'db>,
        name_at: Place<'db>,
    ) -> Value<'db> {
        match declaration.word(self.db) {
            Word::Fn => {
                let given = self.given_arguments(cx, arguments);
                self.call_function(declaration, given, at)
            }
            Word::Event => {
                let given = self.given_arguments(cx, arguments);
                let event = MemberId { declaration, member: 0 };
                self.event(event, declaration.name(self.db).clone(), None, given, at)
            }
            _ => self.not_callable(declaration.name(self.db), name_at),
        }
    }

    fn call_member(
        &mut self,
        cx: &Context<'db>,
        receiver: &Spanned<'db>,
        name: &NameRef,
        optional: bool,
        arguments: &[Argument],
        at: Place<'db>,
    ) -> Value<'db> {
        let name_at = cx.place(name.range);
        match &receiver.value {
            Value::Error => Value::Error,
            Value::Null if optional => Value::Null,
            Value::If(_) => self.over_choices(receiver, &mut |evaluator, receiver| {
                evaluator.call_member(cx, receiver, name, optional, arguments, at)
            }),
            Value::Namespace(Namespace::Import(import)) => {
                let declared = crate::import::imported_file(self.db, *import)
                    .and_then(|file| exported(self.db, file, &name.text));
                match declared {
                    Some(declaration) => {
                        self.call_declared(cx, declaration, arguments, at, name_at)
                    }
                    None => self.module_member(*import, name, name_at),
                }
            }
            Value::Reference(reference) => match self.event_of(cx, reference, &name.text) {
                Some((event, of)) => {
                    let given = self.given_arguments(cx, arguments);
                    let value = self.event(event, name.text.clone(), Some(of), given, at);
                    self.of_conditional(reference, optional, name_at, value, &name.text)
                }
                None => {
                    let value = self.member(cx, receiver, name, optional);
                    if value == Value::Error {
                        return Value::Error;
                    }
                    self.not_callable(&name.text, name_at)
                }
            },
            Value::Unknown(_) => {
                self.given_arguments(cx, arguments);
                self.member(cx, receiver, name, optional)
            }
            _ => {
                let value = self.member(cx, receiver, name, optional);
                if value == Value::Error {
                    Value::Error
                } else {
                    self.not_callable(&name.text, name_at)
                }
            }
        }
    }

    /// The event of a name that a resource, or an instance of a component, has.
    fn event_of(
        &self,
        cx: &Context<'db>,
        reference: &Reference<'db>,
        name: &str,
    ) -> Option<(MemberId<'db>, Reference<'db>)> {
        let is_event = |member: &MemberId<'db>| {
            matches!(
                hir(self.db, member.declaration).item(member.member).kind,
                ItemKind::Event { .. }
            )
        };
        if let crate::Kind::Component(component) = crate::kind(self.db, reference.instance)
            && let Some(member) =
                extension(self.db, cx.file, component.name(self.db), name).filter(is_event)
        {
            return Some((member, Reference { instance: reference.instance, condition: None }));
        }
        let instance = crate::resource_of(self.db, reference.instance);
        let ty = crate::resource_type(self.db, instance)?;
        let member = extension(self.db, cx.file, &ty, name).filter(is_event)?;
        Some((member, Reference { instance, condition: None }))
    }

    fn call_function(
        &mut self,
        function: Declaration<'db>,
        given: Vec<Given<'db>>,
        at: Place<'db>,
    ) -> Value<'db> {
        let cx = Context::file(self.db, function);
        let root = cx.hir.root();
        let ItemKind::Fn { parameters, result, value } = &root.kind else {
            return Value::Error;
        };
        if crate::names::is_recursive(self.db, function) {
            return Value::Error;
        }
        let bound = self.bind_arguments(&cx, &root.name.text, parameters, given, at);
        let Some((arguments, cx)) = bound else { return Value::Error };
        let result = crate::resolve_type(self.db, function, *result);
        // What a function makes of a type is its type: so a definition that is checked on its own costs
        // what it says, not what it calls.
        let is_unknown = |field: &Field<'db>| matches!(field.value.value, Value::Unknown(_));
        if arguments.iter().any(is_unknown) {
            return Value::Unknown(result.clone());
        }
        let body = cx.place(cx.hir.range(*value));
        let value = Spanned { at: body, ..self.eval(&cx, *value) };
        let value = self.conform(&cx, value, result).value;
        self.bounded(value, at)
    }

    /// Makes an event of a call, its arguments checked against its parameters.
    pub(super) fn event(
        &mut self,
        event: MemberId<'db>,
        name: Arc<str>,
        of: Option<Reference<'db>>,
        given: Vec<Given<'db>>,
        at: Place<'db>,
    ) -> Value<'db> {
        let hir = hir(self.db, event.declaration);
        let ItemKind::Event { parameters, .. } = &hir.item(event.member).kind else {
            return Value::Error;
        };
        let cx = Context::file(self.db, event.declaration);
        match self.bind_arguments(&cx, &name, parameters, given, at) {
            Some((arguments, _)) => {
                Value::Event(Arc::new(EventValue { event, name, of, arguments }))
            }
            None => Value::Error,
        }
    }

    /// Brings arguments and parameters together: positional first, then by name, defaults last. Gives
    /// them, and the context in which they are bound.
    fn bind_arguments(
        &mut self,
        cx: &Context<'db>,
        name: &str,
        parameters: &[Parameter],
        given: Vec<Given<'db>>,
        at: Place<'db>,
    ) -> Option<(Fields<'db>, Context<'db>)> {
        let mut slots: Vec<Option<Spanned<'db>>> = parameters.iter().map(|_| None).collect();
        let mut complete = true;
        for (position, argument) in given.into_iter().enumerate() {
            let index = match &argument.name {
                None => Some(position).filter(|position| *position < parameters.len()),
                Some(name) => {
                    parameters.iter().position(|parameter| parameter.name.text == name.text)
                }
            };
            let Some(index) = index else {
                complete = false;
                self.superfluous_argument(name, parameters, &argument, at);
                continue;
            };
            if slots[index].is_some() {
                complete = false;
                let name = &parameters[index].name.text;
                self.error(
                    "duplicate-argument",
                    argument.value.at,
                    format!("`{name}` is given twice"),
                    "remove one of them",
                );
                continue;
            }
            slots[index] = Some(argument.value);
        }
        let mut arguments = Fields::with_capacity(parameters.len());
        let mut scope = cx.clone();
        for (parameter, slot) in parameters.iter().zip(slots) {
            let ty = crate::resolve_type(self.db, cx.declaration, parameter.ty);
            let value = match (slot, parameter.default) {
                (Some(value), _) => self.conform(cx, value, ty),
                (None, Some(default)) => {
                    let value = self.eval(&scope, default);
                    self.conform(&scope, value, ty)
                }
                (None, None) if ty.is_optional() => Spanned { value: Value::Null, at },
                // One that is misspelt or too many is the mistake, and this follows from it.
                (None, None) if !complete => Spanned { value: Value::Error, at },
                (None, None) => {
                    complete = false;
                    let missing = &parameter.name.text;
                    let ty = ty.with_article(self.db);
                    self.error(
                        "missing-argument",
                        at,
                        format!("`{name}` needs `{missing}`"),
                        format!("add `{missing}: …`, {ty}"),
                    );
                    Spanned { value: Value::Error, at }
                }
            };
            scope = scope.with(parameter.name.text.clone(), value.clone());
            arguments.set(Field { name: parameter.name.text.clone(), name_at: value.at, value });
        }
        complete.then_some((arguments, scope))
    }

    fn superfluous_argument(
        &mut self,
        callee: &str,
        parameters: &[Parameter],
        argument: &Given<'db>,
        call: Place<'db>,
    ) {
        match &argument.name {
            Some(name) => {
                let at = Place { range: name.range, ..call };
                let names: Vec<&str> =
                    parameters.iter().map(|parameter| &*parameter.name.text).collect();
                let finding = sparta_diagnostics::Diagnostic::error(
                    "unknown-argument",
                    at,
                    format!("`{callee}` has no parameter `{}`", name.text),
                );
                self.report(match sparta_diagnostics::nearest(&name.text, names.iter().copied()) {
                    Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                        format!("write `{near}`"),
                        at,
                        near,
                    ),
                    None => finding.with_help(format!("it has {}", crate::scopes::quoted(&names))),
                });
            }
            None => {
                self.error(
                    "unknown-argument",
                    argument.value.at,
                    format!(
                        "`{callee}` takes {}",
                        crate::scopes::counted(parameters.len(), "argument")
                    ),
                    "remove this one",
                );
            }
        }
    }
}
