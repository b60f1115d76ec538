//! An editor in a test: speaks to a server over a pipe in memory, and is strict.
//!
//! When it is dropped, every request has been answered exactly once, and every message has been read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use sparta_server::{Ended, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio::task::JoinHandle;

/// Nothing that a server is asked in a test takes as long.
const PATIENCE: Duration = Duration::from_mins(1);

/// An editor, and the server that it talks to.
pub struct Editor {
    stream: DuplexStream,
    received: Vec<u8>,
    server: JoinHandle<Ended>,
    next: i64,
    /// The requests that have no answer yet, and their methods.
    pending: BTreeMap<i64, String>,
    /// The requests that have been answered.
    answered: BTreeSet<i64>,
    /// The answers that nobody has waited for yet.
    answers: BTreeMap<i64, Value>,
    /// What the server said on its own and nobody has read yet.
    unread: VecDeque<Value>,
    /// The methods of what nobody wants to read.
    ignored: BTreeSet<String>,
    folder: PathBuf,
    versions: BTreeMap<String, i32>,
    /// What the server is answered that asks for its configuration.
    pub configuration: Value,
    /// Whether the last thing said was goodbye.
    ended: bool,
}

impl Editor {
    /// An editor that has started a server and said nothing yet.
    pub fn silent(folder: &Path) -> Self {
        let (stream, other) = tokio::io::duplex(1 << 20);
        let (reader, writer) = tokio::io::split(other);
        Self {
            stream,
            received: Vec::new(),
            server: tokio::spawn(serve(reader, writer)),
            next: 0,
            pending: BTreeMap::new(),
            answered: BTreeSet::new(),
            answers: BTreeMap::new(),
            unread: VecDeque::new(),
            ignored: BTreeSet::new(),
            folder: folder.to_owned(),
            versions: BTreeMap::new(),
            configuration: Value::Null,
            ended: false,
        }
    }

    /// An editor that works in a folder and can do nothing in particular.
    pub async fn start(folder: &Path) -> Self {
        Self::with(folder, json!({})).await
    }

    /// An editor with capabilities.
    pub async fn with(folder: &Path, capabilities: Value) -> Self {
        let mut editor = Self::silent(folder);
        editor.initialize(capabilities).await;
        editor
    }

    /// Says hello, and gives what the server can do.
    pub async fn initialize(&mut self, capabilities: Value) -> Value {
        let folder = json!({ "uri": uri(&self.folder), "name": "folder" });
        let params = json!({
            "processId": std::process::id(),
            "rootUri": null,
            "capabilities": capabilities,
            "workspaceFolders": [folder],
        });
        let answer = self.ask("initialize", params).await;
        self.notify("initialized", json!({})).await;
        answer
    }

    /// The URI of a file of the folder; what is a URI already stays as it is.
    pub fn uri(&self, path: &str) -> String {
        if path.contains(':') { path.to_owned() } else { uri(&self.folder.join(path)) }
    }

    pub async fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.versions.insert(uri.clone(), 1);
        let document = json!({ "uri": uri, "languageId": "sparta", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document })).await;
    }

    /// Changes a document: its whole text, or what a range of it holds.
    pub async fn change(&mut self, path: &str, changes: Value) {
        let uri = self.uri(path);
        let version = self.versions.entry(uri.clone()).or_default();
        *version += 1;
        let document = json!({ "uri": uri, "version": *version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    /// Replaces the whole text of a document.
    pub async fn write(&mut self, path: &str, text: &str) {
        self.change(path, json!([{ "text": text }])).await;
    }

    pub async fn close(&mut self, path: &str) {
        let document = json!({ "uri": self.uri(path) });
        self.notify("textDocument/didClose", json!({ "textDocument": document })).await;
    }

    /// Says that something happened to a file: 1 it was created, 2 changed, 3 deleted.
    pub async fn changed(&mut self, path: &str, how: u32) {
        let changes = json!([{ "uri": self.uri(path), "type": how }]);
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes })).await;
    }

    /// Asks about a place of a document.
    pub async fn ask_at(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let params = self.at(path, line, character);
        self.ask(method, params).await
    }

    /// A place of a document, as requests name it.
    pub fn at(&self, path: &str, line: u32, character: u32) -> Value {
        let position = json!({ "line": line, "character": character });
        json!({ "textDocument": { "uri": self.uri(path) }, "position": position })
    }

    /// The result of a request that is not refused.
    pub async fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.try_ask(method, params).await;
        answer.unwrap_or_else(|error| panic!("{method} is refused: {error}"))
    }

    /// The result of a request, or the error that it is refused with.
    pub async fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.send(method, params).await;
        self.answer(id).await
    }

    /// Sends a request and does not wait for its answer.
    pub async fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        self.pending.insert(id, method.to_owned());
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.say(&message).await;
        id
    }

    pub async fn cancel(&mut self, id: i64) {
        self.notify("$/cancelRequest", json!({ "id": id })).await;
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params })).await;
    }

    async fn say(&mut self, message: &Value) {
        let body = message.to_string();
        self.say_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    }

    /// Says something that need not be a message. The server is heard meanwhile, as two who only talk
    /// would both wait for ever.
    pub async fn say_bytes(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let mut heard = [0; 4096];
            let (mut reader, mut writer) = tokio::io::split(&mut self.stream);
            tokio::select! {
                biased;
                read = reader.read(&mut heard) => {
                    let read = read.expect("the pipe is open");
                    assert!(read > 0, "the server is gone");
                    self.received.extend_from_slice(&heard[..read]);
                }
                written = writer.write(bytes) => {
                    bytes = &bytes[written.expect("the pipe is open")..];
                }
            }
        }
    }

    /// The answer to a request.
    pub async fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            if let Some(mut answer) = self.answers.remove(&id) {
                let error = answer.get_mut("error").map(Value::take);
                return match error {
                    Some(error) => Err(error),
                    None => Ok(answer["result"].take()),
                };
            }
            self.receive().await;
        }
    }

    /// The next message of a method that the server says on its own. Its requests are answered with null.
    pub async fn hear(&mut self, method: &str) -> Value {
        self.ignored.remove(method);
        loop {
            let wanted = |message: &Value| message["method"] == method;
            if let Some(index) = self.unread.iter().position(wanted) {
                return self.unread.remove(index).expect("it is there")["params"].take();
            }
            self.receive().await;
        }
    }

    /// The diagnostics that the server tells next of a document.
    pub async fn diagnostics(&mut self, path: &str) -> Vec<Value> {
        let uri = self.uri(path);
        let method = "textDocument/publishDiagnostics";
        self.ignored.remove(method);
        loop {
            let is_it = |it: &Value| it["method"] == method && it["params"]["uri"] == uri;
            if let Some(index) = self.unread.iter().position(is_it) {
                let message = self.unread.remove(index).expect("it is there");
                return message["params"]["diagnostics"].as_array().expect("a list").clone();
            }
            self.receive().await;
        }
    }

    /// The next answer to something that was no request.
    pub async fn hear_refusal(&mut self) -> Value {
        loop {
            let wanted = |message: &Value| message.get("error").is_some();
            if let Some(index) = self.unread.iter().position(wanted) {
                return self.unread.remove(index).expect("it is there");
            }
            self.receive().await;
        }
    }

    /// Lets go unread what the server said on its own with a method, and what it says with it until
    /// somebody waits for that again.
    pub fn ignore(&mut self, method: &str) {
        self.unread.retain(|message| message["method"] != method);
        self.ignored.insert(method.to_owned());
    }

    /// What the server said on its own and nobody has read.
    pub fn unread(&self) -> impl Iterator<Item = &Value> {
        self.unread.iter()
    }

    /// Reads one message and puts it where it belongs.
    async fn receive(&mut self) {
        let message = self.message().await.expect("the server says more");
        assert_eq!(message["jsonrpc"], "2.0");
        let is_told = |it: &Value| it.is_object() || it.is_array();
        assert!(message.get("params").is_none_or(is_told), "null is told: {message}");
        let Some(id) = message.get("id").cloned() else {
            let method = message["method"].as_str().unwrap_or_default();
            if !self.ignored.contains(method) {
                self.unread.push_back(message);
            }
            return;
        };
        if message.get("method").is_some() {
            let result = if message["method"] == "workspace/configuration" {
                json!([self.configuration])
            } else {
                Value::Null
            };
            self.unread.push_back(message);
            self.say(&json!({ "jsonrpc": "2.0", "id": id, "result": result })).await;
            return;
        }
        assert!(message.get("result").is_some() != message.get("error").is_some(), "{message}");
        let Some(id) = id.as_i64() else {
            self.unread.push_back(message);
            return;
        };
        let method = self.pending.remove(&id);
        assert!(method.is_some(), "{id} is answered twice, or was never asked: {message}");
        self.answered.insert(id);
        self.answers.insert(id, message);
    }

    /// The next message; none if the server has closed the pipe.
    async fn message(&mut self) -> Option<Value> {
        loop {
            if let Some(message) = take_message(&mut self.received) {
                return Some(message);
            }
            let read = self.stream.read_buf(&mut self.received);
            let read = tokio::time::timeout(PATIENCE, read).await.expect("the server answers");
            if read.expect("the pipe is open") == 0 {
                return None;
            }
        }
    }

    /// Says goodbye and gives how the server ended. All that was asked has been answered, and all that
    /// the server said has been read.
    pub async fn end(mut self) -> Ended {
        self.ask("shutdown", Value::Null).await;
        self.leave().await
    }

    /// Says no more than that it leaves.
    pub async fn leave(&mut self) -> Ended {
        self.say(&json!({ "jsonrpc": "2.0", "method": "exit" })).await;
        self.ended = true;
        self.wait().await
    }

    /// Waits until the server ends by itself.
    pub async fn abandoned(mut self) -> Ended {
        self.ended = true;
        self.wait().await
    }

    /// Closes the pipe without a word.
    pub async fn vanish(mut self) -> Ended {
        self.ended = true;
        self.pending.clear();
        let (stream, _) = tokio::io::duplex(1);
        drop(std::mem::replace(&mut self.stream, stream));
        self.wait().await
    }

    async fn wait(&mut self) -> Ended {
        let ended = tokio::time::timeout(Duration::from_secs(5), &mut self.server).await;
        ended.expect("it ends in time").expect("it does not panic")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        assert!(self.ended, "an editor says goodbye");
        assert!(self.pending.is_empty(), "these have no answer: {:?}", self.pending);
        assert!(self.answers.is_empty(), "nobody read these answers: {:?}", self.answers);
        assert!(self.unread.is_empty(), "nobody read these messages: {:?}", self.unread);
    }
}

/// Takes a message from the begin of what was received, if it is there as a whole.
fn take_message(received: &mut Vec<u8>) -> Option<Value> {
    let end = received.windows(4).position(|it| it == b"\r\n\r\n")?;
    let header = std::str::from_utf8(&received[..end]).expect("headers are text");
    let length = header.strip_prefix("Content-Length: ").expect("the only header");
    let length: usize = length.parse().expect("a number");
    let whole = end + 4 + length;
    if received.len() < whole {
        return None;
    }
    let message = serde_json::from_slice(&received[end + 4..whole]).expect("it is JSON");
    received.drain(..whole);
    Some(message)
}

/// The URI of a path whose characters are all plain.
fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
