//! Where code and images are found at deploy.
//!
//! All archives of a stack lie in one bucket, which the parameter `AssetBucket` names; an archive's
//! key in it is `sparta/HASH.zip` and written out: it follows from the content, so a template changes
//! exactly when the code does. Images lie in one repository, which `AssetRepository` names by its
//! URI, tagged with their hash. A parameter is there only if something uses it.

use rustc_hash::FxHashSet;
use sparta_semantics::CodeKind;

use crate::Document;
use crate::document::Object;

/// The assets of a stack, in the order of their first use.
pub(crate) struct Assets<'db> {
    pub(crate) used: Vec<Asset<'db>>,
    bucket: Option<String>,
    repository: Option<String>,
    bucket_id: String,
    repository_id: String,
}

/// Something that has to be uploaded before the template can be deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset<'db> {
    /// Relative to the project's folder; the manifest says it relative to the entry file's.
    pub path: &'db str,
    /// SHA-256 of the content.
    pub hash: &'db str,
    pub kind: CodeKind,
}

impl Asset<'_> {
    /// The key in the bucket, or the tag in the repository.
    pub fn key(&self) -> String {
        match self.kind {
            CodeKind::Archive => format!("sparta/{}.zip", self.hash),
            CodeKind::Image => self.hash.to_owned(),
        }
    }
}

impl<'db> Assets<'db> {
    /// The parameters get ids that the program has not taken.
    pub(crate) fn new(taken: &FxHashSet<&str>) -> Self {
        let free = |wanted: &str| {
            let numbered = (2..).map(|number| format!("{wanted}{number}"));
            let mut ids = std::iter::once(wanted.to_owned()).chain(numbered);
            ids.find(|id| !taken.contains(id.as_str())).unwrap_or_default()
        };
        Self {
            used: Vec::new(),
            bucket: None,
            repository: None,
            bucket_id: free("AssetBucket"),
            repository_id: free("AssetRepository"),
        }
    }

    /// The id of the parameter that names the bucket.
    pub(crate) fn bucket(&mut self, path: &'db str, hash: &'db str) -> String {
        self.use_of(Asset { path, hash, kind: CodeKind::Archive });
        self.bucket.get_or_insert_with(|| self.bucket_id.clone()).clone()
    }

    /// The key of an archive.
    pub(crate) fn key(&mut self, path: &'db str, hash: &'db str) -> String {
        let asset = Asset { path, hash, kind: CodeKind::Archive };
        let key = asset.key();
        self.use_of(asset);
        key
    }

    /// The id of the parameter that names the repository.
    pub(crate) fn repository(&mut self, path: &'db str, hash: &'db str) -> String {
        self.use_of(Asset { path, hash, kind: CodeKind::Image });
        self.repository.get_or_insert_with(|| self.repository_id.clone()).clone()
    }

    /// The ids of the parameters in use: of the bucket and of the repository.
    pub(crate) fn parameters(&self) -> (Option<&str>, Option<&str>) {
        (self.bucket.as_deref(), self.repository.as_deref())
    }

    /// The declarations of those parameters.
    pub(crate) fn declare(&self, parameters: &mut Object<'db>) {
        let described = [
            (&self.bucket, "The bucket that holds the code of this stack"),
            (&self.repository, "The URI of the repository that holds the images of this stack"),
        ];
        for (id, description) in described {
            let Some(id) = id else { continue };
            let mut parameter = Object::default();
            parameter.put("Type", Document::text("String"));
            parameter.put("Description", Document::text(description));
            parameters.put(id.clone(), parameter.done());
        }
    }

    fn use_of(&mut self, asset: Asset<'db>) {
        // The bucket and the key of one asset are asked for one after the other.
        if self.used.last() != Some(&asset) && !self.used.contains(&asset) {
            self.used.push(asset);
        }
    }
}
