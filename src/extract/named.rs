//! What the head of a job names: the post and the employer.

use crate::text::Span;

use super::date::range;
use super::entry::is_post;
use super::firm::{
    before_town, end_of_form, ends_as_house, is_domain, is_field, is_firm_name, is_region, is_state, names_field,
};
use super::head_label::{Label, has_other_label, labels, names_designation};
use super::head_part::{Lead, Part, cut};
use super::part_kind::{is_duration, is_heading, is_no_post, is_prose, is_school, is_second, is_subject, is_unit};
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
pub(super) const TITLE_WORDS: usize = 8;
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

/// Whether some words are names of technologies and little else: "R-Example" is none.
fn is_tool(scan: &Scan<'_>, span: Span) -> bool {
    let named: u32 = scan.names_in(span).iter().map(|name| name.span.end - name.span.start).sum();
    named * 2 > span.end - span.start
}

/// Beside what the employer's name stands.
#[derive(Debug, Clone, Copy)]
enum Near {
    /// Beside the title, wherever that is.
    Title,
    /// In the line with the months, if there is one.
    Dates(Option<usize>),
}

/// The parts of a head's lines.
pub(super) struct HeadParts<'s, 't> {
    pub scan: &'s Scan<'t>,
    pub parts: Vec<Part>,
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

    pub(super) fn text(&self, at: usize) -> &str {
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
    pub(super) fn is_place(&self, at: usize, title: Option<usize>) -> bool {
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
    pub(super) fn has_town(&self, at: usize) -> bool {
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
                let field = !told && (is_field(text) && !above && !self.has_town(*at) || behind && second);
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
            // What stands in brackets is a place, or the employer where it is called as one.
            ("Web Developer (University of Example) 2019 - now", "Web Developer", "University of Example"),
            ("Web Developer (Example GmbH Bern) 2019 - 2021", "Web Developer", "Example GmbH"),
            ("Web Developer (Python)\n2019 - 2021", "Web Developer (Python)", "-"),
            // An employer without a post.
            ("May 2019 - June 2021 Example Rooms, Bern, Switzerland\nService of lakes", "-", "Example Rooms"),
            ("R-Example - Bern, Switzerland\nMay 2019 - June 2021", "-", "R-Example"),
            ("May 2019 - June 2021 Got a training of lakes", "-", "-"),
            // The foot of a page between a head and its dates, and a firm below them.
            (
                "Web Developer\nExample Rooms - Bern, Switzerland\nhttps://example.com/jo https://example.com/jo\nMay 2019 - now",
                "Web Developer",
                "Example Rooms",
            ),
            ("Web Developer\nMay 2019 - June 2021\nExample Ltd", "Web Developer", "Example Ltd"),
            ("Example Rooms, Pune, Maharashtra\nWeb Developer\n2019 - 2021", "Web Developer", "Example Rooms"),
            // A title of a project below, and one above that a label replaces.
            (
                "Web Developer, Example Ltd\nMay 2019 - now\nTeam: 4\nRole: Tester of lakes",
                "Web Developer",
                "Example Ltd",
            ),
            ("2019 - 2021 Example Ltd\nDesignation: Tester", "Tester", "Example Ltd"),
            ("Oct 2019 Feb Web Developer\nDescription: a page", "Web Developer", "-"),
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
            ("2 years experience as a Tester of lakes in year 2019 to 2021", "Tester of lakes", "-"),
            ("Tester\u{2003}Example Works, May 2019 - June 2021", "Tester", "Example Works"),
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
