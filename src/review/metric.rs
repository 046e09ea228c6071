//! A number with a unit, as a statement of a resume gives it.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::word::{Class, class_of};
use crate::text::Span;

/// What a metric measures (GUIDE, "Metrics, so that all read them alike").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MetricKind {
    /// People, customers, merchants, installs.
    Users,
    /// Requests or calls, absolute.
    Requests,
    /// Things a period; the value as stated.
    Rate,
    /// How long an answer takes, in milliseconds.
    Latency,
    /// How long work takes, in milliseconds.
    Duration,
    /// Data, in bytes (decimal).
    Size,
    /// Money, in the currency of the unit.
    Money,
    /// A share or a change, in percent.
    Percent,
    /// A factor.
    Multiplier,
    /// The share of time in which a system works, in percent.
    Availability,
    /// Anything else that is counted.
    Count,
}

impl MetricKind {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Requests => "requests",
            Self::Rate => "rate",
            Self::Latency => "latency",
            Self::Duration => "duration",
            Self::Size => "size",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Multiplier => "multiplier",
            Self::Availability => "availability",
            Self::Count => "count",
        }
    }
}

/// The part that a metric plays in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MetricRole {
    /// What it was.
    Before,
    /// What it became.
    After,
    /// By how much.
    Change,
}

impl MetricRole {
    /// The word that the tables print.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Change => "change",
        }
    }
}

/// What a value is of, printed as `ms`, `bytes`, `%`, `x`, a currency (`USD`, `USD/month`), things a period (`requests/second`), or
/// the things counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricUnit {
    /// The unit of measure, the currency, or the things; empty where a number has none.
    pub thing: Cow<'static, str>,
    /// The period in which so many are counted: `second`.
    pub period: Option<&'static str>,
}

impl From<&'static str> for MetricUnit {
    fn from(thing: &'static str) -> Self {
        Self { thing: thing.into(), period: None }
    }
}

impl fmt::Display for MetricUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.thing)?;
        self.period.map_or(Ok(()), |period| write!(f, "/{period}"))
    }
}

/// A number with a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// What it measures.
    pub kind: MetricKind,
    /// Its value in `unit`; the upper end of a range.
    pub value: f64,
    /// What the value is of.
    pub unit: MetricUnit,
    /// Its part in a change; none where it stands by itself.
    pub role: Option<MetricRole>,
    /// Number and unit in the whole text.
    pub span: Span,
    /// Whether it counts what went wrong, or how often people ship ("pages fell from 40 to 6 a week").
    pub of_failures: bool,
}

impl Metric {
    /// Whether it says how big a system is. A share, a factor, the time that work took, money without a period, things that are
    /// counted of the work itself (bugs, tests, releases), and how often something failed do not (GUIDE section 2).
    pub fn is_scale(&self) -> bool {
        let thing = &*self.unit.thing;
        match self.kind {
            MetricKind::Percent | MetricKind::Multiplier | MetricKind::Duration => false,
            MetricKind::Money => self.unit.period.is_some(),
            // A handful of documents is work, thousands of them are what a system holds.
            MetricKind::Count => {
                let classes = class_of(thing);
                if classes.has(Class::HELD) {
                    return self.value >= 1e3;
                }
                // A few thousand lines are written or deleted by one person, a hundred thousand are a system.
                if thing == "lines" {
                    return self.value >= 1e5;
                }
                // A few of what no list knows ("6 categories", "2 patents") are as often of the work as of a system.
                !thing.is_empty()
                    && !classes.has(Class::OF_THE_WORK | Class::FAILURE)
                    && (self.value >= 10.0
                        || PARTS.iter().any(|part| thing.ends_with(part))
                        || thing.split(' ').next_back().is_some_and(|last| class_of(last).has(Class::ORGANISATION)))
            }
            // "Replaced 23 queries": so few are those of the code.
            MetricKind::Requests => self.value >= 100.0,
            MetricKind::Rate => !self.of_failures && !class_of(thing).has(Class::FAILURE | Class::RELEASE),
            _ => true,
        }
    }
}

/// Ends of what systems are made of, or serve: some of them are a size, however few.
const PARTS: [&str; 78] = [
    "apis",
    "services",
    "endpoints",
    "resources",
    "routes",
    "servers",
    "hosts",
    "nodes",
    "clusters",
    "regions",
    "zones",
    "instances",
    "containers",
    "pods",
    "machines",
    "vms",
    "databases",
    "tables",
    "shards",
    "replicas",
    "partitions",
    "topics",
    "queues",
    "streams",
    "pipelines",
    "jobs",
    "dags",
    "models",
    "dashboards",
    "reports",
    "feeds",
    "sources",
    "integrations",
    "connectors",
    "interfaces",
    "providers",
    "vendors",
    "systems",
    "apps",
    "applications",
    "components",
    "widgets",
    "screens",
    "pages",
    "views",
    "forms",
    "storefronts",
    "portals",
    "markets",
    "countries",
    "locales",
    "factories",
    "devices",
    "sensors",
    "tenants",
    "environments",
    "platforms",
    "workflows",
    "microservices",
    "accounts",
    "subgraphs",
    "functions",
    "buckets",
    "robots",
    "kiosks",
    "terminals",
    "cameras",
    "drones",
    "front ends",
    "backends",
    "datacenters",
    "sites",
    "subnets",
    "processors",
    "carriers",
    "couriers",
    "gateways",
    "marketplaces",
];

/// Whether a plural is of what systems are made of.
pub(super) fn is_part(thing: &str) -> bool {
    PARTS.contains(&thing)
}
