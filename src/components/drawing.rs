//! Shapes as elements of the page.

use yew::{
    prelude::*,
    virtual_dom::{VTag, VText},
};

use crate::drawing::element::Element;

/// A drawing, with all that is in it.
pub(super) fn drawn(shape: &Element) -> Html {
    let mut tag = VTag::new(shape.name);
    for (name, value) in &shape.attributes {
        tag.add_attribute(name, value.clone());
    }
    if !shape.text.is_empty() {
        tag.add_child(VText::new(shape.text.clone()).into());
    }
    tag.add_children(shape.children.iter().map(drawn));
    tag.into()
}
