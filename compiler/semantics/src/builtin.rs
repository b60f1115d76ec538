//! The functions of the language.
//!
//! Those that CloudFormation computes too take deploy-time values; on what is known they compute at
//! once. The others need all of their arguments when the program is compiled.

mod collection;
mod document;
mod intrinsic;
mod text;

use std::sync::Arc;

use sparta_diagnostics::{Diagnostic, nearest};

use crate::evaluate::{Context, Evaluator, Given, Room};
use crate::{CodeKind, Computation, Place, Reference, Spanned, Ty, Value};

/// A function and what it takes.
pub(crate) struct Builtin {
    pub name: &'static str,
    /// As a program would declare it: for hover, signature help and messages.
    pub signature: &'static str,
    /// The names of the parameters in order; the first `required` must be given.
    parameters: &'static [&'static str],
    required: usize,
    run: Run,
}

/// Arguments as a function receives them: one slot a parameter.
type Slots<'db> = [Option<Spanned<'db>>];
type Run = for<'a, 'db> fn(&'a mut Evaluator<'db>, &'a Call<'db>) -> Value<'db>;

/// One call.
pub(crate) struct Call<'db> {
    pub name: &'static str,
    pub slots: Vec<Option<Spanned<'db>>>,
    pub at: Place<'db>,
    pub cx: Context<'db>,
}

const fn builtin(
    name: &'static str,
    signature: &'static str,
    parameters: &'static [&'static str],
    required: usize,
    run: Run,
) -> Builtin {
    Builtin { name, signature, parameters, required, run }
}

/// All functions, sorted by name.
pub(crate) const BUILTINS: &[Builtin] = &[
    builtin("azs", "azs(region: String? = null): [String]", &["region"], 0, intrinsic::azs),
    builtin("base64", "base64(text: String): String", &["text"], 1, intrinsic::base64),
    builtin(
        "cidr",
        "cidr(block: String, count: Int, bits: Int): [String]",
        &["block", "count", "bits"],
        3,
        intrinsic::cidr,
    ),
    builtin(
        "contains",
        "contains(in: String | [Any], what: Any): Bool",
        &["in", "what"],
        2,
        text::contains,
    ),
    builtin(
        "discovery",
        "discovery(needs: [Grant | Resource], beside: { [String]: String? }, room: Int, piece: Int): { variables: { [String]: String }, parameters: { [String]: { path: String, value: String } } }",
        &["needs", "beside", "room", "piece"],
        4,
        discovery,
    ),
    builtin("distinct", "distinct(list: [Any]): [Any]", &["list"], 1, collection::distinct),
    builtin(
        "endsWith",
        "endsWith(text: String, end: String): Bool",
        &["text", "end"],
        2,
        text::ends_with,
    ),
    builtin("file", "file(path: Path): String", &["path"], 1, document::file),
    builtin("flatten", "flatten(lists: [[Any]]): [Any]", &["lists"], 1, collection::flatten),
    builtin("image", "image(dockerfile: Path): Code", &["dockerfile"], 1, image),
    builtin(
        "importValue",
        "importValue(name: String): String",
        &["name"],
        1,
        intrinsic::import_value,
    ),
    builtin(
        "join",
        "join(separator: String, list: [String]): String",
        &["separator", "list"],
        2,
        intrinsic::join,
    ),
    builtin("json", "json(path: Path): Json", &["path"], 1, document::json),
    builtin("keys", "keys(map: { [String]: Any }): [String]", &["map"], 1, collection::keys),
    builtin("length", "length(of: String | [Any]): Int", &["of"], 1, collection::length),
    builtin("lower", "lower(text: String): String", &["text"], 1, text::lower),
    builtin(
        "matches",
        "matches(text: String, pattern: String): Bool",
        &["text", "pattern"],
        2,
        text::matches,
    ),
    builtin("max", "max(a: Int, b: Int): Int", &["a", "b"], 2, collection::max),
    builtin(
        "merge",
        "merge(a: { [String]: Any }, b: { [String]: Any }): { [String]: Any }",
        &["a", "b"],
        2,
        collection::merge,
    ),
    builtin("min", "min(a: Int, b: Int): Int", &["a", "b"], 2, collection::min),
    builtin("named", "named(value: Any, type: String): Resource?", &["value", "type"], 2, named),
    builtin(
        "parted",
        "parted(on: [Event], needs: [Grant | Resource]): { held: [Grant | Resource], free: [Grant | Resource] }",
        &["on", "needs"],
        2,
        parted,
    ),
    builtin("range", "range(from: Int, to: Int): [Int]", &["from", "to"], 2, collection::range),
    builtin(
        "replace",
        "replace(text: String, what: String, with: String): String",
        &["text", "what", "with"],
        3,
        text::replace,
    ),
    builtin("seconds", "seconds(duration: Duration): Int", &["duration"], 1, text::seconds),
    builtin(
        "secret",
        "secret(id: String, key: String? = null): Secret",
        &["id", "key"],
        1,
        intrinsic::secret,
    ),
    builtin(
        "select",
        "select(index: Int, list: [Any]): Any",
        &["index", "list"],
        2,
        intrinsic::select,
    ),
    builtin("sha256", "sha256(text: String): String", &["text"], 1, document::sha256),
    builtin(
        "split",
        "split(separator: String, text: String): [String]",
        &["separator", "text"],
        2,
        intrinsic::split,
    ),
    builtin(
        "ssm",
        "ssm(name: String, version: Int? = null): String",
        &["name", "version"],
        1,
        intrinsic::ssm,
    ),
    builtin(
        "stackOutput",
        "stackOutput(stack: String, output: String, region: String? = null, role: String? = null): String",
        &["stack", "output", "region", "role"],
        2,
        intrinsic::stack_output,
    ),
    builtin(
        "startsWith",
        "startsWith(text: String, start: String): Bool",
        &["text", "start"],
        2,
        text::starts_with,
    ),
    builtin(
        "statements",
        "statements(needs: [Grant | Event | Resource]): [Json]",
        &["needs"],
        1,
        statements,
    ),
    builtin(
        "template",
        "template(path: Path, values: { [String]: String }): String",
        &["path", "values"],
        2,
        document::template,
    ),
    builtin("toJson", "toJson(value: Json): String", &["value"], 1, document::to_json),
    builtin(
        "transform",
        "transform(name: String, parameters: Json): Json",
        &["name", "parameters"],
        2,
        intrinsic::transform,
    ),
    builtin("upper", "upper(text: String): String", &["text"], 1, text::upper),
    builtin("values", "values(map: { [String]: Any }): [Any]", &["map"], 1, collection::values),
    builtin("yaml", "yaml(path: Path): Json", &["path"], 1, document::yaml),
    builtin("zip", "zip(path: Path): Code", &["path"], 1, zip),
];

/// The forms of all functions, as a program would declare them; sorted.
pub fn signatures() -> impl Iterator<Item = &'static str> {
    BUILTINS.iter().map(|builtin| builtin.signature)
}

/// The signature of a function of the language, as a program would declare it.
pub fn signature(name: &str) -> Option<&'static str> {
    find(name).map(|builtin| builtin.signature)
}

/// The function of a name.
pub(crate) fn find(name: &str) -> Option<&'static Builtin> {
    BUILTINS.binary_search_by(|builtin| builtin.name.cmp(name)).ok().map(|index| &BUILTINS[index])
}

impl<'db> Evaluator<'db> {
    pub(crate) fn builtin(
        &mut self,
        cx: &Context<'db>,
        name: &str,
        given: Vec<Given<'db>>,
        at: Place<'db>,
        _name_at: Place<'db>,
    ) -> Value<'db> {
        // An unknown name is reported where names are checked.
        let Some(builtin) = find(name) else { return Value::Error };
        let Some(slots) = self.slots(builtin, given, at) else { return Value::Error };
        if slots.iter().flatten().any(|slot| crate::evaluate::has_error(&slot.value)) {
            return Value::Error;
        }
        let call = Call { name: builtin.name, slots, at, cx: cx.clone() };
        (builtin.run)(self, &call)
    }

    fn slots(
        &mut self,
        builtin: &Builtin,
        given: Vec<Given<'db>>,
        at: Place<'db>,
    ) -> Option<Vec<Option<Spanned<'db>>>> {
        let mut slots: Vec<Option<Spanned<'db>>> =
            builtin.parameters.iter().map(|_| None).collect();
        for (position, argument) in given.into_iter().enumerate() {
            let index = match &argument.name {
                None => Some(position),
                Some(name) => {
                    builtin.parameters.iter().position(|parameter| *parameter == &*name.text)
                }
            };
            match index.and_then(|index| Some((index, slots.get_mut(index)?))) {
                Some((_, slot @ None)) => *slot = Some(argument.value),
                Some((index, Some(_))) => {
                    self.error(
                        "duplicate-argument",
                        argument.value.at,
                        format!("`{}` is given twice", builtin.parameters[index]),
                        "remove one of them",
                    );
                    return None;
                }
                None => {
                    self.superfluous_slot(builtin, &argument, at);
                    return None;
                }
            }
        }
        if let Some(missing) = (0..builtin.required).find(|index| slots[*index].is_none()) {
            self.error(
                "missing-argument",
                at,
                format!("`{}` needs `{}`", builtin.name, builtin.parameters[missing]),
                format!("its form is `{}`", builtin.signature),
            );
            return None;
        }
        Some(slots)
    }

    /// Reports an argument that the function does not take.
    fn superfluous_slot(&mut self, builtin: &Builtin, argument: &Given<'db>, call: Place<'db>) {
        let form = format!("its form is `{}`", builtin.signature);
        let Some(name) = &argument.name else {
            let takes = crate::scopes::counted(builtin.parameters.len(), "argument");
            let message = format!("`{}` takes {takes}", builtin.name);
            self.error("unknown-argument", argument.value.at, message, form);
            return;
        };
        let at = Place { range: name.range, ..call };
        let message = format!("`{}` has no parameter `{}`", builtin.name, name.text);
        let finding = Diagnostic::error("unknown-argument", at, message);
        self.report(match nearest(&name.text, builtin.parameters.iter().copied()) {
            Some(near) => finding.with_help(format!("did you mean `{near}`?")).with_guess(
                format!("write `{near}`"),
                at,
                near,
            ),
            None => finding.with_help(form),
        });
    }

    /// Reports an argument of the wrong type.
    fn bad_argument(&mut self, call: &Call<'db>, index: usize, wanted: &str) -> Value<'db> {
        let slot = &call.slots[index];
        let (at, found) = match slot {
            Some(slot) => (slot.at, self.describe(&slot.value)),
            None => (call.at, "nothing".to_owned()),
        };
        self.error(
            "type-mismatch",
            at,
            format!("`{}` takes {wanted} here, and this is {found}", call.name),
            find(call.name)
                .map_or_else(String::new, |builtin| format!("its form is `{}`", builtin.signature)),
        )
    }

    /// A known String argument, or the value to give up with.
    fn text_argument(&mut self, call: &Call<'db>, index: usize) -> Result<Arc<str>, Value<'db>> {
        let Some(slot) = &call.slots[index] else { return Err(Value::Error) };
        match &slot.value {
            Value::String(text) => Ok(text.clone()),
            Value::Unknown(ty) if ty.is_optional() => Err(self.may_be_null(slot.at)),
            Value::Unknown(ty)
                if ty.is_text() || matches!(ty.plain(), Ty::Any | Ty::Error | Ty::Union(_)) =>
            {
                Err(Value::Unknown(Ty::Any))
            }
            Value::Deploy(_) | Value::If(_) | Value::Condition(_) => {
                let reason = format!("`{}` is computed when the program is compiled", call.name);
                Err(self.phase_error(slot, &reason))
            }
            _ => Err(self.bad_argument(call, index, "a String")),
        }
    }

    /// The path that an argument names: as it is known in the project, and as it is written. A String
    /// is relative to the file that it is written in; a Path has been resolved where it became one.
    fn path_argument(
        &mut self,
        call: &Call<'db>,
        index: usize,
    ) -> Result<(Arc<str>, Arc<str>), Value<'db>> {
        if let Some(Spanned { value: Value::Path(path), at: _ }) = &call.slots[index] {
            return Ok((path.clone(), path.clone()));
        }
        let at = call.slots[index].as_ref().map_or(call.at, |slot| slot.at);
        let written = self.text_argument(call, index)?;
        let file = at.declaration.file(self.db);
        Ok((crate::import::project_path(self.db, file, &written), written))
    }

    /// A known Int argument, or the value to give up with.
    fn int_argument(&mut self, call: &Call<'db>, index: usize) -> Result<i64, Value<'db>> {
        let Some(slot) = &call.slots[index] else { return Err(Value::Error) };
        match &slot.value {
            Value::Int(number) => Ok(*number),
            Value::Unknown(_) => Err(Value::Unknown(Ty::Any)),
            Value::Deploy(_) | Value::If(_) | Value::Condition(_) => {
                let reason = format!("`{}` is computed when the program is compiled", call.name);
                Err(self.phase_error(slot, &reason))
            }
            _ => Err(self.bad_argument(call, index, "an Int")),
        }
    }
}

fn statements<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let Some(needs) = &call.slots[0] else { return Value::Error };
    match evaluator.known_list(needs) {
        Ok(needs) => evaluator.statements(&needs),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::Json.list()),
        Err(value) => value,
    }
}

fn parted<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let (Some(on), Some(needs)) = (&call.slots[0], &call.slots[1]) else { return Value::Error };
    match (evaluator.known_list(on), evaluator.known_list(needs)) {
        (Ok(on), Ok(needs)) => evaluator.parted(&on, &needs, call.at),
        (Err(Value::Error), _) | (_, Err(Value::Error)) => Value::Error,
        _ => Value::Unknown(Ty::Any),
    }
}

fn discovery<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let (Some(needs), Some(beside)) = (&call.slots[0], &call.slots[1]) else { return Value::Error };
    let (Ok(variables), Ok(parameter)) =
        (evaluator.int_argument(call, 2), evaluator.int_argument(call, 3))
    else {
        return Value::Error;
    };
    let characters = |number| usize::try_from(number).unwrap_or_default();
    let room = Room { variables: characters(variables), parameter: characters(parameter) };
    match evaluator.known_list(needs) {
        Ok(needs) => evaluator.discovery(&call.cx, &needs, &beside.value, &room, call.at),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::Any),
        Err(value) => value,
    }
}

/// The resource of a type that a value names: by its `Ref` or an attribute.
fn named<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    let wanted = match evaluator.text_argument(call, 1) {
        Ok(wanted) => wanted,
        Err(value) => return value,
    };
    let Some(value) = &call.slots[0] else { return Value::Error };
    evaluator.over_choices(value, &mut |evaluator, value| {
        let instance = match &value.value {
            Value::Reference(reference) => reference.instance,
            Value::Deploy(deploy) => match &deploy.computation {
                Computation::Ref(instance) | Computation::Attribute(instance, _) => *instance,
                _ => return Value::Null,
            },
            Value::Unknown(_) => return Value::Unknown(Ty::Resource(wanted.clone()).optional()),
            _ => return Value::Null,
        };
        if crate::resource_type(evaluator.db, instance).as_ref() == Some(&wanted) {
            Value::Reference(Reference { instance, condition: None })
        } else {
            Value::Null
        }
    })
}

fn image<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    code(evaluator, call, CodeKind::Image)
}

fn zip<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>) -> Value<'db> {
    code(evaluator, call, CodeKind::Archive)
}

fn code<'db>(evaluator: &mut Evaluator<'db>, call: &Call<'db>, kind: CodeKind) -> Value<'db> {
    let at = call.slots[0].as_ref().map_or(call.at, |slot| slot.at);
    match evaluator.path_argument(call, 0) {
        Ok((path, written)) => evaluator.code_at(path, &written, kind, at),
        Err(Value::Unknown(_)) => Value::Unknown(Ty::Code),
        Err(value) => value,
    }
}

/// The slot of an optional argument that is there and not null.
fn optional<'a, 'db>(slots: &'a Slots<'db>, index: usize) -> Option<&'a Spanned<'db>> {
    slots.get(index)?.as_ref().filter(|slot| slot.value != Value::Null)
}

#[cfg(test)]
mod tests {
    use super::BUILTINS;

    #[test]
    fn functions_are_sorted_and_say_their_form() {
        assert!(BUILTINS.is_sorted_by_key(|builtin| builtin.name));
        for builtin in BUILTINS {
            assert!(
                builtin.signature.starts_with(&format!("{}(", builtin.name)),
                "{}",
                builtin.name
            );
            assert!(builtin.required <= builtin.parameters.len(), "{}", builtin.name);
        }
    }
}
