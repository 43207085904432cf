//! Where requests go.

use std::fmt;

use super::spelling::{foreign_placeholder, with_braces};

/// A server, simulated or real.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// The [simulated network](crate::world::network).
    Simulated,
    /// The page's own server, which has `todos/<id>.json` beside the page.
    Site,
    /// The tutorial post's server.
    JsonPlaceholder,
    /// Any other server: an http or https URL in which `{id}` stands for the id.
    Url(String),
}

/// How many todos `static/todos/` and the post's server have.
pub const TODOS: usize = 200;

const JSON_PLACEHOLDER: &str = "https://jsonplaceholder.typicode.com/todos/";

/// Ports that browsers refuse to connect to (the Fetch Standard, *port
/// blocking*).
#[rustfmt::skip]
const BLOCKED: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

impl Endpoint {
    /// The longest URL, in characters.
    pub const LONGEST: usize = 2_048;

    /// What a text must be to name an endpoint, for messages.
    pub const EXPECTED: &str = "simulated, site, jsonplaceholder, or an http(s) URL of at most \
        2048 characters with {id} once in its path or query, no user name and no port that \
        browsers block";

    /// What a text must be to name an endpoint, for the message on this one: the
    /// place of the number may be marked as in the templates of another tool.
    #[must_use]
    pub(super) fn expected(text: &str) -> String {
        match foreign_placeholder(text) {
            Some(foreign) => format!("a URL with {{id}} in place of {foreign}"),
            None => Self::EXPECTED.to_owned(),
        }
    }

    /// The endpoint that a text names. An address bar may have percent-encoded
    /// the braces of `{id}`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match &*with_braces(text) {
            "simulated" => Some(Self::Simulated),
            "site" => Some(Self::Site),
            "jsonplaceholder" => Some(Self::JsonPlaceholder),
            url => is_usable(url).then(|| Self::Url(url.to_owned())),
        }
    }

    /// Whether requests stay on the simulated network.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        *self == Self::Simulated
    }

    /// Where requests go, in words that follow *requests*.
    #[must_use]
    pub fn destination(&self) -> String {
        match self {
            Self::Simulated => "on a simulated network".into(),
            Self::Site => "to this site".into(),
            Self::JsonPlaceholder => "to jsonplaceholder.typicode.com".into(),
            Self::Url(url) => format!("to {url}"),
        }
    }

    /// The same, with only the host of a URL.
    #[must_use]
    pub fn short_destination(&self) -> String {
        match self {
            Self::Url(url) => format!("to {}", url.split('/').nth(2).unwrap_or(url)),
            other => other.destination(),
        }
    }

    /// The URL for an id, from 1; `None` on the simulated network. The site and
    /// the post's server have 200 todos: id 201 gets the URL of the first one.
    #[must_use]
    pub fn url(&self, id: usize) -> Option<String> {
        self.url_with(&self.number(id).to_string())
    }

    /// The absolute URL for an id. The simulated network has no address, and
    /// settings do not tell that of the page's own site: both get a host that ends
    /// in `.example`, which no server has.
    #[must_use]
    pub fn absolute_url(&self, id: usize) -> String {
        match self.url(id) {
            None => format!("https://api.example/todos/{id}"),
            Some(path) if *self == Self::Site => format!("https://site.example/{path}"),
            Some(url) => url,
        }
    }

    /// The number in the URL for an id.
    #[must_use]
    pub fn number(&self, id: usize) -> usize {
        match self {
            Self::Site | Self::JsonPlaceholder => id.saturating_sub(1) % TODOS + 1,
            Self::Simulated | Self::Url(_) => id,
        }
    }

    /// The URL with a word in place of the number; `None` on the simulated
    /// network.
    #[must_use]
    pub fn url_with(&self, word: &str) -> Option<String> {
        match self {
            Self::Simulated => None,
            Self::Site => Some(format!("todos/{word}.json")),
            Self::JsonPlaceholder => Some(format!("{JSON_PLACEHOLDER}{word}")),
            Self::Url(template) => Some(template.replace("{id}", word)),
        }
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Simulated => "simulated",
            Self::Site => "site",
            Self::JsonPlaceholder => "jsonplaceholder",
            Self::Url(template) => template,
        })
    }
}

/// Whether requests can be sent to a URL with each id: see
/// [`Endpoint::EXPECTED`].
fn is_usable(url: &str) -> bool {
    let scheme = ["http://", "https://"].into_iter().find(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(rest) = scheme.and_then(|scheme| url.get(scheme.len()..)) else {
        return false;
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let path = path.split('#').next().unwrap_or_default();
    url.chars().count() <= Endpoint::LONGEST
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
        && is_host(authority)
        && path.matches("{id}").count() == 1
        && url.matches("{id}").count() == 1
        && foreign_placeholder(url).is_none()
}

/// Whether this is a host without a user name, perhaps with a port that
/// browsers do not block. The browser checks the rest.
fn is_host(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_is_fine = match port {
        None | Some("") => true,
        Some(port) => port.parse().is_ok_and(|port| !BLOCKED.contains(&port)),
    };
    !host.is_empty() && !authority.contains('@') && port_is_fine
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_http_url_with_one_id_is_an_endpoint() {
        for url in [
            "http://127.0.0.1:8000/todos/{id}",
            "https://example.org?id={id}",
            "HTTPS://example.org/{id}#top",
            "http://[::1]/{id}",
            "http://[::1]:8080/a/{id}/b?c=d",
        ] {
            assert_eq!(
                Endpoint::parse(url),
                Some(Endpoint::Url(url.to_owned())),
                "{url}"
            );
        }
    }

    #[test]
    fn what_no_browser_would_or_should_fetch_is_refused() {
        let long = format!("https://example.org/{}{{id}}", "a".repeat(2_048));
        for url in [
            "",
            "/todos/{id}",
            "ftp://example.org/{id}",
            "file:///{id}",
            "data:,{id}",
            "javascript:alert({id})",
            "https://example.org/",
            "https://example.org/{id}/{id}",
            "https://{id}.example.org/",
            "https://example.org/#{id}",
            "https://example.org/{id}#{id}",
            "https:///{id}",
            "https://user@example.org/{id}",
            "https://user:secret@example.org/{id}",
            "http://127.0.0.1:6667/{id}",
            "http://127.0.0.1:99999/{id}",
            "http://127.0.0.1:x/{id}",
            "https://example.org/a b/{id}",
            "https://example.org\\@evil/{id}",
            &long,
        ] {
            assert_eq!(Endpoint::parse(url), None, "{url}");
        }
    }

    #[test]
    fn todos_begin_anew_after_200_and_other_ids_do_not() {
        assert_eq!(Endpoint::Site.url(201), Some("todos/1.json".into()));
        let url = Endpoint::Url("http://example.org/{id}".into());
        assert_eq!(url.url(201), Some("http://example.org/201".into()));
    }
}
