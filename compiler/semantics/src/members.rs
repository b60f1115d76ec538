//! The members that a value has: what may stand after its dot, and what that stands for.

use std::sync::Arc;

use crate::evaluate::existing_fields;
use crate::extension::extensions;
use crate::import::imported_file;
use crate::scopes::is_exported;
use crate::{
    Computation, Db, Declaration, Fields, File, Instance, ItemKind, Kind, MemberId, Namespace,
    Place, Symbol, Ty, TypeExpr, Value, Word, catalogue, declarations, hir, kind, resolve_type,
    resource_of,
};

/// A member of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<'db> {
    pub name: Arc<str>,
    /// What it stands for, if that is written down anywhere.
    pub symbol: Option<Symbol<'db>>,
    pub ty: Ty<'db>,
}

/// The members that a value has for the code of a file, those of the value's own before those that
/// `extend`s add; of two with one name the first counts.
pub fn members<'db>(db: &'db dyn Db, file: File, value: &Value<'db>) -> Vec<Member<'db>> {
    let mut members = Members { db, file, found: Vec::new() };
    members.of_value(value);
    members.found
}

/// The members of what is known by its type alone.
pub fn members_of_type<'db>(db: &'db dyn Db, file: File, ty: &Ty<'db>) -> Vec<Member<'db>> {
    let mut members = Members { db, file, found: Vec::new() };
    members.of_type(ty);
    members.found
}

struct Members<'db> {
    db: &'db dyn Db,
    file: File,
    found: Vec<Member<'db>>,
}

impl<'db> Members<'db> {
    fn add(&mut self, name: impl Into<Arc<str>>, symbol: Option<Symbol<'db>>, ty: Ty<'db>) {
        let name = name.into();
        if !name.is_empty() && !self.found.iter().any(|known| known.name == name) {
            self.found.push(Member { name, symbol, ty });
        }
    }

    fn of_value(&mut self, value: &Value<'db>) {
        match value {
            Value::Object(fields) => self.fields(fields),
            Value::Metric(metric) => self.fields(&metric.fields),
            Value::Reference(reference) => self.instance(reference.instance),
            Value::Namespace(Namespace::Import(import)) => self.module(*import),
            Value::Namespace(Namespace::Stack(import)) => self.stack(*import),
            Value::Namespace(Namespace::Properties(instance)) => self.properties(*instance),
            Value::Code(_) => self.code(),
            Value::If(choice) => {
                self.of_value(&choice.then);
                self.of_value(&choice.otherwise);
            }
            Value::Unknown(ty) => self.of_type(ty),
            Value::Deploy(deploy) => {
                if let Computation::Attribute(instance, outer) = &deploy.computation {
                    self.parts(*instance, outer);
                }
                self.of_type(&deploy.ty);
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &Fields<'db>) {
        for field in fields {
            let ty = crate::ty::type_of(self.db, &field.value.value);
            self.add(field.name.clone(), Some(Symbol::Field(field.name_at)), ty);
        }
    }

    fn of_type(&mut self, ty: &Ty<'db>) {
        match ty {
            Ty::Object(fields) => {
                fields
                    .iter()
                    .for_each(|field| self.add(field.name.clone(), None, field.ty.clone()));
            }
            Ty::Union(parts) => parts.iter().for_each(|part| self.of_type(part)),
            Ty::Resource(name) => self.resource(name),
            Ty::Instance(declaration) => self.component(*declaration),
            Ty::Code => self.code(),
            Ty::AnyResource => {
                self.add("ref", None, Ty::String);
                self.add("properties", None, Ty::Any);
            }
            _ => {}
        }
    }

    fn code(&mut self) {
        ["bucket", "key", "image", "hash", "path"]
            .iter()
            .for_each(|name| self.add(*name, None, Ty::String));
    }

    fn instance(&mut self, instance: Instance<'db>) {
        match kind(self.db, instance) {
            Kind::Resource(ty) => self.resource(ty),
            Kind::Existing(ty) => {
                self.fields(existing_fields(self.db, instance));
                self.resource(ty);
            }
            Kind::Custom(custom) => self.custom(*custom),
            Kind::Component(component) => {
                self.outputs(*component);
                self.extended(component.file(self.db), component.name(self.db));
                let own = resource_of(self.db, instance);
                if own != instance {
                    self.instance(own);
                }
            }
            Kind::Event | Kind::Unknown => {}
        }
    }

    fn component(&mut self, declaration: Declaration<'db>) {
        if declaration.word(self.db) == Word::Custom {
            return self.custom(declaration);
        }
        self.outputs(declaration);
        self.extended(declaration.file(self.db), declaration.name(self.db));
        let hir = hir(self.db, declaration);
        let own = hir.members(0).iter().find_map(|member| match &hir.item(*member).kind {
            ItemKind::Resource { ty, .. } if &*hir.item(*member).name.text == "self" => Some(ty),
            _ => None,
        });
        if let Some(ty) = own.filter(|ty| ty.text.contains("::")) {
            self.resource(&ty.text);
        }
    }

    /// What a component offers. Types are those of the values where the component is checked on its own.
    fn outputs(&mut self, component: Declaration<'db>) {
        let hir = hir(self.db, component);
        for &member in hir.members(0) {
            let item = hir.item(member);
            if matches!(item.kind, ItemKind::Output { .. }) {
                let symbol = Symbol::Member(MemberId { declaration: component, member });
                self.add(item.name.text.clone(), Some(symbol), Ty::Any);
            }
        }
    }

    fn custom(&mut self, custom: Declaration<'db>) {
        self.add("ref", None, Ty::String);
        let hir = hir(self.db, custom);
        let ItemKind::Custom { output: Some(output), .. } = &hir.root().kind else { return };
        let TypeExpr::Object(fields) = hir.ty(*output) else { return };
        for field in fields {
            let symbol = Symbol::Field(Place { declaration: custom, range: field.name.range });
            let ty = resolve_type(self.db, custom, field.ty).clone();
            self.add(field.name.text.clone(), Some(symbol), ty);
        }
    }

    fn resource(&mut self, resource: &Arc<str>) {
        self.extended(self.file, resource);
        let attribute = |name: Arc<str>, ty: Ty<'db>| {
            let symbol = Symbol::Attribute { resource: resource.clone(), name: name.clone() };
            (name, Some(symbol), ty)
        };
        if let Some(known) = catalogue::resource_type(self.db, resource) {
            for given in &known.attributes {
                let ty = catalogue::shape_ty(known, given.shape);
                let first = given.name.split('.').next().unwrap_or(given.name);
                if !first.contains('*') {
                    let (name, symbol, ty) = attribute(first.into(), ty);
                    self.add(name, symbol, ty);
                }
            }
        }
        let (name, symbol, ty) = attribute("ref".into(), Ty::String);
        self.add(name, symbol, ty);
    }

    /// `Address` of `cluster.Endpoint`: what has an attribute's name of its own.
    fn parts(&mut self, instance: Instance<'db>, outer: &str) {
        let Some(resource) = crate::resource_type(self.db, instance) else { return };
        let Some(known) = catalogue::resource_type(self.db, &resource) else { return };
        for given in &known.attributes {
            let part = given.name.strip_prefix(outer).and_then(|rest| rest.strip_prefix('.'));
            if let Some(part) = part.filter(|part| !part.contains(['.', '*'])) {
                let name = given.name.into();
                let symbol = Symbol::Attribute { resource: resource.clone(), name };
                self.add(part, Some(symbol), catalogue::shape_ty(known, given.shape));
            }
        }
    }

    /// What `extend`s add.
    fn extended(&mut self, file: File, name: &Arc<str>) {
        let mut all: Vec<Declaration<'db>> = extensions(self.db, self.file, name).collect();
        if file != self.file {
            all.extend(extensions(self.db, file, name));
        }
        for declaration in all {
            let hir = hir(self.db, declaration);
            for &member in hir.members(0) {
                let item = hir.item(member);
                let ty = match &item.kind {
                    ItemKind::Grant { .. } => Ty::Grant,
                    ItemKind::Event { .. } => Ty::Event,
                    ItemKind::Metric { .. } => Ty::Metric,
                    ItemKind::Attribute { ty, .. } => {
                        resolve_type(self.db, declaration, *ty).clone()
                    }
                    _ => continue,
                };
                let symbol = Symbol::Member(MemberId { declaration, member });
                self.add(item.name.text.clone(), Some(symbol), ty);
            }
        }
    }

    fn module(&mut self, import: Declaration<'db>) {
        let Some(file) = imported_file(self.db, import) else { return };
        for &declaration in declarations(self.db, file) {
            if is_exported(declaration.word(self.db)) {
                let symbol = Symbol::Declaration(declaration);
                self.add(declaration.name(self.db).clone(), Some(symbol), Ty::Any);
            }
        }
    }

    fn stack(&mut self, import: Declaration<'db>) {
        let Some(file) = imported_file(self.db, import) else { return };
        for &declaration in declarations(self.db, file) {
            if declaration.word(self.db) == Word::Output {
                let symbol = Symbol::Declaration(declaration);
                self.add(declaration.name(self.db).clone(), Some(symbol), Ty::Any);
            }
        }
    }

    /// `self.properties` in library code.
    fn properties(&mut self, instance: Instance<'db>) {
        let Some(resource) = crate::resource_type(self.db, instance) else { return };
        let Some(known) = catalogue::resource_type(self.db, &resource) else { return };
        for property in &known.root().properties {
            let symbol =
                Symbol::Property { resource: resource.clone(), path: property.name.into() };
            let ty = catalogue::shape_ty(known, property.shape);
            self.add(property.name, Some(symbol), ty);
        }
    }
}
