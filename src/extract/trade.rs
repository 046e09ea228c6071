//! Which jobs are of the trade that postings here are about.

use super::role::Role;

/// Gives a job of which nothing but its head is told the trade of the job beside it, where its title names no trade ("Lead Engineer"), and
/// tells which are of another trade.
pub(super) fn share_trade(text: &str, roles: &mut [Role]) {
    const PLAIN: [&str; 22] = [
        "analyst",
        "architect",
        "assistant",
        "associate",
        "chief",
        "consultant",
        "engineer",
        "head",
        "i",
        "ii",
        "iii",
        "jr",
        "junior",
        "lead",
        "leader",
        "principal",
        "senior",
        "sr",
        "staff",
        "team",
        "technical",
        "trainee",
    ];
    let plain = |title: &str| {
        let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.all(|word| PLAIN.iter().any(|plain| word.eq_ignore_ascii_case(plain)))
    };
    let bare =
        |role: &Role| role.span.of(text).lines().count() <= 2 && role.title.is_some_and(|title| plain(title.of(text)));
    for at in 0..roles.len() {
        let beside =
            [at.wrapping_sub(1), at + 1].iter().any(|other| roles.get(*other).is_some_and(|role| role.of_trade));
        if !roles[at].of_trade && beside && bare(&roles[at]) {
            roles[at].of_trade = true;
        }
    }
    /// Those who do research or work for themselves may do so on software.
    const OPEN: [&str; 12] = [
        "co",
        "cofounder",
        "contractor",
        "fellow",
        "founder",
        "freelance",
        "freelancer",
        "intern",
        "member",
        "research",
        "researcher",
        "scientist",
    ];
    let open = |title: &str| {
        title.split(|c: char| !c.is_alphanumeric()).any(|word| OPEN.iter().any(|open| word.eq_ignore_ascii_case(open)))
    };
    let other = |title: &str| !plain(title) && !open(title);
    for role in roles {
        role.of_other_trade = !role.of_trade && role.title.is_some_and(|title| other(title.of(text)));
    }
}

/// Whether the head of a job names a profession of software.
pub(super) fn names_trade(head: &str) -> bool {
    const WORDS: [&str; 20] = [
        "software",
        "developer",
        "programmer",
        "sde",
        "sdet",
        "devops",
        "sre",
        "backend",
        "frontend",
        "fullstack",
        "web",
        "data",
        "cloud",
        "platform",
        "database",
        "dba",
        "qa",
        "cto",
        "machine",
        "firmware",
    ];
    head.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.iter().any(|w| word.eq_ignore_ascii_case(w)))
}

/// Whether a title is one of those who keep computers, networks and systems running, test software or lead such people. To who hires for
/// software and its infrastructure their years count, and those who sell or guard do not.
pub(super) fn keeps_systems(title: &str) -> bool {
    const FIELDS: [&str; 13] = [
        "application",
        "computer",
        "desktop",
        "edp",
        "hardware",
        "infrastructure",
        "linux",
        "network",
        "server",
        "system",
        "systems",
        "technical",
        "windows",
    ];
    const POSTS: [&str; 14] = [
        "admin",
        "administrator",
        "analyst",
        "architect",
        "consultant",
        "engineer",
        "executive",
        "lead",
        "leader",
        "manager",
        "operator",
        "specialist",
        "support",
        "technician",
    ];
    const TESTS: [&str; 4] = ["test", "testing", "quality assurance", "automation"];
    const WHOLE: [&str; 7] = ["tester", "sysadmin", "helpdesk", "erp", "webmaster", "mis", "siem"];
    let small = title.to_lowercase();
    let words = || small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let any = |list: &[&str]| words().any(|word| list.contains(&word));
    let it = title
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .any(|word| matches!(word, "IT" | "I.T." | "I.T" | "ICT"));
    let tests =
        || any(&TESTS) && any(&["engineer", "analyst", "lead", "leader", "manager", "consultant", "specialist"]);
    it || any(&WHOLE)
        || any(&FIELDS) && any(&POSTS)
        || tests()
        || small.contains("help desk")
        || small.contains("service desk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_keeps_systems_running_is_of_the_trade() {
        for title in [
            "System Administrator",
            "Network Engineer",
            "IT Manager",
            "Manager (IT and Alarms)",
            "Test Lead",
            "Help desk agent",
        ] {
            assert!(keeps_systems(title), "{title}");
        }
        for title in ["Safety Officer", "Sales Manager", "Network Marketing", "Test pilot", "it"] {
            assert!(!keeps_systems(title), "{title}");
        }
    }
}
