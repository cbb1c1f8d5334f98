//! The program `calcul`, in its worker; elsewhere, says where the plan is.

#[cfg(target_arch = "wasm32")]
fn main() {
    jalons::calcul::service::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example plan -- dossier.json"
    );
}
