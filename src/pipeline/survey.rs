//! One look at all postings: what is asked for, by whom, and in which words.

use rustc_hash::FxHashMap;

use super::sides::Sides;
use crate::extract::Importance;
use crate::review::{Spellings, Wording};

/// The company of the rows over all postings.
pub(super) const ALL: &str = "all";

/// That a posting asks for a skill: its place in the order of the rows, and how much it is wanted; there are millions.
#[derive(Clone, Copy)]
pub(super) struct Demand(u32);

/// Bits of the importance, below the place.
const IMPORTANCE_BITS: u32 = 2;

impl Demand {
    fn new(place: u32, importance: Importance) -> Self {
        Self(place << IMPORTANCE_BITS | importance as u32)
    }

    pub(super) fn place(self) -> usize {
        (self.0 >> IMPORTANCE_BITS) as usize
    }

    pub(super) fn is(self, importance: Importance) -> bool {
        self.0 & ((1 << IMPORTANCE_BITS) - 1) == importance as u32
    }
}

/// A company of the rows of `demand`.
pub(super) struct Company<'a> {
    pub name: &'a str,
    pub postings: u32,
    /// Where what it asks for stands in [`Survey::demands`].
    pub demands: std::ops::Range<usize>,
}

/// What the postings say that count once. They lie in memory one after the other, and each is looked at but once.
pub(super) struct Survey<'a> {
    /// The companies in the order of the rows, with [`ALL`] among them.
    pub companies: Vec<Company<'a>>,
    /// What each company asks for that is scored, by the order in which they come; that of postings of none with it.
    pub demands: Vec<Vec<Demand>>,
    /// For every skill of the taxonomy, how many requirements name it.
    pub asked: Vec<u32>,
    /// How the skills are written that a resume names.
    pub wording: Wording,
}

impl<'a> Survey<'a> {
    /// `place` is that of each skill of the taxonomy in the order of the rows.
    pub(super) fn new(sides: &Sides<'a>, place: &[u32]) -> Self {
        let taxonomy = sides.basis.taxonomy();
        let mut named = vec![false; place.len()];
        sides.resumes.iter().flat_map(|r| &r.profile.named).for_each(|(skill, _)| named[skill.0 as usize] = true);
        let mut asked = vec![0; place.len()];
        let mut spellings = Spellings::default();
        // Numbers of companies as they come; 0 for postings of none. Their names are held close together: to compare a name with
        // the one that some posting has means to wait for memory.
        let mut numbers: FxHashMap<Box<str>, usize> = FxHashMap::default();
        let mut companies: Vec<(&str, u32)> = vec![("", 0)];
        let mut demands: Vec<Vec<Demand>> = vec![Vec::new()];
        let postings = sides.postings;
        for posting in sides.counted_postings().map(|at| &postings[at]) {
            let name = posting.record.company().trim();
            let number = if name.is_empty() || name == ALL {
                0
            } else if let Some(number) = numbers.get(name) {
                *number
            } else {
                let number = companies.len();
                numbers.insert(name.into(), number);
                companies.push((name, 0));
                demands.push(Vec::new());
                number
            };
            companies[number].1 += 1;
            for requirement in posting.profile.requirements.iter() {
                let scored = taxonomy.tier(requirement.tier).scored;
                for (skill, span) in requirement.any_of.named() {
                    let at = skill.0 as usize;
                    asked[at] += 1;
                    if scored {
                        demands[number].push(Demand::new(place[at], requirement.importance));
                    }
                    if named[at] {
                        spellings.add(skill, span.of(&posting.words));
                    }
                }
            }
        }
        let all =
            Company { name: ALL, postings: companies.iter().map(|company| company.1).sum(), demands: 0..demands.len() };
        let named = companies.into_iter().enumerate().skip(1);
        let named = named.map(|(at, (name, postings))| Company { name, postings, demands: at..at + 1 });
        let mut companies: Vec<Company<'a>> = named.chain([all]).filter(|company| company.postings > 0).collect();
        companies.sort_unstable_by_key(|company| company.name);
        Self { companies, demands, asked, wording: spellings.wording() }
    }
}
