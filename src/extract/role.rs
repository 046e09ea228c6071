//! The jobs of a resume, by their dates.

use serde::{Deserialize, Serialize};

use crate::text::{Line, LineKind, Span};

use super::date::{Month, RoleEnd};
use super::firm::is_firm_name;
use super::head_label::{Label, label, names_employer};
use super::head_lines::{far_title, head_lines};
use super::job_head::Head;
use super::level::Level;
use super::named::{Named, named};
use super::post::names_post;
use super::role_fold::{Job, fold};
use super::role_head::{ABOVE, Dated, is_sentence, join_heads, opening};
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::trade::{keeps_systems, names_trade};

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
    /// title a profession of software or of those who keep systems running. Years of other trades make nobody senior.
    pub of_trade: bool,
    /// Whether its head says so itself: one technology among the pumps that somebody served makes no job of the trade.
    pub named_of_trade: bool,
    /// Whether it is of another trade, as its title says: "Site Engineer", and not "Senior Engineer".
    pub of_other_trade: bool,
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
        head => {
            let first = opening(scan, pieces, dated.from, head, above);
            if head == Head::Line { far_title(scan, pieces, dated, first).unwrap_or(first) } else { first }
        }
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
        let by_lines = level(scan, pieces, lines, first..=i, (dated.range.span, end));
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
        let level = by_lines.or_else(|| title.and_then(|title| Level::of_title(title.of(scan.text))));
        let of_trade = names_trade(Span { start: span.start, end: pieces[i].span.end }.of(scan.text))
            || title.is_some_and(|title| keeps_systems(title.of(scan.text)));
        let role = Role {
            start: dated.range.start,
            end: dated.range.end,
            level,
            of_trade,
            named_of_trade: of_trade,
            of_other_trade: false,
            title,
            company,
            span,
        };
        let labelled = matches!(dated.head, Head::Labelled | Head::Told);
        let employed = labelled && head.iter().copied().chain(below()).any(|line| names_employer(scan.text, line));
        out.push(Job { role, head: dated.head, exact: dated.range.exact, no_job, employed });
    }
    (fold(scan.text, out), newest)
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
            // A start above its end, and a month of the same year.
            (
                "2012, November Example Ltd\n2022, February Web Developer\nBuilt a shop of clay\n2011, July Other Ltd\nDecember \
                 Tester\nTested it",
                &["2012-11 2022-02 - 2012, November Example Ltd +2", "2011-07 2011-12 - 2011, July Other Ltd +2"],
            ),
            // A sentence whose dates stand in its second line, behind the end of a firm's name.
            (
                "Worked as a Tester in Example Industries\nLtd, - Lake Division. From 2010 – September, 2015 in the role of a clerk of \
                 lakes.\n• Tested it",
                &["2010-01 2015-09 - Worked as a Tester in Example Industries +2"],
            ),
            // Labels below the dates in every job.
            (
                "• Company Name: Example Ltd\n• Experience : 4th Aug,2015 to 30th March,2017\n• Job Profile : Tester\n• Company \
                 Name: Other Ltd\n• Experience : 6th May,2013 to 4th July,2015\n• Job Profile : Senior Tester\nDuties\nTested it",
                &[
                    "2015-08 2017-03 - Company Name: Example Ltd +2",
                    "2013-05 2015-07 senior Company Name: Other Ltd +4",
                ],
            ),
            // Departments and towns between a title and its dates.
            (
                "Engineer\nExample Ltd\nMay 2019 - now\nSenior Tester\nSample Rooms\nDepartment of Lakes\nHouse of Clay\nBern, \
                 Switzerland\nMay 2017 - April 2019\n• Tested it",
                &["2019-05 present - Engineer +2", "2017-05 2019-04 senior Senior Tester +6"],
            ),
            (
                "Helpdesk Analyst 1 Aug 2016 - Present\nExample Ltd",
                &["2016-08 present - Helpdesk Analyst 1 Aug 2016 - Present +1"],
            ),
            // An employer beside one month has no job yet.
            (
                "Engineer, Example Ltd, 2019 - 2021\nRan a shop\n2011 / 11 - Other Training",
                &["2019-01 2021-12 - Engineer, Example Ltd, 2019 - 2021 +2"],
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
