//! Other vocabularies as skills of ours: ESCO, O*NET, or a plain list of names.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};

use super::Taxonomy;

/// What a file of another vocabulary is told by: its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// ESCO's skills CSV: `preferredLabel`, `altLabels` (one a line), `conceptUri`.
    Esco,
    /// O*NET's technology skills, tab-separated: `Example`, `Commodity Title`.
    Onet,
    /// A CSV with a column `name`, and if wanted `aliases` ("; " between), `tier` and `id`.
    Plain,
}

/// A row of the result, without its id.
struct Row {
    name: String,
    tier: String,
    aliases: Vec<String>,
    esco: String,
    onet: String,
}

/// Turns a vocabulary into the text of a `skills.csv`: one row a name, sorted by id, in `tier` where it gives none.
/// Spellings that `known` has are left out, and so is a name all of whose spellings it has; of two rows with one spelling
/// the first in the order of ids keeps it.
///
/// # Errors
/// [`Error::Taxonomy`] where the header is none of the three, or a row cannot be read.
pub fn import(text: &str, place: &str, tier: &str, known: Option<&Taxonomy>) -> Result<String> {
    let wrong = |message: String| Error::Taxonomy { place: place.to_owned(), message };
    let header = text.lines().next().unwrap_or_default().trim_start_matches('\u{FEFF}');
    let (shape, delimiter) = if header.contains("preferredLabel") {
        (Shape::Esco, b',')
    } else if header.contains("Example") && header.contains("Commodity") {
        (Shape::Onet, b'\t')
    } else if header.split([',', '\t']).any(|c| c.trim_matches('"').eq_ignore_ascii_case("name")) {
        (Shape::Plain, if header.contains('\t') { b'\t' } else { b',' })
    } else {
        let message =
            "is no ESCO CSV (preferredLabel), no O*NET table (Example, Commodity Title) and has no column name";
        return Err(wrong(message.to_owned()));
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(shape != Shape::Onet)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let columns = reader.headers().map_err(|e| wrong(e.to_string()))?.clone();
    let column = |name: &str| columns.iter().position(|c| c.eq_ignore_ascii_case(name));
    let (name_at, aliases_at) = match shape {
        Shape::Esco => (column("preferredLabel"), column("altLabels")),
        Shape::Onet => (column("Example"), None),
        Shape::Plain => (column("name"), column("aliases")),
    };
    let (tier_at, id_at) = (column("tier"), column("id"));
    // Each vocabulary's own ids come along.
    let uri_at = if shape == Shape::Onet { None } else { column("conceptUri").or_else(|| column("esco")) };
    let (code_at, title_at) = match shape {
        Shape::Onet => (column("Commodity Code"), name_at),
        Shape::Plain => (column("onet"), None),
        Shape::Esco => (None, None),
    };
    let taken: BTreeSet<String> = known
        .iter()
        .flat_map(|t| t.skills().iter().flat_map(|s| s.aliases.iter().map(|a| a.text.to_lowercase())))
        .collect();
    let ids: BTreeSet<&str> = known.iter().flat_map(|t| t.skills().iter().map(|s| s.id.as_str())).collect();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|e| wrong(e.to_string()))?;
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
        let name = cell(name_at);
        if name.is_empty() {
            continue;
        }
        let given = cell(id_at);
        let id = if given.is_empty() || shape != Shape::Plain { slug(&name) } else { given };
        let tier = Some(cell(tier_at)).filter(|t| !t.is_empty()).unwrap_or_else(|| tier.to_owned());
        let aliases = cell(aliases_at);
        let onet = [cell(code_at), cell(title_at)].join(" ").trim().to_owned();
        let entry = rows.entry(id).or_insert_with(|| Row { name, tier, aliases: Vec::new(), esco: cell(uri_at), onet });
        entry.aliases.extend(aliases.split(['\n', ';', '|']).map(|a| a.trim().to_owned()).filter(|a| !a.is_empty()));
    }
    let mut seen = taken;
    let mut out = csv::Writer::from_writer(Vec::new());
    let header = ["id", "name", "tier", "family", "implies", "aliases", "guarded", "guard", "esco", "onet"];
    out.write_record(header).map_err(|e| wrong(e.to_string()))?;
    for (id, Row { name, tier, aliases, esco, onet }) in rows {
        if ids.contains(id.as_str()) || !seen.insert(name.to_lowercase()) {
            continue;
        }
        let own: Vec<String> = aliases.into_iter().filter(|a| seen.insert(a.to_lowercase())).collect();
        let own = own.join("; ");
        out.write_record([id.as_str(), &name, &tier, "", "", &own, "", "", &esco, &onet])
            .map_err(|e| wrong(e.to_string()))?;
    }
    let bytes = out.into_inner().map_err(|e| wrong(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| wrong(e.to_string()))
}

/// A text id from a name: small letters and digits, with "-" between, and words for the signs that tell names apart.
fn slug(name: &str) -> String {
    let spelled = name.to_lowercase().replace("++", " plus plus").replace('#', " sharp").replace('&', " and ");
    let parts: Vec<&str> = spelled.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_shapes_become_rows() {
        let esco = "conceptUri,preferredLabel,altLabels\nu1,Zorbify,\"zorb\nzorbi\"\n";
        let onet = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n1\tZorbify\t4\tx\tN\tN\n2\tZorbify\t4\tx\tN\tN\n";
        let plain = "name,aliases\nZorbify,zorb; zorbi\nC++,cpp\n";
        let header = "id,name,tier,family,implies,aliases,guarded,guard,esco,onet\n";
        let row = |aliases: &str, ids: &str| format!("zorbify,Zorbify,other,,,{aliases},,,{ids}\n");
        for (text, rows) in [
            (esco, row("zorb; zorbi", "u1,")),
            (onet, row("", ",4 Zorbify")),
            (plain, format!("c-plus-plus,C++,other,,,cpp,,,,\n{}", row("zorb; zorbi", ","))),
        ] {
            assert_eq!(import(text, "x", "other", None).unwrap(), format!("{header}{rows}"));
        }
    }

    #[test]
    fn what_is_known_is_left_out_and_what_is_no_vocabulary_is_refused() {
        let built_in = Taxonomy::built_in().unwrap();
        let text = import("name,aliases\nKafka,\nZorbify,kafka; zorb\n", "x", "other", Some(&built_in)).unwrap();
        assert!(text.contains("zorbify,Zorbify,other,,,zorb,,") && !text.contains("Kafka"), "{text}");
        assert!(import("a,b\n1,2\n", "x.csv", "other", None).unwrap_err().to_string().contains("x.csv"));
    }
}
