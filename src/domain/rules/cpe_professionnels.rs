//! CPE of professionals who need a physical card, or have no smartphone (R-COMPTE-11, R-ECPS-09, R-CARTE-10).

use crate::domain::facts::{Facts, Known, tous};
use crate::domain::professions::CarteParDefaut;
use crate::domain::question::{Nombre, OuiNon};
use crate::domain::questions::professionnels::{
    Interim, PRO_BESOIN_ACCES, PRO_BESOIN_CARTE, PRO_EFFECTIF, PRO_INTERIM, PRO_PROFIL, PRO_SMARTPHONE,
    PROFESSIONNELS, profession,
};
use crate::domain::questions::voie_cartes::{VoieCartes, voie};
use crate::domain::rule::{Cas, Compte, Duree, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{carte_du_porteur, carte_possible_cpe, ligne_sans_carte, lignes_de};

/// Reads the row of a subject; nothing holds of a row that is gone.
fn ligne(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| condition(&row))
}

/// CPE of a row of professionals.
pub static CPE_PROFESSIONNELS: Rule = Rule {
    livrable: "cpe-professionnels",
    nom: "Cartes CPE des professionnels",
    phase: Phase::Cartes,
    compte: Some(Compte::Cpe),
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[
        Cas::new(
            "cpe-pro-carte-exigee",
            regles!["R-RPPS-13", "R-COMPTE-11"],
            "Une carte physique est exigée pour ces professionnels : une CPE peut être demandée à l’ANS.",
            |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_BESOIN_CARTE, OuiNon::Oui)),
        ),
        Cas::new(
            "cpe-pro-sans-smartphone",
            regles!["R-ECPS-09", "R-ECPS-02", "R-COMPTE-11"],
            "Ces professionnels doivent se connecter eux-mêmes et n’ont pas de smartphone : pas d’e-CPS possible, donc une CPE.",
            |facts, sujet| {
                ligne(facts, sujet, |row| {
                    tous([row.est(&PRO_BESOIN_ACCES, OuiNon::Oui), row.est(&PRO_SMARTPHONE, OuiNon::Non)])
                })
            },
        ),
    ],
    except_if: &[
        Cas::new(
            "cpe-pro-autre-carte",
            regles!["R-CARTE-07", "R-PROF-01", "R-COMPTE-11"],
            "La carte de cette profession n’est pas une CPE : c’est une CPS, une CPF ou une CPA, que la structure ne commande pas.",
            |facts, sujet| {
                ligne(facts, sujet, |row| {
                    row.get(&PRO_PROFIL)?;
                    Ok(profession(row).is_some_and(|profession| {
                        !carte_possible_cpe(profession) && profession.carte != CarteParDefaut::Aucune
                    }))
                })
            },
        ),
        Cas::new(
            "cpe-pro-benevole",
            regles!["R-PROF-01", "R-COMPTE-11"],
            "Un bénévole n’est pas du personnel : aucune carte n’est prévue pour lui.",
            |facts, sujet| {
                ligne(facts, sujet, |row| {
                    Ok(profession(row).is_some_and(|profession| profession.carte == CarteParDefaut::Aucune))
                })
            },
        ),
        Cas::new(
            "cpe-pro-interim-inconnu",
            regles!["R-CARTE-06", "R-CARTE-10", "R-COMPTE-11"],
            "Une carte ne se commande pas d’avance pour quelqu’un qui n’est pas encore nommé.",
            |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
        ),
        Cas::new(
            "cpe-pro-deja-une-carte",
            regles!["R-COMPTE-09", "R-COMPTE-11"],
            "Ces professionnels ont déjà une carte.",
            |facts, sujet| ligne(facts, sujet, |row| ligne_sans_carte(row).map(|sans| !sans)),
        ),
    ],
    mentions: &[
        Cas::new(
            "cpe-pro-commande",
            regles!["R-CARTE-11", "R-RPPS-13"],
            "Elle se commande par le représentant légal ou un mandataire. L’enregistrement dans RPPS+, à lui seul, ne donne pas de carte.",
            |_, _| Ok(true),
        )
        .doutes(&["D-02"]),
        Cas::new(
            "cpe-pro-rpps",
            regles!["R-CARTE-21", "R-RPPS-14"],
            "La CPE ne donne pas de numéro RPPS : celui de la personne, s’il existe, ne change pas.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "cpe-pro-interim-nomme",
            regles!["R-CARTE-10", "R-CARTE-01"],
            "Un intérimaire non professionnel de santé peut avoir une CPE à son nom si le besoin existe.",
            |facts, sujet| ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::Nomme)),
        ),
    ],
    sinon: Sinon::dire(
        "Aucun professionnel décrit n’a besoin d’une carte CPE : l’e-CPS suffit, ou la carte vient de l’ordre.",
        regles!["R-RPPS-13", "R-COMPTE-11"],
    ),
    quantite: |facts, sujet| effectif(facts, sujet),
    apres: |facts, _| match voie(facts) {
        VoieCartes::Papier => vec!["verifier-contrat".into(), "contrat".into()],
        VoieCartes::Tom => {
            let mut before = carte_du_porteur(facts);
            before.extend(["verifier-contrat", "contrat"].map(Into::into));
            before
        }
    },
    duree: |_, _| Duree::JoursOuvres(10),
    fiche: |facts, sujet| {
        let nom = sujet.ligne(facts).and_then(|row| profession(&row)).map_or("professionnels", |profession| profession.nom);
        super::cpe::commande(facts, nom, effectif(facts, sujet))
    },
    ..MODELE
};

/// How many people a row stands for.
pub fn effectif(facts: &Facts, sujet: &Sujet) -> u32 {
    let nombre = sujet.ligne(facts).and_then(|row| row.get(&PRO_EFFECTIF).ok());
    nombre.unwrap_or(Nombre(1)).0
}
