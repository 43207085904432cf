//! HTML that embeds a figure in another page.

use super::{SETTINGS, Settings};

impl Settings {
    /// Two lines of HTML with the element `inflight-figure`, for a page that
    /// allows scripts. `page` is the address of this page, up to and including
    /// its last slash.
    #[must_use]
    pub fn element(&self, page: &str) -> String {
        let default = Self::default();
        let differing = SETTINGS.iter().filter(|setting| {
            setting.name != "embed" && setting.get(self) != setting.get(&default)
        });
        let mut attributes = String::new();
        for setting in differing {
            let value = escaped(&setting.get(self));
            attributes = attributes + " " + setting.name + "=\"" + &value + "\"";
        }
        let script = escaped(&format!("{page}embed.js"));
        format!(
            "<script type=\"module\" src=\"{script}\"></script>\n<inflight-figure{attributes}></inflight-figure>"
        )
    }

    /// An `iframe`, for an editor that allows no scripts. Its height is fixed,
    /// and a higher figure can be scrolled.
    #[must_use]
    pub fn frame(&self, page: &str) -> String {
        let embedded = Self {
            embed: true,
            ..self.clone()
        };
        let address = escaped(&format!("{page}?{}", embedded.to_query()));
        format!(
            "<iframe src=\"{address}\" title=\"Inflight\" width=\"100%\" height=\"900\" loading=\"lazy\"></iframe>"
        )
    }
}

fn escaped(value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('"', "&quot;");
    value.replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://inflight.example/a/";

    #[test]
    fn only_what_differs_from_the_defaults_is_said() {
        let (settings, _) =
            Settings::from_query("strategies=sequential,joined&requests=12&embed=1");
        assert_eq!(
            settings.element(PAGE),
            "<script type=\"module\" src=\"https://inflight.example/a/embed.js\"></script>\n\
             <inflight-figure requests=\"12\" strategies=\"sequential,joined\"></inflight-figure>"
        );
        assert!(settings.frame(PAGE).contains("src=\"https://inflight.example/a/?requests=12&amp;strategies=sequential%2Cjoined&amp;embed=1\""));
    }

    #[test]
    fn a_value_stays_a_value() {
        let (settings, refusals) = Settings::from_query(
            "endpoint=https%3A%2F%2Fa.example%2F%7Bid%7D%3Fa%3D%22%3E%3Cb%3E%26c",
        );
        assert_eq!(refusals, []);
        let element = settings.element(PAGE);
        assert!(
            element.contains("endpoint=\"https://a.example/{id}?a=&quot;>&lt;b>&amp;c\""),
            "{element}"
        );
    }
}
