//! What declarations ask of each other, each answer computed once.

use std::rc::Rc;
use std::sync::Arc;

use super::comprehension::bind;
use super::{Arguments, ComponentContext, Context, Evaluator, Owner};
use crate::conform::absent_property;
use crate::{
    Binding, Db, Declaration, Entry, Expr, FieldName, Fields, Instance, ItemKind, Key, Kind,
    NamedCondition, Place, SettingValue, Spanned, Stack, Truth, Ty, Value, hir,
};

/// The value of a `let`.
#[salsa::tracked(cycle_result = |_, _, _, _| Value::Error)]
pub(crate) fn let_value<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Value<'db> {
    let mut evaluator = Evaluator::new(db, stack);
    evaluator.let_declaration(declaration)
}

impl<'db> Evaluator<'db> {
    /// Evaluates a `let`, and checks its type if it has one.
    pub fn let_declaration(&mut self, declaration: Declaration<'db>) -> Value<'db> {
        let hir = hir(self.db, declaration);
        let root = hir.root();
        let cx = Context::file(self.db, declaration);
        let mut spanned = self.eval_let(&cx, root);
        spanned.value = self.bounded(spanned.value, cx.place(root.name.range));
        match spanned.value {
            Value::Condition(condition) => {
                if root.name.text.contains('_') {
                    let at = cx.place(root.name.range);
                    self.report(crate::names::bad_name(&root.name.text, at));
                }
                Value::Condition(crate::Condition::Named(Arc::new(NamedCondition {
                    id: root.name.text.clone(),
                    declaration,
                    instance: None,
                    condition,
                })))
            }
            other => other,
        }
    }

    /// The value of a `let`, wherever it stands: of the type that it has been given.
    pub fn eval_let(&mut self, cx: &Context<'db>, item: &crate::Item) -> Spanned<'db> {
        let ItemKind::Let { ty, value } = item.kind else {
            return Spanned { value: Value::Error, at: cx.place(item.name.range) };
        };
        let value = self.eval(cx, value);
        match ty {
            Some(ty) => {
                let ty = crate::resolve_type(self.db, cx.declaration, ty);
                self.conform(cx, value, ty)
            }
            None => value,
        }
    }

    /// Gives a condition the name of the component's `let` that it is.
    pub(super) fn named_condition(
        &self,
        component: &ComponentContext<'db>,
        item: &crate::Item,
        value: Value<'db>,
    ) -> Value<'db> {
        match value {
            Value::Condition(condition) if !matches!(condition, crate::Condition::Named(_)) => {
                let id = format!(
                    "{}{}",
                    crate::logical_id(self.db, component.instance),
                    crate::pascal_case(&item.name.text)
                );
                Value::Condition(crate::Condition::Named(Arc::new(NamedCondition {
                    id: id.into(),
                    declaration: component.component,
                    instance: Some(component.instance),
                    condition,
                })))
            }
            other => other,
        }
    }
}

/// The value of a `setting`: from the command line, the environment, or its default.
#[salsa::tracked(cycle_result = |_, _, _, _| Value::Error)]
pub(crate) fn setting_value<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Value<'db> {
    Evaluator::new(db, stack).setting_declaration(declaration)
}

impl<'db> Evaluator<'db> {
    /// Evaluates a `setting` and checks its type.
    pub fn setting_declaration(&mut self, declaration: Declaration<'db>) -> Value<'db> {
        let hir = hir(self.db, declaration);
        let root = hir.root();
        let ItemKind::Setting { ty, default } = &root.kind else { return Value::Error };
        let ty = crate::resolve_type(self.db, declaration, *ty);
        let cx = Context::file(self.db, declaration);
        let given = self.stack.settings(self.db).iter().find(|(name, _)| *name == root.name.text);
        let value = match (given, default) {
            (Some((_, SettingValue::CommandLine(text))), _) => Spanned {
                value: crate::configuration::command_line_value(
                    text,
                    ty,
                    cx.place(root.name.range),
                ),
                at: cx.place(root.name.range),
            },
            (Some((name, SettingValue::Environment(environment))), _) => {
                crate::configuration::environment_setting(self, *environment, name)
            }
            (None, Some(default)) => self.eval(&cx, *default),
            (None, None) => return Value::Unknown(ty.clone()),
        };
        let value = self.conform(&cx, value, ty);
        let value = self.constrain(value, root, &cx);
        if !Self::is_known(&value.value) && value.value != Value::Error {
            return self
                .phase_error(&value, "a setting has to be known when the program is compiled");
        }
        value.value
    }
}

/// The item that an instance is an instance of, and the names around it.
pub(super) fn instance_context<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Context<'db> {
    let definition = instance.definition(db);
    let outer = match instance.parent(db) {
        None => Context::file(db, definition.declaration),
        Some(parent) => inside(db, parent),
    };
    let Some(Key::Element(key)) = instance.key(db) else { return outer };
    let item = hir(db, definition.declaration).item(definition.member);
    let ItemKind::Resource { repeat: Some(binding), .. } = &item.kind else { return outer };
    let all = Instance::new(db, instance.stack(db), instance.parent(db), definition, None);
    match elements(db, all).rounds.iter().find(|round| round.key == *key) {
        Some(round) => {
            let inside = outer.with(binding.first.text.clone(), round.first.clone());
            match (&binding.second, &round.second) {
                (Some(name), Some(value)) => inside.with(name.text.clone(), value.clone()),
                _ => inside,
            }
        }
        None => outer,
    }
}

/// The inside of an instance of a component.
pub(crate) fn inside<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Context<'db> {
    let definition = instance.definition(db);
    let Kind::Component(component) = crate::kind(db, instance) else {
        return Context::file(db, definition.declaration);
    };
    let arguments = match &hir(db, definition.declaration).item(definition.member).kind {
        ItemKind::Resource { body, .. } => {
            Arguments::Written { context: instance_context(db, instance), body: *body }
        }
        _ => Arguments::Unknown,
    };
    Context::component(db, Rc::new(ComponentContext::new(instance, *component, arguments)))
}

/// The rounds of a repeated declaration.
#[derive(Debug, Default, PartialEq, Eq, salsa::SalsaValue)]
pub struct Elements<'db> {
    pub rounds: Vec<ElementRound<'db>>,
    /// Only the type of what it goes through is known.
    pub abstracted: bool,
}

/// One element: its key and what the repetition's names are bound to.
#[derive(Debug, PartialEq, Eq, salsa::SalsaValue)]
pub struct ElementRound<'db> {
    pub key: Arc<str>,
    pub first: Spanned<'db>,
    pub second: Option<Spanned<'db>>,
}

impl Elements<'_> {
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.rounds.iter().map(|round| &round.key)
    }
}

/// The elements of a repeated declaration; `instance` is the declaration without a key.
#[salsa::tracked(cycle_result = |_, _, _| Elements::default())]
pub(crate) fn elements<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Elements<'db> {
    let mut evaluator = Evaluator::new(db, instance.stack(db));
    evaluator.elements(instance)
}

impl<'db> Evaluator<'db> {
    /// Computes the elements of a repeated declaration and reports keys that are missing or double.
    pub(crate) fn elements(&mut self, instance: Instance<'db>) -> Elements<'db> {
        let definition = instance.definition(self.db);
        let item = hir(self.db, definition.declaration).item(definition.member);
        let ItemKind::Resource { repeat: Some(binding), .. } = &item.kind else {
            return Elements::default();
        };
        let cx = instance_context(self.db, instance);
        self.repetition(&cx, binding)
    }

    /// What a repetition goes through, in the context of its declaration.
    pub fn repetition(&mut self, cx: &Context<'db>, binding: &Binding) -> Elements<'db> {
        let mut elements = Elements::default();
        let mut seen = rustc_hash::FxHashSet::default();
        for round in self.rounds(cx, binding).unwrap_or_default() {
            if round.abstracted {
                elements.abstracted = true;
                let (first, second) = (round.first, round.second);
                elements.rounds.push(ElementRound { key: "".into(), first, second });
                continue;
            }
            let at = cx.place(cx.hir.range(binding.iterable));
            match self.element_key(&round) {
                None => {
                    self.error(
                        "bad-key",
                        at,
                        "an element has no key to be named by",
                        "go through Strings, Ints, resources, a map, or objects with a `name`",
                    );
                }
                Some(key) if !seen.insert(key.clone()) => {
                    self.error(
                        "duplicate-key",
                        round.first.at,
                        format!("the key \"{key}\" comes twice"),
                        "make the elements differ: each becomes a resource of its own",
                    );
                }
                Some(key) if crate::pascal_case(&key).is_empty() => {
                    self.error(
                        "bad-key",
                        at,
                        format!("\"{key}\" has no letter or digit to make a logical id of"),
                        "use keys of letters and digits",
                    );
                }
                Some(key) => elements.rounds.push(ElementRound {
                    key,
                    first: round.first,
                    second: round.second,
                }),
            }
        }
        elements
    }

    /// The context of one element, given the context of the declaration.
    pub fn element_context(
        cx: &Context<'db>,
        binding: &Binding,
        round: &ElementRound<'db>,
    ) -> Context<'db> {
        bind(
            cx,
            binding,
            &super::comprehension::Round {
                first: round.first.clone(),
                second: round.second.clone(),
                abstracted: false,
            },
        )
    }
}

/// Under which condition an instance exists, what it is a part of counted.
#[salsa::tracked(cycle_result = |_, _, _| Truth::Unknown)]
pub fn condition_of<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Truth<'db> {
    Evaluator::new(db, instance.stack(db)).instance_condition(instance)
}

impl<'db> Evaluator<'db> {
    /// Under which condition an instance exists.
    pub fn instance_condition(&mut self, instance: Instance<'db>) -> Truth<'db> {
        let definition = instance.definition(self.db);
        let outer = match instance.parent(self.db) {
            Some(parent) => condition_of(self.db, parent).clone(),
            None => Truth::Known(true),
        };
        let item = hir(self.db, definition.declaration).item(definition.member);
        let ItemKind::Resource { guard: Some(guard), .. } = &item.kind else { return outer };
        let cx = instance_context(self.db, instance);
        let value = self.eval(&cx, *guard);
        outer.and(self.truth(&value))
    }
}

/// The value of a component's output, and whether computing it needs itself.
#[derive(Debug, PartialEq, Eq, salsa::SalsaValue)]
pub struct OutputValue<'db> {
    pub value: Value<'db>,
    pub cyclic: bool,
}

/// An output of an instance of a component.
#[salsa::tracked(cycle_result = |_, _, _, _| OutputValue { value: Value::Error, cyclic: true })]
pub fn output_value<'db>(
    db: &'db dyn Db,
    instance: Instance<'db>,
    output: u32,
) -> OutputValue<'db> {
    let mut evaluator = Evaluator::new(db, instance.stack(db));
    let cx = inside(db, instance);
    let value = match &cx.hir.item(output).kind {
        ItemKind::Output { value } => {
            let value = evaluator.eval(&cx, *value);
            evaluator.bounded(value.value, value.at)
        }
        _ => Value::Error,
    };
    OutputValue { value, cyclic: false }
}

/// A property as it is written on a resource, in the form in which the template has it; null if it
/// is not written.
#[salsa::tracked(cycle_result = |_, _, _, _| Value::Unknown(Ty::Any))]
fn written<'db>(db: &'db dyn Db, instance: Instance<'db>, name: Arc<str>) -> Value<'db> {
    let mut evaluator = Evaluator::new(db, instance.stack(db));
    evaluator.property(instance, &name)
}

/// A property as it is written on a resource. Most that are asked for are not there, and nothing has to
/// be evaluated to say so.
pub fn written_property<'db>(
    db: &'db dyn Db,
    instance: Instance<'db>,
    name: &Arc<str>,
) -> Value<'db> {
    let resource = crate::resource_of(db, instance);
    let definition = resource.definition(db);
    let hir = hir(db, definition.declaration);
    match &hir.item(definition.member).kind {
        ItemKind::Resource { body, .. } | ItemKind::Existing { body, .. }
            if hir.may_have(*body, name) =>
        {
            written(db, resource, name.clone()).clone()
        }
        _ => unwritten(db, resource, name),
    }
}

/// What a property is taken for that is not written.
fn unwritten<'db>(db: &'db dyn Db, instance: Instance<'db>, name: &str) -> Value<'db> {
    let definition = instance.definition(db);
    let hir = hir(db, definition.declaration);
    match (&hir.item(definition.member).kind, crate::kind(db, instance)) {
        (ItemKind::Resource { body, .. }, Kind::Resource(ty)) => {
            absent_property(db, hir, *body, ty, name)
        }
        _ => Value::Null,
    }
}

impl<'db> Evaluator<'db> {
    /// A property as it is written on a resource. Of the one that is judged it is known already.
    pub(super) fn property_of(&self, instance: Instance<'db>, name: &Arc<str>) -> Value<'db> {
        match &self.judged {
            Some((judged, properties)) if *judged == instance => match properties.get(name) {
                Some(property) => property.value.clone(),
                None => unwritten(self.db, instance, name),
            },
            _ => written_property(self.db, instance, name),
        }
    }

    fn property(&mut self, instance: Instance<'db>, name: &Arc<str>) -> Value<'db> {
        let definition = instance.definition(self.db);
        let item = hir(self.db, definition.declaration).item(definition.member);
        let (ItemKind::Resource { body, .. } | ItemKind::Existing { body, .. }) = &item.kind else {
            return Value::Null;
        };
        let cx = instance_context(self.db, instance);
        match (self.field_of(&cx, *body, name), crate::kind(self.db, instance)) {
            (Some(value), Kind::Resource(ty)) => self.conform_property(&cx, value, ty, name).value,
            (Some(value), _) => value.value,
            (None, _) => unwritten(self.db, instance, name),
        }
    }

    /// One field of an object as written, without evaluating the others.
    pub(crate) fn field_of(
        &mut self,
        cx: &Context<'db>,
        body: crate::ExprId,
        name: &str,
    ) -> Option<Spanned<'db>> {
        let Expr::Object(entries) = cx.hir.expr(body) else { return None };
        for entry in entries.iter().rev() {
            match entry {
                Entry::Field { name: FieldName::Name(field), value } if *field.text == *name => {
                    return Some(self.eval(cx, *value));
                }
                Entry::Field { name: FieldName::Computed(key), value } => {
                    if self.known_string(cx, *key).is_some_and(|key| *key == *name) {
                        return Some(self.eval(cx, *value));
                    }
                }
                Entry::Field { .. } => {}
                Entry::Spread(expr) => {
                    let spread = self.eval(cx, *expr);
                    if let Value::Object(fields) = &spread.value
                        && let Some(value) = fields.get(name)
                    {
                        return Some(value.clone());
                    }
                }
            }
        }
        None
    }

    /// What an instance was given for a parameter, converted to the parameter's type.
    pub(super) fn argument(
        &mut self,
        inside: &Context<'db>,
        component: &ComponentContext<'db>,
        member: u32,
    ) -> Spanned<'db> {
        let hir = hir(self.db, component.component);
        let item = hir.item(member);
        let here = Place { declaration: component.component, range: item.name.range };
        let ItemKind::Param { ty, default } = &item.kind else {
            return Spanned { value: Value::Error, at: here };
        };
        let ty = crate::resolve_type(self.db, component.component, *ty);
        let given = match &component.arguments {
            Arguments::Unknown => return Spanned { value: Value::Unknown(ty.clone()), at: here },
            Arguments::Written { context, body } => {
                self.field_of(context, *body, &item.name.text).map(|value| (context.clone(), value))
            }
        };
        match (given, default) {
            (Some((context, value)), _) if value.value != Value::Null || ty.is_optional() => {
                let value = self.conform(&context, value, ty);
                self.constrain(value, item, inside)
            }
            (_, Some(default)) => {
                let value = self.eval(inside, *default);
                self.conform(inside, value, ty)
            }
            // A missing one is reported where the instance is lowered.
            (Some(_) | None, None) if ty.is_optional() => Spanned { value: Value::Null, at: here },
            (Some(_) | None, None) => Spanned { value: Value::Error, at: here },
        }
    }
}

/// What an `existing` says of itself.
#[salsa::tracked(cycle_result = |_, _, _| Fields::default())]
pub(crate) fn existing_fields<'db>(db: &'db dyn Db, instance: Instance<'db>) -> Fields<'db> {
    let definition = instance.definition(db);
    let item = hir(db, definition.declaration).item(definition.member);
    let ItemKind::Existing { body, .. } = &item.kind else { return Fields::default() };
    let cx = instance_context(db, instance);
    match Evaluator::new(db, instance.stack(db)).eval(&cx, *body).value {
        Value::Object(fields) => Arc::unwrap_or_clone(fields),
        _ => Fields::default(),
    }
}

impl<'db> Context<'db> {
    /// The instance whose inside this is.
    pub fn instance(&self) -> Option<Instance<'db>> {
        match &self.owner {
            Owner::Component(component) => Some(component.instance),
            Owner::File => None,
        }
    }
}
