//! Gestionnaires RPPS+: training and habilitation (R-RPPS-06 to R-RPPS-11, R-COMPTE-16).

use crate::domain::facts::{Facts, Known, pas, tous, un_des};
use crate::domain::question::{Choice, OuiNon};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::gestionnaires::{
    GESTIONNAIRE_FORMATION, GESTIONNAIRE_PERSONNE, GESTIONNAIRE_SITES, GESTIONNAIRE_STATUT, GESTIONNAIRES,
    StatutGestionnaire,
};
use crate::domain::questions::nb_sites::sites_en_activite;
use crate::domain::questions::personnes::nom_de;
use crate::domain::questions::rpps_mode::{RPPS_MODE, RppsMode};
use crate::domain::questions::sites::sites_ouverts;
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{
    Ids, a_une_carte, carte_de, gestionnaire_d_un_site_ouvert, lignes_de, sa_carte, sites_disparus,
    une_carte_de_signataire, uniques,
};

fn a_designer(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| {
        tous([
            row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::ADesigner),
            row.get(&GESTIONNAIRE_PERSONNE).map(|_| true),
        ])
    })
}

fn sans_site_ouvert(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| pas(gestionnaire_d_un_site_ouvert(&row)))
}

fn en_place(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::EnPlace))
}

fn partant(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    sujet.ligne(facts).map_or(Ok(false), |row| {
        tous([
            row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::Partant),
            row.get(&GESTIONNAIRE_PERSONNE).map(|_| true),
        ])
    })
}

/// The gestionnaires who stay, or come.
///
/// # Errors
/// As [`Facts::lignes`].
pub fn qui_restent<'a>(facts: &Facts<'a>) -> Known<Vec<Facts<'a>>> {
    let rows = facts.lignes(&GESTIONNAIRES)?;
    let leaves = |row: &Facts| row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::Partant) == Ok(true);
    Ok(rows.into_iter().filter(|row| !leaves(row)).collect())
}

fn personne(facts: &Facts, sujet: &Sujet) -> String {
    sujet
        .ligne(facts)
        .and_then(|row| row.get(&GESTIONNAIRE_PERSONNE).ok())
        .map_or_else(String::new, |id| id.0)
}

/// How many habilitations: one at the FINESS juridique, or one for each open site of a decentralised one
/// (R-COMPTE-16, R-FINESS-06).
fn habilitations(facts: &Facts, sujet: &Sujet) -> u32 {
    let sites = sujet.ligne(facts).map_or(0, |row| sites_suivis(facts, &row).len());
    u32::try_from(sites.max(1)).unwrap_or(1)
}

/// The open sites that a gestionnaire names; none named: all.
fn sites_suivis(facts: &Facts, row: &Facts) -> Vec<String> {
    let named = row.get(&GESTIONNAIRE_SITES).map_or_else(|_| vec![], |sites| sites.0);
    let open = sites_ouverts(facts).unwrap_or_default();
    named.into_iter().filter(|id| open.iter().any(|site| site.id() == id)).collect()
}

/// Whether RPPS+ is wanted and no gestionnaire is described (R-COMPTE-16).
fn aucun_gestionnaire(facts: &Facts) -> Known<bool> {
    tous([besoin_de(facts, [Besoin::RppsPlus]), qui_restent(facts).map(|rows| rows.is_empty())])
}

/// Whether, each site having its own gestionnaire, an open one has none (R-RPPS-10, R-COMPTE-16).
fn un_site_sans_gestionnaire(facts: &Facts) -> Known<bool> {
    let rows = qui_restent(facts)?;
    let (anew, told): (Vec<&Facts>, Vec<&Facts>) = rows.iter().partition(|row| sites_disparus(row));
    let everywhere =
        told.iter().any(|row| !matches!(row.get(&GESTIONNAIRE_SITES), Ok(sites) if !sites.0.is_empty()));
    let followed = uniques(rows.iter().flat_map(|row| sites_suivis(facts, row)).collect());
    tous([
        facts.est(&RPPS_MODE, RppsMode::Decentralise),
        Ok(!rows.is_empty() && !everywhere),
        sites_en_activite(facts).map(|nombre| (nombre as usize) > followed.len()),
        // Whose sites are gone may take one that is left.
        anew.first().map_or(Ok(true), |row| row.get(&GESTIONNAIRE_SITES).map(|_| true)),
    ])
}

/// The contract, then the gestionnaire's own card (R-RPPS-22).
fn avant_la_formation(facts: &Facts, sujet: &Sujet) -> Ids {
    let mut before = sa_carte(facts, &personne(facts, sujet));
    before.push("contrat".into());
    before
}

/// The training of a gestionnaire.
pub static FORMATION: Rule = Rule {
    livrable: "formation-gestionnaire",
    nom: "Formation du gestionnaire RPPS+",
    phase: Phase::RppsPlus,
    sujets: |facts| lignes_de(facts, &GESTIONNAIRES),
    due_if: &[Cas::new(
        "formation-a-suivre",
        regles!["R-RPPS-07", "R-RPPS-22", "R-COMPTE-17"],
        "Le gestionnaire RPPS+ suit une formation avant d’entrer dans le portail.",
        a_designer,
    )],
    except_if: &[
        Cas::new(
            "formation-deja-suivie",
            regles!["R-RPPS-07"],
            "Cette personne a déjà suivi la formation.",
            |facts, sujet| {
                sujet.ligne(facts).map_or(Ok(false), |row| row.est(&GESTIONNAIRE_FORMATION, OuiNon::Oui))
            },
        ),
        Cas::new(
            "formation-sans-site-ouvert",
            regles!["R-COMPTE-16", "R-FINESS-06"],
            "Aucun des sites de ce gestionnaire n’est ouvert : il n’a rien à enregistrer.",
            sans_site_ouvert,
        ),
    ],
    apres: avant_la_formation,
    duree: |_, _| Duree::Variable,
    fiche: |facts, sujet| Fiche {
        titre: format!(
            "Suivre la formation de gestionnaire RPPS+ : {}",
            nom_de(facts, &personne(facts, sujet))
        ),
        quoi: "La formation au portail RPPS+, demandée par l’ANS à tout gestionnaire.",
        qui: "Le gestionnaire".to_owned(),
        pour: nom_de(facts, &personne(facts, sujet)),
        contacts: &["R-CONTACT-03"],
        ..Fiche::default()
    },
    ..MODELE
};

/// The habilitation of a gestionnaire.
pub static HABILITATION: Rule = Rule {
    livrable: "habilitation-gestionnaire",
    nom: "Habilitation du gestionnaire RPPS+",
    phase: Phase::RppsPlus,
    sujets: |facts| {
        let mut sujets = lignes_de(facts, &GESTIONNAIRES)?;
        sujets.push(Sujet::Dossier);
        Ok(sujets)
    },
    due_if: &[
        Cas::new(
            "gestionnaire-a-trouver",
            regles!["R-COMPTE-16", "R-RPPS-07"],
            "Un site, ou toute la structure, n’a pas encore de gestionnaire : son habilitation dépend de la personne choisie.",
            |facts, sujet| match sujet {
                Sujet::Dossier if un_des([aucun_gestionnaire(facts), un_site_sans_gestionnaire(facts)])? => {
                    Err(facts.laisse_ouvert(&GESTIONNAIRES))
                }
                _ => Ok(false),
            },
        )
        .ouvre_seulement(),
        Cas::new(
            "gestionnaire-a-habiliter",
            regles!["R-RPPS-07", "R-RPPS-08", "R-COMPTE-16"],
            "Cette personne enregistrera vos professionnels : le représentant légal ou un mandataire l’habilite dans mesHabilitations.",
            a_designer,
        )
        .doutes(&["K-05"]),
        Cas::new(
            "gestionnaire-en-place-cite",
            regles!["R-COMPTE-16"],
            "Vous avez un gestionnaire déjà en place.",
            en_place,
        ),
    ],
    except_if: &[
        Cas::new(
            "gestionnaire-en-place",
            regles!["R-COMPTE-16", "R-RPPS-07"],
            "Ce gestionnaire est déjà en place : ni carte, ni habilitation à demander.",
            en_place,
        ),
        Cas::new(
            "gestionnaire-sans-site-ouvert",
            regles!["R-COMPTE-16", "R-FINESS-06"],
            "Aucun des sites de ce gestionnaire n’est ouvert : il n’a rien à enregistrer.",
            sans_site_ouvert,
        ),
    ],
    mentions: &[
        Cas::new(
            "gestionnaire-profil",
            regles!["R-RPPS-06"],
            "Aucun profil n’est imposé : administratif, ressources humaines, informatique… Le directeur choisit.",
            |_, _| Ok(true),
        ),
        Cas::new(
            "gestionnaire-centralise",
            regles!["R-RPPS-09", "R-COMPTE-16"],
            "Organisation centralisée : le gestionnaire travaille au FINESS juridique, avec une seule carte, pour tous les sites.",
            |facts, _| facts.est(&RPPS_MODE, RppsMode::Centralise),
        ),
        Cas::new(
            "gestionnaire-decentralise",
            regles!["R-RPPS-10", "R-COMPTE-16"],
            "Organisation par site : une habilitation pour chaque couple personne et site, au FINESS géographique ; chacun a sa carte.",
            |facts, _| facts.est(&RPPS_MODE, RppsMode::Decentralise),
        ),
        Cas::new(
            "gestionnaire-mode-conseil",
            regles!["R-RPPS-11"],
            "Jusqu’à cinq sites, ou avec des ressources humaines centrales, une seule équipe est d’ordinaire plus simple. Le choix vous revient.",
            |facts, _| sites_en_activite(facts).map(|nombre| nombre >= 2),
        ),
        Cas::new(
            "gestionnaire-carte-d-abord",
            regles!["R-RPPS-07", "R-RPPS-22"],
            "Sa carte vient d’abord : elle sert à entrer dans le portail.",
            |facts, sujet| pas(a_une_carte(facts, &personne(facts, sujet))),
        ),
        Cas::new(
            "gestionnaire-sa-carte-suffit",
            regles!["R-RPPS-07", "R-CARTE-07"],
            "Sa carte actuelle suffit : CPS, CPE ou CDE, toute carte CPx convient.",
            |facts, sujet| a_une_carte(facts, &personne(facts, sujet)),
        ),
        Cas::new(
            "gestionnaire-sans-contrat-propre",
            regles!["R-RPPS-12", "R-RPPS-20"],
            "RPPS+ n’a pas de contrat à part. Il est recommandé, et nécessaire pour l’e-CPS et la MSSanté nominative.",
            |_, _| Ok(true),
        ),
    ],
    sinon: Sinon::dire("", &[]),
    quantite: habilitations,
    apres: |facts, sujet| {
        let mut before = avant_la_formation(facts, sujet);
        before.push(format!("formation-gestionnaire:{}", sujet.cle()).into());
        // Someone with a card signs in to mesHabilitations.
        before.extend(une_carte_de_signataire(facts));
        before
    },
    fiche: |facts, sujet| Fiche {
        titre: format!("Habiliter le gestionnaire RPPS+ : {}", nom_de(facts, &personne(facts, sujet))),
        quoi: "L’habilitation ouvre le portail RPPS+ à la personne qui enregistrera les professionnels.",
        qui: "Le représentant légal ou un mandataire".to_owned(),
        joindre: vec![Dit::fixe("Le mail ou le téléphone du gestionnaire.", regles!["R-RPPS-08"])],
        envoyer: Some(Dit::fixe(
            "Portail mesHabilitations, « Habilitation des Gestionnaires RPPS+ », ajouter.",
            regles!["R-RPPS-08"],
        )),
        delai: Some(Dit::fixe("Accès immédiat après l’envoi.", regles!["R-RPPS-08"])),
        pour: nom_de(facts, &personne(facts, sujet)),
        contacts: &["R-CONTACT-03"],
        ..Fiche::default()
    },
    ..MODELE
};

/// Close the habilitation of a gestionnaire who leaves (R-CARTE-27, R-RPPS-08).
pub static FERMER_HABILITATION: Rule = Rule {
    livrable: "fermer-habilitation",
    nom: "Fermeture de l’habilitation d’un gestionnaire RPPS+",
    phase: Phase::RppsPlus,
    sujets: |facts| lignes_de(facts, &GESTIONNAIRES),
    due_if: &[Cas::new(
        "gestionnaire-part",
        regles!["R-CARTE-27", "R-RPPS-08"],
        "Ce gestionnaire part : son habilitation se ferme, pour qu’il n’entre plus dans le portail RPPS+ au nom de la structure.",
        partant,
    )],
    mentions: &[
        Cas::new(
            "gestionnaire-part-avec-sa-cps",
            regles!["R-CARTE-27"],
            "S’il quitte la structure, sa carte CPS part avec lui : ni reprise, ni opposition. Une carte à jour lui viendra.",
            |facts, sujet| carte_de(facts, &personne(facts, sujet)).map(|carte| carte == Carte::Cps),
        ),
        Cas::new(
            "gestionnaire-part-carte-a-opposer",
            regles!["R-CARTE-18"],
            "S’il quitte la structure, faites opposer sa carte le jour de son départ : CDE ou CPE, elle est attachée à la structure et porte ses habilitations.",
            |facts, sujet| {
                carte_de(facts, &personne(facts, sujet)).map(|carte| matches!(carte, Carte::Cde | Carte::Cpe))
            },
        ),
        Cas::new(
            "gestionnaire-part-cpa",
            regles!["R-CARTE-18", "R-CARTE-25"],
            "Sa carte CPA est attachée à la structure de son employeur, et porte ses habilitations : s’il quitte aussi cet employeur, demandez à celui-ci de la faire opposer.",
            |facts, sujet| carte_de(facts, &personne(facts, sujet)).map(|carte| carte == Carte::Cpa),
        ),
    ],
    fiche: |facts, sujet| Fiche {
        titre: format!(
            "Fermer l’habilitation de gestionnaire RPPS+ : {}",
            nom_de(facts, &personne(facts, sujet))
        ),
        quoi: "Une habilitation est nominative : elle ne passe pas d’une personne à l’autre.",
        qui: "Le représentant légal ou un mandataire".to_owned(),
        envoyer: Some(Dit::fixe(
            "Portail mesHabilitations, « Habilitation des Gestionnaires RPPS+ ».",
            regles!["R-RPPS-08"],
        )),
        delai: Some(Dit::fixe("Le jour du départ.", regles!["R-CARTE-27", "R-CARTE-18"])),
        pour: nom_de(facts, &personne(facts, sujet)),
        ..Fiche::default()
    },
    ..MODELE
};

/// Choose a gestionnaire, when none is known, or for the sites that have none (R-COMPTE-16).
pub static DESIGNER_GESTIONNAIRE: Rule = Rule {
    livrable: "designer-gestionnaire",
    nom: "Choix d’un gestionnaire RPPS+",
    phase: Phase::RppsPlus,
    due_if: &[
        Cas::new(
            "gestionnaire-inconnu",
            regles!["R-RPPS-06", "R-COMPTE-16"],
            "Vous voulez enregistrer des professionnels et n’avez pas encore de gestionnaire RPPS+.",
            |facts, _| {
                tous([
                    besoin_de(facts, [Besoin::RppsPlus]),
                    facts.lignes(&GESTIONNAIRES).map(|rows| rows.is_empty()),
                ])
            },
        ),
        Cas::new(
            "gestionnaire-partant-sans-remplacant",
            regles!["R-CARTE-27", "R-RPPS-06", "R-COMPTE-16"],
            "Votre gestionnaire RPPS+ part, et personne ne lui succède encore.",
            |facts, _| {
                tous([aucun_gestionnaire(facts), facts.lignes(&GESTIONNAIRES).map(|rows| !rows.is_empty())])
            },
        ),
        Cas::new(
            "gestionnaire-site-sans",
            regles!["R-RPPS-10", "R-COMPTE-16"],
            "Organisation par site : au moins un de vos sites n’a pas de gestionnaire.",
            |facts, _| un_site_sans_gestionnaire(facts),
        ),
    ],
    duree: |_, _| Duree::Reponse,
    fiche: |facts, _| Fiche {
        titre: "Choisir qui enregistrera les professionnels dans RPPS+".to_owned(),
        quoi: "Le gestionnaire RPPS+ saisit et valide les enregistrements. Aucun profil n’est imposé.",
        qui: "La direction".to_owned(),
        pour: facts.get(&RPPS_MODE).map_or_else(|_| String::new(), |mode| mode.libelle().to_owned()),
        ..Fiche::default()
    },
    ..MODELE
};
