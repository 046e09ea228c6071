//! How what was found in a statement is written and read again where it is kept from run to run.

use arrayvec::ArrayVec;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::metric::MetricUnit;
use super::metrics;

/// Writes what stands in a few places as a list.
pub(super) fn serialize<T: Serialize, S: Serializer, const N: usize>(
    few: &ArrayVec<T, N>,
    to: S,
) -> Result<S::Ok, S::Error> {
    few.as_slice().serialize(to)
}

/// Reads it again.
pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>, const N: usize>(
    from: D,
) -> Result<ArrayVec<T, N>, D::Error> {
    let all = Vec::<T>::deserialize(from)?;
    let too_many = || D::Error::invalid_length(all.len(), &"fewer");
    if all.len() > N { Err(too_many()) } else { Ok(all.into_iter().collect()) }
}

impl<'de> Deserialize<'de> for MetricUnit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (thing, period) = <(String, Option<String>)>::deserialize(from)?;
        let known = |name: String| metrics::period(&name).ok_or_else(|| D::Error::custom("a period that is not known"));
        Ok(Self { thing: thing.into(), period: period.map(known).transpose()? })
    }
}

impl Serialize for MetricUnit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (&self.thing, self.period).serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Extractor;
    use crate::review::{Bullet, bullets};
    use crate::taxonomy::Taxonomy;

    #[test]
    fn statements_come_back_as_they_were_found() {
        let text = "Experience\nEngineer at Acme, 2019 - 2024\n\
            - Designed the payments API on Kafka for 5,000 requests per second, cutting p95 latency from 900 ms to 120 ms\n\
            - Helped with various tasks, saving $2M per year and 3 outages a month\n\
            - Moved 4 TB of orders from MySQL to PostgreSQL because joins were slow; 99.95% uptime, 12 engineers mentored\n";
        let extractor = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
        let found = bullets(extractor.taxonomy(), text, &extractor.resume(text));
        assert!(found.len() == 3 && found.iter().any(|b| b.metrics.iter().any(|m| m.unit.period.is_some())));
        assert!(found.iter().any(|b| !b.signals.is_empty()) && found.iter().any(|b| !b.flags.is_empty()));
        let kept = serde_json::to_string(&found).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Bullet>>(&kept).unwrap(), found);
    }
}
