//! Drives `heeded_fuzz::markdown_read` with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| heeded_fuzz::markdown_read(bytes));
