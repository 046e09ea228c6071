//! Which part of a document a piece of text stands in.

use serde::{Deserialize, Serialize};

use crate::text::{Line, LineKind, Span};

use super::clause::sentences;
use super::cue::{Cue, Kinds};
use super::heading::{are_demands, heads_demands, is_about_somebody, labelled, long_label, whole_line_heading};
use super::scan::{FoundCue, Scan};
use super::stem::{ends_in_condition, heading_by_stems, may_be_heading, weighed};
use super::wish::{SOFTENERS, heads_wishes};

/// A part of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PostingSection {
    /// The job title.
    Title,
    /// The input's own tags, or a line of nothing but technologies.
    Tags,
    /// Before the first heading that is known.
    Intro,
    /// What is demanded.
    Requirements,
    /// What is welcome.
    Preferred,
    /// What the person will do.
    Duties,
    /// What the team uses.
    Stack,
    /// What the employer says of itself.
    About,
    /// What can be learnt in the job.
    Learn,
    /// What the employer gives.
    Benefits,
    /// Equal opportunity, privacy, law.
    Eeo,
    /// What is said not to be needed.
    Unasked,
}

impl PostingSection {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 12] = [
        Self::Title,
        Self::Tags,
        Self::Intro,
        Self::Requirements,
        Self::Preferred,
        Self::Duties,
        Self::Stack,
        Self::About,
        Self::Learn,
        Self::Benefits,
        Self::Eeo,
        Self::Unasked,
    ];
}

impl PostingSection {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Tags => "tags",
            Self::Intro => "intro",
            Self::Requirements => "requirements",
            Self::Preferred => "preferred",
            Self::Duties => "duties",
            Self::Stack => "stack",
            Self::About => "about",
            Self::Learn => "learn",
            Self::Benefits => "benefits",
            Self::Eeo => "equal_opportunity",
            Self::Unasked => "unasked",
        }
    }

    fn of_heading(cue: Cue) -> Option<Self> {
        Some(match cue {
            Cue::HeadingRequirements => Self::Requirements,
            Cue::HeadingPreferred => Self::Preferred,
            Cue::HeadingDuties => Self::Duties,
            Cue::HeadingAbout => Self::About,
            Cue::HeadingStack => Self::Stack,
            Cue::HeadingTags => Self::Tags,
            Cue::HeadingBenefits => Self::Benefits,
            Cue::HeadingEeo => Self::Eeo,
            Cue::HeadingLearn => Self::Learn,
            Cue::HeadingUnasked => Self::Unasked,
            _ => return None,
        })
    }

    /// Which of several cues in one heading decides: "Preferred qualifications" prefers, "Our stack and requirements" asks.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Preferred => 0,
            Self::Unasked | Self::Learn => 1,
            Self::Benefits => 2,
            Self::Eeo => 3,
            Self::Requirements => 4,
            Self::Stack => 5,
            Self::Tags => 6,
            Self::Duties => 7,
            _ => 8,
        }
    }
}

/// A part of a resume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResumeSection {
    /// Name, contact and headline: before the first heading, and below one such as "Contact".
    Header,
    /// Summary or objective.
    Summary,
    /// Jobs.
    Experience,
    /// Projects.
    Projects,
    /// The list of skills.
    Skills,
    /// Education.
    Education,
    /// Certificates.
    Certificates,
    /// Interests, spoken languages, awards, references.
    Other,
}

impl ResumeSection {
    /// All, in their order.
    pub(super) const ALL: [Self; 8] = {
        use ResumeSection::{Certificates, Education, Experience, Header, Other, Projects, Skills, Summary};
        [Header, Summary, Experience, Projects, Skills, Education, Certificates, Other]
    };

    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Summary => "summary",
            Self::Experience => "experience",
            Self::Projects => "projects",
            Self::Skills => "skills",
            Self::Education => "education",
            Self::Certificates => "certificates",
            Self::Other => "other",
        }
    }

    pub(super) fn of_heading(cue: Cue) -> Option<Self> {
        Some(match cue {
            Cue::ResumeExperience => Self::Experience,
            Cue::ResumeProjects => Self::Projects,
            Cue::ResumeSkills => Self::Skills,
            Cue::ResumeEducation => Self::Education,
            Cue::ResumeSummary => Self::Summary,
            Cue::ResumeCertificates => Self::Certificates,
            Cue::ResumeContact => Self::Header,
            Cue::ResumeOther => Self::Other,
            _ => return None,
        })
    }

    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Experience => 0,
            Self::Projects => 1,
            Self::Skills => 2,
            Self::Certificates => 3,
            Self::Education => 4,
            Self::Summary => 5,
            _ => 6,
        }
    }
}

/// A line, or a part of one, that stands in one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<S> {
    pub span: Span,
    pub section: S,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether it is the heading itself.
    pub heading: bool,
}

/// The pieces of a posting's text: title, tags, and the description by its headings.
pub(super) fn posting_pieces(scan: &Scan<'_>, lines: &[Line]) -> Vec<Piece<PostingSection>> {
    use PostingSection as S;
    let bytes = scan.text.as_bytes();
    let title_end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let tags_end =
        memchr::memchr(b'\n', &bytes[(title_end + 1).min(bytes.len())..]).map_or(bytes.len(), |n| title_end + 1 + n);
    let mut out = Vec::with_capacity(lines.len());
    let mut section = S::Intro;
    // Without a title of its own the text begins with it, if it is short enough for one.
    let mut untitled = title_end == 0;
    // The section that a block of demands without a heading stands in.
    let mut block: Option<S> = None;
    // The section that a labelled line ("Nice to have: Kafka") interrupts, until the next blank line.
    let mut interrupted: Option<S> = None;
    let mut kinds_in = scan.kinds_in_turn(const { Kinds::HEADINGS.with(SOFTENERS) });
    for (at, line) in lines.iter().enumerate() {
        let item = line.kind == LineKind::Item;
        let start = line.span.start as usize;
        if start < tags_end {
            let section = if start < title_end { S::Title } else { S::Tags };
            out.push(Piece { span: line.span, section, item: false, heading: false });
            continue;
        }
        if std::mem::take(&mut untitled) && line.span.end - line.span.start <= TITLE_MAX && !item {
            out.push(Piece { span: line.span, section: S::Title, item: false, heading: false });
            continue;
        }
        if line.opens_block
            && let Some(before) = interrupted.take()
        {
            section = before;
        }
        // A block of items that are demands, whatever stands above it, is one of its own.
        if !item && let Some(before) = block.take() {
            section = before;
        }
        let tells = matches!(section, S::Intro | S::Duties | S::About | S::Stack | S::Learn);
        let heads_items = !item && lines.get(at + 1).is_some_and(|l| l.kind == LineKind::Item);
        // Most lines have no words of a heading, and need not be looked at for any kind of it.
        let kinds = kinds_in(line.span);
        let cued = kinds.meet(Kinds::HEADINGS);
        let known = if cued { whole_line_heading(scan, *line, S::of_heading, S::rank) } else { None };
        if known.is_none() && !item && at + 1 < lines.len() && is_about_somebody(line.span.of(scan.text)) {
            (section, block, interrupted) = (S::About, None, None);
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        if tells && heads_items && !cued && heads_demands(scan, *line, &lines[at + 1..]) {
            section = S::Requirements;
            interrupted = None;
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        // "Experience with any of these skills will be a plus:" has words of both.
        let unclear = known.is_none_or(|known| known == S::Requirements);
        if unclear && kinds.meet(SOFTENERS) && heads_wishes(scan, *line, lines.get(at + 1)) {
            (section, block, interrupted) = (S::Preferred, None, None);
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        if !item
            && may_be_heading(scan, *line)
            && known.is_none_or(|known| known == S::Duties && ends_in_condition(scan, *line))
            && let Some(found) = heading_by_stems(scan, *line, lines.get(at + 1))
        {
            (section, block, interrupted) = (found, None, None);
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        let first = item && at.checked_sub(1).is_none_or(|n| lines[n].kind != LineKind::Item);
        let headed = out.last().is_some_and(|p: &Piece<S>| p.heading);
        if tells && first && !headed && section != S::Stack && are_demands(scan, &lines[at..]) {
            block = Some(section);
            section = S::Requirements;
        }
        if !cued {
            out.push(Piece { span: line.span, section, item, heading: false });
            // Tags are one line, or the items of one list.
            if section == S::Tags && !lines.get(at + 1).is_some_and(is_tag) {
                section = S::Intro;
            }
            continue;
        }
        if let Some(found) = known {
            // "Tools:" among the demands heads a part of them.
            let part = found == S::Stack && asks(section) && names_kind(line.span.of(scan.text));
            section = if part { section } else { weighed(scan, *line, found) };
            interrupted = None;
            out.push(Piece { span: line.span, section, item: false, heading: true });
            continue;
        }
        let mut local = section;
        let mut from = line.span.start;
        if kinds.meet(const { Kinds::of(&[Cue::HeadingTags]) })
            && let Some(tags) = unmarked_tags(scan, line.span)
        {
            out.push(Piece { span: Span { start: from, end: tags.start }, section, item, heading: false });
            out.push(Piece { span: tags, section: S::Tags, item, heading: false });
            from = tags.end;
        }
        let rest = Span { start: from, end: line.span.end };
        // Most of these lines have no mark that ends a label.
        let marked = may_have_label(rest.of(scan.text));
        let mut labels: Vec<(S, u32, u32)> =
            sentences(scan.text, if marked { rest } else { Span { end: from, ..rest } })
                .filter_map(|s| {
                    // Tags follow their word alone: "Technologies Languages: Go" tells what is used.
                    let of = |c| if c == Cue::HeadingTags { None } else { S::of_heading(c) };
                    let label = labelled(scan, s, S::of_heading).or_else(|| long_label(scan, s, of, S::rank));
                    label.map(|(found, content)| (found, s.start, content))
                })
                .collect();
        let whole = rest.end - rest.start > LONG_LINE;
        // A short line can begin with its heading: "Essential Skills Java".
        let begins = |l: &(S, u32, u32)| {
            let speaks = ["You", "We", "Our", "Your"].contains(&scan.word(scan.token_at(l.1)));
            !item && l.1 == rest.start && !speaks && matches!(l.0, S::Requirements | S::Preferred | S::Benefits)
        };
        labels.extend(
            run_on_headings(scan, rest).filter(|l| whole || begins(l) || l.0 == S::Preferred || l.2 == rest.end),
        );
        labels.sort_by_key(|l| l.1);
        // An item with several headings in it is an ad that has lost its breaks.
        let parts_of_ad = whole && labels.windows(2).any(|pair| pair[0].0 != pair[1].0);
        for (found, start, content) in labels.into_iter().filter(|l| l.2 <= line.span.end) {
            if start < from {
                continue;
            }
            // "• Tools: Git" among the demands is one of them.
            let label = || scan.text[start as usize..content as usize].trim_end().trim_end_matches(':');
            let stays = asks(section)
                && (item && matches!(found, S::Stack | S::Tags | S::Duties | S::About)
                    || found == S::Stack && !whole && start == line.span.start && names_kind(label()));
            let found = if stays { section } else { found };
            if start > from {
                out.push(Piece { span: Span { start: from, end: start }, section: local, item, heading: false });
            }
            local = found;
            from = content;
        }
        if from < line.span.end {
            out.push(Piece { span: Span { start: from, end: line.span.end }, section: local, item, heading: false });
        }
        // "• Care for tests. We expect:" closes with the heading of what is below.
        let closes = from >= line.span.end;
        if (!item || parts_of_ad || closes) && local != section {
            interrupted.get_or_insert(section);
            section = local;
        } else if section == S::Tags {
            section = S::Intro;
        }
    }
    out
}

/// Whether a text has what may end a label: a colon, or a dash or bullet before a space.
fn may_have_label(text: &str) -> bool {
    const WIDE_COLON: u8 = "：".as_bytes()[0];
    let bytes = text.as_bytes();
    // In numbers, and to the end: many pairs are looked at together then.
    let is = u8::from;
    let ends = |a: u8, b: u8| is(b == b':') | is(b == WIDE_COLON) | is(b == b' ') & (is(a == b'-') | is(a >= 0x80));
    bytes.iter().zip(bytes.iter().skip(1)).fold(0, |found, (a, b)| found | ends(*a, *b)) != 0
}

/// Whether a line can be one of several tags: a short item.
fn is_tag(line: &Line) -> bool {
    const LONGEST: u32 = 30;
    line.kind == LineKind::Item && line.span.end - line.span.start <= LONGEST
}

/// Whether what stands in a section is asked for.
fn asks(section: PostingSection) -> bool {
    matches!(section, PostingSection::Requirements | PostingSection::Preferred)
}

/// Whether a heading or label is nothing but words for kinds of technology: "Tools & Frameworks:". "Our tools" tells what is used.
fn names_kind(text: &str) -> bool {
    const KINDS: [&str; 13] = [
        "and",
        "cloud",
        "databases",
        "development",
        "frameworks",
        "languages",
        "libraries",
        "platforms",
        "programming",
        "services",
        "technologies",
        "tool",
        "tools",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.all(|word| KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
}

/// Longest first line, in bytes, that is taken for a title.
const TITLE_MAX: u32 = 150;

/// Bytes of a line in which headings may stand without a line of their own: a text that has lost its line breaks.
const LONG_LINE: u32 = 150;

/// Headings inside a text that has lost its line breaks: a known phrase with a capital, followed by a colon, or of two words
/// and more and followed by another capital ("... with CI/CD What we offer Employer-funded ..."). Each with its section, its
/// start, and where its content begins.
fn run_on_headings<'a>(scan: &'a Scan<'_>, span: Span) -> impl Iterator<Item = (PostingSection, u32, u32)> + 'a {
    scan.cues_in(span).iter().filter_map(move |cue| {
        let section = PostingSection::of_heading(cue.cue)?;
        let capital = |token: u32| scan.word(token).starts_with(char::is_uppercase);
        if cue.span.end >= span.end {
            // "... and operation. Your skills and experience" closes with the heading of what is below.
            let lead = scan.text[span.start as usize..cue.span.start as usize].trim_end();
            let closes = cue.span.end == span.end && cue.tokens.1 - cue.tokens.0 >= 3 && capital(cue.tokens.0);
            return (closes && lead.ends_with(['.', '!', '?'])).then_some((section, cue.span.start, span.end));
        }
        let rest = &scan.text[cue.span.end as usize..span.end as usize];
        // "Come with the following experience: ..." announces inside a sentence.
        let announces = cue.tokens.1 - cue.tokens.0 >= 3 && section == PostingSection::Requirements;
        let opens = capital(cue.tokens.0) || announces && rest.starts_with(':');
        // "Highly preferred" of "Highly Preferred Experience:" is a part of a longer heading.
        let goes_on = |c: &FoundCue| {
            let inside = cue.span.start < c.span.start && c.span.start < cue.span.end;
            inside && c.span.end > cue.span.end && PostingSection::of_heading(c.cue).is_some()
        };
        if !opens || scan.cues_in(cue.span).iter().any(goes_on) {
            return None;
        }
        // "What sets you apart (bonus points) Experience ..."
        let aside = aside_len(rest);
        let rest = &rest[aside..];
        if let Some(behind) = rest.trim_start().strip_prefix(':') {
            let content = span.end as usize - behind.trim_start().len();
            return Some((section, cue.span.start, content as u32));
        }
        // "Nice to have Experience in banking": the last word of a longer phrase is the first of what it heads.
        let (first, end) = cue.tokens;
        let heads_last = aside == 0 && end - first > 2 && capital(end - 1) && !capital(end);
        if heads_last && rest.starts_with(' ') {
            return Some((section, cue.span.start, scan.tokens[end as usize - 1].start));
        }
        let behind = cue.span.end + aside as u32;
        let next_at = if aside > 0 { scan.token_at(behind) } else { cue.tokens.1 };
        let next = scan.tokens.get(next_at as usize)?;
        // "Technologies Languages: Java ...": one word is enough before a label of its parts, and tells what is used.
        let of_parts = cue.cue == Cue::HeadingTags
            && scan.cues_in(Span { start: next.start, end: next.end }).iter().any(|c| c.cue == Cue::Class);
        let section = if of_parts { PostingSection::Stack } else { section };
        // One word is enough where a sentence has ended before it and it can be nothing but a heading.
        let lead = scan.text[span.start as usize..cue.span.start as usize].trim_end();
        let alone = matches!(cue.cue, Cue::HeadingPreferred | Cue::HeadingRequirements | Cue::HeadingDuties)
            && cue.span.end - cue.span.start > 8
            && (lead.is_empty() || lead.ends_with(['.', '!', '?']));
        let several = cue.tokens.1 - cue.tokens.0 >= 2 || of_parts || alone;
        // "Why join our team? Regular meetings"
        let asked = rest.starts_with("? ");
        let near = next.start == behind + 1 + u32::from(asked);
        // "Job requirements 5+ years of ..."
        let counts = || {
            let years = |c: &FoundCue| c.cue == Cue::Years && c.tokens.0 <= cue.tokens.1 + 4;
            rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
                && asks(section)
                && scan.cues_in(Span { start: next.start, end: span.end }).iter().any(years)
        };
        (several && (asked || rest.starts_with(' ')) && near && (capital(next_at) || counts())).then_some((
            section,
            cue.span.start,
            next.start,
        ))
    })
}

/// The length of a short bracket that `text` opens with.
fn aside_len(text: &str) -> usize {
    const LONGEST: usize = 32;
    let Some(inside) = text.strip_prefix(" (") else { return 0 };
    inside.find(')').filter(|n| *n <= LONGEST).map_or(0, |n| n + 3)
}

/// Tags that a word like "Technologies" opens in the middle of a line, without any mark: "Technologies java spring linux
/// Job description". They go on as long as words are small, as tags are, and hold two names or more.
fn unmarked_tags(scan: &Scan<'_>, line: Span) -> Option<Span> {
    scan.cues_in(line)
        .iter()
        .filter(|c| c.cue == Cue::HeadingTags && scan.word(c.tokens.0).starts_with(char::is_uppercase))
        .find_map(|cue| tags_behind(scan, line, cue))
}

/// The small words behind a cue, if they are tags.
fn tags_behind(scan: &Scan<'_>, line: Span, cue: &FoundCue) -> Option<Span> {
    let mut token = cue.tokens.1;
    let mut end = cue.span.end;
    while let Some(next) = scan.tokens.get(token as usize)
        && next.end <= line.end
        && matches!(&scan.text[end as usize..next.start as usize], " " | "-" | "." | "/" | ", " | " . ")
        && !scan.word(token).starts_with(char::is_uppercase)
    {
        end = next.end;
        token += 1;
    }
    let names = scan.names_in(Span { start: cue.span.end, end }).iter().filter(|n| n.span.end <= end).count();
    // One tag is enough behind the plural, before a word that is none.
    let one = names == 1
        && cue.span.of(scan.text) == "Technologies"
        && scan.tokens.get(token as usize).is_some_and(|t| t.start == end + 1);
    (names >= 2 || one).then_some(Span { start: cue.span.end + 1, end })
}
