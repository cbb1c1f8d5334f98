//! The program `calcul`, in its worker; elsewhere, says where the plan is.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::cell::RefCell;

    use jalons::atelier::livraison::Livraison;
    use jalons::atelier::protocole::{Demande, Reponse};

    let livraison = RefCell::new(Livraison::default());
    jalons::browser::service::servir(move |recue| {
        let demande = Demande::lire(recue.textes);
        let answer = demande.as_ref().map_or_else(Reponse::incompris, jalons::atelier::calcul::repondre);
        let messages = livraison.borrow_mut().messages(demande.as_ref(), answer);
        for (sorte, texte, octets) in messages {
            recue.reponse.dire(sorte.jeton(), &texte, &octets);
        }
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example plan -- dossier.json"
    );
}
