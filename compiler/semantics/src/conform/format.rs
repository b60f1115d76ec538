//! How text of a format looks, such as the id of a VPC: the data is `stdlib/formats.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What text of a format has to match, and text that does.
#[derive(Debug, Deserialize)]
pub(super) struct Format {
    pub(super) pattern: String,
    pub(super) example: String,
}

static FORMATS: LazyLock<BTreeMap<String, Format>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../stdlib/formats.json")).unwrap_or_default()
});

/// A format by the name that the catalogue has for it.
pub(super) fn format(name: &str) -> Option<&'static Format> {
    FORMATS.get(name)
}

#[cfg(test)]
mod tests {
    use super::FORMATS;

    #[test]
    fn formats_are_met_by_their_examples() {
        assert!(FORMATS.contains_key("AWS::EC2::VPC.Id"));
        for (name, format) in &*FORMATS {
            let pattern = regex::Regex::new(&format.pattern);
            assert!(pattern.is_ok_and(|pattern| pattern.is_match(&format.example)), "{name}");
        }
    }
}
