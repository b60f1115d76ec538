//! What a file declares, as a tree.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Db, Declaration, Entry, Expr, ExprId, FieldName, File, Hir, Import, Item, ItemId, ItemKind,
    NameRef, TypeExpr, TypeId, declarations, hir,
};

/// Something that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentSymbol {
    pub name: String,
    /// Its type, as it is written.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    pub deprecated: bool,
    /// All of it, without its comments.
    pub range: TextRange,
    /// Its name; inside of `range`.
    pub focus: TextRange,
    pub children: Vec<DocumentSymbol>,
}

/// What a symbol is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    Stack,
    Import,
    Parameter,
    Setting,
    Let,
    Type,
    Function,
    Resource,
    /// An instance of a component: `lambda`, `api`.
    Construct,
    Existing,
    Custom,
    Component,
    Extension,
    Event,
    Output,
    Environment,
    Test,
    Grant,
    Metric,
    Attribute,
    /// A property that a library describes.
    Property,
    /// A field of an object or of a type.
    Field,
}

/// The declarations of a file with what they are made of, in the order of the text.
pub fn document_symbols(db: &dyn Db, file: File) -> Vec<DocumentSymbol> {
    let all = declarations(db, file).iter();
    all.filter_map(|declaration| declared(db, *declaration)).collect()
}

fn declared(db: &dyn Db, declaration: Declaration<'_>) -> Option<DocumentSymbol> {
    let hir = hir(db, declaration);
    let outline = Outline { hir, text: declaration.text(db), start: declaration.start(db) };
    outline.item(0)
}

struct Outline<'a> {
    hir: &'a Hir,
    /// The declaration's text, and where it begins in the file.
    text: &'a str,
    start: TextSize,
}

impl Outline<'_> {
    fn item(&self, id: ItemId) -> Option<DocumentSymbol> {
        let item = self.hir.item(id);
        let (kind, name) = named(item)?;
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let range = item.range.cover(item.head);
        let focus = item.name.range.intersect(range).unwrap_or(item.head);
        Some(DocumentSymbol {
            name: name.to_owned(),
            detail: self.detail(&item.kind),
            kind,
            deprecated: item.attribute("deprecated").is_some(),
            range: range + self.start,
            focus: focus + self.start,
            children: self.children(id),
        })
    }

    fn detail(&self, kind: &ItemKind) -> Option<String> {
        let ty = match kind {
            ItemKind::Import { path, .. } => return Some(path.to_string()),
            ItemKind::Resource { ty, .. } | ItemKind::Existing { ty, .. } => {
                return Some(ty.text.to_string());
            }
            ItemKind::Param { ty, .. }
            | ItemKind::Setting { ty, .. }
            | ItemKind::TypeAlias { ty }
            | ItemKind::Attribute { ty, .. }
            | ItemKind::Let { ty: Some(ty), .. }
            | ItemKind::Fn { result: ty, .. } => *ty,
            _ => return None,
        };
        self.type_text(ty)
    }

    /// A type as it is written, on one line.
    fn type_text(&self, ty: TypeId) -> Option<String> {
        if *self.hir.ty(ty) == TypeExpr::Missing {
            return None;
        }
        let text = self.text.get(std::ops::Range::<usize>::from(self.hir.type_range(ty)))?;
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn children(&self, id: ItemId) -> Vec<DocumentSymbol> {
        let mut children = match &self.hir.item(id).kind {
            ItemKind::Stack { body }
            | ItemKind::Resource { body, .. }
            | ItemKind::Existing { body, .. }
            | ItemKind::Environment { body }
            | ItemKind::Metric { body }
            | ItemKind::Property { body, .. } => self.object(*body),
            ItemKind::TypeAlias { ty } => self.type_fields(*ty),
            ItemKind::Custom { fields, input, output, .. } => {
                let types = [("input", input), ("output", output)].into_iter();
                let types = types.filter_map(|(name, ty)| self.type_field(name, (*ty)?));
                fields.iter().filter_map(|it| self.entry(it)).chain(types).collect()
            }
            _ => Vec::new(),
        };
        children.extend(self.hir.members(id).iter().filter_map(|member| self.item(*member)));
        children.sort_by_key(|child| child.range.start());
        children
    }

    fn object(&self, object: ExprId) -> Vec<DocumentSymbol> {
        match self.hir.expr(object) {
            Expr::Object(entries) => entries.iter().filter_map(|it| self.entry(it)).collect(),
            _ => Vec::new(),
        }
    }

    fn entry(&self, entry: &Entry) -> Option<DocumentSymbol> {
        match entry {
            Entry::Field { name: FieldName::Name(name), value } => {
                self.field(name, name.range.cover(self.hir.range(*value)), None)
            }
            Entry::Field { .. } | Entry::Spread(_) => None,
        }
    }

    fn field(
        &self,
        name: &NameRef,
        range: TextRange,
        detail: Option<String>,
    ) -> Option<DocumentSymbol> {
        (!name.text.trim().is_empty()).then(|| DocumentSymbol {
            name: name.text.trim().to_owned(),
            detail,
            kind: SymbolKind::Field,
            deprecated: false,
            range: range + self.start,
            focus: name.range + self.start,
            children: Vec::new(),
        })
    }

    /// `input` or `output` of a custom resource's type, which have no place of their own.
    fn type_field(&self, name: &str, ty: TypeId) -> Option<DocumentSymbol> {
        let range = self.hir.type_range(ty);
        let whole = NameRef { text: name.into(), range };
        let children = self.type_fields(ty);
        self.field(&whole, range, None).map(|field| DocumentSymbol { children, ..field })
    }

    fn type_fields(&self, ty: TypeId) -> Vec<DocumentSymbol> {
        let TypeExpr::Object(fields) = self.hir.ty(ty) else { return Vec::new() };
        let of_fields = fields.iter().filter_map(|it| {
            let range = it.name.range.cover(self.hir.type_range(it.ty));
            self.field(&it.name, range, self.type_text(it.ty))
        });
        of_fields.collect()
    }
}

/// What an item is and what it is called; none if it has no name.
fn named(item: &Item) -> Option<(SymbolKind, &str)> {
    let kind = match &item.kind {
        // What an import names is declared elsewhere.
        ItemKind::Import { import: Import::Names(_), .. } => return None,
        ItemKind::Property { path, .. } => return Some((SymbolKind::Property, path)),
        ItemKind::Stack { .. } => SymbolKind::Stack,
        ItemKind::Import { .. } => SymbolKind::Import,
        ItemKind::Param { .. } => SymbolKind::Parameter,
        ItemKind::Setting { .. } => SymbolKind::Setting,
        ItemKind::Let { .. } => SymbolKind::Let,
        ItemKind::TypeAlias { .. } => SymbolKind::Type,
        ItemKind::Fn { .. } => SymbolKind::Function,
        ItemKind::Resource { ty, .. } if !ty.text.contains("::") => SymbolKind::Construct,
        ItemKind::Resource { .. } => SymbolKind::Resource,
        ItemKind::Existing { .. } => SymbolKind::Existing,
        ItemKind::Custom { .. } => SymbolKind::Custom,
        ItemKind::Component { .. } => SymbolKind::Component,
        ItemKind::Extend { .. } => SymbolKind::Extension,
        ItemKind::Output { .. } => SymbolKind::Output,
        ItemKind::Environment { .. } => SymbolKind::Environment,
        ItemKind::Test { .. } => SymbolKind::Test,
        ItemKind::Grant { .. } => SymbolKind::Grant,
        ItemKind::Event { .. } => SymbolKind::Event,
        ItemKind::Metric { .. } => SymbolKind::Metric,
        ItemKind::Attribute { .. } => SymbolKind::Attribute,
        ItemKind::Allow { .. }
        | ItemKind::Set { .. }
        | ItemKind::Check { .. }
        | ItemKind::Assert { .. }
        | ItemKind::Error => return None,
    };
    Some((kind, &item.name.text))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::{DocumentSymbol, document_symbols};
    use crate::fixture::Fixture;

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let file = fixture.file("main.sparta");
        let mut shown = String::new();
        for symbol in document_symbols(&fixture.db, file) {
            show(&symbol, file.text(&fixture.db), 0, &mut shown);
        }
        expected.assert_eq(&shown);
    }

    fn show(symbol: &DocumentSymbol, text: &str, depth: usize, shown: &mut String) {
        let DocumentSymbol { kind, detail, focus, range, deprecated, children, .. } = symbol;
        assert!(range.contains_range(*focus), "{symbol:?}");
        let detail = detail.as_ref().map_or_else(String::new, |detail| format!(" · {detail}"));
        let deprecated = if *deprecated { " (deprecated)" } else { "" };
        let indent = "  ".repeat(depth);
        let focus = &text[*focus];
        shown.push_str(&format!("{indent}{kind:?} {focus}{detail}{deprecated}\n"));
        children.iter().for_each(|child| show(child, text, depth + 1, shown));
    }

    #[test]
    fn declarations_have_their_members_and_fields() {
        check(
            r#"
import { a } from "./a.sparta"
import "./b.sparta" as b
stack Shop { description: "sells" }
param stage: "dev" | "prod" = "dev"
@deprecated("no more")
let wait: Duration = 3s
type Job = { name: String, tries?: Int }
resource queue[n in ["a"]]: AWS::SQS::Queue { DelaySeconds: wait, Tags: [] }
lambda f { code: "./f" }
component Worker {
  param size: Int = 1
  resource queue: AWS::SQS::Queue {}
  output url: queue.QueueUrl
}
extend AWS::SQS::Queue {
  grant send { allow ["sqs:SendMessage"] on self.Arn }
  event filled(size: Int) { resource rule: AWS::Events::Rule {} }
  property Some.Path { unit: "s" }
}
custom Greeting { handler: f, input: { name: String } output: { message: String } }
test "it works" { assert true }
"#,
            expect![[r#"
                Import b · ./b.sparta
                Stack Shop
                  Field description
                Parameter stage · "dev" | "prod"
                Let wait · Duration (deprecated)
                Type Job · { name: String, tries?: Int }
                  Field name · String
                  Field tries · Int
                Resource queue · AWS::SQS::Queue
                  Field DelaySeconds
                  Field Tags
                Construct f · Lambda
                  Field code
                Component Worker
                  Parameter size · Int
                  Resource queue · AWS::SQS::Queue
                  Output url
                Extension AWS::SQS::Queue
                  Grant send
                  Event filled
                    Resource rule · AWS::Events::Rule
                  Property property Some.Path { unit: "s" }
                    Field unit
                Custom Greeting
                  Field handler
                  Field { name: String }
                    Field name · String
                  Field { message: String }
                    Field message · String
                Test "it works"
            "#]],
        );
    }

    #[test]
    fn what_has_no_name_is_left_out() {
        check(
            "resource : AWS::SQS::Queue {}\nlet\nlet a = {",
            expect![[r#"
            Let a
        "#]],
        );
    }
}
