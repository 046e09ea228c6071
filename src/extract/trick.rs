//! What is meant for machines and not for people: instructions to a model, and names of skills heaped up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ingest::{Remark, RemarkKind};
use crate::taxonomy::SkillId;
use crate::text::Span;

use super::mention::Mention;
use super::resume::ResumeProfile;
use super::scan::Extractor;
use super::section::{Piece, ResumeSection};

/// A trick in a text that people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trick {
    /// What it is: [`RemarkKind::Instruction`] or [`RemarkKind::KeywordStuffing`].
    pub kind: RemarkKind,
    /// Where it stands.
    pub span: Span,
}

/// One skill so often in one line says nothing the first time did not.
const REPEATED: usize = 6;

/// ... and a part of the words so large that the line is about nothing else: one in so many.
const ONE_IN: usize = 6;

/// So many different technologies in one line are a heap: three times what a skills list can carry.
const HEAP: usize = 75;

/// Lines of a resume that name skills for the sake of naming them.
pub(super) fn stuffed(text: &str, pieces: &[Piece<ResumeSection>], found: &[Mention]) -> Vec<Span> {
    let mut out = Vec::new();
    for mentions in found.chunk_by(|a, b| a.piece == b.piece).filter(|mentions| mentions.len() >= REPEATED) {
        let span = pieces[mentions[0].piece as usize].span;
        let mut counts: BTreeMap<SkillId, usize> = BTreeMap::new();
        mentions.iter().for_each(|mention| *counts.entry(mention.skill).or_default() += 1);
        let words = || span.of(text).split_whitespace().count();
        let most = counts.values().copied().max().unwrap_or(0);
        if most >= REPEATED && most * ONE_IN >= words() || counts.len() >= HEAP {
            out.push(span);
        }
    }
    out
}

impl Extractor {
    /// What a person should know of a resume's text: what its reader remarked (`read`), instructions in the text that it hid, and the
    /// tricks in plain sight.
    pub fn remarks(&self, text: &str, profile: &ResumeProfile, read: Vec<Remark>) -> Vec<Remark> {
        let mut out = read;
        let hidden: Vec<Remark> = out
            .iter()
            .filter(|remark| remark.kind == RemarkKind::HiddenText)
            .flat_map(|remark| self.instructed(&remark.text).into_iter().map(|span| span.of(&remark.text)))
            .map(|line| Remark::new(RemarkKind::Instruction, line))
            .collect();
        out.extend(hidden);
        out.extend(profile.tricks.iter().map(|trick| Remark::new(trick.kind, trick.span.of(text))));
        out
    }
}
