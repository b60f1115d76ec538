//! `check condition else "message" at field`.

use sparta_diagnostics::{Diagnostic, Severity};
use sparta_semantics::{Context, Expr, ExprId, Item, ItemKind, Place, Truth, Value};

use crate::Lowering;

impl<'db> Lowering<'db> {
    pub(crate) fn check(&mut self, cx: &Context<'db>, item: &'db Item) {
        let ItemKind::Check { condition, diagnostic, message, at } = &item.kind else { return };
        let condition = self.evaluator.eval(cx, *condition);
        if self.evaluator.truth(&condition) != Truth::Known(false) {
            return;
        }
        let message = match self.evaluator.eval(cx, *message).value {
            Value::String(text) => text.to_string(),
            _ => "a check of this declaration fails".to_owned(),
        };
        let place = at
            .and_then(|at| self.place_of(cx, at))
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
            _ => self.evaluator.quiet_eval(cx, expr).at,
        };
        let is_library = place.declaration.file(self.db).is_library(self.db);
        let own = place.declaration == cx.declaration;
        // A default is not written anywhere that the user could change.
        (!is_library && !own).then_some(place)
    }
}
