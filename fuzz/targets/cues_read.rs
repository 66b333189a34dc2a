//! Drives `heeded_fuzz::cues_read` with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| heeded_fuzz::cues_read(bytes));
