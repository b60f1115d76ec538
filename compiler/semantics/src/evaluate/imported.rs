//! What other stacks give: the outputs of `import stack`.

use std::sync::Arc;

use super::comprehension::field;
use super::{Context, Evaluator};
use crate::body::NameRef;
use crate::{
    Computation, Db, Declaration, Deploy, Expr, ItemKind, ParameterRef, Place, Spanned, Stack,
    TextPart, Ty, Value, Word, hir,
};

/// An output of another stack, as this one sees it.
#[derive(Debug, PartialEq, Eq, salsa::SalsaValue)]
enum Imported<'db> {
    Value(Value<'db>),
    /// It is to come by way of an export, and is not exported.
    NotExported,
    /// Its export's name is made of more than text and the stack's name.
    UnknownExport,
}

#[salsa::tracked]
fn imported<'db>(
    db: &'db dyn Db,
    import: Declaration<'db>,
    output: Declaration<'db>,
) -> Imported<'db> {
    let other = Stack::new(db, output.file(db), Vec::new());
    let cx = Context::file(db, output);
    let ItemKind::Output { value } = &hir(db, output).root().kind else {
        return Imported::Value(Value::Error);
    };
    let mut evaluator = Evaluator::new(db, other);
    let ty = imported_ty(db, &evaluator.eval(&cx, *value).value);
    let name = output.name(db).clone();
    let at = Place { declaration: import, range: hir(db, import).root().name.range };
    Imported::Value(match via(db, import) {
        Some("output") => {
            let stack = Spanned { value: Computation::StackName(other).of(Ty::String), at };
            let name = Spanned { value: Value::String(name), at };
            let operand = [field("StackName", stack), field("OutputName", name)];
            let operand = Value::Object(Arc::new(operand.into_iter().collect()));
            read(Computation::StackOutput(Spanned { value: operand, at }), ty, at)
        }
        Some("export") => {
            let export = hir(db, output).root().attribute("export");
            let Some(argument) = export.and_then(|export| export.arguments.first()) else {
                return Imported::NotExported;
            };
            let export = evaluator.eval(&cx, argument.value).value;
            match seen_from_outside(&export, other) {
                Some(value) => read(Computation::ImportValue(Spanned { value, at }), ty, at),
                None => return Imported::UnknownExport,
            }
        }
        _ => Computation::Parameter(ParameterRef::Imported { import, output: name, stack: other })
            .of(ty),
    })
}

/// What another stack gives, read by a function: a list comes as text, joined with commas.
fn read<'db>(computation: Computation<'db>, ty: Ty<'db>, at: Place<'db>) -> Value<'db> {
    if !matches!(ty.plain(), Ty::List(_)) {
        return computation.of(ty);
    }
    let text = Spanned { value: computation.of(Ty::String), at };
    Computation::Split { separator: ",".into(), text }.of(ty)
}

/// How the outputs of an imported stack come here: `@via("output")`.
fn via<'db>(db: &'db dyn Db, import: Declaration<'db>) -> Option<&'db str> {
    let hir = hir(db, import);
    let argument = hir.root().attribute("via")?.arguments.first()?;
    match hir.expr(argument.value) {
        Expr::String(text) => Some(text),
        _ => None,
    }
}

/// The name of an export with the other stack's name in it; none if it holds anything else that only
/// that stack knows.
fn seen_from_outside<'db>(name: &Value<'db>, other: Stack<'db>) -> Option<Value<'db>> {
    let Value::Deploy(deploy) = name else {
        return matches!(name, Value::String(_)).then(|| name.clone());
    };
    let computation = match &deploy.computation {
        Computation::Pseudo(pseudo) if &**pseudo == "AWS::StackName" => {
            Computation::StackName(other)
        }
        // The two lie in one region of one account.
        Computation::Pseudo(pseudo) if &**pseudo != "AWS::StackId" => deploy.computation.clone(),
        Computation::Text(parts) => Computation::Text(
            parts
                .iter()
                .map(|part| match part {
                    TextPart::Text(_) => Some(part.clone()),
                    TextPart::Value(value) => {
                        let at = value.at;
                        let value = seen_from_outside(&value.value, other)?;
                        Some(TextPart::Value(Spanned { value, at }))
                    }
                })
                .collect::<Option<_>>()?,
        ),
        _ => return None,
    };
    Some(Value::Deploy(Arc::new(Deploy { ty: Ty::String, computation })))
}

/// The type of an output, seen from another stack: what a resource's `Ref` names keeps its name.
fn imported_ty<'db>(db: &'db dyn Db, value: &Value<'db>) -> Ty<'db> {
    match value {
        Value::Reference(reference) => match crate::resource_type(db, reference.instance) {
            Some(resource) => {
                Ty::Attribute { resource, attribute: "Ref".into(), ty: Arc::new(Ty::String) }
            }
            None => Ty::String,
        },
        Value::List(items) => {
            Ty::union(items.iter().map(|item| imported_ty(db, &item.value))).list()
        }
        other => match crate::ty::type_of(db, other).widened() {
            ty @ (Ty::Attribute { .. } | Ty::Parameter(_) | Ty::List(_) | Ty::Int) => ty,
            _ => Ty::String,
        },
    }
}

impl<'db> Evaluator<'db> {
    /// `network.vpcId`: an output of another stack.
    pub(super) fn stack_output(
        &mut self,
        import: Declaration<'db>,
        name: &NameRef,
        at: Place<'db>,
    ) -> Value<'db> {
        let Some(file) = crate::import::imported_file(self.db, import) else { return Value::Error };
        let outputs: Vec<Declaration<'db>> = crate::declarations(self.db, file)
            .iter()
            .copied()
            .filter(|declaration| declaration.word(self.db) == Word::Output)
            .collect();
        let Some(output) = outputs.iter().find(|output| **output.name(self.db) == *name.text)
        else {
            let of = format!("the stack `{}`", hir(self.db, import).root().name.text);
            return self.unknown_member(
                at,
                &name.text,
                &of,
                outputs.iter().map(|output| &**output.name(self.db)),
            );
        };
        match imported(self.db, import, *output) {
            Imported::Value(value) => value.clone(),
            Imported::NotExported => self.error(
                "not-exported",
                at,
                format!("the output `{}` is not exported", name.text),
                "write `@export(\"${AWS::StackName}-name\")` before it, or import the stack without `@via`",
            ),
            Imported::UnknownExport => self.error(
                "not-exported",
                at,
                format!("only its own stack knows the name by which `{}` is exported", name.text),
                "make the name of text and `AWS::StackName` alone",
            ),
        }
    }
}
