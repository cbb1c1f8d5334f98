//! The program `calcul`, in its worker; elsewhere, says where the plan is.

#[cfg(target_arch = "wasm32")]
fn main() {
    use jalons::atelier::protocole::{Demande, Reponse};

    jalons::browser::service::servir(|recue| {
        let demande = Demande::lire(recue.textes);
        let answer =
            demande.map_or_else(Reponse::incompris, |demande| jalons::atelier::calcul::repondre(&demande));
        let (kind, text, bytes) = answer.ecrire();
        recue.reponse.dire(kind.jeton(), &text, &bytes);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example plan -- dossier.json"
    );
}
