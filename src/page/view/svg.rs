//! Drawings as elements of the page.

use yew::{
    prelude::*,
    virtual_dom::{VTag, VText},
};

use crate::drawing::element::Element;

/// An element of a drawing with its text and children.
pub(super) fn svg(element: Element) -> Html {
    let mut tag = VTag::new(element.name);
    for (name, value) in element.attributes {
        tag.add_attribute(name, value);
    }
    if !element.text.is_empty() {
        tag.add_child(VText::new(element.text).into());
    }
    tag.add_children(element.children.into_iter().map(svg));
    tag.into()
}
