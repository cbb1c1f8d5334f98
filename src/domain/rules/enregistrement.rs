//! Registration of professionals: by the ordre, by the ARS, or by the employer in RPPS+ (R-RPPS, R-PROF-01).

use crate::domain::facts::{Facts, Known, absente, tous, un_des};
use crate::domain::professions::{AccesDmp, CarteParDefaut, Ecps, Profession, Voie};
use crate::domain::question::OuiNon;
use crate::domain::questions::gestionnaires::{GESTIONNAIRE_STATUT, StatutGestionnaire};
use crate::domain::questions::professionnels::{
    Employeurs, Interim, PRO_DEPART, PRO_EMPLOYEURS, PRO_INTERIM, PRO_RPPS, PROFESSIONNELS, Rpps, profession,
};
use crate::domain::questions::services::{Service, service};
use crate::domain::rule::{Cas, Dit, Duree, Fiche, MODELE, Phase, Rule, Sinon, Sujet, regles};
use crate::domain::situations::{Ids, carte_necessaire, de_la_ligne, ligne_sans_carte, lignes_de};

use super::cpe_professionnels::effectif;
use super::rpps_gestionnaires::qui_restent;

fn de_profession(facts: &Facts, sujet: &Sujet, condition: impl Fn(&Profession) -> bool) -> Known<bool> {
    de_la_ligne(facts, sujet, |row| Ok(profession(row).is_some_and(&condition)))
}

fn par_l_employeur(facts: &Facts, sujet: &Sujet) -> Known<bool> {
    de_profession(facts, sujet, |profession| {
        matches!(profession.voie, Voie::RppsPlus | Voie::RppsPlusPossible)
    })
}

fn est(facts: &Facts, sujet: &Sujet, cle: &str) -> Known<bool> {
    de_profession(facts, sujet, |profession| profession.cle == cle)
}

/// Whether the people of a row are students whom the ANS says it can't yet register as such (R-ECPS-20, K-23).
pub fn etudiant_a_demander(facts: &Facts, ligne: &str) -> bool {
    let known = facts.ligne(PROFESSIONNELS.spec.id, ligne).and_then(|row| profession(&row));
    known.is_some_and(|profession| profession.ecps == Ecps::PasCommeEtudiant)
}

/// Whether the DMP is to be read, by a profession of that access (R-PROF-01).
fn consulte(facts: &Facts, sujet: &Sujet, acces: AccesDmp) -> Known<bool> {
    tous([
        service(facts, Service::DmpConsult),
        de_profession(facts, sujet, |profession| profession.acces_dmp == acces),
    ])
}

/// What gives the structure someone to register its people: nothing when one is in place; else the habilitations of those
/// who are described (R-COMPTE-18).
fn un_gestionnaire(facts: &Facts) -> Ids {
    let rows = qui_restent(facts).unwrap_or_default();
    if rows.iter().any(|row| row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::EnPlace) == Ok(true)) {
        return vec![];
    }
    if rows.is_empty() {
        return vec!["habilitation-gestionnaire".into(), "designer-gestionnaire".into()];
    }
    rows.iter().map(|row| format!("habilitation-gestionnaire:{}", row.id()).into()).collect()
}

/// Whether the people of a row need a card that comes from their ordre, and have none (R-CARTE-09, R-ECPS-09).
fn premiere_carte_de_l_ordre(row: &Facts) -> Known<bool> {
    let de_l_ordre = profession(row)
        .is_some_and(|profession| matches!(profession.voie, Voie::Ordre(_) | Voie::OrdreEtudiant));
    tous([Ok(de_l_ordre), carte_necessaire(row), ligne_sans_carte(row)])
}

/// Registration of the people of a row.
pub static ENREGISTREMENT: Rule = Rule {
    livrable: "enregistrement",
    nom: "Enregistrement",
    phase: Phase::RppsPlus,
    sujets: |facts| lignes_de(facts, &PROFESSIONNELS),
    due_if: &[
        Cas::new(
            "enregistrement-ordre",
            regles!["R-RPPS-01", "R-PROF-01", "R-CONTACT-10"],
            "Cette profession relève d’un ordre : c’est lui qui enregistre au RPPS. Vous n’avez rien à saisir dans RPPS+.",
            |facts, sujet| de_profession(facts, sujet, |profession| matches!(profession.voie, Voie::Ordre(_) | Voie::OrdreEtudiant)),
        ),
        Cas::new(
            "enregistrement-ars",
            regles!["R-RPPS-02", "R-RPPS-03", "R-PROF-01"],
            "Cette profession relevait d’ADELI, qui n’existe plus : la personne s’enregistre au RPPS auprès de l’agence régionale de santé (ARS), par eRPPS. Ne demandez plus de numéro ADELI.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.voie == Voie::Ars),
        )
        .doutes(&["K-10"]),
        Cas::new(
            "enregistrement-rpps-plus",
            regles!["R-RPPS-04", "R-RPPS-05", "R-PROF-01", "R-COMPTE-17"],
            "Ce rôle social, médico-social ou d’appui est enregistré par l’employeur, dans RPPS+.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.voie == Voie::RppsPlus),
        ),
        Cas::new(
            "enregistrement-rpps-plus-possible",
            regles!["R-RPPS-04", "R-PROF-01", "R-COMPTE-17"],
            "Cette fonction peut être enregistrée par l’employeur dans RPPS+ : c’est utile si la personne a besoin d’une e-CPS.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.voie == Voie::RppsPlusPossible),
        ),
    ],
    except_if: &[
        Cas::new(
            "enregistrement-interim-a-nommer",
            regles!["R-RPPS-14", "R-CARTE-06", "R-CARTE-10"],
            "On ne sait pas encore qui viendra. L’enregistrement est lié à l’état civil d’une personne : il attend son nom. D’ici là, le logiciel de la structure travaille par certificat.",
            |facts, sujet| {
                tous([
                    par_l_employeur(facts, sujet),
                    de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
                ])
            },
        ),
        Cas::new(
            "enregistrement-depart",
            regles!["R-RPPS-15", "R-CARTE-27"],
            "Ces personnes quittent la structure : leur nouvelle activité se déclare au RPPS par l’ordre, par l’agence régionale de santé ou par leur prochain employeur, selon la profession.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_DEPART, OuiNon::Oui)),
        ),
        Cas::new(
            "enregistrement-deja",
            regles!["R-RPPS-14"],
            "Ces personnes sont déjà enregistrées : leur numéro RPPS est unique et définitif.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    tous([
                        row.est(&PRO_RPPS, Rpps::Enregistre),
                        un_des([
                            absente(row.get(&PRO_EMPLOYEURS)),
                            row.est(&PRO_EMPLOYEURS, Employeurs::Un),
                        ]),
                        Ok(premiere_carte_de_l_ordre(row) != Ok(true)),
                    ])
                })
            },
        ),
    ],
    mentions: &[
        Cas::new(
            "enregistrement-carte-seule",
            regles!["R-CARTE-09", "R-CARTE-26", "R-ECPS-09", "R-COMPTE-17"],
            "Ces personnes sont déjà enregistrées, mais il leur faut une carte et elles n’en ont pas : chacune la demande elle-même. La structure ne la commande pas.",
            |facts, sujet| {
                de_la_ligne(facts, sujet, |row| {
                    tous([row.est(&PRO_RPPS, Rpps::Enregistre), premiere_carte_de_l_ordre(row)])
                })
            },
        ),
        Cas::new(
            "enregistrement-cps-infirmier",
            regles!["R-CARTE-07", "R-CARTE-09"],
            "Sa carte CPS est liée à la personne, pas à l’établissement. Ne commandez pas de CPE ; chaque changement signalé à l’ordre produit une nouvelle carte. Pour une première carte, l’infirmier vérifie auprès de l’ONI.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.cle.starts_with("infirmier")),
        ),
        Cas::new(
            "enregistrement-cps",
            regles!["R-CARTE-07", "R-CARTE-22"],
            "La première carte CPS vient de l’ordre : rien à commander. Une personne qui exerce deux professions a un seul numéro RPPS ; pour la carte, demandez à l’ANS s’il y en a une ou deux.",
            |facts, sujet| de_profession(facts, sujet, |profession| matches!(profession.voie, Voie::Ordre(_))),
        )
        .doutes(&["K-17"]),
        Cas::new(
            "enregistrement-cps-sur-demande",
            regles!["R-PROF-01", "R-CARTE-26"],
            "La carte CPS de cette profession s’obtient sur demande de la personne, une fois inscrite au RPPS. La structure ne la commande pas, et ne commande pas de CPE à la place.",
            |facts, sujet| {
                de_profession(facts, sujet, |profession| profession.carte == CarteParDefaut::CpsSurDemande)
            },
        ),
        Cas::new(
            "enregistrement-assistant-social",
            regles!["R-PROF-01"],
            "Si une carte est nécessaire, c’est une CPE, que la structure commande.",
            |facts, sujet| est(facts, sujet, "assistant-service-social"),
        ),
        Cas::new(
            "enregistrement-psychologue",
            regles!["R-PROF-01", "R-CARTE-26"],
            "Si une carte est nécessaire, c’est d’abord une CPS, que la personne demande elle-même à l’ANS une fois inscrite ; une CPE à défaut.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.carte == CarteParDefaut::CpsSinonCpe),
        )
        .doutes(&["D-11", "D-23"]),
        Cas::new(
            "enregistrement-titre",
            regles!["R-PROF-01"],
            "Si une carte est nécessaire, c’est une CPE, que la structure commande ; la CPS est à vérifier auprès de l’ANS.",
            |facts, sujet| {
                de_profession(facts, sujet, |profession| {
                    matches!(profession.cle, "osteopathe" | "chiropracteur" | "psychotherapeute")
                })
            },
        )
        .doutes(&["D-11"]),
        Cas::new(
            "enregistrement-remplacant",
            regles!["R-CARTE-08"],
            "Un infirmier inscrit avec une activité de remplaçant reçoit sa carte CPS automatiquement.",
            |facts, sujet| {
                tous([
                    de_profession(facts, sujet, |profession| profession.cle.starts_with("infirmier")),
                    de_la_ligne(facts, sujet, |row| row.get(&PRO_INTERIM).map(|interim| interim != Interim::Non)),
                ])
            },
        ),
        Cas::new(
            "enregistrement-interim-sans-nom",
            regles!["R-CARTE-06", "R-CARTE-01"],
            "Aucune carte ne se commande d’avance au nom de l’établissement pour un remplaçant qui n’est pas nommé.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_INTERIM, Interim::NonNomme)),
        ),
        Cas::new(
            "enregistrement-interim-certificat",
            regles!["R-CARTE-13", "R-CERT-22", "R-CERT-09"],
            "Sans carte nominative, le logiciel de la structure envoie au DMP et appelle l’INSi par certificat ; la consultation du DMP reste impossible.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.get(&PRO_INTERIM).map(|interim| interim != Interim::Non)),
        ),
        Cas::new(
            "enregistrement-sans-carte",
            regles!["R-RPPS-13", "R-RPPS-23"],
            "L’enregistrement ne donne pas de carte d’office : il donne une e-CPS. Une CPE reste possible sur demande.",
            par_l_employeur,
        ),
        Cas::new(
            "enregistrement-role",
            regles!["R-RPPS-18", "R-PROF-04", "R-PROF-03"],
            "C’est le rôle choisi dans RPPS+ qui donne les droits ; la profession saisie n’est qu’indicative.",
            par_l_employeur,
        ),
        Cas::new(
            "enregistrement-delai",
            regles!["R-RPPS-17", "R-RPPS-22"],
            "Le délai de validation ne dépend que de vous : c’est l’établissement qui valide.",
            par_l_employeur,
        ),
        Cas::new(
            "enregistrement-aide-qualifiee",
            regles!["R-RPPS-19", "R-RPPS-24"],
            "Aide à domicile qualifiée (rôle 371) : vérifiez sa certification de niveau 3 (liste : arrêté du 6 mai 2025), ou trois ans d’exercice sur cinq à mi-temps au moins. Vous déclarez l’avoir fait, sans déposer de diplôme. Le mail reçu sous 24 heures sert de justificatif.",
            |facts, sujet| est(facts, sujet, "aide-domicile-qualifiee"),
        ),
        Cas::new(
            "enregistrement-aide-attestation",
            regles!["R-RPPS-24"],
            "Sa carte professionnelle est une attestation numérique à imprimer, valable 5 ans et à refaire 3 mois avant sa fin. Elle est facultative. Sa fiche se télécharge à l’Annuaire Santé. Tenez ses données à jour, et retirez le lieu d’exercice à la fin du contrat.",
            |facts, sujet| est(facts, sujet, "aide-domicile-qualifiee"),
        )
        .doutes(&["K-24"]),
        Cas::new(
            "enregistrement-aide",
            regles!["R-PROF-01"],
            "Aide à domicile non qualifiée : rôle 372.",
            |facts, sujet| est(facts, sujet, "aide-domicile"),
        ),
        Cas::new(
            "enregistrement-etudiant",
            regles!["R-PROF-01", "R-INFO-03"],
            "Un étudiant ou un interne enregistré a une carte CPF, la seule à utiliser pendant un remplacement.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.voie == Voie::OrdreEtudiant),
        ),
        Cas::new(
            "enregistrement-etudiant-employeur",
            regles!["R-ECPS-20", "R-PROF-01"],
            "Le portail propose un rôle d’étudiant à l’employeur ; l’ANS écrit que, hors internes et maïeutique, un étudiant ne peut pas encore être enregistré comme tel. Une personne qui a aussi un emploi s’enregistre par le rôle de cet emploi.",
            |facts, sujet| de_profession(facts, sujet, |profession| profession.ecps == Ecps::PasCommeEtudiant),
        )
        .doutes(&["K-23"]),
        Cas::new(
            "enregistrement-changement",
            regles!["R-RPPS-15", "R-RPPS-14"],
            "La personne arrive d’un autre employeur : il ferme son rôle, vous créez le vôtre. Le numéro RPPS reste le même ; l’état civil et les coordonnées ne sont pas revalidés.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_EMPLOYEURS, Employeurs::Changement)),
        ),
        Cas::new(
            "enregistrement-deux-employeurs",
            regles!["R-RPPS-16", "R-RPPS-15", "R-RPPS-14"],
            "La personne a deux employeurs : un seul numéro RPPS, une seule e-CPS, et un rôle déclaré par chaque employeur. Vous créez le vôtre, sans revalider l’état civil.",
            |facts, sujet| de_la_ligne(facts, sujet, |row| row.est(&PRO_EMPLOYEURS, Employeurs::Deux)),
        ),
        Cas::new(
            "enregistrement-dmp-oui",
            regles!["R-PROF-01", "R-CERT-09", "R-ECPS-08"],
            "Consultation du DMP : possible en principe pour cette profession, avec sa carte CPS ou, selon le logiciel, son e-CPS. Les droits que le DMP donne à chaque profession en décident.",
            |facts, sujet| consulte(facts, sujet, AccesDmp::Oui),
        ),
        Cas::new(
            "enregistrement-dmp-matrice",
            regles!["R-PROF-01", "R-ECPS-08"],
            "Consultation du DMP : les droits que le DMP donne à chaque profession disent si celle-ci peut le lire.",
            |facts, sujet| consulte(facts, sujet, AccesDmp::SelonMatrice),
        ),
        Cas::new(
            "enregistrement-dmp-non",
            regles!["R-PROF-01"],
            "Consultation du DMP : pas prévue pour cette profession, d’après les droits que le DMP donne à chacune.",
            |facts, sujet| un_des([consulte(facts, sujet, AccesDmp::NonParDefaut), consulte(facts, sujet, AccesDmp::Non)]),
        ),
        Cas::new(
            "enregistrement-direction",
            regles!["R-PROF-02"],
            "Une personne inscrite à un ordre qui dirige la structure suit la ligne de sa profession pour sa carte.",
            |facts, sujet| est(facts, sujet, "directeur"),
        ),
    ],
    sinon: Sinon::dire("Aucun professionnel à enregistrer n’a été décrit.", regles!["R-RPPS-04"]),
    quantite: effectif,
    apres: |facts, sujet| {
        if par_l_employeur(facts, sujet) == Ok(true) { un_gestionnaire(facts) } else { vec![] }
    },
    duree: |facts, sujet| {
        if par_l_employeur(facts, sujet) == Ok(true) { Duree::Variable } else { Duree::NonPubliee }
    },
    fiche: |facts, sujet| {
        let row = sujet.ligne(facts);
        let Some(profession) = row.and_then(|row| profession(&row)) else { return Fiche::default() };
        let qui = profession.nom;
        let enregistres = sujet.ligne(facts).is_some_and(|row| row.est(&PRO_RPPS, Rpps::Enregistre) == Ok(true));
        let etudiant = profession.ecps == Ecps::PasCommeEtudiant;
        let (titre, acteur, envoyer) = match profession.voie {
            Voie::Ordre(ordre) => (
                if enregistres {
                    format!("Demander la première carte CPS à l’ordre, ou vérifier qu’elle arrive : {qui}")
                } else {
                    format!("Vérifier l’inscription à l’ordre et la carte CPS : {qui}")
                },
                "Chaque professionnel, auprès de son ordre",
                Dit::compose(format!("Auprès de {}.", ordre.nom()), regles!["R-CONTACT-10", "R-RPPS-01"]),
            ),
            Voie::OrdreEtudiant => (
                if enregistres {
                    format!("Demander la carte CPF à l’ordre, ou vérifier qu’elle arrive : {qui}")
                } else {
                    format!("Vérifier l’enregistrement à l’ordre et la carte CPF : {qui}")
                },
                "Chaque étudiant ou interne, auprès de l’ordre",
                Dit::fixe("Auprès de l’ordre de sa profession.", regles!["R-CONTACT-10"]),
            ),
            Voie::Ars => (
                format!("Vérifier l’enregistrement au RPPS par l’ARS : {qui}"),
                "Chaque professionnel, auprès de l’ARS",
                Dit::fixe("Auprès de l’agence régionale de santé, par eRPPS.", regles!["R-RPPS-02", "R-CONTACT-11"]),
            ),
            Voie::RppsPlus | Voie::RppsPlusPossible => (
                if etudiant { format!("Enregistrer dans RPPS+, si l’ANS l’admet : {qui}") } else { format!("Enregistrer dans RPPS+ : {qui}") },
                "Le gestionnaire RPPS+",
                Dit::fixe("Dans le portail RPPS+.", regles!["R-RPPS-04", "R-CONTACT-07"]),
            ),
            Voie::Aucune => (String::new(), "", Dit::fixe("", &[])),
        };
        Fiche {
            titre,
            quoi: "Le répertoire des professionnels (RPPS) donne à chacun un numéro unique, nécessaire à l’e-CPS.",
            qui: acteur.to_owned(),
            d_abord: if etudiant {
                vec![Dit::fixe(
                    "Demandez à l’ANS si un étudiant peut y être enregistré : elle écrit que, hors internes et maïeutique, ce n’est pas encore possible.",
                    regles!["R-ECPS-20"],
                )]
            } else {
                vec![]
            },
            envoyer: Some(envoyer),
            delai: Some(if par_l_employeur(facts, sujet) == Ok(true) {
                Dit::fixe(
                    "Aucun délai publié : il dépend du nombre de personnes à saisir. La date est celle où la saisie peut commencer.",
                    regles!["R-RPPS-17", "R-COMPTE-18"],
                )
            } else {
                Dit::fixe("Aucun délai publié : ce qui en dépend n’a pas de date.", regles!["R-COMPTE-18"])
            }),
            pour: if profession.code.is_empty() { qui.to_owned() } else { format!("{qui} (code {})", profession.code) },
            contacts: match profession.voie {
                Voie::RppsPlus | Voie::RppsPlusPossible => &["R-CONTACT-03"],
                Voie::Ars => &["R-CONTACT-11"],
                Voie::Ordre(_) | Voie::OrdreEtudiant | Voie::Aucune => &[],
            },
            ..Fiche::default()
        }
    },
    ..MODELE
};
