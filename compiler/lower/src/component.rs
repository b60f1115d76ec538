//! Instances of components.

use std::rc::Rc;

use sparta_diagnostics::{Diagnostic, nearest};
use sparta_semantics::{
    Arguments, ComponentContext, Context, Declaration, Entry, Expr, ExprId, FieldName, Instance,
    Item, ItemId, ItemKind, MemberId, Place, Spanned, Value, hir, is_recursive, proposing, quoted,
    resolve_type, type_placeholder,
};

use crate::{GrantUse, Lowering, MAX_DEPTH};

impl<'db> Lowering<'db> {
    pub(crate) fn component(
        &mut self,
        outer: &Context<'db>,
        instance: Instance<'db>,
        item: &'db Item,
        component: Declaration<'db>,
    ) {
        let ItemKind::Resource { body, .. } = &item.kind else { return };
        if self.depth == MAX_DEPTH {
            // A component in itself is reported at its declaration.
            if !self.abstracted && !is_recursive(self.db, component) {
                let message = format!("components nest deeper than {MAX_DEPTH} levels here");
                self.evaluator.report(
                    Diagnostic::error("nested-too-deeply", self.head, message)
                        .with_help("let fewer components be made of others"),
                );
            }
            return;
        }
        let written = Arguments::Written { context: outer.clone(), body: *body };
        let own = Rc::new(ComponentContext::new(instance, component, written));
        let inside = Context::component(self.db, own.clone());
        let place = self.shown(outer.place(item.head));
        let mut lent = vec![(outer.clone(), item.attributes.iter().collect::<Vec<_>>())];
        if &*item.name.text == "self" {
            lent.extend(self.lent_attributes.iter().cloned());
        }
        if sparta_semantics::resource_of(self.db, instance) == instance {
            self.nothing_to_lend(outer, item, component);
        }
        let before =
            (std::mem::replace(&mut self.lent_attributes, lent), self.after.len(), self.open);
        for attribute in item.attributes.iter().filter(|attribute| &*attribute.name.text == "after")
        {
            let after = self.after_targets(outer, attribute);
            self.after.extend(after);
        }
        self.open |= crate::resource::allows(item, "unknown-property");
        self.depth += 1;
        let previous = self.evaluator.set_anchor(Some(place));
        for (parameter, at) in self.fields(outer, *body, component, place) {
            own.lose(parameter, at);
        }
        self.evaluator.explore(outer, *body);
        let bound = self.parameters(&inside, component);
        if !(self.abstracted && component.file(self.db).is_library(self.db)) {
            self.members(&inside, instance);
            self.bind_events(instance, &bound);
            self.grants(instance, &bound);
        }
        self.evaluator.set_anchor(previous);
        self.depth -= 1;
        self.lent_attributes = before.0;
        self.after.truncate(before.1);
        self.open = before.2;
    }

    /// What is said of one resource can't be said of a component that is none.
    fn nothing_to_lend(
        &mut self,
        outer: &Context<'db>,
        item: &'db Item,
        component: Declaration<'db>,
    ) {
        let of_resources = ["creationPolicy", "metadata", "retain", "snapshot", "updatePolicy"];
        for attribute in &item.attributes {
            let name = &*attribute.name.text;
            if of_resources.contains(&name) {
                let component = component.name(self.db);
                self.evaluator.report(
                    Diagnostic::error(
                        "wrong-annotation",
                        outer.place(attribute.range),
                        format!("`@{name}` is said of a resource, and `{component}` has several"),
                    )
                    .with_help(format!("write it in `{component}`, before the part that is meant")),
                );
            }
        }
    }

    /// Reports fields that the component has no parameter for, and parameters that have no field; gives
    /// the parameters that such fields were probably meant for.
    fn fields(
        &mut self,
        outer: &Context<'db>,
        body: ExprId,
        component: Declaration<'db>,
        head: Place<'db>,
    ) -> Vec<(ItemId, Place<'db>)> {
        let hir = hir(self.db, component);
        let parameters: Vec<(ItemId, &Item)> = hir
            .members(0)
            .iter()
            .map(|member| (*member, hir.item(*member)))
            .filter(|(_, item)| matches!(item.kind, ItemKind::Param { .. }))
            .collect();
        let Expr::Object(entries) = outer.hir.expr(body) else { return Vec::new() };
        let mut given = Vec::new();
        for entry in entries {
            match entry {
                Entry::Field { name: FieldName::Name(name), .. } => {
                    given.push((name.text.clone(), outer.place(name.range)));
                }
                Entry::Field { name: FieldName::Computed(_), .. } => {}
                Entry::Spread(spread) => match self.evaluator.eval(outer, *spread).value {
                    Value::Object(fields) => {
                        given
                            .extend(fields.iter().map(|field| (field.name.clone(), field.name_at)));
                    }
                    // What is in it is not known: whether something is missing neither.
                    Value::Null => {}
                    _ => return Vec::new(),
                },
            }
        }
        let names: Vec<&str> = parameters.iter().map(|(_, item)| &*item.name.text).collect();
        let what = component.name(self.db);
        let mut meant = Vec::new();
        for (name, at) in &given {
            if !names.contains(&&**name) {
                let finding = Diagnostic::error(
                    "unknown-property",
                    *at,
                    format!("`{what}` has no property `{name}`"),
                );
                let near = nearest(name, names.iter().copied());
                let is_meant = |item: &Item| near == Some(&*item.name.text);
                let found = parameters.iter().find(|(_, item)| is_meant(item));
                meant.extend(found.map(|(parameter, item)| (*parameter, &*item.name.text, *at)));
                self.evaluator.report(match near {
                    Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                        format!("write `{near}`"),
                        *at,
                        near,
                    ),
                    None => finding.with_help(format!("it has {}", quoted(&names))),
                });
            }
        }
        let missing: Vec<&str> = parameters
            .iter()
            .map(|(_, item)| item)
            .filter(|item| match &item.kind {
                ItemKind::Param { ty, default } => {
                    default.is_none() && !resolve_type(self.db, component, *ty).is_optional()
                }
                _ => false,
            })
            .map(|item| &*item.name.text)
            .filter(|name| !given.iter().any(|(given, _)| &**given == *name))
            .filter(|name| !meant.iter().any(|(_, meant, _)| meant == name))
            .collect();
        if let Some(first) = missing.first() {
            let verb = if missing.len() == 1 { "is" } else { "are" };
            let message = format!("{} {verb} required by `{what}`", quoted(&missing));
            let finding = Diagnostic::error("missing-property", head, message)
                .with_help(format!("add `{first}: …`"));
            let fields: Vec<_> = missing
                .iter()
                .map(|name| (*name).to_owned())
                .map(|name| {
                    let item =
                        parameters.iter().map(|(_, item)| item).find(|it| *it.name.text == *name);
                    let value = match item.map(|it| &it.kind) {
                        Some(ItemKind::Param { ty, .. }) => {
                            type_placeholder(resolve_type(self.db, component, *ty))
                        }
                        _ => "null".to_owned(),
                    };
                    (name, value)
                })
                .collect();
            self.evaluator.report(proposing(self.db, finding, &fields));
        }
        let given = |name: &str| given.iter().any(|(given, _)| **given == *name);
        meant.retain(|(_, name, _)| !given(name));
        meant.into_iter().map(|(parameter, _, at)| (parameter, at)).collect()
    }

    /// Evaluates every parameter once, so that what is wrong with an argument is found. Gives what is
    /// bound to the instance itself: the arguments of parameters marked `@binds`.
    fn parameters(
        &mut self,
        inside: &Context<'db>,
        component: Declaration<'db>,
    ) -> Vec<Spanned<'db>> {
        let hir = hir(self.db, component);
        let mut bound = Vec::new();
        for member in hir.members(0) {
            let item = hir.item(*member);
            if matches!(item.kind, ItemKind::Param { .. }) {
                let value = self.evaluator.eval_name(inside, &item.name);
                if let Some(deprecated) = item.attribute("deprecated")
                    && value.at.declaration != component
                {
                    let reason = deprecated.texts.first().cloned().unwrap_or_default();
                    self.evaluator.report(
                        Diagnostic::warning(
                            "deprecated-property",
                            value.at,
                            format!("`{}` is deprecated", item.name.text),
                        )
                        .with_help(reason.trim_matches('"').to_owned()),
                    );
                }
                if item.attribute("binds").is_some() {
                    bound.push(value);
                }
            }
        }
        bound
    }

    /// The parts, checks, lets and outputs of a component.
    fn members(&mut self, inside: &Context<'db>, instance: Instance<'db>) {
        let hir = inside.hir;
        for member in hir.members(0) {
            let item = hir.item(*member);
            match &item.kind {
                ItemKind::Resource { .. } => {
                    let definition = MemberId { declaration: inside.declaration, member: *member };
                    let part = Instance::new(self.db, self.stack, Some(instance), definition, None);
                    self.item(inside, part, item);
                }
                ItemKind::Existing { .. } => self.existing(inside, item),
                ItemKind::Check { .. } => {
                    self.check(inside, item);
                }
                ItemKind::Let { .. } => {
                    self.evaluator.eval_name(inside, &item.name);
                }
                ItemKind::Output { value } => {
                    self.evaluator.eval(inside, *value);
                }
                _ => {}
            }
        }
    }

    /// What the instance may do, as edges.
    fn grants(&mut self, instance: Instance<'db>, values: &[Spanned<'db>]) {
        for value in values {
            self.grant_uses(instance, value);
        }
    }

    fn grant_uses(&mut self, grantee: Instance<'db>, value: &Spanned<'db>) {
        match &value.value {
            Value::List(items) => items.iter().for_each(|item| self.grant_uses(grantee, item)),
            Value::Grant(grant) => self.lowered.grants.push(GrantUse {
                grantee,
                resource: grant.of.instance,
                grant: Some(grant.name.clone()),
                at: value.at,
            }),
            Value::If(choice) => {
                for branch in [&choice.then, &choice.otherwise] {
                    self.grant_uses(grantee, &Spanned { value: branch.clone(), at: value.at });
                }
            }
            _ => {}
        }
    }

    /// A component on its own: its parameters are known by type.
    pub(crate) fn check_component(&mut self, component: Declaration<'db>) {
        if !self.looks_into(component) {
            return;
        }
        let instance = self.top_level(component);
        let inside = Context::component(
            self.db,
            Rc::new(ComponentContext::new(instance, component, Arguments::Unknown)),
        );
        self.abstracted = true;
        let hir = inside.hir;
        for member in hir.members(0) {
            let item = hir.item(*member);
            if let ItemKind::Param { ty, default: Some(default) } = &item.kind {
                let ty = resolve_type(self.db, component, *ty);
                let value = self.evaluator.eval(&inside, *default);
                let value = self.evaluator.conform(&inside, value, ty);
                self.evaluator.constrain(value, item, &inside);
            }
        }
        self.members(&inside, instance);
        self.lowered.resources.clear();
        self.lowered.sets.clear();
        self.lowered.grants.clear();
        self.lowered.events.clear();
        self.lowered.customs.clear();
    }
}
