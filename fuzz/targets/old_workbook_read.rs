//! Drives `heeded_fuzz::old_workbook_read` with libFuzzer.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| heeded_fuzz::old_workbook_read(bytes));
