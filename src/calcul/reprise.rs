//! Rows of another dossier, copied into the open one: what the page asks, and what is said of it.

use chrono::NaiveDate;

use crate::domain::dossier::{self, Dossier};
use crate::domain::reprise::{self, Quoi, Reprise};
use crate::domain::termes;
use crate::protocol::answer::Answer;
use crate::protocol::request::{FROM, Fields, NAMED, WHAT};

/// The open dossier with what another one, whose text and name are among the fields, says of what is asked.
pub fn reprendre(ici: &Dossier, fields: &Fields, today: NaiveDate) -> Answer {
    let field = |name: &str| fields.get(name).unwrap_or_default();
    let Some(quoi) = Quoi::de_jeton(field(WHAT)) else { return Answer::not_understood() };
    let mut autre = match dossier::ouvrir(field(FROM)) {
        Ok((autre, _)) => autre,
        Err(error) => return Answer::refusal(error),
    };
    termes::ranger(&mut autre);
    match reprise::reprendre(&ici.answers, &autre.answers, quoi, today) {
        Ok(taken) => {
            let said = phrase(&taken, field(NAMED));
            Answer::dossier(&Dossier { answers: taken.answers, ..ici.clone() }, said)
        }
        Err(why) => Answer::refusal(why),
    }
}

/// « Repris de « A » : Livia, Médica. Les sites servis ne sont pas repris… »
fn phrase(taken: &Reprise, nom: &str) -> String {
    let what = if taken.noms.is_empty() { "la même réponse".to_owned() } else { taken.noms.join(", ") };
    let mut said = format!("Repris de «\u{a0}{nom}\u{a0}»\u{a0}: {what}.");
    for remark in &taken.remarques {
        said.push(' ');
        said.push_str(remark);
    }
    said
}
