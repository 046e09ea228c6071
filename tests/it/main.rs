//! Tests over the library as its users see it.

mod extraction;
