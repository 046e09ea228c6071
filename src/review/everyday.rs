//! Which technologies everybody uses (GUIDE section 3, `table_stakes`): a reviewed list of names, and of families whose
//! members do the same for everybody (ways to test a page, to draw a chart, to host a site). What is not on it may be
//! interesting by its name alone: a bus of cars, a radio, a proof assistant. Some tell nothing in a mere list ("Kafka, Redis and
//! Docker") and something where a system is named that they were used for (`bare`).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

/// Ids of skills and names of families.
struct Lists {
    skills: FxHashSet<&'static str>,
    bare: FxHashSet<&'static str>,
    families: FxHashSet<&'static str>,
}

static EVERYDAY: LazyLock<Lists> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = include_str!("everyday.csv").lines().skip(1);
        lines.filter_map(|line| line.split_once(',')).filter(|(of, _)| *of == kind).map(|(_, name)| name).collect()
    };
    Lists { skills: of("skill"), bare: of("bare"), families: of("family") }
});

/// The names of a statement, which may be such.
#[derive(Debug, Clone, Copy)]
pub(super) struct Everyday<'a> {
    pub taxonomy: &'a Taxonomy,
    pub named: &'a [(SkillId, Span)],
}

impl Everyday<'_> {
    /// Whether everybody uses the technology of the name at this place, so that it tells nothing. `of_system`: a system is named.
    pub(super) fn is(&self, at: usize, of_system: bool) -> bool {
        is_everyday(self.taxonomy, self.named[at].0, of_system)
    }
}

fn is_everyday(taxonomy: &Taxonomy, id: SkillId, of_system: bool) -> bool {
    let skill = taxonomy.skill(id);
    EVERYDAY.skills.contains(skill.id.as_str())
        || !of_system && EVERYDAY.bare.contains(skill.id.as_str())
        || skill.family.is_some_and(|family| EVERYDAY.families.contains(taxonomy.family_name(family)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_what_the_taxonomy_knows() {
        let taxonomy = Taxonomy::built_in().unwrap();
        let unknown = EVERYDAY.skills.union(&EVERYDAY.bare).find(|id| taxonomy.find(id).is_none());
        assert_eq!(unknown, None);
        assert!(EVERYDAY.skills.is_disjoint(&EVERYDAY.bare));
        let families: FxHashSet<&str> =
            taxonomy.skills().iter().filter_map(|s| s.family).map(|f| taxonomy.family_name(f)).collect();
        assert!(EVERYDAY.families.is_subset(&families));
    }
}
