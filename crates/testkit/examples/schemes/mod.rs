//! The schemes of registers that benchmarks read.

use heeded_domain::scheme::Schemes;
use heeded_schemes::SchemeFiles;
use std::error::Error;

const SCHEME: &str = include_str!("../../../../benches/schemes/invented.toml");

/// The schemes that the binary has with `--schemes benches/schemes`: with others it would have to
/// work its tables out again at its first start.
pub(crate) fn all() -> Result<Schemes, Box<dyn Error>> {
    let mut files = SchemeFiles::shipped();
    files.add(heeded_schemes::parse(
        "benches/schemes/invented.toml",
        SCHEME,
    )?);
    Ok(files.schemes())
}
