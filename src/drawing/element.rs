//! Elements of a drawing, for whoever draws them: the page as elements of its
//! own, a file as text.

/// An element of an SVG drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The element's name: `path`, `line`, `text`, `g`.
    pub name: &'static str,
    /// Its attributes, in order.
    pub attributes: Vec<(&'static str, String)>,
    /// What is written in it.
    pub text: String,
    /// What is drawn in it.
    pub children: Vec<Element>,
}

impl Element {
    /// An element without attributes.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same with something written in it.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// The same with something drawn in it.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// As the text of an SVG file. Whatever a text or a value says, it stays a
    /// text or a value.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut svg = String::from("<") + self.name;
        for (name, value) in &self.attributes {
            svg = svg + " " + name + "=\"" + &escaped(value) + "\"";
        }
        svg += ">";
        svg += &escaped(&self.text);
        for child in &self.children {
            svg += &child.svg();
        }
        svg + "</" + self.name + ">"
    }
}

fn escaped(text: &str) -> String {
    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
    let safe = safe.replace('>', "&gt;").replace('"', "&quot;");
    // Characters that no XML file may contain.
    safe.replace(
        |c: char| {
            let allowed = matches!(c, '\n' | '\t');
            c.is_control() && !allowed || matches!(c, '\u{fffe}' | '\u{ffff}')
        },
        "\u{fffd}",
    )
}
