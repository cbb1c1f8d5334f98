//! What a FINESS file, or a staff roster, can't reasonably exceed. A limit protects the memory of the page, or the
//! patience of its user, from a damaged or hostile file; each is far above what was seen in the flux of 13 August 2026,
//! or than a roster of 20 000 people needs.

/// Nesting of JSON values. The flux has 8 levels.
pub const PROFONDEUR_MAX: u32 = 32;

/// One JSON text, key or number that is read, in bytes. The longest name of the flux has 130; what is skipped has no
/// limit, since it takes no memory.
pub const JETON_MAX: usize = 16 * 1024;

/// What is kept of one entité juridique and its sites, in bytes. The French Red Cross (1 062 sites) keeps 0.3 MB.
pub const ENTITE_MAX: usize = 16 * 1024 * 1024;

/// One line of CSV, in bytes, quotes taken out. A real one has less than 600; an unclosed quote swallows the lines after it.
pub const LIGNE_MAX: usize = 64 * 1024;

/// Columns of one line of CSV. The files have 32.
pub const COLONNES_MAX: usize = 128;

/// Sites of one run of lines of the same EJ in a CSV, delivered together; the next ones come in another [`super::Entite`].
pub const SITES_PAR_LIVRAISON: usize = 500;

/// Text read from one file, in bytes, after decompression. The national file has 750 MB.
pub const TEXTE_MAX: u64 = 8 * 1024 * 1024 * 1024;

/// Decompressed bytes for one compressed byte, beyond [`BOMBE_A_PARTIR_DE`]. The flux has 15 to 18; a gzip bomb, up
/// to 1 030.
pub const RATIO_MAX: u64 = 150;

/// The ratio is not judged before that many decompressed bytes: a short file may be very repetitive.
pub const BOMBE_A_PARTIR_DE: u64 = 64 * 1024 * 1024;

/// A roster file as it is on the disk, and the text of a compressed one, in bytes. 20 000 people with 5 columns take
/// 0.5 MB in XLSX, 1 MB in CSV. With the limits below, the worst file takes some 250 MB to read, itself included.
pub const EFFECTIF_FICHIER_MAX: usize = 64 * 1024 * 1024;

/// What is decompressed from a roster, in bytes, all its parts together: a workbook of 20 000 people has 15 MB of XML.
/// Counted on what comes out, never on what the file declares.
pub const EFFECTIF_TEXTE_MAX: u64 = 192 * 1024 * 1024;

/// One tag or one run of text of a workbook's XML, in bytes: it is held whole while it is read.
pub const EFFECTIF_EVENEMENT_MAX: u64 = 4 * 1024 * 1024;

/// Parts of a workbook. Those with a picture for each person have a few hundred.
pub const EFFECTIF_PARTIES_MAX: usize = 10_000;

/// Texts that a workbook shares between its cells, in bytes, all together.
pub const EFFECTIF_TEXTES_MAX: usize = 48 * 1024 * 1024;

/// Rows of one sheet that hold something.
pub const EFFECTIF_LIGNES_MAX: usize = 100_000;

/// Columns that hold something. The widest exports of payroll software seen have 80.
pub const EFFECTIF_COLONNES_MAX: usize = 256;

/// Cells kept of one sheet, empty ones before the last of each row included: 20 000 people with 80 columns.
pub const EFFECTIF_CELLULES_MAX: usize = 1_600_000;

/// One cell, in bytes. Longer ones are cut, and told.
pub const EFFECTIF_CELLULE_MAX: usize = 1024;

/// Text of all the cells kept of one sheet, in bytes.
pub const EFFECTIF_CONTENU_MAX: usize = 48 * 1024 * 1024;

/// Sheets of a workbook that are looked at, to find the roster.
pub const EFFECTIF_FEUILLES_MAX: usize = 32;

/// Lines that a quoted cell of a CSV may span. Beyond, the quote is read as a sign like another, and told.
pub const EFFECTIF_LIGNES_ENTRE_GUILLEMETS_MAX: usize = 20;

/// Merged zones of one sheet that are filled again.
pub const EFFECTIF_FUSIONS_MAX: usize = 20_000;

/// Remarks that are listed; those beyond are counted.
pub const EFFECTIF_REMARQUES_MAX: usize = 1_000;
