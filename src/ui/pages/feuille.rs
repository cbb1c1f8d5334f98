//! A page drawn by a program beside it: puts it in place, and does what its controls ask.
//!
//! Controls say what they do by attributes: `data-acte` ([`Acte`]), `data-suivi` (the follow-up of an action), forms and
//! buttons with `data-quoi` (a [`Quoi`], asked with the form's fields).

use serde_json::Value;

use crate::atelier::protocole::{Acte, Demande, Quoi, Sorte};
use crate::browser::evenements::{self, Cible};
use crate::browser::ouvriers::{self, Message};
use crate::browser::{adresse, fichiers, focus, impression, minuterie, presse_papiers};
use crate::domain::calendrier::lire_date;
use crate::domain::dossier::Etat;
use crate::ui::components::barre::telecharger;
use crate::ui::components::chemin::chemin;
use crate::ui::dessin::dessiner;
use crate::ui::etat::Variable;
use crate::ui::session::Session;
use crate::ui::vue::{Vue, el, ensemble};

/// What is said once a text is copied.
const COPIE: &str = "Copié.";

/// The state of a drawn page.
#[derive(Clone, Copy)]
struct Feuille {
    session: Session,
    quoi: Quoi,
    /// What is shown: the drawn node, and the foldable parts to unfold.
    page: Variable<Option<(Value, Vec<String>)>>,
    /// What the program is doing; a sentence.
    progres: Variable<String>,
    /// What could not be done; a sentence.
    refus: Variable<String>,
    /// The number of the last demand: the answers to older ones come too late.
    derniere: Variable<u32>,
}

/// The page that answers this, in a dossier or outside of any.
pub fn feuille(session: Session, quoi: Quoi, champs: Vec<(String, String)>) -> Vue {
    let feuille = Feuille {
        session,
        quoi,
        page: Variable::new(None),
        progres: Variable::new(String::new()),
        refus: Variable::new(String::new()),
        derniere: Variable::new(0),
    };
    feuille.demander(quoi, champs, None);
    let drawn = move || {
        feuille.page.with(|page| match page {
            Some((page, unfolded)) => dessiner(page, unfolded),
            None => ensemble(),
        })
    };
    let refused = move || {
        let phrase = feuille.refus.get();
        let phrase = (!phrase.is_empty()).then(|| el("p").classe("avertissement").enfant(phrase));
        ensemble().enfant(phrase)
    };
    let inside = quoi.dans_un_dossier();
    let main = el("main")
        .classe(if inside { "" } else { "seul" })
        .enfant(el("div").attr("role", "alert").vif(refused))
        .enfant(el("p").classe("attente").attr("role", "status").texte_vif(move || feuille.progres.get()))
        .enfant(el("div").vif(drawn))
        .sur("click", move |event| {
            if let Some(cible) = evenements::cible(&event, "[data-acte]")
                && let Some(acte) = Acte::de_jeton(&cible.attr("data-acte"))
            {
                event.prevent_default();
                feuille.agir(acte, &cible);
            }
        })
        .sur("change", move |event| {
            if let Some(cible) = evenements::cible(&event, "[data-suivi]") {
                feuille.noter(&cible);
            }
        })
        .sur("submit", move |event| {
            event.prevent_default();
            if let Some(cible) = evenements::cible(&event, "form[data-quoi]")
                && let Some(quoi) = Quoi::de_jeton(&cible.attr("data-quoi"))
            {
                let (champs, fichier) = cible.champs();
                feuille.demander(quoi, champs, fichier);
            }
        });
    if inside { el("div").classe("cadre plan").enfant(chemin(session, "plan")).enfant(main) } else { main }
}

impl Feuille {
    fn demander(self, quoi: Quoi, champs: Vec<(String, String)>, fichier: Option<fichiers::Choisi>) {
        let number = self.derniere.get_untracked() + 1;
        self.derniere.set(number);
        self.refus.set(String::new());
        if self.page.with_untracked(Option::is_none) {
            self.progres.set("Un instant : la page se prépare sur cet appareil…".to_owned());
        }
        let demande = Demande {
            quoi,
            champs,
            dossier: if quoi.dans_un_dossier() { self.session.texte() } else { String::new() },
            jour: crate::domain::calendrier::iso(self.session.today),
        };
        let answered = move |message: Message| {
            let sorte = Sorte::de_jeton(&message.sorte);
            // The page may be gone before its answer comes.
            if !self.derniere.est_partie() && self.derniere.get_untracked() == number {
                self.recevoir(sorte, message);
            }
            sorte != Some(Sorte::Progres)
        };
        ouvriers::demander(quoi.programme().nom(), &demande.ecrire(), fichier, Box::new(answered));
    }

    fn recevoir(self, sorte: Option<Sorte>, message: Message) {
        if sorte == Some(Sorte::Progres) {
            self.progres.set(message.texte);
            return;
        }
        self.progres.set(String::new());
        match sorte {
            Some(Sorte::Page) => self.montrer(&message.texte),
            Some(Sorte::Resume | Sorte::Progres) => {}
            Some(Sorte::Refus) | None => {
                self.refus.set(message.texte);
            }
        }
    }

    fn montrer(self, texte: &str) {
        let (titre, page) = texte.split_once('\n').unwrap_or(("", texte));
        let Ok(page) = serde_json::from_str::<Value>(page) else { return };
        adresse::titre(&format!("{titre} – Jalons"));
        let first = self.page.with_untracked(Option::is_none);
        self.page.set(Some((page, evenements::deplies())));
        if first {
            minuterie::dans(0, focus::titre_de_page);
        }
    }

    fn agir(self, acte: Acte, cible: &Cible) {
        match acte {
            Acte::Imprimer => impression::imprimer(),
            Acte::Dossier => telecharger(self.session),
            Acte::Saut => focus::sur(cible.attr("href").trim_start_matches('#')),
            Acte::Copier => self.copier(evenements::texte_de(&cible.attr("data-cible"))),
        }
    }

    /// Copies a text, and says so for a moment.
    fn copier(self, texte: String) {
        self.refus.set(String::new());
        // Said again when it is done again.
        self.progres.set(String::new());
        minuterie::lancer(async move {
            let copied = presse_papiers::copier(&texte).await;
            if self.refus.est_partie() {
                return;
            }
            match copied {
                Ok(()) => minuterie::dans(50, move || self.dire(COPIE)),
                Err(error) => self.refus.set(error.phrase().to_owned()),
            }
        });
    }

    /// Says something for a moment.
    fn dire(self, phrase: &'static str) {
        if self.progres.est_partie() {
            return;
        }
        self.progres.set(phrase.to_owned());
        minuterie::dans(4_000, move || {
            if !self.progres.est_partie() && self.progres.with_untracked(|said| said == phrase) {
                self.progres.set(String::new());
            }
        });
    }

    /// Notes the follow-up of an action, and draws what depends on it.
    fn noter(self, cible: &Cible) {
        let (id, value) = (cible.attr("data-suivi"), cible.valeur());
        self.session.change(|dossier| {
            let suivi = dossier.suivi.entry(id).or_default();
            match cible.attr("data-champ").as_str() {
                "etat" => suivi.etat = Etat::de_jeton(&value).unwrap_or_default(),
                "date" => suivi.date = lire_date(&value),
                _ => suivi.note = value,
            }
        });
        self.demander(self.quoi, vec![], None);
    }
}
