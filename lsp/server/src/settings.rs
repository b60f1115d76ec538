//! What people can switch on and off.

use serde::Deserialize;
use serde_json::Value;

/// The section of a client's configuration.
pub(crate) const SECTION: &str = "sparta";

/// The configuration, of which everything has a default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Settings {
    pub(crate) inlay_hints: InlayHints,
    pub(crate) diagnostics: Switch,
    pub(crate) code_lens: Switch,
}

/// Which hints are shown between the words of a program.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct InlayHints {
    pub(crate) types: bool,
    pub(crate) parameter_names: bool,
    pub(crate) logical_ids: bool,
    pub(crate) resource_count: bool,
}

/// Something that is on or off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Switch {
    pub(crate) enable: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let on = Switch::default;
        Self { inlay_hints: InlayHints::default(), diagnostics: on(), code_lens: on() }
    }
}

impl Default for InlayHints {
    fn default() -> Self {
        Self { types: true, parameter_names: true, logical_ids: true, resource_count: true }
    }
}

impl Default for Switch {
    fn default() -> Self {
        Self { enable: true }
    }
}

impl Settings {
    /// The settings that a client gives, as such or below `sparta`. What cannot be read is as if it were
    /// not given: an editor is of use whatever stands in its configuration.
    pub(crate) fn read(value: &Value) -> Self {
        let value = value.get(SECTION).unwrap_or(value);
        let field = |name: &str| value.get(name).cloned().unwrap_or(Value::Null);
        Self {
            inlay_hints: serde_json::from_value(field("inlayHints")).unwrap_or_default(),
            diagnostics: serde_json::from_value(field("diagnostics")).unwrap_or_default(),
            code_lens: serde_json::from_value(field("codeLens")).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Settings;

    #[test]
    fn what_is_not_said_has_its_default() {
        assert_eq!(Settings::read(&json!(null)), Settings::default());
        assert_eq!(Settings::read(&json!({ "inlayHints": 3 })), Settings::default());
    }

    #[test]
    fn settings_stand_as_such_or_below_their_section() {
        let given = json!({ "inlayHints": { "types": false }, "codeLens": { "enable": false } });
        let settings = Settings::read(&given);
        assert!(!settings.inlay_hints.types && settings.inlay_hints.logical_ids);
        assert!(!settings.code_lens.enable && settings.diagnostics.enable);
        assert_eq!(Settings::read(&json!({ "sparta": given })), settings);
    }
}
