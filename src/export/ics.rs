//! The calendar (RFC 5545): an all-day event for each dated action and each expiry.
//!
//! - **Importing again updates.** A UID is made of the dossier's id and the action's: it does not change with the plan.
//!   SEQUENCE and LAST-MODIFIED grow with the last change of the dossier and, when the plan moves by itself, with the
//!   day: a calendar takes the newer. What was given out and left the plan is cancelled: the dossier remembers it
//!   ([`Agenda`]). There is no METHOD: the file is to be imported, not an invitation (that would
//!   need an ORGANIZER, RFC 5546); DTSTAMP is then the time of the last change (RFC 5545 §3.8.7.2), like LAST-MODIFIED.
//! - **Dates.** The day that the user noted; else the day the plan foresees (an estimate: R-JO-07), today when that is
//!   past and the action is not done. Reminders 90 days before an expiry are actions of the plan; this file adds the day
//!   of the letter of the ANS, 60 days before (R-CERT-17), and the day of the expiry itself.
//! - **Alarms.** The day before at 9 for what is to be done; none for advice nor for what is done.
//!
//! Written here rather than by the kept crate, `icalendar`, which turns on the clock of `chrono` for the whole program;
//! another crate reads the files back in `tests/exports.rs`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use crate::domain::agenda::{Agenda, RendezVous};
use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::echeances::{Echeance, Quoi, echeances};
use crate::domain::report::LigneAction;

use super::details;
use super::entree::Export;
use super::tables::source_en_mots;

/// The longest line, in octets, its break not counted (RFC 5545 §3.1).
const LIGNE_MAX: usize = 75;

/// One all-day event.
struct Evenement {
    /// Its part of the UID.
    cle: String,
    jour: NaiveDate,
    resume: String,
    description: String,
    categorie: &'static str,
    /// When to ring, from the start of the day; none: never.
    rappel: Option<&'static str>,
}

/// The day before, at 9.
const LA_VEILLE: Option<&str> = Some("-PT15H");

/// The text of the file.
pub fn calendrier(export: &Export) -> String {
    ecrire(export, &annules(export))
}

/// The calendar of several dossiers: the events of each, under the UIDs of its own calendar, with its name before theirs.
pub fn calendrier_de_tous(exports: &[Export]) -> String {
    let mut out = tete("Jalons : tous les dossiers");
    for export in exports {
        corps(&mut out, export, &annules(export), &avec_le_nom(export));
    }
    ligne(&mut out, "END:VCALENDAR");
    out
}

/// What stands before the title of each event when several dossiers are in one calendar.
fn avec_le_nom(export: &Export) -> String {
    match export.report.structure.as_str() {
        "" => "Dossier sans nom : ".to_owned(),
        structure => format!("{structure} : "),
    }
}

/// The same, which also cancels the appointments of the calendars made before UIDs lost their slashes and colons. Nothing
/// tells whether the dossier made one: the user does.
pub fn calendrier_sans_les_anciens(export: &Export) -> String {
    let anciens = evenements(export).into_iter().map(|evenement| {
        let uid = ancien_uid(&export.dossier.id, &evenement.cle);
        (uid, RendezVous { jour: evenement.jour, titre: evenement.resume })
    });
    ecrire(export, &annules(export).into_iter().chain(anciens).collect::<Vec<_>>())
}

/// What the dossier remembers once this calendar is given out: its appointments, and those that it cancels, so that a later
/// one cancels them again, for a year.
pub fn agenda(export: &Export) -> Agenda {
    let mut donnes = donnes(export).cloned().unwrap_or_default();
    donnes.retain(|_, donne| (export.report.jour - donne.jour).num_days() <= 366);
    for evenement in evenements(export) {
        donnes.insert(evenement.cle, RendezVous { jour: evenement.jour, titre: evenement.resume });
    }
    Agenda { dossier: export.dossier.id.clone(), donnes }
}

/// What earlier calendars of this dossier gave out.
fn donnes<'a>(export: &Export<'a>) -> Option<&'a BTreeMap<String, RendezVous>> {
    let agenda = &export.dossier.agenda;
    (agenda.dossier == export.dossier.id).then_some(&agenda.donnes)
}

/// What was given out and is no longer in the plan: UID, and what it was.
fn annules(export: &Export) -> Vec<(String, RendezVous)> {
    let now: BTreeSet<String> = evenements(export).into_iter().map(|evenement| evenement.cle).collect();
    let gone = donnes(export).into_iter().flatten().filter(|(cle, _)| !now.contains(*cle));
    gone.map(|(cle, donne)| (uid(&export.dossier.id, cle), donne.clone())).collect()
}

fn ecrire(export: &Export, annules: &[(String, RendezVous)]) -> String {
    let mut out = tete(&titre(export));
    corps(&mut out, export, annules, "");
    ligne(&mut out, "END:VCALENDAR");
    out
}

/// What every calendar starts with.
fn tete(titre: &str) -> String {
    let mut out = String::new();
    ligne(&mut out, "BEGIN:VCALENDAR");
    ligne(&mut out, "VERSION:2.0");
    ligne(&mut out, "PRODID:-//Jalons//Plan ANS//FR");
    ligne(&mut out, "CALSCALE:GREGORIAN");
    ligne(&mut out, &format!("X-WR-CALNAME:{}", texte(titre)));
    out
}

/// The events of a dossier, each title after those words.
fn corps(out: &mut String, export: &Export, annules: &[(String, RendezVous)], avant: &str) {
    let (tampon, sequence) = revision(export);
    let debut = |out: &mut String, uid: &str, jour: NaiveDate, resume: &str| {
        ligne(out, "BEGIN:VEVENT");
        ligne(out, &format!("UID:{uid}"));
        ligne(out, &format!("DTSTAMP:{tampon}"));
        ligne(out, &format!("LAST-MODIFIED:{tampon}"));
        ligne(out, &format!("SEQUENCE:{sequence}"));
        ligne(out, &format!("DTSTART;VALUE=DATE:{}", date(jour)));
        let end = jour.checked_add_days(Days::new(1)).unwrap_or(jour);
        ligne(out, &format!("DTEND;VALUE=DATE:{}", date(end)));
        ligne(out, &format!("SUMMARY:{}", texte(&format!("{avant}{resume}"))));
    };
    for evenement in evenements(export) {
        debut(out, &uid(&export.dossier.id, &evenement.cle), evenement.jour, &evenement.resume);
        ligne(out, &format!("DESCRIPTION:{}", texte(&evenement.description)));
        ligne(out, &format!("CATEGORIES:{}", texte(evenement.categorie)));
        ligne(out, "STATUS:CONFIRMED");
        ligne(out, "TRANSP:TRANSPARENT");
        if let Some(rappel) = evenement.rappel {
            ligne(out, "BEGIN:VALARM");
            ligne(out, "ACTION:DISPLAY");
            ligne(out, &format!("DESCRIPTION:{}", texte(&evenement.resume)));
            ligne(out, &format!("TRIGGER:{rappel}"));
            ligne(out, "END:VALARM");
        }
        ligne(out, "END:VEVENT");
    }
    for (uid, donne) in annules {
        debut(out, uid, donne.jour, &donne.titre);
        ligne(out, "STATUS:CANCELLED");
        ligne(out, "TRANSP:TRANSPARENT");
        ligne(out, "END:VEVENT");
    }
}

fn titre(export: &Export) -> String {
    match export.report.structure.as_str() {
        "" => "Jalons".to_owned(),
        // Readers show the escapes of these two signs in the name of a calendar.
        structure => format!(
            "Jalons : {}",
            structure.replace([',', ';'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
        ),
    }
}

/// The time of the last change, and a number: both grow with each change, and with each day of the plan, wherever on Earth
/// that day is counted. The time of saving is universal, the day of the plan is that of the user's clock: it starts up to
/// fourteen hours before the universal one.
fn revision(export: &Export) -> (String, i64) {
    let day = export.report.jour.and_time(chrono::NaiveTime::MIN);
    let first = day.checked_sub_signed(TimeDelta::hours(14)).unwrap_or(day);
    let saved = NaiveDateTime::parse_from_str(&export.dossier.enregistre_le, "%Y-%m-%dT%H:%M:%S%.fZ").ok();
    // A date far away, in a file written elsewhere, must not stop every later update.
    let saved = saved.filter(|saved| (*saved - day).num_days() <= 1);
    let instant = saved.map_or(day, |saved| saved.max(first));
    let birth = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
    let days = (day - birth).num_days();
    // Seconds since 2026, when the program was born, and one a day: neither part ever goes down.
    let sequence = (instant - birth).num_seconds().saturating_add(days).clamp(0, i64::from(i32::MAX));
    // The plan moved by itself since it was saved: a second later for each day, up to two.
    let since = saved.map_or(0, |_| (day.date() - instant.date()).num_days().saturating_add(1).clamp(0, 2));
    let stamp = instant.checked_add_signed(TimeDelta::seconds(since)).unwrap_or(instant);
    (stamp.format("%Y%m%dT%H%M%SZ").to_string(), sequence)
}

fn evenements(export: &Export) -> Vec<Evenement> {
    let mut found: Vec<Evenement> =
        export.report.actions.iter().filter_map(|action| de_l_action(export, action)).collect();
    found.extend(expirations(export));
    if found.is_empty() {
        // A calendar without a component is not one (RFC 5545 §3.6).
        found.push(Evenement {
            cle: "plan".to_owned(),
            jour: export.report.jour,
            resume: "Plan Jalons : rien à dater pour l’instant".to_owned(),
            description: "Complétez vos réponses dans Jalons, puis exportez à nouveau le calendrier."
                .to_owned(),
            categorie: "Jalons",
            rappel: None,
        });
    }
    found
}

fn de_l_action(export: &Export, action: &LigneAction) -> Option<Evenement> {
    let suivi = export.suivi(action);
    let done = suivi.etat == Etat::Fait;
    let foreseen = action.fin.map(|fin| if done { fin } else { fin.max(export.report.jour) });
    let jour = suivi.date.or(foreseen)?;
    Some(Evenement {
        cle: action.id.clone(),
        jour,
        resume: format!("{}{}", if done { "Fait : " } else { "" }, action.titre),
        description: description(export, action),
        categorie: action.phase.titre(),
        rappel: LA_VEILLE.filter(|_| !done && !action.conseil),
    })
}

fn description(export: &Export, action: &LigneAction) -> String {
    let suivi = export.suivi(action);
    let mut lines = vec![format!("Statut : {}", suivi.etat.libelle())];
    if !suivi.note.is_empty() {
        lines.push(format!("Note : {}", suivi.note));
    }
    if suivi.etat != Etat::Fait && suivi.date.is_none() {
        lines.push("Date estimée au plus tôt : ce n’est pas une échéance.".to_owned());
    }
    for rubrique in details::rubriques(action) {
        lines.push(format!("{} : {}", rubrique.titre, rubrique.lignes.join(" / ")));
    }
    let sources: Vec<String> = details::sources(action).into_iter().map(source_en_mots).collect();
    if !sources.is_empty() {
        lines.push(format!("Sources : {}", sources.join(" / ")));
    }
    lines.join("\n")
}

/// Ends of certificates in service and of cards, from today on.
fn expirations(export: &Export) -> Vec<Evenement> {
    let mut found = vec![];
    for Echeance { quoi, cle, nom, jour: end } in echeances(&export.facts()) {
        if quoi == Quoi::Carte {
            found.push(Evenement {
                cle: format!("expiration-carte:{cle}"),
                jour: end,
                resume: format!("Expiration de la carte : {nom}"),
                description: "Une carte expirée ne sert plus : c’est comme si elle n’existait pas."
                    .to_owned(),
                categorie: "Cartes",
                rappel: LA_VEILLE,
            });
            continue;
        }
        found.extend(end.checked_sub_days(Days::new(60)).map(|jour| Evenement {
            cle: format!("expiration-60:{cle}"),
            jour,
            resume: format!("J−60, renouveler le certificat {nom}"),
            description: format!(
                "Il expire le {}. L’ANS écrit aujourd’hui à l’adresse de contact du certificat (expéditeur noreply@pfc.eservices.esante.gouv.fr). Renouvelez-le tant qu’il est actif : expiré, il faut une nouvelle demande.",
                long(end)
            ),
            categorie: "Certificats",
            rappel: LA_VEILLE,
        }));
        found.push(Evenement {
            cle: format!("expiration:{cle}"),
            jour: end,
            resume: format!("Expiration du certificat {nom}"),
            description: "Un certificat expiré arrête l’échange avec le service, et ne se renouvelle plus."
                .to_owned(),
            categorie: "Certificats",
            rappel: LA_VEILLE,
        });
    }
    found.retain(|evenement| evenement.jour >= export.report.jour);
    found
}

fn date(jour: NaiveDate) -> String {
    jour.format("%Y%m%d").to_string()
}

/// A UID of ASCII letters, digits, `-`, `.` and one `@`, whatever ids a file may hold: servers of calendars name files by it,
/// and refuse slashes and colons. Other characters are written by their number between dots, and the two ids are apart by
/// `.-`, which starts no such number: two ids never give one UID.
fn uid(dossier: &str, cle: &str) -> String {
    let safe = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                c if c.is_ascii_alphanumeric() || c == '-' => c.to_string(),
                c => format!(".{:x}.", u32::from(c)),
            })
            .collect()
    };
    let dossier = if dossier.is_empty() { "dossier" } else { dossier };
    format!("{}.-{}@jalons", safe(dossier), safe(cle))
}

/// The UID of the calendars made before the end of November 2026: servers refused their slashes and colons.
fn ancien_uid(dossier: &str, cle: &str) -> String {
    let safe = |text: &str| -> String {
        text.chars()
            .map(|c| match c {
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':') => c.to_string(),
                c => format!("_{:x}_", u32::from(c)),
            })
            .collect()
    };
    let dossier = if dossier.is_empty() { "dossier" } else { dossier };
    format!("{}/{}@jalons", safe(dossier), safe(cle))
}

/// A text as a value (RFC 5545 §3.3.11), without control characters.
fn texte(texte: &str) -> String {
    let mut out = String::with_capacity(texte.len());
    for c in texte.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push_str("\\n"),
            // A tab keeps words apart.
            '\t' | '\u{b}' | '\u{c}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a content line, folded so that no line is longer than 75 octets and no character is cut (RFC 5545 §3.1). A
/// space goes to the next line rather than end one: some readers trim the ends of lines before they unfold.
fn ligne(out: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LIGNE_MAX {
            let line_start = out.len() - length;
            let kept = out.get(line_start..).unwrap_or("").trim_end().len();
            let spaces = length - kept;
            let moved = if spaces < LIGNE_MAX / 2 { out.split_off(line_start + kept) } else { String::new() };
            out.push_str("\r\n ");
            out.push_str(&moved);
            length = 1 + moved.len();
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_at_75_octets_between_characters() {
        let mut out = String::new();
        let content = format!("SUMMARY:{}", "é’€𝄞a".repeat(40));
        ligne(&mut out, &content);
        for line in out.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{} octets", line.len());
        }
        assert_eq!(out.replace("\r\n ", "").trim_end(), content);
    }

    #[test]
    fn no_folded_line_ends_with_a_space() {
        for padding in 0..80 {
            let content = format!("SUMMARY:{}{}", "a".repeat(padding), " mot\u{a0}: été  fin".repeat(12));
            let mut out = String::new();
            ligne(&mut out, &content);
            let lines: Vec<&str> = out.split_terminator("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= 75 && line.trim_end() == *line), "{lines:?}");
            assert_eq!(out.replace("\r\n ", "").trim_end(), content);
        }
        let mut out = String::new();
        ligne(&mut out, &" ".repeat(300));
        assert!(out.lines().all(|line| line.len() <= 75));
    }

    #[test]
    fn a_line_of_exactly_75_octets_is_not_folded() {
        let mut out = String::new();
        ligne(&mut out, &"a".repeat(75));
        assert_eq!(out, format!("{}\r\n", "a".repeat(75)));
    }

    #[test]
    fn separators_and_breaks_are_escaped_and_controls_dropped() {
        assert_eq!(texte("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
        assert_eq!(texte("a\tb\u{2028}c"), "a b\\nc");
    }

    #[test]
    fn two_ids_never_give_one_uid() {
        assert_eq!(uid("dossier-1", "cpe:rl"), "dossier-1.-cpe.3a.rl@jalons");
        for (dossier, cle) in [("c01", "certificat:logiciel-1:insi-auto"), ("a/b", "é_x:y"), ("", "plan")] {
            let uid = uid(dossier, cle);
            assert_eq!(uid.matches('@').count(), 1);
            assert!(uid.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '@')), "{uid}");
        }
        assert_ne!(uid("a", "b-.c"), uid("a-b", ".c"));
        assert_ne!(uid("a/b", "c"), uid("a", "b/c"));
        assert_ne!(uid("é", "x"), uid("è", "x"));
        assert!(uid("a\r\nBEGIN:VEVENT", "x").chars().all(|c| c.is_ascii_graphic()));
    }
}
