#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sparta_tests::fuzz::editor(bytes));
