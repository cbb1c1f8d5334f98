//! Lost, stolen, broken or locked cards: declare, oppose, unlock (R-CARTE-14 to R-CARTE-19, R-CARTE-29, R-CARTE-30).

use crate::domain::facts::{Facts, Known, pas, tous};
use crate::domain::question::{Choice, OuiNon};
use crate::domain::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_NATURE, INCIDENT_PERSONNE, INCIDENT_REMPLACEMENT,
    INCIDENT_SEULE_CARTE_TOM, INCIDENTS, Nature,
};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::rl_sortant::{CarteSortant, RL_SORTANT_CARTE, RL_SORTANT_NOM};
use crate::domain::rule::{Cas, Dit, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{est_porteur, lignes_de};

fn incidents(facts: &Facts) -> Known<Vec<Sujet>> {
    lignes_de(facts, &INCIDENTS)
}

fn nature(facts: &Facts, sujet: &Sujet, wanted: impl Fn(Nature) -> bool) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| row.get(&INCIDENT_NATURE).map(wanted))
}

fn carte(facts: &Facts, sujet: &Sujet, wanted: impl Fn(CarteIncident) -> bool) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| row.get(&INCIDENT_CARTE).map(wanted))
}

fn seule_carte(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| row.est(&INCIDENT_SEULE_CARTE_TOM, OuiNon::Oui))
}

/// What goes with a form on paper. The page that says it is written for a lost CPS.
fn justificatif() -> Vec<Dit> {
    vec![Dit::fixe("Sur papier (formulaire F501) : un justificatif.", regles!["R-CARTE-29"])]
}

/// Declare a lost, stolen or broken card: TOM, F501 or telephone.
pub static DECLARER_INCIDENT: Rule = Rule {
    livrable: "declarer-incident",
    nom: "Déclaration d’incident de carte",
    phase: Phase::Verifications,
    sujets: incidents,
    due_if: &[Cas::new(
        "incident-a-declarer",
        regles!["R-CARTE-14"],
        "Une carte perdue, volée ou en panne se déclare. Le salarié concerné, le représentant légal ou un mandataire peut le faire.",
        |facts, sujet| nature(facts, sujet, |_| true),
    )
    .doutes(&["K-09"])],
    except_if: &[Cas::new(
        "incident-deblocage",
        regles!["R-CARTE-19"],
        "La carte est seulement bloquée : elle se débloque, sans déclaration.",
        |facts, sujet| nature(facts, sujet, |nature| nature == Nature::Blocage),
    )],
    mentions: &[
        Cas::new(
            "incident-tom",
            regles!["R-CARTE-15", "R-INFO-02"],
            "En ligne : le responsable ou un mandataire déclare dans TOM, connecté avec sa carte CPS ou CPE.",
            |facts, sujet| Ok(seule_carte(facts, sujet) != Ok(true)),
        ),
        Cas::new(
            "incident-f501",
            regles!["R-CARTE-17", "R-CARTE-14"],
            "C’était la seule carte capable d’ouvrir TOM : passez par le formulaire F501 ou le téléphone. Une nouvelle carte se commandera sur papier.",
            seule_carte,
        ),
        Cas::new(
            "incident-telephone",
            regles!["R-CARTE-16", "R-CONTACT-04"],
            "Par téléphone (numéro payant) : le porteur lui-même, muni du code de déblocage de sa carte.",
            |_, _| Ok(true),
        )
        .doutes(&["D-14"]),
        Cas::new(
            "incident-le-jour-meme",
            regles!["R-CARTE-18"],
            "Carte volée ou perdue : déclarez le jour même. Pensez aux habilitations portées par la carte (administrateur technique, gestionnaire RPPS+).",
            |facts, sujet| nature(facts, sujet, |nature| matches!(nature, Nature::Vol | Nature::Perte)),
        ),
        Cas::new(
            "incident-cps",
            regles!["R-CARTE-30", "R-CARTE-07", "R-COMPTE-15"],
            "La CPS est liée à la personne, pas à l’établissement : elle en demande elle-même une autre, sur maCarte ou à l’ANS. Ne commandez pas de CPE à la place.",
            |facts, sujet| carte(facts, sujet, |carte| carte == CarteIncident::Cps),
        )
        .doutes(&["K-19"]),
        Cas::new(
            "incident-cde-d-un-autre",
            regles!["R-COMPTE-15", "R-COMPTE-05"],
            "Cette CDE n’est pas celle du responsable qui doit en porter une : pas de nouveau F101.",
            |facts, sujet| {
                tous([
                    carte(facts, sujet, |carte| carte == CarteIncident::Cde),
                    sujet.ligne(facts).map_or(Ok(false), |row| {
                        row.get(&INCIDENT_PERSONNE).and_then(|id| pas(est_porteur(&row, &id.0)))
                    }),
                ])
            },
        ),
        Cas::new(
            "incident-sans-remplacement",
            regles!["R-COMPTE-15", "R-COMPTE-03"],
            "Vous ne demandez pas de nouvelle carte : la déclaration suffit.",
            |facts, sujet| {
                sujet.ligne(facts).map_or(Ok(false), |row| row.est(&INCIDENT_REMPLACEMENT, OuiNon::Non))
            },
        ),
        Cas::new(
            "incident-e-cps",
            regles!["R-ECPS-10"],
            "En attendant, la personne peut garder son e-CPS : la carte et l’e-CPS sont complémentaires.",
            |facts, sujet| carte(facts, sujet, |carte| matches!(carte, CarteIncident::Cps | CarteIncident::Cpf)),
        ),
        Cas::new(
            "incident-cpf",
            regles!["R-CARTE-30", "R-COMPTE-15"],
            "À qui redemander une carte CPF ? Aucune source ne le dit : demandez à l’ANS. La structure n’a rien à commander.",
            |facts, sujet| carte(facts, sujet, |carte| carte == CarteIncident::Cpf),
        )
        .doutes(&["D-24"]),
    ],
    sinon: Sinon::dire("", &[]),
    fiche: |facts, sujet| {
        let row = sujet.ligne(facts);
        let carte = row.and_then(|row| row.get(&INCIDENT_CARTE).ok()).map_or("", Choice::libelle);
        let pressant = nature(facts, sujet, |nature| matches!(nature, Nature::Vol | Nature::Perte));
        let qui = row.and_then(|row| row.get(&INCIDENT_PERSONNE).ok()).map(|id| nom_de(facts, &id.0));
        Fiche {
            titre: format!("Déclarer l’incident de carte {carte}{}", qui.map_or_else(String::new, |qui| format!(" : {qui}"))),
            quoi: "La déclaration rend la carte inutilisable et permet de la remplacer.",
            qui: "Le porteur de la carte, le représentant légal ou un mandataire".to_owned(),
            joindre: justificatif(),
            envoyer: Some(if seule_carte(facts, sujet) == Ok(true) {
                Dit::fixe(
                    "Formulaire F501, à l’adresse imprimée dessus ; ou par téléphone.",
                    regles!["R-CARTE-17", "R-CONTACT-08", "R-CONTACT-04"],
                )
            } else {
                Dit::fixe(
                    "Dans le téléservice TOM ; sinon, formulaire F501 à l’adresse imprimée dessus.",
                    regles!["R-CARTE-14", "R-CONTACT-08"],
                )
            }),
            delai: (pressant == Ok(true)).then(|| Dit::fixe("Le jour même.", regles!["R-CARTE-18"])),
            contacts: &["R-CONTACT-04"],
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Unlock a card after three wrong codes (R-CARTE-19).
pub static DEBLOQUER: Rule = Rule {
    livrable: "debloquer-carte",
    nom: "Déblocage de carte",
    phase: Phase::Verifications,
    sujets: incidents,
    due_if: &[Cas::new(
        "carte-bloquee",
        regles!["R-CARTE-19", "R-COMPTE-15"],
        "La carte s’est bloquée après trois codes faux : le code de déblocage suffit, il n’y a pas de carte à commander.",
        |facts, sujet| nature(facts, sujet, |nature| nature == Nature::Blocage),
    )],
    fiche: |facts, sujet| {
        let row = sujet.ligne(facts);
        let carte = row.and_then(|row| row.get(&INCIDENT_CARTE).ok()).map_or("", Choice::libelle);
        Fiche {
            titre: format!("Débloquer la carte {carte} avec le code de déblocage"),
            quoi: "Un code de 8 chiffres, reçu avec le code porteur de 4 chiffres.",
            qui: "Le porteur de la carte".to_owned(),
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Oppose the card of an outgoing representative (R-CARTE-18).
pub static OPPOSITION: Rule = Rule {
    livrable: "opposition",
    nom: "Opposition sur la carte du sortant",
    phase: Phase::Verifications,
    due_if: &[Cas::new(
        "opposition-sortant",
        regles!["R-CARTE-18", "R-CARTE-27", "R-COMPTE-15"],
        "Le représentant sortant avait une carte de la structure : faites-la opposer le jour de son départ, et pensez aux habilitations qu’elle portait. Une CPS, elle, part avec la personne : on ne l’oppose pas.",
        |facts, _| {
            tous([facts
                .get(&RL_SORTANT_CARTE)
                .map(|carte| matches!(carte, CarteSortant::Cde | CarteSortant::Cpe))])
        },
    )],
    fiche: |facts, _| Fiche {
        titre: format!(
            "Faire opposer la carte {} du représentant sortant{}",
            facts.get(&RL_SORTANT_CARTE).map_or("", Choice::libelle),
            facts.get(&RL_SORTANT_NOM).map_or_else(|_| String::new(), |nom| format!(" ({})", nom.0))
        ),
        quoi: "Une carte opposée ne peut plus servir.",
        qui: "Le nouveau représentant légal ou un mandataire".to_owned(),
        joindre: justificatif(),
        envoyer: Some(Dit::fixe(
            "Dans le téléservice TOM, ou par le formulaire F501 à l’adresse imprimée dessus.",
            regles!["R-CARTE-14", "R-CONTACT-08"],
        )),
        delai: Some(Dit::fixe("Le jour du départ.", regles!["R-CARTE-18"])),
        ..Fiche::default()
    },
    ..MODELE
};
