//! From files to a checked taxonomy.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};

use super::guard::{GuardId, read_guards};
use super::profile::read_profiles;
use super::{Alias, FamilyId, Skill, SkillId, Taxonomy, Tier, TierId};

/// The text of each file that a taxonomy is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `skills.csv`: id, name, tier, and if wanted family, implies, aliases, guarded, guard, and the ids that other
    /// vocabularies have: esco (a URI), onet (a commodity code and an example's title). Columns are known by name.
    pub skills: String,
    /// `tiers.csv`: id, name, scored.
    pub tiers: String,
    /// `guards.toml`
    pub guards: String,
    /// `profiles.toml`
    pub profiles: String,
}

impl Source {
    /// The files compiled in.
    pub fn built_in() -> Self {
        Self {
            skills: include_str!("skills.csv").to_owned(),
            tiers: include_str!("tiers.csv").to_owned(),
            guards: include_str!("guards.toml").to_owned(),
            profiles: include_str!("profiles.toml").to_owned(),
        }
    }

    /// The files with the names they have in a taxonomy folder.
    pub fn files(&self) -> [(&'static str, &str); 4] {
        [
            ("skills.csv", &self.skills),
            ("tiers.csv", &self.tiers),
            ("guards.toml", &self.guards),
            ("profiles.toml", &self.profiles),
        ]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SkillRow {
    id: String,
    name: String,
    tier: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    implies: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    guarded: String,
    #[serde(default)]
    guard: String,
    #[serde(default)]
    esco: String,
    #[serde(default)]
    onet: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierRow {
    id: String,
    name: String,
    scored: bool,
}

impl Taxonomy {
    /// The taxonomy compiled in.
    ///
    /// # Errors
    /// None in a tested build: a test loads it.
    pub fn built_in() -> Result<Self> {
        Self::from_source(Source::built_in())
    }

    /// A user's own: a folder with `skills.csv` and, if they differ from the built-in ones, `tiers.csv`, `guards.toml`
    /// and `profiles.toml`; or a `skills.csv` alone.
    ///
    /// # Errors
    /// A file that cannot be read, or what [`Self::from_source`] refuses.
    pub fn load(path: &Path) -> Result<Self> {
        let read = |file: &Path| std::fs::read_to_string(file).map_err(Error::io("reading", file));
        let mut source = Source::built_in();
        if !path.exists() {
            return Err(Error::NoSuchPath(path.to_owned()));
        }
        if path.is_file() {
            source.skills = read(path)?;
        } else {
            source.skills = read(&path.join("skills.csv"))?;
            for (name, text) in [
                ("tiers.csv", &mut source.tiers),
                ("guards.toml", &mut source.guards),
                ("profiles.toml", &mut source.profiles),
            ] {
                if path.join(name).exists() {
                    *text = read(&path.join(name))?;
                }
            }
        }
        Self::from_source(source)
    }

    /// Builds and checks a taxonomy.
    ///
    /// # Errors
    /// A row that cannot be read, a column of an unknown name, an id used twice, a tier, guard or implied id that does not
    /// exist, an id of ESCO or O*NET that cannot be one, a cycle in `implies`; the first one found, with its place.
    pub fn from_source(source: Source) -> Result<Self> {
        let tiers: Vec<Tier> = rows::<TierRow>(&source.tiers, "tiers.csv")?
            .into_iter()
            .map(|r| Tier { id: r.id, name: r.name, scored: r.scored })
            .collect();
        let guards = read_guards(&source.guards, "guards.toml")?;
        let profiles = read_profiles(&source.profiles, &tiers, "profiles.toml")?;
        let mut raw = rows::<SkillRow>(&source.skills, "skills.csv")?;
        raw.sort_by(|a, b| a.id.cmp(&b.id));
        let wrong = |id: &str, message: String| Error::Taxonomy { place: format!("skills.csv, {id}"), message };
        if let Some(pair) = raw.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(wrong(&pair[0].id, "this id is given twice".into()));
        }
        let index: HashMap<&str, u32> = raw.iter().enumerate().map(|(i, r)| (r.id.as_str(), i as u32)).collect();
        let guard_index: HashMap<&str, u32> =
            guards.iter().enumerate().map(|(i, g)| (g.name.as_str(), i as u32)).collect();
        let mut families: Vec<String> = raw.iter().map(|r| r.family.clone()).filter(|f| !f.is_empty()).collect();
        families.sort();
        families.dedup();

        let mut direct: Vec<Vec<u32>> = Vec::with_capacity(raw.len());
        let mut skills = Vec::with_capacity(raw.len());
        for row in &raw {
            if row.id.is_empty() || row.name.trim().is_empty() {
                return Err(wrong(&row.id, "id and name must not be empty".into()));
            }
            let tier = tiers
                .iter()
                .position(|t| t.id == row.tier)
                .ok_or_else(|| wrong(&row.id, format!("no tier is called {:?}", row.tier)))?;
            let implied = list(&row.implies)
                .map(|id| {
                    index.get(id).copied().ok_or_else(|| wrong(&row.id, format!("implies {id:?}, which is no skill")))
                })
                .collect::<Result<Vec<u32>>>()?;
            direct.push(implied);
            let family = families.binary_search(&row.family).ok().map(|i| FamilyId(i as u32));
            skills.push(Skill {
                id: row.id.clone(),
                name: row.name.clone(),
                tier: TierId(tier as u8),
                family,
                implies: vec![],
                aliases: aliases(row, &guard_index).map_err(|message| wrong(&row.id, message))?,
                esco: esco(&row.esco).map_err(|message| wrong(&row.id, message))?,
                onet: onet(&row.onet).map_err(|message| wrong(&row.id, message))?,
            });
        }
        for (i, skill) in skills.iter_mut().enumerate() {
            skill.implies =
                closure(i as u32, &direct).ok_or_else(|| wrong(&raw[i].id, "implies itself through others".into()))?;
        }
        let families = families
            .into_iter()
            .enumerate()
            .map(|(f, name)| {
                let family = Some(FamilyId(f as u32));
                let members = (0..).zip(&skills).filter(|(_, s)| s.family == family).map(|(i, _)| SkillId(i)).collect();
                (name, members)
            })
            .collect();
        let names = skills.iter().map(|skill| skill.name.as_str()).collect();
        let tier_ids = skills.iter().map(|skill| skill.tier).collect();
        Ok(Self { skills, names, tier_ids, tiers, families, guards, profiles, source })
    }
}

fn rows<T: for<'de> Deserialize<'de>>(text: &str, place: &str) -> Result<Vec<T>> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| Error::Taxonomy { place: place.to_owned(), message: e.to_string() })
}

/// An ESCO URI: `http://data.europa.eu/esco/skill/` and 36 characters of a UUID.
fn esco(cell: &str) -> Result<Option<String>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let uuid = cell.strip_prefix("http://data.europa.eu/esco/skill/").unwrap_or_default();
    let lengths = uuid.split('-').map(str::len);
    let is_uuid = lengths.eq([8, 4, 4, 4, 12]) && uuid.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    if is_uuid { Ok(Some(cell.to_owned())) } else { Err(format!("{cell:?} is no URI of an ESCO skill")) }
}

/// What names an entry of O*NET's technology skills: the commodity code, eight digits, and the example's title.
fn onet(cell: &str) -> Result<Option<String>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    match cell.split_once(' ') {
        Some((code, title)) if code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit()) && !title.is_empty() => {
            Ok(Some(cell.to_owned()))
        }
        _ => Err(format!("{cell:?} is no O*NET commodity code with a title behind it")),
    }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|s| !s.is_empty())
}

/// The name and all spellings. A guard that has the skill's own id goes before the class that the row names.
fn aliases(row: &SkillRow, guards: &HashMap<&str, u32>) -> Result<Vec<Alias>, String> {
    let guarded: Vec<String> = list(&row.guarded).map(str::to_lowercase).collect();
    let guard = if guarded.is_empty() {
        None
    } else {
        let name = if guards.contains_key(row.id.as_str()) { row.id.as_str() } else { row.guard.as_str() };
        let id = guards.get(name).ok_or_else(|| format!("no guard is called {name:?}"))?;
        Some(GuardId(*id))
    };
    let mut out: Vec<Alias> = Vec::new();
    let plain = std::iter::once(row.name.as_str()).chain(list(&row.aliases));
    for text in plain.chain(list(&row.guarded)) {
        let lower = text.to_lowercase();
        if out.iter().all(|a| a.text.to_lowercase() != lower) {
            let guard = if guarded.contains(&lower) { guard } else { None };
            out.push(Alias { text: text.to_owned(), guard });
        }
    }
    Ok(out)
}

/// Everything that `start` implies, sorted; none if it comes back to itself.
fn closure(start: u32, direct: &[Vec<u32>]) -> Option<Vec<SkillId>> {
    let mut seen = BTreeMap::new();
    let mut open = direct[start as usize].clone();
    while let Some(next) = open.pop() {
        if next == start {
            return None;
        }
        if seen.insert(next, ()).is_none() {
            open.extend(&direct[next as usize]);
        }
    }
    Some(seen.into_keys().map(SkillId).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_skills(rows: &str) -> Result<Taxonomy> {
        let skills = format!("id,name,tier,family,implies,aliases,guarded,guard\n{rows}");
        Taxonomy::from_source(Source { skills, ..Source::built_in() })
    }

    #[test]
    fn the_built_in_one_is_whole() {
        let taxonomy = Taxonomy::built_in().unwrap();
        assert!(taxonomy.skills().len() >= 400);
        assert_eq!(taxonomy.tiers().iter().filter(|t| t.scored).count(), 6);
        assert!(taxonomy.profiles().contains_key("backend"));
    }

    #[test]
    fn implications_are_closed() {
        let t = with_skills("a,A,languages,,b,,,\nb,B,languages,,c,,,\nc,C1,languages,,,,,\n").unwrap();
        let ids =
            |id: &str| t.skill(t.find(id).unwrap()).implies.iter().map(|s| t.skill(*s).id.clone()).collect::<Vec<_>>();
        assert_eq!(ids("a"), ["b", "c"]);
        assert_eq!(ids("c"), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (rows, says) in [
            ("a,A,languages,,,,,\na,B,languages,,,,,\n", "given twice"),
            ("a,A,nowhere,,,,,\n", "no tier"),
            ("a,A,languages,,b,,,\n", "no skill"),
            ("a,A,languages,,b,,,\nb,B,languages,,a,,,\n", "implies itself"),
            ("a,A,languages,,,,a,nothing\n", "no guard"),
            ("a,,languages,,,,,\n", "must not be empty"),
            ("a,A,languages,,,,,,,\n", "fields"),
        ] {
            let message = with_skills(rows).unwrap_err().to_string();
            assert!(message.contains(says) && message.contains("skills.csv"), "{rows:?}: {message}");
        }
    }

    #[test]
    fn ids_of_other_vocabularies_are_kept_or_refused() {
        let load = |head: &str, row: &str| {
            Taxonomy::from_source(Source { skills: format!("{head}\n{row}\n"), ..Source::built_in() })
        };
        let uri = "http://data.europa.eu/esco/skill/01234567-89ab-cdef-0123-456789abcdef";
        let skill = |t: Taxonomy| (t.skills()[0].esco.clone(), t.skills()[0].onet.clone());
        // Columns are known by name, in any order, and need not be there.
        let both = (Some(uri.to_owned()), Some("43232408 A tool".to_owned()));
        for (head, row, ids) in [
            ("id,name,tier,esco,onet", format!("a,A,languages,{uri},43232408 A tool"), both.clone()),
            ("onet,id,name,esco,tier", format!("43232408 A tool,a,A,{uri},languages"), both),
            ("id,name,tier", "a,A,languages".to_owned(), (None, None)),
        ] {
            assert_eq!(skill(load(head, &row).unwrap()), ids, "{head}");
        }
        for (head, row, says) in [
            ("id,name,tier,esco", "a,A,languages,http://data.europa.eu/esco/skill/1", "no URI"),
            ("id,name,tier,esco", "a,A,languages,01234567-89ab-cdef-0123-456789abcdef", "no URI"),
            ("id,name,tier,onet", "a,A,languages,4323240 A tool", "commodity code"),
            ("id,name,tier,onet", "a,A,languages,43232408", "commodity code"),
            ("id,name,tier,wikidata", "a,A,languages,Q1", "wikidata"),
        ] {
            let message = load(head, row).unwrap_err().to_string();
            assert!(message.contains(says) && message.contains("skills.csv"), "{row}: {message}");
        }
    }
}
