//! `check condition else "message" at field`.

use sparta_diagnostics::{Diagnostic, Severity};
use sparta_semantics::{
    Context, Expr, ExprId, Fields, Finding, Item, ItemKind, Place, Reference, Spanned, Truth,
    Value, checks, hir,
};

use crate::{Lowering, Resource};

impl<'db> Lowering<'db> {
    /// What the `extend`s of its type check of a resource.
    pub(crate) fn checks_of_type(&mut self, cx: &Context<'db>, resource: &Resource<'db>) {
        let checks = checks(self.db, cx.file, &resource.ty);
        if checks.is_empty() {
            return;
        }
        let judged = (resource.instance, resource.properties.clone());
        let previous = self.evaluator.judged.replace(judged);
        for check in checks {
            let own = Reference { instance: resource.instance, condition: None };
            let inside = self.evaluator.member_context(check.declaration, &own);
            let item = hir(self.db, check.declaration).item(check.member);
            let previous = self.evaluator.set_anchor(Some(resource.at));
            self.check_of(&inside, item, Some(&resource.properties));
            self.evaluator.set_anchor(previous);
        }
        self.evaluator.judged = previous;
    }

    /// Says whether nothing stands in the way of what the check guards.
    pub(crate) fn check(&mut self, cx: &Context<'db>, item: &'db Item) -> bool {
        self.check_of(cx, item, None)
    }

    /// `properties` are those of the resource that a check of its type is about.
    fn check_of(
        &mut self,
        cx: &Context<'db>,
        item: &'db Item,
        properties: Option<&Fields<'db>>,
    ) -> bool {
        let ItemKind::Check { condition, diagnostic, message, at } = &item.kind else {
            return true;
        };
        // What a check of a type can't compute of a resource, it can't judge.
        let undecided =
            |finding: &Finding<'db>| properties.is_some() || finding.name == "phase-mismatch";
        if self.holds(cx, *condition, undecided) != Truth::Known(false) {
            return true;
        }
        let message = match self.evaluator.eval(cx, *message).value {
            Value::String(text) => text.to_string(),
            _ => "a check of this declaration fails".to_owned(),
        };
        let place = at
            .and_then(|at| match properties {
                Some(properties) => property(cx, at, properties).map(|value| value.at),
                None => self.place_of(cx, at),
            })
            .unwrap_or(self.evaluator.anchor().unwrap_or(self.head));
        let severity =
            if item.attribute("warning").is_some() { Severity::Warning } else { Severity::Error };
        let name = diagnostic.as_deref().unwrap_or("check-failed");
        // A message may say what is wrong and, after a semicolon, what to write.
        let (message, help) = match message.split_once("; ") {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (message, None),
        };
        let mut finding = Diagnostic::new(severity, name.into(), place, message);
        finding.help.extend(help);
        self.evaluator.report(finding);
        severity == Severity::Warning
    }

    /// Whether a condition holds; unknown where a finding on the way says that it can't be judged, as
    /// of what is known at deploy only.
    fn holds(
        &mut self,
        cx: &Context<'db>,
        condition: ExprId,
        undecided: impl Fn(&Finding<'db>) -> bool,
    ) -> Truth<'db> {
        let (truth, found) = self.evaluator.attempt(|evaluator| {
            let condition = evaluator.eval(cx, condition);
            evaluator.truth(&condition)
        });
        let (undecided, found): (Vec<_>, Vec<_>) = found.into_iter().partition(undecided);
        found.into_iter().for_each(|finding| self.evaluator.report(finding));
        if undecided.is_empty() { truth } else { Truth::Unknown }
    }

    /// Where the user wrote what a check is about: the value of a parameter, or a field of it.
    fn place_of(&mut self, cx: &Context<'db>, expr: ExprId) -> Option<Place<'db>> {
        let place = match cx.hir.expr(expr) {
            Expr::Member { receiver, name, .. } => {
                let object = self.evaluator.quiet_eval(cx, *receiver);
                match &object.value {
                    Value::Object(fields) => match fields.get(&name.text) {
                        Some(field) if field.value != Value::Null => field.at,
                        _ => object.at,
                    },
                    _ => object.at,
                }
            }
            Expr::Index { receiver, index, .. } => {
                let object = self.evaluator.quiet_eval(cx, *receiver);
                let key = self.evaluator.quiet_eval(cx, *index);
                match (&object.value, &key.value) {
                    (Value::Object(fields), Value::String(key)) => {
                        fields.field(key).map_or(object.at, |field| field.name_at)
                    }
                    _ => object.at,
                }
            }
            _ => self.evaluator.quiet_eval(cx, expr).at,
        };
        let is_library = place.declaration.file(self.db).is_library(self.db);
        let own = place.declaration == cx.declaration;
        // A default is not written anywhere that the user could change.
        (!is_library && !own).then_some(place)
    }
}

/// What is written at `self.properties.A.B`, or at as much of it as is there.
fn property<'a, 'db>(
    cx: &Context<'db>,
    expr: ExprId,
    properties: &'a Fields<'db>,
) -> Option<&'a Spanned<'db>> {
    let Expr::Member { receiver, name, .. } = cx.hir.expr(expr) else { return None };
    if let Expr::Member { name: properties_name, .. } = cx.hir.expr(*receiver)
        && &*properties_name.text == "properties"
    {
        return properties.get(&name.text);
    }
    let outer = property(cx, *receiver, properties)?;
    match &outer.value {
        Value::Object(fields) => Some(fields.get(&name.text).unwrap_or(outer)),
        _ => Some(outer),
    }
}
