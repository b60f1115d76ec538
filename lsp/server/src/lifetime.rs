//! How long the server lives: not longer than its client.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::Notify;

/// How often is looked whether the client still lives.
const LOOK: Duration = Duration::from_secs(1);
/// How long what is being done may take when the client is gone.
const GRACE: Duration = Duration::from_secs(1);

/// Whether the client said goodbye, and whether it is gone.
#[derive(Default)]
pub(crate) struct Lifetime {
    said_goodbye: AtomicBool,
    gone: Notify,
}

impl Lifetime {
    /// The client said goodbye.
    pub(crate) fn shut_down(&self) {
        self.said_goodbye.store(true, Ordering::Relaxed);
    }

    pub(crate) fn said_goodbye(&self) -> bool {
        self.said_goodbye.load(Ordering::Relaxed)
    }

    /// There is nobody to serve, or nothing to serve with.
    pub(crate) fn end(&self) {
        self.gone.notify_one();
    }

    pub(crate) async fn ended(&self) {
        self.gone.notified().await;
    }

    /// Ends when a process does.
    pub(crate) async fn end_with(self: Arc<Self>, process: u32) {
        let is_parent = parent() == Some(process);
        while lives(process) && (!is_parent || parent() == Some(process)) {
            tokio::time::sleep(LOOK).await;
        }
        self.end();
    }
}

/// The process that started this one. A parent that has ended is not this process's parent any more,
/// even if nobody has taken note of its end.
fn parent() -> Option<u32> {
    #[cfg(unix)]
    return Some(std::os::unix::process::parent_id());
    #[cfg(not(unix))]
    None
}

/// Whether there is such a process. Where that cannot be known, the end of the input has to do.
#[cfg(unix)]
fn lives(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    let Some(process) = process else { return true };
    rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

#[cfg(not(unix))]
fn lives(_: u32) -> bool {
    true
}

/// What the client says, until it says no more: then the lifetime ends soon.
pub(crate) struct Listening<R> {
    pub(crate) reader: R,
    pub(crate) lifetime: Arc<Lifetime>,
}

impl<R: AsyncRead + Unpin> AsyncRead for Listening<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.reader).poll_read(context, buffer);
        let is_over = match &read {
            Poll::Ready(Ok(())) => buffer.filled().len() == before && buffer.remaining() > 0,
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        };
        if is_over {
            let lifetime = Arc::clone(&self.lifetime);
            tokio::spawn(async move {
                tokio::time::sleep(GRACE).await;
                lifetime.end();
            });
        }
        read
    }
}
