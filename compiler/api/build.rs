//! Lists the pages of the diagnostics, so that the compiler has them with it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says it"));
    let folder = crate_folder.join("../../docs/diagnostics");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).expect("the pages lie in docs/diagnostics");
    let mut pages: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();

    let mut text = String::from("&[\n");
    for page in &pages {
        let name = page.file_stem().expect("a page has a name").to_string_lossy();
        let page = page.to_str().expect("a path in UTF-8");
        writeln!(text, "    ({name:?}, include_str!({page:?})),").expect("a string takes all");
    }
    text.push_str("]\n");
    let out = env::var_os("OUT_DIR").expect("cargo says it");
    fs::write(Path::new(&out).join("pages.rs"), text).expect("cargo's folder can be written to");
}
