//! Threads that answer questions.
//!
//! What somebody waits for while typing goes first, and always finds a free thread.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Deep programs need a deep stack; what is not used of it costs nothing.
const STACK: usize = 64 << 20;

/// More threads than this would only wait for each other.
const THREADS: usize = 4;

/// How soon an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// While somebody is typing.
    Typing,
    /// When there is time.
    Reading,
}

type Job = Box<dyn FnOnce() + Send>;

/// A bounded number of threads; those that are idle end when this is dropped.
pub(crate) struct Workers {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    queues: Mutex<Queues>,
    changed: Condvar,
}

#[derive(Default)]
struct Queues {
    typing: VecDeque<Job>,
    reading: VecDeque<Job>,
    /// How many threads are busy with what is not urgent.
    busy_reading: usize,
    /// How many may be.
    most_reading: usize,
    ended: bool,
}

impl Workers {
    pub(crate) fn new() -> Self {
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let threads = cores.clamp(2, THREADS);
        let shared = Arc::new(Shared::default());
        shared.queues().most_reading = threads - 1;
        for number in 0..threads {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new().name(format!("worker-{number}")).stack_size(STACK);
            let started = thread.spawn(move || shared.work());
            started.expect("a process has memory for its first threads");
        }
        Self { shared }
    }

    pub(crate) fn run(&self, urgency: Urgency, job: impl FnOnce() + Send + 'static) {
        let mut queues = self.shared.queues();
        match urgency {
            Urgency::Typing => queues.typing.push_back(Box::new(job)),
            Urgency::Reading => queues.reading.push_back(Box::new(job)),
        }
        drop(queues);
        self.shared.changed.notify_one();
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.queues().ended = true;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn queues(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some((urgency, job)) = self.next() {
            job();
            if urgency == Urgency::Reading {
                self.queues().busy_reading -= 1;
                self.changed.notify_one();
            }
        }
    }

    /// The next job; none if there will be no more.
    fn next(&self) -> Option<(Urgency, Job)> {
        let mut queues = self.queues();
        loop {
            if let Some(job) = queues.typing.pop_front() {
                return Some((Urgency::Typing, job));
            }
            if queues.busy_reading < queues.most_reading
                && let Some(job) = queues.reading.pop_front()
            {
                queues.busy_reading += 1;
                return Some((Urgency::Reading, job));
            }
            if queues.ended {
                return None;
            }
            queues = self.changed.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{Urgency, Workers};

    #[test]
    fn what_is_urgent_finds_a_thread_while_all_else_waits() {
        let workers = Workers::new();
        let (release, blocked) = mpsc::channel::<()>();
        let blocked = std::sync::Arc::new(std::sync::Mutex::new(blocked));
        for _ in 0..50 {
            let blocked = std::sync::Arc::clone(&blocked);
            workers.run(Urgency::Reading, move || {
                drop(blocked.lock().map(|it| it.recv()));
            });
        }
        let (done, waits) = mpsc::channel();
        workers.run(Urgency::Typing, move || done.send(()).expect("the test waits"));
        waits.recv_timeout(Duration::from_secs(10)).expect("it is answered");
        drop(release);
    }
}
