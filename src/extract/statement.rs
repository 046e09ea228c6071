//! What a person says to have done: the bullets of jobs and projects.

use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::clause::sentences;
use super::date::{RoleEnd, range};
use super::role::Role;
use super::scan::Scan;
use super::section::{Piece, ResumeSection};

/// A bullet, or a sentence of a job's or project's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its words, without the mark of the list.
    pub span: Span,
    /// Where it stands: experience or projects.
    pub section: ResumeSection,
    /// The role it belongs to, as a place in [`super::ResumeProfile::roles`].
    pub role: Option<u16>,
}

/// The statements of experience and projects. Headers of roles, dates and bare lists of technologies are none.
pub(super) fn statements(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], roles: &[Role]) -> Vec<Statement> {
    let mut out = Vec::new();
    for piece in pieces {
        let work = matches!(piece.section, ResumeSection::Experience | ResumeSection::Projects);
        if !work || piece.heading {
            continue;
        }
        let role = roles.iter().position(|r| r.span.contains(piece.span)).map(|r| r as u16);
        let mut add = |span: Span| out.push(Statement { span, section: piece.section, role });
        if piece.item {
            let text = piece.span.of(scan.text);
            let n = words(text);
            let header = n < 12 && range(scan, piece.span).is_some();
            if !header && n >= 2 && !is_list(text) {
                add(piece.span);
            }
        } else {
            for sentence in sentences(scan.text, piece.span) {
                let text = sentence.of(scan.text);
                let n = words(text);
                let ended = text.ends_with(['.', ';', '!']);
                let told = ended && n >= 4 || n >= 9;
                // "Engineer, Example Ltd Bern, Switzerland June 2019 - present 4 years 2 months" says nothing of what was done.
                let spans = || range(scan, sentence).is_some_and(|r| r.end != RoleEnd::In(r.start));
                let header = || n < 16 && range(scan, sentence).is_some() || n < 24 && !ended && spans();
                if told && !header() && !is_list(text) {
                    add(sentence);
                }
            }
        }
    }
    out
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// "Technologies used: Java, Spring": a label and names.
fn is_list(text: &str) -> bool {
    const LABELS: [&str; 16] = [
        "tech",
        "environment",
        "tools",
        "stack",
        "skills",
        "languages",
        "frameworks",
        "platform",
        "software used",
        "used:",
        "database",
        "operating system",
        "role:",
        "client:",
        "duration",
        "team size",
    ];
    let Some(colon) = text.find(':').filter(|at| *at <= 40) else { return false };
    let label = text[..=colon].to_lowercase();
    LABELS.iter().any(|l| label.starts_with(l) || label.contains("technolog"))
}
