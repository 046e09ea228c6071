//! Short texts close together in memory: names are looked up for every row of the large tables.

/// Texts by their places, held as one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined {
    text: String,
    /// Where each begins, and after the last one the end.
    starts: Vec<u32>,
}

impl Joined {
    /// The text at a place.
    ///
    /// # Panics
    /// Where there are not so many.
    pub fn at(&self, place: usize) -> &str {
        &self.text[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

impl<'a> FromIterator<&'a str> for Joined {
    fn from_iter<T: IntoIterator<Item = &'a str>>(texts: T) -> Self {
        let mut out = Self { text: String::new(), starts: vec![0] };
        for text in texts {
            out.text.push_str(text);
            out.starts.push(out.text.len() as u32);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_by_their_places() {
        let texts = ["Go", "", "C#", "ärger"];
        let joined: Joined = texts.into_iter().collect();
        assert!((0..4).all(|place| joined.at(place) == texts[place]));
    }
}
