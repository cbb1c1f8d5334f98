//! Several dossiers: how each is filed on this device, in which order they are shown, which ones are looked for, what is to
//! be done in all of them, what is to be put in safety.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::recherche::Recherche;
use super::resume::{Resume, Tache, Temps};

/// How many days before its end a certificate or a card is told (R-CERT-17 writes 60 days before; the plan reminds at 90).
pub const FIN_PROCHE: i64 = 90;

/// After how many days of change without a copy elsewhere a reminder is due, where the browser may erase what it keeps.
pub const RAPPEL: i64 = 7;

/// Characters of the name of a group.
pub const GROUPE_MAX: usize = 80;

/// Characters of what tells a dossier from another of its name.
pub const MENTION_MAX: usize = 80;

/// The name of a dossier, with what tells it from another of that name: « ORSAC (copie) ».
pub fn nom_avec_mention(nom: &str, mention: &str) -> String {
    if mention.is_empty() { nom.to_owned() } else { format!("{nom} ({mention})") }
}

/// A text on one line, of so many characters at most; the spaces that French types before signs are kept.
pub fn en_une_ligne(texte: &str, max: usize) -> String {
    let words = texte.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").chars().take(max).collect()
}

/// What tells a new copy from those that are told so already: « copie », « copie 2 ».
pub fn mention_de_copie(prises: &[&str]) -> String {
    let names = std::iter::once("copie".to_owned()).chain((2..).map(|rank| format!("copie {rank}")));
    names.into_iter().find(|name| !prises.contains(&name.as_str())).unwrap_or_default()
}

/// How a dossier is filed on this device. It is of the device, not of the dossier: it is in no file of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Classement {
    /// The group that it is gathered in; empty: none.
    pub groupe: String,
    /// What tells it from another dossier of its name, where the page lists or names dossiers, in nothing that it writes;
    /// empty: nothing.
    pub mention: String,
    /// Whether it is put away.
    pub archive: bool,
    /// When a copy last left the device, ISO 8601; empty: never.
    pub exporte_le: String,
    /// The first day of which something is in no copy elsewhere; none when all is.
    pub sans_copie_depuis: Option<NaiveDate>,
}

impl Classement {
    /// What was kept; the default for what can't be read.
    pub fn lire(texte: &str) -> Self {
        serde_json::from_str(texte).unwrap_or_default()
    }

    /// What is kept.
    pub fn ecrire(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Notes that a dossier that was last saved then, on that day where the user is, holds something that is in no copy
    /// elsewhere. Whether it was news.
    pub fn noter_changement(&mut self, modifie_le: &str, jour: Option<NaiveDate>) -> bool {
        let news = self.sans_copie_depuis.is_none() && jour.is_some() && *modifie_le > *self.exporte_le;
        if news {
            self.sans_copie_depuis = jour;
        }
        news
    }

    /// A copy of it left the device at that instant.
    pub fn noter_copie(&mut self, instant: &str) {
        instant.clone_into(&mut self.exporte_le);
        self.sans_copie_depuis = None;
    }
}

/// What the page itself reads of how a dossier is filed: the rest is for the programs beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Rangement {
    /// The group that it is gathered in; empty: none.
    pub groupe: String,
    /// What tells it from another dossier of its name; empty: nothing.
    pub mention: String,
    /// Whether it is put away.
    pub archive: bool,
    /// The first day of which something is in no copy elsewhere; none when all is.
    pub sans_copie_depuis: Option<NaiveDate>,
}

impl Rangement {
    /// What was kept; the default for what can't be read.
    pub fn lire(texte: &str) -> Self {
        serde_json::from_str(texte).unwrap_or_default()
    }

    /// Whether a copy is due.
    pub fn est_a_copier(&self, today: NaiveDate) -> bool {
        copie_due(self.archive, self.sans_copie_depuis, today)
    }
}

fn copie_due(archive: bool, sans_copie_depuis: Option<NaiveDate>, today: NaiveDate) -> bool {
    !archive && sans_copie_depuis.is_some_and(|jour| (today - jour).num_days() >= RAPPEL)
}

/// What is said of the dossiers of which a copy is due, where the browser may erase what it keeps; none when none is.
pub fn rappel(noms: &[String]) -> Option<String> {
    let who = match noms {
        [] => return None,
        [one] => format!("Le dossier «\u{a0}{one}\u{a0}» a changé"),
        many => format!("{} dossiers ont changé", many.len()),
    };
    Some(format!(
        "{who} depuis {RAPPEL} jours ou plus, sans copie ailleurs. Ce navigateur peut effacer ce qu’il garde s’il manque de place\u{a0}: téléchargez-en une copie."
    ))
}

/// Which dossiers are not those of this page, on the same device.
pub const AUTRES_COPIES: &str =
    "Une copie de Jalons ouverte à une autre adresse garde les siens : ils ne sont pas touchés.";

/// A dossier in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fiche {
    /// Its id.
    pub id: String,
    /// What is said of it; none before it was read.
    pub resume: Option<Resume>,
    /// The day of its last change, where the user is: in the evening overseas it is not that of [`Resume::modifie_le`].
    pub modifie: Option<NaiveDate>,
    /// How it is filed.
    pub classement: Classement,
}

impl Fiche {
    /// What the list calls it.
    pub fn nom(&self) -> String {
        let name = self.resume.as_ref().map_or("Lecture en cours…", Resume::nom_affiche);
        nom_avec_mention(name, &self.classement.mention)
    }

    /// The words by which it is found.
    pub fn mots(&self) -> String {
        let (finess, others) =
            self.resume.as_ref().map_or(("", ""), |resume| (resume.finess.as_str(), resume.mots.as_str()));
        format!("{} {finess} {} {others}", self.nom(), self.classement.groupe)
    }

    /// Which filters it answers.
    pub fn etats(&self, today: NaiveDate) -> Vec<Etat> {
        if self.classement.archive {
            return vec![Etat::Archive];
        }
        let mut etats = vec![Etat::EnCours];
        if self.retards() > 0 {
            etats.push(Etat::EnRetard);
        }
        if self.resume.as_ref().is_some_and(|resume| ce_mois(resume, today)) {
            etats.push(Etat::CeMois);
        }
        etats
    }

    /// How many things are late.
    pub fn retards(&self) -> usize {
        self.resume.as_ref().map_or(0, Resume::retards)
    }

    fn modifie_le(&self) -> &str {
        self.resume.as_ref().map_or("", |resume| resume.modifie_le.as_str())
    }
}

/// Whether something is late, is to be done or ends before the end of the month.
fn ce_mois(resume: &Resume, today: NaiveDate) -> bool {
    let before_its_end = |jour: NaiveDate| (jour.year(), jour.month()) <= (today.year(), today.month());
    resume.taches.iter().any(|tache| tache.jour.is_some_and(before_its_end))
        || resume.fins.iter().any(|fin| fin.jour >= today && before_its_end(fin.jour))
}

/// Which dossiers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Etat {
    /// Those that are not put away.
    EnCours,
    /// Those where something is late.
    EnRetard,
    /// Those where something is late, to be done or ends this month.
    CeMois,
    /// Those that are put away.
    Archive,
}

impl Etat {
    /// Every one, in the order they are offered.
    pub const TOUS: [Self; 4] = [Self::EnCours, Self::EnRetard, Self::CeMois, Self::Archive];

    /// Its token on the page.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::EnCours => "en-cours",
            Self::EnRetard => "en-retard",
            Self::CeMois => "ce-mois",
            Self::Archive => "archive",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::EnCours => "Tous, sauf les archivés",
            Self::EnRetard => "En retard",
            Self::CeMois => "À faire ce mois-ci",
            Self::Archive => "Archivés",
        }
    }
}

/// In which order dossiers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tri {
    /// The last one changed first.
    #[default]
    Modification,
    /// By name.
    Nom,
    /// The most late first.
    Retard,
    /// By the next day that something is to be done or ends.
    Echeance,
    /// By group, then by name.
    Groupe,
}

impl Tri {
    /// Every one, in the order they are offered.
    pub const TOUS: [Self; 5] = [Self::Modification, Self::Nom, Self::Retard, Self::Echeance, Self::Groupe];

    /// Its token on the page.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Modification => "modification",
            Self::Nom => "nom",
            Self::Retard => "retard",
            Self::Echeance => "echeance",
            Self::Groupe => "groupe",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Modification => "Dernière modification",
            Self::Nom => "Nom",
            Self::Retard => "Ce qui est en retard",
            Self::Echeance => "Prochaine échéance",
            Self::Groupe => "Groupe",
        }
    }

    /// The order of a token; the first one of another text.
    pub fn de_jeton(jeton: &str) -> Self {
        Self::TOUS.into_iter().find(|tri| tri.jeton() == jeton).unwrap_or_default()
    }
}

/// Puts dossiers in order; those that nothing tells apart, by name, then by id.
pub fn trier(fiches: &mut [Fiche], tri: Tri, today: NaiveDate) {
    let nom = |fiche: &Fiche| (super::recherche::sans_accents(&fiche.nom()), fiche.id.clone());
    match tri {
        Tri::Modification => fiches.sort_by(|one, other| {
            other.modifie_le().cmp(one.modifie_le()).then_with(|| nom(one).cmp(&nom(other)))
        }),
        Tri::Nom => fiches.sort_by_cached_key(nom),
        Tri::Retard => {
            fiches.sort_by_cached_key(|fiche| (std::cmp::Reverse(fiche.retards()), nom(fiche)));
        }
        Tri::Echeance => fiches.sort_by_cached_key(|fiche| (prochain_jour(fiche, today), nom(fiche))),
        Tri::Groupe => fiches.sort_by_cached_key(|fiche| {
            let groupe = &fiche.classement.groupe;
            (groupe.is_empty(), super::recherche::sans_accents(groupe), nom(fiche))
        }),
    }
}

/// The next day that something is to be done or ends.
fn prochain_jour(fiche: &Fiche, today: NaiveDate) -> NaiveDate {
    let Some(resume) = &fiche.resume else { return NaiveDate::MAX };
    let tasks = resume.taches.iter().filter_map(|tache| tache.jour);
    let ends = resume.fins.iter().map(|fin| fin.jour).filter(|jour| *jour >= today);
    tasks.chain(ends).min().unwrap_or(NaiveDate::MAX)
}

/// What is typed to find a dossier: a number that is typed in pieces is one word.
pub fn recherche(cherche: &str) -> Recherche {
    let net = super::saisie::net(cherche);
    let joined: String = net.chars().filter(|c| !c.is_whitespace()).collect();
    let number = !joined.is_empty()
        && joined.chars().all(|c| c.is_ascii_digit() || matches!(c, 'A' | 'B' | 'a' | 'b'));
    let number = number && joined.chars().any(|c| c.is_ascii_digit());
    Recherche::new(if number { &joined } else { cherche })
}

/// Something to be done, and in which dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AFaire<'a> {
    /// The dossier.
    pub fiche: &'a Fiche,
    /// What.
    pub tache: &'a Tache,
}

/// What is to be done in all the dossiers that are not put away, by date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Semaine<'a> {
    /// What is late.
    pub en_retard: Vec<AFaire<'a>>,
    /// What has its day within seven days.
    pub cette_semaine: Vec<AFaire<'a>>,
    /// What can be done now, on no day of its own or on a later one.
    pub maintenant: Vec<AFaire<'a>>,
    /// The rest.
    pub plus_tard: Vec<AFaire<'a>>,
    /// Certificates and cards that end soon, by day.
    pub fins: Vec<(&'a Fiche, &'a super::resume::Fin)>,
}

/// What is to be done in all these dossiers.
pub fn semaine(fiches: &[Fiche], today: NaiveDate) -> Semaine<'_> {
    let mut semaine = Semaine::default();
    let last = today.checked_add_days(Days::new(6)).unwrap_or(today);
    for fiche in fiches.iter().filter(|fiche| !fiche.classement.archive) {
        let Some(resume) = &fiche.resume else { continue };
        for tache in &resume.taches {
            let list = match (tache.temps, tache.jour) {
                (Temps::EnRetard, _) => &mut semaine.en_retard,
                (_, Some(jour)) if jour <= last => &mut semaine.cette_semaine,
                (Temps::Possible, _) => &mut semaine.maintenant,
                (Temps::PlusTard, _) => &mut semaine.plus_tard,
            };
            list.push(AFaire { fiche, tache });
        }
        semaine.fins.extend(resume.fins_d_ici(today, FIN_PROCHE).map(|fin| (fiche, fin)));
    }
    let by_day = |one: &AFaire| one.tache.jour.unwrap_or(NaiveDate::MAX);
    for list in
        [&mut semaine.en_retard, &mut semaine.cette_semaine, &mut semaine.maintenant, &mut semaine.plus_tard]
    {
        list.sort_by_key(by_day);
    }
    semaine.fins.sort_by_key(|(_, fin)| fin.jour);
    semaine
}

/// The dossiers that hold, for [`RAPPEL`] days or more, something that is in no copy elsewhere.
pub fn sans_copie(fiches: &[Fiche], today: NaiveDate) -> Vec<&Fiche> {
    let due = |fiche: &&Fiche| copie_due(fiche.classement.archive, fiche.classement.sans_copie_depuis, today);
    fiches.iter().filter(due).collect()
}

/// The names of the groups, in order, and how many dossiers each has.
pub fn groupes(fiches: &[Fiche]) -> Vec<(&str, usize)> {
    let mut names: Vec<&str> = fiches.iter().map(|fiche| fiche.classement.groupe.as_str()).collect();
    names.retain(|name| !name.is_empty());
    names.sort_by_cached_key(|name| super::recherche::sans_accents(name));
    names.chunk_by(|one, other| one == other).filter_map(|run| Some((*run.first()?, run.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::calendrier::lire_date;
    use super::*;

    fn today() -> NaiveDate {
        lire_date("2026-02-02").unwrap()
    }

    fn fiche(id: &str, nom: &str, finess: &str, modifie_le: &str) -> Fiche {
        let texte = serde_json::json!({
            "jalons": "dossier", "schema": 1, "id": id, "enregistre-le": modifie_le,
            "reponses": {"denomination": nom, "finess-ej": finess},
        });
        let resume = Resume::du_texte(&texte.to_string(), today());
        Fiche { id: id.to_owned(), resume: Some(resume), modifie: None, classement: Classement::default() }
    }

    fn tache(jour: Option<&str>, temps: Temps) -> Tache {
        let (titre, qui, quand) = ("Signer".to_owned(), "vous".to_owned(), String::new());
        Tache { id: "contrat".to_owned(), titre, qui, quand, jour: jour.and_then(lire_date), temps }
    }

    #[test]
    fn the_page_reads_of_a_filing_what_was_kept_of_it() {
        let filed =
            Classement { groupe: "G".to_owned(), mention: "copie".to_owned(), ..Classement::default() };
        let seen = Rangement::lire(&filed.ecrire());
        assert_eq!((seen.groupe, seen.mention), (filed.groupe.clone(), filed.mention.clone()));
        assert_eq!(Rangement::lire("{"), Rangement::default());
        // A copy is due when the list of all dossiers says so.
        for (day, archive) in [("2026-01-26", false), ("2026-01-27", false), ("2026-01-26", true)] {
            let classement = Classement { archive, sans_copie_depuis: lire_date(day), ..filed.clone() };
            let due = Rangement::lire(&classement.ecrire()).est_a_copier(today());
            assert_eq!(due, (day, archive) == ("2026-01-26", false), "{day} {archive}");
            let fiche = Fiche { classement, ..fiche("d1", "ORSAC", "", "") };
            assert_eq!(sans_copie(&[fiche], today()).len(), usize::from(due), "{day} {archive}");
        }
    }

    #[test]
    fn a_copy_is_told_from_those_of_its_name() {
        let mut copy = fiche("a", "ORSAC", "", "2026-01-01");
        assert_eq!(mention_de_copie(&[]), "copie");
        assert_eq!(mention_de_copie(&["copie", "copie 3"]), "copie 2");
        "copie 2".clone_into(&mut copy.classement.mention);
        assert_eq!(copy.nom(), "ORSAC (copie 2)");
        assert!(recherche("orsac 2").trouve(&copy.mots()));
        assert_eq!(en_une_ligne(" Tournée\n d’avril ", 9), "Tournée d");
        assert_eq!(en_une_ligne("Porteur\u{a0}: le directeur", 80), "Porteur\u{a0}: le directeur");
    }

    fn avec(id: &str, taches: Vec<Tache>) -> Fiche {
        let mut fiche = fiche(id, id, "", "2026-01-01T00:00:00Z");
        if let Some(resume) = &mut fiche.resume {
            resume.taches = taches;
        }
        fiche
    }

    fn ids(fiches: &[Fiche]) -> Vec<&str> {
        fiches.iter().map(|fiche| fiche.id.as_str()).collect()
    }

    #[test]
    fn is_found_by_words_in_any_order_without_accents_by_its_number_and_by_its_group() {
        let mut one = fiche("d1", "EHPAD Les Érables", "010783009", "");
        one.classement.groupe = "Tournée d’avril".to_owned();
        for typed in [
            "erables",
            "érab ehp",
            "EHPAD",
            "0107",
            "01 078 3009",
            "\u{200b}010\u{200b}783\u{202c}",
            "avril",
            "",
        ] {
            assert!(recherche(typed).trouve(&one.mots()), "{typed}");
        }
        let texte = serde_json::json!({
            "jalons": "dossier", "schema": 1, "id": "d1", "enregistre-le": "",
            "reponses": {"denomination": "Les Érables", "siren": "775 680 309", "sites": [
                {"id": "site-1", "site-nom": "SAMSAH du Bugey", "site-finess": "010000024"},
                {"id": "site-2", "site-nom": "MAS des Dombes", "site-siret": "77568030900025"},
            ]},
        });
        one.resume = Some(Resume::du_texte(&texte.to_string(), today()));
        for typed in ["bugey", "samsah erables", "010000024", "775680309", "77568030900025"] {
            assert!(recherche(typed).trouve(&one.mots()), "{typed}");
        }
        for typed in ["tilleuls", "783009", "erables 02"] {
            assert!(!recherche(typed).trouve(&one.mots()), "{typed}");
        }
    }

    #[test]
    fn each_order_is_kept_whatever_the_order_before() {
        let mut late = fiche("d1", "Écluse", "", "2026-01-03T00:00:00Z");
        late.resume.as_mut().unwrap().taches = vec![tache(Some("2026-01-15"), Temps::EnRetard)];
        let mut soon = fiche("d2", "Bastide", "", "2026-01-01T00:00:00Z");
        soon.resume.as_mut().unwrap().taches = vec![tache(Some("2026-01-10"), Temps::Possible)];
        soon.classement.groupe = "Groupe".to_owned();
        let mut last = fiche("d3", "Dauphin", "", "2026-01-02T00:00:00Z");
        last.resume.as_mut().unwrap().taches = vec![];
        let all = [late, soon, last];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut fiches: Vec<Fiche> = order.iter().map(|rank: &usize| all[*rank].clone()).collect();
            let mut sorted = |tri| {
                trier(&mut fiches, tri, today());
                ids(&fiches).join(" ")
            };
            assert_eq!(sorted(Tri::Modification), "d1 d3 d2");
            assert_eq!(sorted(Tri::Nom), "d2 d3 d1");
            assert_eq!(sorted(Tri::Retard), "d1 d2 d3");
            assert_eq!(sorted(Tri::Echeance), "d2 d1 d3");
            assert_eq!(sorted(Tri::Groupe), "d2 d3 d1");
        }
    }

    #[test]
    fn filters_tell_late_this_month_and_put_away() {
        let late = avec("d1", vec![tache(Some("2026-01-15"), Temps::EnRetard)]);
        assert_eq!(late.etats(today()), [Etat::EnCours, Etat::EnRetard, Etat::CeMois]);
        let soon = avec("d2", vec![tache(Some("2026-02-28"), Temps::Possible)]);
        assert_eq!(soon.etats(today()), [Etat::EnCours, Etat::CeMois]);
        let later =
            avec("d3", vec![tache(Some("2026-03-01"), Temps::PlusTard), tache(None, Temps::Possible)]);
        assert_eq!(later.etats(today()), [Etat::EnCours]);
        let mut away = late.clone();
        away.classement.archive = true;
        assert_eq!(away.etats(today()), [Etat::Archive]);
    }

    #[test]
    fn the_week_holds_each_task_once_late_ones_first_and_nothing_of_what_is_put_away() {
        let one = avec(
            "d1",
            vec![
                tache(Some("2026-01-20"), Temps::EnRetard),
                tache(Some("2026-02-08"), Temps::Possible),
                tache(Some("2026-02-09"), Temps::Possible),
                tache(None, Temps::Possible),
                tache(None, Temps::PlusTard),
            ],
        );
        let other = avec(
            "d2",
            vec![tache(Some("2026-01-10"), Temps::EnRetard), tache(Some("2026-02-02"), Temps::PlusTard)],
        );
        let mut away = avec("d3", vec![tache(Some("2026-01-01"), Temps::EnRetard)]);
        away.classement.archive = true;
        let fiches = [one, other, away];
        let week = semaine(&fiches, today());
        let of = |list: &[AFaire]| -> Vec<String> {
            list.iter()
                .map(|one| format!("{} {:?}", one.fiche.id, one.tache.jour.map(|jour| jour.to_string())))
                .collect()
        };
        assert_eq!(of(&week.en_retard), ["d2 Some(\"2026-01-10\")", "d1 Some(\"2026-01-20\")"]);
        assert_eq!(of(&week.cette_semaine), ["d2 Some(\"2026-02-02\")", "d1 Some(\"2026-02-08\")"]);
        assert_eq!(of(&week.maintenant), ["d1 Some(\"2026-02-09\")", "d1 None"]);
        assert_eq!(of(&week.plus_tard), ["d1 None"]);
    }

    #[test]
    fn a_copy_is_asked_for_after_seven_days_of_change_and_no_more_once_it_left() {
        let mut fiches = [fiche("d1", "A", "", "2026-01-20T10:00:00Z")];
        let day = |instant: &str| instant.get(..10).and_then(lire_date);
        let note =
            |fiche: &mut Fiche, instant: &str| fiche.classement.noter_changement(instant, day(instant));
        assert!(note(&mut fiches[0], "2026-01-26T10:00:00Z"));
        assert_eq!(sans_copie(&fiches, today()).len(), 1);
        assert!(!note(&mut fiches[0], "2026-02-01T10:00:00Z"), "the first day counts");
        fiches[0].classement.noter_copie("2026-02-01T11:00:00Z");
        assert_eq!(sans_copie(&fiches, today()), Vec::<&Fiche>::new());
        assert!(!note(&mut fiches[0], "2026-02-01T10:00:00Z"), "older than the copy");
        assert!(note(&mut fiches[0], "2026-02-01T12:00:00Z"));
        assert_eq!(sans_copie(&fiches, today()), Vec::<&Fiche>::new(), "since yesterday");
    }

    #[test]
    fn filing_comes_back_as_it_was_kept_and_what_can_not_be_read_is_the_default() {
        let mut classement =
            Classement { groupe: "Été".to_owned(), archive: true, ..Classement::default() };
        // In the evening overseas, the day before.
        let day = lire_date("2026-01-19");
        classement.noter_changement("2026-01-20T03:00:00Z", day);
        assert_eq!(classement.sans_copie_depuis, day);
        assert_eq!(Classement::lire(&classement.ecrire()), classement);
        for text in ["", "[]", "{\"groupe\": 3}"] {
            assert_eq!(Classement::lire(text), Classement::default(), "{text}");
        }
    }

    #[test]
    fn groups_are_named_once_with_how_many_dossiers_they_have() {
        let mut fiches = [avec("d1", vec![]), avec("d2", vec![]), avec("d3", vec![]), avec("d4", vec![])];
        for (fiche, groupe) in fiches.iter_mut().zip(["Étang", "Bois", "", "Étang"]) {
            groupe.clone_into(&mut fiche.classement.groupe);
        }
        assert_eq!(groupes(&fiches), [("Bois", 1), ("Étang", 2)]);
    }
}
