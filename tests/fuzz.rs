//! A short run of the fuzz targets on stable Rust: programs of the repository, broken at random.
//!
//! `FUZZ_SECONDS=60 FUZZ_SEED=7 cargo test --release -p sparta-tests --test fuzz` runs each target
//! longer, from another seed.

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use sparta_tests::fuzz::TARGETS;
use sparta_tests::random::{Random, mutate, setting, soup};
use sparta_tests::repository::{files, read};

#[test]
fn broken_programs_break_nothing() {
    let seeds: Vec<Vec<u8>> = ["examples", "tests/programs", "tests/mistakes", "stdlib"]
        .iter()
        .flat_map(|folder| files(folder, "sparta"))
        .map(|file| read(&file).into_bytes())
        .collect();
    let time = Duration::from_secs(setting("FUZZ_SECONDS", 3));
    for (name, target) in TARGETS {
        let mut random = Random::new(setting("FUZZ_SEED", 1));
        let begin = Instant::now();
        while begin.elapsed() < time {
            let bytes = match random.below(3) {
                0 => soup(&mut random),
                _ => mutate(&seeds, &mut random),
            };
            let text = String::from_utf8_lossy(&bytes);
            assert!(catch_unwind(|| target(&bytes)).is_ok(), "{name} fails on:\n{text}");
        }
    }
}
