//! Check your answers: each with « Modifier », which comes straight back.

use crate::browser::adresse;
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Spec};
use crate::domain::questionnaire::{self, SECTIONS};
use crate::domain::report::{details, valeur};
use crate::route::{Lieu, Retour};
use crate::ui::components::chemin::chemin;
use crate::ui::components::panneau::panneau;
use crate::ui::session::Session;
use crate::ui::vue::{Vue, el, ensemble, hors_ecran, lien, titre_de_page};

/// How many rows of a list the review shows: the others are on the page of the list.
const MONTREES: usize = 25;

/// The review.
pub fn verifier(session: Session) -> Vue {
    adresse::titre("Vérifier vos réponses – Jalons");
    let plan = lien(&session.vers(Lieu::PLAN).href()).classe("principal").enfant("Voir le plan");
    let main = el("main")
        .enfant(titre_de_page("Vérifiez vos réponses"))
        .vif(move || {
            session.suit_faits(|facts| {
                ensemble()
                    .enfant(manque(session, facts))
                    .enfant(sections(session, facts))
                    .enfant(gardees(facts))
            })
        })
        .enfant(el("p").classe("suite").enfant(plan));
    el("div").classe("cadre").enfant(chemin(session, "verifier")).enfant(main).enfant(panneau(session))
}

/// The first question without an answer.
fn manque(session: Session, facts: &Facts) -> Option<Vue> {
    let (_, page) = questionnaire::prochaine(facts)?;
    let link = session.vers(Lieu::Page(page.id.to_owned(), Some(Retour::Verifier)));
    let link = lien(&link.href()).enfant(page.intitule());
    Some(el("p").classe("avertissement").enfant("Il manque une réponse : ").enfant(link))
}

fn sections(session: Session, facts: &Facts) -> Vue {
    ensemble().enfants(SECTIONS.iter().filter_map(|section| {
        let specs = section.pages.iter().flat_map(|page| page.questions.iter().copied());
        let mut lines =
            specs.filter(|spec| montree(facts, spec)).map(|spec| ligne(session, facts, spec)).peekable();
        lines.peek()?;
        let list = el("dl").classe("verifier").enfants(lines);
        Some(el("section").enfant(el("h2").enfant(section.titre)).enfant(list))
    }))
}

/// Answers whose question is no longer asked.
fn gardees(facts: &Facts) -> Option<Vue> {
    let mut unused = questionnaire::questions()
        .filter(|spec| facts.answers().entry(spec.id).is_some() && facts.est_posee(spec) != Ok(true))
        .map(|spec| el("li").enfant(format!("{} : {}", spec.nom, valeur(facts, spec))))
        .peekable();
    unused.peek()?;
    let means =
        "Leur question n’est plus posée : le plan n’en tient pas compte. Elles reviendront avec la question.";
    let details = el("details")
        .classe("aide")
        .enfant(el("summary").enfant("Réponses gardées, mais qui ne servent plus"))
        .enfant(el("p").enfant(means))
        .enfant(el("ul").enfants(unused));
    Some(details)
}

/// Asked, and worth a line: optional lists that were left empty are not.
fn montree(facts: &Facts, spec: &Spec) -> bool {
    facts.est_posee(spec) == Ok(true) && !(spec.id == "personnes" && facts.answers().rows(spec.id).is_empty())
}

/// A link that changes an answer and comes straight back.
fn modifier(session: Session, spec: &Spec, texte: &str) -> Option<Vue> {
    let (_, page) = questionnaire::page_de(spec.id)?;
    let lieu = Lieu::Page(page.id.to_owned(), Some(Retour::Verifier));
    let of = hors_ecran(&format!(" : {}", spec.nom));
    Some(lien(&session.vers(lieu).href()).classe("modifier").enfant(texte).enfant(of))
}

fn ligne(session: Session, facts: &Facts, spec: &'static Spec) -> Vue {
    let value = valeur(facts, spec);
    let rows = facts.answers().rows(spec.id);
    let shown = match &spec.champ {
        Champ::Lignes(liste) if !rows.is_empty() => {
            let names = rows.iter().take(MONTREES).map(|row| {
                let inside = facts.dans(spec.id, row);
                el("li").enfant((liste.nom)(&inside)).enfant(el("small").enfant(details(&inside, liste)))
            });
            let more = rows.len().saturating_sub(MONTREES);
            let more = (more > 0).then(|| {
                let page = modifier(session, spec, &format!("et {more} autres"));
                el("li").enfant(page)
            });
            el("dd").enfant(el("ul").enfants(names).enfant(more))
        }
        _ if spec.facultatif && facts.entry(spec).is_none() => {
            el("dd").classe("facultatif").enfant("non renseigné (facultatif)")
        }
        _ => el("dd").enfant(&value),
    };
    let missing = !questionnaire::repondue(facts, spec);
    let mark = missing.then(|| el("span").classe("doute").enfant("à compléter"));
    let act = el("dd").classe("acte").enfant(modifier(session, spec, "Modifier"));
    el("div").enfant(el("dt").enfant(spec.nom)).enfant(shown.enfant(mark)).enfant(act)
}
