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
pub trait Row: Cells<Row = Self> + Serialize + Send + Sync + 'static {
    /// The table's name, which is the name of its files.
    const NAME: &'static str;
    /// What a row of it is.
    const DESCRIPTION: &'static str;
    /// Its columns, in their order.
    const COLUMNS: &'static [Column];
}

/// The cells of a row, wherever they stand: a row has its own, and those of large tables are written without making one.
pub trait Cells {
    /// The row.
    type Row: Row;
    /// Puts every cell into `sink`, in the order of the columns.
    fn visit(&self, sink: &mut impl Sink);
}

impl<C: Cells> Cells for &C {
    type Row = C::Row;

    fn visit(&self, sink: &mut impl Sink) {
        C::visit(self, sink);
    }
}

/// Defines a row type. Each field's doc comment is at once its documentation in Rust, the description of its column in
/// Parquet and in the JSON Schema: they cannot drift. `Row as Cells` also defines the same cells borrowed from elsewhere.
macro_rules! table {
    (
        $name:literal
        $(#[doc = $about:literal])+
        $row:ident as $cells:ident {
            $( $(#[doc = $doc:literal])+ $field:ident: $type:ty, )+
        }
    ) => {
        $crate::report::table::table! {
            $name
            $(#[doc = $about])+
            $row {
                $( $(#[doc = $doc])+ $field: $type, )+
            }
        }

        #[doc = concat!("The cells of a [`", stringify!($row), "`], borrowed from where they stand.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $cells<'a> {
            $( $(#[doc = $doc])+ pub $field: <$type as $crate::report::cell::Cell>::Borrowed<'a>, )+
        }

        impl $cells<'_> {
            /// The row, with cells of its own.
            pub fn to_row(self) -> $row {
                $row { $( $field: <$type as $crate::report::cell::Cell>::owned(self.$field), )+ }
            }
        }

        impl $crate::report::table::Cells for $cells<'_> {
            type Row = $row;

            fn visit(&self, sink: &mut impl $crate::report::cell::Sink) {
                $( <$type as $crate::report::cell::Cell>::put(Some(self.$field), sink); )+
            }
        }
    };
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
        }

        impl $crate::report::table::Cells for $row {
            type Row = Self;

            fn visit(&self, sink: &mut impl $crate::report::cell::Sink) {
                $( <$type as $crate::report::cell::Cell>::put(
                    Some(<$type as $crate::report::cell::Cell>::borrowed(&self.$field)),
                    sink,
                ); )+
            }
        }
    };
}

pub(super) use table;
