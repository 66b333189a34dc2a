//! A body to its bytes: never more than fits, and unpacked where it came packed all the same.

use flate2::read::MultiGzDecoder;
use std::io::{self, Read};

/// The bytes of a body; `None` when there are more than fit.
pub(crate) fn limited(from: impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let one_more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    from.take(one_more).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// A body without its packing; `None` when more comes out of it than fits.
///
/// # Errors
///
/// The name of the coding, where it is another or where the packing is broken.
pub(crate) fn unpacked(
    bytes: Vec<u8>,
    coding: Option<&str>,
    most: usize,
) -> Result<Option<Vec<u8>>, String> {
    let coding = coding.map(|coding| coding.trim().to_ascii_lowercase());
    match coding.as_deref() {
        None | Some("" | "identity") => Ok(Some(bytes)),
        Some(coding @ ("gzip" | "x-gzip")) => {
            limited(MultiGzDecoder::new(bytes.as_slice()), most).map_err(|_| coding.to_owned())
        }
        Some(coding) => Err(coding.to_owned()),
    }
}

/// The first bytes of a body.
pub(crate) fn start(from: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The first bytes of a body without its packing, as far as it can be unpacked.
pub(crate) fn unpacked_start(bytes: Vec<u8>, coding: Option<&str>, most: usize) -> Vec<u8> {
    if !coding.is_some_and(|coding| coding.to_ascii_lowercase().contains("gzip")) {
        return bytes;
    }
    let mut unpacked = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    // What came before the packing broke off is the beginning all the same.
    drop(
        MultiGzDecoder::new(bytes.as_slice())
            .take(most)
            .read_to_end(&mut unpacked),
    );
    unpacked
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_body_is_unpacked_no_further_than_fits() {
        let bytes = packed(&[b'x'; 1_000]);
        let whole = unpacked(bytes.clone(), Some(" GZip"), 1_000).unwrap();
        assert_eq!(whole.unwrap().len(), 1_000);
        assert_eq!(unpacked(bytes.clone(), Some("gzip"), 999), Ok(None));
        let half = bytes.get(..bytes.len() / 2).unwrap().to_vec();
        assert_eq!(unpacked(half, Some("gzip"), 1_000), Err("gzip".to_owned()));
        assert_eq!(unpacked(bytes, Some("br"), 1_000), Err("br".to_owned()));
        let plain = unpacked(b"x".to_vec(), None, 1).unwrap();
        assert_eq!(plain, Some(b"x".to_vec()));
    }
}
