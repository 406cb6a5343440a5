//! `kill`: programs killed at any moment lose nothing that was acknowledged.

mod store;
