//! Letters and notes ready to be completed and sent: a change of legal representative or of name, an e-CPS in trouble, a
//! request to an ordre, the delegation to a publisher, a note to the staff.
//!
//! A recipient is given only where a source gives one (R-CONTACT-01, R-CONTACT-02); an ordre or a publisher has none
//! here. What the answers don't say stands in square brackets, « [numéro RPPS] ».

use crate::domain::contacts::{Contact, contact};
use crate::domain::facts::Facts;
use crate::domain::question::{Spec, Value};
use crate::domain::questions::denomination::DENOMINATION;
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::rl_sortant::{RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use crate::domain::questions::siren::SIREN;
use crate::domain::report::LigneAction;
use crate::domain::rule::{Sujet, regles};
use crate::domain::rules::at::est_tiers;
use crate::domain::situations::RL;
use crate::domain::sources::Regle;

use super::details;
use super::entree::Export;
use super::preparation::nom_donne;

/// A letter or a note.
pub struct Courrier {
    /// Stable id: the kind, and the action's id.
    pub id: String,
    /// What it is, for the user.
    pub titre: &'static str,
    /// Who it goes to, when a source gives an address.
    pub destinataire: Option<&'static Contact>,
    /// Who it goes to, in words.
    pub a: &'static str,
    /// Subject.
    pub objet: String,
    /// Body; paragraphs are separated by an empty line.
    pub corps: String,
    /// What to attach.
    pub pieces: Vec<String>,
    /// What founds it.
    pub regles: &'static [&'static Regle],
}

impl Courrier {
    /// What is to be completed by hand: the words between square brackets, each once.
    pub fn manques(&self) -> Vec<&str> {
        let mut found = vec![];
        for text in [&self.objet, &self.corps] {
            for part in text.split('[').skip(1) {
                if let Some((blank, _)) = part.split_once(']')
                    && !found.contains(&blank)
                {
                    found.push(blank);
                }
            }
        }
        found
    }
}

/// The letters that the plan calls for, in its order; the note to the staff last.
pub fn courriers(export: &Export) -> Vec<Courrier> {
    let facts = export.facts();
    let mut found: Vec<Courrier> =
        export.report.actions.iter().filter_map(|action| courrier(&facts, action)).collect();
    found.extend(note_e_cps(export, &facts));
    found
}

fn courrier(facts: &Facts, action: &LigneAction) -> Option<Courrier> {
    let (livrable, sujet) = action.id.split_once(':').unwrap_or((&action.id, ""));
    match livrable {
        "courriel-changement-rl" => Some(changement_rl(facts, action, false)),
        "f101" if evenement(facts, Evenement::ChgtRl) == Ok(true) && !action.contacts.is_empty() => {
            Some(changement_rl(facts, action, true))
        }
        "courriel-denomination" => Some(denomination(facts)),
        "e-cps-anomalie" => Some(anomalie(facts, action)),
        "cps-ordre" => Some(ordre(facts, action, sujet)),
        "qualite-rl" => Some(qualite_rl(facts)),
        "declarer-at" if est_tiers(facts, &Sujet::Personne(sujet.to_owned())) == Ok(true) => {
            Some(delegation(facts, action, sujet))
        }
        _ => None,
    }
}

/// A value, or its name between square brackets.
fn ou_blanc(valeur: Option<String>, blanc: &str) -> String {
    valeur.map_or_else(|| format!("[{blanc}]"), |valeur| sans_crochets(&valeur))
}

/// A name that someone typed must not pass for a blank.
fn sans_crochets(nom: &str) -> String {
    nom.replace('[', "(").replace(']', ")")
}

fn donne<T: Value>(facts: &Facts, question: &'static crate::domain::question::Question<T>) -> Option<String> {
    facts.get(question).ok()?;
    texte(facts, &question.spec)
}

fn texte(facts: &Facts, spec: &'static Spec) -> Option<String> {
    facts.entry(spec).map(|_| crate::domain::report::valeur(facts, spec))
}

fn structure(facts: &Facts) -> String {
    ou_blanc(donne(facts, &DENOMINATION), "nom de la structure")
}

/// « EHPAD Les Tilleuls (FINESS juridique 010783009, SIREN …) »: never after a preposition, which the name may not suit.
fn structure_et_numeros(facts: &Facts) -> String {
    format!("{} ({})", structure(facts), numeros(facts))
}

/// « FINESS juridique 010783009, SIREN … ».
fn numeros(facts: &Facts) -> String {
    format!(
        "FINESS juridique {}, SIREN {}",
        ou_blanc(donne(facts, &FINESS_EJ), "numéro FINESS"),
        ou_blanc(donne(facts, &SIREN), "numéro SIREN")
    )
}

/// Opening, paragraphs, closing and signature.
fn lettre(paragraphes: &[String], signataire: &str) -> String {
    let mut all = vec!["Madame, Monsieur,".to_owned()];
    all.extend_from_slice(paragraphes);
    all.push(
        "Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.".to_owned(),
    );
    all.push(signataire.to_owned());
    all.join("\n\n")
}

fn changement_rl(facts: &Facts, action: &LigneAction, avec_f101: bool) -> Courrier {
    let nouveau = ou_blanc(nom_donne(facts, RL), "nom et prénoms du nouveau représentant légal");
    let sortant = format!(
        "{} {}",
        ou_blanc(donne(facts, &RL_SORTANT_PRENOMS), "prénoms du sortant"),
        ou_blanc(donne(facts, &RL_SORTANT_NOM), "nom du sortant")
    );
    let mut pieces = vec![];
    if avec_f101 {
        pieces.push("Le formulaire F101, rempli et signé.".to_owned());
    }
    pieces.extend(details::textes(&action.joindre));
    let suite = if avec_f101 {
        "Vous trouverez ci-joint le formulaire F101 et ses pièces."
    } else {
        "Le nouveau représentant légal relève d’un ordre ou a déjà sa carte CPS : aucune carte de directeur n’est demandée. Vous trouverez ci-joint la preuve de sa nomination."
    };
    Courrier {
        id: format!("changement-rl:{}", action.id),
        titre: "Déclarer le changement de représentant légal",
        destinataire: contact("R-CONTACT-01"),
        a: "Agence du Numérique en Santé",
        objet: format!("Changement de représentant légal : {}", structure(facts)),
        corps: lettre(
            &[
                format!("Notre structure, {}, change de représentant légal.", structure_et_numeros(facts)),
                format!(
                    "Représentant sortant : {sortant}.\nNouveau représentant : {nouveau}, depuis le [date de prise de fonctions]."
                ),
                suite.to_owned(),
            ],
            &nouveau,
        ),
        pieces,
        regles: if avec_f101 {
            regles!["R-CONTRAT-06", "R-CONTACT-01"]
        } else {
            regles!["R-CONTRAT-15", "R-CONTACT-01"]
        },
    }
}

fn denomination(facts: &Facts) -> Courrier {
    Courrier {
        id: "denomination".to_owned(),
        titre: "Informer du nouveau nom de la structure",
        destinataire: contact("R-CONTACT-01"),
        a: "Agence du Numérique en Santé",
        objet: "Changement de dénomination, FINESS et SIRET inchangés".to_owned(),
        corps: lettre(
            &[
                format!("Notre structure ({}) change de nom. Ses numéros FINESS et SIRET restent les mêmes.", numeros(facts)),
                // The name of the dossier may be the old or the new one: only the user knows.
                "Ancien nom : [ancien nom].\nNouveau nom : [nouveau nom].".to_owned(),
                "Merci de mettre à jour nos informations, et de nous dire si une autre démarche est nécessaire.".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, RL), "nom du signataire"),
        ),
        pieces: vec![],
        regles: regles!["R-CONTRAT-11", "R-CONTACT-01"],
    }
}

fn anomalie(facts: &Facts, action: &LigneAction) -> Courrier {
    Courrier {
        id: format!("e-cps:{}", action.id),
        titre: "Signaler une anomalie d’e-CPS",
        destinataire: contact("R-CONTACT-02"),
        a: "Service client e-CPS",
        objet: "Anomalie d’e-CPS, identifiant national 8[numéro RPPS, 11 chiffres]".to_owned(),
        corps: lettre(
            &[
                "Mon e-CPS ne fonctionne pas. Voici ce qu’il faut pour me retrouver et comprendre."
                    .to_owned(),
                format!(
                    "Structure où je travaille : {}.\nMon identifiant national : 8[numéro RPPS, 11 chiffres].\nMon adresse de courriel connue de l’annuaire : [adresse].\nCe qui se passe : [ce que l’application affiche, et quand].",
                    structure(facts)
                ),
            ],
            "[nom et prénoms du professionnel]",
        ),
        pieces: vec![],
        regles: regles!["R-ECPS-18", "R-ECPS-12", "R-ECPS-14", "R-CONTACT-02"],
    }
}

fn ordre(facts: &Facts, action: &LigneAction, personne: &str) -> Courrier {
    Courrier {
        id: format!("ordre:{}", action.id),
        titre: "Demander sa carte CPS à son ordre",
        destinataire: None,
        a: "L’ordre de la personne, à l’adresse qu’il lui donne",
        objet: "Demande de carte CPS".to_owned(),
        corps: lettre(
            &[
                format!(
                    "Je n’ai pas de carte CPS utilisable. J’exerce dans la structure suivante : {}.",
                    structure_et_numeros(facts)
                ),
                "Je vous prie de bien vouloir enregistrer cette activité et faire établir ma carte."
                    .to_owned(),
                "Mon numéro RPPS : [numéro RPPS].".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, personne), "nom et prénoms du professionnel"),
        ),
        pieces: vec![],
        regles: regles!["R-RL-06", "R-CARTE-07", "R-CONTACT-10"],
    }
}

fn qualite_rl(facts: &Facts) -> Courrier {
    Courrier {
        id: "qualite-rl".to_owned(),
        titre: "Faire inscrire sa qualité de représentant légal",
        destinataire: None,
        a: "L’ordre de la personne, à l’adresse qu’il lui donne",
        objet: "Enregistrement de ma qualité de représentant légal".to_owned(),
        corps: lettre(
            &[
                format!("J’ai la qualité de représentant légal de la structure suivante : {}.", structure_et_numeros(facts)),
                "Je vous prie de bien vouloir enregistrer cette qualité, afin qu’elle figure dans ma carte CPS.".to_owned(),
                "Mon numéro RPPS : [numéro RPPS].".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, RL), "nom et prénoms du représentant légal"),
        ),
        pieces: vec![],
        regles: regles!["R-RL-08", "R-CONTACT-10"],
    }
}

fn delegation(facts: &Facts, action: &LigneAction, personne: &str) -> Courrier {
    let coordonnees = match nom_donne(facts, personne) {
        Some(nom) => format!(
            "Pour déclarer {}, votre administrateur technique, merci de nous donner ses coordonnées et le numéro de sa carte CPA.",
            sans_crochets(&nom)
        ),
        None => "Pour déclarer votre administrateur technique, merci de nous donner son nom, ses coordonnées et le numéro de sa carte CPA.".to_owned(),
    };
    Courrier {
        id: format!("delegation:{}", action.id),
        titre: "Déléguer l’administration technique à l’éditeur ou au prestataire",
        destinataire: None,
        a: "L’éditeur ou le prestataire",
        objet: format!("Délégation d’administration technique des certificats : {}", structure(facts)),
        corps: lettre(
            &[
                format!(
                    "Notre structure, {}, vous délègue l’administration technique de ses certificats logiciels IGC-Santé : demande, retrait, installation et renouvellement.",
                    structure_et_numeros(facts)
                ),
                format!("{coordonnees} Sans carte CPA, merci d’en commander une, au nom de votre propre structure."),
                "Votre structure doit d’abord être activée, dans mesHabilitations, comme « structure autorisée à être désignée déléguée ».".to_owned(),
                "Dans le cadre du Ségur, cette délégation (commande et installation) est comprise dans vos prestations.".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, RL), "nom du représentant légal"),
        ),
        pieces: vec![],
        regles: regles!["R-AT-03", "R-AT-04", "R-AT-05", "R-AT-06", "R-CARTE-25"],
    }
}

/// One note for all the staff who activate an e-CPS.
fn note_e_cps(export: &Export, facts: &Facts) -> Option<Courrier> {
    export.report.actions.iter().find(|action| action.id.starts_with("activer-e-cps:"))?;
    let telephone = contact("R-CONTACT-02").map_or("", |contact| contact.telephone);
    Some(Courrier {
        id: "note-e-cps".to_owned(),
        titre: "Note aux professionnels : activer son e-CPS",
        destinataire: None,
        a: "Les professionnels concernés de la structure",
        objet: "Activer votre e-CPS".to_owned(),
        corps: [
            "Bonjour,".to_owned(),
            format!("Vous allez pouvoir activer votre e-CPS, la carte de professionnel sur smartphone, pour votre activité dans notre structure, {}.", structure(facts)),
            "Avant de commencer : le mail et le téléphone que l’annuaire connaît de vous doivent être justes. Ils ne sont pas publics.".to_owned(),
            "Si vous venez d’être enregistré dans RPPS+ : attendez 48 heures après le mail qui donne votre numéro RPPS.".to_owned(),
            "Sur wallet.esw.esante.gouv.fr, l’activation se fait par un QR code : reçu par mail, ou affiché avec votre carte dans un lecteur (il vaut alors 90 secondes).".to_owned(),
            "L’« identifiant e-CPS » que l’application demande est votre identifiant national : le chiffre 8 suivi de votre numéro RPPS. Il est dans le mail d’enregistrement, ou sur la première ligne de votre carte.".to_owned(),
            format!("Le mail n’arrive pas : regardez dans les indésirables, faites vérifier votre adresse, puis appelez le service client e-CPS ({telephone})."),
            "Pas de smartphone : dites-le-nous, une carte peut être demandée.".to_owned(),
            ou_blanc(nom_donne(facts, RL), "nom du signataire"),
        ]
        .join("\n\n"),
        pieces: vec![],
        regles: regles![
            "R-ECPS-01", "R-ECPS-04", "R-ECPS-05", "R-ECPS-06", "R-ECPS-09", "R-ECPS-11", "R-ECPS-12", "R-ECPS-13",
            "R-ECPS-14", "R-CONTACT-02", "R-CONTACT-07"
        ],
    })
}
