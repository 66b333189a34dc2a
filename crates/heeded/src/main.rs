//! The binary: settings, logging, one file per command.

fn main() {}
