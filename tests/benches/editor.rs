//! How long an editor waits: `cargo bench -p sparta-tests --bench editor`.
//!
//! `spartac lsp` runs as a process of its own and is spoken to as by an editor, which types a declaration
//! from its first character to its last. After each key it asks what is wrong; between them for
//! completions, hovers and semantic tokens. `EDITS` says how many keys are pressed, 20,000 as long as
//! nothing is said: an hour of somebody who types fast and never stops. `SPARTAC` names another binary.

#![expect(clippy::print_stdout, reason = "figures are what it is for")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use serde_json::{Value, json};
use sparta_tests::repository::root;
use sparta_tests::scale::functions;

/// After so many keys who types rests for a moment, as people do: the server tidies up then.
const KEYS_WITHOUT_REST: usize = 5_000;
const REST: Duration = Duration::from_secs(7);

/// Functions of 31 lines each: more than 10,000 lines.
const FUNCTIONS: usize = 330;

fn main() {
    let spartac = env::var_os("SPARTAC").map_or_else(built, PathBuf::from);
    let edits = env::var("EDITS").ok().and_then(|it| it.parse().ok()).unwrap_or(20_000);
    let workspaces: [(&str, usize); 2] = [("one file", 1), ("ten stacks", 10)];
    for (name, stacks) in workspaces {
        let folder = Workspace::new(stacks);
        println!("{name}, {} lines, {edits} keys", folder.lines);
        measure(&spartac, &folder, edits);
    }
}

/// The program as it is released.
fn built() -> PathBuf {
    let cargo = ["build", "--quiet", "--release", "--package", "spartac"];
    let done = Command::new(env!("CARGO")).args(cargo).current_dir(root()).status();
    assert!(done.is_ok_and(|it| it.success()), "spartac is not built");
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("release/spartac")
}

/// A folder of stacks that together have the same size.
struct Workspace {
    folder: PathBuf,
    /// The text of the first stack, which is typed in.
    text: String,
    lines: usize,
}

impl Workspace {
    fn new(stacks: usize) -> Self {
        let folder = env::temp_dir().join(format!("spartac-bench-{}-{stacks}", process::id()));
        fs::create_dir_all(folder.join("work")).expect("a folder");
        fs::write(folder.join("sparta.toml"), "").expect("a file");
        let text = functions(FUNCTIONS / stacks);
        for number in 0..stacks {
            let text = text.replace("stack Scale", &format!("stack Scale{number}"));
            fs::write(folder.join(format!("stack{number}.sparta")), text).expect("a file");
        }
        let lines = text.lines().count() * stacks;
        Self { folder, text: text.replace("stack Scale", "stack Scale0"), lines }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// What is typed, again and again under names that were never there before: each character alone, in
/// the middle of the file.
const TYPED: &str = r#"resource late#: AWS::SQS::Queue {
  DelaySeconds: 3s
  VisibilityTimeout: 30s
}

lambda next# {
  code: "./work"
  runtime: "python3.13"
  handler: "app.handler"
  timeout: 10s
  on: [late#.messages(batch: 5)]
  needs: [table0.readWrite]
}
"#;

fn measure(spartac: &Path, workspace: &Workspace, edits: usize) {
    let begun = Instant::now();
    let mut editor = Editor::start(spartac, &workspace.folder);
    editor.open(&workspace.text);
    editor.diagnostics();
    println!("  start to first diagnostics  {:7.1} ms", milliseconds(begun.elapsed()));

    let line = gap(&workspace.text, workspace.text.lines().count() / 2);
    let mut times = Times::default();
    let mut memory = vec![editor.memory()];
    for number in 0.. {
        let text = TYPED.replace('#', &number.to_string());
        let before = times.edits.len();
        type_once(&mut editor, &text, line, &mut times);
        if times.edits.len() / KEYS_WITHOUT_REST > before / KEYS_WITHOUT_REST {
            thread::sleep(REST);
        }
        while memory.len() <= times.edits.len() * 5 / edits {
            memory.push(editor.memory());
        }
        if times.edits.len() >= edits {
            break;
        }
    }
    print("key to diagnostics", times.edits);
    print("completion", times.completions);
    print("hover", times.hovers);
    print("semantic tokens", times.tokens);
    let most = editor.memory().1;
    let memory: Vec<String> = memory.iter().map(|it| format!("{:.0}", it.0)).collect();
    println!("  memory                      {} MB, at most {most:.0} MB", memory.join(", "));
    editor.end();
}

/// Types a text at the begin of a line, and deletes it again at once.
fn type_once(editor: &mut Editor, text: &str, line: u32, times: &mut Times) {
    let mut at = (line, 0);
    for (number, key) in text.chars().enumerate() {
        let began = Instant::now();
        editor.edit(at, at, key.encode_utf8(&mut [0; 4]));
        editor.diagnostics();
        times.edits.push(began.elapsed());
        at = if key == '\n' { (at.0 + 1, 0) } else { (at.0, at.1 + 1) };
        if number % 7 == 0 {
            times.completions.push(editor.ask_at("textDocument/completion", at));
        }
        if number % 11 == 0 {
            times.hovers.push(editor.ask_at("textDocument/hover", (at.0, at.1 / 2)));
            times.tokens.push(editor.semantic_tokens());
        }
    }
    editor.edit((line, 0), at, "");
    times.edits.push(editor.diagnostics());
}

/// The first line between two declarations from a line on.
fn gap(text: &str, from: usize) -> u32 {
    let gap = (0..).zip(text.lines()).skip(from).find(|(_, line)| line.is_empty());
    gap.map_or(0, |(line, _)| line)
}

#[derive(Default)]
struct Times {
    edits: Vec<Duration>,
    completions: Vec<Duration>,
    hovers: Vec<Duration>,
    tokens: Vec<Duration>,
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at =
        |part: usize| times.get((times.len() * part / 1000).min(times.len().saturating_sub(1)));
    let [middle, most, last] = [500, 990, 1000].map(|it| at(it).copied().map_or(0.0, milliseconds));
    println!("  {what:26}  {middle:7.2} ms p50 {most:7.2} ms p99 {last:7.2} ms most");
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// An editor that waits for each answer.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    folder: String,
    next: i64,
    version: i32,
}

impl Editor {
    fn start(spartac: &Path, folder: &Path) -> Self {
        let mut command = Command::new(spartac);
        let command = command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().expect("spartac runs");
        let input = server.stdin.take().expect("a pipe");
        let output = BufReader::new(server.stdout.take().expect("a pipe"));
        let uri = format!("file://{}/stack0.sparta", folder.display());
        let folder = format!("file://{}", folder.display());
        let mut editor = Self { server, input, output, uri, folder, next: 0, version: 1 };
        let folders = json!([{ "uri": editor.folder, "name": "bench" }]);
        let capabilities = json!({
            "textDocument": { "diagnostic": {}, "completion": { "completionItem": { "snippetSupport": true } } },
        });
        let params = json!({ "capabilities": capabilities, "workspaceFolders": folders });
        editor.ask("initialize", params);
        editor.notify("initialized", json!({}));
        editor
    }

    fn open(&mut self, text: &str) {
        let document =
            json!({ "uri": self.uri, "languageId": "sparta", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn edit(&mut self, from: (u32, u32), to: (u32, u32), text: &str) {
        self.version += 1;
        let place = |at: (u32, u32)| json!({ "line": at.0, "character": at.1 });
        let range = json!({ "start": place(from), "end": place(to) });
        let params = json!({
            "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "range": range, "text": text }],
        });
        self.notify("textDocument/didChange", params);
    }

    fn diagnostics(&mut self) -> Duration {
        let params = json!({ "textDocument": { "uri": self.uri } });
        self.ask("textDocument/diagnostic", params)
    }

    fn semantic_tokens(&mut self) -> Duration {
        let params = json!({ "textDocument": { "uri": self.uri } });
        self.ask("textDocument/semanticTokens/full", params)
    }

    fn ask_at(&mut self, method: &str, at: (u32, u32)) -> Duration {
        let position = json!({ "line": at.0, "character": at.1 });
        self.ask(method, json!({ "textDocument": { "uri": self.uri }, "position": position }))
    }

    /// How long a request takes from its first byte to the last of its answer.
    fn ask(&mut self, method: &str, params: Value) -> Duration {
        self.next += 1;
        let id = self.next;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        let began = Instant::now();
        self.say(&message);
        loop {
            let body = self.hear();
            let took = began.elapsed();
            let answer: Value = serde_json::from_slice(&body).expect("it is JSON");
            if answer["id"] == id && answer.get("method").is_none() {
                return took;
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn say(&mut self, message: &Value) {
        let body = message.to_string();
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(message.as_bytes()).expect("the server hears");
    }

    fn hear(&mut self) -> Vec<u8> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("the server speaks");
            match line.trim_end().split_once(": ") {
                Some((_, value)) => length = value.parse().expect("a length"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("the server speaks");
        body
    }

    /// The memory that the server has now and the most that it had, in megabytes; none but on Linux.
    fn memory(&self) -> (f64, f64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.server.id()));
        let status = status.unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<f64>().ok()
        };
        let megabytes = |name| field(name).unwrap_or_default() / 1024.0;
        (megabytes("VmRSS:"), megabytes("VmHWM:"))
    }

    fn end(mut self) {
        self.ask("shutdown", Value::Null);
        self.say(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        self.server.wait().expect("it ends");
    }
}
