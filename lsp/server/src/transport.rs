//! The streams of a client and the service: what comes in is called, what is answered goes out.
//!
//! The library's own transport ends with the first message that it cannot read; this one answers it
//! and goes on. How much is done at once is limited by the workers and never here, or a request could
//! not be taken back.

use std::time::Duration;

use futures_util::{FutureExt as _, Sink, SinkExt as _, StreamExt as _};
use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LspService};
use tower_service::Service as _;

use crate::backend::Backend;
use crate::frames::{Frame, Frames};

/// How long what was begun may take when the client says no more.
const GRACE: Duration = Duration::from_secs(1);

/// Serves until the client says goodbye or no more, and what was begun has been answered.
pub(crate) async fn run(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite,
    service: LspService<Backend>,
    socket: ClientSocket,
) {
    let (out, outgoing) = unbounded_channel();
    let (mut own, answers) = socket.split();
    let own_out = out.clone();
    let telling = async move {
        while let Some(request) = own.next().await {
            send(&own_out, &spoken(request));
        }
        std::future::pending::<()>().await;
    };
    let calls = Calls { service, out, running: JoinSet::new() };
    let mut writing = std::pin::pin!(write(writer, outgoing));
    // The end of the service is the end of the server: it has to wait for the last answer.
    let _service = tokio::select! {
        service = hear(reader, calls, answers) => service,
        () = telling => return,
        // The client is gone.
        _ = &mut writing => return,
    };
    drop(timeout(GRACE, writing).await);
}

/// Hears all that the client says, and waits for what that began.
async fn hear(
    reader: impl AsyncRead + Unpin,
    mut calls: Calls,
    mut answers: impl Sink<Response> + Unpin,
) -> LspService<Backend> {
    let mut frames = Frames::new(reader);
    while let Some(frame) = frames.next().await {
        match read(frame) {
            Ok(Heard::Request(request)) => {
                let is_exit = request.method() == "exit";
                calls.call(request);
                if is_exit {
                    break;
                }
            }
            Ok(Heard::Response(response)) => drop(answers.send(response).await),
            Err(refused) => {
                let (id, error) = *refused;
                send(&calls.out, &Response::from_error(id, error));
            }
        }
    }
    let rest = async { while calls.running.join_next().await.is_some() {} };
    drop(timeout(GRACE, rest).await);
    calls.service
}

/// The service, and what is being answered.
struct Calls {
    service: LspService<Backend>,
    out: UnboundedSender<Vec<u8>>,
    running: JoinSet<()>,
}

impl Calls {
    /// Begins a call, which is when its command goes to the session; that keeps the order. What cannot
    /// be answered at once goes on beside all else.
    fn call(&mut self, request: Request) {
        let id = request.id().cloned();
        let mut call = self.service.call(request);
        let out = self.out.clone();
        match (&mut call).now_or_never() {
            Some(answer) => reply(&out, id, answer.ok().flatten()),
            None => drop(self.running.spawn(async move {
                let answer = call.await;
                reply(&out, id, answer.ok().flatten());
            })),
        }
        while self.running.try_join_next().is_some() {}
    }
}

/// Answers what is a request, each exactly once.
fn reply(out: &UnboundedSender<Vec<u8>>, id: Option<Id>, answer: Option<Response>) {
    let Some(id) = id else { return };
    send(out, &answer.unwrap_or_else(|| Response::from_error(id, Error::method_not_found())));
}

/// A request as it goes out: what has no parameters has none, and not `null`.
fn spoken(request: Request) -> Request {
    let (method, id, params) = request.into_parts();
    let mut spoken = Request::build(method);
    if let Some(id) = id {
        spoken = spoken.id(id);
    }
    if let Some(params) = params.filter(|it| !it.is_null()) {
        spoken = spoken.params(params);
    }
    spoken.finish()
}

fn send(out: &UnboundedSender<Vec<u8>>, message: &impl Serialize) {
    if let Ok(body) = serde_json::to_vec(message) {
        // A client that is gone hears nothing.
        drop(out.send(body));
    }
}

async fn write(
    writer: impl AsyncWrite,
    mut outgoing: UnboundedReceiver<Vec<u8>>,
) -> std::io::Result<()> {
    let mut writer = std::pin::pin!(writer);
    while let Some(body) = outgoing.recv().await {
        let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        message.extend_from_slice(&body);
        writer.write_all(&message).await?;
        if outgoing.is_empty() {
            writer.flush().await?;
        }
    }
    writer.flush().await
}

/// What a client says.
enum Heard {
    Request(Request),
    Response(Response),
}

/// What a message says, or how it is answered if it says nothing.
fn read(frame: Frame) -> Result<Heard, Box<(Id, Error)>> {
    let unreadable = || Box::new((Id::Null, Error::parse_error()));
    let Frame::Message(body) = frame else { return Err(unreadable()) };
    let message: Value = serde_json::from_slice(&body).map_err(|_| unreadable())?;
    let id = match message.get("id") {
        Some(Value::String(id)) => Id::String(id.clone()),
        Some(Value::Number(id)) => id.as_i64().map_or(Id::Null, Id::Number),
        _ => Id::Null,
    };
    let heard = if message.get("method").is_some() {
        serde_json::from_value(message).map(Heard::Request)
    } else {
        serde_json::from_value(message).map(Heard::Response)
    };
    heard.map_err(|_| Box::new((id, Error::invalid_request())))
}
