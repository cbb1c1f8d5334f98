//! What two plans differ in, and why: a pure function of two plans and of the answers that they are of.
//!
//! **Invariants**, tested over the worked cases and every answer of theirs that can be changed (`tests/comparaison.rs`): a
//! plan differs in nothing from itself; what appears one way disappears the other way; each difference has a reason, and
//! each reason its rules; the figures differ by what the differences count.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::calendrier::long;
use super::comptes::Comptes;
use super::dossier::Dossier;
use super::facts::{Facts, Lu, Memoire};
use super::plan::{Action, Ouvert, Plan, Suivis, plan_suivi};
use super::question::Champ;
use super::questionnaire;
use super::report::{self, Ligne, LigneAction, LigneAvis, LigneEcartee, LigneOuverte, Reponse, Report};
use super::rule::{Compte, Phase, regles};

/// One of the two plans, and all that is said of it.
pub struct Cote {
    /// The answers.
    pub answers: Answers,
    /// Their plan.
    pub plan: Plan,
    /// The same, in words.
    pub report: Report,
    /// What it counts.
    pub comptes: Comptes,
}

impl Cote {
    /// The plan of these answers on that day, what was noted of its actions being known.
    pub fn de(answers: Answers, suivis: &Suivis, today: NaiveDate) -> Self {
        let plan = plan_suivi(&answers, suivis, today);
        let dossier = Dossier { answers, suivi: suivis.clone(), ..Dossier::default() };
        let report = Report::du_dossier(&dossier, today);
        let comptes = Comptes::de(&plan, &dossier.answers, today);
        Self { answers: dossier.answers, plan, report, comptes }
    }

    fn due(&self, id: &str) -> Option<(&Action, &LigneAction)> {
        let place = self.plan.actions.iter().position(|action| action.id == id)?;
        self.plan.actions.get(place).zip(self.report.actions.get(place))
    }

    fn ouverte(&self, id: &str) -> Option<(&Ouvert, &LigneOuverte)> {
        let place = self.plan.ouverts.iter().position(|open| open.id == id)?;
        self.plan.ouverts.get(place).zip(self.report.ouverts.get(place))
    }

    /// Why something is not due: what is said of it, else of its deliverable.
    fn ecartee(&self, id: &str) -> Option<&LigneEcartee> {
        let deliverable = id.split(':').next().unwrap_or(id);
        let of = |wanted: &str| self.report.ecartes.iter().find(|declined| declined.id == wanted);
        of(id).or_else(|| of(deliverable))
    }

    /// The ids of what comes before an action, for sure and perhaps.
    fn avant(&self, action: &Action) -> Vec<&str> {
        let due = action.apres.iter().filter_map(|place| Some(self.plan.actions.get(*place)?.id.as_str()));
        let maybe =
            action.apres_ouverts.iter().filter_map(|place| Some(self.plan.ouverts.get(*place)?.id.as_str()));
        due.chain(maybe).collect()
    }

    fn titre(&self, id: &str) -> String {
        let due = self.due(id).map(|(_, line)| line.titre_sans_nombre().to_owned());
        due.or_else(|| Some(self.ouverte(id)?.1.titre.clone())).unwrap_or_else(|| id.to_owned())
    }
}

/// What a plan says of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is due.
    Du,
    /// It may be due, according to an answer.
    PeutEtre,
    /// It is not due.
    NonDu,
}

/// A reason of a difference.
#[derive(Clone)]
pub struct Raison {
    /// Whether it holds in the second plan; if not, it only held in the first.
    pub tient: bool,
    /// What is said, the rules that found it, the answers that decided it.
    pub ligne: Ligne,
}

/// Words that differ: what was said, and what is said instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mots {
    /// What they are about: « Où l’envoyer ».
    pub sujet: &'static str,
    /// Said in the first plan and no longer in the second.
    pub avant: Vec<String>,
    /// Said in the second plan and not in the first.
    pub apres: Vec<String>,
}

/// One thing, as one of the plans tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dite {
    /// Whether it is due there.
    pub verdict: Verdict,
    /// What it is, and how many times; empty when it is not due.
    pub titre: String,
    /// When, in words; empty when it is not due.
    pub quand: String,
    /// Its earliest end.
    pub fin: Option<NaiveDate>,
    /// How many, when it is due.
    pub quantite: u32,
}

/// What differs about one action.
#[derive(Clone)]
pub struct Difference {
    /// Its id.
    pub id: String,
    /// Its phase.
    pub phase: Phase,
    /// An advice, never counted.
    pub conseil: bool,
    /// The figure that it adds to.
    pub compte: Option<Compte>,
    /// As the first plan tells it.
    pub avant: Dite,
    /// As the second one does.
    pub apres: Dite,
    /// Whether its days differ.
    pub deplacee: bool,
    /// What else is said of it.
    pub mots: Vec<Mots>,
    /// Why; at least one.
    pub raisons: Vec<Raison>,
}

/// What a difference is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sens {
    /// It becomes due, or may become so.
    Apparait,
    /// It is no longer due, or no longer for sure.
    Disparait,
    /// Its days change.
    Deplacee,
    /// What is said of it changes.
    Redite,
}

impl Sens {
    /// What two plans say of one thing, to the reader: first of all, whether it is due.
    pub fn entre(avant: Verdict, apres: Verdict, deplacee: bool) -> Self {
        use Verdict::{Du, NonDu, PeutEtre};
        match (avant, apres) {
            (NonDu, Du | PeutEtre) | (PeutEtre, Du) => Self::Apparait,
            (Du, NonDu | PeutEtre) | (PeutEtre, NonDu) => Self::Disparait,
            (Du, Du) | (PeutEtre, PeutEtre) | (NonDu, NonDu) if deplacee => Self::Deplacee,
            (Du, Du) | (PeutEtre, PeutEtre) | (NonDu, NonDu) => Self::Redite,
        }
    }
}

impl Difference {
    /// What it is to the reader.
    pub fn sens(&self) -> Sens {
        Sens::entre(self.avant.verdict, self.apres.verdict, self.deplacee)
    }
}

/// What two plans differ in.
pub struct Comparaison {
    /// The answers that differ: as they are, as they would be. None on a side where the question is not asked.
    pub reponses: Vec<(Option<Reponse>, Option<Reponse>)>,
    /// Questions that the second plan asks, and that nothing answers yet.
    pub a_repondre: Vec<Reponse>,
    /// What differs, by phase.
    pub differences: Vec<Difference>,
    /// The actions that are the same in both.
    pub communes: Vec<Commune>,
    /// Warnings and informations of the second plan alone.
    pub avis_en_plus: Vec<LigneAvis>,
    /// Warnings and informations of the first plan alone.
    pub avis_en_moins: Vec<LigneAvis>,
    /// The figures that one of them counts: name, first plan, second plan, in words.
    pub figures: Vec<(&'static str, String, String)>,
    /// CPS to ask of an ordre or of the ANS.
    pub cps: (u32, u32),
    /// Certificates by software: name, first plan, second plan.
    pub certificats: Vec<(String, u32, u32)>,
    /// The day of the complete file; none when nothing leaves with it, or its day is not known.
    pub envoi: (Option<NaiveDate>, Option<NaiveDate>),
    /// The last known day.
    pub fin: (NaiveDate, NaiveDate),
    /// The longest chain: its length in words, its actions.
    pub chaine: (Chaine, Chaine),
}

/// An action that is the same in both plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    /// Its id.
    pub id: String,
    /// What it is.
    pub titre: String,
    /// When, in words.
    pub quand: String,
}

/// The longest chain of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chaine {
    /// « au moins 5 semaines »; empty when everything can be done at once.
    pub duree: String,
    /// Its actions, first to last.
    pub titres: Vec<String>,
}

impl Chaine {
    fn de(cote: &Cote) -> Self {
        let titles = cote.plan.chaine.iter().filter_map(|place| cote.report.actions.get(*place));
        Self {
            duree: cote.report.chaine.clone(),
            titres: titles.map(|line| line.titre_sans_nombre().to_owned()).collect(),
        }
    }
}

impl Comparaison {
    /// What the second plan differs from the first in.
    pub fn de(avant: &Cote, apres: &Cote) -> Self {
        let (differences, communes) = differences(avant, apres);
        let other_notices = |of: &Cote, than: &Cote| -> Vec<LigneAvis> {
            let known = |notice: &&LigneAvis| than.report.avis.iter().all(|other| other.id != notice.id);
            of.report.avis.iter().filter(known).cloned().collect()
        };
        let sent = |cote: &Cote| {
            let envoi = &cote.report.envoi;
            (envoi.utile && !envoi.suspendu).then_some(envoi.jour)
        };
        Self {
            reponses: reponses(avant, apres),
            a_repondre: a_repondre(avant, apres),
            differences,
            communes,
            avis_en_plus: other_notices(apres, avant),
            avis_en_moins: other_notices(avant, apres),
            figures: figures(avant, apres),
            cps: (avant.comptes.cps, apres.comptes.cps),
            certificats: certificats(&avant.comptes, &apres.comptes),
            envoi: (sent(avant), sent(apres)),
            fin: (avant.report.au, apres.report.au),
            chaine: (Chaine::de(avant), Chaine::de(apres)),
        }
    }

    /// Whether the two plans are the same.
    pub fn est_vide(&self) -> bool {
        self.differences.is_empty() && self.avis_en_plus.is_empty() && self.avis_en_moins.is_empty()
    }

    /// The differences of a kind, in the order of the plan.
    pub fn du_sens(&self, sens: Sens) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(move |difference| difference.sens() == sens)
    }
}

fn figures(avant: &Cote, apres: &Cote) -> Vec<(&'static str, String, String)> {
    let nought = |cote: &Cote, compte: Compte| {
        cote.report.bilan.de(compte) == 0
            && cote.report.en_plus.de(compte) == 0
            && !cote.report.sans_borne.contains(&compte)
    };
    let shown = Compte::TOUS.into_iter().filter(|one| !nought(avant, *one) || !nought(apres, *one));
    shown
        .map(|compte| {
            let (first, _) = avant.report.figure_en_mots(compte);
            let (second, _) = apres.report.figure_en_mots(compte);
            (report::nom_de_figure(compte, true), first, second)
        })
        .collect()
}

fn certificats(avant: &Comptes, apres: &Comptes) -> Vec<(String, u32, u32)> {
    let number = |of: &Comptes, name: &str| {
        of.certificats.iter().find(|(known, _)| known == name).map_or(0, |(_, number)| *number)
    };
    let mut names: Vec<&String> = vec![];
    for (name, _) in avant.certificats.iter().chain(&apres.certificats) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| (name.clone(), number(avant, name), number(apres, name))).collect()
}

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// The questions that are asked, and the fields of rows that are.
fn posees(facts: &Facts) -> Vec<Lu> {
    let mut found = vec![];
    for spec in questionnaire::questions().filter(|spec| facts.est_posee(*spec) == Ok(true)) {
        found.push(facts.lu(spec));
        let Champ::Lignes(liste) = &spec.champ else { continue };
        for row in facts.answers().rows(spec.id) {
            let inside = facts.dans(spec.id, row);
            let asked = questionnaire::champs(liste).filter(|field| inside.est_posee(*field) == Ok(true));
            found.extend(asked.map(|field| inside.lu(field)));
        }
    }
    found
}

/// Reads the answers of a side.
fn lire<T>(cote: &Cote, read: impl FnOnce(&Facts<'_>) -> T) -> T {
    let memoire = Memoire::default();
    read(&Facts::new(&cote.answers, cote.report.jour).avec_memoire(&memoire))
}

fn reponses(avant: &Cote, apres: &Cote) -> Vec<(Option<Reponse>, Option<Reponse>)> {
    let told = |cote: &Cote| -> Vec<Reponse> {
        lire(cote, |facts| posees(facts).iter().filter_map(|lu| report::reponse(facts, lu)).collect())
    };
    let (first, second) = (told(avant), told(apres));
    let mut found: Vec<(Option<Reponse>, Option<Reponse>)> = vec![];
    for one in &first {
        let other = second.iter().find(|other| other.lu == one.lu);
        if other.is_none_or(|other| other.valeur != one.valeur) {
            found.push((Some(one.clone()), other.cloned()));
        }
    }
    let new = second.iter().filter(|other| first.iter().all(|one| one.lu != other.lu));
    found.extend(new.map(|other| (None, Some(other.clone()))));
    // The fields of a row that comes or goes are told by its list.
    let list_is_told = |lu: &Lu| {
        lu.ligne.as_ref().is_some_and(|(list, id)| {
            avant.answers.row(list, id).is_none() || apres.answers.row(list, id).is_none()
        })
    };
    found.retain(|(one, other)| one.iter().chain(other).all(|reponse| !list_is_told(&reponse.lu)));
    found
}

fn a_repondre(avant: &Cote, apres: &Cote) -> Vec<Reponse> {
    let missing = |cote: &Cote| -> Vec<Reponse> {
        lire(cote, |facts| {
            let without = posees(facts).into_iter().filter(|lu| {
                let Some(spec) = questionnaire::spec(lu.question) else { return false };
                match &lu.ligne {
                    // A list that has rows is told by the fields that they lack.
                    None => facts.answers().rows(spec.id).is_empty() && !questionnaire::repondue(facts, spec),
                    Some((list, id)) => facts
                        .answers()
                        .row(list, id)
                        .is_some_and(|row| !questionnaire::repondue(&facts.dans(list, row), spec)),
                }
            });
            without.filter_map(|lu| report::reponse(facts, &lu)).collect()
        })
    };
    let known = missing(avant);
    missing(apres).into_iter().filter(|one| known.iter().all(|other| other.lu != one.lu)).collect()
}

// ── Actions ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// What differs, and what does not.
fn differences(avant: &Cote, apres: &Cote) -> (Vec<Difference>, Vec<Commune>) {
    let ids_of = |cote: &'_ Cote| -> Vec<String> {
        let due = cote.plan.actions.iter().map(|action| action.id.clone());
        due.chain(cote.plan.ouverts.iter().map(|open| open.id.clone())).collect()
    };
    let mut ids = ids_of(apres);
    for id in ids_of(avant) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let (mut found, mut same) = (vec![], vec![]);
    for id in ids {
        match difference(avant, apres, &id) {
            Some(difference) => found.push(difference),
            None => same.extend(apres.due(&id).map(|(_, line)| Commune {
                id: line.id.clone(),
                titre: line.titre.clone(),
                quand: line.quand.clone(),
            })),
        }
    }
    found.sort_by_key(|difference| difference.phase);
    (found, same)
}

fn dite(cote: &Cote, id: &str) -> Dite {
    if let Some((action, line)) = cote.due(id) {
        return Dite {
            verdict: Verdict::Du,
            titre: line.titre.clone(),
            quand: line.quand.clone(),
            fin: action.fin,
            quantite: action.quantite,
        };
    }
    match cote.ouverte(id) {
        Some((_, line)) => Dite {
            verdict: Verdict::PeutEtre,
            titre: line.titre.clone(),
            quand: line.quand.clone(),
            fin: None,
            quantite: 0,
        },
        None => Dite {
            verdict: Verdict::NonDu,
            titre: String::new(),
            quand: String::new(),
            fin: None,
            quantite: 0,
        },
    }
}

fn difference(avant: &Cote, apres: &Cote, id: &str) -> Option<Difference> {
    let (first, second) = (dite(avant, id), dite(apres, id));
    let both = avant.due(id).zip(apres.due(id));
    let mut raisons = vec![];
    let mut mots = vec![];
    let mut deplacee = false;
    match both {
        Some(((one, before), (other, after))) => {
            mots = mots_qui_changent(before, after);
            deplacee = (one.debut, one.fin) != (other.debut, other.fin);
            let reasons = other_lines(before, after);
            let said: Vec<Raison> = reasons.chain(gone_lines(before, after)).collect();
            let (dates, words) = (deplacee, !mots.is_empty());
            if !dates && !words && said.is_empty() && before.quand == after.quand {
                return None;
            }
            raisons.extend(said);
            if dates || before.quand != after.quand {
                raisons.extend(deplacement(avant, apres, one, other));
            }
            if raisons.is_empty() {
                let kept = after.raisons.iter().cloned();
                raisons.extend(kept.map(|ligne| Raison { tient: true, ligne }));
            }
        }
        None if first.verdict == second.verdict => return None,
        None => {
            raisons.extend(pourquoi(apres, id, true));
            // What held no longer does: said when nothing says why in the second plan, or when it is what changes.
            if raisons.is_empty() || second.verdict != Verdict::Du {
                let held = pourquoi(avant, id, false);
                raisons.extend(
                    held.into_iter()
                        .filter(|one| !raisons.iter().any(|known| meme(known, one)))
                        .collect::<Vec<_>>(),
                );
            }
        }
    }
    let rule = apres
        .due(id)
        .or_else(|| avant.due(id))
        .map(|(action, _)| action.rule)
        .or_else(|| Some(apres.ouverte(id).or_else(|| avant.ouverte(id))?.0.rule))?;
    Some(Difference {
        id: id.to_owned(),
        phase: rule.phase,
        conseil: rule.conseil,
        compte: rule.compte,
        avant: first,
        apres: second,
        deplacee,
        mots,
        raisons,
    })
}

fn meme(one: &Raison, other: &Raison) -> bool {
    one.ligne.texte == other.ligne.texte
}

/// Why a plan says what it says of something: due, open, or not due.
fn pourquoi(cote: &Cote, id: &str, tient: bool) -> Vec<Raison> {
    let raison = |ligne: Ligne| Raison { tient, ligne };
    if let Some((_, line)) = cote.due(id) {
        return line.raisons.iter().cloned().map(raison).collect();
    }
    if let Some((open, line)) = cote.ouverte(id) {
        let names: Vec<&str> = line.questions.iter().map(|reponse| reponse.question.as_str()).collect();
        let regles = open.rule.due_if.first().map_or(&[][..], |cas| cas.regles);
        return vec![raison(Ligne {
            cas: "",
            texte: format!("Cela dépend de\u{a0}: {}.", names.join("\u{a0}; ")),
            regles,
            reponses: line.questions.clone(),
            doutes: vec![],
        })];
    }
    let declined = cote.ecartee(id).into_iter().flat_map(|declined| &declined.raisons);
    declined.filter(|line| !line.texte.is_empty()).cloned().map(raison).collect()
}

/// The cases of the second plan that do not hold in the first.
fn other_lines<'a>(before: &'a LigneAction, after: &'a LigneAction) -> impl Iterator<Item = Raison> + 'a {
    let all = after.raisons.iter().chain(&after.mentions);
    let known =
        |ligne: &&Ligne| before.raisons.iter().chain(&before.mentions).all(|old| old.cas != ligne.cas);
    all.filter(known).map(|ligne| Raison { tient: true, ligne: ligne.clone() })
}

/// The cases of the first plan that do not hold in the second.
fn gone_lines<'a>(before: &'a LigneAction, after: &'a LigneAction) -> impl Iterator<Item = Raison> + 'a {
    other_lines(after, before).map(|raison| Raison { tient: false, ..raison })
}

/// The words of an action that differ; its reasons and mentions aside, which are reasons of the difference.
fn mots_qui_changent(before: &LigneAction, after: &LigneAction) -> Vec<Mots> {
    let one = |text: &str| if text.is_empty() { vec![] } else { vec![text.to_owned()] };
    let lines =
        |lignes: &[Ligne]| -> Vec<String> { lignes.iter().map(|ligne| ligne.texte.clone()).collect() };
    let maybe = |ligne: &Option<Ligne>| lines(ligne.as_slice());
    let told = |action: &LigneAction| {
        [
            ("Ce qu’il faut faire", one(&action.titre)),
            ("Pour", one(&action.pour)),
            ("Qui s’en charge", one(&action.qui)),
            ("Qui signe", maybe(&action.signe)),
            ("Où l’envoyer", maybe(&action.envoyer)),
            ("Délai", maybe(&action.delai)),
            ("D’abord", lines(&action.d_abord)),
            ("À joindre", lines(&action.joindre)),
            ("Comment faire", lines(&action.etapes)),
        ]
    };
    let pairs = told(before).into_iter().zip(told(after));
    let changed = pairs.filter_map(|((sujet, old), (_, new))| {
        let avant: Vec<String> = old.iter().filter(|text| !new.contains(text)).cloned().collect();
        let apres: Vec<String> = new.iter().filter(|text| !old.contains(text)).cloned().collect();
        (!avant.is_empty() || !apres.is_empty()).then_some(Mots { sujet, avant, apres })
    });
    changed.collect()
}

/// Why the days of an action differ (R-COMPTE-18): the day of the complete file, what it waits for, how long it takes.
fn deplacement(avant: &Cote, apres: &Cote, one: &Action, other: &Action) -> Vec<Raison> {
    let (before, after) = (avant.avant(one), apres.avant(other));
    let new: Vec<String> = after.iter().filter(|id| !before.contains(id)).map(|id| apres.titre(id)).collect();
    let gone: Vec<String> =
        before.iter().filter(|id| !after.contains(id)).map(|id| avant.titre(id)).collect();
    let mut said: Vec<String> = vec![];
    if !new.is_empty() {
        said.push(format!("Elle attend désormais\u{a0}: {}.", new.join("\u{a0}; ")));
    }
    if !gone.is_empty() {
        said.push(format!("Elle n’attend plus\u{a0}: {}.", gone.join("\u{a0}; ")));
    }
    // Of what moves, what holds it: what ends last, or has no known end.
    let moved = after.iter().filter(|id| before.contains(id)).filter_map(|id| {
        let (was, is) = (avant.due(id)?.0.fin, apres.due(id)?.0.fin);
        (was != is).then_some((is, *id))
    });
    let moved: Vec<(Option<NaiveDate>, &str)> = moved.collect();
    let last = moved.iter().map(|(is, _)| is.map_or((1, None), |day| (0, Some(day)))).max();
    let holds = moved.iter().find(|(is, _)| Some(is.map_or((1, None), |day| (0, Some(day)))) == last);
    if let Some((is, id)) = holds {
        let when =
            is.map_or_else(|| "qui n’a pas de date connue".to_owned(), |day| format!("au {}", long(day)));
        said.push(format!("Elle suit\u{a0}: {}, {when}.", apres.titre(id)));
    }
    let delai = |cote: &Cote, action: &Action| cote.due(&action.id).and_then(|(_, line)| line.delai.clone());
    if one.duree != other.duree {
        let words = delai(apres, other).map_or_else(String::new, |ligne| format!("\u{a0}: {}", ligne.texte));
        said.push(format!("Son délai n’est pas le même{words}").trim_end_matches('.').to_owned() + ".");
    }
    let (was, is) = (avant.plan.envoi.jour, apres.plan.envoi.jour);
    if was != is && said.is_empty() {
        said.push(format!("Le dossier complet est compté le {} au lieu du {}.", long(is), long(was)));
    }
    if one.origine != other.origine && said.is_empty() {
        said.push("Elle ne part pas du même jour.".to_owned());
    }
    if said.is_empty() {
        said.push("Ce qu’elle attend n’est pas dit de la même façon.".to_owned());
    }
    let ligne = |texte: String| Ligne {
        cas: "",
        texte,
        regles: regles!["R-COMPTE-18"],
        reponses: vec![],
        doutes: vec![],
    };
    said.into_iter().map(|texte| Raison { tient: true, ligne: ligne(texte) }).collect()
}
