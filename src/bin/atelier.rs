//! The program `atelier`, in its worker; elsewhere, says where the sites of a FINESS file are.

#[cfg(target_arch = "wasm32")]
fn main() {
    jalons::atelier::service::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example finess -- fichier numéro"
    );
}
