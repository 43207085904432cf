//! The elements of a drawing. The page shows them as elements of its document;
//! a file contains them as text.

/// An element of an SVG drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// The element's name: `path`, `line`, `text`, `g`.
    pub name: &'static str,
    /// The names and values of its attributes, in order.
    pub attributes: Vec<(&'static str, String)>,
    /// The text in the element, before its children; may be empty.
    pub text: String,
    /// The elements in the element, in order.
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

    /// Adds an attribute after those that it has.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Sets the text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// Adds children after those that it has.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The element as SVG source. Texts and values are escaped, so they cannot
    /// add elements or attributes.
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
    // An XML file may not contain all of these characters, even escaped.
    safe.replace(
        |c: char| {
            let allowed = matches!(c, '\n' | '\t');
            c.is_control() && !allowed || matches!(c, '\u{fffe}' | '\u{ffff}')
        },
        "\u{fffd}",
    )
}
