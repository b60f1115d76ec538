//! What a program becomes as a file, for clients that show files and nothing else.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tower_lsp::ls_types::Uri;

use crate::library::cache;
use crate::outbox::Message;
use crate::requests::execute_command::View;
use crate::session::Session;
use crate::uri;

impl Session {
    /// Has the client show what a program becomes, if it shows files. The file lies in the user's cache.
    pub(crate) fn show(&self, document: &Uri, view: &View) {
        if !self.client.shows_documents() {
            return;
        }
        let (extension, text) = match view {
            View::Text { language: "markdown", text } => ("md", text),
            View::Text { language, text } => (*language, text),
            View::Page { html, .. } => ("html", html),
        };
        let program = uri::path_of(document).unwrap_or_else(|| "program".into());
        let written = write(&program.with_extension(extension), text);
        if let Some(uri) = written.ok().and_then(|path| uri::uri_of(&path)) {
            self.outbox.send(Message::Show { uri, outside: extension == "html" });
        }
    }
}

/// Writes a file that is called like this one.
fn write(called: &Path, text: &str) -> io::Result<PathBuf> {
    let folder = cache().unwrap_or_else(env::temp_dir).join("spartac").join("shown");
    fs::create_dir_all(&folder)?;
    let path = folder.join(called.file_name().unwrap_or_default());
    fs::write(&path, text)?;
    Ok(path)
}
