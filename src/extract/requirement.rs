//! The demands of a posting, close together in memory: explaining looks at those of thousands of postings in a row, and a run reads
//! those of a million from its state.

use serde::{Deserialize, Serialize};

use super::importance::Importance;
use super::section::PostingSection;
use crate::taxonomy::{SkillId, TierId};
use crate::text::{Excerpts, Span, numbers};

/// One demand of a posting. Its id is the text id of its keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement<'a> {
    /// Any of these will do; never empty, the first is the requirement's keyword.
    pub any_of: Choices<'a>,
    /// The tier of the first.
    pub tier: TierId,
    /// How much it is wanted.
    pub importance: Importance,
    /// Years asked for.
    pub min_years: Option<u8>,
    /// Where it stands.
    pub section: PostingSection,
    /// Where the words that ask for it stand in the posting's text.
    pub quote: Span,
    /// The same in the words that are kept of it: see [`Requirements::excerpt`].
    pub quoted: Span,
}

/// The skills of a demand, each with the spelling used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Choices<'a>(Skills<'a>);

/// Numbers of a skill: which, and where its spelling starts and ends in the words that are kept.
const SKILL: usize = 3;

/// A number that does not fit into 16 bits, as its lower and its upper half.
type Halves = [u16; 2];

/// Skills of small numbers, or of any.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Skills<'a> {
    Small(&'a [[u16; SKILL]]),
    Large(&'a [[Halves; SKILL]]),
}

// Explaining asks for tens of millions of these: they are to be a part of its loop.
impl Skills<'_> {
    #[inline]
    fn len(self) -> usize {
        match self {
            Self::Small(all) => all.len(),
            Self::Large(all) => all.len(),
        }
    }

    #[inline(always)]
    fn at(self, place: usize) -> [u32; SKILL] {
        match self {
            Self::Small(all) => all[place].map(u32::from),
            Self::Large(all) => all[place].map(whole),
        }
    }

    #[inline(always)]
    fn of(self, places: std::ops::Range<usize>) -> Self {
        match self {
            Self::Small(all) => Self::Small(&all[places]),
            Self::Large(all) => Self::Large(&all[places]),
        }
    }
}

#[inline]
fn whole([low, high]: Halves) -> u32 {
    u32::from(low) | u32::from(high) << u16::BITS
}

impl<'a> Choices<'a> {
    /// The keyword.
    ///
    /// # Panics
    /// Where there are none, which no demand has.
    #[inline]
    pub fn first(self) -> SkillId {
        SkillId(self.0.at(0)[0])
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The skills.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = SkillId> + Clone + 'a {
        (0..self.len()).map(move |place| SkillId(self.0.at(place)[0]))
    }

    /// The spelling of one.
    pub fn spelled(self, place: usize) -> Option<Span> {
        self.named().nth(place).map(|(_, span)| span)
    }

    /// Each skill with its spelling.
    #[inline]
    pub fn named(self) -> impl ExactSizeIterator<Item = (SkillId, Span)> + Clone + 'a {
        (0..self.len()).map(move |place| {
            let [skill, start, end] = self.0.at(place);
            (SkillId(skill), Span { start, end })
        })
    }
}

impl std::fmt::Debug for Choices<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.named()).finish()
    }
}

/// A demand as it is found: with the spellings used, one an entry of `any_of`.
pub(super) struct Demand<'a> {
    pub(super) any_of: &'a [SkillId],
    pub(super) tier: TierId,
    pub(super) importance: Importance,
    pub(super) min_years: Option<u8>,
    pub(super) section: PostingSection,
    pub(super) quote: Span,
    pub(super) spelled: &'a [Span],
}

/// The demands of a posting, in their order: one piece of memory for all, of numbers of 16 bits, since hardly a text is so long that
/// a place in it takes more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Kept")]
pub struct Requirements {
    /// How many of them are a number: 1, or 2 where some number takes more than 16 bits. Then such numbers: how many demands there are;
    /// those of each demand; those of each skill, in the order of the demands.
    #[serde(with = "numbers")]
    numbers: Box<[u16]>,
}

/// Numbers of a demand: where its skills end, for they begin where those of the demand before do; where its quote starts and ends in
/// the text, and starts in the words that are kept; its tier; how it is asked for.
const DEMAND: usize = 6;

/// Where the section and the years stand in the last of them, above the importance; 0 years are none, others one more.
const SECTION: u32 = 2;
const YEARS: u32 = 6;

/// What is known of the demands, of small numbers or of any.
#[derive(Clone, Copy)]
enum Demands<'a> {
    Small(&'a [[u16; DEMAND]]),
    Large(&'a [[Halves; DEMAND]]),
}

impl Demands<'_> {
    #[inline(always)]
    fn at(self, place: usize) -> [u32; DEMAND] {
        match self {
            Self::Small(all) => all[place].map(u32::from),
            Self::Large(all) => all[place].map(whole),
        }
    }
}

impl Requirements {
    /// Of demands with so many skills together.
    pub(super) fn new<'a>(demands: impl ExactSizeIterator<Item = Demand<'a>>, skills: usize) -> Self {
        let mut numbers = Vec::with_capacity(1 + demands.len() * DEMAND + skills * SKILL);
        let mut named: Vec<u32> = Vec::with_capacity(skills * SKILL);
        numbers.push(demands.len() as u32);
        for Demand { any_of, tier, importance, min_years, section, quote, spelled } in demands {
            named.extend(any_of.iter().zip(spelled).flat_map(|(skill, span)| [skill.0, span.start, span.end]));
            let how = importance as u32
                | (section as u32) << SECTION
                | min_years.map_or(0, |years| u32::from(years) + 1) << YEARS;
            let end = (named.len() / SKILL) as u32;
            numbers.extend([end, quote.start, quote.end, quote.start, tier.0.into(), how]);
        }
        numbers.append(&mut named);
        let small = numbers.iter().all(|number| *number <= u16::MAX.into());
        let halves = numbers.iter().flat_map(|number| [*number as u16, (number >> u16::BITS) as u16]);
        let numbers = if small {
            [1].into_iter().chain(numbers.iter().map(|number| *number as u16)).collect()
        } else {
            [2].into_iter().chain(halves).collect()
        };
        Self { numbers }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match *self.numbers {
            [1, demands, ..] => demands.into(),
            [_, low, high, ..] => whole([low, high]) as usize,
            _ => 0,
        }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of each demand and of each skill.
    #[inline]
    fn parts(&self) -> (Demands<'_>, Skills<'_>) {
        match &*self.numbers {
            [2, _, _, rest @ ..] => {
                let (demands, skills) = rest.as_chunks().0.split_at(self.len() * DEMAND);
                (Demands::Large(demands.as_chunks().0), Skills::Large(skills.as_chunks().0))
            }
            numbers => {
                let (demands, skills) = numbers.get(2..).unwrap_or_default().split_at(self.len() * DEMAND);
                (Demands::Small(demands.as_chunks().0), Skills::Small(skills.as_chunks().0))
            }
        }
    }

    /// The demand at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn at(&self, place: usize) -> Requirement<'_> {
        let (demands, skills) = self.parts();
        let start = place.checked_sub(1).map_or(0, |before| demands.at(before)[0] as usize);
        requirement(demands.at(place), start, skills)
    }

    /// All of them.
    #[inline]
    pub fn iter(&self) -> Iter<'_> {
        let (demands, skills) = self.parts();
        Iter { demands, skills, start: 0, places: 0..self.len() }
    }

    /// The skills of all of them; each stands in one demand only.
    pub fn skills(&self) -> impl ExactSizeIterator<Item = SkillId> + Clone {
        Choices(self.parts().1).iter()
    }

    /// Every skill with its spelling.
    pub fn spellings(&self) -> impl ExactSizeIterator<Item = (SkillId, Span)> + Clone {
        Choices(self.parts().1).named()
    }

    /// A number every `bytes` of the memory that they lie in, for whoever is about to look at all of them.
    pub fn touched(&self, bytes: usize) -> impl Iterator<Item = u32> {
        self.numbers.iter().step_by(bytes / size_of::<u16>()).map(|number| u32::from(*number))
    }

    /// Puts another number at a place among all.
    fn put(&mut self, place: usize, number: u32) {
        let halves = [number as u16, (number >> u16::BITS) as u16];
        let each = usize::from(self.numbers[0]);
        self.numbers[1 + place * each..][..each].copy_from_slice(&halves[..each]);
    }

    /// The words of the posting's text that they point to, which are all that is kept of it: from now on
    /// [`quoted`](Requirement::quoted) and spellings are places in these. Before, they are places in the text.
    ///
    /// # Panics
    /// If they are of another text, or of words already.
    pub fn excerpt(&mut self, text: &str) -> Box<str> {
        let spelled = self.spellings().map(|(_, span)| span);
        let excerpts = Excerpts::new(text, self.iter().map(|demand| demand.quote).chain(spelled));
        let (demands, skills) = (self.len(), self.skills().len());
        for demand in 0..demands {
            let kept = excerpts.place(self.at(demand).quote.start);
            self.put(1 + demand * DEMAND + 3, kept);
        }
        for skill in 0..skills {
            let [_, start, end] = self.parts().1.at(skill);
            // A place in the words is never beyond that in the text, so that it takes no more bits.
            let (kept, place) = (excerpts.place(start), 1 + demands * DEMAND + skill * SKILL);
            self.put(place + 1, kept);
            self.put(place + 2, kept + (end - start));
        }
        excerpts.into_words()
    }
}

/// The demands of a posting, one after the other.
#[derive(Clone)]
pub struct Iter<'a> {
    demands: Demands<'a>,
    skills: Skills<'a>,
    /// Where the skills of the next one begin.
    start: usize,
    places: std::ops::Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Requirement<'a>;

    // Explaining asks for tens of millions of demands: see `Skills`.
    #[inline(always)]
    fn next(&mut self) -> Option<Requirement<'a>> {
        let demand = self.demands.at(self.places.next()?);
        Some(requirement(demand, std::mem::replace(&mut self.start, demand[0] as usize), self.skills))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// A demand whose skills begin at `start` of those of all.
#[inline(always)]
fn requirement([end, from, to, kept, tier, how]: [u32; DEMAND], start: usize, skills: Skills<'_>) -> Requirement<'_> {
    const IMPORTANCES: [Importance; 3] = [Importance::Mentioned, Importance::Preferred, Importance::Required];
    Requirement {
        any_of: Choices(skills.of(start..end as usize)),
        tier: TierId(tier as u8),
        importance: IMPORTANCES[(how & 3) as usize],
        min_years: (how >> YEARS).checked_sub(1).map(|years| years as u8),
        section: PostingSection::ALL[(how >> SECTION & 15) as usize],
        quote: Span { start: from, end: to },
        quoted: Span { start: kept, end: kept + (to - from) },
    }
}

/// What was kept, which may be anything.
#[derive(Deserialize)]
struct Kept {
    #[serde(with = "numbers")]
    numbers: Box<[u16]>,
}

impl TryFrom<Kept> for Requirements {
    type Error = &'static str;

    fn try_from(Kept { numbers }: Kept) -> Result<Self, Self::Error> {
        let out = Self { numbers };
        let each = out.numbers.first().map_or(1, |each| usize::from(*each));
        let all = out.numbers.len().saturating_sub(1);
        if !(1..=2).contains(&each) || !all.is_multiple_of(each) {
            return Err("demands of other numbers");
        }
        let rest = (all / each).saturating_sub(1).checked_sub(out.len().saturating_mul(DEMAND));
        let Some(n_skills) = rest.filter(|rest| rest % SKILL == 0).map(|rest| rest / SKILL) else {
            return Err("demands without end");
        };
        let (demands, skills) = out.parts();
        let (mut start, mut sound) = (0, true);
        for place in 0..out.len() {
            let [end, from, to, kept, tier, how] = demands.at(place);
            let section = (how >> SECTION & 15) as usize;
            sound &= start < end && from <= to && kept.checked_add(to - from).is_some();
            sound &=
                how & 3 < 3 && section < PostingSection::ALL.len() && how >> YEARS <= 256 && tier <= u8::MAX.into();
            start = end;
        }
        sound &= start as usize == n_skills && Choices(skills).named().all(|(_, span)| span.start <= span.end);
        if sound { Ok(out) } else { Err("demands that no posting has") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Requirements {
        let of = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len())).expect("words of the text");
        let demands = [
            Demand {
                any_of: &[SkillId(3), SkillId(9)],
                tier: TierId(2),
                importance: Importance::Preferred,
                min_years: Some(3),
                section: PostingSection::Unasked,
                quote: of("Go or Rust"),
                spelled: &[of("Go"), of("Rust")],
            },
            Demand {
                any_of: &[SkillId(1)],
                tier: TierId(255),
                importance: Importance::Required,
                min_years: None,
                section: PostingSection::Title,
                quote: of("of Kafka"),
                spelled: &[of("Kafka")],
            },
        ];
        Requirements::new(demands.into_iter(), 3)
    }

    #[test]
    fn demands_come_back_as_they_were_given() {
        let text = "Title. Go or Rust, and seven years of Kafka";
        let mut kept = some(text);
        let whole: Vec<&str> = kept.iter().map(|demand| demand.quoted.of(text)).collect();
        assert_eq!(whole, ["Go or Rust", "of Kafka"]);
        let words = kept.excerpt(text);
        assert_eq!(&*words, "Go or Rustof Kafka");
        let [first, second] = [kept.at(0), kept.at(1)];
        assert_eq!((first.quote, first.quoted), (Span::new(7, 17), Span::new(0, 10)));
        assert_eq!((first.tier, first.importance, first.min_years), (TierId(2), Importance::Preferred, Some(3)));
        assert_eq!((second.tier, second.importance, second.min_years), (TierId(255), Importance::Required, None));
        assert_eq!((first.section, second.section), (PostingSection::Unasked, PostingSection::Title));
        assert_eq!((second.quoted.of(&words), second.any_of.first()), ("of Kafka", SkillId(1)));
        assert!(kept.iter().eq([first, second]) && kept.skills().eq([3, 9, 1].map(SkillId)));
        assert!(kept.spellings().map(|(_, span)| span.of(&words)).eq(["Go", "Rust", "Kafka"]));
        assert_eq!((kept.len(), kept.is_empty(), Requirements::default().iter().count()), (2, false, 0));
    }

    #[test]
    fn a_place_may_take_more_than_16_bits() {
        let start = "Title. ".repeat(10_000);
        let (text, short) = (start.clone() + "Go or Rust, or of Kafka", "Go or Rust, or of Kafka");
        let (mut long, mut small) = (some(&text), some(short));
        assert!(long.numbers.len() > small.numbers.len());
        assert_eq!(long.at(1).quote.of(&text), "of Kafka");
        let words = long.excerpt(&text);
        assert_eq!(words, small.excerpt(short));
        let after = |span: Span| Span::new(start.len() + span.start as usize, start.len() + span.end as usize);
        for (long, small) in long.iter().zip(small.iter()) {
            assert_eq!((long.quote, long.quoted), (after(small.quote), small.quoted));
            assert!(long.any_of.named().eq(small.any_of.named()));
            assert_eq!((long.tier, long.importance, long.section), (small.tier, small.importance, small.section));
        }
        let json = serde_json::to_string(&long).unwrap();
        assert_eq!(serde_json::from_str::<Requirements>(&json).unwrap(), long);
    }

    #[test]
    fn what_no_posting_has_is_not_taken() {
        let kept = some("Go or Rust, and seven years of Kafka");
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Requirements>(&json).unwrap(), kept);
        assert_eq!(serde_json::from_str::<Requirements>("{\"numbers\":[]}").unwrap(), Requirements::default());
        for (place, number) in [
            (0, 0),
            (0, 2),
            (0, 3),
            (1, 3),
            (1, u16::MAX),
            (2, 4),
            (3, 99),
            (6, 256),
            (7, 3),
            (7, 15 << SECTION),
            (7, u16::MAX - 1),
            (8, 9),
        ] {
            let mut numbers = kept.numbers.clone();
            numbers[place] = number;
            assert!(Requirements::try_from(Kept { numbers }).is_err(), "{number} at {place}");
        }
    }
}
