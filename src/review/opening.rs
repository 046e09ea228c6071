//! What stands behind a weak opening, put so that the person's own part can go before it.

use super::opener::is_verb;

/// Verbs whose past is not regular, as (base, past).
pub(super) const IRREGULAR: &[(&str, &str)] = &[
    ("build", "built"),
    ("rebuild", "rebuilt"),
    ("lead", "led"),
    ("write", "wrote"),
    ("rewrite", "rewrote"),
    ("run", "ran"),
    ("choose", "chose"),
    ("make", "made"),
    ("take", "took"),
    ("drive", "drove"),
    ("grow", "grew"),
    ("keep", "kept"),
    ("bring", "brought"),
    ("speed", "sped"),
    ("break", "broke"),
    ("send", "sent"),
    ("hold", "held"),
    ("cut", "cut"),
    ("set", "set"),
    ("split", "split"),
    ("put", "put"),
    ("teach", "taught"),
    ("find", "found"),
];

/// "Helped migrate the shop" leaves `migrate the shop`, which becomes "in migrating the shop"; a thing ("the shop") stays.
pub(super) fn behind_part(rest: &str) -> String {
    let mut rest = rest.trim();
    for lead in ["with ", "in ", "on ", "to ", "for ", "the team to ", "the team ", "a team to ", "our team to "] {
        rest = rest.strip_prefix(lead).unwrap_or(rest).trim_start();
    }
    let words: Vec<&str> = rest.split(' ').collect();
    let Some(first) = words.first().and_then(|w| gerund(w)) else { return rest.to_owned() };
    let mut out = vec!["in".to_owned(), first];
    // "design and build"
    let also = (words.get(1) == Some(&"and")).then(|| words.get(2).and_then(|w| gerund(w))).flatten();
    let done = if let Some(also) = also {
        out.extend(["and".to_owned(), also]);
        3
    } else {
        1
    };
    out.extend(words[done..].iter().map(|w| (*w).to_owned()));
    out.join(" ")
}

/// The form in -ing of a verb of work in any form; none of other words.
fn gerund(word: &str) -> Option<String> {
    if word.is_empty() || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    if let Some((base, _)) = IRREGULAR.iter().find(|(base, past)| *base == word || *past == word) {
        return Some(of_base(base));
    }
    let known = |past: &str| is_verb(past);
    if let Some(stem) = word.strip_suffix("ing") {
        let verb =
            is_verb(word) || known(&format!("{stem}ed")) || IRREGULAR.iter().any(|(base, _)| of_base(base) == word);
        return verb.then(|| word.to_owned());
    }
    if let Some(stem) = word.strip_suffix("ed")
        && is_verb(word)
    {
        return Some(stem.strip_suffix('i').map_or_else(|| format!("{stem}ing"), |s| format!("{s}ying")));
    }
    let doubled = word.chars().next_back().map(|c| format!("{word}{c}ed")).unwrap_or_default();
    let by_y = word.strip_suffix('y').map(|s| format!("{s}ied")).unwrap_or_default();
    let pasts = [format!("{word}ed"), format!("{word}d"), by_y];
    if pasts.iter().any(|p| known(p)) || is_verb(word) {
        return Some(of_base(word));
    }
    known(&doubled).then(|| format!("{}ing", &doubled[..doubled.len() - 2]))
}

fn of_base(base: &str) -> String {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let bytes = base.as_bytes();
    if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with('e')) {
        return format!("{stem}ing");
    }
    let short = bytes.len() <= 5 && bytes.iter().filter(|b| vowel(**b)).count() == 1;
    match bytes {
        [.., before, last] if short && vowel(*before) && !vowel(*last) && !matches!(last, b'w' | b'x' | b'y') => {
            format!("{base}{}ing", char::from(*last))
        }
        _ => format!("{base}ing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_goes_on_and_a_thing_stays() {
        for (rest, put) in [
            ("migrate the shop to PostgreSQL", "in migrating the shop to PostgreSQL"),
            ("to build an API", "in building an API"),
            ("design and build an API", "in designing and building an API"),
            ("with deploying services", "in deploying services"),
            ("built the search", "in building the search"),
            ("cut costs", "in cutting costs"),
            ("the payments API", "the payments API"),
            ("on the billing service", "the billing service"),
            ("React pages", "React pages"),
            ("", ""),
        ] {
            assert_eq!(behind_part(rest), put, "{rest}");
        }
    }
}
