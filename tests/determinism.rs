//! The same program gives the same bytes, wherever and however the compiler runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sparta_tests::repository::{programs, root};

const RUNS: usize = 50;
const LOCALES: [&str; 5] = ["C", "POSIX", "en_US.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1"];

/// Builds `spartac` beside this test, and says where it is.
fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let profile = test.parent().and_then(Path::parent).expect("tests lie in target/PROFILE/deps");
    let target = profile.parent().expect("a profile lies in the target folder");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "spartac", "--target-dir"]).arg(target);
    if profile.ends_with("release") {
        build.arg("--release");
    }
    let status = build.current_dir(root()).status().expect("cargo runs");
    assert!(status.success(), "spartac does not build");
    profile.join(format!("spartac{}", std::env::consts::EXE_SUFFIX))
}

/// Copies a folder with all that lies in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the build folder can be written to");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the build folder can be written to");
        }
    }
}

/// What `spartac emit` prints for a program in a folder, run from that folder or the one above.
fn emitted(spartac: &Path, folder: &Path, entry: &str, run: usize) -> String {
    let inside = run.is_multiple_of(2);
    let (working, path) = if inside {
        (folder, PathBuf::from(entry))
    } else {
        (
            folder.parent().expect("a folder above"),
            Path::new(folder.file_name().expect("a name")).join(entry),
        )
    };
    let locale = LOCALES[run % LOCALES.len()];
    let output = Command::new(spartac)
        .arg("emit")
        .arg(path)
        .current_dir(working)
        .env("LANG", locale)
        .env("LC_ALL", locale)
        .env("TZ", if inside { "UTC" } else { "Asia/Kathmandu" })
        .env("RAYON_NUM_THREADS", (run % 8 + 1).to_string())
        .env("HOME", working)
        .output()
        .expect("spartac runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} in {}: {errors}", entry, working.display());
    String::from_utf8(output.stdout).expect("a template is text")
}

#[test]
fn fifty_runs_give_one_template() {
    let spartac = binary();
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("determinism");
    drop(fs::remove_dir_all(&scratch));
    for program in programs("examples/hello").into_iter().chain(programs("examples/thumbnails")) {
        let mut templates = BTreeSet::new();
        for run in 0..RUNS {
            let folder = scratch.join(format!("run {run}")).join(&program.name);
            copy(&program.folder, &folder);
            templates.insert(emitted(&spartac, &folder, &program.entry, run));
        }
        assert_eq!(templates.len(), 1, "{} has several templates", program.name);
    }
}
