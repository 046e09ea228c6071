//! The jobs of a resume, by their dates.

use serde::{Deserialize, Serialize};

use crate::text::{Line, LineKind, Span};

use super::date::{Month, RoleEnd};
use super::firm::{end_of_form, is_firm_name};
use super::head_label::{Label, label, names_employer};
use super::job_head::Head;
use super::level::Level;
use super::named::{Named, named};
use super::post::names_post;
use super::role_fold::{Job, fold};
use super::role_head::{ABOVE, Dated, is_link, is_sentence, join_heads, opening};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::statement::{names_tools, tells_a_deed};

/// A job with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// First month.
    pub start: Month,
    /// Last month.
    pub end: RoleEnd,
    /// The level that its title names.
    pub level: Option<Level>,
    /// Whether it is of the trade that postings here are about: it names a technology of one of the scored tiers, or its
    /// title a profession of software. Years of other trades make nobody senior.
    pub of_trade: bool,
    /// The post, as its head names it.
    pub title: Option<Span>,
    /// The employer or client, as its head names it.
    pub company: Option<Span>,
    /// The lines that belong to it.
    pub span: Span,
}

/// Bytes of a title beside the dates.
const TITLE: u32 = 90;

/// The dated roles of the experience section, and the newest month anywhere in the resume.
///
/// A line that is not an item and holds a range of dates opens a role; it takes the lines before it along where these are
/// the role's title and firm ("Senior Engineer" over "Example Ltd, 2020 - 2022"), and reaches to the next one. Some people write their
/// jobs as items: those count where the words say that a job is meant, or where no line of its own has dates.
pub(super) fn roles(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    dated: &[Dated],
    lines: &[Line],
) -> (Vec<Role>, Option<Month>) {
    let last = |dated: &Dated| match dated.range.end {
        RoleEnd::In(month) => month,
        RoleEnd::Present => dated.range.start,
    };
    let newest = dated.iter().map(last).max();
    let jobs = dated.iter().filter(|dated| pieces[dated.at].section == ResumeSection::Experience);
    let mut heads: Vec<Dated> = jobs.copied().collect();
    join_heads(scan, pieces, &mut heads);
    // The first job shows how many lines people of this mind write above the dates: none where title and firm stand beside them.
    let first = heads.iter().find(|dated| dated.head == Head::Line);
    let above = first.map_or(0, |dated| dated.from - opening(scan, pieces, dated.from, dated.head, ABOVE));
    // Where the first label with dates stands right below the heading, the other labels of a job follow them.
    let labelled = heads.iter().find(|dated| dated.head == Head::Labelled);
    let dates_first = labelled.is_some_and(|dated| opening(scan, pieces, dated.at, dated.head, 0) == dated.at);
    // The kinds of labels that stand right below the dates of the first job and of the last, and not above those of the first.
    let kind = |piece: &Piece<ResumeSection>| label(scan.text, piece.span).map(|(kind, _)| kind);
    let below = |dated: &Dated| pieces[dated.at + 1..].iter().map_while(kind).collect::<Vec<_>>();
    let last = heads.iter().rfind(|dated| dated.head == Head::Labelled).map_or_else(Vec::new, below);
    let kinds_below: Vec<Label> = labelled.map_or_else(Vec::new, |dated| {
        let first = opening(scan, pieces, dated.at, dated.head, 0);
        let above: Vec<Label> = pieces[first..dated.at].iter().filter_map(kind).collect();
        below(dated).into_iter().filter(|kind| last.contains(kind) && !above.contains(kind)).collect()
    });
    let opening = |dated: &Dated| match dated.head {
        Head::Labelled if dates_first => dated.at,
        Head::Labelled => {
            let first = opening(scan, pieces, dated.from, dated.head, above);
            // Such a label above the dates is that of the job before.
            let of_before = |at: &usize| kind(&pieces[*at]).is_some_and(|kind| kinds_below.contains(&kind));
            (first..dated.at).rfind(of_before).map_or(first, |at| at + 1)
        }
        Head::Told => dated.from,
        head => opening(scan, pieces, dated.from, head, above),
    };
    let mut out: Vec<Job> = Vec::with_capacity(heads.len());
    for (at, dated) in heads.iter().enumerate() {
        let (i, first) = (dated.at, opening(dated));
        let until = heads.get(at + 1).map_or(pieces.len(), |next| opening(next).max(i + 1));
        let section = pieces[i].section;
        let belongs = |piece: &&Piece<ResumeSection>| piece.section == section && !piece.heading;
        let own = pieces[i..until].iter().take_while(belongs).count().max(1);
        let span = Span { start: pieces[first].span.start, end: pieces[i + own - 1].span.end };
        let end = pieces.get(until).map_or(scan.text.len() as u32, |piece| piece.span.start);
        let level = level(scan, pieces, lines, first..=i, (dated.range.span, end));
        let head = head_lines(scan, pieces, dated, first, i + own);
        let below = || pieces[i + 1..i + own].iter().map(|piece| piece.span);
        let Named { title, mut company } = named(scan, &head, below());
        // The firm may stand below the dates, and the title above them.
        let next =
            pieces.get(i + 1).filter(|piece| i + 1 < i + own && !piece.item && is_firm_name(piece.span.of(scan.text)));
        if let (Some(_), None, Some(next)) = (title, company, next.filter(|_| first < i)) {
            let lines = [head.as_slice(), &[next.span]].concat();
            company = named(scan, &lines, std::iter::empty()).company;
        }
        // A year of a column that has lost its lines; "Got a training in shops from May 2019 to June 2020."
        let line = pieces[i].span.of(scan.text);
        let unheaded = dated.range.single || line.ends_with('.') && is_sentence(line);
        // An employer beside one month may have given a talk or a training.
        let post = || head.iter().any(|line| names_post(line.of(scan.text)));
        let unnamed = title.is_none() && (company.is_none() || dated.range.single && !post());
        let no_job = dated.head == Head::Line && unnamed && unheaded;
        let of_trade = names_trade(Span { start: span.start, end: pieces[i].span.end }.of(scan.text))
            || title.is_some_and(|title| keeps_systems(title.of(scan.text)));
        let role = Role { start: dated.range.start, end: dated.range.end, level, of_trade, title, company, span };
        let labelled = matches!(dated.head, Head::Labelled | Head::Told);
        let employed = labelled && head.iter().copied().chain(below()).any(|line| names_employer(scan.text, line));
        out.push(Job { role, head: dated.head, exact: dated.range.exact, no_job, employed });
    }
    (fold(scan.text, out), newest)
}

/// The lines that name the post and the employer: those from the first to the dates, and where nothing stands above these, the short ones
/// below. What a sentence tells over two lines is one.
fn head_lines(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], dated: &Dated, first: usize, end: usize) -> Vec<Span> {
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

/// Gives a job of which nothing but its head is told the trade of the job beside it, where its title names no trade: "Lead Engineer".
pub(super) fn share_trade(text: &str, roles: &mut [Role]) {
    const PLAIN: [&str; 22] = [
        "analyst",
        "architect",
        "assistant",
        "associate",
        "chief",
        "consultant",
        "engineer",
        "head",
        "i",
        "ii",
        "iii",
        "jr",
        "junior",
        "lead",
        "leader",
        "principal",
        "senior",
        "sr",
        "staff",
        "team",
        "technical",
        "trainee",
    ];
    let plain = |title: &str| {
        let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.all(|word| PLAIN.iter().any(|plain| word.eq_ignore_ascii_case(plain)))
    };
    let bare =
        |role: &Role| role.span.of(text).lines().count() <= 2 && role.title.is_some_and(|title| plain(title.of(text)));
    for at in 0..roles.len() {
        let beside =
            [at.wrapping_sub(1), at + 1].iter().any(|other| roles.get(*other).is_some_and(|role| role.of_trade));
        if !roles[at].of_trade && beside && bare(&roles[at]) {
            roles[at].of_trade = true;
        }
    }
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

/// Whether the head of a job names a profession of software.
fn names_trade(head: &str) -> bool {
    const WORDS: [&str; 20] = [
        "software",
        "developer",
        "programmer",
        "sde",
        "sdet",
        "devops",
        "sre",
        "backend",
        "frontend",
        "fullstack",
        "web",
        "data",
        "cloud",
        "platform",
        "database",
        "dba",
        "qa",
        "cto",
        "machine",
        "firmware",
    ];
    head.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.iter().any(|w| word.eq_ignore_ascii_case(w)))
}

/// Whether a title is one of those who keep computers, networks and systems running, test software or lead such people. To who hires for
/// software and its infrastructure their years count, and those who sell or guard do not.
fn keeps_systems(title: &str) -> bool {
    const FIELDS: [&str; 13] = [
        "application",
        "computer",
        "desktop",
        "edp",
        "hardware",
        "infrastructure",
        "linux",
        "network",
        "server",
        "system",
        "systems",
        "technical",
        "windows",
    ];
    const POSTS: [&str; 14] = [
        "admin",
        "administrator",
        "analyst",
        "architect",
        "consultant",
        "engineer",
        "executive",
        "lead",
        "leader",
        "manager",
        "operator",
        "specialist",
        "support",
        "technician",
    ];
    const TESTS: [&str; 4] = ["test", "testing", "quality assurance", "automation"];
    const WHOLE: [&str; 7] = ["tester", "sysadmin", "helpdesk", "erp", "webmaster", "mis", "siem"];
    let small = title.to_lowercase();
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let any = |list: &[&str]| words().any(|word| list.contains(&word));
    let it = title
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .any(|word| matches!(word, "IT" | "I.T." | "I.T" | "ICT"));
    let tests =
        || any(&TESTS) && any(&["engineer", "analyst", "lead", "leader", "manager", "consultant", "specialist"]);
    it || any(&WHOLE)
        || any(&FIELDS) && any(&POSTS)
        || tests()
        || small.contains("help desk")
        || small.contains("service desk")
}

/// The level that the head of a job names, in its own lines or the one below; `dates` and the end of the job are where to stop.
fn level(
    scan: &Scan<'_>,
    pieces: &[Piece<ResumeSection>],
    lines: &[Line],
    head: std::ops::RangeInclusive<usize>,
    (dates, end): (Span, u32),
) -> Option<Level> {
    let own = &pieces[*head.end()];
    let behind = lines.partition_point(|l| l.span.start < own.span.end);
    let after = lines[behind..].iter().find(|l| l.kind == LineKind::Plain);
    let below =
        after.filter(|l| l.span.end <= end && l.span.end - l.span.start <= TITLE).map_or("", |l| l.span.of(scan.text));
    // "Analyst 1 Aug 2016": the day is no step of a ladder.
    let parts = |line: Span| {
        let dated = line.start <= dates.start && dates.end <= line.end;
        let before = Span { start: line.start, end: if dated { dates.start } else { line.end } };
        let behind = Span { start: if dated { dates.end } else { line.end }, end: line.end };
        [before.of(scan.text), behind.of(scan.text)]
    };
    let above = head.rev().flat_map(|at| parts(pieces[at].span));
    above.chain([below]).find_map(Level::of_title)
}

#[cfg(test)]
mod tests {
    use crate::extract::{Extractor, RoleEnd};
    use crate::taxonomy::Taxonomy;

    /// The roles of an experience section: from, to, level, first line.
    fn roles(experience: &str) -> Vec<String> {
        let text = format!("Jo Doe\n\nExperience\n{experience}\n");
        let profile = Extractor::new(Taxonomy::built_in().unwrap()).unwrap().resume(&text);
        let end = |end| match end {
            RoleEnd::In(month) => format!("{month}"),
            RoleEnd::Present => "present".to_owned(),
        };
        let line = |span: crate::text::Span| span.of(&text).lines().map(str::to_owned).collect::<Vec<_>>();
        let level = |role: &super::Role| role.level.map_or("-", crate::extract::Level::as_str);
        profile
            .roles
            .iter()
            .map(|r| {
                let lines = line(r.span);
                format!("{} {} {} {} +{}", r.start, end(r.end), level(r), lines[0], lines.len() - 1)
            })
            .collect()
    }

    #[test]
    fn jobs_are_found_however_their_dates_are_written() {
        for (experience, expected) in [
            (
                "Senior Engineer\nExample Ltd, 2020 - 2022\n• Built a shop\nOther Ltd, 2018 - 2019\n• Moved it in 2018 - 2019",
                &["2020-01 2022-12 senior Senior Engineer +2", "2018-01 2019-12 - Other Ltd, 2018 - 2019 +1"][..],
            ),
            (
                "• Worked as a developer at Example from May 2015 to June 2016.\n• Built a shop with Go\n• Currently working as tester in \
                 Other Ltd since July 2016 to till date",
                &[
                    "2015-05 2016-06 - • Worked as a developer at Example from May 2015 to June 2016. +1",
                    "2016-07 present - • Currently working as tester in Other Ltd since July 2016 to till date +0",
                ],
            ),
            (
                "Client: Example\nRole: Junior tester\nDuration: Jun 2015 to till date\n• Tested a shop\nClient: Other\nDuration: 2014 - May \
                 2015\nTools: Java",
                &["2015-06 present junior Client: Example +3", "2014-01 2015-05 - Client: Other +2"],
            ),
            (
                "Engineer at Example Ltd, 2018 - now\nBuilt a shop\nSenior tester at Other Ltd, 2016 - 2017\nTested it",
                &[
                    "2018-01 present - Engineer at Example Ltd, 2018 - now +1",
                    "2016-01 2017-12 senior Senior tester at Other Ltd, 2016 - 2017 +1",
                ],
            ),
            (
                "Senior Engineer\nExample Ltd, Bern\n2020 - 2022\n• Built a shop\nSoftware Engineer\nOther Ltd, Thun\n2018 - 2019\n• Moved it",
                &["2020-01 2022-12 senior Senior Engineer +3", "2018-01 2019-12 - Software Engineer +3"],
            ),
            (
                "Engineer\n2018 - now\nIntern, Other Ltd\n2016 - 2017",
                &["2018-01 present - Engineer +1", "2016-01 2017-12 intern Intern, Other Ltd +1"],
            ),
            (
                "Since May 2011 to May 2012 with Example Ltd as tester\n• Tested a shop\nSince Jul 2009 to Apr 2011 with Other Ltd\nTested it",
                &[
                    "2011-05 2012-05 - Since May 2011 to May 2012 with Example Ltd as tester +1",
                    "2009-07 2011-04 - Since Jul 2009 to Apr 2011 with Other Ltd +1",
                ],
            ),
            (
                "Dates Dec 2017 – to date\nOccupation: tester\n• Tested\nTime period: Jan-15 to Nov-17\nOccupation: clerk",
                &[
                    "2017-12 present - Dates Dec 2017 – to date +2",
                    "2015-01 2017-11 - Time period: Jan-15 to Nov-17 +1",
                ],
            ),
            (
                "• Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer\n• Moved it (2012 - 2013) twice",
                &["2013-08 2014-02 - Example Ltd - 6 months (Aug 2013 to Feb 2014) as developer +1"],
            ),
            (
                "• 2016 - 2018 Engineer, Example Ltd\n• Lead developer, Other Ltd (2018 - present)",
                &[
                    "2016-01 2018-12 - • 2016 - 2018 Engineer, Example Ltd +0",
                    "2018-01 present lead • Lead developer, Other Ltd (2018 - present) +0",
                ],
            ),
            (
                "2012, November Example Ltd, Bern\n2014, February Senior Developer\n• Ran a shop\n2010, June Other Ltd, Bern\n2012, May Developer",
                &[
                    "2012-11 2014-02 senior 2012, November Example Ltd, Bern +2",
                    "2010-06 2012-05 - 2010, June Other Ltd, Bern +1",
                ],
            ),
            (
                "2019 Platform Engineer @ Example\nSoftware for cars / 2018 2019\n• Built a shop",
                &["2018-01 2019-12 - 2019 Platform Engineer @ Example +2"],
            ),
            (
                "Engineer, Other Ltd, 2016 - 2018\n• Moved the data of a shop with the help of\nSQL Server 2012\nBuilt it for the\n2012 event.",
                &["2016-01 2018-12 - Engineer, Other Ltd, 2016 - 2018 +4"],
            ),
            (
                "Engineer, Other Ltd, 2016 - 2018\n• Built a shop\nBachelor of Arts, Example College, 2012 - 2016",
                &["2016-01 2018-12 - Engineer, Other Ltd, 2016 - 2018 +2"],
            ),
            (
                "Web developer at Example Ltd, Bern\nAugust 2014 July 2016\nBuilt shops.\nJava\nWeb developer at Other Ltd, Bern\nMay 2012 July 2014",
                &[
                    "2014-08 2016-07 - Web developer at Example Ltd, Bern +3",
                    "2012-05 2014-07 - Web developer at Other Ltd, Bern +1",
                ],
            ),
            // A sentence over two lines, and one whose item was broken.
            (
                "• Worked as a Senior Tester in Example Ltd, Bern,\nfrom 05/12/2016 to 02/09/2019 (3 years).\n• 2. Worked as a Lead\nTester, Other \
                 Ltd, from May 2014 to June 2016.",
                &[
                    "2016-12 2019-09 senior Worked as a Senior Tester in Example Ltd, Bern, +1",
                    "2014-05 2016-06 lead Worked as a Lead +1",
                ],
            ),
            // A list of jobs above a dated line of something else.
            (
                "• Lead Engineer, Example Ltd, October 2013 to present.\n• Engineer, Other Ltd, from Nov'10 to Oct'13\nRan a training for \
                 others\nIntern, Third Ltd\nJune 2009 - July 2009",
                &[
                    "2013-10 present lead Lead Engineer, Example Ltd, October 2013 to present. +0",
                    "2010-11 2013-10 - Engineer, Other Ltd, from Nov'10 to Oct'13 +1",
                    "2009-06 2009-07 intern Intern, Third Ltd +1",
                ],
            ),
            // Projects inside a job are no jobs, and a table of what was told says nothing new.
            (
                "Company : Example Ltd\nDesignation : Engineer\nDuration : From Jun 2010 to Present\n• Harbour of lakes\nRole : Lead \
                 engineer\nDuration : June 2010 to Dec 2011\nBuilt it\nCompany : Other Ltd\nDesignation : Tester\nDuration : May 2005 to \
                 May 2010\n• Tested shops and more of them\nNo. Company Name Designation Duration\n1 Example Ltd Engineer Jun-2010 TO \
                 Present\n2 Other Ltd Tester May-2005 TO May-2010",
                &["2010-06 present - Company : Example Ltd +6", "2005-05 2010-05 - Company : Other Ltd +3"],
            ),
            ("Engineer\nExample Ltd\n2019 - 2021\n• Ran a shop\n2012\n2010", &["2019-01 2021-12 - Engineer +5"]),
            ("Web Developer\nKafka\nExample Ltd\nMay 2019 - now\nRan a shop", &["2019-05 present - Web Developer +4"]),
        ] {
            let found = roles(experience);
            let plain: Vec<String> = expected.iter().map(|role| role.replace("• ", "")).collect();
            assert_eq!(found, plain, "{experience}");
        }
    }
}
