//! `gaprank schema`

use super::args::Schema;
use super::{DONE, print_line};
use crate::error::{Error, Result};

pub(super) fn run(args: &Schema) -> Result<u8> {
    let mut schemas = crate::report::schemas();
    schemas.insert("config", schemars::schema_for!(crate::config::Config).to_value());
    if let Some(name) = &args.name {
        let known = schemas.keys().copied().collect::<Vec<_>>().join(", ");
        schemas.retain(|key, _| key == name);
        if schemas.is_empty() {
            let message = format!("no schema is called {name:?}; there are {known}");
            return Err(Error::Config { place: "schema".into(), message });
        }
    }
    let pretty = |value: &serde_json::Value| format!("{value:#}");
    match &args.write {
        Some(dir) => {
            std::fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
            for (name, schema) in &schemas {
                let path = dir.join(format!("{name}.schema.json"));
                std::fs::write(&path, pretty(schema) + "\n").map_err(Error::io("writing", &path))?;
            }
        }
        None if schemas.len() == 1 => schemas.values().try_for_each(|schema| print_line(&pretty(schema)))?,
        None => print_line(&pretty(&serde_json::json!(schemas)))?,
    }
    Ok(DONE)
}
