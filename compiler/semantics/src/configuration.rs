//! Environments: with which values a stack is compiled.

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, nearest};

use crate::environment::{left_out, misplaced};
use crate::evaluate::{Context, Evaluator};
use crate::scopes::quoted;
use crate::{
    Db, Declaration, Entry, Expr, Field, FieldName, Fields, File, Finding, ItemKind, Place,
    SettingValue, Spanned, Stack, Ty, Value, Word, declarations, hir,
};

/// One way in which a stack is compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration<'db> {
    /// The environment's name; none for the defaults.
    pub environment: Option<Arc<str>>,
    /// Where it is deployed, if the environment says so.
    pub region: Option<Arc<str>>,
    pub stack: Stack<'db>,
    /// The values of the template's parameters, by name.
    pub parameters: Fields<'db>,
    /// Where the environment is declared.
    pub at: Option<Place<'db>>,
    /// What is wrong with the environment itself.
    pub findings: Vec<Finding<'db>>,
}

/// The name of a stack: that of its `stack` declaration, or the file's.
pub fn stack_name<'db>(db: &'db dyn Db, file: File) -> Arc<str> {
    if let Some(stack) =
        declarations(db, file).iter().find(|declaration| declaration.word(db) == Word::Stack)
        && !stack.name(db).is_empty()
    {
        return stack.name(db).clone();
    }
    let path = file.path(db);
    let name = path.rsplit('/').next().unwrap_or(path);
    crate::pascal_case(name.strip_suffix(".sparta").unwrap_or(name)).into()
}

/// The configurations of a stack: its defaults, then each environment. `settings` are those of the
/// command line, name and text, which win.
pub fn stacks<'db>(
    db: &'db dyn Db,
    entry: File,
    settings: &[(Arc<str>, Arc<str>)],
) -> Vec<Configuration<'db>> {
    let given: Vec<(Arc<str>, SettingValue<'db>)> = settings
        .iter()
        .map(|(name, text)| (name.clone(), SettingValue::CommandLine(text.clone())))
        .collect();
    let stack = |mut values: Vec<(Arc<str>, SettingValue<'db>)>| {
        values.sort_by(|a, b| a.0.cmp(&b.0));
        Stack::new(db, entry, values)
    };
    let environments: Vec<Declaration<'db>> = declarations(db, entry)
        .iter()
        .copied()
        .filter(|declaration| declaration.word(db) == Word::Environment)
        .collect();
    let mut configurations = Vec::new();
    // Without a value from somewhere a setting has none: then only the environments can be compiled.
    let unset = unset(db, entry, settings);
    if unset.is_empty() || environments.is_empty() {
        configurations.push(Configuration {
            environment: None,
            region: None,
            stack: stack(given.clone()),
            parameters: Fields::default(),
            at: None,
            findings: unset.into_iter().map(|setting| nothing_gives(db, setting)).collect(),
        });
    }
    for &environment in &environments {
        let mut values = given.clone();
        for (name, _) in nested(db, environment, "settings") {
            if !values.iter().any(|(known, _)| *known == name) {
                values.push((name, SettingValue::Environment(environment)));
            }
        }
        let mut configuration = configuration(db, environment, stack(values));
        configuration.findings.extend(left_out(db, entry, &environments, environment, settings));
        configurations.push(configuration);
    }
    configurations
}

/// The settings of a file that have no default and are not given.
fn unset<'db>(
    db: &'db dyn Db,
    entry: File,
    given: &[(Arc<str>, Arc<str>)],
) -> Vec<Declaration<'db>> {
    let is_unset = |setting: &Declaration<'db>| {
        setting.word(db) == Word::Setting
            && matches!(hir(db, *setting).root().kind, ItemKind::Setting { default: None, .. })
            && !given.iter().any(|(name, _)| name == setting.name(db))
    };
    declarations(db, entry).iter().copied().filter(is_unset).collect()
}

/// That a setting has no value at all.
fn nothing_gives<'db>(db: &'db dyn Db, setting: Declaration<'db>) -> Finding<'db> {
    let at = Place { declaration: setting, range: hir(db, setting).root().head };
    let name = setting.name(db);
    Diagnostic::error("environment-needed", at, format!("nothing gives `{name}` a value"))
        .with_help("declare an `environment` that gives it, or a default")
        .with_help(format!("for once, `--set {name}=…` gives it on the command line"))
}

/// The names in a field of an environment that is an object, with where they stand.
pub(crate) fn nested<'db>(
    db: &'db dyn Db,
    environment: Declaration<'db>,
    field: &str,
) -> Vec<(Arc<str>, crate::ExprId)> {
    let hir = hir(db, environment);
    let ItemKind::Environment { body } = &hir.root().kind else { return Vec::new() };
    let entries = |expr| match hir.expr(expr) {
        Expr::Object(entries) => entries.as_slice(),
        _ => &[],
    };
    entries(*body)
        .iter()
        .find_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), value } if &*name.text == field => {
                Some(entries(*value))
            }
            _ => None,
        })
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| match entry {
            Entry::Field { name: FieldName::Name(name), value } => {
                Some((name.text.clone(), *value))
            }
            _ => None,
        })
        .collect()
}

/// What may stand in an environment.
pub const ENVIRONMENT_FIELDS: [&str; 8] =
    ["account", "capabilities", "params", "protect", "region", "role", "settings", "tags"];

fn configuration<'db>(
    db: &'db dyn Db,
    environment: Declaration<'db>,
    stack: Stack<'db>,
) -> Configuration<'db> {
    let root = hir(db, environment).root();
    let at = Place { declaration: environment, range: root.name.range };
    let mut evaluator = Evaluator::new(db, stack);
    let mut configuration = Configuration {
        environment: Some(root.name.text.clone()),
        region: None,
        stack,
        parameters: Fields::default(),
        at: Some(at),
        findings: Vec::new(),
    };
    let ItemKind::Environment { body } = &root.kind else { return configuration };
    let cx = Context::file(db, environment);
    let body = evaluator.eval(&cx, *body);
    if let Value::Object(fields) = &body.value {
        for field in &**fields {
            if let Some(finding) = misplaced(&field.name, &field.value) {
                evaluator.report(finding);
            }
            match (&*field.name, &field.value.value) {
                ("region", Value::String(region)) => configuration.region = Some(region.clone()),
                ("params", Value::Object(given)) => {
                    configuration.parameters = evaluator.environment_parameters(&cx, given);
                }
                ("settings", Value::Object(given)) => evaluator.environment_settings(given),
                ("account" | "role", Value::String(_))
                | ("protect", Value::Bool(_))
                | ("tags", Value::Object(_))
                | ("capabilities", Value::List(_))
                | (_, Value::Error) => {}
                (name, _) if ENVIRONMENT_FIELDS.contains(&name) => {
                    let found = evaluator.describe(&field.value.value);
                    evaluator.error(
                        "type-mismatch",
                        field.value.at,
                        format!("`{name}` can't be {found}"),
                        match name {
                            "protect" => "write `true` or `false`",
                            "capabilities" => "write a list of Strings",
                            "params" | "settings" | "tags" => "write an object: `{ name: value }`",
                            _ => "write a String",
                        },
                    );
                }
                (name, _) => {
                    evaluator.unknown_field_of(
                        "an environment",
                        name,
                        field.name_at,
                        &ENVIRONMENT_FIELDS,
                    );
                }
            }
        }
    }
    configuration.findings = evaluator.findings;
    configuration
}

impl<'db> Evaluator<'db> {
    /// Reports a field that a declaration of the language does not have.
    pub fn unknown_field_of(&mut self, of: &str, name: &str, at: Place<'db>, known: &[&str]) {
        let finding =
            Diagnostic::error("unknown-property", at, format!("{of} has no property `{name}`"));
        self.report(match nearest(name, known.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("it has {}", quoted(known))),
        });
    }

    /// Reports what an environment gives and the stack does not declare.
    fn not_declared(
        &mut self,
        name: &'static str,
        message: String,
        given: &Field<'db>,
        known: &[&str],
    ) {
        let at = given.name_at;
        let finding = Diagnostic::error(name, at, message);
        self.report(match nearest(&given.name, known.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(format!("it has {}", quoted(known))),
        });
    }

    /// The parameters that an environment gives, checked against their declarations.
    fn environment_parameters(&mut self, cx: &Context<'db>, given: &Fields<'db>) -> Fields<'db> {
        let file = self.stack.file(self.db);
        let all: Vec<Declaration<'db>> = declarations(self.db, file)
            .iter()
            .copied()
            .filter(|declaration| declaration.word(self.db) == Word::Param)
            .collect();
        let mut checked = Fields::default();
        for field in given {
            let Some(parameter) =
                all.iter().find(|parameter| **parameter.name(self.db) == *field.name)
            else {
                let names: Vec<&str> =
                    all.iter().map(|parameter| &**parameter.name(self.db)).collect();
                self.not_declared(
                    "unknown-parameter",
                    format!("the stack has no parameter `{}`", field.name),
                    field,
                    &names,
                );
                continue;
            };
            let ty = self.parameter_type(*parameter);
            let inside = Context::file(self.db, *parameter);
            let value = self.conform(cx, field.value.clone(), &ty);
            let value = self.constrain(value, hir(self.db, *parameter).root(), &inside);
            checked.set(Field { value, ..field.clone() });
        }
        checked
    }

    fn environment_settings(&mut self, given: &Fields<'db>) {
        let file = self.stack.file(self.db);
        let all: Vec<Declaration<'db>> = declarations(self.db, file)
            .iter()
            .copied()
            .filter(|declaration| declaration.word(self.db) == Word::Setting)
            .collect();
        for field in given {
            if !all.iter().any(|setting| **setting.name(self.db) == *field.name) {
                let names: Vec<&str> = all.iter().map(|setting| &**setting.name(self.db)).collect();
                self.not_declared(
                    "unknown-setting",
                    format!("the stack has no setting `{}`", field.name),
                    field,
                    &names,
                );
            }
        }
    }
}

/// The value that an environment gives a setting.
pub(crate) fn environment_setting<'db>(
    evaluator: &mut Evaluator<'db>,
    environment: Declaration<'db>,
    name: &str,
) -> Spanned<'db> {
    let cx = Context::file(evaluator.db, environment);
    let given = nested(evaluator.db, environment, "settings")
        .into_iter()
        .find(|(known, _)| **known == *name);
    match given {
        Some((_, value)) => evaluator.eval(&cx, value),
        None => Spanned { value: Value::Error, at: cx.place(cx.hir.root().name.range) },
    }
}

/// `--set name=value`: numbers and Bools as such, the elements of a list between commas.
pub(crate) fn command_line_value<'db>(text: &str, ty: &Ty<'db>, at: Place<'db>) -> Value<'db> {
    match ty.non_null() {
        Ty::String | Ty::Path => Value::string(text),
        Ty::Int => text.parse().map_or_else(|_| Value::string(text), Value::Int),
        Ty::Bool => text.parse().map_or_else(|_| Value::string(text), Value::Bool),
        Ty::List(item) => Value::List(
            text.split(',')
                .filter(|part| !part.is_empty())
                .map(|part| Spanned { value: command_line_value(part.trim(), &item, at), at })
                .collect::<Vec<_>>()
                .into(),
        ),
        _ => Value::string(text),
    }
}
