//! Tests of a stack: what has to hold of what a program becomes.
//!
//! A test is asked of the stack with the values of one environment, or with the defaults, so that
//! conditions are known. `can(order, "sqs:SendMessage", queue)` looks at the grants of the program: what
//! policies that are written by hand allow is not counted.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, Severity, Span};
use sparta_lower::{Program, program};
use sparta_semantics::{
    Computation, Condition, Configuration, Context, Db, Declaration, Evaluator, Expr, ExprId, File,
    Finding, GrantValue, Instance, ItemKind, Operator, ParameterRef, Place, Reference, Spanned,
    Symbol, Truth, Value, Word, declarations, hir, members, stacks,
};

use crate::owner;

/// What a test came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOutcome {
    pub title: Arc<str>,
    /// The environment that it is asked with; none for the defaults.
    pub environment: Option<Arc<str>>,
    /// Where its title stands.
    pub at: Span,
    /// What does not hold, and what stood in the way of asking.
    pub failures: Vec<Diagnostic>,
}

/// Asks all tests of an entry file, in their order.
pub fn tests(db: &dyn Db, entry: File, settings: &[(Arc<str>, Arc<str>)]) -> Vec<TestOutcome> {
    let configurations = stacks(db, entry, settings);
    let all = declarations(db, entry).iter().copied();
    let tests = all.filter(|declaration| declaration.word(db) == Word::Test);
    tests.map(|test| outcome(db, test, &configurations)).collect()
}

fn outcome<'db>(
    db: &'db dyn Db,
    test: Declaration<'db>,
    configurations: &[Configuration<'db>],
) -> TestOutcome {
    let root = hir(db, test).root();
    let (environment, members) = match &root.kind {
        ItemKind::Test { environment, members } => (environment.as_ref(), members.as_slice()),
        _ => (None, &[][..]),
    };
    let environment = environment.map(|name| name.text.clone());
    let configuration = configurations.iter().find(|it| it.environment == environment);
    let findings = match configuration {
        Some(configuration) => Asked::new(db, test, configuration).members(members),
        None => vec![no_configuration(db, test, configurations)],
    };
    let spans = findings.into_iter().map(|finding| finding.map_places(|place| place.span(db)));
    TestOutcome {
        title: test.name(db).clone(),
        environment,
        at: Place { declaration: test, range: root.head }.span(db),
        failures: spans.collect(),
    }
}

/// Without an environment a setting may have no value.
fn no_configuration<'db>(
    db: &'db dyn Db,
    test: Declaration<'db>,
    configurations: &[Configuration<'db>],
) -> Finding<'db> {
    let at = Place { declaration: test, range: hir(db, test).root().head };
    let known: Vec<&str> =
        configurations.iter().filter_map(|it| it.environment.as_deref()).collect();
    let example = known.first().copied().unwrap_or("prod");
    Diagnostic::error("environment-needed", at, "nothing gives all settings a value here")
        .with_help(format!("say with which environment it is asked: `with {example}`"))
}

/// A test that is asked.
struct Asked<'db> {
    db: &'db dyn Db,
    cx: Context<'db>,
    evaluator: Evaluator<'db>,
    program: Program<'db>,
    failures: Vec<Finding<'db>>,
}

impl<'db> Asked<'db> {
    fn new(db: &'db dyn Db, test: Declaration<'db>, configuration: &Configuration<'db>) -> Self {
        let mut evaluator = Evaluator::new(db, configuration.stack);
        for fact in parameters(db, test.file(db), configuration) {
            evaluator.enter(Some(fact));
        }
        let program = program(db, configuration.stack);
        Self { db, cx: Context::file(db, test), evaluator, program, failures: Vec::new() }
    }

    fn members(mut self, members: &[u32]) -> Vec<Finding<'db>> {
        let hir = self.cx.hir;
        for member in members {
            let item = hir.item(*member);
            match &item.kind {
                ItemKind::Let { .. } => {
                    let cx = self.cx.clone();
                    let value = self.evaluator.eval_let(&cx, item);
                    self.cx = cx.with(item.name.text.clone(), value);
                }
                ItemKind::Assert { condition } => self.assert(*condition),
                _ => {}
            }
        }
        let errors = self.evaluator.findings.into_iter();
        self.failures.extend(errors.filter(|it| it.severity == Severity::Error));
        self.failures
    }

    fn assert(&mut self, condition: ExprId) {
        let before = self.evaluator.findings.len();
        let at = self.cx.place(self.cx.hir.range(condition));
        let finding = match self.truth(condition) {
            Truth::Known(true) => return,
            Truth::Known(false) => self.does_not_hold(condition, at),
            // What is wrong with it has been found.
            Truth::Unknown if self.evaluator.findings.len() > before => return,
            Truth::Deploy(_) | Truth::Unknown => Diagnostic::error(
                "assertion-undecided",
                at,
                "whether this holds is known only when the stack is deployed",
            )
            .with_help("ask of what is known when it is compiled, or `with` an environment"),
        };
        self.failures.push(finding);
    }

    /// Says what does not hold and, of a comparison, what there is instead.
    fn does_not_hold(&mut self, condition: ExprId, at: Place<'db>) -> Finding<'db> {
        let mut finding = Diagnostic::error("assertion-failed", at, "this does not hold");
        if let Expr::Binary { operator, left, right } = self.cx.hir.expr(condition)
            && !matches!(operator, Operator::And | Operator::Or)
        {
            for side in [*left, *right] {
                let cx = self.cx.clone();
                let value = self.evaluator.quiet_eval(&cx, side);
                let is_written = matches!(
                    self.cx.hir.expr(side),
                    Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::String(_)
                );
                if !is_written {
                    let found = self.evaluator.describe(&value.value);
                    let place = self.cx.place(self.cx.hir.range(side));
                    finding = finding.with_label(place, format!("this is {found}"));
                }
            }
        }
        finding
    }

    fn truth(&mut self, expr: ExprId) -> Truth<'db> {
        let hir = self.cx.hir;
        match hir.expr(expr) {
            Expr::Not(inner) => self.truth(*inner).negated(),
            Expr::Binary { operator: Operator::And, left, right } => {
                let left = self.truth(*left);
                left.and(self.truth(*right))
            }
            Expr::Binary { operator: Operator::Or, left, right } => {
                let left = self.truth(*left);
                left.or(self.truth(*right))
            }
            Expr::Call { callee, arguments } if self.is_can(*callee) => {
                let values: Vec<ExprId> = arguments.iter().map(|it| it.value).collect();
                self.can(expr, &values)
            }
            _ => {
                let cx = self.cx.clone();
                let value = self.evaluator.eval(&cx, expr);
                self.evaluator.truth(&value)
            }
        }
    }

    fn is_can(&self, callee: ExprId) -> bool {
        matches!(self.cx.hir.expr(callee), Expr::Name(name) if &**name == "can")
    }

    /// `can(who, "service:Action", on)`: whether a grant of the program allows it.
    fn can(&mut self, call: ExprId, arguments: &[ExprId]) -> Truth<'db> {
        let cx = self.cx.clone();
        let values: Vec<Spanned<'db>> =
            arguments.iter().map(|it| self.evaluator.eval(&cx, *it)).collect();
        let [who, action, on] = values.as_slice() else { return self.wrong_can(call) };
        match (&who.value, &action.value, &on.value) {
            (Value::Reference(who), Value::String(action), Value::Reference(on)) => {
                Truth::Known(self.is_allowed(who.instance, action, on.instance))
            }
            // What does not exist can do nothing, and nothing can be done to it.
            (Value::Null, Value::String(_), _) | (_, Value::String(_), Value::Null) => {
                Truth::Known(false)
            }
            (Value::Error, ..) | (_, Value::Error, _) | (_, _, Value::Error) => Truth::Unknown,
            _ => self.wrong_can(call),
        }
    }

    fn wrong_can(&mut self, call: ExprId) -> Truth<'db> {
        let at = self.cx.place(self.cx.hir.range(call));
        self.evaluator.report(
            Diagnostic::error("type-mismatch", at, "`can` takes who, an action, and on what")
                .with_help("write `can(order, \"sqs:SendMessage\", queue)`"),
        );
        Truth::Unknown
    }

    fn is_allowed(&mut self, who: Instance<'db>, action: &str, on: Instance<'db>) -> bool {
        let (who, on) = (owner(self.db, who), owner(self.db, on));
        let lowered = self.program.declarations.iter().map(|(_, lowered)| *lowered);
        let grants: Vec<Value<'db>> = lowered
            .flat_map(|lowered| &lowered.grants)
            .filter(|it| owner(self.db, it.grantee) == who && owner(self.db, it.resource) == on)
            .filter_map(|it| self.grant(it.resource, it.grant.as_deref()?))
            .collect();
        let at = self.cx.place(self.cx.hir.root().head);
        let needs: Vec<Spanned<'db>> =
            grants.into_iter().map(|value| Spanned { value, at }).collect();
        let allowed = self.evaluator.granted_actions(&needs);
        allowed.iter().any(|known| covers(known, action))
    }

    /// The grant of a name that a resource has.
    fn grant(&self, resource: Instance<'db>, name: &str) -> Option<Value<'db>> {
        let of = Reference { instance: resource, condition: None };
        let file = self.cx.file;
        let all = members(self.db, file, &Value::Reference(of.clone()));
        let member = all.into_iter().find(|member| &*member.name == name)?;
        let Some(Symbol::Member(grant)) = member.symbol else { return None };
        Some(Value::Grant(Arc::new(GrantValue { grant, name: member.name, of })))
    }
}

/// Whether an action is one of those that a pattern such as `s3:Get*` names; case does not matter.
fn covers(pattern: &str, action: &str) -> bool {
    let (pattern, action) = (pattern.to_ascii_lowercase(), action.to_ascii_lowercase());
    match pattern.split_once('*') {
        None => pattern == action,
        Some((before, "")) => action.starts_with(before),
        Some((before, after)) => action.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.is_char_boundary(at) && covers(after, &rest[at..]))
        }),
    }
}

/// The values that the template's parameters have in a configuration, as facts.
fn parameters<'db>(
    db: &'db dyn Db,
    entry: File,
    configuration: &Configuration<'db>,
) -> Vec<Condition<'db>> {
    let mut evaluator = Evaluator::new(db, configuration.stack);
    let all = declarations(db, entry).iter().filter(|it| it.word(db) == Word::Param);
    let mut fact = |declaration: &Declaration<'db>| {
        let value = match configuration.parameters.get(declaration.name(db)) {
            Some(given) => given.clone(),
            None => match &hir(db, *declaration).root().kind {
                ItemKind::Param { default: Some(default), .. } => {
                    evaluator.quiet_eval(&Context::file(db, *declaration), *default)
                }
                _ => return None,
            },
        };
        // The template compares texts.
        let text = match value.value {
            Value::String(text) => Value::String(text),
            Value::Int(number) => Value::string(number.to_string()),
            Value::Bool(truth) => Value::string(truth.to_string()),
            _ => return None,
        };
        let ty = evaluator.parameter_type(*declaration);
        let parameter = Computation::Parameter(ParameterRef::Declared(*declaration)).of(ty);
        Some(Condition::Equals(Arc::new((parameter, text))))
    };
    all.filter_map(&mut fact).collect()
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn patterns_of_actions() {
        assert!(covers("sqs:SendMessage", "sqs:sendmessage"));
        assert!(covers("s3:Get*", "s3:GetObject"));
        assert!(covers("s3:*Object", "s3:GetObject"));
        assert!(covers("*", "s3:GetObject"));
        assert!(!covers("s3:Get*", "s3:PutObject"));
        assert!(!covers("s3:*Object", "s3:GetObjectAcl"));
    }
}
