//! Short texts close together in memory: names are looked up for every row of the large tables.

/// Texts by their places, held as one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined {
    text: String,
    /// Where each begins, and after the last one the end.
    starts: Vec<u32>,
}

impl Joined {
    /// None yet, with room for so many.
    pub fn with_capacity(texts: usize) -> Self {
        let mut starts = Vec::with_capacity(texts + 1);
        starts.push(0);
        Self { text: String::new(), starts }
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.starts.push(self.text.len() as u32);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.starts.windows(2).map(|ends| &self.text[ends[0] as usize..ends[1] as usize])
    }

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
        let mut out = Self::with_capacity(0);
        texts.into_iter().for_each(|text| out.push(text));
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
        assert!((0..4).all(|place| joined.at(place) == texts[place]) && joined.iter().eq(texts));
        assert_eq!((joined.len(), Joined::default().len(), Joined::default().iter().count()), (4, 0, 0));
    }
}
