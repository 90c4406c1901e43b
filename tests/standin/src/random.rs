//! Random texts: tokens, codes, session ids.

use crate::options::TokenFormat;

/// `N` random bytes.
fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without randomness there is nothing to serve; the operating system does not fail here after it has started.
    getrandom::fill(&mut bytes).expect("the operating system's random source");
    bytes
}

/// 64 hexadecimal digits.
pub(crate) fn hex() -> String {
    bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An access token.
pub(crate) fn access_token(format: TokenFormat) -> String {
    match format {
        TokenFormat::Hex => hex(),
        TokenFormat::ThreeParts => format!("eyJ{}.eyJ{}.{}-_", base64url(), base64url(), base64url()),
    }
}

/// 32 characters of the base64url alphabet.
fn base64url() -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    bytes::<32>().iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect()
}
