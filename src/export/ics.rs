//! The calendar (RFC 5545): an all-day event for each dated action and each expiry.
//!
//! - **Importing again updates.** A UID is made of the dossier's id and the action's: it does not change with the plan.
//!   SEQUENCE and LAST-MODIFIED grow with the last change of the dossier or, when the plan moves by itself, with the
//!   day: a calendar takes the newer. There is no METHOD: the file is to be imported, not an invitation (that would
//!   need an ORGANIZER, RFC 5546); DTSTAMP is then the time of the last change (RFC 5545 §3.8.7.2), like LAST-MODIFIED.
//! - **Dates.** The day that the user noted; else the day the plan foresees (an estimate: R-JO-07), today when that is
//!   past and the action is not done. Reminders 90 days before an expiry are actions of the plan; this file adds the day
//!   of the letter of the ANS, 60 days before (R-CERT-17), and the day of the expiry itself.
//! - **Alarms.** The day before at 9 for what is to be done; none for advice nor for what is done.
//!
//! Written here rather than by the kept crate, `icalendar`, which turns on the clock of `chrono` for the whole program;
//! another crate reads the files back in `tests/exports.rs`.

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::domain::calendrier::long;
use crate::domain::dossier::Etat;
use crate::domain::questions::logiciels::nom_logiciel;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::report::LigneAction;
use crate::domain::rules::certificats::designation;
use crate::domain::situations::{DIRECTEUR, RL, en_service, expiration};

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
    let (tampon, sequence) = revision(export);
    let mut out = String::new();
    ligne(&mut out, "BEGIN:VCALENDAR");
    ligne(&mut out, "VERSION:2.0");
    ligne(&mut out, "PRODID:-//Jalons//Plan ANS//FR");
    ligne(&mut out, "CALSCALE:GREGORIAN");
    ligne(&mut out, &format!("X-WR-CALNAME:{}", texte(&titre(export))));
    for evenement in evenements(export) {
        ligne(&mut out, "BEGIN:VEVENT");
        ligne(&mut out, &format!("UID:{}", uid(&export.dossier.id, &evenement.cle)));
        ligne(&mut out, &format!("DTSTAMP:{tampon}"));
        ligne(&mut out, &format!("LAST-MODIFIED:{tampon}"));
        ligne(&mut out, &format!("SEQUENCE:{sequence}"));
        ligne(&mut out, &format!("DTSTART;VALUE=DATE:{}", date(evenement.jour)));
        let end = evenement.jour.checked_add_days(Days::new(1)).unwrap_or(evenement.jour);
        ligne(&mut out, &format!("DTEND;VALUE=DATE:{}", date(end)));
        ligne(&mut out, &format!("SUMMARY:{}", texte(&evenement.resume)));
        ligne(&mut out, &format!("DESCRIPTION:{}", texte(&evenement.description)));
        ligne(&mut out, &format!("CATEGORIES:{}", texte(evenement.categorie)));
        ligne(&mut out, "STATUS:CONFIRMED");
        ligne(&mut out, "TRANSP:TRANSPARENT");
        if let Some(rappel) = evenement.rappel {
            ligne(&mut out, "BEGIN:VALARM");
            ligne(&mut out, "ACTION:DISPLAY");
            ligne(&mut out, &format!("DESCRIPTION:{}", texte(&evenement.resume)));
            ligne(&mut out, &format!("TRIGGER:{rappel}"));
            ligne(&mut out, "END:VALARM");
        }
        ligne(&mut out, "END:VEVENT");
    }
    ligne(&mut out, "END:VCALENDAR");
    out
}

fn titre(export: &Export) -> String {
    match export.report.structure.as_str() {
        "" => "Jalons".to_owned(),
        structure => format!("Jalons : {structure}"),
    }
}

/// The time of the last change, and a number that grows with it: minutes since 2026, when the program was born.
fn revision(export: &Export) -> (String, i64) {
    let day = export.report.jour.and_time(chrono::NaiveTime::MIN);
    let saved = NaiveDateTime::parse_from_str(&export.dossier.enregistre_le, "%Y-%m-%dT%H:%M:%S%.fZ").ok();
    // A date far away, in a file written elsewhere, must not stop every later update.
    let saved = saved.filter(|saved| (*saved - day).num_days() <= 1);
    let instant = saved.map_or(day, |saved| saved.max(day));
    let birth = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
    let sequence = (instant - birth).num_minutes().clamp(0, i64::from(i32::MAX));
    (instant.format("%Y%m%dT%H%M%SZ").to_string(), sequence)
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
    let suivi = export.suivi(&action.id);
    let done = suivi.etat == Etat::Fait;
    let foreseen = action.fin.map(|fin| if done { fin } else { fin.max(export.report.jour) });
    let jour = suivi.date.or(foreseen)?;
    let number = if action.quantite > 1 { format!(" (× {})", action.quantite) } else { String::new() };
    Some(Evenement {
        cle: action.id.clone(),
        jour,
        resume: format!("{}{}{number}", if done { "Fait : " } else { "" }, action.titre),
        description: description(export, action),
        categorie: action.phase.titre(),
        rappel: LA_VEILLE.filter(|_| !done && !action.conseil),
    })
}

fn description(export: &Export, action: &LigneAction) -> String {
    let suivi = export.suivi(&action.id);
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
    let facts = export.facts();
    let mut found = vec![];
    for certificat in en_service(&facts).unwrap_or_default() {
        let Some(end) = certificat.expire_le else { continue };
        let logiciel = certificat.instance.as_deref().map(|id| format!(" : {}", nom_logiciel(&facts, id)));
        let nom = format!("{}{}", designation(certificat.produit), logiciel.unwrap_or_default());
        let row = certificat.ligne.id();
        found.extend(end.checked_sub_days(Days::new(60)).map(|jour| Evenement {
            cle: format!("expiration-60:{row}"),
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
            cle: format!("expiration:{row}"),
            jour: end,
            resume: format!("Expiration du certificat {nom}"),
            description: "Un certificat expiré arrête l’échange avec le service, et ne se renouvelle plus."
                .to_owned(),
            categorie: "Certificats",
            rappel: LA_VEILLE,
        });
    }
    let people = facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.as_str());
    for personne in [RL, DIRECTEUR].into_iter().chain(people) {
        let Some(end) = expiration(&facts, personne) else { continue };
        found.push(Evenement {
            cle: format!("expiration-carte:{personne}"),
            jour: end,
            resume: format!("Expiration de la carte : {}", nom_de(&facts, personne)),
            description: "Une carte expirée ne sert plus : c’est comme si elle n’existait pas.".to_owned(),
            categorie: "Cartes",
            rappel: LA_VEILLE,
        });
    }
    found.retain(|evenement| evenement.jour >= export.report.jour);
    found
}

fn date(jour: NaiveDate) -> String {
    jour.format("%Y%m%d").to_string()
}

/// A UID of ASCII letters, digits and a few signs, whatever ids a file may hold; other characters by their number, so
/// that two ids never give one UID.
fn uid(dossier: &str, cle: &str) -> String {
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
            '\n' => out.push_str("\\n"),
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
    }

    #[test]
    fn two_ids_never_give_one_uid() {
        assert_eq!(uid("dossier-1", "cpe:rl"), "dossier-1/cpe:rl@jalons");
        assert_ne!(uid("a/b", "c"), uid("a", "b/c"));
        assert_ne!(uid("é", "x"), uid("è", "x"));
        assert!(uid("a\r\nBEGIN:VEVENT", "x").chars().all(|c| c.is_ascii_graphic()));
    }
}
