//! A page drawn by a program beside it: puts it in place, and does what its controls ask.
//!
//! Controls say what they do by attributes: `data-acte` ([`Acte`]), `data-suivi` (the follow-up of an action), forms and
//! buttons with `data-quoi` (a [`Quoi`], asked with the form's fields).

use crate::atelier::protocole::{Acte, DESSIN, PUBLIE, Programme, Quoi, Sorte};
use crate::browser::evenements::{self, Cible};
use crate::browser::focus::Place;
use crate::browser::ouvriers::{self, Message};
use crate::browser::{adresse, fichiers, focus, impression, minuterie, presse_papiers};
use crate::domain::calendrier::lire_date;
use crate::domain::dossier::Etat;
use crate::domain::json::Valeur;
use crate::route::Lieu;
use crate::ui::components::barre::telecharger;
use crate::ui::components::chemin::chemin;
use crate::ui::dessin::{appliquer, dessiner, premier_paragraphe};
use crate::ui::etat::Variable;
use crate::ui::session::{Ouverture, Session};
use crate::ui::vue::{Vue, bouton, el, endroit, ensemble, lien, remplir, titre_de_page};

/// Id of the element that holds the drawn page.
const FEUILLE: &str = "feuille";

/// What is said once a text is copied.
const COPIE: &str = "Copié.";

/// The state of a drawn page.
#[derive(Clone, Copy)]
struct Feuille {
    session: Session,
    quoi: Quoi,
    /// The title of the page that is shown.
    titre: Variable<String>,
    /// The drawing that is shown; none yet.
    dessin: Variable<Option<Dessin>>,
    /// How far the program is, in thousandths when it says so; and what it is doing, a sentence.
    progres: Variable<(String, String)>,
    /// What has just been put in the page, for those who listen to it.
    annonce: Variable<String>,
    /// What could not be done; a sentence.
    refus: Variable<String>,
    /// The number of the last demand: the answers to older ones come too late.
    derniere: Variable<u32>,
}

/// A drawing in place, or being put in place.
#[derive(Clone, Default)]
struct Dessin {
    /// Its number, for the program that drew it.
    numero: String,
    /// The demand that it answers: what remains of it still comes after newer ones.
    demande: u32,
    /// The foldable parts to unfold.
    deplies: Vec<String>,
    /// Where the keyboard was, when the same page is drawn again.
    clavier: Option<Place>,
    /// Whether it is whole.
    entier: bool,
}

/// The page that answers this, in a dossier or outside of any.
pub fn feuille(session: Session, quoi: Quoi, champs: Vec<(String, String)>) -> Vue {
    let feuille = Feuille {
        session,
        quoi,
        titre: Variable::new(String::new()),
        dessin: Variable::new(None),
        progres: Variable::new((String::new(), String::new())),
        annonce: Variable::new(String::new()),
        refus: Variable::new(String::new()),
        derniere: Variable::new(0),
    };
    feuille.demander(quoi, champs, None);
    let refused = move || {
        let phrase = feuille.refus.get();
        let phrase = (!phrase.is_empty()).then(|| el("p").classe("avertissement").enfant(phrase));
        // Without any page yet, the refusal is the page.
        let alone = phrase.is_some() && feuille.dessin.with_untracked(Option::is_none);
        ensemble().enfant(alone.then(|| titre_de_page("Cette page n’a pas pu être préparée"))).enfant(phrase)
    };
    let inside = quoi.dans_un_dossier();
    let main = el("main")
        .classe(if inside { "" } else { "seul" })
        .enfant(el("div").attr("role", "alert").vif(refused))
        .enfant(el("p").classe("attente").attr("role", "status").texte_vif(move || feuille.progres.get().1))
        .quand(move || !feuille.progres.get().0.is_empty(), move || feuille.avancement())
        .enfant(el("p").classe("hors-ecran").attr("role", "status").texte_vif(move || feuille.annonce.get()))
        .enfant(el("div").attr("id", FEUILLE).attr_vif("aria-busy", move || {
            feuille.dessin.with(|dessin| dessin.as_ref().is_some_and(|dessin| !dessin.entier)).to_string()
        }))
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
                // The same page, where only some things differ.
                let known = feuille.dessin.with_untracked(|dessin| dessin.clone().unwrap_or_default().numero);
                feuille.demander(quoi, vec![(DESSIN.to_owned(), known)], None);
            }
        })
        .sur("input", move |event| {
            // A note is kept as it is typed: the page may be closed with the keyboard still in it.
            if let Some(cible) = evenements::cible(&event, "[data-champ=note]") {
                feuille.noter(&cible);
            }
            if let Some(cible) = evenements::cible(&event, "form[data-vivant]") {
                feuille.soumettre(&cible, None);
            }
        })
        .sur("submit", move |event| {
            event.prevent_default();
            if let Some(cible) = evenements::cible(&event, "form[data-quoi]") {
                feuille.soumettre(&cible, evenements::bouton(&event));
            }
        });
    if !inside {
        // The help, read in the middle of a dossier.
        let back = session.ouverture.with_untracked(|open| *open == Ouverture::Dossier).then(|| {
            el("p").enfant(lien(&session.reprise().href()).classe("revenir").enfant("Revenir au dossier"))
        });
        return main.enfant(back);
    }
    // A page that fills in answers stands in the section that it fills, and leads back to it.
    let (section, page) = match quoi {
        Quoi::Finess => ("structure", "sites"),
        Quoi::Effectif => ("professionnels", "professionnels"),
        _ => ("plan", ""),
    };
    let back = (!page.is_empty()).then(|| {
        let back = session.vers(Lieu::Page(page.to_owned(), None)).href();
        el("p").enfant(lien(&back).classe("revenir").enfant("Revenir aux questions"))
    });
    el("div").classe("cadre plan").enfant(chemin(session, section)).enfant(main.enfant(back))
}

impl Feuille {
    /// Asks what a form asks, with its fields and the button that sent it.
    fn soumettre(self, formulaire: &Cible, bouton: Option<Cible>) {
        // A button may ask something else than its form.
        let other = bouton.as_ref().and_then(|button| Quoi::de_jeton(&button.attr("data-quoi")));
        let Some(quoi) = other.or_else(|| Quoi::de_jeton(&formulaire.attr("data-quoi"))) else { return };
        let (mut champs, fichier) = formulaire.champs();
        champs.extend(bouton.map(|button| (button.attr("name"), button.attr("value"))));
        champs.push(("adresse".to_owned(), adresse::page()));
        self.demander(quoi, champs, fichier);
    }

    /// How far the reading of a file is, and the way to stop it.
    fn avancement(self) -> Vue {
        let bar = el("progress")
            .attr("max", "1000")
            .attr("aria-label", "Avancement de la lecture")
            .attr_vif("value", move || self.progres.get().0);
        let stop = bouton("secondaire", "Annuler", move |_| {
            // Answers that are already on their way come too late.
            self.derniere.update(|number| *number += 1);
            ouvriers::arreter(Programme::Atelier.nom());
            self.dire("Lecture annulée. Rien n’a changé : vous pouvez recommencer.");
        });
        el("p").classe("avancement").enfant(bar).enfant(" ").enfant(stop)
    }

    /// Says what is going on, without a bar.
    fn dire(self, phrase: &str) {
        self.progres.set((String::new(), phrase.to_owned()));
    }

    fn demander(self, quoi: Quoi, champs: Vec<(String, String)>, fichier: Option<fichiers::Choisi>) {
        let number = self.derniere.get_untracked() + 1;
        self.derniere.set(number);
        self.refus.set(String::new());
        if self.dessin.with_untracked(Option::is_none) {
            self.dire("Un instant : la page se prépare sur cet appareil…");
        } else if fichier.is_some() {
            self.progres.set(("0".to_owned(), "Lecture du fichier…".to_owned()));
        }
        let mut champs = champs;
        if adresse::annuaire_publie() {
            champs.push((PUBLIE.to_owned(), "oui".to_owned()));
        }
        let answered = move |message: Message| {
            let sorte = Sorte::de_jeton(&message.sorte);
            // The user may have left the page, or asked something else, meanwhile.
            if self.derniere.existe() {
                let begun = self.dessin.with_untracked(|dessin| {
                    dessin.as_ref().is_some_and(|dessin| dessin.demande == number && !dessin.entier)
                });
                if begun || self.derniere.get_untracked() == number {
                    self.recevoir(number, sorte, message);
                }
            }
            !matches!(sorte, Some(Sorte::Progres | Sorte::Page | Sorte::Suite))
        };
        let dossier = if quoi.dans_un_dossier() { self.session.texte() } else { String::new() };
        self.session.demander(quoi, champs, dossier, fichier, Box::new(answered));
    }

    fn recevoir(self, demande: u32, sorte: Option<Sorte>, message: Message) {
        if sorte == Some(Sorte::Progres) {
            let (share, said) = message.texte.split_once('\n').unwrap_or(("", &message.texte));
            self.progres.set((share.to_owned(), said.to_owned()));
            return;
        }
        match sorte {
            Some(Sorte::Suite) => {
                let unfolded =
                    self.dessin.with_untracked(|dessin| dessin.clone().unwrap_or_default().deplies);
                appliquer(FEUILLE, &message.texte, &unfolded);
                return;
            }
            Some(Sorte::Fin) => {
                let mut dessin = self.dessin.get_untracked().unwrap_or_default();
                if let Some((clavier, page)) = dessin.clavier.take().zip(endroit(FEUILLE)) {
                    page.reprendre(&clavier);
                }
                self.dessin.set(Some(Dessin { entier: true, ..dessin }));
                return;
            }
            _ => self.dire(""),
        }
        let (first, rest) = message.texte.split_once('\n').unwrap_or((&message.texte, ""));
        match sorte {
            Some(Sorte::Page) => self.montrer(demande, first, rest),
            Some(Sorte::Retouche) => self.retoucher(rest),
            Some(Sorte::Partie) => {
                if let Some(part) = Valeur::lire(rest) {
                    self.annonce.set(premier_paragraphe(&part));
                    remplir(first, dessiner(&part, &[]));
                    if focus::perdu() {
                        focus::sur(first);
                    }
                }
            }
            Some(Sorte::Fichier) => match fichiers::telecharger(first, rest, &message.octets) {
                Ok(()) => self.dire(&format!("Fichier prêt : « {first} ». Il est dans vos téléchargements.")),
                Err(error) => self.refus.set(error.phrase().to_owned()),
            },
            Some(Sorte::Copie) => self.copier(message.texte),
            Some(Sorte::Dossier) => self.prendre(first.to_owned(), rest.to_owned()),
            Some(Sorte::Resume | Sorte::Progres | Sorte::Suite | Sorte::Fin) => {}
            Some(Sorte::Refus) | None => {
                self.refus.set(message.texte);
            }
        }
    }

    /// Takes the dossier that a program made: the answers of the open one, or a new one.
    fn prendre(self, phrase: String, texte: String) {
        let session = self.session;
        if !self.quoi.dans_un_dossier() {
            minuterie::lancer(async move {
                match session.ouvrir_fichier(&texte).await {
                    Ok(()) => session.dire(&phrase),
                    Err(refus) => self.refus.set(refus),
                }
            });
            return;
        }
        match crate::domain::dossier::ouvrir(&texte) {
            Ok((dossier, _)) => {
                session.repondre(dossier.answers);
                session.dire(&phrase);
                // On what was just filled in, to look at it.
                let filled = if self.quoi == Quoi::Effectif { "professionnels" } else { "sites" };
                session.aller(&session.vers(Lieu::Page(filled.to_owned(), None)));
            }
            Err(error) => self.refus.set(error.to_string()),
        }
    }

    /// Puts another page in place of this one, from its first part on.
    fn montrer(self, demande: u32, titre: &str, reste: &str) {
        let (numero, gestes) = reste.split_once('\n').unwrap_or_default();
        adresse::titre(&format!("{titre} – Jalons"));
        // A page in place of another has its own title to read.
        let first = self.titre.with_untracked(|old| old != titre);
        self.titre.set(titre.to_owned());
        let clavier = endroit(FEUILLE).filter(|_| !first).and_then(|page| page.clavier());
        let deplies = evenements::deplies();
        remplir(FEUILLE, ensemble());
        appliquer(FEUILLE, gestes, &deplies);
        self.dessin.set(Some(Dessin {
            numero: numero.to_owned(),
            demande,
            deplies,
            clavier,
            ..Dessin::default()
        }));
        if first {
            minuterie::dans(0, focus::titre_de_page);
        }
    }

    /// Changes the page in place, where it differs: the keyboard stays where it is.
    fn retoucher(self, reste: &str) {
        let (numero, gestes) = reste.split_once('\n').unwrap_or_default();
        appliquer(FEUILLE, gestes, &[]);
        self.dessin.update(|dessin| {
            if let Some(dessin) = dessin {
                numero.clone_into(&mut dessin.numero);
            }
        });
    }

    fn agir(self, acte: Acte, cible: &Cible) {
        match acte {
            Acte::Imprimer => impression::imprimer(),
            Acte::Dossier => telecharger(self.session),
            Acte::Cocher => evenements::cocher(&cible.attr("data-cible"), true),
            Acte::Decocher => evenements::cocher(&cible.attr("data-cible"), false),
            Acte::Saut => focus::sur(cible.attr("href").trim_start_matches('#')),
            Acte::Copier => self.copier(evenements::texte_de(&cible.attr("data-cible"))),
        }
    }

    /// Copies a text, and says so for a moment.
    fn copier(self, texte: String) {
        self.refus.set(String::new());
        // Said again when it is done again.
        self.dire("");
        minuterie::lancer(async move {
            let copied = presse_papiers::copier(&texte).await;
            if !self.refus.existe() {
                return;
            }
            match copied {
                Ok(()) => minuterie::dans(50, move || self.dire_un_moment(COPIE)),
                Err(error) => self.refus.set(error.phrase().to_owned()),
            }
        });
    }

    /// Says something for a moment.
    fn dire_un_moment(self, phrase: &'static str) {
        if !self.progres.existe() {
            return;
        }
        self.dire(phrase);
        minuterie::dans(4_000, move || {
            if self.progres.existe() && self.progres.with_untracked(|(_, said)| said == phrase) {
                self.dire("");
            }
        });
    }

    /// Notes the follow-up of an action.
    fn noter(self, cible: &Cible) {
        let (id, value) = (cible.attr("data-suivi"), cible.valeur());
        self.session.change(|dossier| {
            let mut suivi = dossier.suivi.get(&id).cloned().unwrap_or_default();
            match cible.attr("data-champ").as_str() {
                "etat" => suivi.etat = Etat::de_jeton(&value).unwrap_or_default(),
                "date" => suivi.date = lire_date(&value),
                "fait" => suivi.etat = if cible.cochee() { Etat::Fait } else { Etat::AFaire },
                _ => suivi.note = value,
            }
            dossier.suivi.insert(id, suivi);
        });
    }
}
