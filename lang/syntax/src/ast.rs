//! Generated from `sparta.ungram` by `tests/codegen.rs`: the typed view of the tree.

pub use crate::literal::{LiteralValue, StringPart};
use crate::{Node, SyntaxKind, Token};

/// A node of a known kind.
pub trait AstNode<'t>: Sized {
    /// Whether nodes of a kind are of this type.
    fn can_cast(kind: SyntaxKind) -> bool;
    /// The node as this type.
    fn cast(syntax: Node<'t>) -> Option<Self>;
    /// The node as it is.
    fn syntax(&self) -> Node<'t>;
}

fn children<'t, N: AstNode<'t>>(syntax: Node<'t>) -> impl Iterator<Item = N> + use<'t, N> {
    syntax.children().filter_map(N::cast)
}

fn child<'t, N: AstNode<'t>>(syntax: Node<'t>, index: usize) -> Option<N> {
    children(syntax).nth(index)
}

fn token<'t>(syntax: Node<'t>, kind: SyntaxKind) -> Option<Token<'t>> {
    syntax.tokens().find(|token| token.kind() == kind)
}

fn word<'t>(syntax: Node<'t>, text: &str) -> Option<Token<'t>> {
    syntax.tokens().find(|token| token.kind() == SyntaxKind::Ident && token.text() == text)
}

/// `SourceFile` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for SourceFile<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::SourceFile
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> SourceFile<'t> {
    /// The root of a tree.
    pub(crate) fn of(syntax: Node<'t>) -> Self {
        Self { syntax }
    }
}

impl<'t> SourceFile<'t> {
    pub fn declarations(&self) -> impl Iterator<Item = Declaration<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum Declaration<'t> {
    Stack(Stack<'t>),
    Import(Import<'t>),
    Param(Param<'t>),
    Setting(Setting<'t>),
    Let(Let<'t>),
    TypeAlias(TypeAlias<'t>),
    Fn(Fn<'t>),
    Resource(Resource<'t>),
    Existing(Existing<'t>),
    Construct(Construct<'t>),
    Custom(Custom<'t>),
    Component(Component<'t>),
    Extend(Extend<'t>),
    EventDef(EventDef<'t>),
    Output(Output<'t>),
    Environment(Environment<'t>),
    Test(Test<'t>),
    Grant(Grant<'t>),
    Allow(Allow<'t>),
    Metric(Metric<'t>),
    AttributeDef(AttributeDef<'t>),
    Property(Property<'t>),
    Set(Set<'t>),
    Check(Check<'t>),
    Assert(Assert<'t>),
}

impl<'t> AstNode<'t> for Declaration<'t> {
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

    fn cast(syntax: Node<'t>) -> Option<Self> {
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

    fn syntax(&self) -> Node<'t> {
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
#[derive(Debug, Clone, Copy)]
pub struct Stack<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Stack<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Stack
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Stack<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `Import` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Import<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Import<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Import
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Import<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn import_names(&self) -> Option<ImportNames<'t>> {
        child(self.syntax, 0)
    }

    pub fn path(&self) -> Option<StringLiteral<'t>> {
        child(self.syntax, 0)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn stack_token(&self) -> Option<Token<'t>> {
        word(self.syntax, "stack")
    }
}

/// `Param` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Param<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Param<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Param
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Param<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Setting` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Setting<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Setting
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Setting<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Let` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Let<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Let<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Let
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Let<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `TypeAlias` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct TypeAlias<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for TypeAlias<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeAlias
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> TypeAlias<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }
}

/// `Fn` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Fn<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Fn<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Fn
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Fn<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn parameters(&self) -> Option<Parameters<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Resource` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Resource<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Resource<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Resource
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Resource<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn repeat(&self) -> Option<Repeat<'t>> {
        child(self.syntax, 0)
    }

    pub fn path_type(&self) -> Option<PathType<'t>> {
        child(self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `Existing` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Existing<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Existing<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Existing
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Existing<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn path_type(&self) -> Option<PathType<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `Construct` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Construct<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Construct<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Construct
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Construct<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn repeat(&self) -> Option<Repeat<'t>> {
        child(self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `Custom` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Custom<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Custom<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Custom
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Custom<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `Component` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Component<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Component<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Component
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Component<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `Extend` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Extend<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Extend<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Extend
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Extend<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn path_type(&self) -> Option<PathType<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `EventDef` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct EventDef<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for EventDef<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::EventDef
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> EventDef<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn parameters(&self) -> Option<Parameters<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `Output` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Output<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Output<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Output
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Output<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Environment` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Environment<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Environment<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Environment
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Environment<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `Test` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Test<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Test<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Test
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Test<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn title(&self) -> Option<StringLiteral<'t>> {
        child(self.syntax, 0)
    }

    pub fn environment(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `Grant` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Grant<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Grant<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Grant
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Grant<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Block<'t>> {
        child(self.syntax, 0)
    }
}

/// `Allow` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Allow<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Allow<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Allow
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Allow<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn actions(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn resources(&self) -> Option<Expr<'t>> {
        child(self.syntax, 1)
    }

    pub fn condition(&self) -> Option<Expr<'t>> {
        child(self.syntax, 2)
    }
}

/// `Metric` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Metric<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Metric<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Metric
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Metric<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `AttributeDef` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct AttributeDef<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for AttributeDef<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::AttributeDef
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> AttributeDef<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Property` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Property<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Property<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Property
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Property<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn property_path(&self) -> Option<PropertyPath<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `Set` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Set<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Set<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Set
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Set<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn target(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 1)
    }
}

/// `Check` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Check<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Check<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Check
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Check<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn condition(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn diagnostic_name(&self) -> Option<DiagnosticName<'t>> {
        child(self.syntax, 0)
    }

    pub fn message(&self) -> Option<Expr<'t>> {
        child(self.syntax, 1)
    }

    pub fn place(&self) -> Option<Expr<'t>> {
        child(self.syntax, 2)
    }
}

/// `Assert` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Assert<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Assert<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Assert
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Assert<'t> {
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn condition(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Attribute` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Attribute<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Attribute
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Attribute<'t> {
    pub fn arguments(&self) -> Option<Arguments<'t>> {
        child(self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `Arguments` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Arguments<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Arguments<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Arguments
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Arguments<'t> {
    pub fn arguments(&self) -> impl Iterator<Item = Argument<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `Name` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Name<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Name<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Name
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Name<'t> {
    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `Object` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Object<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Object<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Object
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Object<'t> {
    pub fn entries(&self) -> impl Iterator<Item = Entry<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `ImportNames` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ImportNames<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ImportNames<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ImportNames
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ImportNames<'t> {
    pub fn import_names(&self) -> impl Iterator<Item = ImportName<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `StringLiteral` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct StringLiteral<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for StringLiteral<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::StringLiteral
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

/// `ImportName` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ImportName<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ImportName<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ImportName
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ImportName<'t> {
    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn alias(&self) -> Option<Name<'t>> {
        child(self.syntax, 1)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum Type<'t> {
    UnionType(UnionType<'t>),
    OptionalType(OptionalType<'t>),
    PathType(PathType<'t>),
    ListType(ListType<'t>),
    MapType(MapType<'t>),
    ObjectType(ObjectType<'t>),
    LiteralType(LiteralType<'t>),
    ParenType(ParenType<'t>),
}

impl<'t> AstNode<'t> for Type<'t> {
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

    fn cast(syntax: Node<'t>) -> Option<Self> {
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

    fn syntax(&self) -> Node<'t> {
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
#[derive(Debug, Clone, Copy)]
pub enum Expr<'t> {
    Literal(Literal<'t>),
    StringLiteral(StringLiteral<'t>),
    List(List<'t>),
    Object(Object<'t>),
    ListFor(ListFor<'t>),
    ObjectFor(ObjectFor<'t>),
    PathExpr(PathExpr<'t>),
    Paren(Paren<'t>),
    MemberExpr(MemberExpr<'t>),
    IndexExpr(IndexExpr<'t>),
    CallExpr(CallExpr<'t>),
    PrefixExpr(PrefixExpr<'t>),
    BinaryExpr(BinaryExpr<'t>),
    IfExpr(IfExpr<'t>),
    MatchExpr(MatchExpr<'t>),
}

impl<'t> AstNode<'t> for Expr<'t> {
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

    fn cast(syntax: Node<'t>) -> Option<Self> {
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

    fn syntax(&self) -> Node<'t> {
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
#[derive(Debug, Clone, Copy)]
pub struct Parameters<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Parameters<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Parameters
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Parameters<'t> {
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `Parameter` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Parameter<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Parameter
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Parameter<'t> {
    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn default(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Repeat` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Repeat<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Repeat<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Repeat
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Repeat<'t> {
    pub fn binding(&self) -> Option<Binding<'t>> {
        child(self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `PathType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct PathType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for PathType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PathType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> PathType<'t> {
    pub fn path(&self) -> Option<Path<'t>> {
        child(self.syntax, 0)
    }

    pub fn type_arguments(&self) -> Option<TypeArguments<'t>> {
        child(self.syntax, 0)
    }
}

/// `Guard` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Guard<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Guard<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Guard
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Guard<'t> {
    pub fn condition(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Binding` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Binding<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Binding<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Binding
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Binding<'t> {
    pub fn first(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn second(&self) -> Option<Name<'t>> {
        child(self.syntax, 1)
    }
}

/// `Block` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Block<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Block<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Block
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Block<'t> {
    pub fn members(&self) -> impl Iterator<Item = Member<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum Member<'t> {
    Declaration(Declaration<'t>),
    Field(Field<'t>),
    TypeField(TypeField<'t>),
}

impl<'t> AstNode<'t> for Member<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        Declaration::can_cast(kind) || Field::can_cast(kind) || TypeField::can_cast(kind)
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
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

    fn syntax(&self) -> Node<'t> {
        match self {
            Self::Declaration(it) => it.syntax(),
            Self::Field(it) => it.syntax(),
            Self::TypeField(it) => it.syntax(),
        }
    }
}

/// `Field` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Field<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Field<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Field
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Field<'t> {
    pub fn field_name(&self) -> Option<FieldName<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `TypeField` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct TypeField<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for TypeField<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeField
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> TypeField<'t> {
    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }
}

/// `PropertyPath` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct PropertyPath<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for PropertyPath<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PropertyPath
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> PropertyPath<'t> {
    pub fn names(&self) -> impl Iterator<Item = Name<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `DiagnosticName` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct DiagnosticName<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for DiagnosticName<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::DiagnosticName
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> DiagnosticName<'t> {
    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `UnionType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct UnionType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for UnionType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::UnionType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> UnionType<'t> {
    pub fn types(&self) -> impl Iterator<Item = Type<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `OptionalType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct OptionalType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for OptionalType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::OptionalType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> OptionalType<'t> {
    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }
}

/// `ListType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ListType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ListType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ListType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ListType<'t> {
    pub fn item(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }
}

/// `MapType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct MapType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for MapType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MapType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> MapType<'t> {
    pub fn key(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Type<'t>> {
        child(self.syntax, 1)
    }
}

/// `ObjectType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ObjectType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ObjectType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ObjectType<'t> {
    pub fn object_type_fields(&self) -> impl Iterator<Item = ObjectTypeField<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `LiteralType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct LiteralType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for LiteralType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::LiteralType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> LiteralType<'t> {
    pub fn string_literal(&self) -> Option<StringLiteral<'t>> {
        child(self.syntax, 0)
    }
}

/// `ParenType` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ParenType<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ParenType<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ParenType
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ParenType<'t> {
    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }
}

/// `Path` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Path<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Path<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Path
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Path<'t> {
    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `TypeArguments` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct TypeArguments<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for TypeArguments<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::TypeArguments
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> TypeArguments<'t> {
    pub fn types(&self) -> impl Iterator<Item = Type<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `ObjectTypeField` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ObjectTypeField<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ObjectTypeField<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectTypeField
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ObjectTypeField<'t> {
    pub fn field_name(&self) -> Option<FieldName<'t>> {
        child(self.syntax, 0)
    }

    pub fn ty(&self) -> Option<Type<'t>> {
        child(self.syntax, 0)
    }

    pub fn question_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Question)
    }
}

/// `FieldName` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct FieldName<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for FieldName<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::FieldName
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> FieldName<'t> {
    pub fn string_literal(&self) -> Option<StringLiteral<'t>> {
        child(self.syntax, 0)
    }

    pub fn ident_token(&self) -> Option<Token<'t>> {
        token(self.syntax, SyntaxKind::Ident)
    }
}

/// `Literal` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Literal<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Literal<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Literal
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

/// `List` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct List<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for List<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::List
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> List<'t> {
    pub fn elements(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `ListFor` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ListFor<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ListFor<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ListFor
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ListFor<'t> {
    pub fn binding(&self) -> Option<Binding<'t>> {
        child(self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<ExprBlock<'t>> {
        child(self.syntax, 0)
    }
}

/// `ObjectFor` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ObjectFor<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ObjectFor<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ObjectFor
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ObjectFor<'t> {
    pub fn binding(&self) -> Option<Binding<'t>> {
        child(self.syntax, 0)
    }

    pub fn iterable(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn guard(&self) -> Option<Guard<'t>> {
        child(self.syntax, 0)
    }

    pub fn body(&self) -> Option<Object<'t>> {
        child(self.syntax, 0)
    }
}

/// `PathExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct PathExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for PathExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PathExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> PathExpr<'t> {
    pub fn path(&self) -> Option<Path<'t>> {
        child(self.syntax, 0)
    }
}

/// `Paren` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Paren<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Paren<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Paren
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Paren<'t> {
    pub fn expr(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `MemberExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct MemberExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for MemberExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MemberExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> MemberExpr<'t> {
    pub fn receiver(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }
}

/// `IndexExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct IndexExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for IndexExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::IndexExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> IndexExpr<'t> {
    pub fn receiver(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn index(&self) -> Option<Expr<'t>> {
        child(self.syntax, 1)
    }
}

/// `CallExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct CallExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for CallExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::CallExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> CallExpr<'t> {
    pub fn callee(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn arguments(&self) -> Option<Arguments<'t>> {
        child(self.syntax, 0)
    }
}

/// `PrefixExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct PrefixExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for PrefixExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::PrefixExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> PrefixExpr<'t> {
    pub fn expr(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `BinaryExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct BinaryExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for BinaryExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::BinaryExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> BinaryExpr<'t> {
    pub fn lhs(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn rhs(&self) -> Option<Expr<'t>> {
        child(self.syntax, 1)
    }
}

/// `IfExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct IfExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for IfExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::IfExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> IfExpr<'t> {
    pub fn condition(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn then(&self) -> Option<ExprBlock<'t>> {
        child(self.syntax, 0)
    }
}

/// `MatchExpr` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct MatchExpr<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for MatchExpr<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MatchExpr
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> MatchExpr<'t> {
    pub fn scrutinee(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }

    pub fn match_arms(&self) -> impl Iterator<Item = MatchArm<'t>> + use<'t> {
        children(self.syntax)
    }
}

/// `Interpolation` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Interpolation<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Interpolation<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Interpolation
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Interpolation<'t> {
    pub fn expr(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum Element<'t> {
    Expr(Expr<'t>),
    Spread(Spread<'t>),
}

impl<'t> AstNode<'t> for Element<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        Expr::can_cast(kind) || Spread::can_cast(kind)
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        if Expr::can_cast(syntax.kind()) {
            return Expr::cast(syntax).map(Self::Expr);
        }
        if Spread::can_cast(syntax.kind()) {
            return Spread::cast(syntax).map(Self::Spread);
        }
        None
    }

    fn syntax(&self) -> Node<'t> {
        match self {
            Self::Expr(it) => it.syntax(),
            Self::Spread(it) => it.syntax(),
        }
    }
}

/// `Spread` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Spread<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Spread<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Spread
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Spread<'t> {
    pub fn expr(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'t> {
    Field(Field<'t>),
    Spread(Spread<'t>),
}

impl<'t> AstNode<'t> for Entry<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        Field::can_cast(kind) || Spread::can_cast(kind)
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        if Field::can_cast(syntax.kind()) {
            return Field::cast(syntax).map(Self::Field);
        }
        if Spread::can_cast(syntax.kind()) {
            return Spread::cast(syntax).map(Self::Spread);
        }
        None
    }

    fn syntax(&self) -> Node<'t> {
        match self {
            Self::Field(it) => it.syntax(),
            Self::Spread(it) => it.syntax(),
        }
    }
}

/// `ExprBlock` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct ExprBlock<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for ExprBlock<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::ExprBlock
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> ExprBlock<'t> {
    pub fn expr(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Argument` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Argument<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Argument<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Argument
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Argument<'t> {
    pub fn name(&self) -> Option<Name<'t>> {
        child(self.syntax, 0)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// One of several kinds of nodes.
#[derive(Debug, Clone, Copy)]
pub enum IfElse<'t> {
    ExprBlock(ExprBlock<'t>),
    IfExpr(IfExpr<'t>),
}

impl<'t> AstNode<'t> for IfElse<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        ExprBlock::can_cast(kind) || IfExpr::can_cast(kind)
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        if ExprBlock::can_cast(syntax.kind()) {
            return ExprBlock::cast(syntax).map(Self::ExprBlock);
        }
        if IfExpr::can_cast(syntax.kind()) {
            return IfExpr::cast(syntax).map(Self::IfExpr);
        }
        None
    }

    fn syntax(&self) -> Node<'t> {
        match self {
            Self::ExprBlock(it) => it.syntax(),
            Self::IfExpr(it) => it.syntax(),
        }
    }
}

/// `MatchArm` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct MatchArm<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for MatchArm<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::MatchArm
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> MatchArm<'t> {
    pub fn patterns(&self) -> impl Iterator<Item = Pattern<'t>> + use<'t> {
        children(self.syntax)
    }

    pub fn value(&self) -> Option<Expr<'t>> {
        child(self.syntax, 0)
    }
}

/// `Pattern` of the grammar.
#[derive(Debug, Clone, Copy)]
pub struct Pattern<'t> {
    syntax: Node<'t>,
}

impl<'t> AstNode<'t> for Pattern<'t> {
    fn can_cast(kind: SyntaxKind) -> bool {
        kind == SyntaxKind::Pattern
    }

    fn cast(syntax: Node<'t>) -> Option<Self> {
        Self::can_cast(syntax.kind()).then_some(Self { syntax })
    }

    fn syntax(&self) -> Node<'t> {
        self.syntax
    }
}

impl<'t> Pattern<'t> {
    pub fn string_literal(&self) -> Option<StringLiteral<'t>> {
        child(self.syntax, 0)
    }
}
