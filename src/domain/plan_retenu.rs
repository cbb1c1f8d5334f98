//! What is remembered of the plan of a dossier, beside it and never in it: which edition of the rules it was planned with,
//! its actions, its figures. Opened with a newer edition, what that one changes is told, once, until it is read.
//!
//! **Only the rules differ.** The plan that is remembered and the new one are of the same answers, the same notes
//! ([`empreinte_des_reponses`]) and the same day ([`PlanRetenu::jour`]): what the user changed, or time did, is never told as
//! a change of the rules. A dossier that was changed where nothing remembered it is told nothing; one of which nothing at all
//! is remembered, and that was last saved under an older edition, is told which of its actions rest on a rule that changed
//! ([`Nouveautes::sans_memoire`]).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::calendrier::lire_date;
use super::changements::{Changement, EDITION, changements, edition_du};
use super::comparaison::{Sens, Verdict};
use super::dossier::{self, Etat, Suivi};
use super::moment::Moment;
use super::plan::{Bilan, Suivis};
use super::questions::calendrier::DATE_DOSSIER_COMPLET;
use super::report::{Ligne, LigneAction, LigneOuverte, Report, nom_de_figure};
use super::resume::empreinte;
use super::rule::Compte;
use super::sources::Regle;
use super::termes;

/// The rule of how a plan is dated, and that of the whole plan.
const DATES: &str = "R-COMPTE-18";
/// See [`DATES`].
const PLAN: &str = "R-ALGO-01";

/// One thing that a plan asks for, or may ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ActionRetenue {
    /// Its id.
    pub id: String,
    /// The key of what is noted of it.
    pub cle: String,
    /// What to do, and how many times.
    pub titre: String,
    /// When, in words; empty when it is only perhaps due.
    pub quand: String,
    /// Earliest start.
    pub debut: Option<NaiveDate>,
    /// Earliest end.
    pub fin: Option<NaiveDate>,
    /// It may be due, according to an answer.
    pub peut_etre: bool,
    /// The rules that it cites, by id.
    pub regles: Vec<String>,
}

impl ActionRetenue {
    fn due(action: &LigneAction) -> Self {
        Self {
            id: action.id.clone(),
            cle: action.cle.clone(),
            titre: action.titre.clone(),
            quand: action.quand.clone(),
            debut: action.debut,
            fin: action.fin,
            peut_etre: false,
            regles: ids(action.lignes()),
        }
    }

    fn peut_etre(open: &LigneOuverte) -> Self {
        Self {
            id: open.id.clone(),
            cle: open.id.clone(),
            titre: open.titre.clone(),
            quand: String::new(),
            debut: None,
            fin: None,
            peut_etre: true,
            regles: vec![],
        }
    }

    fn verdict(&self) -> Verdict {
        if self.peut_etre { Verdict::PeutEtre } else { Verdict::Du }
    }

    /// When, in words.
    fn quand_en_mots(&self) -> String {
        if self.peut_etre { "peut-être".to_owned() } else { self.quand.clone() }
    }
}

/// The ids of the rules of some lines, each once.
fn ids<'a>(lignes: impl Iterator<Item = &'a Ligne>) -> Vec<String> {
    let mut found: Vec<String> =
        lignes.flat_map(|ligne| ligne.regles.iter().map(|regle| regle.id.to_owned())).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A plan as it was last made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRetenu {
    /// The edition of the rules that made it.
    pub edition: u32,
    /// The day that it was made on.
    pub jour: NaiveDate,
    /// The answers and the notes that it is of ([`empreinte_des_reponses`]).
    pub empreinte: String,
    /// The seven figures.
    pub bilan: Bilan,
    /// What it made due, then what may be.
    pub actions: Vec<ActionRetenue>,
}

impl PlanRetenu {
    /// What is to be remembered of a plan, by this edition.
    fn du_rapport(report: &Report, empreinte: String) -> Self {
        let due = report.actions.iter().map(ActionRetenue::due);
        Self {
            edition: EDITION,
            jour: report.jour,
            empreinte,
            bilan: report.bilan,
            actions: due.chain(report.ouverts.iter().map(ActionRetenue::peut_etre)).collect(),
        }
    }

    fn action(&self, id: &str) -> Option<&ActionRetenue> {
        self.actions.iter().find(|action| action.id == id)
    }
}

/// What the text of a dossier answers and notes, in sixteen digits; its id and the day it was saved aside. None when it is
/// not the text of a dossier.
fn empreinte_des_reponses(texte: &str) -> Option<String> {
    serde_json::from_str(texte).ok().map(|value| empreinte_de(&value))
}

/// The same without the day of the complete file: one that nobody gave is kept once the plan is seen, which may be before
/// what is remembered of it is looked at.
fn empreinte_sans_jour(texte: &str) -> Option<String> {
    let mut value: Value = serde_json::from_str(texte).ok()?;
    value.get_mut("reponses")?.as_object_mut()?.remove(DATE_DOSSIER_COMPLET.spec.id)?;
    Some(empreinte_de(&value))
}

fn empreinte_de(value: &Value) -> String {
    let part = |name: &str| value.get(name).unwrap_or(&Value::Null);
    empreinte(&format!("{}\n{}", part("reponses"), part("suivi")))
}

/// Something that a newer edition changes in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Nouveaute {
    /// Id of the action.
    pub id: String,
    /// The key of what was noted of it.
    pub cle: String,
    /// What it is, as the newer plan calls it; as the older one did when it is no longer due.
    pub titre: String,
    /// What changes about it.
    pub sens: Sens,
    /// When, as the older plan said it; empty when it said nothing of it.
    pub avant: String,
    /// When, as the newer one says it.
    pub apres: String,
    /// Why it is due now, or no longer, in this dossier.
    pub pourquoi: Vec<String>,
    /// The rules that it cites and that changed, by id.
    pub regles: Vec<String>,
}

/// A figure that a newer edition changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureChangee {
    /// « cartes CPE ».
    pub nom: String,
    /// Before.
    pub avant: u32,
    /// Now.
    pub apres: u32,
}

/// What a newer edition changes in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nouveautes {
    /// The edition that the plan was made with.
    pub de: u32,
    /// The edition that changes it.
    pub a: u32,
    /// What changes, in the order of the newer plan; what is no longer due last.
    pub actions: Vec<Nouveaute>,
    /// The figures that change.
    pub figures: Vec<FigureChangee>,
    /// Whether nothing remembers the older plan: the actions are those of now that rest on a rule that changed.
    #[serde(default)]
    pub sans_memoire: bool,
}

impl Nouveautes {
    /// What a plan differs in from one that was remembered, by the rules that changed between the two; none when nothing
    /// does. The report is of the answers and the day of the plan that was remembered.
    pub fn entre(avant: &PlanRetenu, report: &Report) -> Option<Self> {
        let apres = PlanRetenu::du_rapport(report, avant.empreinte.clone());
        let changes = changements(avant.edition, apres.edition);
        let came = apres.actions.iter().map(|one| (avant.action(&one.id), Some(one)));
        let gone = avant.actions.iter().filter(|one| apres.action(&one.id).is_none());
        let pairs = came.chain(gone.map(|one| (Some(one), None)));
        let actions: Vec<Nouveaute> =
            pairs.filter_map(|(of, other)| nouveaute(report, &changes, of, other)).collect();
        let figures = Compte::TOUS.into_iter().filter_map(|compte| {
            let (of, other) = (avant.bilan.de(compte), apres.bilan.de(compte));
            let nom = nom_de_figure(compte, of.max(other) > 1).to_owned();
            (of != other).then_some(FigureChangee { nom, avant: of, apres: other })
        });
        let (de, a, figures) = (avant.edition, apres.edition, figures.collect());
        let found = Self { de, a, actions, figures, sans_memoire: false };
        (!found.actions.is_empty() || !found.figures.is_empty()).then_some(found)
    }

    /// What rests on a rule that changed since that edition, in a plan that nothing remembers as it was; none when nothing
    /// does.
    pub fn sans_memoire(de: u32, report: &Report) -> Option<Self> {
        let changes = changements(de, EDITION);
        let now: Vec<ActionRetenue> = report.actions.iter().map(ActionRetenue::due).collect();
        let actions: Vec<Nouveaute> =
            now.iter().filter_map(|one| nouveaute(report, &changes, Some(one), Some(one))).collect();
        let found = Self { de, a: EDITION, actions, figures: vec![], sans_memoire: true };
        (!found.actions.is_empty()).then_some(found)
    }

    /// What changes in that way.
    pub fn du_sens(&self, sens: Sens) -> impl Iterator<Item = &Nouveaute> {
        self.actions.iter().filter(move |one| one.sens == sens)
    }

    /// The rules that changed between the two editions, each once, as they were and as they are.
    pub fn changements(&self) -> Vec<Changement> {
        let mut found: Vec<Changement> = vec![];
        for one in changements(self.de, self.a) {
            match found.iter_mut().find(|known| known.regle.id == one.regle.id) {
                Some(known) => *known = Changement { avant: known.avant, ..one },
                None => found.push(one),
            }
        }
        found
    }
}

/// What differs about one thing; none when nothing does.
fn nouveaute(
    report: &Report,
    changes: &[Changement],
    avant: Option<&ActionRetenue>,
    apres: Option<&ActionRetenue>,
) -> Option<Nouveaute> {
    let verdict = |one: Option<&ActionRetenue>| one.map_or(Verdict::NonDu, ActionRetenue::verdict);
    let both = avant.zip(apres);
    let moved = both.is_some_and(|(of, other)| (of.debut, of.fin) != (other.debut, other.fin));
    let sens = Sens::entre(verdict(avant), verdict(apres), moved);
    let one = apres.or(avant)?;
    let reasons = raisons(report, &one.id);
    let mut cited: Vec<&str> =
        avant.into_iter().chain(apres).flat_map(|one| &one.regles).map(String::as_str).collect();
    cited.extend(reasons.iter().flat_map(|ligne| ligne.regles).map(|regle| regle.id));
    let changes: Vec<&Changement> = changes.iter().filter(|change| concerne(change, report, both)).collect();
    let regles = qui_changent(&changes, &cited, sens);
    let done =
        report.actions.iter().any(|action| action.id == one.id && matches!(action.moment, Moment::Fait(_)));
    if sens == Sens::Redite && (regles.is_empty() || done) {
        return None;
    }
    let said = |one: Option<&ActionRetenue>| one.map_or_else(String::new, ActionRetenue::quand_en_mots);
    let tells = matches!(sens, Sens::Apparait | Sens::Disparait);
    Some(Nouveaute {
        id: one.id.clone(),
        cle: avant.unwrap_or(one).cle.clone(),
        titre: one.titre.clone(),
        sens,
        avant: said(avant),
        apres: said(apres),
        pourquoi: reasons.iter().filter(|_| tells).map(|ligne| ligne.texte.clone()).collect(),
        regles,
    })
}

/// Why the newer plan makes a thing due, or does not.
fn raisons<'a>(report: &'a Report, id: &str) -> Vec<&'a Ligne> {
    if let Some(action) = report.actions.iter().find(|action| action.id == id) {
        return action.raisons.iter().collect();
    }
    let deliverable = id.split(':').next().unwrap_or(id);
    let of = |wanted: &str| report.ecartes.iter().find(|declined| declined.id == wanted);
    let declined = of(id).or_else(|| of(deliverable)).into_iter().flat_map(|declined| &declined.raisons);
    declined.filter(|ligne| !ligne.texte.is_empty()).collect()
}

/// Whether a change concerns something. Where both plans ask for it and cite the rule, one of the cases that it changes
/// must hold in the newer plan: a whole table may be one rule. A rule that only one of them cites is new to it, or left it.
fn concerne(change: &Changement, report: &Report, both: Option<(&ActionRetenue, &ActionRetenue)>) -> bool {
    let cite = |one: &ActionRetenue| one.regles.iter().any(|id| id == change.regle.id);
    let Some((_, apres)) = both.filter(|(of, other)| cite(of) && cite(other)) else { return true };
    let action = report.actions.iter().find(|action| action.id == apres.id);
    let mut lignes = action.into_iter().flat_map(LigneAction::lignes);
    change.cas.is_empty() || lignes.any(|ligne| change.cas.contains(&ligne.cas))
}

/// Of the rules that are cited, those that changed and tell something of it, by id.
///
/// Addresses and informations (R-CONTACT-…, R-INFO-…) stand on the plan as they are now. How things are dated (R-COMPTE-18)
/// is why something moves; how they are counted is no other way to do them. What no rule that changed says of itself is
/// said by the rule of the whole plan (R-ALGO-01).
fn qui_changent(changes: &[&Changement], cited: &[&str], sens: Sens) -> Vec<String> {
    let tells = |regle: &Regle| match sens {
        _ if regle.est_une_information() || regle.id.starts_with("R-CONTACT-") => false,
        Sens::Deplacee => true,
        Sens::Apparait | Sens::Disparait => regle.id != DATES,
        Sens::Redite => !regle.est_une_convention(),
    };
    let kept = |one: &&&Changement| {
        let id = one.regle.id;
        tells(one.regle) && (cited.contains(&id) || sens == Sens::Deplacee && id == DATES)
    };
    let mut found: Vec<String> = changes.iter().filter(kept).map(|one| one.regle.id.to_owned()).collect();
    if found.is_empty() && matches!(sens, Sens::Apparait | Sens::Disparait) {
        found.extend(changes.iter().find(|one| one.regle.id == PLAN).map(|one| one.regle.id.to_owned()));
    }
    found.dedup();
    found
}

/// An action that a newer edition no longer asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retiree {
    /// Its id.
    pub id: String,
    /// The key of what was noted of it.
    pub cle: String,
    /// What it was.
    pub titre: String,
}

impl Retiree {
    /// What was noted of it, while the plan does not ask for it again; none when nothing was.
    pub fn note<'a>(&self, report: &Report, suivi: &'a Suivis) -> Option<&'a Suivi> {
        let asked = report.actions.iter().any(|action| action.id == self.id);
        let noted = suivi.get(&self.cle).or_else(|| suivi.get(&self.id)).filter(|_| !asked)?;
        let something = noted.etat != Etat::AFaire || noted.date.is_some() || !noted.note.is_empty();
        something.then_some(noted)
    }
}

/// All that is remembered of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Souvenir {
    /// Its plan.
    pub plan: PlanRetenu,
    /// What newer editions changed in it, and nobody read yet: the oldest first.
    #[serde(default)]
    pub a_lire: Vec<Nouveautes>,
    /// What they no longer ask for, read or not.
    #[serde(default)]
    pub retirees: Vec<Retiree>,
}

impl Souvenir {
    /// What was kept; none when it can't be read: it is as if nothing had been.
    pub fn lire(texte: &str) -> Option<Self> {
        serde_json::from_str(texte).ok()
    }

    /// What is kept.
    pub fn ecrire(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What is to be remembered of the dossier of that text from now on, given what was; none when it can't be read. What
    /// a newer page remembers is left to it.
    pub fn suivant(garde: Option<Self>, texte: &str, today: NaiveDate) -> Option<Self> {
        let empreinte = empreinte_des_reponses(texte)?;
        let known = match garde {
            Some(known) if known.plan.edition > EDITION => return Some(known),
            Some(known) if known.plan.edition == EDITION && known.plan.empreinte == empreinte => {
                return Some(known);
            }
            other => other,
        };
        let (mut dossier, _) = dossier::ouvrir(texte).ok()?;
        termes::ranger(&mut dossier);
        let report = Report::bref_du_dossier(&dossier, today);
        let plan = PlanRetenu::du_rapport(&report, empreinte);
        let Some(Self { plan: before, mut a_lire, mut retirees }) = known else {
            // A clock that is of before this edition says nothing of when the dossier was saved.
            let saved = dossier.enregistre_le.get(..10).and_then(lire_date).map(edition_du);
            let older = saved.filter(|edition| *edition < EDITION && edition_du(today) == EDITION);
            let found = older.and_then(|edition| Nouveautes::sans_memoire(edition, &report));
            return Some(Self { plan, a_lire: found.into_iter().collect(), retirees: vec![] });
        };
        let jour_garde = before.empreinte != plan.empreinte;
        if jour_garde {
            dossier.answers.set(DATE_DOSSIER_COMPLET.spec.id, None);
        }
        let same = !jour_garde || empreinte_sans_jour(texte).is_some_and(|other| other == before.empreinte);
        if before.edition < EDITION && same {
            let then = Report::bref_du_dossier(&dossier, before.jour);
            if let Some(found) = Nouveautes::entre(&before, &then) {
                let gone = found.du_sens(Sens::Disparait).filter(|one| one.apres.is_empty());
                retirees.extend(gone.map(|one| Retiree {
                    id: one.id.clone(),
                    cle: one.cle.clone(),
                    titre: one.titre.clone(),
                }));
                a_lire.push(found);
            }
        }
        Some(Self { plan, a_lire, retirees })
    }

    /// The same once it was read.
    #[must_use]
    pub fn lu(self) -> Self {
        Self { a_lire: vec![], ..self }
    }

    /// The same for a copy of the dossier, whose text is that one.
    #[must_use]
    pub fn pour(mut self, texte: &str) -> Self {
        if let Some(empreinte) = empreinte_des_reponses(texte) {
            self.plan.empreinte = empreinte;
        }
        self
    }

    /// What is no longer asked for, and of which something was noted.
    pub fn plus_demandees<'a>(
        &'a self,
        report: &'a Report,
        suivi: &'a Suivis,
    ) -> Vec<(&'a Retiree, &'a Suivi)> {
        let mut by_key: BTreeMap<&str, (&Retiree, &Suivi)> = BTreeMap::new();
        for one in &self.retirees {
            if let Some(noted) = one.note(report, suivi) {
                by_key.insert(&one.cle, (one, noted));
            }
        }
        by_key.into_values().collect()
    }
}
