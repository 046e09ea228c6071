//! What the head of a job names: the post and the employer.

use crate::text::Span;

use super::date::{month_of, range};
use super::entry::is_post;
use super::firm::{
    before_town, end_of_form, ends_as_house, is_domain, is_field, is_firm_name, is_region, is_state, names_field,
    without_town,
};
use super::head_label::{Label, has_other_label, label_of, labels, names_designation};
use super::head_part::{Lead, Part, cut};
use super::post::{ends_as_post, names_post, names_study, post_of};
use super::scan::Scan;
use super::statement::tells_a_deed;

/// What the head of a job names; none of what it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub title: Option<Span>,
    pub company: Option<Span>,
}

/// Words of a title, and of a firm's name.
const TITLE_WORDS: usize = 8;
const FIRM_WORDS: usize = 8;

/// The post and the employer that the lines of a head name.
///
/// Labels say which is which ("Designation: ..."), and so do the words that lead to a part ("as", "at"). Else the first part that names a
/// post is the title; the employer is what is called as firms are ("Ltd"), or the part next to the title. Of the lines `below` only
/// labels count.
pub(super) fn named(scan: &Scan<'_>, lines: &[Span], below: impl Iterator<Item = Span>) -> Named {
    let mut labelled = Labelled::default();
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut own = labels(scan.text, *line).peekable();
        if own.peek().is_none() && !has_other_label(line.of(scan.text)) {
            cut(scan, *line, number, &mut parts);
        }
        own.for_each(|(label, value)| labelled.note(label, value));
    }
    let mut head = HeadParts { scan, parts };
    head.parts.retain(|part| !is_duration(part.span.of(scan.text)));
    let whole = !lines.iter().any(|line| line.of(scan.text).contains(", ,"));
    // Beside months nothing but the employer stands where no post is named.
    let exact = |line: &Span| range(scan, *line).is_some_and(|range| !range.single && range.exact);
    let dates = lines.iter().rposition(exact);
    let own = head.named(&labelled, whole, dates);
    let complete = own.title.is_some() && own.company.is_some();
    let mut more = labelled;
    let mut designated = false;
    for line in below {
        let mut any = false;
        labels(scan.text, line).for_each(|(label, value)| {
            more.note(label, value);
            any = true;
        });
        designated |= any && names_designation(scan.text, line);
    }
    // "Role: ..." below a head that names all is that of a project.
    if complete && !designated { own } else { head.named(&more, whole, dates) }
}

/// What labels say.
#[derive(Debug, Clone, Copy, Default)]
struct Labelled {
    title: Option<Span>,
    employer: Option<Span>,
    client: Option<Span>,
}

impl Labelled {
    /// The first of a kind counts.
    fn note(&mut self, label: Label, value: Option<Span>) {
        let place = match label {
            Label::Title => &mut self.title,
            Label::Employer => &mut self.employer,
            Label::Client => &mut self.client,
        };
        *place = place.or(value);
    }
}

fn is_titled(text: &str) -> bool {
    text.split_whitespace().count() <= TITLE_WORDS || post_of(text).is_some()
}

/// The name that a label's value begins with: "Example Works, Bern, Switzerland".
fn first_part(scan: &Scan<'_>, value: Span) -> Span {
    let mut parts = Vec::new();
    cut(scan, value, 0, &mut parts);
    let head = HeadParts { scan, parts };
    if head.parts.is_empty() { value } else { head.firm(0) }
}

/// "4 months", "(3 Years)", "2 yrs 5 mos"
fn is_duration(part: &str) -> bool {
    let unit = |word: &str| {
        let small = word.to_lowercase();
        ["year", "yr", "month", "mo", "week", "day"].iter().any(|unit| small.starts_with(unit)) && small.len() <= 8
    };
    let mut words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        && words.all(|word| unit(word) || word.bytes().all(|b| b.is_ascii_digit()) || word == "and")
}

/// Whether words are more than a name: "Full responsibility for feature delivery", "4 months of experience".
fn is_prose(text: &str) -> bool {
    const SMALL: usize = 4;
    let small = |word: &&str| word.len() >= SMALL && word.starts_with(char::is_lowercase);
    text.split(' ').filter(small).nth(1).is_some() || text.to_lowercase().contains("experience")
}

/// "Department of Trade", "Faculty of Arts": a part of an employer or a school.
fn is_unit(text: &str) -> bool {
    const UNITS: [&str; 6] = ["department", "dept", "faculty", "school", "institute", "division"];
    let mut words = text.split([' ', '.']);
    let unit = words.next().is_some_and(|word| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit)));
    unit && words.any(|word| word == "of")
}

/// "Example Dev University"
fn is_school(text: &str) -> bool {
    const SCHOOLS: [&str; 5] = ["university", "college", "school", "institute", "academy"];
    const WORDS_MAX: usize = 5;
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.split(' ').nth(WORDS_MAX).is_none() && SCHOOLS.iter().any(|school| last.eq_ignore_ascii_case(school))
}

/// Whether an abbreviation has the initials of a name: "ESB" of "Example Savings Bank".
fn is_short_for(short: &str, name: &str) -> bool {
    let initials = name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    short.len() > 1 && initials.eq(short.chars())
}

/// "Job title", "Roles & responsibilities"
fn is_heading(text: &str) -> bool {
    const LAST: [&str; 6] = ["responsibilities", "responsibility", "duties", "profile", "description", "achievements"];
    let last = text.rsplit(' ').next().unwrap_or_default();
    LAST.iter().any(|heading| last.eq_ignore_ascii_case(heading)) || label_of(text).is_some()
}

/// Whether somebody worked in a field, and not for a firm: "Software Testing", but "Harbour Office".
fn is_subject(text: &str) -> bool {
    const WORDS_MIN: usize = 3;
    let house = text.ends_with("Office") && text.split(' ').nth(WORDS_MIN - 1).is_some();
    names_field(text) && !house
}

/// Words that end as posts do and are none.
fn is_no_post(text: &str) -> bool {
    const OTHERS: [&str; 8] = ["employer", "customer", "computer", "server", "number", "letter", "center", "provider"];
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    OTHERS.contains(&last.as_str()) || month_of(&last).is_some()
}

/// Whether a technology is named in some words.
fn is_tool(scan: &Scan<'_>, span: Span) -> bool {
    !scan.names_in(span).is_empty()
}

/// Beside what the employer's name stands.
#[derive(Debug, Clone, Copy)]
enum Near {
    /// Beside the title, wherever that is.
    Title,
    /// In the line with the months, if there is one.
    Dates(Option<usize>),
}

struct HeadParts<'s, 't> {
    scan: &'s Scan<'t>,
    parts: Vec<Part>,
}

impl HeadParts<'_, '_> {
    /// What the labels name, and the parts where these do not. `whole` says whether no part of a line has been lost, `dates` is the line with
    /// months.
    fn named(&self, labelled: &Labelled, whole: bool, dates: Option<usize>) -> Named {
        let scan = self.scan;
        // Sentences about the work have the labels of titles, too: "Role: supervising all that is ...".
        let said = labelled.title.filter(|title| is_titled(title.of(scan.text)));
        let employer = labelled.employer.map(|value| first_part(scan, value));
        let title = if said.is_none() { self.title() } else { None };
        let company = match employer {
            Some(_) => None,
            None if title.is_none() && said.is_none() => self.company(None, Near::Dates(dates.filter(|_| whole))),
            None => self.company(title, if whole { Near::Title } else { Near::Dates(None) }),
        };
        let client = || labelled.client.map(|value| first_part(scan, value));
        Named {
            title: said.or_else(|| title.map(|at| self.whole_title(at, company))),
            company: employer.or_else(|| company.map(|at| self.firm(at))).or_else(client),
        }
    }

    fn text(&self, at: usize) -> &str {
        self.parts[at].span.of(self.scan.text)
    }

    /// The part that names the post.
    fn title(&self) -> Option<usize> {
        let find =
            |is: &dyn Fn(&Part, &str) -> bool| (0..self.parts.len()).find(|at| is(&self.parts[*at], self.text(*at)));
        let short = |text: &str, most: usize| text.split_whitespace().count() <= most;
        let free = |part: &Part| !part.bracket && matches!(part.lead, Lead::No | Lead::As);
        let post = |part: &Part, text: &str| {
            free(part) && end_of_form(text).is_none() && !is_unit(text) && !is_school(text) && !text.starts_with("M/")
        };
        let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c == '.');
        let named = |text: &str| capital(text) || names_post(text);
        let told = |part: &Part, text: &str| {
            part.lead == Lead::As
                && !part.bracket
                && named(text)
                && (short(text, TITLE_WORDS) || post_of(text).is_some())
        };
        find(&told)
            .or_else(|| find(&|part, text| post(part, text) && short(text, TITLE_WORDS) && ends_as_post(text)))
            .or_else(|| find(&|part, text| post(part, text) && short(text, TITLE_WORDS) && names_post(text)))
            .or_else(|| find(&|part, text| post(part, text) && !short(text, TITLE_WORDS) && post_of(text).is_some()))
            .or_else(|| find(&|part, text| post(part, text) && short(text, 2) && is_post(text) && !is_no_post(text)))
    }

    /// Whether a part is where something is: a country, or the town before one.
    fn is_place(&self, at: usize, title: Option<usize>) -> bool {
        let part = &self.parts[at];
        let beside = |other: Option<&Part>| other.is_some_and(|other| other.line == part.line && !other.bracket);
        // Behind a comma at the end of a line two capitals are a state, wherever it is.
        let code = |at: usize| {
            let (part, text) = (&self.parts[at], self.text(at));
            let last = self.parts.get(at + 1).is_none_or(|next| next.line != part.line || next.mark == ' ');
            last && part.mark == ','
                && text.len() == 2
                && text.bytes().all(|b| b.is_ascii_uppercase())
                && !matches!(text, "IT" | "QA" | "HR" | "PR" | "AI" | "UX" | "UI" | "BI")
        };
        let region = |at: usize| is_region(self.text(at)) || code(at);
        let next = at + 1 < self.parts.len() && beside(self.parts.get(at + 1)) && region(at + 1);
        let before = at.checked_sub(1).is_some_and(|before| beside(self.parts.get(before)));
        let alone = !before && self.parts.get(at + 2).is_none_or(|other| other.line != part.line);
        // "Bern, Switzerland" below a title; above it stands the employer.
        let text = self.text(at);
        let is_state_next = next && is_state(self.text(at + 1));
        let below = title.is_none_or(|title| self.parts[title].line <= part.line);
        let firm = is_firm_name(self.text(at));
        // "Example San Francisco, CA" is more than a town.
        let town = !(alone && text.split(' ').count() > 2 && is_state_next && before_town(text).is_some());
        let site = ["remote", "hybrid", "onsite", "on-site"].iter().any(|s| self.text(at).eq_ignore_ascii_case(s));
        site || part.mark == '.' || region(at) || next && !firm && town && (alone && below || before)
    }

    /// Whether a part is a name of some words that its line begins with, and a place may follow.
    fn heads_line(&self, at: usize) -> bool {
        let same = |other: Option<&Part>| other.is_some_and(|other| other.line == self.parts[at].line);
        let first = !same(at.checked_sub(1).and_then(|before| self.parts.get(before)));
        let small = |word: &str| matches!(word, "of" | "and" | "the" | "for");
        let titled = self.text(at).split(' ').all(|word| !word.starts_with(char::is_lowercase) || small(word));
        let followed = self.has_town(at) || self.text(at).contains(' ') && same(self.parts.get(at + 1));
        first && titled && followed && !is_tool(self.scan, self.parts[at].span)
    }

    /// Whether a legal form stands in a part.
    fn has_form(&self, at: usize) -> bool {
        end_of_form(self.text(at)).is_some()
    }

    /// Whether a town and its state or country follow a part.
    fn has_town(&self, at: usize) -> bool {
        let next = |at: usize| self.parts.get(at).filter(|next| next.line == self.parts[at - 1].line);
        next(at + 1).is_some() && next(at + 2).is_some() && is_region(self.text(at + 2))
    }

    /// The part that names the employer; `near` says beside what a name will do that is not called as firms are.
    fn company(&self, title: Option<usize>, near: Near) -> Option<usize> {
        let scan = self.scan;
        let is_name =
            |at: usize| scan.names_in(self.parts[at].span).iter().any(|name| name.span == self.parts[at].span);
        let several = |line: usize| {
            (0..self.parts.len()).filter(|at| self.parts[*at].line == line && is_name(*at)).nth(1).is_some()
        };
        let fits = |at: usize| {
            let (part, text) = (&self.parts[at], self.text(at));
            if Some(at) == title || part.bracket || part.lead == Lead::As {
                return false;
            }
            let first = text.split(' ').next().unwrap_or_default();
            let capital = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || is_domain(text);
            let last = text.rsplit(' ').next().is_some_and(|last| last.starts_with(|c: char| !c.is_lowercase()));
            let word = match part.lead {
                Lead::At => first.contains(char::is_uppercase) || capital || ends_as_house(text),
                Lead::In => capital && (last || ends_as_house(text)) && !is_subject(text) && !is_name(at),
                Lead::No => {
                    capital
                        && (part.mark != '"' || is_firm_name(text))
                        && (!is_prose(text) || end_of_form(text).is_some())
                }
                Lead::As => false,
            };
            let plain = || {
                text.split_whitespace().count() <= FIRM_WORDS
                    && !names_study(text)
                    && !is_heading(text)
                    && !tells_a_deed(text)
            };
            // One name of a technology may be the employer's; several are what the work was done with.
            let tools = || is_name(at) && part.lead == Lead::No && several(part.line);
            word && plain() && !tools()
        };
        let fitting: Vec<usize> = (0..self.parts.len()).filter(|at| fits(*at)).collect();
        let all = || fitting.iter().copied();
        let lead = |lead: Lead| all().find(|at| self.parts[*at].lead == lead);
        let firm = || {
            let firm = all().find(|at| is_firm_name(self.text(*at)) && !ends_as_post(self.text(*at)));
            // "Example Rooms, Bern, Switzerland" above what the work was.
            let first = |at: usize| at == 0 || self.parts[at - 1].line != self.parts[at].line;
            let placed = |at: &usize| first(*at) && self.has_town(*at) && !names_post(self.text(*at));
            let above =
                firm.and_then(|firm| all().take_while(|at| self.parts[*at].line < self.parts[firm].line).find(placed));
            above.or(firm)
        };
        let beside = || {
            let named = |at: &usize| {
                let text = self.text(*at);
                let part = &self.parts[*at];
                let behind = title.is_some_and(|title| self.parts[title].line == part.line && title < *at);
                let second = is_second(text) || names_field(text) && !self.has_town(*at);
                let told = title.is_some_and(|title| self.parts[title].lead == Lead::As);
                // What stands above the title is no part of it.
                let above = title.is_some_and(|title| part.line < self.parts[title].line);
                let field = !told && (is_field(text) && !above || behind && second);
                let here = match near {
                    Near::Title => true,
                    Near::Dates(Some(line)) => {
                        (line == part.line || line == part.line + 1 && self.has_town(*at)) && self.heads_line(*at)
                    }
                    Near::Dates(None) => false,
                };
                here && part.lead == Lead::No && !names_post(text) && !field && !self.is_place(*at, title)
            };
            all().find(named)
        };
        // "Engineer (University of Example)": what stands in brackets is mostly a place.
        let bracket = || {
            let title = title?;
            let behind = (title + 1..self.parts.len()).take_while(|at| self.parts[*at].line == self.parts[title].line);
            let mut brackets = behind.filter(|at| self.parts[*at].bracket);
            let capital = |at: usize| !self.text(at).starts_with(char::is_lowercase) || is_domain(self.text(at));
            brackets.find(|at| capital(*at) && (is_firm_name(self.text(*at)) || self.has_form(*at)))
        };
        lead(Lead::At).or_else(|| lead(Lead::In)).or_else(firm).or_else(beside).or_else(bracket)
    }

    /// The employer's name without what stands around it.
    fn firm(&self, at: usize) -> Span {
        let span = self.parts[at].span;
        let mut text = span.of(self.scan.text);
        // "Since May 2019 with Example, Other and Sons Ltd"
        let goes_on = |next: &Part| next.line == self.parts[at].line && next.mark == ',' && next.lead == Lead::No;
        if self.parts[at].lead == Lead::At
            && end_of_form(text).is_none()
            && let Some(next) = self.parts.get(at + 1).filter(|next| goes_on(next))
            && end_of_form(next.span.of(self.scan.text)).is_some()
        {
            return Span { start: span.start, end: next.span.end };
        }
        // "Example Bern, CA": a state stands behind its town.
        let state = self.parts.get(at + 1).is_some_and(|next| {
            next.line == self.parts[at].line && next.mark == ',' && is_state(next.span.of(self.scan.text))
        });
        if state
            && !is_firm_name(text)
            && let Some(lead) = before_town(text)
        {
            text = lead;
        }
        let formed = self.parts[at].bracket.then(|| end_of_form(text)).flatten();
        let name = formed.map_or_else(|| without_town(text), |end| &text[..end]);
        // "Example Savings Bank (ESB)"
        let next = self.parts.get(at + 1).filter(|next| next.bracket && next.line == self.parts[at].line);
        let short = |next: &&Part| {
            let short = next.span.of(self.scan.text);
            let closed = self.scan.text[next.span.end as usize..].starts_with([')', ']']);
            let touches = closed && next.span.start <= span.end + 2 && name.len() == span.of(self.scan.text).len();
            touches && is_short_for(short, name)
        };
        if let Some(next) = next.filter(short) {
            return Span { start: span.start, end: next.span.end + 1 };
        }
        Span { start: span.start, end: span.start + name.len() as u32 }
    }

    /// The title with its second part, and without the town that stands behind it.
    fn whole_title(&self, at: usize, company: Option<usize>) -> Span {
        let part = self.parts[at];
        let mut span = part.span;
        let text = span.of(self.scan.text);
        let next_to = |other: &Part| other.line == part.line;
        let region = self
            .parts
            .get(at + 1)
            .is_some_and(|next| next_to(next) && next.mark == ',' && is_region(self.text(at + 1)));
        let long = text.split_whitespace().count() > TITLE_WORDS;
        let goes_on = part.lead == Lead::As && [" on ", " for ", " under "].iter().any(|word| text.contains(word));
        // "Feb Web Developer": a month that has lost its year.
        let (first, rest) = text.split_once(' ').unwrap_or_default();
        if month_of(&first.to_lowercase()).is_some() {
            span.start += (text.len() - rest.len()) as u32;
        }
        if (region || long || goes_on)
            && let Some(post) = post_of(text)
        {
            return Span { start: span.start, end: span.start + post.len() as u32 };
        }
        let elsewhere = |company: usize| self.parts[company].line != part.line && is_firm_name(self.text(company));
        let mut extended = false;
        for next in at + 1..self.parts.len() {
            let (beside, text) = (&self.parts[next], self.text(next));
            let tools = || !self.scan.names_in(beside.span).is_empty() && !names_post(text);
            if !next_to(beside) || beside.lead != Lead::No || Some(next) == company || beside.mark == ' ' {
                break;
            }
            if beside.bracket {
                let close = self.scan.text[beside.span.end as usize..].starts_with([')', ']']);
                let tool = self.scan.names_in(beside.span).iter().any(|name| name.span == beside.span);
                if !close || !(tool || is_second(text)) {
                    break;
                }
                span.end = beside.span.end + 1;
                break;
            }
            let comma = part.lead != Lead::As && matches!(beside.mark, ',' | ';');
            let joined = (comma || beside.mark == '-') && !is_firm_name(text) && !is_region(text);
            let field = is_field(text) || names_field(text) && company.is_some() && !self.has_town(next);
            let short = beside.mark == '-' && is_second(text);
            let tail = extended && company.is_some_and(elsewhere);
            let second = ends_as_post(text) || field && !tools() || short || tail;
            if !joined || !second || self.is_place(next, Some(at)) && !names_field(text) {
                break;
            }
            span.end = beside.span.end;
            extended = true;
        }
        let before = at.checked_sub(1).filter(|before| {
            let other = &self.parts[*before];
            next_to(other) && Some(*before) != company && !other.bracket && other.lead == Lead::No
        });
        if let Some(before) = before
            && matches!(part.mark, ',' | '-')
            && company.is_some_and(elsewhere)
            && !is_firm_name(self.text(before))
        {
            span.start = self.parts[before].span.start;
        }
        span
    }
}

/// Whether brackets behind a title are a part of it: "(IT and Surveillance)", "(trainee)".
fn is_second(text: &str) -> bool {
    let joined = text.contains(" and ") || text.contains('&');
    let short = text.split_whitespace().count() <= 4 && !text.contains(',') && !is_duration(text);
    let abbreviated = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_uppercase()) && !is_region(text);
    short && (joined || abbreviated || names_post(text) || names_field(text))
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn a_head_names_the_post_and_the_employer_in_any_order() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (head, title, company) in [
            ("Senior Engineer, Example Ltd, 2020 - 2022", "Senior Engineer", "Example Ltd"),
            ("Example Ltd, Bern\nSenior Engineer\nMay 2020 - now", "Senior Engineer", "Example Ltd"),
            ("May 2020 - now\nWeb Developer\nExample Rooms", "Web Developer", "Example Rooms"),
            ("2019 - 2021: Full Stack Developer at Example (Bern)", "Full Stack Developer", "Example"),
            ("2019 - 2021 Example (P) Ltd., Pune\n.NET Team Lead", ".NET Team Lead", "Example (P) Ltd"),
            ("Engineer / Senior Engineer | Oracle | 2019 - 2021", "Engineer / Senior Engineer", "Oracle"),
            (
                "Designation : Data Analyst\nCompany name : Example Works\nPeriod : May 2019 - June 2021",
                "Data Analyst",
                "Example Works",
            ),
            (
                "Dates May 2019 - June 2021\nOccupation or position held Clerk\nName and address of employer Example",
                "Clerk",
                "Example",
            ),
            ("Currently working as a Developer with Example since May 2019 to till date", "Developer", "Example"),
            ("Java Developer - Java, Spring, Kafka\n2019 - 2021", "Java Developer", "-"),
            ("2019 - 2021, Network Engineer, , Moscow", "Network Engineer", "-"),
            ("2019 - 2021 Frontend Developer (Bern)\nDescription: a page", "Frontend Developer", "-"),
            ("2019 - 2021", "-", "-"),
            // Sentences: what "as" leads to, and "in", "at", "with".
            ("Worked as an Engineer in Example Rooms, Pune from May 2019 to June 2020.", "Engineer", "Example Rooms"),
            (
                "Presently working with Example Rooms as a Panel fitter since May 2019 to till date",
                "Panel fitter",
                "Example Rooms",
            ),
            (
                "Since May 2019 to June 2020 with Example, Other and Sons Ltd, Pune as Associate",
                "Associate",
                "Example, Other and Sons Ltd",
            ),
            ("EXAMPLE LTD.– Working as SAFETY OFFICER from May 2019 to till Date", "SAFETY OFFICER", "EXAMPLE LTD"),
            (
                "Worked at \"Example Rooms\" as a \"Service Engineer\" Pune from Aug 2015 to Aug 2016.",
                "Service Engineer",
                "Example Rooms",
            ),
            ("Worked as a Developer in Java from May 2019 to June 2020", "Developer", "-"),
            (
                "Worked as Engineer in Engineering Department with M/s Example Ltd. from May 2019 to June 2020",
                "Engineer",
                "Example Ltd",
            ),
            (
                "Works as Electrician & thereafter as a Safety officer with Example from May 2019 to June 2020",
                "Electrician & thereafter as a Safety officer",
                "Example",
            ),
            (
                "Example Rooms – 6 months (May 2019 to Oct 2019) experience as Tester (trainee) in shops",
                "Tester (trainee)",
                "Example Rooms",
            ),
            (
                "Worked as a Panel fitter in Example Ltd. Pune,\nfrom 05/12/2016 to 02/09/2019.",
                "Panel fitter",
                "Example Ltd",
            ),
            ("System Analyst in Example Technologies, 2019 - 2021", "System Analyst", "Example Technologies"),
            // Places.
            ("Example Inc. Houston, Texas\nSenior Engineer 10/2019 – Now", "Senior Engineer", "Example Inc"),
            ("Example, Lead Engineer & CTO San Diego, CA May 2019 – now", "Lead Engineer & CTO", "Example"),
            ("Example Technologies Pune, Engineer, 2019 - 2021", "Engineer", "Example Technologies"),
            ("Engineer\nBern, Switzerland\n2019 - 2021", "Engineer", "-"),
            ("Engineer May 2019 - May 2020\nExample San Diego, CA", "Engineer", "Example"),
            ("Electrician May 2019 - May 2020 Noida, UP\nExample", "Electrician", "Example"),
            ("Example Research – Bern, Switzerland May 2019 – May 2020 Engineer", "Engineer", "Example Research"),
            (
                "2019 - 2021\nOperations Head\nExample Rooms Pvt. Ltd.\nPune",
                "Operations Head",
                "Example Rooms Pvt. Ltd",
            ),
            // Second parts of titles.
            ("Manager (IT and Alarms)\nMay 2019 - now Example Ltd", "Manager (IT and Alarms)", "Example Ltd"),
            ("Web-developer, Teamleader at eExample, Moscow\n2019 - 2021", "Web-developer, Teamleader", "eExample"),
            (
                "Visual Design, Co-op\nCards, Bank of Example\nMay 2019 - Aug 2019 | 4 Months",
                "Visual Design, Co-op",
                "Bank of Example",
            ),
            (
                "2019 - 2021 Risk Officer - Risk Management, LAKES\nExample Savings Bank (ESB) - United Kingdom",
                "Risk Officer - Risk Management, LAKES",
                "Example Savings Bank (ESB)",
            ),
            ("Team Manager – PL\nMay 2019 – May 2020 Example", "Team Manager – PL", "Example"),
            (
                "2019 - 2021 TESTER AND INTERN www.example.com/jo EXAMPLE All that was written there",
                "TESTER AND INTERN",
                "-",
            ),
            // Labels.
            (
                "Company : Example Ltd, Bern  Designation : Head of Lakes\nDuration : May 2019 to Jun 2020",
                "Head of Lakes",
                "Example Ltd",
            ),
            (
                "Vice President of Lakes\nExample!\nDate: May 2019 – Ongoing Location: Bern, CH",
                "Vice President of Lakes",
                "Example!",
            ),
            (
                "Example (India) Ltd\nDesignation : Engineer\nClient : Other\nPeriod : May 2019 to Jun 2020",
                "Engineer",
                "Example (India) Ltd",
            ),
            ("Duration: May 2019 to Jun 2020\nClient: Example\nRole: Tester", "Tester", "Example"),
        ] {
            let text = format!("Jo Doe\n\nExperience\n{head}\n• Ran a shop\n");
            let profile = extractor.resume(&text);
            let [role] = &profile.roles[..] else { panic!("{head}: {:?}", profile.roles) };
            let named = |span: Option<crate::text::Span>| span.map_or("-", |span| span.of(&text));
            assert_eq!((named(role.title), named(role.company)), (title, company), "{head}");
        }
    }
}
