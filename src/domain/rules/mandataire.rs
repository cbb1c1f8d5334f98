//! Mandataires: F502 or TOM (R-MAND, R-COMPTE-08), and the advice that goes with them.

use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::at::certificats_en_jeu;
use crate::domain::questions::besoin::decrit_la_structure;
use crate::domain::questions::contrat::{CONTRAT, Contrat, contrat_non_aucun, sans_contrat};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::incidents::{CarteIncident, INCIDENT_CARTE, INCIDENTS};
use crate::domain::questions::mandataires::{
    MANDATAIRE_PERSONNE, MANDATAIRE_SALARIE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire,
};
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::tom_actif::TOM_ACTIF;
use crate::domain::questions::voie_contrat::{VoieContrat, voie_du_contrat};
use crate::domain::rule::{Cas, Compte, Dit, Fiche, MODELE, Origine, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    DIRECTEUR, a_une_carte, au_moins_un, avant_tout_envoi, carte_du_porteur, citee, contrat_compte,
    directeur_devient_mandataire, est_porteur, f101_du, identite_du_contrat_change, mandataire_a_designer,
    multisite, option_a, personnes_citees, tom_ferme, un_porteur_de_carte_existe, uniques,
};

/// Everyone who may be a mandataire to appoint: the rows, and the director of option A.
fn sujets(facts: &Facts) -> Known<Vec<Sujet>> {
    let mut sujets: Vec<Sujet> = vec![];
    if option_a(facts) != Ok(false)
        && facts.est_posee(&crate::domain::questions::option_president::OPTION_PRESIDENT.spec) == Ok(true)
    {
        sujets.push(Sujet::Personne(DIRECTEUR.to_owned()));
    }
    if let Ok(rows) = facts.lignes(&MANDATAIRES) {
        sujets.extend(personnes_citees(&rows, &MANDATAIRES, &MANDATAIRE_PERSONNE));
    }
    Ok(uniques(sujets))
}

fn ligne_est(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    citee(facts, sujet, &MANDATAIRES, &MANDATAIRE_PERSONNE, condition)
}

/// The same for someone who is named: what is only cited asks for nothing while nobody is.
fn cite(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    tous([Ok(sujet.personne().is_some()), ligne_est(facts, sujet, condition)])
}

/// The director of option A where no contract is in force: nobody can be in place yet (R-COMPTE-08).
fn directeur_sans_contrat(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    tous([Ok(sujet.personne() == Some(DIRECTEUR)), sans_contrat(facts), directeur_devient_mandataire(facts)])
}

/// Whether TOM can be used for the mandate: someone already has a card (R-MAND-04, R-MAND-06) that still opens it
/// (R-CARTE-17). Where TOM is active and nobody said who has one, someone does.
///
/// # Errors
/// As [`Facts::get`].
pub fn par_tom(facts: &Facts) -> Known<bool> {
    tous([
        pas(tom_ferme(facts)),
        un_des([
            tous([facts.est(&TOM_ACTIF, OuiNon::Oui), Ok(un_porteur_de_carte_existe(facts) != Ok(false))]),
            tous([contrat_non_aucun(facts), un_porteur_de_carte_existe(facts)]),
        ]),
    ])
}

/// Appoint a mandataire.
pub static MANDATAIRE: Rule = Rule {
    livrable: "mandataire",
    nom: "Désignation d’un mandataire (F502 ou TOM)",
    phase: Phase::Mandataires,
    compte: Some(Compte::F502),
    sujets,
    due_if: &[
        Cas::new(
            "mandataire-choisi",
            regles!["R-MAND-01", "R-MAND-02", "R-COMPTE-08", "R-COMPTE-03"],
            "Vous avez choisi de désigner ce mandataire. Aucun profil n’est imposé : le représentant légal le choisit librement.",
            |facts, sujet| ligne_est(facts, sujet, mandataire_a_designer),
        ),
        Cas::new(
            "mandataire-option-a",
            regles!["R-RL-02", "R-COMPTE-08"],
            "La carte CDE est au nom du représentant légal : le directeur devient mandataire, pour commander les cartes et certificats à sa place.",
            |facts, sujet| {
                tous([Ok(sujet.personne() == Some(DIRECTEUR)), directeur_devient_mandataire(facts)])
            },
        ),
        Cas::new(
            "mandataire-non-salarie-cite",
            regles!["R-MAND-08"],
            "Vous avez cité comme mandataire une personne qui n’est pas salariée de la structure.",
            |facts, sujet| cite(facts, sujet, |row| row.est(&MANDATAIRE_SALARIE, OuiNon::Non)),
        ),
        Cas::new(
            "mandataire-en-place-cite",
            regles!["R-COMPTE-08"],
            "Vous avez cité un mandataire déjà en place.",
            |facts, sujet| {
                cite(facts, sujet, |row| row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace))
            },
        ),
    ],
    except_if: &[
        Cas::new(
            "mandataire-non-salarie",
            regles!["R-MAND-08", "R-COMPTE-08"],
            "Un prestataire, un intérimaire ou un bénévole ne peut pas être mandataire : il faut être salarié. Il peut être administrateur technique.",
            |facts, sujet| ligne_est(facts, sujet, |row| row.est(&MANDATAIRE_SALARIE, OuiNon::Non)),
        ),
        Cas::new(
            "mandataire-en-place",
            regles!["R-COMPTE-08", "R-MAND-10"],
            "Ce mandataire est déjà en place : aucune nouvelle désignation, même après un nouveau contrat.",
            |facts, sujet| {
                tous([
                    ligne_est(facts, sujet, |row| row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace)),
                    Ok(directeur_sans_contrat(facts, sujet) != Ok(true)),
                ])
            },
        ),
    ],
    mentions: &[
        Cas::new(
            "mandataire-en-place-sans-contrat",
            regles!["R-COMPTE-08", "R-RL-02"],
            "Vous l’avez noté déjà en place. Sans contrat, il ne peut pas l’être : il reste à désigner.",
            |facts, sujet| {
                tous([
                    cite(facts, sujet, |row| row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace)),
                    directeur_sans_contrat(facts, sujet),
                ])
            },
        ),
        Cas::new(
            "mandataire-tom",
            regles!["R-MAND-04", "R-INFO-02"],
            "En ligne : désignation dans le téléservice TOM, par une personne connectée avec sa carte.",
            |facts, _| par_tom(facts),
        )
        .doutes(&["K-05"]),
        Cas::new(
            "mandataire-papier",
            regles!["R-MAND-05", "R-MAND-06"],
            "Sur papier : formulaire F502. Personne n’a de carte utilisable dans la structure, et TOM en exige une.",
            |facts, _| {
                tous([
                    pas(par_tom(facts)),
                    un_des([tom_ferme(facts), pas(un_porteur_de_carte_existe(facts))]),
                ])
            },
        ),
        Cas::new(
            "mandataire-contrat-en-ligne",
            regles!["R-CONTRAT-17", "R-ALGO-01"],
            "Le contrat se demande en ligne, et ce formulaire sur papier : les sources ne disent pas s’il peut partir le même jour, ou seulement après la carte du responsable. Demandez à l’ANS.",
            |facts, _| {
                tous([
                    pas(par_tom(facts)),
                    contrat_compte(facts),
                    Ok(voie_du_contrat(facts) == VoieContrat::EnLigne),
                ])
            },
        )
        .doutes(&["D-27"]),
        Cas::new(
            "mandataire-papier-ou-tom",
            regles!["R-MAND-04", "R-MAND-05", "R-CONTRAT-01"],
            "Sur papier : formulaire F502. Le responsable a déjà une carte : une fois le contrat signé, la désignation peut aussi se faire dans TOM.",
            |facts, _| tous([facts.est(&CONTRAT, Contrat::Aucun), un_porteur_de_carte_existe(facts)]),
        ),
        Cas::new(
            "mandataire-carte",
            regles!["R-MAND-07"],
            "Pour agir en ligne, il lui faut une carte à son nom : CPE, ou CPS s’il est professionnel de santé à ordre.",
            |facts, sujet| {
                let id = sujet.personne().unwrap_or("");
                tous([pas(a_une_carte(facts, id)), pas(tous([est_porteur(facts, id), f101_du(facts)]))])
            },
        ),
        Cas::new(
            "mandataire-prevenir-aussitot",
            regles!["R-CONTRAT-18"],
            "Vous avez déjà un contrat : un nouveau mandataire se dit aussitôt à l’ANS, par cette désignation. Incomplète ou inexacte, elle peut être refusée.",
            |facts, _| contrat_non_aucun(facts),
        ),
        Cas::new(
            "mandataire-pouvoirs",
            regles!["R-MAND-09"],
            "Il pourra commander des cartes, déclarer une perte ou un vol, remplir le F413 et donner des habilitations RPPS+. Il ne pourra signer ni un F502, ni le F101 d’un autre responsable.",
            |_, _| Ok(true),
        ),
    ],
    sinon: Sinon::dire(
        "Aucun mandataire à désigner : ce n’est obligatoire que si la carte CDE est au nom du président, et que le directeur n’est pas déjà mandataire.",
        regles!["R-MAND-03", "R-COMPTE-08"],
    ),
    apres: |facts, _| {
        let mut before = avant_tout_envoi();
        before.push("contrat".into());
        if par_tom(facts) == Ok(true) {
            before.extend(carte_du_porteur(facts));
        }
        before
    },
    origine: |facts, _| {
        if par_tom(facts) == Ok(true) { Origine::Maintenant } else { Origine::DossierComplet }
    },
    fiche: |facts, sujet| {
        let nom = nom_de(facts, sujet.personne().unwrap_or(""));
        let tom = par_tom(facts) == Ok(true);
        Fiche {
            titre: if tom {
                format!("Désigner un mandataire dans TOM : {nom}")
            } else {
                format!("Désigner un mandataire par le formulaire F502 : {nom}")
            },
            quoi: "Le mandataire est un salarié à qui le représentant légal confie la commande des cartes et des certificats.",
            qui: "Le représentant légal".to_owned(),
            signe: Some(Dit::fixe("Le représentant légal.", regles!["R-MAND-05", "R-CONTRAT-13"])),
            envoyer: Some(if tom {
                Dit::fixe(
                    "En ligne, dans TOM ; à défaut, formulaire F502 à l’adresse imprimée dessus.",
                    regles!["R-MAND-04", "R-MAND-05", "R-CONTACT-08"],
                )
            } else {
                let ensemble = contrat_compte(facts) == Ok(true) && voie_du_contrat(facts) == VoieContrat::Papier;
                Dit::fixe(
                    if ensemble {
                        "À l’adresse imprimée sur le formulaire, si possible dans l’envoi du contrat."
                    } else {
                        "À l’adresse imprimée sur le formulaire."
                    },
                    regles!["R-MAND-05", "R-CONTACT-08"],
                )
            }),
            pour: nom,
            ..Fiche::default()
        }
    },
    ..MODELE
};

/// Confirm the mandataires after a change of legal representative (R-MAND-10).
pub static CONFIRMER_MANDATAIRES: Rule = Rule {
    livrable: "confirmer-mandataires",
    nom: "Confirmation des mandataires",
    phase: Phase::Mandataires,
    conseil: true,
    due_if: &[
        Cas::new(
            "mandataires-a-confirmer",
            regles!["R-MAND-10", "R-COMPTE-03"],
            "Le représentant légal change : les sources ne disent pas ce que deviennent les mandataires. Mieux vaut les confirmer.",
            |facts, _| {
                tous([
                    contrat_non_aucun(facts),
                    evenement(facts, Evenement::ChgtRl),
                    un_mandataire_en_place(facts),
                ])
            },
        )
        .doutes(&["D-07"]),
        Cas::new(
            "mandataires-nouveau-contrat",
            regles!["R-MAND-10", "R-COMPTE-08", "R-COMPTE-03"],
            "Le numéro qui porte le contrat change : les mandataires en place ne sont pas à désigner de nouveau. Mieux vaut les confirmer.",
            |facts, _| tous([identite_du_contrat_change(facts), un_mandataire_en_place(facts)]),
        )
        .doutes(&["D-07"]),
    ],
    mentions: &[
        Cas::new(
            "confirmer-aussi-les-at",
            regles!["R-MAND-10", "R-AT-02"],
            "Regardez en même temps les administrateurs techniques et les gestionnaires RPPS+ : ils sont sur la même page du contrat.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "confirmer-delegue",
            regles!["R-AT-12"],
            "Un représentant légal qui ne veut pas gérer lui-même les administrateurs techniques peut désigner un délégué, au même endroit.",
            |facts, _| certificats_en_jeu(facts),
        ),
        Cas::new(
            "confirmer-prevenir-aussitot",
            regles!["R-CONTRAT-18"],
            "Un changement qui touche l’identification de la structure ou de ses responsables se dit aussitôt à l’ANS.",
            |_, _| Ok(true),
        ),
    ],
    apres: |_, _| vec!["contrat".into(), "f101".into(), "courriel-changement-rl".into()],
    fiche: |_, _| Fiche {
        titre: "Confirmer les mandataires auprès de l’ANS".to_owned(),
        quoi: "Vérifiez que les mandataires en place sont toujours ceux que vous voulez.",
        qui: "Le représentant légal".to_owned(),
        envoyer: Some(Dit::fixe(
            "Dans mesHabilitations, page du contrat ; ou dans TOM.",
            regles!["R-MAND-10"],
        )),
        ..Fiche::default()
    },
    ..MODELE
};

fn un_mandataire_en_place(facts: &Facts) -> Known<bool> {
    au_moins_un(facts.lignes(&MANDATAIRES), |row| row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace))
}

/// Advice: one mandataire, two in a multisite entity (R-MAND-03).
pub static MANDATAIRE_CONSEILLE: Rule = Rule {
    livrable: "mandataire-conseille",
    nom: "Mandataire conseillé",
    phase: Phase::Mandataires,
    conseil: true,
    due_if: &[
        Cas::new(
            "mandataire-aucun",
            regles!["R-MAND-03", "R-COMPTE-03"],
            "Vous n’avez pas de mandataire. Ce n’est pas obligatoire, mais une seconde personne évite de tout bloquer en cas d’absence ou de carte perdue.",
            |facts, _| {
                tous([decrit_la_structure(facts), nombre_de_mandataires(facts).map(|nombre| nombre == 0)])
            },
        ),
        Cas::new(
            "mandataire-second",
            regles!["R-MAND-03", "R-COMPTE-03"],
            "Vous avez plusieurs sites et moins de deux mandataires : deux assurent la continuité.",
            |facts, _| tous([multisite(facts), nombre_de_mandataires(facts).map(|nombre| nombre < 2)]),
        ),
        Cas::new(
            "mandataire-apres-incident",
            regles!["R-MAND-03", "R-COMPTE-03"],
            "Une carte peut manquer, vous venez de le voir : un mandataire avec sa propre carte évite de rester sans accès.",
            |facts, _| {
                tous([
                    au_moins_un(facts.lignes(&INCIDENTS), |row| {
                        row.get(&INCIDENT_CARTE)
                            .map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cde))
                    }),
                    match nombre_de_mandataires(facts) {
                        Err(Inconnu::NonPosee) => Ok(true),
                        nombre => nombre.map(|nombre| nombre < 2),
                    },
                ])
            },
        ),
    ],
    fiche: |facts, _| Fiche {
        titre: match nombre_de_mandataires(facts) {
            Ok(1..) => "Envisager un mandataire de plus",
            Ok(0) | Err(_) => "Envisager de désigner un mandataire",
        }
        .to_owned(),
        quoi: "Un mandataire est un salarié qui commande cartes et certificats au nom du représentant légal.",
        qui: "Le représentant légal".to_owned(),
        etapes: vec![Dit::fixe(
            "Si vous le retenez, ajoutez-le dans vos réponses : le plan comptera sa désignation et sa carte.",
            regles!["R-COMPTE-03"],
        )],
        ..Fiche::default()
    },
    ..MODELE
};

fn nombre_de_mandataires(facts: &Facts) -> Known<usize> {
    let rows = facts.lignes(&MANDATAIRES)?;
    let director = usize::from(directeur_devient_mandataire(facts) == Ok(true));
    Ok(rows.iter().filter(|row| row.est(&MANDATAIRE_SALARIE, OuiNon::Oui) == Ok(true)).count() + director)
}
