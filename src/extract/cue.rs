//! Words that tell how something is meant, as data: `cues.csv`. A new wording is a row there.

use serde::Deserialize;

use crate::error::{Error, Result};

/// What a cue tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cue {
    /// Opens what a posting demands.
    HeadingRequirements,
    /// Opens what it would like.
    HeadingPreferred,
    /// Opens what the person will do.
    HeadingDuties,
    /// Opens what the employer says of itself.
    HeadingAbout,
    /// Opens what the team uses.
    HeadingStack,
    /// Opens a list of tags.
    HeadingTags,
    /// Opens what the employer gives.
    HeadingBenefits,
    /// Opens equal-opportunity, privacy and legal text.
    HeadingEeo,
    /// Opens what can be learnt in the job.
    HeadingLearn,
    /// Opens what is said not to be needed.
    HeadingUnasked,
    /// Softens what stands before it: "is a plus".
    SoftAfter,
    /// Softens what stands behind it: "ideally".
    SoftBefore,
    /// Says that something is needed: "experience with".
    Need,
    /// Says so of what stands before it: "is required".
    NeedAfter,
    /// Says that the employer wants what the sentence names: "we are looking for".
    Demand,
    /// Denies what stands right behind it: "no", "instead of".
    NegationBefore,
    /// Denies the whole list that stands right behind it: "we stopped using".
    DenialBefore,
    /// Denies what stands before it: "is not needed".
    NegationAfter,
    /// What stands with it can be learnt on the job.
    Learn,
    /// Tells of customers, investors and former employers: what stands behind is a company.
    Customers,
    /// Says nothing, and keeps a part of itself from being read: "you have the opportunity", "gain experience with".
    Idle,
    /// Benefits or legal text inside another section.
    Blurb,
    /// Opens examples: "such as".
    SuchAs,
    /// Any one will do: "one of".
    OneOf,
    /// Any one will do: "or similar".
    OrSimilar,
    /// Opens parts of a whole: "including".
    Including,
    /// A word for a class of technologies: "message queues".
    Class,
    /// A practice that tools stand for and that is asked for by itself: "CI/CD".
    Practice,
    /// "years"
    Years,
    /// A person says of themselves not to have done what stands behind it: "no experience with", "would like to try".
    Disclaimer,
    /// Opens a resume's jobs.
    ResumeExperience,
    /// Opens its projects.
    ResumeProjects,
    /// Opens its list of skills.
    ResumeSkills,
    /// Opens its education.
    ResumeEducation,
    /// Opens its summary.
    ResumeSummary,
    /// Opens its certificates.
    ResumeCertificates,
    /// Opens who and where the person is, and who vouches for them.
    ResumeContact,
    /// Opens anything else.
    ResumeOther,
}

/// Kinds of cues, a bit each: by those of a line or sentence most rules pass it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u64);

impl Kinds {
    pub(super) const fn of(cues: &[Cue]) -> Self {
        let (mut kinds, mut n) = (0, 0);
        while n < cues.len() {
            kinds |= 1 << cues[n] as u64;
            n += 1;
        }
        Self(kinds)
    }

    /// Those that tell anything of a posting.
    pub(super) const OF_POSTINGS: Self = Self(
        !Self::of(&[
            Cue::Disclaimer,
            Cue::ResumeExperience,
            Cue::ResumeProjects,
            Cue::ResumeSkills,
            Cue::ResumeEducation,
            Cue::ResumeSummary,
            Cue::ResumeCertificates,
            Cue::ResumeContact,
            Cue::ResumeOther,
        ])
        .0,
    );

    /// Those that open a part of a posting.
    pub(super) const HEADINGS: Self = Self::of(&[
        Cue::HeadingRequirements,
        Cue::HeadingPreferred,
        Cue::HeadingDuties,
        Cue::HeadingAbout,
        Cue::HeadingStack,
        Cue::HeadingTags,
        Cue::HeadingBenefits,
        Cue::HeadingEeo,
        Cue::HeadingLearn,
        Cue::HeadingUnasked,
    ]);

    /// Those that tell anything of a resume.
    pub(super) const OF_RESUMES: Self = Self(!Self::HEADINGS.0);

    pub(super) const fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) const fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u64 & 1 == 1
    }

    pub(super) fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u64;
    }

    /// Whether one of them is one of the `others`.
    pub(super) fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

impl FromIterator<Cue> for Kinds {
    fn from_iter<T: IntoIterator<Item = Cue>>(cues: T) -> Self {
        cues.into_iter().fold(Self::default(), |mut kinds, cue| {
            kinds.add(cue);
            kinds
        })
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    kind: Cue,
    phrase: String,
}

/// The cues compiled in.
pub(super) fn cues() -> Result<Vec<(Cue, String)>> {
    csv::Reader::from_reader(include_bytes!("cues.csv").as_slice())
        .deserialize()
        .map(|row: Result<Row, csv::Error>| row.map(|r| (r.kind, r.phrase)))
        .collect::<Result<_, _>>()
        .map_err(|e| Error::Taxonomy { place: "cues.csv".into(), message: e.to_string() })
}
