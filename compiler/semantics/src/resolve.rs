//! From a type as written to a type.

use std::sync::Arc;

use sparta_diagnostics::nearest;

use crate::kinds::{ResourceTypeName, resource_type_name};
use crate::scopes::lookup;
use crate::{
    Db, Declaration, Definition, FieldTy, File, Finding, Hir, ItemKind, Place, Ty, TypeExpr,
    TypeId, hir,
};

/// The names of the language's own types.
const BUILTIN: [&str; 15] = [
    "String", "Int", "Float", "Bool", "Json", "Duration", "Size", "Path", "Secret", "Grant",
    "Event", "Metric", "Code", "Resource", "Any",
];

/// How many aliases may stand for each other; more is a circle.
const MAX_ALIASES: u32 = 32;

/// The type that is written; what is wrong with it goes to `findings`.
pub fn resolve_type<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    hir: &Hir,
    ty: TypeId,
    findings: &mut Vec<Finding<'db>>,
) -> Ty<'db> {
    Resolver { db, declaration, hir, findings, depth: 0 }.resolve(ty)
}

struct Resolver<'a, 'db> {
    db: &'db dyn Db,
    declaration: Declaration<'db>,
    hir: &'a Hir,
    findings: &'a mut Vec<Finding<'db>>,
    depth: u32,
}

impl<'db> Resolver<'_, 'db> {
    fn resolve(&mut self, ty: TypeId) -> Ty<'db> {
        match self.hir.ty(ty) {
            TypeExpr::Missing => Ty::Error,
            TypeExpr::Null => Ty::Null,
            TypeExpr::Literal(literal) => Ty::Literal(literal.clone()),
            TypeExpr::Optional(inner) => self.resolve(*inner).optional(),
            TypeExpr::List(item) => self.resolve(*item).list(),
            TypeExpr::Map(value) => Ty::Map(Arc::new(self.resolve(*value))),
            TypeExpr::Union(parts) => {
                let parts: Vec<Ty<'db>> = parts.iter().map(|part| self.resolve(*part)).collect();
                Ty::union(parts)
            }
            TypeExpr::Object(fields) => Ty::Object(
                fields
                    .iter()
                    .map(|field| FieldTy {
                        name: field.name.text.clone(),
                        ty: self.resolve(field.ty),
                        optional: field.optional,
                    })
                    .collect(),
            ),
            TypeExpr::Path(name) => self.named(name, ty),
        }
    }

    fn named(&mut self, name: &Arc<str>, at: TypeId) -> Ty<'db> {
        if let Some(ty) = builtin(name) {
            return ty;
        }
        let file = self.declaration.file(self.db);
        if is_parameter_type(name) {
            return Ty::Parameter(name.clone());
        }
        match resource_type_name(self.db, file, name) {
            ResourceTypeName::CloudFormation(name) => {
                if !sparta_catalogue::contains(&name) {
                    self.findings.push(unknown_resource_type(
                        Place { declaration: self.declaration, range: self.hir.type_range(at) },
                        &name,
                    ));
                    return Ty::Error;
                }
                Ty::Resource(name)
            }
            ResourceTypeName::Component(declaration) | ResourceTypeName::Custom(declaration) => {
                Ty::Instance(declaration)
            }
            ResourceTypeName::Unknown => self.alias_or_unknown(file, name, at),
        }
    }

    fn alias_or_unknown(&mut self, file: File, name: &Arc<str>, at: TypeId) -> Ty<'db> {
        if let Some(ty) = alias(self.db, file, name, self.depth) {
            return ty;
        }
        if matches!(lookup(self.db, file, name), Some(Definition::Unknown)) {
            return Ty::Error;
        }
        let at = Place { declaration: self.declaration, range: self.hir.type_range(at) };
        let finding = Finding::error("unknown-type", at, format!("there is no type `{name}`"));
        let mut names = crate::scope(self.db, file).names();
        names.extend(BUILTIN);
        self.findings.push(match nearest(name, names) {
            Some(near) => finding
                .with_help(format!("did you mean `{near}`?"))
                .with_fix(format!("write `{near}`"), at, near),
            None => finding.with_help(
                "declare it with `type`, import it, or write a CloudFormation type such as `AWS::S3::Bucket`",
            ),
        });
        Ty::Error
    }
}

/// What a name that is declared with `type` stands for. What is wrong with it is reported there.
fn alias<'db>(db: &'db dyn Db, file: File, name: &str, depth: u32) -> Option<Ty<'db>> {
    let Some(Definition::Declared(alias)) = lookup(db, file, name) else { return None };
    let hir = hir(db, alias);
    let ItemKind::TypeAlias { ty } = &hir.root().kind else { return None };
    if depth == MAX_ALIASES {
        return Some(Ty::Error);
    }
    let findings = &mut Vec::new();
    Some(Resolver { db, declaration: alias, hir, findings, depth: depth + 1 }.resolve(*ty))
}

/// A type that a file declares or imports, by its name.
pub(crate) fn type_named<'db>(db: &'db dyn Db, file: File, name: &str) -> Option<Ty<'db>> {
    alias(db, file, name, 0)
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
            .with_fix(format!("write `{near}`"), at, near),
        None => finding.with_help(
            "if it is newer than this compiler, or private, write `@allow(unknown-type)` before the declaration",
        ),
    }
}
