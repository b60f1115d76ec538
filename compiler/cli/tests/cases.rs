//! What each command prints: the documents in `cases/` are run, and so is its page of the book.
//!
//! A block after a line such as `` `shop.sparta`: `` is a file; a `console` block holds commands, what
//! they print, and in brackets with which code they end unless that is 0.
//! `UPDATE=1 cargo test -p spartac --test cases` writes the documents anew; read what changed.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a command prints, and how it ends.
fn run(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_spartac"));
    let mut path = vec![binary.parent().expect("a binary lies in a folder").to_owned()];
    path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1; {command}"))
        .current_dir(folder)
        .env("PATH", env::join_paths(path).expect("paths"))
        .env("LC_ALL", "C")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("there is a shell");
    let mut printed = String::from_utf8(output.stdout).expect("all that is printed is UTF-8");
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    match output.status.code() {
        Some(0) => {}
        code => writeln!(printed, "[{}]", code.expect("it was not killed")).expect("a string"),
    }
    printed
}

/// The document as it is when its commands are run.
fn document(text: &str, folder: &Path) -> String {
    let mut result = String::new();
    let mut lines = text.lines();
    let mut file = None;
    while let Some(line) = lines.next() {
        writeln!(result, "{line}").expect("a string");
        if let Some(fence) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if fence == "console" {
                for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                    let printed = run(command, folder);
                    write!(result, "$ {command}\n{printed}").expect("a string");
                }
            } else {
                let text: String = block.iter().flat_map(|line| [*line, "\n"]).collect();
                if let Some(path) = file.take() {
                    write_file(&folder.join(path), &text);
                }
                result.push_str(&text);
            }
            result.push_str("```\n");
        } else if !line.is_empty() {
            file = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:"));
        }
    }
    result
}

fn write_file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("it can be made");
    fs::write(path, text).expect("it can be written");
}

#[test]
fn commands_do_what_the_documents_show() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut documents: Vec<PathBuf> = fs::read_dir(cases)
        .expect("there are cases")
        .map(|it| it.expect("a file").path())
        .collect();
    documents.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/command-line.md"));
    documents.sort();
    let mut changed = Vec::new();
    for path in documents {
        let name = path.file_stem().expect("a name").to_owned();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases").join(&name);
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).expect("the build folder can be written to");
        let text = fs::read_to_string(&path).expect("a document");
        let now = document(&text, &folder);
        if now == text {
            continue;
        }
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("a document can be written");
        } else {
            changed.push(format!("{}:\n{}", path.display(), difference(&text, &now)));
        }
    }
    assert!(changed.is_empty(), "documents that changed:\n{}", changed.join("\n"));
}

/// The first lines that differ.
fn difference(text: &str, now: &str) -> String {
    let same = text.lines().zip(now.lines()).take_while(|(was, is)| was == is).count();
    let shown = |text: &str, mark: &str| -> String {
        text.lines().skip(same).take(12).flat_map(|line| [mark, line, "\n"]).collect()
    };
    format!("line {}:\n{}{}", same + 1, shown(text, "- "), shown(now, "+ "))
}
