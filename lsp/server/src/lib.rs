//! The language server of Sparta.
