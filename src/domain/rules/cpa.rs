//! CPA of third-party administrateurs techniques (R-CARTE-25, R-COMPTE-12).

use crate::domain::facts::{Facts, Known, tous};
use crate::domain::question::OuiNon;
use crate::domain::questions::at::{AT, AT_LIEN, AT_LISTE, AT_PERSONNE, At, LienAt};
use crate::domain::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_PERSONNE, INCIDENT_REMPLACEMENT, INCIDENTS,
};
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::rule::{Cas, Compte, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    AT_ANONYME, a_une_carte, at_a_declarer, au_moins_un, citee, cpa_expiree, est_le_porteur,
    personnes_citees, ses_incidents, uniques,
};

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

/// Everyone who may need a CPA.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    let mut sujets: Vec<Sujet> = vec![];
    let mut ids: Vec<String> = vec![];
    if facts.est(&AT, At::TiersSansCarte) == Ok(true) {
        ids.push(AT_ANONYME.to_owned());
    }
    if let Ok(mut rows) = facts.lignes(&AT_LISTE) {
        rows.retain(|row| row.est(&AT_LIEN, LienAt::Tiers) == Ok(true));
        sujets.extend(personnes_citees(&rows, &AT_LISTE, &AT_PERSONNE));
    }
    if let Ok(rows) = facts.lignes(&INCIDENTS) {
        let cpa = rows.iter().filter(|row| row.est(&INCIDENT_CARTE, CarteIncident::Cpa) == Ok(true));
        ids.extend(
            cpa.map(|row| row.get(&INCIDENT_PERSONNE).map_or_else(|_| row.id().to_owned(), |id| id.0)),
        );
    }
    let people = facts.answers().rows(PERSONNES.spec.id).iter();
    ids.extend(people.filter(|row| cpa_expiree(facts, &row.id) == Ok(true)).map(|row| row.id.clone()));
    sujets.extend(ids.into_iter().map(Sujet::Personne));
    Ok(uniques(sujets))
}

/// One CPA for each third party without a card.
pub static CPA: Rule = Rule {
    livrable: "cpa",
    nom: "Carte CPA d’un tiers",
    phase: Phase::Cartes,
    compte: Some(Compte::Cpa),
    sujets,
    due_if: &[
        Cas::new(
            "cpa-at-tiers",
            regles!["R-AT-03", "R-AT-07", "R-COMPTE-12"],
            "L’administrateur technique est un tiers sans carte : il lui faut une CPA, dont le numéro est demandé à la déclaration.",
            |facts, sujet| {
                let id = personne(sujet);
                if id == AT_ANONYME {
                    return facts.est(&AT, At::TiersSansCarte);
                }
                citee(facts, sujet, &AT_LISTE, &AT_PERSONNE, |row| {
                    tous([row.est(&AT_LIEN, LienAt::Tiers), at_a_declarer(row)])
                })
            },
        ),
        Cas::new(
            "cpa-incident",
            regles!["R-CARTE-14", "R-COMPTE-15"],
            "Une carte CPA est perdue, volée ou en panne, et vous voulez la remplacer.",
            |facts, sujet| {
                let id = personne(sujet);
                au_moins_un(facts.lignes(&INCIDENTS), |row| {
                    tous([
                        row.est(&INCIDENT_CARTE, CarteIncident::Cpa),
                        row.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
                        est_le_porteur(row, id),
                    ])
                })
            },
        ),
        Cas::new(
            "cpa-expiree",
            regles!["R-CARTE-24", "R-COMPTE-12"],
            "Sa carte CPA est expirée : c’est comme si elle n’existait plus. Le tiers en commande une autre.",
            |facts, sujet| cpa_expiree(facts, personne(sujet)),
        ),
    ],
    except_if: &[Cas::new(
        "cpa-deja-une-carte",
        regles!["R-COMPTE-09", "R-COMPTE-12"],
        "Cette personne a déjà une carte, ou sa carte est déjà commandée (peut-être dans un autre dossier).",
        |facts, sujet| a_une_carte(facts, personne(sujet)),
    )],
    mentions: &[Cas::new(
        "cpa-commandee-par-le-tiers",
        regles!["R-CARTE-25", "R-AT-05"],
        "La CPA est commandée par le tiers, pour son personnel, dans sa propre structure. Demandez-lui seulement le numéro de la carte.",
        |_, _| Ok(true),
    )
    .doutes(&["K-11", "D-16"])],
    sinon: Sinon::dire("Aucune carte CPA à demander à un prestataire, d’après vos réponses.", regles!["R-COMPTE-12"]),
    // The third party orders it in its own structure: it waits for nothing of this one (R-CARTE-25).
    apres: |facts, sujet| ses_incidents(facts, CarteIncident::Cpa, |_, person| person == personne(sujet)),
    duree: |_, _| Duree::JoursOuvres(10),
    fiche: |facts, sujet| Fiche {
        titre: format!("Demander au prestataire de commander une carte CPA : {}", nom(facts, personne(sujet))),
        quoi: "La carte de personnel autorisé (CPA) d’un éditeur ou d’un prestataire.",
        qui: "Le prestataire, pour son salarié".to_owned(),
        delai: Some(Dit::fixe("Environ 10 jours ouvrés après la réception du dossier complet.", regles!["R-CARTE-03", "R-JO-07"])),
        pour: nom(facts, personne(sujet)),
        ..Fiche::default()
    },
    ..MODELE
};

fn nom(facts: &Facts, id: &str) -> String {
    if facts.ligne(INCIDENTS.spec.id, id).is_some() {
        "le porteur de la carte".to_owned()
    } else {
        nom_de(facts, id)
    }
}
