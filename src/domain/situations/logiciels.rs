//! Software instances, and what each one needs.

use super::identifiants::LOGICIEL_ANONYME;
use super::lignes::l_un;
use crate::domain::facts::{Facts, Inconnu, Known, pas, tous, un_des};
use crate::domain::questions::certificats_en_service::Produit;
use crate::domain::questions::finess_immatriculation::finess_a_ouvrir;
use crate::domain::questions::logiciels::{
    INSI_MODE, InsiMode, LOGICIEL_SERVICES, LOGICIEL_SITES, LOGICIELS, ServiceLogiciel,
};
use crate::domain::questions::mssante_role::{MSSANTE_ROLE, MssanteRole};
use crate::domain::questions::nb_sites::sites_en_activite;
use crate::domain::questions::services::{Service, service};
use crate::domain::questions::sites::sites_ouverts;

/// Whether the services ask for a certificate, whatever is in service: an instance that serves an open site needs one,
/// or the structure is its own MSSanté operator (R-COMPTE-13).
pub fn demande_un_certificat(facts: &Facts) -> Known<bool> {
    facts.une_fois("demande-un-certificat", "", |facts, _| {
        un_des([
            une_instance_en_demande(facts),
            // No certificate is asked for before the FINESS is open (R-COMPTE-19).
            tous([facts.est(&MSSANTE_ROLE, MssanteRole::Operateur), pas(finess_a_ouvrir(facts))]),
        ])
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
                services.is_none_or(|services| services.est_vide() || services.contient(wanted))
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
        let named = self.ligne.as_ref().map_or(Ok(None), |row| row.if_asked(&LOGICIEL_SITES));
        let served = named.map(|named| match (named, sites_ouverts(facts)) {
            (Some(sites), Ok(open)) if !sites.0.is_empty() => {
                open.iter().any(|site| sites.0.iter().any(|id| id == site.id()))
            }
            (_, _) => true,
        });
        tous([Ok(sites_en_activite(facts) != Ok(0)), served])
    }

    /// Whether it needs that product; held to be so while it is not known.
    pub(super) fn a_besoin_de(&self, facts: &Facts, produit: Produit) -> bool {
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
    match facts.lignes(&LOGICIELS) {
        Ok(rows) if !rows.is_empty() => {
            let row = rows.into_iter().find(|row| row.id() == id).ok_or(Inconnu::NonPosee)?;
            Ok(Instance { id: id.to_owned(), ligne: Some(row) })
        }
        _ => instances(facts)?.into_iter().find(|instance| instance.id == id).ok_or(Inconnu::NonPosee),
    }
}
