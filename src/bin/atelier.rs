//! The program `atelier`, in its worker: reads and writes files, keeps the FINESS directory. Elsewhere, says so.
//!
//! The pages are drawn by pure functions (`jalons::atelier`); here stand only the file, the storage and the state.

#[cfg(target_arch = "wasm32")]
mod dans_le_navigateur {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use jalons::atelier::calcul::sur_dossier;
    use jalons::atelier::livraison::Livraison;
    use jalons::atelier::protocole::{Demande, PUBLIE, Quoi, Reponse, Sorte};
    use jalons::atelier::{effectif, fichiers, finess};
    use jalons::browser::service::Recue;
    use jalons::browser::{BrowserError, fichiers as lecture, horloge, minuterie, reseau, service, storage};
    use jalons::domain::calendrier::lire_date;
    use jalons::domain::dossier;
    use jalons::domain::finess::Finess;
    use jalons::export::{Fichier, Format, modele_effectif};
    use jalons::import::annuaire::{Annuaire, Registre};
    use jalons::import::effectif::{Colonnes, ErreurEffectif, lire_feuille};
    use jalons::import::limites::EFFECTIF_FICHIER_MAX;
    use jalons::import::parts::{Index, NOM_INDEX, PartieIllisible, PartieOuverte};
    use jalons::import::{Entite, ErreurImport, Lecteur, Trouvee};

    /// How long reading goes on before it says how far it is, in milliseconds.
    const PAS: f64 = 200.0;

    thread_local! {
        /// The directory, once it was looked for.
        static REPERTOIRE: RefCell<Option<finess::Repertoire>> = const { RefCell::new(None) };
        /// The roster that is being imported.
        static IMPORT: RefCell<Option<effectif::Import>> = const { RefCell::new(None) };
        /// What was put on the screen lately.
        static LIVRAISON: RefCell<Livraison> = RefCell::new(Livraison::default());
        /// The entity that was found beside the page.
        static TROUVEE: RefCell<Option<Entite>> = const { RefCell::new(None) };
    }

    pub fn servir() {
        service::servir(|recue| minuterie::lancer(repondre(recue)));
    }

    async fn repondre(recue: Recue) {
        let Recue { textes, fichier, reponse } = recue;
        let demande = Demande::lire(textes);
        let answer = match &demande {
            Some(demande) => traiter(demande, fichier, &reponse).await,
            None => Reponse::incompris(),
        };
        let messages = LIVRAISON.with_borrow_mut(|livraison| livraison.messages(demande.as_ref(), answer));
        for (sorte, texte, octets) in messages {
            reponse.dire(sorte.jeton(), &texte, &octets);
        }
    }

    async fn traiter(
        demande: &Demande,
        fichier: Option<lecture::Choisi>,
        vers: &service::Reponse,
    ) -> Reponse {
        let Some(jour) = lire_date(&demande.jour) else { return Reponse::incompris() };
        match demande.quoi {
            Quoi::Finess => {
                retrouver().await;
                page_finess(demande, "")
            }
            Quoi::FinessFichier => lire_finess(demande, fichier, vers).await,
            Quoi::FinessChercher => {
                retrouver().await;
                let texte = demande.champ("texte").unwrap_or_default();
                let drawn = avec_repertoire(|repertoire| finess::resultats(&repertoire.annuaire, texte));
                drawn.map_or_else(
                    || page_finess(demande, ""),
                    |drawn| Reponse::Partie(finess::RESULTATS, drawn),
                )
            }
            Quoi::FinessEntite => {
                retrouver().await;
                match entite(demande) {
                    None => page_finess(demande, "Ce numéro n’est pas dans l’annuaire gardé ici."),
                    Some(entite) => sur_dossier(demande, |dossier| {
                        Reponse::Page(finess::titre(&entite), finess::entite(&entite, &dossier.answers))
                    }),
                }
            }
            Quoi::FinessAppliquer => {
                retrouver().await;
                match entite(demande) {
                    None => page_finess(demande, "Ce numéro n’est pas dans l’annuaire gardé ici."),
                    Some(entite) => sur_dossier(demande, |dossier| {
                        let (answers, said) = finess::appliquer(&entite, demande, &dossier.answers);
                        let dossier = dossier::Dossier { answers, ..dossier.clone() };
                        Reponse::Dossier(dossier::ecrire(&dossier), said)
                    }),
                }
            }
            Quoi::FinessNumero => chercher_en_ligne(demande).await,
            Quoi::FinessOublier => {
                REPERTOIRE.set(None);
                match storage::supprimer_octets(finess::CLE).await {
                    Ok(()) => page_finess(demande, "L’annuaire est supprimé de cet appareil."),
                    Err(error) => Reponse::Refus(error.phrase().to_owned()),
                }
            }
            Quoi::Effectif => Reponse::Page(effectif::TITRE.to_owned(), effectif::accueil()),
            Quoi::EffectifFichier => lire_effectif(fichier).await,
            Quoi::EffectifFeuille => autre_feuille(demande.champ("feuille").unwrap_or_default()).await,
            Quoi::EffectifColonnes => {
                if demande.champ("retour").is_some() {
                    return avec_import(|import| page_colonnes(import, false));
                }
                let kept = avec_import_et(|import| {
                    import.prendre_colonnes(demande);
                    (Colonnes::cle(&import.tableau.entetes), import.colonnes.ecrire())
                });
                if let Some((cle, texte)) = kept {
                    // Without storage, the columns are asked again next time.
                    let _ = storage::ecrire_octets(&format!("colonnes-{cle}"), texte.as_bytes()).await;
                }
                avec_import(|import| page_metiers(demande, import))
            }
            Quoi::EffectifMetiers => {
                avec_import_et(|import| import.prendre_metiers(demande));
                avec_import(|import| page_metiers(demande, import))
            }
            Quoi::EffectifPersonnes => avec_import(|import| {
                Reponse::Partie(effectif::PERSONNES, effectif::personnes(&import.effectif(), demande))
            }),
            Quoi::EffectifAppliquer => {
                // What was just chosen counts, updated or not.
                avec_import_et(|import| import.prendre_metiers(demande));
                avec_import(|import| {
                    sur_dossier(demande, |dossier| {
                        let (answers, said) =
                            effectif::appliquer(&import.effectif(), demande, &dossier.answers);
                        Reponse::Dossier(
                            dossier::ecrire(&dossier::Dossier { answers, ..dossier.clone() }),
                            said,
                        )
                    })
                })
            }
            Quoi::EffectifModele => match modele_effectif::modele() {
                Ok(octets) => Reponse::Fichier(Fichier {
                    nom: modele_effectif::NOM.to_owned(),
                    type_mime: Format::Classeur.type_mime(),
                    octets,
                }),
                Err(error) => Reponse::Refus(error.to_string()),
            },
            Quoi::Fichiers => sur_dossier(demande, |dossier| {
                Reponse::Page("Fichiers et partage".to_owned(), fichiers::page(dossier))
            }),
            Quoi::Fichier => sur_dossier(demande, |dossier| fichiers::fabriquer(demande, dossier, jour)),
            Quoi::Copie => sur_dossier(demande, |dossier| fichiers::copier(demande, dossier, jour)),
            Quoi::Lien => sur_dossier(demande, |dossier| fichiers::partager(demande, dossier)),
            Quoi::LienOuvrir => fichiers::montrer_lien(demande.champ("lien").unwrap_or_default(), jour),
            Quoi::LienAccepter => fichiers::accepter_lien(demande.champ("lien").unwrap_or_default()),
            _ => Reponse::incompris(),
        }
    }

    fn avec_repertoire<T>(read: impl FnOnce(&finess::Repertoire) -> T) -> Option<T> {
        REPERTOIRE.with_borrow(|kept| kept.as_ref().map(read))
    }

    fn page_finess(demande: &Demande, message: &str) -> Reponse {
        let Some(jour) = lire_date(&demande.jour) else { return Reponse::incompris() };
        let page = REPERTOIRE
            .with_borrow(|kept| finess::page(kept.as_ref(), demande.champ(PUBLIE).is_some(), message, jour));
        Reponse::Page("Retrouver la structure dans FINESS".to_owned(), page)
    }

    fn entite(demande: &Demande) -> Option<Entite> {
        let finess = Finess::read(demande.champ("ej")?).ok()?.valeur;
        let beside = TROUVEE.with_borrow(|found| found.clone().filter(|entite| entite.ej.finess == finess));
        beside.or_else(|| avec_repertoire(|repertoire| repertoire.annuaire.entite(&finess))?)
    }

    /// Finds a number in the directory published beside the page: its index, then one part, or two for a site whose
    /// entité juridique is in another.
    async fn chercher_en_ligne(demande: &Demande) -> Reponse {
        let finess = match Finess::read(demande.champ("numero").unwrap_or_default()) {
            Ok(read) => read.valeur,
            Err(refus) => return Reponse::Refus(refus.phrase),
        };
        match trouver(&finess).await {
            Err(phrase) => Reponse::Refus(phrase),
            Ok(None) => Reponse::Refus(format!(
                "Le numéro {} n’est pas dans l’annuaire publié avec cette page. Vérifiez-le, ou lisez un fichier FINESS récent.",
                finess.texte()
            )),
            Ok(Some(entite)) => {
                let page = sur_dossier(demande, |dossier| {
                    Reponse::Page(finess::titre(&entite), finess::entite(&entite, &dossier.answers))
                });
                TROUVEE.set(Some(entite));
                page
            }
        }
    }

    async fn trouver(finess: &Finess) -> Result<Option<Entite>, String> {
        let file = |name: String| async move {
            let bytes =
                reseau::lire(&format!("finess/{name}")).await.map_err(|error| error.phrase().to_owned())?;
            bytes.ok_or_else(|| PartieIllisible.to_string())
        };
        let unreadable = |_: PartieIllisible| PartieIllisible.to_string();
        let index =
            String::from_utf8(file(NOM_INDEX.to_owned()).await?).map_err(|_| PartieIllisible.to_string())?;
        let index = Index::lire(&index).map_err(unreadable)?;
        let mut wanted = finess.clone();
        // A site leads to its entité juridique, which leads nowhere else.
        for _ in 0..2 {
            let Some(name) = index.fichier(&wanted) else { return Ok(None) };
            let part = PartieOuverte::ouvrir(&file(name).await?).map_err(unreadable)?;
            match part.chercher(&wanted) {
                Trouvee::Ej(entite) => return Ok(Some(*entite)),
                Trouvee::EstUnSiteDe(ej) => wanted = ej,
                Trouvee::Absente => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Answers from the roster that is being imported.
    fn avec_import(answer: impl FnOnce(&effectif::Import) -> Reponse) -> Reponse {
        let nothing = || Reponse::Page(effectif::TITRE.to_owned(), effectif::accueil());
        IMPORT.with_borrow(|import| import.as_ref().map_or_else(nothing, answer))
    }

    fn avec_import_et<T>(change: impl FnOnce(&mut effectif::Import) -> T) -> Option<T> {
        IMPORT.with_borrow_mut(|import| import.as_mut().map(change))
    }

    fn page_colonnes(import: &effectif::Import, retenues: bool) -> Reponse {
        Reponse::Page(effectif::COLONNES.to_owned(), effectif::colonnes(import, retenues))
    }

    fn page_metiers(demande: &Demande, import: &effectif::Import) -> Reponse {
        sur_dossier(demande, |dossier| {
            let people = import.effectif();
            Reponse::Page(
                "Les professions du tableau".to_owned(),
                effectif::metiers(import, &people, &dossier.answers),
            )
        })
    }

    async fn lire_effectif(fichier: Option<lecture::Choisi>) -> Reponse {
        let Some(fichier) = fichier else {
            return Reponse::Refus("Choisissez d’abord un tableau, puis « Lire ce tableau ».".to_owned());
        };
        let nom = fichier.name();
        let octets = match lecture::octets(&fichier, EFFECTIF_FICHIER_MAX).await {
            Ok(octets) => octets,
            Err(BrowserError::FichierTropGrand) => {
                return Reponse::Refus(ErreurEffectif::TropLourd.to_string());
            }
            Err(error) => return Reponse::Refus(error.phrase().to_owned()),
        };
        ouvrir_tableau(nom, octets, None).await
    }

    async fn autre_feuille(feuille: &str) -> Reponse {
        let Some((nom, octets)) = avec_import_et(|import| (import.nom.clone(), import.octets.clone())) else {
            return Reponse::Page(effectif::TITRE.to_owned(), effectif::accueil());
        };
        ouvrir_tableau(nom, octets, Some(feuille)).await
    }

    async fn ouvrir_tableau(nom: String, octets: Vec<u8>, feuille: Option<&str>) -> Reponse {
        let tableau = match lire_feuille(&octets, &nom, feuille) {
            Ok(tableau) => tableau,
            Err(error) => return Reponse::Refus(error.to_string()),
        };
        // What was said of the same headings the last time; without storage, what they let think.
        let cle = format!("colonnes-{}", Colonnes::cle(&tableau.entetes));
        let kept =
            storage::lire_octets(&cle).await.ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
        let kept = kept.and_then(|text| Colonnes::relire(&text, tableau.entetes.len()));
        let retenues = kept.is_some();
        let colonnes = kept.unwrap_or_else(|| Colonnes::proposer(&tableau.entetes, &tableau.lignes));
        let import = effectif::Import { nom, octets, tableau, colonnes, choix: BTreeMap::new() };
        let page = page_colonnes(&import, retenues);
        IMPORT.set(Some(import));
        page
    }

    /// Opens the directory that is kept on this device, if there is one and it is not open yet.
    async fn retrouver() {
        if REPERTOIRE.with_borrow(Option::is_some) {
            return;
        }
        // Without storage, or with a directory that can't be read, the page offers to read the file.
        if let Ok(Some(octets)) = storage::lire_octets(finess::CLE).await {
            let poids = Some(octets.len());
            if let Ok(annuaire) = Annuaire::ouvrir(octets) {
                REPERTOIRE.set(Some(finess::Repertoire { annuaire, poids }));
            }
        }
    }

    /// Why reading stopped.
    enum Arret {
        Navigateur(BrowserError),
        Fichier(ErreurImport),
    }

    impl From<BrowserError> for Arret {
        fn from(error: BrowserError) -> Self {
            Self::Navigateur(error)
        }
    }

    async fn lire_finess(
        demande: &Demande,
        fichier: Option<lecture::Choisi>,
        vers: &service::Reponse,
    ) -> Reponse {
        let Some(fichier) = fichier else {
            return Reponse::Refus(
                "Choisissez d’abord un fichier FINESS, puis « Lire ce fichier ».".to_owned(),
            );
        };
        let registre = Rc::new(RefCell::new(Registre::default()));
        let received = registre.clone();
        let mut lecteur = Lecteur::new(move |entite| received.borrow_mut().ajouter(&entite));
        let mut said = 0.0;
        let size = fichier.size();
        let read = lecture::par_morceaux(&fichier, |piece| {
            lecteur.pousser(piece).map_err(Arret::Fichier)?;
            let now = horloge::millisecondes();
            if now - said >= PAS {
                said = now;
                let so_far = lecteur.progres();
                let share = so_far.octets as f64 / size * 1000.0;
                vers.dire(Sorte::Progres.jeton(), &finess::progres(share as u32, &so_far, size as u64), &[]);
            }
            Ok(())
        });
        let bilan = match read.await {
            Ok(()) => lecteur.finir().map_err(Arret::Fichier),
            Err(stopped) => Err(stopped),
        };
        drop(lecteur);
        let bilan = match bilan {
            Ok(bilan) => bilan,
            Err(Arret::Fichier(error)) => return Reponse::Refus(error.to_string()),
            Err(Arret::Navigateur(error)) => return Reponse::Refus(error.phrase().to_owned()),
        };
        vers.dire(Sorte::Progres.jeton(), "1000\nLecture finie. L’annuaire est mis de côté…", &[]);
        let octets = registre.take().octets(bilan.millesime);
        let kept = storage::ecrire_octets(finess::CLE, &octets).await;
        let poids = kept.is_ok().then_some(octets.len());
        let Ok(annuaire) = Annuaire::ouvrir(octets) else { return Reponse::incompris() };
        REPERTOIRE.set(Some(finess::Repertoire { annuaire, poids }));
        page_finess(demande, &finess::bilan(&bilan))
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    dans_le_navigateur::servir();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!(
        "Ce programme tourne dans le navigateur. Sans navigateur\u{a0}: cargo run --example finess -- fichier numéro"
    );
}
