//! From a posting's text to its requirements.

use serde::{Deserialize, Serialize};

use crate::taxonomy::SkillId;
use crate::text::{Span, lines};

use super::clause::sentences;
use super::cue::{Cue, Kinds};
use super::employer::{calls_employer, employers, makes};
use super::group::Grouping;
use super::importance::{Importance, Importances};
use super::level::Level;
use super::mention::{Mention, Place, mentions};
use super::merge::{Members, Stated, Statement, ask_for_all, ask_for_stack, soften, soften_demands};
use super::requirement::Requirements;
use super::scan::{Extractor, FoundCue, Scan};
use super::section::{Piece, PostingSection, posting_pieces};
use super::softening::{is_meant_alone, softens_back};
use super::years::{Years, overall_years, years};

/// What a posting asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingProfile {
    /// Sorted by requirement id; a skill stands in one requirement only.
    pub requirements: Requirements,
    /// From the title, else from the years.
    pub level: Option<Level>,
    /// Overall years asked for.
    pub min_years: Option<u8>,
    /// The text is not English: names are found, but what is said of them is not understood.
    pub low_confidence: bool,
}

/// A sentence with all that is found in it.
struct Sentence<'a> {
    span: Span,
    section: PostingSection,
    mentions: &'a [Mention],
    asked: &'a [Years],
}

/// Room for what is worked out of a sentence, used again for the next.
struct Room<'a> {
    importances: Importances,
    grouping: Grouping<'a>,
    /// The sentence in small letters, where it is asked for.
    small: String,
}

/// Bytes of one line of demands that are several in a text without breaks.
const DEMANDS: u32 = 300;

impl Extractor {
    /// Reads the normalised text of a posting ([`crate::text::posting_text`]) of an employer that only the text names.
    pub fn posting(&self, text: &str) -> PostingProfile {
        self.posting_of(text, "")
    }

    /// Reads the normalised text of a posting of `company`, whose own name asks for nothing; empty if nobody knows it.
    pub fn posting_of(&self, text: &str, company: &str) -> PostingProfile {
        let scan = self.scan(text, Kinds::OF_POSTINGS);
        let pieces = posting_pieces(&scan, &lines(text));
        let places: Vec<(Span, Place)> = pieces.iter().map(|p| (p.span, place(p))).collect();
        let mut found = mentions(&self.taxonomy, &scan, &places);
        self.part_tags(text, &pieces, &mut found);
        let asks = found.iter().any(|m| {
            pieces[m.piece as usize].section == PostingSection::Requirements && self.taxonomy.is_scored(m.skill)
        });
        let mut stated =
            Stated { statements: Vec::with_capacity(found.len()), mentions: Vec::with_capacity(found.len()) };
        let mut room = Room {
            importances: Importances::default(),
            grouping: Grouping::new(&self.taxonomy, &scan),
            small: String::new(),
        };
        let mut overall: Option<u8> = None;
        let mut next = 0;
        // Where the statements begin of the last sentence that made any.
        let mut latest = 0;
        let (mut goes_on, mut left) = (GoesOn::No, None);
        let mut kinds_in = scan.kinds_in_turn(const { Kinds::of(&[Cue::Years, Cue::SoftAfter, Cue::SoftBefore]) });
        for (at, piece) in pieces.iter().enumerate() {
            let from = next;
            while next < found.len() && found[next].piece as usize == at {
                next += 1;
            }
            let here = &found[from..next];
            let kinds = kinds_in(piece.span);
            // Few pieces speak of years.
            let asked = if kinds.meet(const { Kinds::of(&[Cue::Years]) }) { years(&scan, piece.span) } else { vec![] };
            let softens = kinds.meet(const { Kinds::of(&[Cue::SoftAfter, Cue::SoftBefore]) });
            if here.is_empty() && asked.is_empty() && !(softens && softens_back(&scan, piece.span)) {
                continue;
            }
            let section = if is_tag_line(&scan, piece, here) { PostingSection::Tags } else { piece.section };
            let mut first = 0;
            // Another line goes on with what the one before it leaves; an item, or another part of the ad, does not.
            let next_line = left.is_some_and(|(before, of): (usize, PostingSection)| before + 1 == at && of == section);
            if !next_line || piece.item {
                goes_on = GoesOn::No;
            }
            left = Some((at, section));
            for sentence in sentences(text, piece.span) {
                let mut last = first;
                while last < here.len() && here[last].span.start < sentence.end {
                    last += 1;
                }
                let begun = |y: &Years| y.span.start < sentence.start;
                let asked = &asked[asked.partition_point(begun)..];
                let asked = &asked[..asked.partition_point(|y| y.span.end <= sentence.end)];
                if let Some(min) = overall_years(&scan, section, sentence, asked, &mut room.small) {
                    overall = Some(overall.map_or(min, |o| o.max(min)));
                }
                let mentions = &here[first..last];
                if mentions.is_empty() {
                    if !piece.heading && softens && softens_back(&scan, sentence) {
                        soften(&mut stated.statements[latest..]);
                    }
                    goes_on = if softens && softens_kinds(&scan, sentence) { GoesOn::Labels } else { GoesOn::No };
                } else {
                    latest = stated.statements.len();
                    let soft = goes_on.covers(&scan, sentence, mentions);
                    let sentence = Sentence { span: sentence, section, mentions, asked };
                    self.state(&scan, &sentence, asks, &mut room, &mut stated);
                    let made = &mut stated.statements[latest..];
                    if soft {
                        soften_demands(made);
                    }
                    let kept = soft && goes_on == GoesOn::Labels;
                    goes_on =
                        if kept { GoesOn::Labels } else { GoesOn::behind(&scan, &sentence, made, &stated.mentions) };
                }
                first = last;
            }
        }
        self.leave_own_products(text, company, &mut stated);
        // One line below such a heading is too little to tell a posting's requirements by; a long one is what is left of several.
        let demanded = || {
            let mut demands = pieces.iter().filter(|p| p.section == PostingSection::Requirements && !p.heading);
            let first = demands.next();
            demands.next().is_some() || first.is_some_and(|p| p.span.end - p.span.start >= DEMANDS)
        };
        if !asks && !demanded() {
            ask_for_stack(&mut stated);
        }
        let english = self.is_english(&scan);
        if !english {
            ask_for_all(&mut stated.statements);
        }
        let title = pieces.iter().find(|p| p.section == PostingSection::Title).map_or("", |p| p.span.of(text));
        let title = &title[..title.floor_char_boundary(TITLE_MAX)];
        PostingProfile {
            requirements: self.merge(&stated),
            level: Level::of_title(title).or_else(|| overall.map(|y| Level::of_years(u32::from(y)))),
            min_years: overall,
            low_confidence: !english,
        }
    }

    /// Appends the statements of one sentence.
    fn state(&self, scan: &Scan<'_>, sentence: &Sentence<'_>, asks: bool, room: &mut Room<'_>, out: &mut Stated) {
        let Sentence { span, section, mentions, .. } = *sentence;
        let Room { importances, grouping, .. } = room;
        let importances = importances.read(scan, span, section, asks, mentions);
        let plus = importances.iter().filter(|i| **i == Some(Importance::Preferred)).count() == 1;
        let tells_stack =
            section == PostingSection::Stack || section == PostingSection::Intro && !asks && opens_stack(scan, span);
        let of_employer =
            matches!(section, PostingSection::Intro | PostingSection::About) && !speaks_of_work(scan, span);
        // "On all platforms (Windows, iOS, Android)" tells where a product runs.
        let runs_on = of_employer && mentions.iter().filter(|m| self.is_platform(m.skill)).count() > 1;
        let mut push = |importance: Importance, said: &mut dyn Iterator<Item = Mention>| {
            let start = out.mentions.len();
            out.mentions.extend(said.filter(|m| !(runs_on && self.is_platform(m.skill))));
            let members = &out.mentions[start..];
            let (Some(first), Some(last)) = (members.first(), members.last()) else { return };
            out.statements.push(Statement {
                min_years: years_of(scan, sentence, first, last),
                quote: quote(scan.text, span, first.span, last.span),
                says_plus: plus
                    && importance == Importance::Preferred
                    && section != PostingSection::Preferred
                    && is_meant_alone(scan, first),
                in_title_bracket: section == PostingSection::Title && in_bracket(scan.text, span, first),
                in_title_pair: section == PostingSection::Title
                    && members.len() == 1
                    && beside_slash(scan.text, first.span),
                importance,
                tells_of_employer: importance == Importance::Mentioned && of_employer,
                tells_stack,
                section,
                members: Members { start, end: start + members.len() },
            });
        };
        if let ([only], [importance]) = (mentions, importances) {
            // One name needs no grouping.
            if let Some(importance) = *importance {
                push(importance, &mut std::iter::once(*only));
            }
            return;
        }
        let told = importances.iter().flatten().all(|i| *i == Importance::Mentioned);
        for group in grouping.of(span, section, told, mentions).iter() {
            // Members of different importance are different demands: "AWS (required), ideally GCP".
            for importance in [Importance::Required, Importance::Preferred, Importance::Mentioned] {
                let said = || group.iter().filter(|i| importances[**i] == Some(importance));
                if said().next().is_some() {
                    push(importance, &mut said().map(|i| mentions[*i]));
                }
            }
        }
    }

    /// Whether it is one of the systems that products for everybody run on.
    fn is_platform(&self, skill: SkillId) -> bool {
        matches!(self.taxonomy.skill(skill).id.as_str(), "android" | "ios" | "macos" | "windows")
    }

    /// Reads tags that only spaces part, all in small letters, a word at a time: such a tag is one word, with hyphens in it, and
    /// "oracle cloud" is two.
    fn part_tags(&self, text: &str, pieces: &[Piece<PostingSection>], mentions: &mut [Mention]) {
        for mention in mentions {
            let piece = &pieces[mention.piece as usize];
            let line = || piece.span.of(text);
            if piece.section != PostingSection::Tags || line().contains(|c: char| c.is_uppercase() || c == ',') {
                continue;
            }
            let name = mention.span.of(text);
            if let Some((first, _)) = name.split_once(' ')
                && let Some((skill, _)) = self.whole_name(first)
            {
                mention.skill = skill;
                mention.span.end = mention.span.start + first.len() as u32;
                mention.tokens.1 = mention.tokens.0 + 1;
            }
        }
    }

    /// Drops the employer's name, and its own products where the posting only tells of the employer.
    fn leave_own_products(&self, text: &str, company: &str, stated: &mut Stated) {
        let employers = employers(text, company);
        if employers.is_empty() {
            return;
        }
        stated.retain(|statement, m| {
            let asks = matches!(statement.section, PostingSection::Requirements | PostingSection::Preferred);
            // "Oracle's hiring process" among the demands is the firm's.
            let name = m.span.of(text);
            let bare = name.strip_suffix("'s").unwrap_or(name);
            let of_firm = || bare.len() < name.len() || text[m.span.end as usize..].starts_with("'s ");
            // "Acme values people from all walks of life" asks for nothing, whatever it stands under.
            let wanted = || {
                let from = statement.quote.start;
                speaks_of_skill(&text[from as usize..m.span.start.max(from) as usize])
            };
            let firm = || calls_employer(&employers, bare) && (!asks || of_firm() || !wanted());
            !(firm() || statement.tells_of_employer && makes(&self.taxonomy, &employers, m.skill))
        });
    }
}

/// Whether words before a name say that somebody should know it.
fn speaks_of_skill(before: &str) -> bool {
    const WORDS: [&str; 11] = [
        "certif",
        "experience",
        "expert",
        "familiar",
        "fluen",
        "hands-on",
        "knowledge",
        "proficien",
        "skill",
        "understanding",
        "year",
    ];
    let before = before.to_ascii_lowercase();
    WORDS.iter().any(|word| before.contains(word))
}

/// What a sentence that softens leaves to the next ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    /// Nothing.
    No,
    /// "Frontend and mobile are a plus. Frontend: React. Mobile: Flutter.": what the labels behind it list.
    Labels,
    /// "Nice if you know some of these: Docker, ES6+. Redis, Nginx": a list with a full stop inside.
    List,
}

impl GoesOn {
    /// Whether what is left covers a sentence.
    fn covers(self, scan: &Scan<'_>, sentence: Span, mentions: &[Mention]) -> bool {
        const LABEL: u32 = 3;
        let first = mentions[0];
        let lead = || scan.text.get(sentence.start as usize..first.span.start as usize).unwrap_or_default().trim_end();
        match self {
            Self::No => false,
            Self::Labels => lead().ends_with(':') && first.tokens.0 - scan.token_at(sentence.start) <= LABEL,
            Self::List => {
                lead().is_empty() && mentions.get(1).is_some_and(|m| m.span.start.saturating_sub(first.span.end) <= 2)
            }
        }
    }

    /// What a sentence with the statements made of it leaves; `named` are the mentions of all statements.
    fn behind(scan: &Scan<'_>, sentence: &Sentence<'_>, made: &[Statement], named: &[Mention]) -> Self {
        let Sentence { span, section, mentions, .. } = *sentence;
        let last = mentions[mentions.len() - 1];
        let ends = span.end.saturating_sub(last.span.end) <= 3;
        let names_last = |s: &Statement| s.members.of(named).iter().any(|m| m.span == last.span);
        let soft = |s: &Statement| s.importance == Importance::Preferred && names_last(s);
        let lead = || scan.text.get(span.start as usize..last.span.start as usize).unwrap_or_default();
        let goes_on = ends && section != PostingSection::Preferred && made.iter().any(soft) && lead().contains(':');
        if goes_on { Self::List } else { Self::No }
    }
}

/// Whether a sentence calls kinds of things a plus and names none: "Familiarity with mobile is a plus."
fn softens_kinds(scan: &Scan<'_>, sentence: Span) -> bool {
    let cues = scan.cues_in(sentence);
    let has = |of: fn(Cue) -> bool| cues.iter().any(|c| of(c.cue) && c.span.end <= sentence.end);
    has(|c| c == Cue::SoftAfter)
        && has(|c| c == Cue::Need)
        && !has(|c| matches!(c, Cue::NegationAfter | Cue::NeedAfter))
}

/// Whether a sentence says whom the employer wants or what the person will do.
fn speaks_of_work(scan: &Scan<'_>, sentence: Span) -> bool {
    let you = |c: &FoundCue| scan.word(c.tokens.0).to_ascii_lowercase().starts_with("you");
    let speaks = |c: &FoundCue| match c.cue {
        Cue::Demand | Cue::NeedAfter => true,
        // "The mission" is the employer's, "you will" the reader's.
        Cue::HeadingDuties => you(c),
        _ => false,
    };
    scan.cues_in(sentence).iter().any(speaks)
}

/// "Our stack is Go", "we use Kafka": whether a sentence of the introduction tells what the team uses.
fn opens_stack(scan: &Scan<'_>, sentence: Span) -> bool {
    let first = scan.token_at(sentence.start);
    // "You will work with Spark" tells of the work.
    let ours = |c: &FoundCue| !scan.word(c.tokens.0).to_ascii_lowercase().starts_with("you");
    // "Depending on the needs, we use Docker"
    let led = |c: &FoundCue| {
        c.tokens.0 <= first + 6 && scan.text[..c.span.start as usize].ends_with(", ") && scan.word(c.tokens.0) == "we"
    };
    let opens = |c: &FoundCue| c.tokens.0 <= first + 1 || led(c);
    scan.cues_in(sentence).iter().any(|c| c.cue == Cue::HeadingStack && opens(c) && ours(c))
}

/// Whether a name stands in a bracket of its sentence.
fn in_bracket(text: &str, sentence: Span, name: &Mention) -> bool {
    // A sentence seems to end within ". NET".
    let before = text.get(sentence.start as usize..name.span.start as usize).unwrap_or_default();
    before.rfind(['(', '[']) > before.rfind([')', ']'])
}

/// Whether a slash stands right before or right behind a name.
fn beside_slash(text: &str, name: Span) -> bool {
    let (before, behind) = (&text[..name.start as usize], &text[name.end as usize..]);
    before.trim_end_matches(' ').ends_with('/') || behind.trim_start_matches(' ').starts_with('/')
}

fn place(piece: &Piece<PostingSection>) -> Place {
    match piece.section {
        PostingSection::Title => Place::Title,
        PostingSection::Tags => Place::List,
        _ => Place::Text,
    }
}

/// A line of technologies and nothing else asks, wherever no heading says otherwise.
fn is_tag_line(scan: &Scan<'_>, piece: &Piece<PostingSection>, mentions: &[Mention]) -> bool {
    if piece.section != PostingSection::Intro || mentions.len() < 2 {
        return false;
    }
    let names: u32 = mentions.iter().map(|m| m.span.end - m.span.start).sum();
    let mut letters = 0;
    // Prose is told by its first words.
    for chunk in piece.span.of(scan.text).as_bytes().chunks(64) {
        letters += chunk.iter().filter(|b| !matches!(b, b' ' | b',' | b'/' | b'|' | b';' | b'(' | b')')).count();
        if (names as usize * 10) < letters * 8 {
            return false;
        }
    }
    true
}

/// The years that belong to a group: stated before it in its part of the sentence, or right behind it ("Go (3+ years)").
fn years_of(scan: &Scan<'_>, sentence: &Sentence<'_>, first: &Mention, last: &Mention) -> Option<u8> {
    let Sentence { span, mentions, asked, .. } = *sentence;
    let follows = |name: &Mention, y: &Years| {
        if y.span.start < name.span.end {
            return false;
        }
        let between = &scan.text[name.span.end as usize..y.span.start as usize];
        // "5 years of Java, 2 years with Kafka": behind a comma the years are of what follows them.
        let behind = scan.text[y.span.end as usize..].trim_start();
        let next = || mentions.iter().any(|m| m.span.start > y.span.end && m.span.start <= y.span.end + 2);
        let of_next =
            between.contains(',') && (["of ", "with ", "in ", "on "].iter().any(|w| behind.starts_with(w)) || next());
        !of_next && between.chars().all(|c| matches!(c, ' ' | '(' | ':' | '-' | '–' | ','))
    };
    if let Some(behind) = asked.iter().find(|y| follows(last, y)) {
        return Some(behind.min);
    }
    let before = asked.iter().rev().find(|y| y.span.end <= first.span.start)?;
    let between = &scan.text[before.span.end as usize..first.span.start as usize];
    // "Java (5 years), Kotlin": a bracket behind a name is of that name alone.
    let of_another = between.starts_with(')') && mentions.iter().any(|m| follows(m, before));
    // Where line breaks were lost, marks of items touch the line before: "in Go- Docker".
    let item = |at: usize| {
        let (lead, rest) = (&between[..at], between[at + 1..].strip_prefix(' '));
        lead.ends_with(char::is_alphanumeric) && rest.is_some_and(|r| r.is_empty() || r.starts_with(char::is_uppercase))
    };
    let parted = memchr::memchr_iter(b'-', between.as_bytes()).any(item)
        || between.contains(';')
        || between.contains(". ")
        || span.start > before.span.start
        || of_another;
    (!parted).then_some(before.min)
}

/// Longest title in bytes: behind it other things of the ad may stand on the same line.
const TITLE_MAX: usize = 80;

/// Longest quote in bytes; longer sentences are cut around what they name.
const QUOTE_MAX: usize = 160;

/// The sentence, or as much of it around `first..last` as a quote may hold, cut between words.
pub(super) fn quote(text: &str, sentence: Span, first: Span, last: Span) -> Span {
    if (sentence.end - sentence.start) as usize <= QUOTE_MAX {
        return sentence;
    }
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let named = (last.end - first.start) as usize;
    let spare = QUOTE_MAX.saturating_sub(named);
    let mut from = (first.start as usize).saturating_sub(spare / 2).max(start);
    let mut to = (last.end as usize + spare / 2).min(end);
    while from > start && !(text.is_char_boundary(from) && text.as_bytes()[from - 1] == b' ') {
        from -= 1;
    }
    while to < end && !(text.is_char_boundary(to) && text.as_bytes()[to] == b' ') {
        to += 1;
    }
    Span::new(from, to)
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn a_name_that_begins_with_a_dot_may_open_a_title() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for title in [". NET", ". NET Developer", ".NET, . NET", "(. NET) Developer"] {
            let profile = extractor.posting(&crate::text::posting_text(title, &[], "We build ferries."));
            let asked: Vec<&str> =
                profile.requirements.iter().map(|r| extractor.taxonomy().skill(r.any_of.first()).id.as_str()).collect();
            assert_eq!(asked, ["dotnet"], "{title}");
        }
    }
}
