//! One pass over a text: words, names and cues.

use std::cell::Cell;
use std::mem::take;

use crate::error::Result;
use crate::taxonomy::{GuardId, SkillId, Taxonomy};
use crate::text::mask::BLOCK;
use crate::text::{Span, lines};

use super::cue::{Cue, Kinds, cues};
use super::ellipsis::have_parts;
use super::instruction::Instructions;
use super::lexicon::{Hit, Lexicon, LexiconBuilder};
use super::places::Places;
use super::token::{KEPT_MAX, Token, Tokens};
use super::vendor::are_clouds;
use super::vocabulary::UNKNOWN;

/// Reads texts by one taxonomy. Built once, used by all threads.
#[derive(Debug)]
pub struct Extractor {
    pub(super) taxonomy: Taxonomy,
    lexicon: Lexicon,
    /// What the entries of the lexicon stand for.
    names: Vec<(SkillId, Option<GuardId>)>,
    cues: Vec<Cue>,
    pub(super) instructions: Instructions,
    /// Words from 1 to this number are [`ENGLISH`].
    english: u32,
    /// For each skill whether [others are its parts](have_parts).
    pub(super) has_parts: Vec<bool>,
    /// For each skill whether it is a cloud.
    pub(super) are_clouds: Vec<bool>,
}

/// The commonest words of English that are none of German, French, Spanish or Dutch. In English running text they make up
/// a fifth of all words.
const ENGLISH: [&str; 24] = [
    "the", "and", "of", "to", "with", "for", "you", "our", "is", "are", "your", "we", "on", "or", "as", "be", "will",
    "that", "this", "have", "by", "from", "at", "their",
];

/// Bytes of a text by which its script is told.
const SAMPLE: usize = 2000;

/// A name found in a text; whether it is meant is for [`super::mention`] to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub skill: SkillId,
    pub guard: Option<GuardId>,
    pub span: Span,
    /// Its tokens, half open.
    pub tokens: (u32, u32),
}

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundCue {
    pub cue: Cue,
    pub span: Span,
    pub tokens: (u32, u32),
}

/// What one pass found, each list in the order of the text.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    pub names: Vec<Name>,
    pub cues: Vec<FoundCue>,
    /// Room for the next text's.
    room: Room,
    /// Where the tokens of each stretch of text begin.
    places: Places,
    begun: Begun,
}

/// Where cues begin.
#[derive(Debug, Default)]
struct Begun {
    places: Places,
    /// The first of the cues that begin at each place; behind the last, how many cues there are.
    first: Vec<u32>,
}

/// Room for what nobody asks for when all is found.
#[derive(Debug, Default)]
struct Room {
    /// The names as the lexicon finds them.
    hits: Vec<Hit>,
    seams: Vec<u32>,
    begin: Vec<u64>,
}

/// Room for what a scan finds, kept from text to text: fresh memory is far memory.
#[derive(Default)]
struct Kept {
    tokens: Tokens,
    hits: Vec<Hit>,
    names: Vec<Name>,
    cues: Vec<FoundCue>,
    begun: Begun,
}

thread_local! {
    static KEPT: Cell<Kept> = Cell::default();
}

impl Drop for Scan<'_> {
    fn drop(&mut self) {
        if self.text.len() <= KEPT_MAX {
            let Room { hits, seams, begin } = take(&mut self.room);
            KEPT.set(Kept {
                tokens: Tokens { words: take(&mut self.tokens), places: take(&mut self.places), seams, begin },
                hits,
                names: take(&mut self.names),
                cues: take(&mut self.cues),
                begun: take(&mut self.begun),
            });
        }
    }
}

impl Extractor {
    /// Prepares the lexicon of a taxonomy.
    ///
    /// # Errors
    /// If the built-in cues cannot be read, which a test rules out.
    pub fn new(taxonomy: Taxonomy) -> Result<Self> {
        let mut builder = LexiconBuilder::default();
        for word in ENGLISH {
            builder.know(word);
        }
        // The words of cues stand in every text: numbered first, they lie close together.
        let cues = cues()?;
        for (entry, (_, phrase)) in (0..).zip(&cues) {
            builder.add_cue(phrase, entry);
        }
        let instructions = Instructions::new(&mut builder)?;
        let mut names = Vec::new();
        let mut owners = rustc_hash::FxHashSet::default();
        for (i, skill) in taxonomy.skills().iter().enumerate() {
            for alias in &skill.aliases {
                // An alias that two skills claim belongs to the first; lint reports it.
                if !owners.insert(alias.text.to_lowercase()) {
                    continue;
                }
                let entry = names.len() as u32;
                names.push((SkillId(i as u32), alias.guard));
                builder.add_name(&alias.text, entry);
                if alias.guard.is_none()
                    && let Some(plural) = plural(&alias.text)
                    && owners.insert(plural.to_lowercase())
                {
                    builder.add_name(&plural, entry);
                }
            }
        }
        let cues = cues.into_iter().map(|(cue, _)| cue).collect();
        Ok(Self {
            instructions,
            has_parts: have_parts(&taxonomy),
            are_clouds: are_clouds(&taxonomy),
            taxonomy,
            lexicon: builder.build(),
            names,
            cues,
            english: ENGLISH.len() as u32,
        })
    }

    /// The taxonomy it reads by.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// How many names of skills stand in `text`, meant or not: the matching alone, for measuring.
    pub fn count_names(&self, text: &str) -> usize {
        self.scan(text, Kinds::default()).names.len()
    }

    /// The names of skills in `text` with their places, in order, meant or not: "go" is Go here too.
    pub fn names_of(&self, text: &str) -> Vec<(SkillId, Span)> {
        self.scan(text, Kinds::default()).names.iter().map(|name| (name.skill, name.span)).collect()
    }

    /// Finds all names, and the cues of the kinds that `heeds` has.
    pub(super) fn scan<'t>(&self, text: &'t str, heeds: Kinds) -> Scan<'t> {
        let Kept { tokens, mut hits, mut names, mut cues, mut begun } = KEPT.take();
        let found = if heeds == Kinds::default() {
            self.lexicon.tokens_for_names(tokens, text)
        } else {
            self.lexicon.tokens(tokens, text)
        };
        let tokens = &found.words;
        let span = |hit: &Hit| {
            let span = Span { start: tokens[hit.first as usize].start, end: tokens[hit.last as usize - 1].end };
            (span, (hit.first, hit.last))
        };
        // Real ads have a name every 29 words and a cue every 6.
        hits.clear();
        hits.reserve(tokens.len() / 16 + 4);
        cues.clear();
        cues.reserve(tokens.len() / 5 + 4);
        let cue = |hit: Hit| {
            let cue = self.cues[hit.entry as usize];
            if heeds.has(cue) {
                let (span, tokens) = span(&hit);
                cues.push(FoundCue { cue, span, tokens });
            }
        };
        self.lexicon.find(text, &found, |hit| hits.push(hit), cue);
        // In a loop of its own, since what names stand for lies far, and is not awaited one by one then.
        names.clear();
        names.extend(hits.iter().map(|hit| {
            let (skill, guard) = self.names[hit.entry as usize];
            let (span, tokens) = span(hit);
            Name { skill, guard, span, tokens }
        }));
        begun.mark(&cues);
        let Tokens { words: tokens, places, seams, begin } = found;
        let room = Room { hits, begin, seams: vec![] };
        let mut scan = Scan { text, tokens, room, names, cues, places, begun };
        self.add_glued(&mut scan, &seams);
        scan.room.seams = seams;
        self.add_elliptic(&mut scan);
        self.add_makers(&mut scan);
        scan
    }

    /// The sentences of `text` that speak to a machine.
    pub(super) fn instructed(&self, text: &str) -> Vec<Span> {
        self.instructions.find(text, &lines(text), &self.lexicon.tokens(Tokens::default(), text).words)
    }

    /// The skill whose unguarded name is all of `phrase`.
    pub(super) fn name_of(&self, phrase: &str) -> Option<SkillId> {
        self.whole_name(phrase).filter(|(_, guard)| guard.is_none()).map(|(skill, _)| skill)
    }

    /// The skill whose name, guarded or not, is all of `phrase`.
    pub(super) fn whole_name(&self, phrase: &str) -> Option<(SkillId, Option<GuardId>)> {
        // Most of what is asked for is some words and nothing else.
        if phrase.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ') {
            let entry = self.lexicon.name_of(phrase.split(' ').filter(|word| !word.is_empty()))?;
            return Some(self.names[entry as usize]);
        }
        let tokens = self.lexicon.tokens_for_names(Tokens::default(), phrase);
        let mut found = None;
        let all = tokens.words.len() as u32;
        let name = |hit: Hit| {
            if hit.first == 0 && hit.last == all {
                found = Some(self.names[hit.entry as usize]);
            }
        };
        self.lexicon.find(phrase, &tokens, name, |_| {});
        found
    }
}

impl Extractor {
    /// Whether a text is English enough for the cues to be understood. The commonest words decide where there are plenty or
    /// none of them; between, and in short texts, a language detector does.
    pub(super) fn is_english(&self, scan: &Scan<'_>) -> bool {
        let words = scan.tokens.len();
        let mut common = scan.tokens.iter().filter(|t| t.word != UNKNOWN && t.word <= self.english);
        // One word of ten.
        if words == 0 || common.nth(words.div_ceil(10) - 1).is_some() {
            return true;
        }
        // A list of names has no language; a text without spaces between its words has few.
        let sample = &scan.text.as_bytes()[..scan.text.len().min(SAMPLE)];
        let beyond = sample.iter().filter(|b| !b.is_ascii()).count();
        if beyond * 4 > sample.len() {
            return false;
        }
        if words < 40 {
            return true;
        }
        let sample = scan.tokens[words.min(200) - 1].end as usize;
        whatlang::detect(&scan.text[..sample])
            .is_none_or(|info| info.lang() == whatlang::Lang::Eng || !info.is_reliable())
    }
}

impl Scan<'_> {
    /// The names that begin in `span`.
    pub(super) fn names_in(&self, span: Span) -> &[Name] {
        let from = self.names.partition_point(|n| n.span.start < span.start);
        let to = from + self.names[from..].partition_point(|n| n.span.start < span.end);
        &self.names[from..to]
    }

    /// Adds names, of which those are left out that others overlap.
    pub(super) fn add_names(&mut self, more: Vec<Name>) {
        if more.is_empty() {
            return;
        }
        self.names.extend(more);
        self.names.sort_by_key(|n| n.span.start);
        self.names.dedup_by(|next, kept| next.span.start < kept.span.end);
    }

    /// The cues that lie within `span`.
    pub(super) fn cues_in(&self, span: Span) -> &[FoundCue] {
        let from = self.begun.before(span.start);
        &self.cues[from..self.begun.before(span.end).max(from)]
    }

    /// Tells of one span after the other, in order, which of these kinds the cues have that lie within.
    pub(super) fn kinds_in_turn(&self, asked: Kinds) -> impl FnMut(Span) -> Kinds {
        // Most cues are of other kinds, which is foreseen; whether one lies before the end of a line is not.
        let mut ahead = self.cues.iter().filter(move |cue| asked.has(cue.cue));
        let mut next = ahead.next();
        move |span| {
            let mut kinds = Kinds::default();
            while let Some(cue) = next.filter(|cue| cue.span.start < span.end) {
                if cue.span.start >= span.start {
                    kinds.add(cue.cue);
                }
                next = ahead.next();
            }
            kinds
        }
    }

    /// The token's letters as they stand in the text; none behind the last token.
    pub(super) fn word(&self, token: u32) -> &str {
        let token = self.tokens.get(token as usize);
        token.map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// What stands between the token and the next; nothing behind the last.
    pub(super) fn gap(&self, token: u32) -> &str {
        let pair = self.tokens.get(token as usize).zip(self.tokens.get(token as usize + 1));
        pair.map_or("", |(a, b)| &self.text[a.end as usize..b.start as usize])
    }

    /// The first token that begins at `at` or behind it.
    pub(super) fn token_at(&self, at: u32) -> u32 {
        self.places.before(at) as u32
    }
}

impl Begun {
    /// Takes these cues, which are in the order of the text, in place of others.
    fn mark(&mut self, cues: &[FoundCue]) {
        let Self { places, first } = self;
        places.clear(cues.last().map_or(0, |last| last.span.start as usize / BLOCK + 1));
        first.clear();
        first.reserve(cues.len() + 1);
        let (mut stretch, mut before, mut here) = (0, 0, 0_u64);
        for (cue, at) in cues.iter().zip(0..) {
            while stretch < cue.span.start as usize / BLOCK {
                places.add(before, here);
                (stretch, before, here) = (stretch + 1, first.len(), 0);
            }
            let bit = 1 << (cue.span.start as usize % BLOCK);
            if here & bit == 0 {
                here |= bit;
                first.push(at);
            }
        }
        places.add(before, here);
        first.push(cues.len() as u32);
    }

    /// How many cues begin before `at`.
    #[inline]
    fn before(&self, at: u32) -> usize {
        self.first[self.places.before(at)] as usize
    }
}

/// The plural of a name that ends in a plain word long enough not to make another one.
fn plural(alias: &str) -> Option<String> {
    let last = alias.rsplit([' ', '-', '/', '.']).next()?;
    let plain = last.len() >= 5 && last.bytes().all(|b| b.is_ascii_alphabetic()) && !last.ends_with(['s', 'S', 'x']);
    plain.then(|| format!("{alias}s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_with_and_without_cues() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let text = "Nice to have: Spring Boot or Node.js. At least 3 years with C++, Amazon SQS, CI/CD and GitHub Actions; no \
                    Java is required. Experience with relational databases such as PostgreSQL, and Go\n• Apache Kafka (a plus)";
        let found = |kinds: Kinds| extractor.scan(text, kinds).names.clone();
        let alone = found(Kinds::default());
        assert!(alone.len() > 8, "{alone:?}");
        assert_eq!(alone, found(Kinds::OF_POSTINGS));
        assert_eq!(alone, found(Kinds::OF_RESUMES));
    }
}
