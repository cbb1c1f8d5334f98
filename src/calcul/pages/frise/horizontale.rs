//! The wide drawing: time goes right, one row for each action, one lane for each phase.
//!
//! The scale holds the dates of the plan as far as they stay within [`JOURS_MAX`] days of J0; what is before or after (a
//! reminder two years away) stands in a column of its own, its date beside it.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::calendrier::{court, long, mois};
use crate::domain::rule::Phase;

use super::barres::{Barre, Frise, Repos};
use super::dessin::{
    Boite, CORPS, Dessin, FIN_INCONNUE, INTERLIGNE, PETIT, SANS_DATE, Trait, ailleurs, fleche,
    lignes_du_titre, n,
};
use super::texte::{GRAS, largeur};

/// Width of the drawing.
const L: f64 = 830.0;
/// Left of the titles, and their width.
const TITRES: (f64, f64) = (12.0, 252.0);
/// Left of the days; what is between the titles and them is for the links.
const JOURS: f64 = 306.0;
/// Width of the column « avant ».
const AVANT: f64 = 46.0;
/// Width of the margin after the days: dates that stand after their bar, and what is « plus tard ».
const MARGE: f64 = 136.0;
/// Height of a bar.
const BARRE: f64 = 14.0;
/// The days that the scale holds at most, and at least.
const JOURS_MAX: i64 = 154;
const JOURS_MIN: i64 = 13;
/// Bottom of the head: months, days, J0, today.
const TETE: f64 = 72.0;

/// From days to places.
struct Echelle {
    du: NaiveDate,
    au: NaiveDate,
    avant: bool,
    apres: bool,
    gauche: f64,
    jour: f64,
}

impl Echelle {
    fn de(frise: &Frise) -> Self {
        let core = frise.barres.iter().filter(|barre| barre.action.phase != Phase::Rappels);
        let ends = core.flat_map(|barre| [barre.debut(), barre.fin(), barre.autre_fin]).flatten();
        let mut dates: Vec<NaiveDate> = ends.chain([frise.jour]).collect();
        // The nearest first: a date far away does not push out those that fit.
        dates.sort_by_key(|date| ((*date - frise.j0).num_days().abs(), *date));
        let (mut du, mut au) = (frise.j0, frise.j0);
        for date in dates {
            let (first, last) = (du.min(date), au.max(date));
            if (last - first).num_days() <= JOURS_MAX {
                (du, au) = (first, last);
            }
        }
        let short = (JOURS_MIN - (au - du).num_days()).max(0).unsigned_abs();
        au = au.checked_add_days(Days::new(short)).unwrap_or(au);
        let shown = frise.barres.iter().flat_map(|barre| [barre.debut(), barre.fin()]).flatten();
        let (avant, apres) =
            shown.fold((false, false), |(before, after), date| (before || date < du, after || date > au));
        let gauche = if avant { JOURS + AVANT } else { JOURS };
        let jour = (L - MARGE - gauche) / ((au - du).num_days() + 1) as f64;
        Self { du, au, avant, apres, gauche, jour }
    }

    fn droite_des_jours(&self) -> f64 {
        L - MARGE
    }

    /// Left of a day.
    fn gauche(&self, jour: NaiveDate) -> f64 {
        if jour < self.du {
            JOURS + 10.0
        } else if jour > self.au {
            self.droite_des_jours() + 9.0
        } else {
            self.gauche + (jour - self.du).num_days() as f64 * self.jour
        }
    }

    /// Right of a day.
    fn droite(&self, jour: NaiveDate) -> f64 {
        if jour < self.du || jour > self.au {
            self.gauche(jour) + 12.0
        } else {
            self.gauche(jour) + self.jour
        }
    }

    fn jours(&self) -> impl Iterator<Item = NaiveDate> {
        let au = self.au;
        self.du.iter_days().take_while(move |jour| *jour <= au)
    }

    fn tient(&self, jour: NaiveDate) -> bool {
        (self.du..=self.au).contains(&jour)
    }
}

/// Whether a day stands on the scale of the wide drawing.
pub fn montre(frise: &Frise, jour: NaiveDate) -> bool {
    Echelle::de(frise).tient(jour)
}

/// Lays out the wide drawing.
pub fn horizontale(frise: &Frise) -> Dessin {
    let echelle = Echelle::de(frise);
    let mut y = TETE;
    let (mut lanes, mut coupes) = (vec![], vec![]);
    let mut actions: Vec<(usize, Vec<Trait>)> = vec![];
    let mut boites: Vec<Option<Boite>> = vec![None; frise.barres.len()];
    for (rank_phase, (phase, ranks)) in frise.phases().into_iter().enumerate() {
        let top = y;
        coupes.push(top);
        let name = Trait::Texte(TITRES.0, y + 18.0, CORPS, "phase-frise", phase.titre().to_owned());
        y += 26.0;
        for (place, rank) in ranks.into_iter().enumerate() {
            if place > 0 {
                coupes.push(y);
            }
            let Some(barre) = frise.barres.get(rank) else { continue };
            let lines = lignes_du_titre(barre, TITRES.1, 4);
            let dates = if barre.autre_fin.is_some() { 2.0 } else { 1.0 };
            let high = INTERLIGNE * (lines.len() as f64).max(dates) + 10.0;
            let mut traits: Vec<Trait> =
                vec![Trait::Fond(Boite::entre(4.0, L - 4.0, y, y + high), "rangee-frise", String::new())];
            traits.extend(lines.into_iter().enumerate().map(|(place, line)| {
                let baseline = y + 17.0 + place as f64 * INTERLIGNE;
                Trait::Texte(TITRES.0, baseline, CORPS, "titre-frise", line)
            }));
            let bar = dans_sa_rangee(frise, &echelle, rank, barre, y + high / 2.0, &mut traits);
            if let Some(slot) = boites.get_mut(rank) {
                *slot = bar;
            }
            actions.push((rank, traits));
            y += high;
        }
        y += 6.0;
        let band = Boite::entre(0.0, L, top, y);
        let class = if rank_phase % 2 == 0 { "couloir pair" } else { "couloir" };
        lanes.push((Trait::Fond(band, class, String::new()), name));
    }
    let bas = y;
    let (bands, names): (Vec<Trait>, Vec<Trait>) = lanes.into_iter().unzip();
    let mut fond = bands;
    fond.extend(jours(frise, &echelle, bas));
    fond.extend(names);
    fond.extend(liens(frise, &boites));
    Dessin { nom: "large", l: L, h: bas + 4.0, coupes, fond, actions }
}

/// The bar of a row and its dates, if it is dated.
fn dans_sa_rangee(
    frise: &Frise,
    echelle: &Echelle,
    rank: usize,
    barre: &Barre,
    milieu: f64,
    traits: &mut Vec<Trait>,
) -> Option<Boite> {
    let (haut, bas) = (milieu - BARRE / 2.0, milieu + BARRE / 2.0);
    let Some((debut, fin)) = barre.jours else {
        let text = SANS_DATE.to_owned();
        traits.push(Trait::Texte(JOURS + 6.0, milieu + 4.0, PETIT, "date-frise", text));
        return None;
    };
    let left = echelle.gauche(debut);
    let Some(fin) = fin else {
        let bar = Boite::entre(left, L - 8.0, haut, bas);
        traits.push(Trait::Barre(rank, bar, true));
        let text = FIN_INCONNUE.to_owned();
        traits.push(Trait::Texte(bar.x + 6.0, milieu + 4.0, PETIT, "dans-la-barre", text));
        return Some(bar);
    };
    let right = echelle.droite(fin).max(left + 7.0);
    let bar = Boite::entre(left, right, haut, bas);
    let year = if echelle.tient(fin) { String::new() } else { format!(" {}", fin.year()) };
    let end = right.max(barre.autre_fin.map_or(right, |other| echelle.droite(other)));
    match (barre.autre_fin, frise.autre) {
        (Some(other), Some(zone)) => {
            let (from, to) = (fin.min(other), fin.max(other));
            let more = Boite::entre(echelle.droite(from), echelle.droite(to), haut + 3.0, bas - 3.0);
            traits.push(Trait::Barre(rank, bar, false));
            traits.push(Trait::Fond(more, "autre-fin", String::new()));
            says_two(traits, end + 6.0, milieu, &format!("{}{year}", court(fin)), &ailleurs(other, zone));
        }
        (None, _) | (_, None) => {
            traits.push(Trait::Barre(rank, bar, false));
            let text = format!("{}{year}", court(fin));
            traits.push(Trait::Texte(end + 6.0, milieu + 4.0, PETIT, "date-frise", text));
        }
    }
    Some(bar)
}

fn says_two(traits: &mut Vec<Trait>, x: f64, milieu: f64, first: &str, second: &str) {
    let width = largeur(first, PETIT).max(largeur(second, PETIT));
    let x = x.min(L - 4.0 - width);
    traits.push(Trait::Texte(x, milieu - 3.0, PETIT, "date-frise", first.to_owned()));
    traits.push(Trait::Texte(x, milieu + 12.0, PETIT, "date-frise autre", second.to_owned()));
}

/// Days off, months, Mondays, J0, today, the columns of what is out of the scale.
fn jours(frise: &Frise, echelle: &Echelle, bas: f64) -> Vec<Trait> {
    let mut out = vec![];
    let column = |jour: NaiveDate| Boite::entre(echelle.gauche(jour), echelle.droite(jour), 40.0, bas);
    for jour in echelle.jours() {
        match frise.repos(jour) {
            None => {}
            Some(Repos::Semaine) => out.push(Trait::Fond(column(jour), "repos", String::new())),
            Some(Repos::Ferie(nom)) => {
                out.push(Trait::Fond(column(jour), "repos ferie", format!("{}, {nom}", long(jour))));
            }
            Some(Repos::Ailleurs(nom, zone)) => {
                let said = format!("{}, {nom} ({})", long(jour), zone.libelle());
                out.push(Trait::Fond(column(jour), "repos ailleurs", said));
            }
        }
    }
    // Months, where their name has room before the next; then one Monday in as many as have room.
    let mut free = 0.0;
    for jour in echelle.jours().filter(|jour| jour.day() == 1 || *jour == echelle.du) {
        let x = echelle.gauche(jour);
        let next = echelle.jours().find(|other| *other > jour && other.day() == 1);
        let room = next.map_or(echelle.droite_des_jours() + MARGE, |next| echelle.gauche(next)) - x - 6.0;
        let full = format!("{} {}", mois(jour), jour.year());
        let name = [full, mois(jour).to_owned()].into_iter().find(|name| largeur(name, PETIT * GRAS) <= room);
        if let Some(name) = name.filter(|_| x >= free) {
            free = x + largeur(&name, PETIT * GRAS) + 6.0;
            out.push(Trait::Texte(x + 2.0, 14.0, PETIT, "mois-frise", name));
        }
        out.push(Trait::Ligne(format!("M{} 4V{}", n(x), n(bas)), "mois-ligne"));
    }
    let every = [1_usize, 2, 4].into_iter().find(|weeks| echelle.jour * 7.0 * *weeks as f64 >= 22.0);
    let mondays = echelle.jours().filter(|jour| jour.weekday() == Weekday::Mon);
    for jour in mondays.step_by(every.unwrap_or(8)) {
        let x = echelle.gauche(jour);
        out.push(Trait::Ligne(format!("M{} 22V{}", n(x), n(bas)), "semaine-ligne"));
        out.push(Trait::Texte(x + 2.0, 32.0, PETIT, "jour-frise", jour.day().to_string()));
    }
    if echelle.avant {
        out.push(Trait::Texte(JOURS, 32.0, PETIT, "mois-frise", "avant".to_owned()));
        let x = JOURS + AVANT - 4.0;
        out.push(Trait::Ligne(format!("M{} 22V{}", n(x), n(bas)), "coupure"));
    }
    if echelle.apres {
        let x = echelle.droite_des_jours() + 6.0;
        out.push(Trait::Texte(x + 6.0, 32.0, PETIT, "mois-frise", "plus tard".to_owned()));
        out.push(Trait::Ligne(format!("M{} 22V{}", n(x), n(bas)), "coupure"));
    }
    let mut mark = |jour: NaiveDate, y: f64, class: (&'static str, &'static str), texte: &str| {
        if !echelle.tient(jour) {
            return;
        }
        let x = echelle.gauche(jour) + if class.0 == "aujourdhui" { echelle.jour / 2.0 } else { 0.0 };
        out.push(Trait::Ligne(format!("M{} {}V{}", n(x), n(y - 10.0), n(bas)), class.0));
        let (date, width) = (format!("{texte}, {}", court(jour)), L - 4.0);
        out.push(Dessin::texte_a(x, y, class.1, &date, width));
    };
    mark(frise.j0, 50.0, ("jour-zero", "jour-zero-nom"), "dossier complet");
    mark(frise.jour, 65.0, ("aujourdhui", "aujourdhui-nom"), "aujourd’hui");
    out
}

/// The links: down from what precedes along a line of its own, then right, to the left of each bar that waits for it.
fn liens(frise: &Frise, boites: &[Option<Boite>]) -> Vec<Trait> {
    let mut out = vec![];
    let mut stems: Vec<(f64, f64, f64)> = vec![];
    for (source, from) in frise.barres.iter().enumerate() {
        let Some(Some(bar)) = boites.get(source) else { continue };
        let children: Vec<(usize, &Barre, Boite)> = frise
            .barres
            .iter()
            .enumerate()
            .filter(|(_, child)| child.attend.contains(&source))
            .filter_map(|(rank, child)| Some((rank, child, boites.get(rank).copied()??)))
            .collect();
        let ys = || children.iter().map(|(_, _, child)| child.milieu()).chain([bar.milieu()]);
        let (top, bottom) = (ys().fold(f64::MAX, f64::min), ys().fold(0.0, f64::max));
        let first = children.iter().map(|(_, _, child)| child.x).fold(f64::MAX, f64::min);
        if children.is_empty() {
            continue;
        }
        let last_day = if bar.l > 14.0 { bar.droite().min(first) } else { bar.x.min(first) };
        let near = |x: f64| {
            stems.iter().any(|(other, high, low)| (other - x).abs() < 3.5 && *high < bottom && top < *low)
        };
        let tracks = (0..9_u8).map(|track| last_day - 9.0 - 4.0 * f64::from(track));
        let x = tracks.clone().find(|x| !near(*x)).unwrap_or(last_day - 9.0);
        stems.push((x, top, bottom));
        for (rank, child, target) in children {
            let down = target.milieu() > bar.milieu();
            // From under the bar when the line passes under it, else out of its left.
            let start = if bar.x < x - 2.0 {
                format!("M{} {}", n(x), n(if down { bar.bas() } else { bar.y }))
            } else {
                format!("M{} {}H{}", n(bar.x), n(bar.milieu() + 4.0), n(x))
            };
            let y = target.milieu() - 2.0;
            let path = format!("{start}V{}H{}{}", n(y), n(target.x - 2.0), fleche(target.x - 2.0, y, false));
            let chain = from.action.dans_la_chaine && child.action.dans_la_chaine;
            let ends = (bar.milieu().min(y), bar.milieu().max(y));
            out.push(Trait::Lien(source, rank, path, chain, ends));
        }
    }
    // The chain over the others.
    out.sort_by_key(|link| matches!(link, Trait::Lien(_, _, _, true, _)));
    out
}
