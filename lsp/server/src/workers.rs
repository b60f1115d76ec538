//! Threads that answer questions.
//!
//! What somebody waits for while typing goes first and always finds a thread that is free, or busy with
//! something of the same kind; what nobody waits for goes last. A job that holds a snapshot while it waits
//! holds up who writes: each job has to be one that a write stops.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Deep programs need a deep stack; what is not used of it costs nothing.
const STACK: usize = 64 << 20;

/// With fewer threads than this something would have to wait for something longer.
const LEAST_THREADS: usize = 3;
/// More threads than this would only wait for each other.
const MOST_THREADS: usize = 4;

/// How soon an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    /// While somebody is typing.
    Typing,
    /// While somebody waits for it.
    Reading,
    /// When there is time.
    Background,
}

/// How many urgencies there are; each is the place of its queue.
const URGENCIES: usize = 3;

type Job = Box<dyn FnOnce() + Send>;

/// A bounded number of threads; those that are idle end when this is dropped.
pub(crate) struct Workers {
    shared: Arc<Shared>,
}

struct Shared {
    threads: usize,
    queues: Mutex<Queues>,
    changed: Condvar,
}

#[derive(Default)]
struct Queues {
    waiting: [VecDeque<Job>; URGENCIES],
    running: [usize; URGENCIES],
    ended: bool,
}

impl Workers {
    pub(crate) fn new() -> Self {
        let cores = thread::available_parallelism().map_or(LEAST_THREADS, usize::from);
        let threads = cores.clamp(LEAST_THREADS, MOST_THREADS);
        let shared =
            Arc::new(Shared { threads, queues: Mutex::default(), changed: Condvar::new() });
        for number in 0..threads {
            let shared = Arc::clone(&shared);
            let thread = thread::Builder::new().name(format!("worker-{number}")).stack_size(STACK);
            let started = thread.spawn(move || shared.work());
            started.expect("a process has memory for its first threads");
        }
        Self { shared }
    }

    pub(crate) fn run(&self, urgency: Urgency, job: impl FnOnce() + Send + 'static) {
        self.shared.queues().waiting[urgency as usize].push_back(Box::new(job));
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
            self.queues().running[urgency] -= 1;
            self.changed.notify_one();
        }
    }

    /// The next job and its urgency; none if there will be no more.
    fn next(&self) -> Option<(usize, Job)> {
        let mut queues = self.queues();
        loop {
            if let Some(next) = queues.take(self.threads) {
                return Some(next);
            }
            if queues.ended {
                return None;
            }
            queues = self.changed.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Queues {
    /// The most urgent job that may begin: what is less urgent leaves a thread free for what is more.
    fn take(&mut self, threads: usize) -> Option<(usize, Job)> {
        (0..URGENCIES).find_map(|urgency| {
            let running: usize = self.running[urgency..].iter().sum();
            if running >= threads - urgency {
                return None;
            }
            let job = self.waiting[urgency].pop_front()?;
            self.running[urgency] += 1;
            Some((urgency, job))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, mpsc};
    use std::time::Duration;

    use super::{Urgency, Workers};

    #[test]
    fn what_is_urgent_finds_a_thread_while_all_else_waits() {
        let workers = Workers::new();
        let (release, blocked) = mpsc::channel::<()>();
        let blocked = Arc::new(Mutex::new(blocked));
        let (done, waits) = mpsc::channel();
        for urgency in [Urgency::Background, Urgency::Reading, Urgency::Typing] {
            let done = done.clone();
            workers.run(urgency, move || done.send(urgency).expect("the test waits"));
            let next = waits.recv_timeout(Duration::from_secs(10));
            assert_eq!(next, Ok(urgency));
            for _ in 0..50 {
                let blocked = Arc::clone(&blocked);
                workers.run(urgency, move || drop(blocked.lock().map(|it| it.recv())));
            }
        }
        drop(release);
    }
}
