//! Resources.

use petgraph::graph::NodeIndex;
use sparta_semantics::Spanned;

use crate::Document;
use crate::document::Object;
use crate::emitter::Emitter;

impl<'db> Emitter<'_, 'db> {
    /// The section `Resources`, in the order in which they are declared.
    pub(crate) fn resources(&mut self) -> Document<'db> {
        let mut section = Vec::with_capacity(self.graph.resources.len());
        for position in 0..self.graph.resources.len() {
            let id = &*self.graph.resources[position].id;
            section.push((id.into(), self.resource(NodeIndex::new(position))));
        }
        Document::Object(section)
    }

    fn resource(&mut self, node: NodeIndex) -> Document<'db> {
        let resource = self.graph.resource(node);
        self.owner = &resource.id;
        let mut object = Object::default();
        object.put("Type", Document::text(&*resource.ty));
        if let Some(condition) = &resource.condition {
            object.put("Condition", Document::Text(self.conditions_name(condition)));
        }
        let mut depends_on = self.graph.depends_on(node);
        match depends_on.pop() {
            None => {}
            Some(only) if depends_on.is_empty() => object.put("DependsOn", Document::text(only)),
            Some(last) => {
                depends_on.push(last);
                let ids = depends_on.into_iter().map(Document::text).collect();
                object.put("DependsOn", Document::List(ids));
            }
        }
        let text = |text: &'db Option<std::sync::Arc<str>>| text.as_deref().map(Document::text);
        object.put_if("DeletionPolicy", text(&resource.deletion_policy));
        object.put_if("UpdateReplacePolicy", text(&resource.update_replace_policy));
        object.put_if("CreationPolicy", self.part(resource.creation_policy.as_ref()));
        object.put_if("UpdatePolicy", self.part(resource.update_policy.as_ref()));
        object.put_if("Metadata", self.part(resource.metadata.as_ref()));
        object.put_filled("Properties", self.fields(&resource.properties));
        object.done()
    }

    /// A part that may be missing.
    pub(crate) fn part(&mut self, value: Option<&'db Spanned<'db>>) -> Option<Document<'db>> {
        value.and_then(|value| self.value(&value.value))
    }
}
