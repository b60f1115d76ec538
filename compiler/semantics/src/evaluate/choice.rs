//! `if` and `match`.

use sparta_diagnostics::{Diagnostic, TextRange};

use super::operator::{fact, literal_text};
use super::{Context, Evaluator, Owner};
use crate::body::{Arm, Operator, Pattern};
use crate::meaning::lookup;
use crate::{Definition, Expr, ExprId, ItemKind, Literal, Place, Spanned, Truth, Ty, Value};

impl<'db> Evaluator<'db> {
    pub(super) fn if_else(
        &mut self,
        cx: &Context<'db>,
        condition: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
        range: TextRange,
    ) -> Spanned<'db> {
        let at = cx.place(range);
        let test = self.eval(cx, condition);
        let truth = self.truth(&test);
        let (in_then, in_else) = non_null_paths(cx, condition);
        let otherwise_value = |evaluator: &mut Self| match otherwise {
            Some(otherwise) => {
                evaluator.narrowed(in_else.clone(), |evaluator| evaluator.eval(cx, otherwise))
            }
            None => Spanned { value: Value::Null, at },
        };
        match &truth {
            Truth::Known(true) => {
                otherwise.into_iter().for_each(|otherwise| self.explore(cx, otherwise));
                self.narrowed(in_then, |evaluator| evaluator.eval(cx, then))
            }
            Truth::Known(false) => {
                self.explore(cx, then);
                otherwise_value(self)
            }
            Truth::Deploy(condition) => {
                let then = self.given(fact(&truth), |evaluator| evaluator.eval(cx, then));
                let otherwise = self.given(fact(&truth.clone().negated()), otherwise_value);
                Spanned { value: Value::choice(condition.clone(), then.value, otherwise.value), at }
            }
            Truth::Unknown => {
                let then = self.narrowed(in_then, |evaluator| evaluator.eval(cx, then));
                let otherwise = otherwise_value(self);
                Spanned { value: self.either(then.value, otherwise.value), at }
            }
        }
    }

    /// What is known of a value that is one of two, by something that is not known.
    pub(super) fn either(&self, a: Value<'db>, b: Value<'db>) -> Value<'db> {
        if a == b {
            return a;
        }
        let (a, b) = (crate::ty::type_of(self.db, &a), crate::ty::type_of(self.db, &b));
        Value::Unknown(Ty::union([a, b]))
    }

    pub(super) fn match_arms(
        &mut self,
        cx: &Context<'db>,
        scrutinee: ExprId,
        arms: &[Arm],
        range: TextRange,
    ) -> Spanned<'db> {
        let subject = self.eval(cx, scrutinee);
        let at = cx.place(range);
        self.check_arms(cx, &subject, scrutinee, arms);
        let path = cx.path_of(scrutinee);
        let value = self.match_from(cx, &subject, path.as_deref(), arms, at);
        Spanned { value, at }
    }

    /// The type that a name was declared with, or a field of it: that of a setting or of a component's
    /// parameter, which may have another value elsewhere.
    fn declared_type(&self, cx: &Context<'db>, expr: ExprId) -> Option<Ty<'db>> {
        let (declaration, item) = match cx.hir.expr(expr) {
            Expr::Member { receiver, name, .. } => {
                let Ty::Object(fields) = self.declared_type(cx, *receiver)?.non_null() else {
                    return None;
                };
                let field = fields.iter().find(|field| field.name == name.text)?;
                let ty = field.ty.clone();
                return Some(if field.optional { ty.optional() } else { ty });
            }
            Expr::Name(name) if cx.local(name).is_some() => return None,
            Expr::Name(name) => match (&cx.owner, cx.hir.value(name)) {
                (Owner::Component(component), Some(member)) => {
                    (component.component, crate::hir(self.db, component.component).item(member))
                }
                _ => match lookup(self.db, cx.declaration, name)? {
                    Definition::Declared(declaration) => {
                        (declaration, crate::hir(self.db, declaration).root())
                    }
                    _ => return None,
                },
            },
            _ => return None,
        };
        let (ItemKind::Param { ty, .. } | ItemKind::Setting { ty, .. }) = &item.kind else {
            return None;
        };
        Some(crate::resolve_type(self.db, declaration, *ty).clone())
    }

    fn match_from(
        &mut self,
        cx: &Context<'db>,
        subject: &Spanned<'db>,
        path: Option<&str>,
        arms: &[Arm],
        at: Place<'db>,
    ) -> Value<'db> {
        let Some((arm, rest)) = arms.split_first() else {
            // Not exhaustive, and reported.
            return Value::Error;
        };
        // What a pattern other than null matches is not null, nor is what an arm for null has left.
        let takes_null = arm.patterns.iter().any(|(pattern, _)| *pattern == Pattern::Null);
        let takes_all = arm.patterns.iter().any(|(pattern, _)| *pattern == Pattern::Any);
        let not_null =
            |holds: bool| path.filter(|_| holds).map(str::to_owned).into_iter().collect();
        let matched = |evaluator: &mut Self| {
            evaluator.narrowed(not_null(!takes_null && !takes_all), |evaluator| {
                evaluator.eval(cx, arm.value).value
            })
        };
        let left = |evaluator: &mut Self| {
            evaluator.narrowed(not_null(takes_null), |evaluator| {
                evaluator.match_from(cx, subject, path, rest, at)
            })
        };
        // The last arm of an exhaustive match needs no test of its own.
        if takes_all || rest.is_empty() && matches!(subject.value, Value::Deploy(_) | Value::If(_))
        {
            return matched(self);
        }
        let mut truth = Truth::Known(false);
        for (pattern, range) in &arm.patterns {
            let pattern = match pattern {
                Pattern::Any => continue,
                Pattern::Null => Value::Null,
                Pattern::Literal(literal) => literal_value(literal),
            };
            let pattern = Spanned { value: pattern, at: cx.place(*range) };
            let equal = self.quietly(|evaluator| evaluator.equal(subject, &pattern, at));
            truth = truth.or(equal);
        }
        match &truth {
            Truth::Known(true) => matched(self),
            Truth::Known(false) => left(self),
            Truth::Deploy(condition) => {
                let then = self.given(fact(&truth), matched);
                let otherwise = self.given(fact(&truth.clone().negated()), left);
                Value::choice(condition.clone(), then, otherwise)
            }
            Truth::Unknown => {
                let then = matched(self);
                if rest.is_empty() {
                    return then;
                }
                let otherwise = left(self);
                self.either(then, otherwise)
            }
        }
    }

    /// Whether the arms cover the subject's type, and each of them something of it.
    fn check_arms(
        &mut self,
        cx: &Context<'db>,
        subject: &Spanned<'db>,
        scrutinee: ExprId,
        arms: &[Arm],
    ) {
        let declared = self.declared_type(cx, scrutinee);
        // A value that is known and whose type is nowhere declared stands for itself.
        let declared_here = declared.is_some();
        let is_alone = !declared_here && Self::is_known(&subject.value);
        let ty = declared.unwrap_or_else(|| crate::ty::type_of(self.db, &subject.value));
        let is_judged = declared_here || self.judges(cx.place(cx.hir.range(scrutinee)));
        if matches!(ty, Ty::Error | Ty::Any) || !is_judged {
            return;
        }
        let literals = literals_of(&ty);
        let mut covered: Vec<Literal> = Vec::new();
        let mut covers_null = !ty.is_optional();
        let mut rest = false;
        for arm in arms {
            for (pattern, range) in &arm.patterns {
                let place = cx.place(*range);
                if rest {
                    self.report(
                        Diagnostic::warning("unreachable-arm", place, "this arm is never reached")
                            .with_help("`_` covers everything: put it last"),
                    );
                }
                let is_complete =
                    |all: &Vec<Literal>| all.iter().all(|literal| covered.contains(literal));
                match pattern {
                    Pattern::Any
                        if !ty.is_optional() && literals.as_ref().is_some_and(is_complete) =>
                    {
                        rest = true;
                        let message = "the arms above cover everything";
                        self.report(
                            Diagnostic::warning("unreachable-arm", place, message)
                                .with_help("remove it"),
                        );
                    }
                    Pattern::Any => rest = true,
                    Pattern::Null => covers_null = true,
                    Pattern::Literal(literal) if covered.contains(literal) => self.report(
                        Diagnostic::warning(
                            "unreachable-arm",
                            place,
                            format!("{literal} is covered by an arm above"),
                        )
                        .with_help("remove it"),
                    ),
                    Pattern::Literal(literal) => {
                        if let Some(all) = &literals
                            && !is_alone
                            && !all.contains(literal)
                        {
                            self.never(
                                &literal_text(literal),
                                &all.iter().collect::<Vec<_>>(),
                                place,
                            );
                        }
                        covered.push(literal.clone());
                    }
                }
            }
        }
        if rest {
            return;
        }
        let mut missing: Vec<String> = match &literals {
            Some(all) => all
                .iter()
                .filter(|literal| !covered.contains(literal))
                .map(|literal| format!("`{literal}`"))
                .collect(),
            None => vec!["`_`".to_owned()],
        };
        if !covers_null {
            missing.insert(0, "`null`".to_owned());
        }
        if !missing.is_empty() {
            self.error(
                "not-exhaustive",
                cx.place(cx.hir.range(scrutinee)),
                format!("no arm for {}", missing.join(", ")),
                "add the arm, or `_ => …` for everything else",
            );
        }
    }

    /// Runs with paths known not to be null.
    fn narrowed<T>(&mut self, paths: Vec<String>, run: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.non_null.len();
        self.non_null.extend(paths);
        let result = run(self);
        self.non_null.truncate(depth);
        result
    }

    /// Excludes null from the value of an expression where a test around it says so.
    pub(super) fn narrow(&self, cx: &Context<'db>, expr: ExprId, value: &mut Value<'db>) {
        if let Value::Unknown(ty) = value
            && !self.non_null.is_empty()
            && ty.is_optional()
            && cx.path_of(expr).is_some_and(|path| self.non_null.contains(&path))
        {
            *value = Value::Unknown(ty.non_null());
        }
    }
}

/// All that a value of a type can be, null aside; none if that has no end.
fn literals_of(ty: &Ty<'_>) -> Option<Vec<Literal>> {
    let mut literals = Vec::new();
    for part in ty.alternatives() {
        match part {
            Ty::Literal(literal) => literals.push(literal.clone()),
            Ty::Bool => literals.extend([true, false].map(Literal::Bool)),
            Ty::Null => {}
            _ => return None,
        }
    }
    Some(literals)
}

fn literal_value<'db>(literal: &Literal) -> Value<'db> {
    match literal {
        Literal::String(text) => Value::String(text.clone()),
        Literal::Int(number) => Value::Int(*number),
        Literal::Bool(value) => Value::Bool(*value),
    }
}

/// The paths that are not null where the condition holds, and where it does not.
fn non_null_paths(cx: &Context<'_>, condition: ExprId) -> (Vec<String>, Vec<String>) {
    match cx.hir.expr(condition) {
        Expr::Binary { operator, left, right } => match operator {
            Operator::NotEqual | Operator::Equal => {
                let path = match (cx.hir.expr(*left), cx.hir.expr(*right)) {
                    (_, Expr::Null) => cx.path_of(*left),
                    (Expr::Null, _) => cx.path_of(*right),
                    _ => None,
                };
                let paths: Vec<String> = path.into_iter().collect();
                if *operator == Operator::NotEqual {
                    (paths, Vec::new())
                } else {
                    (Vec::new(), paths)
                }
            }
            Operator::And => {
                let (mut then, _) = non_null_paths(cx, *left);
                then.extend(non_null_paths(cx, *right).0);
                (then, Vec::new())
            }
            Operator::Or => {
                let (_, mut otherwise) = non_null_paths(cx, *left);
                otherwise.extend(non_null_paths(cx, *right).1);
                (Vec::new(), otherwise)
            }
            _ => (Vec::new(), Vec::new()),
        },
        Expr::Not(inner) => {
            let (then, otherwise) = non_null_paths(cx, *inner);
            (otherwise, then)
        }
        _ => (Vec::new(), Vec::new()),
    }
}
