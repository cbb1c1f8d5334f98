//! The one view-model: the plan as titled lines, in the order they are read. The page, the paper and every file say
//! the same things in the same order because they all read this.

use std::cell::RefCell;
use std::cmp::Ordering;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::answers::{Answers, Entry, INCONNU};
use super::avis::Genre;
use super::calendrier;
use super::contacts::{self, Contact};
use super::decisives::{decider, decisives};
use super::dossier::{Dossier, Etat, Suivi};
use super::doutes::{Doute, doute};
use super::facts::{Asked, Facts, Known, Lu, Memoire, sans_disparues};
use super::finess::Finess;
use super::moment::Moment;
use super::plan::{Action, Bilan, Envoi, Nature, Ouvert, Plan, Suivis, plan_suivi, un_cas_tient};
use super::question::{Champ, Liste, Spec};
use super::questionnaire;
use super::questions::denomination::structure;
use super::questions::incidents::INCIDENTS;
use super::questions::personnes::nom_de;
use super::questions::professionnels::PRO_EFFECTIF;
use super::rule::{Cas, Compte, Dit, Duree, Fiche, Origine, Phase, Sujet};
use super::semblables::Semblables;
use super::siren::Siren;
use super::siret::Siret;
use super::sources::{Confiance, Regle, Source, sources};

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
    /// What is doubtful about it.
    pub doutes: Vec<&'static Doute>,
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

    /// The sources of its rules, then those of its doubts, each once, in order.
    pub fn sources(&self) -> Vec<&'static Source> {
        let of_rules = self.regles.iter().flat_map(|regle| regle.sources);
        sources(of_rules.chain(self.doutes.iter().flat_map(|doute| doute.sources)))
    }
}

/// Something that an action waits for: not done yet, or not known to be due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attend {
    /// Id of the action; of what may be due when it is not certain.
    pub id: String,
    /// What is to be done, or may be.
    pub titre: String,
    /// Whether it is due. If not, it may be: « peut-être », a line of [`Report::ouverts`] has its id.
    pub certain: bool,
}

/// One action, ready to be shown.
#[derive(Clone)]
pub struct LigneAction {
    /// Stable id.
    pub id: String,
    /// What the user's tick, date and note hang on ([`super::plan::Action::cle`]).
    pub cle: String,
    /// Its phase.
    pub phase: Phase,
    /// What to do, and how many times; starts with a verb. Nobody adds the number to it.
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
    /// What to ask or to check before it is sent.
    pub d_abord: Vec<Ligne>,
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
    /// Ids and titles of what comes before, done or not.
    pub apres: Vec<(String, String)>,
    /// What it still waits for; it can't be done while there is some.
    pub attend: Vec<Attend>,
    /// Whether it leaves with the complete file.
    pub avec_le_dossier: bool,
    /// Earliest start.
    pub debut: Option<NaiveDate>,
    /// Earliest end.
    pub fin: Option<NaiveDate>,
    /// When it is to be done.
    pub moment: Moment,
    /// The same in words: « dès maintenant », « vers le 7 décembre 2026 », « fait le 3 février 2026 ».
    pub quand: String,
    /// Why it is due.
    pub raisons: Vec<Ligne>,
    /// What else is to be known.
    pub mentions: Vec<Ligne>,
    /// Whether it holds the longest chain.
    pub dans_la_chaine: bool,
}

impl LigneAction {
    /// The title without its number, where the number has its own place.
    pub fn titre_sans_nombre(&self) -> &str {
        self.titre.strip_suffix(&fois(self.quantite)).unwrap_or(&self.titre)
    }

    /// Every statement about it, reasons first.
    pub fn lignes(&self) -> impl Iterator<Item = &Ligne> {
        self.raisons
            .iter()
            .chain(&self.mentions)
            .chain(&self.signe)
            .chain(&self.d_abord)
            .chain(&self.joindre)
            .chain(&self.envoyer)
            .chain(&self.delai)
            .chain(&self.etapes)
    }

    /// Whether the user can do it now: nothing before it is missing or unknown, and it is neither done nor running.
    pub fn possible(&self) -> bool {
        self.attend.is_empty() && self.moment.possible()
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

/// Something not yet known, and which questions decide: « peut-être ».
#[derive(Clone)]
pub struct LigneOuverte {
    /// Id of the action it may be.
    pub id: String,
    /// Its phase.
    pub phase: Phase,
    /// An advice, never counted.
    pub conseil: bool,
    /// What it may be.
    pub titre: String,
    /// How many it would be, when that is known.
    pub quantite: Option<u32>,
    /// Ids and titles of the actions that find out the answers, not done yet.
    pub apres: Vec<(String, String)>,
    /// When it is known, in words: « après : vérifier le contrat ».
    pub quand: String,
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

/// The case of a conclusion and whom or what it is about, when it is one.
type De<'s> = Option<(&'static Cas, &'s Sujet)>;

/// Finds the answers that decide a conclusion, to cite them.
type Decident<'d> = dyn Fn(&Facts, De, &dyn Fn(&Facts) -> Known<bool>) -> Vec<Reponse> + 'd;

/// All that is said of a plan.
#[derive(Clone)]
pub struct Report {
    /// Name of the structure; empty when none was given.
    pub structure: String,
    /// The day of the plan.
    pub jour: NaiveDate,
    /// The day the complete file arrives.
    pub du: NaiveDate,
    /// The same, and what it is worth: a hypothesis until its pieces are done.
    pub envoi: Envoi,
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
    /// The seven figures: what is sure.
    pub bilan: Bilan,
    /// What is open may add as much to each.
    pub en_plus: Bilan,
    /// Figures that what is open may raise by an unknown number.
    pub sans_borne: Vec<Compte>,
    /// Length of the longest chain, in words: « 5 semaines », « au moins 5 semaines » when something has no published
    /// delay or is open; empty when everything can be done at once.
    pub chaine: String,
    /// Whom to call, a line each, as who publishes this copy says it: the plan itself names nobody of the region.
    pub appels: Vec<String>,
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
        Self::depuis(&dossier.answers, &dossier.suivi, today, &|_, _, _| vec![])
    }

    /// The same as [`Self::of`], in short.
    pub fn bref(answers: &Answers, today: NaiveDate) -> Self {
        Self::depuis(answers, &Suivis::default(), today, &|_, _, _| vec![])
    }

    fn complet(answers: &Answers, suivis: &Suivis, today: NaiveDate) -> Self {
        let (etude, semblables) = (questionnaire::etude(answers), Semblables::new(answers));
        // What decides of a row decides of those that answer the same.
        let known: RefCell<FxHashMap<(usize, usize), Vec<Lu>>> = RefCell::default();
        let decident = |facts: &Facts, de: De, conclusion: &dyn Fn(&Facts) -> Known<bool>| {
            let Some((cas, Sujet::Ligne(_, ligne), groupe)) = de.and_then(|(cas, sujet)| {
                Some((std::ptr::from_ref(cas) as usize, sujet, semblables.groupe_de(sujet)?))
            }) else {
                return reponses(facts, &decisives(facts, &etude, conclusion));
            };
            if let Some(lus) = known.borrow().get(&(cas, groupe)) {
                let of_this_row = |lu: &Lu| Lu {
                    question: lu.question,
                    ligne: lu.ligne.as_ref().map(|(list, _)| (*list, ligne.clone())),
                };
                return reponses(facts, &lus.iter().map(of_this_row).collect::<Vec<Lu>>());
            }
            let decision = decider(facts, &etude, conclusion);
            let said = reponses(facts, &decision.lus);
            if decision.vaut_pour_ses_semblables(ligne, PRO_EFFECTIF.spec.id) {
                known.borrow_mut().insert((cas, groupe), decision.lus);
            }
            said
        };
        Self::depuis(answers, suivis, today, &decident)
    }

    fn depuis(answers: &Answers, suivis: &Suivis, today: NaiveDate, decident: &Decident) -> Self {
        let plan = &plan_suivi(answers, suivis, today);
        let memoire = Memoire::default();
        let facts = Facts::new(answers, today).avec_memoire(&memoire);
        let ligne = |cas: &'static Cas, sujet: &Sujet| Ligne {
            cas: cas.id,
            texte: cas.pourquoi.to_owned(),
            regles: cas.regles,
            reponses: decident(&sujet.pres(&facts), Some((cas, sujet)), &|facts| (cas.quand)(facts, sujet)),
            doutes: doutes(cas.doutes),
        };
        let fiches: Vec<Fiche> =
            plan.actions.iter().map(|action| (action.rule.fiche)(&facts, &action.sujet)).collect();
        let titre_de = |place: &usize| {
            let action = plan.actions.get(*place).zip(fiches.get(*place));
            // How many there are of it is said where it stands, not where it is only named.
            action.map_or_else(Default::default, |(action, fiche)| (action.id.clone(), fiche.titre.clone()))
        };
        let ouverts: Vec<LigneOuverte> =
            plan.ouverts.iter().map(|open| ouverte(&facts, plan, open, suivis, &titre_de)).collect();
        let actions: Vec<LigneAction> = plan
            .actions
            .iter()
            .zip(&fiches)
            .enumerate()
            .map(|(place, (action, fiche))| {
                let attend = attend(plan, action, suivis, &titre_de, &ouverts);
                let released =
                    !action.apres.is_empty() && action.apres.iter().all(|one| est_fait(plan, suivis, *one));
                let noted = suivis.get(&action.cle);
                let moment = moment(action, noted, &attend, released, plan.envoi.jour, today);
                (place, action, fiche, attend, moment)
            })
            .map(|(place, action, fiche, attend, moment)| LigneAction {
                id: action.id.clone(),
                cle: action.cle.clone(),
                phase: action.rule.phase,
                titre: titre(fiche, action.quantite),
                conseil: action.rule.conseil,
                quantite: action.quantite,
                pour: fiche.pour.clone(),
                quoi: fiche.quoi,
                qui: fiche.qui.clone(),
                signe: fiche.signe.as_ref().map(dit),
                d_abord: fiche.d_abord.iter().map(dit).collect(),
                joindre: fiche.joindre.iter().map(dit).collect(),
                envoyer: fiche.envoyer.as_ref().map(dit),
                delai: fiche.delai.as_ref().map(dit),
                etapes: fiche.etapes.iter().map(dit).collect(),
                contacts: fiche.contacts.iter().filter_map(|id| contacts::contact(id)).collect(),
                apres: action.apres.iter().map(titre_de).collect(),
                attend,
                avec_le_dossier: action.origine == Origine::DossierComplet,
                debut: action.debut,
                fin: action.fin,
                quand: moment.en_mots(),
                moment,
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
                        reponses: decident(&facts, None, &|facts| un_cas_tient(facts, ecarte.rule)),
                        doutes: vec![],
                    }]
                } else {
                    ecarte.raisons.iter().map(|cas| ligne(cas, &ecarte.sujet)).collect()
                },
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
                    texte: avis.dit_le(today),
                    regles: avis.regles,
                    reponses: decident(&facts, None, &avis.quand),
                    doutes: doutes(avis.doutes),
                },
            })
            .collect();
        Self {
            appels: vec![],
            structure: structure(&facts),
            jour: today,
            du: plan.du,
            envoi: plan.envoi,
            au: plan.au,
            actions,
            ecartes,
            ouverts,
            avis,
            bilan: plan.bilan,
            en_plus: plan.en_plus,
            sans_borne: plan.sans_borne.clone(),
            chaine: match calendrier::duree(plan.duree_chaine) {
                words if words.is_empty() || !plan.au_moins => words,
                words => format!("au moins {words}"),
            },
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

    /// What is open in a phase: what may have to be done there, « peut-être ».
    pub fn peut_etre(&self, phase: Phase) -> impl Iterator<Item = &LigneOuverte> {
        self.ouverts.iter().filter(move |open| open.phase == phase && !open.conseil)
    }

    /// The phases that hold an action, or what may be one.
    pub fn phases_possibles(&self) -> impl Iterator<Item = (Phase, Vec<&LigneAction>, Vec<&LigneOuverte>)> {
        Phase::TOUTES.into_iter().filter_map(|phase| {
            let actions: Vec<&LigneAction> =
                self.actions.iter().filter(|action| action.phase == phase).collect();
            let opens: Vec<&LigneOuverte> = self.peut_etre(phase).collect();
            (!actions.is_empty() || !opens.is_empty()).then_some((phase, actions, opens))
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

    /// The figures that are not nought for sure, in words: « 0 ou 1 », « 1 à 3 », « 2 ou plus »; and their names.
    pub fn figures_en_mots(&self) -> Vec<(String, &'static str)> {
        let nought = |compte: Compte| self.bilan.de(compte) == 0 && self.en_plus.de(compte) == 0;
        let shown = Compte::TOUS.into_iter().filter(|compte| !nought(*compte));
        shown.map(|compte| self.figure_en_mots(compte)).collect()
    }

    /// One of the seven figures in words, nought or not, and its name.
    pub fn figure_en_mots(&self, compte: Compte) -> (String, &'static str) {
        let (sure, more) = (self.bilan.de(compte), self.en_plus.de(compte));
        let most = sure.saturating_add(more);
        let unbounded = self.sans_borne.contains(&compte);
        let words = match (sure, more) {
            (sure, _) if unbounded => format!("{sure} ou plus"),
            (sure, 0) => sure.to_string(),
            (sure, 1) => format!("{sure} ou {most}"),
            (sure, _) => format!("{sure} à {most}"),
        };
        (words, nom_de_figure(compte, most > 1 || unbounded))
    }

    /// « Nous comptons un dossier complet reçu par l’ANS le 14 décembre 2026. C’est une hypothèse. »; empty when no date
    /// depends on it.
    pub fn envoi_en_mots(&self) -> String {
        if self.envoi.suspendu {
            let finess = self.actions.iter().any(|action| {
                action.id == "immatriculation-finess"
                    && action.attend.is_empty()
                    && !matches!(action.moment, Moment::Fait(_))
            });
            let first =
                if finess { "l’ouverture du numéro FINESS" } else { "les premières vérifications" };
            return format!("Rien ne part avant {first}\u{a0}: ce qui en dépend n’a pas de date.");
        }
        let jour = calendrier::long(self.envoi.jour);
        match (self.envoi.utile, self.envoi.nature, self.envoi.en_retard) {
            (false, ..) => String::new(),
            (_, Nature::Note, _) => format!("Dossier complet le {jour}, d’après ce que vous avez noté."),
            (_, _, true) => format!(
                "En retard\u{a0}: le dossier complet était prévu le {jour}, et rien n’est noté. Aucune date n’a bougé. Notez ce qui est fait, ou choisissez une autre date."
            ),
            (_, Nature::Repondu | Nature::Propose, false) => format!(
                "Nous comptons un dossier complet reçu par l’ANS le {jour}. C’est une hypothèse\u{a0}: les autres dates en dépendent, au plus tôt."
            ),
        }
    }

    /// The seven figures and their names, with the plural when it is due.
    pub fn figures(&self) -> [(u32, &'static str); 7] {
        Compte::TOUS.map(|compte| {
            let number = self.bilan.de(compte);
            (number, nom_de_figure(compte, number > 1))
        })
    }
}

/// The name of one of the seven figures.
pub fn nom_de_figure(compte: Compte, pluriel: bool) -> &'static str {
    match (compte, pluriel) {
        (Compte::Contrats, false) => "contrat",
        (Compte::Contrats, true) => "contrats",
        (Compte::F101, false) => "formulaire F101",
        (Compte::F101, true) => "formulaires F101",
        (Compte::F502, false) => "mandat (F502 ou TOM)",
        (Compte::F502, true) => "mandats (F502 ou TOM)",
        (Compte::Cde, false) => "carte CDE",
        (Compte::Cde, true) => "cartes CDE",
        (Compte::Cpe, false) => "carte CPE",
        (Compte::Cpe, true) => "cartes CPE",
        (Compte::Cpa, false) => "carte CPA",
        (Compte::Cpa, true) => "cartes CPA",
        (Compte::Certificats, false) => "certificat",
        (Compte::Certificats, true) => "certificats",
    }
}

/// The title of an action, and how many times it is to be done, said once: every page and every file takes it as it is.
fn titre(fiche: &Fiche, quantite: u32) -> String {
    if fiche.dit_le_nombre { fiche.titre.clone() } else { format!("{}{}", fiche.titre, fois(quantite)) }
}

/// « × 25 »; nothing for one.
fn fois(quantite: u32) -> String {
    if quantite > 1 { format!(" × {quantite}") } else { String::new() }
}

fn nomme(facts: &Facts, nom: &str, sujet: &super::rule::Sujet) -> String {
    use super::rule::Sujet;
    let qui = match sujet {
        Sujet::Dossier | Sujet::Reponse(_) => String::new(),
        // The holder of a card whom nobody named, or who is gone: asked for beside it, and named by nothing.
        Sujet::Personne(id) if facts.ligne(INCIDENTS.spec.id, id).is_some() => String::new(),
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

fn doutes(ids: &[&str]) -> Vec<&'static Doute> {
    ids.iter().filter_map(|id| doute(id)).collect()
}

/// Above that many answers of one list, the list itself is cited in their place.
const LIGNES_CITEES: usize = 4;

fn reponses(facts: &Facts, lus: &[Lu]) -> Vec<Reponse> {
    let list = |lu: &Lu| lu.ligne.as_ref().map(|(list, _)| *list);
    let mut listes: Vec<(&str, usize)> = vec![];
    for list in lus.iter().filter_map(list) {
        match listes.iter_mut().find(|(known, _)| *known == list) {
            Some((_, count)) => *count += 1,
            None => listes.push((list, 1)),
        }
    }
    let mut cited: Vec<Lu> = vec![];
    for lu in lus {
        let many = list(lu)
            .filter(|list| listes.iter().any(|(known, count)| known == list && *count > LIGNES_CITEES));
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
            let inside = facts.ligne(list, id)?;
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
    let Some(entry) = sans_disparues(facts.answers(), spec, entry) else { return a_redonner(spec) };
    match entry.as_ref() {
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

/// What stands for an answer that names only rows that are gone: « à préciser (un site a été supprimé) ».
fn a_redonner(spec: &Spec) -> String {
    let list = spec.nomme().and_then(|(list, _)| questionnaire::spec(list));
    let un = match list.map(|list| &list.champ) {
        Some(Champ::Lignes(liste)) => liste.un,
        _ => "une ligne",
    };
    let accord = if un.starts_with("une ") { "e" } else { "" };
    format!("à préciser ({un} a été supprimé{accord})")
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
        // A row that is gone is told by `a_redonner`.
        _ => id.to_owned(),
    }
}

fn libelle(spec: &Spec, jeton: &str) -> String {
    let found = match &spec.champ {
        Champ::Choix(options) | Champ::ChoixMultiple(options) => {
            options.iter().find(|option| option.jeton == jeton).map(|option| option.libelle)
        }
        Champ::Selection(groupes) => groupes
            .iter()
            .flat_map(|groupe| &groupe.options)
            .find(|(token, _)| *token == jeton)
            .map(|(_, label)| *label),
        _ => None,
    };
    found.unwrap_or(jeton).to_owned()
}

/// Whether the action at that place is noted as done, for its present term.
fn est_fait(plan: &Plan, suivis: &Suivis, place: usize) -> bool {
    let noted = plan.actions.get(place).and_then(|action| suivis.get(&action.cle));
    noted.is_some_and(|suivi| suivi.etat == Etat::Fait)
}

/// Gives the id and the title of the action at that place.
type TitreDe<'a> = dyn Fn(&usize) -> (String, String) + 'a;

/// One thing that is open, and what is to be done to know.
fn ouverte(facts: &Facts, plan: &Plan, open: &Ouvert, suivis: &Suivis, titre_de: &TitreDe) -> LigneOuverte {
    let undone = open.apres.iter().filter(|place| !est_fait(plan, suivis, **place));
    let apres: Vec<(String, String)> = undone.map(titre_de).collect();
    let questions = reponses(facts, &open.questions);
    let moment = match (apres.first(), questions.first()) {
        (Some((_, titre)), _) => Moment::Apres(titre.clone(), apres.len() - 1),
        (None, Some(reponse)) => Moment::Apres(repondre(reponse), 0),
        (None, None) => Moment::Maintenant,
    };
    LigneOuverte {
        id: open.id.clone(),
        phase: open.rule.phase,
        conseil: open.rule.conseil,
        titre: nomme(facts, open.rule.nom, &open.sujet),
        quantite: open.quantite,
        quand: moment.en_mots(),
        apres,
        questions,
    }
}

fn repondre(reponse: &Reponse) -> String {
    format!("répondre à «\u{a0}{}\u{a0}»", reponse.question)
}

/// What an action still waits for, in the order of the plan: what is due, then what may be. What leaves in the same envelope
/// is prepared with it.
fn attend(
    plan: &Plan,
    action: &Action,
    suivis: &Suivis,
    titre_de: &TitreDe,
    ouverts: &[LigneOuverte],
) -> Vec<Attend> {
    let together = |place: &usize| {
        action.origine == Origine::DossierComplet
            && plan.actions.get(*place).is_some_and(|other| other.origine == action.origine)
    };
    let mut places: Vec<usize> = action.apres.iter().filter(|place| !together(place)).copied().collect();
    places.sort_unstable();
    let due = places.iter().filter(|place| !est_fait(plan, suivis, **place)).map(titre_de);
    let maybe = action.apres_ouverts.iter().filter_map(|place| ouverts.get(*place));
    due.map(|(id, titre)| Attend { id, titre, certain: true })
        .chain(maybe.map(|open| {
            // Nothing finds it out but the answer itself.
            let titre = match open.questions.first() {
                Some(reponse) if open.apres.is_empty() => repondre(reponse),
                _ => open.titre.clone(),
            };
            Attend { id: open.id.clone(), titre, certain: false }
        }))
        .collect()
}

/// When an action is to be done. Released: something came before it, and all of it is done. `envoi`: the day of the complete
/// file.
fn moment(
    action: &Action,
    suivi: Option<&Suivi>,
    attend: &[Attend],
    released: bool,
    envoi: NaiveDate,
    today: NaiveDate,
) -> Moment {
    let etat = suivi.map_or(Etat::AFaire, |suivi| suivi.etat);
    match (etat, suivi.and_then(|suivi| suivi.date)) {
        (Etat::Fait, jour) => return Moment::Fait(jour),
        (Etat::AFaire | Etat::EnCours, Some(jour)) => {
            return match action.fin.filter(|fin| *fin > jour) {
                Some(fin) => Moment::Prevu(jour, Some(fin)),
                None if jour < today => Moment::EnRetard(jour),
                None => Moment::Prevu(jour, None),
            };
        }
        (Etat::AFaire | Etat::EnCours, None) => {}
    }
    let (debut, fin) = (action.debut.unwrap_or(today), action.fin);
    if let Some(first) = attend.first() {
        let certain = attend.iter().filter(|other| other.certain).count();
        let after = || Moment::Apres(first.titre.clone(), certain.saturating_sub(1));
        // What waits for something that can be done today has no day of its own: it would move each day. A published delay
        // from the day of the complete file has one, even when that day is today.
        let counted = matches!(action.duree, Duree::JoursOuvres(_)) && envoi >= today;
        let own = |debut: &NaiveDate| *debut > today || (counted && *debut == envoi);
        return match (action.debut.filter(own), action.duree, fin) {
            (None, ..) => after(),
            (Some(_), Duree::JoursOuvres(_), Some(fin)) => Moment::Vers(fin),
            (Some(_), _, Some(fin)) => Moment::APartirDu(fin),
            (Some(debut), _, None) => Moment::APartirDu(debut),
        };
    }
    let sent = action.origine == Origine::DossierComplet;
    let runs = etat == Etat::EnCours || released;
    match (action.duree, fin) {
        (Duree::Le(jour), _) if jour > today => Moment::Le(jour),
        (Duree::Jours(_), Some(fin)) if fin > today => Moment::APartirDu(fin),
        (Duree::Le(_) | Duree::Jours(_) | Duree::Reponse, _) => Moment::Maintenant,
        (Duree::Aucune | Duree::Variable, _) => match debut.cmp(&today) {
            Ordering::Greater if sent => Moment::DIci(debut),
            Ordering::Greater => Moment::APartirDu(debut),
            Ordering::Less if sent => Moment::EnRetard(debut),
            Ordering::Equal | Ordering::Less => Moment::Maintenant,
        },
        (Duree::JoursOuvres(_), Some(fin)) if runs && fin < today => Moment::Attendu(fin),
        (Duree::JoursOuvres(_), Some(fin)) if runs => Moment::Vers(fin),
        (Duree::EnRoute, _) => Moment::EnRoute,
        (Duree::NonPubliee, _) if etat == Etat::EnCours => Moment::SansDelai,
        (Duree::JoursOuvres(_) | Duree::NonPubliee, fin) => match debut.cmp(&today) {
            Ordering::Greater => Moment::ALancerDIci(debut, fin),
            Ordering::Less if sent => Moment::EnRetard(debut),
            Ordering::Equal | Ordering::Less => Moment::ALancer(fin),
        },
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
