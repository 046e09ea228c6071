//! From a resume's text to what it shows.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ingest::RemarkKind;
use crate::taxonomy::SkillId;
use crate::text::{Span, lines, mask};

use super::clause::sentences;
use super::cue::Kinds;
use super::date::{Month, RoleEnd};
use super::disclaimed::disclaimed;
use super::evidence::{Evidence, Sections, SkillEvidence, Used};
use super::head_part::is_told;
use super::level::Level;
use super::mention::{Mention, Place, mentions};
use super::person::personal;
use super::post::{ends_as_post, names_post};
use super::posting::quote;
use super::resume_pieces::resume_pieces;
use super::role::{Role, roles};
use super::scan::{Extractor, Scan};
use super::section::{Piece, ResumeSection};
use super::stated_years::stated_tenths;
use super::statement::{Statement, statements, tells_a_deed};
use super::trade::share_trade;
use super::trick::{Trick, stuffed};

/// What a resume shows. Nothing here depends on the date of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeProfile {
    /// Everything with evidence above missing, sorted by skill.
    pub skills: Vec<SkillEvidence>,
    /// Dated roles of the experience section, in the order of the text.
    pub roles: Vec<Role>,
    /// The newest month that the resume names.
    pub newest: Option<Month>,
    /// Years of experience that the person states, in tenths: "6+ years of experience".
    pub stated_tenths: Option<u32>,
    /// Whether a post is named among the jobs, with dates or without.
    pub names_post: bool,
    /// Whether the text is not English: names are found, headings and dates perhaps not.
    pub low_confidence: bool,
    /// The parts of the text that may be compared with postings: summary, experience, projects and skills; never header
    /// or contact.
    pub relevant: Vec<Span>,
    /// What the person says to have done, at work and in projects, in the order of the text.
    pub statements: Vec<Statement>,
    /// The skills of the skills section, in the order in which it names them, each once.
    pub listed: Vec<SkillId>,
    /// Every name of a skill that is meant, in the order of the text.
    pub named: Vec<(SkillId, Span)>,
    /// What is meant for machines alone, in the order of the text.
    pub tricks: Vec<Trick>,
}

impl ResumeProfile {
    /// The evidence of one skill; none where it is missing.
    pub fn skill(&self, skill: SkillId) -> Option<&SkillEvidence> {
        self.skills.binary_search_by_key(&skill, |e| e.skill).ok().map(|i| &self.skills[i])
    }

    /// Years in which at least one role ran, in tenths, at `as_of`; without a dated role those that the person states.
    pub fn experience_tenths(&self, as_of: Option<Month>) -> Option<u32> {
        tenths(self.roles.iter(), as_of).or(self.stated_tenths)
    }

    /// Years of the roles that name a skill, in tenths.
    pub fn skill_tenths(&self, skill: &SkillEvidence, as_of: Option<Month>) -> Option<u32> {
        tenths(skill.roles().iter().map(|r| &self.roles[usize::from(*r)]), as_of)
    }

    /// The month in which a skill was last used in a role.
    pub fn last_used(&self, skill: &SkillEvidence, as_of: Option<Month>) -> Option<Month> {
        skill.roles().iter().filter_map(|r| self.roles[usize::from(*r)].end.at(as_of)).max()
    }

    /// The jobs that count for the level: those of the trade, or all where none is.
    pub fn trade_roles(&self) -> impl Iterator<Item = &Role> {
        let any = self.roles.iter().any(|r| r.of_trade);
        self.roles.iter().filter(move |r| r.of_trade || !any)
    }

    /// Years in which at least one job of the trade ran, in tenths, at `as_of`; none without a dated job.
    pub fn trade_tenths(&self, as_of: Option<Month>) -> Option<u32> {
        tenths(self.trade_roles(), as_of)
    }

    /// The years that the person states, in tenths, where they are more than all dated jobs account for: some job has no dates, goes
    /// on, or is left out. Years of other trades stay what they are.
    pub fn stated_beyond_jobs(&self, as_of: Option<Month>) -> Option<u32> {
        self.stated_tenths.filter(|stated| tenths(self.roles.iter(), as_of).is_none_or(|all| *stated > all))
    }

    /// The level that the title of the newest job of the trade names; the highest of those that ended together.
    pub fn level_of_title(&self) -> Option<Level> {
        let newest = self.trade_roles().max_by_key(|r| (r.end, r.start))?;
        self.trade_roles()
            .filter(|r| r.end == newest.end && r.end != RoleEnd::Present)
            .filter_map(|r| r.level)
            .max()
            .or(newest.level)
    }

    /// Whether no job is told of, in dates or by its post and in statements: who studies, or has just done so.
    pub fn tells_of_no_job(&self) -> bool {
        let of_work = |s: &Statement| s.section == ResumeSection::Experience;
        self.roles.is_empty() && !(self.names_post && self.statements.iter().any(of_work))
    }

    /// The level of the person: what the newest job's title names, else what the years of the trade stand for.
    pub fn level(&self, as_of: Option<Month>) -> Option<Level> {
        let by_years = || {
            let tenths = self.stated_beyond_jobs(as_of).or_else(|| self.trade_tenths(as_of))?;
            Some(Level::of_years(tenths / 10))
        };
        self.level_of_title().or_else(by_years)
    }
}

/// The union of the roles' months as tenths of years, rounded down.
fn tenths<'a>(roles: impl Iterator<Item = &'a Role>, as_of: Option<Month>) -> Option<u32> {
    let mut spans: Vec<(u32, u32)> =
        roles.filter_map(|r| r.end.at(as_of).map(|end| (r.start.0, end.0 + 1))).filter(|(a, b)| a < b).collect();
    if spans.is_empty() {
        return None;
    }
    spans.sort_unstable();
    let (mut months, mut reached) = (0, 0);
    for (start, end) in spans {
        months += end.saturating_sub(start.max(reached));
        reached = reached.max(end);
    }
    Some(months * 10 / 12)
}

impl Extractor {
    /// Reads the normalised text of a resume ([`crate::text::resume_text`]).
    pub fn resume(&self, text: &str) -> ResumeProfile {
        let mut scan = self.scan(text, Kinds::OF_RESUMES);
        self.add_split(&mut scan);
        let all_lines = lines(text);
        let (pieces, dated) = resume_pieces(&scan, &all_lines);
        let person = personal(&scan, &pieces);
        // What a model is told to believe is no evidence.
        let told = self.instructions.find(text, &all_lines, &scan.tokens);
        scan.names.retain(|name| !is_within(&person, name.span) && !is_within(&told, name.span));
        let (mut roles, newest) = roles(&scan, &pieces, &dated, &all_lines);
        // Many employers are called as technologies are: whom somebody worked for is no skill.
        scan.names.retain(|name| !roles.iter().any(|role| role.company.is_some_and(|firm| firm.contains(name.span))));
        let places: Vec<(Span, Place)> = pieces.iter().map(|p| (p.span, place(p))).collect();
        let found = mentions(&self.taxonomy, &scan, &places);
        for role in &mut roles {
            let scored = |m: &&Mention| self.taxonomy.tier(self.taxonomy.skill(m.skill).tier).scored;
            role.of_trade |= found.iter().filter(scored).any(|m| role.span.contains(m.span));
        }
        share_trade(text, &mut roles);
        let mut shown: BTreeMap<SkillId, SkillEvidence> = BTreeMap::new();
        let disclaimed = disclaimed(&scan, &pieces, &found);
        let claimed =
            || found.iter().zip(&disclaimed).filter(|(_, disclaimed)| !**disclaimed).map(|(mention, _)| mention);
        for mention in claimed() {
            let piece = &pieces[mention.piece as usize];
            // "Go" as a hobby or a spoken language's name is not a skill shown, but nothing is lost by listing it.
            let evidence = if piece.heading { Evidence::Listed } else { Evidence::of_section(piece.section) };
            show(&scan, piece, mention, evidence, &roles, &mut shown);
        }
        let skills = self.with_inferred(shown);
        let relevant = pieces
            .iter()
            .filter(|p| {
                use ResumeSection as S;
                matches!(p.section, S::Summary | S::Experience | S::Projects | S::Skills)
            })
            .map(|p| p.span)
            .collect();
        let statements = statements(&scan, &pieces, &roles);
        let trick = |kind| move |span: &Span| Trick { kind, span: *span };
        let mut tricks: Vec<Trick> = told.iter().map(trick(RemarkKind::Instruction)).collect();
        tricks.extend(stuffed(text, &pieces, &found).iter().map(trick(RemarkKind::KeywordStuffing)));
        tricks.sort_by_key(|trick| trick.span);
        let named = found.iter().map(|m| (m.skill, m.span)).collect();
        let mut listed: Vec<SkillId> = Vec::new();
        for mention in claimed().filter(|m| pieces[m.piece as usize].section == ResumeSection::Skills) {
            if !listed.contains(&mention.skill) {
                listed.push(mention.skill);
            }
        }
        let low_confidence = !self.is_english(&scan);
        let first_job = roles.first().map_or(text.len() as u32, |role| role.span.start);
        let stated_tenths = stated_tenths(&scan, &pieces, first_job);
        let names_post = names_post_among_jobs(&scan, &pieces);
        ResumeProfile {
            skills,
            roles,
            newest,
            stated_tenths,
            names_post,
            low_confidence,
            relevant,
            statements,
            listed,
            named,
            tricks,
        }
    }

    /// Adds what is implied by, and what is adjacent to, the skills that are named. Adjacent needs a named skill: a chain of
    /// inferences is no evidence.
    fn with_inferred(&self, shown: BTreeMap<SkillId, SkillEvidence>) -> Vec<SkillEvidence> {
        // Of each skill whether it is named, or the place of its inference and one more.
        const NAMED: u32 = u32::MAX;
        let mut known = vec![0; self.taxonomy.skills().len()];
        let mut of_inferred = vec![0_u64; known.len() / 64 + 1];
        shown.keys().for_each(|skill| known[skill.0 as usize] = NAMED);
        let named: Vec<SkillEvidence> = shown.into_values().collect();
        let mut strongest_first: Vec<&SkillEvidence> = named.iter().collect();
        strongest_first.sort_by_key(|row| (Reverse(row.evidence), row.skill));
        let mut inferred: Vec<(SkillId, Evidence, &SkillEvidence)> = Vec::with_capacity(named.len() * 8);
        let mut infer = |skill: SkillId, evidence: Evidence, from| {
            let known = &mut known[skill.0 as usize];
            if *known == 0 {
                inferred.push((skill, evidence, from));
                *known = inferred.len() as u32;
                of_inferred[skill.0 as usize / 64] |= 1 << (skill.0 % 64);
            }
        };
        for &from in &strongest_first {
            for &skill in &self.taxonomy.skill(from.skill).implies {
                infer(skill, Evidence::Implied, from);
            }
        }
        let mut families = Vec::with_capacity(named.len());
        for &from in &strongest_first {
            // The strongest of a family has named all the others.
            let family = self.taxonomy.skill(from.skill).family.filter(|family| !families.contains(family));
            let Some(family) = family else { continue };
            families.push(family);
            for &skill in self.taxonomy.family(family) {
                infer(skill, Evidence::Adjacent, from);
            }
        }
        // In the order of the skills without sorting them: hundreds are inferred of some thousands.
        let in_order = of_inferred
            .iter()
            .zip((0..).step_by(64))
            .flat_map(|(bits, first)| mask::places(*bits).map(move |at| first + at));
        let inferred: Vec<SkillEvidence> = in_order
            .map(|skill: usize| inferred[known[skill] as usize - 1])
            .map(|(skill, evidence, from)| SkillEvidence {
                skill,
                evidence,
                via: Some(from.skill),
                quote: from.quote,
                section: from.section,
                sections: Sections::default(),
                used: (evidence == Evidence::Implied && !from.roles().is_empty())
                    .then(|| Used { roles: from.roles().to_vec(), ..Used::default() }.into()),
            })
            .collect();
        // Both are in order.
        let mut out = Vec::with_capacity(named.len() + inferred.len());
        let mut named = named.into_iter().peekable();
        for row in inferred {
            out.extend(std::iter::from_fn(|| named.next_if(|named| named.skill < row.skill)));
            out.push(row);
        }
        out.extend(named);
        out
    }
}

/// Whether a part of a short line among the jobs is the name of a post.
fn names_post_among_jobs(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>]) -> bool {
    const WORDS_MAX: usize = 12;
    let jobs = pieces.iter().filter(|piece| piece.section == ResumeSection::Experience && !piece.heading);
    jobs.map(|piece| piece.span.of(scan.text)).any(|line| {
        let short = line.split_whitespace().count() <= WORDS_MAX && !line.ends_with('.') && !tells_a_deed(line);
        is_told(line) && names_post(line)
            || short && line.split([',', '-', '–', '(', '|', ':']).any(|part| ends_as_post(part.trim()))
    })
}

/// Whether a name begins in one of `places`, which are in order.
fn is_within(places: &[Span], name: Span) -> bool {
    let after = places.partition_point(|p| p.start <= name.start);
    after.checked_sub(1).is_some_and(|i| name.start < places[i].end)
}

/// Adds one mention to what is shown.
fn show(
    scan: &Scan<'_>,
    piece: &Piece<ResumeSection>,
    mention: &Mention,
    evidence: Evidence,
    roles: &[Role],
    shown: &mut BTreeMap<SkillId, SkillEvidence>,
) {
    let spelled = mention.span.of(scan.text);
    let role = roles.iter().position(|r| r.span.contains(mention.span)).map(|r| r as u16);
    let found_quote = || {
        let sentence = sentences(scan.text, piece.span).find(|s| s.contains(mention.span));
        quote(scan.text, sentence.unwrap_or(piece.span), mention.span, mention.span)
    };
    let entry = shown.entry(mention.skill).or_insert_with(|| SkillEvidence {
        skill: mention.skill,
        evidence,
        via: None,
        quote: found_quote(),
        section: piece.section,
        sections: Sections::default(),
        used: None,
    });
    if evidence > entry.evidence {
        entry.evidence = evidence;
        entry.quote = found_quote();
        entry.section = piece.section;
    }
    entry.sections.insert(piece.section);
    let used = entry.used.get_or_insert_default();
    used.mentions += 1;
    if let Some(role) = role
        && let Err(at) = used.roles.binary_search(&role)
    {
        used.roles.insert(at, role);
    }
    if !used.spelled.iter().any(|s| s == spelled) {
        used.spelled.push(spelled.to_owned());
    }
}

fn place(piece: &Piece<ResumeSection>) -> Place {
    match piece.section {
        ResumeSection::Skills | ResumeSection::Certificates => Place::List,
        _ => Place::Text,
    }
}
