//! Sparta programs in the one form that all of them have.
//!
//! [`format`] goes from the tree to a list of commands (`layout`) and from these to text (`printer`):
//! the first knows the language, the second the width of a line. What the author decides is what
//! stands on lines of its own: a bracket that is followed by a new line stays open, blank lines stay
//! (one at most), and so do comments. Everything else follows from the tree and the width.

mod command;
mod comment;
mod layout;
mod printer;

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many characters a line has, where it can be broken.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 100 }
    }
}

/// The text in its one form. Formatting that again changes nothing.
///
/// A text with syntax errors is given back as it is: what its author meant is not known.
///
/// ```
/// assert_eq!(sparta_format::format("let  a=[1,2 ,]"), "let a = [1, 2]\n");
/// ```
pub fn format(text: &str) -> String {
    format_with(text, &Options::default())
}

/// [`format`] with another width.
pub fn format_with(text: &str, options: &Options) -> String {
    let parse = sparta_syntax::parse(text);
    if !parse.diagnostics.is_empty() {
        return text.to_owned();
    }
    printer::print(&layout::lay_out(text, parse.root()), options.width)
}
