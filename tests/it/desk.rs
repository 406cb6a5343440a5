//! `desk`
