//! Expressions.

use sparta_syntax::SyntaxKind::{
    self, AndAnd, Arguments, BinaryExpr, CallExpr, ElseKw, EqEq, ExprBlock, Greater, GreaterEq,
    IfExpr, LBrace, Less, LessEq, List, ListFor, ListType, Literal, MapType, MatchExpr, Minus,
    NotEq, Object, ObjectFor, ObjectType, OrOr, Plus, QuestionQuestion, StringLiteral, UnionType,
};
use sparta_syntax::{Element, Node, NodeOrToken};

use super::{Gap, Layout, kind, parts, start};
use crate::command::{Command, GroupKind, Line};
use crate::comment::breaks_before;

impl<'t> Layout<'t> {
    /// What follows a `=` or `=>`.
    pub(super) fn assigned(&mut self, value: Node<'t>) {
        if value.kind() == UnionType {
            return self.union(value, Line::SPACED, None);
        }
        let element = NodeOrToken::Node(value);
        let at = start(element);
        let commented = self.comment_before(at).is_some();
        if hangs(value) && !commented {
            return self.element(element, Gap::Space);
        }
        self.commands.open(if value.kind() == BinaryExpr || commented {
            GroupKind::Plain
        } else {
            GroupKind::Value { kept: breaks_before(self.text, at) > 0 }
        });
        self.push(Command::Indent);
        self.line(at, Line::SPACED);
        self.whole_value(element);
        self.push(Command::Dedent);
        self.commands.close();
    }

    /// A value that has its lines for itself: operands stand below each other.
    pub(super) fn whole_value(&mut self, value: Element<'t>) {
        match value {
            NodeOrToken::Node(node) if node.kind() == BinaryExpr => self.chain(node, false),
            _ => self.element(value, Gap::None),
        }
    }

    /// Operands of operators that bind equally: all on one line, or each on its own.
    pub(super) fn chain(&mut self, node: Node<'t>, deeper: bool) {
        let (first, links) = operands(node);
        self.commands.open(GroupKind::Plain);
        self.element(first, Gap::None);
        if deeper {
            self.push(Command::Indent);
        }
        for (operator, operand) in links {
            // A comment that ends the line before an operator comes behind it.
            self.comments_beside(start(operator));
            self.push(Command::Space);
            self.push(Command::Text(self.slice(operator)));
            if kind(operand) == Literal && self.comment_before(start(operand)).is_none() {
                // `… == 0` gains nothing from a line of its own.
                self.element(operand, Gap::Space);
            } else {
                self.line(start(operand), Line::SPACED);
                self.element(operand, Gap::None);
            }
        }
        if deeper {
            self.push(Command::Dedent);
        }
        self.commands.close();
    }

    /// `if … { … } else if … { … } else { … }`: its blocks are opened together, unless the author
    /// opened some of them.
    pub(super) fn branches(&mut self, node: Node<'t>) {
        let parts = chained_parts(node);
        let apart = blocks(&parts).any(|block| self.is_broken(&super::parts(block)));
        if !apart {
            self.commands.open(GroupKind::Plain);
        }
        for (index, &part) in parts.iter().enumerate() {
            self.gap(start(part), if index == 0 { Gap::None } else { Gap::Space });
            match part {
                NodeOrToken::Node(block) if block.kind() == ExprBlock && apart => {
                    self.block(block, false);
                }
                NodeOrToken::Node(block) if block.kind() == ExprBlock => {
                    self.bracketed(&super::parts(block), Line::SPACED);
                }
                part => self.element(part, Gap::None),
            }
        }
        if !apart {
            self.commands.close();
        }
    }

    /// `{ value }`.
    fn block(&mut self, block: Node<'t>, broken: bool) {
        let parts = parts(block);
        let broken = broken || self.is_broken(&parts);
        self.commands.open(if broken { GroupKind::Broken } else { GroupKind::Plain });
        self.bracketed(&parts, Line::SPACED);
        self.commands.close();
    }

    pub(super) fn parenthesis(&mut self, node: Node<'t>) {
        self.commands.open(GroupKind::Plain);
        self.bracketed(&parts(node), Line::TIGHT);
        self.commands.close();
    }

    /// `[for x in xs { … }]`, `{ for k, v in m { … } }`: what breaks is its body.
    pub(super) fn comprehension(&mut self, node: Node<'t>) {
        let parts = parts(node);
        let broken = self.is_broken(&parts);
        let inner = if node.kind() == ListFor { Gap::None } else { Gap::Space };
        let close = parts.len() - 1;
        for (index, &part) in parts.iter().enumerate() {
            let gap = match index {
                0 => Gap::None,
                1 => inner,
                index if index == close => inner,
                _ => Gap::Space,
            };
            self.gap(start(part), gap);
            match part {
                NodeOrToken::Node(body) if body.kind() == ExprBlock => self.block(body, broken),
                NodeOrToken::Node(body) if index + 1 == close => {
                    self.sequence(&super::parts(body), Line::SPACED, broken);
                }
                part => self.element(part, Gap::None),
            }
        }
    }

    /// `match x { … }`.
    pub(super) fn arms(&mut self, node: Node<'t>) {
        let parts = parts(node);
        let open = parts.iter().position(|part| kind(*part) == LBrace).unwrap_or(parts.len());
        let (head, arms) = parts.split_at(open);
        self.row(head, MatchExpr);
        if let Some(open) = arms.first() {
            self.gap(start(*open), Gap::Space);
        }
        self.sequence(arms, Line::SPACED, false);
    }
}

/// Whether a value begins on the line of its `=`, whatever its length: its brackets open there.
fn hangs(value: Node<'_>) -> bool {
    match value.kind() {
        Object | List | ListFor | ObjectFor | MatchExpr | ObjectType | ListType | MapType => true,
        CallExpr => value
            .children()
            .any(|child| child.kind() == Arguments && child.children().next().is_some()),
        StringLiteral => value.text().contains('\n'),
        _ => false,
    }
}

/// The first operand, and the others with the operators before them.
fn operands(node: Node<'_>) -> (Element<'_>, Vec<(Element<'_>, Element<'_>)>) {
    let mut links = Vec::new();
    let mut first = NodeOrToken::Node(node);
    let mut level = None;
    while let NodeOrToken::Node(node) = first
        && node.kind() == BinaryExpr
        && let [left, operator, right] = *parts(node)
        && level.is_none_or(|level| level == level_of(kind(operator)))
    {
        level = Some(level_of(kind(operator)));
        links.push((operator, right));
        first = left;
    }
    links.reverse();
    (first, links)
}

/// How tightly an operator binds: those of one level stand in one chain.
const fn level_of(operator: SyntaxKind) -> u8 {
    match operator {
        OrOr => 1,
        AndAnd => 2,
        QuestionQuestion => 3,
        EqEq | NotEq => 4,
        Less | LessEq | Greater | GreaterEq => 5,
        Plus | Minus => 6,
        _ => 7,
    }
}

/// The parts of an `if`, with those of every `else if` behind it.
fn chained_parts(node: Node<'_>) -> Vec<Element<'_>> {
    let mut all = parts(node);
    while let [.., before, NodeOrToken::Node(last)] = *all
        && kind(before) == ElseKw
        && last.kind() == IfExpr
    {
        all.pop();
        all.extend(parts(last));
    }
    all
}

fn blocks<'t>(parts: &[Element<'t>]) -> impl Iterator<Item = Node<'t>> {
    parts.iter().filter_map(|part| part.into_node()).filter(|node| node.kind() == ExprBlock)
}
