//! HTML that embeds a figure in another page.

use super::{Refusal, SETTINGS, Settings, Show, Theme};
use crate::{format::list, strategy::Strategy};

impl Settings {
    /// The settings of an embedded figure in a query string. Of misspelt
    /// strategies the others are kept, because readers cannot correct the author.
    #[must_use]
    pub fn embedded(query: &str) -> (Self, Vec<Refusal>) {
        let (mut settings, refusals) = Self::from_query(query);
        settings.embed = true;
        for refusal in &refusals {
            if let Refusal::Value {
                name: "strategies",
                value,
                ..
            } = refusal
            {
                let keys = value.split(',').map(str::trim);
                let known: Vec<_> = keys
                    .filter(|key| Strategy::from_key(key).is_some())
                    .collect();
                // An error means that none of them is known.
                settings.set("strategies", &known.join(",")).ok();
            }
        }
        (settings, refusals)
    }

    /// Three pieces of HTML that embed the figure, each after its caption, with a
    /// blank line between all of them.
    #[must_use]
    pub fn embed_this(&self, page: &str) -> String {
        [
            "As an element, which fits its column and follows its page’s theme. What is inside it is seen where nothing loads:",
            &*self.element(page),
            "As a frame, for pages that allow no scripts:",
            &self.frame(page),
            "As a picture with a link, for readmes and feeds:",
            &self.picture(page, ""),
            "The picture is a file of yours: SVG, above, saves it after a run. It is light or dark as the system of its reader is.",
        ]
        .join("\n\n")
    }

    /// HTML with the element `inflight-figure`, for a page that allows scripts.
    /// Inside the element is what is seen where nothing loads: a link with a
    /// picture, which keeps the room of the figure. `page` is the address of this
    /// page, up to and including its last slash.
    #[must_use]
    pub fn element(&self, page: &str) -> String {
        let default = Self::default();
        let differing = SETTINGS
            .iter()
            .filter(|setting| setting.name != "embed" && self.is_written(setting, &default));
        let mut attributes = String::new();
        for setting in differing {
            let value = escaped(&setting.get(self));
            attributes = attributes + " " + setting.name + "=\"" + &value + "\"";
        }
        let script = escaped(&format!("{page}embed.js"));
        let [wide, narrow] = self.heights();
        let room = format!(
            "display:block;height:0;padding-bottom:clamp({wide}px,(560px - 100%)*999,{narrow}px)"
        );
        let picture = self.picture(page, &format!(" style=\"{room}\""));
        format!(
            "<script type=\"module\" src=\"{script}\"></script>\n<inflight-figure{attributes}>{picture}</inflight-figure>"
        )
    }

    /// An `iframe`, for an editor that allows no scripts. Its height is that of a
    /// narrow column.
    #[must_use]
    pub fn frame(&self, page: &str) -> String {
        let alone = Self {
            embed: false,
            ..self.clone()
        };
        let address = escaped(&format!("{page}embed.html{}", alone.to_link()));
        let [_, height] = self.heights();
        format!(
            "<iframe src=\"{address}\" title=\"{}\" width=\"100%\" height=\"{height}\" style=\"border:0\" loading=\"lazy\"></iframe>",
            escaped(&self.sentence())
        )
    }

    /// A link with a picture, for pages without frames and for feeds.
    #[must_use]
    pub fn picture(&self, page: &str, style: &str) -> String {
        let whole = Self {
            embed: false,
            show: Show::Auto,
            theme: Theme::Auto,
            ..self.clone()
        };
        let address = escaped(&format!("{page}{}", whole.to_link()));
        let strategies = self.strategies.iter().map(|one| one.name().to_owned());
        let text = escaped(&format!(
            "{}: {}",
            list(&strategies.collect::<Vec<_>>()),
            self.sentence()
        ));
        format!(
            "<a href=\"{address}\"{style}><img src=\"inflight.svg\" alt=\"{text}\" width=\"680\" style=\"max-width:100%\"></a>"
        )
    }

    /// The heights of a compact figure in a column of at least 560 CSS pixels and
    /// in a narrower one, in CSS pixels.
    fn heights(&self) -> [usize; 2] {
        let rows = self.strategies.len();
        [163 + 72 * rows, 202 + 92 * rows]
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
            Settings::from_query("strategies=sequential,joined&requests=12&embed=1&show=detail");
        let element = settings.element(PAGE);
        let (script, figure) = element.split_once('\n').unwrap_or_default();
        assert_eq!(
            script,
            "<script type=\"module\" src=\"https://inflight.example/a/embed.js\"></script>"
        );
        let start = "<inflight-figure requests=\"12\" strategies=\"sequential,joined\" show=\"detail\"><a href=\"https://inflight.example/a/?requests=12&amp;strategies=sequential%2Cjoined\"";
        assert!(figure.starts_with(start), "{figure}");
        assert!(
            figure.contains("alt=\"Sequential and Joined: 12 requests, 115\u{a0}ms each\""),
            "{figure}"
        );
        let frame = settings.frame(PAGE);
        assert!(frame.contains("src=\"https://inflight.example/a/embed.html?requests=12&amp;strategies=sequential%2Cjoined&amp;show=detail\""), "{frame}");
        assert!(frame.contains("height=\"386\"") && frame.contains("loading=\"lazy\""));
    }

    #[test]
    fn of_misspelt_strategies_an_embedded_figure_keeps_the_others() {
        let kept = |query: &str| {
            let (settings, refusals) = Settings::embedded(query);
            assert!(settings.embed);
            let keys: Vec<_> = settings.strategies.iter().map(|one| one.key()).collect();
            (keys.join(","), refusals.len())
        };
        assert_eq!(kept("strategies=joind,windowed"), ("windowed".into(), 1));
        assert_eq!(
            kept("strategies=windowed,,joined"),
            ("joined,windowed".into(), 1)
        );
        assert_eq!(
            kept("strategies=joined,windowed"),
            ("joined,windowed".into(), 0)
        );
        let usual = "sequential,joined,ordered,batched,windowed";
        assert_eq!(kept("strategies=joind"), (usual.into(), 1));
        assert_eq!(kept("requests=0"), (usual.into(), 1));
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
