//! How long a look-up takes: `cargo bench -p sparta-catalogue`.
//!
//! The aim is 60 µs for a common type. Wall clock, best of several rounds, for a look by a person;
//! what must not grow is watched by instruction counts elsewhere.

use std::hint::black_box;
use std::time::{Duration, Instant};

const COMMON: [&str; 5] = [
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::WAFv2::WebACL",
    "AWS::QuickSight::Dashboard",
];

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn main() {
    for name in COMMON {
        let best = best(|| black_box(sparta_catalogue::resource_type(black_box(name))).is_some());
        println!("{name:<28} {best:?}");
    }
    println!(
        "{:<28} {:?}",
        "names, contains",
        best(|| sparta_catalogue::contains(black_box("AWS::X")))
    );
    let all =
        best(|| sparta_catalogue::names().all(|n| sparta_catalogue::resource_type(n).is_some()));
    println!("{:<28} {all:?}", "all types");
}

/// The least time of one call, over rounds of as many calls as take some milliseconds.
fn best(call: impl Fn() -> bool) -> Duration {
    let once = Instant::now();
    black_box(call());
    let calls = (5_000_000 / once.elapsed().as_nanos().max(1)).clamp(1, 10_000);
    let calls = u32::try_from(calls).unwrap_or(1);
    let round = |_| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(call());
        }
        start.elapsed() / calls
    };
    (0..20).map(round).min().unwrap_or_default()
}
