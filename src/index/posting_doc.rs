//! A posting as the index takes it.

/// A posting's texts and the terms that were extracted from it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PostingDoc {
    /// The posting; at most one document of the index has it.
    pub posting_id: String,
    /// Job title.
    pub title: String,
    /// Employer.
    pub company: String,
    /// Place as written.
    pub location: String,
    /// The description without markup.
    pub body: String,
    /// Ids of the skills asked for.
    pub skills: Vec<String>,
    /// Display names of the same skills, so that a query may use either.
    pub skill_names: Vec<String>,
    /// Tiers of the skills asked for.
    pub tiers: Vec<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Level asked for.
    pub level: Option<String>,
    /// Years of experience asked for.
    pub min_years: Option<u32>,
    /// Whether the work is remote.
    pub is_remote: Option<bool>,
    /// Requirements of importance `required`.
    pub n_required: u32,
}
