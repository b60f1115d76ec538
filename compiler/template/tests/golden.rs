//! Whole programs and their templates, as committed text.
//!
//! `UPDATE=1 cargo test -p sparta-template` writes the templates anew; read what changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sparta_semantics::{Content, Database, Db, Source, stacks};
use sparta_template::template;

/// The folder of the programs.
struct Folder(PathBuf);

impl Source for Folder {
    fn read(&self, path: &str) -> Content {
        match std::fs::read_to_string(self.0.join(path)) {
            Ok(text) => Content::Text(text.into()),
            Err(_) => Content::Missing,
        }
    }
}

fn compare(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, text).expect("the folder can be written to");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(committed, text, "{} has changed", path.display());
}

#[test]
fn programs_become_these_templates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".sparta"))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for name in names {
        let db = Database::new(Arc::new(Folder(folder.clone())));
        let entry = db.file(&name);
        let found = sparta_graph::check_with(&db, entry, &[], sparta_template::findings);
        assert_eq!(found, [], "{name}");
        for configuration in &stacks(&db, entry, &[]) {
            let environment = configuration.environment.as_deref().unwrap_or("default");
            let stem = name.trim_end_matches(".sparta");
            let file = |extension: &str| folder.join(format!("{stem}.{environment}.{extension}"));
            let template = template(&db, configuration);
            compare(&file("json"), &template.to_json());
            compare(&file("yaml"), &template.to_yaml());
            compare(&file("manifest.json"), &template.manifest_json());
        }
    }
}
