//! A word in small letters, made so where it stands: many lines are searched for dates, and few words are longer than a month.

use std::ops::Deref;

use arrayvec::ArrayString;

/// The small letters of a word.
pub(super) enum Small<'t> {
    /// They are the word's own.
    Own(&'t str),
    /// They fit in here.
    Short(ArrayString<24>),
    /// They do not, or are not all of ASCII.
    Other(String),
}

impl<'t> Small<'t> {
    pub(super) fn of(word: &'t str) -> Self {
        // Most words of dates are numbers or small already.
        if word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()) {
            return Self::Own(word);
        }
        match ArrayString::from(word) {
            Ok(mut short) if word.is_ascii() => {
                short.make_ascii_lowercase();
                Self::Short(short)
            }
            _ => Self::Other(word.to_lowercase()),
        }
    }
}

impl Deref for Small<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Own(word) => word,
            Self::Short(word) => word,
            Self::Other(word) => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_small_wherever_they_are_kept() {
        for word in ["may", "2019", "May", "MÄRZ", "Février", "", "Donaudampfschifffahrtsgesellschaft"] {
            assert_eq!(&*Small::of(word), word.to_lowercase(), "{word}");
        }
    }
}
