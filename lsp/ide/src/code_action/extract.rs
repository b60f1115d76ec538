//! An expression becomes a `let` or a parameter of its own.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{
    Definition, ExprId, ItemKind, Symbol, Ty, Value, Wanted, Word, hir, resolved_names,
    resource_facts, shape_ty,
};
use sparta_syntax::{SyntaxKind, SyntaxNode};

use super::scene::{Piece, Scene};
use super::{CodeActionKind, Edits, Offer};
use crate::observation::Observation;

pub(super) fn offer<'a>(scene: &'a Scene<'a>, offers: &mut Vec<Offer<'a>>) {
    let Some(piece) = scene.piece() else { return };
    let Some(node) = selected(piece) else { return };
    let Some(site) = site(scene, piece, &node) else { return };
    let title = "Extract into a `let`";
    let (own, place) = (node.clone(), site);
    offers.push(Offer::new(CodeActionKind::Extract, title, move || {
        let text = own.text().to_string();
        let name = scene.fresh_name(&base_name(&own, "value"));
        extracted(scene, piece, &own, place, &name, &format!("let {name} = {text}"))
    }));
    let Some(observation) = scene.observation() else { return };
    let Some(ty) = parameter_type(&observation, &node) else { return };
    offers.push(Offer::new(CodeActionKind::Extract, "Extract into a `param`", move || {
        let text = node.text().to_string();
        let name = scene.fresh_name(&base_name(&node, "value"));
        let declared = format!("param {name}: {ty} = {text}");
        extracted(scene, piece, &node, site, &name, &declared)
    }));
}

/// The expression that is selected, if it stands where any expression may.
fn selected(piece: &Piece<'_>) -> Option<SyntaxNode> {
    let node = piece.selected(is_expression)?;
    let parent = node.parent()?;
    let is_value = match parent.kind() {
        kind if kind.is_declaration() => {
            node.kind() != SyntaxKind::Object && kind != SyntaxKind::Let
        }
        kind => !matches!(
            kind,
            SyntaxKind::FieldName
                | SyntaxKind::Pattern
                | SyntaxKind::LiteralType
                | SyntaxKind::ObjectFor
        ),
    };
    let is_callee = parent.kind() == SyntaxKind::CallExpr && node.index() == 0;
    let in_attribute = node.ancestors().any(|it| it.kind() == SyntaxKind::Attribute);
    let is_declared = matches!(
        parent.kind(),
        SyntaxKind::Import
            | SyntaxKind::Test
            | SyntaxKind::Set
            | SyntaxKind::Check
            | SyntaxKind::Allow
    );
    // A name for nothing says less than it does, and hides that it is null.
    let is_nothing = node.text() == "null";
    (is_value && !is_callee && !in_attribute && !is_declared && !is_nothing).then_some(node)
}

fn is_expression(kind: SyntaxKind) -> bool {
    use SyntaxKind as K;
    matches!(
        kind,
        K::Literal
            | K::StringLiteral
            | K::List
            | K::Object
            | K::ListFor
            | K::ObjectFor
            | K::PathExpr
            | K::Paren
            | K::MemberExpr
            | K::IndexExpr
            | K::CallExpr
            | K::PrefixExpr
            | K::BinaryExpr
            | K::IfExpr
            | K::MatchExpr
    )
}

/// Where the new declaration stands.
#[derive(Clone, Copy)]
struct Site {
    /// Before this offset of the declaration's text.
    before: TextSize,
    is_member: bool,
}

/// Before the member of a component, or before the declaration; nowhere if the expression names what
/// means nothing there.
fn site(scene: &Scene<'_>, piece: &Piece<'_>, node: &SyntaxNode) -> Option<Site> {
    let range = node.text_range();
    let hir = hir(scene.db, piece.declaration);
    let is_component = matches!(hir.root().kind, ItemKind::Component { .. });
    let leaves = |symbol: &Symbol<'_>| match symbol {
        Symbol::Local(place) => !range.contains_range(place.range),
        Symbol::Implied(_) => true,
        Symbol::Member(member) => !is_component && member.declaration == piece.declaration,
        _ => false,
    };
    let names = resolved_names(scene.db, piece.declaration);
    if names.iter().any(|it| range.contains_range(it.range) && leaves(&it.symbol)) {
        return None;
    }
    if is_narrowed(scene, piece, node) {
        return None;
    }
    if matches!(piece.declaration.word(scene.db), Word::Environment | Word::Test | Word::Unknown) {
        return None;
    }
    if !is_component {
        // What is documented is documented above its comment.
        return Some(Site { before: TextSize::new(0), is_member: false });
    }
    let member = hir.members(0).iter().map(|id| hir.item(*id).range);
    let around = member.into_iter().find(|member| member.contains_range(range))?;
    Some(Site { before: member_begin(piece, around.start()), is_member: true })
}

/// Whether an expression says something that is only there because of a condition around it: what the
/// condition asks about, or a resource that does not always exist.
fn is_narrowed(scene: &Scene<'_>, piece: &Piece<'_>, node: &SyntaxNode) -> bool {
    let range = node.text_range();
    let conditions: Vec<SyntaxNode> = node
        .ancestors()
        .skip(1)
        .filter_map(|around| match around.kind() {
            SyntaxKind::IfExpr | SyntaxKind::MatchExpr | SyntaxKind::BinaryExpr => {
                around.first_child()
            }
            _ => around.children().find(|it| it.kind() == SyntaxKind::Guard),
        })
        .filter(|condition| !condition.text_range().contains_range(range))
        .collect();
    if conditions.is_empty() {
        return false;
    }
    let asked: Vec<String> = conditions.iter().flat_map(paths).collect();
    let own = hir(scene.db, piece.declaration);
    let is_guarded = |kind: &ItemKind| matches!(kind, ItemKind::Resource { guard: Some(_), .. });
    let exists_sometimes = |name: &String| {
        let declared = match sparta_semantics::scope(scene.db, scene.file).get(name) {
            Some(Definition::Declared(declaration)) => {
                is_guarded(&hir(scene.db, declaration).root().kind)
            }
            _ => false,
        };
        declared || own.items().any(|(_, it)| *it.name.text == **name && is_guarded(&it.kind))
    };
    paths(node).iter().any(|name| asked.contains(name) || exists_sometimes(name))
}

/// The names that an expression begins with or consists of.
fn paths(node: &SyntaxNode) -> Vec<String> {
    let paths = node.descendants().filter(|it| it.kind() == SyntaxKind::Path);
    paths.map(|it| it.text().to_string()).collect()
}

/// Where a member begins with the comment that documents it.
fn member_begin(piece: &Piece<'_>, start: TextSize) -> TextSize {
    let token = piece.root.token_at_offset(start).right_biased();
    let declared = token.and_then(|it| it.parent_ancestors().find(|it| it.kind().is_declaration()));
    declared.map_or(start, |it| it.text_range().start().min(start))
}

fn extracted(
    scene: &Scene<'_>,
    piece: &Piece<'_>,
    node: &SyntaxNode,
    site: Site,
    name: &str,
    declared: &str,
) -> Edits {
    let at = piece.in_file(TextRange::empty(site.before));
    let line = scene.text[..usize::from(at.start())].rsplit('\n').next().unwrap_or_default();
    let indentation = if line.trim().is_empty() { line } else { "" };
    let gap = if site.is_member { "\n" } else { "\n\n" };
    let is_short =
        node.parent().is_some_and(|it| it.kind() == SyntaxKind::Field) && node.text() == name;
    let text = if is_short { node.text().to_string() } else { name.to_owned() };
    vec![
        scene.edit(at, format!("{declared}{gap}{indentation}")),
        scene.edit(piece.in_file(node.text_range()), text),
    ]
}

/// What an expression is called where it stands: the field, argument or output that it is the value of.
fn base_name(node: &SyntaxNode, otherwise: &str) -> String {
    for around in node.ancestors().skip(1) {
        let named = match around.kind() {
            SyntaxKind::Field => around.children().find(|it| it.kind() == SyntaxKind::FieldName),
            SyntaxKind::Argument | SyntaxKind::Output => {
                around.children().find(|it| it.kind() == SyntaxKind::Name)
            }
            SyntaxKind::List | SyntaxKind::Paren => continue,
            _ => break,
        };
        let Some(named) = named else { break };
        return camel_case(named.text().to_string().trim(), otherwise);
    }
    otherwise.to_owned()
}

/// A name of a property as one of a value.
fn camel_case(name: &str, otherwise: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let first = letters.chars().take_while(char::is_ascii_uppercase).count();
    let lower = if first > 1 && first < letters.len() { first - 1 } else { first };
    let (head, rest) = letters.split_at(lower);
    let name = head.to_ascii_lowercase() + rest;
    if name.starts_with(|it: char| it.is_ascii_alphabetic()) { name } else { otherwise.to_owned() }
}

/// The type of the parameter that a literal becomes: where only some values may stand, one of these.
fn parameter_type(observation: &Observation<'_>, node: &SyntaxNode) -> Option<String> {
    let is_literal = match node.kind() {
        SyntaxKind::Literal => true,
        SyntaxKind::StringLiteral => {
            !node.children().any(|it| it.kind() == SyntaxKind::Interpolation)
        }
        _ => false,
    };
    let word = observation.declaration.word(observation.db);
    let takes = matches!(word, Word::Resource | Word::Construct | Word::Output | Word::Component);
    if !is_literal || !takes || node.parent()?.kind() == SyntaxKind::Param {
        return None;
    }
    let expr = expr_of(observation, node.text_range())?;
    let one_of = match observation.wanted(expr) {
        Some(Wanted::Shape { resource, shape, .. }) => {
            shape_ty(resource_facts(observation.db, resource)?, shape.0)
        }
        Some(Wanted::Ty(ty)) => ty.clone(),
        None => Ty::String,
    };
    let is_union = |ty: &Ty<'_>| ty.alternatives().iter().all(|it| matches!(it, Ty::Literal(_)));
    if is_union(&one_of.non_null()) {
        return Some(one_of.non_null().display(observation.db));
    }
    let ty = match observation.value(expr)? {
        Value::String(_) => Ty::String,
        Value::Int(_) => Ty::Int,
        Value::Float(_) => Ty::Float,
        Value::Bool(_) => Ty::Bool,
        Value::Duration(_) => Ty::Duration,
        Value::Size(_) => Ty::Size,
        _ => return None,
    };
    Some(ty.display(observation.db))
}

fn expr_of(observation: &Observation<'_>, range: TextRange) -> Option<ExprId> {
    observation.hir.expr_ids().find(|id| observation.hir.range(*id) == range)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::code_action::check::{check, offered};

    #[test]
    fn an_expression_becomes_a_let_before_its_declaration() {
        check(
            "
/// Where orders go.
resource q: AWS::SQS::Queue {
  QueueName: $0\"${AWS::StackName}-orders\"$0
}
",
            "Extract into a `let`",
            expect![[r#"
                //- /main.sparta
                let queueName = "${AWS::StackName}-orders"

                /// Where orders go.
                resource q: AWS::SQS::Queue {
                  QueueName: queueName
                }
            "#]],
        );
    }

    #[test]
    fn in_a_component_it_stays_there() {
        check(
            "
component Worker {
  param size: Int

  /// The queue.
  resource self: AWS::SQS::Queue { DelaySeconds: $0size + 1$0 }
}
",
            "Extract into a `let`",
            expect![[r#"
                //- /main.sparta
                component Worker {
                  param size: Int

                  let delaySeconds = size + 1
                  /// The queue.
                  resource self: AWS::SQS::Queue { DelaySeconds: delaySeconds }
                }
            "#]],
        );
    }

    #[test]
    fn a_literal_becomes_a_parameter_of_its_type() {
        check(
            "resource q: AWS::SQS::Queue { DelaySeconds: $030s$0 }\n",
            "Extract into a `param`",
            expect![[r#"
                //- /main.sparta
                param delaySeconds: Duration = 30s

                resource q: AWS::SQS::Queue { DelaySeconds: delaySeconds }
            "#]],
        );
        check(
            "resource p: AWS::SSM::Parameter { Type: \"String\", Value: $0\"v\"$0 }\n",
            "Extract into a `param`",
            expect![[r#"
                //- /main.sparta
                param value: String = "v"

                resource p: AWS::SSM::Parameter { Type: "String", Value: value }
            "#]],
        );
    }

    #[test]
    fn what_names_what_is_bound_around_it_stays() {
        let text = "let all = [for x in [1] { $0x + 1$0 }]\n";
        assert_eq!(offered(text, "Extract"), Vec::<String>::new());
        let text = "resource q: AWS::SQS::Queue $0{}$0\n";
        assert_eq!(offered(text, "Extract"), Vec::<String>::new());
        let text = "param a: String?\n\noutput b: if a != null { $0\"${a}!\"$0 } else { \"\" }\n";
        assert_eq!(offered(text, "Extract"), Vec::<String>::new());
        let text = "fn f(a: Int): Int = $0a + 1$0\n";
        assert_eq!(offered(text, "Extract"), Vec::<String>::new());
    }
}
