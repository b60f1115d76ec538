//! Generated from `sparta.ungram` by `tests/codegen.rs`.

/// The kinds of tokens, then those of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum SyntaxKind {
    Whitespace,
    Comment,
    BlockComment,
    DocComment,
    Ident,
    Int,
    Float,
    Duration,
    Size,
    BadNumber,
    StringOpen,
    StringText,
    StringEscape,
    StringClose,
    InterpolationOpen,
    InterpolationClose,
    RawString,
    UnclosedRawString,
    Unknown,
    LBrace,
    RBrace,
    LBracket,
    RBracket,
    LParen,
    RParen,
    Comma,
    Colon,
    ColonColon,
    Dot,
    DotDotDot,
    QuestionDot,
    Question,
    QuestionBracket,
    QuestionQuestion,
    Eq,
    EqEq,
    NotEq,
    FatArrow,
    Less,
    LessEq,
    Greater,
    GreaterEq,
    AndAnd,
    OrOr,
    Pipe,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Bang,
    At,
    TrueKw,
    FalseKw,
    NullKw,
    IfKw,
    ElseKw,
    ForKw,
    InKw,
    MatchKw,
    Eof,
    Tombstone,
    Error,
    SourceFile,
    Stack,
    Import,
    Param,
    Setting,
    Let,
    TypeAlias,
    Fn,
    Resource,
    Existing,
    Construct,
    Custom,
    Component,
    Extend,
    EventDef,
    Output,
    Environment,
    Test,
    Grant,
    Allow,
    Metric,
    AttributeDef,
    Property,
    Set,
    Check,
    Assert,
    Attribute,
    Arguments,
    Name,
    Object,
    ImportNames,
    StringLiteral,
    ImportName,
    Parameters,
    Parameter,
    Repeat,
    PathType,
    Guard,
    Binding,
    Block,
    Field,
    TypeField,
    PropertyPath,
    DiagnosticName,
    UnionType,
    OptionalType,
    ListType,
    MapType,
    ObjectType,
    LiteralType,
    ParenType,
    Path,
    TypeArguments,
    ObjectTypeField,
    FieldName,
    Literal,
    List,
    ListFor,
    ObjectFor,
    PathExpr,
    Paren,
    MemberExpr,
    IndexExpr,
    CallExpr,
    PrefixExpr,
    BinaryExpr,
    IfExpr,
    MatchExpr,
    Interpolation,
    Spread,
    ExprBlock,
    Argument,
    MatchArm,
    Pattern,
}

/// All kinds, in their order.
const ALL: &[SyntaxKind] = &[
    SyntaxKind::Whitespace,
    SyntaxKind::Comment,
    SyntaxKind::BlockComment,
    SyntaxKind::DocComment,
    SyntaxKind::Ident,
    SyntaxKind::Int,
    SyntaxKind::Float,
    SyntaxKind::Duration,
    SyntaxKind::Size,
    SyntaxKind::BadNumber,
    SyntaxKind::StringOpen,
    SyntaxKind::StringText,
    SyntaxKind::StringEscape,
    SyntaxKind::StringClose,
    SyntaxKind::InterpolationOpen,
    SyntaxKind::InterpolationClose,
    SyntaxKind::RawString,
    SyntaxKind::UnclosedRawString,
    SyntaxKind::Unknown,
    SyntaxKind::LBrace,
    SyntaxKind::RBrace,
    SyntaxKind::LBracket,
    SyntaxKind::RBracket,
    SyntaxKind::LParen,
    SyntaxKind::RParen,
    SyntaxKind::Comma,
    SyntaxKind::Colon,
    SyntaxKind::ColonColon,
    SyntaxKind::Dot,
    SyntaxKind::DotDotDot,
    SyntaxKind::QuestionDot,
    SyntaxKind::Question,
    SyntaxKind::QuestionBracket,
    SyntaxKind::QuestionQuestion,
    SyntaxKind::Eq,
    SyntaxKind::EqEq,
    SyntaxKind::NotEq,
    SyntaxKind::FatArrow,
    SyntaxKind::Less,
    SyntaxKind::LessEq,
    SyntaxKind::Greater,
    SyntaxKind::GreaterEq,
    SyntaxKind::AndAnd,
    SyntaxKind::OrOr,
    SyntaxKind::Pipe,
    SyntaxKind::Plus,
    SyntaxKind::Minus,
    SyntaxKind::Star,
    SyntaxKind::Slash,
    SyntaxKind::Percent,
    SyntaxKind::Bang,
    SyntaxKind::At,
    SyntaxKind::TrueKw,
    SyntaxKind::FalseKw,
    SyntaxKind::NullKw,
    SyntaxKind::IfKw,
    SyntaxKind::ElseKw,
    SyntaxKind::ForKw,
    SyntaxKind::InKw,
    SyntaxKind::MatchKw,
    SyntaxKind::Eof,
    SyntaxKind::Tombstone,
    SyntaxKind::Error,
    SyntaxKind::SourceFile,
    SyntaxKind::Stack,
    SyntaxKind::Import,
    SyntaxKind::Param,
    SyntaxKind::Setting,
    SyntaxKind::Let,
    SyntaxKind::TypeAlias,
    SyntaxKind::Fn,
    SyntaxKind::Resource,
    SyntaxKind::Existing,
    SyntaxKind::Construct,
    SyntaxKind::Custom,
    SyntaxKind::Component,
    SyntaxKind::Extend,
    SyntaxKind::EventDef,
    SyntaxKind::Output,
    SyntaxKind::Environment,
    SyntaxKind::Test,
    SyntaxKind::Grant,
    SyntaxKind::Allow,
    SyntaxKind::Metric,
    SyntaxKind::AttributeDef,
    SyntaxKind::Property,
    SyntaxKind::Set,
    SyntaxKind::Check,
    SyntaxKind::Assert,
    SyntaxKind::Attribute,
    SyntaxKind::Arguments,
    SyntaxKind::Name,
    SyntaxKind::Object,
    SyntaxKind::ImportNames,
    SyntaxKind::StringLiteral,
    SyntaxKind::ImportName,
    SyntaxKind::Parameters,
    SyntaxKind::Parameter,
    SyntaxKind::Repeat,
    SyntaxKind::PathType,
    SyntaxKind::Guard,
    SyntaxKind::Binding,
    SyntaxKind::Block,
    SyntaxKind::Field,
    SyntaxKind::TypeField,
    SyntaxKind::PropertyPath,
    SyntaxKind::DiagnosticName,
    SyntaxKind::UnionType,
    SyntaxKind::OptionalType,
    SyntaxKind::ListType,
    SyntaxKind::MapType,
    SyntaxKind::ObjectType,
    SyntaxKind::LiteralType,
    SyntaxKind::ParenType,
    SyntaxKind::Path,
    SyntaxKind::TypeArguments,
    SyntaxKind::ObjectTypeField,
    SyntaxKind::FieldName,
    SyntaxKind::Literal,
    SyntaxKind::List,
    SyntaxKind::ListFor,
    SyntaxKind::ObjectFor,
    SyntaxKind::PathExpr,
    SyntaxKind::Paren,
    SyntaxKind::MemberExpr,
    SyntaxKind::IndexExpr,
    SyntaxKind::CallExpr,
    SyntaxKind::PrefixExpr,
    SyntaxKind::BinaryExpr,
    SyntaxKind::IfExpr,
    SyntaxKind::MatchExpr,
    SyntaxKind::Interpolation,
    SyntaxKind::Spread,
    SyntaxKind::ExprBlock,
    SyntaxKind::Argument,
    SyntaxKind::MatchArm,
    SyntaxKind::Pattern,
];

impl SyntaxKind {
    /// Whether the grammar passes over tokens of this kind.
    pub const fn is_trivia(self) -> bool {
        matches!(self, Self::Whitespace | Self::Comment | Self::BlockComment | Self::DocComment)
    }

    /// Whether nodes of this kind are declarations or members.
    pub const fn is_declaration(self) -> bool {
        matches!(
            self,
            Self::Stack
                | Self::Import
                | Self::Param
                | Self::Setting
                | Self::Let
                | Self::TypeAlias
                | Self::Fn
                | Self::Resource
                | Self::Existing
                | Self::Construct
                | Self::Custom
                | Self::Component
                | Self::Extend
                | Self::EventDef
                | Self::Output
                | Self::Environment
                | Self::Test
                | Self::Grant
                | Self::Allow
                | Self::Metric
                | Self::AttributeDef
                | Self::Property
                | Self::Set
                | Self::Check
                | Self::Assert
        )
    }
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    fn from(kind: SyntaxKind) -> Self {
        Self(kind as u16)
    }
}

/// The language, as rowan asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sparta {}

impl rowan::Language for Sparta {
    type Kind = SyntaxKind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {
        ALL.get(usize::from(raw.0)).copied().unwrap_or(SyntaxKind::Error)
    }

    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {
        kind.into()
    }
}
