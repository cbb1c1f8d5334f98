//! Writes an invented FINESS file as large as the national one, and times its reading against gunzip alone:
//! `cargo run --release --example finess_national -- FILE.json.gz [NUMBER OF EJ]`. The file is kept, for other trials.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::{GzEncoder, MultiGzDecoder};
use jalons::domain::luhn::luhn_texte;
use jalons::import::annuaire::{Annuaire, Registre};
use jalons::import::{Lecteur, Progres};

/// Entités juridiques of the flux of 13 August 2026.
const EJS: u32 = 98_000;
/// One site in so many is closed, as in the real sample: 593 of 1 377.
const FERMES_SUR_CENT: u32 = 43;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(phrase) => {
            eprintln!("{phrase}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let fichier = arguments.next().ok_or("Usage\u{a0}: finess_national FICHIER.json.gz [NOMBRE D’EJ]")?;
    let ejs = arguments.next().and_then(|nombre| nombre.parse().ok()).unwrap_or(EJS);
    let entree_sortie = |erreur: io::Error| format!("{fichier}\u{a0}: {erreur}");
    let sites = ecrire(&fichier, ejs).map_err(entree_sortie)?;

    let debut = Instant::now();
    let mut gunzip = MultiGzDecoder::new(io::sink());
    pieces(&fichier, |octets| gunzip.write_all(octets)).map_err(entree_sortie)?;
    gunzip.try_finish().map_err(entree_sortie)?;
    let temoin = debut.elapsed();

    let debut = Instant::now();
    let mut registre = Registre::default();
    let mut lecteur = Lecteur::new(|entite| registre.ajouter(&entite));
    pieces(&fichier, |octets| lecteur.pousser(octets).map_err(io::Error::other)).map_err(entree_sortie)?;
    let bilan = lecteur.finir().map_err(|erreur| erreur.to_string())?;
    drop(lecteur);
    let lecture = debut.elapsed();
    let Progres { octets, texte, ej, sites: lus } = bilan.progres;
    if (ej, lus) != (u64::from(ejs), sites) {
        return Err(format!("{ej} EJ et {lus} sites lus, {ejs} et {sites} écrits"));
    }

    let compact = registre.octets(bilan.millesime);
    let taille = compact.len();
    let debut = Instant::now();
    let annuaire = Annuaire::ouvrir(compact).map_err(|erreur| erreur.to_string())?;
    let ouverture = debut.elapsed();

    let mo = |octets: u64| octets as f64 / 1e6;
    let debit = |duree: Duration| mo(texte) / duree.as_secs_f64();
    println!(
        "{ej} EJ, {lus} sites dont {} fermés\u{a0}; {:.0} Mo compressés, {:.0} Mo de JSON",
        bilan.fermes,
        mo(octets),
        mo(texte)
    );
    println!("gunzip seul      {:>6.0} Mo/s", debit(temoin));
    println!(
        "lecture complète {:>6.0} Mo/s, soit {:.2} fois gunzip",
        debit(lecture),
        debit(lecture) / debit(temoin)
    );
    println!("annuaire         {:>6.1} Mo, ouvert en {} ms", mo(taille as u64), ouverture.as_millis());
    for texte in
        ["010000", "hébergement association", "association", "introuvable", "tilleuls ehpad chateauroux 97"]
    {
        let debut = Instant::now();
        let nombre = annuaire.chercher(texte, 20).len();
        println!("«\u{a0}{texte}\u{a0}» {:>28.1} ms, {nombre} réponses", debut.elapsed().as_secs_f64() * 1e3);
    }
    Ok(())
}

/// Reads a file by pieces of the size that a browser gives.
fn pieces(fichier: &str, mut pousser: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut source = BufReader::new(File::open(fichier)?);
    let mut tampon = vec![0; 64 * 1024];
    loop {
        match source.read(&mut tampon)? {
            0 => return Ok(()),
            lus => pousser(&tampon[..lus])?,
        }
    }
}

/// Numbers that look like chance and are the same at each run.
struct Hasard(u64);

impl Hasard {
    fn sous(&mut self, borne: u32) -> u32 {
        // Knuth's MMIX generator; its high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let haut = u32::try_from(self.0 >> 33).unwrap_or_default();
        haut % borne.max(1)
    }

    fn un_de<'a>(&mut self, textes: &[&'a str]) -> &'a str {
        textes[self.sous(u32::try_from(textes.len()).unwrap_or(1)) as usize]
    }
}

/// Digits with their Luhn key at the end.
fn avec_cle(chiffres: &str) -> String {
    let essais = (0..10).map(|cle| format!("{chiffres}{cle}"));
    essais.into_iter().find(|numero| luhn_texte(numero)).unwrap_or_default()
}

/// Most entités juridiques have one site, one in a thousand has hundreds.
fn nombre_de_sites(hasard: &mut Hasard) -> u32 {
    match hasard.sous(1000) {
        0 => 150 + hasard.sous(900),
        1..=20 => 10 + hasard.sous(30),
        21..=120 => 3 + hasard.sous(5),
        121..=320 => 2,
        321..=360 => 0,
        _ => 1,
    }
}

fn ecrire(fichier: &str, ejs: u32) -> io::Result<u64> {
    let mut hasard = Hasard(2026);
    // Buffered on this side: the encoder works by calls, and each costs it a buffer to clear.
    let mut sortie =
        BufWriter::with_capacity(64 * 1024, GzEncoder::new(File::create(fichier)?, Compression::new(4)));
    write!(
        sortie,
        "{{\n  \"schemaVersion\": \"v1.0.0\",\n  \"generatedAt\": \"2026-08-13T02:07:30.574916747Z\",\n  \"gco\": [],\n  \"gcc\": [],\n  \"pmej\": [\n"
    )?;
    let (mut sites, mut evenements) = (0_u64, 0_u32);
    for rang in 0..ejs {
        let departement = format!("{:02}", 1 + hasard.sous(19));
        let siren = avec_cle(&format!("{:08}", 30_000_000 + rang));
        let nombre = nombre_de_sites(&mut hasard);
        let nom = nom(&mut hasard);
        write!(
            sortie,
            "    {{\n      \"informationsGeneralesPMEJ\": {{\n        \"pmSmsseId\": \"{rang}\",\n        \"codeApe\": \"87.10A\",\n        \"dateFermeture\": null,\n        \"denominationLonguePmSmsse\": \"ASSOCIATION {nom}\",\n        \"denominationPm\": \"{nom}\",\n        \"numFinessPm\": \"{}\",\n        \"siren\": \"{siren}\",\n        \"statutJuridique\": \"{}\",\n        \"typePersonneMorale\": \"01\"\n      }},\n",
            avec_cle(&format!("{departement}{rang:06}")),
            hasard.un_de(&["60", "61", "13", "21", "72", "95"]),
        )?;
        adresse(&mut sortie, "      ", "02", &departement, &mut hasard)?;
        sortie.write_all(b"      \"engagement\": [],\n      \"ege\": [")?;
        for site in 0..nombre {
            sortie.write_all(if site == 0 { b"\n" } else { b",\n" })?;
            let ferme = hasard.sous(100) < FERMES_SUR_CENT;
            let siret = match hasard.sous(5) {
                0 => "null".to_owned(),
                _ => format!("\"{}\"", avec_cle(&format!("{siren}{:04}", site + 1))),
            };
            write!(
                sortie,
                "        {{\n          \"informationsGeneralesEGE\": {{\n            \"egeId\": \"{sites}\",\n            \"complementDenominationEg\": null,\n            \"dateFermeture\": {},\n            \"dateOuverture\": \"19{}-01-01\",\n            \"nomEgeCourt\": \"{}\",\n            \"nomEgeLong\": \"{}\",\n            \"numFinessEge\": \"{}\",\n            \"espic\": null,\n            \"siret\": {siret}\n          }},\n          \"categorieentiteGeographiqueExercice\": \"{}\",\n          \"modefixationtarifaire\": \"54\",\n",
                if ferme { "\"2017-12-31\"" } else { "null" },
                50 + hasard.sous(50),
                nom,
                self::nom(&mut hasard),
                avec_cle(&format!("{departement}{:06}", 100_000 + sites % 900_000)),
                hasard.un_de(&["500", "354", "460", "182", "183", "255", "246", "202", "446", "219", "289"]),
            )?;
            adresse(&mut sortie, "          ", "03", &departement, &mut hasard)?;
            sortie.write_all(b"          \"contact\": [\n            {\n              \"typeContact\": {\n                \"roleContact\": \"01\"\n              },\n              \"telecom\": {\n                \"telephone\": \"0400000000\",\n                \"telecopie\": null,\n                \"courriel\": null\n              }\n            }\n          ],\n          \"evenement\": [")?;
            for suivant in 0..1 + hasard.sous(4) {
                evenements += 1;
                sortie.write_all(if suivant == 0 { b"\n" } else { b",\n" })?;
                write!(
                    sortie,
                    "            {{\n              \"evenementId\": \"{evenements}\",\n              \"dateEnregistrement\": \"2023-03-15 11:21:01\",\n              \"dateEvenement\": \"19{}-11-16\",\n              \"etatObjet1\": \"003\",\n              \"identifiantObjet1\": \"{sites}\",\n              \"identifiantObjet2\": null,\n              \"systemeMaitre\": \"01\",\n              \"typeObjet1\": \"EG\",\n              \"typeObjet2\": null,\n              \"codeEvenement\": \"003\"\n            }}",
                    50 + hasard.sous(50)
                )?;
            }
            write!(
                sortie,
                "\n          ],\n          \"roleEge\": [],\n          \"etatObjet\": \"{}\",\n          \"dateDerniereMaj\": \"2021-10-18 00:00:00\"\n        }}",
                if ferme { "I" } else { "A" }
            )?;
            sites += 1;
        }
        let fin = if rang + 1 == ejs { "" } else { "," };
        write!(
            sortie,
            "{}],\n      \"etatObjet\": \"A\",\n      \"dateDerniereMaj\": \"2026-05-26 00:00:00\"\n    }}{fin}\n",
            if nombre == 0 { "" } else { "\n      " }
        )?;
    }
    sortie.write_all(b"  ]\n}\n")?;
    sortie.into_inner()?.finish()?;
    Ok(sites)
}

fn nom(hasard: &mut Hasard) -> String {
    let genre = hasard.un_de(&[
        "EHPAD",
        "IME",
        "FOYER DE VIE",
        "CENTRE D'HÉBERGEMENT",
        "SSIAD",
        "MAISON DE RETRAITE",
        "S.A.V.S.",
    ]);
    let lieu = hasard.un_de(&[
        "LES TILLEULS",
        "BEAU SÉJOUR",
        "DU PARC",
        "LA PROVIDENCE",
        "SAINT-JOSEPH",
        "DE L'ÉTANG",
    ]);
    let commune =
        hasard.un_de(&["BOURG EN BRESSE", "CHÂTEAUROUX", "AJACCIO", "L'HAŸ LES ROSES", "BŒRSCH", "NANCY"]);
    format!("{genre} {lieu} {commune} {}", hasard.sous(1000))
}

fn adresse(
    sortie: &mut impl Write,
    marge: &str,
    usage: &str,
    departement: &str,
    hasard: &mut Hasard,
) -> io::Result<()> {
    let (numero, commune, x) = (1 + hasard.sous(200), hasard.sous(500), hasard.sous(1_000_000));
    write!(sortie, "{marge}\"adresse\": [\n{marge}  {{\n")?;
    for (cle, valeur) in [
        ("usageAdresse", format!("\"{usage}\"")),
        ("numeroVoie", format!("\"{numero}\"")),
        ("typeVoie", "\"R\"".to_owned()),
        ("libelleVoie", "\"GUY DE MAUPASSANT\"".to_owned()),
        ("complementVoie", "null".to_owned()),
        ("complementPointGeographique", "null".to_owned()),
        ("lieuDit", "null".to_owned()),
        ("cogCommune", format!("\"{departement}{commune:03}\"")),
        ("ligneAcheminement", "\"BOURG EN BRESSE\"".to_owned()),
        ("ligneUne", "null".to_owned()),
        ("ligneDeux", "null".to_owned()),
        ("ligneTrois", "null".to_owned()),
        ("ligneQuatre", format!("\"{numero} RUE GUY DE MAUPASSANT\"")),
        ("ligneCinq", "null".to_owned()),
        ("ligneSix", "null".to_owned()),
        ("codePostal", format!("\"{departement}000\"")),
    ] {
        writeln!(sortie, "{marge}    \"{cle}\": {valeur},")?;
    }
    write!(
        sortie,
        "{marge}    \"coordonneesGeographique\": {{\n{marge}      \"coordonneeX\": \"6.{x}\",\n{marge}      \"coordonneeY\": \"46.{x}\",\n{marge}      \"cleInInteropBAN\": \"{departement}{commune:03}_0515_{numero:05}\",\n{marge}      \"scoreBAN\": \"0.9674527272727271\"\n{marge}    }}\n{marge}  }}\n{marge}],\n"
    )
}
