//! How long the server lives: not longer than its client.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// How often is looked whether the client still lives.
const LOOK: Duration = Duration::from_secs(1);

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

    /// Ends when a process does. One that cannot be seen may still live, outside of a container.
    pub(crate) async fn end_with(self: Arc<Self>, process: u32) {
        if !lives(process) {
            return;
        }
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
