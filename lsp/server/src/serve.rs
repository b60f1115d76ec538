//! The server between its streams.

use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{io, thread};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime;
use tower_lsp::{LspService, LspServiceBuilder};

use crate::backend::Backend;
use crate::lifetime::Lifetime;
use crate::outbox::{self, Outbox};
use crate::session::{Commands, Session};
use crate::transport;

/// How the server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The client said goodbye.
    Properly,
    /// The client is gone without a word, or the server is at fault.
    Abandoned,
}

/// Serves a client until it says goodbye or is gone.
pub async fn serve(reader: impl AsyncRead + Unpin, writer: impl AsyncWrite) -> Ended {
    serve_methods(reader, writer, |methods| methods).await
}

/// Serves a client that may call further methods than those of the protocol.
async fn serve_methods(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite,
    further: impl FnOnce(LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend>,
) -> Ended {
    let lifetime = Arc::new(Lifetime::default());
    let (sender, inbox) = mpsc::channel();
    let commands = Commands::new(sender);
    let (outbox, messages) = Outbox::new();
    let methods = LspService::build(|client| {
        tokio::spawn(outbox::deliver(messages, client, commands.clone()));
        Backend::new(commands.clone(), Arc::clone(&lifetime))
    });
    let (service, socket) = further(methods).finish();
    let alive = EndsLifetime(Arc::clone(&lifetime));
    let session = Session::new(commands, outbox);
    let thread = thread::Builder::new().name("session".to_owned());
    let started = thread.spawn(move || {
        let _alive = alive;
        session.run(&inbox);
    });
    if started.is_err() {
        return Ended::Abandoned;
    }
    tokio::select! {
        () = transport::run(reader, writer, service, socket) => {}
        () = lifetime.ended() => {}
    }
    if lifetime.said_goodbye() { Ended::Properly } else { Ended::Abandoned }
}

/// A session that ends, in whatever way, is the end of the server.
struct EndsLifetime(Arc<Lifetime>);

impl Drop for EndsLifetime {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Serves the client at the other end of standard input and output.
///
/// # Errors
///
/// The system gives no threads.
pub fn serve_stdio() -> io::Result<Ended> {
    keep_small();
    // What is done here never takes long: the work is done by the session and the workers.
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A thread that still waits for input must not keep the process.
    runtime.shutdown_timeout(Duration::ZERO);
    Ok(ended)
}

/// A server runs all day beside much else. Pages that are huge make it a little faster, and twice as
/// large: what lies between what is in use stays with it.
fn keep_small() {
    // A system that has no such pages has nothing to refuse.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tokio::io::{AsyncWriteExt as _, ReadHalf, WriteHalf};
    use tower_lsp::jsonrpc::Result;

    use super::{Ended, serve_methods};
    use crate::backend::Backend;
    use crate::frames::{Frame, Frames};
    use crate::question::{Kind, Subject};

    /// A method that only this test has: its answer is a panic, on a worker, in the midst of a snapshot.
    impl Backend {
        async fn panic(&self) -> Result<()> {
            self.question(Kind::Whole, Subject::All, |_| panic!("injected")).await
        }
    }

    struct Pipe {
        writer: WriteHalf<tokio::io::DuplexStream>,
        answers: Frames<ReadHalf<tokio::io::DuplexStream>>,
    }

    impl Pipe {
        async fn say(&mut self, mut message: Value) {
            message["jsonrpc"] = json!("2.0");
            let body = message.to_string();
            let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
            self.writer.write_all(message.as_bytes()).await.expect("the pipe is open");
        }

        async fn answer(&mut self) -> Value {
            let Some(Frame::Message(body)) = self.answers.next().await else {
                panic!("the server has no more to say");
            };
            serde_json::from_slice(&body).expect("it is JSON")
        }
    }

    #[tokio::test]
    async fn a_panic_is_the_end_of_one_request() {
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (reader, writer) = tokio::io::split(theirs);
        let server = tokio::spawn(serve_methods(reader, writer, |methods| {
            methods.custom_method("test/panic", Backend::panic)
        }));
        let (reader, writer) = tokio::io::split(ours);
        let mut pipe = Pipe { writer, answers: Frames::new(reader) };
        let hello = json!({ "id": 0, "method": "initialize", "params": { "capabilities": {} } });
        pipe.say(hello).await;
        pipe.answer().await;
        let ids = 1..=20_i64;
        let all = json!({ "previousResultIds": [] });
        for id in ids.clone() {
            let is_panic = id % 2 == 0;
            pipe.say(if is_panic {
                json!({ "id": id, "method": "test/panic" })
            } else {
                json!({ "id": id, "method": "workspace/diagnostic", "params": all })
            })
            .await;
        }
        let mut answered = Vec::new();
        for _ in ids.clone() {
            let answer = pipe.answer().await;
            let id = answer["id"].as_i64().expect("an id");
            let expected = if id % 2 == 0 { json!(-32603) } else { Value::Null };
            assert_eq!(answer["error"]["code"], expected, "{answer}");
            answered.push(id);
        }
        answered.sort_unstable();
        assert_eq!(answered, ids.collect::<Vec<_>>());
        pipe.say(json!({ "id": 99, "method": "shutdown" })).await;
        assert_eq!(pipe.answer().await["id"], 99);
        pipe.say(json!({ "method": "exit" })).await;
        assert_eq!(server.await.expect("it does not panic"), Ended::Properly);
    }
}
