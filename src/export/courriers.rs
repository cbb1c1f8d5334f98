//! Letters and notes ready to be completed and sent: a change of legal representative or of name, an e-CPS in trouble, a
//! request to an ordre, the questions and the delegation to a publisher, a model of délégation de pouvoir, what to sign to
//! who signs, notes to the staff.
//!
//! A recipient is given only where a source gives one (R-CONTACT-01, R-CONTACT-02); an ordre or a publisher has none
//! here. What the answers don't say stands in square brackets, « [numéro RPPS] ».

use crate::domain::calendrier::long;
use crate::domain::commencer::{Commencer, Tache, commencer};
use crate::domain::contacts::{Contact, contact};
use crate::domain::dossier::Etat;
use crate::domain::facts::{Facts, Known, pas, tous};
use crate::domain::gestes::Geste;
use crate::domain::liens::{parties, voie_de};
use crate::domain::professions::Voie;
use crate::domain::question::{Spec, Value};
use crate::domain::questions::denomination::DENOMINATION;
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident};
use crate::domain::questions::rl_sortant::{RL_SORTANT_NOM, RL_SORTANT_PRENOMS};
use crate::domain::questions::siren::SIREN;
use crate::domain::questions::statut::STATUT;
use crate::domain::report::LigneAction;
use crate::domain::rule::{Sujet, regles};
use crate::domain::rules::at::est_tiers;
use crate::domain::situations::{DIRECTEUR, RL, un_certificat_en_service};
use crate::domain::sources::Regle;
use crate::domain::statuts::est_territorial;

use super::details;
use super::entree::Export;
use super::preparation::nom_donne;

/// A letter or a note.
pub struct Courrier {
    /// Stable id: the kind, and the action's id.
    pub id: String,
    /// What it is, and of whom when several may be due; no two letters of a plan have the same.
    pub titre: String,
    /// Who it goes to, when a source gives an address.
    pub destinataire: Option<&'static Contact>,
    /// Who it goes to, in words.
    pub a: String,
    /// Subject.
    pub objet: String,
    /// Body; paragraphs are separated by an empty line.
    pub corps: String,
    /// What to attach.
    pub pieces: Vec<String>,
    /// What founds it, each once.
    pub regles: Vec<&'static Regle>,
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

/// The letters that the plan calls for: to who signs, to the publisher, then in the order of the plan; the notes to the
/// staff last.
pub fn courriers(export: &Export) -> Vec<Courrier> {
    let facts = export.facts();
    let page = commencer(export.dossier, export.report);
    let mut found: Vec<Courrier> = vec![];
    found.extend(signature(export, &facts, &page));
    found.extend(page.taches.iter().filter_map(|(_, tache)| questions(export, tache)));
    found.extend(export.report.actions.iter().filter_map(|action| courrier(&facts, action)));
    found.extend(note_e_cps(export, &facts));
    found.extend(note_cps(export, &facts));
    numeroter(&mut found);
    found
}

/// Two letters of one title, for two people whom nothing tells apart, are numbered.
fn numeroter(letters: &mut [Courrier]) {
    let titles: Vec<String> = letters.iter().map(|letter| letter.titre.clone()).collect();
    for (rank, letter) in letters.iter_mut().enumerate() {
        let same = |range: &[String]| range.iter().filter(|title| **title == letter.titre).count();
        let (before, all) = (same(titles.get(..rank).unwrap_or_default()), same(&titles));
        if all > 1 {
            letter.titre = format!("{} ({} sur {all})", letter.titre, before + 1);
        }
    }
}

/// A title, and of whom it is.
fn titre_pour(titre: &str, qui: Option<String>) -> String {
    qui.map_or_else(|| titre.to_owned(), |qui| format!("{titre} : {qui}"))
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
        "document-nomination" if delegue_au_directeur(facts) == Ok(true) => {
            Some(delegation_de_pouvoir(facts))
        }
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
        "La personne qui aurait porté la carte de directeur relève d’un ordre ou a déjà sa carte CPS : aucune carte de directeur n’est demandée. Vous trouverez ci-joint la preuve de sa nomination."
    };
    Courrier {
        id: format!("changement-rl:{}", action.id),
        titre: "Déclarer le changement de représentant légal".to_owned(),
        destinataire: contact("R-CONTACT-01"),
        a: "Agence du Numérique en Santé".to_owned(),
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
            regles!["R-CONTRAT-06", "R-CONTACT-01"].to_vec()
        } else {
            regles!["R-CONTRAT-15", "R-CONTACT-01"].to_vec()
        },
    }
}

fn denomination(facts: &Facts) -> Courrier {
    Courrier {
        id: "denomination".to_owned(),
        titre: "Informer du nouveau nom de la structure".to_owned(),
        destinataire: contact("R-CONTACT-01"),
        a: "Agence du Numérique en Santé".to_owned(),
        objet: "Changement de dénomination, FINESS et SIRET inchangés".to_owned(),
        corps: lettre(
            &[
                format!("Notre structure ({}) change de nom. Ses numéros FINESS et SIRET restent les mêmes.", numeros(facts)),
                // The name of the dossier may be the old or the new one: only the user knows.
                "Ancien nom : [ancien nom].\nNouveau nom : [nouveau nom].".to_owned(),
                match un_certificat_en_service(facts) {
                    Ok(true) => "Nous avons des certificats logiciels en service, où figure l’ancien nom. Merci de mettre à jour nos informations, de nous dire si ces certificats restent valables, et si une autre démarche est nécessaire.".to_owned(),
                    Ok(false) | Err(_) => "Merci de mettre à jour nos informations, et de nous dire si une autre démarche est nécessaire.".to_owned(),
                },
            ],
            &ou_blanc(nom_donne(facts, RL), "nom du signataire"),
        ),
        pieces: vec![],
        regles: regles!["R-CONTRAT-11", "R-CERT-27", "R-CONTACT-01"].to_vec(),
    }
}

fn anomalie(facts: &Facts, action: &LigneAction) -> Courrier {
    Courrier {
        id: format!("e-cps:{}", action.id),
        titre: titre_pour(
            "Signaler une anomalie d’e-CPS",
            action.titre.split_once(" : ").map(|(_, qui)| qui.to_owned()),
        ),
        destinataire: contact("R-CONTACT-02"),
        a: "Service client e-CPS".to_owned(),
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
        regles: regles!["R-ECPS-18", "R-ECPS-12", "R-ECPS-14", "R-CONTACT-02"].to_vec(),
    }
}

fn ordre(facts: &Facts, action: &LigneAction, personne: &str) -> Courrier {
    Courrier {
        id: format!("ordre:{}", action.id),
        titre: titre_pour("Demander sa première carte CPS à son ordre", nom_donne(facts, personne)),
        destinataire: None,
        a: "L’ordre de la personne, à l’adresse qu’il lui donne".to_owned(),
        objet: "Demande de carte CPS".to_owned(),
        corps: lettre(
            &[
                format!(
                    "Je n’ai pas encore de carte CPS. J’exerce dans la structure suivante : {}.",
                    structure_et_numeros(facts)
                ),
                "Je vous prie de bien vouloir enregistrer cette activité et faire établir ma carte."
                    .to_owned(),
                "Mon numéro RPPS : [numéro RPPS].".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, personne), "nom et prénoms du professionnel"),
        ),
        pieces: vec![],
        regles: regles!["R-RL-06", "R-CARTE-07", "R-CONTACT-10"].to_vec(),
    }
}

fn qualite_rl(facts: &Facts) -> Courrier {
    Courrier {
        id: "qualite-rl".to_owned(),
        titre: "Faire inscrire sa qualité de représentant légal".to_owned(),
        destinataire: None,
        a: "L’ordre de la personne, à l’adresse qu’il lui donne".to_owned(),
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
        regles: regles!["R-RL-08", "R-CONTACT-10"].to_vec(),
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
        titre: titre_pour(
            "Déléguer l’administration technique à l’éditeur ou au prestataire",
            nom_donne(facts, personne),
        ),
        destinataire: None,
        a: "L’éditeur ou le prestataire".to_owned(),
        objet: format!("Délégation d’administration technique des certificats : {}", structure(facts)),
        corps: lettre(
            &[
                format!(
                    "Notre structure, {}, vous délègue l’administration technique de ses certificats logiciels IGC-Santé : demande, retrait, installation et renouvellement.",
                    structure_et_numeros(facts)
                ),
                format!("{coordonnees} Sans carte CPA, merci d’en commander une, au nom de votre propre structure."),
                "Votre structure doit d’abord être activée, dans mesHabilitations, comme « structure autorisée à être désignée déléguée ».".to_owned(),
                "Si vous êtes l’éditeur du logiciel : dans le cadre du Ségur, cette délégation (commande et installation) est comprise dans vos prestations.".to_owned(),
            ],
            &ou_blanc(nom_donne(facts, RL), "nom du représentant légal"),
        ),
        pieces: vec![],
        regles: regles!["R-AT-03", "R-AT-04", "R-AT-05", "R-AT-06", "R-CARTE-25"].to_vec(),
    }
}

/// Whether a president leaves the card to the director, by a délégation de pouvoir (R-RL-03). For a local authority it is
/// its arrêté (R-RL-09), which no letter of ours replaces.
fn delegue_au_directeur(facts: &Facts) -> Known<bool> {
    tous([
        facts.est(&OPTION_PRESIDENT, OptionPresident::B),
        pas(facts.get(&STATUT).map(|statut| est_territorial(&statut.0))),
    ])
}

/// A model: the sources name the document, none gives its words. It leaves the signature of the contract where it is
/// (R-CONTRAT-13).
fn delegation_de_pouvoir(facts: &Facts) -> Courrier {
    let delegant = ou_blanc(nom_donne(facts, RL), "nom et prénoms du représentant légal");
    let delegataire =
        ou_blanc(nom_donne(facts, DIRECTEUR), "nom et prénoms du directeur ou de la directrice");
    Courrier {
        id: "delegation-pouvoir:document-nomination".to_owned(),
        titre: "Modèle de délégation de pouvoir au directeur ou à la directrice".to_owned(),
        destinataire: None,
        a: "La personne qui recevra la carte de directeur (CDE) ; une copie part avec le formulaire F101".to_owned(),
        objet: format!("Délégation de pouvoir : {}", structure(facts)),
        corps: [
            format!("Je soussigné(e) {delegant}, représentant légal de la structure suivante : {},", structure_et_numeros(facts)),
            format!("donne délégation à {delegataire}, pour :"),
            "- recevoir la carte de directeur d’établissement (CDE) de la structure ;\n- commander et gérer en son nom les cartes et les certificats de l’Agence du Numérique en Santé (ANS)."
                .to_owned(),
            "Je signe moi-même le contrat d’adhésion et les formulaires qui demandent ma signature."
                .to_owned(),
            "Cette délégation prend effet le [date]. Elle est conforme à nos statuts : [article des statuts, ou date de la délibération]."
                .to_owned(),
            format!("Fait à [lieu], le [date].\n\n{delegant}\n[signature]"),
        ]
        .join("\n\n"),
        pieces: vec![],
        regles: regles!["R-RL-03", "R-CONTRAT-12", "R-CONTRAT-13"].to_vec(),
    }
}

/// What the representative signs, with what, and when: all of it in one message.
fn signature(export: &Export, facts: &Facts, page: &Commencer) -> Option<Courrier> {
    let left = |tache: &&Tache| tache.signe.is_some() && !tache.faite();
    let signed: Vec<&Tache> = page.taches.iter().map(|(_, tache)| tache).filter(left).collect();
    if signed.is_empty() {
        return None;
    }
    let mut joined: Vec<&String> = vec![];
    let mut what = vec![];
    for tache in &signed {
        joined.extend(tache.joindre.iter().filter(|piece| !joined.contains(piece)).collect::<Vec<_>>());
        let when = if tache.quand.is_empty() { String::new() } else { format!(", {}", tache.quand) };
        let pieces = tache.pieces.iter().filter(|piece| piece.etat != Etat::Fait);
        let pieces: String = pieces.map(|piece| format!("\n- {}", piece.titre)).collect();
        what.push(sans_crochets(&format!("{}{when} :{pieces}", tache.titre)));
    }
    let mut corps = vec![
        "Bonjour,".to_owned(),
        format!(
            "Des démarches auprès de l’Agence du Numérique en Santé (ANS) attendent votre signature, pour notre structure : {}.",
            structure_et_numeros(facts)
        ),
    ];
    corps.extend(what);
    if !joined.is_empty() {
        let list: String = joined.iter().map(|piece| format!("\n- {piece}")).collect();
        corps.push(format!("À apporter, à vérifier sur la notice de chaque formulaire :{list}"));
    }
    corps.push("Le contrat, et certains formulaires, ne peuvent être signés que par vous.".to_owned());
    if !export.report.envoi_en_mots().is_empty() {
        corps.push(format!(
            "Nous comptons que l’ANS reçoive le dossier complet le {} : merci de me dire quand vous pouvez signer avant ce jour.",
            long(export.report.envoi.jour)
        ));
    }
    corps.push("[nom de la personne qui prépare le dossier]".to_owned());
    let held = |action: &&LigneAction| {
        signed.iter().any(|tache| tache.pieces.iter().any(|piece| piece.action == action.id))
    };
    let signs = export
        .report
        .actions
        .iter()
        .filter(held)
        .flat_map(|action| action.signe.iter().chain(&action.joindre));
    Some(Courrier {
        id: "signature".to_owned(),
        titre: titre_pour("Dire à la personne qui signe ce qu’elle signera", nom_donne(facts, RL)),
        destinataire: None,
        a: majuscule(&nom_donne(facts, RL).unwrap_or_else(|| "le représentant légal".to_owned())),
        objet: format!("À signer pour l’Agence du Numérique en Santé : {}", structure(facts)),
        corps: corps.join("\n\n"),
        pieces: vec![],
        regles: citees(regles!["R-CONTRAT-13"].iter().chain(signs.flat_map(|ligne| ligne.regles))),
    })
}

/// All that the publisher alone knows, in one message: that of « Par quoi commencer ».
fn questions(export: &Export, tache: &Tache) -> Option<Courrier> {
    let message = tache.message.as_ref().filter(|_| tache.geste == Geste::Editeur)?;
    let asked = export.report.actions.iter().filter(|action| {
        tache.pieces.iter().any(|piece| piece.action == action.id && piece.etat != Etat::Fait)
    });
    Some(Courrier {
        id: format!("editeur:{}", tache.cle),
        titre: titre_pour("Poser toutes nos questions", Some(message.a.clone())),
        destinataire: None,
        a: majuscule(&message.a),
        objet: sans_crochets(&message.objet),
        corps: sans_crochets(message.corps.trim_end()),
        pieces: vec![],
        regles: citees(asked.flat_map(|action| &action.raisons).flat_map(|ligne| ligne.regles)),
    })
}

/// Rules, each once.
fn citees<'a>(regles: impl IntoIterator<Item = &'a &'static Regle>) -> Vec<&'static Regle> {
    let mut found: Vec<&'static Regle> = vec![];
    for regle in regles {
        if !found.iter().any(|known| known.id == regle.id) {
            found.push(*regle);
        }
    }
    found
}

fn majuscule(texte: &str) -> String {
    let mut letters = texte.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One note for all the staff who activate an e-CPS.
fn note_e_cps(export: &Export, facts: &Facts) -> Option<Courrier> {
    export.report.actions.iter().find(|action| action.id.starts_with("activer-e-cps:"))?;
    let (courriel, telephone) =
        contact("R-CONTACT-02").map_or(("", ""), |contact| (contact.courriel, contact.telephone));
    Some(Courrier {
        id: "note-e-cps".to_owned(),
        titre: "Note aux professionnels : activer son e-CPS".to_owned(),
        destinataire: None,
        a: "Les professionnels concernés de la structure".to_owned(),
        objet: "Activer votre e-CPS".to_owned(),
        corps: [
            "Bonjour,".to_owned(),
            format!("Vous allez pouvoir activer votre e-CPS, la carte de professionnel sur smartphone, pour votre activité dans notre structure, {}.", structure(facts)),
            "Avant de commencer : le mail et le téléphone que l’annuaire connaît de vous doivent être justes. Ils ne sont pas publics.".to_owned(),
            "Si vous venez d’être enregistré dans RPPS+ : attendez 48 heures après le mail qui donne votre numéro RPPS.".to_owned(),
            "Sur wallet.esw.esante.gouv.fr, l’activation se fait par un QR code : reçu par mail, ou affiché avec votre carte dans un lecteur (il vaut alors 90 secondes).".to_owned(),
            "L’« identifiant e-CPS » que l’application demande est votre identifiant national : le chiffre 8 suivi de votre numéro RPPS. Il est dans le mail d’enregistrement, ou sur la première ligne de votre carte.".to_owned(),
            format!("Le mail n’arrive pas : regardez dans les indésirables, faites vérifier votre adresse, puis écrivez au service client e-CPS ({courriel}), avec votre identifiant national et votre mail. Par téléphone : {telephone} (à vérifier)."),
            "Pas de smartphone : dites-le-nous. Nous pourrons voir si un téléphone ou une tablette de la structure convient. Si vous êtes inscrit au RPPS, vous pouvez aussi demander une carte vous-même.".to_owned(),
            ou_blanc(nom_donne(facts, RL), "nom du signataire"),
        ]
        .join("\n\n"),
        pieces: vec![],
        regles: regles![
            "R-ECPS-01", "R-ECPS-04", "R-ECPS-05", "R-ECPS-06", "R-ECPS-09", "R-ECPS-11", "R-ECPS-12", "R-ECPS-13",
            "R-ECPS-14", "R-ECPS-19", "R-CARTE-26", "R-CONTACT-02", "R-CONTACT-07"
        ].to_vec(),
    })
}

/// One note for all the staff whose CPS comes by an ordre: what becomes of it without them, and what it asks of them.
fn note_cps(export: &Export, facts: &Facts) -> Option<Courrier> {
    let by_an_ordre = |action: &LigneAction| {
        let (livrable, sujet) = parties(&action.id);
        livrable == "enregistrement" && matches!(voie_de(facts, sujet), Some(Voie::Ordre(_)))
    };
    export.report.actions.iter().find(|action| by_an_ordre(action))?;
    Some(Courrier {
        id: "note-cps".to_owned(),
        titre: "Note aux professionnels : votre carte CPS".to_owned(),
        destinataire: None,
        a: "Les professionnels inscrits à un ordre".to_owned(),
        objet: "Votre carte de professionnel de santé (CPS)".to_owned(),
        corps: [
            "Bonjour,".to_owned(),
            format!("Voici ce qu’il faut savoir de votre carte de professionnel de santé (CPS) pour travailler dans notre structure, {}.", structure(facts)),
            "Elle est liée à vous, pas à l’établissement : nous ne la commandons pas pour vous.".to_owned(),
            "Elle se renouvelle d’office, en principe : il n’y a rien à commander. La nouvelle part à l’adresse de correspondance que l’annuaire connaît de vous. Vérifiez cette adresse, et votre mail ; s’ils sont faux, faites-les corriger par votre ordre.".to_owned(),
            "Si rien n’arrive : vérifiez d’abord cette adresse, puis passez par maCarte ou par l’assistance de l’Agence du Numérique en Santé (ANS).".to_owned(),
            "Perdue, volée ou en panne : déclarez-le, puis demandez vous-même une autre carte, sur maCarte ou à l’ANS, pas à votre ordre.".to_owned(),
            "Vous changez d’activité, ou vous venez d’arriver : signalez-le à votre ordre. Il en résulte une nouvelle carte.".to_owned(),
            "Vous nous quittez : gardez votre carte, elle part avec vous.".to_owned(),
            "Vous pouvez aussi activer une e-CPS, la carte sur téléphone : wallet.esw.esante.gouv.fr.".to_owned(),
            ou_blanc(nom_donne(facts, RL), "nom du signataire"),
        ]
        .join("\n\n"),
        pieces: vec![],
        regles: regles![
            "R-CARTE-07", "R-CARTE-28", "R-CARTE-30", "R-CARTE-27", "R-CARTE-14", "R-ECPS-16", "R-ECPS-01", "R-CONTACT-07"
        ]
        .to_vec(),
    })
}
