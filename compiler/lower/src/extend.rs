//! `extend` and top-level events, checked on their own: what they are said of is known by type.

use sparta_semantics::{
    Context, Declaration, ItemId, ItemKind, NameRef, Spanned, Ty, Value, hir, resolve_type,
};

use crate::Lowering;

impl<'db> Lowering<'db> {
    pub(crate) fn check_extend(&mut self, extend: Declaration<'db>) {
        if !self.looks_into(extend) {
            return;
        }
        let hir = hir(self.db, extend);
        let root = hir.root();
        let ItemKind::Extend { ty, members } = &root.kind else { return };
        let own = self.extended(extend, ty);
        let cx = Context::file(self.db, extend);
        let own = Spanned { value: Value::Unknown(own), at: cx.place(ty.range) };
        let cx = cx.with("self".into(), own);
        self.abstracted = true;
        for member in members {
            let item = hir.item(*member);
            match &item.kind {
                ItemKind::Grant { members } => self.check_body(&cx, members),
                ItemKind::Event { .. } => self.check_event(&cx, *member, Some(())),
                ItemKind::Metric { body } => {
                    self.evaluator.eval(&cx, *body);
                }
                ItemKind::Attribute { ty, value: Some(value) } => {
                    let ty = resolve_type(self.db, extend, *ty);
                    let value = self.evaluator.eval(&cx, *value);
                    self.evaluator.conform(&cx, value, ty);
                }
                ItemKind::Check { .. } => {
                    self.check(&cx, item);
                }
                _ => {}
            }
        }
    }

    fn extended(&self, extend: Declaration<'db>, ty: &NameRef) -> Ty<'db> {
        if ty.text.contains("::") {
            return Ty::Resource(ty.text.clone());
        }
        sparta_semantics::definition_named(self.db, extend, &ty.text)
            .map_or(Ty::Error, Ty::Instance)
    }

    /// An event's body, its parameters known by type.
    pub(crate) fn check_event(&mut self, cx: &Context<'db>, event: ItemId, _of: Option<()>) {
        let hir = cx.hir;
        let ItemKind::Event { parameters, members } = &hir.item(event).kind else { return };
        let mut inside = cx.clone();
        for name in ["target", "calls", "earlier"] {
            let at = cx.place(hir.item(event).name.range);
            inside = inside.with(name.into(), Spanned { value: Value::Unknown(Ty::Any), at });
        }
        for parameter in parameters {
            let ty = resolve_type(self.db, cx.declaration, parameter.ty);
            if let Some(default) = parameter.default {
                let default = self.evaluator.eval(&inside, default);
                self.evaluator.conform(&inside, default, ty);
            }
            let at = cx.place(parameter.name.range);
            inside = inside.with(
                parameter.name.text.clone(),
                Spanned { value: Value::Unknown(ty.clone()), at },
            );
        }
        self.check_body(&inside, members);
    }

    /// The statements of a grant or an event.
    fn check_body(&mut self, cx: &Context<'db>, members: &[ItemId]) {
        let hir = cx.hir;
        let mut cx = cx.clone();
        for member in members {
            let item = hir.item(*member);
            if let ItemKind::Resource { ty, .. } = &item.kind {
                let value = Value::Unknown(Ty::Resource(ty.text.clone()));
                cx = cx
                    .with(item.name.text.clone(), Spanned { value, at: cx.place(item.name.range) });
            }
        }
        for member in members {
            let item = hir.item(*member);
            match &item.kind {
                ItemKind::Allow { actions, resources, when } => {
                    let actions = self.evaluator.eval(&cx, *actions);
                    let wanted = Ty::union([Ty::String, Ty::String.list()]);
                    self.evaluator.conform(&cx, actions, &wanted);
                    let resources = self.evaluator.eval(&cx, *resources);
                    self.evaluator.conform(
                        &cx,
                        resources,
                        &Ty::union([Ty::String, Ty::String.optional().list()]),
                    );
                    if let Some(when) = when {
                        self.evaluator.eval(&cx, *when);
                    }
                }
                ItemKind::Let { .. } => {
                    let value = self.evaluator.eval_let(&cx, item);
                    cx = cx.with(item.name.text.clone(), value);
                }
                ItemKind::Check { condition, .. } => {
                    let condition = self.evaluator.eval(&cx, *condition);
                    self.evaluator.truth(&condition);
                }
                ItemKind::Set { value, .. } => {
                    self.evaluator.eval(&cx, *value);
                }
                ItemKind::Resource { body, ty, .. } => {
                    let body = self.evaluator.eval(&cx, *body);
                    if ty.text.contains("::") {
                        let head = cx.place(item.head);
                        self.evaluator.conform_resource(&cx, body, &ty.text, head, false);
                    }
                }
                _ => {}
            }
        }
    }
}
