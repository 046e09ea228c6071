//! What a posting says it pays.

use super::money::{Mark, Money, money_at};
use super::roots::Roots;

/// A salary as it is written: the amounts of [`Pay::period`], not yet turned to any other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pay {
    /// Lower end; none where only an upper one is given ("up to").
    pub min: Option<f64>,
    /// Upper end; none where only a lower one is given ("from", "+").
    pub max: Option<f64>,
    /// ISO 4217 code; none where the sign leaves it open ("kr").
    pub currency: Option<&'static str>,
    /// What the amounts are for; none where the text doesn't say.
    pub period: Option<Period>,
}

/// The stretch of work that an amount pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// The period that a column's word stands for: `hourly`, `month`, `YEAR`, `per year`.
    pub fn of_word(word: &str) -> Option<Self> {
        let lower = word.trim().to_ascii_lowercase();
        Some(match lower.trim_start_matches("per").trim_matches(['/', ' ', '_', '-', '.']) {
            "hour" | "hourly" | "hr" | "h" | "std" => Self::Hour,
            "day" | "daily" | "d" => Self::Day,
            "week" | "weekly" | "wk" => Self::Week,
            "month" | "monthly" | "mo" | "mth" | "mon" => Self::Month,
            "year" | "yearly" | "annual" | "annually" | "annum" | "yr" | "pa" | "p.a" => Self::Year,
            _ => return None,
        })
    }

    /// The word that outputs print: `hour`, `day`, `week`, `month` or `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// How many of it a year of full work has, as JobSpy counts them.
    pub fn per_year(self) -> f64 {
        match self {
            Self::Hour => 2080.0,
            Self::Day => 260.0,
            Self::Week => 52.0,
            Self::Month => 12.0,
            Self::Year => 1.0,
        }
    }
}

/// Words that make an amount a salary, at the start of a word. "Pay" must be the whole word: there are payments and payrolls.
const SALARY: &[&str] = &[
    "salary",
    "salaries",
    "compensation",
    "pay ",
    "pay:",
    "remuneration",
    "wage",
    "ctc",
    "ote",
    "earn",
    "gehalt",
    "lương",
    "hourly rate",
    "daily rate",
    "day rate",
    "base ",
];

/// Words that make it something else.
const OTHER: &[&str] = &[
    "bonus",
    "budget",
    "allowance",
    "rais",
    "fund",
    "revenue",
    "series",
    "valu",
    "loan",
    "referr",
    "401",
    "contribut",
    "reimburs",
    "stipend",
    "insur",
    "customer",
    "user",
    "market",
    "worth",
    "arr",
    "sales",
    "managing",
    "manages",
    "asset",
    "award",
    "grant",
    "fee",
    "fees",
    "voucher",
    "discount",
    "save",
    "saving",
    "invest",
    "turnover",
    "profit",
    "deal",
    "transaction",
    "volume",
    "process",
    "cost",
    "price",
    "pricing",
    "spend",
    "penalt",
    "donat",
    "prize",
    "card",
    "relocation",
    "pension",
    "retire",
    "tax ",
    "rent",
    "threshold",
    "employees",
    "equity of",
    "stock option",
    "share option",
    "deduct",
    "match",
    "backed",
    "credit",
    "scholarship",
    "subsid",
    "refer ",
    "compensation of damage",
];

/// Words that keep what follows them out of the amount: "excluding bonus", "plus equity".
const BESIDE: [&str; 9] = ["exclud", "not includ", "without", "plus", "+", "and", "with", "before", "besides"];

/// Bytes around an amount in which words speak of it.
const BEFORE: usize = 90;
const BEHIND: usize = 45;

/// The first amount of `text` that is a salary. Bonuses, budgets, funding and the like are none; nor is an amount of which
/// nothing says what it is. `lower` is the text in small ASCII letters.
pub(super) fn pay(text: &str, lower: &str, roots: &Roots) -> Option<Pay> {
    let mut from = 0;
    for at in roots.numbers.iter().copied() {
        if at < from || !may_be_money(lower, at) {
            continue;
        }
        let start = lower[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = lower[at..].find('\n').map_or(lower.len(), |n| at + n);
        let (line, small) = (&text[start..end], &lower[start..end]);
        let Some(money) = money_at(line, small, at - start) else { continue };
        from = start + money.end;
        if let Some(pay) = accepted(small, &money, start == 0, || under_heading(&lower[..start])) {
            return Some(pay);
        }
    }
    None
}

/// Whether a sign or a large number stands there: most numbers of an ad are years, versions and counts.
fn may_be_money(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = bytes[..at].iter().rev().find(|b| **b != b' ').copied().unwrap_or(b'\n');
    // Behind letters: "EUR 5", "from 60.000", "Salary 60k"; "3-5 years" follows letters too, so what is behind decides.
    let behind = &bytes[at..bytes.len().min(at + 24)];
    let long = behind.iter().take(3).filter(|b| b.is_ascii_digit()).count() == 3;
    let grouped = behind
        .iter()
        .zip(behind.iter().skip(3))
        .any(|(a, b)| matches!(a, b',' | b'.' | b'\'' | b' ') && b.is_ascii_digit());
    let scaled = behind.iter().any(|b| matches!(b, b'k' | b'l' | b'm' | b't' | b'$' | b'p') || !b.is_ascii());
    let signed = before == b'$' || before >= 0x80;
    let coded = behind
        .windows(3)
        .any(|w| matches!(w, b"eur" | b"usd" | b"gbp" | b"chf" | b"pln" | b"vnd" | b"inr" | b"sgd" | b"aud" | b"cad"));
    signed || long || grouped || scaled || coded || before.is_ascii_alphabetic()
}

/// Whether the last line of `above` that is not blank is a short one about pay.
fn under_heading(above: &str) -> bool {
    above.lines().rev().map(str::trim).find(|l| !l.is_empty()).is_some_and(|l| l.len() <= 60 && is_salary(l))
}

/// What the words around an amount make of it.
fn accepted(line: &str, money: &Money, in_title: bool, under_heading: impl Fn() -> bool) -> Option<Pay> {
    // A number without a sign needs its label.
    if money.mark == Mark::None && (money.high.is_none() || money.low < 1e3) {
        return None;
    }
    let before = outside_brackets(sentence_before(line, money.start));
    let behind = sentence_behind(line, money.end);
    let (salary, other) = (last_of(&before, SALARY), last_other(&before));
    if other > salary || names_other_thing(behind) {
        return None;
    }
    let period = period_behind(behind)
        .or_else(|| line[money.start..money.end].ends_with("lpa").then_some(Period::Year))
        .or_else(|| period_before(&before));
    let labelled = salary.is_some();
    let range = money.high.is_some();
    let heading = words(&line[..money.start]) <= 3 && under_heading();
    let bare = words(&line[..money.start]) + words(behind) <= 2 && words(&line[money.end..]) <= 12;
    let gross = ["gross", "net", "netto", "brutto", "b2b"].iter().any(|w| first_words(behind, 3).any(|b| b == *w));
    let says = labelled
        || is_salary(behind.get(..behind.len().min(30)).unwrap_or(behind))
        || heading
        // A title names no other money: "Go Developer (up to $3,000)".
        || (in_title && money.mark != Mark::None)
        || (range && (period.is_some() || gross || bare))
        || money.mark == Mark::Lpa;
    if !says {
        return None;
    }
    let currency = match money.mark {
        Mark::Code(code) => Some(code),
        Mark::Dollar => Some("USD"),
        Mark::Lpa => Some("INR"),
        Mark::Open => None,
        // A number without a sign is money only right behind its label: "Salary: 60,000 - 80,000".
        Mark::None => {
            let near = salary.is_some_and(|at| before.len() - at <= 25);
            if !(range && near && money.low >= 1e3 && !(1900.0..2100.0).contains(&money.low)) {
                return None;
            }
            None
        }
    };
    if !plausible(money, currency, period, labelled || heading || in_title) {
        return None;
    }
    let near = &before[floor(&before, before.len().saturating_sub(40))..];
    let (min, max) = match money.high {
        Some(high) => (Some(money.low), Some(high)),
        None if ends_with_word(near, &["up to", "upto", "max", "max.", "maximum", "to", "bis zu", "bis", "until"]) => {
            (None, Some(money.low))
        }
        None if money.open
            || ["minimum", "at least", "starting", "starts at"].iter().any(|w| near.contains(w))
            || ends_with_word(near, &["from", "ab", "over", "above", "min", "min."]) =>
        {
            (Some(money.low), None)
        }
        None => (Some(money.low), Some(money.low)),
    };
    Some(Pay { min, max, currency, period })
}

/// Amounts that somebody could live on: "$99 a month" is a product's price, "$40M" no one's salary.
fn plausible(money: &Money, currency: Option<&str>, period: Option<Period>, labelled: bool) -> bool {
    const HARD: [&str; 9] = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "NZD", "AED"];
    let high = money.high.unwrap_or(money.low);
    let year = high * period.map_or(1.0, Period::per_year);
    if currency.is_some_and(|c| !HARD.contains(&c)) {
        return year >= 5e3;
    }
    let floor = match period {
        Some(_) => 3e3,
        None if labelled => 300.0,
        None => 1e3,
    };
    year >= floor && year <= 3e6
}

/// The words before `at` within its sentence.
fn sentence_before(line: &str, at: usize) -> &str {
    let from = floor(line, at.saturating_sub(BEFORE));
    let window = &line[from..at];
    let cut = [". ", "! ", "? ", "• ", "; "].iter().filter_map(|s| window.rfind(s).map(|n| n + s.len())).max();
    &window[cut.unwrap_or(0)..]
}

/// The words behind `at` within its sentence.
fn sentence_behind(line: &str, at: usize) -> &str {
    let to = floor(line, (at + BEHIND).min(line.len()));
    let window = &line[at..to];
    let cut = [". ", "! ", "? ", "•", ";", "|"].iter().filter_map(|s| window.find(s)).min();
    &window[..cut.unwrap_or(window.len())]
}

/// `text` with what stands in closed brackets blanked: "salary (without bonus): ".
fn outside_brackets(text: &str) -> String {
    let mut out = text.to_owned();
    while let Some(open) = out.find('(') {
        let Some(close) = out[open..].find(')') else { break };
        out.replace_range(open..=open + close, " ");
    }
    out
}

/// Where the last of `words` begins that starts a word of `text`.
fn last_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().flat_map(|w| starts(text, w)).max()
}

fn starts(text: &str, word: &str) -> impl Iterator<Item = usize> {
    text.match_indices(word).map(|(at, _)| at).filter(|at| !text[..*at].ends_with(char::is_alphanumeric))
}

/// Where the last word begins that makes an amount something else, unless it is only said to come beside it.
fn last_other(text: &str) -> Option<usize> {
    let beside = |at: usize| {
        let near = &text[floor(text, at.saturating_sub(24))..at];
        BESIDE.iter().take(4).any(|w| near.contains(w))
    };
    OTHER.iter().flat_map(|w| starts(text, w)).filter(|at| !beside(*at)).max()
}

/// Whether the first words behind an amount say what it is for, and it is no pay: "$500 referral bonus".
fn names_other_thing(behind: &str) -> bool {
    let Some(at) = OTHER.iter().flat_map(|w| starts(behind, w)).min() else { return false };
    let between = &behind[..at];
    let parted = between.contains([',', '(', ')', '|', '/', '+', ':'])
        || BESIDE.iter().any(|w| starts(between, w).next().is_some());
    !parted && words(between) <= 4
}

fn is_salary(text: &str) -> bool {
    last_of(text, SALARY).is_some() || text.trim_end() == "pay"
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).count()
}

fn first_words(text: &str, n: usize) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(n)
}

fn ends_with_word(text: &str, words: &[&str]) -> bool {
    let text = text.trim_end();
    words.iter().any(|w| text.strip_suffix(w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// "/month", "per hour", "a year", "p.a.", also behind "gross" and the like.
fn period_behind(behind: &str) -> Option<Period> {
    const PASSED: [&str; 14] =
        ["gross", "net", "netto", "brutto", "b2b", "base", "salary", "usd", "eur", "per", "a", "an", "each", "on"];
    if behind.trim_start().trim_start_matches(['(', '/', ',']).trim_start().starts_with("p.a") {
        return Some(Period::Year);
    }
    for word in first_words(behind, 6) {
        if let Some(period) = Period::of_word(word) {
            return Some(period);
        }
        if !PASSED.contains(&word) {
            return None;
        }
    }
    None
}

/// "annual salary of", "hourly rate:", "salary per month:".
fn period_before(before: &str) -> Option<Period> {
    let near = &before[floor(before, before.len().saturating_sub(50))..];
    near.rsplit(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 3 || *w == "day").find_map(Period::of_word)
}

/// The start of the character that `at` lies in.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = (Option<f64>, Option<f64>, Option<&'static str>, Option<Period>);

    fn read(text: &str) -> Option<Read> {
        pay(text, &text.to_ascii_lowercase(), &Roots::of(&text.to_ascii_lowercase()))
            .map(|p| (p.min, p.max, p.currency, p.period))
    }

    #[test]
    fn salaries_are_read() {
        use Period::{Day, Hour, Month, Year};
        let table: &[(&str, Read)] = &[
            ("Salary: $120,000 - $150,000 per year", (Some(120e3), Some(150e3), Some("USD"), Some(Year))),
            ("The base salary range is $120k–$150k plus bonus.", (Some(120e3), Some(150e3), Some("USD"), None)),
            ("Pay: 120k-150k USD + equity", (Some(120e3), Some(150e3), Some("USD"), None)),
            ("Compensation: €60.000 – 80.000 | Equity", (Some(60e3), Some(80e3), Some("EUR"), None)),
            ("What we pay:\n\n€60k - 80k", (Some(60e3), Some(80e3), Some("EUR"), None)),
            ("£40k - 50k", (Some(40e3), Some(50e3), Some("GBP"), None)),
            ("Salary up to 3000 USD/month", (None, Some(3e3), Some("USD"), Some(Month))),
            ("Freelance, 70-90 EUR/hour", (Some(70.0), Some(90.0), Some("EUR"), Some(Hour))),
            ("Day rate: £450 to £500", (Some(450.0), Some(500.0), Some("GBP"), Some(Day))),
            ("Annual salary CHF 110'000", (Some(110e3), Some(110e3), Some("CHF"), Some(Year))),
            ("We offer INR 12-18 LPA", (Some(12e5), Some(18e5), Some("INR"), Some(Year))),
            ("Salary: 20,000,000 - 40,000,000 VND", (Some(2e7), Some(4e7), Some("VND"), None)),
            ("PLN 18 000 – 25 000 net/month B2B", (Some(18e3), Some(25e3), Some("PLN"), Some(Month))),
            ("Our minimum salary is EUR 51.200,50 gross per annum.", (Some(51_200.5), None, Some("EUR"), Some(Year))),
            ("You earn from 1500 EUR to 2100 EUR (net).", (Some(1.5e3), Some(2.1e3), Some("EUR"), None)),
            ("Salary (without bonus): $95k+", (Some(95e3), None, Some("USD"), None)),
            ("Salary range: 60,000 - 80,000 a year", (Some(60e3), Some(80e3), None, Some(Year))),
            ("Go Developer (~$2000)", (Some(2e3), Some(2e3), Some("USD"), None)),
            ("Budget of $2M for tools.\nThe salary is $130,000.", (Some(130e3), Some(130e3), Some("USD"), None)),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), Some(*expected), "{text}");
        }
    }

    #[test]
    fn other_amounts_are_no_salary() {
        for text in [
            "Competitive salary",
            "We raised $40M from investors and pay well.",
            "A $5,000 signing bonus on top of your salary",
            "Salary and a referral bonus of $2,000",
            "Learning budget: €1,500 per year",
            "401(k) match of up to $10,000 per year",
            "Revenue grew from $10M to $20M last year",
            "We serve 20,000 - 30,000 customers",
            "Plans start at $15 to $99 per month",
            "Interest-free loan of up to £10,000",
            "You manage budgets of $100,000 to $200,000 per year",
            "Stock options worth $20k - $40k",
            "A salary of your choice, 25 days of holiday and 3 monitors",
            "Salary grade 10-12",
            "Managing assets of EUR 2.85bn",
            "Handles $500k - $900k of transactions a day",
            "Founded 2010 - 2012",
            "Manager of a $50M Product",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
