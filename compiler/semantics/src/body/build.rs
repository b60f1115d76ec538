//! From the syntax tree to the table.

mod expression;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sparta_syntax::ast::{self, AstNode};
use sparta_syntax::{CONSTRUCTS, Element, Node, Parse, TextRange, Token, doc_comment};

use self::expression::{literal_type, plain_text};
use super::{
    Attribute, Binding, Expr, ExprId, Hir, Import, ImportedName, Item, ItemId, ItemKind, NameRef,
    ObjectField, Parameter, TypeExpr, TypeId,
};

/// The table of a declaration; of text that holds none an item of kind `Error`.
pub(super) fn build(parse: &Parse<'_>) -> Hir {
    let mut builder = Builder::default();
    match parse.tree().declarations().next() {
        Some(declaration) => {
            builder.declaration(&declaration);
        }
        None => {
            builder.add(Item {
                kind: ItemKind::Error,
                name: missing_name(TextRange::default()),
                head: TextRange::default(),
                range: TextRange::default(),
                attributes: Vec::new(),
                id: None,
                doc: None,
            });
        }
    }
    Hir {
        values: values(&builder.items),
        items: builder.items.into(),
        exprs: builder.exprs.into(),
        types: builder.types.into(),
        diagnostics: parse.diagnostics.clone(),
    }
}

/// The members of a component that are values; of two with one name, which is reported, the first.
fn values(items: &[Item]) -> FxHashMap<Arc<str>, ItemId> {
    let ItemKind::Component { members } = &items[0].kind else { return FxHashMap::default() };
    let named = |member: &ItemId| {
        let item = &items[*member as usize];
        let is_value = matches!(
            item.kind,
            ItemKind::Param { .. }
                | ItemKind::Let { .. }
                | ItemKind::Resource { .. }
                | ItemKind::Existing { .. }
        );
        is_value.then(|| (item.name.text.clone(), *member))
    };
    members.iter().rev().filter_map(named).collect()
}

#[derive(Default)]
struct Builder {
    items: Vec<Item>,
    exprs: Vec<(Expr, TextRange)>,
    types: Vec<(TypeExpr, TextRange)>,
}

fn missing_name(range: TextRange) -> NameRef {
    NameRef { text: "".into(), range }
}

impl Builder {
    fn add(&mut self, item: Item) -> ItemId {
        self.items.push(item);
        u32::try_from(self.items.len() - 1).expect("a file is far smaller than 4 GB")
    }

    fn alloc(&mut self, expr: Expr, range: TextRange) -> ExprId {
        self.exprs.push((expr, range));
        ExprId(u32::try_from(self.exprs.len() - 1).expect("a file is far smaller than 4 GB"))
    }

    fn alloc_type(&mut self, ty: TypeExpr, range: TextRange) -> TypeId {
        self.types.push((ty, range));
        TypeId(u32::try_from(self.types.len() - 1).expect("a file is far smaller than 4 GB"))
    }

    fn name(&self, name: Option<ast::Name<'_>>, whole: TextRange) -> NameRef {
        match name {
            Some(name) => NameRef { text: name.text().into(), range: name.syntax().text_range() },
            None => missing_name(whole),
        }
    }

    /// A declaration or member: its place in the table first, so that the declaration itself is 0.
    fn declaration(&mut self, declaration: &ast::Declaration<'_>) -> ItemId {
        let syntax = declaration.syntax();
        let range = declared_range(syntax);
        let id = self.add(Item {
            kind: ItemKind::Error,
            name: missing_name(range),
            head: first_line(syntax, range),
            range,
            attributes: Vec::new(),
            id: None,
            doc: doc_comment(syntax).map(Into::into),
        });
        let attributes: Vec<Attribute> = syntax
            .children()
            .filter_map(ast::Attribute::cast)
            .map(|attribute| self.attribute(&attribute))
            .collect();
        let (kind, name) = self.kind(declaration, range);
        let own_id = attributes.iter().find(|attribute| &*attribute.name.text == "id").and_then(
            |attribute| match self.exprs[attribute.arguments.first()?.value.0 as usize].0 {
                Expr::String(ref text) => Some(text.clone()),
                _ => None,
            },
        );
        let item = &mut self.items[id as usize];
        item.kind = kind;
        item.name = name;
        item.attributes = attributes;
        item.id = own_id;
        id
    }

    fn attribute(&mut self, attribute: &ast::Attribute<'_>) -> Attribute {
        let range = attribute.syntax().text_range();
        let name = match attribute.ident_token() {
            Some(token) => NameRef { text: token.text().into(), range: token.text_range() },
            None => missing_name(range),
        };
        let mut arguments = Vec::new();
        let mut texts = Vec::new();
        for argument in
            attribute.arguments().into_iter().flat_map(|arguments| arguments.arguments())
        {
            texts.push(argument.syntax().text().trim().into());
            arguments.push(self.argument(&argument));
        }
        Attribute { name, range, arguments, texts }
    }

    fn kind(
        &mut self,
        declaration: &ast::Declaration<'_>,
        range: TextRange,
    ) -> (ItemKind, NameRef) {
        use ast::Declaration as D;
        match declaration {
            D::Stack(it) => {
                (ItemKind::Stack { body: self.body(it.body(), range) }, self.name(it.name(), range))
            }
            D::Import(it) => self.import(it, range),
            D::Param(it) => {
                let (ty, default) =
                    (self.ty(it.ty(), range), it.default().map(|default| self.expr(&default)));
                (ItemKind::Param { ty, default }, self.name(it.name(), range))
            }
            D::Setting(it) => {
                let (ty, default) =
                    (self.ty(it.ty(), range), it.default().map(|default| self.expr(&default)));
                (ItemKind::Setting { ty, default }, self.name(it.name(), range))
            }
            D::Let(it) => {
                let ty = it.ty().map(|ty| self.ty(Some(ty), range));
                let value = self.value(it.value(), range);
                (ItemKind::Let { ty, value }, self.name(it.name(), range))
            }
            D::TypeAlias(it) => {
                (ItemKind::TypeAlias { ty: self.ty(it.ty(), range) }, self.name(it.name(), range))
            }
            D::Fn(it) => {
                let parameters = self.parameters(it.parameters());
                let result = self.ty(it.ty(), range);
                let value = self.value(it.value(), range);
                (ItemKind::Fn { parameters, result, value }, self.name(it.name(), range))
            }
            D::Resource(it) => {
                let ty = self.path_type(it.path_type(), range);
                let (repeat, guard) = (self.repeat(it.repeat()), self.guard(it.guard()));
                let body = self.body(it.body(), range);
                (ItemKind::Resource { ty, repeat, guard, body }, self.name(it.name(), range))
            }
            D::Construct(it) => {
                let word = it.ident_token();
                let text = word.as_ref().map_or("", |word| word.text());
                let ty = CONSTRUCTS
                    .iter()
                    .find(|(known, _)| *known == text)
                    .map_or("", |(_, name)| name);
                let ty = NameRef {
                    text: ty.into(),
                    range: word.as_ref().map_or(range, |word| word.text_range()),
                };
                let (repeat, guard) = (self.repeat(it.repeat()), self.guard(it.guard()));
                let body = self.body(it.body(), range);
                (ItemKind::Resource { ty, repeat, guard, body }, self.name(it.name(), range))
            }
            D::Existing(it) => {
                let ty = self.path_type(it.path_type(), range);
                (
                    ItemKind::Existing { ty, body: self.body(it.body(), range) },
                    self.name(it.name(), range),
                )
            }
            D::Custom(it) => (self.custom(it.body()), self.name(it.name(), range)),
            D::Component(it) => (
                ItemKind::Component { members: self.members(it.body()) },
                self.name(it.name(), range),
            ),
            D::Extend(it) => {
                let ty = self.path_type(it.path_type(), range);
                (ItemKind::Extend { ty: ty.clone(), members: self.members(it.body()) }, ty)
            }
            D::EventDef(it) => {
                let parameters = self.parameters(it.parameters());
                (
                    ItemKind::Event { parameters, members: self.members(it.body()) },
                    self.name(it.name(), range),
                )
            }
            D::Output(it) => (
                ItemKind::Output { value: self.value(it.value(), range) },
                self.name(it.name(), range),
            ),
            D::Environment(it) => (
                ItemKind::Environment { body: self.body(it.body(), range) },
                self.name(it.name(), range),
            ),
            D::Test(it) => {
                let environment = it.environment().map(|name| self.name(Some(name), range));
                let title = it.title();
                let name = NameRef {
                    text: title.as_ref().map(plain_text).unwrap_or_default().into(),
                    range: title.map_or(range, |title| title.syntax().text_range()),
                };
                (ItemKind::Test { environment, members: self.members(it.body()) }, name)
            }
            D::Grant(it) => {
                (ItemKind::Grant { members: self.members(it.body()) }, self.name(it.name(), range))
            }
            D::Allow(it) => {
                let (actions, resources) =
                    (self.value(it.actions(), range), self.value(it.resources(), range));
                let when = it.condition().map(|when| self.expr(&when));
                (ItemKind::Allow { actions, resources, when }, missing_name(range))
            }
            D::Metric(it) => (
                ItemKind::Metric { body: self.body(it.body(), range) },
                self.name(it.name(), range),
            ),
            D::AttributeDef(it) => {
                let ty = self.ty(it.ty(), range);
                let value = it.value().map(|value| self.expr(&value));
                (ItemKind::Attribute { ty, value }, self.name(it.name(), range))
            }
            D::Property(it) => {
                let path: String = it
                    .property_path()
                    .map(|path| path.syntax().text().split_whitespace().collect())
                    .unwrap_or_default();
                (
                    ItemKind::Property { path: path.into(), body: self.body(it.body(), range) },
                    missing_name(range),
                )
            }
            D::Set(it) => {
                let (target, value) =
                    (self.value(it.target(), range), self.value(it.value(), range));
                (ItemKind::Set { target, value }, missing_name(range))
            }
            D::Check(it) => {
                let condition = self.value(it.condition(), range);
                let diagnostic = it
                    .diagnostic_name()
                    .map(|name| name.syntax().text().split_whitespace().collect::<String>().into());
                let message = self.value(it.message(), range);
                let at = it.place().map(|place| self.expr(&place));
                (ItemKind::Check { condition, diagnostic, message, at }, missing_name(range))
            }
            D::Assert(it) => (
                ItemKind::Assert { condition: self.value(it.condition(), range) },
                missing_name(range),
            ),
        }
    }

    fn import(&mut self, import: &ast::Import<'_>, range: TextRange) -> (ItemKind, NameRef) {
        let path = import.path();
        let path_range = path.as_ref().map_or(range, |path| path.syntax().text_range());
        let text = path.as_ref().map(plain_text).unwrap_or_default();
        let what = if import.stack_token().is_some() {
            Import::Stack
        } else if let Some(names) = import.import_names() {
            Import::Names(
                names
                    .import_names()
                    .map(|name| {
                        let whole = name.syntax().text_range();
                        ImportedName {
                            name: self.name(name.name(), whole),
                            alias: name.alias().map(|alias| self.name(Some(alias), whole)),
                        }
                    })
                    .collect(),
            )
        } else {
            Import::Module
        };
        let name = match import.name() {
            Some(name) => self.name(Some(name), range),
            None => missing_name(path_range),
        };
        (ItemKind::Import { path: text.into(), path_range, import: what }, name)
    }

    fn custom(&mut self, body: Option<ast::Block<'_>>) -> ItemKind {
        let (mut fields, mut members) = (Vec::new(), Vec::new());
        let (mut input, mut output) = (None, None);
        for member in body.into_iter().flat_map(|body| body.members()) {
            match member {
                ast::Member::Declaration(declaration) => {
                    members.push(self.declaration(&declaration));
                }
                ast::Member::Field(field) => fields.extend(self.field(&field)),
                ast::Member::TypeField(field) => {
                    let range = field.syntax().text_range();
                    let ty = self.ty(field.ty(), range);
                    match field.name().map(|name| name.text()) {
                        Some("input") => input = Some(ty),
                        Some("output") => output = Some(ty),
                        _ => {}
                    }
                }
            }
        }
        ItemKind::Custom { fields, input, output, members }
    }

    fn members(&mut self, body: Option<ast::Block<'_>>) -> Vec<ItemId> {
        body.into_iter()
            .flat_map(|body| body.members())
            .filter_map(|member| match member {
                ast::Member::Declaration(declaration) => Some(self.declaration(&declaration)),
                ast::Member::Field(_) | ast::Member::TypeField(_) => None,
            })
            .collect()
    }

    fn parameters(&mut self, parameters: Option<ast::Parameters<'_>>) -> Vec<Parameter> {
        parameters
            .into_iter()
            .flat_map(|parameters| parameters.parameters())
            .map(|parameter| {
                let range = parameter.syntax().text_range();
                Parameter {
                    name: self.name(parameter.name(), range),
                    ty: self.ty(parameter.ty(), range),
                    default: parameter.default().map(|default| self.expr(&default)),
                }
            })
            .collect()
    }

    fn repeat(&mut self, repeat: Option<ast::Repeat<'_>>) -> Option<Binding> {
        let repeat = repeat?;
        self.binding(repeat.binding(), repeat.iterable(), repeat.syntax().text_range())
    }

    fn binding(
        &mut self,
        binding: Option<ast::Binding<'_>>,
        iterable: Option<ast::Expr<'_>>,
        range: TextRange,
    ) -> Option<Binding> {
        let binding = binding?;
        Some(Binding {
            first: self.name(binding.first(), range),
            second: binding.second().map(|second| self.name(Some(second), range)),
            iterable: self.value(iterable, range),
        })
    }

    fn guard(&mut self, guard: Option<ast::Guard<'_>>) -> Option<ExprId> {
        let guard = guard?;
        Some(self.value(guard.condition(), guard.syntax().text_range()))
    }

    fn body(&mut self, body: Option<ast::Object<'_>>, range: TextRange) -> ExprId {
        match body {
            Some(body) => self.object(&body),
            None => self.alloc(Expr::Object(Vec::new()), range),
        }
    }

    // ---- types --------------------------------------------------------------------------------

    fn path_type(&self, ty: Option<ast::PathType<'_>>, range: TextRange) -> NameRef {
        match ty {
            Some(ty) => NameRef { text: unspaced(ty.syntax()), range: ty.syntax().text_range() },
            None => missing_name(range),
        }
    }

    fn ty(&mut self, ty: Option<ast::Type<'_>>, range: TextRange) -> TypeId {
        let Some(ty) = ty else { return self.alloc_type(TypeExpr::Missing, range) };
        let range = ty.syntax().text_range();
        let expr = match &ty {
            ast::Type::ParenType(it) => return self.ty(it.ty(), range),
            ast::Type::UnionType(it) => {
                TypeExpr::Union(it.types().map(|ty| self.ty(Some(ty), range)).collect())
            }
            ast::Type::OptionalType(it) => TypeExpr::Optional(self.ty(it.ty(), range)),
            ast::Type::PathType(it) => TypeExpr::Path(unspaced(it.syntax())),
            ast::Type::ListType(it) => TypeExpr::List(self.ty(it.item(), range)),
            ast::Type::MapType(it) => TypeExpr::Map(self.ty(it.value(), range)),
            ast::Type::ObjectType(it) => {
                let fields = it
                    .object_type_fields()
                    .filter_map(|field| {
                        let range = field.syntax().text_range();
                        let name = self.static_name(field.field_name()?)?;
                        let optional = field.question_token().is_some();
                        Some(ObjectField { name, optional, ty: self.ty(field.ty(), range) })
                    })
                    .collect();
                TypeExpr::Object(fields)
            }
            ast::Type::LiteralType(it) => literal_type(it),
        };
        self.alloc_type(expr, range)
    }

    fn static_name(&self, name: ast::FieldName<'_>) -> Option<NameRef> {
        let range = name.syntax().text_range();
        if let Some(literal) = name.string_literal() {
            return Some(NameRef { text: plain_text(&literal).into(), range });
        }
        Some(NameRef { text: unspaced(name.syntax()), range })
    }
}

/// A path's text without blanks and comments in it.
fn unspaced(syntax: Node<'_>) -> Arc<str> {
    let mut tokens = syntax.all_tokens().filter(|token| !token.kind().is_trivia()).map(Token::text);
    let first = tokens.next().unwrap_or_default();
    match tokens.next() {
        None => first.into(),
        Some(second) => [first, second].into_iter().chain(tokens).collect::<String>().into(),
    }
}

/// The range from the first attribute or word on, doc comments left out.
fn declared_range(syntax: Node<'_>) -> TextRange {
    let range = syntax.text_range();
    let first = syntax.all_tokens().find(|token| !token.kind().is_trivia());
    TextRange::new(first.map_or(range, Token::text_range).start(), range.end())
}

/// The first line of a declaration, attributes left out, up to its body.
fn first_line(syntax: Node<'_>, range: TextRange) -> TextRange {
    let mut head = TextRange::empty(range.start());
    let mut started = false;
    for element in syntax.elements() {
        let part = match element {
            Element::Token(token) if token.kind().is_trivia() => {
                if started && token.text().contains('\n') {
                    break;
                }
                continue;
            }
            Element::Token(token) => token.text_range(),
            Element::Node(node) if ast::Attribute::can_cast(node.kind()) => continue,
            Element::Node(node)
                if ast::Object::can_cast(node.kind()) || ast::Block::can_cast(node.kind()) =>
            {
                break;
            }
            Element::Node(node) => node.text_range(),
        };
        head = if started { TextRange::new(head.start(), part.end()) } else { part };
        started = true;
    }
    head
}
