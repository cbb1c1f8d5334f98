//! A document as DOCX (ECMA-376, transitional), to be completed in Word, LibreOffice or Pages: real titles, lists and
//! tables, A4, in French; a title, and nobody's name as its author. Dated of the day of the plan: same dossier, same bytes.
//!
//! The smallest writer that these programs open: text parts, written once, in the ZIP that [`super::archive`] makes. The
//! kept crate for it (docx-rs) would bring a second version of zip, an XML reader of its own and base64 into the atelier,
//! for eight parts of which five never change. `tests/exports.rs` reads it all back; LibreOffice and python-docx opened it.

use chrono::NaiveDate;

use super::archive;
use super::document::{Bloc, Case, Document, Mots, Niveau, Texte, echapper};
use super::erreur::ExportError;

/// Start of an XML part.
const DEBUT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = include_str!("docx/types.xml");
const LIENS_DU_PAQUET: &str = include_str!("docx/rels.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const NUMEROTATION: &str = include_str!("docx/numbering.xml");
const REGLAGES: &str = include_str!("docx/settings.xml");

/// Widths of the columns of a table, in twentieths of a point: an A4 sheet without its margins.
const COLONNES: [u32; 2] = [4535, 5103];

/// The style of a source: small, its addresses behind its words only.
const SOURCE: &str = "Source";

/// The bytes of the file.
///
/// # Errors
/// [`ExportError`].
pub fn fichier(document: &Document) -> Result<Vec<u8>, ExportError> {
    let mut corps = Corps::default();
    corps.paragraphe("Title", &document.titre);
    document.blocs.iter().for_each(|bloc| corps.bloc(bloc));
    let text = corps.document();
    let proprietes = proprietes(&document.titre.en_clair(), document.jour);
    let liens = corps.relations();
    let parts: [(&str, &[u8]); 8] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", LIENS_DU_PAQUET.as_bytes()),
        ("docProps/core.xml", proprietes.as_bytes()),
        ("word/document.xml", text.as_bytes()),
        ("word/_rels/document.xml.rels", liens.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMEROTATION.as_bytes()),
        ("word/settings.xml", REGLAGES.as_bytes()),
    ];
    archive::zip(&parts, document.jour)
}

/// Title, language and day; no author.
fn proprietes(titre: &str, jour: NaiveDate) -> String {
    let (titre, jour) = (echapper(titre), jour.format("%Y-%m-%dT00:00:00Z"));
    format!(
        "{DEBUT}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{titre}</dc:title><dc:language>fr-FR</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{jour}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{jour}</dcterms:modified></cp:coreProperties>"
    )
}

/// What is written so far.
#[derive(Default)]
struct Corps {
    out: String,
    /// Where the links lead, each once; its place gives its id.
    adresses: Vec<String>,
    /// The next paragraph starts a page.
    nouvelle_page: bool,
}

impl Corps {
    fn bloc(&mut self, bloc: &Bloc) {
        match bloc {
            Bloc::NouvellePage => self.nouvelle_page = true,
            Bloc::Titre(Niveau::Partie, texte) => self.paragraphe("Heading1", texte),
            Bloc::Titre(Niveau::Rubrique, texte) => self.paragraphe("Heading2", texte),
            Bloc::Paragraphe(texte) => self.paragraphe("Normal", texte),
            Bloc::Sources(lignes) => lignes.iter().for_each(|ligne| self.paragraphe(SOURCE, ligne)),
            Bloc::Liste(lignes) => lignes.iter().for_each(|ligne| self.paragraphe("ListBullet", ligne)),
            Bloc::Cases(cases) => cases.iter().for_each(|case| self.case(case)),
            Bloc::Tableau(colonnes, lignes) => self.tableau(colonnes, lignes),
        }
    }

    fn paragraphe(&mut self, style: &str, texte: &Texte) {
        let page = if std::mem::take(&mut self.nouvelle_page) { "<w:pageBreakBefore/>" } else { "" };
        self.out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{page}</w:pPr>"));
        self.mots(texte, style != SOURCE);
        self.out.push_str("</w:p>");
    }

    fn case(&mut self, case: &Case) {
        let ticked = |faite: bool, texte: &Texte| Texte::de(if faite { "☑ " } else { "☐ " }).et(texte);
        self.paragraphe("Tache", &ticked(case.faite, &case.titre));
        case.lignes.iter().for_each(|ligne| self.paragraphe("Detail", ligne));
        case.dedans.iter().for_each(|(done, texte)| self.paragraphe("Detail", &ticked(*done, texte)));
    }

    fn tableau(&mut self, colonnes: &[&str; 2], lignes: &[[Texte; 2]]) {
        let [first, second] = COLONNES;
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Tableau\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"0\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"{first}\"/><w:gridCol w:w=\"{second}\"/></w:tblGrid>",
            first.saturating_add(second)
        ));
        self.ligne("<w:tblHeader/>", &colonnes.map(Texte::fort));
        lignes.iter().for_each(|cells| self.ligne("", cells));
        // Word asks for a paragraph between two tables, and after the last.
        self.out.push_str("</w:tbl><w:p/>");
    }

    fn ligne(&mut self, entete: &str, cellules: &[Texte; 2]) {
        self.out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{entete}</w:trPr>"));
        for (texte, width) in cellules.iter().zip(COLONNES) {
            self.out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            self.paragraphe("Cellule", texte);
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    /// Words; `adresses`: each address is written after what leads there.
    fn mots(&mut self, texte: &Texte, adresses: bool) {
        for mots in texte.mots() {
            match mots {
                Mots::Simples(mots) => self.suite("", mots),
                Mots::Forts(mots) => self.suite("<w:rPr><w:b/></w:rPr>", mots),
                Mots::Lien(mots, adresse) => {
                    let id = self.relation(adresse);
                    self.out.push_str(&format!("<w:hyperlink r:id=\"{id}\" w:history=\"1\">"));
                    self.suite("<w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>", mots);
                    self.out.push_str("</w:hyperlink>");
                    // On paper, only what is written remains.
                    let written = adresse.trim_start_matches("mailto:");
                    if adresses && written != mots {
                        self.suite("", &format!(" ({written})"));
                    }
                }
            }
        }
    }

    /// Words of one look; a line break is one in the file.
    fn suite(&mut self, look: &str, mots: &str) {
        self.out.push_str(&format!("<w:r>{look}"));
        for (rank, line) in mots.split('\n').enumerate() {
            if rank > 0 {
                self.out.push_str("<w:br/>");
            }
            self.out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", echapper(line)));
        }
        self.out.push_str("</w:r>");
    }

    fn relation(&mut self, adresse: &str) -> String {
        let place = self.adresses.iter().position(|known| known == adresse).unwrap_or_else(|| {
            self.adresses.push(adresse.to_owned());
            self.adresses.len().saturating_sub(1)
        });
        format!("lien{}", place.saturating_add(1))
    }

    /// The main part: what was written, on A4 sheets.
    fn document(&self) -> String {
        format!(
            "{DEBUT}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            self.out
        )
    }

    /// What the main part refers to.
    fn relations(&self) -> String {
        const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let parts = ["styles", "numbering", "settings"].map(|part| {
            format!("<Relationship Id=\"{part}\" Type=\"{TYPE}/{part}\" Target=\"{part}.xml\"/>")
        });
        let links = self.adresses.iter().zip(1..).map(|(adresse, rank)| {
            format!(
                "<Relationship Id=\"lien{rank}\" Type=\"{TYPE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                echapper(adresse)
            )
        });
        let all: String = parts.into_iter().chain(links).collect();
        format!(
            "{DEBUT}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    }
}
