//! CPE of people who have a role: mandataire, administrateur technique, gestionnaire RPPS+; and CPE to replace
//! (R-COMPTE-09, R-COMPTE-10, R-COMPTE-15).

use crate::domain::facts::{Facts, tous, un_des};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::incidents::{CarteIncident, INCIDENTS};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::voie_cartes::{VoieCartes, voie};
use crate::domain::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use crate::domain::rule::{
    Cas, Compte, Dit, Duree, Fiche, MODELE, Origine, Phase, Rule, Sinon, Sujet, regles,
};
use crate::domain::situations::{
    Ids, Role, a_le_role, a_une_carte, avant_tout_envoi, candidats_cpe, carte_du_porteur, contrat_compte,
    est_porteur, f101_du, ps_a_ordre, roles_sans_personne, ses_incidents, tom_ferme,
};

fn personne(sujet: &Sujet) -> &str {
    sujet.personne().unwrap_or("")
}

/// One CPE for each person without a card.
pub static CPE: Rule = Rule {
    livrable: "cpe",
    nom: "Carte CPE",
    phase: Phase::Cartes,
    compte: Some(Compte::Cpe),
    sujets: |facts| {
        let named = candidats_cpe(facts).into_iter().map(Sujet::Personne);
        Ok(named.chain(roles_sans_personne(facts)).collect())
    },
    due_if: &[
        Cas::new(
            "cpe-mandataire",
            regles!["R-MAND-07", "R-RL-02", "R-COMPTE-10"],
            "Cette personne sera mandataire : pour agir en ligne, il lui faut une carte à son nom.",
            |facts, sujet| a_le_role(facts, personne(sujet), Role::Mandataire),
        ),
        Cas::new(
            "cpe-at",
            regles!["R-AT-07", "R-COMPTE-10"],
            "Cette personne sera administrateur technique : sa déclaration demande son numéro de carte, donc une carte d’abord.",
            |facts, sujet| a_le_role(facts, personne(sujet), Role::At),
        ),
        Cas::new(
            "cpe-gestionnaire",
            regles!["R-RPPS-07", "R-COMPTE-10"],
            "Cette personne sera gestionnaire RPPS+ : il lui faut une carte pour entrer dans le portail.",
            |facts, sujet| a_le_role(facts, personne(sujet), Role::Gestionnaire),
        ),
        Cas::new(
            "cpe-incident",
            regles!["R-CARTE-14", "R-COMPTE-15"],
            "Sa carte CPE est perdue, volée ou en panne, et vous voulez la remplacer.",
            |facts, sujet| a_le_role(facts, personne(sujet), Role::CpeEnIncident),
        ),
        Cas::new(
            "cpe-expiree",
            regles!["R-CARTE-24", "R-COMPTE-10"],
            "Sa carte CPE est expirée : c’est comme si elle n’existait plus.",
            |facts, sujet| a_le_role(facts, personne(sujet), Role::CpeExpiree),
        )
        .doutes(&["D-21"]),
    ],
    except_if: &[
        Cas::new(
            "cpe-deja-une-carte",
            regles!["R-COMPTE-09", "R-CARTE-01"],
            "Cette personne a déjà une carte valable : une seule carte suffit pour tous ses rôles.",
            |facts, sujet| a_une_carte(facts, personne(sujet)),
        ),
        Cas::new(
            "cpe-recoit-la-cde",
            regles!["R-COMPTE-09", "R-RPPS-07"],
            "Cette personne reçoit la carte CDE par ce plan : elle lui suffit pour tous ses rôles.",
            |facts, sujet| tous([est_porteur(facts, personne(sujet)), f101_du(facts)]),
        ),
        Cas::new(
            "cpe-profession-a-ordre",
            regles!["R-CARTE-07", "R-COMPTE-10"],
            "La carte de cette personne est une CPS, de son ordre ou de l’ANS : jamais une CPE.",
            |facts, sujet| ps_a_ordre(facts, personne(sujet)),
        ),
    ],
    mentions: MENTIONS,
    sinon: Sinon::dire(
        "Personne n’a besoin d’une carte CPE pour un rôle dans la structure.",
        regles!["R-COMPTE-10"],
    ),
    apres: |facts, sujet| {
        let id = personne(sujet);
        let mut before = avant_une_commande(facts);
        if voie(facts) == VoieCartes::Papier {
            before.push(format!("mandataire:{id}").into());
        }
        before.extend(ses_incidents(facts, CarteIncident::Cpe, |_, person| person == id));
        before
    },
    // A card that is lost or expired is replaced at once; TOM waits for no file.
    origine: |facts, sujet| {
        let roles = [Role::CpeEnIncident, Role::CpeExpiree];
        let replaced = un_des(roles.map(|role| a_le_role(facts, personne(sujet), role)));
        if replaced == Ok(true) { Origine::Maintenant } else { commandee(facts) }
    },
    duree: |_, _| Duree::JoursOuvres(10),
    fiche: |facts, sujet| commande(facts, &nom(facts, personne(sujet)), 1),
    ..MODELE
};

/// What is said of every CPE.
pub const MENTIONS: &[Cas] = &[
    Cas::new(
        "cpe-commande",
        regles!["R-CARTE-11", "R-INFO-01"],
        "La carte se commande en ligne dans TOM, par le représentant légal ou un mandataire, ou par le formulaire papier F301 (c’est le nom du fichier de l’ANS) ; les pièces à joindre sont à vérifier.",
        |_, _| Ok(true),
    )
    .doutes(&["D-02"]),
    Cas::new(
        "cpe-nominative",
        regles!["R-CARTE-01", "R-CARTE-02", "R-CARTE-23"],
        "Toute carte est individuelle et nominative : ni carte de service, ni prêt.",
        |_, _| Ok(true),
    )
    .doutes(&["K-14"]),
    Cas::new(
        "cpe-codes-et-validite",
        regles!["R-CARTE-04", "R-CARTE-05"],
        "Le code porteur arrive à part, en principe le lendemain. La carte vaut 3 ans, ou 6 ans pour une CPS4 : lisez la date écrite dessus.",
        |_, _| Ok(true),
    )
    .doutes(&["K-03", "D-06"]),
    Cas::new(
        "cpe-sans-rpps",
        regles!["R-CARTE-21", "R-RPPS-23"],
        "Une CPE ne donne pas de numéro RPPS, et enregistrer quelqu’un ne lui commande pas de carte : ce sont deux démarches.",
        |facts, _| besoin_de(facts, [Besoin::RppsPlus]),
    ),
    Cas::new(
        "cpe-contrat-en-ligne",
        regles!["R-CONTRAT-17", "R-ALGO-01"],
        "Le contrat se demande en ligne, et cette carte sur papier : les sources ne disent pas si le formulaire F301 peut partir le même jour, ou seulement après la carte du responsable. Demandez à l’ANS ; le plan compte qu’il part le même jour.",
        |facts, _| {
            tous([
                contrat_compte(facts),
                Ok(voie(facts) == VoieCartes::Papier),
                Ok(voie_du_contrat(facts) == VoieContrat::EnLigne),
            ])
        },
    )
    .doutes(&["D-27"]),
    Cas::new(
        "cpe-voie-papier-apres-perte",
        regles!["R-CARTE-17"],
        "La carte perdue était la seule à ouvrir TOM : la commande se fait sur papier.",
        |facts, _| tom_ferme(facts),
    ),
];

/// What comes before the order of any CPE: the contract and, in TOM, the card of who orders (R-COMPTE-18).
pub fn avant_une_commande(facts: &Facts) -> Ids {
    let mut before = avant_tout_envoi();
    before.push("contrat".into());
    if voie(facts) == VoieCartes::Tom {
        before.extend(carte_du_porteur(facts));
    }
    before
}

/// From which day a CPE is ordered: by paper, with the complete file.
pub fn commandee(facts: &Facts) -> Origine {
    match voie(facts) {
        VoieCartes::Papier => Origine::DossierComplet,
        VoieCartes::Tom => Origine::Maintenant,
    }
}

fn nom(facts: &Facts, id: &str) -> String {
    if facts.ligne(INCIDENTS.spec.id, id).is_some() {
        "le porteur de la carte à remplacer".to_owned()
    } else {
        nom_de(facts, id)
    }
}

/// How CPE are ordered.
pub fn commande(facts: &Facts, pour: &str, quantite: u32) -> Fiche {
    let papier = voie(facts) == VoieCartes::Papier;
    Fiche {
        titre: if quantite > 1 {
            format!("Commander {quantite} cartes CPE : {pour}")
        } else {
            format!("Commander une carte CPE : {pour}")
        },
        dit_le_nombre: quantite > 1,
        quoi: "La carte de personnel d’établissement (CPE) : nominative, elle ouvre les portails de l’ANS.",
        qui: "Le représentant légal ou un mandataire".to_owned(),
        signe: papier.then(|| {
            Dit::fixe("Le représentant légal ou un mandataire.", regles!["R-MAND-09", "R-CARTE-11"])
        }),
        envoyer: Some(if papier {
            Dit::fixe(
                match (contrat_compte(facts), voie_du_contrat(facts)) {
                    (Ok(true), VoieContrat::Papier) => {
                        "Formulaire F301, à l’adresse imprimée dessus, si possible dans l’envoi du contrat. Pièces à joindre : à vérifier sur le formulaire."
                    }
                    (Ok(true), VoieContrat::EnLigne) => {
                        "Formulaire F301, à l’adresse imprimée dessus. Le contrat se fait en ligne : demandez à l’ANS si ce formulaire peut partir le même jour. Pièces à joindre : à vérifier sur le formulaire."
                    }
                    (Ok(false) | Err(_), _) => {
                        "Formulaire F301, à l’adresse imprimée dessus. Pièces à joindre : à vérifier sur le formulaire."
                    }
                },
                regles!["R-CARTE-11", "R-CONTACT-08"],
            )
        } else {
            Dit::fixe("En ligne, dans TOM.", regles!["R-CARTE-11"])
        }),
        delai: Some(Dit::fixe(
            "Environ 10 jours ouvrés après la réception du dossier complet.",
            regles!["R-CARTE-03", "R-JO-07"],
        )),
        pour: pour.to_owned(),
        ..Fiche::default()
    }
}
