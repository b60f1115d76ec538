//! Files and pages that a program names.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Content, Db, File, declarations, resolve_path};

use crate::Project;
use crate::rename_files::paths;

/// A place in a text that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    pub range: TextRange,
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file of the project or of the standard library.
    File(File),
    /// A file or folder of the project that is not text.
    Path(String),
    Url(String),
}

/// The links of a file, in the order of the text.
pub fn document_links(db: &dyn Db, project: Project, file: File) -> Vec<DocumentLink> {
    let mut links = urls(file.text(db));
    let own = file.path(db);
    for &declaration in declarations(db, file) {
        let start = declaration.start(db);
        for (path, range) in paths(db, project, declaration) {
            let mut there = resolve_path(own, &path);
            if there.starts_with("std/") && !there.ends_with(".sparta") {
                there.push_str(".sparta");
            }
            let target = db.file(&there);
            let target = match target.content(db) {
                Content::Text(_) => LinkTarget::File(target),
                Content::Bytes(_) | Content::Folder { .. } => LinkTarget::Path(there),
                Content::Missing | Content::Unreadable(_) | Content::Outside => continue,
            };
            links.push(DocumentLink { range: range + start, target });
        }
    }
    links.sort_by_key(|link| link.range.start());
    links
}

/// The addresses of pages in a text, without what ends the sentence around them.
fn urls(text: &str) -> Vec<DocumentLink> {
    let mut links = Vec::new();
    let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    for (start, _) in text.match_indices("https://") {
        let ends = |it: char| it.is_whitespace() || "<>\"'`()[]{}".contains(it);
        let url = text[start..].split(ends).next().unwrap_or_default();
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        if url.len() > "https://".len() {
            let range = TextRange::at(size(start), TextSize::of(url));
            links.push(DocumentLink { range, target: LinkTarget::Url(url.to_owned()) });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use sparta_semantics::Db as _;

    use super::{LinkTarget, document_links};
    use crate::fixture::Fixture;

    #[test]
    fn files_and_pages_are_links() {
        let fixture = Fixture::new(
            "
//- /main.sparta
// See <https://example.com/a>, and https://example.com/b.
import { delay } from \"./times.sparta\"
import { Statement } from \"std/policy\"
lambda f { code: \"./f\", timeout: delay }
let text = file(\"./f/a.js\")
let nothing = file(\"./none\")
//- /times.sparta
let delay = 3s
//- /f/a.js
",
        );
        let file = fixture.db.file("main.sparta");
        let links = document_links(&fixture.db, fixture.project, file);
        let shown = links.iter().map(|link| {
            let target = match &link.target {
                LinkTarget::File(file) => format!("file {}", file.path(&fixture.db)),
                LinkTarget::Path(path) => format!("path {path}"),
                LinkTarget::Url(url) => format!("url {url}"),
            };
            format!("{} -> {target}\n", &file.text(&fixture.db)[link.range])
        });
        expect![[r#"
            https://example.com/a -> url https://example.com/a
            https://example.com/b -> url https://example.com/b
            "./times.sparta" -> file times.sparta
            "std/policy" -> file std/policy.sparta
            "./f" -> path f
            "./f/a.js" -> file f/a.js
        "#]]
        .assert_eq(&shown.collect::<String>());
    }
}
