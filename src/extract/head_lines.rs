//! The lines of a job that name its post and its employer.

use crate::text::Span;

use super::date::range;
use super::firm::{end_of_form, is_firm_name};
use super::job_head::Head;
use super::part_kind::is_unit;
use super::post::{ends_as_post, names_post};
use super::role_head::{Dated, is_link};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::statement::{names_tools, tells_a_deed};

/// The line of a title that stands further above its dates than those of other jobs, with departments and towns between them, where the
/// lines from `first` to the dates name none.
pub(super) fn far_title(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    dated: &Dated,
    first: usize,
) -> Option<usize> {
    const ABOVE_MAX: usize = 6;
    const WORDS_MAX: usize = 6;
    let text = |at: usize| pieces[at].span.of(scan.text);
    let (line, dates) = (pieces[dated.at].span, dated.range.span);
    let alone = dates.start == line.start && dates.end == line.end;
    // Below the dates the title may stand, too.
    let below =
        pieces.get(dated.at + 1).is_some_and(|next| !next.item && !next.heading && names_post(text(dated.at + 1)));
    if !alone || below || (first..dated.at).any(|at| names_post(text(at)) && !is_unit(text(at))) {
        return None;
    }
    let head = |at: &usize| {
        let piece = &pieces[*at];
        let short = text(*at).split_whitespace().count() <= WORDS_MAX + 4 && !text(*at).ends_with(['.', ';', ':']);
        let plain = !piece.item && !piece.heading && piece.section == pieces[dated.at].section;
        plain
            && short
            && range(scan, piece.span).is_none()
            && !tells_a_deed(text(*at))
            && !names_tools(scan, piece.span)
    };
    let titled = |at: &usize| {
        let words = text(*at).split_whitespace().count() <= WORDS_MAX;
        words && ends_as_post(text(*at)) && text(*at).starts_with(char::is_uppercase)
    };
    let mut above = (dated.at.saturating_sub(ABOVE_MAX)..first).rev().take_while(head);
    above.find(titled).filter(|_| first < dated.at)
}

/// The lines that name the post and the employer: those from the first to the dates, and where nothing stands above these, the short ones
/// below. What a sentence tells over two lines is one.
pub(super) fn head_lines(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    dated: &Dated,
    first: usize,
    end: usize,
) -> Vec<Span> {
    const BELOW: usize = 3;
    const WORDS_MAX: usize = 10;
    let at = dated.at;
    if dated.head == Head::Told {
        return vec![Span { start: pieces[first].span.start, end: pieces[at].span.end }];
    }
    let own = pieces[first..=at].iter().enumerate();
    let mut out: Vec<Span> = own
        .filter(|(n, piece)| {
            let tools = || !piece.span.of(scan.text).contains(':') && names_tools(scan, piece.span);
            first + n == at || !is_link(piece.span.of(scan.text)) && !tools()
        })
        .map(|(_, piece)| piece.span)
        .collect();
    let short = |piece: &&Piece<ResumeSection>| {
        let text = piece.span.of(scan.text);
        let ended = text.ends_with([';', '!']) || text.ends_with('.') && end_of_form(text).is_none();
        // What stands behind a label is of other matters.
        let labelled = scan.text[..piece.span.start as usize].ends_with(": ");
        !piece.item && !ended && !labelled && text.split_whitespace().count() <= WORDS_MAX && !tells_a_deed(text)
    };
    if first == at && !pieces[at].item {
        out.extend(pieces[at + 1..end].iter().take(BELOW).take_while(short).map(|piece| piece.span));
        // "Example Systems - Bern - Built ...": prose that begins with the firm.
        let prose = pieces[at + 1..end].first().filter(|piece| !piece.item && !short(piece));
        out.extend(prose.and_then(|piece| firm_before_prose(scan.text, piece.span)));
    }
    out
}

/// The name of a firm that a paragraph begins with, before a dash or a comma.
fn firm_before_prose(text: &str, line: Span) -> Option<Span> {
    const WORDS_MAX: usize = 6;
    let whole = line.of(text);
    let name = [" - ", " – ", ", ", " | "].iter().filter_map(|mark| whole.find(mark)).min().map(|at| &whole[..at])?;
    let titled = name.split(' ').all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word == "of");
    let firm = titled && is_firm_name(name) && name.split(' ').count() <= WORDS_MAX;
    firm.then(|| Span::new(line.start as usize, line.start as usize + name.len()))
}
