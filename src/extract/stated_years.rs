//! Years of experience that a person states of oneself: "Java developer with 6+ years of experience".

use super::clause::sentences;
use super::scan::Scan;
use super::section::{Piece, ResumeSection};
use super::years::years;

/// The most years that the headline, the summary or what stands above the jobs states, in tenths. Years of one technology are no more than
/// those of the person, who has them beside others.
pub(super) fn stated_tenths(scan: &Scan<'_>, pieces: &[Piece<ResumeSection>], first_job: u32) -> Option<u32> {
    let speaks = |piece: &&Piece<ResumeSection>| match piece.section {
        ResumeSection::Header | ResumeSection::Summary => true,
        ResumeSection::Experience => piece.heading || piece.span.end <= first_job,
        _ => piece.heading,
    };
    let stated = pieces.iter().filter(speaks).flat_map(|piece| sentences(scan.text, piece.span));
    let of_work = stated.filter(|sentence| {
        let small = sentence.of(scan.text).to_lowercase();
        // People misspell it in many ways: "expirience", "experiance".
        small.contains("exper") || small.contains("expir")
    });
    of_work.flat_map(|sentence| years(scan, sentence)).map(|years| u32::from(years.min) * 10).max()
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn years_are_stated_in_the_headline_the_summary_and_the_heading() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        for (text, years) in [
            ("Jo Doe\nWeb developer with 6+ years of experience\nBern", Some(60)),
            ("Jo Doe\n\nSummary\n• Over 8 years' experience in shops, 2 years of experience in Go", Some(80)),
            ("Jo Doe\n\nWork Experience (6+ years):\n• Built a shop", Some(60)),
            ("Jo Doe\n\nExperience\nWorking as a developer with 3 years of experience in shops", Some(30)),
            ("Jo Doe\n\nSummary\nDeveloper of shops, 27 years old", None),
            ("Jo Doe\n\nExperience\nEngineer, 2019 - 2021\n• Moved a shop of 30 years of experience in clay", None),
        ] {
            assert_eq!(extractor.resume(text).stated_tenths, years, "{text}");
        }
    }
}
