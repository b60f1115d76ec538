//! Text with values in it: `Fn::Sub`.

use std::borrow::Cow;

use sparta_semantics::{AssetPart, Computation, Deploy, TextPart, Value, pascal_case};

use crate::Document;
use crate::condition::capitalized;
use crate::emitter::{Emitter, choice};

/// A piece of text, in the form in which it can be put together.
enum Piece<'db> {
    Text(String),
    /// What `Fn::Sub` fills in by itself: `${queue}`, `${AWS::Region}`.
    Reference(Cow<'db, str>),
    /// `${queue.Arn}`.
    Attribute(Cow<'db, str>, &'db str),
    /// What `Fn::Sub` has to be given, and a name for it.
    Computed {
        document: Document<'db>,
        name: String,
    },
    /// What `Fn::Sub` does not take and `Fn::Join` does.
    Unsubstitutable(Document<'db>),
}

impl<'db> Emitter<'_, 'db> {
    /// Text with values in it.
    pub(crate) fn text(&mut self, parts: &'db [TextPart<'db>]) -> Document<'db> {
        let mut pieces = Vec::new();
        self.pieces(parts, &mut pieces);
        assemble(pieces)
    }

    fn pieces(&mut self, parts: &'db [TextPart<'db>], pieces: &mut Vec<Piece<'db>>) {
        for part in parts {
            match part {
                TextPart::Text(text) => push_text(pieces, text),
                TextPart::Value(value) => self.piece(&value.value, pieces),
            }
        }
    }

    fn piece(&mut self, value: &'db Value<'db>, pieces: &mut Vec<Piece<'db>>) {
        match value {
            Value::Deploy(deploy) => self.computed_piece(deploy, pieces),
            Value::If(_) | Value::Condition(_) => {
                let document = self.as_text(value);
                let name = match &document {
                    Document::Object(fields) => match fields.first().map(|(_, operand)| operand) {
                        Some(Document::List(operands)) => match operands.first() {
                            Some(Document::Text(condition)) => capitalized(condition),
                            _ => "Choice".to_owned(),
                        },
                        _ => "Choice".to_owned(),
                    },
                    _ => "Choice".to_owned(),
                };
                pieces.push(Piece::Computed { document, name });
            }
            Value::Reference(reference) => {
                pieces.push(Piece::Reference(self.id(reference.instance)));
            }
            other => match self.as_text(other) {
                Document::Text(text) => push_text(pieces, &text),
                document => pieces.push(Piece::Computed { document, name: "Value".to_owned() }),
            },
        }
    }

    fn computed_piece(&mut self, deploy: &'db Deploy<'db>, pieces: &mut Vec<Piece<'db>>) {
        let name = match &deploy.computation {
            Computation::Text(parts) => return self.pieces(parts, pieces),
            Computation::Dynamic(text) => return push_text(pieces, text),
            Computation::StackName(stack) => return push_text(pieces, &self.deployed_name(*stack)),
            Computation::Parameter(parameter) => {
                let id = self.parameter(parameter, deploy);
                return pieces.push(Piece::Reference(id));
            }
            Computation::Ref(instance) => {
                return pieces.push(Piece::Reference(self.id(*instance)));
            }
            Computation::Attribute(instance, attribute) => {
                return pieces.push(Piece::Attribute(self.id(*instance), attribute));
            }
            Computation::Pseudo(name) => {
                return pieces.push(Piece::Reference(Cow::Borrowed(name)));
            }
            Computation::Asset { path, hash, part } => {
                let piece = match part {
                    AssetPart::Bucket => Piece::Reference(self.assets.bucket(path, hash).into()),
                    AssetPart::Key => Piece::Text(self.assets.key(path, hash)),
                    AssetPart::Image => {
                        let repository = self.assets.repository(path, hash);
                        pieces.push(Piece::Reference(repository.into()));
                        Piece::Text(format!(":{hash}"))
                    }
                };
                return match piece {
                    Piece::Text(text) => push_text(pieces, &text),
                    piece => pieces.push(piece),
                };
            }
            Computation::StackOutput(_) | Computation::Length(_) => {
                let document = self.computation(deploy);
                return pieces.push(Piece::Unsubstitutable(document));
            }
            Computation::Lookup { mapping, key: _, column } => {
                capitalized(&mapping.id) + &pascal_case(crate::mapping::column_name(column))
            }
            Computation::Join { .. } => "Joined".to_owned(),
            Computation::Split { .. } => "Split".to_owned(),
            Computation::Select { .. } => "Selected".to_owned(),
            Computation::Zones { .. } => "Zones".to_owned(),
            Computation::Cidr { .. } => "Cidr".to_owned(),
            Computation::Base64(_) => "Encoded".to_owned(),
            Computation::ImportValue(_) => "Imported".to_owned(),
            Computation::ToJson(_) => "Json".to_owned(),
            Computation::Transform { .. } => "Transformed".to_owned(),
        };
        let document = self.computation(deploy);
        pieces.push(Piece::Computed { document, name });
    }

    /// A value as text: numbers and truths are written out, null is nothing.
    pub(crate) fn as_text(&mut self, value: &'db Value<'db>) -> Document<'db> {
        match value {
            Value::If(it) => {
                let (condition, then, otherwise) = self.branches(it);
                choice(condition, self.as_text(then), self.as_text(otherwise))
            }
            Value::Condition(condition) => self.yes_or_no(condition),
            other => match self.value(other) {
                None => Document::text(""),
                Some(Document::Bool(value)) => Document::text(if value { "true" } else { "false" }),
                Some(Document::Integer(number)) => Document::text(number.to_string()),
                Some(Document::Number(number)) => Document::text(number.to_string()),
                Some(other) => other,
            },
        }
    }
}

/// Neighbouring texts become one: only so can it be seen whether a `${` is closed.
fn push_text(pieces: &mut Vec<Piece<'_>>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

fn assemble(mut pieces: Vec<Piece<'_>>) -> Document<'_> {
    if pieces.len() < 2 {
        return match pieces.pop() {
            None => Document::text(""),
            Some(only) => alone(only),
        };
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Unsubstitutable(_))) {
        let parts = pieces.into_iter().map(alone).collect();
        let operands = vec![Document::text(""), Document::List(parts)];
        return Document::function("Fn::Join", Document::List(operands));
    }
    let mut sub = Sub::default();
    for piece in &pieces {
        if let Piece::Reference(id) = piece {
            sub.taken.push(id.to_string());
        } else if let Piece::Attribute(id, _) = piece {
            sub.taken.push(id.to_string());
        }
    }
    for piece in pieces {
        sub.add(piece);
    }
    sub.done()
}

/// A piece that is all there is.
fn alone(piece: Piece<'_>) -> Document<'_> {
    match piece {
        Piece::Text(text) => Document::text(text),
        Piece::Reference(id) => Document::reference(id),
        Piece::Attribute(id, attribute) => {
            let operands = vec![Document::text(id), Document::text(attribute)];
            Document::function("Fn::GetAtt", Document::List(operands))
        }
        Piece::Computed { document, name: _ } | Piece::Unsubstitutable(document) => document,
    }
}

/// The two operands of `Fn::Sub`.
#[derive(Default)]
struct Sub<'db> {
    template: String,
    variables: Vec<(Cow<'db, str>, Document<'db>)>,
    /// Names that mean a resource or parameter in this text.
    taken: Vec<String>,
}

impl<'db> Sub<'db> {
    fn add(&mut self, piece: Piece<'db>) {
        match piece {
            Piece::Text(text) => self.literal(&text),
            Piece::Reference(id) => self.fill(&id),
            Piece::Attribute(id, attribute) => self.fill(&format!("{id}.{attribute}")),
            Piece::Computed { document, name } => self.variable(&name, document),
            Piece::Unsubstitutable(document) => self.variable("Value", document),
        }
    }

    fn fill(&mut self, name: &str) {
        self.template.push_str("${");
        self.template.push_str(name);
        self.template.push('}');
    }

    fn variable(&mut self, wanted: &str, document: Document<'db>) {
        let numbered = (2..).map(|number| format!("{wanted}{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        let name = names.find(|name| {
            let known = self.variables.iter().find(|(known, _)| known == name);
            match known {
                Some((_, known)) => *known == document,
                None => !self.taken.contains(name),
            }
        });
        let name = name.unwrap_or_default();
        self.fill(&name);
        if !self.variables.iter().any(|(known, _)| *known == name) {
            self.variables.push((Cow::Owned(name), document));
        }
    }

    /// Text that means itself. `${name}` is escaped as `${!name}`; a `${` that nothing closes before
    /// the next one cannot be, and becomes a variable.
    fn literal(&mut self, mut text: &str) {
        while let Some(position) = text.find("${") {
            let (before, rest) = text.split_at(position);
            self.template.push_str(before);
            let inner = &rest[2..];
            let closed = inner
                .find(['}', '$', '{', '\n'])
                .is_some_and(|end| end > 0 && inner[end..].starts_with('}'));
            if closed {
                self.template.push_str("${!");
            } else {
                self.variable("Literal", Document::text("${"));
            }
            text = inner;
        }
        self.template.push_str(text);
    }

    fn done(self) -> Document<'db> {
        let template = Document::text(self.template);
        let operand = if self.variables.is_empty() {
            template
        } else {
            Document::List(vec![template, Document::Object(self.variables)])
        };
        Document::function("Fn::Sub", operand)
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, assemble, push_text};
    use crate::{Document, json};

    fn text<'a>(text: &str) -> Piece<'a> {
        Piece::Text(text.to_owned())
    }

    fn written(pieces: Vec<Piece<'_>>) -> String {
        let text = json(&assemble(pieces));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_without_values_is_itself() {
        let mut pieces = Vec::new();
        for part in ["a", "", "${b}"] {
            push_text(&mut pieces, part);
        }
        assert_eq!(written(pieces), r#""a${b}""#);
        assert_eq!(written(vec![]), r#""""#);
    }

    #[test]
    fn a_value_alone_is_itself() {
        assert_eq!(written(vec![Piece::Reference("queue".into())]), r#"{ "Ref": "queue" }"#);
        let attribute = Piece::Attribute("queue".into(), "Arn");
        assert_eq!(written(vec![attribute]), r#"{ "Fn::GetAtt": [ "queue", "Arn" ] }"#);
    }

    #[test]
    fn references_stand_in_the_text() {
        let pieces = vec![
            Piece::Attribute("queue".into(), "Arn"),
            text("/"),
            Piece::Reference("AWS::Region".into()),
        ];
        assert_eq!(written(pieces), r#"{ "Fn::Sub": "${queue.Arn}/${AWS::Region}" }"#);
    }

    #[test]
    fn what_the_user_wrote_is_never_filled_in() {
        let reference = || Piece::Reference("a".into());
        assert_eq!(written(vec![text("${a}-"), reference()]), r#"{ "Fn::Sub": "${!a}-${a}" }"#);
        assert_eq!(written(vec![text("${!a}-"), reference()]), r#"{ "Fn::Sub": "${!!a}-${a}" }"#);
        let open = r#"{ "Fn::Sub": [ "${Literal} ${a}", { "Literal": "${" } ] }"#;
        assert_eq!(written(vec![text("${ "), reference()]), open);
        let empty = r#"{ "Fn::Sub": [ "${Literal}}${a}", { "Literal": "${" } ] }"#;
        assert_eq!(written(vec![text("${}"), reference()]), empty);
        assert_eq!(written(vec![text("$"), reference()]), r#"{ "Fn::Sub": "$${a}" }"#);
    }

    #[test]
    fn computed_values_are_variables() {
        let computed =
            |value| Piece::Computed { document: Document::Integer(value), name: "Size".to_owned() };
        let pieces = vec![
            computed(1),
            text("-"),
            computed(2),
            text("-"),
            computed(1),
            Piece::Reference("Size2".into()),
        ];
        let expected =
            r#"{ "Fn::Sub": [ "${Size}-${Size3}-${Size}${Size2}", { "Size": 1, "Size3": 2 } ] }"#;
        assert_eq!(written(pieces), expected);
    }

    #[test]
    fn what_cannot_be_substituted_is_joined() {
        let pieces = vec![text("a"), Piece::Unsubstitutable(Document::Integer(1))];
        assert_eq!(written(pieces), r#"{ "Fn::Join": [ "", [ "a", 1 ] ] }"#);
    }
}
