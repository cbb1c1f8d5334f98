//! The one view-model: the plan as titled lines, in the order they are read. The page, the paper and every file say
//! the same things in the same order because they all read this.

use chrono::NaiveDate;

use super::answers::{Answers, Entry, INCONNU};
use super::avis::Genre;
use super::calendrier;
use super::contacts::{self, Contact};
use super::dossier::{Dossier, Etat, Suivi};
use super::doutes;
use super::facts::{Facts, Known, Lu};
use super::finess::Finess;
use super::plan::{Bilan, Suivis, plan_suivi, un_cas_tient};
use super::question::{Champ, Liste, Spec};
use super::questionnaire;
use super::questions::denomination::structure;
use super::questions::personnes::nom_de;
use super::rule::{Cas, Dit, Fiche, Phase, Sujet};
use super::siren::Siren;
use super::siret::Siret;
use super::sources::{Confiance, Regle, Source, sources_de};

/// One answer, as the user would read it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reponse {
    /// The question or field that was read.
    pub lu: Lu,
    /// Its short name, with the row's when it is a field of a list.
    pub question: String,
    /// What was answered; « sans réponse » or « je ne sais pas » when it is so.
    pub valeur: String,
}

/// A reason or a statement, with what founds it.
#[derive(Clone)]
pub struct Ligne {
    /// Id of the case; empty for a statement.
    pub cas: &'static str,
    /// What is said.
    pub texte: String,
    /// The rules of the field that found it.
    pub regles: &'static [&'static Regle],
    /// The answers that decided it.
    pub reponses: Vec<Reponse>,
    /// What is doubtful about it, in words.
    pub doutes: Vec<&'static str>,
}

impl Ligne {
    /// Whether it is only deduced, no affirmed rule founding it: « à confirmer auprès de l’ANS ». Conventions of
    /// counting don't make a statement doubtful.
    pub fn a_confirmer(&self) -> bool {
        let deduced = |regles: &mut dyn Iterator<Item = &&'static Regle>| {
            let mut regles = regles.peekable();
            regles.peek().is_some() && regles.all(|regle| regle.confiance == Confiance::Inferred)
        };
        let field = |regle: &&&'static Regle| !regle.est_une_convention();
        if self.regles.iter().any(|regle| field(&regle)) {
            deduced(&mut self.regles.iter().filter(field))
        } else {
            deduced(&mut self.regles.iter())
        }
    }

    /// The sources of its rules, each once, in order.
    pub fn sources(&self) -> Vec<&'static Source> {
        sources_de(self.regles.iter().copied())
    }
}

/// One action, ready to be shown.
#[derive(Clone)]
pub struct LigneAction {
    /// Stable id.
    pub id: String,
    /// Its phase.
    pub phase: Phase,
    /// What to do; starts with a verb.
    pub titre: String,
    /// An advice, never counted.
    pub conseil: bool,
    /// How many.
    pub quantite: u32,
    /// For whom or what; empty when the title says it.
    pub pour: String,
    /// What it is.
    pub quoi: &'static str,
    /// Who does it.
    pub qui: String,
    /// Who signs.
    pub signe: Option<Ligne>,
    /// What to attach.
    pub joindre: Vec<Ligne>,
    /// Where to send it.
    pub envoyer: Option<Ligne>,
    /// The delay, in words.
    pub delai: Option<Ligne>,
    /// How to do it.
    pub etapes: Vec<Ligne>,
    /// Contacts.
    pub contacts: Vec<&'static Contact>,
    /// Ids and titles of what comes before.
    pub apres: Vec<(String, String)>,
    /// Earliest start.
    pub debut: Option<NaiveDate>,
    /// Earliest end.
    pub fin: Option<NaiveDate>,
    /// The date in words: « dès maintenant », « vers le 7 décembre 2026 », « fait le 3 février 2026 ».
    pub quand: String,
    /// Why it is due.
    pub raisons: Vec<Ligne>,
    /// What else is to be known.
    pub mentions: Vec<Ligne>,
    /// Whether it holds the longest chain.
    pub dans_la_chaine: bool,
}

impl LigneAction {
    /// Every statement about it, reasons first.
    pub fn lignes(&self) -> impl Iterator<Item = &Ligne> {
        self.raisons
            .iter()
            .chain(&self.mentions)
            .chain(&self.signe)
            .chain(&self.joindre)
            .chain(&self.envoyer)
            .chain(&self.delai)
            .chain(&self.etapes)
    }

    /// Whether what makes it due is only deduced.
    pub fn a_confirmer(&self) -> bool {
        self.raisons.iter().all(Ligne::a_confirmer)
    }
}

/// Something that is not due, and why.
#[derive(Clone)]
pub struct LigneEcartee {
    /// Id of the action it would be.
    pub id: String,
    /// What it would be.
    pub titre: String,
    /// Why not.
    pub raisons: Vec<Ligne>,
}

/// Something not yet known, and which questions decide.
#[derive(Clone)]
pub struct LigneOuverte {
    /// Id of the action it may be.
    pub id: String,
    /// What it may be.
    pub titre: String,
    /// The answers that decide.
    pub questions: Vec<Reponse>,
}

/// What waits for a question: what it may add to the plan, with the other questions that also decide it.
pub struct Attente<'a> {
    /// The first of the questions to answer.
    pub question: &'a Reponse,
    /// For each set of other questions, from none to the most: what they all decide together.
    pub suites: Vec<(Vec<&'a Reponse>, Vec<&'a LigneOuverte>)>,
}

/// A warning or an information.
#[derive(Clone)]
pub struct LigneAvis {
    /// Stable id.
    pub id: &'static str,
    /// How serious.
    pub genre: Genre,
    /// What is said.
    pub ligne: Ligne,
}

/// Finds the answers that decide a conclusion, to cite them.
type Decident = dyn Fn(&Facts, &dyn Fn(&Facts) -> Known<bool>) -> Vec<Reponse>;

/// All that is said of a plan.
#[derive(Clone)]
pub struct Report {
    /// Name of the structure; empty when none was given.
    pub structure: String,
    /// The day of the plan.
    pub jour: NaiveDate,
    /// The day the complete file arrives.
    pub du: NaiveDate,
    /// The last known day.
    pub au: NaiveDate,
    /// The actions, by phase.
    pub actions: Vec<LigneAction>,
    /// What is not due.
    pub ecartes: Vec<LigneEcartee>,
    /// What is open.
    pub ouverts: Vec<LigneOuverte>,
    /// Warnings, then informations.
    pub avis: Vec<LigneAvis>,
    /// The seven figures.
    pub bilan: Bilan,
    /// Length of the longest chain, in words: « 5 semaines »; empty when everything can be done at once.
    pub chaine: String,
}

impl Report {
    /// All that is said of the plan of a dossier on that day: what was noted of its actions moves its dates.
    pub fn du_dossier(dossier: &Dossier, today: NaiveDate) -> Self {
        Self::complet(&dossier.answers, &dossier.suivi, today)
    }

    /// All that is said of the plan of these answers on that day, nothing being noted of its actions.
    pub fn of(answers: &Answers, today: NaiveDate) -> Self {
        Self::complet(answers, &Suivis::default(), today)
    }

    /// The same as [`Self::du_dossier`] without the answers that decided each line, which take the longest to find: for
    /// what only names the actions.
    pub fn bref_du_dossier(dossier: &Dossier, today: NaiveDate) -> Self {
        Self::depuis(&dossier.answers, &dossier.suivi, today, &|_, _| vec![])
    }

    /// The same as [`Self::of`], in short.
    pub fn bref(answers: &Answers, today: NaiveDate) -> Self {
        Self::depuis(answers, &Suivis::default(), today, &|_, _| vec![])
    }

    fn complet(answers: &Answers, suivis: &Suivis, today: NaiveDate) -> Self {
        let decident = |facts: &Facts, conclusion: &dyn Fn(&Facts) -> Known<bool>| {
            reponses(facts, &facts.decisives(conclusion, questionnaire::rang))
        };
        Self::depuis(answers, suivis, today, &decident)
    }

    fn depuis(answers: &Answers, suivis: &Suivis, today: NaiveDate, decident: &Decident) -> Self {
        let plan = &plan_suivi(answers, suivis, today);
        let facts = Facts::new(answers, today);
        let ligne = |cas: &'static Cas, sujet: &Sujet| Ligne {
            cas: cas.id,
            texte: cas.pourquoi.to_owned(),
            regles: cas.regles,
            reponses: decident(&facts, &|facts| (cas.quand)(facts, sujet)),
            doutes: textes_doutes(cas.doutes),
        };
        let fiches: Vec<Fiche> =
            plan.actions.iter().map(|action| (action.rule.fiche)(&facts, &action.sujet)).collect();
        let titre_de = |place: &usize| {
            let id = plan.actions.get(*place).map_or_else(String::new, |action| action.id.clone());
            (id, fiches.get(*place).map_or_else(String::new, |fiche| fiche.titre.clone()))
        };
        let actions: Vec<LigneAction> = plan
            .actions
            .iter()
            .zip(&fiches)
            .enumerate()
            .map(|(place, (action, fiche))| LigneAction {
                id: action.id.clone(),
                phase: action.rule.phase,
                titre: fiche.titre.clone(),
                conseil: action.rule.conseil,
                quantite: action.quantite,
                pour: fiche.pour.clone(),
                quoi: fiche.quoi,
                qui: fiche.qui.clone(),
                signe: fiche.signe.as_ref().map(dit),
                joindre: fiche.joindre.iter().map(dit).collect(),
                envoyer: fiche.envoyer.as_ref().map(dit),
                delai: fiche.delai.as_ref().map(dit),
                etapes: fiche.etapes.iter().map(dit).collect(),
                contacts: fiche.contacts.iter().filter_map(|id| contacts::contact(id)).collect(),
                apres: action.apres.iter().map(titre_de).collect(),
                debut: action.debut,
                fin: action.fin,
                quand: match suivis.get(&action.id).and_then(|suivi| note(suivi, action.fin)) {
                    Some(noted) => noted,
                    None => {
                        let undone = |other: &usize| {
                            let id = plan.actions.get(*other).map_or("", |before| before.id.as_str());
                            suivis.get(id).is_none_or(|suivi| suivi.etat != Etat::Fait)
                        };
                        quand(action.debut, action.fin, plan.du, today, action.apres.iter().any(undone))
                    }
                },
                raisons: action.raisons.iter().map(|cas| ligne(cas, &action.sujet)).collect(),
                mentions: action.mentions.iter().map(|cas| ligne(cas, &action.sujet)).collect(),
                dans_la_chaine: plan.chaine.len() > 1 && plan.chaine.contains(&place),
            })
            .collect();
        let ecartes = plan
            .ecartes
            .iter()
            .map(|ecarte| LigneEcartee {
                id: ecarte.id.clone(),
                titre: nomme(&facts, ecarte.rule.nom, &ecarte.sujet),
                raisons: if ecarte.raisons.is_empty() {
                    vec![Ligne {
                        cas: "",
                        texte: ecarte.rule.sinon.texte.to_owned(),
                        regles: ecarte.rule.sinon.regles,
                        reponses: decident(&facts, &|facts| un_cas_tient(facts, ecarte.rule)),
                        doutes: vec![],
                    }]
                } else {
                    ecarte.raisons.iter().map(|cas| ligne(cas, &ecarte.sujet)).collect()
                },
            })
            .collect();
        let ouverts = plan
            .ouverts
            .iter()
            .map(|ouvert| LigneOuverte {
                id: ouvert.id.clone(),
                titre: nomme(&facts, ouvert.rule.nom, &ouvert.sujet),
                questions: reponses(&facts, &ouvert.questions),
            })
            .collect();
        let avis = plan
            .avis
            .iter()
            .map(|avis| LigneAvis {
                id: avis.id,
                genre: avis.genre,
                ligne: Ligne {
                    cas: avis.id,
                    texte: avis.texte.to_owned(),
                    regles: avis.regles,
                    reponses: decident(&facts, &avis.quand),
                    doutes: textes_doutes(avis.doutes),
                },
            })
            .collect();
        Self {
            structure: structure(&facts),
            jour: today,
            du: plan.du,
            au: plan.au,
            actions,
            ecartes,
            ouverts,
            avis,
            bilan: plan.bilan,
            chaine: calendrier::duree(plan.duree_chaine),
        }
    }

    /// The phases that hold an action, with their actions.
    pub fn phases(&self) -> impl Iterator<Item = (Phase, Vec<&LigneAction>)> {
        Phase::TOUTES.into_iter().filter_map(|phase| {
            let actions: Vec<&LigneAction> =
                self.actions.iter().filter(|action| action.phase == phase).collect();
            (!actions.is_empty()).then_some((phase, actions))
        })
    }

    /// What is open, each once, under the first question that decides it; in the order of the questionnaire.
    pub fn attentes(&self) -> Vec<Attente<'_>> {
        let mut found: Vec<Attente<'_>> = vec![];
        for open in &self.ouverts {
            let mut questions: Vec<&Reponse> = open.questions.iter().collect();
            questions.sort_by_cached_key(|reponse| questionnaire::rang(reponse.lu.question));
            let Some((first, others)) = questions.split_first() else { continue };
            let place = found.iter().position(|one| one.question.lu == first.lu).unwrap_or(found.len());
            if place == found.len() {
                found.push(Attente { question: first, suites: vec![] });
            }
            let Some(attente) = found.get_mut(place) else { continue };
            match attente.suites.iter_mut().find(|(known, _)| known == others) {
                Some((_, opens)) => opens.push(open),
                None => attente.suites.push((others.to_vec(), vec![open])),
            }
        }
        found.sort_by_cached_key(|attente| questionnaire::rang(attente.question.lu.question));
        found.iter_mut().for_each(|attente| attente.suites.sort_by_key(|(others, _)| others.len()));
        found
    }

    /// The seven figures and their names, with the plural when it is due.
    pub fn figures(&self) -> [(u32, &'static str); 7] {
        let Bilan { contrats, f101, f502, cde, cpe, cpa, certificats } = self.bilan;
        [
            (contrats, if contrats > 1 { "contrats" } else { "contrat" }),
            (f101, if f101 > 1 { "formulaires F101" } else { "formulaire F101" }),
            (f502, if f502 > 1 { "mandats (F502 ou TOM)" } else { "mandat (F502 ou TOM)" }),
            (cde, if cde > 1 { "cartes CDE" } else { "carte CDE" }),
            (cpe, if cpe > 1 { "cartes CPE" } else { "carte CPE" }),
            (cpa, if cpa > 1 { "cartes CPA" } else { "carte CPA" }),
            (certificats, if certificats > 1 { "certificats" } else { "certificat" }),
        ]
    }
}

fn nomme(facts: &Facts, nom: &str, sujet: &super::rule::Sujet) -> String {
    use super::rule::Sujet;
    let qui = match sujet {
        Sujet::Dossier | Sujet::Reponse(_) => String::new(),
        Sujet::Personne(id) => nom_de(facts, id),
        Sujet::Ligne(list, _) => {
            match (questionnaire::spec(list).map(|spec| &spec.champ), sujet.ligne(facts)) {
                (Some(Champ::Lignes(liste)), Some(row)) => (liste.nom)(&row),
                _ => String::new(),
            }
        }
        Sujet::Certificat { instance, produit, .. } => {
            use super::question::Choice;
            let logiciel = super::questions::logiciels::nom_logiciel(facts, instance);
            match produit {
                Some(produit) => format!("{}, {logiciel}", produit.libelle()),
                None => format!("INSi, {logiciel}"),
            }
        }
    };
    if qui.is_empty() { nom.to_owned() } else { format!("{nom} : {qui}") }
}

fn dit(dit: &Dit) -> Ligne {
    Ligne { cas: "", texte: dit.texte.to_string(), regles: dit.regles, reponses: vec![], doutes: vec![] }
}

fn textes_doutes(ids: &[&str]) -> Vec<&'static str> {
    ids.iter().filter_map(|id| doutes::texte(id)).collect()
}

/// Above that many answers of one list, the list itself is cited in their place.
const LIGNES_CITEES: usize = 4;

fn reponses(facts: &Facts, lus: &[Lu]) -> Vec<Reponse> {
    let list = |lu: &Lu| lu.ligne.as_ref().map(|(list, _)| *list);
    let mut cited: Vec<Lu> = vec![];
    for lu in lus {
        let many =
            list(lu).filter(|_| lus.iter().filter(|other| list(other) == list(lu)).count() > LIGNES_CITEES);
        let lu = many.map_or_else(|| lu.clone(), |list| Lu { question: list, ligne: None });
        if !cited.contains(&lu) {
            cited.push(lu);
        }
    }
    cited.iter().filter_map(|lu| reponse(facts, lu)).collect()
}

/// One answer, read back.
pub fn reponse(facts: &Facts, lu: &Lu) -> Option<Reponse> {
    let spec = questionnaire::spec(lu.question)?;
    let (inside, row_name) = match &lu.ligne {
        None => (*facts, String::new()),
        Some((list, id)) => {
            let inside = facts.dans(list, facts.answers().row(list, id)?);
            let name = match &questionnaire::spec(list)?.champ {
                Champ::Lignes(liste) => (liste.nom)(&inside),
                _ => String::new(),
            };
            (inside, name)
        }
    };
    let question =
        if row_name.is_empty() { spec.nom.to_owned() } else { format!("{row_name}, {}", spec.nom) };
    Some(Reponse { lu: lu.clone(), question, valeur: valeur(&inside, spec) })
}

/// Above that many rows, a list is told by their number.
const NOMS_CITES: usize = 8;

/// An answer in words.
pub fn valeur(facts: &Facts, spec: &'static Spec) -> String {
    let Some(entry) = facts.entry(spec) else {
        return match spec.defaut {
            Some(defaut) => libelle(spec, defaut),
            None => "sans réponse".to_owned(),
        };
    };
    match entry {
        Entry::One(text) if text == INCONNU => "je ne sais pas".to_owned(),
        Entry::One(text) => match &spec.champ {
            Champ::Date => calendrier::lire_date(text).map_or_else(|| text.clone(), calendrier::long),
            Champ::Personne => nom_de(facts, text),
            Champ::Renvoi(list) => nom_ligne(facts, list, text),
            Champ::Finess => {
                Finess::read(text).map_or_else(|_| text.clone(), |read| read.valeur.texte().to_owned())
            }
            Champ::Siren => {
                Siren::read(text).map_or_else(|_| text.clone(), |read| read.valeur.texte().to_owned())
            }
            Champ::Siret => {
                Siret::read(text).map_or_else(|_| text.clone(), |read| read.valeur.texte().to_owned())
            }
            _ => libelle(spec, text),
        },
        Entry::Many(tokens) if tokens.is_empty() => match &spec.champ {
            Champ::Renvois(_) => "tous".to_owned(),
            _ => "aucun".to_owned(),
        },
        Entry::Many(tokens) => {
            let names: Vec<String> = tokens
                .iter()
                .map(|token| match &spec.champ {
                    Champ::Renvois(list) => nom_ligne(facts, list, token),
                    _ => libelle(spec, token),
                })
                .collect();
            names.join(" ; ")
        }
        Entry::Rows(rows) if rows.is_empty() => "aucun".to_owned(),
        Entry::Rows(rows) if rows.len() > NOMS_CITES => format!("{} lignes", rows.len()),
        Entry::Rows(rows) => match &spec.champ {
            Champ::Lignes(liste) => {
                let names: Vec<String> =
                    rows.iter().map(|row| (liste.nom)(&facts.dans(spec.id, row))).collect();
                names.join(" ; ")
            }
            _ => String::new(),
        },
    }
}

/// What was answered of a row, besides what its name already says: « Smartphone : Non · e-CPS : Active ».
pub fn details(ligne: &Facts, liste: &'static Liste) -> String {
    let name = (liste.nom)(ligne);
    let answered = questionnaire::champs(liste)
        .skip(1)
        .filter(|field| ligne.entry(*field).is_some() && ligne.est_posee(*field) == Ok(true));
    let told: Vec<String> = answered
        .map(|field| (field, valeur(ligne, field)))
        .filter(|(_, value)| !name.ends_with(&format!(" × {value}")))
        .map(|(field, value)| format!("{} : {value}", field.nom))
        .collect();
    told.join(" · ")
}

fn nom_ligne(facts: &Facts, list: &'static str, id: &str) -> String {
    match (questionnaire::spec(list).map(|spec| &spec.champ), facts.answers().row(list, id)) {
        (Some(Champ::Lignes(liste)), Some(row)) => (liste.nom)(&facts.dans(list, row)),
        _ => id.to_owned(),
    }
}

fn libelle(spec: &Spec, jeton: &str) -> String {
    let found = match &spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => {
            options.iter().find(|option| option.jeton == jeton).map(|option| option.libelle)
        }
        Champ::Selection(groupes) => groupes()
            .into_iter()
            .flat_map(|groupe| groupe.options)
            .find(|(token, _)| *token == jeton)
            .map(|(_, label)| label),
        _ => None,
    };
    found.unwrap_or(jeton).to_owned()
}

/// The date in words, when it was noted; with the plan's own, when it was planned before it can be done.
fn note(suivi: &Suivi, fin: Option<NaiveDate>) -> Option<String> {
    match (suivi.etat, suivi.date) {
        (Etat::Fait, Some(jour)) => Some(format!("fait le {}", calendrier::long(jour))),
        (Etat::Fait, None) => Some("fait".to_owned()),
        (Etat::AFaire | Etat::EnCours, Some(jour)) => {
            let planned = format!("prévu le {}", calendrier::long(jour));
            match fin.filter(|fin| *fin > jour) {
                Some(fin) => Some(format!("{planned}, possible {}", calendrier::vers(fin))),
                None => Some(planned),
            }
        }
        (Etat::AFaire | Etat::EnCours, None) => None,
    }
}

fn quand(
    debut: Option<NaiveDate>,
    fin: Option<NaiveDate>,
    du: NaiveDate,
    today: NaiveDate,
    attend: bool,
) -> String {
    // The complete file has arrived long since: what still waits for something has no date of its own.
    let late = du < today && attend;
    match (debut, fin) {
        (Some(debut), Some(fin)) if debut == fin && fin <= du.max(today) => {
            if late {
                "quand ce qui précède est fait".to_owned()
            } else if du <= today {
                "dès maintenant".to_owned()
            } else {
                format!("le {}", calendrier::long(fin))
            }
        }
        (Some(debut), Some(fin)) if debut < fin && fin < today => {
            format!("attendu {}, à vérifier", calendrier::vers(fin))
        }
        (Some(debut), Some(fin)) if debut < fin => format!("terminé {}", calendrier::vers(fin)),
        (_, Some(fin)) => calendrier::vers(fin),
        (Some(debut), None) if debut <= today => "à lancer dès maintenant".to_owned(),
        (Some(debut), None) => format!("à lancer {}", calendrier::vers(debut)),
        (None, None) => "quand ce qui précède est fait".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::answers::Row;
    use super::super::questions::professionnels::PROFESSIONNELS;
    use super::*;

    #[test]
    fn what_the_name_of_a_row_says_is_not_said_again() {
        let answers = Answers::default();
        let today = calendrier::lire_date("2026-11-25").unwrap();
        let row = Row::new("pro-1").with("pro-profil", "infirmier").with("pro-effectif", "10");
        let Champ::Lignes(liste) = &PROFESSIONNELS.spec.champ else { panic!("a list") };
        let told = |row: &Row| details(&Facts::new(&answers, today).dans("professionnels", row), liste);
        assert_eq!(told(&row), "");
        assert_eq!(told(&row.clone().with("pro-smartphone", "non")), "Smartphone : Non");
        assert_eq!(told(&row.with("pro-effectif", "1")), "Effectif : 1");
    }
}
