//! Messages in a stream of bytes: a header that says how long the message is, and the message.

use memchr::memmem;
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// A header is not longer than this.
const LONGEST_HEADER: usize = 4 << 10;
/// A message is not longer than this: no document is.
const LONGEST_MESSAGE: usize = 256 << 20;

const END_OF_HEADER: &[u8] = b"\r\n\r\n";
const LENGTH: &[u8] = b"Content-Length:";

/// What comes next in a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Message(Vec<u8>),
    /// Bytes that are no message, up to where one may begin.
    Garbage,
}

/// The messages of a stream.
pub(crate) struct Frames<R> {
    reader: R,
    received: Vec<u8>,
    /// Whether it is not known where the next header begins.
    lost: bool,
}

impl<R: AsyncRead + Unpin> Frames<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, received: Vec::new(), lost: false }
    }

    /// What comes next; none at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Some(frame) = self.take() {
                return Some(frame);
            }
            if self.reader.read_buf(&mut self.received).await.ok()? == 0 {
                return None;
            }
        }
    }

    /// What was received as a whole.
    fn take(&mut self) -> Option<Frame> {
        if self.lost && !self.find_header() {
            return None;
        }
        let Some(end) = memmem::find(&self.received, END_OF_HEADER) else {
            return (self.received.len() > LONGEST_HEADER).then(|| self.lose(1));
        };
        let start = end + END_OF_HEADER.len();
        let Some(length) = length(&self.received[..end]) else { return Some(self.lose(start)) };
        let whole = start + length;
        if self.received.len() < whole {
            self.received.reserve(whole - self.received.len());
            return None;
        }
        let rest = self.received.split_off(whole);
        let mut message = std::mem::replace(&mut self.received, rest);
        message.drain(..start);
        Some(Frame::Message(message))
    }

    /// Gives up what cannot be read; all up to the next header is part of it.
    fn lose(&mut self, bytes: usize) -> Frame {
        self.received.drain(..bytes);
        self.lost = true;
        Frame::Garbage
    }

    /// Goes on where the next header begins, if that has come.
    fn find_header(&mut self) -> bool {
        let found = memmem::find(&self.received, LENGTH);
        // The begin of a header may be all that has come of it.
        let end = self.received.len().saturating_sub(LENGTH.len() - 1);
        self.received.drain(..found.unwrap_or(end));
        self.lost = found.is_none();
        !self.lost
    }
}

/// The length of the message that a header announces.
fn length(header: &[u8]) -> Option<usize> {
    let header = std::str::from_utf8(header).ok()?;
    let mut length = None;
    for line in header.split("\r\n") {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse().ok();
        }
    }
    length.filter(|length| *length <= LONGEST_MESSAGE)
}

#[cfg(test)]
mod tests {
    use super::{Frame, Frames};

    async fn frames(stream: &[u8]) -> Vec<Frame> {
        let mut frames = Frames::new(stream);
        let mut all = Vec::new();
        while let Some(frame) = frames.next().await {
            all.push(frame);
        }
        all
    }

    fn message(text: &str) -> Frame {
        Frame::Message(text.into())
    }

    #[tokio::test]
    async fn messages_follow_their_headers() {
        let stream = b"Content-Length: 2\r\n\r\n{}content-length:1\r\nContent-Type: x\r\n\r\n1";
        assert_eq!(frames(stream).await, [message("{}"), message("1")]);
        assert_eq!(frames(b"Content-Length: 0\r\n\r\n").await, [message("")]);
    }

    #[tokio::test]
    async fn after_garbage_reading_goes_on() {
        for garbage in [
            "garbage\r\n\r\n",
            "Content-Length: x\r\n\r\n",
            "Content-Length: 99999999999999\r\n\r\n",
            "Content-Type: x\r\n\r\n",
            "Content-Length 2\r\n\r\n{}",
        ] {
            let stream = format!("{garbage}Content-Length: 2\r\n\r\n{{}}");
            let all = frames(stream.as_bytes()).await;
            assert_eq!(all, [Frame::Garbage, message("{}")], "{garbage:?}");
        }
        let endless = "x".repeat(1 << 16);
        let stream = format!("{endless}Content-Length: 2\r\n\r\n{{}}");
        assert_eq!(frames(stream.as_bytes()).await, [Frame::Garbage, message("{}")]);
    }

    #[tokio::test]
    async fn what_ends_too_early_is_nothing() {
        assert_eq!(frames(b"Content-Length: 5\r\n\r\n{}").await, []);
        assert_eq!(frames(b"Content-Le").await, []);
    }
}
