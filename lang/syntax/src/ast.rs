//! Generated from `sparta.ungram` by `tests/codegen.rs`: the typed view of the tree.

pub use crate::literal::{LiteralValue, StringPart};
use crate::{SyntaxKind, SyntaxNode, SyntaxToken};

/// A node of a known kind.
pub trait AstNode: Sized {
    /// Whether nodes of a kind are of this type.
    fn can_cast(kind: SyntaxKind) -> bool;
    /// The node as this type.
    fn cast(syntax: SyntaxNode) -> Option<Self>;
    /// The node as it is.
    fn syntax(&self) -> &SyntaxNode;
}

fn children<N: AstNode>(syntax: &SyntaxNode) -> impl Iterator<Item = N> + use<N> {
    syntax.children().filter_map(N::cast)
}

fn child<N: AstNode>(syntax: &SyntaxNode, index: usize) -> Option<N> {
    children(syntax).nth(index)
}

fn token(syntax: &SyntaxNode, kind: SyntaxKind) -> Option<SyntaxToken> {
    syntax
        .children_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
        .find(|token| token.kind() == kind)
}

fn word(syntax: &SyntaxNode, text: &str) -> Option<SyntaxToken> {
    syntax
        .children_with_tokens()
        .filter_map(rowan::NodeOrToken::into_token)
        .find(|token| token.kind() == SyntaxKind::Ident && token.text() == text)
}

/// `SourceFile` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceFile {
    syntax: SyntaxNode,
}

impl AstNode for SourceFile {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::SourceFile
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl SourceFile {
    /// The root of a tree.
    pub(crate) fn of(syntax: SyntaxNode) -> Self {
        Self { syntax }
    }
}

impl SourceFile {
    pub fn declarations(&self) -> impl Iterator<Item = Declaration> + use<> {
        children(&self.syntax)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Declaration {
    Stack(Stack),
    Import(Import),
    Param(Param),
    Setting(Setting),
    Let(Let),
    TypeAlias(TypeAlias),
    Fn(Fn),
    Resource(Resource),
    Existing(Existing),
    Construct(Construct),
    Custom(Custom),
    Component(Component),
    Extend(Extend),
    EventDef(EventDef),
    Output(Output),
    Environment(Environment),
    Test(Test),
    Grant(Grant),
    Allow(Allow),
    Metric(Metric),
    AttributeDef(AttributeDef),
    Property(Property),
    Set(Set),
    Check(Check),
    Assert(Assert),
}

impl AstNode for Declaration {
    fn can_cast(kind: SyntaxKind) -> bool {
        Stack::can_cast(kind)
            || Import::can_cast(kind)
            || Param::can_cast(kind)
            || Setting::can_cast(kind)
            || Let::can_cast(kind)
            || TypeAlias::can_cast(kind)
            || Fn::can_cast(kind)
            || Resource::can_cast(kind)
            || Existing::can_cast(kind)
            || Construct::can_cast(kind)
            || Custom::can_cast(kind)
            || Component::can_cast(kind)
            || Extend::can_cast(kind)
            || EventDef::can_cast(kind)
            || Output::can_cast(kind)
            || Environment::can_cast(kind)
            || Test::can_cast(kind)
            || Grant::can_cast(kind)
            || Allow::can_cast(kind)
            || Metric::can_cast(kind)
            || AttributeDef::can_cast(kind)
            || Property::can_cast(kind)
            || Set::can_cast(kind)
            || Check::can_cast(kind)
            || Assert::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if Stack::can_cast(syntax.kind()) {
            return Stack::cast(syntax).map(Self::Stack);
        }
        if Import::can_cast(syntax.kind()) {
            return Import::cast(syntax).map(Self::Import);
        }
        if Param::can_cast(syntax.kind()) {
            return Param::cast(syntax).map(Self::Param);
        }
        if Setting::can_cast(syntax.kind()) {
            return Setting::cast(syntax).map(Self::Setting);
        }
        if Let::can_cast(syntax.kind()) {
            return Let::cast(syntax).map(Self::Let);
        }
        if TypeAlias::can_cast(syntax.kind()) {
            return TypeAlias::cast(syntax).map(Self::TypeAlias);
        }
        if Fn::can_cast(syntax.kind()) {
            return Fn::cast(syntax).map(Self::Fn);
        }
        if Resource::can_cast(syntax.kind()) {
            return Resource::cast(syntax).map(Self::Resource);
        }
        if Existing::can_cast(syntax.kind()) {
            return Existing::cast(syntax).map(Self::Existing);
        }
        if Construct::can_cast(syntax.kind()) {
            return Construct::cast(syntax).map(Self::Construct);
        }
        if Custom::can_cast(syntax.kind()) {
            return Custom::cast(syntax).map(Self::Custom);
        }
        if Component::can_cast(syntax.kind()) {
            return Component::cast(syntax).map(Self::Component);
        }
        if Extend::can_cast(syntax.kind()) {
            return Extend::cast(syntax).map(Self::Extend);
        }
        if EventDef::can_cast(syntax.kind()) {
            return EventDef::cast(syntax).map(Self::EventDef);
        }
        if Output::can_cast(syntax.kind()) {
            return Output::cast(syntax).map(Self::Output);
        }
        if Environment::can_cast(syntax.kind()) {
            return Environment::cast(syntax).map(Self::Environment);
        }
        if Test::can_cast(syntax.kind()) {
            return Test::cast(syntax).map(Self::Test);
        }
        if Grant::can_cast(syntax.kind()) {
            return Grant::cast(syntax).map(Self::Grant);
        }
        if Allow::can_cast(syntax.kind()) {
            return Allow::cast(syntax).map(Self::Allow);
        }
        if Metric::can_cast(syntax.kind()) {
            return Metric::cast(syntax).map(Self::Metric);
        }
        if AttributeDef::can_cast(syntax.kind()) {
            return AttributeDef::cast(syntax).map(Self::AttributeDef);
        }
        if Property::can_cast(syntax.kind()) {
            return Property::cast(syntax).map(Self::Property);
        }
        if Set::can_cast(syntax.kind()) {
            return Set::cast(syntax).map(Self::Set);
        }
        if Check::can_cast(syntax.kind()) {
            return Check::cast(syntax).map(Self::Check);
        }
        if Assert::can_cast(syntax.kind()) {
            return Assert::cast(syntax).map(Self::Assert);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Stack(it) => it.syntax(),
            Self::Import(it) => it.syntax(),
            Self::Param(it) => it.syntax(),
            Self::Setting(it) => it.syntax(),
            Self::Let(it) => it.syntax(),
            Self::TypeAlias(it) => it.syntax(),
            Self::Fn(it) => it.syntax(),
            Self::Resource(it) => it.syntax(),
            Self::Existing(it) => it.syntax(),
            Self::Construct(it) => it.syntax(),
            Self::Custom(it) => it.syntax(),
            Self::Component(it) => it.syntax(),
            Self::Extend(it) => it.syntax(),
            Self::EventDef(it) => it.syntax(),
            Self::Output(it) => it.syntax(),
            Self::Environment(it) => it.syntax(),
            Self::Test(it) => it.syntax(),
            Self::Grant(it) => it.syntax(),
            Self::Allow(it) => it.syntax(),
            Self::Metric(it) => it.syntax(),
            Self::AttributeDef(it) => it.syntax(),
            Self::Property(it) => it.syntax(),
            Self::Set(it) => it.syntax(),
            Self::Check(it) => it.syntax(),
            Self::Assert(it) => it.syntax(),
        }
    }
}

/// `Stack` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stack {
    syntax: SyntaxNode,
}

impl AstNode for Stack {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Stack
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Stack {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `Import` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Import {
    syntax: SyntaxNode,
}

impl AstNode for Import {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Import
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Import {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn import_names(&self) -> Option<ImportNames> {
        child(&self.syntax, 0)
    }

    pub fn path(&self) -> Option<StringLiteral> {
        child(&self.syntax, 0)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn stack_token(&self) -> Option<SyntaxToken> {
        word(&self.syntax, "stack")
    }
}

/// `Param` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Param {
    syntax: SyntaxNode,
}

impl AstNode for Param {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Param
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Param {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Setting` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Setting {
    syntax: SyntaxNode,
}

impl AstNode for Setting {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Setting
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Setting {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Let` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Let {
    syntax: SyntaxNode,
}

impl AstNode for Let {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Let
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Let {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `TypeAlias` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeAlias {
    syntax: SyntaxNode,
}

impl AstNode for TypeAlias {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeAlias
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl TypeAlias {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }
}

/// `Fn` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fn {
    syntax: SyntaxNode,
}

impl AstNode for Fn {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Fn
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Fn {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn parameters(&self) -> Option<Parameters> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Resource` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resource {
    syntax: SyntaxNode,
}

impl AstNode for Resource {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Resource
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Resource {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn repeat(&self) -> Option<Repeat> {
        child(&self.syntax, 0)
    }

    pub fn path_type(&self) -> Option<PathType> {
        child(&self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `Existing` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Existing {
    syntax: SyntaxNode,
}

impl AstNode for Existing {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Existing
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Existing {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn path_type(&self) -> Option<PathType> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `Construct` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Construct {
    syntax: SyntaxNode,
}

impl AstNode for Construct {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Construct
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Construct {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn repeat(&self) -> Option<Repeat> {
        child(&self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `Custom` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Custom {
    syntax: SyntaxNode,
}

impl AstNode for Custom {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Custom
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Custom {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `Component` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Component {
    syntax: SyntaxNode,
}

impl AstNode for Component {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Component
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Component {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `Extend` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extend {
    syntax: SyntaxNode,
}

impl AstNode for Extend {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Extend
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Extend {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn path_type(&self) -> Option<PathType> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `EventDef` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EventDef {
    syntax: SyntaxNode,
}

impl AstNode for EventDef {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::EventDef
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl EventDef {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn parameters(&self) -> Option<Parameters> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `Output` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Output {
    syntax: SyntaxNode,
}

impl AstNode for Output {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Output
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Output {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Environment` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Environment {
    syntax: SyntaxNode,
}

impl AstNode for Environment {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Environment
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Environment {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `Test` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Test {
    syntax: SyntaxNode,
}

impl AstNode for Test {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Test
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Test {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn title(&self) -> Option<StringLiteral> {
        child(&self.syntax, 0)
    }

    pub fn environment(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `Grant` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grant {
    syntax: SyntaxNode,
}

impl AstNode for Grant {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Grant
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Grant {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block> {
        child(&self.syntax, 0)
    }
}

/// `Allow` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Allow {
    syntax: SyntaxNode,
}

impl AstNode for Allow {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Allow
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Allow {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn actions(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn resources(&self) -> Option<Expr> {
        child(&self.syntax, 1)
    }

    pub fn condition(&self) -> Option<Expr> {
        child(&self.syntax, 2)
    }
}

/// `Metric` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Metric {
    syntax: SyntaxNode,
}

impl AstNode for Metric {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Metric
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Metric {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `AttributeDef` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AttributeDef {
    syntax: SyntaxNode,
}

impl AstNode for AttributeDef {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::AttributeDef
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl AttributeDef {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Property` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Property {
    syntax: SyntaxNode,
}

impl AstNode for Property {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Property
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Property {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn property_path(&self) -> Option<PropertyPath> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `Set` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Set {
    syntax: SyntaxNode,
}

impl AstNode for Set {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Set
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Set {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn target(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 1)
    }
}

/// `Check` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Check {
    syntax: SyntaxNode,
}

impl AstNode for Check {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Check
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Check {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn condition(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn diagnostic_name(&self) -> Option<DiagnosticName> {
        child(&self.syntax, 0)
    }

    pub fn message(&self) -> Option<Expr> {
        child(&self.syntax, 1)
    }

    pub fn place(&self) -> Option<Expr> {
        child(&self.syntax, 2)
    }
}

/// `Assert` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Assert {
    syntax: SyntaxNode,
}

impl AstNode for Assert {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Assert
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Assert {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute> + use<> {
        children(&self.syntax)
    }

    pub fn condition(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Attribute` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attribute {
    syntax: SyntaxNode,
}

impl AstNode for Attribute {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Attribute
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Attribute {
    pub fn arguments(&self) -> Option<Arguments> {
        child(&self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `Arguments` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Arguments {
    syntax: SyntaxNode,
}

impl AstNode for Arguments {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Arguments
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Arguments {
    pub fn arguments(&self) -> impl Iterator<Item = Argument> + use<> {
        children(&self.syntax)
    }
}

/// `Name` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    syntax: SyntaxNode,
}

impl AstNode for Name {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Name
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Name {
    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `Object` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Object {
    syntax: SyntaxNode,
}

impl AstNode for Object {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Object
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Object {
    pub fn entries(&self) -> impl Iterator<Item = Entry> + use<> {
        children(&self.syntax)
    }
}

/// `ImportNames` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportNames {
    syntax: SyntaxNode,
}

impl AstNode for ImportNames {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ImportNames
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ImportNames {
    pub fn import_names(&self) -> impl Iterator<Item = ImportName> + use<> {
        children(&self.syntax)
    }
}

/// `StringLiteral` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StringLiteral {
    syntax: SyntaxNode,
}

impl AstNode for StringLiteral {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::StringLiteral
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

/// `ImportName` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportName {
    syntax: SyntaxNode,
}

impl AstNode for ImportName {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ImportName
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ImportName {
    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn alias(&self) -> Option<Name> {
        child(&self.syntax, 1)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    UnionType(UnionType),
    OptionalType(OptionalType),
    PathType(PathType),
    ListType(ListType),
    MapType(MapType),
    ObjectType(ObjectType),
    LiteralType(LiteralType),
    ParenType(ParenType),
}

impl AstNode for Type {
    fn can_cast(kind: SyntaxKind) -> bool {
        UnionType::can_cast(kind)
            || OptionalType::can_cast(kind)
            || PathType::can_cast(kind)
            || ListType::can_cast(kind)
            || MapType::can_cast(kind)
            || ObjectType::can_cast(kind)
            || LiteralType::can_cast(kind)
            || ParenType::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if UnionType::can_cast(syntax.kind()) {
            return UnionType::cast(syntax).map(Self::UnionType);
        }
        if OptionalType::can_cast(syntax.kind()) {
            return OptionalType::cast(syntax).map(Self::OptionalType);
        }
        if PathType::can_cast(syntax.kind()) {
            return PathType::cast(syntax).map(Self::PathType);
        }
        if ListType::can_cast(syntax.kind()) {
            return ListType::cast(syntax).map(Self::ListType);
        }
        if MapType::can_cast(syntax.kind()) {
            return MapType::cast(syntax).map(Self::MapType);
        }
        if ObjectType::can_cast(syntax.kind()) {
            return ObjectType::cast(syntax).map(Self::ObjectType);
        }
        if LiteralType::can_cast(syntax.kind()) {
            return LiteralType::cast(syntax).map(Self::LiteralType);
        }
        if ParenType::can_cast(syntax.kind()) {
            return ParenType::cast(syntax).map(Self::ParenType);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::UnionType(it) => it.syntax(),
            Self::OptionalType(it) => it.syntax(),
            Self::PathType(it) => it.syntax(),
            Self::ListType(it) => it.syntax(),
            Self::MapType(it) => it.syntax(),
            Self::ObjectType(it) => it.syntax(),
            Self::LiteralType(it) => it.syntax(),
            Self::ParenType(it) => it.syntax(),
        }
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    Literal(Literal),
    StringLiteral(StringLiteral),
    List(List),
    Object(Object),
    ListFor(ListFor),
    ObjectFor(ObjectFor),
    PathExpr(PathExpr),
    Paren(Paren),
    MemberExpr(MemberExpr),
    IndexExpr(IndexExpr),
    CallExpr(CallExpr),
    PrefixExpr(PrefixExpr),
    BinaryExpr(BinaryExpr),
    IfExpr(IfExpr),
    MatchExpr(MatchExpr),
}

impl AstNode for Expr {
    fn can_cast(kind: SyntaxKind) -> bool {
        Literal::can_cast(kind)
            || StringLiteral::can_cast(kind)
            || List::can_cast(kind)
            || Object::can_cast(kind)
            || ListFor::can_cast(kind)
            || ObjectFor::can_cast(kind)
            || PathExpr::can_cast(kind)
            || Paren::can_cast(kind)
            || MemberExpr::can_cast(kind)
            || IndexExpr::can_cast(kind)
            || CallExpr::can_cast(kind)
            || PrefixExpr::can_cast(kind)
            || BinaryExpr::can_cast(kind)
            || IfExpr::can_cast(kind)
            || MatchExpr::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if Literal::can_cast(syntax.kind()) {
            return Literal::cast(syntax).map(Self::Literal);
        }
        if StringLiteral::can_cast(syntax.kind()) {
            return StringLiteral::cast(syntax).map(Self::StringLiteral);
        }
        if List::can_cast(syntax.kind()) {
            return List::cast(syntax).map(Self::List);
        }
        if Object::can_cast(syntax.kind()) {
            return Object::cast(syntax).map(Self::Object);
        }
        if ListFor::can_cast(syntax.kind()) {
            return ListFor::cast(syntax).map(Self::ListFor);
        }
        if ObjectFor::can_cast(syntax.kind()) {
            return ObjectFor::cast(syntax).map(Self::ObjectFor);
        }
        if PathExpr::can_cast(syntax.kind()) {
            return PathExpr::cast(syntax).map(Self::PathExpr);
        }
        if Paren::can_cast(syntax.kind()) {
            return Paren::cast(syntax).map(Self::Paren);
        }
        if MemberExpr::can_cast(syntax.kind()) {
            return MemberExpr::cast(syntax).map(Self::MemberExpr);
        }
        if IndexExpr::can_cast(syntax.kind()) {
            return IndexExpr::cast(syntax).map(Self::IndexExpr);
        }
        if CallExpr::can_cast(syntax.kind()) {
            return CallExpr::cast(syntax).map(Self::CallExpr);
        }
        if PrefixExpr::can_cast(syntax.kind()) {
            return PrefixExpr::cast(syntax).map(Self::PrefixExpr);
        }
        if BinaryExpr::can_cast(syntax.kind()) {
            return BinaryExpr::cast(syntax).map(Self::BinaryExpr);
        }
        if IfExpr::can_cast(syntax.kind()) {
            return IfExpr::cast(syntax).map(Self::IfExpr);
        }
        if MatchExpr::can_cast(syntax.kind()) {
            return MatchExpr::cast(syntax).map(Self::MatchExpr);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Literal(it) => it.syntax(),
            Self::StringLiteral(it) => it.syntax(),
            Self::List(it) => it.syntax(),
            Self::Object(it) => it.syntax(),
            Self::ListFor(it) => it.syntax(),
            Self::ObjectFor(it) => it.syntax(),
            Self::PathExpr(it) => it.syntax(),
            Self::Paren(it) => it.syntax(),
            Self::MemberExpr(it) => it.syntax(),
            Self::IndexExpr(it) => it.syntax(),
            Self::CallExpr(it) => it.syntax(),
            Self::PrefixExpr(it) => it.syntax(),
            Self::BinaryExpr(it) => it.syntax(),
            Self::IfExpr(it) => it.syntax(),
            Self::MatchExpr(it) => it.syntax(),
        }
    }
}

/// `Parameters` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parameters {
    syntax: SyntaxNode,
}

impl AstNode for Parameters {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Parameters
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Parameters {
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> + use<> {
        children(&self.syntax)
    }
}

/// `Parameter` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parameter {
    syntax: SyntaxNode,
}

impl AstNode for Parameter {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Parameter
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Parameter {
    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Repeat` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Repeat {
    syntax: SyntaxNode,
}

impl AstNode for Repeat {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Repeat
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Repeat {
    pub fn binding(&self) -> Option<Binding> {
        child(&self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `PathType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathType {
    syntax: SyntaxNode,
}

impl AstNode for PathType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PathType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl PathType {
    pub fn path(&self) -> Option<Path> {
        child(&self.syntax, 0)
    }

    pub fn type_arguments(&self) -> Option<TypeArguments> {
        child(&self.syntax, 0)
    }
}

/// `Guard` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Guard {
    syntax: SyntaxNode,
}

impl AstNode for Guard {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Guard
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Guard {
    pub fn condition(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Binding` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Binding {
    syntax: SyntaxNode,
}

impl AstNode for Binding {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Binding
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Binding {
    pub fn first(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn second(&self) -> Option<Name> {
        child(&self.syntax, 1)
    }
}

/// `Block` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    syntax: SyntaxNode,
}

impl AstNode for Block {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Block
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Block {
    pub fn members(&self) -> impl Iterator<Item = Member> + use<> {
        children(&self.syntax)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Member {
    Declaration(Declaration),
    Field(Field),
    TypeField(TypeField),
}

impl AstNode for Member {
    fn can_cast(kind: SyntaxKind) -> bool {
        Declaration::can_cast(kind) || Field::can_cast(kind) || TypeField::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if Declaration::can_cast(syntax.kind()) {
            return Declaration::cast(syntax).map(Self::Declaration);
        }
        if Field::can_cast(syntax.kind()) {
            return Field::cast(syntax).map(Self::Field);
        }
        if TypeField::can_cast(syntax.kind()) {
            return TypeField::cast(syntax).map(Self::TypeField);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Declaration(it) => it.syntax(),
            Self::Field(it) => it.syntax(),
            Self::TypeField(it) => it.syntax(),
        }
    }
}

/// `Field` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    syntax: SyntaxNode,
}

impl AstNode for Field {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Field
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Field {
    pub fn field_name(&self) -> Option<FieldName> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `TypeField` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeField {
    syntax: SyntaxNode,
}

impl AstNode for TypeField {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeField
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl TypeField {
    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }
}

/// `PropertyPath` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PropertyPath {
    syntax: SyntaxNode,
}

impl AstNode for PropertyPath {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PropertyPath
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl PropertyPath {
    pub fn names(&self) -> impl Iterator<Item = Name> + use<> {
        children(&self.syntax)
    }
}

/// `DiagnosticName` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DiagnosticName {
    syntax: SyntaxNode,
}

impl AstNode for DiagnosticName {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::DiagnosticName
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl DiagnosticName {
    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `UnionType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UnionType {
    syntax: SyntaxNode,
}

impl AstNode for UnionType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::UnionType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl UnionType {
    pub fn types(&self) -> impl Iterator<Item = Type> + use<> {
        children(&self.syntax)
    }
}

/// `OptionalType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OptionalType {
    syntax: SyntaxNode,
}

impl AstNode for OptionalType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::OptionalType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl OptionalType {
    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }
}

/// `ListType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListType {
    syntax: SyntaxNode,
}

impl AstNode for ListType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ListType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ListType {
    pub fn item(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }
}

/// `MapType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MapType {
    syntax: SyntaxNode,
}

impl AstNode for MapType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MapType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl MapType {
    pub fn key(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Type> {
        child(&self.syntax, 1)
    }
}

/// `ObjectType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectType {
    syntax: SyntaxNode,
}

impl AstNode for ObjectType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ObjectType {
    pub fn object_type_fields(&self) -> impl Iterator<Item = ObjectTypeField> + use<> {
        children(&self.syntax)
    }
}

/// `LiteralType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LiteralType {
    syntax: SyntaxNode,
}

impl AstNode for LiteralType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::LiteralType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl LiteralType {
    pub fn string_literal(&self) -> Option<StringLiteral> {
        child(&self.syntax, 0)
    }
}

/// `ParenType` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParenType {
    syntax: SyntaxNode,
}

impl AstNode for ParenType {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ParenType
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ParenType {
    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }
}

/// `Path` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    syntax: SyntaxNode,
}

impl AstNode for Path {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Path
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Path {
    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `TypeArguments` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeArguments {
    syntax: SyntaxNode,
}

impl AstNode for TypeArguments {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeArguments
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl TypeArguments {
    pub fn types(&self) -> impl Iterator<Item = Type> + use<> {
        children(&self.syntax)
    }
}

/// `ObjectTypeField` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectTypeField {
    syntax: SyntaxNode,
}

impl AstNode for ObjectTypeField {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectTypeField
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ObjectTypeField {
    pub fn field_name(&self) -> Option<FieldName> {
        child(&self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type> {
        child(&self.syntax, 0)
    }

    pub fn question_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Question)
    }
}

/// `FieldName` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldName {
    syntax: SyntaxNode,
}

impl AstNode for FieldName {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::FieldName
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl FieldName {
    pub fn string_literal(&self) -> Option<StringLiteral> {
        child(&self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<SyntaxToken> {
        token(&self.syntax, SyntaxKind::Ident)
    }
}

/// `Literal` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Literal {
    syntax: SyntaxNode,
}

impl AstNode for Literal {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Literal
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

/// `List` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct List {
    syntax: SyntaxNode,
}

impl AstNode for List {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::List
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl List {
    pub fn elements(&self) -> impl Iterator<Item = Element> + use<> {
        children(&self.syntax)
    }
}

/// `ListFor` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ListFor {
    syntax: SyntaxNode,
}

impl AstNode for ListFor {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ListFor
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ListFor {
    pub fn binding(&self) -> Option<Binding> {
        child(&self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<ExprBlock> {
        child(&self.syntax, 0)
    }
}

/// `ObjectFor` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ObjectFor {
    syntax: SyntaxNode,
}

impl AstNode for ObjectFor {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectFor
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ObjectFor {
    pub fn binding(&self) -> Option<Binding> {
        child(&self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard> {
        child(&self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object> {
        child(&self.syntax, 0)
    }
}

/// `PathExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathExpr {
    syntax: SyntaxNode,
}

impl AstNode for PathExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PathExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl PathExpr {
    pub fn path(&self) -> Option<Path> {
        child(&self.syntax, 0)
    }
}

/// `Paren` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paren {
    syntax: SyntaxNode,
}

impl AstNode for Paren {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Paren
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Paren {
    pub fn expr(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `MemberExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MemberExpr {
    syntax: SyntaxNode,
}

impl AstNode for MemberExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MemberExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl MemberExpr {
    pub fn receiver(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }
}

/// `IndexExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IndexExpr {
    syntax: SyntaxNode,
}

impl AstNode for IndexExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::IndexExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl IndexExpr {
    pub fn receiver(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn index(&self) -> Option<Expr> {
        child(&self.syntax, 1)
    }
}

/// `CallExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallExpr {
    syntax: SyntaxNode,
}

impl AstNode for CallExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::CallExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl CallExpr {
    pub fn callee(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn arguments(&self) -> Option<Arguments> {
        child(&self.syntax, 0)
    }
}

/// `PrefixExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrefixExpr {
    syntax: SyntaxNode,
}

impl AstNode for PrefixExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PrefixExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl PrefixExpr {
    pub fn expr(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `BinaryExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BinaryExpr {
    syntax: SyntaxNode,
}

impl AstNode for BinaryExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::BinaryExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl BinaryExpr {
    pub fn lhs(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn rhs(&self) -> Option<Expr> {
        child(&self.syntax, 1)
    }
}

/// `IfExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IfExpr {
    syntax: SyntaxNode,
}

impl AstNode for IfExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::IfExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl IfExpr {
    pub fn condition(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn then(&self) -> Option<ExprBlock> {
        child(&self.syntax, 0)
    }
}

/// `MatchExpr` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MatchExpr {
    syntax: SyntaxNode,
}

impl AstNode for MatchExpr {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MatchExpr
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl MatchExpr {
    pub fn scrutinee(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }

    pub fn match_arms(&self) -> impl Iterator<Item = MatchArm> + use<> {
        children(&self.syntax)
    }
}

/// `Interpolation` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interpolation {
    syntax: SyntaxNode,
}

impl AstNode for Interpolation {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Interpolation
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Interpolation {
    pub fn expr(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Element {
    Expr(Expr),
    Spread(Spread),
}

impl AstNode for Element {
    fn can_cast(kind: SyntaxKind) -> bool {
        Expr::can_cast(kind) || Spread::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if Expr::can_cast(syntax.kind()) {
            return Expr::cast(syntax).map(Self::Expr);
        }
        if Spread::can_cast(syntax.kind()) {
            return Spread::cast(syntax).map(Self::Spread);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Expr(it) => it.syntax(),
            Self::Spread(it) => it.syntax(),
        }
    }
}

/// `Spread` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spread {
    syntax: SyntaxNode,
}

impl AstNode for Spread {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Spread
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Spread {
    pub fn expr(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Entry {
    Field(Field),
    Spread(Spread),
}

impl AstNode for Entry {
    fn can_cast(kind: SyntaxKind) -> bool {
        Field::can_cast(kind) || Spread::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if Field::can_cast(syntax.kind()) {
            return Field::cast(syntax).map(Self::Field);
        }
        if Spread::can_cast(syntax.kind()) {
            return Spread::cast(syntax).map(Self::Spread);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::Field(it) => it.syntax(),
            Self::Spread(it) => it.syntax(),
        }
    }
}

/// `ExprBlock` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExprBlock {
    syntax: SyntaxNode,
}

impl AstNode for ExprBlock {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ExprBlock
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl ExprBlock {
    pub fn expr(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Argument` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Argument {
    syntax: SyntaxNode,
}

impl AstNode for Argument {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Argument
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Argument {
    pub fn name(&self) -> Option<Name> {
        child(&self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IfElse {
    ExprBlock(ExprBlock),
    IfExpr(IfExpr),
}

impl AstNode for IfElse {
    fn can_cast(kind: SyntaxKind) -> bool {
        ExprBlock::can_cast(kind) || IfExpr::can_cast(kind)
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        if ExprBlock::can_cast(syntax.kind()) {
            return ExprBlock::cast(syntax).map(Self::ExprBlock);
        }
        if IfExpr::can_cast(syntax.kind()) {
            return IfExpr::cast(syntax).map(Self::IfExpr);
        }
        None
    }

    fn syntax(&self) -> &SyntaxNode {
        match self {
            Self::ExprBlock(it) => it.syntax(),
            Self::IfExpr(it) => it.syntax(),
        }
    }
}

/// `MatchArm` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MatchArm {
    syntax: SyntaxNode,
}

impl AstNode for MatchArm {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MatchArm
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl MatchArm {
    pub fn patterns(&self) -> impl Iterator<Item = Pattern> + use<> {
        children(&self.syntax)
    }

    pub fn value(&self) -> Option<Expr> {
        child(&self.syntax, 0)
    }
}

/// `Pattern` of the grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    syntax: SyntaxNode,
}

impl AstNode for Pattern {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Pattern
    }

    fn cast(syntax: SyntaxNode) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> &SyntaxNode {
        &self.syntax
    }
}

impl Pattern {
    pub fn string_literal(&self) -> Option<StringLiteral> {
        child(&self.syntax, 0)
    }
}
