//! The JSON Schemas of everything that a run writes, generated from the types.

use std::collections::BTreeMap;

use serde_json::Value;

use super::run_json::RunJson;
use super::tables::{ChangeRow, TABLES};

/// The JSON Schema of a row of every table, by the table's name, and of `run.json` as `run`.
pub fn schemas() -> BTreeMap<&'static str, Value> {
    let tables = TABLES.iter().map(|table| (table.name, (table.schema)().to_value()));
    tables
        .chain([
            ("changes", schemars::schema_for!(ChangeRow).to_value()),
            ("run", schemars::schema_for!(RunJson).to_value()),
        ])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_stands_in_its_schema_with_its_description() {
        let schemas = schemas();
        for table in TABLES {
            let properties = schemas[table.name]["properties"].as_object().expect("a row is an object");
            assert_eq!(properties.len(), table.columns.len(), "{}", table.name);
            for column in table.columns {
                let description = properties[column.name]["description"].as_str().expect("a description").trim();
                let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                assert_eq!(words(description), words(column.description), "{}.{}", table.name, column.name);
                let nullable =
                    properties[column.name]["type"].as_array().is_some_and(|types| types.contains(&"null".into()));
                assert!(nullable == column.nullable, "{}.{}", table.name, column.name);
            }
        }
    }
}
