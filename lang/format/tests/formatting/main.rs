//! What formatting does to programs.

mod cases;
mod limits;
mod program;
mod random;
