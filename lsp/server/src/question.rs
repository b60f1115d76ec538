//! A request on its way: asked on the session's thread, answered by a worker, exactly once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use salsa::{CancellationToken, Cancelled, Database as _};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

use crate::session::{Commands, Session};
use crate::snapshot::Snapshot;
use crate::workers::Urgency;

/// What a request is like, which decides when it is answered, and what happens when somebody writes in
/// the meantime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Asked for with every key that is pressed.
    Typing,
    /// About a place, which another text does not have: if the document changes, the client asks again.
    Place,
    /// About a name, wherever it stands: asked when all programs have been found.
    Name,
    /// About a whole document or all of them: if they change, asked once more on the new text.
    Whole,
}

/// Which projects are asked.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// That of a document.
    Document(Uri),
    All,
}

/// Which state of something is meant: it is another one after each change that the client makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edition(pub(crate) i64);

/// What is asked of the projects. It is asked again if somebody writes in the meantime.
type Query<T> = Box<dyn Fn(&[Snapshot]) -> T + Send>;

/// A request, and where its answer goes.
pub(crate) struct Question<T> {
    kind: Kind,
    subject: Subject,
    query: Query<T>,
    reply: oneshot::Sender<Result<T>>,
    cancellation: Cancellation,
    /// Which state of its subject it was first asked about.
    edition: Option<Edition>,
    asked_again: bool,
}

/// Ends the work on a question when nobody waits for its answer any more.
#[derive(Clone, Default)]
pub(crate) struct Cancellation(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    cancelled: bool,
    tokens: Vec<CancellationToken>,
}

impl Cancellation {
    pub(crate) fn cancel(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.cancelled = true;
        state.tokens.drain(..).for_each(|token| token.cancel());
    }

    /// From now on cancelling ends what is asked of these snapshots; false if it is too late.
    fn watch(&self, snapshots: &[Snapshot]) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.tokens = snapshots.iter().map(|it| it.db.cancellation_token()).collect();
        !state.cancelled
    }
}

/// The client waits for an answer as long as this lives.
pub(crate) struct Waiting(pub(crate) Cancellation);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl<T: Send + 'static> Question<T> {
    pub(crate) fn new(
        kind: Kind,
        subject: Subject,
        query: impl Fn(&[Snapshot]) -> T + Send + 'static,
        reply: oneshot::Sender<Result<T>>,
    ) -> Self {
        Self {
            kind,
            subject,
            query: Box::new(query),
            reply,
            cancellation: Cancellation::default(),
            edition: None,
            asked_again: false,
        }
    }

    pub(crate) fn cancellation(&self) -> Cancellation {
        self.cancellation.clone()
    }

    /// Takes the snapshots and hands the question to a worker.
    pub(crate) fn ask(mut self, session: &mut Session) {
        let edition = session.edition(&self.subject);
        if *self.edition.get_or_insert(edition) != edition {
            if self.kind != Kind::Whole || self.asked_again {
                return self.reply(Err(Error::content_modified()));
            }
            self.edition = Some(edition);
            self.asked_again = true;
        }
        let asks_all = self.kind == Kind::Name || matches!(self.subject, Subject::All);
        if asks_all && session.is_scanning() {
            return session.ask_when_scanned(move |session| self.ask(session));
        }
        let snapshots = session.snapshots(&self.subject);
        if !self.cancellation.watch(&snapshots) {
            return;
        }
        let urgency = match self.kind {
            Kind::Typing => Urgency::Typing,
            Kind::Place | Kind::Name | Kind::Whole => Urgency::Reading,
        };
        let commands = session.commands();
        session.workers().run(urgency, move || self.answer(snapshots, &commands));
    }

    fn answer(self, snapshots: Vec<Snapshot>, commands: &Commands) {
        let answer = caught(|| (self.query)(&snapshots));
        // A write waits for this.
        drop(snapshots);
        match answer {
            Ok(value) => self.reply(Ok(value)),
            Err(Stopped::Written) => commands.send(move |session| self.ask(session)),
            Err(Stopped::Cancelled) => self.reply(Err(Error::request_cancelled())),
            Err(Stopped::Panicked) => self.reply(Err(Error::internal_error())),
        }
    }

    fn reply(self, answer: Result<T>) {
        // Nobody waits for the answer to a request that was cancelled.
        drop(self.reply.send(answer));
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// Somebody wrote.
    Written,
    /// The client does not want it any more.
    Cancelled,
    /// A mistake in the server; what it was has been told on standard error.
    Panicked,
}

/// What a query answers. One that panics is the only one that gets no answer.
pub(crate) fn caught<T>(query: impl FnOnce() -> T) -> std::result::Result<T, Stopped> {
    let answer = catch_unwind(AssertUnwindSafe(|| Cancelled::catch(AssertUnwindSafe(query))));
    match answer {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Cancelled::PendingWrite)) => Err(Stopped::Written),
        Ok(Err(Cancelled::Local)) => Err(Stopped::Cancelled),
        Ok(Err(_)) | Err(_) => Err(Stopped::Panicked),
    }
}
