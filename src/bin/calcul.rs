//! The program `calcul`, in its worker; elsewhere, says where the plan is.

#[cfg(target_arch = "wasm32")]
fn main() {
    use jalons::atelier::calcul::{Reponse, repondre};
    use jalons::atelier::protocole::{Demande, Sorte};

    jalons::browser::service::servir(|recue| {
        let answer = match Demande::lire(recue.textes) {
            Some(demande) => repondre(&demande),
            None => Reponse::Refus(jalons::atelier::calcul::INCOMPRIS.to_owned()),
        };
        let (kind, text) = match answer {
            Reponse::Page(titre, page) => {
                (Sorte::Page, jalons::atelier::protocole::ecrire_page(&titre, &page))
            }
            Reponse::Resume(resume) => (Sorte::Resume, resume.ecrire()),
            Reponse::Refus(phrase) => (Sorte::Refus, phrase),
        };
        recue.reponse.dire(kind.jeton(), &text);
    });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example plan -- dossier.json"
    );
}
