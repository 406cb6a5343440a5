//! Every integration test, in one binary.

mod card;
mod case;
mod cli;
mod counter;
mod desk;
mod docs;
mod form;
mod fuzz;
mod jpki;
mod kill;
mod kill_net;
mod law;
mod layers;
mod official;
mod paper;
mod residence;
mod samples;
mod server;
mod sign;
mod signing;
mod ssw;
mod store;
mod support;
mod text;
mod tui;
