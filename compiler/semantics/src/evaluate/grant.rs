//! From grants to IAM statements.

use std::sync::Arc;

use sparta_diagnostics::TextRange;

use super::comprehension::field;
use super::{Context, Evaluator};
use crate::{
    Condition, EventValue, Expr, Fields, GrantValue, Instance, ItemId, ItemKind, Place, Reference,
    Spanned, Truth, Value, hir, same,
};

/// One `allow`, evaluated.
struct Allowed<'db> {
    actions: Vec<Arc<str>>,
    resources: Vec<Spanned<'db>>,
    condition: Option<Spanned<'db>>,
    /// It is given only where this holds.
    given: Option<Condition<'db>>,
    at: Place<'db>,
}

impl<'db> Evaluator<'db> {
    /// The IAM statements that grants, and what events give their target, come to. Those with the
    /// same actions and conditions are one statement.
    pub(crate) fn statements(&mut self, needs: &[Spanned<'db>]) -> Value<'db> {
        let mut allowed = Vec::new();
        for need in needs {
            self.collect(need.value.clone(), need.at, None, &mut allowed);
        }
        let mut merged: Vec<Allowed<'db>> = Vec::new();
        for one in allowed {
            match merged.iter_mut().find(|other| {
                other.actions == one.actions
                    && same_condition(other.condition.as_ref(), one.condition.as_ref())
                    && other.given == one.given
            }) {
                Some(other) => {
                    for resource in one.resources {
                        if !other.resources.iter().any(|known| same(&known.value, &resource.value))
                        {
                            other.resources.push(resource);
                        }
                    }
                }
                None => merged.push(one),
            }
        }
        Value::List(merged.into_iter().map(statement).collect())
    }

    /// The actions that grants allow, whatever on.
    pub fn granted_actions(&mut self, needs: &[Spanned<'db>]) -> Vec<Arc<str>> {
        let mut allowed = Vec::new();
        for need in needs {
            self.collect(need.value.clone(), need.at, None, &mut allowed);
        }
        allowed.into_iter().flat_map(|it| it.actions).collect()
    }

    fn collect(
        &mut self,
        need: Value<'db>,
        at: Place<'db>,
        given: Option<&Condition<'db>>,
        allowed: &mut Vec<Allowed<'db>>,
    ) {
        match need {
            Value::Grant(grant) => self.grant_allows(&grant, at, given, allowed),
            Value::Event(event) => self.event_allows(&event, at, given, allowed),
            Value::List(items) => {
                for item in items.iter() {
                    self.collect(item.value.clone(), item.at, given, allowed);
                }
            }
            Value::If(choice) => {
                let both = |condition: Condition<'db>| match given {
                    Some(outer) => outer.clone().and(condition),
                    None => condition,
                };
                let (then, otherwise) =
                    (both(choice.condition.clone()), both(choice.condition.clone().negated()));
                self.collect(choice.then.clone(), at, Some(&then), allowed);
                self.collect(choice.otherwise.clone(), at, Some(&otherwise), allowed);
            }
            _ => {}
        }
    }

    fn grant_allows(
        &mut self,
        grant: &GrantValue<'db>,
        at: Place<'db>,
        given: Option<&Condition<'db>>,
        allowed: &mut Vec<Allowed<'db>>,
    ) {
        let cx = self.member_context(grant.grant.declaration, &grant.of);
        let members = hir(self.db, grant.grant.declaration).members(grant.grant.member);
        // What is wrong with a grant is shown where it is needed.
        let is_library = at.declaration.file(self.db).is_library(self.db);
        let anchor = self.anchor().filter(|_| is_library).or(Some(at));
        let previous = self.set_anchor(anchor);
        self.allows(&cx, members, at, given, allowed);
        self.set_anchor(previous);
    }

    fn event_allows(
        &mut self,
        event: &EventValue<'db>,
        at: Place<'db>,
        given: Option<&Condition<'db>>,
        allowed: &mut Vec<Allowed<'db>>,
    ) {
        let cx = self.event_context(event, None);
        let members = hir(self.db, event.event.declaration).members(event.event.member);
        // What is wrong with an event is found where it is bound to its target.
        self.quietly(|evaluator| evaluator.allows(&cx, members, at, given, allowed));
    }

    /// The context of an event's body: `self`, its parameters and, where it is known, `target`.
    pub fn event_context(
        &self,
        event: &EventValue<'db>,
        target: Option<Spanned<'db>>,
    ) -> Context<'db> {
        let mut cx = match &event.of {
            Some(of) => self.member_context(event.event.declaration, of),
            None => Context::file(self.db, event.event.declaration),
        };
        for argument in &event.arguments {
            cx = cx.with(argument.name.clone(), argument.value.clone());
        }
        match target {
            Some(target) => cx.with("target".into(), target),
            None => cx,
        }
    }

    fn allows(
        &mut self,
        cx: &Context<'db>,
        members: &[ItemId],
        at: Place<'db>,
        given: Option<&Condition<'db>>,
        allowed: &mut Vec<Allowed<'db>>,
    ) {
        let mut cx = cx.clone();
        for member in members {
            let item = cx.hir.item(*member);
            match &item.kind {
                ItemKind::Let { .. } => {
                    let value = self.eval_let(&cx, item);
                    cx = cx.with(item.name.text.clone(), value);
                }
                ItemKind::Allow { actions, resources, when } => {
                    let resources = self.eval(&cx, *resources);
                    let resources = allowed_resources(resources, given);
                    if resources.is_empty() {
                        continue;
                    }
                    let actions = self.eval(&cx, *actions);
                    let actions = self.actions(&actions);
                    let condition = when
                        .map(|when| self.eval(&cx, when))
                        .filter(|condition| condition.value != Value::Null);
                    for (resource, given) in resources {
                        allowed.push(Allowed {
                            actions: actions.clone(),
                            resources: vec![resource],
                            condition: condition.clone(),
                            given,
                            at,
                        });
                    }
                }
                // What an event refuses gives nothing; the check is reported where the event is bound.
                ItemKind::Check { condition, .. } if item.attribute("warning").is_none() => {
                    let holds = self.quietly(|evaluator| {
                        let condition = evaluator.eval(&cx, *condition);
                        evaluator.truth(&condition)
                    });
                    if holds == Truth::Known(false) {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    fn actions(&mut self, actions: &Spanned<'db>) -> Vec<Arc<str>> {
        let items: Vec<Spanned<'db>> = match &actions.value {
            Value::List(items) => items.to_vec(),
            _ => vec![actions.clone()],
        };
        items
            .iter()
            .filter_map(|item| match &item.value {
                Value::String(action) => Some(action.clone()),
                _ => None,
            })
            .collect()
    }

    /// Divides needs: `held` are those of a source that holds the name of what receives its events in
    /// its own properties, and so waits for it; the others are `free`.
    pub(crate) fn parted(
        &self,
        on: &[Spanned<'db>],
        needs: &[Spanned<'db>],
        at: Place<'db>,
    ) -> Value<'db> {
        let sources: Vec<Instance<'db>> = on
            .iter()
            .filter_map(|event| match &event.value {
                Value::Event(event) if self.writes_target(event) => event.of.as_ref(),
                _ => None,
            })
            .map(|source| crate::resource_of(self.db, source.instance))
            .collect();
        let is_held = |need: &Spanned<'db>| {
            Self::needed(&need.value).iter().any(|(reference, _)| {
                sources.contains(&crate::resource_of(self.db, reference.instance))
            })
        };
        let (held, free): (Vec<_>, Vec<_>) = needs.iter().cloned().partition(is_held);
        let list = |name, items: Vec<Spanned<'db>>| {
            field(name, Spanned { value: Value::List(items.into()), at })
        };
        Value::Object(Arc::new([list("held", held), list("free", free)].into_iter().collect()))
    }

    /// Whether an event sets a property of its source to something made of its target.
    fn writes_target(&self, event: &EventValue<'db>) -> bool {
        let hir = hir(self.db, event.event.declaration);
        let names_target = |range: TextRange| {
            hir.exprs().any(|(expr, at)| {
                range.contains_range(*at) && matches!(expr, Expr::Name(name) if &**name == "target")
            })
        };
        hir.members(event.event.member).iter().any(|member| match &hir.item(*member).kind {
            ItemKind::Set { value, .. } => names_target(hir.range(*value)),
            _ => false,
        })
    }

    /// Of which resources a grant, or a bare reference, is: for discovery.
    pub(crate) fn needed(need: &Value<'db>) -> Vec<(Reference<'db>, Option<Condition<'db>>)> {
        match need {
            Value::Grant(grant) => vec![(grant.of.clone(), None)],
            Value::Reference(reference) => vec![(
                Reference { instance: reference.instance, condition: None },
                reference.condition.clone(),
            )],
            Value::If(choice) => {
                let with = |needs: Vec<(Reference<'db>, Option<Condition<'db>>)>,
                            condition: Condition<'db>| {
                    needs
                        .into_iter()
                        .map(|(reference, inner)| {
                            let condition = match inner {
                                Some(inner) => condition.clone().and(inner),
                                None => condition.clone(),
                            };
                            (reference, Some(condition))
                        })
                        .collect::<Vec<_>>()
                };
                let mut all = with(Self::needed(&choice.then), choice.condition.clone());
                all.extend(with(
                    Self::needed(&choice.otherwise),
                    choice.condition.clone().negated(),
                ));
                all
            }
            _ => Vec::new(),
        }
    }
}

fn same_condition(a: Option<&Spanned<'_>>, b: Option<&Spanned<'_>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(&a.value, &b.value),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// What is allowed on, and where: what may be null is allowed where it is not.
fn allowed_resources<'db>(
    resources: Spanned<'db>,
    given: Option<&Condition<'db>>,
) -> Vec<(Spanned<'db>, Option<Condition<'db>>)> {
    let at = resources.at;
    match resources.value {
        Value::Null => Vec::new(),
        Value::List(items) => {
            items.iter().flat_map(|item| allowed_resources(item.clone(), given)).collect()
        }
        Value::If(choice) if choice.then == Value::Null || choice.otherwise == Value::Null => {
            let (value, holds) = if choice.then == Value::Null {
                (choice.otherwise.clone(), choice.condition.clone().negated())
            } else {
                (choice.then.clone(), choice.condition.clone())
            };
            let given = match given {
                Some(outer) => outer.clone().and(holds),
                None => holds,
            };
            allowed_resources(Spanned { value, at }, Some(&given))
        }
        value => vec![(Spanned { value, at }, given.cloned())],
    }
}

fn statement<'db>(allowed: Allowed<'db>) -> Spanned<'db> {
    let at = allowed.at;
    let spanned = |value| Spanned { value, at };
    let one_or_list = |mut items: Vec<Spanned<'db>>| {
        if items.len() == 1 { items.swap_remove(0).value } else { Value::List(items.into()) }
    };
    let actions =
        allowed.actions.iter().map(|action| spanned(Value::String(action.clone()))).collect();
    let mut fields = Fields::default();
    fields.set(field("Effect", spanned(Value::string("Allow"))));
    fields.set(field("Action", spanned(Value::List(actions))));
    fields.set(field("Resource", spanned(one_or_list(allowed.resources))));
    if let Some(condition) = allowed.condition {
        fields.set(field("Condition", condition));
    }
    let statement = Value::Object(Arc::new(fields));
    spanned(match allowed.given {
        Some(condition) => Value::choice(condition, statement, Value::Null),
        None => statement,
    })
}
