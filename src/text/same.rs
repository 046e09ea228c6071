//! Whether two texts say the same words.

/// A 128-bit hash of the words of `text`, their case, marks and layout aside: equal for one resume saved in two formats
/// whose readers saw the same words.
pub fn same_words(text: &str) -> u128 {
    let mut hasher = blake3::Hasher::new();
    let mut word = String::new();
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        word.clear();
        word.extend(part.chars().flat_map(char::to_lowercase));
        word.push(' ');
        hasher.update(word.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::same_words;

    #[test]
    fn layout_does_not_count_and_words_do() {
        assert_eq!(same_words("• Go, Rust\nSQL"), same_words("GO\nrust - sql"));
        assert_ne!(same_words("Go Rust"), same_words("Rust Go"));
        assert_ne!(same_words("GoRust"), same_words("Go Rust"));
    }
}
