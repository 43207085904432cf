//! The host of a URL, and nothing else of it.

/// Where a URL leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A host, in lower case, with its port unless that is the usual one.
    Host(String),
    WebSocket,
    /// Something that is never sent by HTTP, such as `data:`.
    Elsewhere,
    /// There is no URL, or a relative one.
    Unknown,
}

/// Where this URL leads.
pub(super) fn address(url: &str) -> Address {
    let url = url.trim_start();
    let Some((scheme, rest)) = url.split_once(':') else {
        return Address::Unknown;
    };
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if scheme.is_empty() || !scheme.chars().all(is_scheme) {
        return Address::Unknown;
    }
    let usual = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        "ws" | "wss" => return Address::WebSocket,
        _ => return Address::Elsewhere,
    };
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.to_lowercase();
    let host = host.strip_suffix(usual).unwrap_or(&host);
    let host = host.strip_suffix(':').unwrap_or(host);
    if host.is_empty() {
        Address::Unknown
    } else {
        Address::Host(host.chars().take(LONGEST).collect())
    }
}

/// The most characters of a host with its port.
const LONGEST: usize = 260;
