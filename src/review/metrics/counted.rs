//! Things that are counted and that no list of units knows: "14 dashboards", "2,300 gardeners".

use super::measure::STOPS;
use super::token::Kind;
use super::unit::unit;
use super::{Found, Reader};
use crate::review::metric::MetricKind;

/// Things that are counted in words too.
const SYSTEMS: [&str; 20] = [
    "storefronts",
    "warehouses",
    "products",
    "markets",
    "services",
    "microservices",
    "endpoints",
    "apis",
    "clusters",
    "regions",
    "servers",
    "databases",
    "pipelines",
    "apps",
    "applications",
    "nodes",
    "datacenters",
    "sites",
    "countries",
    "environments",
];

/// Whether a plural that no list knows is of people: "gardeners", "librarians", "cyclists".
fn is_people(word: &str) -> bool {
    const THINGS: [&str; 66] = [
        "servers",
        "containers",
        "workers",
        "brokers",
        "clusters",
        "routers",
        "orders",
        "numbers",
        "parameters",
        "controllers",
        "filters",
        "layers",
        "letters",
        "papers",
        "folders",
        "buffers",
        "headers",
        "tickers",
        "sensors",
        "vectors",
        "tensors",
        "errors",
        "doors",
        "floors",
        "colors",
        "monitors",
        "processors",
        "connectors",
        "registers",
        "timers",
        "triggers",
        "handlers",
        "loggers",
        "parsers",
        "crawlers",
        "scrapers",
        "adapters",
        "wrappers",
        "helpers",
        "offers",
        "transfers",
        "computers",
        "printers",
        "scanners",
        "trackers",
        "chapters",
        "quarters",
        "centers",
        "datacenters",
        "newsletters",
        "counters",
        "meters",
        "pointers",
        "producers",
        "consumers",
        "publishers",
        "banners",
        "stickers",
        "boosters",
        "posters",
        "importers",
        "exporters",
        "schedulers",
        "balancers",
        "lists",
        "artists",
    ];
    let ending = ["ers", "ors", "ists", "ians"].iter().any(|end| word.ends_with(end) && word.len() > end.len() + 2);
    (ending && (word == "artists" || !THINGS.contains(&word) && !word.ends_with("playlists")))
        || matches!(word, "families" | "children" | "women" | "men" | "couples" | "airlines" | "clinics" | "hospitals")
}

impl Reader<'_> {
    /// A plural noun within three words that no list knows: "14 dashboards", "26 screens", "3 order services".
    pub(super) fn counted(&self, at: usize, value: f64, from: usize, next: usize) -> Option<(Found, usize)> {
        let hyphen = from > next;
        // "two parts" is prose, "two services" a count.
        let digits = !self.is_prose(at, next);
        for place in from..from + 4 {
            let token = self.tokens.get(place)?;
            if token.kind != Kind::Word {
                // "30 bare-metal nodes"
                if place > from && self.sign(place) == Some('-') && token.glued && self.glued(place + 1) {
                    continue;
                }
                return None;
            }
            let word = self.word(place);
            if STOPS.contains(&word) || unit(word).is_some() {
                return None;
            }
            const NOT_PLURAL: [&str; 25] = [
                "census",
                "thesis",
                "analysis",
                "basis",
                "status",
                "access",
                "canvas",
                "campus",
                "focus",
                "across",
                "this",
                "is",
                "was",
                "has",
                "its",
                "as",
                "vs",
                "kubernetes",
                "aws",
                "js",
                "plus",
                "various",
                "less",
                "business",
                "previous",
            ];
            let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !NOT_PLURAL.contains(&word);
            let joined = hyphen
                && place == from
                && [
                    "node",
                    "row",
                    "record",
                    "server",
                    "service",
                    "region",
                    "shard",
                    "table",
                    "screen",
                    "host",
                    "container",
                    "core",
                    "broker",
                    "pod",
                ]
                .contains(&word);
            // "a 15-page thesis"
            if hyphen && place == from && !joined {
                return None;
            }
            // "3 million sales lines"
            if word == "sales" && self.word(place + 1).ends_with('s') {
                continue;
            }
            let small = token.span.of(self.text).starts_with(char::is_lowercase);
            if small && (plural || joined) && (digits || SYSTEMS.contains(&word)) {
                let (unit, end) = self.with_period(word, place + 1);
                let unit =
                    if unit.contains('/') { unit } else { self.period_before(next, place, word).unwrap_or(unit) };
                let people = is_people(word);
                let kind = match () {
                    () if people => MetricKind::Users,
                    () if unit.contains('/') => MetricKind::Rate,
                    () => MetricKind::Count,
                };
                let unit = if people { word.to_owned() } else { unit };
                return Some(self.found(kind, value, unit, (at, end)));
            }
        }
        None
    }

    pub(super) fn counted_points(&self, at: usize, value: f64, place: usize) -> Option<(Found, usize)> {
        let (unit, end) = self.with_period("points", place + 1);
        let kind = if unit.contains('/') { MetricKind::Rate } else { MetricKind::Count };
        Some(self.found(kind, value, unit, (at, end)))
    }

    /// Whether the number from `at` to `next` is one small number word.
    pub(super) fn is_prose(&self, at: usize, next: usize) -> bool {
        next == at + 1 && self.tokens[at].kind == Kind::Word
    }
}
