//! `@retain` and the others: which there are, before what they stand, and their forms.

use sparta_diagnostics::{Diagnostic, nearest};

use crate::scopes::quoted;
use crate::{Attribute, Declaration, Expr, Finding, Hir, Import, Item, ItemKind, Place};

/// An attribute that may stand before a declaration.
struct Annotation {
    name: &'static str,
    form: &'static str,
    /// How many arguments it takes.
    arguments: (usize, usize),
    /// Before what it stands, for help.
    before: &'static str,
    fits: fn(&ItemKind) -> bool,
}

const fn annotation(
    name: &'static str,
    form: &'static str,
    arguments: (usize, usize),
    before: &'static str,
    fits: fn(&ItemKind) -> bool,
) -> Annotation {
    Annotation { name, form, arguments, before, fits }
}

/// All of them, sorted by name.
const ANNOTATIONS: [Annotation; 19] = [
    annotation("after", "@after(other)", (1, 64), RESOURCE, is_resource),
    annotation("allow", "@allow(diagnostic-name)", (1, 64), ANYTHING, |_| true),
    annotation("binds", "@binds", (0, 0), "a `param`", |kind| {
        matches!(kind, ItemKind::Param { .. })
    }),
    annotation("creationPolicy", "@creationPolicy({ … })", (1, 1), RESOURCE, is_resource),
    annotation("deprecated", "@deprecated(\"…\")", (0, 1), ANYTHING, |_| true),
    annotation("export", "@export(\"name\")", (1, 1), "an `output`", |kind| {
        matches!(kind, ItemKind::Output { .. })
    }),
    annotation("id", "@id(\"OldName\")", (1, 1), "a resource or a `param`", |kind| {
        is_resource(kind) || matches!(kind, ItemKind::Param { .. })
    }),
    annotation("length", "@length(3, 63)", (2, 2), VALUE, is_value),
    annotation("metadata", "@metadata({ … })", (1, 1), RESOURCE, is_resource),
    annotation("once", "@once", (0, 0), "an `event`", |kind| {
        matches!(kind, ItemKind::Event { .. })
    }),
    annotation("pattern", "@pattern(\"…\")", (1, 1), VALUE, is_value),
    annotation("range", "@range(1, 10)", (2, 2), VALUE, is_value),
    annotation("retain", "@retain` or `@retain(on: \"replace\")", (0, 1), RESOURCE, is_resource),
    annotation("secret", "@secret", (0, 0), "a `param`", |kind| {
        matches!(kind, ItemKind::Param { .. })
    }),
    annotation("snapshot", "@snapshot", (0, 0), RESOURCE, is_resource),
    annotation("updatePolicy", "@updatePolicy({ … })", (1, 1), RESOURCE, is_resource),
    annotation(
        "via",
        "@via(\"output\")` or `@via(\"export\")",
        (1, 1),
        "an `import stack`",
        |kind| matches!(kind, ItemKind::Import { import: Import::Stack, .. }),
    ),
    annotation("warning", "@warning", (0, 0), "a `check`", |kind| {
        matches!(kind, ItemKind::Check { .. })
    }),
    annotation("when", "@when(condition)", (1, 1), "an `attribute`", |kind| {
        matches!(kind, ItemKind::Attribute { .. })
    }),
];

/// All attributes, sorted by name: the name, the form without its `@`, and before what it stands.
pub fn annotation_forms() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ANNOTATIONS.iter().map(|known| (known.name, known.form.trim_start_matches('@'), known.before))
}

/// Whether an attribute may stand before what is declared so.
pub fn annotation_fits(name: &str, kind: &ItemKind) -> bool {
    ANNOTATIONS.iter().any(|known| known.name == name && (known.fits)(kind))
}

/// The names of all attributes, sorted.
pub fn annotations() -> impl Iterator<Item = &'static str> {
    ANNOTATIONS.iter().map(|known| known.name)
}

const RESOURCE: &str = "a resource";
const VALUE: &str = "a `param` or a `setting`";
const ANYTHING: &str = "any declaration";

const fn is_resource(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Resource { .. })
}

const fn is_value(kind: &ItemKind) -> bool {
    matches!(kind, ItemKind::Param { .. } | ItemKind::Setting { .. })
}

/// What is wrong with the attributes of an item.
pub(super) fn check<'db>(
    declaration: Declaration<'db>,
    hir: &Hir,
    item: &Item,
) -> Vec<Finding<'db>> {
    let check = Check { declaration, hir };
    let written = item.attributes.iter().filter(|attribute| !attribute.name.text.is_empty());
    written.filter_map(|attribute| check.attribute(attribute, item)).collect()
}

struct Check<'a, 'db> {
    declaration: Declaration<'db>,
    hir: &'a Hir,
}

impl<'db> Check<'_, 'db> {
    fn attribute(&self, attribute: &Attribute, item: &Item) -> Option<Finding<'db>> {
        let name = &*attribute.name.text;
        let Some(known) = ANNOTATIONS.iter().find(|known| known.name == name) else {
            return Some(self.unknown(attribute));
        };
        let at = Place { declaration: self.declaration, range: attribute.range };
        let wrong = |message: String, help: String| {
            Some(Diagnostic::error("wrong-annotation", at, message).with_help(help))
        };
        if matches!(item.kind, ItemKind::Error) {
            return None;
        }
        if !(known.fits)(&item.kind) {
            let message = format!("`@{name}` does not fit here");
            return wrong(message, format!("it stands before {}", known.before));
        }
        let (least, most) = known.arguments;
        let fits = (least..=most).contains(&attribute.arguments.len())
            && self.text(attribute).is_none_or(|text| match name {
                "via" => matches!(text, "output" | "export"),
                _ => true,
            });
        if !fits {
            let message = format!("`@{name}` is not written like this");
            return wrong(message, format!("its form is `{}`", known.form));
        }
        match (name, self.text(attribute)) {
            ("id", Some(id)) => self.id(attribute, id),
            _ => None,
        }
    }

    /// The first argument, if it is a known text.
    fn text(&self, attribute: &Attribute) -> Option<&str> {
        match self.hir.expr(attribute.arguments.first()?.value) {
            Expr::String(text) => Some(text),
            _ => None,
        }
    }

    fn unknown(&self, attribute: &Attribute) -> Finding<'db> {
        let name = &*attribute.name.text;
        let at = Place { declaration: self.declaration, range: attribute.name.range };
        let finding = Diagnostic::error("unknown-annotation", at, format!("there is no `@{name}`"));
        let names: Vec<&str> = ANNOTATIONS.iter().map(|known| known.name).collect();
        match nearest(name, names.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `@{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("there are {}", quoted(&names))),
        }
    }

    /// A logical id has letters and digits only.
    fn id(&self, attribute: &Attribute, id: &str) -> Option<Finding<'db>> {
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let range = self.hir.range(attribute.arguments.first()?.value);
        let at = Place { declaration: self.declaration, range };
        let message = format!("`{id}` can't be a logical id, which has letters and digits only");
        (!is_id).then(|| {
            Diagnostic::error("bad-name", at, message)
                .with_help("write the id that the deployed template has")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ANNOTATIONS;

    #[test]
    fn annotations_are_sorted_and_say_their_form() {
        assert!(ANNOTATIONS.is_sorted_by_key(|annotation| annotation.name));
        for annotation in ANNOTATIONS {
            assert!(annotation.form.starts_with(&format!("@{}", annotation.name)));
        }
    }
}
