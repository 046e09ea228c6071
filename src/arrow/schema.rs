//! The schemas of the tables in Arrow's terms.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::report::{
    BulletRow, Column, GapRow, Kind, MatchRow, PostingRow, RejectRow, RequirementRow, ResumeRow, Row, SkillRow,
    table_metadata,
};

/// The key of a field's metadata that says what the column holds.
const DESCRIPTION: &str = "description";

/// The schema of a table: the columns of its row type, each with its description, and what its Parquet file says of itself.
pub fn schema_of<R: Row>() -> SchemaRef {
    let fields: Vec<Field> = R::COLUMNS.iter().map(field).collect();
    Arc::new(Schema::new_with_metadata(fields, table_metadata::<R>().into_iter().collect()))
}

/// The schema of the table of this name, of those that can be made here.
pub fn table_schema(name: &str) -> Option<SchemaRef> {
    Some(match name {
        "matches" => schema_of::<MatchRow>(),
        "gaps" => schema_of::<GapRow>(),
        "requirements" => schema_of::<RequirementRow>(),
        "postings" => schema_of::<PostingRow>(),
        "resumes" => schema_of::<ResumeRow>(),
        "skills" => schema_of::<SkillRow>(),
        "bullets" => schema_of::<BulletRow>(),
        "rejects" => schema_of::<RejectRow>(),
        _ => return None,
    })
}

fn field(column: &Column) -> Field {
    let data_type = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::List => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        Kind::Bool => DataType::Boolean,
        Kind::Count => DataType::UInt32,
        Kind::Long => DataType::UInt64,
        Kind::Number | Kind::Decimal(_) => DataType::Float64,
    };
    let says = HashMap::from([(DESCRIPTION.to_owned(), column.description.to_owned())]);
    Field::new(column.name, data_type, column.nullable).with_metadata(says)
}
