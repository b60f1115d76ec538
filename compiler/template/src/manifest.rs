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
//!
//! Paths are relative to the folder of the entry file, so that they are the same whatever folder the
//! project is found to be in.

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
        let entry = configuration.stack.file(self.db).path(self.db);
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
            object.put("path", Document::text(relative(entry, asset.path)));
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
            object.put("file", Document::text(relative(entry, file.path(self.db))));
            object.put("output", Document::text(import.output));
            object.done()
        });
        manifest.put("imports", Document::List(imports.collect()));
        manifest.done()
    }
}

/// The way from the folder of one file to a path; both are relative to the project's folder.
fn relative(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let segments = |path| str::split(path, '/').filter(|it| !it.is_empty()).collect::<Vec<_>>();
    let (folder, path) = (segments(folder), segments(path));
    let shared = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = folder[shared..].iter().map(|_| "..");
    let way: Vec<&str> = up.chain(path[shared..].iter().copied()).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_are_seen_from_the_entry_file() {
        assert_eq!(relative("shop.sparta", "resize"), "resize");
        assert_eq!(relative("stacks/shop.sparta", "stacks/resize/src"), "resize/src");
        assert_eq!(relative("stacks/shop.sparta", "code/resize"), "../code/resize");
        assert_eq!(relative("stacks/shop.sparta", "stacks"), ".");
    }
}
