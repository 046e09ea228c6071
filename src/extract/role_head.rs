//! Where the heads of jobs begin and end: two dates of one job, sentences over two lines, the lines above the dates.

use super::date::{Month, Range, RoleEnd, is_month_alone, month_of, range};
use super::firm::{end_of_form, is_firm_name};
use super::head_label::label;
use super::head_part::is_told;
use super::job_head::{Head, head};
use super::named::{Named, named};
use super::post::{names_post, names_study};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::statement::{names_tools, tells_a_deed};

/// Bytes of a title or a firm above the dates.
const TITLE: u32 = 90;

/// Lines above a line of dates that may be its job's title, firm and place.
pub(super) const ABOVE: usize = 3;

/// Lines above a line of dates ("Client: ...", "Role: ...") that belong to its job.
const LABELS: usize = 5;

/// Words of a line of tools that stands between a title and its dates.
const MIXED_WORDS: usize = 4;

/// A dated head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// The piece with the dates, and the first that belongs to the same head where that has dates, too, or begins its sentence.
    pub at: usize,
    pub from: usize,
    pub head: Head,
    pub range: Range,
}

/// Makes one head of two lines that tell of one job: a start above its end ("2012, November Example Ltd" over "2022, February Engineer", or
/// over "December Engineer" of the same year), and a sentence that has its dates in the second.
pub(super) fn over_two_lines(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], heads: &mut Vec<Dated>) {
    let mut kept: Vec<Dated> = Vec::with_capacity(heads.len());
    let starts = |dated: &Dated| dated.range.span.start == pieces[dated.at].span.start;
    for (i, mut dated) in heads.iter().copied().enumerate() {
        let next_to = |other: Option<&Dated>, at: usize| other.is_some_and(|other| other.at == at);
        if let Some(before) = kept.last().filter(|b| b.at + 1 == dated.at && b.head == Head::Line && b.range.single) {
            // More such lines are a list, of certificates or talks.
            let beside = i.checked_sub(2).is_some_and(|two| next_to(heads.get(two), dated.at - 2));
            let more = beside || next_to(heads.get(i + 1), dated.at + 1);
            let open = pieces[before.at].span.of(scan.text).ends_with(['-', '–']);
            let exact = before.range.exact && dated.range.exact;
            let later = dated.range.single && exact && dated.range.end > before.range.end;
            if later && (!more || open) && starts(before) && starts(&dated) {
                (dated.from, dated.range.start, dated.range.single) = (before.from, before.range.start, false);
                kept.pop();
            }
        } else if dated.head == Head::Line && dated.range.single && dated.range.exact && starts(&dated) {
            end_below(scan, pieces, &mut dated);
        }
        // "Working as an engineer at Example Ltd," over "Bern, from May 2019 to now"
        if dated.from == dated.at
            && matches!(dated.head, Head::Line | Head::Item)
            && !pieces[dated.at].item
            && let Some(begun) =
                dated.at.checked_sub(1).filter(|begun| tells_without_dates(scan, pieces, *begun, &dated))
        {
            (dated.from, dated.head) = (begun, Head::Told);
        }
        kept.push(dated);
    }
    *heads = kept;
}

/// Gives a head the month that the line below begins with.
fn end_below(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], dated: &mut Dated) {
    let Some(below) = pieces.get(dated.at + 1).filter(|piece| !piece.heading && !piece.item) else { return };
    let (token, to) = (scan.token_at(below.span.start), scan.token_at(below.span.end));
    let year_first = scan.word(scan.token_at(dated.range.span.start)).starts_with(|c: char| c.is_ascii_digit());
    if !year_first || token + 1 >= to || !is_month_alone(scan, token, to) {
        return;
    }
    let month = month_of(&scan.word(token).to_lowercase()).unwrap_or_default();
    let end = Month::new(dated.range.start.year(), month);
    if end > dated.range.start {
        (dated.at, dated.range.end, dated.range.single) = (dated.at + 1, RoleEnd::In(end), false);
    }
}

/// Makes one head of two that tell of one job, and leaves out what is none: a year above the months that it holds, and degrees.
pub(super) fn join_heads(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], heads: &mut Vec<Dated>) {
    let mut kept: Vec<Dated> = Vec::with_capacity(heads.len());
    let words = |at: usize| pieces[at].span.of(scan.text);
    for mut dated in heads.iter().copied() {
        if let Some(before) = kept.last().filter(|b| b.at + 1 == dated.at && b.head == Head::Line && b.range.single) {
            let starts = dated.range.span.start == pieces[dated.at].span.start;
            let (year, end) = (before.range.start.year(), dated.range.end);
            let held = dated.range.start.year() == year || end.at(None).is_some_and(|end| end.year() == year);
            if !dated.range.single && held && names_post(words(before.at)) && !starts {
                dated.from = before.from;
                kept.pop();
            }
        }
        let studied = dated.head == Head::Line && names_study(words(dated.at)) && !names_post(words(dated.at));
        if !studied {
            kept.push(dated);
        }
    }
    // Dates inside the items of dated jobs are those of what was done there.
    let lined = kept.iter().any(|dated| matches!(dated.head, Head::Line | Head::Labelled));
    let mut inside = false;
    kept.retain(|dated| {
        inside |= matches!(dated.head, Head::Line | Head::Labelled);
        dated.head != Head::Item || !lined || !inside && names_post(words(dated.at))
    });
    *heads = kept;
}

/// Whether a piece begins a sentence that tells of a job and has no dates, which stand in the next.
fn tells_without_dates(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], begun: usize, dated: &Dated) -> bool {
    let (piece, next) = (&pieces[begun], &pieces[dated.at]);
    let text = piece.span.of(scan.text);
    let rest = next.span.of(scan.text);
    // The dot of "Ltd." ends no sentence.
    let ended = text.ends_with('.') && end_of_form(text).is_none_or(|end| end < text.len());
    // A broken item goes on without a mark, and other sentences in small letters or with their dates.
    let broken = piece.item && !ended;
    let leads = |word: &&str| ["from", "since", "during"].iter().any(|lead| word.eq_ignore_ascii_case(lead));
    let goes_on = || {
        let first = rest.split_whitespace().next().unwrap_or_default();
        let word = leads(&first) || first.eq_ignore_ascii_case("been");
        !names_post(rest) && (word || !ended && first.starts_with(|c: char| !c.is_uppercase()))
    };
    // "... in Example Industries" over "Ltd, a part of Sample. From 2010 to 2015 as ..."
    let led = || {
        let before = &scan.text[next.span.start as usize..dated.range.span.start as usize];
        !ended && !is_told(rest) && before.split_whitespace().next_back().is_some_and(|word| leads(&word))
    };
    piece.section == next.section
        && !piece.heading
        && is_told(text)
        && range(scan, piece.span).is_none_or(|range| range.single && !range.exact)
        && (broken || goes_on() || led())
}

/// The first line of a job whose dates stand in line `i`: the title and the firm above it, `most` lines, or the labelled lines.
pub(super) fn opening(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], i: usize, head: Head, most: usize) -> usize {
    let above = |at: usize| {
        at.checked_sub(1).filter(|b| {
            let piece = &pieces[*b];
            let short = piece.span.end - piece.span.start <= TITLE || is_link(piece.span.of(scan.text));
            piece.section == pieces[i].section && !piece.heading && short
        })
    };
    let mut first = i;
    match head {
        Head::Line => {
            let text = |b: usize| pieces[b].span.of(scan.text);
            // A line above that names both the post and the employer is all of the head.
            let whole = |at: usize| {
                at < i && names_post(text(at)) && {
                    let Named { title, company } = named(scan, &[pieces[at].span], std::iter::empty());
                    title.is_some() && company.is_some()
                }
            };
            let ends = |b: usize| {
                end_of_form(text(b)).is_none_or(|end| end + 1 < text(b).len())
                    && text(b).ends_with(['.', ';', ':'])
                    && (b + 1 < i || is_sentence(text(b)))
            };
            let plain = |b: usize| !pieces[b].item && range(scan, pieces[b].span).is_none();
            // Lines of a column beside it that a page has mixed in: names of tools below a title.
            let mut mixed = 0;
            while let Some(b) = above(first)
                && i - b <= most + mixed
                && !whole(first)
                && plain(b)
                && !ends(b)
            {
                // The foot of a page may stand there.
                if is_link(text(b)) {
                    mixed += 1;
                    first = b;
                    continue;
                }
                let one_name = || scan.names_in(pieces[b].span).iter().any(|name| name.span == pieces[b].span);
                if names_tools(scan, pieces[b].span) || one_name() {
                    let title = (1..=2).filter_map(|n| b.checked_sub(n)).find(|up| names_post(text(*up)));
                    let beside = title.is_some_and(|up| {
                        (up..b).all(|at| plain(at) && pieces[at].section == pieces[i].section && !pieces[at].heading)
                    });
                    if beside && text(b).split_whitespace().count() <= MIXED_WORDS {
                        mixed += 1;
                    } else if !one_name() {
                        break;
                    }
                }
                first = b;
            }
            while first < i && is_link(text(first)) {
                first += 1;
            }
        }
        Head::Labelled => {
            let text = |b: usize| pieces[b].span.of(scan.text);
            let labelled = |b: usize| text(b).contains(':');
            let fits = |b: &usize| i - b <= LABELS && self::head(scan, &pieces[*b]).is_none();
            let name = |b: &usize| {
                let item = pieces[*b].item && !is_firm_name(text(*b));
                !labelled(*b) && !item && !names_tools(scan, pieces[*b].span) && !tells_a_deed(text(*b))
            };
            let ended = |b: usize| text(b).ends_with(['.', ';', ',']) && end_of_form(text(b)).is_none();
            let go_up = |mut first: usize| {
                while let Some(b) = above(first).filter(fits).filter(|b| labelled(*b)) {
                    first = b;
                }
                first
            };
            first = go_up(first);
            // The title and the firm may stand above without labels, or a line of another kind between two labels.
            if let Some(b) = above(first).filter(fits).filter(name).filter(|b| first == i || !ended(*b)) {
                let next = above(b).filter(fits);
                let title = |b: &usize| names_post(text(*b)) && !ended(*b);
                first = match next {
                    Some(up) if label(scan.text, pieces[up].span).is_some() => go_up(b),
                    Some(up) if !names_post(text(b)) && name(&up) && title(&up) => up,
                    _ => b,
                };
            }
        }
        Head::Told | Head::Item => {}
    }
    first
}

/// "Moved the shop to another country and back." is what was done in the job before.
pub(super) fn is_sentence(text: &str) -> bool {
    const WORDS_MIN: usize = 8;
    text.starts_with("I ") || text.split_whitespace().count() >= WORDS_MIN
}

/// Whether a line is nothing but addresses of pages.
pub(super) fn is_link(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with("http") || word.starts_with("www."))
}
