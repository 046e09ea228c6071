//! Names of firms and places: how firms end, and what behind them is where they are.

use std::sync::LazyLock;

use super::words::Words;

const FORM: u8 = 1;
const SHORT_FORM: u8 = 2;
const KIND: u8 = 4;

static KNOWN: LazyLock<Words> =
    LazyLock::new(|| Words::new(&[(&FORMS, FORM), (&SHORT_FORMS, SHORT_FORM), (&KINDS, KIND)]));

/// Legal forms, which end a firm's name wherever they stand.
const FORMS: [&str; 19] = [
    "bhd",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "ltd",
    "ltda",
    "oy",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sarl",
    "srl",
    "mbh",
];

/// Legal forms that are words of other kinds, too: they count in capitals, or with a dot behind them.
const SHORT_FORMS: [&str; 7] = ["ab", "ag", "bv", "co", "kg", "nv", "sa"];

/// What kind of house an employer is, by the last word of its name or the one before "of".
const KINDS: [&str; 46] = [
    "academy",
    "agency",
    "associates",
    "bank",
    "clinic",
    "college",
    "communications",
    "company",
    "consultancy",
    "consultants",
    "consulting",
    "council",
    "electronics",
    "enterprise",
    "enterprises",
    "foundation",
    "group",
    "holding",
    "holdings",
    "hospital",
    "industries",
    "infotech",
    "institute",
    "institution",
    "insurance",
    "international",
    "labs",
    "laboratories",
    "laboratory",
    "ministry",
    "motors",
    "network",
    "networks",
    "partners",
    "pharmaceuticals",
    "school",
    "services",
    "software",
    "solution",
    "solutions",
    "studio",
    "studios",
    "systems",
    "technologies",
    "technology",
    "university",
];

/// Whether a word, with the signs around it, is a legal form.
fn is_form(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    // "B.V.", "S.A."
    let joined: String;
    let bare = if bare.contains('.') && bare.len() <= 8 {
        // "PVT.LTD"
        let forms = bare.split('.').filter(|part| !part.is_empty()).all(|part| KNOWN.of(part) & FORM != 0);
        joined = if forms { "ltd".to_owned() } else { bare.replace('.', "") };
        joined.as_str()
    } else {
        bare
    };
    match KNOWN.of(bare) {
        kinds if kinds & FORM != 0 => bare != "limited",
        kinds if kinds & SHORT_FORM != 0 => {
            bare.bytes().all(|b| b.is_ascii_uppercase()) || word.trim_end_matches(',').ends_with('.')
        }
        _ => false,
    }
}

/// Whether a comma stands inside a firm's name, before its form: "Example, Inc.", "Example Co., Ltd".
pub(super) fn goes_on_as_form(behind: &str) -> bool {
    behind.split_whitespace().next().is_some_and(|word| is_form(word) && word.starts_with(char::is_uppercase))
}

/// Where a firm's name ends with its legal form inside `text`: "Example Pvt. Ltd. Pune".
pub(super) fn end_of_form(text: &str) -> Option<usize> {
    let mut end = None;
    let mut from = 0;
    for (number, word) in text.split([' ', '\n']).enumerate() {
        let at = from;
        from += word.len() + 1;
        let bare = word.trim_end_matches([',', ';', ')', '"']);
        // "limited" is an adjective, too.
        if number > 0 && (is_form(bare) || bare == "limited" && from >= text.len()) {
            end = Some(at + bare.len());
        } else if end.is_some() && !matches!(word, "&" | "and") {
            break;
        }
    }
    end
}

/// Whether a part of a head is the name of a firm by its form, its kind or its domain.
pub(super) fn is_firm_name(part: &str) -> bool {
    let mut words = part.split(' ').filter(|word| word.contains(char::is_alphanumeric)).peekable();
    let mut first = true;
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = words.peek().is_none_or(|next| *next == "of");
        let kind = KNOWN.of(bare) & KIND != 0 && !bare.starts_with(char::is_lowercase);
        // "University of Example", but "Consulting" alone is what somebody does.
        let whole = !first || words.peek().is_some();
        if ends && kind && whole || !first && is_form(word) || is_domain(bare) {
            return true;
        }
        first = false;
    }
    false
}

/// Whether the last word of a part says what kind of house it is, in small letters, too: "example testing solutions".
pub(super) fn ends_as_house(part: &str) -> bool {
    let last = part.rsplit(' ').next().unwrap_or_default();
    part.contains(' ') && KNOWN.of(last.trim_matches(|c: char| !c.is_alphanumeric())) & (KIND | FORM) != 0
}

/// "example.com"
pub(super) fn is_domain(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 1
            && matches!(end.to_lowercase().as_str(), "com" | "io" | "org" | "net" | "de" | "ai")
            && !word.contains('@')
    })
}

/// A firm's name without the town that stands right behind its last word: "Example Technologies Pune", "EXAMPLE ROOMS Pune".
pub(super) fn without_town(name: &str) -> &str {
    if let Some(capitals) = of_capitals(name) {
        return capitals;
    }
    let Some((lead, town)) = name.rsplit_once(' ') else { return name };
    let kind = |word: &str| KNOWN.of(word) & KIND != 0;
    let plain = town.len() > 3 && town.chars().all(char::is_alphabetic) && town.starts_with(char::is_uppercase);
    let last = lead.rsplit_once(' ').map(|(_, last)| last);
    let place = plain && !kind(town) && !is_form(town) && !names_field(town) && !is_region(town);
    if place && last.is_some_and(kind) { lead } else { name }
}

/// The capitals that a name begins with, two words or more, before a place in other letters: "EXAMPLE GROUP Sector 62".
fn of_capitals(name: &str) -> Option<&str> {
    const PLACE_WORDS: usize = 3;
    let capitals = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !word.contains(char::is_lowercase)
            || *word == "&"
    };
    let lead = name.split(' ').take_while(capitals).count();
    let place: Vec<&str> = name.split(' ').skip(lead).collect();
    let plain = |word: &&str| {
        let number = word.bytes().all(|b| b.is_ascii_digit());
        let town = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        let other = KNOWN.of(word) != 0 || names_field(word) || is_region(word);
        number || town && !other && word.chars().nth(2).is_some()
    };
    let placed = !place.is_empty() && place.len() <= PLACE_WORDS && place.iter().all(plain);
    let length = name.split(' ').take(lead).map(|word| word.len() + 1).sum::<usize>();
    // "CJSC NPP Example" begins with abbreviations.
    let spelled = name.split(' ').take(lead).any(|word| word.chars().nth(4).is_some());
    (lead > 1 && spelled && placed).then(|| &name[..length - 1])
}

/// Whether a part names a country or a state: what stands before it is a town.
pub(super) fn is_region(part: &str) -> bool {
    static REGIONS: LazyLock<rustc_hash::FxHashSet<&'static str>> =
        LazyLock::new(|| COUNTRIES.split('|').chain(STATES.split('|')).chain(LANDS.split('|')).collect());
    // "CA 94043"
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    let code = name.len() <= 3 && !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase());
    match code {
        true => CODES.split(' ').any(|code| code == name),
        false => name.starts_with(char::is_uppercase) && REGIONS.contains(name.to_lowercase().as_str()),
    }
}

/// Whether a part names a state of North America: a town stands before it, and never a firm alone.
pub(super) fn is_state(part: &str) -> bool {
    const ABBREVIATED: [&str; 5] = ["UK", "US", "USA", "UAE", "KSA"];
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    let small = name.to_lowercase();
    let elsewhere = || COUNTRIES.split('|').chain(LANDS.split('|')).any(|land| land == small);
    is_region(part) && !ABBREVIATED.contains(&name) && !elsewhere()
}

/// What stands before the town that a part ends with: "Example Works San Diego".
pub(super) fn before_town(part: &str) -> Option<&str> {
    const FIRST: [&str; 22] = [
        "ann", "baton", "cedar", "colorado", "el", "fort", "grand", "jersey", "las", "long", "los", "menlo",
        "mountain", "new", "palo", "port", "redwood", "salt", "san", "santa", "st", "saint",
    ];
    let (lead, _) = part.rsplit_once(' ')?;
    let last = lead.rsplit(' ').next()?.trim_end_matches('.').to_lowercase();
    if FIRST.contains(&last.as_str()) { lead.rsplit_once(' ').map(|(lead, _)| lead) } else { Some(lead) }
}

/// Countries that people work in, as they are written behind a town.
const COUNTRIES: &str = "argentina|australia|austria|bahrain|bangladesh|belarus|belgium|brazil|bulgaria|canada|chile|china|\
    colombia|croatia|cyprus|czech republic|czechia|denmark|deutschland|egypt|england|estonia|finland|france|georgia|germany|ghana|\
    greece|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|japan|jordan|kazakhstan|kenya|korea|kuwait|latvia|\
    lebanon|lithuania|luxembourg|malaysia|malta|mexico|morocco|nepal|netherlands|the netherlands|new zealand|nigeria|northern \
    ireland|norway|oman|pakistan|peru|philippines|poland|portugal|qatar|romania|russia|russian federation|saudi arabia|scotland|\
    serbia|singapore|slovakia|slovenia|south africa|south korea|spain|sri lanka|sweden|switzerland|taiwan|thailand|tunisia|turkey|\
    türkiye|uganda|ukraine|united arab emirates|united kingdom|united states|united states of america|uruguay|vietnam|wales";

/// States of North America by their full names.
const STATES: &str = "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|\
    indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|\
    nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|ontario|oregon|pennsylvania|quebec|\
    rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming";

/// States of India and lands of other countries that are written behind a town.
const LANDS: &str = "andhra pradesh|arunachal pradesh|assam|bihar|chhattisgarh|goa|gujarat|haryana|himachal pradesh|jharkhand|\
    karnataka|kerala|madhya pradesh|maharashtra|manipur|meghalaya|mizoram|nagaland|odisha|orissa|punjab|rajasthan|sikkim|tamil nadu|\
    tamilnadu|telangana|tripura|uttar pradesh|uttarakhand|west bengal|alberta|british columbia|manitoba|nova scotia|saskatchewan|\
    new south wales|queensland|south australia|tasmania|victoria|western australia|bavaria|hessen|north rhine-westphalia|saxony|\
    andalusia|catalonia|lombardy|île-de-france|sindh|dubai|abu dhabi";

/// Codes of states and countries.
const CODES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK \
    OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON BC QC AB MB NS UK US USA UAE KSA";

/// Whether a word names a field of work: "Management", "Sales".
pub(super) fn names_field(part: &str) -> bool {
    const ENDS: [&str; 11] =
        ["ing", "ment", "tion", "tions", "ics", "nance", "liance", "logy", "urity", "ality", "ance"];
    const FIELDS: [&str; 46] = [
        "accounts",
        "assets",
        "backend",
        "business",
        "client",
        "cloud",
        "corporate",
        "customer",
        "data",
        "department",
        "design",
        "development",
        "digital",
        "division",
        "domain",
        "electrical",
        "field",
        "financial",
        "frontend",
        "general",
        "hr",
        "information",
        "infrastructure",
        "it",
        "legal",
        "mechanical",
        "mobile",
        "module",
        "network",
        "office",
        "operations",
        "platform",
        "product",
        "products",
        "project",
        "projects",
        "qa",
        "research",
        "risk",
        "sales",
        "software",
        "support",
        "systems",
        "team",
        "technical",
        "web",
    ];
    const PLACES: [&str; 6] = ["beijing", "nanjing", "reading", "wyoming", "france", "constance"];
    let last = part.rsplit([' ', '/', '-']).next().unwrap_or_default().to_lowercase();
    let ends = last.len() > 6 && ENDS.iter().any(|end| last.ends_with(end)) && !PLACES.contains(&last.as_str());
    ends || FIELDS.contains(&last.as_str())
}

/// Whether all words of a part name fields: "Risk Management", "Research and Development".
pub(super) fn is_field(part: &str) -> bool {
    part.split([' ', '/']).all(|word| names_field(word) || matches!(word, "and" | "&" | "of" | "for" | ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_ends_the_name_of_a_firm() {
        for (text, name) in [
            ("Example Pvt. Ltd. Pune", "Example Pvt. Ltd."),
            ("Example (P) Ltd", "Example (P) Ltd"),
            ("Example Works GmbH & Co. KG Bern", "Example Works GmbH & Co. KG"),
            ("Example AG", "Example AG"),
            ("Example as clerk", ""),
            ("Limited Rooms", ""),
            ("B.V. Rooms", ""),
            ("Rooms B.V. Delft", "Rooms B.V."),
        ] {
            assert_eq!(&text[..end_of_form(text).unwrap_or(0)], name, "{text}");
        }
    }

    #[test]
    fn firms_are_known_by_what_they_are() {
        for (part, firm) in [
            ("Example Technologies", true),
            ("University of Example", true),
            ("Bank of Example", true),
            ("Example.com", true),
            ("Example Ltd.", true),
            ("Consulting", false),
            ("Example", false),
            ("Bern", false),
        ] {
            assert_eq!(is_firm_name(part), firm, "{part}");
        }
        for (name, bare) in [
            ("Example Technologies Pune", "Example Technologies"),
            ("Example Technologies India", "Example Technologies India"),
            ("Example Software Engineering", "Example Software Engineering"),
            ("Example Rooms Pune", "Example Rooms Pune"),
            ("Technologies Pune", "Technologies Pune"),
            ("EXAMPLE ROOMS Pune", "EXAMPLE ROOMS"),
            ("EXAMPLE GROUP Sector 62", "EXAMPLE GROUP"),
            ("EXAMPLE ROOMS Services", "EXAMPLE ROOMS Services"),
            ("EXAMPLE Pune", "EXAMPLE Pune"),
            ("CJSC NPP Example", "CJSC NPP Example"),
        ] {
            assert_eq!(without_town(name), bare, "{name}");
        }
    }

    #[test]
    fn regions_follow_towns_and_fields_follow_titles() {
        for (part, region) in
            [("CA", true), ("CA 94043", true), ("Switzerland", true), ("IT", false), ("Bern", false), ("ca", false)]
        {
            assert_eq!(is_region(part), region, "{part}");
        }
        for (part, field) in [
            ("Risk Management", true),
            ("Mobile Design", true),
            ("Bern", false),
            ("Beijing", false),
            ("Example Research", false),
        ] {
            assert_eq!(is_field(part), field, "{part}");
        }
    }
}
