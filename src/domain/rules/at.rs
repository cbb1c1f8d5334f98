//! Administrateur technique: declaration by mesHabilitations or F413, departure (R-AT).

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::questions::at::{
    AT, AT_LIEN, AT_LISTE, AT_LOGICIELS, AT_PERSONNE, AT_STATUT, At, LienAt, StatutAt, certificats_en_jeu,
};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::contrat::sans_contrat;
use crate::domain::questions::personnes::nom_de;
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    AT_ANONYME, LOGICIEL_ANONYME, RL, a_une_carte, at_a_declarer, au_moins_un, carte_de, citee, equipee,
    est_porteur, f101_du, instances, lignes_de, personnes_citees, porteur_recoit_une_cps, sa_carte,
    un_porteur_de_carte_existe, une_carte_de_signataire,
};

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

fn ligne_est(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    citee(facts, sujet, &AT_LISTE, &AT_PERSONNE, condition)
}

/// Whether an administrateur technique is a third party, with the delegation of the structure (R-AT-03).
///
/// # Errors
/// As [`Facts::get`].
pub fn est_tiers(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    if personne(sujet) == AT_ANONYME {
        return facts.get(&AT).map(|at| matches!(at, At::Tiers | At::TiersSansCarte));
    }
    ligne_est(facts, sujet, |row| tous([row.est(&AT_LIEN, LienAt::Tiers), at_a_declarer(row)]))
}

/// The one given by a shortcut, or those of the list.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    match facts.get(&AT)? {
        At::Detail => Ok(personnes_citees(&facts.lignes(&AT_LISTE)?, &AT_LISTE, &AT_PERSONNE)),
        At::RepresentantLegal => Ok(vec![Sujet::Personne(RL.to_owned())]),
        At::Tiers | At::TiersSansCarte | At::InterneSansCarte | At::InterneAvecCarte | At::EnPlace => {
            Ok(vec![Sujet::Personne(AT_ANONYME.to_owned())])
        }
    }
}

/// Whether someone is said to be declared already.
fn deja_declare(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    un_des([
        tous([Ok(personne(sujet) == AT_ANONYME), facts.est(&AT, At::EnPlace)]),
        ligne_est(facts, sujet, |row| row.est(&AT_STATUT, StatutAt::EnPlace)),
    ])
}

/// Declare an administrateur technique.
pub static DECLARER_AT: Rule = Rule {
    livrable: "declarer-at",
    nom: "Déclaration de l’administrateur technique",
    phase: Phase::AdministrateursTechniques,
    sujets,
    due_if: &[
        Cas::new(
            "at-interne",
            regles!["R-AT-01", "R-AT-02", "R-AT-03"],
            "Vos certificats demandent au moins un administrateur technique déclaré. C’est ici un salarié de la structure.",
            |facts, sujet| {
                un_des([
                    tous([Ok(personne(sujet) == AT_ANONYME), facts.get(&AT).map(|at| matches!(at, At::InterneAvecCarte | At::InterneSansCarte))]),
                    ligne_est(facts, sujet, |row| tous([row.est(&AT_LIEN, LienAt::Interne), at_a_declarer(row)])),
                ])
            },
        ),
        Cas::new(
            "at-representant-legal",
            regles!["R-AT-11", "R-AT-01", "R-AT-02", "R-AT-03"],
            "Vos certificats demandent au moins un administrateur technique déclaré. Le représentant légal, seul, se déclare lui-même.",
            |facts, sujet| tous([Ok(personne(sujet) == RL), facts.est(&AT, At::RepresentantLegal)]),
        ),
        Cas::new(
            "at-tiers",
            regles!["R-AT-01", "R-AT-02", "R-AT-03", "R-AT-06"],
            "Vos certificats demandent au moins un administrateur technique déclaré. C’est ici un tiers : sa structure doit d’abord être activée comme « structure autorisée à être désignée déléguée ».",
            est_tiers,
        ),
        Cas::new(
            "at-deja-declare-cite",
            regles!["R-AT-02", "R-COMPTE-17"],
            "Vous avez un administrateur technique déjà déclaré.",
            |facts, sujet| {
                un_des([
                    tous([Ok(personne(sujet) == AT_ANONYME), facts.est(&AT, At::EnPlace)]),
                    tous([
                        Ok(sujet.personne().is_some()),
                        ligne_est(facts, sujet, |row| row.est(&AT_STATUT, StatutAt::EnPlace)),
                    ]),
                ])
            },
        ),
    ],
    except_if: &[Cas::new(
        "at-deja-declare",
        regles!["R-AT-02", "R-AT-05"],
        "Cet administrateur technique est déjà déclaré par le représentant légal ou un mandataire : rien à refaire. Vérifiez seulement qu’il suivra aussi les nouveaux certificats.",
        |facts, sujet| {
            tous([deja_declare(facts, sujet), Ok(sans_contrat(facts) != Ok(true))])
        },
    )],
    mentions: &[
        Cas::new(
            "at-declare-sans-contrat",
            regles!["R-AT-02", "R-COMPTE-17"],
            "Vous l’avez noté déjà déclaré. Sans contrat, il ne peut pas l’être pour votre structure : il reste à déclarer.",
            |facts, sujet| tous([deja_declare(facts, sujet), sans_contrat(facts)]),
        ),
        Cas::new(
            "at-portail",
            regles!["R-AT-06", "R-AT-10"],
            "En ligne : portail mesHabilitations, par le représentant légal ou un mandataire, dès que l’un d’eux a sa carte.",
            |facts, _| un_des([un_porteur_de_carte_existe(facts), f101_du(facts), porteur_recoit_une_cps(facts)]),
        )
        .doutes(&["K-04"]),
        Cas::new(
            "at-f413",
            regles!["R-AT-05", "R-AT-10"],
            "Sur papier : formulaire F413, par le représentant légal ou un mandataire, avec les coordonnées et le numéro de carte de chaque administrateur technique.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "at-rl-sa-carte-suffit",
            regles!["R-AT-11", "R-COMPTE-09"],
            "Sa carte de directeur (CDE) ou sa CPS suffit : aucune carte de plus.",
            |facts, sujet| {
                tous([
                    Ok(personne(sujet) == RL),
                    facts.est(&AT, At::RepresentantLegal),
                    un_des([a_une_carte(facts, RL), tous([est_porteur(facts, RL), f101_du(facts)])]),
                ])
            },
        ),
        Cas::new(
            "at-rl-sans-carte",
            regles!["R-AT-11", "R-COMPTE-10"],
            "Le représentant légal n’a pas de carte et n’en reçoit pas : prenez plutôt pour administrateur technique la personne qui aura la CDE. Sinon, il lui en faut une.",
            |facts, sujet| {
                tous([
                    Ok(personne(sujet) == RL),
                    facts.est(&AT, At::RepresentantLegal),
                    pas(equipee(facts, RL)),
                ])
            },
        ),
        Cas::new(
            "at-delegue",
            regles!["R-AT-12"],
            "Un représentant légal qui ne veut pas gérer lui-même les administrateurs techniques désigne un délégué dans mesHabilitations : il les déclare et les retire au nom de la structure.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "at-editeur-compris",
            regles!["R-AT-04"],
            "Si c’est l’éditeur, sa délégation (commande et installation) est comprise dans les prestations Ségur : ne la payez pas en plus.",
            est_tiers,
        ),
        Cas::new(
            "at-sans-carte",
            regles!["R-AT-07"],
            "Il n’a pas encore de carte : elle vient d’abord, environ 10 jours ouvrés.",
            |facts, sujet| pas(a_une_carte(facts, personne(sujet))),
        ),
        Cas::new(
            "at-carte-renouvelee",
            regles!["R-AT-08"],
            "Quand sa carte CPA sera renouvelée, ses habilitations suivront sur la nouvelle.",
            est_tiers,
        ),
        Cas::new(
            "at-remplace",
            regles!["R-AT-09", "R-CERT-19"],
            "L’ancien administrateur technique part : déclarez le nouveau avant la prochaine échéance, et changez l’adresse qui reçoit les alertes.",
            |facts, _| au_moins_un(facts.lignes(&AT_LISTE), |row| row.est(&AT_STATUT, StatutAt::Partant)),
        ),
    ],
    sinon: Sinon::dire("Aucun administrateur technique à déclarer, d’après vos réponses.", regles!["R-AT-02"]),
    apres: |facts, sujet| {
        let mut before = sa_carte(facts, personne(sujet));
        before.push("contrat".into());
        before.extend(une_carte_de_signataire(facts));
        before
    },
    duree: |_, _| Duree::Variable,
    fiche: |facts, sujet| {
        let tiers = est_tiers(facts, sujet) == Ok(true);
        Fiche {
            titre: match personne(sujet) {
                AT_ANONYME => "Déclarer l’administrateur technique".to_owned(),
                nomme => format!("Déclarer l’administrateur technique\u{a0}: {}", nom_de(facts, nomme)),
            },
            quoi: "L’administrateur technique s’occupe des certificats de bout en bout : demande, retrait, installation, renouvellement.",
            qui: "Le représentant légal ou un mandataire".to_owned(),
            signe: Some(Dit::fixe("Le représentant légal ou un mandataire.", regles!["R-AT-05", "R-AT-06"])),
            joindre: {
                let mut pieces = vec![Dit::fixe("Ses coordonnées et son numéro de carte.", regles!["R-AT-05"])];
                if tiers {
                    pieces.push(Dit::fixe("La délégation donnée au tiers.", regles!["R-AT-03"]));
                }
                pieces
            },
            envoyer: Some(Dit::fixe(
                "Portail mesHabilitations ; sinon, formulaire F413 à l’adresse imprimée dessus.",
                regles!["R-AT-10", "R-CONTACT-08"],
            )),
            pour: nom_de(facts, personne(sujet)),
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Who looks after a software.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Suivi {
    /// Someone who stays, or comes.
    Reste,
    /// Only someone who leaves.
    ParUnPartant,
    /// No one.
    ParPersonne,
}

/// Whether one of the software that serve an open site is looked after so, in the list of administrateurs techniques.
fn un_logiciel(facts: &Facts, wanted: Suivi) -> Known<bool> {
    let rows = facts.lignes(&AT_LISTE)?;
    let instances = instances(facts)?;
    let served = instances.iter().filter(|instance| instance.sert_un_site_ouvert(facts) != Ok(false));
    let mut ids: Vec<&str> = served.map(|instance| instance.id.as_str()).collect();
    if instances.is_empty() {
        ids.push(LOGICIEL_ANONYME);
    }
    let mut known = Ok(false);
    for id in ids {
        known = un_des([known, suivi(&rows, id).map(|found| found == wanted)]);
    }
    known
}

/// Who looks after that software; open while the state of one of them is.
fn suivi(rows: &[Facts<'_>], logiciel: &str) -> Known<Suivi> {
    let mut found = Ok(Suivi::ParPersonne);
    for row in rows {
        // None ticked: all of them.
        let named = match row.if_asked(&AT_LOGICIELS) {
            Ok(named) => named.map_or_else(Vec::new, |named| named.0),
            // Those that he looked after are gone: which ones he takes is asked again.
            Err(open) => {
                found = Err(open);
                continue;
            }
        };
        if !named.is_empty() && !named.iter().any(|id| id == logiciel) {
            continue;
        }
        match row.get(&AT_STATUT) {
            Ok(StatutAt::ADeclarer | StatutAt::EnPlace) => return Ok(Suivi::Reste),
            Ok(StatutAt::Partant) if found.is_ok() => found = Ok(Suivi::ParUnPartant),
            Ok(StatutAt::Partant) => {}
            Err(open) => found = Err(open),
        }
    }
    found
}

/// Appoint an administrateur technique, when none is known (R-AT-02).
pub static DESIGNER_AT: Rule = Rule {
    livrable: "designer-at",
    nom: "Choix d’un administrateur technique",
    phase: Phase::AdministrateursTechniques,
    due_if: &[
        Cas::new(
            "at-inconnu",
            regles!["R-AT-02", "R-COMPTE-02"],
            "Vos certificats demandent un administrateur technique, et vous ne savez pas encore qui.",
            |facts, _| tous([certificats_en_jeu(facts), Ok(facts.dit_inconnu(&AT))]),
        ),
        Cas::new(
            "at-partant-sans-remplacant",
            regles!["R-AT-09", "R-AT-02"],
            "Un administrateur technique part et personne ne reprend ses certificats : désignez-en un autre avant la prochaine échéance.",
            |facts, _| un_logiciel(facts, Suivi::ParUnPartant),
        ),
        Cas::new(
            "at-aucun",
            regles!["R-AT-02"],
            "Vos certificats demandent au moins un administrateur technique, et personne ne s’occupe d’un de vos logiciels.",
            |facts, _| un_logiciel(facts, Suivi::ParPersonne),
        ),
    ],
    duree: |_, _| Duree::Reponse,
    fiche: |_, _| Fiche {
        titre: "Choisir un administrateur technique".to_owned(),
        quoi: "Un salarié, l’éditeur du logiciel, un autre prestataire, ou le représentant légal s’il est seul : la personne qui s’occupera des certificats.",
        qui: "La direction".to_owned(),
        etapes: vec![
            Dit::fixe(
                "Demandez d’abord à l’éditeur : cette délégation est comprise dans les prestations Ségur.",
                regles!["R-AT-04"],
            ),
            Dit::fixe(
                "Personne d’autre ? Le représentant légal se déclare lui-même, s’il a une carte (CDE ou CPS) ; sinon, prenez la personne qui aura la CDE.",
                regles!["R-AT-03", "R-AT-11"],
            ),
            Dit::fixe(
                "Le représentant légal peut désigner un délégué, qui gère les administrateurs techniques à sa place.",
                regles!["R-AT-12"],
            ),
        ],
        ..Fiche::default()
    },
    ..MODELE
};

/// Whether the administrateur technique of a row leaves, and has such a card.
fn sa_carte_est(facts: &Facts, sujet: &Sujet, wanted: fn(Carte) -> bool) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| carte_de(facts, &row.get(&AT_PERSONNE)?.0).map(wanted))
}

/// Withdraw an administrateur technique who leaves, that day: it waits for no successor (R-CARTE-18, R-CARTE-27).
pub static RETIRER_AT: Rule = Rule {
    livrable: "retirer-at",
    nom: "Retrait d’un administrateur technique",
    phase: Phase::AdministrateursTechniques,
    sujets: |facts| lignes_de(facts, &AT_LISTE),
    due_if: &[Cas::new(
        "at-part",
        regles!["R-CARTE-27", "R-CARTE-18", "R-AT-12"],
        "Cet administrateur technique part : retirez-le, pour qu’il n’agisse plus sur vos certificats au nom de la structure.",
        |facts, sujet| {
            sujet.ligne(facts).map_or(Ok(false), |row| {
                tous([row.est(&AT_STATUT, StatutAt::Partant), row.get(&AT_PERSONNE).map(|_| true)])
            })
        },
    )],
    mentions: &[
        Cas::new(
            "alerte-carte-du-partant",
            regles!["R-CARTE-18"],
            "S’il quitte la structure, faites opposer sa carte CPE ou CDE le jour de son départ : elle porte ses habilitations.",
            |facts, sujet| sa_carte_est(facts, sujet, |carte| matches!(carte, Carte::Cpe | Carte::Cde)),
        ),
        Cas::new(
            "alerte-cpa-du-partant",
            regles!["R-CARTE-18", "R-CARTE-25"],
            "Sa carte CPA est attachée à la structure de son employeur, et porte ses habilitations : s’il quitte aussi cet employeur, demandez à celui-ci de la faire opposer.",
            |facts, sujet| sa_carte_est(facts, sujet, |carte| carte == Carte::Cpa),
        ),
        Cas::new(
            "alerte-cps-du-partant",
            regles!["R-CARTE-27"],
            "S’il quitte la structure, sa carte CPS part avec lui : ni reprise, ni opposition. Fermez ses habilitations et ses comptes.",
            |facts, sujet| sa_carte_est(facts, sujet, |carte| carte == Carte::Cps),
        ),
    ],
    fiche: |facts, sujet| {
        let id = sujet.ligne(facts).and_then(|row| row.get(&AT_PERSONNE).ok());
        let nom = id.map_or_else(String::new, |id| nom_de(facts, &id.0));
        Fiche {
            titre: format!("Retirer l’administrateur technique qui part : {nom}"),
            quoi: "Une habilitation est nominative : elle ne passe pas d’une personne à l’autre.",
            qui: "Le représentant légal ou un mandataire".to_owned(),
            envoyer: Some(Dit::fixe("Portail mesHabilitations.", regles!["R-AT-12"])),
            delai: Some(Dit::fixe("Le jour du départ.", regles!["R-CARTE-27", "R-CARTE-18"])),
            pour: nom,
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Change the alert address when the administrateur technique leaves (R-CERT-19).
pub static ADRESSE_ALERTE: Rule = Rule {
    livrable: "adresse-alerte",
    nom: "Adresse des alertes de certificats",
    phase: Phase::AdministrateursTechniques,
    due_if: &[Cas::new(
        "alerte-a-changer",
        regles!["R-AT-09", "R-CERT-19", "R-CERT-17"],
        "L’administrateur technique part : les alertes d’expiration ne doivent plus arriver dans sa boîte.",
        |facts, _| au_moins_un(facts.lignes(&AT_LISTE), |row| row.est(&AT_STATUT, StatutAt::Partant)),
    )],
    apres: |_, _| vec!["declarer-at".into(), "designer-at".into()],
    fiche: |_, _| Fiche {
        titre: "Changer l’adresse de contact des certificats".to_owned(),
        quoi: "L’adresse qui reçoit le courriel d’alerte, 60 jours avant l’expiration.",
        qui: "Le nouvel administrateur technique".to_owned(),
        etapes: vec![Dit::fixe(
            "Indiquez une adresse durable et partagée, sans filtre qui demande une confirmation.",
            regles!["R-CERT-19"],
        )],
        contacts: &["R-CONTACT-05"],
        ..Fiche::default()
    },
    ..MODELE
};
