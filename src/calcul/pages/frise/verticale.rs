//! The narrow drawing: time goes down, each phase is a lane, and beside the lanes stand the actions under the day on which
//! they start. A day is as high as what it holds; days on which nothing starts nor ends are a few points high each.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::calendrier::{court, long};
use crate::domain::rule::Phase;

use super::barres::{Barre, Frise, Repos};
use super::dessin::{
    Boite, CORPS, Dessin, FIN_INCONNUE, INTERLIGNE, PETIT, SANS_DATE, Trait, ailleurs, fleche,
    lignes_du_titre, n,
};
use super::texte::{GRAS, en_lignes, largeur};

/// Width of the drawing.
const L: f64 = 340.0;
/// Left of the lanes, and the most that they take together.
const COULOIRS: (f64, f64) = (4.0, 120.0);
/// The least that a lane takes: its letter.
const COULOIR_MIN: f64 = 10.0;
/// Between two lanes.
const ENTRE: f64 = 4.0;
/// The most that a bar and what is around it take.
const PAS_MAX: f64 = 14.0;
/// In a lane that needs more tracks than these, bars are as long as their row, open below when they last: the words say
/// until when.
const PISTES_MAX: usize = 8;
/// Height of the line of a day, above what starts on it.
const JOUR: f64 = 30.0;
/// Top of the first day: numbers of the phases above.
const TETE: f64 = 26.0;
/// More days than these without anything are not drawn one by one.
const VIDE_MAX: u64 = 130;
/// Height of such an emptiness.
const COUPURE: f64 = 34.0;

/// Places of an action, while it is laid out.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Top and bottom of its row.
    rangee: (f64, f64),
    /// Top and bottom of its bar.
    barre: Option<(f64, f64)>,
    /// Down to where its lane is taken: its last link.
    jusqu_a: f64,
    /// Its track, among all.
    piste: usize,
}

/// A lane: its first track and how many it has, its left and its width.
struct Couloir {
    premiere: usize,
    pistes: usize,
    x: f64,
    l: f64,
}

/// Where the lanes are, what a track takes, where titles start.
struct Couloirs {
    lanes: Vec<Couloir>,
    pas: f64,
    titres: f64,
}

impl Couloirs {
    /// For lanes of that many tracks.
    fn de(pistes: &[usize]) -> Self {
        let width = |pas: f64, count: usize| (count as f64 * pas).max(COULOIR_MIN);
        let all = |pas: f64| pistes.iter().map(|count| width(pas, *count) + ENTRE).sum::<f64>();
        let steps = (0..80_i32).map(|step| PAS_MAX * 0.94_f64.powi(step));
        let pas = steps
            .clone()
            .find(|pas| all(*pas) <= COULOIRS.1)
            .or_else(|| steps.clone().next_back())
            .unwrap_or(PAS_MAX);
        let (mut x, mut first, mut lanes) = (COULOIRS.0, 0, vec![]);
        for count in pistes {
            lanes.push(Couloir { premiere: first, pistes: *count, x, l: width(pas, *count) });
            first += count;
            x += width(pas, *count) + ENTRE;
        }
        Self { lanes, pas, titres: x + 12.0 }
    }

    /// Left of a track.
    fn gauche(&self, lane: usize, piste: usize) -> f64 {
        self.lanes.get(lane).map_or(0.0, |lane| {
            let around = (lane.l - lane.pistes as f64 * self.pas) / 2.0;
            lane.x + around + piste.saturating_sub(lane.premiere) as f64 * self.pas
        })
    }
}

/// Lays out the narrow drawing.
pub fn verticale(frise: &Frise) -> Dessin {
    let phases = frise.phases();
    let days = jours_nommes(frise);
    // Rows depend on the width of titles, that on the tracks, and tracks on rows: at the last turn nothing changes but the
    // height of rows, not their order, hence not the tracks. A crowded lane is known after the first.
    let mut couloirs = Couloirs::de(&vec![1; phases.len()]);
    let mut serres = BTreeSet::new();
    let mut places = vec![];
    let mut lignes = Lignes::default();
    for _ in 0..3 {
        lignes = ranger(frise, &days, couloirs.titres, &serres, &mut places);
        let counts = distribuer(frise, &phases, &serres, &mut places);
        let crowded = phases.iter().zip(&counts).filter(|(_, count)| **count > PISTES_MAX);
        serres.extend(crowded.map(|((phase, _), _)| *phase));
        couloirs = Couloirs::de(&counts);
    }
    let (pas, titles) = (couloirs.pas, couloirs.titres);
    let lane_of = |rank: usize| phases.iter().position(|(_, ranks)| ranks.contains(&rank)).unwrap_or(0);
    let x_of = |rank: usize| couloirs.gauche(lane_of(rank), places.get(rank).map_or(0, |place| place.piste));
    let bar_of = |rank: usize| {
        let (top, bottom) = places.get(rank)?.barre?;
        let margin = (pas * 0.16).min(2.5);
        Some(Boite::entre(x_of(rank) + margin, x_of(rank) + pas - margin, top, bottom))
    };
    let mut fond = vec![];
    for (lane, Couloir { x, l: width, .. }) in couloirs.lanes.iter().enumerate() {
        let band = Boite::entre(x - 1.0, x + width + 1.0, TETE - 4.0, lignes.bas);
        fond.push(Trait::Fond(band, if lane % 2 == 0 { "couloir pair" } else { "couloir" }, String::new()));
        let (letter, middle) = (lettre(lane), x + width / 2.0);
        let left = middle - largeur(&letter, PETIT) / 2.0;
        fond.push(Trait::Texte(left, TETE - 10.0, PETIT, "phase-frise", letter));
    }
    fond.extend(lignes.traits);
    let mut actions = vec![];
    for rank in lignes.ordre {
        let (Some(barre), Some(place)) = (frise.barres.get(rank), places.get(rank)) else { continue };
        let row = Boite::entre(titles - 4.0, L, place.rangee.0, place.rangee.1);
        let mut traits = vec![Trait::Fond(row, "rangee-frise", String::new())];
        if let Some(bar) = bar_of(rank) {
            let crowded = serres.contains(&barre.action.phase) && barre.debut() != barre.fin();
            let open = barre.fin().is_none() || crowded;
            traits.push(Trait::Barre(rank, bar, open));
            if let Some(other) = barre.autre_fin.filter(|_| !open && barre.debut() != barre.fin()) {
                let to = lignes.fins.iter().find(|(day, _)| *day == other).map_or(bar.bas(), |(_, y)| *y);
                let more =
                    Boite::entre(bar.x + 2.0, bar.droite() - 2.0, bar.bas().min(to), bar.bas().max(to));
                traits.push(Trait::Fond(more, "autre-fin", String::new()));
            }
            let y = place.rangee.0 + 15.0;
            let lead = format!("M{} {}H{}", n(bar.droite() + 2.0), n(y), n(titles - 4.0));
            traits.push(Trait::Ligne(lead, "rappel-frise"));
        }
        let (lines, said) = textes(frise, barre, lane_of(rank), titles);
        for (line, text) in lines.into_iter().enumerate() {
            let y = place.rangee.0 + 19.0 + line as f64 * INTERLIGNE;
            traits.push(Trait::Texte(titles, y, CORPS, "titre-frise", text));
        }
        for (line, text) in said.into_iter().rev().enumerate() {
            let y = place.rangee.1 - 7.0 - line as f64 * INTERLIGNE;
            traits.push(Trait::Texte(titles, y, PETIT, "date-frise", text));
        }
        actions.push((rank, traits));
    }
    fond.extend(liens(frise, &places, &bar_of));
    Dessin { nom: "etroite", l: L, h: lignes.bas + 6.0, coupes: vec![], fond, actions }
}

/// « A », « B »: the name of a lane, in a column too narrow for its own.
pub fn lettre(lane: usize) -> String {
    u8::try_from(lane)
        .map_or_else(|_| String::new(), |lane| char::from(b'A'.saturating_add(lane)).to_string())
}

/// The days that have a line: those on which something starts or ends, J0, today.
fn jours_nommes(frise: &Frise) -> BTreeSet<NaiveDate> {
    let dated = frise.barres.iter().flat_map(|barre| [barre.debut(), barre.fin(), barre.autre_fin]);
    dated.flatten().chain([frise.j0, frise.jour]).collect()
}

/// The title of an action in lines, then its dates and its phase.
fn textes(frise: &Frise, barre: &Barre, lane: usize, titles: f64) -> (Vec<String>, Vec<String>) {
    let width = L - titles - 2.0;
    let lines = lignes_du_titre(barre, width, 6);
    let mut said = match barre.jours {
        Some((debut, Some(fin))) if debut == fin => court(fin),
        Some((debut, Some(fin))) => format!("{} → {}", court(debut), court(fin)),
        Some((debut, None)) => format!("{} → {FIN_INCONNUE}", court(debut)),
        None => SANS_DATE.to_owned(),
    };
    if let (Some(other), Some(zone)) = (barre.autre_fin, frise.autre) {
        said = format!("{said} ({})", ailleurs(other, zone));
    }
    let said = format!("{said} · {}.\u{a0}{}", lettre(lane), barre.action.phase.titre());
    (lines, en_lignes(&said, PETIT * GRAS, width, 4))
}

/// What goes down the page.
#[derive(Default)]
struct Lignes {
    /// Ranks, as they are read.
    ordre: Vec<usize>,
    /// Lines of days, days off.
    traits: Vec<Trait>,
    /// For each day that has a line, where what ends on it ends.
    fins: Vec<(NaiveDate, f64)>,
    bas: f64,
}

/// Puts the days, and under each what starts on it, one below the other.
fn ranger(
    frise: &Frise,
    days: &BTreeSet<NaiveDate>,
    titles: f64,
    serres: &BTreeSet<Phase>,
    places: &mut Vec<Place>,
) -> Lignes {
    *places = vec![Place::default(); frise.barres.len()];
    let mut out = Lignes::default();
    let mut y = TETE;
    let phases = frise.phases();
    let lane_of = |rank: usize| phases.iter().position(|(_, ranks)| ranks.contains(&rank)).unwrap_or(0);
    let mut put = |y: &mut f64, rank: usize, out: &mut Lignes| {
        let Some(barre) = frise.barres.get(rank) else { return };
        let (lines, said) = textes(frise, barre, lane_of(rank), titles);
        let bottom = *y + (lines.len() + said.len()) as f64 * INTERLIGNE + 12.0;
        if let Some(place) = places.get_mut(rank) {
            place.rangee = (*y, bottom);
        }
        out.ordre.push(rank);
        *y = bottom;
    };
    let empty: u64 = days
        .iter()
        .zip(days.iter().skip(1))
        .map(|(day, next)| vides(*day, *next))
        .filter(|n| *n <= VIDE_MAX)
        .sum();
    let height = if empty == 0 { 0.0 } else { (420.0 / empty as f64).clamp(1.5, 5.0) };
    let mut before: Option<NaiveDate> = None;
    for day in days {
        if let Some(before) = before {
            y = entre(frise, before, *day, y, height, titles, &mut out.traits);
        }
        before = Some(*day);
        let lines = nom_du_jour(frise, *day, titles).len().saturating_sub(1);
        let high = JOUR + lines as f64 * INTERLIGNE;
        if let Some(class) = classe_du_repos(frise, *day) {
            out.traits.push(Trait::Fond(Boite::entre(0.0, L, y, y + high - 4.0), class, String::new()));
        }
        ligne_du_jour(frise, *day, y, titles, &mut out.traits);
        out.fins.push((*day, y + high - 8.0));
        y += high;
        for rank in du_jour(frise, *day) {
            put(&mut y, rank, &mut out);
        }
    }
    // Shades behind words.
    out.traits.sort_by_key(|one| !matches!(one, Trait::Fond(..)));
    let dated = y;
    let undated: Vec<usize> = frise
        .barres
        .iter()
        .enumerate()
        .filter(|(_, barre)| barre.jours.is_none())
        .map(|(rank, _)| rank)
        .collect();
    if !undated.is_empty() {
        out.traits.push(Trait::Ligne(format!("M0 {}H{}", n(y + 6.0), n(L)), "coupure"));
        y += 12.0;
        undated.into_iter().for_each(|rank| put(&mut y, rank, &mut out));
    }
    out.bas = y;
    for (place, barre) in places.iter_mut().zip(&frise.barres) {
        let end = |fin: NaiveDate| out.fins.iter().find(|(day, _)| *day == fin).map_or(dated, |(_, y)| *y);
        place.barre = barre.jours.map(|(debut, fin)| {
            let bottom = match fin {
                Some(fin) if fin != debut && !serres.contains(&barre.action.phase) => end(fin),
                // No known end: open, as long as its row, so that a hundred of them do not fill the lanes.
                Some(_) | None => place.rangee.1 - 5.0,
            };
            (place.rangee.0 + 3.0, bottom)
        });
    }
    out
}

/// What starts on a day, what waits after what it waits for, and as near to it as can be, so that links are short.
fn du_jour(frise: &Frise, jour: NaiveDate) -> Vec<usize> {
    let starts = frise.barres.iter().enumerate().filter(|(_, barre)| barre.debut() == Some(jour));
    let mut left: Vec<usize> = starts.map(|(rank, _)| rank).collect();
    let mut out: Vec<usize> = vec![];
    let waits = |rank: &usize| frise.barres.get(*rank).map_or(&[][..], |barre| &barre.attend);
    while !left.is_empty() {
        let free = |rank: &usize| !waits(rank).iter().any(|before| left.contains(before));
        let follows = |rank: &usize| out.last().is_some_and(|last| waits(rank).contains(last));
        let next = left.iter().position(|rank| free(rank) && follows(rank));
        let next = next.or_else(|| left.iter().position(free)).unwrap_or(0);
        out.push(left.remove(next));
    }
    out
}

/// Days between two, both out.
fn vides(before: NaiveDate, after: NaiveDate) -> u64 {
    ((after - before).num_days() - 1).max(0).unsigned_abs()
}

fn classe_du_repos(frise: &Frise, jour: NaiveDate) -> Option<&'static str> {
    frise.repos(jour).map(|repos| match repos {
        Repos::Semaine => "repos",
        Repos::Ferie(_) => "repos ferie",
        Repos::Ailleurs(..) => "repos ailleurs",
    })
}

/// The days between two, each a few points high, its weekends and holidays, its Mondays; or how long it lasts, when that
/// is long.
fn entre(
    frise: &Frise,
    before: NaiveDate,
    after: NaiveDate,
    y: f64,
    haut: f64,
    titles: f64,
    traits: &mut Vec<Trait>,
) -> f64 {
    let count = vides(before, after);
    if count > VIDE_MAX {
        let months = (count + 15) / 30;
        let text = format!("… {months} mois plus tard");
        traits.push(Trait::Texte(titles, y + 20.0, PETIT, "mois-frise", text));
        traits.push(Trait::Ligne(format!("M0 {}H{}", n(y + 6.0), n(L)), "coupure"));
        return y + COUPURE;
    }
    let mut free = y + 4.0;
    for rank in 0..count {
        let Some(day) = before.checked_add_days(Days::new(rank + 1)) else { break };
        let top = y + rank as f64 * haut;
        if let Some(class) = classe_du_repos(frise, day) {
            traits.push(Trait::Fond(Boite::entre(0.0, L, top, top + haut), class, String::new()));
        }
        if let Some(Repos::Ferie(nom) | Repos::Ailleurs(nom, _)) = frise.repos(day)
            && top >= free
            && top + 14.0 <= y + count as f64 * haut
        {
            let text = format!("{}, {nom}", court(day));
            traits.push(Trait::Texte(titles, top + 11.0, PETIT, "jour-frise", text));
            free = top + 16.0;
        } else if day.weekday() == Weekday::Mon && top >= free && top + 14.0 <= y + count as f64 * haut {
            traits.push(Trait::Ligne(format!("M0 {}H{}", n(top), n(titles - 6.0)), "semaine-ligne"));
            traits.push(Trait::Texte(titles, top + 11.0, PETIT, "jour-frise", court(day)));
            free = top + 16.0;
        }
    }
    y + count as f64 * haut
}

/// The line of a day: its date, what it is.
fn ligne_du_jour(frise: &Frise, jour: NaiveDate, y: f64, titles: f64, traits: &mut Vec<Trait>) {
    let (line, name) = if jour == frise.jour {
        ("aujourdhui", "aujourdhui-nom")
    } else if jour == frise.j0 {
        ("jour-zero", "jour-zero-nom")
    } else {
        ("jour-ligne", "mois-frise")
    };
    traits.push(Trait::Ligne(format!("M0 {}H{}", n(y + 2.0), n(L)), line));
    for (line, text) in nom_du_jour(frise, jour, titles).into_iter().enumerate() {
        traits.push(Trait::Texte(titles, y + 18.0 + line as f64 * INTERLIGNE, PETIT, name, text));
    }
}

/// The date, and what that day is, in lines.
fn nom_du_jour(frise: &Frise, jour: NaiveDate, titles: f64) -> Vec<String> {
    let what = match (jour == frise.jour, jour == frise.j0) {
        (true, true) => "\u{a0}: aujourd’hui, dossier complet",
        (true, false) => "\u{a0}: aujourd’hui",
        (false, true) => "\u{a0}: dossier complet",
        (false, false) => "",
    };
    en_lignes(&format!("{}{what}", long(jour)), PETIT * GRAS, L - titles - 2.0, 3)
}

/// Gives each bar a track in the lane of its phase, so that none stands on another nor on its links. Tells how many there
/// are in each.
fn distribuer(
    frise: &Frise,
    phases: &[(Phase, Vec<usize>)],
    serres: &BTreeSet<Phase>,
    places: &mut [Place],
) -> Vec<usize> {
    for rank in 0..places.len() {
        let rows = frise.barres.iter().zip(places.iter()).filter(|(child, _)| child.attend.contains(&rank));
        let phase = frise.barres.get(rank).map(|barre| barre.action.phase);
        // In its own lane, what waits for it may go on in its track.
        let end = |(child, place): (&Barre, &Place)| {
            if Some(child.action.phase) == phase { place.rangee.0 } else { place.rangee.0 + 8.0 }
        };
        let alone = phase.is_some_and(|phase| serres.contains(&phase));
        let last = if alone { 0.0 } else { rows.map(end).fold(0.0, f64::max) };
        if let Some(place) = places.get_mut(rank) {
            place.jusqu_a = place.barre.map_or(0.0, |(_, bottom)| bottom.max(last));
        }
    }
    let (mut first, mut counts) = (0, vec![]);
    for (_, ranks) in phases {
        let mut sorted = ranks.clone();
        let top = |rank: &usize| places.get(*rank).map_or(0.0, |place| place.rangee.0);
        sorted.sort_by(|one, other| top(one).total_cmp(&top(other)));
        let mut taken: Vec<f64> = vec![];
        for rank in sorted {
            let Some(place) = places.get_mut(rank).filter(|place| place.barre.is_some()) else { continue };
            let free = taken.iter().position(|until| *until <= place.rangee.0 + 1.0);
            let track = free.unwrap_or(taken.len());
            match taken.get_mut(track) {
                Some(until) => *until = place.jusqu_a,
                None => taken.push(place.jusqu_a),
            }
            place.piste = first + track;
        }
        counts.push(taken.len().max(1));
        first += taken.len().max(1);
    }
    counts
}

/// The links: down the track of what precedes, then to the side of each bar that waits for it.
fn liens(frise: &Frise, places: &[Place], bar_of: &dyn Fn(usize) -> Option<Boite>) -> Vec<Trait> {
    let mut out = vec![];
    for (rank, child) in frise.barres.iter().enumerate() {
        let (Some(target), Some(place)) = (bar_of(rank), places.get(rank)) else { continue };
        for source in &child.attend {
            let (Some(from), Some(bar)) = (frise.barres.get(*source), bar_of(*source)) else { continue };
            let x = bar.x + bar.l / 2.0;
            let y = place.rangee.0 + 8.0;
            let path = if target.x <= x && x <= target.droite() {
                format!("M{} {}V{}{}", n(x), n(bar.bas()), n(target.y), fleche(x, target.y, true))
            } else if target.x > x {
                format!("M{} {}V{}H{}{}", n(x), n(bar.bas()), n(y), n(target.x), fleche(target.x, y, false))
            } else {
                let right = target.droite();
                let head = format!("M{} {}l-5 3.5l5 3.5", n(right + 5.0), n(y - 3.5));
                format!("M{} {}V{}H{}{head}", n(x), n(bar.bas()), n(y), n(right))
            };
            let chain = from.action.dans_la_chaine && child.action.dans_la_chaine;
            out.push(Trait::Lien(*source, rank, path, chain, (bar.bas(), y)));
        }
    }
    out.sort_by_key(|link| matches!(link, Trait::Lien(_, _, _, true, _)));
    out
}
