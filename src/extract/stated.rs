//! What a posting's text says of the job where its input has no column for it: pay, remote work, place and day.

mod money;
mod pay;
mod posted;
mod remote;
mod roots;
mod site;

pub use pay::{Pay, Period};
pub use remote::is_remote;

/// What the words of a posting state of the job itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stated {
    /// The salary, as written.
    pub pay: Option<Pay>,
    /// Whether the work can be done wholly from elsewhere; none where nothing says.
    pub is_remote: Option<bool>,
    /// The place of work, as written.
    pub location: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub date_posted: Option<String>,
}

impl Stated {
    /// Reads the normalised text of a posting ([`crate::text::posting_text`]). Nothing depends on the day of the run: "3 days
    /// ago" is no date.
    pub fn of(text: &str) -> Self {
        // Small ASCII letters keep every place in the text.
        let lower = text.to_ascii_lowercase();
        let roots = roots::Roots::of(&lower);
        Self {
            pay: pay::pay(text, &lower, &roots),
            is_remote: remote::of_text(&lower, &roots),
            location: site::site(text, &lower, &roots),
            date_posted: posted::posted(&lower, &roots),
        }
    }
}
