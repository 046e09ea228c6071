//! From what the sentences of a posting state to one requirement a keyword: the strongest statement of it.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::taxonomy::SkillId;
use crate::text::Span;

use super::importance::Importance;
use super::mention::Mention;
use super::requirement::{Requirement, Requirements};
use super::scan::Extractor;
use super::section::PostingSection;

/// A demand as one sentence states it, before the posting's statements are merged.
pub(super) struct Statement {
    pub members: Vec<Mention>,
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

/// The statement that a keyword's requirement comes from.
#[derive(Clone, Copy)]
struct Home {
    /// What makes it the strongest of those that name the keyword; none before any is looked at.
    strength: Option<(bool, Importance, Standing)>,
    /// Its place.
    statement: usize,
    /// Years that any sentence asks for the keyword, by the importance that it gives it.
    years: [Option<u8>; 3],
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
    pub(super) fn merge(&self, statements: &[Statement]) -> Requirements {
        let members = || statements.iter().flat_map(|s| &s.members).map(|m| m.skill);
        let n_members = statements.iter().map(|s| s.members.len()).sum();
        let mut keywords = Vec::with_capacity(n_members);
        keywords.extend(members());
        keywords.sort_unstable();
        keywords.dedup();
        let mut homes = vec![Home { strength: None, statement: 0, years: [None; 3] }; keywords.len()];
        // The place of each member's keyword, in the order of the statements.
        let mut places: Vec<usize> = Vec::with_capacity(n_members);
        places.extend(members().map(|skill| keywords.binary_search(&skill).unwrap_or_default()));
        let mut next = places.iter();
        let softened = softened_alone(statements);
        let explained = explained(statements);
        for (s, statement) in statements.iter().enumerate() {
            let first = statement.members[0].skill;
            let standing = match statement.members.iter().all(|m| m.skill == first) {
                true if statement.in_title_pair && explained.contains(&first) => Standing::InPair,
                true => Standing::Alone,
                false => Standing::InGroup,
            };
            for (member, place) in statement.members.iter().zip(&mut next) {
                // The strongest wins, unless the text says of that very keyword that it is a plus.
                let says = statement.importance == Importance::Preferred && softened.contains(&member.skill);
                let strength = Some((says, statement.importance, standing));
                let home = &mut homes[*place];
                let asked = &mut home.years[statement.importance as usize];
                *asked = statement.min_years.max(*asked);
                if strength > home.strength {
                    (home.strength, home.statement) = (strength, s);
                }
            }
        }
        // What is asked for, by the id of the keyword; the skills of all, with their spellings.
        let mut found: Vec<(usize, usize, Range<usize>)> = Vec::with_capacity(homes.len());
        let (mut skills, mut spelled) = (Vec::with_capacity(n_members), Vec::with_capacity(n_members));
        let mut next = places.iter();
        for (s, statement) in statements.iter().enumerate() {
            let first = skills.len();
            let mut keyword = None;
            for (member, place) in statement.members.iter().zip(&mut next) {
                if homes[*place].statement == s && !skills[first..].contains(&member.skill) {
                    skills.push(member.skill);
                    spelled.push(member.span);
                    keyword = keyword.or(Some(*place));
                }
            }
            found.extend(keyword.map(|keyword| (keyword, s, first..skills.len())));
        }
        // In the order of the skills' text ids, which is that of the requirements'.
        found.sort_unstable_by_key(|(keyword, ..)| *keyword);
        let mut out = Requirements::with_capacity(found.len(), skills.len());
        for (keyword, s, members) in found {
            let statement = &statements[s];
            out.push(Requirement {
                any_of: &skills[members.clone()],
                tier: self.taxonomy.skill(keywords[keyword]).tier,
                importance: statement.importance,
                min_years: homes[keyword].years[statement.importance as usize],
                section: statement.section,
                quote: statement.quote,
                spelled: &spelled[members],
            });
        }
        out
    }
}

/// Where nothing is required but what title and tags say, the stack is what is asked for.
pub(super) fn ask_for_stack(statements: &mut [Statement]) {
    let named = |s: &Statement| matches!(s.section, PostingSection::Title | PostingSection::Tags);
    if statements.iter().any(|s| s.importance == Importance::Required && !named(s)) {
        return;
    }
    // "Mostly Scala (Scala would be a bonus)"
    let wished: FxHashSet<SkillId> = statements
        .iter()
        .filter(|s| s.importance == Importance::Preferred)
        .flat_map(|s| s.members.iter().map(|m| m.skill))
        .collect();
    for s in statements.iter_mut().filter(|s| s.tells_stack && s.importance == Importance::Mentioned) {
        if !s.members.iter().any(|m| wished.contains(&m.skill)) {
            s.importance = Importance::Required;
        }
    }
}

/// Where the language of an ad is not known and nothing is seen to ask, what it names is what is asked for: an ad names far more
/// that it asks for than that it only tells of, and whoever reads the row is told that confidence is low.
pub(super) fn ask_for_all(statements: &mut [Statement]) {
    let named = |s: &Statement| matches!(s.section, PostingSection::Title | PostingSection::Tags);
    if statements.iter().all(|s| named(s) || s.importance == Importance::Mentioned) {
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

/// The keywords that a slash of the title joins and the text groups.
fn explained(statements: &[Statement]) -> FxHashSet<SkillId> {
    let listed: FxHashSet<SkillId> =
        statements.iter().filter(|s| s.in_title_pair).map(|s| s.members[0].skill).collect();
    let mut out = FxHashSet::default();
    if listed.len() < 2 {
        return out;
    }
    for statement in statements.iter().filter(|s| s.section != PostingSection::Title) {
        let members = || statement.members.iter().map(|m| m.skill).filter(|skill| listed.contains(skill));
        if members().any(|skill| members().any(|other| other != skill)) {
            out.extend(members());
        }
    }
    out
}

/// The keywords that are wanted no more than the text says where it softens them, whatever is said of them elsewhere: those
/// of which it says that they are a plus, and those that it asks for nowhere else but in a bracket of its title or among its tags.
fn softened_alone(statements: &[Statement]) -> Vec<SkillId> {
    const WISHED: u8 = 1;
    const NAMED: u8 = 2;
    const REQUIRED: u8 = 4;
    const TITLED: u8 = 8;
    const PLUS: u8 = 16;
    const TAGGED: u8 = 32;
    const SAID: u8 = 64;
    if !statements.iter().any(|s| s.importance == Importance::Preferred) {
        return vec![];
    }
    let mut said: Vec<(SkillId, u8)> = Vec::new();
    for s in statements {
        let title = s.section == PostingSection::Title;
        let flags = match s.importance {
            Importance::Preferred => {
                let said = s.section != PostingSection::Preferred;
                WISHED | if s.says_plus { PLUS } else { 0 } | if said { SAID } else { 0 }
            }
            Importance::Required if s.in_title_bracket => TITLED,
            Importance::Required if title => NAMED | REQUIRED,
            Importance::Required if s.section == PostingSection::Tags => TAGGED,
            Importance::Required => REQUIRED,
            Importance::Mentioned => 0,
        };
        said.extend(s.members.iter().map(|m| (m.skill, flags)));
    }
    said.sort_unstable_by_key(|(skill, _)| *skill);
    let gives_way = |flags: u8| {
        let has = |flag: u8| flags & flag != 0;
        let twice = has(TITLED) && has(REQUIRED);
        // Tags name all there is: words that soften outweigh them, a heading alone does not.
        let asked = has(REQUIRED) || has(TAGGED) && !has(SAID);
        has(WISHED) && !has(NAMED) && !twice && (has(PLUS) || !asked)
    };
    let by_keyword = said.chunk_by(|a, b| a.0 == b.0);
    by_keyword.filter(|all| gives_way(all.iter().fold(0, |flags, said| flags | said.1))).map(|all| all[0].0).collect()
}
