//! The server as its callers meet it, over real connections on loopback.

mod apply;
mod files;
mod line;
mod refusals;
mod standing;
mod together;
