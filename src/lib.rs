//! x
pub mod error;
pub mod ingest { mod document; mod id; mod posting; mod reject; pub use document::*; pub use id::*; pub use posting::*; pub use reject::*; }
pub mod text;
pub mod taxonomy;
pub mod extract;
