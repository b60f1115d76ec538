//! How a program is compiled.

/// What the user says beside the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The environment that is compiled for; none for the defaults.
    pub environment: Option<String>,
    /// Values of settings as text, by name: what the command line calls `--set name=value`. They win
    /// over those of the environment.
    pub settings: Vec<(String, String)>,
}

impl Options {
    /// Compiles for an environment.
    pub fn environment(name: impl Into<String>) -> Self {
        Self { environment: Some(name.into()), settings: Vec::new() }
    }

    /// Gives a setting a value.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }
}
