//! Plots as SVG. Their colours are names: `style.css` gives each of them a colour of the theme in use.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

const INK: RGBColor = RGBColor(0, 0, 1);
const SOFT: RGBColor = RGBColor(0, 0, 2);
const LINE: RGBColor = RGBColor(0, 0, 3);
const FIRST: RGBColor = RGBColor(0, 0, 4);
const SECOND: RGBColor = RGBColor(0, 0, 5);
const REST: RGBColor = RGBColor(0, 0, 6);

/// Units wide; a page makes a plot as wide as it has room for.
const WIDTH: u32 = 420;
/// Room for names on the left.
const NAMES: u32 = 146;
/// Room for figures on the right.
const FIGURES: u32 = 40;
/// Room for the scale below.
const SCALE: u32 = 20;
/// Characters of a name; a longer one is cut.
const NAME_CHARS: usize = 23;

/// A bar in three parts of a hundred.
pub(super) struct Stack {
    pub label: String,
    pub parts: [u64; 3],
}

/// Two bars in percent.
pub(super) struct Pair {
    pub label: String,
    pub first: u64,
    pub second: u64,
}

/// Bars in three parts, one below the other, with the first part's figure; none without bars.
pub(super) fn stacks(rows: &[Stack]) -> Option<String> {
    let labels: Vec<&str> = rows.iter().map(|row| &*row.label).collect();
    bars(&labels, 26, 100, |area, at, left, right, y| {
        let x = |percent: u64| left + (right - left) * percent as i32 / 100;
        let mut from = 0;
        for (part, color) in rows[at].parts.iter().zip([FIRST, SECOND, REST]) {
            let to = (from + part).min(100);
            if to > from {
                area.draw(&Rectangle::new([(x(from), y - 7), (x(to), y + 7)], color.filled()))?;
            }
            from = to;
        }
        figure(area, right, y, rows[at].parts[0], INK)
    })
}

/// Two bars for each name, the first above the second, on a scale that `most` percent fit; none without names.
pub(super) fn pairs(rows: &[Pair], most: u64) -> Option<String> {
    let scale = [20, 40, 60, 80].into_iter().find(|scale| most <= *scale).unwrap_or(100);
    let labels: Vec<&str> = rows.iter().map(|row| &*row.label).collect();
    bars(&labels, 30, scale, |area, at, left, right, y| {
        let x = |percent: u64| left + (right - left) * percent.min(scale) as i32 / scale as i32;
        for (percent, color, top) in [(rows[at].first, FIRST, y - 10), (rows[at].second, SECOND, y)] {
            area.draw(&Rectangle::new([(left, top), (x(percent).max(left + 1), top + 9)], color.filled()))?;
            figure(area, right, top + 4, percent, SOFT)?;
        }
        Ok(())
    })
}

fn figure(area: &Area<'_>, right: i32, y: i32, percent: u64, color: RGBColor) -> Drawn {
    area.draw(&words(&format!("{percent} %"), (right + FIGURES as i32, y), HPos::Right, VPos::Center, color))
}

/// Bars over a scale from 0 to `most` percent, `height` units each, drawn by `draw` (area, row, left, right, middle).
fn bars(
    labels: &[&str],
    height: u32,
    most: u64,
    draw: impl Fn(&Area<'_>, usize, i32, i32, i32) -> Drawn,
) -> Option<String> {
    let tall = labels.len() as u32 * height;
    plot(!labels.is_empty(), tall + SCALE, |area| {
        let (left, right) = (NAMES as i32, (WIDTH - FIGURES) as i32);
        for quarter in 0..=4 {
            let (x, percent) = (left + (right - left) * quarter / 4, most as i32 * quarter / 4);
            area.draw(&PathElement::new([(x, 0), (x, tall as i32)], LINE))?;
            area.draw(&words(&format!("{percent}"), (x, tall as i32 + 4), HPos::Center, VPos::Top, SOFT))?;
        }
        for (at, label) in labels.iter().enumerate() {
            let y = (at as u32 * height + height / 2) as i32;
            area.draw(&words(&cut(label), (left - 8, y), HPos::Right, VPos::Center, INK))?;
            draw(area, at, left, right, y)?;
        }
        Ok(())
    })
}

/// How many scores lie in each tenth of the way from 0 to 100; none without scores.
pub(super) fn histogram(counts: &[u32; 10]) -> Option<String> {
    let most = counts.iter().copied().max().unwrap_or(0);
    plot(most > 0, 170, |area| {
        let mut chart = ChartBuilder::on(area)
            .margin_top(20)
            .margin_right(8)
            .x_label_area_size(SCALE)
            .y_label_area_size(4)
            .build_cartesian_2d(0u32..100, 0u32..most)?;
        chart
            .configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .x_labels(11)
            .x_label_style(("sans-serif", 11).into_font().color(&SOFT))
            .axis_style(LINE)
            .draw()?;
        let bars = counts.iter().zip(0u32..).filter(|(count, _)| **count > 0);
        let bar = |(count, tenth): (&u32, u32)| {
            let mut bar = Rectangle::new([(tenth * 10, 0), (tenth * 10 + 10, *count)], FIRST.filled());
            bar.set_margin(0, 0, 2, 2);
            bar
        };
        chart.draw_series(bars.clone().map(bar))?;
        for (count, tenth) in bars {
            let (x, y) = chart.backend_coord(&(tenth * 10 + 5, *count));
            area.draw(&words(&count.to_string(), (x, y - 3), HPos::Center, VPos::Bottom, INK))?;
        }
        Ok(())
    })
}

/// The SVG of what `draw` draws; none where there is nothing to draw.
fn plot(is_any: bool, height: u32, draw: impl FnOnce(&Area<'_>) -> Drawn) -> Option<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
        if !is_any || draw(&area).and_then(|()| area.present()).is_err() {
            return None;
        }
    }
    Some(svg)
}

fn words(text: &str, at: (i32, i32), h: HPos, v: VPos, color: RGBColor) -> Text<'static, (i32, i32), String> {
    Text::new(text.to_owned(), at, ("sans-serif", 11).into_font().color(&color).pos(Pos::new(h, v)))
}

/// A name that fits beside its bar.
fn cut(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let head: String = name.chars().take(NAME_CHARS - 1).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_cut_and_nothing_is_no_plot() {
        let svg = stacks(&[Stack { label: "<b>&\"x\"".to_owned(), parts: [50, 25, 25] }]).unwrap();
        assert!(svg.contains("&lt;b&gt;&amp;") && !svg.contains("<b>") && svg.contains("50 %"), "{svg}");
        assert_eq!(cut("a name of far too many characters"), "a name of far too many…");
        assert!(stacks(&[]).is_none() && pairs(&[], 100).is_none() && histogram(&[0; 10]).is_none());
        let svg = histogram(&[0, 0, 0, 0, 0, 0, 3, 0, 0, 1]).unwrap();
        assert!(svg.contains("\n3\n") && svg.matches("<rect").count() == 2, "{svg}");
        // A policy that trusts one style sheet forgives no style attribute.
        assert!(!svg.contains("style="));
    }
}
