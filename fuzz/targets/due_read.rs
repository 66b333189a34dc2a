//! Drives `heeded_fuzz::due_read` with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| heeded_fuzz::due_read(bytes));
