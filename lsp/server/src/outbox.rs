//! What the server says without being asked.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::ls_types::{
    ConfigurationItem, Diagnostic, Registration, ShowDocumentParams, Unregistration, Uri,
};

use crate::session::Commands;
use crate::settings::SECTION;

/// A message that the server sends on its own.
pub(crate) enum Message {
    Diagnostics {
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    },
    RefreshDiagnostics,
    RefreshInlayHints,
    RefreshCodeLenses,
    Register(Vec<Registration>),
    Unregister(Vec<Unregistration>),
    /// Asks the client to show a file, outside of the editor if that is no place for it.
    Show {
        uri: Uri,
        outside: bool,
    },
    /// Asks for the configuration, which is read when it comes.
    AskConfiguration,
}

/// Where the session puts messages; they are sent in their order, and nothing waits for it.
#[derive(Clone)]
pub(crate) struct Outbox(UnboundedSender<Message>);

impl Outbox {
    pub(crate) fn new() -> (Self, UnboundedReceiver<Message>) {
        let (sender, receiver) = unbounded_channel();
        (Self(sender), receiver)
    }

    pub(crate) fn send(&self, message: Message) {
        // A client that is gone hears nothing.
        drop(self.0.send(message));
    }
}

/// Sends messages until there are no more.
pub(crate) async fn deliver(
    mut messages: UnboundedReceiver<Message>,
    client: tower_lsp::Client,
    commands: Commands,
) {
    while let Some(message) = messages.recv().await {
        if let Message::Diagnostics { uri, version, diagnostics } = message {
            client.publish_diagnostics(uri, diagnostics, version).await;
        } else {
            // The client may take its time to answer.
            tokio::spawn(request(message, client.clone(), commands.clone()));
        }
    }
}

/// Sends a request. A client that refuses it only misses what it would have been good for.
async fn request(message: Message, client: tower_lsp::Client, commands: Commands) {
    match message {
        Message::Diagnostics { .. } => {}
        Message::RefreshDiagnostics => drop(client.workspace_diagnostic_refresh().await),
        Message::RefreshInlayHints => drop(client.inlay_hint_refresh().await),
        Message::RefreshCodeLenses => drop(client.code_lens_refresh().await),
        Message::Register(what) => drop(client.register_capability(what).await),
        Message::Unregister(what) => drop(client.unregister_capability(what).await),
        Message::Show { uri, outside } => {
            let (external, take_focus) = (Some(outside), Some(true));
            let what = ShowDocumentParams { uri, external, take_focus, selection: None };
            drop(client.show_document(what).await);
        }
        Message::AskConfiguration => {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            if let Ok(values) = client.configuration(vec![item]).await {
                let values = values.into_iter().next().unwrap_or_default();
                commands.send(move |session| session.configure(&values));
            }
        }
    }
}
