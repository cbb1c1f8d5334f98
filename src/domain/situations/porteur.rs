//! The holder of the CDE: who it is, and the F101 that asks for it.

use std::borrow::Cow;

use super::cartes::{a_une_carte, carte_de, cps_expiree, expiree, un_porteur_de_carte_existe};
use super::contrat::contrat_compte;
use super::identifiants::{DIRECTEUR, RL};
use super::lignes::au_moins_un;
use crate::domain::facts::{Facts, Inconnu, Known, absente, pas, tous, un_des};
use crate::domain::question::OuiNon;
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::contrat::contrat_non_aucun;
use crate::domain::questions::evenements::{Evenement, evenement};
use crate::domain::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_PERSONNE, INCIDENT_REMPLACEMENT, INCIDENTS,
};
use crate::domain::questions::option_president::{OPTION_PRESIDENT, OptionPresident, directeur_a_part};
use crate::domain::questions::profils::{DIRECTEUR_PROFIL, Profil, RL_PROFIL};
use crate::domain::questions::rl_fonction::RL_FONCTION;

/// Who holds, or would hold, the CDE (R-COMPTE-05): the id of a person.
pub fn porteur(facts: &Facts) -> Known<&'static str> {
    facts.get(&RL_FONCTION)?;
    match directeur_a_part(facts) {
        Ok(false) | Err(Inconnu::NonPosee) => Ok(RL),
        Ok(true) => match facts.get(&OPTION_PRESIDENT)? {
            OptionPresident::A => Ok(RL),
            OptionPresident::B => Ok(DIRECTEUR),
        },
        Err(ouvert) => Err(ouvert),
    }
}

/// Whether that person holds, or would hold, the CDE.
pub fn est_porteur(facts: &Facts, personne: &str) -> Known<bool> {
    if personne != RL && personne != DIRECTEUR {
        return Ok(false);
    }
    porteur(facts).map(|porteur| porteur == personne)
}

/// The profile of the legal representative or of the director. Without an ordre, an expired CPS is as no CPS; with one, it
/// is on its way (R-CARTE-24, R-CARTE-28).
pub fn profil_de(facts: &Facts, personne: &str) -> Known<Profil> {
    let profil = facts.get(if personne == DIRECTEUR { &DIRECTEUR_PROFIL } else { &RL_PROFIL })?;
    Ok(match (profil, expiree(facts, personne)?) {
        (Profil::PsSansOrdreAvecCps, true) => Profil::PsSansOrdreSansCps,
        (profil, _) => profil,
    })
}

/// Whether the holder has one of these profiles; known too when the choice A/B is open but changes nothing.
pub fn porteur_est(facts: &Facts, profils: &[Profil]) -> Known<bool> {
    let rl = || profil_de(facts, RL).map(|profil| profils.contains(&profil));
    let directeur = || profil_de(facts, DIRECTEUR).map(|profil| profils.contains(&profil));
    match porteur(facts) {
        Ok(DIRECTEUR) => directeur(),
        Ok(_) => rl(),
        Err(Inconnu::NonPosee) => Err(Inconnu::NonPosee),
        Err(Inconnu::Ouvert) => match (rl(), directeur()) {
            (Ok(rl), Ok(directeur)) if rl == directeur => Ok(rl),
            (Err(Inconnu::NonPosee), Err(Inconnu::NonPosee)) => Err(Inconnu::NonPosee),
            _ => Err(Inconnu::Ouvert),
        },
    }
}

/// Whether the holder is a health professional of an ordre, or has a CPS: no F101 (R-RL-05 to R-RL-07).
pub fn porteur_sans_f101(facts: &Facts) -> Known<bool> {
    porteur_est(facts, &[Profil::PsOrdreAvecCps, Profil::PsOrdreSansCps, Profil::PsSansOrdreAvecCps])
}

/// Whether option A was chosen: the legal representative holds the CDE and the director becomes mandataire.
pub fn option_a(facts: &Facts) -> Known<bool> {
    facts.est(&OPTION_PRESIDENT, OptionPresident::A)
}

/// Whether the holder's CDE must be replaced: lost, stolen, broken (with a replacement wanted) or expired.
pub fn cde_a_remplacer(facts: &Facts) -> Known<bool> {
    un_des([cde_en_incident(facts), cde_expiree(facts)])
}

/// Whether an incident asks for a new CDE of the holder (R-COMPTE-15).
pub fn cde_en_incident(facts: &Facts) -> Known<bool> {
    au_moins_un(facts.lignes(&INCIDENTS), |incident| {
        tous([
            incident.est(&INCIDENT_CARTE, CarteIncident::Cde),
            incident.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
            match incident.if_asked(&INCIDENT_PERSONNE) {
                Ok(Some(personne)) => est_porteur(incident, &personne.0),
                Ok(None) => Ok(true),
                Err(ouvert) => Err(ouvert),
            },
        ])
    })
}

/// Whether the holder's CDE is expired on the day of the computation (R-CARTE-24).
pub fn cde_expiree(facts: &Facts) -> Known<bool> {
    un_des([RL, DIRECTEUR].map(|personne| {
        tous([
            est_porteur(facts, personne),
            carte_de(facts, personne).map(|carte| carte == Carte::Cde),
            expiree(facts, personne),
        ])
    }))
}

/// Whether something calls for an F101 (R-COMPTE-06), exceptions for health professionals aside.
pub fn f101_declenche(facts: &Facts) -> Known<bool> {
    facts.une_fois("f101-declenche", "", |facts, _| {
        un_des([
            contrat_compte(facts),
            tous([contrat_non_aucun(facts), evenement(facts, Evenement::ChgtRl)]),
            direction_provisoire_declenche(facts),
            cde_a_remplacer(facts),
        ])
    })
}

/// Whether a provisional management calls for an F101: not in option A (R-CONTRAT-08, R-COMPTE-06).
pub fn direction_provisoire_declenche(facts: &Facts) -> Known<bool> {
    tous([
        contrat_non_aucun(facts),
        evenement(facts, Evenement::DirectionProvisoire),
        un_des([
            absente(
                facts
                    .est_posee(&OPTION_PRESIDENT.spec)
                    .and_then(|asked| if asked { option_a(facts) } else { Err(Inconnu::NonPosee) }),
            ),
            pas(option_a(facts)),
        ]),
    ])
}

/// Whether an F101, and so a CDE, is due (R-COMPTE-06, R-COMPTE-07).
pub fn f101_du(facts: &Facts) -> Known<bool> {
    facts.une_fois("f101-du", "", |facts, _| {
        tous([
            f101_declenche(facts),
            un_des([pas(porteur_sans_f101(facts)), absente(porteur_sans_f101(facts))]),
        ])
    })
}

/// Whether the holder must ask a CPS of an ordre (R-RL-06).
pub fn porteur_demande_sa_cps(facts: &Facts) -> Known<bool> {
    tous([f101_declenche(facts), porteur_est(facts, &[Profil::PsOrdreSansCps])])
}

/// Whether the holder already has a CDE that works: the ANS may let it be kept (R-COMPTE-07, D-17).
pub fn porteur_a_une_cde(facts: &Facts) -> Known<bool> {
    let personne = porteur(facts)?;
    tous([carte_de(facts, personne).map(|carte| carte == Carte::Cde), a_une_carte(facts, personne)])
}

/// Whether the holder is of an ordre, and the CPS is expired: neither F101 nor CDE, nor a card that works (R-CARTE-24,
/// R-CARTE-28).
pub fn porteur_attend_sa_cps(facts: &Facts) -> Known<bool> {
    un_des([RL, DIRECTEUR].map(|personne| {
        tous([
            est_porteur(facts, personne),
            profil_de(facts, personne).map(|profil| profil == Profil::PsOrdreAvecCps),
            cps_expiree(facts, personne),
        ])
    }))
}

/// Whether the holder's card is a CPS to come, first one or renewed.
pub fn porteur_recoit_une_cps(facts: &Facts) -> Known<bool> {
    un_des([porteur_demande_sa_cps(facts), tous([f101_declenche(facts), porteur_attend_sa_cps(facts)])])
}

/// Ids of the actions that give a person a CPS by this plan: of the ordre, or of the ANS.
pub fn cps_de(personne: &str) -> [Cow<'static, str>; 2] {
    ["cps-ordre", "cps-ans"].map(|livrable| format!("{livrable}:{personne}").into())
}

/// Ids of the actions that give the holder a card: what is ordered in TOM comes after; nothing when someone has one in hand
/// (R-COMPTE-18).
pub fn carte_du_porteur(facts: &Facts) -> Vec<Cow<'static, str>> {
    if un_porteur_de_carte_existe(facts) == Ok(true) {
        return vec![];
    }
    let mut ids = vec!["cde".into()];
    ids.extend(porteur(facts).ok().map(|holder| format!("recevoir-carte:{holder}").into()));
    if porteur_recoit_une_cps(facts) == Ok(true) {
        match porteur(facts) {
            Ok(personne) => ids.extend(cps_de(personne)),
            Err(_) => ids.extend([RL, DIRECTEUR].into_iter().flat_map(cps_de)),
        }
    }
    ids
}
