//! `gaprank audit`: rates of groups that the user supplies, and the self-test.

use crate::command::{gaprank, sample, stderr, stdout, table};

#[test]
fn rates_and_the_self_test() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("groups.csv");
    let resumes = table(sample(), "resumes");
    let row =
        |(at, resume): (usize, &crate::command::Row)| format!("{},{}\n", resume["source_path"], ["x", "y"][at % 2]);
    let rows: String = resumes.iter().enumerate().map(row).collect();
    let audit = |groups: &str, more: &[&str]| {
        std::fs::write(&file, groups).unwrap();
        let (out, file) = (sample().display().to_string(), file.display().to_string());
        gaprank(&[&["audit", "--out", &out, "--groups", &file], more].concat())
    };
    let done = audit(&format!("source_path,group\n{rows}nobody.pdf,x\n"), &["--threshold", "70"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let said = stdout(&done);
    // By hand: who has a match at 70 or over, each resume that repeats another left out.
    for (group, parity) in [("x", 0), ("y", 1)] {
        let of: Vec<_> =
            resumes.iter().enumerate().filter(|(at, r)| at % 2 == parity && r["duplicate_of"].is_empty()).collect();
        let reaches = |id: &str| {
            table(sample(), "matches")
                .iter()
                .any(|m| m["resume_id"] == id && m["score"].parse::<f64>().is_ok_and(|s| s >= 70.0))
        };
        let selected = of.iter().filter(|(_, r)| reaches(&r["resume_id"])).count();
        let line = said.lines().find(|l| l.trim_start().starts_with(&format!("{group}  "))).unwrap();
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells[1..3], [of.len().to_string(), selected.to_string()], "{said}");
    }
    assert!(
        said.contains("too few to conclude from") && said.contains("name no resume of the run: nobody.pdf"),
        "{said}"
    );
    assert!(said.contains("nothing differs"), "{said}");
    for (groups, message) in [
        ("resume,group\na,b\n", "needs a column resume_id or source_path"),
        ("resume_id,group\na,x\na,y\n", "is in two groups"),
        ("resume_id,group\na,x\n", "names no resume of this run"),
    ] {
        let refused = audit(groups, &[]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(message), "{}", stderr(&refused));
    }
}
