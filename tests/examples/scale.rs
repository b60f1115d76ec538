//! Prints the program that speed is measured with: `cargo run --example scale -- 1000`.

#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    print!("{}", sparta_tests::scale::functions(count));
}
