//! Mounts the wizard in the browser; elsewhere, says how to see it.

#[cfg(target_arch = "wasm32")]
fn main() {
    jalons::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Jalons s’ouvre dans un navigateur\u{a0}: cargo xtask serve");
}
