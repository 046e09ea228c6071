//! What a paragraph's style says of it: `styles.xml`.

use rustc_hash::FxHashMap;

use super::{Seen, attribute, body, is_on, run, walk};
use crate::ingest::reject::Fault;
use crate::ingest::{BlockKind, Limits};

/// Style ids with what they make of a paragraph; ids are translated by some editors, names are not.
#[derive(Default)]
pub(super) struct Styles(FxHashMap<String, Style>);

#[derive(Default)]
struct Style {
    kind: Option<BlockKind>,
    /// Whether its text is hidden or shown.
    hidden: Option<bool>,
    /// Whether its letters are white, or too small to read, and whether a colour lies behind them.
    white: Option<bool>,
    tiny: Option<bool>,
    on_ground: Option<bool>,
    based_on: Option<String>,
}

impl Styles {
    /// What the style makes of a paragraph, by itself or through the styles it is based on.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        self.find(id, |style| style.kind)
    }

    /// Whether text of the style is not shown.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.find(id, |style| style.hidden).unwrap_or(false)
    }

    /// The look of text of the style.
    pub(super) fn look(&self, id: &str) -> Look {
        let find = |property: fn(&Style) -> Option<bool>| self.find(id, property).unwrap_or(false);
        Look { white: find(|s| s.white), tiny: find(|s| s.tiny), on_ground: find(|s| s.on_ground) }
    }

    fn find<T>(&self, id: &str, property: impl Fn(&Style) -> Option<T>) -> Option<T> {
        // Styles of a broken file may be based on one another in a circle.
        const DEPTH: usize = 16;
        let mut next = Some(id);
        for _ in 0..DEPTH {
            let style = self.0.get(next?)?;
            if let Some(found) = property(style) {
                return Some(found);
            }
            next = style.based_on.as_deref();
        }
        None
    }
}

/// How text of a style looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) white: bool,
    pub(super) tiny: bool,
    pub(super) on_ground: bool,
}

pub(super) fn read(xml: &str, limits: &Limits) -> Result<Styles, Fault> {
    let mut styles = Styles::default();
    let mut id = String::new();
    let mut style = Style::default();
    walk(xml, limits, |seen| match seen {
        Seen::Start("style", start) => {
            id = attribute(start, "styleId").unwrap_or_default();
            style = Style::default();
        }
        Seen::Start("name", start) => {
            let name = attribute(start, "val").unwrap_or_default().to_lowercase();
            if name.contains("heading") || matches!(name.as_str(), "title" | "section title") {
                style.kind = Some(BlockKind::Heading);
            }
        }
        Seen::Start("vanish", start) => style.hidden = Some(is_on(start)),
        Seen::Start("color", start) => style.white = Some(run::is_white_ink(start)),
        Seen::Start("sz", start) => style.tiny = Some(run::is_tiny(start)),
        Seen::Start("shd", start) => style.on_ground = Some(body::is_ground(start)),
        Seen::Start("basedOn", start) => style.based_on = attribute(start, "val"),
        Seen::Start("outlineLvl", start) if is_heading_level(attribute(start, "val").as_deref()) => {
            style.kind = Some(BlockKind::Heading);
        }
        Seen::Start("numId", start) if style.kind.is_none() && attribute(start, "val").as_deref() != Some("0") => {
            style.kind = Some(BlockKind::Item);
        }
        Seen::End("style") => {
            styles.0.insert(std::mem::take(&mut id), std::mem::take(&mut style));
        }
        _ => {}
    })?;
    Ok(styles)
}

/// Outline levels are 0 to 8; 9 is body text.
pub(super) fn is_heading_level(value: Option<&str>) -> bool {
    value.and_then(|value| value.parse::<u8>().ok()).is_some_and(|level| level < 9)
}
