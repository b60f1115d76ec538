//! Values against the catalogue's shapes: what a property of a resource may be.

use std::sync::Arc;

use sparta_catalogue::{Object, Property, ResourceType, Shape, ShapeId};
use sparta_diagnostics::{Diagnostic, Severity, nearest};

use crate::catalogue::{self, Known, Overlay, Unit};
use crate::evaluate::{Context, Evaluator};
use crate::scopes::quoted;
use crate::written::{proposing, removing, shape_placeholder};
use crate::{
    Choice, Condition, Db, ExprId, Field, Fields, Finding, Hir, Literal, Notes, Place, Spanned,
    Truth, Ty, Value,
};

/// The most values that a person can be asked to declare as a union: types of instances are more,
/// and change faster than any list of them.
const MAX_UNION: usize = 30;

/// Where in a resource's properties the walk stands.
pub(super) struct Position<'a, 'db> {
    pub name: &'a Arc<str>,
    pub known: &'db Known<'db>,
    /// Dotted names from the properties down; lists are not counted.
    pub path: String,
    /// The property whose value is looked at.
    pub property: Option<&'db Property>,
    pub overlay: Option<&'db Overlay<'db>>,
}

/// Where a walk stood before it went down.
struct Outer<'db> {
    length: usize,
    property: Option<&'db Property>,
    overlay: Option<&'db Overlay<'db>>,
}

impl<'a, 'db> Position<'a, 'db> {
    /// At the properties of a resource type.
    fn new(name: &'a Arc<str>, known: &'db Known<'db>) -> Self {
        Self { name, known, path: String::new(), property: None, overlay: None }
    }

    /// Goes down to a property or, in a document, to a field; gives what [`Self::leave`] takes.
    fn enter(&mut self, name: &str, property: Option<&'db Property>) -> Outer<'db> {
        let outer = Outer {
            length: self.path.len(),
            property: std::mem::replace(&mut self.property, property),
            overlay: self.overlay.take(),
        };
        if outer.length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        self.overlay = self.known.overlay(&self.path);
        outer
    }

    /// Goes up again.
    fn leave(&mut self, outer: Outer<'db>) {
        self.path.truncate(outer.length);
        (self.property, self.overlay) = (outer.property, outer.overlay);
    }

    /// The unit in which the property wants a Duration or a Size, if it is known.
    fn unit(&self) -> Option<Unit> {
        catalogue::unit(self.overlay, self.property.map_or("", |property| property.name))
    }
}

/// A property that is not written: null, or an error where it is missing or misspelt, which is
/// reported at the resource.
pub(crate) fn absent_property<'db>(
    db: &'db dyn Db,
    hir: &Hir,
    body: ExprId,
    ty: &Arc<str>,
    name: &str,
) -> Value<'db> {
    let Some(known) = catalogue::resource_type(db, ty) else { return Value::Null };
    let object = known.root();
    let Some(property) = object.property(name) else { return Value::Null };
    let waived = || known.overlay(name).is_some_and(|it| it.required == Some(false));
    let names = || object.properties.iter().map(|property| property.name);
    let misspelt = || {
        hir.written_names(body).any(|written| {
            object.property(written).is_none() && nearest(written, names()) == Some(name)
        })
    };
    if property.required && !waived() || misspelt() { Value::Error } else { Value::Null }
}

impl<'db> Evaluator<'db> {
    /// A resource's body: its properties, converted; `open` lets unknown ones pass.
    pub fn conform_resource(
        &mut self,
        cx: &Context<'db>,
        body: Spanned<'db>,
        name: &Arc<str>,
        head: Place<'db>,
        open: bool,
    ) -> Fields<'db> {
        let Value::Object(fields) = body.value else { return Fields::default() };
        let mut fields = Arc::unwrap_or_clone(fields);
        let Some(known) = catalogue::resource_type(self.db, name) else { return fields };
        let mut position = Position::new(name, known);
        let object = known.root();
        let before = self.open_properties;
        self.open_properties = open;
        self.conform_properties(cx, &mut fields, object, &mut position, head);
        self.open_properties = before;
        fields
    }

    /// One property of a resource.
    pub fn conform_property(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        name: &Arc<str>,
        property: &str,
    ) -> Spanned<'db> {
        let Some(known) = catalogue::resource_type(self.db, name) else { return value };
        let Some(found) = known.root().property(property) else { return value };
        let mut position = Position::new(name, known);
        position.enter(property, Some(found));
        self.conform_shape(cx, value, found.shape, &mut position)
    }

    fn conform_properties(
        &mut self,
        cx: &Context<'db>,
        fields: &mut Fields<'db>,
        object: &'db Object,
        position: &mut Position<'_, 'db>,
        head: Place<'db>,
    ) {
        let mut meant = Vec::new();
        for field in fields.iter_mut() {
            let Some(property) = object.property(&field.name) else {
                if !object.open {
                    let name = self.unknown_property(field, object, position);
                    meant.extend(name.map(|name| meant_field(name, field)));
                }
                continue;
            };
            if property.read_only && !property.required {
                let message = format!("`{}` is set by AWS and can only be read", property.name);
                let finding = Diagnostic::error("read-only-property", field.name_at, message);
                self.report(removing(self.db, finding.with_help("remove it")));
                field.value.value = Value::Null;
                continue;
            }
            let outer = position.enter(property.name, Some(property));
            field.value = self.conform_shape(cx, field.value.take(), property.shape, position);
            if property.deprecated && field.value.value != Value::Null {
                self.report(
                    Diagnostic::warning(
                        "deprecated-property",
                        field.name_at,
                        format!("`{}` is deprecated", property.name),
                    )
                    .with_help(format!(
                        "see the documentation of `{}` for what replaces it",
                        position.name
                    )),
                );
            }
            position.leave(outer);
        }
        for field in meant {
            if fields.get(&field.name).is_none() {
                fields.set(field);
            }
        }
        self.required(fields, object, position, head);
        self.rules(fields, object, position, head);
    }

    /// Reports a property that there is not; the one that was probably meant.
    fn unknown_property(
        &mut self,
        field: &Field<'db>,
        object: &'db Object,
        position: &Position<'_, 'db>,
    ) -> Option<&'db str> {
        if self.open_properties {
            return None;
        }
        let names: Vec<&str> = object
            .properties
            .iter()
            .filter(|property| !property.read_only)
            .map(|property| property.name)
            .collect();
        let of = if position.path.is_empty() {
            format!("`{}`", position.name)
        } else {
            format!("`{}` of `{}`", position.path, position.name)
        };
        let finding = Diagnostic::error(
            "unknown-property",
            field.name_at,
            format!("{of} has no property `{}`", field.name),
        );
        let meant = nearest(&field.name, names.iter().copied());
        self.report(match meant {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_guess(format!("write `{near}`"), field.name_at, near),
            None => finding.with_help(format!(
                "it has {}; if it is newer than this compiler, write `@allow(unknown-property)` before the declaration",
                quoted(&names)
            )),
        });
        meant
    }

    /// Reports what is missing. From here on it is an error, so that nothing that depends on it is
    /// reported as well.
    fn required(
        &mut self,
        fields: &mut Fields<'db>,
        object: &Object,
        position: &Position<'_, 'db>,
        head: Place<'db>,
    ) {
        let missing: Vec<&str> = object
            .properties
            .iter()
            .filter(|property| property.required)
            .filter(|property| {
                fields.get(property.name).is_none_or(|value| value.value == Value::Null)
            })
            .filter(|property| !self.waived(position, property.name))
            .map(|property| property.name)
            .collect();
        let Some(first) = missing.first() else { return };
        let of = if position.path.is_empty() {
            format!("`{}`", position.name)
        } else {
            format!("`{}` of `{}`", position.path, position.name)
        };
        let (verb, help) = if missing.len() == 1 {
            ("is", format!("add `{first}: …`"))
        } else {
            ("are", format!("add {}", quoted(&missing)))
        };
        let message = format!("{} {verb} required by {of}", quoted(&missing));
        let finding = Diagnostic::error("missing-property", head, message).with_help(help);
        let value = |name: &&str| {
            let shape = object.property(name).map(|it| it.shape);
            let value = shape.map(|it| shape_placeholder(position.known, it));
            ((*name).to_owned(), value.unwrap_or_default())
        };
        let added: Vec<_> = missing.iter().map(value).collect();
        self.report(proposing(self.db, finding, &added));
        for name in missing {
            let value = Spanned { value: Value::Error, at: head };
            fields.set(Field { name: name.into(), name_at: head, value });
        }
    }

    /// `required: false` of the library.
    fn waived(&self, position: &Position<'_, 'db>, name: &str) -> bool {
        let path = if position.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", position.path)
        };
        position.known.overlay(&path).is_some_and(|overlay| overlay.required == Some(false))
    }

    /// A value in the form that a shape wants.
    pub(super) fn conform_shape(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        if !self.spend(1, value.at) {
            return Spanned { value: Value::Error, at: value.at };
        }
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
            self.conform_shape_value(cx, value, shape, position)
        })
    }

    fn conform_shape_value(
        &mut self,
        cx: &Context<'db>,
        mut value: Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let at = value.at;
        if let Some(notes) = &mut self.notes {
            notes.note_wanted(at, || Notes::shape(position.name, shape, &position.path));
        }
        if position.overlay.is_some_and(|overlay| overlay.any) {
            return value;
        }
        self.simplify(&mut value.value);
        let converted = match value.value {
            Value::Null => Value::Null,
            Value::Error => Value::Error,
            Value::If(choice) => {
                let then = self.given(Some(choice.condition.clone()), |evaluator| {
                    evaluator
                        .conform_shape(
                            cx,
                            Spanned { value: choice.then.clone(), at },
                            shape,
                            position,
                        )
                        .value
                });
                let otherwise = self.given(Some(choice.condition.clone().negated()), |evaluator| {
                    evaluator
                        .conform_shape(
                            cx,
                            Spanned { value: choice.otherwise.clone(), at },
                            shape,
                            position,
                        )
                        .value
                });
                Value::If(Arc::new(Choice { condition: choice.condition.clone(), then, otherwise }))
            }
            Value::Reference(reference) => {
                return self.resolve_reference(&reference, at, position);
            }
            Value::Duration(_) | Value::Size(_) => return self.measured(value, shape, position),
            Value::Deploy(ref deploy) => {
                self.deploy_value(&value, &deploy.ty.clone(), shape, position);
                value.value
            }
            Value::Unknown(ref ty) => {
                let ty = ty.clone();
                self.deploy_value(&value, &ty, shape, position);
                value.value
            }
            _ => return self.conform_known(cx, value, shape, position),
        };
        Spanned { value: converted, at }
    }

    /// A Duration or Size in the unit that the property is documented to have.
    fn measured(
        &mut self,
        value: Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let at = value.at;
        let property = property_name(position);
        let (amount, unit) = match (&value.value, position.unit()) {
            (Value::Duration(amount), Some(Unit::Duration(unit)))
            | (Value::Size(amount), Some(Unit::Size(unit))) => (*amount, unit),
            (wrong, unit) => {
                let found = self.describe(wrong);
                let (message, help) = match unit {
                    Some(unit) => {
                        let example = if matches!(unit, Unit::Size(_)) { "512MB" } else { "30s" };
                        let words = unit.words();
                        (
                            format!("{property} is in {words}, and this is {found}"),
                            format!("write one such as `{example}`"),
                        )
                    }
                    None => (
                        format!("it is not known in which unit {property} is, and this is {found}"),
                        "write a number in the unit that its documentation says".to_owned(),
                    ),
                };
                self.error("type-mismatch", at, message, help);
                return Spanned { value: Value::Error, at };
            }
        };
        if amount % unit != 0 {
            let words = position.unit().map_or("of them", Unit::words);
            self.error(
                "wrong-value",
                at,
                format!("{property} is in whole {words}"),
                "round it up or down",
            );
            return Spanned { value: Value::Error, at };
        }
        let number = amount / unit;
        let converted = match position.known.shape(shape) {
            Shape::String(_) => Value::string(number.to_string()),
            _ => Value::Int(number),
        };
        self.checked(converted, shape, at, position)
    }

    /// A deploy-time value: its type has to fit, and what it names.
    fn deploy_value(
        &mut self,
        value: &Spanned<'db>,
        ty: &Ty<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) {
        if ty.is_secret() {
            let own_name = position.name.rsplit("::").next().map(|ty| format!("{ty}Name"));
            let identifies = position.path == "Name"
                || own_name.is_some_and(|name| name == position.path)
                || position
                    .known
                    .primary_identifier
                    .iter()
                    .any(|path| path.trim_start_matches("/properties/") == position.path);
            if position.overlay.is_some_and(|overlay| overlay.secret == Some(false)) {
                self.secret_exposed(value.at, &format!("`{}`", position.path));
            } else if identifies {
                self.secret_exposed(value.at, "a name");
            }
            return;
        }
        self.attribute_fits(value, ty, position);
        if let Some(literals) = ty.non_null().literals() {
            self.literals_fit(&literals, value, shape, position);
            return;
        }
        let plain = ty.plain();
        let shape_ty = self.loosest(position.known, shape);
        let fits = match (&shape_ty, &plain) {
            (Ty::Any | Ty::Json, _)
            | (_, Ty::Any | Ty::Error | Ty::Json | Ty::Union(_) | Ty::Object(_) | Ty::Map(_)) => {
                true
            }
            (Ty::List(_), Ty::List(_)) => true,
            (Ty::List(_), _) | (_, Ty::List(_)) => false,
            // CloudFormation converts scalars; a number can't be what is any text.
            (Ty::Int | Ty::Float, Ty::Size) => {
                matches!(position.unit(), Some(Unit::Size(unit)) if unit == 1 << 20)
            }
            (Ty::Int | Ty::Float, Ty::Duration) => {
                matches!(position.unit(), Some(Unit::Duration(1_000)))
            }
            (_, Ty::Resource(_) | Ty::Instance(_) | Ty::AnyResource | Ty::Code) => true,
            (_, Ty::Grant | Ty::Event | Ty::Metric) => false,
            (Ty::Bool, Ty::Int | Ty::Float) => false,
            (Ty::Int | Ty::Float, Ty::Bool) => false,
            _ => true,
        };
        if !fits {
            let found = ty.with_article(self.db);
            let finding = self.finding(
                position,
                "type-mismatch",
                value.at,
                format!("{} can't be {found}", property_name(position)),
            );
            let help = if matches!(shape_ty, Ty::List(_)) {
                "put it in a list: `[…]`"
            } else {
                "use a value of the type that the property wants"
            };
            self.report(finding.with_help(help));
        } else if let Shape::String(string) = position.known.shape(shape)
            && (1..=MAX_UNION).contains(&string.one_of.len())
            && plain == Ty::String
            && !matches!(ty, Ty::Attribute { .. })
        {
            let wanted = quoted(&string.one_of);
            let finding = self.finding(
                position,
                "type-mismatch",
                value.at,
                format!(
                    "any String may come here at deploy, and {} takes only {wanted}",
                    property_name(position)
                ),
            );
            self.report(
                finding.with_help("declare which it can be, as a union: `param x: \"a\" | \"b\"`"),
            );
        }
    }

    /// Every value that may come has to be one that can stand there, as it is or converted. Of what is
    /// wrong with them the worst is told.
    fn literals_fit(
        &mut self,
        literals: &[&Literal],
        value: &Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) {
        let mut found = Vec::new();
        for literal in literals {
            let literal = match literal {
                Literal::String(text) => Value::String(text.clone()),
                Literal::Int(number) => Value::Int(*number),
                Literal::Bool(value) => Value::Bool(*value),
            };
            let is = Condition::Equals(Arc::new((value.value.clone(), literal.clone())));
            if self.decide(is) == Truth::Known(false) {
                continue;
            }
            let literal = Spanned { value: literal, at: value.at };
            let attempt = self.attempt(|evaluator| evaluator.scalar(literal, shape, position));
            found.extend(attempt.1);
        }
        found.sort_by_key(|finding| finding.severity);
        if let Some(mut finding) = found.into_iter().next() {
            // What mends it stands where the value is declared.
            if !finding.fixes.is_empty() {
                finding.fixes.clear();
                finding.help =
                    vec!["declare the values in the form that the property wants".into()];
            }
            self.report(finding);
        }
    }

    fn loosest(&self, known: &ResourceType, shape: ShapeId) -> Ty<'db> {
        catalogue::shape_ty(known, shape).plain()
    }

    /// A value that is known, at least in its outermost form.
    fn conform_known(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        shape: ShapeId,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let at = value.at;
        let known = position.known;
        let converted = match (value.value, known.shape(shape)) {
            (Value::Object(mut fields), Shape::Object(object)) => {
                self.conform_properties(cx, Arc::make_mut(&mut fields), object, position, at);
                Value::Object(fields)
            }
            (Value::Object(mut fields), Shape::Map { value: inner, .. }) => {
                for field in Arc::make_mut(&mut fields).iter_mut() {
                    field.value = self.conform_shape(cx, field.value.take(), *inner, position);
                }
                Value::Object(fields)
            }
            (Value::List(items), Shape::List { item, min, max, unique }) => {
                let mut items = super::without_null(items);
                for element in Arc::make_mut(&mut items) {
                    *element = self.conform_shape(cx, element.take(), *item, position);
                }
                self.check_length(items.len(), *min, *max, at, position);
                if *unique {
                    self.check_unique(&items, position);
                }
                Value::List(items)
            }
            (value @ (Value::Object(_) | Value::List(_)), Shape::Json | Shape::Any) => {
                return self.document(cx, Spanned { value, at }, position);
            }
            (value, Shape::Any) => value,
            (value, Shape::OneOf(shapes)) => {
                let shapes = shapes.clone();
                return self.conform_one_of(cx, Spanned { value, at }, &shapes, position);
            }
            (value, _) => return self.scalar(Spanned { value, at }, shape, position),
        };
        Spanned { value: converted, at }
    }

    /// A document that the schema does not look into: of the type that the library says, else
    /// free-form, with what the library knows of single fields.
    fn document(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        if let Some(ty) = position.overlay.and_then(|overlay| overlay.ty.as_ref()) {
            return self.conform(cx, value, ty);
        }
        if !position.known.has_overlays() {
            return self.conform(cx, value, &Ty::Json);
        }
        let at = value.at;
        let value = match value.value {
            Value::Object(mut fields) => {
                for field in Arc::make_mut(&mut fields).iter_mut() {
                    let outer = position.enter(&field.name, None);
                    field.value = self.document(cx, field.value.take(), position);
                    position.leave(outer);
                }
                Value::Object(fields)
            }
            Value::List(mut items) => {
                for element in Arc::make_mut(&mut items) {
                    *element = self.document(cx, element.take(), position);
                }
                Value::List(items)
            }
            Value::Reference(reference)
                if position.overlay.is_some_and(|overlay| !overlay.refers_to.is_empty()) =>
            {
                return self.resolve_reference(&reference, at, position);
            }
            value => return self.conform(cx, Spanned { value, at }, &Ty::Json),
        };
        Spanned { value, at }
    }

    fn conform_one_of(
        &mut self,
        cx: &Context<'db>,
        value: Spanned<'db>,
        shapes: &[ShapeId],
        position: &mut Position<'_, 'db>,
    ) -> Spanned<'db> {
        let mut best: Option<(Spanned<'db>, Vec<Finding<'db>>)> = None;
        for shape in shapes {
            let (converted, found) = self
                .attempt(|evaluator| evaluator.conform_shape(cx, value.clone(), *shape, position));
            if found.is_empty() {
                return converted;
            }
            // The alternative of the value's own form says best what is wrong.
            let outside = found
                .iter()
                .any(|finding| finding.at == value.at && finding.name == "type-mismatch");
            if best.is_none() || !outside {
                best = Some((converted, found));
            }
        }
        match best {
            Some((converted, found)) => {
                for finding in found {
                    self.report(finding);
                }
                converted
            }
            None => value,
        }
    }

    /// A finding about a property: a warning where the schema is known to be loose.
    pub(super) fn finding(
        &self,
        position: &Position<'_, 'db>,
        name: &'static str,
        at: Place<'db>,
        message: String,
    ) -> Finding<'db> {
        let lenient = position.overlay.is_some_and(|overlay| overlay.lenient);
        let severity = if lenient { Severity::Warning } else { Severity::Error };
        Diagnostic::new(severity, name.into(), at, message)
    }
}

/// The field that a misspelt one stands for: that it seems to be missing is no second mistake.
pub(super) fn meant_field<'db>(name: &str, written: &Field<'db>) -> Field<'db> {
    let value = Spanned { value: Value::Error, at: written.value.at };
    Field { name: name.into(), name_at: written.name_at, value }
}

/// The property in words.
pub(super) fn property_name(position: &Position<'_, '_>) -> String {
    match position.path.rsplit('.').next() {
        Some("") | None => "the property".to_owned(),
        Some(name) => format!("`{name}`"),
    }
}
