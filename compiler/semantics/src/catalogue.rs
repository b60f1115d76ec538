//! The catalogue as the evaluator sees it: decoded once per type, corrected by the library.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use sparta_catalogue::{ResourceType, Shape, ShapeId};

use crate::extension::TypeName;
use crate::{Db, Declaration, Expr, ItemKind, Literal, Ty, hir};

/// A resource type of the catalogue, with what the library says of its properties.
#[derive(Debug, salsa::SalsaValue)]
pub(crate) struct Known<'db> {
    ty: ResourceType,
    /// Sorted by path.
    overlays: Vec<Overlay<'db>>,
}

impl Deref for Known<'_> {
    type Target = ResourceType;

    fn deref(&self) -> &ResourceType {
        &self.ty
    }
}

impl<'db> Known<'db> {
    /// What the library says of the property at a path.
    pub(crate) fn overlay(&self, path: &str) -> Option<&Overlay<'db>> {
        let position = self.overlays.binary_search_by(|overlay| (*overlay.path).cmp(path)).ok()?;
        self.overlays.get(position)
    }

    /// Whether the library says anything of its properties.
    pub(crate) fn has_overlays(&self) -> bool {
        !self.overlays.is_empty()
    }
}

#[salsa::tracked(returns(as_ref), no_eq)]
fn known<'db>(db: &'db dyn Db, name: TypeName<'db>) -> Option<Known<'db>> {
    let ty = sparta_catalogue::resource_type(name.name(db))?;
    let mut overlays = Vec::new();
    for &declaration in crate::extension::library_extensions(db, name) {
        let hir = hir(db, declaration);
        for (_, item) in hir.items() {
            if let ItemKind::Property { path, body } = &item.kind {
                overlays.push(read_overlay(db, declaration, path.clone(), *body));
            }
        }
    }
    overlays.sort_by(|a, b| a.path.cmp(&b.path));
    Some(Known { ty, overlays })
}

/// A resource type of the catalogue, decoded when it is first asked for.
pub(crate) fn resource_type<'db>(db: &'db dyn Db, name: &Arc<str>) -> Option<&'db Known<'db>> {
    known(db, TypeName::new(db, name.clone()))
}

/// What the catalogue says of a resource type.
pub fn resource_facts<'db>(db: &'db dyn Db, name: &Arc<str>) -> Option<&'db ResourceType> {
    resource_type(db, name).map(|known| &known.ty)
}

/// The type that the library gives a document at a path of a resource type's properties.
pub fn document_type<'db>(db: &'db dyn Db, name: &Arc<str>, path: &str) -> Option<&'db Ty<'db>> {
    resource_type(db, name)?.overlay(path)?.ty.as_ref()
}

/// The type of what a shape of the catalogue holds.
pub fn shape_ty<'db>(ty: &ResourceType, shape: ShapeId) -> Ty<'db> {
    match ty.shape(shape) {
        Shape::String(string) if !string.one_of.is_empty() && !string.ignore_case => {
            Ty::union(string.one_of.iter().map(|text| Ty::Literal(Literal::String((*text).into()))))
        }
        Shape::String(_) => Ty::String,
        Shape::Integer { .. } => Ty::Int,
        Shape::Number { .. } => Ty::Float,
        Shape::Boolean => Ty::Bool,
        Shape::List { item, .. } => shape_ty(ty, *item).list(),
        Shape::Map { .. } | Shape::Object(_) | Shape::Json => Ty::Json,
        Shape::OneOf(_) | Shape::Any => Ty::Any,
    }
}

/// What the library corrects or adds at a property.
#[derive(Debug, Clone, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Overlay<'db> {
    /// Dotted names from the resource's properties down.
    pub path: Arc<str>,
    pub unit: Option<Unit>,
    /// `AWS::KMS::Key.Arn`, `AWS::KMS::Key` for what `Ref` gives.
    pub refers_to: Vec<Arc<str>>,
    /// A Secret may stand there.
    pub secret: Option<bool>,
    pub required: Option<bool>,
    /// A finding there is a warning: the schema is known to be loose or wrong.
    pub lenient: bool,
    /// Whether code that depends on the resource is told of it.
    pub discovered: Option<bool>,
    /// What the schema says of values is not to be believed.
    pub any: bool,
    /// The type of a document that the schema does not look into.
    pub ty: Option<Ty<'db>>,
}

/// The unit in which a property wants a Duration or a Size: what the library says of the property,
/// or what its name ends in.
pub(crate) fn unit(overlay: Option<&Overlay<'_>>, property: &str) -> Option<Unit> {
    static BY_NAME: LazyLock<Vec<(String, Unit)>> = LazyLock::new(|| {
        let names: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../stdlib/units.json")).unwrap_or_default();
        let known = |(end, unit): (String, String)| Some((end, Unit::parse(&unit)?));
        names.into_iter().filter_map(known).collect()
    });
    let by_name = || BY_NAME.iter().find(|(end, _)| property.ends_with(end.as_str()));
    overlay.and_then(|overlay| overlay.unit).or_else(|| by_name().map(|(_, unit)| *unit))
}

/// The unit in which a property wants a Duration or a Size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Of this many milliseconds.
    Duration(i64),
    /// Of this many bytes.
    Size(i64),
}

impl Unit {
    /// The unit as a person says it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Duration(1) => "milliseconds",
            Self::Duration(1_000) => "seconds",
            Self::Duration(60_000) => "minutes",
            Self::Duration(3_600_000) => "hours",
            Self::Duration(_) => "days",
            Self::Size(1) => "bytes",
            Self::Size(0x400) => "KB",
            Self::Size(0x10_0000) => "MB",
            Self::Size(_) => "GB",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "milliseconds" => Self::Duration(1),
            "seconds" => Self::Duration(1_000),
            "minutes" => Self::Duration(60_000),
            "hours" => Self::Duration(3_600_000),
            "days" => Self::Duration(86_400_000),
            "bytes" => Self::Size(1),
            "KB" => Self::Size(1 << 10),
            "MB" => Self::Size(1 << 20),
            "GB" => Self::Size(1 << 30),
            _ => return None,
        })
    }
}

fn overlay_fields(hir: &crate::Hir, body: crate::ExprId) -> impl Iterator<Item = (&str, &Expr)> {
    let entries = match hir.expr(body) {
        Expr::Object(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(|entry| match entry {
        crate::Entry::Field { name: crate::FieldName::Name(name), value } => {
            Some((&*name.text, hir.expr(*value)))
        }
        _ => None,
    })
}

fn read_overlay<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    path: Arc<str>,
    body: crate::ExprId,
) -> Overlay<'db> {
    let hir = hir(db, declaration);
    let mut overlay = Overlay { path, ..Overlay::default() };
    for (name, value) in overlay_fields(hir, body) {
        match (name, value) {
            ("unit", Expr::String(text)) => overlay.unit = Unit::parse(text),
            ("secret", Expr::Bool(value)) => overlay.secret = Some(*value),
            ("required", Expr::Bool(value)) => overlay.required = Some(*value),
            ("discovered", Expr::Bool(value)) => overlay.discovered = Some(*value),
            ("any", Expr::Bool(value)) => overlay.any = *value,
            ("type", Expr::String(name)) => {
                overlay.ty = crate::resolve::type_named(db, declaration, name).cloned();
            }
            ("severity", Expr::String(text)) => overlay.lenient = &**text == "warning",
            ("refersTo", Expr::List(elements)) => {
                overlay.refers_to = elements
                    .iter()
                    .filter_map(|element| match element {
                        crate::body::Element::Value(expr) => match hir.expr(*expr) {
                            Expr::String(text) => Some(text.clone()),
                            _ => None,
                        },
                        crate::body::Element::Spread(_) => None,
                    })
                    .collect();
            }
            _ => {}
        }
    }
    overlay
}
