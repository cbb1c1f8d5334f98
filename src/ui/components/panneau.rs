//! The plan as it grows, beside the question; a bar at the bottom on a phone.

use crate::atelier::protocole::Resume;
use crate::route::Lieu;
use crate::ui::etat::Calcul;
use crate::ui::session::{Apercu, Session};
use crate::ui::vue::{Vue, el, ensemble, lien};

/// What the panel shows.
#[derive(Clone, Default, PartialEq, Eq)]
struct Contenu {
    /// Whether the plan is known.
    su: bool,
    /// Why it can’t be known; a sentence.
    panne: String,
    /// Id, title, date of what is certain.
    surs: Vec<(String, String, String)>,
    /// Ids of what has just appeared.
    neufs: Vec<String>,
    /// Titles of what depends on an answer.
    possibles: Vec<String>,
}

impl Contenu {
    fn de(session: Session, avant: Option<&Self>) -> Self {
        session.resume.with(|resume| {
            let (surs, possibles) = match resume.clone() {
                Apercu::Su(Resume { surs, possibles }) => (surs, possibles),
                Apercu::Attendu => return Self::default(),
                Apercu::EnPanne(panne) => return Self { panne, ..Self::default() },
            };
            let fresh = |id: &&String| {
                avant.is_some_and(|before| before.su && before.surs.iter().all(|(known, ..)| known != *id))
            };
            let neufs = surs.iter().map(|(id, ..)| id).filter(fresh).cloned().collect();
            Self { su: true, panne: String::new(), surs, neufs, possibles }
        })
    }

    fn compte(&self) -> String {
        if !self.panne.is_empty() {
            return "· indisponible".to_owned();
        }
        if !self.su {
            return "· le plan se calcule…".to_owned();
        }
        let plural = |number: usize| if number > 1 { "s" } else { "" };
        let (sure, open) = (self.surs.len(), self.possibles.len());
        match open {
            0 => format!("· {sure} sûr{}", plural(sure)),
            _ => format!("· {sure} sûr{}, {open} possible{}", plural(sure), plural(open)),
        }
    }

    fn lignes(&self) -> Vue {
        let sure = self.surs.iter().map(|(id, titre, quand)| {
            let new = self.neufs.contains(id);
            el("li")
                .classe(if new { "neuf" } else { "" })
                .enfant(titre)
                .enfant(new.then(|| el("span").classe("nouveau").enfant("nouveau")))
                .enfant(el("small").enfant(quand))
        });
        let open = self.possibles.iter().map(|titre| {
            let small = el("small").enfant("selon vos réponses");
            el("li").classe("possible").enfant(titre).enfant(small)
        });
        let broken = (!self.panne.is_empty()).then(|| el("li").enfant(&self.panne));
        ensemble().enfant(broken).enfants(sure).enfants(open)
    }

    fn annonce(&self) -> String {
        if self.neufs.is_empty() {
            return String::new();
        }
        format!("Le plan a changé\u{a0}: {}.", self.compte().trim_start_matches("· "))
    }
}

/// The growing plan: certain, possible, and what has just appeared.
pub fn panneau(session: Session) -> Vue {
    let content = Calcul::new(move |before| Contenu::de(session, before));
    let summary = el("summary")
        .enfant("Votre plan ")
        .enfant(el("small").texte_vif(move || content.with(Contenu::compte)));
    let link = lien(&session.vers(Lieu::PLAN).href()).enfant("Voir tout le plan");
    let details = el("details")
        .classe("panneau")
        .attr_si(session.panneau_ouvert.get_untracked(), "open")
        .sur_bascule(move |open| session.panneau_ouvert.set(open))
        .enfant(summary)
        .enfant(el("ul").vif(move || content.with(Contenu::lignes)))
        .enfant(el("p").enfant(link));
    let said =
        el("p").classe("hors-ecran").attr("role", "status").texte_vif(move || content.with(Contenu::annonce));
    el("aside").attr("aria-label", "Votre plan").enfant(details).enfant(said)
}
