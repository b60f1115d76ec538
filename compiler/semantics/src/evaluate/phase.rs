//! The two phases: what is known when compiling, and what only at deploy.

use sparta_diagnostics::{Diagnostic, TextRange};

use super::{Context, Evaluator};
use crate::meaning::lookup;
use crate::{
    Column, Computation, Condition, Declaration, Definition, Expr, Finding, ItemKind, ParameterRef,
    Place, Spanned, TextPart, Value, Word, hir,
};

/// How many names are followed to where a value became known at deploy only.
const MAX_PATH: usize = 8;

impl<'db> Evaluator<'db> {
    /// Reports that a value is needed when compiling and known only at deploy; shows the way by
    /// which it became so.
    pub fn phase_error(&mut self, value: &Spanned<'db>, reason: &str) -> Value<'db> {
        let origin = origin(&value.value);
        let what = match &origin {
            Some(Origin::Parameter(declaration)) => {
                format!("the parameter `{}`", declaration.name(self.db))
            }
            Some(Origin::Instance(instance)) => {
                format!("`{}`, which CloudFormation makes", crate::display_name(self.db, *instance))
            }
            Some(Origin::Pseudo(name)) => format!("`{name}`"),
            Some(Origin::Other) | None => "what CloudFormation computes".to_owned(),
        };
        let mut finding = Diagnostic::error(
            "phase-mismatch",
            value.at,
            format!("this is known only when the stack is deployed, and {reason}"),
        )
        .labelled(format!("depends on {what}"));
        finding = self.label_path(finding, value.at);
        if let Some(Origin::Parameter(declaration)) = origin {
            let range = hir(self.db, declaration).root().name.range;
            finding = finding
                .with_label(Place { declaration, range }, "a `param` gets its value at deploy")
                .with_help(format!(
                    "if it can be known earlier, declare `setting {}` and let each environment give it",
                    declaration.name(self.db)
                ));
        } else {
            finding = finding.with_help("use a value that is known when the program is compiled: a literal, a `let` of one, a `setting`");
        }
        self.report(finding);
        Value::Error
    }

    /// Labels the `let`s through which the value at a place came.
    fn label_path(&self, mut finding: Finding<'db>, at: Place<'db>) -> Finding<'db> {
        let mut place = at;
        for _ in 0..MAX_PATH {
            let Some(next) = self.let_named_in(place) else { break };
            let root = hir(self.db, next).root();
            let ItemKind::Let { value, .. } = &root.kind else { break };
            finding = finding.with_label(
                Place { declaration: next, range: root.name.range },
                format!("`{}` has it from here", root.name.text),
            );
            place = Place { declaration: next, range: hir(self.db, next).range(*value) };
        }
        finding
    }

    /// The first `let` of the file that is named inside a range and known at deploy only.
    fn let_named_in(&self, place: Place<'db>) -> Option<Declaration<'db>> {
        hir(self.db, place.declaration)
            .exprs()
            .filter(|(_, range)| contains(place.range, *range))
            .find_map(|(expr, _)| match expr {
                Expr::Name(name) => match lookup(self.db, place.declaration, name) {
                    Some(Definition::Declared(declaration))
                        if declaration.word(self.db) == Word::Let
                            && declaration != place.declaration
                            && origin(super::let_value(self.db, self.stack, declaration))
                                .is_some() =>
                    {
                        Some(declaration)
                    }
                    _ => None,
                },
                _ => None,
            })
    }

    /// Whether a value is known when compiling, all of it.
    pub fn is_known(value: &Value<'db>) -> bool {
        origin(value).is_none() && !has_unknown(value)
    }
}

fn contains(outer: TextRange, inner: TextRange) -> bool {
    outer.contains_range(inner)
}

/// Whether a part of the value is known by type alone.
pub(crate) fn has_unknown(value: &Value<'_>) -> bool {
    match value {
        Value::Unknown(_) | Value::Error => true,
        Value::List(items) => items.iter().any(|item| has_unknown(&item.value)),
        Value::Object(fields) => fields.iter().any(|field| has_unknown(&field.value.value)),
        Value::If(choice) => has_unknown(&choice.then) || has_unknown(&choice.otherwise),
        _ => false,
    }
}

/// Whether a part of the value comes of a mistake that was reported.
pub(crate) fn has_error(value: &Value<'_>) -> bool {
    match value {
        Value::Error => true,
        Value::List(items) => items.iter().any(|item| has_error(&item.value)),
        Value::Object(fields) => fields.iter().any(|field| has_error(&field.value.value)),
        Value::If(choice) => has_error(&choice.then) || has_error(&choice.otherwise),
        _ => false,
    }
}

/// Where a value became one that is known at deploy only.
pub(crate) enum Origin<'db> {
    Parameter(Declaration<'db>),
    Instance(crate::Instance<'db>),
    Pseudo(std::sync::Arc<str>),
    Other,
}

/// The first deploy-time part of a value.
pub(crate) fn origin<'db>(value: &Value<'db>) -> Option<Origin<'db>> {
    match value {
        Value::Deploy(deploy) => Some(computation_origin(&deploy.computation)),
        Value::Condition(condition) => Some(condition_origin(condition)),
        Value::If(choice) => Some(condition_origin(&choice.condition)),
        Value::List(items) => items.iter().find_map(|item| origin(&item.value)),
        Value::Object(fields) => fields.iter().find_map(|field| origin(&field.value.value)),
        Value::Reference(reference) => Some(Origin::Instance(reference.instance)),
        _ => None,
    }
}

fn computation_origin<'db>(computation: &Computation<'db>) -> Origin<'db> {
    match computation {
        Computation::Parameter(ParameterRef::Declared(declaration)) => {
            Origin::Parameter(*declaration)
        }
        Computation::Ref(instance) | Computation::Attribute(instance, _) => {
            Origin::Instance(*instance)
        }
        Computation::Pseudo(name) => Origin::Pseudo(name.clone()),
        other => operands(other).into_iter().find_map(origin).unwrap_or(Origin::Other),
    }
}

fn condition_origin<'db>(condition: &Condition<'db>) -> Origin<'db> {
    match condition.unnamed() {
        Condition::Equals(sides) => {
            origin(&sides.0).or_else(|| origin(&sides.1)).unwrap_or(Origin::Other)
        }
        Condition::Not(inner) => condition_origin(inner),
        Condition::And(parts) | Condition::Or(parts) => {
            parts.first().map_or(Origin::Other, condition_origin)
        }
        Condition::Named(_) => Origin::Other,
    }
}

/// The values that a computation takes.
pub fn operands<'a, 'db>(computation: &'a Computation<'db>) -> Vec<&'a Value<'db>> {
    match computation {
        Computation::Parameter(_)
        | Computation::Ref(_)
        | Computation::Attribute(..)
        | Computation::Pseudo(_)
        | Computation::StackName(_)
        | Computation::Dynamic(_)
        | Computation::Asset { .. } => Vec::new(),
        Computation::Text(parts) => parts
            .iter()
            .filter_map(|part| match part {
                TextPart::Value(value) => Some(&value.value),
                TextPart::Text(_) => None,
            })
            .collect(),
        Computation::Join { list: value, .. }
        | Computation::Split { text: value, .. }
        | Computation::Zones { region: value }
        | Computation::Base64(value)
        | Computation::ImportValue(value)
        | Computation::StackOutput(value)
        | Computation::Lookup { key: value, column: Column::Named(_), .. }
        | Computation::Length(value)
        | Computation::ToJson(value) => vec![&value.value],
        Computation::Select { index: a, list: b }
        | Computation::Lookup { key: a, column: Column::Computed(b), .. }
        | Computation::Transform { name: a, parameters: b } => {
            vec![&a.value, &b.value]
        }
        Computation::Cidr { block, count, bits } => vec![&block.value, &count.value, &bits.value],
    }
}

/// Whether a secret is part of a value.
pub fn contains_secret(value: &Value<'_>) -> bool {
    match value {
        Value::Deploy(deploy) => {
            deploy.ty.is_secret() || operands(&deploy.computation).into_iter().any(contains_secret)
        }
        Value::Unknown(ty) => ty.is_secret(),
        Value::If(choice) => contains_secret(&choice.then) || contains_secret(&choice.otherwise),
        Value::List(items) => items.iter().any(|item| contains_secret(&item.value)),
        Value::Object(fields) => fields.iter().any(|field| contains_secret(&field.value.value)),
        _ => false,
    }
}

/// Whether CloudFormation has to make a resource before it can compute this.
pub(crate) fn needs_resources(computation: &Computation<'_>) -> bool {
    match computation {
        Computation::Ref(_) | Computation::Attribute(..) | Computation::Asset { .. } => true,
        other => operands(other).into_iter().any(value_needs_resources),
    }
}

fn value_needs_resources(value: &Value<'_>) -> bool {
    match value {
        Value::Deploy(deploy) => needs_resources(&deploy.computation),
        Value::Reference(_) => true,
        Value::If(choice) => {
            value_needs_resources(&choice.then) || value_needs_resources(&choice.otherwise)
        }
        Value::List(items) => items.iter().any(|item| value_needs_resources(&item.value)),
        Value::Object(fields) => {
            fields.iter().any(|field| value_needs_resources(&field.value.value))
        }
        _ => false,
    }
}

impl<'db> Context<'db> {
    /// The text path of an expression that only names things: `vpc.id`.
    pub(super) fn path_of(&self, expr: crate::ExprId) -> Option<String> {
        match self.hir.expr(expr) {
            Expr::Name(name) => Some(name.to_string()),
            Expr::Member { receiver, name, .. } => {
                Some(format!("{}.{}", self.path_of(*receiver)?, name.text))
            }
            _ => None,
        }
    }
}
