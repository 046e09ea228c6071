//! Amounts of money as ads write them: "$120k - 150k", "60.000 – 80.000 €", "CHF 110'000", "12-18 LPA".

/// One amount, or two that make a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Money {
    /// The amount, or the lower end of the range.
    pub low: f64,
    /// The upper end, where there are two.
    pub high: Option<f64>,
    /// Whether a "+" behind a single amount leaves its upper end open.
    pub open: bool,
    /// What tells that it is money.
    pub mark: Mark,
    /// The place in the line, from the mark before the number to the one behind it.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// How an amount is told from a mere number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing but its place can tell.
    None,
    /// Money of a currency that the sign leaves open ("kr", "¥").
    Open,
    /// "$" alone: US dollars, unless a code says which.
    Dollar,
    /// An ISO 4217 code.
    Code(&'static str),
    /// "LPA", lakhs of rupees a year.
    Lpa,
}

/// Signs and words in any case. A word must stand alone.
const SIGNS: &[(&str, Mark)] = &[
    ("us$", Mark::Code("USD")),
    ("usd", Mark::Code("USD")),
    ("dollars", Mark::Dollar),
    ("au$", Mark::Code("AUD")),
    ("a$", Mark::Code("AUD")),
    ("aud", Mark::Code("AUD")),
    ("ca$", Mark::Code("CAD")),
    ("c$", Mark::Code("CAD")),
    ("cad", Mark::Code("CAD")),
    ("s$", Mark::Code("SGD")),
    ("sgd", Mark::Code("SGD")),
    ("hk$", Mark::Code("HKD")),
    ("nz$", Mark::Code("NZD")),
    ("nt$", Mark::Code("TWD")),
    ("r$", Mark::Code("BRL")),
    ("$", Mark::Dollar),
    ("€", Mark::Code("EUR")),
    ("euros", Mark::Code("EUR")),
    ("euro", Mark::Code("EUR")),
    ("eur", Mark::Code("EUR")),
    ("£", Mark::Code("GBP")),
    ("gbp", Mark::Code("GBP")),
    ("¥", Mark::Open),
    ("₹", Mark::Code("INR")),
    ("inr", Mark::Code("INR")),
    ("rs.", Mark::Code("INR")),
    ("rs", Mark::Code("INR")),
    ("₫", Mark::Code("VND")),
    ("vnd", Mark::Code("VND")),
    ("vnđ", Mark::Code("VND")),
    ("zł", Mark::Code("PLN")),
    ("pln", Mark::Code("PLN")),
    ("kč", Mark::Code("CZK")),
    ("kr", Mark::Open),
    ("chf", Mark::Code("CHF")),
    ("₴", Mark::Code("UAH")),
    ("₽", Mark::Code("RUB")),
    ("₺", Mark::Code("TRY")),
    ("₪", Mark::Code("ILS")),
    ("₩", Mark::Code("KRW")),
    ("฿", Mark::Code("THB")),
    ("₱", Mark::Code("PHP")),
    ("₦", Mark::Code("NGN")),
];

/// Codes that are words or technologies in another case ("try", "PHP" is one in any), read in capitals only.
const CODES: [&str; 24] = [
    "JPY", "CNY", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "BGN", "UAH", "TRY", "ILS", "KRW", "THB", "IDR", "MYR",
    "AED", "SAR", "ZAR", "BRL", "MXN", "HKD", "NZD", "TWD",
];

/// What a word behind a number multiplies it by.
const SCALES: &[(&str, f64)] = &[
    ("k", 1e3),
    ("thousand", 1e3),
    ("lpa", 1e5),
    ("lakhs", 1e5),
    ("lakh", 1e5),
    ("lacs", 1e5),
    ("lac", 1e5),
    ("millions", 1e6),
    ("million", 1e6),
    ("mio", 1e6),
    ("mil", 1e6),
    ("triệu", 1e6),
    ("tr", 1e6),
    ("m", 1e6),
];

/// A number, what stands around it, and where.
struct Amount {
    value: f64,
    scale: Option<f64>,
    mark: Mark,
    start: usize,
    end: usize,
}

/// The money whose first digit is at `at` of `line`; `lower` is the line in small ASCII letters.
pub(super) fn money_at(line: &str, lower: &str, at: usize) -> Option<Money> {
    let mut first = amount(line, lower, at)?;
    let open = lower[first.end..].trim_start().starts_with('+');
    let mut out = Money { low: 0.0, high: None, open, mark: first.mark, start: first.start, end: first.end };
    if let Some(second) = joined(line, lower, first.end).and_then(|digit| amount(line, lower, digit)) {
        // "60-80k" and "$120k-150": one scale for both.
        let mut high = second.value;
        match (first.scale, second.scale) {
            (None, Some(scale)) if first.value < 1e3 => first.value *= scale,
            (Some(scale), None) if second.value < 1e3 => high *= scale,
            _ => {}
        }
        if high >= first.value && high <= first.value * 20.0 {
            let open = lower[second.end..].starts_with('+');
            out = Money { high: Some(high), open, mark: stronger(first.mark, second.mark), end: second.end, ..out };
        }
    }
    Some(Money { low: first.value, ..out })
}

/// A code says more than a sign.
fn stronger(a: Mark, b: Mark) -> Mark {
    let rank = |mark| match mark {
        Mark::None => 0,
        Mark::Open => 1,
        Mark::Dollar => 2,
        Mark::Lpa => 3,
        Mark::Code(_) => 4,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// The first digit of the amount that a dash or "to" joins to the one that ends at `end`.
fn joined(line: &str, lower: &str, end: usize) -> Option<usize> {
    let rest = &lower[end..];
    let rest = rest.strip_prefix('+').unwrap_or(rest).trim_start();
    let (dash, word) = (rest.strip_prefix(['-', '–', '—', '~']), ["to ", "bis ", "and "].iter());
    let behind = dash.or_else(|| word.filter_map(|w| rest.strip_prefix(w)).next())?;
    let behind = behind.trim_start();
    let behind = behind.strip_prefix("up to ").unwrap_or(behind);
    let at = lower.len() - behind.len();
    // What stands between is a mark of money or nothing.
    let digit = at + behind.find(|c: char| c.is_ascii_digit())?;
    let between = line[at..digit].trim();
    (between.is_empty() || whole_mark(between).is_some()).then_some(digit)
}

fn amount(line: &str, lower: &str, at: usize) -> Option<Amount> {
    let (value, mut end) = number(line, at)?;
    let (mut mark, start) = mark_before(line, lower, at);
    if start == at && line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '_' | '#')) {
        return None;
    }
    let (mut value, mut scale) = (value, None);
    let rest = &lower[end..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let word_end = |from: usize| lower[from..].find(|c: char| !c.is_alphabetic()).map_or(lower.len(), |n| from + n);
    let (from, to) = (end + gap.min(1), word_end(end + gap.min(1)));
    if let Some((word, by)) = SCALES.iter().find(|(word, _)| *word == &lower[from..to]) {
        (value, scale, end) = (value * by, Some(*by), to);
        if *word == "lpa" {
            mark = stronger(mark, Mark::Lpa);
        }
    } else if let Some(word) = lower[end..].strip_prefix('k').filter(|w| SIGNS.iter().any(|(s, _)| w.starts_with(s))) {
        // "50k€", "50kEUR"
        (value, scale, end) = (value * 1e3, Some(1e3), lower.len() - word.len());
    }
    if matches!(&lower[from..to], "b" | "bn" | "billion" | "billions" | "crore" | "cr") {
        return None;
    }
    if let Some((behind, to)) = mark_behind(line, lower, end) {
        (mark, end) = (stronger(mark, behind), to);
    }
    // "8px", "30%", "10x": numbers of other things.
    if lower[end..].starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return None;
    }
    Some(Amount { value, scale, mark, start, end })
}

/// The number that begins at `at`, with its groups ("120,000", "18 000", "12,00,000", "46.269,33"), and where it ends.
fn number(line: &str, at: usize) -> Option<(f64, usize)> {
    let bytes = line.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    let mut whole = line[at..end].to_owned();
    let mut fraction = String::new();
    let mut group_sign = None;
    while let Some(sign) = bytes.get(end).copied().filter(|b| matches!(b, b',' | b'.' | b'\'' | b' ')) {
        let n = digits(end + 1);
        let group = &line[end + 1..end + 1 + n];
        let same = group_sign.is_none_or(|g| g == sign);
        // Rupees have groups of two before the last.
        let indian = sign == b',' && n == 2 && bytes.get(end + 3) == Some(&b',');
        if (n == 3 || indian) && same && whole.len() <= 9 && (sign != b' ' || at + 3 >= end || group_sign.is_some()) {
            whole.push_str(group);
            group_sign = Some(sign);
            end += 1 + n;
        } else if matches!(sign, b',' | b'.') && (n == 1 || n == 2) && group_sign != Some(sign) {
            group.clone_into(&mut fraction);
            end += 1 + n;
            break;
        } else {
            break;
        }
    }
    if whole.len() > 12 || bytes.get(end..end + 2).is_some_and(|b| matches!(b[0], b'.' | b',') && b[1].is_ascii_digit())
    {
        return None;
    }
    Some((format!("{whole}.{fraction}0").parse().ok()?, end))
}

/// The mark right before `at`, with at most one space between, and where it begins; `at` where there is none.
fn mark_before(line: &str, lower: &str, at: usize) -> (Mark, usize) {
    let before = lower[..at].strip_suffix(' ').unwrap_or(&lower[..at]);
    // Of all numbers few stand behind a sign: the last byte rules most out.
    if !before.as_bytes().last().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'$' | b'.') || !b.is_ascii()) {
        return (Mark::None, at);
    }
    let alone = |start: usize, word: &str| {
        !word.starts_with(char::is_alphabetic) || !lower[..start].ends_with(char::is_alphanumeric)
    };
    for (sign, mark) in SIGNS {
        if let Some(rest) = before.strip_suffix(sign)
            && alone(rest.len(), sign)
        {
            return (*mark, rest.len());
        }
    }
    for code in CODES {
        if line[..before.len()].ends_with(code) && alone(before.len() - code.len(), code) {
            return (Mark::Code(code), before.len() - code.len());
        }
    }
    (Mark::None, at)
}

/// The mark right behind `end`, with at most one space between, and where it ends.
fn mark_behind(line: &str, lower: &str, end: usize) -> Option<(Mark, usize)> {
    let from = end + usize::from(lower[end..].starts_with(' '));
    // "100 Rs" is right; "100 r" of a list is not a mark.
    let alone = |to: usize| !lower[to..].starts_with(char::is_alphanumeric);
    let sign = SIGNS.iter().find(|(sign, _)| lower[from..].starts_with(sign) && alone(from + sign.len()));
    if let Some((sign, mark)) = sign {
        return Some((*mark, from + sign.len()));
    }
    let code = CODES.iter().find(|code| line[from..].starts_with(**code) && alone(from + code.len()))?;
    Some((Mark::Code(code), from + code.len()))
}

fn whole_mark(text: &str) -> Option<Mark> {
    let lower = text.to_ascii_lowercase();
    let sign = SIGNS.iter().find(|(sign, _)| *sign == lower).map(|(_, mark)| *mark);
    sign.or_else(|| CODES.iter().find(|code| **code == text).map(|code| Mark::Code(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(f64, Option<f64>, Mark)> {
        let at = line.find(|c: char| c.is_ascii_digit())?;
        money_at(line, &line.to_ascii_lowercase(), at).map(|m| (m.low, m.high, m.mark))
    }

    #[test]
    fn amounts_are_read_in_the_writings_of_many_countries() {
        let code = Mark::Code;
        for (line, low, high, mark) in [
            ("$120,000 - $150,000", 120e3, Some(150e3), Mark::Dollar),
            ("$120,000 - $150,000 CAD", 120e3, Some(150e3), code("CAD")),
            ("120k-150k USD", 120e3, Some(150e3), code("USD")),
            ("€60.000 – 80.000", 60e3, Some(80e3), code("EUR")),
            ("60-80k €", 60e3, Some(80e3), code("EUR")),
            ("£45k", 45e3, None, code("GBP")),
            ("CHF 110'000", 110e3, None, code("CHF")),
            ("INR 12-18 LPA", 12e5, Some(18e5), code("INR")),
            ("12-18 LPA", 12e5, Some(18e5), Mark::Lpa),
            ("₹12,00,000 to ₹18,00,000", 12e5, Some(18e5), code("INR")),
            ("20,000,000 - 40,000,000 VND", 2e7, Some(4e7), code("VND")),
            ("20-40 million VND", 2e7, Some(4e7), code("VND")),
            ("PLN 18 000 – 25 000 net", 18e3, Some(25e3), code("PLN")),
            ("EUR 46.269,33 gross", 46_269.33, None, code("EUR")),
            ("$62.50 - $75.25/hr", 62.5, Some(75.25), Mark::Dollar),
            ("SEK 45 000", 45e3, None, code("SEK")),
            ("kr432k - 576k", 432e3, Some(576e3), Mark::Open),
            ("50k€", 50e3, None, code("EUR")),
            ("1.5k USD", 1.5e3, None, code("USD")),
            ("60,000", 60e3, None, Mark::None),
        ] {
            assert_eq!(read(line), Some((low, high, mark)), "{line}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for line in ["$2.7bn", "$1.5 billion", "H1B", "30%", "8px", "v1.2.3", "#909"] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("5 or 6"), Some((5.0, None, Mark::None)));
        assert_eq!(read("PHP 8"), Some((8.0, None, Mark::None)));
    }
}
