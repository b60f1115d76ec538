//! `receiver[index]`.

use std::sync::Arc;

use super::comprehension::field;
use super::operator::{literal_text, scalar_text};
use super::{Context, Evaluator, Owner};
use crate::meaning::lookup;
use crate::{
    Column, Computation, Condition, Definition, Expr, ExprId, Fields, Instance, Key, Literal,
    Mapping, Namespace, Place, Spanned, Ty, Value,
};

/// What a mapping is called, and where that is said.
#[derive(Debug, Clone)]
pub(crate) struct MappingName<'db> {
    id: Arc<str>,
    at: Place<'db>,
}

impl<'db> Evaluator<'db> {
    pub(super) fn index(
        &mut self,
        cx: &Context<'db>,
        id: ExprId,
        receiver: ExprId,
        index: ExprId,
        optional: bool,
    ) -> Spanned<'db> {
        let at = cx.place(cx.hir.range(id));
        let collection = self.eval(cx, receiver);
        let index = self.eval(cx, index);
        let mapping = self.mapping_name(cx, receiver);
        let value = self.element(&collection, &index, optional, mapping, at);
        Spanned { value, at }
    }

    pub(crate) fn element(
        &mut self,
        collection: &Spanned<'db>,
        index: &Spanned<'db>,
        optional: bool,
        mapping: Option<MappingName<'db>>,
        at: Place<'db>,
    ) -> Value<'db> {
        match (&collection.value, &index.value) {
            (Value::Error, _) | (_, Value::Error) => Value::Error,
            (Value::Null, _) if optional => Value::Null,
            (Value::Null, _) => self.error(
                "possibly-null",
                at,
                "an element of null",
                "ask with `?[…]`, which gives null here",
            ),
            (_, Value::If(choice)) => {
                let choice = choice.clone();
                let then = self.given(Some(choice.condition.clone()), |evaluator| {
                    let index = Spanned { value: choice.then.clone(), at: index.at };
                    evaluator.element(collection, &index, optional, mapping.clone(), at)
                });
                let otherwise = self.given(Some(choice.condition.clone().negated()), |evaluator| {
                    let index = Spanned { value: choice.otherwise.clone(), at: index.at };
                    evaluator.element(collection, &index, optional, mapping, at)
                });
                Value::choice(choice.condition.clone(), then, otherwise)
            }
            (Value::If(_), _) => {
                let index = index.clone();
                self.over_choices(collection, &mut |evaluator, collection| {
                    evaluator.element(collection, &index, optional, mapping.clone(), at)
                })
            }
            (Value::List(items), Value::Int(number)) => {
                match usize::try_from(*number).ok().and_then(|number| items.get(number)) {
                    Some(item) => item.value.clone(),
                    None if optional => Value::Null,
                    None => self.error(
                        "out-of-range",
                        index.at,
                        format!(
                            "the list has {}, the first is 0, and there is no {number}",
                            crate::scopes::counted(items.len(), "element")
                        ),
                        "use an index that is less than the list's length",
                    ),
                }
            }
            (Value::List(items), Value::Deploy(deploy))
                if matches!(
                    deploy.ty.plain(),
                    Ty::Int | Ty::Literal(Literal::Int(_)) | Ty::Union(_)
                ) =>
            {
                let ty = Ty::union(
                    items.iter().map(|item| crate::ty::type_of(self.db, &item.value).plain()),
                );
                Computation::Select { index: index.clone(), list: collection.clone() }.of(ty)
            }
            (Value::Deploy(list), Value::Int(_) | Value::Deploy(_)) => match &list.ty.plain() {
                Ty::List(item) => {
                    let ty = match &list.ty {
                        Ty::List(item) => (**item).clone(),
                        Ty::Parameter(name) => {
                            match name.strip_prefix("List<").and_then(|rest| rest.strip_suffix('>'))
                            {
                                Some("String" | "Number") | None => (**item).clone(),
                                Some(inner) => Ty::Parameter(inner.into()),
                            }
                        }
                        _ => (**item).clone(),
                    };
                    Computation::Select { index: index.clone(), list: collection.clone() }.of(ty)
                }
                _ => self.not_indexable(collection, at),
            },
            (Value::Object(fields), Value::String(_) | Value::Int(_)) => {
                let key = scalar_text(&index.value).unwrap_or_default();
                match fields.get(&key) {
                    Some(value) => value.value.clone(),
                    None if optional => Value::Null,
                    None => {
                        let names: Vec<Arc<str>> =
                            fields.iter().map(|field| field.name.clone()).collect();
                        self.unknown_member(
                            index.at,
                            &key,
                            "this map",
                            names.iter().map(|name| &**name),
                        )
                    }
                }
            }
            (Value::Object(fields), Value::Deploy(_)) => self.look_up(fields, index, mapping, at),
            (Value::Namespace(Namespace::Repeated(all)), _) => {
                self.one_of(*all, index, optional, at)
            }
            (Value::Unknown(ty), _) => match ty.non_null().plain() {
                Ty::List(item) => Value::Unknown((*item).clone()),
                Ty::Map(value) => Value::Unknown((*value).clone().optional()),
                Ty::Any | Ty::Error | Ty::Json | Ty::Object(_) | Ty::Union(_) => {
                    Value::Unknown(Ty::Any)
                }
                _ => self.not_indexable(collection, at),
            },
            (Value::List(items), Value::Unknown(_)) => Value::Unknown(Ty::union(
                items.iter().map(|item| crate::ty::type_of(self.db, &item.value)),
            )),
            (Value::Object(fields), Value::Unknown(key)) => {
                let covered = key.literals().is_some_and(|literals| {
                    literals.iter().all(|literal| fields.get(&literal_text(literal)).is_some())
                });
                let ty = Ty::union(
                    fields.iter().map(|field| crate::ty::type_of(self.db, &field.value.value)),
                );
                Value::Unknown(if covered { ty } else { ty.optional() })
            }
            (Value::List(_), _) => {
                let found = self.describe(&index.value);
                self.error(
                    "type-mismatch",
                    index.at,
                    format!("an index is an Int, and this is {found}"),
                    "write an Int: the first element is 0",
                )
            }
            (Value::Object(_), _) => {
                let found = self.describe(&index.value);
                self.error(
                    "type-mismatch",
                    index.at,
                    format!("a key is a String, and this is {found}"),
                    "write a String",
                )
            }
            _ => self.not_indexable(collection, at),
        }
    }

    fn not_indexable(&mut self, collection: &Spanned<'db>, at: Place<'db>) -> Value<'db> {
        let found = self.describe(&collection.value);
        self.error(
            "type-mismatch",
            at,
            format!("{found} has no elements"),
            "only lists, maps and repeated resources do",
        )
    }

    /// `q["orders"]`.
    fn one_of(
        &mut self,
        all: Instance<'db>,
        index: &Spanned<'db>,
        optional: bool,
        at: Place<'db>,
    ) -> Value<'db> {
        let key: Arc<str> = match &index.value {
            Value::String(text) => text.clone(),
            Value::Int(number) => number.to_string().into(),
            Value::Reference(reference) => crate::logical_id(self.db, reference.instance).into(),
            Value::Object(fields) => match fields.get("name").map(|name| &name.value) {
                Some(Value::String(text)) => text.clone(),
                _ => return Value::Error,
            },
            Value::Unknown(_) => return Value::Unknown(self.repeated_ty(all)),
            Value::Deploy(_) | Value::Condition(_) => {
                return self.phase_error(
                    index,
                    "which of the resources is meant has to be known when the program is compiled",
                );
            }
            other => {
                let found = self.describe(other);
                return self.error(
                    "type-mismatch",
                    index.at,
                    format!("a key is a String or an Int, and this is {found}"),
                    "write the key that names the element",
                );
            }
        };
        let elements = super::elements(self.db, all);
        if elements.abstracted {
            return Value::Unknown(self.repeated_ty(all));
        }
        if !elements.keys().any(|known| *known == key) {
            if optional {
                return Value::Null;
            }
            let of = format!("`{}`", crate::display_name(self.db, all));
            let keys: Vec<Arc<str>> = elements.keys().cloned().collect();
            return self.unknown_member(index.at, &key, &of, keys.iter().map(|key| &**key));
        }
        let one = Instance::new(
            self.db,
            all.stack(self.db),
            all.parent(self.db),
            all.definition(self.db),
            Some(Key::Element(key)),
        );
        let _ = at;
        self.reference(one, true)
    }

    fn repeated_ty(&self, all: Instance<'db>) -> Ty<'db> {
        match crate::kind(self.db, all) {
            crate::Kind::Resource(name) | crate::Kind::Existing(name) => Ty::Resource(name.clone()),
            crate::Kind::Component(declaration) | crate::Kind::Custom(declaration) => {
                Ty::Instance(*declaration)
            }
            crate::Kind::Event | crate::Kind::Unknown => Ty::Error,
        }
    }

    /// The name under which a map becomes a mapping: that of the `let` that is looked up.
    fn mapping_name(&self, cx: &Context<'db>, receiver: ExprId) -> Option<MappingName<'db>> {
        let Expr::Name(name) = cx.hir.expr(receiver) else { return None };
        if cx.local(name).is_some() {
            return None;
        }
        if let Owner::Component(component) = &cx.owner
            && let Some(member) = cx.hir.value(name)
        {
            let owner = crate::logical_id(self.db, component.instance);
            let id = format!("{owner}{}", crate::pascal_case(name)).into();
            return Some(MappingName { id, at: cx.place(cx.hir.item(member).name.range) });
        }
        let Some(Definition::Declared(declaration)) = lookup(self.db, cx.declaration, name) else {
            return None;
        };
        let range = crate::hir(self.db, declaration).root().name.range;
        Some(MappingName { id: name.clone(), at: Place { declaration, range } })
    }

    /// A map looked up with a key that is known at deploy: a mapping where that is possible, a chain
    /// of conditions otherwise.
    fn look_up(
        &mut self,
        fields: &Arc<Fields<'db>>,
        key: &Spanned<'db>,
        mapping: Option<MappingName<'db>>,
        at: Place<'db>,
    ) -> Value<'db> {
        let Value::Deploy(deploy) = &key.value else { return Value::Error };
        if super::phase::needs_resources(&deploy.computation) {
            return self.phase_error(key, "a map is looked up before any resource is made");
        }
        let covered = deploy.ty.literals().is_some_and(|literals| {
            literals.iter().all(|literal| fields.get(&literal_text(literal)).is_some())
        });
        if covered
            && let Some(MappingName { id, at: declared }) = mapping
            && let Some((rows, shape)) = table(fields)
        {
            if id.contains('_') {
                self.report(crate::names::bad_name(&id, declared));
            }
            let mapping = Arc::new(Mapping { id, rows });
            return lookup_value(&mapping, key, &shape, "", at);
        }
        if covered && let Some(lookup) = column_of(fields, key) {
            return lookup;
        }
        let mut value = Value::Null;
        let literals: Option<Vec<String>> =
            deploy.ty.literals().map(|literals| literals.into_iter().map(literal_text).collect());
        for (position, field) in fields
            .iter()
            .filter(|field| match &literals {
                Some(literals) => literals.iter().any(|literal| **literal == *field.name),
                None => true,
            })
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .enumerate()
        {
            let condition =
                Condition::Equals(Arc::new((key.value.clone(), Value::String(field.name.clone()))));
            value = if position == 0 && covered {
                field.value.value.clone()
            } else {
                Value::choice(condition, field.value.value.clone(), value)
            };
        }
        value
    }
}

/// The columns of a looked-up row, looked up in turn with a deploy-time key: `sizes[stage][kind]`.
fn column_of<'db>(fields: &Fields<'db>, key: &Spanned<'db>) -> Option<Value<'db>> {
    let is_plain = |name: &str| name.chars().all(|character| character.is_ascii_alphanumeric());
    let mut row: Option<(&Arc<Mapping<'db>>, &Spanned<'db>)> = None;
    let mut types = Vec::new();
    for field in fields {
        let Value::Deploy(deploy) = &field.value.value else { return None };
        let Computation::Lookup { mapping, key, column: Column::Named(column) } =
            &deploy.computation
        else {
            return None;
        };
        let (known, known_key) = *row.get_or_insert((mapping, key));
        if *column != field.name
            || !is_plain(column)
            || known.id != mapping.id
            || !crate::same(&known_key.value, &key.value)
        {
            return None;
        }
        types.push(deploy.ty.clone());
    }
    let (mapping, row_key) = row?;
    let widened = types.first()?.widened();
    let is_alike = types.iter().all(|ty| ty.widened() == widened);
    is_alike.then(|| {
        Computation::Lookup {
            mapping: mapping.clone(),
            key: row_key.clone(),
            column: Column::Computed(key.clone()),
        }
        .of(Ty::union(types))
    })
}

/// What a row of a mapping looks like.
enum RowShape<'db> {
    Leaf(Ty<'db>),
    Object(Vec<(Arc<str>, RowShape<'db>)>),
}

/// The rows of a map that can be a mapping: known scalars and lists of scalars, alike in every row.
fn table<'db>(fields: &Fields<'db>) -> Option<(Fields<'db>, RowShape<'db>)> {
    let mut rows = Fields::default();
    let mut shape: Option<RowShape<'db>> = None;
    for row in fields {
        if !is_mapping_key(&row.name) {
            return None;
        }
        let mut columns = Fields::default();
        let found = flatten(&row.value, "", &mut columns)?;
        shape = Some(match shape {
            None => found,
            Some(known) => merge(known, found)?,
        });
        let value = Spanned { value: Value::Object(Arc::new(columns)), at: row.value.at };
        rows.set(crate::Field { name: row.name.clone(), name_at: row.name_at, value });
    }
    Some((rows, shape?))
}

/// CloudFormation's mapping keys are letters, digits, `-` and `.`.
fn is_mapping_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '.'))
}

/// Writes the leaves of a row as columns; a nested one is named by its path.
fn flatten<'db>(
    value: &Spanned<'db>,
    path: &str,
    columns: &mut Fields<'db>,
) -> Option<RowShape<'db>> {
    let leaf = |columns: &mut Fields<'db>, ty| {
        let name = if path.is_empty() { "value" } else { path };
        columns.set(field(name, value.clone()));
        Some(RowShape::Leaf(ty))
    };
    match &value.value {
        Value::String(text) => leaf(columns, Ty::Literal(Literal::String(text.clone()))),
        Value::Int(number) => leaf(columns, Ty::Literal(Literal::Int(*number))),
        Value::Bool(value) => leaf(columns, Ty::Literal(Literal::Bool(*value))),
        Value::Float(_) => leaf(columns, Ty::Float),
        Value::Duration(_) => leaf(columns, Ty::Duration),
        Value::Size(_) => leaf(columns, Ty::Size),
        Value::List(items)
            if !items.is_empty()
                && items.iter().all(|item| matches!(item.value, Value::String(_))) =>
        {
            leaf(columns, Ty::String.list())
        }
        Value::Object(fields) if !fields.is_empty() => {
            let mut shapes = Vec::new();
            for field in &**fields {
                if !is_mapping_key(&field.name) {
                    return None;
                }
                let path = if path.is_empty() {
                    field.name.to_string()
                } else {
                    format!("{path}.{}", field.name)
                };
                shapes.push((field.name.clone(), flatten(&field.value, &path, columns)?));
            }
            Some(RowShape::Object(shapes))
        }
        _ => None,
    }
}

/// One shape for two rows, if they have the same columns.
fn merge<'db>(a: RowShape<'db>, b: RowShape<'db>) -> Option<RowShape<'db>> {
    match (a, b) {
        (RowShape::Leaf(a), RowShape::Leaf(b)) => {
            (a.widened() == b.widened()).then(|| RowShape::Leaf(Ty::union([a, b])))
        }
        (RowShape::Object(a), RowShape::Object(mut b)) if a.len() == b.len() => {
            let mut merged = Vec::new();
            for (name, shape) in a {
                let index = b.iter().position(|(other, _)| *other == name)?;
                merged.push((name, merge(shape, b.swap_remove(index).1)?));
            }
            Some(RowShape::Object(merged))
        }
        _ => None,
    }
}

fn lookup_value<'db>(
    mapping: &Arc<Mapping<'db>>,
    key: &Spanned<'db>,
    shape: &RowShape<'db>,
    path: &str,
    at: Place<'db>,
) -> Value<'db> {
    match shape {
        RowShape::Leaf(ty) => {
            let column = if path.is_empty() { "value" } else { path };
            Computation::Lookup {
                mapping: mapping.clone(),
                key: key.clone(),
                column: Column::Named(column.into()),
            }
            .of(ty.clone())
        }
        RowShape::Object(fields) => Value::Object(Arc::new(
            fields
                .iter()
                .map(|(name, shape)| {
                    let path =
                        if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                    let value = lookup_value(mapping, key, shape, &path, at);
                    crate::Field { name: name.clone(), name_at: at, value: Spanned { value, at } }
                })
                .collect(),
        )),
    }
}
