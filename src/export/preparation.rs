//! Preparation sheets: for each official form that the plan requires, what it will ask as far as the sources say,
//! filled in from the answers, and what the sources don't say. They are not the forms, and never look like one.
//!
//! A line that no source announces is marked so ([`Demande::annoncee`]): it is what any form identifies, good to have at
//! hand. No address is invented: where to send comes from the plan (R-CONTACT-08).

use crate::domain::facts::{Facts, Lu};
use crate::domain::question::{OuiNon, Spec};
use crate::domain::questions::cartes_responsables::{DIRECTEUR_CARTE, RL_CARTE};
use crate::domain::questions::denomination::DENOMINATION;
use crate::domain::questions::document::{DOCUMENT, Document};
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_contrat::FINESS_CONTRAT;
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::incidents::{
    INCIDENT_CARTE, INCIDENT_DATE, INCIDENT_NATURE, INCIDENT_PERSONNE, INCIDENTS,
};
use crate::domain::questions::mandataires::{MANDATAIRE_PERSONNE, MANDATAIRE_SALARIE, MANDATAIRES};
use crate::domain::questions::option_president::OPTION_PRESIDENT;
use crate::domain::questions::personnes::{PERSONNE_CARTE, PERSONNE_NOM, PERSONNES};
use crate::domain::questions::produits_de_test::{TESTS_CARTES, TESTS_CERTIFICATS};
use crate::domain::questions::professionnels::{PRO_EFFECTIF, PRO_PROFIL, PROFESSIONNELS};
use crate::domain::questions::profils::{DIRECTEUR_NOM, RL_NOM};
use crate::domain::questions::rl_fonction::RL_FONCTION;
use crate::domain::questions::rl_sortant::{RL_SORTANT_CARTE, RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use crate::domain::questions::siren::SIREN;
use crate::domain::questions::sites::{SITE_FINESS, SITE_SIRET, SITES, sites_ouverts};
use crate::domain::questions::statut::STATUT;
use crate::domain::report::{self, LigneAction};
use crate::domain::rule::{Dit, regles};
use crate::domain::situations::{DIRECTEUR, RL, monosite, porteur};
use crate::domain::sources::Regle;

use super::details::{self, Rubrique};
use super::entree::Export;

/// An official form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formulaire {
    /// Contrat d’adhésion.
    Contrat,
    /// F101: orders the CDE, declares the legal representative.
    F101,
    /// F502: appoints a mandataire.
    F502,
    /// Order of a CPE (F301, or TOM).
    Carte,
    /// F413: declares an administrateur technique.
    F413,
    /// F414: test products.
    F414,
    /// F501: a card lost, stolen or broken, or of someone who leaves.
    F501,
}

impl Formulaire {
    /// The form of an action; none when it has none.
    fn de(livrable: &str) -> Option<Self> {
        match livrable {
            "contrat" => Some(Self::Contrat),
            "f101" => Some(Self::F101),
            "mandataire" => Some(Self::F502),
            "cpe" | "cpe-professionnels" => Some(Self::Carte),
            "declarer-at" => Some(Self::F413),
            "produits-test" => Some(Self::F414),
            "declarer-incident" | "opposition" => Some(Self::F501),
            _ => None,
        }
    }

    /// What the user reads.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Contrat => "Contrat d’adhésion",
            Self::F101 => "Formulaire F101",
            Self::F502 => "Formulaire F502, ou désignation dans TOM",
            Self::Carte => "Commande de carte CPE",
            Self::F413 => "Formulaire F413, ou portail mesHabilitations",
            Self::F414 => "Formulaire F414",
            Self::F501 => "Formulaire F501, ou déclaration dans TOM",
        }
    }

    /// Where to get it. The address of the kit was not recorded: none is invented.
    fn obtenir(self) -> Dit {
        match self {
            Self::F414 => Dit::fixe(
                "Auprès de l’ANS. La « FAQ industriels » de l’ANS, citée en source, présente ce formulaire et la démarche en ligne.",
                regles!["R-CERT-23"],
            ),
            Self::Contrat | Self::F101 => Dit::fixe(
                "En ligne d’abord, pour un contrat ou une première carte : le parcours « Vos démarches » de l’ANS (esante.gouv.fr/vos-demarches-1). Sur papier : auprès de l’ANS, dans son kit « Moyens d’authentification » ; son adresse n’a pas été relevée, passez par la FAQ d’e-santé Bretagne, citée en source.",
                regles!["R-CONTRAT-17", "R-INFO-01"],
            ),
            Self::F502 | Self::Carte | Self::F413 | Self::F501 => Dit::fixe(
                "Auprès de l’ANS, dans son kit « Moyens d’authentification ». L’adresse du kit n’a pas été relevée : passez par la FAQ d’e-santé Bretagne, citée en source.",
                regles!["R-INFO-01"],
            ),
        }
    }

    /// What the sources don't say of it.
    fn silences(self) -> Vec<Dit> {
        match self {
            Self::Contrat => {
                vec![Dit::fixe(
                    "Le délai d’enregistrement du contrat n’est pas publié.",
                    regles!["R-COMPTE-18"],
                )]
            }
            Self::F101 => vec![Dit::fixe(
                "La notice du F101 n’a pas été trouvée : la liste officielle des champs et des pièces y est.",
                regles!["R-CONTRAT-12"],
            )],
            Self::F502 => vec![Dit::fixe(
                "Les sources disent qui signe et ce qu’est un mandataire, pas le détail de ce que le F502 demande.",
                regles!["R-MAND-01", "R-MAND-05"],
            )],
            Self::Carte => vec![Dit::fixe(
                "Le formulaire papier (F301) n’a pas été ouvert : ni le détail de ce qu’il demande, ni les pièces à joindre ne sont connus.",
                regles!["R-CARTE-11"],
            )],
            Self::F413 => vec![Dit::fixe(
                "Les sources ne citent que les coordonnées et le numéro de carte de chaque administrateur technique.",
                regles!["R-AT-05"],
            )],
            Self::F414 => vec![Dit::fixe(
                "Le F414 connu date de février 2019 (version 1.16) : prenez la version en cours.",
                regles!["R-CERT-23"],
            )],
            Self::F501 => vec![Dit::fixe(
                "Les sources disent qui peut déclarer, pas le détail de ce que le F501 demande.",
                regles!["R-CARTE-14"],
            )],
        }
    }
}

/// One thing that the form will ask.
pub struct Demande {
    /// What is asked.
    pub quoi: &'static str,
    /// What was answered; none: to be completed by hand.
    pub valeur: Option<String>,
    /// The question that it is the answer to, when one is asked.
    pub question: Option<Lu>,
    /// The rules that announce it; empty when no source does.
    pub regles: &'static [&'static Regle],
}

impl Demande {
    /// Whether a source says that the form asks for it.
    pub fn annoncee(&self) -> bool {
        !self.regles.is_empty()
    }
}

/// A preparation sheet.
pub struct Preparation {
    /// The form.
    pub formulaire: Formulaire,
    /// The action it serves: id.
    pub action: String,
    /// The action it serves: title.
    pub titre: String,
    /// What it will ask, in order.
    pub demandes: Vec<Demande>,
    /// Who signs.
    pub signe: Vec<String>,
    /// What to ask or to check before it is sent.
    pub d_abord: Vec<String>,
    /// What to attach.
    pub joindre: Vec<String>,
    /// Where to send it.
    pub envoyer: Vec<String>,
    /// Where to get the form itself.
    pub obtenir: Dit,
    /// What the sources don't say.
    pub silences: Vec<Dit>,
}

/// Lines of a sheet that stand together.
pub struct Partie<'a> {
    /// Their title.
    pub titre: &'static str,
    /// What is to be known of them; may be empty.
    pub indice: &'static str,
    /// The lines; never empty.
    pub demandes: Vec<&'a Demande>,
}

impl Preparation {
    /// What the form asks as the sources say, then what is good to have at hand.
    pub fn parties(&self) -> Vec<Partie<'_>> {
        let (announced, others): (Vec<&Demande>, Vec<&Demande>) =
            self.demandes.iter().partition(|demande| demande.annoncee());
        let all = [
            Partie {
                titre: "Ce que le formulaire demande, d’après les sources",
                indice: "",
                demandes: announced,
            },
            Partie {
                titre: "À avoir aussi sous la main",
                indice: "Aucune source ne dit que le formulaire le demande. C’est ce qui identifie d’ordinaire une structure ou une personne.",
                demandes: others,
            },
        ];
        all.into_iter().filter(|part| !part.demandes.is_empty()).collect()
    }

    /// What is said of the form, each under its title: who signs, what to attach, where to send it. Where the sources say
    /// nothing, that is what is said.
    pub fn rubriques(&self) -> Vec<Rubrique> {
        let ou = |lignes: &[String], sinon: &str| match lignes {
            [] => vec![sinon.to_owned()],
            lignes => lignes.to_vec(),
        };
        let silences: Vec<String> = self.silences.iter().map(|silence| silence.texte.to_string()).collect();
        let all = [
            ("Qui signe", ou(&self.signe, "Les sources ne le disent pas : lisez-le sur le formulaire.")),
            ("D’abord", self.d_abord.clone()),
            (
                "À joindre",
                ou(&self.joindre, "Les sources ne citent aucune pièce. Lisez la notice du formulaire."),
            ),
            (
                "Où l’envoyer",
                ou(&self.envoyer, "À l’adresse imprimée sur le formulaire. Jalons n’en invente aucune."),
            ),
            ("Où obtenir le formulaire", vec![self.obtenir.texte.to_string()]),
            ("Ce que les sources ne disent pas", silences),
        ];
        all.into_iter()
            .filter(|(_, lignes)| !lignes.is_empty())
            .map(|(titre, lignes)| Rubrique { titre, lignes })
            .collect()
    }

    /// The rules of the lines, of where to get the form, and of the silences, each once.
    pub fn regles(&self) -> Vec<&'static Regle> {
        let rules = self.demandes.iter().map(|demande| demande.regles);
        let rules = rules.chain([self.obtenir.regles]).chain(self.silences.iter().map(|said| said.regles));
        let mut cited: Vec<&'static Regle> = vec![];
        for rule in rules.flatten().copied() {
            if !cited.iter().any(|known| known.id == rule.id) {
                cited.push(rule);
            }
        }
        cited
    }

    /// How many lines are to be completed, in words.
    pub fn reste(&self) -> String {
        match self.manques().count() {
            0 => "rien à compléter".to_owned(),
            1 => "1 ligne à compléter".to_owned(),
            number => format!("{number} lignes à compléter"),
        }
    }

    /// What is to be completed by hand.
    pub fn manques(&self) -> impl Iterator<Item = &'static str> {
        self.demandes.iter().filter(|demande| demande.valeur.is_none()).map(|demande| demande.quoi)
    }
}

/// The sheets, in the order of the plan.
pub fn preparations(export: &Export) -> Vec<Preparation> {
    let facts = export.facts();
    export.report.actions.iter().filter_map(|action| preparation(&facts, action)).collect()
}

fn preparation(facts: &Facts, action: &LigneAction) -> Option<Preparation> {
    let (livrable, sujet) = action.id.split_once(':').unwrap_or((&action.id, ""));
    let formulaire = Formulaire::de(livrable)?;
    let mut demandes = identite(facts);
    demandes.extend(match formulaire {
        Formulaire::Contrat => contrat(facts),
        Formulaire::F101 => f101(facts),
        Formulaire::F502 => f502(facts, sujet),
        Formulaire::Carte => carte(facts, sujet),
        Formulaire::F413 => f413(facts, sujet),
        Formulaire::F414 => f414(facts),
        Formulaire::F501 if livrable == "opposition" => f501_du_sortant(facts),
        Formulaire::F501 => f501(facts, sujet),
    });
    Some(Preparation {
        formulaire,
        action: action.id.clone(),
        titre: action.titre.clone(),
        demandes,
        signe: details::textes(&action.signe),
        d_abord: details::textes(&action.d_abord),
        joindre: details::textes(&action.joindre),
        envoyer: details::textes(&action.envoyer),
        obtenir: formulaire.obtenir(),
        silences: formulaire.silences(),
    })
}

/// What no question asks.
fn demande(quoi: &'static str, valeur: Option<String>, regles: &'static [&'static Regle]) -> Demande {
    Demande { quoi, valeur, question: None, regles }
}

/// What a question asks: its answer, if there is one.
fn reponse(
    quoi: &'static str,
    facts: &Facts,
    spec: &'static Spec,
    regles: &'static [&'static Regle],
) -> Demande {
    let asked = facts.est_posee(spec) == Ok(true);
    Demande { quoi, valeur: lu(facts, spec), question: asked.then(|| facts.lu(spec)), regles }
}

/// A person's name.
fn nom(quoi: &'static str, facts: &Facts, personne: &str, regles: &'static [&'static Regle]) -> Demande {
    match personne {
        RL => reponse(quoi, facts, &RL_NOM.spec, regles),
        DIRECTEUR => reponse(quoi, facts, &DIRECTEUR_NOM.spec, regles),
        id => d_une_personne(quoi, facts, id, &PERSONNE_NOM.spec, regles),
    }
}

/// A field of a row of `personnes`.
fn d_une_personne(
    quoi: &'static str,
    facts: &Facts,
    id: &str,
    spec: &'static Spec,
    regles: &'static [&'static Regle],
) -> Demande {
    match facts.answers().row(PERSONNES.spec.id, id) {
        Some(row) => reponse(quoi, &facts.dans(PERSONNES.spec.id, row), spec, regles),
        None => demande(quoi, None, regles),
    }
}

/// An answer in words, when it was given.
fn lu(facts: &Facts, spec: &'static Spec) -> Option<String> {
    let entry = facts.entry(spec)?;
    let given = entry.text() != Some(crate::domain::answers::INCONNU) && (spec.controle)(entry).is_ok();
    (given && facts.est_posee(spec) == Ok(true)).then(|| report::valeur(facts, spec))
}

/// A person's name, only when one was given; never the function instead.
pub(super) fn nom_donne(facts: &Facts, personne: &str) -> Option<String> {
    match personne {
        RL => lu(facts, &RL_NOM.spec),
        DIRECTEUR => lu(facts, &DIRECTEUR_NOM.spec),
        id => {
            let row = facts.answers().row(PERSONNES.spec.id, id)?;
            lu(&facts.dans(PERSONNES.spec.id, row), &PERSONNE_NOM.spec)
        }
    }
}

fn identite(facts: &Facts) -> Vec<Demande> {
    vec![
        reponse("Nom de la structure", facts, &DENOMINATION.spec, &[]),
        reponse("FINESS juridique", facts, &FINESS_EJ.spec, &[]),
        reponse("SIREN", facts, &SIREN.spec, &[]),
    ]
}

fn contrat(facts: &Facts) -> Vec<Demande> {
    let mut demandes = vec![reponse("Statut juridique", facts, &STATUT.spec, &[])];
    if monosite(facts) == Ok(true) {
        let sites = sites_ouverts(facts).unwrap_or_default();
        // A lone site that was only counted is still to be described.
        let site = |quoi, spec, regles| match sites.first() {
            Some(site) => reponse(quoi, site, spec, regles),
            None => Demande { question: Some(facts.lu(&SITES.spec)), ..demande(quoi, None, regles) },
        };
        let carries = regles!["R-FINESS-02"];
        demandes.push(site("FINESS géographique, s’il porte le contrat", &SITE_FINESS.spec, carries));
        demandes.push(site("SIRET du site", &SITE_SIRET.spec, &[]));
    }
    demandes.push(nom("Représentant légal qui signe", facts, RL, regles!["R-CONTRAT-13"]));
    demandes.push(reponse("Fonction du représentant légal", facts, &RL_FONCTION.spec, &[]));
    demandes
}

fn f101(facts: &Facts) -> Vec<Demande> {
    let (asked, founded) = ("Nom de la personne qui recevra la CDE", regles!["R-CARTE-12", "R-CARTE-01"]);
    let mut demandes = vec![
        reponse("FINESS qui porte le contrat", facts, &FINESS_CONTRAT.spec, &[]),
        match porteur(facts) {
            Ok(holder) => nom(asked, facts, holder, founded),
            // Who holds it is itself a question.
            Err(_) => Demande { valeur: None, ..reponse(asked, facts, &OPTION_PRESIDENT.spec, founded) },
        },
        nom("Représentant légal qui signe", facts, RL, regles!["R-CONTRAT-13"]),
    ];
    if facts.est_posee(&DOCUMENT.spec) == Ok(true) {
        let held = facts.get(&DOCUMENT).is_ok_and(|document| document != Document::Aucun);
        let words = lu(facts, &DOCUMENT.spec).filter(|_| held);
        let asked =
            reponse("Document qui nomme cette personne", facts, &DOCUMENT.spec, regles!["R-CONTRAT-12"]);
        demandes.push(Demande { valeur: words, ..asked });
    }
    if evenement(facts, Evenement::ChgtRl) == Ok(true) {
        let founded = regles!["R-CONTRAT-06"];
        demandes.push(reponse("Nom du représentant sortant", facts, &RL_SORTANT_NOM.spec, founded));
        demandes.push(reponse("Prénoms du représentant sortant", facts, &RL_SORTANT_PRENOMS.spec, founded));
    }
    demandes
}

fn f502(facts: &Facts, personne: &str) -> Vec<Demande> {
    let rows = facts.lignes(&MANDATAIRES).unwrap_or_default();
    let row = rows.iter().find(|row| row.get(&MANDATAIRE_PERSONNE).is_ok_and(|id| id.0 == personne));
    // The director who becomes a mandataire stands in no row; he is employed.
    let employed = row.is_none_or(|row| row.est(&MANDATAIRE_SALARIE, OuiNon::Oui) == Ok(true));
    let salaried = Demande {
        question: row.map(|row| row.lu(&MANDATAIRE_SALARIE.spec)),
        ..demande(
            "Salarié de la structure",
            employed.then(|| "Oui".to_owned()),
            regles!["R-MAND-01", "R-MAND-08"],
        )
    };
    vec![
        nom("Nom du mandataire", facts, personne, regles!["R-MAND-01"]),
        salaried,
        nom("Représentant légal qui signe", facts, RL, regles!["R-MAND-05"]),
    ]
}

fn carte(facts: &Facts, sujet: &str) -> Vec<Demande> {
    let nominative = regles!["R-CARTE-01"];
    match facts.answers().row(PROFESSIONNELS.spec.id, sujet) {
        Some(row) => {
            let row = facts.dans(PROFESSIONNELS.spec.id, row);
            vec![
                reponse("Profession ou fonction", &row, &PRO_PROFIL.spec, &[]),
                Demande {
                    valeur: Some(row.get(&PRO_EFFECTIF).map_or(1, |nombre| nombre.0).to_string()),
                    ..reponse("Nombre de cartes", &row, &PRO_EFFECTIF.spec, &[])
                },
                demande("Nom de chaque personne : une carte est nominative", None, nominative),
            ]
        }
        None => vec![nom("Nom de la personne qui recevra la carte", facts, sujet, nominative)],
    }
}

fn f413(facts: &Facts, personne: &str) -> Vec<Demande> {
    let asked = regles!["R-AT-05"];
    let its = "Carte de l’administrateur technique";
    let card = match personne {
        RL => reponse(its, facts, &RL_CARTE.spec, &[]),
        DIRECTEUR => reponse(its, facts, &DIRECTEUR_CARTE.spec, &[]),
        id => d_une_personne(its, facts, id, &PERSONNE_CARTE.spec, &[]),
    };
    vec![
        nom("Nom de l’administrateur technique", facts, personne, asked),
        demande("Ses coordonnées", None, asked),
        demande("Son numéro de carte", None, asked),
        card,
    ]
}

fn f414(facts: &Facts) -> Vec<Demande> {
    let founded = regles!["R-CERT-23"];
    vec![
        reponse("Nombre de certificats de test", facts, &TESTS_CERTIFICATS.spec, founded),
        reponse("Nombre de cartes de test", facts, &TESTS_CARTES.spec, founded),
    ]
}

fn f501(facts: &Facts, ligne: &str) -> Vec<Demande> {
    let row = facts.answers().row(INCIDENTS.spec.id, ligne).map(|row| facts.dans(INCIDENTS.spec.id, row));
    let read = |quoi, spec, regles| match &row {
        Some(row) => reponse(quoi, row, spec, regles),
        None => demande(quoi, None, regles),
    };
    let named = "Nom du porteur";
    let holder = match row.as_ref().map(|row| row.get(&INCIDENT_PERSONNE)) {
        Some(Ok(personne)) => nom(named, facts, &personne.0, &[]),
        Some(Err(_)) | None => Demande { valeur: None, ..read(named, &INCIDENT_PERSONNE.spec, &[]) },
    };
    vec![
        read("Carte concernée", &INCIDENT_CARTE.spec, regles!["R-CARTE-14"]),
        read("Ce qui est arrivé", &INCIDENT_NATURE.spec, regles!["R-CARTE-14"]),
        holder,
        read("Jour", &INCIDENT_DATE.spec, &[]),
        demande(
            "Qui déclare : le porteur, le représentant légal ou un mandataire",
            None,
            regles!["R-CARTE-14"],
        ),
    ]
}

fn f501_du_sortant(facts: &Facts) -> Vec<Demande> {
    let name = match (lu(facts, &RL_SORTANT_PRENOMS.spec), lu(facts, &RL_SORTANT_NOM.spec)) {
        (Some(prenoms), Some(nom)) => Some(format!("{prenoms} {nom}")),
        (_, nom) => nom,
    };
    vec![
        reponse("Carte concernée", facts, &RL_SORTANT_CARTE.spec, regles!["R-CARTE-18"]),
        demande("Ce qui est arrivé", Some("Départ du porteur".to_owned()), regles!["R-CARTE-18"]),
        Demande { valeur: name, ..reponse("Nom du porteur", facts, &RL_SORTANT_NOM.spec, &[]) },
        demande("Qui déclare : le nouveau représentant légal ou un mandataire", None, regles!["R-CARTE-14"]),
    ]
}
