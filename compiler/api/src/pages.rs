//! The pages of the diagnostics, as they stand in `docs/diagnostics`.

/// Name and text, sorted by name.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The names that have a page.
pub fn names() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

/// The page of a name.
pub fn page(name: &str) -> Option<&'static str> {
    let index = PAGES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(PAGES[index].1)
}

/// What a page says first: the paragraph after its title, on one line.
pub fn summary(page: &str) -> String {
    let mut paragraphs = page.split("\n\n").map(str::trim);
    paragraphs.find(|it| !it.starts_with('#')).unwrap_or_default().replace('\n', " ")
}
