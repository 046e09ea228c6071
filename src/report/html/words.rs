//! Codes of the tables in words for people.

/// What a remark on a resume means; an empty string for a code that is not known.
pub(super) fn remark(code: &str) -> &'static str {
    match code {
        "hidden_text" => "Text that a person does not see, which readers may take for a trick: take it out",
        "instruction" => "A sentence that speaks to a machine, which readers take for a trick: take it out",
        "keyword_stuffing" => {
            "A line that names skills for the sake of naming them: show a few of them in your work instead"
        }
        "mojibake" => "Characters that were decoded wrongly before the file was saved: type them again",
        _ => "",
    }
}

/// What the owner of a refused document should do.
pub(super) fn what_to_do(kind: &str, code: &str) -> &'static str {
    match (kind, code) {
        ("resume", "unsupported_type") => "Send the resume as PDF or DOCX.",
        ("resume", "image_only") => {
            "This is a picture of a resume, in which a program finds no text: export it from the editor as PDF with text."
        }
        ("resume", "no_text") => {
            "There is too little text to judge: check that this is the right file, and that its text is not a picture."
        }
        ("resume", "encrypted") => "Take the password off and send it again: nobody can open it without.",
        ("resume", "damaged") => "Open it, export it again as PDF or DOCX, and send that.",
        ("resume", "too_large") => "Export it without pictures; a resume needs no more than a few hundred kilobytes.",
        ("resume", "timeout") => "Its layout is too heavy to read: export it again as a plain PDF or DOCX.",
        (_, "internal_error") => "Report it to the makers of gaprank, with the document if you may.",
        ("resume", _) => "Send it again as PDF or DOCX.",
        (_, "no_description") => "The posting has a title alone: paste its full text.",
        (_, "duplicate_id" | "duplicate_record") => {
            "Nothing, if it is the same posting; else give it an id of its own."
        }
        (_, "bad_record" | "damaged") => "Export the file again, or mend the line that is named.",
        (_, "unsupported_type") => "Give postings as CSV, JSON, HTML, text or Parquet.",
        (_, "too_large") => "Split it, or raise its limit in gaprank.toml.",
        _ => "Check that the file can be opened and is what its name says.",
    }
}

/// A figure of the batch in words, and whether it is a share; none for a figure that the page shows otherwise.
pub(super) fn figure(metric: &str) -> Option<(&'static str, bool)> {
    Some(match metric {
        "mean_bullets" => ("Statements of work, on average", false),
        "mean_readiness" => ("Readiness of 100, on average", false),
        "share_over_budget" => ("List more than 25 technologies", true),
        "share_reading_garbled" => ("Files that read badly", true),
        "share_reading_multi_column" => ("Files with several columns", true),
        "share_reading_truncated" => ("Files that were cut off", true),
        "share_with_api_design" => ("Show the design of an API", true),
        "share_with_reliability" => ("Show work on reliability", true),
        "share_with_security" => ("Show security inside a feature", true),
        "share_without_database_decision" => ("Show no decision on a database", true),
        "share_without_scale" => ("Give no number of scale", true),
        _ => return None,
    })
}
