//! What tests share.

pub mod filing;
pub mod newer;
pub mod program;
pub mod proxy;
pub mod pty;
pub mod rig;
pub mod screen;
pub mod serving;
pub mod usb;
