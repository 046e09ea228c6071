//! Clouds that are called by their makers alone: the Google of "AWS, Azure or Google".

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Span;

use super::ellipsis::{closes_item, opens_item};
use super::scan::{Extractor, Name, Scan};

/// Makers, the clouds that they mean, and whether they make other things that stand beside clouds in lists of skills, so that
/// only the word "cloud" before the list proves them.
const MAKERS: [(&str, &str, bool); 6] = [
    ("Google", "gcp", false),
    ("Amazon", "aws", false),
    ("Alibaba", "alibaba-cloud", false),
    ("Microsoft", "azure", true),
    ("Oracle", "oci", true),
    ("IBM", "ibm-cloud", true),
];

/// Marks of a list between a cloud and a maker.
const MARKS: [&str; 10] = [", or ", ", and ", ", ", " / ", "/", " and/or ", " or ", " and ", " & ", " | "];

/// Bytes before a list in which "cloud" tells what it lists.
const NEAR: usize = 60;

impl Extractor {
    /// Adds the makers that stand beside a cloud in a list and mean theirs.
    pub(super) fn add_makers(&self, scan: &mut Scan<'_>) {
        let is_cloud = |name: &Name| self.are_clouds[name.skill.0 as usize];
        let mut at = 0;
        while let Some(n) = scan.names[at..].iter().position(&is_cloud) {
            at += n;
            let cloud = scan.names[at].span;
            let before = self.maker(scan, before(scan.text, cloud.start));
            let after = self.maker(scan, after(scan.text, cloud.end));
            for name in [before, after].into_iter().flatten() {
                scan.names.retain(|other| other.span != name.span);
                let place = scan.names.partition_point(|other| other.span.start < name.span.start);
                scan.names.insert(place, name);
            }
            // What was added behind the cloud is a cloud with neighbours of its own.
            at = scan.names.partition_point(|name| name.span.start <= cloud.start);
        }
    }

    /// The cloud that the word at `span` means, if it is a maker's name and nothing more.
    fn maker(&self, scan: &Scan<'_>, span: Option<Span>) -> Option<Name> {
        let span = span?;
        let (_, id, doubtful) = MAKERS.iter().find(|(maker, ..)| span.of(scan.text) == *maker)?;
        let skill: SkillId = self.taxonomy.find(id)?;
        let token = scan.token_at(span.start);
        let in_longer = scan.names.iter().any(|n| n.tokens.0 <= token && token < n.tokens.1 && n.span != span);
        let known = scan.names.iter().any(|n| n.span == span && n.skill == skill);
        let lead = &scan.text[..span.start as usize];
        let lead = &lead[lead.floor_char_boundary(lead.len().saturating_sub(NEAR))..];
        let told = || lead.rsplit('\n').next().unwrap_or_default().to_ascii_lowercase().contains("cloud");
        (!in_longer && !known && (!doubtful || told())).then_some(Name {
            skill,
            guard: None,
            span,
            tokens: (token, token + 1),
        })
    }
}

/// For each skill whether it is a cloud.
pub(super) fn are_clouds(taxonomy: &Taxonomy) -> Vec<bool> {
    let family = taxonomy.find("aws").and_then(|aws| taxonomy.skill(aws).family);
    taxonomy.skills().iter().map(|skill| family.is_some() && skill.family == family).collect()
}

/// The word that a mark of a list parts from what stands at `at`, before it.
fn before(text: &str, at: u32) -> Option<Span> {
    let lead = &text[..at as usize];
    let lead = MARKS.iter().find_map(|mark| lead.strip_suffix(mark))?;
    let start = lead.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |n| n + 1);
    let opens = || {
        opens_item(text, start as u32)
            || [":", "as", "like", "e.g."].iter().any(|w| lead[..start].trim_end().ends_with(w))
    };
    (lead.is_char_boundary(start) && start < lead.len() && opens()).then(|| Span::new(start, lead.len()))
}

/// The word that a mark of a list parts from what ends at `at`.
fn after(text: &str, at: u32) -> Option<Span> {
    let rest = &text[at as usize..];
    let word = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?;
    let start = text.len() - word.len();
    let len = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let end = start + len;
    let cloud = text[end..].get(..7).is_some_and(|next| [" cloud", " Cloud"].iter().any(|w| next.starts_with(w)));
    (len > 0 && (cloud || closes_item(text, end as u32))).then(|| Span::new(start, end))
}
