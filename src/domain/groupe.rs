//! Several dossiers together: their totals, and the notices that only several of them can raise. Pure.
//!
//! One dossier stays one entité juridique (R-COMPTE-01): a group shares nothing, it adds up. **Invariant**, tested over the
//! worked cases: the totals are the sums of the plans; a notice names at least two dossiers.

use chrono::NaiveDate;

use super::answers::{Answers, Entry};
use super::comptes::{Comptes, est_une_cps};
use super::dossier::Dossier;
use super::doutes::{Doute, doute};
use super::facts::{Facts, Memoire, tous};
use super::plan::{Plan, plan_suivi};
use super::question::{Choice, OuiNon};
use super::questions::at::{AT, AT_LIEN, AT_LISTE, AT_PERSONNE, At, LienAt};
use super::questions::cartes_responsables::Carte;
use super::questions::contrat::{CONTRAT, Contrat};
use super::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use super::questions::finess_ej::FINESS_EJ;
use super::questions::logiciels::{LOGICIEL_NOM, LOGICIELS};
use super::questions::personnes::{PERSONNE_CARTE, PERSONNE_NOM, PERSONNES};
use super::questions::profils::{DIRECTEUR_NOM, RL_NOM};
use super::questions::siren::SIREN;
use super::questions::statut::STATUT;
use super::recherche::cle;
use super::rule::{Compte, regles};
use super::situations::est_un_hopital;
use super::sources::Regle;
use super::statuts::est_un_groupement;

/// One dossier of a group, and what its plan counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membre {
    /// Id of the dossier.
    pub id: String,
    /// What it is called here: the name that was given, else « le dossier 2 ».
    pub nom: String,
    /// What its plan counts.
    pub comptes: Comptes,
    /// The figures that something open may add to: they are a lower bound (R-COMPTE-02).
    pub au_moins: Vec<Compte>,
    /// Whether something open may add a CPS.
    pub cps_au_moins: bool,
}

/// Someone whose card is to be marked as ordered already, in a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AMarquer {
    /// Place of the dossier in the group.
    pub membre: usize,
    /// Id of the person's row there.
    pub personne: String,
}

/// A notice that only several dossiers can raise.
#[derive(Clone, Debug)]
pub struct AvisDeGroupe {
    /// Stable id.
    pub id: &'static str,
    /// The rules that found it.
    pub regles: &'static [&'static Regle],
    /// What is doubtful about it.
    pub doutes: Vec<&'static Doute>,
    /// What it is about: a software, a person, a number.
    pub sujet: String,
    /// What is said.
    pub texte: String,
    /// Places of the dossiers that it concerns.
    pub membres: Vec<usize>,
    /// Whose cards to mark as ordered already ([`marquer`]), so that each is counted once.
    pub a_marquer: Vec<AMarquer>,
}

/// Several dossiers together.
#[derive(Clone, Debug)]
pub struct Groupe {
    /// Each of them, in the order in which they were given.
    pub membres: Vec<Membre>,
    /// What their plans count together.
    pub totaux: Comptes,
    /// What only several dossiers can raise.
    pub avis: Vec<AvisDeGroupe>,
    /// Places of the dossiers whose plan counts a CDE, and that name nobody who leads: whether the same person leads several
    /// can't be known of them (D-03), since nothing else that is asked tells who someone is.
    pub sans_responsable: Vec<usize>,
}

/// What is read of one dossier.
struct Lecture<'a> {
    answers: &'a Answers,
    plan: Plan,
    nom: String,
    today: NaiveDate,
}

impl Lecture<'_> {
    fn lire<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        let memoire = Memoire::default();
        read(&Facts::new(self.answers, self.today).avec_memoire(&memoire))
    }

    fn compte(&self, compte: Compte) -> u32 {
        self.plan.bilan.de(compte)
    }
}

impl Groupe {
    /// The group of these dossiers, each with what it is called, if it is, on that day.
    pub fn de(dossiers: &[(&Dossier, &str)], today: NaiveDate) -> Self {
        let read = |(place, (dossier, nom)): (usize, &(&Dossier, &str))| -> (Membre, Plan) {
            let plan = plan_suivi(&dossier.answers, &dossier.suivi, today);
            let open = |compte: &Compte| plan.ouverts.iter().any(|open| open.rule.compte == Some(*compte));
            let membre = Membre {
                id: dossier.id.clone(),
                nom: if nom.is_empty() { format!("le dossier {}", place + 1) } else { (*nom).to_owned() },
                comptes: Comptes::de(&plan, &dossier.answers, today),
                au_moins: Compte::TOUS.into_iter().filter(open).collect(),
                cps_au_moins: plan.ouverts.iter().any(|open| est_une_cps(open.rule)),
            };
            (membre, plan)
        };
        let (membres, plans): (Vec<Membre>, Vec<Plan>) = dossiers.iter().enumerate().map(read).unzip();
        let mut totaux = Comptes::default();
        membres.iter().for_each(|membre| totaux.ajouter(&membre.comptes));
        let lectures: Vec<Lecture<'_>> = dossiers
            .iter()
            .zip(plans)
            .zip(&membres)
            .map(|(((dossier, _), plan), membre)| Lecture {
                answers: &dossier.answers,
                plan,
                nom: membre.nom.clone(),
                today,
            })
            .collect();
        let mut avis = vec![];
        avis.extend(meme_entite(&lectures));
        avis.extend(hopital(&lectures));
        avis.extend(meme_responsable(&lectures));
        avis.extend(logiciel_partage(&lectures));
        avis.extend(cpa_une_fois(&lectures));
        avis.extend(groupement_administrateur(&lectures));
        let unnamed = |one: &Lecture<'_>| one.compte(Compte::Cde) > 0 && responsables(one).is_empty();
        let sans_responsable = (0..lectures.len()).filter(|place| lectures.get(*place).is_some_and(unnamed));
        Self { sans_responsable: sans_responsable.collect(), membres, totaux, avis }
    }

    /// Whether the total of a figure is a lower bound (R-COMPTE-02).
    pub fn au_moins(&self, compte: Compte) -> bool {
        self.membres.iter().any(|membre| membre.au_moins.contains(&compte))
    }
}

/// Who leads, by name.
fn responsables(one: &Lecture<'_>) -> Vec<String> {
    let names = one.lire(|facts| {
        let rl = facts.get(&RL_NOM).ok().map(|nom| nom.0);
        let director = tous([facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui)]) == Ok(true);
        let director = director.then(|| facts.get(&DIRECTEUR_NOM).ok().map(|nom| nom.0)).flatten();
        [rl, director]
    });
    names.into_iter().flatten().collect()
}

/// The answers of a dossier once the card of someone is marked as ordered already, in another dossier (R-COMPTE-12).
pub fn marquer(answers: &Answers, personne: &str) -> Answers {
    let mut marked = answers.clone();
    if let Some(row) = answers.row(PERSONNES.spec.id, personne) {
        marked.put_row(PERSONNES.spec.id, row.clone().with(PERSONNE_CARTE.spec.id, Carte::Demandee.jeton()));
    }
    marked
}

/// What several dossiers hold.
struct Partage<T> {
    /// Its name, comparable.
    cle: String,
    /// Its name, as it is first written.
    nom: String,
    /// The places of the dossiers, each with what is held there.
    chez: Vec<(usize, T)>,
}

/// What several dossiers hold, by its comparable name, in the order in which it is first found.
fn partages<T>(all: impl Iterator<Item = (usize, String, T)>) -> Vec<Partage<T>> {
    let mut found: Vec<Partage<T>> = vec![];
    for (membre, nom, held) in all {
        let cle = cle(&nom);
        if cle.is_empty() {
            continue;
        }
        match found.iter_mut().find(|known| known.cle == cle) {
            Some(known) if known.chez.iter().any(|(place, _)| *place == membre) => {}
            Some(known) => known.chez.push((membre, held)),
            None => found.push(Partage { cle, nom, chez: vec![(membre, held)] }),
        }
    }
    found.retain(|one| one.chez.len() > 1);
    found
}

impl<T> Partage<T> {
    fn places(&self) -> Vec<usize> {
        self.chez.iter().map(|(place, _)| *place).collect()
    }
}

/// « A, B et C ».
fn noms(lectures: &[Lecture<'_>], places: &[usize]) -> String {
    let names: Vec<&str> =
        places.iter().filter_map(|place| lectures.get(*place)).map(|one| one.nom.as_str()).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} et {last}", before.join(", ")),
    }
}

/// The number of an entité juridique: its FINESS, else its SIREN.
fn numero(lecture: &Lecture<'_>) -> Option<String> {
    lecture.lire(|facts| {
        let finess = facts.get(&FINESS_EJ).ok().map(|finess| finess.texte().to_owned());
        finess.or_else(|| facts.get(&SIREN).ok().map(|siren| siren.texte().to_owned()))
    })
}

/// Several dossiers of one entité juridique: one contract is enough (R-COMPTE-01, R-FINESS-03).
fn meme_entite(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let all = lectures.iter().enumerate().filter_map(|(place, one)| Some((place, numero(one)?, ())));
    let of_hospital = |places: &[usize]| places.iter().any(|place| est_hopital(lectures, *place));
    partages(all)
        .into_iter()
        .map(|shared| (shared.places(), shared.nom))
        .filter(|(places, _)| !of_hospital(places))
        .map(|(places, sujet)| AvisDeGroupe {
            id: "meme-entite",
            regles: regles!["R-COMPTE-01", "R-FINESS-03", "R-CONTRAT-04"],
            doutes: vec![],
            texte: format!(
                "{} ont le même numéro ({sujet})\u{a0}: c’est une seule entité juridique, donc un seul contrat. Réunissez-les en un dossier, avec tous leurs sites, ou corrigez le numéro\u{a0}: les totaux comptent ici chaque dossier.",
                noms(lectures, &places)
            ),
            sujet,
            membres: places,
            a_marquer: vec![],
        })
        .collect()
}

fn est_hopital(lectures: &[Lecture<'_>], place: usize) -> bool {
    lectures.get(place).is_some_and(|one| one.lire(est_un_hopital) == Ok(true))
}

/// What is attached to the entité juridique of a hospital has the hospital's contract (R-FINESS-08, R-CONTRAT-04).
fn hopital(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let mut found = vec![];
    for (place, hospital) in lectures.iter().enumerate().filter(|(place, _)| est_hopital(lectures, *place)) {
        let number = numero(hospital);
        let attached = |other: &usize| {
            *other != place && number.is_some() && lectures.get(*other).and_then(numero) == number
        };
        let others: Vec<usize> = (0..lectures.len()).filter(attached).collect();
        if others.is_empty() {
            continue;
        }
        let state = hospital.lire(|facts| facts.est(&CONTRAT, Contrat::EnCours) == Ok(true));
        let then = if state {
            "Son contrat est en cours\u{a0}: il n’en faut pas d’autre."
        } else {
            "Vérifiez d’abord s’il a déjà un contrat\u{a0}: on n’en signe pas deux."
        };
        let mut membres = vec![place];
        membres.extend(&others);
        found.push(AvisDeGroupe {
            id: "contrat-de-l-hopital",
            regles: regles!["R-FINESS-08", "R-CONTRAT-04"],
            doutes: vec![],
            sujet: hospital.nom.clone(),
            texte: format!(
                "{} relève du FINESS juridique de l’hôpital {}. {then}",
                noms(lectures, &others),
                hospital.nom
            ),
            membres,
            a_marquer: vec![],
        });
    }
    found
}

/// The same person leads several entités (D-03): the plans count one F101 and one CDE for each.
fn meme_responsable(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let all = lectures
        .iter()
        .enumerate()
        .flat_map(|(place, one)| responsables(one).into_iter().map(move |nom| (place, nom, ())));
    let shared = partages(all.collect::<Vec<_>>().into_iter());
    shared
        .into_iter()
        .map(|shared| {
            let (membres, sujet) = (shared.places(), shared.nom);
            let cards: u32 =
                membres.iter().filter_map(|place| lectures.get(*place)).map(|one| one.compte(Compte::Cde)).sum();
            let counted = match cards {
                0 | 1 => "Si une carte de directeur (CDE) lui est demandée dans plusieurs de ces dossiers, demandez d’abord à l’ANS si une seule suffit.".to_owned(),
                many => format!(
                    "Les plans comptent {many} formulaires F101 et {many} cartes CDE, un par entité. Demandez à l’ANS, avant d’envoyer, si une seule carte suffit\u{a0}: un document de 2016 dit une seule carte par porteur."
                ),
            };
            AvisDeGroupe {
                id: "meme-responsable",
                regles: regles!["R-COMPTE-07", "R-FINESS-04"],
                doutes: doute("D-03").into_iter().collect(),
                texte: format!("{sujet} a une fonction de direction dans {}. {counted}", noms(lectures, &membres)),
                sujet,
                membres,
                a_marquer: vec![],
            }
        })
        .collect()
}

/// A software that several entités use shares no certificate (R-CERT-12).
fn logiciel_partage(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let all = lectures.iter().enumerate().flat_map(|(place, one)| {
        let names = one.lire(|facts| {
            let rows = facts.lignes(&LOGICIELS).unwrap_or_default();
            rows.iter().filter_map(|row| row.get(&LOGICIEL_NOM).ok().map(|nom| nom.0)).collect::<Vec<_>>()
        });
        names.into_iter().map(move |nom| (place, nom, ()))
    });
    let shared = partages(all.collect::<Vec<_>>().into_iter());
    shared
        .into_iter()
        .map(|shared| {
            let (membres, sujet) = (shared.places(), shared.nom);
            AvisDeGroupe {
                id: "logiciel-partage",
                regles: regles!["R-CERT-12"],
                doutes: vec![],
                texte: format!(
                    "«\u{a0}{sujet}\u{a0}» sert {}\u{a0}: chaque entité juridique a ses propres certificats, même sur une installation commune. Aucun ne se partage.",
                    noms(lectures, &membres)
                ),
                sujet,
                membres,
                a_marquer: vec![],
            }
        })
        .collect()
}

/// The card of a third party counts in one dossier (R-COMPTE-12): the first one; it is to be marked as ordered in the
/// others.
fn cpa_une_fois(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let all = lectures.iter().enumerate().flat_map(|(place, one)| {
        let people = one.plan.actions.iter().filter(|action| action.rule.compte == Some(Compte::Cpa));
        let named = people.filter_map(move |action| {
            let id = action.sujet.personne()?;
            let row = one.answers.row(PERSONNES.spec.id, id)?;
            let nom = row.entry(PERSONNE_NOM.spec.id).and_then(Entry::text)?;
            Some((place, nom.to_owned(), id.to_owned()))
        });
        named.collect::<Vec<_>>()
    });
    let shared = partages(all.collect::<Vec<_>>().into_iter());
    shared
        .into_iter()
        .map(|shared| {
            let (membres, sujet) = (shared.places(), shared.nom);
            let others = shared.chez.into_iter().skip(1);
            let a_marquer = others.map(|(membre, personne)| AMarquer { membre, personne }).collect();
            let (first, rest) = membres.split_at(1);
            AvisDeGroupe {
                id: "cpa-une-fois",
                regles: regles!["R-COMPTE-12", "R-CARTE-25"],
                doutes: vec![],
                texte: format!(
                    "{sujet} est l’administrateur technique de {}. Si c’est la même personne, sa carte CPA ne compte qu’une fois, commandée par sa société\u{a0}: gardez-la dans {}, et notez-la déjà commandée dans {}.",
                    noms(lectures, &membres),
                    noms(lectures, first),
                    noms(lectures, rest)
                ),
                sujet,
                membres,
                a_marquer,
            }
        })
        .collect()
}

/// A groupement may be the third-party administrateur technique of its members (R-AT-03): which card and which contract,
/// no source says (D-16).
fn groupement_administrateur(lectures: &[Lecture<'_>]) -> Vec<AvisDeGroupe> {
    let grouping = |one: &Lecture<'_>| {
        one.lire(|facts| facts.get(&STATUT).is_ok_and(|statut| est_un_groupement(&statut.0)))
    };
    let by_third_party = |one: &Lecture<'_>| {
        one.lire(|facts| {
            let short = facts.get(&AT).is_ok_and(|at| matches!(at, At::Tiers | At::TiersSansCarte));
            let listed = facts.lignes(&AT_LISTE).unwrap_or_default();
            short
                || listed
                    .iter()
                    .any(|row| row.est(&AT_LIEN, LienAt::Tiers) == Ok(true) && row.get(&AT_PERSONNE).is_ok())
        })
    };
    let mut found = vec![];
    for (place, groupement) in lectures.iter().enumerate().filter(|(_, one)| grouping(one)) {
        let others: Vec<usize> = (0..lectures.len())
            .filter(|other| *other != place && lectures.get(*other).is_some_and(by_third_party))
            .collect();
        if others.is_empty() {
            continue;
        }
        let mut membres = vec![place];
        membres.extend(&others);
        found.push(AvisDeGroupe {
            id: "groupement-administrateur",
            regles: regles!["R-AT-03"],
            doutes: doute("D-16").into_iter().collect(),
            sujet: groupement.nom.clone(),
            texte: format!(
                "{} fait appel à un administrateur technique extérieur. Si c’est le groupement {}, il agit comme structure tierce déléguée\u{a0}: demandez à l’ANS quelle carte et quel contrat il lui faut.",
                noms(lectures, &others),
                groupement.nom
            ),
            membres,
            a_marquer: vec![],
        });
    }
    found
}
