//! Predicates that several rules share, named as sentences. Pure policy: no words for the user here.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::facts::{Facts, Inconnu, Known, absente, pas, tous, un_des};
use super::professions::{CarteParDefaut, Profession, Voie};
use super::question::{Choice, Lignes, OuiNon, Question};
use super::questions::at::{AT, AT_LIEN, AT_LISTE, AT_PERSONNE, AT_STATUT, At, LienAt, StatutAt};
use super::questions::besoin::{Besoin, besoin_de};
use super::questions::cartes_responsables::{
    Carte, DIRECTEUR_CARTE, DIRECTEUR_CARTE_EXPIRE_LE, RL_CARTE, RL_CARTE_EXPIRE_LE,
};
use super::questions::certificats_en_service::{
    CERTIFICAT_EXPIRE_LE, CERTIFICAT_LOGICIEL, CERTIFICAT_PRODUIT, CERTIFICATS_EN_SERVICE, Produit,
};
use super::questions::contrat::{CONTRAT, Contrat, contrat_non_aucun};
use super::questions::entite_changee::{ENTITE_CHANGEE, EntiteChangee};
use super::questions::evenements::{Evenement, evenement};
use super::questions::gestionnaires::{
    GESTIONNAIRE_PERSONNE, GESTIONNAIRE_STATUT, GESTIONNAIRES, StatutGestionnaire,
};
use super::questions::incidents::{
    CarteIncident, INCIDENT_CARTE, INCIDENT_NATURE, INCIDENT_PERSONNE, INCIDENT_REMPLACEMENT,
    INCIDENT_SEULE_CARTE_TOM, INCIDENTS, Nature,
};
use super::questions::logiciels::{
    INSI_MODE, InsiMode, LOGICIEL_SERVICES, LOGICIEL_SITES, LOGICIELS, ServiceLogiciel,
};
use super::questions::mandataires::{
    MANDATAIRE_PERSONNE, MANDATAIRE_SALARIE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire,
};
use super::questions::mssante_role::{MSSANTE_ROLE, MssanteRole};
use super::questions::nb_sites::sites_en_activite;
use super::questions::option_president::{OPTION_PRESIDENT, OptionPresident, directeur_a_part};
use super::questions::personnes::{
    PERSONNE_CARTE, PERSONNE_CARTE_EXPIRE_LE, PERSONNE_PROFIL, PERSONNES, ProfilPersonne,
};
use super::questions::professionnels::{
    Interim, PRO_BESOIN_ACCES, PRO_BESOIN_CARTE, PRO_CARTE, PRO_INTERIM, PRO_SMARTPHONE, PROFESSIONNELS,
    profession,
};
use super::questions::profils::{DIRECTEUR_PROFIL, Profil, RL_PROFIL};
use super::questions::rl_fonction::RL_FONCTION;
use super::questions::services::{Service, service};
use super::questions::sites::{SITES, sites_ouverts};
use super::questions::statut::STATUT;
use super::rule::Sujet;
use super::statuts::est_hospitalier;

/// Ids of the two people described by questions of their own.
pub const RL: &str = "rl";
/// The director, distinct from the legal representative.
pub const DIRECTEUR: &str = "directeur";
/// The administrateur technique given by a shortcut of `at`, without a name.
pub const AT_ANONYME: &str = "at";
/// The instance that stands for the software when none is described (R-COMPTE-02).
pub const LOGICIEL_ANONYME: &str = "logiciel";

// ── Sites ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Two open sites or more (R-FINESS-01).
pub fn multisite(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre >= 2)
}

/// Exactly one open site (R-FINESS-02).
pub fn monosite(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre == 1)
}

/// No open site (R-FINESS-09).
pub fn aucun_site(facts: &Facts) -> Known<bool> {
    sites_en_activite(facts).map(|nombre| nombre == 0)
}

// ── Contract ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// Whether the FINESS or SIRET that carries the contract changes, or the contract moves to the FINESS juridique
/// (R-CONTRAT-05, R-CONTRAT-16, R-FINESS-07). With no contract, an event triggers nothing by itself (R-COMPTE-04).
pub fn identite_du_contrat_change(facts: &Facts) -> Known<bool> {
    tous([contrat_non_aucun(facts), un_des([numero_du_contrat_change(facts), passage_juridique(facts)])])
}

/// Whether the FINESS or SIRET that carries the contract changes.
pub fn numero_du_contrat_change(facts: &Facts) -> Known<bool> {
    tous([
        contrat_non_aucun(facts),
        un_des([evenement(facts, Evenement::ChgtFiness), evenement(facts, Evenement::ChgtSiret)]),
        facts.est(&ENTITE_CHANGEE, EntiteChangee::PorteContrat),
    ])
}

/// Whether the user chose to move the contract to the FINESS juridique (R-FINESS-07).
pub fn passage_juridique(facts: &Facts) -> Known<bool> {
    tous([contrat_non_aucun(facts), evenement(facts, Evenement::PassageJuridique)])
}

/// Whether the dossier orders something that needs a contract: RPPS+, a certificate, a mandataire, a CPE or a CPA
/// (R-COMPTE-04). The director of option A is left out: without a contract, the choice A/B only matters once
/// something else asks for the contract (R-ALGO-01 point 3).
pub fn commande_quelque_chose(facts: &Facts) -> Known<bool> {
    let people = facts.answers().rows(PERSONNES.spec.id);
    let expired = people
        .iter()
        .map(|row| un_des([a_le_role(facts, &row.id, Role::CpeExpiree), cpa_expiree(facts, &row.id)]));
    un_des([
        l_un(expired),
        besoin_de(facts, [Besoin::RppsPlus]),
        demande_un_certificat(facts),
        au_moins_un(facts.lignes(&MANDATAIRES), mandataire_a_designer),
        at_a_declarer_sans_carte(facts),
        au_moins_un(facts.lignes(&INCIDENTS), |incident| {
            tous([
                incident
                    .get(&INCIDENT_CARTE)
                    .map(|carte| matches!(carte, CarteIncident::Cpe | CarteIncident::Cpa)),
                incident.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
            ])
        }),
        au_moins_un(facts.lignes(&PROFESSIONNELS), cpe_pour_la_ligne),
    ])
}

/// Whether a new contract is counted (R-COMPTE-04).
pub fn contrat_compte(facts: &Facts) -> Known<bool> {
    facts.une_fois("contrat-compte", "", |facts, _| {
        un_des([
            identite_du_contrat_change(facts),
            tous([facts.est(&CONTRAT, Contrat::Aucun), commande_quelque_chose(facts)]),
        ])
    })
}

// ── Holder of the CDE ────────────────────────────────────────────────────────────────────────────────────────────

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

/// The profile of the legal representative or of the director. An expired CPS is as no CPS (R-CARTE-24).
pub fn profil_de(facts: &Facts, personne: &str) -> Known<Profil> {
    let profil = facts.get(if personne == DIRECTEUR { &DIRECTEUR_PROFIL } else { &RL_PROFIL })?;
    Ok(match (profil, expiree(facts, personne)?) {
        (Profil::PsOrdreAvecCps, true) => Profil::PsOrdreSansCps,
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

/// Ids of the actions that give the holder a card by this plan: what is ordered in TOM comes after (R-COMPTE-18).
pub fn carte_du_porteur(facts: &Facts) -> Vec<Cow<'static, str>> {
    let mut ids = vec!["cde".into()];
    if porteur_demande_sa_cps(facts) == Ok(true) {
        ids.extend([RL, DIRECTEUR].map(|personne| format!("cps-ordre:{personne}").into()));
        ids.retain(|id: &Cow<'_, str>| match porteur(facts) {
            Ok(RL) => id != "cps-ordre:directeur",
            Ok(_) => id != "cps-ordre:rl",
            Err(_) => true,
        });
    }
    ids
}

/// Whether the lost, stolen or broken card was the only one able to open TOM: orders go by paper (R-CARTE-17).
pub fn tom_ferme(facts: &Facts) -> Known<bool> {
    au_moins_un(facts.lignes(&INCIDENTS), |incident| {
        tous([
            incident.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
            incident.est(&INCIDENT_SEULE_CARTE_TOM, OuiNon::Oui),
        ])
    })
}

// ── People and their cards ───────────────────────────────────────────────────────────────────────────────────────

/// The card that a person holds, as answered or as the profile says.
pub fn carte_de(facts: &Facts, personne: &str) -> Known<Carte> {
    let (carte, profil) = match personne {
        RL => (facts.if_asked(&RL_CARTE), facts.if_asked(&RL_PROFIL)),
        DIRECTEUR => (facts.if_asked(&DIRECTEUR_CARTE), facts.if_asked(&DIRECTEUR_PROFIL)),
        AT_ANONYME => {
            return facts.get(&AT).map(|at| match at {
                At::Tiers => Carte::Cpa,
                At::InterneAvecCarte => Carte::Cpe,
                At::TiersSansCarte | At::InterneSansCarte | At::EnPlace | At::Detail => Carte::Aucune,
            });
        }
        id => {
            return match facts.answers().row(PERSONNES.spec.id, id) {
                Some(row) => facts.dans(PERSONNES.spec.id, row).get(&PERSONNE_CARTE),
                None => Ok(Carte::Aucune),
            };
        }
    };
    if let Ok(Some(Profil::PsOrdreAvecCps | Profil::PsSansOrdreAvecCps)) = profil {
        return Ok(Carte::Cps);
    }
    match carte {
        Ok(Some(carte)) => Ok(carte),
        // Not asked: no contract, so nobody has a card of the structure.
        Ok(None) => match profil {
            Err(Inconnu::Ouvert) => Err(Inconnu::Ouvert),
            Ok(_) | Err(Inconnu::NonPosee) => Ok(Carte::Aucune),
        },
        Err(ouvert) => Err(ouvert),
    }
}

/// Expiry printed on a person's card, when it was given.
pub fn expiration(facts: &Facts, personne: &str) -> Option<NaiveDate> {
    let jour = match personne {
        RL => facts.get(&RL_CARTE_EXPIRE_LE),
        DIRECTEUR => facts.get(&DIRECTEUR_CARTE_EXPIRE_LE),
        id => facts
            .dans(PERSONNES.spec.id, facts.answers().row(PERSONNES.spec.id, id)?)
            .get(&PERSONNE_CARTE_EXPIRE_LE),
    };
    jour.ok().map(|jour| jour.0)
}

/// Whether a person's card is expired on the day of the computation; without a date, it is held to be valid.
pub fn expiree(facts: &Facts, personne: &str) -> Known<bool> {
    Ok(expiration(facts, personne).is_some_and(|jour| jour < facts.today()))
}

/// Whether a person's card is lost, stolen or broken: an incident names the person and that kind of card.
pub fn carte_en_incident(facts: &Facts, personne: &str, carte: Carte) -> Known<bool> {
    au_moins_un(facts.lignes(&INCIDENTS), |incident| {
        tous([
            incident.get(&INCIDENT_NATURE).map(|nature| nature != Nature::Blocage),
            incident.get(&INCIDENT_CARTE).map(|kind| kind.jeton() == carte.jeton()),
            incident.get(&INCIDENT_PERSONNE).map(|id| id.0 == personne),
        ])
    })
}

/// Whether a person has, or already ordered, a card that works (R-COMPTE-09, without what this plan brings).
pub fn a_une_carte(facts: &Facts, personne: &str) -> Known<bool> {
    let carte = carte_de(facts, personne)?;
    match carte {
        Carte::Aucune => Ok(false),
        Carte::Demandee => Ok(true),
        Carte::Cde | Carte::Cpe | Carte::Cps | Carte::Cpa | Carte::Cpf => {
            tous([pas(expiree(facts, personne)), pas(carte_en_incident(facts, personne, carte))])
        }
    }
}

/// Whether a person has a working card, or receives by this plan a CDE or a CPS (R-COMPTE-09).
pub fn equipee(facts: &Facts, personne: &str) -> Known<bool> {
    facts.une_fois("equipee", personne, |facts, personne| {
        un_des([
            a_une_carte(facts, personne),
            tous([est_porteur(facts, personne), f101_du(facts)]),
            ps_a_ordre(facts, personne),
        ])
    })
}

/// Whether a person is a health professional of an ordre: the card is a CPS, never a CPE (R-CARTE-07, R-COMPTE-10).
/// Whoever has a CPS, even expired or lost, renews it there (R-CARTE-24, R-COMPTE-15).
pub fn ps_a_ordre(facts: &Facts, personne: &str) -> Known<bool> {
    let a_ordre = |profil| matches!(profil, Profil::PsOrdreAvecCps | Profil::PsOrdreSansCps);
    let known = match personne {
        RL => facts.get(&RL_PROFIL).map(a_ordre),
        DIRECTEUR => facts.get(&DIRECTEUR_PROFIL).map(a_ordre),
        id => match facts.answers().row(PERSONNES.spec.id, id) {
            Some(row) => un_des([
                Ok(carte_de(facts, id) == Ok(Carte::Cps)),
                facts.dans(PERSONNES.spec.id, row).est(&PERSONNE_PROFIL, ProfilPersonne::PsOrdre),
            ]),
            None => Ok(false),
        },
    };
    match known {
        Err(Inconnu::NonPosee) => Ok(false),
        known => known,
    }
}

/// A role for which someone needs a card of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Mandataire counted in F502 (R-MAND-07).
    Mandataire,
    /// Administrateur technique of the structure, to declare (R-AT-07).
    At,
    /// Gestionnaire RPPS+, to appoint (R-RPPS-07).
    Gestionnaire,
    /// Holder of a CPE to replace after an incident (R-COMPTE-15).
    CpeEnIncident,
    /// Holder of an expired CPE (R-CARTE-24).
    CpeExpiree,
}

/// Ids of everyone who may need a CPE, each once (R-COMPTE-10).
pub fn candidats_cpe(facts: &Facts) -> Vec<String> {
    let mut ids: Vec<String> = vec![RL.to_owned(), DIRECTEUR.to_owned()];
    if facts.est(&AT, At::InterneSansCarte) == Ok(true) {
        ids.push(AT_ANONYME.to_owned());
    }
    ids.extend(facts.answers().rows(PERSONNES.spec.id).iter().map(|row| row.id.clone()));
    // A lost CPE whose holder was not named.
    if let Ok(incidents) = facts.lignes(&INCIDENTS) {
        ids.extend(
            incidents
                .iter()
                .filter(|row| row.get(&INCIDENT_PERSONNE).is_err())
                .map(|row| row.id().to_owned()),
        );
    }
    ids
}

/// Whether a person has a role that needs a card.
pub fn a_le_role(facts: &Facts, personne: &str, role: Role) -> Known<bool> {
    match role {
        Role::Mandataire => un_des([
            au_moins_un(facts.lignes(&MANDATAIRES), |row| {
                tous([row.get(&MANDATAIRE_PERSONNE).map(|id| id.0 == personne), mandataire_a_designer(row)])
            }),
            tous([Ok(personne == DIRECTEUR), directeur_devient_mandataire(facts)]),
        ]),
        Role::At => un_des([
            tous([Ok(personne == AT_ANONYME), facts.est(&AT, At::InterneSansCarte)]),
            au_moins_un(facts.lignes(&AT_LISTE), |row| {
                tous([
                    row.get(&AT_PERSONNE).map(|id| id.0 == personne),
                    row.est(&AT_LIEN, LienAt::Interne),
                    row.est(&AT_STATUT, StatutAt::ADeclarer),
                ])
            }),
        ]),
        Role::Gestionnaire => au_moins_un(facts.lignes(&GESTIONNAIRES), |row| {
            tous([
                row.get(&GESTIONNAIRE_PERSONNE).map(|id| id.0 == personne),
                row.est(&GESTIONNAIRE_STATUT, StatutGestionnaire::ADesigner),
            ])
        }),
        Role::CpeEnIncident => au_moins_un(facts.lignes(&INCIDENTS), |row| {
            tous([
                row.est(&INCIDENT_CARTE, CarteIncident::Cpe),
                row.est(&INCIDENT_REMPLACEMENT, OuiNon::Oui),
                match row.if_asked(&INCIDENT_PERSONNE) {
                    Ok(Some(id)) => Ok(id.0 == personne),
                    Ok(None) => Ok(row.id() == personne),
                    Err(ouvert) => Err(ouvert),
                },
            ])
        }),
        Role::CpeExpiree => tous([
            carte_de(facts, personne).map(|carte| carte == Carte::Cpe),
            expiree(facts, personne),
            pas(at_partant(facts, personne)),
        ]),
    }
}

/// Whether that person is an administrateur technique who leaves: a card of theirs is not replaced (R-CARTE-18).
pub fn at_partant(facts: &Facts, personne: &str) -> Known<bool> {
    au_moins_un(facts.lignes(&AT_LISTE), |row| {
        tous([row.get(&AT_PERSONNE).map(|id| id.0 == personne), row.est(&AT_STATUT, StatutAt::Partant)])
    })
}

/// Whether a person's CPA is expired: the third party orders a new one (R-CARTE-24, R-COMPTE-12).
pub fn cpa_expiree(facts: &Facts, personne: &str) -> Known<bool> {
    tous([
        carte_de(facts, personne).map(|carte| carte == Carte::Cpa),
        expiree(facts, personne),
        pas(at_partant(facts, personne)),
    ])
}

/// Whether a row of `mandataires` is counted: to appoint, and employed (R-COMPTE-08, R-MAND-08).
pub fn mandataire_a_designer(row: &Facts) -> Known<bool> {
    tous([
        row.est(&MANDATAIRE_STATUT, StatutMandataire::ADesigner),
        row.est(&MANDATAIRE_SALARIE, OuiNon::Oui),
    ])
}

/// Whether the director of option A must be appointed mandataire (R-RL-02, R-COMPTE-08): unless already in the list,
/// and, without a contract, only when something calls for one.
pub fn directeur_devient_mandataire(facts: &Facts) -> Known<bool> {
    tous([
        option_a(facts),
        un_des([contrat_non_aucun(facts), contrat_compte(facts)]),
        pas(au_moins_un(facts.lignes(&MANDATAIRES), |row| {
            row.get(&MANDATAIRE_PERSONNE).map(|id| id.0 == DIRECTEUR)
        })),
    ])
}

/// Whether someone with a role has no card yet: a CPE to order, by paper or by TOM.
pub fn roles_sans_carte(facts: &Facts) -> Known<bool> {
    let roles = [Role::Mandataire, Role::At, Role::Gestionnaire];
    l_un(candidats_cpe(facts).into_iter().map(|personne| {
        let has_role = un_des(roles.map(|role| a_le_role(facts, &personne, role)));
        tous([has_role, pas(equipee(facts, &personne))])
    }))
}

/// Whether a CPE is to be ordered, for whatever reason: by paper or by TOM (R-COMPTE-18).
pub fn cpe_a_commander(facts: &Facts) -> Known<bool> {
    let roles = [Role::CpeEnIncident, Role::CpeExpiree];
    let replaced = candidats_cpe(facts).into_iter().map(|personne| {
        tous([un_des(roles.map(|role| a_le_role(facts, &personne, role))), pas(equipee(facts, &personne))])
    });
    un_des([
        roles_sans_carte(facts),
        l_un(replaced),
        au_moins_un(facts.lignes(&PROFESSIONNELS), cpe_pour_la_ligne),
    ])
}

/// Whether an administrateur technique to declare has no card.
pub fn at_a_declarer_sans_carte(facts: &Facts) -> Known<bool> {
    un_des([
        facts.get(&AT).map(|at| matches!(at, At::TiersSansCarte | At::InterneSansCarte)),
        au_moins_un(facts.lignes(&AT_LISTE), |row| {
            tous([
                row.est(&AT_STATUT, StatutAt::ADeclarer),
                row.get(&AT_PERSONNE).and_then(|id| pas(a_une_carte(facts, &id.0))),
            ])
        }),
    ])
}

/// Whether someone can already sign in with a card: TOM, mesHabilitations (R-MAND-06, R-AT-10).
pub fn un_porteur_de_carte_existe(facts: &Facts) -> Known<bool> {
    un_des([
        a_une_carte(facts, RL),
        a_une_carte(facts, DIRECTEUR),
        tous([
            contrat_non_aucun(facts),
            au_moins_un(facts.lignes(&MANDATAIRES), |row| {
                tous([
                    row.est(&MANDATAIRE_STATUT, StatutMandataire::EnPlace),
                    // Held to have one unless it is known to be lost, expired or none.
                    row.get(&MANDATAIRE_PERSONNE).map(|id| a_une_carte(facts, &id.0) != Ok(false)),
                ])
            }),
        ]),
    ])
}

// ── Certificates ─────────────────────────────────────────────────────────────────────────────────────────────────

/// Whether the services ask for a certificate, whatever is in service: an instance that serves an open site needs one,
/// or the structure is its own MSSanté operator (R-COMPTE-13).
pub fn demande_un_certificat(facts: &Facts) -> Known<bool> {
    facts.une_fois("demande-un-certificat", "", |facts, _| {
        un_des([une_instance_en_demande(facts), facts.est(&MSSANTE_ROLE, MssanteRole::Operateur)])
    })
}

fn une_instance_en_demande(facts: &Facts) -> Known<bool> {
    l_un(instances(facts)?.iter().map(|instance| {
        let services = [ServiceLogiciel::Insi, ServiceLogiciel::DmpAlim, ServiceLogiciel::Mssante];
        let needs = un_des(services.map(|wanted| instance.sert(facts, wanted)));
        tous([needs, instance.sert_un_site_ouvert(facts)])
    }))
}

/// A software instance (R-CERT-11).
#[derive(Clone)]
pub struct Instance<'a> {
    /// Id of its row, or [`LOGICIEL_ANONYME`].
    pub id: String,
    /// Its row; none for the one that is not described.
    pub ligne: Option<Facts<'a>>,
}

/// The instances; one anonymous instance when INSi or DMP is wanted and none is described (R-COMPTE-02). MSSanté alone
/// without a software is a webmail: no instance.
pub fn instances<'a>(facts: &Facts<'a>) -> Known<Vec<Instance<'a>>> {
    let rows = match facts.lignes(&LOGICIELS) {
        Ok(rows) => rows,
        Err(Inconnu::NonPosee) => return Ok(vec![]),
        Err(Inconnu::Ouvert) => vec![],
    };
    if !rows.is_empty() {
        return Ok(rows
            .into_iter()
            .map(|row| Instance { id: row.id().to_owned(), ligne: Some(row) })
            .collect());
    }
    match un_des([service(facts, Service::Insi), service(facts, Service::DmpAlim)]) {
        Ok(true) => Ok(vec![Instance { id: LOGICIEL_ANONYME.to_owned(), ligne: None }]),
        Ok(false) if facts.entry(&LOGICIELS.spec).is_none() => {
            // MSSanté alone: only the list says whether a software is connected.
            facts.lignes(&LOGICIELS).map(|_| vec![])
        }
        Ok(false) => Ok(vec![]),
        Err(ouvert) => Err(ouvert),
    }
}

impl Instance<'_> {
    /// Whether the instance serves that service: those of the structure, unless it names its own.
    pub fn sert(&self, facts: &Facts, wanted: ServiceLogiciel) -> Known<bool> {
        let of_structure = service(
            facts,
            match wanted {
                ServiceLogiciel::Insi => Service::Insi,
                ServiceLogiciel::DmpAlim => Service::DmpAlim,
                ServiceLogiciel::Mssante => Service::Mssante,
            },
        );
        let own = match &self.ligne {
            None => Ok(true),
            Some(row) => row.if_asked(&LOGICIEL_SERVICES).map(|services| {
                services.is_none_or(|services| services.0.is_empty() || services.contient(wanted))
            }),
        };
        tous([of_structure, own])
    }

    /// How it calls INSi; open when it is not described.
    pub fn insi_mode(&self, facts: &Facts) -> Known<InsiMode> {
        match &self.ligne {
            Some(row) => row.get(&INSI_MODE),
            None => Err(facts.laisse_ouvert(&LOGICIELS)),
        }
    }

    /// Whether it serves an open site: certificates are counted for no other (R-COMPTE-13). It serves every site unless
    /// it names some; a structure whose sites are not known has one.
    pub fn sert_un_site_ouvert(&self, facts: &Facts) -> Known<bool> {
        let named = self.ligne.as_ref().and_then(|row| row.if_asked(&LOGICIEL_SITES).ok()?);
        let described = facts.answers().rows(SITES.spec.id);
        let named: Vec<String> = named.map_or_else(Vec::new, |sites| sites.0);
        if named.iter().any(|id| described.iter().any(|row| row.id == *id))
            && let Ok(open) = sites_ouverts(facts)
        {
            return Ok(open.iter().any(|site| named.iter().any(|id| id == site.id())));
        }
        Ok(sites_en_activite(facts) != Ok(0))
    }

    /// Whether it needs that product; held to be so while it is not known.
    fn a_besoin_de(&self, facts: &Facts, produit: Produit) -> bool {
        let service = match produit {
            Produit::InsiAuto | Produit::InsiManu => ServiceLogiciel::Insi,
            Produit::AuthDmp | Produit::SignDmp => ServiceLogiciel::DmpAlim,
            Produit::AuthMss => ServiceLogiciel::Mssante,
            Produit::ServMss => return false,
        };
        let other_name = match produit {
            Produit::InsiAuto => self.insi_mode(facts) == Ok(InsiMode::Manu),
            Produit::InsiManu => self.insi_mode(facts) == Ok(InsiMode::Auto),
            _ => false,
        };
        self.sert(facts, service) != Ok(false) && !other_name
    }
}

/// The instance of that id.
pub fn instance<'a>(facts: &Facts<'a>, id: &str) -> Known<Instance<'a>> {
    instances(facts)?.into_iter().find(|instance| instance.id == id).ok_or(Inconnu::NonPosee)
}

/// A certificate in service, the farthest expiry of its instance, offer, usage and name (R-COMPTE-14).
#[derive(Clone)]
pub struct EnService<'a> {
    /// Its row.
    pub ligne: Facts<'a>,
    /// Its product.
    pub produit: Produit,
    /// The software that uses it: the one it names, else one that has none of that product; none for an operator's
    /// certificate, which the structure has once, and while no software is described.
    pub instance: Option<String>,
    /// Its expiry, when known.
    pub expire_le: Option<NaiveDate>,
}

/// The certificates in service, duplicates out (R-COMPTE-14). One that names no software stands for one software, never
/// for several.
pub fn en_service<'a>(facts: &Facts<'a>) -> Known<Vec<EnService<'a>>> {
    let rows = match facts.lignes(&CERTIFICATS_EN_SERVICE) {
        Ok(rows) => rows,
        Err(Inconnu::NonPosee) => return Ok(vec![]),
        Err(ouvert) => return Err(ouvert),
    };
    let software = facts.lignes(&LOGICIELS).unwrap_or_default();
    let mut named: Vec<EnService<'a>> = vec![];
    let mut unnamed = vec![];
    for row in &rows {
        let Ok(produit) = row.get(&CERTIFICAT_PRODUIT) else { continue };
        let instance = row.get(&CERTIFICAT_LOGICIEL).ok().and_then(|ids| ids.0.into_iter().next());
        let instance = instance.filter(|id| software.iter().any(|known| known.id() == id));
        let expire_le = row.get(&CERTIFICAT_EXPIRE_LE).ok().map(|jour| jour.0);
        let of_structure = produit == Produit::ServMss || software.is_empty();
        let new = EnService { ligne: *row, produit, instance: instance.filter(|_| !of_structure), expire_le };
        if new.instance.is_some() || of_structure {
            garder(facts, &mut named, new)
        } else {
            unnamed.push(new)
        }
    }
    unnamed.sort_by_key(|new| std::cmp::Reverse(new.rang(facts)));
    let instances = instances(facts).unwrap_or_default();
    for new in unnamed {
        let has_none = |instance: &&Instance<'_>| {
            !named
                .iter()
                .any(|old| old.meme_usage(new.produit) && old.instance.as_ref() == Some(&instance.id))
        };
        let of_no_one = || instances.iter().filter(has_none);
        let chosen = of_no_one().find(|instance| instance.a_besoin_de(facts, new.produit));
        // Every software has one: it replaces the one that ends first, if it is better.
        let worst = || {
            named
                .iter()
                .filter(|old| old.meme_usage(new.produit))
                .min_by_key(|old| old.rang(facts))?
                .instance
                .clone()
        };
        let instance =
            chosen.or_else(|| of_no_one().next()).map(|instance| instance.id.clone()).or_else(worst);
        garder(facts, &mut named, EnService { instance, ..new });
    }
    let place = |kept: &EnService<'_>| rows.iter().position(|row| row.id() == kept.ligne.id());
    named.sort_by_key(place);
    Ok(named)
}

/// Keeps one certificate for each instance and usage.
fn garder<'a>(facts: &Facts, kept: &mut Vec<EnService<'a>>, new: EnService<'a>) {
    match kept.iter_mut().find(|old| old.meme_usage(new.produit) && old.instance == new.instance) {
        Some(old) if old.rang(facts) < new.rang(facts) => *old = new,
        Some(_) => {}
        None => kept.push(new),
    }
}

impl EnService<'_> {
    /// Which of two duplicates stands: one that is valid, the farthest first; then one whose expiry is not known, since
    /// nothing is due for sure; then the farthest.
    fn rang(&self, facts: &Facts) -> (u8, Option<NaiveDate>) {
        match self.expire_le {
            Some(jour) if jours_avant(facts, jour) > 60 => (2, Some(jour)),
            None => (1, None),
            Some(jour) => (0, Some(jour)),
        }
    }

    /// Same offer, usage and name: the authentication of MSSanté is that of the DMP (R-CERT-04).
    fn meme_usage(&self, produit: Produit) -> bool {
        let usage = |produit| if produit == Produit::AuthMss { Produit::AuthDmp } else { produit };
        usage(self.produit) == usage(produit)
    }
}

/// Whether a certificate in service covers the need of an instance for that product (R-COMPTE-14).
pub fn couvert(facts: &Facts, instance: &str, produit: Produit) -> Known<bool> {
    let found = en_service(facts)?;
    Ok(found.iter().any(|certificat| {
        certificat.meme_usage(produit) && certificat.instance.as_deref().is_none_or(|id| id == instance)
    }))
}

/// Days before a certificate expires; negative once it has.
pub fn jours_avant(facts: &Facts, jour: NaiveDate) -> i64 {
    (jour - facts.today()).num_days()
}

// ── Professionals ────────────────────────────────────────────────────────────────────────────────────────────────

/// Whether a row of professionals gets CPE (R-COMPTE-11), whatever card they have.
pub fn cpe_pour_la_ligne(row: &Facts) -> Known<bool> {
    let Some(profession) = profession(row) else { return Ok(false) };
    tous([
        Ok(carte_possible_cpe(profession)),
        row.get(&PRO_INTERIM).map(|interim| interim != Interim::NonNomme),
        un_des([
            row.est(&PRO_BESOIN_CARTE, OuiNon::Oui),
            tous([row.est(&PRO_BESOIN_ACCES, OuiNon::Oui), row.est(&PRO_SMARTPHONE, OuiNon::Non)]),
        ]),
        ligne_sans_carte(row),
    ])
}

/// Whether the people of a row have no working card.
pub fn ligne_sans_carte(row: &Facts) -> Known<bool> {
    row.est(&PRO_CARTE, Carte::Aucune)
}

/// Whether the default card of a profession (§10) is a CPE or none: a CPE may then be ordered for it. A director who
/// does not hold the CDE has a CPE.
pub fn carte_possible_cpe(profession: &Profession) -> bool {
    matches!(
        profession.carte,
        CarteParDefaut::CpeSiBesoin | CarteParDefaut::AucuneDOffice | CarteParDefaut::Cde
    )
}

/// Whether a row's people are registered by that way.
pub fn voie_est(row: &Facts, voies: impl Fn(&Voie) -> bool) -> Known<bool> {
    Ok(profession(row).is_some_and(|profession| voies(&profession.voie)))
}

/// Whether the entité juridique is a hospital (R-FINESS-08).
pub fn est_un_hopital(facts: &Facts) -> Known<bool> {
    facts.get(&STATUT).map(|statut| est_hospitalier(&statut.0))
}

/// Whether that hospital may already have a contract: to be checked before anything else (R-FINESS-08).
pub fn porteur_hospitalier(facts: &Facts) -> Known<bool> {
    tous([
        est_un_hopital(facts),
        un_des([Ok(facts.dit_inconnu(&CONTRAT)), facts.est(&CONTRAT, Contrat::Aucun)]),
    ])
}

// ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Whether a condition holds for one row at least. A list that is not asked has no row; an unanswered one is open.
pub fn au_moins_un(
    rows: Known<Vec<Facts<'_>>>,
    condition: impl Fn(&Facts<'_>) -> Known<bool>,
) -> Known<bool> {
    une_ligne(rows, &condition)
}

fn une_ligne(rows: Known<Vec<Facts<'_>>>, condition: &dyn Fn(&Facts<'_>) -> Known<bool>) -> Known<bool> {
    let mut open = false;
    match rows {
        Err(Inconnu::NonPosee) => return Ok(false),
        Err(Inconnu::Ouvert) => return Err(Inconnu::Ouvert),
        Ok(rows) => {
            for row in rows {
                match condition(&row) {
                    Ok(true) => return Ok(true),
                    Ok(false) | Err(Inconnu::NonPosee) => {}
                    Err(Inconnu::Ouvert) => open = true,
                }
            }
        }
    }
    if open { Err(Inconnu::Ouvert) } else { Ok(false) }
}

/// Whether one condition of several holds; open when none holds but one is open.
fn l_un(conditions: impl Iterator<Item = Known<bool>>) -> Known<bool> {
    let mut known = Ok(false);
    conditions.for_each(|condition| known = un_des([known, condition]));
    known
}

/// Each text once, in order.
pub fn uniques(texts: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = vec![];
    for text in texts {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once
}

/// The rows of a list, as subjects of a rule.
pub fn lignes_de(facts: &Facts, list: &'static Question<Lignes>) -> Known<Vec<Sujet>> {
    let rows = facts.lignes(list)?;
    Ok(rows.iter().map(|row| Sujet::Ligne(list.spec.id, row.id().to_owned())).collect())
}
