//! Form files and messages are built in: a file added to their folders must rebuild the program.

fn main() {
    println!("cargo::rerun-if-changed=forms");
    println!("cargo::rerun-if-changed=locale");
}
