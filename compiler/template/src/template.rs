//! The template as a whole.

use sparta_graph::{Graph, graph, grouped, quotas};
use sparta_semantics::{Configuration, Db, Finding};

use crate::document::Object;
use crate::emitter::Emitter;
use crate::{Document, json, yaml};

/// A template and its manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Template<'db> {
    pub document: Document<'db>,
    pub manifest: Document<'db>,
}

impl Template<'_> {
    /// The template as JSON.
    pub fn to_json(&self) -> String {
        json(&self.document)
    }

    /// The template as YAML.
    pub fn to_yaml(&self) -> String {
        yaml(&self.document)
    }

    /// The manifest as JSON.
    pub fn manifest_json(&self) -> String {
        json(&self.manifest)
    }
}

/// The template of a stack in one of its configurations.
pub fn template<'db>(db: &'db dyn Db, configuration: &'db Configuration<'db>) -> Template<'db> {
    let graph = graph(db, configuration.stack);
    let mut emitter = Emitter::new(&graph, configuration.environment.as_deref());
    let document = emitter.document();
    let manifest = emitter.manifest(configuration);
    Template { document, manifest }
}

/// Whether the template is larger than `CloudFormation` takes: what `sparta_graph::check_with` asks of
/// this layer.
pub fn findings<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let Some(quotas) = quotas() else { return Vec::new() };
    let settings = || graph.program.declarations.iter().find_map(|(_, it)| it.settings.as_ref());
    if settings().is_some_and(|it| it.allow.iter().any(|name| &**name == "quota")) {
        return Vec::new();
    }
    let Some(at) = settings().map(|it| it.at).or_else(|| graph.resources.first().map(|it| it.at))
    else {
        return Vec::new();
    };
    let most = quotas.template.bytes;
    // Parameters, outputs, mappings and conditions are small beside the resources.
    if graph.bytes + graph.bytes / 4 < near(most, quotas.near) {
        return Vec::new();
    }
    // Written as tightly as it can be, which is what deploy sends when nothing else is left.
    let bytes = Emitter::new(graph, None).document().bytes();
    let numbers = format!("{} bytes, and CloudFormation takes {}", grouped(bytes), grouped(most));
    let help = "divide the stack: `import stack` lets one use the outputs of another";
    if bytes > most {
        vec![Finding::error("quota", at, format!("the template has {numbers}")).with_help(help)]
    } else if bytes > near(most, quotas.near) {
        let message = format!("the template is nearly full: it has {numbers}");
        vec![Finding::warning("quota-near", at, message).with_help(help)]
    } else {
        Vec::new()
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "quotas are far below 2^52, and the part is between 0 and 1"
)]
fn near(most: usize, part: f64) -> usize {
    (most as f64 * part) as usize
}

impl<'db> Emitter<'_, 'db> {
    /// The template. What conditions, mappings and parameters there are shows when everything else
    /// has been written.
    pub(crate) fn document(&mut self) -> Document<'db> {
        let settings =
            self.graph.program.declarations.iter().find_map(|(_, it)| it.settings.as_ref());
        let metadata = settings.and_then(|it| self.part(it.metadata.as_ref()));
        let rules = settings.and_then(|it| self.part(it.rules.as_ref()));
        let resources = self.resources();
        let outputs = self.outputs();
        let conditions = self.conditions.done();
        let mappings = self.mappings();
        let parameters = self.parameters();
        let mut document = Object::default();
        document.put("AWSTemplateFormatVersion", Document::text("2010-09-09"));
        let description = settings.and_then(|it| it.description.as_deref());
        document.put_if("Description", description.map(Document::text));
        document.put_if("Metadata", metadata);
        document.put_if("Transform", self.transform());
        document.put_if("Rules", rules);
        document.put_filled("Parameters", parameters);
        document.put_filled("Mappings", mappings);
        document.put_filled("Conditions", conditions);
        document.put("Resources", resources);
        document.put_filled("Outputs", outputs);
        document.done()
    }

    /// The section `Transform`. The language extensions have to come first.
    fn transform(&self) -> Option<Document<'db>> {
        const EXTENSIONS: &str = "AWS::LanguageExtensions";
        let settings =
            self.graph.program.declarations.iter().find_map(|(_, it)| it.settings.as_ref());
        let written = settings.map_or(&[][..], |it| &it.transforms);
        let mut names: Vec<&'db str> = written.iter().map(|name| &**name).collect();
        if self.extended && !names.contains(&EXTENSIONS) {
            names.insert(0, EXTENSIONS);
        }
        match names.as_slice() {
            [] => None,
            [only] => Some(Document::text(*only)),
            _ => Some(Document::List(names.into_iter().map(Document::text).collect())),
        }
    }
}
