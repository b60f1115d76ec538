//! The server between its streams.

use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{io, thread};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime;
use tower_lsp::LspService;

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
    let lifetime = Arc::new(Lifetime::default());
    let (sender, inbox) = mpsc::channel();
    let commands = Commands::new(sender);
    let (outbox, messages) = Outbox::new();
    let (service, socket) = LspService::new(|client| {
        tokio::spawn(outbox::deliver(messages, client, commands.clone()));
        Backend::new(commands.clone(), Arc::clone(&lifetime))
    });
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
    let mut runtime = runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout()));
    // A thread that still waits for input must not keep the process.
    runtime.shutdown_timeout(Duration::ZERO);
    Ok(ended)
}
