//! What each word of a text is: for colours that know what names stand for.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Db, Declaration, File, ItemKind, MemberId, Stack, Symbol, Word, declarations, hir,
};
use sparta_syntax::{Node, NodeOrToken, SyntaxKind, parse_declaration};

use crate::Project;
use crate::observation::stack_of;
use crate::occurrence::occurrences;

/// A part of a line, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SemanticToken {
    /// It lies within one line.
    pub range: TextRange,
    pub kind: TokenKind,
    /// The symbol is made there.
    pub defines: bool,
    /// The language, or CloudFormation, brings it along.
    pub given: bool,
    /// What the name stands for is not to be used any more.
    pub deprecated: bool,
}

/// What a token is. The order is that of [`TokenKind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    Comment,
    Decorator,
    Class,
    Event,
    Function,
    Keyword,
    Method,
    Namespace,
    Number,
    Operator,
    Parameter,
    Property,
    String,
    Type,
    Variable,
}

impl TokenKind {
    /// All kinds.
    pub const ALL: [Self; 15] = [
        Self::Comment,
        Self::Decorator,
        Self::Class,
        Self::Event,
        Self::Function,
        Self::Keyword,
        Self::Method,
        Self::Namespace,
        Self::Number,
        Self::Operator,
        Self::Parameter,
        Self::Property,
        Self::String,
        Self::Type,
        Self::Variable,
    ];
}

/// The tokens of a file that a range touches, in the order of the text; none of two overlap.
pub fn semantic_tokens(
    db: &dyn Db,
    project: Project,
    file: File,
    range: Option<TextRange>,
) -> Vec<SemanticToken> {
    let text = file.text(db);
    let stack = stack_of(db, project, file);
    let mut tokens = Vec::new();
    let mut before = TextSize::new(0);
    for &declaration in declarations(db, file) {
        let start = declaration.start(db);
        let end = start + TextSize::of(declaration.text(db).as_str());
        let is_wanted = range.is_none_or(|range| range.start() <= end && before <= range.end());
        if is_wanted {
            comments(text, TextRange::new(before, start.max(before)), &mut tokens);
            let own = tokens_of(db, stack, declaration).iter();
            tokens.extend(own.map(|token| SemanticToken { range: token.range + start, ..*token }));
        }
        before = end.max(before);
    }
    comments(text, TextRange::new(before, TextSize::of(text).max(before)), &mut tokens);
    if let Some(range) = range {
        tokens.retain(|token| token.range.intersect(range).is_some());
    }
    tokens
}

/// The tokens of a declaration, from its start: an editor asks for all of a file after every edit.
#[salsa::tracked(returns(deref), lru = 1024)]
fn tokens_of<'db>(
    db: &'db dyn Db,
    stack: Stack<'db>,
    declaration: Declaration<'db>,
) -> Vec<SemanticToken> {
    let mut found = Found { tokens: Vec::new() };
    for occurrence in occurrences(db, stack, declaration) {
        let (kind, given) = kind_of(db, &occurrence.symbol);
        found.tokens.push(SemanticToken {
            range: occurrence.range,
            kind,
            defines: occurrence.defines,
            given,
            deprecated: is_deprecated(db, &occurrence.symbol),
        });
    }
    let piece = declaration.text(db).as_str();
    found.node(parse_declaration(piece).root());
    found.finish(piece)
}

/// The comments between two pieces.
fn comments(text: &str, range: TextRange, tokens: &mut Vec<SemanticToken>) {
    let Some(between) = text.get(std::ops::Range::<usize>::from(range)) else { return };
    if between.trim().is_empty() {
        return;
    }
    let mut found = Found { tokens: Vec::new() };
    found.node(parse_declaration(between).root());
    found.tokens.retain(|token| token.kind == TokenKind::Comment);
    let found = found.finish(between);
    tokens.extend(
        found.iter().map(|token| SemanticToken { range: token.range + range.start(), ..*token }),
    );
}

/// What a symbol is, and whether it is there without the program.
fn kind_of<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> (TokenKind, bool) {
    match symbol {
        Symbol::Declaration(declaration) => {
            let kind = match declaration.word(db) {
                Word::Fn => TokenKind::Function,
                Word::Component | Word::Custom => TokenKind::Class,
                Word::TypeAlias => TokenKind::Type,
                Word::Import | Word::Environment | Word::Stack => TokenKind::Namespace,
                Word::Event => TokenKind::Event,
                _ => TokenKind::Variable,
            };
            (kind, declaration.file(db).is_library(db))
        }
        Symbol::Member(member) => (kind_of_member(db, *member), is_given(db, *member)),
        Symbol::Local(_) => (TokenKind::Parameter, false),
        Symbol::Field(_) => (TokenKind::Property, false),
        Symbol::Property { .. } | Symbol::Attribute { .. } => (TokenKind::Property, true),
        Symbol::Implied(_) | Symbol::Pseudo(_) => (TokenKind::Variable, true),
        Symbol::ResourceType(_) => (TokenKind::Class, true),
        Symbol::Type(_) => (TokenKind::Type, true),
        Symbol::Function(_) => (TokenKind::Function, true),
        Symbol::Annotation(_) => (TokenKind::Decorator, true),
    }
}

fn kind_of_member<'db>(db: &'db dyn Db, member: MemberId<'db>) -> TokenKind {
    match &hir(db, member.declaration).item(member.member).kind {
        ItemKind::Param { .. } => TokenKind::Parameter,
        ItemKind::Grant { .. } => TokenKind::Method,
        ItemKind::Event { .. } => TokenKind::Event,
        ItemKind::Output { .. } | ItemKind::Metric { .. } | ItemKind::Attribute { .. } => {
            TokenKind::Property
        }
        _ => TokenKind::Variable,
    }
}

/// Whether the declaration or member that a symbol is says `@deprecated`.
fn is_deprecated<'db>(db: &'db dyn Db, symbol: &Symbol<'db>) -> bool {
    symbol.item().is_some_and(|MemberId { declaration, member }| {
        declaration.text(db).contains("@deprecated")
            && hir(db, declaration).item(member).attribute("deprecated").is_some()
    })
}

fn is_given<'db>(db: &'db dyn Db, member: MemberId<'db>) -> bool {
    member.declaration.file(db).is_library(db)
}

/// Tokens of a piece as they are found: what names stand for first, then what the tree says.
struct Found {
    tokens: Vec<SemanticToken>,
}

impl Found {
    fn node(&mut self, node: Node<'_>) {
        // What is open is gone through by hand: nesting has a bound, and it is deep.
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            for element in node.elements() {
                match element {
                    NodeOrToken::Node(inner) => open.push(inner),
                    NodeOrToken::Token(token) => {
                        if let Some(kind) = lexical(node.kind(), token.kind()) {
                            self.tokens.push(SemanticToken {
                                range: token.text_range(),
                                kind,
                                defines: false,
                                given: false,
                                deprecated: false,
                            });
                        }
                    }
                }
            }
        }
    }

    /// In the order of the text: of two at one place what a name stands for stays; each in its line.
    fn finish(self, piece: &str) -> Vec<SemanticToken> {
        let mut found = self.tokens;
        let mut tokens: Vec<SemanticToken> = Vec::with_capacity(found.len());
        // Stable: what names stand for was found first, but a word that begins a declaration is one.
        found.sort_by_key(|token| (token.range.start(), token.kind != TokenKind::Keyword));
        let mut end = TextSize::new(0);
        for token in found {
            if token.range.start() < end || token.range.is_empty() {
                // The name of a field is a property, whatever it gives a value.
                let same = tokens.last_mut().filter(|last| last.range == token.range);
                if let Some(last) = same.filter(|_| token.kind == TokenKind::Property) {
                    last.kind = token.kind;
                }
                continue;
            }
            end = token.range.end();
            tokens.extend(
                lines(piece, token.range).into_iter().map(|range| SemanticToken { range, ..token }),
            );
        }
        tokens
    }
}

/// The parts of a range that are text of one line each.
fn lines(text: &str, range: TextRange) -> Vec<TextRange> {
    let Some(inside) = text.get(std::ops::Range::<usize>::from(range)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = range.start();
    for line in inside.split_inclusive('\n') {
        let shown = line.trim_end_matches(['\n', '\r']);
        if !shown.is_empty() {
            found.push(TextRange::at(at, TextSize::of(shown)));
        }
        at += TextSize::of(line);
    }
    found
}

/// What a token is by itself, and by the node that it stands in.
fn lexical(node: SyntaxKind, token: SyntaxKind) -> Option<TokenKind> {
    use SyntaxKind as Kind;
    Some(match token {
        Kind::Comment | Kind::BlockComment | Kind::DocComment => TokenKind::Comment,
        Kind::Int | Kind::Float | Kind::Duration | Kind::Size => TokenKind::Number,
        Kind::StringOpen
        | Kind::StringText
        | Kind::StringEscape
        | Kind::StringClose
        | Kind::RawString => TokenKind::String,
        Kind::TrueKw
        | Kind::FalseKw
        | Kind::NullKw
        | Kind::IfKw
        | Kind::ElseKw
        | Kind::ForKw
        | Kind::InKw
        | Kind::MatchKw => TokenKind::Keyword,
        Kind::Eq
        | Kind::EqEq
        | Kind::NotEq
        | Kind::FatArrow
        | Kind::Less
        | Kind::LessEq
        | Kind::Greater
        | Kind::GreaterEq
        | Kind::AndAnd
        | Kind::OrOr
        | Kind::Pipe
        | Kind::Plus
        | Kind::Minus
        | Kind::Star
        | Kind::Slash
        | Kind::Percent
        | Kind::Bang
        | Kind::Question
        | Kind::QuestionQuestion
        | Kind::DotDotDot => TokenKind::Operator,
        Kind::Ident => match node {
            _ if node.is_declaration() => TokenKind::Keyword,
            Kind::Attribute => TokenKind::Decorator,
            Kind::FieldName => TokenKind::Property,
            Kind::ImportName => TokenKind::Keyword,
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use sparta_semantics::Db as _;

    use super::semantic_tokens;
    use crate::fixture::Fixture;

    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let file = fixture.db.file("main.sparta");
        let text = file.text(&fixture.db);
        let tokens = semantic_tokens(&fixture.db, fixture.project, file, None);
        let shown = tokens.iter().map(|token| {
            let defines = if token.defines { " defines" } else { "" };
            let given = if token.given { " given" } else { "" };
            let deprecated = if token.deprecated { " deprecated" } else { "" };
            format!("{:?} {:?}{defines}{given}{deprecated}\n", &text[token.range], token.kind)
        });
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn words_are_what_they_stand_for() {
        check(
            "
// Where pictures come in.
@retain
resource uploads: AWS::S3::Bucket { BucketName: \"in-${name}\" }
let name = lower(\"A\")
lambda f { needs: [uploads.read], memory: 512MB }
",
            expect![[r#"
                "// Where pictures come in." Comment
                "retain" Decorator given
                "resource" Keyword
                "uploads" Variable defines
                "AWS::S3::Bucket" Class given
                "BucketName" Property given
                "\"" String
                "in-" String
                "name" Variable
                "\"" String
                "let" Keyword
                "name" Variable defines
                "=" Operator
                "lower" Function given
                "\"" String
                "A" String
                "\"" String
                "lambda" Keyword
                "f" Variable defines
                "needs" Property given
                "uploads" Variable
                "read" Method given
                "memory" Property given
                "512MB" Number
            "#]],
        );
    }

    #[test]
    fn definitions_have_kinds() {
        check(
            "
component Worker {
  param size: Int = 3
  output it: [for n in [size] { n + 1 }]
}
fn label(team: String): String = team
",
            expect![[r#"
                "component" Keyword
                "Worker" Class defines
                "param" Keyword
                "size" Parameter defines
                "Int" Type given
                "=" Operator
                "3" Number
                "output" Keyword
                "it" Property defines
                "for" Keyword
                "n" Parameter defines
                "in" Keyword
                "size" Parameter
                "n" Parameter
                "+" Operator
                "1" Number
                "fn" Keyword
                "label" Function defines
                "team" Parameter defines
                "String" Type given
                "String" Type given
                "=" Operator
                "team" Parameter
            "#]],
        );
    }

    #[test]
    fn no_token_goes_over_lines() {
        check(
            "/* one\n   two */\nlet a = \"\"\"\n  x\n  \"\"\"\n",
            expect![[r#"
            "/* one" Comment
            "   two */" Comment
            "let" Keyword
            "a" Variable defines
            "=" Operator
            "\"\"\"" String
            "  x" String
            "  " String
            "\"\"\"" String
        "#]],
        );
    }

    #[test]
    fn what_is_not_to_be_used_any_more_is_told() {
        check(
            "@deprecated(\"no more\")\nlet old = 1\nlet b = old\n",
            expect![[r#"
            "deprecated" Decorator given
            "\"" String
            "no more" String
            "\"" String
            "let" Keyword
            "old" Variable defines deprecated
            "=" Operator
            "1" Number
            "let" Keyword
            "b" Variable defines
            "=" Operator
            "old" Variable deprecated
        "#]],
        );
    }
}
