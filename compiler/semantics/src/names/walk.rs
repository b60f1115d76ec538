//! Walks a declaration with the names in scope.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use sparta_diagnostics::{Diagnostic, TextRange, nearest};

use super::Names;
use crate::body::{Element, TextPiece};
use crate::meaning::lookup;
use crate::resolve::types;
use crate::scopes::quoted;
use crate::written::removing;
use crate::{
    Argument, Binding, Db, Declaration, Entry, Expr, ExprId, FieldName, File, Hir, Item, ItemId,
    ItemKind, NameRef, Occurrence, Parameter, Place, Symbol, TypeExpr, builtin, hir, scope,
};

/// The pseudo parameters of CloudFormation.
pub const PSEUDO: [&str; 7] = [
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

pub(super) fn walk<'db>(db: &'db dyn Db, declaration: Declaration<'db>) -> Names<'db> {
    let mut walker = Walker::new(db, declaration);
    let hir = walker.hir;
    walker.item(0);
    walker.names.findings.extend(super::duplicate::within(declaration, hir));
    if hir.types().next().is_some() {
        types(db, declaration).findings.iter().for_each(|finding| walker.report(finding));
    }
    let mentioned = if hir.diagnostics.is_empty() {
        Vec::new()
    } else {
        sorted(identifiers(declaration.text(db)).map(Arc::from).collect::<FxHashSet<_>>())
    };
    Names { used: sorted(walker.used), mentioned, ..walker.names }
}

/// The names that the walk meets, and what they stand for.
pub(crate) fn resolved_names<'db>(
    db: &'db dyn Db,
    declaration: Declaration<'db>,
) -> Vec<Occurrence<'db>> {
    let mut walker = Walker::new(db, declaration);
    walker.occurrences = Some(Vec::new());
    walker.item(0);
    walker.occurrences.unwrap_or_default()
}

fn identifiers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|part: char| !part.is_ascii_alphanumeric() && part != '_')
        .filter(|part| !part.is_empty())
}

fn sorted(names: impl IntoIterator<Item = Arc<str>>) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = names.into_iter().collect();
    names.sort_unstable();
    names
}

pub(super) struct Walker<'db> {
    pub(super) db: &'db dyn Db,
    pub(super) declaration: Declaration<'db>,
    pub(super) file: File,
    hir: &'db Hir,
    /// Names that loops, functions and events bind, innermost last.
    locals: Vec<(Arc<str>, Symbol<'db>)>,
    /// Names of the component whose inside is walked.
    members: FxHashMap<Arc<str>, ItemId>,
    used_members: FxHashSet<Arc<str>>,
    used: FxHashSet<Arc<str>>,
    names: Names<'db>,
    /// What names stand for, if it is asked for.
    pub(super) occurrences: Option<Vec<Occurrence<'db>>>,
}

impl<'db> Walker<'db> {
    fn new(db: &'db dyn Db, declaration: Declaration<'db>) -> Self {
        Self {
            db,
            declaration,
            file: declaration.file(db),
            hir: hir(db, declaration),
            locals: Vec::new(),
            members: FxHashMap::default(),
            used_members: FxHashSet::default(),
            used: FxHashSet::default(),
            names: Names::default(),
            occurrences: None,
        }
    }

    /// Reports a finding. What a misspelt name stands for counts as used.
    fn report(&mut self, finding: crate::Finding<'db>) {
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            let meant: Arc<str> = edit.text.as_str().into();
            self.used_members.insert(meant.clone());
            self.used.insert(meant);
        }
        self.names.findings.push(finding);
    }

    fn place(&self, range: TextRange) -> Place<'db> {
        Place { declaration: self.declaration, range }
    }

    fn item(&mut self, id: ItemId) {
        let item = self.hir.item(id);
        self.attributes(item);
        self.defined_item(id, item);
        match &item.kind {
            ItemKind::Error => {}
            ItemKind::Import { import, .. } => self.imported_names(import),
            ItemKind::Stack { body } => {
                self.stack_name(item);
                self.expr(*body);
            }
            ItemKind::Environment { body }
            | ItemKind::Metric { body }
            | ItemKind::Property { body, .. } => self.expr(*body),
            ItemKind::Existing { ty, body } => {
                self.logical_name(item);
                self.resource_type(ty, item);
                self.expr(*body);
            }
            ItemKind::Param { ty, default } | ItemKind::Setting { ty, default } => {
                if matches!(item.kind, ItemKind::Param { .. }) && id == 0 {
                    self.logical_name(item);
                }
                self.ty(*ty);
                self.optional(*default);
            }
            ItemKind::Let { ty, value } => {
                if let Some(ty) = ty {
                    self.ty(*ty);
                }
                self.expr(*value);
            }
            ItemKind::TypeAlias { ty } => self.ty(*ty),
            ItemKind::Attribute { ty, value } => {
                self.ty(*ty);
                self.bound(&["self"], |walker| walker.optional(*value));
            }
            ItemKind::Fn { parameters, result, value } => {
                self.ty(*result);
                self.with_parameters(parameters, |walker| walker.expr(*value));
            }
            ItemKind::Resource { ty, repeat, guard, body } => {
                self.logical_name(item);
                self.resource_type(ty, item);
                let depth = self.locals.len();
                let others = std::mem::take(&mut self.used);
                if let Some(binding) = repeat {
                    self.binding(binding);
                }
                self.optional(*guard);
                if id == 0 {
                    self.names.conditions = sorted(self.used.iter().cloned());
                }
                self.used.extend(others);
                self.expr(*body);
                self.locals.truncate(depth);
            }
            ItemKind::Output { value } => {
                if id == 0 {
                    self.logical_name(item);
                }
                self.expr(*value);
            }
            ItemKind::Custom { fields, input, output, members } => {
                for ty in [input, output].into_iter().flatten() {
                    self.ty(*ty);
                }
                self.component(members, |walker| {
                    fields.iter().for_each(|field| walker.entry(field));
                });
            }
            ItemKind::Component { members } => self.component(members, |_| {}),
            ItemKind::Extend { ty, members } => {
                self.extended_type(ty);
                self.bound(&["self"], |walker| {
                    members.iter().for_each(|member| walker.item(*member));
                });
            }
            ItemKind::Grant { members } => {
                self.bound(&["self"], |walker| walker.body(members));
            }
            ItemKind::Event { parameters, members } => {
                self.bound(&["self", "target", "calls", "earlier"], |walker| {
                    walker.with_parameters(parameters, |walker| walker.body(members));
                });
            }
            ItemKind::Test { environment, members } => {
                if let Some(environment) = environment {
                    self.environment(environment);
                }
                self.body(members);
            }
            ItemKind::Allow { actions, resources, when } => {
                self.expr(*actions);
                self.expr(*resources);
                self.optional(*when);
            }
            ItemKind::Set { target, value } => {
                self.expr(*target);
                self.expr(*value);
            }
            ItemKind::Check { condition, message, at, .. } => {
                self.expr(*condition);
                self.expr(*message);
                self.optional(*at);
            }
            ItemKind::Assert { condition } => self.expr(*condition),
        }
    }

    /// The members of a component: they see each other, whatever their order.
    fn component(&mut self, members: &[ItemId], then: impl FnOnce(&mut Self)) {
        for member in members {
            let item = self.hir.item(*member);
            let named = matches!(
                item.kind,
                ItemKind::Param { .. }
                    | ItemKind::Let { .. }
                    | ItemKind::Resource { .. }
                    | ItemKind::Existing { .. }
            );
            if named {
                self.members.insert(item.name.text.clone(), *member);
            }
        }
        members.iter().for_each(|member| self.item(*member));
        then(self);
        for member in members {
            let item = self.hir.item(*member);
            if matches!(item.kind, ItemKind::Param { .. } | ItemKind::Let { .. })
                && !self.used_members.contains(&item.name.text)
            {
                let at = self.place(item.name.range);
                self.report(
                    Diagnostic::warning("unused", at, format!("nothing uses `{}`", item.name.text))
                        .with_help("use it or remove it"),
                );
            }
        }
    }

    /// The members of a grant or event: a `let` is seen by what follows it.
    fn body(&mut self, members: &[ItemId]) {
        let depth = self.locals.len();
        for member in members {
            let item = self.hir.item(*member);
            if matches!(item.kind, ItemKind::Resource { .. }) {
                self.locals.push((item.name.text.clone(), self.member(*member)));
            }
        }
        for member in members {
            self.item(*member);
            let item = self.hir.item(*member);
            if matches!(item.kind, ItemKind::Let { .. }) {
                self.locals.push((item.name.text.clone(), self.member(*member)));
            }
        }
        self.locals.truncate(depth);
    }

    fn bound(&mut self, names: &[&'static str], run: impl FnOnce(&mut Self)) {
        let depth = self.locals.len();
        let implied = names.iter().map(|name| (Arc::from(*name), Symbol::Implied(name)));
        self.locals.extend(implied);
        run(self);
        self.locals.truncate(depth);
    }

    fn with_parameters(&mut self, parameters: &[Parameter], run: impl FnOnce(&mut Self)) {
        let depth = self.locals.len();
        for parameter in parameters {
            self.ty(parameter.ty);
            self.optional(parameter.default);
            self.bind(&parameter.name);
        }
        run(self);
        self.locals.truncate(depth);
    }

    fn attributes(&mut self, item: &'db Item) {
        for finding in super::annotation::check(self.declaration, self.hir, item) {
            self.report(finding);
        }
        for attribute in &item.attributes {
            let name = &attribute.name;
            self.occurrence(name.range, || Symbol::Annotation(name.text.clone()), false);
            // `@allow(unknown-property)` names diagnostics.
            if &*attribute.name.text != "allow" {
                self.bound(&["self"], |walker| walker.arguments(&attribute.arguments, true));
            }
        }
    }

    /// What becomes a logical id has letters and digits only.
    fn logical_name(&mut self, item: &Item) {
        if item.name.text.contains('_') {
            let at = self.place(item.name.range);
            self.report(bad_name(&item.name.text, at));
        }
    }

    /// A stack is named as its declaration.
    fn stack_name(&mut self, item: &Item) {
        let name = &item.name;
        if name.text.contains('_') {
            let (at, better) = (self.place(name.range), crate::pascal_case(&name.text));
            let message =
                format!("`{}` names a stack, which has letters and digits only", name.text);
            self.report(
                Diagnostic::error("bad-name", at, message)
                    .with_help(format!("write `{better}`"))
                    .with_fix(format!("write `{better}`"), at, better),
            );
        }
    }

    fn resource_type(&mut self, ty: &'db NameRef, item: &'db Item) {
        use crate::kinds::{ResourceTypeName, resource_type_name};
        if ty.text.is_empty() {
            return;
        }
        let first = ty.text.split('.').next().unwrap_or_default();
        self.used.insert(first.into());
        self.type_path(&ty.text, ty.range);
        let at = self.place(ty.range);
        match resource_type_name(self.db, self.declaration, &ty.text) {
            ResourceTypeName::CloudFormation(name) => {
                let lifted = |item: &Item| {
                    item.attributes.iter().any(|attribute| {
                        &*attribute.name.text == "allow"
                            && attribute.texts.iter().any(|text| &**text == "unknown-type")
                    })
                };
                if !sparta_catalogue::contains(&name) && !lifted(item) && !lifted(self.hir.root()) {
                    self.report(crate::resolve::unknown_resource_type(at, &name));
                }
            }
            ResourceTypeName::Component(_) | ResourceTypeName::Custom(_) => {}
            ResourceTypeName::Unknown => {
                if matches!(
                    lookup(self.db, self.declaration, first),
                    Some(crate::Definition::Unknown)
                ) {
                    return;
                }
                let finding = Diagnostic::error(
                    "unknown-type",
                    at,
                    format!("there is no resource type or component `{}`", ty.text),
                );
                let mut names = scope(self.db, self.file).names();
                sparta_catalogue::names().for_each(|name| names.push(name));
                self.report(match nearest(&ty.text, names) {
                    Some(near) => finding
                        .with_help(format!("did you mean `{near}`?"))
                        .with_guess(format!("write `{near}`"), at, near),
                    None => finding.with_help("write a CloudFormation type such as `AWS::S3::Bucket`, or declare or import a `component`"),
                });
            }
        }
    }

    fn extended_type(&mut self, ty: &NameRef) {
        self.used.insert(ty.text.clone());
        self.type_path(&ty.text, ty.range);
        if ty.text.contains("::") && !sparta_catalogue::contains(&ty.text) {
            let at = self.place(ty.range);
            self.report(crate::resolve::unknown_resource_type(at, &ty.text));
        } else if !ty.text.contains("::")
            && !ty.text.is_empty()
            && lookup(self.db, self.declaration, &ty.text).is_none()
        {
            let at = self.place(ty.range);
            self.report(
                Diagnostic::error(
                    "unknown-type",
                    at,
                    format!("there is no type `{}` to extend", ty.text),
                )
                .with_help(
                    "a CloudFormation type, a component or a custom resource can be extended",
                ),
            );
        }
    }

    fn environment(&mut self, environment: &NameRef) {
        self.environment_name(environment);
        let all: Vec<&str> = crate::declarations(self.db, self.file)
            .iter()
            .filter(|declaration| declaration.word(self.db) == crate::Word::Environment)
            .map(|declaration| &**declaration.name(self.db))
            .collect();
        if all.contains(&&*environment.text) || environment.text.is_empty() {
            return;
        }
        let at = self.place(environment.range);
        let finding = Diagnostic::error(
            "unknown-environment",
            at,
            format!("there is no environment `{}`", environment.text),
        );
        self.report(match nearest(&environment.text, all.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("there are {}", quoted(&all))),
        });
    }

    fn ty(&mut self, ty: crate::TypeId) {
        self.type_names(ty);
    }

    fn type_names(&mut self, ty: crate::TypeId) {
        match self.hir.ty(ty) {
            TypeExpr::Path(name) => {
                self.used.insert(name.split('.').next().unwrap_or_default().into());
                self.type_path(name, self.hir.type_range(ty));
            }
            TypeExpr::Optional(inner) | TypeExpr::List(inner) | TypeExpr::Map(inner) => {
                self.type_names(*inner);
            }
            TypeExpr::Union(parts) => parts.iter().for_each(|part| self.type_names(*part)),
            TypeExpr::Object(fields) => fields.iter().for_each(|field| self.type_names(field.ty)),
            TypeExpr::Missing | TypeExpr::Literal(_) | TypeExpr::Null => {}
        }
    }

    fn optional(&mut self, expr: Option<ExprId>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    fn binding(&mut self, binding: &Binding) {
        self.expr(binding.iterable);
        self.bind(&binding.first);
        binding.second.iter().for_each(|second| self.bind(second));
    }

    /// A name stands for something from here on.
    fn bind(&mut self, name: &NameRef) {
        let symbol = Symbol::Local(self.place(name.range));
        self.occurrence(name.range, || symbol.clone(), true);
        self.locals.push((name.text.clone(), symbol));
    }

    fn arguments(&mut self, arguments: &[Argument], _attribute: bool) {
        for argument in arguments {
            self.expr(argument.value);
        }
    }

    fn entry(&mut self, entry: &Entry) {
        match entry {
            Entry::Field { name, value } => {
                if let FieldName::Computed(key) = name {
                    self.expr(*key);
                }
                self.expr(*value);
            }
            Entry::Spread(value) => self.expr(*value),
        }
    }

    fn entries(&mut self, entries: &[Entry]) {
        let mut seen: Vec<(&Arc<str>, TextRange)> = Vec::new();
        for entry in entries {
            if let Entry::Field { name: FieldName::Name(name), .. } = entry {
                match seen.iter().find(|(known, _)| **known == name.text) {
                    Some((_, first)) => {
                        let (at, first) = (self.place(name.range), self.place(*first));
                        let message = format!("`{}` is written twice", name.text);
                        let finding = Diagnostic::error("duplicate-property", at, message)
                            .with_label(first, "first here")
                            .with_help("remove one of them");
                        let mut finding = removing(self.db, finding);
                        // The other may be the wrong one.
                        finding.fixes.iter_mut().for_each(|fix| fix.is_guess = true);
                        self.report(finding);
                    }
                    None => seen.push((&name.text, name.range)),
                }
            }
            self.entry(entry);
        }
    }

    fn expr(&mut self, id: ExprId) {
        let range = self.hir.range(id);
        match self.hir.expr(id) {
            Expr::Missing
            | Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::Duration(_)
            | Expr::Size(_)
            | Expr::String(_) => {}
            Expr::Text(pieces) => {
                for piece in pieces.iter() {
                    if let TextPiece::Value(value) = piece {
                        self.expr(*value);
                    }
                }
            }
            Expr::List(elements) => {
                for element in elements {
                    match element {
                        Element::Value(value) | Element::Spread(value) => self.expr(*value),
                    }
                }
            }
            Expr::Object(entries) => self.entries(entries),
            Expr::ListFor { binding, guard, body } | Expr::ObjectFor { binding, guard, body } => {
                let depth = self.locals.len();
                self.binding(binding);
                self.optional(*guard);
                self.expr(*body);
                self.locals.truncate(depth);
            }
            Expr::Name(name) => self.name(name, range, false),
            Expr::Pseudo(name) => self.pseudo(name, range),
            Expr::Member { receiver, .. } => self.expr(*receiver),
            Expr::Index { receiver, index, .. } => {
                self.expr(*receiver);
                self.expr(*index);
            }
            Expr::Call { callee, arguments } => {
                match self.hir.expr(*callee) {
                    Expr::Name(name) => self.name(name, self.hir.range(*callee), true),
                    _ => self.expr(*callee),
                }
                self.arguments(arguments, false);
            }
            Expr::Not(operand) | Expr::Negate(operand) => self.expr(*operand),
            Expr::Binary { left, right, .. } => {
                self.expr(*left);
                self.expr(*right);
            }
            Expr::If { condition, then, otherwise } => {
                self.expr(*condition);
                self.expr(*then);
                self.optional(*otherwise);
            }
            Expr::Match { scrutinee, arms } => {
                self.expr(*scrutinee);
                arms.iter().for_each(|arm| self.expr(arm.value));
            }
        }
    }

    fn name(&mut self, name: &Arc<str>, range: TextRange, called: bool) {
        if name.is_empty() {
            return;
        }
        if let Some((_, symbol)) = self.locals.iter().rev().find(|(bound, _)| bound == name) {
            let symbol = symbol.clone();
            return self.occurrence(range, || symbol, false);
        }
        if let Some(member) = self.members.get(name) {
            let symbol = self.member(*member);
            self.occurrence(range, || symbol, false);
            self.used_members.insert(name.clone());
            return;
        }
        self.used.insert(name.clone());
        self.file_name(name, range, called);
        if lookup(self.db, self.declaration, name).is_some()
            || called && (builtin::find(name).is_some() || &**name == "can")
        {
            return;
        }
        let at = self.place(range);
        if called {
            let functions: Vec<&str> =
                builtin::BUILTINS.iter().map(|builtin| builtin.name).collect();
            let finding =
                Diagnostic::error("unknown-name", at, format!("there is no function `{name}`"));
            let candidates = scope(self.db, self.file).names().into_iter().chain(functions);
            self.report(match nearest(name, candidates) {
                Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                    format!("write `{near}`"),
                    at,
                    near,
                ),
                None => finding.with_help("declare it with `fn`, or import it"),
            });
            return;
        }
        let finding =
            Diagnostic::error("unknown-name", at, format!("nothing is called `{name}` here"));
        let scope = scope(self.db, self.file);
        let mut candidates: Vec<&str> = self.locals.iter().map(|(name, _)| &**name).collect();
        let mut members: Vec<&str> = self.members.keys().map(|name| &**name).collect();
        members.sort_unstable();
        candidates.extend(members);
        candidates.extend(scope.names());
        candidates.extend(["null", "true", "false"]);
        let near = nearest(name, candidates.iter().copied()).map(str::to_owned);
        self.report(match near {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None if builtin::find(name).is_some() => {
                finding.with_help(format!("it is a function: call it, `{name}(…)`"))
            }
            None => finding.with_help("declare it, or import it"),
        });
    }

    fn pseudo(&mut self, name: &str, range: TextRange) {
        self.occurrence(range, || Symbol::Pseudo(name.into()), false);
        if PSEUDO.contains(&name) || name == "AWS::NoValue" {
            return;
        }
        let at = self.place(range);
        let finding =
            Diagnostic::error("unknown-name", at, format!("there is no pseudo parameter `{name}`"));
        self.report(match nearest(name, PSEUDO) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("there are {}", quoted(&PSEUDO))),
        });
    }
}

/// A name that can't be a logical id.
pub(crate) fn bad_name<'db>(name: &str, at: Place<'db>) -> crate::Finding<'db> {
    let better = camel_case(name);
    let message = format!("`{name}` becomes a logical id, which has letters and digits only");
    Diagnostic::error("bad-name", at, message).with_help(format!("write `{better}`")).with_guess(
        format!("write `{better}`"),
        at,
        better,
    )
}

/// `my_bucket` as `myBucket`.
fn camel_case(name: &str) -> String {
    let mut parts = name.split('_').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or("resource").to_owned();
    parts.fold(first, |name, part| name + &crate::pascal_case(part))
}
