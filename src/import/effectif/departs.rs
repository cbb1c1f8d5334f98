//! The words of leaving and of being there, and the headings that ask for a day of either (R-IMPORT-16).

use super::lexique::est_petit;
use super::role::Role;

/// What is said of who has left, beside [`MOUVEMENTS`], [`TERMINES`] and [`SANS_JOUR`].
const QUITTES: &[&str] = &[
    "quitte",
    "cesse",
    "retraite",
    "retraitee",
    "retraites",
    "demission",
    "demissionnaire",
    "demissionne",
    "licencie",
    "licenciee",
    "licenciement",
    "decede",
    "decedee",
    "deces",
    "radie",
    "radiee",
    "radiation",
    "archive",
    "archivee",
    "rupture",
    "terminated",
    "left",
    "resilie",
    "resiliee",
    "resiliation",
];

/// Whether a word says that someone has left.
pub(super) fn est_parti(mot: &str) -> bool {
    [MOUVEMENTS, TERMINES, SANS_JOUR, QUITTES].iter().any(|mots| mots.contains(&mot))
}

/// What is said of a contract that has ended, whoever it is about.
pub(super) const TERMINES: &[&str] = &[
    "termine", "terminee", "fini", "finie", "echu", "echue", "expire", "expiree", "clos", "cloture",
    "cloturee",
];

/// Of those, what is no heading of a day by itself: « Ancien matricule ».
const SANS_JOUR: &[&str] = &["ancien", "ancienne", "inactif", "inactive", "mute", "mutee"];

/// What is said of who is there; denied, of who is not.
const PRESENTS: &[&str] = &["present", "presente", "presents", "actif", "active", "actifs"];

/// Whether a word says that someone is there, or in what: « présent », « en poste ».
pub(super) fn est_present(mot: &str) -> bool {
    PRESENTS.contains(&mot) || LIEUX.contains(&mot)
}

/// What someone who is there is; denied, it may say something else: « non titulaire », « employé non cadre ».
pub(super) const ENGAGES: &[&str] =
    &["employe", "employee", "embauche", "embauchee", "titulaire", "stagiaire", "salarie", "salariee"];

/// What keeps someone away for a time.
pub(super) const ABSENCES: &[&str] = &[
    "conge",
    "conges",
    "arret",
    "maladie",
    "maternite",
    "paternite",
    "parental",
    "adoption",
    "formation",
    "vacances",
    "disponibilite",
];

/// Mere moves: « départ en congé » is no leaving.
pub(super) const MOUVEMENTS: &[&str] = &["sorti", "sortie", "sortis", "parti", "partie", "partis", "depart"];

/// What someone who is there is in: « en poste », « dans les effectifs »; alone, they say nothing of who is there.
pub(super) const LIEUX: &[&str] = &[
    "activite",
    "poste",
    "service",
    "effectif",
    "effectifs",
    "contrat",
    "etablissement",
    "structure",
    "association",
    "entreprise",
    "ici",
];

/// What has not happened yet, or only in part.
pub(super) const FUTURS: &[&str] = &[
    "cours",
    "progressive",
    "prevu",
    "prevue",
    "cumul",
    "futur",
    "future",
    "prochain",
    "prochaine",
    "prochainement",
    "bientot",
    "envisage",
    "envisagee",
    "souhaite",
    "souhaitee",
    "imminent",
    "imminente",
];

/// Contracts that have an end.
pub(super) const CONTRATS: &[&str] = &[
    "contrat",
    "contrats",
    "contract",
    "cdd",
    "mission",
    "missions",
    "interim",
    "interimaire",
    "vacation",
    "vacations",
    "vacataire",
    "remplacement",
    "remplacant",
    "remplacante",
    "renfort",
    "engagement",
    "detachement",
    "apprentissage",
    "apprenti",
    "apprentie",
    "alternance",
    "alternant",
    "alternante",
];

/// What ends with the presence of someone, beside [`CONTRATS`] and what [`est_present`] knows.
const LIENS: &[&str] = &[
    "affectation",
    "activites",
    "emploi",
    "fonction",
    "fonctions",
    "presence",
    "disposition",
    "travail",
    "collaboration",
];

/// What says that something ends.
const FINS: &[&str] = &["fin", "terme", "echeance", "expiration", "cloture", "end", "jusqu"];

/// What a heading adds to a day without changing which it is.
const NEUTRES: &[&str] = &[
    "date",
    "dates",
    "jour",
    "periode",
    "periodes",
    "prev",
    "prevue",
    "previsionnelle",
    "previsible",
    "reelle",
    "effective",
    "theorique",
    "initiale",
    "actuel",
    "actuelle",
    "dernier",
    "derniere",
    "salarie",
    "agent",
    "personne",
    "eventuelle",
    "si",
    "jj",
    "mm",
    "aaaa",
    "of",
    "the",
    "last",
];

/// Words that make a date another one than those of a contract.
const AUTRES_DATES: &[&str] = &[
    "essai",
    "formation",
    "validite",
    "habilitation",
    "carte",
    "cps",
    "cpe",
    "ecps",
    "autorisation",
    "visite",
    "medicale",
    "medical",
    "heure",
    "heures",
    "conge",
    "conges",
    "maternite",
    "paternite",
    "parental",
    "adoption",
    "vacances",
    "stage",
    "naissance",
    "sejour",
    "diplome",
    "arret",
    "maladie",
    "suspension",
    "absence",
    "permis",
    "assurance",
    "vaccin",
    "caisse",
    "regime",
    "mutuelle",
    "entretien",
];

/// Whether words speak of another date than those of a contract.
pub(super) fn est_d_autre_chose(words: &[&str]) -> bool {
    words.iter().any(|word| AUTRES_DATES.contains(word))
}

/// Whether words name the end of a contract. What ends must be one, and not « RQTH » or « temps partiel »; when nothing is
/// said to end, what stands before must be about a contract, or a mere date.
pub(super) fn est_une_fin(words: &[&str]) -> bool {
    let Some(place) = words.iter().position(|word| FINS.contains(word)) else { return false };
    let neutre = |word: &&str| est_petit(word) || NEUTRES.contains(word);
    let lien = |word: &str| {
        CONTRATS.contains(&word) || est_present(word) || ENGAGES.contains(&word) || LIENS.contains(&word)
    };
    let (avant, apres) = words.split_at(place);
    match apres.iter().skip(1).find(|word| !neutre(word)) {
        Some(objet) => lien(objet),
        None => {
            avant.iter().all(|word| neutre(word) || lien(word))
                && words.iter().any(|word| lien(word) || matches!(*word, "date" | "dates"))
        }
    }
}

/// A word as it is usually written: `DT`, `CTR`; those that a program glued without a capital, told apart: `datefin`.
fn developper(word: &str) -> Vec<&str> {
    const COURTS: &[(&str, &str)] = &[
        ("date", "date"),
        ("dat", "date"),
        ("dte", "date"),
        ("dt", "date"),
        ("contrat", "contrat"),
        ("ctrt", "contrat"),
        ("ctr", "contrat"),
        ("cdd", "cdd"),
        ("debut", "debut"),
        ("deb", "debut"),
        ("sortie", "sortie"),
        ("depart", "depart"),
        ("entree", "entree"),
        ("embauche", "embauche"),
        ("fin", "fin"),
        ("de", "de"),
        ("d", "d"),
    ];
    fn couper(word: &str) -> Option<Vec<&'static str>> {
        if word.is_empty() {
            return Some(vec![]);
        }
        COURTS.iter().find_map(|(court, long)| {
            let mut suite = couper(word.strip_prefix(court)?)?;
            suite.insert(0, long);
            Some(suite)
        })
    }
    match couper(word) {
        Some(parts) => parts,
        None => vec![word],
    }
}

/// The day of leaving, of the end of a contract, of arriving; or whether the person is there: as the words of a heading say
/// it.
pub(super) fn role_de_presence(mots: &str) -> Option<Role> {
    let words: Vec<&str> = mots.split(' ').flat_map(developper).collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if est_d_autre_chose(&words) {
        return None;
    }
    let nomme = a(&[
        "sortie",
        "sorties",
        "sorti",
        "sortis",
        "depart",
        "departs",
        "parti",
        "partis",
        "quitte",
        "radiation",
        "cessation",
        "demission",
        "licenciement",
        "resiliation",
        "rupture",
        "retraite",
        "exit",
        "leaving",
        "termination",
    ]) || mots.contains("dernier jour");
    // « Licencié le », « Dossier archivé (O/N) »: nothing else is said.
    let dit = |word: &&str| est_parti(word) && !SANS_JOUR.contains(word);
    let seul = words.iter().any(dit)
        && words.iter().all(|word| {
            dit(word)
                || est_petit(word)
                || NEUTRES.contains(word)
                || ENGAGES.contains(word)
                || matches!(*word, "dossier" | "fiche" | "compte" | "est" | "o" | "n" | "e" | "oui" | "non")
        });
    let fin = est_une_fin(&words);
    if a(&["motif", "motifs", "cause", "raison"]) {
        return (nomme || fin).then_some(Role::Presence);
    }
    if seul || (nomme && words.len() <= 8 && !a(&["type", "mode", "code", "prevu"])) {
        return Some(Role::Sortie);
    }
    if fin {
        return Some(Role::FinContrat);
    }
    let lien =
        a(CONTRATS) || words.iter().any(|word| est_present(word)) || a(LIENS) || a(&["periode", "date"]);
    if a(&["entree", "arrivee", "embauche", "recrutement", "engagement", "hire"])
        || (a(&["debut", "prise", "start"]) && lien)
    {
        return Some(Role::Entree);
    }
    let la = a(PRESENTS) || a(&["inactif", "inactive"]);
    let dit = la && words.len() <= 5
        || [" dans les effectifs ", " dans l effectif ", " en poste ", " en activite "]
            .iter()
            .any(|known| format!(" {mots} ").contains(known));
    dit.then_some(Role::Presence)
}
