//! Jobs that are told twice, and work that is a part of another job.

use crate::text::Span;

use super::date::RoleEnd;
use super::job_head::Head;
use super::role::Role;

/// A role with how its head tells of it.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub role: Role,
    pub head: Head,
    /// Whether its dates name months.
    pub exact: bool,
    /// Whether nothing there says that a job is meant.
    pub no_job: bool,
    /// Whether a label says who the employer is.
    pub employed: bool,
}

/// Leaves out what is no job of its own: an assignment within the months of the job above it that names no employer, and a job that a
/// summary or a table names again.
pub(super) fn fold(text: &str, jobs: Vec<Job>) -> Vec<Role> {
    let mut kept: Vec<Job> = Vec::with_capacity(jobs.len());
    for job in jobs {
        match kept.last_mut() {
            Some(above) if job.no_job || is_part(&job, above) => {
                above.role.span.end = job.role.span.end;
                above.role.of_trade |= job.role.of_trade;
                above.role.named_of_trade |= job.role.named_of_trade;
            }
            None if job.no_job => {}
            _ => kept.push(job),
        }
    }
    // Two jobs that stand again are a list; one may be a second job of the same months.
    let again = |at: usize| (0..at.saturating_sub(1)).any(|other| same_months(&kept[at], &kept[other]));
    let listed = (0..kept.len()).filter(|at| again(*at)).count() > 1;
    let mut out: Vec<(usize, Job)> = Vec::with_capacity(kept.len());
    for (number, job) in kept.into_iter().enumerate() {
        let is_again = |(before, other): &(usize, Job)| {
            same_months(&job, other) && (same_names(text, &job, other) || listed && before + 1 < number)
        };
        let Some(at) = out.iter().position(is_again) else {
            out.push((number, job));
            continue;
        };
        // The one that tells more counts, and the other has what it does not name.
        let length = |role: &Role| role.span.end - role.span.start;
        let (first, again) = (&mut out[at].1.role, job.role);
        let other = if length(&again) > length(first) { std::mem::replace(first, again) } else { again };
        first.title = first.title.or(other.title);
        first.company = first.company.or(other.company);
        first.level = first.level.or(other.level);
        first.of_trade |= other.of_trade;
        first.named_of_trade |= other.named_of_trade;
    }
    let mut roles: Vec<Role> = out.into_iter().map(|(_, job)| job.role).collect();
    roles.sort_by_key(|role| role.span.start);
    roles
}

/// Whether a head tells of what was done in the job above it: "Role: ..., Duration: ..." of a project.
fn is_part(job: &Job, above: &Job) -> bool {
    let told = matches!(job.head, Head::Labelled | Head::Told) && !job.employed;
    let (inner, outer) = (&job.role, &above.role);
    let within = outer.start <= inner.start && inner.end <= outer.end;
    let same = outer.start == inner.start && inner.end == outer.end;
    let unnamed = inner.company.is_none() || job.head == Head::Labelled;
    told && within && !same && unnamed && outer.company.is_some() && above.head != Head::Told
}

/// Whether two jobs have the same dates, to the month.
fn same_months(one: &Job, two: &Job) -> bool {
    let single = one.role.end == RoleEnd::In(one.role.start);
    one.role.start == two.role.start && one.role.end == two.role.end && one.exact && two.exact && !single
}

/// Whether two jobs have the same names, where both have any.
fn same_names(text: &str, one: &Job, two: &Job) -> bool {
    let same =
        |a: Option<Span>, b: Option<Span>| a.zip(b).is_none_or(|(a, b)| a.of(text).eq_ignore_ascii_case(b.of(text)));
    let named = |job: &Job| job.role.title.is_some() || job.role.company.is_some();
    same(one.role.company, two.role.company) && same(one.role.title, two.role.title) && named(one) && named(two)
}
