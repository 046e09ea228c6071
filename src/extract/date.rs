//! Months and ranges of months as resumes write them.

use serde::{Deserialize, Serialize};

use super::scan::Scan;
use super::small::Small;
use crate::text::Span;

/// A month: `year * 12 + month - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month(pub u32);

impl Month {
    /// The month `month` (1 to 12) of `year`.
    pub fn new(year: u32, month: u32) -> Self {
        Self(year * 12 + month.clamp(1, 12) - 1)
    }

    /// The month of an ISO date.
    pub fn of_iso(date: &str) -> Option<Self> {
        let (year, rest) = date.split_once('-')?;
        Some(Self::new(year.parse().ok()?, rest.get(..2)?.parse().ok()?))
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 12
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.0 % 12 + 1)
    }
}

/// When a role ended. "Present" stays what it is until a run's date is known, so that a kept profile does not age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoleEnd {
    /// In this month, itself included.
    In(Month),
    /// Not yet.
    Present,
}

impl RoleEnd {
    /// The month that this stands for at `as_of`.
    pub fn at(self, as_of: Option<Month>) -> Option<Month> {
        match self {
            Self::In(month) => Some(month),
            Self::Present => as_of,
        }
    }
}

/// A range of months and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub start: Month,
    pub end: RoleEnd,
    pub span: Span,
    /// Whether one date stands there, and not two.
    pub single: bool,
    /// Whether the first date names its month.
    pub exact: bool,
}

/// A date as written: with or without its month.
#[derive(Debug, Clone, Copy)]
struct Written {
    year: u32,
    month: Option<u32>,
    /// Tokens, half open.
    tokens: (u32, u32),
}

/// The first range of dates in `span`: "Jan 2020 - Present", "03/2019 – 05/2021", "2018-2020", "since 2021"; a single
/// year or month is a range of itself. A year alone is passed over where a range follows: "SQL 2005 of a shop, May 2010 to June 2011".
pub(super) fn range(scan: &Scan<'_>, span: Span) -> Option<Range> {
    let first = first_range(scan, span)?;
    if !first.single || first.exact {
        return Some(first);
    }
    let later = range(scan, Span { start: first.span.end, end: span.end.max(first.span.end) });
    Some(later.filter(|later| !later.single).unwrap_or(first))
}

fn first_range(scan: &Scan<'_>, span: Span) -> Option<Range> {
    // Most lines have no year, which nothing else is needed to tell.
    // All bytes are asked, since the compiler asks many at once where none of them ends the question.
    if !span.of(scan.text).bytes().fold(false, |any, b| any | b.is_ascii_digit()) {
        return None;
    }
    let (from, to) = (scan.token_at(span.start), scan.token_at(span.end));
    let mut token = from;
    while token < to {
        if !may_begin(scan, token) {
            token += 1;
            continue;
        }
        if let Some(range) = dashless(scan, token, to) {
            return Some(range);
        }
        let dated = written(scan, token, to).or_else(|| month_of_next_year(scan, token, to));
        // Two digits are a year where a range says so.
        let Some(first) = dated.or_else(|| month_and_short_year(scan, token, to)) else {
            token += 1;
            continue;
        };
        let first = Written { tokens: (token, first.tokens.1), ..first };
        let (start, exact) = (Month::new(first.year, first.month.unwrap_or(1)), first.month.is_some());
        let whole = |last: u32| Span {
            start: scan.tokens[first.tokens.0 as usize].start,
            end: scan.tokens[last as usize - 1].end,
        };
        let mut next = first.tokens.1;
        while next < to && next < first.tokens.1 + LINKS && is_link(&lower(scan, next)) {
            next += 1;
        }
        // "2017 - till": up to this day.
        let open = next > first.tokens.1 && is_till(&lower(scan, next - 1));
        let near = |token: u32| scan.tokens[token as usize].start - scan.tokens[token as usize - 1].end <= GAP;
        if open && (next == to || !near(next)) {
            return Some(Range { start, end: RoleEnd::Present, span: whole(next), single: false, exact });
        }
        if next < to && (first.tokens.1..=next).all(near) {
            if is_present(&lower(scan, next)) {
                return Some(Range { start, end: RoleEnd::Present, span: whole(next + 1), single: false, exact });
            }
            if let Some(last) = written(scan, next, to).or_else(|| month_and_short_year(scan, next, to)) {
                let end = Month::new(last.year, last.month.unwrap_or(12));
                if end >= start {
                    let span = whole(last.tokens.1);
                    return Some(Range { start, end: RoleEnd::In(end), span, single: false, exact });
                }
            }
        }
        if dated.is_none() {
            token += 1;
            continue;
        }
        let since =
            token > from && matches!(&*lower(scan, token - 1), "since" | "seit" | "depuis" | "desde" | "dal" | "sinds");
        let end = if since { RoleEnd::Present } else { RoleEnd::In(Month::new(first.year, first.month.unwrap_or(12))) };
        // "Oct 2014 Feb Web Developer": the second month has lost its year.
        let last = first.tokens.1;
        let lost =
            exact && last < to && near(last) && scan.gap(last - 1).trim().len() <= 1 && is_month_alone(scan, last, to);
        return Some(Range { start, end, span: whole(last + u32::from(lost)), single: !since, exact });
    }
    None
}

/// Whether a date may begin at `token`, which hardly one of ten words does: with a number or a month.
fn may_begin(scan: &Scan<'_>, token: u32) -> bool {
    let word = scan.word(token);
    let bytes = word.as_bytes();
    let number = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    // "Aug2016" ends in its number.
    number(bytes.first()) || number(bytes.last()) || opens_months(bytes) && month_of(&lower(scan, token)).is_some()
}

/// Whether a month's name begins with the letter that opens a word, all of whose letters are its own.
fn opens_months(word: &[u8]) -> bool {
    const FIRST: &[u8] = b"jfmasondegwl";
    word.len() >= 3 && word.first().is_some_and(|b| FIRST.contains(&b.to_ascii_lowercase()))
}

/// A range that has lost its dash on the way from one format to another: "20182020", "Apr 2020Jun 2021".
fn dashless(scan: &Scan<'_>, token: u32, to: u32) -> Option<Range> {
    let word = scan.word(token);
    let whole = |last: u32| Span { start: scan.tokens[token as usize].start, end: scan.tokens[last as usize].end };
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        let (start, end) = (Month::new(year_of(&word[..4])?, 1), Month::new(year_of(&word[4..])?, 12));
        let (end, span) = (RoleEnd::In(end), whole(token));
        return (RoleEnd::In(start) < end).then_some(Range { start, end, span, single: false, exact: false });
    }
    if token + 2 >= to || scan.word(token + 1).len() < 7 {
        return None;
    }
    let (first, middle) = (month_of(&word.to_lowercase())?, lower(scan, token + 1));
    let (year, second) = middle.split_at_checked(4)?;
    let start = Month::new(year_of(year)?, first);
    let end = Month::new(year_of(scan.word(token + 2))?, month_of(second)?);
    let (late, span) = (end >= start, whole(token + 2));
    late.then_some(Range { start, end: RoleEnd::In(end), span, single: false, exact: true })
}

/// Words between the two dates of a range at most ("up to the").
const LINKS: u32 = 3;

/// Bytes between the words of a range at most.
const GAP: u32 = 8;

/// A word between two dates.
fn is_link(word: &str) -> bool {
    is_till(word)
        || matches!(
            word,
            "to" | "through" | "thru" | "and" | "bis" | "zum" | "à" | "au" | "hasta" | "a" | "al" | "la" | "the"
        )
}

fn is_till(word: &str) -> bool {
    matches!(word, "until" | "till" | "til" | "upto" | "up" | "still")
}

/// Whether a word is a day of a month: "31", "4th".
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    digits.len() <= 2
        && matches!(ending, "" | "st" | "nd" | "rd" | "th")
        && digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

/// The year of "2019oct": the second month of a range that has lost its dash and its last year.
fn year_before_month(word: &str) -> Option<u32> {
    let (year, month) = word.split_at_checked(4)?;
    month_of(month).and(year_of(year))
}

/// A month and its year without anything between them: "aug2016".
fn glued(word: &str) -> Option<(u32, u32)> {
    let at = word.len().checked_sub(4).filter(|at| word.is_char_boundary(*at))?;
    Some((month_of(&word[..at])?, year_of(&word[at..])?))
}

/// The date that begins at `token`.
fn written(scan: &Scan<'_>, token: u32, to: u32) -> Option<Written> {
    let word = lower(scan, token);
    let next = |n: u32| (token + n < to).then(|| lower(scan, token + n));
    if let Some((month, year)) = glued(&word) {
        return Some(Written { year, month: Some(month), tokens: (token, token + 1) });
    }
    // "31 August 2013", "4th of Aug, 2015"
    if is_day(&word) {
        let at = 1 + u32::from(next(1).as_deref() == Some("of"));
        if next(at).is_some_and(|w| month_of(&w).is_some() || glued(&w).is_some())
            && let Some(date) = written(scan, token + at, to)
        {
            return Some(Written { tokens: (token, date.tokens.1), ..date });
        }
    }
    if let Some(month) = month_of(&word) {
        let mut at = 1;
        // "Jan '20", "Jan. 5, 2020" and "June 20th 2018"
        if next(at).is_some_and(|w| is_day(&w)) && next(at + 1).is_some_and(|w| year_of(&w).is_some()) {
            at += 1;
        }
        let year = next(at)
            .and_then(|w| year_of(&w).or_else(|| year_before_month(&w)).or_else(|| short_year(scan, token + at)))?;
        return Some(Written { year, month: Some(month), tokens: (token, token + at + 1) });
    }
    if let Some(year) = year_of(&word) {
        // "2020-03", "2020/03"; but "2018-2020" is two years.
        let two = |w: &Small<'_>| w.len() == 2 && (tight(scan, token) || scan.gap(token) == " / ");
        // "2009.3"
        let one = |w: &Small<'_>| w.len() == 1 && matches!(scan.gap(token), "." | "/");
        let iso = next(1).filter(|w| two(w) || one(w)).and_then(|w| w.parse().ok()).filter(|m| (1..=12).contains(m));
        // "2019, June": the month stands behind its year, and before none of its own.
        let named = || {
            let month = next(1).and_then(|w| month_of(&w))?;
            let capital = scan.word(token + 1).starts_with(char::is_uppercase);
            let number = |w: &str| year_of(w).is_some() || w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit());
            let own = next(2).is_some_and(|w| number(&w)) && !scan.gap(token + 1).contains(['-', '–', '—']);
            (capital && !own && matches!(scan.gap(token), " " | ", " | " , ")).then_some(month)
        };
        if let Some(month) = named() {
            return Some(Written { year, month: Some(month), tokens: (token, token + 2) });
        }
        // "2020-03-17": the day is of no matter.
        let day = iso.is_some() && tight(scan, token + 1) && next(2).is_some_and(|w| w.len() == 2 && is_day(&w));
        return Some(Written {
            year,
            month: iso,
            tokens: (token, token + 1 + u32::from(iso.is_some()) + u32::from(day)),
        });
    }
    // "17.03.2020", "17/03/2020"; where there are no more than twelve of the second, it is the month, as in most of the world.
    if word.len() <= 2
        && tight(scan, token)
        && token + 2 < to
        && tight(scan, token + 1)
        && let (Ok(one), Some(Ok(two))) = (word.parse::<u32>(), next(1).map(|w| w.parse::<u32>()))
        && (1..=31).contains(&one)
        && (1..=31).contains(&two)
        && let Some(year) = next(2).and_then(|w| year_of(&w))
    {
        let month = if two <= 12 { two } else { one };
        return (month <= 12).then_some(Written { year, month: Some(month), tokens: (token, token + 3) });
    }
    // "03/2020", "03.2020"
    if word.len() <= 2
        && tight(scan, token)
        && let Ok(month @ 1..=12) = word.parse::<u32>()
        && let Some(year) = next(1).and_then(|w| year_of(&w))
    {
        return Some(Written { year, month: Some(month), tokens: (token, token + 2) });
    }
    None
}

/// "Aug 16", "Jan-15", "25-03-15", "03/15": a month with two digits that may be its year.
fn month_and_short_year(scan: &Scan<'_>, token: u32, to: u32) -> Option<Written> {
    if scan.word(token).bytes().all(|b| b.is_ascii_digit()) {
        return of_short_numbers(scan, token, to);
    }
    let month = month_of(&lower(scan, token))?;
    let word = (token + 1 < to).then(|| scan.word(token + 1)).filter(|word| word.len() == 2)?;
    let year = word.parse::<u32>().ok().filter(|year| *year <= 35)?;
    Some(Written { year: 2000 + year, month: Some(month), tokens: (token, token + 2) })
}

/// "25-03-15" and "03/15".
fn of_short_numbers(scan: &Scan<'_>, token: u32, to: u32) -> Option<Written> {
    let number = |at: u32, most: u32| {
        let word = (at < to).then(|| scan.word(at)).filter(|word| word.len() <= 2)?;
        word.parse::<u32>().ok().filter(|number| (1..=most).contains(number))
    };
    let joined = |at: u32| matches!(scan.gap(at), "/" | "." | "-" | "--");
    let year = |at: u32| number(at, 35).filter(|_| scan.word(at).len() == 2).map(|year| 2000 + year);
    if joined(token)
        && token + 2 < to
        && joined(token + 1)
        && let (Some(_), Some(month), Some(year)) = (number(token, 31), number(token + 1, 12), year(token + 2))
    {
        return Some(Written { year, month: Some(month), tokens: (token, token + 3) });
    }
    let parted = || token + 2 < to && matches!(scan.gap(token + 1), "/" | "." | "-");
    let month = number(token, 12).filter(|_| scan.gap(token) == "/" && scan.word(token).len() == 2 && !parted())?;
    Some(Written { year: year(token + 1)?, month: Some(month), tokens: (token, token + 2) })
}

/// Whether a word is the name of a month, and no year stands behind it.
pub(super) fn is_month_alone(scan: &Scan<'_>, token: u32, to: u32) -> bool {
    let year = |at: u32| at < to && year_of(scan.word(at)).is_some();
    scan.word(token).starts_with(char::is_uppercase) && month_of(&lower(scan, token)).is_some() && !year(token + 1)
}

/// "June – July 2013": a month whose year stands behind the second one.
fn month_of_next_year(scan: &Scan<'_>, token: u32, to: u32) -> Option<Written> {
    let month = month_of(&lower(scan, token)).filter(|_| scan.word(token).starts_with(char::is_uppercase))?;
    let mut next = token + 1;
    while next < to && next <= token + LINKS && is_link(&lower(scan, next)) {
        next += 1;
    }
    let dash = || scan.gap(next - 1).contains(['-', '–', '—']);
    let parted = next < to && (next > token + 1 || dash());
    let second =
        if parted { written(scan, next, to).filter(|second| second.month.is_some_and(|m| m >= month)) } else { None };
    second.map(|second| Written { year: second.year, month: Some(month), tokens: (token, token + 1) })
}

/// Whether one sign of a date stands between this token and the next.
fn tight(scan: &Scan<'_>, token: u32) -> bool {
    matches!(scan.gap(token), "/" | "." | "-")
}

fn lower<'t>(scan: &'t Scan<'_>, token: u32) -> Small<'t> {
    Small::of(scan.word(token))
}

/// Years that a working life can hold.
fn year_of(word: &str) -> Option<u32> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1960..=2035).contains(y))
}

fn short_year(scan: &Scan<'_>, token: u32) -> Option<u32> {
    let at = scan.tokens[token as usize].start as usize;
    let two: u32 = scan.word(token).parse().ok().filter(|n| *n < 100)?;
    scan.text[..at].ends_with('\'').then_some(if two > 60 { 1900 + two } else { 2000 + two })
}

fn is_present(word: &str) -> bool {
    matches!(
        word,
        "present"
            | "now"
            | "current"
            | "currently"
            | "today"
            | "ongoing"
            | "date"
            | "heute"
            | "présent"
            | "aujourd"
            | "actualidad"
            | "presente"
            | "onwards"
            | "onward"
            | "pres"
            | "tilldate"
            | "todate"
            | "oggi"
            | "heden"
            | "atual"
    )
}

/// English names and seasons, and the German, French, Spanish, Italian, Portuguese and Dutch names that differ.
pub(super) fn month_of(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "januar" | "janvier" | "enero" | "janv" | "gennaio" | "janeiro" | "januari" | "winter" => 1,
        "february" | "feb" | "februar" | "feburary" | "febuary" | "février" | "febrero" | "févr" | "fevrier"
        | "febbraio" | "fevereiro" | "februari" => 2,
        "march" | "mar" | "märz" | "mars" | "marzo" | "março" | "maart" | "spring" => 3,
        "april" | "apr" | "avril" | "abril" | "avr" | "aprile" => 4,
        "may" | "mai" | "mayo" | "maggio" | "maio" | "mei" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "giugno" | "junho" | "summer" => 6,
        "july" | "jul" | "juli" | "juillet" | "julio" | "juil" | "luglio" | "julho" => 7,
        "august" | "aug" | "agust" | "augest" | "août" | "aout" | "agosto" | "augustus" => 8,
        "september" | "sep" | "sept" | "septemeber" | "septmber" | "septembre" | "septiembre" | "settembre"
        | "setembro" | "fall" | "autumn" => 9,
        "october" | "oct" | "ocotber" | "oktober" | "octobre" | "octubre" | "okt" | "ottobre" | "outubro" => 10,
        "november" | "nov" | "novemeber" | "novembre" | "noviembre" | "novembro" => 11,
        "december" | "dec" | "decemeber" | "dezember" | "décembre" | "diciembre" | "dez" | "déc" | "decembre"
        | "dicembre" | "dezembro" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Extractor;
    use crate::extract::cue::Kinds;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn ranges_are_read_as_people_write_them() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (text, expected) in [
            ("Jan 2020 - Present", "2020-01 present"),
            ("03/2019 – 05/2021", "2019-03 2021-05"),
            ("2018-2020", "2018-01 2020-12"),
            ("since 2021", "2021-01 present"),
            ("from June 2014 to till date as an associate", "2014-06 present"),
            ("(Feb 2016 Upto Till date)", "2016-02 present"),
            ("(2017 -Tilldate)", "2017-01 present"),
            ("2014 till 2016", "2014-01 2016-12"),
            ("2017 – Still Now", "2017-01 present"),
            ("March 2019 - till", "2019-03 present"),
            ("from 06.09.2012 to 27.07.2014", "2012-09 2014-07"),
            ("June 2012 to 31 August 2013.", "2012-06 2013-08"),
            ("4th Aug,2015 to 30th March,2017", "2015-08 2017-03"),
            ("Aug2010 - Sep2011", "2010-08 2011-09"),
            ("Feb-2016 to date", "2016-02 present"),
            ("2020-03-17 - 2021-02-01", "2020-03 2021-02"),
            ("02/17/2019 - 11/30/2020", "2019-02 2020-11"),
            ("Summer 2019", "2019-06 2019-06"),
            ("Okt 2018 bis heute", "2018-10 present"),
            ("2016 à aujourd'hui", "2016-01 present"),
            ("June – July 2013", "2013-06 2013-07"),
            ("From Aug 2012 to June 20th 2018", "2012-08 2018-06"),
            ("20182020 Example Ltd", "2018-01 2020-12"),
            ("Apr 2020Jun 2021 Example Ltd", "2020-04 2021-06"),
            ("2012, November", "2012-11 2012-11"),
            ("2019, June 2020", "2019-01 2020-06"),
            ("2019 June – 2020 July", "2019-06 2020-07"),
            ("giugno 2019 - outubro 2020", "2019-06 2020-10"),
            ("SQL 2005 for a shop, May 2010 to June 2011", "2010-05 2011-06"),
            ("2005 or 2010", "2005-01 2005-12"),
            ("2016 / 09 - 2018 / 10", "2016-09 2018-10"),
            ("2009.3 - 2011.1", "2009-03 2011-01"),
            ("from 25--03-15 Till the date", "2015-03 present"),
            ("25-03-15 to 30-11-16", "2015-03 2016-11"),
            ("03/15 - 11/16", "2015-03 2016-11"),
            ("03/15 of them", "none"),
            ("7/10 - 8/10", "none"),
            ("Jun 2019Oct Developer", "2019-06 2019-06"),
            ("Oct 2014 Feb Developer", "2014-10 2014-10"),
            ("Febuary 2014 to Novemeber 2015", "2014-02 2015-11"),
            ("20200117", "none"),
        ] {
            let scan = extractor.scan(text, Kinds::OF_RESUMES);
            let end = |range: Range| match range.end {
                RoleEnd::In(month) => month.to_string(),
                RoleEnd::Present => "present".to_owned(),
            };
            let found = range(&scan, Span::new(0, text.len())).map(|range| format!("{} {}", range.start, end(range)));
            assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
        }
    }
}
