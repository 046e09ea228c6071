use gaprank::{taxonomy::Taxonomy, extract::Extractor, text::posting_text};
fn main() {
    let ex = Extractor::new(Taxonomy::built_in().unwrap()).unwrap();
    let args: Vec<String> = std::env::args().collect();
    let mut w = csv::Writer::from_path(&args[2]).unwrap();
    w.write_record(["posting_id","requirement_id","tier","keyword","any_of","importance","min_years","section","quote"]).unwrap();
    let t = std::time::Instant::now(); let mut bytes = 0;
    for line in std::fs::read_to_string(&args[1]).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let s = |k: &str| v[k].as_str().unwrap_or("").to_string();
        let desc = if v["description"].is_string() { s("description") } else { s("text") };
        let text = posting_text(&s("title"), &[], &desc);
        bytes += text.len();
        let p = ex.posting(&text);
        let tx = ex.taxonomy();
        for r in &p.requirements {
            let any: Vec<_> = r.any_of.iter().map(|k| tx.skill(*k).name.clone()).collect();
            w.write_record([&s("id"), &r.requirement_id, &tx.tiers()[r.tier.0 as usize].id, &any[0], &any.join("; "), r.importance.as_str(), &r.min_years.map(|y| y.to_string()).unwrap_or_default(), r.section.as_str(), r.quote.of(&text)]).unwrap();
        }
    }
    eprintln!("{bytes} bytes {:?}", t.elapsed());
}
