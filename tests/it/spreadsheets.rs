//! What is planted in documents does nothing in a real spreadsheet program.

use std::process::Command;

use crate::command::Case;

const POSTINGS: &str = "id,title,company,description
\"=1+1\",\"=HYPERLINK(\"\"http://127.0.0.1:9/x\"\",\"\"click\"\")\",\"@SUM(1+1)\",\"Requirements:
- Rust and Kafka\"
\"+2+2\",\"-3+3\",\"=cmd|' /C calc'!A0\",\"Requirements:
- =1+1 with Rust\"
";

/// Not run by default: it starts LibreOffice Calc (`soffice`, Debian's libreoffice-calc).
#[test]
#[ignore = "needs LibreOffice Calc: cargo test --release --test it spreadsheets -- --ignored"]
fn planted_formulas_do_nothing_in_libreoffice() {
    let resume =
        "Ada Sample\n\nExperience\n\nEngineer, Example Ltd, 2020 - 2022\n- =1+1 Built the order service in Rust\n";
    let case = Case::new().with("postings/a.csv", POSTINGS).with("resumes/a.txt", resume);
    assert!(case.run(&["--quiet", "--format", "csv,xlsx"]).status.success());
    for file in ["gaprank.xlsx", "postings.csv", "bullets.csv", "gaps.csv"] {
        let to = case.path(&format!("converted_{file}"));
        let done = Command::new("soffice")
            .args(["--headless", "--norestore", "--convert-to", "fods", "--outdir"])
            .arg(&to)
            .arg(format!("-env:UserInstallation=file://{}", case.path("profile").display()))
            .arg(case.path("out").join(file))
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        let converted = std::fs::read_dir(&to).unwrap().next().unwrap().unwrap().path();
        let sheet = std::fs::read_to_string(converted).unwrap();
        // LibreOffice itself reads a truth value of XLSX as TRUE() or FALSE().
        let formulas = sheet.matches("table:formula=").count();
        let truths = ["of:=TRUE()", "of:=FALSE()"].map(|truth| sheet.matches(truth).count());
        assert_eq!(formulas, truths.iter().sum::<usize>(), "{file}");
        assert!(!sheet.contains("xlink:href"), "{file}");
        assert!(sheet.contains("1+1"), "{file} holds what was planted, as text");
    }
}
