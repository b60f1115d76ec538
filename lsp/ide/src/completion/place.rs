//! What the cursor stands in.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Db, ExprId, Hir, Value};
use sparta_syntax::{SyntaxKind, SyntaxNode, SyntaxToken, parse_declaration, split};

use crate::observation::{Observation, declaration_at, stack_of};
use crate::{FilePosition, Project};

/// The name that is put where the cursor stands.
const NAME: &str = "cursorStandsHere";

/// The text around a cursor, with a name in its place.
pub(super) struct Cursor<'db> {
    pub(super) db: &'db dyn Db,
    pub(super) project: Project,
    pub(super) at: FilePosition,
    /// The identifier under the cursor, which is replaced.
    pub(super) range: TextRange,
    /// What of it stands before the cursor.
    pub(super) typed: String,
    /// Where the piece of the file begins that the tree is of.
    start: TextSize,
    token: SyntaxToken,
}

/// What can stand where the cursor stands.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// Nothing that is known: a comment, a new name.
    Nothing,
    /// The first word of a declaration.
    Declaration,
    /// The first word of a member of a block, by the kind of what the block belongs to.
    Member(SyntaxNode),
    /// What stands after `@`.
    Annotation,
    /// The type of a resource.
    ResourceType,
    /// The type of a value.
    Type,
    /// The name of a field of an object.
    Field(SyntaxNode),
    /// A member of what stands before the dot.
    After(SyntaxNode),
    /// An expression.
    Value(SyntaxNode),
    /// What an arm of a `match` matches.
    Pattern(SyntaxNode),
    /// A name in the braces of an `import`.
    ImportedName(SyntaxNode),
    /// The name of an environment.
    Environment,
    /// The inside of a string.
    Text(SyntaxNode),
}

impl<'db> Cursor<'db> {
    /// None in a file without text.
    pub(super) fn new(db: &'db dyn Db, project: Project, at: FilePosition) -> Option<Self> {
        Self::in_text(db, project, at, at.file.text(db))
    }

    /// The same cursor if the last quote before it, on a line whose texts do not all close, were none: one
    /// quote too many or too few makes text of what is none.
    pub(super) fn without_quote(&self) -> Option<Self> {
        let text = self.at.file.text(self.db);
        let before = text.get(..usize::from(self.range.start()))?;
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text[line..].lines().next().unwrap_or_default();
        let quote = before[line..].rfind('"')?;
        if rest.matches('"').count().is_multiple_of(2) {
            return None;
        }
        let mut whole = text.to_owned();
        whole.replace_range(line + quote..=line + quote, " ");
        Self::in_text(self.db, self.project, self.at, &whole)
    }

    /// A cursor in another text, in which everything has the place that it has in the file.
    fn in_text(db: &'db dyn Db, project: Project, at: FilePosition, text: &str) -> Option<Self> {
        let offset = text.floor_char_boundary(usize::from(at.offset).min(text.len()));
        let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let before = text[..offset].trim_end_matches(is_part).len();
        let after = text[offset..].trim_start_matches(is_part);
        let range = TextRange::new(size(before), size(text.len() - after.len()));
        let typed = text[before..offset].to_owned();
        let whole = format!("{}{NAME}{after}", &text[..before]);
        let chunk = split(&whole).into_iter().find(|chunk| chunk.range.contains(range.start()))?;
        let tree = parse_declaration(&whole[chunk.range]).syntax();
        let start = chunk.range.start();
        let token = tree.token_at_offset(range.start() - start).right_biased()?;
        Some(Self { db, project, at, range, typed, start, token })
    }

    pub(super) fn place(&self) -> Place {
        use SyntaxKind as Kind;
        let Some(parent) = self.token.parent() else { return Place::Nothing };
        match self.token.kind() {
            Kind::Ident => {}
            Kind::StringText if parent.kind() == Kind::StringLiteral => return Place::Text(parent),
            _ => return Place::Nothing,
        }
        let Some(outer) = parent.parent() else { return Place::Declaration };
        match (parent.kind(), outer.kind()) {
            (Kind::Error | Kind::SourceFile, Kind::SourceFile) => Place::Declaration,
            (Kind::Error, Kind::Block) => outer.parent().map_or(Place::Nothing, Place::Member),
            (Kind::Error, Kind::MatchExpr) => Place::Pattern(outer),
            (Kind::Error, Kind::Object) => Place::Field(outer),
            (Kind::FieldName, Kind::Field) => self.field(&outer),
            (Kind::Name, Kind::MemberExpr) => {
                outer.first_child().map_or(Place::Nothing, Place::After)
            }
            (Kind::Name, Kind::ImportName) => match outer.parent().and_then(|it| it.parent()) {
                Some(import) if outer.first_child().as_ref() == Some(&parent) => {
                    Place::ImportedName(import)
                }
                _ => Place::Nothing,
            },
            (Kind::Name, Kind::Argument) => Place::Value(parent),
            (Kind::Name, Kind::Test) => Place::Environment,
            (Kind::Path, Kind::PathType) => match outer.parent().map(|it| it.kind()) {
                Some(Kind::Resource | Kind::Existing | Kind::Extend) => Place::ResourceType,
                _ => Place::Type,
            },
            (Kind::Path, Kind::PathExpr) => self.expression(outer),
            (Kind::Attribute, _) => Place::Annotation,
            (kind, _) if kind.is_declaration() => self.first_word(&parent, &outer),
            _ => Place::Nothing,
        }
    }

    /// A name in an object that nothing follows may also be the begin of a member.
    fn field(&self, field: &SyntaxNode) -> Place {
        match field.parent() {
            Some(object) if object.kind() == SyntaxKind::Object => Place::Field(object),
            // Fields and members of a `custom` stand side by side.
            Some(block) => block.parent().map_or(Place::Nothing, Place::Member),
            None => Place::Nothing,
        }
    }

    /// A declaration of which the cursor's name is the first word.
    fn first_word(&self, declaration: &SyntaxNode, outer: &SyntaxNode) -> Place {
        let first = declaration.children_with_tokens().filter_map(|it| it.into_token());
        let first = first.into_iter().find(|token| !token.kind().is_trivia());
        if first.as_ref() != Some(&self.token) {
            return Place::Nothing;
        }
        match outer.kind() {
            SyntaxKind::Block => outer.parent().map_or(Place::Nothing, Place::Member),
            _ => Place::Declaration,
        }
    }

    /// A path that stands for a value; where it is the first thing that can't be read, it may be what has
    /// to stand there.
    fn expression(&self, path: SyntaxNode) -> Place {
        let unread = path.parent().filter(|it| it.kind() == SyntaxKind::Error);
        let Some(outer) = unread.as_ref().and_then(SyntaxNode::parent) else {
            return Place::Value(path);
        };
        let begins =
            |unread: SyntaxNode| trimmed_range(&unread).start() == trimmed_range(&path).start();
        let begins = unread.is_some_and(begins);
        match outer.kind() {
            SyntaxKind::SourceFile
                if begins && !outer.children().any(|it| it.kind().is_declaration()) =>
            {
                Place::Declaration
            }
            SyntaxKind::MatchExpr if begins => Place::Pattern(outer),
            SyntaxKind::Object if begins => Place::Field(outer),
            _ => Place::Value(path),
        }
    }

    /// What is typed of a path such as `AWS::S3::B`, and where that begins.
    pub(super) fn path_typed(&self) -> (String, TextRange) {
        let path = self.token.parent().filter(|it| it.kind() == SyntaxKind::Path);
        let Some(path) = path else { return (self.typed.clone(), self.range) };
        let start = path.text_range().start();
        let before = self.token.text_range().start();
        let text = path.text().to_string();
        let typed = &text[trimmed(&text)..usize::from(before - start)];
        let first = size(trimmed(&text)) + start + self.start;
        (format!("{typed}{}", self.typed), TextRange::new(first, self.path_end(&path)))
    }

    /// Where the path under the cursor ends in the file as it is.
    fn path_end(&self, path: &SyntaxNode) -> TextSize {
        let behind = path.text_range().end() - self.token.text_range().end();
        self.range.end() + behind
    }

    /// A range of the tree that lies before the cursor, as one of the file.
    pub(super) fn in_file(&self, range: TextRange) -> TextRange {
        range + self.start
    }

    /// What is known of the declaration around a range of the file.
    pub(super) fn observed(&self, range: TextRange) -> Option<(Observation<'db>, TextSize)> {
        let at = FilePosition { file: self.at.file, offset: range.start() };
        let (declaration, _) = declaration_at(self.db, at)?;
        let stack = stack_of(self.db, self.project, self.at.file);
        Some((Observation::new(self.db, stack, declaration), declaration.start(self.db)))
    }

    /// What an expression before the cursor comes to.
    pub(super) fn value(&self, expr: &SyntaxNode) -> Option<&'db Value<'db>> {
        let range = trimmed_range(expr);
        let (observation, start) = self.observed(self.in_file(range))?;
        let wanted = self.in_file(range).checked_sub(start)?;
        let expr = expr_of(observation.hir, wanted)?;
        observation.value(expr)
    }

    /// What is written behind the identifier under the cursor.
    pub(super) fn is_followed_by(&self, what: char) -> bool {
        let text = self.at.file.text(self.db);
        text[usize::from(self.range.end())..].trim_start_matches([' ', '\t']).starts_with(what)
    }

    /// The node around the cursor's name.
    pub(super) fn node(&self) -> Option<SyntaxNode> {
        self.token.parent()
    }
}

/// The outermost expression of a range.
pub(super) fn expr_of(hir: &Hir, range: TextRange) -> Option<ExprId> {
    hir.expr_ids().filter(|expr| hir.range(*expr) == range).last()
}

/// The range of a node without the blanks and comments before its first token.
pub(super) fn trimmed_range(node: &SyntaxNode) -> TextRange {
    let tokens = node.descendants_with_tokens().filter_map(|it| it.into_token());
    let first = tokens.into_iter().find(|token| !token.kind().is_trivia());
    let start = first.map_or(node.text_range().start(), |token| token.text_range().start());
    TextRange::new(start, node.text_range().end())
}

fn trimmed(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

pub(super) fn size(at: usize) -> TextSize {
    TextSize::new(u32::try_from(at).unwrap_or(u32::MAX))
}
