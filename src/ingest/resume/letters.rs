//! Letters that stand apart in the file and not on the page: headings set wide ("E X P E R I E N C E"), and words whose first
//! letter a converter split off ("J ava").

use std::collections::BTreeSet;

use crate::ingest::Block;

/// Letters in a row that are set wide and no abbreviation.
const WIDE_MIN: usize = 4;

/// Words split, and different letters among them, from which on a document is known to be split.
const SPLIT_MIN: usize = 4;

/// Words of two letters, to tell "a s" (as) from two words of one letter.
const SHORT: [&str; 30] = [
    "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no", "of", "on", "or",
    "so", "to", "up", "us", "we", "ai", "ui", "ux", "js", "ci", "ms",
];

/// Joins what was meant as one word.
pub(super) fn join(blocks: &mut [Block]) {
    let split = is_split(blocks);
    for block in blocks {
        if let Some(text) = narrowed(&block.text) {
            block.text = text;
        }
        if split {
            block.text = block.text.split('\n').map(whole_words).collect::<Vec<_>>().join("\n");
        }
    }
}

/// The text with its wide lines set narrow; none where no line is wide. Two spaces or a tab part the words of a wide line.
fn narrowed(text: &str) -> Option<String> {
    if !text.split('\n').any(|line| wide_run(line).is_some()) {
        return None;
    }
    let lines = text.split('\n').map(|line| {
        let mut out = String::new();
        let mut rest = line;
        while let Some((start, end)) = wide_run(rest) {
            out.push_str(&rest[..start]);
            let words = rest[start..end].split("  ").map(|word| word.replace(' ', "")).filter(|word| !word.is_empty());
            out.push_str(&words.collect::<Vec<_>>().join(" "));
            rest = &rest[end..];
        }
        out + rest
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Where single capitals (with "&" among them) follow each other, a space or two between them.
fn wide_run(line: &str) -> Option<(usize, usize)> {
    let mut start = None;
    let (mut letters, mut end, mut at) = (0, 0, 0);
    for token in line.split_inclusive(' ') {
        let word = token.trim_end_matches(' ');
        let single = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() || c == '&');
        // An empty token is the second space of two.
        if single {
            start = start.or(Some(at));
            letters += 1;
            end = at + word.len();
        } else if !word.is_empty() {
            if letters >= WIDE_MIN {
                break;
            }
            (start, letters) = (None, 0);
        }
        at += token.len();
    }
    start.filter(|_| letters >= WIDE_MIN).map(|start| (start, end))
}

/// Whether a document's words are split. A capital by itself before small letters ("S pring") is rare in a sound text, and
/// then the same few letters (a name's initial, the languages C and R).
fn is_split(blocks: &[Block]) -> bool {
    let mut split = 0;
    let mut letters = BTreeSet::new();
    for line in blocks.iter().flat_map(|block| block.text.split('\n')) {
        let mut words = line.split(' ').filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let Some(letter) = lone_letter(word) else { continue };
            let rest = words.peek().is_some_and(|next| next.starts_with(char::is_lowercase) && next.len() > 1);
            if letter.is_uppercase() && !"AICRVX".contains(letter) && rest {
                split += 1;
                letters.insert(letter);
            }
        }
    }
    split >= SPLIT_MIN && letters.len() >= SPLIT_MIN
}

/// The letter of a word of one letter, an opening bracket aside.
fn lone_letter(word: &str) -> Option<char> {
    let mut chars = word.trim_start_matches('(').chars();
    chars.next().filter(|c| c.is_alphabetic() && chars.next().is_none())
}

fn whole_words(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    // In some lines every word is split, in others one here and there: small letters that no letter stands before show it.
    let whole = |pair: &&[&str]| {
        lone_letter(pair[0]).is_none() && pair[1].starts_with(char::is_lowercase) && lone_letter(pair[1]).is_none()
    };
    let letters = words.iter().filter(|word| lone_letter(word).is_some()).count();
    let dense = letters * 5 >= words.len() * 2 && words.windows(2).filter(whole).count() <= 1 + words.len() / 10;
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        out.push_str(word);
        at += 1;
        if let Some(next) = words.get(at) {
            if belongs(word, next, words.get(at + 1).copied(), dense) {
                out.push_str(next);
                at += 1;
            }
            if at < words.len() {
                out.push(' ');
            }
        }
    }
    out
}

/// Whether `next` is the rest of the word that `word` begins.
fn belongs(word: &str, next: &str, after: Option<&str>, dense: bool) -> bool {
    let Some(letter) = lone_letter(word) else {
        let digit = word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit());
        // "2 019" is a year, in a line with few other words, too.
        let year = matches!(word, "1" | "2") && next.len() == 3 && next.starts_with(['0', '9']);
        let year = year && next.bytes().all(|b| b.is_ascii_digit());
        return digit && (dense && next.starts_with(|c: char| c.is_ascii_digit()) || year);
    };
    let Some(first) = next.chars().next() else { return false };
    if let Some(second) = lone_letter(next) {
        let pair: String = [letter, second].into_iter().collect();
        let capitals = letter.is_uppercase() && second.is_uppercase();
        // Where every word is split, what follows without a letter before it is the rest of one that `next` begins.
        let begins =
            dense && after.is_some_and(|after| after.starts_with(char::is_lowercase) && lone_letter(after).is_none());
        let short = SHORT.contains(&pair.to_lowercase().as_str()) && (letter.is_uppercase() || second.is_lowercase());
        return !begins && (dense && (short || capitals) || short && letter.is_uppercase() && !capitals);
    }
    if dense {
        return first.is_alphanumeric() || matches!(first, '#' | '+' | '.');
    }
    let word_of_its_own = "AaIi".contains(letter) || "CR".contains(letter) && first.is_lowercase() && next.len() > 6;
    let rest = first.is_lowercase() || letter.is_uppercase() && next.chars().take(2).all(char::is_uppercase);
    rest && !word_of_its_own && (letter.is_uppercase() || !"stdm".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::BlockKind;

    fn joined(lines: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: (*text).to_owned() };
        let mut blocks: Vec<Block> = lines.iter().map(block).collect();
        join(&mut blocks);
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn wide_headings_become_words() {
        for (wide, narrow) in [
            ("E X P E R I E N C E", "EXPERIENCE"),
            ("W O R K  H I S T O R Y", "WORK HISTORY"),
            ("S K I L L S  &  T O O L S", "SKILLS & TOOLS"),
            ("Name\nS K I L L S", "Name\nSKILLS"),
            ("vitamins A B C", "vitamins A B C"),
            ("John A B Smith", "John A B Smith"),
        ] {
            assert_eq!(joined(&[wide]), [narrow], "{wide}");
        }
    }

    #[test]
    fn split_words_become_whole_where_the_document_is_split() {
        let some = [
            "I used S pring and K afka with M ySQL on D ocker",
            "In G o and R EST I led a small team with some care",
            "C developer",
        ];
        assert_eq!(
            joined(&some)[..2],
            ["I used Spring and Kafka with MySQL on Docker", "In Go and REST I led a small team with some care"]
        );
        let all = [
            "Built t he b illing s ervice i n J ava 8 , S pring a nd K afka a s a t eam o f f our",
            "S ince M ay 2 019 I w as a ble t o u se M ySQL, C #, C ++, U I a nd G it a s a m ember",
        ];
        assert_eq!(
            joined(&all),
            [
                "Built the billing service in Java 8 , Spring and Kafka as a team of four",
                "Since May 2019 I was able to use MySQL, C#, C++, UI and Git as a member"
            ]
        );
        let sound = ["J. Doe, class B driver", "grade A student", "C developer, R scripts, team s plan, plan B works"];
        assert_eq!(joined(&sound), sound);
    }
}
