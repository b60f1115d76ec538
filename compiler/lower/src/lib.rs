//! From declarations to plain resources.
//!
//! One query a declaration: [`lower`]. A construct becomes its parts, an event what connects its
//! source and its target; what a declaration contributes to another's resource is a
//! [`SetProperty`]. [`program`] lists what all declarations of a stack become.

mod check;
mod component;
mod custom;
mod event;
mod extend;
mod lowered;
mod observe;
mod output;
mod parameter;
mod program;
mod resource;
mod stack;
mod task;

pub use lowered::{
    After, EventUse, GrantUse, Lowered, Output, Parameter, Resource, SetProperty, StackSettings,
};
pub use observe::observe;
pub use program::{Program, program};
use sparta_semantics::{
    Attribute, Condition, Context, Db, Declaration, Evaluator, Instance, Item, ItemKind, MemberId,
    Place, Spanned, Stack, Value, Word, hir, resolve_type,
};
pub use stack::STACK_FIELDS;
pub use task::{Task, lowered_in, tasks};

/// What a declaration becomes in a stack.
#[salsa::tracked]
pub fn lower<'db>(db: &'db dyn Db, task: Task<'db>) -> Lowered<'db> {
    let declaration = task.declaration(db);
    let mut lowering = Lowering::new(db, task.stack(db), declaration);
    lowering.declaration(declaration);
    lowering.finish()
}

/// Lowers one declaration.
struct Lowering<'db> {
    db: &'db dyn Db,
    stack: Stack<'db>,
    evaluator: Evaluator<'db>,
    lowered: Lowered<'db>,
    /// The user's declaration: where library code's findings are shown.
    head: Place<'db>,
    /// The code is a component's or a function's, checked on its own.
    abstracted: bool,
    depth: u32,
    /// Under which condition what is made now exists.
    condition: Option<Condition<'db>>,
    /// After what everything that is made now comes.
    after: Vec<After<'db>>,
    /// The attributes of the instance whose part `self` is made.
    lent_attributes: Vec<(Context<'db>, Vec<&'db Attribute>)>,
    /// Properties that the catalogue does not know are let through.
    open: bool,
}

/// How deep components may nest.
const MAX_DEPTH: u32 = 64;

impl<'db> Lowering<'db> {
    fn new(db: &'db dyn Db, stack: Stack<'db>, declaration: Declaration<'db>) -> Self {
        let head = Place { declaration, range: hir(db, declaration).root().head };
        Self {
            db,
            stack,
            evaluator: Evaluator::new(db, stack),
            lowered: Lowered::default(),
            head,
            abstracted: false,
            depth: 0,
            condition: None,
            after: Vec::new(),
            lent_attributes: Vec::new(),
            open: false,
        }
    }

    fn finish(mut self) -> Lowered<'db> {
        self.lowered.findings = self.evaluator.findings.into_iter().collect();
        // Most declarations are one resource, and there are many of them.
        self.lowered.resources.shrink_to_fit();
        self.lowered
    }

    fn declaration(&mut self, declaration: Declaration<'db>) {
        let hir = hir(self.db, declaration);
        let root = hir.root();
        let cx = Context::file(self.db, declaration);
        self.evaluator.on_its_own = Some(declaration);
        match declaration.word(self.db) {
            Word::Stack => self.stack_settings(&cx, root),
            Word::Param => self.parameter(declaration, &cx, root),
            Word::Setting => {
                self.evaluator.setting_declaration(declaration);
            }
            Word::Let => {
                self.evaluator.let_declaration(declaration);
            }
            Word::Output => self.output(&cx, root),
            Word::Resource | Word::Construct => {
                let instance = self.top_level(declaration);
                self.item(&cx, instance, root);
            }
            Word::Existing => self.existing(&cx, root),
            Word::Fn => self.function(&cx, root),
            Word::Component => self.check_component(declaration),
            Word::Custom => self.check_custom(declaration),
            Word::Extend => self.check_extend(declaration),
            Word::Event => self.check_event(&cx, 0, None),
            Word::Import
            | Word::TypeAlias
            | Word::Environment
            | Word::Test
            | Word::Unknown
            | Word::Trivia => {}
        }
    }

    /// Whether a definition is checked on its own: the library's are right, and looked at by an editor
    /// only.
    fn looks_into(&self, definition: Declaration<'db>) -> bool {
        self.evaluator.notes.is_some() || !definition.file(self.db).is_library(self.db)
    }

    fn top_level(&self, declaration: Declaration<'db>) -> Instance<'db> {
        Instance::new(self.db, self.stack, None, MemberId { declaration, member: 0 }, None)
    }

    /// What another owner manages: nothing is made of it.
    fn existing(&mut self, cx: &Context<'db>, item: &'db Item) {
        let ItemKind::Existing { ty, body } = &item.kind else { return };
        if let Value::Object(fields) = self.evaluator.eval(cx, *body).value
            && !resource::allows(item, "unknown-property")
        {
            self.evaluator.conform_existing(&ty.text, &fields);
        }
    }

    /// A function, its parameters known by type.
    fn function(&mut self, cx: &Context<'db>, item: &'db Item) {
        let ItemKind::Fn { parameters, result, value } = &item.kind else { return };
        let mut inside = cx.clone();
        for parameter in parameters {
            let ty = resolve_type(self.db, cx.declaration, parameter.ty);
            if let Some(default) = parameter.default {
                let default = self.evaluator.eval(&inside, default);
                self.evaluator.conform(cx, default, ty);
            }
            let at = cx.place(parameter.name.range);
            inside = inside.with(
                parameter.name.text.clone(),
                Spanned { value: Value::Unknown(ty.clone()), at },
            );
        }
        let result = resolve_type(self.db, cx.declaration, *result);
        let body = cx.place(cx.hir.range(*value));
        let value = Spanned { at: body, ..self.evaluator.eval(&inside, *value) };
        self.evaluator.conform(&inside, value, result);
    }

    /// Where something is shown: what is written in library code, at the user's declaration.
    fn shown(&self, at: Place<'db>) -> Place<'db> {
        if at.declaration.file(self.db).is_library(self.db) {
            self.evaluator.anchor().unwrap_or(self.head)
        } else {
            at
        }
    }
}
