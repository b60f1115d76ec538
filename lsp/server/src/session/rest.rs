//! What the session does while nobody types.

use std::time::{Duration, Instant};

use crate::document::ProjectId;
use crate::session::Session;
use crate::workers::Urgency;

/// Somebody who has not typed for so long has stopped to think.
const REST: Duration = Duration::from_secs(5);

/// A database that has seen so many texts is exchanged for a new one.
const MOST_CHANGES: usize = 2_000;

impl Session {
    /// Something was changed: there is something to do when it stays as it is.
    pub(super) fn rest_later(&mut self) {
        let is_full = self.projects.values().any(|project| project.changes >= MOST_CHANGES);
        self.rest = is_full.then(|| Instant::now() + REST);
    }

    /// Exchanges databases that have seen many texts, and has what is known computed again.
    pub(super) fn rest(&mut self) {
        self.rest = None;
        let full = self.projects.iter().filter(|(_, project)| project.changes >= MOST_CHANGES);
        for id in full.map(|(id, _)| *id).collect::<Vec<ProjectId>>() {
            if let Some(old) = self.projects.get_mut(&id).map(|project| project.renew()) {
                self.workers.run(Urgency::Background, move || drop(old));
            }
            self.touch(id);
        }
    }
}
