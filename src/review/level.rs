//! How senior is the person, and why? Titles and years of the trade first, then what the statements show.

use super::bullet::Bullet;
use super::opener::Ownership;
use super::signal::Signal;
use crate::extract::{Level, Month, ResumeProfile};

/// Statements that must show a decision, or scale, before they stand for a level by themselves.
const ENOUGH: usize = 2;

/// The level of a person with its reasons. Where no title and no dated job tells, decisions in statements do: two of them,
/// beside a team that was led, are a senior's, two alone or two with scale in work of one's own are no junior's. Who tells of no job is a beginner. Years
/// that the resume states count where its dated jobs account for fewer.
pub(super) fn level(profile: &ResumeProfile, bullets: &[Bullet], as_of: Option<Month>) -> (Option<Level>, Vec<String>) {
    let (mut decisions, mut scale, mut owned, mut led) = (0, 0, 0, 0);
    for bullet in bullets {
        let shown = Signal::bits(&bullet.signals);
        let has = |signal: Signal| shown & signal.bit() != 0;
        let decides = has(Signal::ApiDesign) | has(Signal::DatabaseDecision) | has(Signal::TradeOff);
        decisions += usize::from(decides);
        scale += usize::from(has(Signal::Scale));
        owned += usize::from(has(Signal::Scale) & (bullet.ownership == Ownership::Strong));
        led += usize::from(bullet.leads_people);
    }
    let mut reasons = Vec::new();
    let by_title = profile.level_of_title();
    let years = profile.trade_tenths(as_of);
    let stated = profile.stated_beyond_jobs(as_of);
    let level = profile.level(as_of).or(match () {
        () if decisions >= ENOUGH && led > 0 => Some(Level::Senior),
        () if decisions >= ENOUGH || owned >= ENOUGH => Some(Level::Mid),
        // Nearly all who tell of projects and of what they know, and of no job, are beginners.
        () if profile.tells_of_no_job() && !profile.named.is_empty() => Some(Level::Junior),
        () => None,
    });
    if let Some(level) = by_title {
        reasons.push(format!("The title of the newest job says {level}."));
    }
    if let Some(tenths) = years {
        let jobs = profile.trade_roles().count();
        let other = profile.roles.len() - jobs;
        let jobs = if jobs == 1 { "1 job".to_owned() } else { format!("{jobs} jobs") };
        let decided = if by_title.is_none() && stated.is_none() { ", which decides" } else { "" };
        reasons.push(format!("{}.{} years in {jobs} of this trade{decided}.", tenths / 10, tenths % 10));
        match other {
            0 => {}
            1 => reasons.push("1 job of another trade does not count.".to_owned()),
            n => reasons.push(format!("{n} jobs of another trade do not count.")),
        }
    }
    if let Some(tenths) = stated {
        let why = if years.is_some() { "more than its dated jobs show" } else { "and no job has dates" };
        let decided = if by_title.is_none() { ": this decides" } else { "" };
        let years = if tenths < 20 { "1 year".to_owned() } else { format!("{} years", tenths / 10) };
        reasons.push(format!("The resume states {years} of experience, {why}{decided}."));
    }
    if level.is_none() {
        reasons.push("No title and no dates tell the level: judged as mid.".to_owned());
    } else if profile.tells_of_no_job() && stated.is_none() && level == Some(Level::Junior) {
        reasons.push("No job is told of: judged as junior.".to_owned());
    } else if by_title.is_none() && years.is_none() && stated.is_none() {
        reasons.push("No title and no dates tell the level: the statements do.".to_owned());
    }
    if !bullets.is_empty() {
        let n = bullets.len();
        let parts = [("Of ", n), (" statements ", scale), (" show scale, ", decisions), (" a decision, ", led)];
        reasons.push(counted(&parts, " people led."));
        let missing = match level.unwrap_or(Level::Mid) {
            Level::Intern | Level::Junior if scale == 0 => Some("how many endpoints, users or screens there were"),
            Level::Mid if !bullets.iter().any(|b| b.metrics.iter().any(|m| m.role.is_some())) => {
                Some("a number before and after")
            }
            Level::Senior | Level::Lead if decisions == 0 => Some("a decision with the constraint that drove it"),
            Level::Senior | Level::Lead if scale == 0 => Some("how much traffic, data or money it was"),
            _ => None,
        };
        if let Some(missing) = missing {
            reasons.push(format!("At this level a reader looks for {missing}, and finds none."));
        }
    }
    (level, reasons)
}

/// Words and counts by turns, and an end: every resume has such a sentence, and `format!` takes longer than a statement.
fn counted(parts: &[(&str, usize)], end: &str) -> String {
    fn push(out: &mut String, n: usize) {
        if n > 9 {
            push(out, n / 10);
        }
        out.push(char::from(b'0' + (n % 10) as u8));
    }
    let mut out = String::with_capacity(80);
    for (words, n) in parts {
        out.push_str(words);
        push(&mut out, *n);
    }
    out.push_str(end);
    out
}

#[cfg(test)]
mod tests {
    use crate::extract::{Extractor, Level};
    use crate::review::review;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn who_tells_of_no_job_is_a_beginner() {
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let level = |parts: &str| {
            let text = format!("Jo Doe\n\nSkills\nPython, SQL\n\n{parts}");
            review(extractor.taxonomy(), &text, &extractor.resume(&text), None).level
        };
        assert_eq!(level("Projects\n• Built the page of a chess club in Django\n"), Some(Level::Junior));
        assert_eq!(level("Education\nBSc, Example College, 2024\n"), Some(Level::Junior));
        // A job without dates is one, where its post is named: else trainings and projects stand there.
        assert_eq!(level("Experience\n• Built the page of a chess club in Django\n"), Some(Level::Junior));
        assert_eq!(level("Experience\nDeveloper, Example Ltd\n• Built the page of a chess club in Django\n"), None);
        assert_eq!(level("Experience\n• Working as a developer of clubs in Example Ltd\n"), None);
        // Years that are stated count where dated jobs show fewer.
        let stated = "Experience (6 years)\nDeveloper, Example Ltd\n• Built the page of a chess club in Django\n";
        assert_eq!(level(stated), Some(Level::Senior));
        let few = "Summary\nDeveloper with 6 years of experience\n\nExperience\nDeveloper, Example Ltd, 2018 - 2019\n• Built a page\n";
        assert_eq!(level(few), Some(Level::Senior));
        let other = "Summary\nWith 6 years of experience\n\nExperience\nWaiter, Example Ltd, 2010 - 2017\n• Ran a bar\nDeveloper, \
                     Sample Ltd, 2018 - 2018\n• Built a page in Django\n";
        assert_eq!(level(other), Some(Level::Junior));
        let dated = "Experience\nDeveloper, Example Ltd, 2018 - 2024\n• Built the page of a chess club in Django\n";
        assert_eq!(level(dated), Some(Level::Senior));
    }
}
