//! From a type as written to a type.

use std::sync::Arc;

use sparta_diagnostics::nearest;

use crate::kinds::{ResourceTypeName, resource_type_name};
use crate::meaning::lookup;
use crate::{
    Db, Declaration, Definition, FieldTy, Finding, Findings, ItemKind, Place, Ty, TypeExpr, TypeId,
    Word, hir,
};

/// The names of the language's own types.
const BUILTIN: [&str; 15] = [
    "String", "Int", "Float", "Bool", "Json", "Duration", "Size", "Path", "Secret", "Grant",
    "Event", "Metric", "Code", "Resource", "Any",
];

/// The types that a declaration writes, and what is wrong with them.
#[derive(Debug, Default, PartialEq, Eq, salsa::SalsaValue)]
pub(crate) struct Types<'db> {
    /// By their ids.
    types: Vec<Ty<'db>>,
    pub findings: Findings<'db>,
}

/// The types that a declaration writes. One that is an alias of itself is an error, which is reported
/// where definitions by themselves are.
#[salsa::tracked(cycle_result = |db, _, declaration| Types {
    types: hir(db, declaration).types().map(|_| Ty::Error).collect(),
    findings: Findings::default(),
})]
pub(crate) fn types<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Types<'db> {
    let mut resolver = Resolver { db, declaration, types: Types::default() };
    // What a type is made of comes before it.
    for (ty, range) in hir(db, declaration).types() {
        let ty = resolver.resolve(ty, Place { declaration, range: *range });
        resolver.types.types.push(ty);
    }
    resolver.types
}

/// The type that is written at a place of a declaration.
pub fn resolve_type<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    ty: TypeId,
) -> &'db Ty<'db> {
    &types(db, declaration).types[ty.index()]
}

struct Resolver<'db> {
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    types: Types<'db>,
}

impl<'db> Resolver<'db> {
    fn part(&self, id: TypeId) -> Ty<'db> {
        self.types.types[id.index()].clone()
    }

    fn resolve(&mut self, ty: &TypeExpr, at: Place<'db>) -> Ty<'db> {
        match ty {
            TypeExpr::Missing => Ty::Error,
            TypeExpr::Null => Ty::Null,
            TypeExpr::Literal(literal) => Ty::Literal(literal.clone()),
            TypeExpr::Optional(inner) => self.part(*inner).optional(),
            TypeExpr::List(item) => self.part(*item).list(),
            TypeExpr::Map(value) => Ty::Map(Arc::new(self.part(*value))),
            TypeExpr::Union(parts) => Ty::union(parts.iter().map(|part| self.part(*part))),
            TypeExpr::Object(fields) => Ty::Object(
                fields
                    .iter()
                    .map(|field| {
                        let ty = self.part(field.ty);
                        let ty = if field.optional { ty.optional() } else { ty };
                        FieldTy { name: field.name.text.clone(), ty, optional: field.optional }
                    })
                    .collect(),
            ),
            TypeExpr::Path(name) => self.named(name, at),
        }
    }

    fn named(&mut self, name: &Arc<str>, at: Place<'db>) -> Ty<'db> {
        if let Some(ty) = builtin(name) {
            return ty;
        }
        if is_parameter_type(name) {
            return Ty::parameter(name);
        }
        match resource_type_name(self.db, self.declaration, name) {
            ResourceTypeName::CloudFormation(name) => {
                if !sparta_catalogue::contains(&name) {
                    self.types.findings.push(unknown_resource_type(at, &name));
                    return Ty::Error;
                }
                Ty::Resource(name)
            }
            ResourceTypeName::Component(declaration) | ResourceTypeName::Custom(declaration) => {
                Ty::Instance(declaration)
            }
            ResourceTypeName::Unknown => self.alias_or_unknown(name, at),
        }
    }

    fn alias_or_unknown(&mut self, name: &Arc<str>, at: Place<'db>) -> Ty<'db> {
        if let Some(ty) = type_named(self.db, self.declaration, name) {
            return ty.clone();
        }
        match lookup(self.db, self.declaration, name) {
            Some(Definition::Unknown) => Ty::Error,
            _ => self.unknown(name, at),
        }
    }

    fn unknown(&mut self, name: &Arc<str>, at: Place<'db>) -> Ty<'db> {
        let finding = Finding::error("unknown-type", at, format!("there is no type `{name}`"));
        let mut names = crate::scope(self.db, self.declaration.file(self.db)).names();
        names.extend(BUILTIN);
        self.types.findings.push(match nearest(name, names) {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_guess(format!("write `{near}`"), at, near),
            None => finding.with_help(
                "declare it with `type`, import it, or write a CloudFormation type such as `AWS::S3::Bucket`",
            ),
        });
        Ty::Error
    }
}

/// A type that the file of a declaration declares or imports, by its name.
pub(crate) fn type_named<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    name: &str,
) -> Option<&'db Ty<'db>> {
    let Some(Definition::Declared(alias)) = lookup(db, declaration, name) else { return None };
    if alias.word(db) != Word::TypeAlias {
        return None;
    }
    match &hir(db, alias).root().kind {
        ItemKind::TypeAlias { ty } => Some(resolve_type(db, alias, *ty)),
        _ => None,
    }
}

fn builtin<'db>(name: &str) -> Option<Ty<'db>> {
    Some(match name {
        "String" => Ty::String,
        "Int" => Ty::Int,
        "Float" => Ty::Float,
        "Bool" => Ty::Bool,
        "Json" => Ty::Json,
        "Duration" => Ty::Duration,
        "Size" => Ty::Size,
        "Path" => Ty::Path,
        "Secret" => Ty::Secret,
        "Grant" => Ty::Grant,
        "Event" => Ty::Event,
        "Metric" => Ty::Metric,
        "Code" => Ty::Code,
        "Resource" => Ty::AnyResource,
        "Any" => Ty::Any,
        _ => return None,
    })
}

/// The names of the language's own types.
pub fn language_types() -> impl Iterator<Item = &'static str> {
    BUILTIN.into_iter()
}

/// Whether this is a type of the language or one of CloudFormation's parameters.
pub(crate) fn is_language_type(name: &str) -> bool {
    BUILTIN.contains(&name) || is_parameter_type(name)
}

/// Whether this is one of CloudFormation's types of parameters (and not of resources).
pub(crate) fn is_parameter_type(name: &str) -> bool {
    let inner = |prefix: &str| name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("AWS::SSM::Parameter::Value<") {
        return inner == "String"
            || inner == "List<String>"
            || inner == "CommaDelimitedList"
            || is_parameter_type(inner);
    }
    let single = inner("List<").unwrap_or(name);
    sparta_stdlib::parameter_types().any(|known| known == single)
}

/// A CloudFormation type that the catalogue does not know.
pub(crate) fn unknown_resource_type<'db>(at: Place<'db>, name: &str) -> Finding<'db> {
    let finding =
        Finding::error("unknown-type", at, format!("CloudFormation has no resource type `{name}`"));
    match nearest(name, sparta_catalogue::names()) {
        Some(near) => finding
            .with_help(format!("did you mean `{near}`?"))
            .with_guess(format!("write `{near}`"), at, near),
        None => finding.with_help(
            "if it is newer than this compiler, or private, write `@allow(unknown-type)` before the declaration",
        ),
    }
}
