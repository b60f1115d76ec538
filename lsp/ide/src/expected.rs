//! What a position takes: the fields of an object, the parameters of a call.

use std::sync::Arc;

use sparta_catalogue::{Shape as CatalogueShape, ShapeId};
use sparta_semantics::{
    Db, Declaration, Definition, ENVIRONMENT_FIELDS, Expr, ExprId, FieldTy, File, ItemId, ItemKind,
    MemberId, Parameter, Place, Symbol, Ty, TypeExpr, Value, Wanted, Word, declarations,
    document_type, hir, lookup, lookup_in_file, members, resolve_type, resource_facts, shape_ty,
    signature,
};

use crate::observation::Observation;
use crate::signature_help::parameter_ranges;

/// A field that an object takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpectedField<'db> {
    pub(crate) name: Arc<str>,
    /// Where it is declared, if that is written down.
    pub(crate) symbol: Option<Symbol<'db>>,
    /// What its value has to be.
    pub(crate) ty: Ty<'db>,
    /// The same for a property of a resource type, in full.
    pub(crate) shape: Option<ShapeId>,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
}

/// What is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Callee<'db> {
    /// A function or a top-level event of the program, or an event of a type.
    Item(MemberId<'db>),
    /// A function of the language, by its signature.
    Builtin(&'static str),
}

impl ExpectedField<'_> {
    /// A field of which no more is known than its name.
    pub(crate) fn untyped(name: &str) -> Self {
        Self {
            name: name.into(),
            symbol: None,
            ty: Ty::Any,
            shape: None,
            required: false,
            deprecated: false,
        }
    }
}

impl<'db> Callee<'db> {
    /// Whether it is a function of the language that takes a path at a position.
    pub(crate) fn takes_path(&self, position: usize) -> bool {
        let Self::Builtin(signature) = self else { return false };
        let parameter = parameter_ranges(signature).get(position).copied();
        parameter.is_some_and(|range| signature[range].ends_with(": Path"))
    }

    /// The parameters of a function or event of the program.
    pub(crate) fn parameters(&self, observation: &Observation<'db>) -> &'db [Parameter] {
        let Self::Item(item) = self else { return &[] };
        match &hir(observation.db, item.declaration).item(item.member).kind {
            ItemKind::Fn { parameters, .. } | ItemKind::Event { parameters, .. } => parameters,
            _ => &[],
        }
    }

    /// The parameter of a name, as a symbol.
    fn parameter(&self, observation: &Observation<'db>, name: &str) -> Option<Symbol<'db>> {
        let Self::Item(item) = self else { return None };
        let parameters = self.parameters(observation);
        let named = parameters.iter().find(|parameter| &*parameter.name.text == name)?;
        Some(Symbol::Local(Place { declaration: item.declaration, range: named.name.range }))
    }
}

impl<'db> Observation<'db> {
    /// The fields that an object takes, in the order of their declaration.
    pub(crate) fn fields(&self, object: ExprId) -> Vec<ExpectedField<'db>> {
        match self.owner(object) {
            Some(item) => self.fields_of_item(item),
            None => match self.wanted(object) {
                Some(wanted) => fields_of_wanted(self.db, wanted),
                None => self.fields_in_environment(object),
            },
        }
    }

    /// The item whose body an object is.
    pub(crate) fn owner(&self, object: ExprId) -> Option<ItemId> {
        let is_body = |kind: &ItemKind| match kind {
            ItemKind::Resource { body, .. } | ItemKind::Existing { body, .. } => *body == object,
            _ => false,
        };
        self.hir.items().find(|(_, item)| is_body(&item.kind)).map(|(id, _)| id)
    }

    /// The type of the resource whose body an object is.
    pub(crate) fn resource_of(&self, object: ExprId) -> Option<Arc<str>> {
        match &self.hir.item(self.owner(object)?).kind {
            ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => Some(ty.text.clone()),
            _ => None,
        }
    }

    fn fields_of_item(&self, item: ItemId) -> Vec<ExpectedField<'db>> {
        let file = self.declaration.file(self.db);
        match &self.hir.item(item).kind {
            ItemKind::Resource { ty, .. } => fields_of_named(self.db, file, &ty.text),
            ItemKind::Existing { ty, .. } => fields_of_existing(self.db, &ty.text),
            _ => Vec::new(),
        }
    }

    /// What stands in the objects of an environment.
    fn fields_in_environment(&self, object: ExprId) -> Vec<ExpectedField<'db>> {
        let ItemKind::Environment { body } = &self.hir.root().kind else { return Vec::new() };
        let file = self.declaration.file(self.db);
        if *body == object {
            return fields_of_environment(self.db, file, None);
        }
        match self.hir.field_of(*body, object) {
            Some(name) => fields_of_environment(self.db, file, Some(&name.text)),
            None => Vec::new(),
        }
    }

    /// What a call calls.
    pub(crate) fn callee(&self, callee: ExprId) -> Option<Callee<'db>> {
        let symbol = match self.hir.expr(callee) {
            Expr::Name(name) => match lookup(self.db, self.declaration, name) {
                Some(Definition::Declared(declaration)) => Symbol::Declaration(declaration),
                Some(_) => return None,
                None => return signature(name).map(Callee::Builtin),
            },
            Expr::Member { receiver, name, .. } => self.member(*receiver, &name.text)?,
            _ => return None,
        };
        symbol.item().map(Callee::Item)
    }

    /// What a member of an expression's value stands for.
    pub(crate) fn member(&self, receiver: ExprId, name: &str) -> Option<Symbol<'db>> {
        let value: &Value<'db> = self.value(receiver)?;
        let all = members(self.db, self.declaration.file(self.db), value);
        all.into_iter().find(|member| &*member.name == name)?.symbol
    }

    /// Whether an expression is an argument that a function of the language takes as a path.
    pub(crate) fn is_path_argument(&self, argument: ExprId) -> bool {
        self.hir.exprs().any(|(expr, _)| match expr {
            Expr::Call { callee, arguments } => {
                let position = arguments.iter().position(|it| it.value == argument);
                position.is_some_and(|position| {
                    self.callee(*callee).is_some_and(|callee| callee.takes_path(position))
                })
            }
            _ => false,
        })
    }

    /// The parameter that an argument of a call names.
    pub(crate) fn argument(&self, callee: ExprId, name: &str) -> Option<Symbol<'db>> {
        self.callee(callee)?.parameter(self, name)
    }
}

/// The fields of the body of a resource of a type.
pub(crate) fn fields_of_named<'db>(
    db: &'db dyn Db,
    file: File,
    name: &Arc<str>,
) -> Vec<ExpectedField<'db>> {
    if name.contains("::") {
        let root = resource_facts(db, name).map(|known| known.root);
        return root.map_or_else(Vec::new, |root| fields_of_shape(db, name, root, ""));
    }
    match lookup_in_file(db, file, name) {
        Some(Definition::Declared(found)) if found.word(db) == Word::Custom => {
            fields_of_custom(db, found)
        }
        Some(Definition::Declared(component)) => parameters_of_component(db, component),
        _ => Vec::new(),
    }
}

/// The fields of an object of which it is known what is wanted.
pub(crate) fn fields_of_wanted<'db>(
    db: &'db dyn Db,
    wanted: &Wanted<'db>,
) -> Vec<ExpectedField<'db>> {
    match wanted {
        Wanted::Ty(ty) => fields_of_type(ty),
        Wanted::Shape { resource, shape, path } => fields_of_shape(db, resource, shape.0, path),
    }
}

fn parameters_of_component<'db>(
    db: &'db dyn Db,
    component: Declaration<'db>,
) -> Vec<ExpectedField<'db>> {
    let hir = hir(db, component);
    let parameters = hir.members(0).iter().filter_map(|&member| {
        let item = hir.item(member);
        let ItemKind::Param { ty, default } = &item.kind else { return None };
        let ty = resolve_type(db, component, *ty).clone();
        Some(ExpectedField {
            name: item.name.text.clone(),
            symbol: Some(Symbol::Member(MemberId { declaration: component, member })),
            required: default.is_none() && !ty.is_optional(),
            ty,
            shape: None,
            deprecated: item.attribute("deprecated").is_some(),
        })
    });
    parameters.collect()
}

fn fields_of_custom<'db>(db: &'db dyn Db, custom: Declaration<'db>) -> Vec<ExpectedField<'db>> {
    let hir = hir(db, custom);
    let ItemKind::Custom { input: Some(input), .. } = &hir.root().kind else {
        return Vec::new();
    };
    let mut fields = fields_of_type(resolve_type(db, custom, *input));
    if let TypeExpr::Object(written) = hir.ty(*input) {
        for (field, written) in fields.iter_mut().zip(written) {
            let place = Place { declaration: custom, range: written.name.range };
            field.symbol = Some(Symbol::Field(place));
        }
    }
    fields
}

/// Identifiers and attributes that are known of what another owner manages.
pub(crate) fn fields_of_existing<'db>(
    db: &'db dyn Db,
    resource: &Arc<str>,
) -> Vec<ExpectedField<'db>> {
    let Some(known) = resource_facts(db, resource) else { return Vec::new() };
    let mut fields: Vec<ExpectedField<'db>> = Vec::new();
    let identifier = |name: &str| known.primary_identifier.contains(&name);
    for property in &known.root().properties {
        fields.push(ExpectedField {
            name: property.name.into(),
            symbol: Some(property_symbol(resource, "", property.name)),
            ty: shape_ty(known, property.shape),
            shape: Some(property.shape),
            required: identifier(property.name),
            deprecated: property.deprecated,
        });
    }
    for attribute in &known.attributes {
        let is_new = !fields.iter().any(|field| &*field.name == attribute.name);
        if is_new && !attribute.name.contains(['.', '*']) {
            let name: Arc<str> = attribute.name.into();
            let symbol = Symbol::Attribute { resource: resource.clone(), name: name.clone() };
            fields.push(ExpectedField {
                symbol: Some(symbol),
                ty: shape_ty(known, attribute.shape),
                ..ExpectedField::untyped(attribute.name)
            });
        }
    }
    fields
}

/// The properties that a shape of a resource type has; of several forms those of all.
fn fields_of_shape<'db>(
    db: &'db dyn Db,
    resource: &Arc<str>,
    shape: ShapeId,
    path: &str,
) -> Vec<ExpectedField<'db>> {
    let Some(known) = resource_facts(db, resource) else { return Vec::new() };
    if let Some(ty) = document_type(db, resource, path) {
        return fields_of_type(ty);
    }
    match known.shape(shape) {
        CatalogueShape::Object(object) => object
            .properties
            .iter()
            .filter(|property| !property.read_only || property.required)
            .map(|property| ExpectedField {
                name: property.name.into(),
                symbol: Some(property_symbol(resource, path, property.name)),
                ty: shape_ty(known, property.shape),
                shape: Some(property.shape),
                required: property.required,
                deprecated: property.deprecated,
            })
            .collect(),
        CatalogueShape::OneOf(shapes) => {
            let mut all: Vec<ExpectedField<'db>> = Vec::new();
            for &one in shapes.iter().filter(|one| **one != shape) {
                for field in fields_of_shape(db, resource, one, path) {
                    if !all.iter().any(|known| known.name == field.name) {
                        all.push(field);
                    }
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

/// The fields of an environment; of its `settings` and `params` the names of the file.
pub(crate) fn fields_of_environment<'db>(
    db: &'db dyn Db,
    file: File,
    within: Option<&str>,
) -> Vec<ExpectedField<'db>> {
    let word = match within {
        None => {
            return ENVIRONMENT_FIELDS.iter().map(|name| ExpectedField::untyped(name)).collect();
        }
        Some("settings") => Word::Setting,
        Some("params") => Word::Param,
        Some(_) => return Vec::new(),
    };
    let named = declarations(db, file).iter().filter(|it| it.word(db) == word);
    let field = |declaration: &Declaration<'db>| {
        let (ItemKind::Setting { ty, default } | ItemKind::Param { ty, default }) =
            &hir(db, *declaration).root().kind
        else {
            return None;
        };
        Some(ExpectedField {
            name: declaration.name(db).clone(),
            symbol: Some(Symbol::Declaration(*declaration)),
            ty: resolve_type(db, *declaration, *ty).clone(),
            shape: None,
            required: default.is_none(),
            deprecated: false,
        })
    };
    named.filter_map(field).collect()
}

/// A property of a resource type, below a path of others.
fn property_symbol<'db>(resource: &Arc<str>, path: &str, name: &str) -> Symbol<'db> {
    let path = if path.is_empty() { name.into() } else { format!("{path}.{name}").into() };
    Symbol::Property { resource: resource.clone(), path }
}

/// The fields of an object type; of a union those of all its alternatives.
fn fields_of_type<'db>(ty: &Ty<'db>) -> Vec<ExpectedField<'db>> {
    let mut all: Vec<ExpectedField<'db>> = Vec::new();
    for part in ty.alternatives() {
        let fields: &[FieldTy<'db>] = if let Ty::Object(fields) = part { fields } else { &[] };
        for field in fields {
            if !all.iter().any(|known| known.name == field.name) {
                all.push(ExpectedField {
                    name: field.name.clone(),
                    symbol: None,
                    required: !field.ty.is_optional(),
                    ty: field.ty.clone(),
                    shape: None,
                    deprecated: false,
                });
            }
        }
    }
    all
}
