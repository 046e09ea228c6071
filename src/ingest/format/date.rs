//! The day a posting was published, however its board writes it.

use jiff::fmt::temporal::Pieces;

/// `YYYY-MM-DD` of an ISO date or datetime, or of seconds, milliseconds or microseconds since 1970 (UTC). The day of a
/// datetime is the one written, whatever its offset. None for everything else: `3 days ago` has no date of its own.
pub(super) fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(date) = epoch(text) {
        return Some(date);
    }
    Some(Pieces::parse(text).ok()?.date().to_string())
}

/// Numbers as boards and spreadsheets write them: `1762128000`, `1762128000000`, `1.762128e12`.
fn epoch(text: &str) -> Option<String> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b".eE+".contains(&b)) {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    // Each unit from 1973 to the year 5138; a compact date such as 20261103 lies below all of them.
    let seconds = match number {
        1e8..1e11 => number,
        1e11..1e14 => number / 1e3,
        1e14..1e17 => number / 1e6,
        _ => return None,
    };
    // Within the ranges above this is far inside an i64.
    let timestamp = jiff::Timestamp::from_second(seconds as i64).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(timestamp).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_or_left_out() {
        let table = [
            ("2026-11-03", Some("2026-11-03")),
            ("20261103", Some("2026-11-03")),
            (" 2026-11-03T23:30:00-05:00 ", Some("2026-11-03")),
            ("2026-11-03T23:30:00Z", Some("2026-11-03")),
            ("2026-11-03 08:00:00", Some("2026-11-03")),
            ("2026-11-03 08:00:00.123+00:00", Some("2026-11-03")),
            ("1762128000", Some("2025-11-03")),
            ("1762128000000", Some("2025-11-03")),
            ("1.762128E+12", Some("2025-11-03")),
            ("1762128000.0", Some("2025-11-03")),
            ("2026-13-03", None),
            ("3 days ago", None),
            ("11/03/2026", None),
            ("7", None),
            ("e", None),
            ("", None),
        ];
        for (text, date) in table {
            assert_eq!(day(text).as_deref(), date, "{text}");
        }
    }
}
