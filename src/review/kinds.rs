//! Words around a kind of system that tell of which kind it is, who has it or who pays for it, and not which one it is.

use super::word::Word;

/// Who pays, or for whom somebody works: a client, a department, a domain of business. It tells no system from others.
pub(super) fn is_payer(word: &Word<'_>) -> bool {
    matches!(
        word.lower,
        "accounting"
            | "brand"
            | "client"
            | "clients"
            | "company"
            | "conglomerate"
            | "consultancy"
            | "controlling"
            | "corporation"
            | "customer"
            | "customers"
            | "department"
            | "departments"
            | "division"
            | "domain"
            | "domains"
            | "finance"
            | "firm"
            | "giant"
            | "hr"
            | "insurer"
            | "manufacturer"
            | "marketing"
            | "procurement"
            | "retailer"
            | "start-up"
            | "startup"
    )
}

/// Whether a word says who somebody is: a trade, a rank or a part in a project.
pub(super) fn is_role(word: &Word<'_>) -> bool {
    const ROLES: [&str; 27] = [
        "admin",
        "administrator",
        "analyst",
        "architect",
        "beginner",
        "committer",
        "consultant",
        "contributor",
        "designer",
        "developer",
        "engineer",
        "freelancer",
        "instructor",
        "lecturer",
        "maintainer",
        "manager",
        "member",
        "moderator",
        "officer",
        "programmer",
        "reviewer",
        "scientist",
        "speaker",
        "specialist",
        "tester",
        "trainer",
        "tutor",
    ];
    ROLES.contains(&word.lower)
}

/// What models do with the thing that they are for: "demand forecasting for frozen food".
pub(super) fn is_foretold(word: &Word<'_>) -> bool {
    matches!(
        word.lower,
        "detection"
            | "forecast"
            | "forecasting"
            | "forecasts"
            | "prediction"
            | "recommendation"
            | "recommendations"
            | "scoring"
    )
}

/// What tells of models how they learn or what all of them have, and not what for: "deep learning models", "various models".
pub(super) const KINDS_OF_MODEL: [&str; 51] = [
    "analytical",
    "anomaly",
    "classical",
    "classification",
    "clustering",
    "conceptual",
    "deep",
    "detection",
    "diffusion",
    "dimensional",
    "embedding",
    "ensemble",
    "evaluated",
    "forecasting",
    "foundation",
    "generative",
    "gradient",
    "image",
    "language",
    "large",
    "large-language",
    "learning",
    "linear",
    "llm",
    "logical",
    "machine",
    "multimodal",
    "neural",
    "nlp",
    "open-source",
    "physical",
    "prediction",
    "predictive",
    "pretrained",
    "recommendation",
    "recommender",
    "regression",
    "relational",
    "segmentation",
    "sequence",
    "speech",
    "statistical",
    "supervised",
    "tabular",
    "text",
    "time-series",
    "trained",
    "transformer",
    "unsupervised",
    "various",
    "vision",
];

/// What models do, whatever they are for.
pub(super) const TASKS_OF_MODELS: [&str; 10] = [
    "analysis",
    "classification",
    "clustering",
    "detection",
    "forecasting",
    "generation",
    "prediction",
    "recognition",
    "regression",
    "segmentation",
];

/// Whether a word only tells what kind of data a model reads.
pub(super) fn of_modality(word: &str) -> bool {
    matches!(
        word,
        "anomaly"
            | "audio"
            | "character"
            | "entity"
            | "face"
            | "facial"
            | "image"
            | "multi-class"
            | "named"
            | "object"
            | "outlier"
            | "sentiment"
            | "sequence"
            | "speech"
            | "text"
            | "time-series"
            | "video"
    )
}

/// What every firm has of the same suite, and what joins two of them: "the MM and SD modules".
pub(super) const MODULES_OF_ERP: [&str; 25] = [
    "and", "ap", "ar", "co", "crm", "ewm", "fa", "fi", "fi/co", "fico", "gl", "hcm", "hr", "inv", "mm", "om", "pm",
    "po", "pp", "ps", "qm", "sap", "scm", "sd", "wm",
];

/// What stands before a solution that any firm may have, whatever it does: "a backup solution", "smart solutions".
pub(super) const ADMINISTERED: [&str; 22] = [
    "alerting",
    "antivirus",
    "automation",
    "backup",
    "caching",
    "cloud",
    "deployment",
    "hosting",
    "integration",
    "logging",
    "monitoring",
    "networking",
    "problem",
    "project",
    "recovery",
    "security",
    "smart",
    "storage",
    "testing",
    "virtualisation",
    "virtualization",
    "vpn",
];

/// Kinds of software that are many and say nothing.
pub(super) fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "microservices"
            | "services"
            | "apis"
            | "applications"
            | "apps"
            | "websites"
            | "modules"
            | "components"
            | "systems"
            | "pages"
            | "endpoints"
            | "pipelines"
            | "reports"
            | "dashboards"
            | "jobs"
            | "backends"
            | "frontends"
            | "solutions"
    )
}

/// Whether a server of this role is one that every firm has: "file servers", "DNS servers".
pub(super) fn is_role_of_server(word: &str) -> bool {
    matches!(
        word,
        "application"
            | "backup"
            | "build"
            | "database"
            | "db"
            | "dhcp"
            | "dns"
            | "domain"
            | "file"
            | "ftp"
            | "license"
            | "mail"
            | "physical"
            | "print"
            | "proxy"
            | "virtual"
            | "virtualised"
            | "virtualized"
    )
}

/// Whether a page of this name is one that every site has: "landing pages".
pub(super) fn is_page_of_all(word: &str) -> bool {
    matches!(
        word,
        "about" | "contact" | "error" | "front" | "home" | "index" | "landing" | "main" | "start" | "welcome"
    )
}

/// Whether a kind of system that every firm buys stands for any of them: "an existing CRM", "a self-made CMS".
pub(super) fn is_any_of(word: &str) -> bool {
    matches!(word, "a" | "an" | "any" | "existing" | "legacy" | "self-made" | "various")
}

/// Whether data of this name are of every system: "raw data", "training data".
pub(super) fn is_any_data(word: &str) -> bool {
    matches!(
        word,
        "base"
            | "big"
            | "dirty"
            | "historical"
            | "incoming"
            | "labelled"
            | "large"
            | "lookup"
            | "master"
            | "meta"
            | "missing"
            | "multiple"
            | "personal"
            | "raw"
            | "reference"
            | "sample"
            | "semi-structured"
            | "sensitive"
            | "source"
            | "staging"
            | "streaming"
            | "synthetic"
            | "temp"
            | "test"
            | "training"
            | "transactional"
            | "unstructured"
    )
}
