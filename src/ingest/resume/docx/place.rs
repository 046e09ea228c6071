//! Where text hangs and how much room it has: what lies off the page, or in lines of no height, nobody sees.

use quick_xml::events::BytesStart;

use super::attribute;

/// Twentieths of a point that are no line's height.
const FLAT: f32 = 40.0;

/// Twentieths of a point that lead off any page to its left or top, or to its right or bottom.
const OFF_PAGE: (f32, f32) = (-9_000.0, 30_000.0);

/// Whether a row of a table is too flat to show its text.
pub(super) fn is_flat(row: &BytesStart<'_>) -> bool {
    attribute(row, "hRule").as_deref() == Some("exact") && number(row, "val").is_some_and(|height| height <= FLAT)
}

/// Whether a paragraph's `spacing`, `ind` or `framePr` takes it out of sight.
pub(super) fn is_unseen(name: &str, property: &BytesStart<'_>) -> bool {
    let far = |key: &str| number(property, key).is_some_and(|to| !(OFF_PAGE.0..=OFF_PAGE.1).contains(&to));
    match name {
        "spacing" => {
            attribute(property, "lineRule").as_deref() == Some("exact")
                && number(property, "line").is_some_and(|height| height <= FLAT)
        }
        "ind" => far("left") || far("start") || far("firstLine"),
        _ => far("x") || far("y"),
    }
}

/// Whether an offset of a drawing, in English Metric Units (635 to a twentieth of a point), leads off the page.
pub(super) fn is_far(offset: &str) -> bool {
    offset.trim().parse().is_ok_and(|units: f32| !(OFF_PAGE.0..=OFF_PAGE.1).contains(&(units / 635.0)))
}

/// Whether the style of a VML shape ("margin-left:-5000pt") leads off the page.
pub(super) fn is_off_page(shape: &BytesStart<'_>) -> bool {
    let style = attribute(shape, "style").unwrap_or_default();
    style.split(';').filter_map(|part| part.split_once(':')).any(|(key, value)| {
        let points = value.trim().strip_suffix("pt").and_then(|points| points.parse::<f32>().ok());
        matches!(key.trim(), "margin-left" | "margin-top" | "left" | "top")
            && points.is_some_and(|points| !(OFF_PAGE.0..=OFF_PAGE.1).contains(&(points * 20.0)))
    })
}

fn number(element: &BytesStart<'_>, key: &str) -> Option<f32> {
    attribute(element, key)?.parse().ok()
}
