//! From what the sentences of a posting state to one requirement a keyword: the strongest statement of it.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::importance::Importance;
use super::mention::Mention;
use super::requirement::{Demand, Requirements};
use super::scan::Extractor;
use super::section::PostingSection;

/// A demand as one sentence states it, before the posting's statements are merged.
pub(super) struct Statement {
    pub members: Members,
    pub importance: Importance,
    /// Whether the sentence says of this very keyword, and of no other, that it is a plus.
    pub says_plus: bool,
    /// Whether it stands in a bracket of the title, which lists what the text has more to say of: "Developer (Go, Rust)".
    pub in_title_bracket: bool,
    /// Whether a slash of the title joins it to another, and only the text says whether either will do: "Developer (Phaser/Cocos)".
    pub in_title_pair: bool,
    /// Whether it stands where the employer tells of itself, and speaks of no work to be done.
    pub tells_of_employer: bool,
    /// Whether it tells what the team uses: asked for where the posting asks for nothing else.
    pub tells_stack: bool,
    pub min_years: Option<u8>,
    pub section: PostingSection,
    pub quote: Span,
}

/// What the sentences of a posting state.
pub(super) struct Stated {
    pub statements: Vec<Statement>,
    /// What the statements name, one after the other: one piece of memory for all.
    pub mentions: Vec<Mention>,
}

/// Which of the mentions of all statements are those of one.
#[derive(Clone, Copy)]
pub(super) struct Members {
    pub start: usize,
    pub end: usize,
}

impl Members {
    /// The statement's own among the mentions of all.
    pub(super) fn of(self, mentions: &[Mention]) -> &[Mention] {
        &mentions[self.start..self.end]
    }

    /// How many they are.
    fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether none are left.
    fn is_empty(self) -> bool {
        self.start == self.end
    }
}

impl Stated {
    /// Leaves out of each statement the mentions that are not to be kept, and the statements that have none left.
    pub(super) fn retain(&mut self, mut keeps: impl FnMut(&Statement, &Mention) -> bool) {
        let Self { statements, mentions } = self;
        statements.retain_mut(|statement| {
            let Members { start, end } = statement.members;
            let mut kept = start;
            for at in start..end {
                if keeps(statement, &mentions[at]) {
                    mentions[kept] = mentions[at];
                    kept += 1;
                }
            }
            statement.members.end = kept;
            !statement.members.is_empty()
        });
    }
}

impl Statement {
    /// Whether title or tags name it, which every posting has.
    fn is_named_only(&self) -> bool {
        matches!(self.section, PostingSection::Title | PostingSection::Tags)
    }
}

/// What the statements say of a keyword, and which of them its requirement comes from.
struct Keyword {
    skill: SkillId,
    /// What makes it the strongest of those that name the keyword; none before any is looked at.
    strength: Option<(bool, Importance, Standing)>,
    /// Its place.
    statement: usize,
    /// Years that any sentence asks for the keyword, by the importance that it gives it.
    years: [Option<u8>; 3],
    /// How it is wanted in all of them.
    wanted: Wanted,
}

/// How a keyword stands in a statement, from the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Beside a slash of the title.
    InPair,
    /// In a group of alternatives.
    InGroup,
    /// Alone.
    Alone,
}

impl Extractor {
    /// One requirement a keyword: at its strongest importance; alone if it stands alone there.
    pub(super) fn merge(&self, Stated { statements, mentions }: &Stated) -> Requirements {
        let n_members = statements.iter().map(|s| s.members.len()).sum();
        // Each member's keyword, and its place among the members in the order of the statements.
        let mut members: Vec<(SkillId, usize)> = Vec::with_capacity(n_members);
        members.extend(statements.iter().flat_map(|s| s.members.of(mentions)).map(|m| m.skill).zip(0..));
        members.sort_unstable();
        let mut keywords: Vec<Keyword> = Vec::with_capacity(n_members);
        let mut places = vec![0; n_members];
        for (skill, member) in members {
            if keywords.last().is_none_or(|last| last.skill != skill) {
                let (strength, statement, years) = (None, 0, [None; 3]);
                keywords.push(Keyword { skill, strength, statement, years, wanted: Wanted::default() });
            }
            places[member] = keywords.len() - 1;
        }
        let mut next = places.iter();
        for statement in statements {
            let wanted = Wanted::of(statement);
            next.by_ref().take(statement.members.len()).for_each(|place| keywords[*place].wanted.add(wanted));
        }
        let mut next = places.iter();
        let explained = explained(&self.taxonomy, statements, mentions);
        for (s, statement) in statements.iter().enumerate() {
            let first = mentions[statement.members.start].skill;
            let standing = match statement.members.of(mentions).iter().all(|m| m.skill == first) {
                true if statement.is_named_only() && explained.contains(&first) => Standing::InPair,
                true => Standing::Alone,
                false => Standing::InGroup,
            };
            for place in next.by_ref().take(statement.members.len()) {
                let keyword = &mut keywords[*place];
                // The strongest wins, unless the text says of that very keyword that it is a plus.
                let says = statement.importance == Importance::Preferred && keyword.wanted.no_more_than_softened();
                let strength = Some((says, statement.importance, standing));
                let asked = &mut keyword.years[statement.importance as usize];
                *asked = statement.min_years.max(*asked);
                if strength > keyword.strength {
                    (keyword.strength, keyword.statement) = (strength, s);
                }
            }
        }
        // What is asked for, by the id of the keyword; the skills of all, with their spellings.
        let mut found: Vec<(usize, usize, Range<usize>)> = Vec::with_capacity(keywords.len());
        let (mut skills, mut spelled) = (Vec::with_capacity(n_members), Vec::with_capacity(n_members));
        let mut next = places.iter();
        for (s, statement) in statements.iter().enumerate() {
            let first = skills.len();
            let mut keyword = None;
            for (member, place) in statement.members.of(mentions).iter().zip(&mut next) {
                if keywords[*place].statement == s && !skills[first..].contains(&member.skill) {
                    skills.push(member.skill);
                    spelled.push(member.span);
                    keyword = keyword.or(Some(*place));
                }
            }
            found.extend(keyword.map(|keyword| (keyword, s, first..skills.len())));
        }
        // In the order of the skills' text ids, which is that of the requirements'.
        found.sort_unstable_by_key(|(keyword, ..)| *keyword);
        let demand = |(keyword, s, members): (usize, usize, Range<usize>)| {
            let statement = &statements[s];
            Demand {
                any_of: &skills[members.clone()],
                tier: self.taxonomy.skill(keywords[keyword].skill).tier,
                importance: statement.importance,
                min_years: keywords[keyword].years[statement.importance as usize],
                section: statement.section,
                quote: statement.quote,
                spelled: &spelled[members],
            }
        };
        Requirements::new(found.into_iter().map(demand), skills.len())
    }
}

/// Where nothing is required but what title and tags say, the stack is what is asked for.
pub(super) fn ask_for_stack(Stated { statements, mentions }: &mut Stated) {
    if statements.iter().any(|s| s.importance == Importance::Required && !s.is_named_only()) {
        return;
    }
    // "Mostly Scala (Scala would be a bonus)"
    let wished: FxHashSet<SkillId> = statements
        .iter()
        .filter(|s| s.importance == Importance::Preferred)
        .flat_map(|s| s.members.of(mentions).iter().map(|m| m.skill))
        .collect();
    for s in statements.iter_mut().filter(|s| s.tells_stack && s.importance == Importance::Mentioned) {
        if !s.members.of(mentions).iter().any(|m| wished.contains(&m.skill)) {
            s.importance = Importance::Required;
        }
    }
}

/// Where the language of an ad is not known and nothing is seen to ask, what it names is what is asked for: an ad names far more
/// that it asks for than that it only tells of, and whoever reads the row is told that confidence is low.
pub(super) fn ask_for_all(statements: &mut [Statement]) {
    if statements.iter().all(|s| s.is_named_only() || s.importance == Importance::Mentioned) {
        statements.iter_mut().for_each(|s| s.importance = Importance::Required);
    }
}

/// Makes a wish of what a sentence named, since the next says so of it and of nothing else.
pub(super) fn soften(statements: &mut [Statement]) {
    for statement in statements.iter_mut().filter(|s| s.section != PostingSection::Title) {
        (statement.importance, statement.says_plus) = (Importance::Preferred, true);
    }
}

/// Makes wishes of the demands of a sentence that goes on what the one before it softened.
pub(super) fn soften_demands(statements: &mut [Statement]) {
    for statement in statements.iter_mut().filter(|s| s.importance == Importance::Required) {
        statement.importance = Importance::Preferred;
    }
}

/// The keywords of the title that the text groups: all that a slash of the title joins, and what else title or tags list where the text
/// says of all of a group's members that either will do ("Developer (Go, Java)" that asks for "Go or Java").
fn explained(taxonomy: &Taxonomy, statements: &[Statement], mentions: &[Mention]) -> FxHashSet<SkillId> {
    let of = |keep: fn(&Statement) -> bool| -> FxHashSet<SkillId> {
        statements.iter().filter(|s| keep(s)).map(|s| mentions[s.members.start].skill).collect()
    };
    let mut out = FxHashSet::default();
    let listed = |s: &Statement| s.is_named_only() && s.members.len() == 1;
    // Most titles name one.
    if statements.iter().filter(|s| listed(s)).nth(1).is_none() {
        return out;
    }
    let listed = of(listed);
    let paired = of(|s| s.in_title_pair);
    for statement in statements.iter().filter(|s| s.section != PostingSection::Title && s.members.len() > 1) {
        let members = || statement.members.of(mentions).iter().map(|m| m.skill);
        let joined = || members().filter(|skill| paired.contains(skill));
        // C# is written on .NET: "C#/.NET" asks for both.
        let apart = || members().all(|a| members().all(|b| !taxonomy.skill(a).implies.contains(&b)));
        if members().all(|skill| listed.contains(&skill)) && apart() {
            out.extend(members());
        } else if joined().any(|skill| joined().any(|other| other != skill)) {
            out.extend(joined());
        }
    }
    out
}

/// How statements want a keyword, a bit for each way.
#[derive(Clone, Copy, Default)]
struct Wanted(u8);

impl Wanted {
    /// Said to be welcome, by a heading or by words.
    const WISHED: u8 = 1;
    /// Demanded by the title itself.
    const NAMED: u8 = 2;
    /// Demanded.
    const REQUIRED: u8 = 4;
    /// Demanded by a bracket of the title.
    const TITLED: u8 = 8;
    /// Said of it and of no other to be a plus.
    const PLUS: u8 = 16;
    /// Among the tags.
    const TAGGED: u8 = 32;
    /// Said to be welcome by words that soften, and not by a heading alone.
    const SAID: u8 = 64;

    /// How a statement wants its members.
    fn of(s: &Statement) -> Self {
        Self(match s.importance {
            Importance::Preferred => {
                let said = s.section != PostingSection::Preferred;
                Self::WISHED | if s.says_plus { Self::PLUS } else { 0 } | if said { Self::SAID } else { 0 }
            }
            Importance::Required if s.in_title_bracket => Self::TITLED,
            Importance::Required if s.section == PostingSection::Title => Self::NAMED | Self::REQUIRED,
            Importance::Required if s.section == PostingSection::Tags => Self::TAGGED,
            Importance::Required => Self::REQUIRED,
            Importance::Mentioned => 0,
        })
    }

    fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    /// Whether the keyword is wanted no more than the text says where it softens it, whatever is said of it elsewhere: the text
    /// says that it is a plus, or asks for it nowhere else but in a bracket of its title or among its tags.
    fn no_more_than_softened(self) -> bool {
        let has = |flag: u8| self.0 & flag != 0;
        let twice = has(Self::TITLED) && has(Self::REQUIRED);
        let asked = has(Self::REQUIRED) || has(Self::TAGGED);
        has(Self::WISHED) && !has(Self::NAMED) && !twice && (has(Self::PLUS) || !asked)
    }
}
