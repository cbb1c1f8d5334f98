//! The words of leaving and of being there, and the headings that ask for a day of either (R-IMPORT-16).

use super::lexique::{est_petit, mots_d_entete};
use super::role::Role;
use super::valeurs::est_un_mois;

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
    "dcd",
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
const SANS_JOUR: &[&str] = &["ancien", "ancienne", "ex", "inactif", "inactive", "mute", "mutee"];

/// What says so at the start of a text only: « CDI (ancien CDD) » is no leaving.
pub(super) const ANCIENS: &[&str] = &["ancien", "ancienne", "ex"];

/// What is told as past, whatever day is missing.
const PARTICIPES: &[&str] = &[
    "parti",
    "partie",
    "partis",
    "sorti",
    "sortis",
    "decede",
    "decedee",
    "dcd",
    "licencie",
    "licenciee",
    "radie",
    "radiee",
    "archive",
    "archivee",
    "demissionne",
    "mute",
    "mutee",
    "retraitee",
];

/// Whether words tell a leaving as past: « partie », « a quitté »; not « départ », « nous quitte ».
pub(super) fn est_passe(words: &[&str]) -> bool {
    let auxiliaire = |place: usize| {
        place.checked_sub(1).and_then(|avant| words.get(avant)).is_some_and(|mot| matches!(*mot, "a" | "ont"))
    };
    words.iter().enumerate().any(|(place, word)| {
        PARTICIPES.contains(word)
            || TERMINES.contains(word)
            || (matches!(*word, "quitte" | "cesse") && auxiliaire(place))
    })
}

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
const MOUVEMENTS: &[&str] = &["sorti", "sortie", "sortis", "parti", "partie", "partis", "depart"];

/// Whether a leaving may be that of an absence alone: « départ en congé », « inactif (disponibilité) ».
pub(super) fn est_un_mouvement(mot: &str) -> bool {
    MOUVEMENTS.contains(&mot) || matches!(mot, "inactif" | "inactive")
}

/// What follows a move without making it something else.
const SUITES: &[&str] = &[
    "definitif",
    "definitive",
    "definitivement",
    "depuis",
    "fin",
    "debut",
    "courant",
    "vers",
    "chez",
    "pour",
    "suite",
    "volontaire",
    "anticipee",
    "non",
    "hier",
    "apres",
];

/// Whether « partie », « sortie » name a part of the work or of the care: « partie nuit », « sortie d’hospitalisation ».
pub(super) fn est_une_part(mot: &str, apres: &[&str]) -> bool {
    let complement = matches!(apres.first(), Some(&("d" | "de" | "du" | "des")));
    let suivant = if complement { apres.iter().find(|mot| !est_petit(mot)) } else { apres.first() };
    matches!(mot, "partie" | "sortie")
        && suivant.is_some_and(|suivant| {
            let lie = est_present(suivant)
                || est_parti(suivant)
                || ENGAGES.contains(suivant)
                || CONTRATS.contains(suivant);
            !(lie || est_petit(suivant) || SUITES.contains(suivant) || est_un_mois(suivant))
        })
}

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

/// What has not happened yet, or only in part, or was undone.
pub(super) const FUTURS: &[&str] = &[
    "venir",
    "programme",
    "programmee",
    "annonce",
    "annoncee",
    "preavis",
    "possible",
    "depose",
    "deposee",
    "annule",
    "annulee",
    "reporte",
    "reportee",
    "retire",
    "retiree",
    "reintegre",
    "reintegree",
    "reembauche",
    "reembauchee",
    "revenu",
    "revenue",
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
    "absence",
    "absences",
    "arrets",
    "formations",
    "vaccination",
    "temps",
    "partiel",
    "amenagement",
    "rqth",
    "titre",
    "mandat",
    "licence",
    "badge",
    "ecole",
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
            let date =
                |word: &str| matches!(word, "date" | "dates") && words.get(place) != Some(&"expiration");
            avant.iter().all(|word| neutre(word) || lien(word))
                && words.iter().any(|word| lien(word) || date(word))
        }
    }
}

/// The words of a bound that tell nothing of what it bounds.
const BORNES: &[&str] = &[
    "date",
    "dates",
    "debut",
    "fin",
    "terme",
    "echeance",
    "expiration",
    "le",
    "du",
    "au",
    "de",
    "d",
    "jusqu",
];

/// Whether the bound of a period, « Date fin », « Au », is that of something else than a contract: the column before, its other
/// bounds left out, names it.
pub(super) fn borne_d_autre_chose(entetes: &[String], rang: usize) -> bool {
    let borne = |entete: &String| {
        mots_d_entete(entete).split(' ').flat_map(developper).all(|mot| BORNES.contains(&mot))
    };
    let avant = || entetes.get(..rang)?.iter().rev().find(|entete| !borne(entete));
    entetes.get(rang).is_some_and(borne)
        && avant()
            .is_some_and(|entete| est_d_autre_chose(&mots_d_entete(entete).split(' ').collect::<Vec<_>>()))
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

/// What a heading of a retirement that happened may say besides.
const RETRAITES: &[&str] = &[
    "date",
    "jour",
    "mise",
    "admis",
    "admise",
    "effective",
    "reelle",
    "agent",
    "personne",
    "fin",
    "mutation",
    "autre",
    "autres",
    "motif",
    "oui",
    "non",
    "o",
    "n",
    "e",
    "est",
];

/// What makes a leaving one that did not happen, or no day.
const PAS_UN_DEPART: &[&str] = &[
    "type",
    "mode",
    "code",
    "cdi",
    "prevu",
    "possible",
    "demande",
    "envisage",
    "souhaite",
    "indemnite",
    "prime",
    "astreinte",
];

/// What a heading says besides of who is there.
const ACTIFS: &[&str] = &[
    "inactif",
    "inactive",
    "est",
    "encore",
    "toujours",
    "actuellement",
    "aujourd",
    "hui",
    "statut",
    "situation",
    "etat",
    "professionnel",
    "personnel",
    "collaborateur",
    "o",
    "n",
    "e",
    "oui",
    "non",
];

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
    // « Départ à la retraite possible », « Retraite complémentaire »: of a retirement, little else is said of one that happened.
    if words.contains(&"retraite")
        && !words.iter().all(|word| {
            est_parti(word)
                || est_petit(word)
                || ENGAGES.contains(word)
                || CONTRATS.contains(word)
                || RETRAITES.contains(word)
        })
    {
        return None;
    }
    if seul || (nomme && words.len() <= 8 && !a(PAS_UN_DEPART)) {
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
    // « Compte actif », « Présent le week-end » speak of something else.
    let connu = |word: &&str| {
        PRESENTS.contains(word)
            || LIEUX.contains(word)
            || ENGAGES.contains(word)
            || NEUTRES.contains(word)
            || est_petit(word)
            || ACTIFS.contains(word)
    };
    let la = a(PRESENTS) || a(&["inactif", "inactive"]);
    let dit = la && words.iter().all(connu)
        || [" dans les effectifs ", " dans l effectif ", " en poste ", " en activite "]
            .iter()
            .any(|known| format!(" {mots} ").contains(known));
    dit.then_some(Role::Presence)
}
