//! A row type is written once; its struct, columns, JSON Schema and way into every format follow from it.

use serde::Serialize;

use super::cell::{Kind, Sink};

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether a cell may be without a value.
    pub nullable: bool,
    /// What it says, with unit and range: the field's doc comment.
    pub description: &'static str,
}

/// A row of a table. Implemented by the macro `table!` and by nothing else.
pub trait Row: Serialize + Send + Sync + 'static {
    /// The table's name, which is the name of its files.
    const NAME: &'static str;
    /// What a row of it is.
    const DESCRIPTION: &'static str;
    /// Its columns, in their order.
    const COLUMNS: &'static [Column];
    /// Puts every cell into `sink`, in the order of the columns.
    fn visit(&self, sink: &mut impl Sink);
}

/// Defines a row type. Each field's doc comment is at once its documentation in Rust, the description of its column in
/// Parquet and in the JSON Schema: they cannot drift.
macro_rules! table {
    (
        $name:literal
        $(#[doc = $about:literal])+
        $row:ident {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
        #[schemars(title = $name)]
        pub struct $row {
            $( $(#[doc = $doc])+ pub $field: $type, )+
        }

        impl $crate::report::table::Row for $row {
            const NAME: &'static str = $name;
            const DESCRIPTION: &'static str = concat!($($about),+).trim_ascii();
            const COLUMNS: &'static [$crate::report::table::Column] = &[$(
                $crate::report::table::Column {
                    name: stringify!($field),
                    kind: <$type as $crate::report::cell::Cell>::KIND,
                    nullable: <$type as $crate::report::cell::Cell>::NULLABLE,
                    description: concat!($($doc),+).trim_ascii(),
                },
            )+];

            fn visit(&self, sink: &mut impl $crate::report::cell::Sink) {
                $( $crate::report::cell::Cell::put(Some(&self.$field), sink); )+
            }
        }
    };
}

pub(super) use table;
