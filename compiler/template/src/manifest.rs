//! What deploying a template needs beside it.
//!
//! ```json
//! {
//!   "version": 1,
//!   "stack": "Thumbnails-prod",
//!   "environment": "prod",
//!   "region": "eu-west-1",
//!   "tags": { "team": "media" },
//!   "parameters": { "retentionDays": 30 },
//!   "assetParameters": { "bucket": "AssetBucket" },
//!   "assets": [{ "path": "resize", "kind": "archive", "hash": "…", "key": "sparta/….zip" }],
//!   "imports": [{ "parameter": "networkVpcId", "stack": "Network-prod", "file": "network.sparta", "output": "vpcId" }]
//! }
//! ```

use sparta_semantics::{CodeKind, Configuration};

use crate::Document;
use crate::document::Object;
use crate::emitter::Emitter;

/// The version of the manifest's form.
const VERSION: i64 = 1;

impl<'db> Emitter<'_, 'db> {
    /// The manifest, once the template has been put together.
    pub(crate) fn manifest(&mut self, configuration: &'db Configuration<'db>) -> Document<'db> {
        let environment = configuration.environment.as_deref();
        let mut manifest = Object::default();
        manifest.put("version", Document::Integer(VERSION));
        manifest.put("stack", Document::text(self.deployed_name(self.graph.program.stack)));
        manifest.put_if("environment", environment.map(Document::text));
        manifest.put_if("region", configuration.region.as_deref().map(Document::text));
        let settings =
            self.graph.program.declarations.iter().find_map(|(_, it)| it.settings.as_ref());
        let tags = settings.map_or(Document::Object(Vec::new()), |it| self.fields(&it.tags));
        manifest.put("tags", tags);
        manifest.put("parameters", self.fields(&configuration.parameters));
        let (bucket, repository) = self.assets.parameters();
        let mut parameters = Object::default();
        parameters.put_if("bucket", bucket.map(|id| Document::text(id.to_owned())));
        parameters.put_if("repository", repository.map(|id| Document::text(id.to_owned())));
        manifest.put("assetParameters", parameters.done());
        let assets = self.assets.used.iter().map(|asset| {
            let mut object = Object::default();
            object.put("path", Document::text(asset.path));
            let (kind, key) = match asset.kind {
                CodeKind::Archive => ("archive", "key"),
                CodeKind::Image => ("image", "tag"),
            };
            object.put("kind", Document::text(kind));
            object.put("hash", Document::text(asset.hash));
            object.put(key, Document::text(asset.key()));
            object.done()
        });
        manifest.put("assets", Document::List(assets.collect()));
        let imports = self.imports.used.iter().map(|import| {
            let file = import.stack.file(self.db);
            let mut object = Object::default();
            object.put("parameter", Document::text(import.parameter.clone()));
            object.put("stack", Document::text(self.deployed_name(import.stack)));
            object.put("file", Document::text(&**file.path(self.db)));
            object.put("output", Document::text(import.output));
            object.done()
        });
        manifest.put("imports", Document::List(imports.collect()));
        manifest.done()
    }
}
