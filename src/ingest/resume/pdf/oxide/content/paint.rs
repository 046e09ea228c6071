//! What is painted, and what is cut off: fills, strokes, pictures and clips, as the rectangles that hold them.

use pdf_oxide::content::Operator;

use super::Content;
use crate::ingest::resume::pdf::dots;
use crate::ingest::resume::pdf::page::{Area, CLIP_MARGIN, Ink};

/// Bytes of a stream beyond which clips are not looked for: drawings, whose every stroke would be read.
const CLIPPED_MAX: usize = 1 << 20;

/// Whether the operators in `data` set clips. Finding where takes reading every stroke, which is left out where nothing asks for it.
pub(super) fn has_clips(data: &[u8]) -> bool {
    let ends = |at: usize| data.get(at).is_none_or(|b| b.is_ascii_whitespace() || *b == b'*');
    let starts = |at: usize| at == 0 || data[at - 1].is_ascii_whitespace();
    data.len() <= CLIPPED_MAX && memchr::memchr_iter(b'W', data).any(|at| starts(at) && ends(at + 1))
}

/// Whether an operator paints the path, or drops it.
fn ends_path(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Fill
            | Operator::FillEvenOdd
            | Operator::FillStroke
            | Operator::FillStrokeEvenOdd
            | Operator::CloseFillStroke
            | Operator::CloseFillStrokeEvenOdd
            | Operator::Stroke
            | Operator::CloseAndStroke
            | Operator::EndPath
    )
}

impl Content<'_> {
    /// Fills, strokes and pictures, as the rectangles that hold them.
    pub(super) fn paint(&mut self, operator: &Operator) {
        match *operator {
            Operator::MoveTo { x, y } | Operator::LineTo { x, y } => self.reach(&[(x, y)]),
            Operator::CurveTo { x1, y1, x2, y2, x3, y3 } => self.reach(&[(x1, y1), (x2, y2), (x3, y3)]),
            Operator::CurveToV { x2, y2, x3, y3 } => self.reach(&[(x2, y2), (x3, y3)]),
            Operator::CurveToY { x1, y1, x3, y3 } => self.reach(&[(x1, y1), (x3, y3)]),
            Operator::Rectangle { x, y, width, height } => {
                self.reach(&[(x, y), (x + width, y), (x, y + height), (x + width, y + height)]);
            }
            Operator::SetLineWidth { width } => self.state.line_width = width,
            Operator::ClipNonZero | Operator::ClipEvenOdd => return self.clips = true,
            _ => {}
        }
        if self.clips && ends_path(operator) {
            self.clips = false;
            self.clip_to_path();
        }
        match *operator {
            Operator::Fill
            | Operator::FillEvenOdd
            | Operator::FillStroke
            | Operator::FillStrokeEvenOdd
            | Operator::CloseFillStroke
            | Operator::CloseFillStrokeEvenOdd => {
                if let Some(area) = self.path.take().filter(|_| self.state.fill == Ink::Colour) {
                    self.painted.push(area);
                    self.dots.extend(dots::of(area));
                }
            }
            Operator::Stroke | Operator::CloseAndStroke => {
                // A thick line is how some drawing packages fill a bar.
                let half = 0.5 * self.state.line_width * self.state.matrix.stroke_scale();
                if let Some(area) = self.path.take() {
                    self.dots.extend(dots::of(area));
                    self.painted.extend(Some(area.grown(half)).filter(|_| half > 2.0));
                }
            }
            Operator::EndPath => self.path = None,
            Operator::PaintShading { .. } => {
                self.painted.push(Area::EVERYWHERE);
            }
            Operator::InlineImage { .. } => self.picture(),
            _ => {}
        }
    }

    /// A picture fills the unit square.
    pub(super) fn picture(&mut self) {
        let path = self.path.take();
        self.paint(&Operator::Rectangle { x: 0.0, y: 0.0, width: 1.0, height: 1.0 });
        self.painted.extend(self.path.take());
        self.path = path;
    }

    /// A point of the current space on the page as it is shown.
    pub(super) fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let point = self.state.matrix.transform_point(x, y);
        self.displayed(point.x, point.y)
    }

    /// Makes the path reach points of the current space.
    fn reach(&mut self, points: &[(f32, f32)]) {
        for (x, y) in points {
            let (x, y) = self.place(*x, *y);
            let area = self.path.unwrap_or(Area { left: x, bottom: y, right: x, top: y });
            self.path = Some(area.reaching(x, y));
        }
    }

    /// Lets nothing through beyond a box of the current space: a form shows nothing beyond its own.
    pub(super) fn clip_to(&mut self, [x0, y0, x1, y1]: [f32; 4]) {
        self.reach(&[(x0, y0), (x1, y0), (x0, y1), (x1, y1)]);
        self.clip_to_path();
        self.path = None;
    }

    /// The clip of a path that is no rectangle is taken to be as large as the path.
    fn clip_to_path(&mut self) {
        if let Some(path) = self.path {
            self.state.clip = self.state.clip.within(path.grown(CLIP_MARGIN));
        }
    }
}
