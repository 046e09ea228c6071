//! Things that are counted and that no list of units knows: "14 dashboards", "2,300 gardeners".

use super::token::Kind;
use super::{Found, Reader, number};
use crate::review::metric::{MetricKind, MetricUnit, is_part};
use crate::review::word::{Class, class_of, is_people};

/// Things that are counted in words too.
const SYSTEMS: [&str; 52] = [
    "dashboards",
    "devices",
    "sensors",
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
    "tools",
    "backends",
    "gateways",
    "queues",
    "screens",
    "modules",
    "repositories",
    "repos",
    "libraries",
    "crms",
    "processors",
    "carriers",
    "couriers",
    "marketplaces",
    "subnets",
    "connectors",
    "dags",
    "feeds",
    "hosts",
    "integrations",
    "machines",
    "vms",
    "cameras",
    "drones",
    "instances",
    "kiosks",
    "robots",
    "shards",
    "terminals",
];

/// What a hyphen joins to a number: "a 40-node cluster".
const JOINED: [&str; 29] = [
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
    "endpoint",
    "module",
    "site",
    "store",
    "market",
    "country",
    "tenant",
    "microservice",
    "line",
    "camera",
    "channel",
    "gpu",
    "player",
    "seat",
    "vm",
];

/// Plurals without an s.
const IRREGULAR: [&str; 17] = [
    "ads",
    "children",
    "women",
    "men",
    "salespeople",
    "townspeople",
    "fishermen",
    "policemen",
    "firemen",
    "craftsmen",
    "salesmen",
    "aircraft",
    "spacecraft",
    "cattle",
    "sheep",
    "livestock",
    "poultry",
];

impl Reader<'_> {
    /// A plural noun within three words that no list knows: "14 dashboards", "26 screens", "3 order services".
    pub(super) fn counted(&self, at: usize, value: f64, from: usize, next: usize) -> Option<(Found, usize)> {
        let hyphen = from > next;
        // "two parts" is prose, "two services" a count.
        let digits = !self.is_prose(at, next);
        for place in from..from + 4 + self.compound(from) + self.paired(from) {
            let token = self.tokens.get(place)?;
            if token.kind != Kind::Word {
                if place > from && (self.belongs_to_name(place) || self.joins_adjectives(place)) {
                    continue;
                }
                // "30 bare-metal nodes"
                if place > from && self.sign(place) == Some('-') && token.glued && self.glued(place + 1) {
                    continue;
                }
                return None;
            }
            // "45 spreadsheets' worth of sales rules"
            let worth = self.word(place + 1) == "worth";
            let word = self.word(place);
            let word = if worth { word.trim_end_matches(['\'', '’']) } else { word };
            // "17 Shopify and WooCommerce shops"
            if place > from && (self.joins_names(place) || self.joins_adjectives(place)) {
                continue;
            }
            // "1,800 end-to-end tests", "26 on-prem servers"
            if token.classes.has(Class::STOP) && self.is_hyphened(place) {
                continue;
            }
            // "3,400 charge points"
            let spots = word == "points" && place > from && self.is_place(place);
            if token.classes.has(Class::STOP) || self.unit(place).is_some() && !spots {
                return None;
            }
            // "Over 3 weekends"
            if token.classes.has(Class::TIME) && word.ends_with('s') {
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
            // "700k CVs", "1,900 SKUs": the plural of a name in capitals.
            let spelled = token.span.of(self.text);
            let capitals = |name: &str| {
                name.len() > 1
                    && name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            };
            let short_name = spelled.strip_suffix('s').is_some_and(capitals);
            // "700 log-ins per second", "40 check-ins"
            let particle = matches!(word, "ins" | "ups" | "offs" | "outs") && self.glued(place);
            let long = word.len() > 3 || short_name || particle;
            let plural = long
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !word.ends_with("ous")
                && !NOT_PLURAL.contains(&word)
                || IRREGULAR.contains(&word);
            // "a 90-million-document archive"
            let joined = hyphen && place == from && (JOINED.contains(&word) || next > at + 1 && value >= 1e5);
            // "A 3 node k3s cluster"
            const ALONE: [&str; 4] = ["broker", "host", "node", "server"];
            let joined = joined
                || !hyphen
                    && digits
                    && place == from
                    && ALONE.contains(&word)
                    && !self.is(place + 1, Class::STOP)
                    && (place + 1..place + 4).any(|at| self.word(at) == "cluster");
            // "a 15-page thesis"
            if hyphen && place == from && !joined {
                return None;
            }
            // "3 million sales lines"
            if word == "sales" && self.word(place + 1).ends_with('s') {
                continue;
            }
            // "46 Web Components": what systems are made of.
            let small =
                spelled.starts_with(char::is_lowercase) || is_part(word) && !self.follows_name(at) || short_name;
            // "Cisco 2960 switches": the number of a model.
            const MODELS: [&str; 9] = [
                "controllers",
                "firewalls",
                "modems",
                "phones",
                "printers",
                "routers",
                "scanners",
                "servers",
                "switches",
            ];
            let model = || next == at + 1 && value >= 100.0 && !self.is_separated(at);
            if MODELS.contains(&word) && place == from && self.follows_name(at) && model() {
                return None;
            }
            // "Ended the 502 bursts": what servers answer.
            const ANSWERS: [f64; 6] = [403.0, 404.0, 429.0, 502.0, 503.0, 504.0];
            const GIVEN: [&str; 6] = ["answers", "bursts", "errors", "pages", "responses", "spikes"];
            if ANSWERS.contains(&value) && GIVEN.contains(&word) {
                return None;
            }
            // "Two native apps over Flutter" is what was chosen.
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            let chosen = !digits
                && (matches!(self.word(place + 1), "over" | "instead" | "rather" | "vs")
                    || matches!(before, "over" | "than"));
            // "A team of 6 offshore resources"
            if word == "resources" && before == "of" && at > 1 && matches!(self.word(at - 2), "team" | "group") {
                return None;
            }
            // "Three failures in 50 runs" is a share.
            if before == "in" && at > 1 && self.is(at - 2, Class::FAILURE) {
                return None;
            }
            // "Two other studios ported onto it"
            let adopted = || {
                const TOOK: [&str; 10] =
                    ["adopted", "copied", "joined", "migrated", "moved", "ported", "reuse", "switched", "took", "used"];
                let group = matches!(word, "teams" | "squads") || class_of(word).has(Class::ORGANISATION);
                // "In the group"
                let aside = matches!(self.word(place + 1), "in" | "of") && self.word(place + 2) == "the";
                let verb = place + if aside { 4 } else { 1 };
                group && (self.is(verb, Class::USES) || TOOK.contains(&self.word(verb)))
            };
            // "Two downstream teams were reading it"
            let downstream = || {
                matches!(word, "teams" | "squads")
                    && (from..place).any(|b| matches!(self.word(b), "consuming" | "downstream" | "partner"))
            };
            // "Shared by four agencies"
            let served = || {
                adopted()
                    || downstream()
                    || (matches!(before, "by" | "across") || self.is(place + 1, Class::USES))
                        && class_of(word).has(Class::ORGANISATION)
            };
            if small && !chosen && (plural || joined) && (digits || SYSTEMS.contains(&word) || served()) {
                let (period, end) = self.period_at(place + 1);
                let period = period.or_else(|| self.period_before(next, place, word));
                // "Kubernetes 1.29 clusters" have a version.
                if value.fract() != 0.0 && period.is_none() {
                    return None;
                }
                // "On 12 devices every night": they are there by day, too.
                const STAY: [&str; 8] =
                    ["devices", "phones", "machines", "servers", "nodes", "hosts", "browsers", "sensors"];
                let stays = (STAY.contains(&word)
                    || matches!(word, "teams" | "squads")
                    || class_of(word).has(Class::ORGANISATION))
                    && matches!(self.word(place + 1), "every" | "each");
                let (period, end) = if stays { (None, place + 1) } else { (period, end) };
                // "2,200 wafers an hour": people are not counted by the hour.
                let pace = matches!(period, Some("second" | "minute" | "hour"));
                // Teams are counted, and nobody is served by their number.
                let group = matches!(word, "squads" | "crews" | "guilds" | "committees" | "boards" | "teams");
                let people = is_people(word, token.classes) && !pace && !group;
                let kind = match () {
                    () if people => MetricKind::Users,
                    () if period.is_some() => MetricKind::Rate,
                    () => MetricKind::Count,
                };
                let period = period.filter(|_| !people);
                // Other centres are organisations, and other ends nothing that is counted.
                let thing = match (self.word(place - 1), word) {
                    ("data", "centers" | "centres") => "datacenters".into(),
                    ("front", "ends") => "front ends".into(),
                    (_, "country") => "countries".into(),
                    // "An 8-node cluster" has nodes; lines alone are as often of the work: "removed 1,900 lines".
                    (_, one) if joined && !one.ends_with('s') && (one != "line" || value >= 1e5) => {
                        format!("{one}s").into()
                    }
                    _ => word.to_owned().into(),
                };
                let unit = MetricUnit { thing, period };
                return Some(self.found(kind, value, unit, (at, end)));
            }
        }
        None
    }

    /// Whether the token at `at` is an "and" between two names.
    pub(super) fn joins_names(&self, at: usize) -> bool {
        let name =
            |at: usize| self.tokens.get(at).is_some_and(|t| t.span.of(self.text).starts_with(char::is_uppercase));
        self.word(at) == "and" && at > 0 && name(at - 1) && name(at + 1)
    }

    /// Whether the token at `at` joins two adjectives of one plural: "production and staging clusters", "small, unloved services".
    fn joins_adjectives(&self, at: usize) -> bool {
        let comma = self.sign(at) == Some(',');
        let mark = comma || self.word(at) == "and";
        let small = |at: usize| self.tokens[at].span.of(self.text).starts_with(char::is_lowercase);
        let adjective = |at: usize| {
            let token = &self.tokens[at];
            token.kind == Kind::Word
                && !token.classes.has(Class::STOP)
                && !token.word.ends_with('s')
                && !number::WORDS.contains(&token.word)
                && self.unit(at).is_none()
        };
        let plural = |at: usize| self.word(at).len() > 3 && self.word(at).ends_with('s');
        mark && at > 0
            && at + 2 < self.tokens.len()
            && adjective(at - 1)
            && adjective(at + 1)
            && !self.is(at + 1, Class::VERB)
            && (!comma || small(at - 1) && small(at + 1))
            && (plural(at + 2) || adjective(at + 2) && plural(at + 3))
    }

    /// How many tokens more a pair of adjectives takes that opens at `from` or right behind it.
    fn paired(&self, from: usize) -> usize {
        (from + 1..from + 4).filter(|at| self.joins_adjectives(*at)).count()
    }

    /// Whether the number at `at` ends a name: "4,500 Windows 10 endpoints".
    pub(super) fn belongs_to_name(&self, at: usize) -> bool {
        const VERSIONS: f64 = 30.0;
        let small = matches!(self.tokens[at].kind, Kind::Number(n) if n < VERSIONS) && !self.glued(at);
        let name = || {
            let before = &self.tokens[at - 1];
            before.kind == Kind::Word && before.span.of(self.text).starts_with(char::is_uppercase)
        };
        small && at > 0 && name() && self.tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Word && !t.glued)
    }

    /// Whether a hyphen joins the word at `at` to the one before or behind it.
    pub(super) fn is_hyphened(&self, at: usize) -> bool {
        let hyphen = |at: usize| self.sign(at) == Some('-') && self.glued(at) && self.glued(at + 1);
        hyphen(at + 1) || at > 0 && hyphen(at - 1)
    }

    /// Whether the points at `at` are places: "charge points", "access points".
    pub(super) fn is_place(&self, at: usize) -> bool {
        const PLACES: [&str; 15] = [
            "access",
            "charge",
            "charging",
            "collection",
            "control",
            "data",
            "delivery",
            "entry",
            "grid",
            "measurement",
            "measuring",
            "metering",
            "pickup",
            "sales",
            "supply",
        ];
        at > 0 && PLACES.contains(&self.word(at - 1))
    }

    /// How many tokens more a compound takes that opens at `from` or right behind it: "end-to-end", "failing end-to-end".
    pub(super) fn compound(&self, from: usize) -> usize {
        let hyphen = |at: usize| self.sign(at) == Some('-') && self.glued(at) && self.glued(at + 1);
        (from..from + 5).filter(|at| hyphen(*at)).count() * 2
    }

    /// Whether a number has marks between its digits: "1,200".
    fn is_separated(&self, at: usize) -> bool {
        self.tokens[at].span.of(self.text).bytes().any(|b| !b.is_ascii_digit())
    }

    /// Whether a number belongs to a name before it: "Dell 730 Servers", but "Managed 40 Servers".
    fn follows_name(&self, at: usize) -> bool {
        at > 1 && self.tokens[at - 1].kind == Kind::Word && {
            self.tokens[at - 1].span.of(self.text).starts_with(char::is_uppercase)
        }
    }

    /// Points of a loyalty programme, not of a sprint; and those of a share that moved: "conversion went up 2.4 points".
    pub(super) fn counted_points(&self, at: usize, value: f64, place: usize) -> Option<(Found, usize)> {
        // Points of a sprint are no per cent.
        let planned = || (0..at + 6).any(|n| matches!(self.word(n), "velocity" | "sprint" | "sprints" | "story"));
        let moved =
            at.checked_sub(1).is_some_and(|before| matches!(self.word(before), "by" | "down" | "fell" | "rose" | "up"))
                && !planned();
        if moved && value.fract() != 0.0 {
            return Some(self.found(MetricKind::Percent, value, "%".into(), (at, place + 1)));
        }
        if value < 1e4 {
            return None;
        }
        let (period, end) = self.period_at(place + 1);
        let kind = if period.is_some() { MetricKind::Rate } else { MetricKind::Count };
        Some(self.found(kind, value, MetricUnit { thing: "points".into(), period }, (at, end)))
    }

    /// Whether the number from `at` to `next` is one small number word.
    pub(super) fn is_prose(&self, at: usize, next: usize) -> bool {
        next == at + 1 && self.tokens[at].kind == Kind::Word
    }
}
