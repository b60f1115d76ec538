//! Messages for values that do not fit.

use sparta_diagnostics::{Diagnostic, nearest};

use crate::evaluate::Evaluator;
use crate::scopes::quoted;
use crate::{Literal, Place, Reference, Spanned, Ty, Value};

impl<'db> Evaluator<'db> {
    /// Reports a value that is not of the wanted type.
    pub(super) fn mismatch(&mut self, value: &Spanned<'db>, wanted: &Ty<'db>) {
        let at = value.at;
        if value.value == Value::Null {
            let wanted = wanted.with_article(self.db);
            self.error("possibly-null", at, "null can't stand here", format!("write {wanted}"));
            return;
        }
        if let Value::Unknown(ty) = &value.value
            && ty.is_optional()
            && self.may_be(&ty.non_null(), wanted)
        {
            self.may_be_null(at);
            return;
        }
        if let (Value::Deploy(deploy), Some(_)) = (&value.value, literals(wanted))
            && deploy.ty.is_text()
        {
            let wanted = wanted.display(self.db);
            self.error(
                "type-mismatch",
                at,
                format!("any String may come here at deploy, and only {wanted} can be used"),
                format!("declare which it can be: `param x: {wanted}`"),
            );
            return;
        }
        if let (Value::String(text), Some(known)) = (&value.value, literals(wanted)) {
            let finding = Diagnostic::error(
                "wrong-value",
                at,
                format!("\"{text}\" is not one of the values that can stand here"),
            );
            self.report(match nearest(text, known.iter().copied()) {
                Some(near) => finding.with_help(format!("did you mean \"{near}\"?")).with_guess(
                    format!("write \"{near}\""),
                    at,
                    format!("\"{near}\""),
                ),
                None => finding.with_help(format!("write one of {}", wanted.display(self.db))),
            });
            return;
        }
        if let Value::Deploy(deploy) = &value.value
            && deploy.ty.is_secret()
        {
            self.secret_exposed(at, "a plain String");
            return;
        }
        if let Value::Reference(reference) = &value.value
            && self.wrong_reference(reference, wanted, at)
        {
            return;
        }
        let found = self.describe(&value.value);
        let help = match (&value.value, wanted.non_null()) {
            (Value::Int(number), Ty::Duration) => {
                format!("say in which unit: `{number}s`, `{number}min`")
            }
            (Value::Int(number), Ty::Size) => format!("say in which unit: `{number}MB`"),
            (Value::Duration(_), Ty::Int) => "write `seconds(…)` to get a number".to_owned(),
            (Value::Int(_) | Value::Float(_) | Value::Bool(_), Ty::String) => {
                "write it in quotes, or `\"${…}\"`".to_owned()
            }
            (Value::Grant(_), Ty::Event) => "what it may do stands in `needs`".to_owned(),
            (Value::Event(_), wanted) if wanted.alternatives().contains(&Ty::Grant) => {
                "what calls it stands in `on`".to_owned()
            }
            (Value::Reference(reference), Ty::Event) => self.events_help(reference, at),
            (Value::Reference(_), Ty::Grant) => {
                "name what may be done to it: `.read`, `.write`".to_owned()
            }
            (Value::Unknown(_) | Value::Deploy(_), _) => {
                "convert it, or change the type".to_owned()
            }
            (value, Ty::List(_)) if !matches!(value, Value::List(_)) => {
                "put it in a list: `[…]`".to_owned()
            }
            (_, wanted) => format!("write {}", wanted.with_article(self.db)),
        };
        let wanted = wanted.non_null().with_article(self.db);
        self.error(
            "type-mismatch",
            at,
            format!("{wanted} has to stand here, and this is {found}"),
            help,
        );
    }

    /// `say which of its events you mean`.
    fn events_help(&self, reference: &Reference<'db>, at: Place<'db>) -> String {
        let instance = crate::resource_of(self.db, reference.instance);
        let Some(ty) = crate::resource_type(self.db, instance) else {
            return "write an event".to_owned();
        };
        let mut events = Vec::new();
        for extension in crate::extensions(self.db, at.declaration.file(self.db), &ty) {
            let hir = crate::hir(self.db, extension);
            for member in hir.members(0).iter().map(|member| hir.item(*member)) {
                if matches!(member.kind, crate::ItemKind::Event { .. }) {
                    events.push(&*member.name.text);
                }
            }
        }
        format!("say what happens to it: it has {}", quoted(&events))
    }

    /// Reports a resource where another one or text is wanted; whether it is one of these mistakes.
    fn wrong_reference(
        &mut self,
        reference: &Reference<'db>,
        wanted: &Ty<'db>,
        at: Place<'db>,
    ) -> bool {
        let is_resource = |ty: &Ty<'db>| matches!(ty, Ty::Resource(_) | Ty::Instance(_));
        if wanted.alternatives().iter().any(is_resource) {
            let found = self.describe(&Value::Reference(reference.clone()));
            let wanted = wanted.non_null().with_article(self.db);
            let message = format!("{wanted} has to stand here, and this is {found}");
            self.error("wrong-resource", at, message, format!("name {wanted}"));
            return true;
        }
        let takes_text =
            wanted.alternatives().iter().any(|part| part.is_text() || *part == Ty::Json)
                && !wanted.alternatives().contains(&Ty::AnyResource);
        if takes_text {
            self.bare_resource(reference, at);
        }
        takes_text
    }

    /// Reports what may be null where a value has to stand.
    pub(crate) fn may_be_null(&mut self, at: Place<'db>) -> Value<'db> {
        self.error(
            "possibly-null",
            at,
            "this may be null, and a value has to stand here",
            "say what stands there instead: `x ?? …`, or test it: `if x != null { … }`",
        )
    }

    /// Reports a bare resource where text is wanted.
    pub(crate) fn bare_resource(&mut self, reference: &Reference<'db>, at: Place<'db>) {
        let found = self.describe(&Value::Reference(reference.clone()));
        let help = self.reference_help(reference);
        self.error("bare-resource", at, format!("a resource can't stand here: {found}"), help);
    }

    /// `write x.ref or x.Arn`.
    pub(crate) fn reference_help(&self, reference: &Reference<'db>) -> String {
        let name = crate::display_name(self.db, reference.instance);
        let arn = crate::resource_type(self.db, reference.instance)
            .and_then(|ty| crate::catalogue::resource_type(self.db, &ty))
            .and_then(|known| {
                known.attributes.iter().find(|attribute| attribute.name.ends_with("Arn"))
            })
            .map(|attribute| format!(" or `{name}.{}`", attribute.name))
            .unwrap_or_default();
        format!("say what you mean of it: `{name}.ref`{arn}")
    }

    /// Reports a secret on its way to where it could be read.
    pub fn secret_exposed(&mut self, at: Place<'db>, place: &str) {
        self.error(
            "exposed-secret",
            at,
            format!("a secret can't go into {place}: it could be read there"),
            "keep it in an `AWS::SecretsManager::Secret`, and give the code `needs: [secret.read]`",
        );
    }
}

/// The strings that a type consists of, if it consists of nothing else.
fn literals<'a>(ty: &'a Ty<'_>) -> Option<Vec<&'a str>> {
    ty.alternatives()
        .iter()
        .filter(|part| **part != Ty::Null)
        .map(|part| match part {
            Ty::Literal(Literal::String(text)) => Some(&**text),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()
        .filter(|literals| !literals.is_empty())
}
