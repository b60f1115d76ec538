//! The evaluator: types, checks and computes expressions in one pass.
//!
//! What is known is computed; what CloudFormation knows only at deploy becomes a [`crate::Deploy`]
//! or a [`crate::Condition`]; what a component will be given is known by its type alone.

mod call;
mod choice;
mod comprehension;
mod context;
mod discovery;
mod grant;
mod imported;
mod index;
mod literal;
mod member;
mod name;
mod operator;
mod phase;
mod query;

pub(crate) use call::Given;
pub(crate) use comprehension::field;
pub use context::{Arguments, ComponentContext, Context, Owner};
pub(crate) use discovery::Room;
pub(crate) use literal::TextBuilder;
pub use member::CIRCLE_OF_VALUES;
pub(crate) use operator::{as_real, scalar_text};
pub use phase::{contains_secret, operands};
pub(crate) use phase::{has_error, has_unknown};
pub use query::{ElementRound, OutputValue, condition_of, output_value, written_property};
pub(crate) use query::{elements, existing_fields, let_value};
use sparta_diagnostics::{Diagnostic, TextRange};

use crate::weight::Excess;

use crate::{
    Condition, Db, Declaration, Expr, ExprId, Fields, Finding, Instance, Namespace, Notes, Place,
    Spanned, Stack, Truth, Ty, Value, Word,
};

/// How many expressions, elements and fields are looked at for one declaration.
const MAX_STEPS: u32 = 1_000_000;

/// Evaluates expressions of one declaration and collects what is wrong with them.
pub struct Evaluator<'db> {
    pub db: &'db dyn Db,
    pub stack: Stack<'db>,
    /// What was found, in the order of evaluation.
    pub findings: Vec<Finding<'db>>,
    /// What holds where the current expression is evaluated.
    facts: Vec<Condition<'db>>,
    /// Where a finding in library code is shown: the user's declaration or field.
    anchor: Option<Place<'db>>,
    /// Paths that a test around the current expression says are not null.
    non_null: Vec<String>,
    steps: u32,
    /// Properties that the catalogue does not know are let through.
    pub open_properties: bool,
    /// Findings are dropped while this is not zero.
    muted: u32,
    /// The definition that is checked on its own, what it is given known by type.
    pub on_its_own: Option<Declaration<'db>>,
    /// The resource that the checks of its type judge, and the properties that it has been given.
    pub judged: Option<(Instance<'db>, Fields<'db>)>,
    /// What is written down of a declaration that an editor asks about.
    pub notes: Option<Box<Notes<'db>>>,
}

impl<'db> Evaluator<'db> {
    /// An evaluator for a declaration of a stack.
    pub fn new(db: &'db dyn Db, stack: Stack<'db>) -> Self {
        Self {
            db,
            stack,
            findings: Vec::new(),
            facts: Vec::new(),
            anchor: None,
            non_null: Vec::new(),
            steps: 0,
            open_properties: false,
            muted: 0,
            on_its_own: None,
            judged: None,
            notes: None,
        }
    }

    /// Evaluates an expression. The place of the result is the expression's own, but for what a
    /// component was given: that keeps the place where the user wrote it.
    pub fn eval(&mut self, cx: &Context<'db>, id: ExprId) -> Spanned<'db> {
        let at = cx.place(cx.hir.range(id));
        if !self.spend(1, at) {
            return Spanned { value: Value::Error, at };
        }
        let mut value = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.eval_expr(cx, id));
        self.simplify(&mut value.value);
        self.narrow(cx, id, &mut value.value);
        if let Some(notes) = &mut self.notes {
            notes.note_value(cx.declaration, id, &value.value);
        }
        value
    }

    fn eval_expr(&mut self, cx: &Context<'db>, id: ExprId) -> Spanned<'db> {
        let range = cx.hir.range(id);
        let value = match cx.hir.expr(id) {
            Expr::Missing => Value::Error,
            Expr::Null => Value::Null,
            Expr::Bool(value) => Value::Bool(*value),
            Expr::Int(number) => Value::Int(*number),
            Expr::Float(number) => Value::Float(*number),
            Expr::Duration(milliseconds) => Value::Duration(*milliseconds),
            Expr::Size(bytes) => Value::Size(*bytes),
            Expr::String(text) => Value::String(text.clone()),
            Expr::Text(pieces) => self.text(cx, pieces),
            Expr::List(elements) => self.list(cx, elements),
            Expr::Object(entries) => self.object(cx, entries),
            Expr::ListFor { binding, guard, body } => self.list_for(cx, binding, *guard, *body),
            Expr::ObjectFor { binding, guard, body } => self.object_for(cx, binding, *guard, *body),
            Expr::Name(name) => return self.name(cx, name, range),
            Expr::Pseudo(name) => self.pseudo(cx, name, range),
            // While it is written: what it is a member of is known already.
            Expr::Member { receiver, name, .. } if name.text.is_empty() => {
                self.eval(cx, *receiver);
                Value::Error
            }
            Expr::Member { receiver, name, optional } => {
                let value = self.eval(cx, *receiver);
                if value.value == Value::Null
                    && !optional
                    && let Some(absent) = self.guarded_resource(cx, *receiver)
                {
                    let resource = crate::display_name(self.db, absent.instance);
                    let instead = format!("`{resource}?.{}`", name.text);
                    self.conditional_use(&absent, cx.place(name.range), &instead);
                    Value::Error
                } else {
                    self.member(cx, &value, name, *optional)
                }
            }
            Expr::Index { receiver, index, optional } => {
                return self.index(cx, id, *receiver, *index, *optional);
            }
            Expr::Call { callee, arguments } => self.call(cx, *callee, arguments, range),
            Expr::Not(operand) => self.not(cx, *operand),
            Expr::Negate(operand) => self.negate(cx, *operand),
            Expr::Binary { operator, left, right } => {
                self.binary(cx, *operator, *left, *right, range)
            }
            Expr::If { condition, then, otherwise } => {
                return self.if_else(cx, *condition, *then, *otherwise, range);
            }
            Expr::Match { scrutinee, arms } => return self.match_arms(cx, *scrutinee, arms, range),
        };
        Spanned { value, at: cx.place(range) }
    }

    /// Reports a finding. In library code it is shown where the user called on it.
    pub fn report(&mut self, mut finding: Finding<'db>) {
        if self.muted > 0 {
            return;
        }
        let is_library = |place: Place<'db>| place.declaration.file(self.db).is_library(self.db);
        if let Some(anchor) = self.anchor {
            if is_library(finding.at) && !is_library(anchor) {
                finding.at = anchor;
                finding.fixes.clear();
            }
            let at = finding.at;
            finding.labels.retain(|label| !is_library(label.at) && label.at != at);
        }
        if !self.findings.iter().any(|other| other.name == finding.name && other.at == finding.at) {
            self.findings.push(finding);
        }
    }

    /// Whether what a value may be is judged at a place: in a definition only where it is checked on its
    /// own, because what one use of it gives says nothing of the others.
    pub(crate) fn judges(&self, at: Place<'db>) -> bool {
        match at.declaration.word(self.db) {
            Word::Fn | Word::Component | Word::Event | Word::Extend => {
                self.on_its_own == Some(at.declaration)
            }
            _ => true,
        }
    }

    /// Reports an error at a place of the code at hand.
    pub(crate) fn error(
        &mut self,
        name: &'static str,
        at: Place<'db>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Value<'db> {
        self.report(Diagnostic::error(name, at, message).with_help(help));
        Value::Error
    }

    /// Runs with findings dropped.
    pub(crate) fn quietly<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        self.muted += 1;
        let result = run(self);
        self.muted -= 1;
        result
    }

    /// Runs and says whether something was found on the way, which is dropped.
    pub fn attempt<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, Vec<Finding<'db>>) {
        let before = std::mem::take(&mut self.findings);
        let muted = std::mem::take(&mut self.muted);
        let result = run(self);
        self.muted = muted;
        let found = std::mem::replace(&mut self.findings, before);
        (result, found)
    }

    /// Runs where a condition is known to hold.
    pub fn given<T>(
        &mut self,
        condition: Option<Condition<'db>>,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let depth = self.enter(condition);
        let result = run(self);
        self.leave(depth);
        result
    }

    /// A condition holds from here on; gives what [`Evaluator::leave`] takes.
    pub fn enter(&mut self, condition: Option<Condition<'db>>) -> usize {
        let depth = self.facts.len();
        self.facts.extend(condition);
        depth
    }

    /// What has been entered no longer holds.
    pub fn leave(&mut self, depth: usize) {
        self.facts.truncate(depth);
    }

    /// Where a finding in library code is shown from here on; gives where it was shown before.
    pub fn set_anchor(&mut self, anchor: Option<Place<'db>>) -> Option<Place<'db>> {
        std::mem::replace(&mut self.anchor, anchor)
    }

    /// Where a finding in library code is shown.
    pub fn anchor(&self) -> Option<Place<'db>> {
        self.anchor
    }

    /// Evaluates what is left out here because a condition is known, so that there are notes of it.
    pub fn explore(&mut self, cx: &Context<'db>, id: ExprId) {
        if self.notes.is_some() {
            self.quiet_eval(cx, id);
        }
    }

    /// What a name of the code at hand stands for.
    pub fn eval_name(&mut self, cx: &Context<'db>, name: &crate::NameRef) -> Spanned<'db> {
        self.name(cx, &name.text, name.range)
    }

    /// Evaluates an expression whose findings are reported elsewhere.
    pub fn quiet_eval(&mut self, cx: &Context<'db>, id: ExprId) -> Spanned<'db> {
        self.quietly(|evaluator| evaluator.eval(cx, id))
    }

    /// What the facts in force make of a condition.
    pub fn decide(&self, condition: Condition<'db>) -> Truth<'db> {
        if self.facts.is_empty() {
            return Truth::Deploy(condition);
        }
        match crate::condition::decide(self.db, &self.facts, &condition) {
            Some(known) => Truth::Known(known),
            None => Truth::Deploy(condition),
        }
    }

    /// Of a value that is one of two only what the facts in force leave.
    pub(crate) fn simplify(&self, value: &mut Value<'db>) {
        if self.facts.is_empty() {
            return;
        }
        while let Value::If(choice) = value {
            *value = match self.decide(choice.condition.clone()) {
                Truth::Known(true) => choice.then.clone(),
                Truth::Known(false) => choice.otherwise.clone(),
                Truth::Deploy(_) | Truth::Unknown => break,
            };
        }
    }

    /// Runs where nothing is known but that an instance exists: what its component's names stand
    /// for is the same wherever they are used.
    fn inside_only<T>(&mut self, instance: Instance<'db>, run: impl FnOnce(&mut Self) -> T) -> T {
        let facts = std::mem::take(&mut self.facts);
        let non_null = std::mem::take(&mut self.non_null);
        if let Truth::Deploy(condition) = condition_of(self.db, instance) {
            self.facts.push(condition.clone());
        }
        let result = run(self);
        self.facts = facts;
        self.non_null = non_null;
        result
    }

    /// Counts work, so that no program makes the compiler run or grow without bound.
    pub fn spend(&mut self, steps: usize, at: Place<'db>) -> bool {
        let was_within = self.steps <= MAX_STEPS;
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        self.steps = self.steps.saturating_add(steps);
        let is_within = self.steps <= MAX_STEPS;
        if was_within && !is_within {
            self.too_much_work(at);
        }
        is_within
    }

    pub(crate) fn too_much_work(&mut self, at: Place<'db>) -> Value<'db> {
        self.error(
            "too-much-work",
            at,
            "this comes to more than the compiler computes",
            "a stack holds at most a few hundred resources: compute with smaller collections",
        )
    }

    /// A value that others may use any number of times, unless it is more than can be computed with.
    pub(crate) fn bounded(&mut self, value: Value<'db>, at: Place<'db>) -> Value<'db> {
        match crate::weight::excess(&value) {
            None => value,
            Some(excess) => self.excessive(excess, at),
        }
    }

    /// The same for a condition.
    pub(crate) fn bounded_truth(&mut self, truth: Truth<'db>, at: Place<'db>) -> Truth<'db> {
        if let Truth::Deploy(condition) = &truth
            && let Some(excess) = crate::weight::condition_excess(condition)
        {
            self.excessive(excess, at);
            return Truth::Unknown;
        }
        truth
    }

    fn excessive(&mut self, excess: Excess, at: Place<'db>) -> Value<'db> {
        match excess {
            Excess::Known => Value::Error,
            Excess::Size => self.too_much_work(at),
            Excess::Depth => self.error(
                "nested-too-deeply",
                at,
                "this value nests too deeply",
                "a value nests at most a hundred levels: keep lists and objects flat",
            ),
        }
    }

    /// The value as a Bool.
    pub fn truth(&mut self, value: &Spanned<'db>) -> Truth<'db> {
        match self.truth_of(&value.value) {
            Some(truth) => truth,
            None => {
                let found = self.describe(&value.value);
                self.error(
                    "type-mismatch",
                    value.at,
                    format!("a condition is a Bool, and this is {found}"),
                    "compare it with something: `== \"…\"`, `!= null`",
                );
                Truth::Unknown
            }
        }
    }

    fn truth_of(&self, value: &Value<'db>) -> Option<Truth<'db>> {
        Some(match value {
            Value::Bool(value) => Truth::Known(*value),
            Value::Condition(condition) => self.decide(condition.clone()),
            Value::Deploy(deploy) if deploy.ty.plain() == Ty::Bool => self.decide(
                Condition::Equals(std::sync::Arc::new((value.clone(), Value::string("true")))),
            ),
            Value::If(choice) => {
                let condition = Truth::Deploy(choice.condition.clone());
                let then = self.truth_of(&choice.then)?;
                let otherwise = self.truth_of(&choice.otherwise)?;
                condition.clone().and(then).or(condition.negated().and(otherwise))
            }
            Value::Error => Truth::Unknown,
            Value::Unknown(ty) if matches!(ty.plain(), Ty::Bool | Ty::Any | Ty::Error) => {
                Truth::Unknown
            }
            Value::Unknown(Ty::Union(parts))
                if parts.iter().any(|part| {
                    matches!(part, Ty::Bool | Ty::Literal(crate::Literal::Bool(_)))
                }) =>
            {
                Truth::Unknown
            }
            _ => return None,
        })
    }

    /// A value in words, for messages: `the String "x"`, `an Int`, `a reference to uploads`.
    pub fn describe(&self, value: &Value<'db>) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::String(text) if text.chars().count() <= 40 => format!("the String \"{text}\""),
            Value::String(_) => "a long String".to_owned(),
            Value::Int(number) => format!("the Int {number}"),
            Value::Bool(value) => format!("the Bool {value}"),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            Value::Duration(_) => "a Duration".to_owned(),
            Value::Size(_) => "a Size".to_owned(),
            Value::Reference(reference) => {
                let name = crate::display_name(self.db, reference.instance);
                match crate::resource_type(self.db, reference.instance) {
                    Some(ty) => format!("`{name}`, an `{ty}`"),
                    None => format!("`{name}`"),
                }
            }
            Value::Grant(grant) => format!("the grant `{}`", grant.name),
            Value::Event(event) => format!("the event `{}`", event.name),
            Value::Metric(metric) => format!("the metric `{}`", metric.name),
            Value::Namespace(namespace) => self.describe_namespace(namespace),
            other => {
                format!("a value of type `{}`", crate::ty::type_of(self.db, other).display(self.db))
            }
        }
    }
}

impl<'db> Evaluator<'db> {
    fn describe_namespace(&self, namespace: &Namespace<'db>) -> String {
        let name = |import: Declaration<'db>| &crate::hir(self.db, import).root().name.text;
        match namespace {
            Namespace::Import(import) => format!("the module `{}`", name(*import)),
            Namespace::Stack(import) => format!("the stack `{}`", name(*import)),
            Namespace::Repeated(all) => {
                format!("the repeated `{}`", crate::display_name(self.db, *all))
            }
            Namespace::Properties(of) => {
                format!("the properties of `{}`", crate::display_name(self.db, *of))
            }
        }
    }
}

impl<'db> Context<'db> {
    /// A range of the code at hand as a place.
    pub fn place(&self, range: TextRange) -> Place<'db> {
        Place { declaration: self.declaration, range }
    }
}
