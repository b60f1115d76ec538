//! The language server of Sparta.
//!
//! `sparta-ide` answers in offsets and plain data; this crate asks it and speaks the protocol. Nothing
//! else in the repository knows the protocol's types.
//!
//! One thread owns the databases ([`session`]). A handler of [`backend`] does nothing but send it a
//! command, before its first await, so that commands arrive in the order of the messages. Questions are
//! answered on snapshots by [`workers`]; a write cancels those that are being answered.
//!
//! A request is a file of [`requests`], a line in [`backend`] and a line in [`capabilities`].

mod backend;
mod buffers;
mod capabilities;
mod client;
mod convert;
mod document;
mod frames;
mod library;
mod lifetime;
mod markup;
mod outbox;
mod project;
mod publish;
mod question;
mod requests;
mod scan;
mod serve;
mod session;
mod settings;
mod shown;
mod snapshot;
mod transport;
mod uri;
mod watch;
mod workers;

pub use serve::{Ended, serve, serve_stdio};
