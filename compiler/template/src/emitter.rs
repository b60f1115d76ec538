//! What values become.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use sparta_graph::Graph;
use sparta_semantics::{
    AssetPart, Column, Computation, Db, Declaration, Deploy, Fields, Instance, ParameterRef,
    Spanned, Stack, Value, logical_id, resource_of, stack_name,
};

use crate::Document;
use crate::asset::Assets;
use crate::condition::Conditions;
use crate::imported::Imports;
use crate::mapping::Mappings;

/// Turns values into documents and remembers what they need elsewhere in the template: conditions,
/// mappings, parameters for assets and for what other stacks give.
pub(crate) struct Emitter<'a, 'db> {
    pub(crate) db: &'db dyn Db,
    pub(crate) graph: &'a Graph<'db>,
    /// The resource or output at hand, which names the conditions that have no name.
    pub(crate) owner: &'db str,
    pub(crate) conditions: Conditions<'db>,
    pub(crate) mappings: Mappings<'db>,
    pub(crate) assets: Assets<'db>,
    pub(crate) imports: Imports<'db>,
    /// The environment that the template is for.
    pub(crate) environment: Option<&'db str>,
    /// Whether something needs `AWS::LanguageExtensions`.
    pub(crate) extended: bool,
    parameters: FxHashMap<Declaration<'db>, &'db str>,
}

/// A value as the template of its stack has it, as JSON; none of what is left out.
pub fn value_json<'db>(graph: &Graph<'db>, value: &'db Value<'db>) -> Option<String> {
    let mut emitter = Emitter::new(graph, None);
    let document = emitter.value(value)?;
    Some(crate::json(&document).trim_end().to_owned())
}

impl<'a, 'db> Emitter<'a, 'db> {
    pub(crate) fn new(graph: &'a Graph<'db>, environment: Option<&'db str>) -> Self {
        let parameters = graph.program.declarations.iter().filter_map(|(declaration, lowered)| {
            lowered.parameter.as_ref().map(|parameter| (*declaration, &*parameter.id))
        });
        let parameters: FxHashMap<_, _> = parameters.collect();
        let mut taken: rustc_hash::FxHashSet<&'db str> = parameters.values().copied().collect();
        taken.extend(graph.resources.iter().map(|resource| &*resource.id));
        Self {
            db: graph.db,
            graph,
            owner: "",
            assets: Assets::new(&taken),
            conditions: Conditions::new(taken),
            mappings: Mappings::default(),
            imports: Imports::default(),
            environment,
            extended: false,
            parameters,
        }
    }

    /// The logical id of a resource.
    pub(crate) fn id(&self, instance: Instance<'db>) -> Cow<'db, str> {
        match self.graph.node(instance) {
            Some(node) => Cow::Borrowed(&self.graph.resource(node).id),
            None => Cow::Owned(logical_id(self.db, resource_of(self.db, instance))),
        }
    }

    /// A value as a document; none of what is left out.
    pub(crate) fn value(&mut self, value: &'db Value<'db>) -> Option<Document<'db>> {
        Some(match value {
            // Null is left out; of the rest nothing comes through lowering without a finding.
            Value::Error
            | Value::Null
            | Value::Unknown(_)
            | Value::Grant(_)
            | Value::Event(_)
            | Value::Metric(_)
            | Value::Code(_)
            | Value::Namespace(_) => return None,
            Value::Bool(value) => Document::Bool(*value),
            Value::Int(number) => Document::Integer(*number),
            Value::Float(number) => Document::Number(number.0),
            Value::String(text) | Value::Path(text) => Document::text(&**text),
            Value::Duration(milliseconds) => measure(*milliseconds, 1_000),
            Value::Size(bytes) => measure(*bytes, 1 << 20),
            Value::List(elements) => {
                Document::List(elements.iter().filter_map(|it| self.value(&it.value)).collect())
            }
            Value::Object(fields) => self.fields(fields),
            Value::Reference(reference) => Document::reference(self.id(reference.instance)),
            Value::Deploy(deploy) => self.computation(deploy),
            Value::Condition(condition) => {
                let condition = self.conditions_name(condition);
                choice(condition, Document::Bool(true), Document::Bool(false))
            }
            Value::If(it) => {
                let (condition, then, otherwise) = self.branches(it);
                choice(condition, self.operand(then), self.operand(otherwise))
            }
        })
    }

    /// The fields of an object, without those that are left out.
    pub(crate) fn fields(&mut self, fields: &'db Fields<'db>) -> Document<'db> {
        let mut object = Vec::with_capacity(fields.len());
        for field in fields {
            if let Some(value) = self.value(&field.value.value) {
                object.push((Cow::Borrowed(&*field.name), value));
            }
        }
        Document::Object(object)
    }

    /// A value where something has to stand.
    pub(crate) fn operand(&mut self, value: &'db Value<'db>) -> Document<'db> {
        self.value(value).unwrap_or_else(Document::no_value)
    }

    /// A list as text; what was split by the same separator is what it was.
    pub(crate) fn joined(&mut self, separator: &'db str, list: &'db Value<'db>) -> Document<'db> {
        if let Value::Deploy(deploy) = list
            && let Computation::Split { separator: by, text } = &deploy.computation
            && **by == *separator
        {
            return self.spanned(text);
        }
        let list = match list {
            Value::List(elements) => Document::List(
                elements
                    .iter()
                    .filter(|element| element.value != Value::Null)
                    .map(|element| match &element.value {
                        // A number is text here; what may be left out is.
                        Value::Int(_) | Value::Float(_) | Value::Bool(_) => {
                            self.as_text(&element.value)
                        }
                        other => self.operand(other),
                    })
                    .collect(),
            ),
            other => self.operand(other),
        };
        function("Fn::Join", [Document::text(separator), list])
    }

    fn spanned(&mut self, value: &'db Spanned<'db>) -> Document<'db> {
        self.operand(&value.value)
    }

    /// The parameter's logical id.
    pub(crate) fn parameter(
        &mut self,
        parameter: &'db ParameterRef<'db>,
        deploy: &'db Deploy<'db>,
    ) -> Cow<'db, str> {
        match parameter {
            ParameterRef::Declared(declaration) => {
                let known = self.parameters.get(declaration).copied();
                Cow::Borrowed(known.unwrap_or_else(|| declaration.name(self.db)))
            }
            ParameterRef::Imported { import, output, stack } => {
                self.imports.parameter(self.db, *import, output, *stack, &deploy.ty)
            }
        }
    }

    /// The name of a stack in the environment at hand: `Shop-prod`.
    pub(crate) fn deployed_name(&self, stack: Stack<'db>) -> String {
        let name = stack_name(self.db, stack.file(self.db));
        match self.environment {
            Some(environment) => format!("{name}-{environment}"),
            None => name.to_string(),
        }
    }

    /// What `CloudFormation` computes.
    pub(crate) fn computation(&mut self, deploy: &'db Deploy<'db>) -> Document<'db> {
        match &deploy.computation {
            Computation::Parameter(parameter) => {
                Document::reference(self.parameter(parameter, deploy))
            }
            Computation::Ref(instance) => Document::reference(self.id(*instance)),
            Computation::Attribute(instance, attribute) => function(
                "Fn::GetAtt",
                [Document::text(self.id(*instance)), Document::text(&**attribute)],
            ),
            Computation::Pseudo(name) => Document::reference(&**name),
            Computation::StackName(stack) => Document::text(self.deployed_name(*stack)),
            Computation::Text(parts) => self.text(parts),
            Computation::Join { separator, list } => self.joined(separator, &list.value),
            Computation::Split { separator, text } => {
                let text = match &text.value {
                    // `Fn::Split` takes no `Fn::GetStackOutput`, `Fn::Join` does.
                    Value::Deploy(from)
                        if matches!(from.computation, Computation::StackOutput(_)) =>
                    {
                        let parts = Document::List(vec![self.computation(from)]);
                        function("Fn::Join", [Document::text(""), parts])
                    }
                    other => self.operand(other),
                };
                function("Fn::Split", [Document::text(&**separator), text])
            }
            Computation::Select { index, list } => {
                function("Fn::Select", [self.spanned(index), self.spanned(list)])
            }
            Computation::Zones { region } => Document::function("Fn::GetAZs", self.spanned(region)),
            Computation::Cidr { block, count, bits } => {
                function("Fn::Cidr", [self.spanned(block), self.spanned(count), self.spanned(bits)])
            }
            Computation::Base64(text) => Document::function("Fn::Base64", self.spanned(text)),
            Computation::ImportValue(name) => {
                Document::function("Fn::ImportValue", self.spanned(name))
            }
            Computation::StackOutput(operand) => {
                Document::function("Fn::GetStackOutput", self.spanned(operand))
            }
            Computation::Lookup { mapping, key, column } => {
                self.mappings.use_of(mapping);
                let column = match column {
                    Column::Named(path) => Document::Text(crate::mapping::column(path)),
                    Column::Computed(column) => self.spanned(column),
                };
                let mapping = Document::text(&*mapping.id);
                function("Fn::FindInMap", [mapping, self.spanned(key), column])
            }
            Computation::Length(list) => {
                self.extended = true;
                Document::function("Fn::Length", self.spanned(list))
            }
            Computation::ToJson(value) => {
                self.extended = true;
                Document::function("Fn::ToJsonString", self.spanned(value))
            }
            Computation::Transform { name, parameters } => {
                let mut operand = vec![("Name".into(), self.spanned(name))];
                if let Some(parameters) = self.value(&parameters.value) {
                    operand.push(("Parameters".into(), parameters));
                }
                Document::function("Fn::Transform", Document::Object(operand))
            }
            Computation::Dynamic(text) => Document::text(&**text),
            Computation::Asset { path, hash, part } => match part {
                AssetPart::Bucket => Document::reference(self.assets.bucket(path, hash)),
                AssetPart::Key => Document::text(self.assets.key(path, hash)),
                AssetPart::Image => {
                    let repository = self.assets.repository(path, hash);
                    Document::function(
                        "Fn::Sub",
                        Document::text(format!("${{{repository}}}:{hash}")),
                    )
                }
            },
        }
    }
}

/// An intrinsic function of several operands.
fn function<'a, const N: usize>(name: &'static str, operands: [Document<'a>; N]) -> Document<'a> {
    Document::function(name, Document::List(operands.into()))
}

/// `Fn::If`.
pub(crate) fn choice<'a>(
    condition: Cow<'a, str>,
    then: Document<'a>,
    otherwise: Document<'a>,
) -> Document<'a> {
    function("Fn::If", [Document::Text(condition), then, otherwise])
}

/// A measure that no property gave a unit of its own.
fn measure<'a>(amount: i64, unit: i64) -> Document<'a> {
    if amount % unit == 0 {
        return Document::Integer(amount / unit);
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "such a measure is given in whole units or few of them"
    )]
    let number = amount as f64 / unit as f64;
    Document::Number(number)
}
