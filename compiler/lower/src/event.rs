//! Events: what connects a source and its target.

use std::sync::Arc;

use sparta_semantics::{
    Condition, Context, Evaluator, EventValue, Expr, ExprId, Fields, Instance, Item, ItemId,
    ItemKind, Key, MemberId, Place, Reference, Spanned, Value, hir, resource_of,
};

use crate::resource::RESOURCE_STEPS;
use crate::{EventUse, Lowering, SetProperty};

/// An event given to an instance, and the element that says so.
struct Call<'db> {
    event: Arc<EventValue<'db>>,
    /// It is bound only where this holds.
    condition: Option<Condition<'db>>,
    at: Place<'db>,
}

impl<'db> Lowering<'db> {
    /// Binds the events among an instance's arguments to it.
    pub(crate) fn bind_events(&mut self, target: Instance<'db>, values: &[Spanned<'db>]) {
        let mut calls = Vec::new();
        for value in values {
            collect(&value.value, value.at, None, &mut calls);
        }
        for (index, call) in calls.iter().enumerate() {
            let same = |other: &&Call<'db>| {
                other.event.event == call.event.event
                    && other.event.of == call.event.of
                    && other.condition == call.condition
            };
            let earlier: Vec<&Call<'db>> = calls[..index].iter().filter(same).collect();
            let all: Vec<&Call<'db>> = calls.iter().filter(same).collect();
            self.under(call.condition.clone(), |lowering| {
                lowering.bind_event(target, call, &earlier, &all);
            });
        }
    }

    fn bind_event(
        &mut self,
        target: Instance<'db>,
        call: &Call<'db>,
        earlier: &[&Call<'db>],
        all: &[&Call<'db>],
    ) {
        if !self.evaluator.spend(RESOURCE_STEPS + all.len(), call.at) {
            return;
        }
        let event = &call.event;
        let declaration = event.event.declaration;
        let item = hir(self.db, declaration).item(event.event.member);
        let source = event.of.as_ref().map(|of| of.instance);
        let ordinal = u32::try_from(earlier.len()).unwrap_or(u32::MAX).saturating_add(1);
        let own = Reference { instance: resource_of(self.db, target), condition: None };
        let target_value = Spanned { value: Value::Reference(own), at: call.at };
        let cx = self
            .evaluator
            .event_context(event, Some(target_value))
            .with("calls".into(), arguments(all, call.at))
            .with("earlier".into(), arguments(earlier, call.at));
        let bound = Instance::new(
            self.db,
            self.stack,
            Some(target),
            event.event,
            Some(Key::Event { source, ordinal }),
        );
        let emits = item.attribute("once").is_none() || earlier.is_empty();
        let previous = self.evaluator.set_anchor(Some(self.shown(call.at)));
        self.event_body(cx, bound, event.event.member, emits, call.at);
        self.evaluator.set_anchor(previous);
        self.lowered.events.push(EventUse {
            source,
            event: event.name.clone(),
            target,
            at: call.at,
        });
    }

    fn event_body(
        &mut self,
        mut cx: Context<'db>,
        bound: Instance<'db>,
        event: ItemId,
        emits: bool,
        at: Place<'db>,
    ) {
        let hir = cx.hir;
        let members = hir.members(event);
        let part = |lowering: &Self, member: ItemId| {
            let definition = MemberId { declaration: cx.declaration, member };
            Instance::new(lowering.db, lowering.stack, Some(bound), definition, None)
        };
        let parts: Vec<(Instance<'db>, &Item)> = members
            .iter()
            .filter(|member| matches!(hir.item(**member).kind, ItemKind::Resource { .. }))
            .map(|member| (part(self, *member), hir.item(*member)))
            .collect();
        for (instance, item) in &parts {
            let reference = Reference { instance: *instance, condition: None };
            cx =
                cx.with(item.name.text.clone(), Spanned { value: Value::Reference(reference), at });
        }
        // What a check refuses is not made: it would be wrong in further ways.
        let mut emits = emits;
        for member in members {
            let item = hir.item(*member);
            match &item.kind {
                ItemKind::Let { .. } => {
                    let value = self.evaluator.eval_let(&cx, item);
                    cx = cx.with(item.name.text.clone(), value);
                }
                ItemKind::Check { .. } => emits &= self.check(&cx, item),
                ItemKind::Allow { actions, resources, when } => {
                    for part in [Some(actions), Some(resources), when.as_ref()] {
                        part.map(|part| self.evaluator.eval(&cx, *part));
                    }
                }
                ItemKind::Set { target, value } if emits => self.set(&cx, *target, *value, at),
                _ => {}
            }
        }
        if emits {
            for (instance, item) in parts {
                self.item(&cx, instance, item);
            }
        }
    }

    /// `set self.A.B: value`.
    fn set(&mut self, cx: &Context<'db>, target: ExprId, value: ExprId, at: Place<'db>) {
        let mut path = Vec::new();
        let mut expr = target;
        let receiver = loop {
            match cx.hir.expr(expr) {
                Expr::Member { receiver, name, .. } => {
                    path.push(name.text.clone());
                    expr = *receiver;
                }
                Expr::Name(name) => break name,
                _ => return,
            }
        };
        path.reverse();
        let Some(Value::Reference(reference)) = cx.local(receiver).map(|bound| bound.value.clone())
        else {
            return;
        };
        let Some(first) = path.first().cloned() else { return };
        let resource = resource_of(self.db, reference.instance);
        let value = self.evaluator.eval(cx, value);
        let mut value = self.in_path(cx, resource, &path, value, &first);
        // What names the target is there where the target is. A constant may always be: others set it too.
        if let Some(condition) = self.condition.clone()
            && !Evaluator::is_known(&value.value)
        {
            value.value = Value::choice(condition, value.value, Value::Null);
        }
        self.lowered.sets.push(SetProperty { resource, path, value, at });
    }

    /// A value as it stands at a path of a resource's properties: references become what is wanted.
    fn in_path(
        &mut self,
        cx: &Context<'db>,
        resource: Instance<'db>,
        path: &[Arc<str>],
        value: Spanned<'db>,
        first: &Arc<str>,
    ) -> Spanned<'db> {
        let Some(ty) = sparta_semantics::resource_type(self.db, resource) else { return value };
        let at = value.at;
        let nested = path[1..].iter().rev().fold(value, |inner, name| {
            let mut fields = Fields::default();
            fields.set(sparta_semantics::Field { name: name.clone(), name_at: at, value: inner });
            Spanned { value: Value::Object(Arc::new(fields)), at }
        });
        let mut converted = self.evaluator.conform_property(cx, nested, &ty, first);
        for name in &path[1..] {
            let inner = match &converted.value {
                Value::Object(fields) => fields.get(name).cloned(),
                _ => None,
            };
            converted = inner.unwrap_or(Spanned { value: Value::Error, at });
        }
        converted
    }
}

fn collect<'db>(
    value: &Value<'db>,
    at: Place<'db>,
    condition: Option<&Condition<'db>>,
    calls: &mut Vec<Call<'db>>,
) {
    match value {
        Value::List(items) => {
            items.iter().for_each(|item| collect(&item.value, item.at, condition, calls));
        }
        Value::Event(event) => {
            calls.push(Call { event: event.clone(), condition: condition.cloned(), at });
        }
        Value::If(choice) => {
            let both = |inner: Condition<'db>| match condition {
                Some(outer) => outer.clone().and(inner),
                None => inner,
            };
            collect(&choice.then, at, Some(&both(choice.condition.clone())), calls);
            let otherwise = both(choice.condition.clone().negated());
            collect(&choice.otherwise, at, Some(&otherwise), calls);
        }
        _ => {}
    }
}

/// The arguments of calls, as the list that library code sees.
fn arguments<'db>(calls: &[&Call<'db>], at: Place<'db>) -> Spanned<'db> {
    let items = calls
        .iter()
        .map(|call| Spanned {
            value: Value::Object(Arc::new(call.event.arguments.clone())),
            at: call.at,
        })
        .collect();
    Spanned { value: Value::List(items), at }
}
