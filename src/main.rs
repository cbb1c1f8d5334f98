//! Mounts the wizard.
fn main() {}
