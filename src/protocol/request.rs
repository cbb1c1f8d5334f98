//! What the page asks of the programs beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::publication::Publication;

/// Days and another answer to compare with: addresses say them too.
pub use crate::domain::calendrier::{iso, lire_date};
pub use crate::domain::variante::Variante;

/// A program beside the page, in a worker of its own, started when it is first asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Program {
    /// The plan and what is said of it. Small: starts with the first dossier.
    Calcul,
    /// Files in and out, with the libraries that read and write them.
    Atelier,
}

impl Program {
    /// Its name, which is also its files'.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A page that a program draws. Its token is the last part of its address: eternal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum DrawnPage {
    /// What to start with: the first page of a plan.
    ParQuoiCommencer,
    /// The plan in detail.
    Plan,
    /// The plan as a timeline.
    Calendrier,
    /// The checklist alone, for paper.
    Liste,
    /// The preparation sheets of the official forms.
    Fiches,
    /// Letters and messages.
    Courriers,
    /// What to start with, the checklist and the sheets together, for paper.
    Essentiel,
    /// The files and the share link.
    Fichiers,
    /// The page that finds the structure in FINESS.
    Finess,
    /// The page that reads a staff roster.
    Effectif,
    /// The glossary, the contacts, the doubts, the sources.
    Aide,
    /// Who publishes this copy, what it keeps and asks, its version and its licences.
    APropos,
    /// The blank questionnaire, for paper.
    QuestionnaireVierge,
    /// What a share link holds.
    Lien,
    /// The plan beside that of another answer.
    Comparer,
    /// All dossiers of this device.
    Dossiers,
    /// Those of a group.
    Groupe,
    /// What is to be done in all of them, by date.
    CetteSemaine,
    /// A new dossier from a number or a name of FINESS.
    NouvelleStructure,
    /// Dossiers that come in: an archive, or several files.
    Importer,
}

impl DrawnPage {
    /// The last part of its address.
    pub fn token(self) -> &'static str {
        self.into()
    }

    /// The page of a token.
    pub fn from_token(token: &str) -> Option<Self> {
        token.parse().ok()
    }

    /// Whether it is drawn from a dossier.
    pub fn is_of_a_dossier(self) -> bool {
        match self {
            Self::Aide | Self::APropos | Self::QuestionnaireVierge | Self::Lien => false,
            Self::NouvelleStructure | Self::Importer => false,
            other => !other.is_of_all_dossiers(),
        }
    }

    /// Whether it is drawn from all dossiers of the device, which its program reads itself.
    pub fn is_of_all_dossiers(self) -> bool {
        matches!(self, Self::Dossiers | Self::Groupe | Self::CetteSemaine)
    }

    /// Whether it is drawn again when another tab, another day or the settings of the publisher change what it shows. One where
    /// a file is being brought in, step after step, is not: it would start from its first step again.
    pub fn follows_the_device(self) -> bool {
        match self {
            Self::Finess | Self::Effectif | Self::NouvelleStructure | Self::Importer => false,
            other => other.is_of_a_dossier() || other.is_of_all_dossiers() || other == Self::APropos,
        }
    }

    /// Whether its address holds a word of its own: the text of a share link, the name of a group.
    pub fn has_a_word(self) -> bool {
        matches!(self, Self::Lien | Self::Groupe)
    }

    /// Whether it tells first that newer rules changed the plan of its dossier, as its program remembers it.
    pub fn tells_changes(self) -> bool {
        self.says_what_changed()
            || matches!(
                self,
                Self::Essentiel | Self::Calendrier | Self::Liste | Self::Fiches | Self::Courriers
            )
    }

    /// Whether what changed is read there; the other pages lead to it.
    pub fn says_what_changed(self) -> bool {
        matches!(self, Self::ParQuoiCommencer | Self::Plan)
    }

    /// Whether it says when things are to be done.
    pub fn shows_dates(self) -> bool {
        match self {
            Self::ParQuoiCommencer | Self::Essentiel | Self::Comparer => true,
            Self::Plan | Self::Calendrier | Self::Liste | Self::Fiches | Self::Courriers | Self::Fichiers => {
                true
            }
            Self::Aide | Self::APropos | Self::QuestionnaireVierge => false,
            Self::Lien | Self::Finess | Self::Effectif | Self::NouvelleStructure | Self::Importer => false,
            // Their days are those that each dossier already counts from.
            Self::Dossiers | Self::Groupe | Self::CetteSemaine => false,
        }
    }

    /// Who draws it.
    pub fn program(self) -> Program {
        match self {
            Self::ParQuoiCommencer
            | Self::Plan
            | Self::Calendrier
            | Self::Liste
            | Self::Fiches
            | Self::Courriers
            | Self::Essentiel
            | Self::Comparer
            | Self::Aide
            | Self::APropos
            | Self::QuestionnaireVierge
            | Self::Dossiers
            | Self::Groupe
            | Self::CetteSemaine => Program::Calcul,
            Self::Fichiers | Self::Finess | Self::Effectif | Self::Lien => Program::Atelier,
            Self::NouvelleStructure | Self::Importer => Program::Atelier,
        }
    }

    /// Its name among the pages that come out of a dossier, in the order of the variants; none when it is not one.
    pub fn tab(self) -> Option<&'static str> {
        match self {
            Self::ParQuoiCommencer => Some("Par quoi commencer"),
            Self::Plan => Some("Tout le détail"),
            Self::Calendrier => Some("Le calendrier"),
            Self::Liste => Some("Liste à cocher"),
            Self::Fiches => Some("Fiches"),
            Self::Courriers => Some("Courriers"),
            Self::Fichiers => Some("Fichiers et partage"),
            Self::Essentiel
            | Self::Comparer
            | Self::Finess
            | Self::Effectif
            | Self::Aide
            | Self::APropos
            | Self::QuestionnaireVierge
            | Self::Lien
            | Self::Dossiers
            | Self::Groupe
            | Self::CetteSemaine
            | Self::NouvelleStructure
            | Self::Importer => None,
        }
    }
}

/// What a form, or a button, of a drawn page asks. Its token stands in `data-command`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Command {
    /// The first page of FINESS again.
    FinessStart,
    /// Reads a FINESS file.
    FinessRead,
    /// Searches the kept directory, as the user types.
    FinessSearch,
    /// Finds a number in the directory published beside the page.
    FinessLookUp,
    /// An entity and its sites, to confirm.
    FinessEntity,
    /// Fills the answers from what was ticked.
    FinessApply,
    /// Forgets the kept directory.
    FinessForget,
    /// The first page of rosters again.
    RosterStart,
    /// Reads a roster.
    RosterRead,
    /// Reads another sheet of it.
    RosterSheet,
    /// Takes its columns.
    RosterColumns,
    /// Takes the professions that were chosen.
    RosterProfessions,
    /// Some of its people.
    RosterPeople,
    /// Fills the answers from it.
    RosterApply,
    /// A roster to fill in.
    RosterTemplate,
    /// One file.
    MakeFile,
    /// The text of a file, to be copied.
    CopyText,
    /// The share link.
    WriteLink,
    /// What a link that was pasted holds.
    ReadLink,
    /// The dossier of a link.
    AcceptLink,
    /// Takes the answer that is compared in place of the present one.
    KeepOther,
    /// A second dossier, with the answer that is compared.
    KeepBoth,
    /// What newer rules changed in the dossier was read: it is not told again.
    ChangesRead,
    /// All dossiers, in another order.
    PortfolioSort,
    /// Puts a dossier away.
    PortfolioArchive,
    /// Takes it back among the others.
    PortfolioRestore,
    /// A copy of a dossier.
    PortfolioDuplicate,
    /// Deletes a dossier; it can be undone for a while.
    PortfolioDelete,
    /// Deletes all of them; the same.
    PortfolioDeleteAll,
    /// Brings back what was just deleted.
    PortfolioUndo,
    /// Gathers dossiers under a name; none: takes them out of their group.
    PortfolioGather,
    /// Gives dossiers what tells them from others of their name; nothing: takes it away.
    PortfolioLabel,
    /// Marks someone's card as ordered already, in the other dossiers of a group.
    PortfolioMark,
    /// Copies rows of another dossier into the open one.
    TakeOver,
    /// Dossiers in one archive.
    PortfolioExport,
    /// The calendar of all dossiers.
    PortfolioCalendar,
    /// The workbook of all dossiers.
    PortfolioWorkbook,
    /// The first page of imports again.
    ImportStart,
    /// Reads dossiers that come in, and compares them with what is here.
    ImportRead,
    /// Takes in what was chosen of them.
    ImportApply,
}

impl Command {
    /// Whether it is about all dossiers of this device, as the list of them asks it.
    pub fn is_of_all_dossiers(self) -> bool {
        matches!(
            self,
            Self::PortfolioSort
                | Self::PortfolioArchive
                | Self::PortfolioRestore
                | Self::PortfolioDuplicate
                | Self::PortfolioDelete
                | Self::PortfolioDeleteAll
                | Self::PortfolioUndo
                | Self::PortfolioGather
                | Self::PortfolioLabel
                | Self::PortfolioMark
        )
    }

    /// Who answers it.
    pub fn program(self) -> Program {
        let of_the_plan =
            matches!(self, Self::KeepOther | Self::KeepBoth | Self::TakeOver | Self::ChangesRead);
        if self.is_of_all_dossiers() || of_the_plan { Program::Calcul } else { Program::Atelier }
    }

    /// Whether the page that asks it is drawn again, changed in place.
    pub fn changes_its_page(self) -> bool {
        self.is_of_all_dossiers() || self == Self::ChangesRead
    }

    /// Its token.
    pub fn token(self) -> &'static str {
        self.into()
    }

    /// The command of a token.
    pub fn from_token(token: &str) -> Option<Self> {
        token.parse().ok()
    }
}

/// The field that names the dossier that a button of a list is about.
pub const DOSSIER: &str = "dossier";

/// The fields of [`Command::TakeOver`]: what is taken, the text of the dossier that it is taken from, and its name.
pub const WHAT: &str = "quoi";
/// See [`WHAT`].
pub const FROM: &str = "de";
/// See [`WHAT`].
pub const NAMED: &str = "nom";

/// The field that names the page on which what newer rules changed was read.
pub const PAGE: &str = "page";

/// Id of what says, on the pages of all dossiers, what has just been done; and of the button that undoes it.
pub const FAIT: &str = "portefeuille-fait";
/// See [`FAIT`].
pub const ANNULER: &str = "portefeuille-annuler";

/// What a button of a drawn page does in the page itself, without asking. Its token stands in `data-act`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Act {
    /// Prints.
    Print,
    /// Downloads the dossier.
    DownloadDossier,
    /// Puts the focus on the element that the link names.
    Jump,
    /// Ticks every box of the element that `data-target` names.
    TickAll,
    /// Unticks every box of the element that `data-target` names.
    UntickAll,
    /// Copies the text of the element that `data-target` names.
    Copy,
    /// Opens a message that reports an error about the rules that `data-rules` names.
    Report,
    /// Answers the question that `data-answer` names with `data-value`.
    Answer,
    /// Goes to the address of `data-address`, completed by the value of the field that `data-target` names.
    Compare,
}

impl Act {
    /// Its token.
    pub fn token(self) -> &'static str {
        self.into()
    }

    /// The act of a token.
    pub fn from_token(token: &str) -> Option<Self> {
        token.parse().ok()
    }
}

/// The fields of a form, by name, in its order; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// The plan in short, of the text of a dossier: [`super::event::Summary`].
    Summary {
        /// The text of the dossier file.
        dossier: String,
    },
    /// A page.
    Page {
        /// Which one.
        page: DrawnPage,
        /// The text of the dossier file; empty without a dossier.
        dossier: String,
        /// The word of its address ([`DrawnPage::has_a_word`]): the text of a share link, the name of a group; empty for
        /// other pages.
        link: String,
        /// The other answer to compare with; none but for [`DrawnPage::Comparer`].
        what_if: Option<Variante>,
        /// Another day to show the plan as of, in place of today; none but for [`DrawnPage::Plan`].
        as_of: Option<NaiveDate>,
        /// The number of the drawing that the screen holds: only what differs from it is wanted.
        known: Option<u32>,
    },
    /// What a form of a drawn page asks. The files chosen in it travel beside.
    Command {
        /// Which one.
        command: Command,
        /// Its fields.
        fields: Fields,
        /// The text of the dossier file; empty without a dossier.
        dossier: String,
        /// The number of the drawing that the screen holds, for a command that draws the same page again.
        known: Option<u32>,
    },
    /// The text of a dossier was kept: what is said of it in the list of all dossiers is to be made again.
    Index {
        /// Its id.
        id: String,
    },
    /// A second dossier was made from another: it gets what tells the two apart, and goes in its group.
    FileBeside {
        /// Its id.
        id: String,
        /// The id of the other one.
        first: String,
        /// What tells the two apart.
        mention: String,
    },
    /// A dossier was made for a group: it goes in it.
    FileIn {
        /// Its id.
        id: String,
        /// The name of the group.
        group: String,
    },
    /// A dossier was opened, as a file or a link gives it: what it says of when it was last saved is of use to remember its
    /// plan.
    Opened {
        /// Its id here.
        id: String,
        /// Its text, as it came.
        dossier: String,
    },
    /// A copy of a dossier left the device.
    Shared {
        /// The text of its file.
        dossier: String,
    },
}

impl Request {
    /// Who answers it.
    pub fn program(&self) -> Program {
        match self {
            Self::Summary { .. }
            | Self::Index { .. }
            | Self::FileBeside { .. }
            | Self::FileIn { .. }
            | Self::Opened { .. }
            | Self::Shared { .. } => Program::Calcul,
            Self::Page { page, .. } => page.program(),
            Self::Command { command, .. } => command.program(),
        }
    }

    /// The text of the dossier that it is about; empty without a dossier.
    pub fn dossier(&self) -> &str {
        match self {
            Self::Summary { dossier } | Self::Page { dossier, .. } | Self::Command { dossier, .. } => dossier,
            Self::Opened { dossier, .. } | Self::Shared { dossier } => dossier,
            Self::Index { .. } | Self::FileBeside { .. } | Self::FileIn { .. } => "",
        }
    }

    /// The number of the drawing that the screen holds, when only what differs from it is wanted.
    pub fn known(&self) -> Option<u32> {
        match self {
            Self::Page { known, .. } | Self::Command { known, .. } => *known,
            Self::Summary { .. }
            | Self::Index { .. }
            | Self::FileBeside { .. }
            | Self::FileIn { .. }
            | Self::Opened { .. }
            | Self::Shared { .. } => None,
        }
    }
}

/// A request, and what the program must know to answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Today.
    pub today: NaiveDate,
    /// The address of the page, without its fragment.
    pub address: String,
    /// Whether a FINESS directory is published beside the page.
    pub directory_is_published: bool,
    /// What is known of this copy of the page.
    pub publication: Publication,
    /// What is asked.
    pub request: Request,
}

impl Envelope {
    /// Its text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The envelope of a text; none when it is not one.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_comes_back_as_it_went() {
        for page in DrawnPage::VARIANTS {
            assert_eq!(DrawnPage::from_token(page.token()), Some(*page));
        }
        for command in Command::VARIANTS {
            assert_eq!(Command::from_token(command.token()), Some(*command));
        }
        for act in Act::VARIANTS {
            assert_eq!(Act::from_token(act.token()), Some(*act));
        }
        assert_eq!(DrawnPage::from_token("ailleurs"), None);
    }

    #[test]
    fn a_page_where_a_file_is_brought_in_step_after_step_is_not_drawn_again_by_itself() {
        use DrawnPage::{
            APropos, Aide, Comparer, Dossiers, Effectif, Fichiers, Finess, Importer, NouvelleStructure, Plan,
        };
        for page in [Finess, Effectif, NouvelleStructure, Importer, Aide] {
            assert!(!page.follows_the_device(), "{page:?}");
        }
        for page in [Plan, Fichiers, Comparer, Dossiers, APropos] {
            assert!(page.follows_the_device(), "{page:?}");
        }
    }

    /// They stand in bookmarks and in what people sent each other.
    #[test]
    fn the_addresses_of_pages_never_change() {
        let tokens: Vec<&str> = DrawnPage::VARIANTS.iter().map(|page| page.token()).collect();
        let written = [
            "par-quoi-commencer",
            "plan",
            "calendrier",
            "liste",
            "fiches",
            "courriers",
            "essentiel",
            "fichiers",
            "finess",
            "effectif",
            "aide",
            "a-propos",
            "questionnaire-vierge",
            "lien",
            "comparer",
            "dossiers",
            "groupe",
            "cette-semaine",
            "nouvelle-structure",
            "importer",
        ];
        assert_eq!(tokens, written);
    }

    #[test]
    fn an_envelope_comes_back_as_it_went() {
        let pairs = [("a", "1\n\"2\""), ("a", ""), ("é", "\u{a0}")];
        let fields = Fields(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
        let requests = [
            Request::Summary { dossier: "{}".to_owned() },
            Request::Page {
                page: DrawnPage::Lien,
                dossier: String::new(),
                link: "1.A".to_owned(),
                what_if: Some(Variante { question: "contrat".to_owned(), ..Variante::default() }),
                as_of: NaiveDate::from_ymd_opt(2027, 1, 15),
                known: Some(3),
            },
            Request::Command {
                command: Command::FinessApply,
                fields,
                dossier: "« »".to_owned(),
                known: None,
            },
            Request::Index { id: "dossier-1".to_owned() },
            Request::FileBeside {
                id: "dossier-2".to_owned(),
                first: "dossier-1".to_owned(),
                mention: "copie".to_owned(),
            },
            Request::FileIn { id: "dossier-2".to_owned(), group: "Tournée d’avril".to_owned() },
            Request::Opened { id: "dossier-3".to_owned(), dossier: "{}".to_owned() },
            Request::Shared { dossier: "{}".to_owned() },
        ];
        for request in requests {
            let envelope = Envelope {
                today: NaiveDate::from_ymd_opt(2026, 2, 2).unwrap(),
                address: "https://exemple.fr/jalons/".to_owned(),
                directory_is_published: true,
                publication: Publication::default(),
                request,
            };
            assert_eq!(Envelope::read(&envelope.write()), Some(envelope));
        }
        for text in ["", "{}", "[1]", "pas du JSON"] {
            assert_eq!(Envelope::read(text), None);
        }
    }

    #[test]
    fn a_field_may_come_several_times() {
        let pairs = [("site", "1"), ("nom", "oui"), ("site", "2")];
        let fields = Fields(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
        assert_eq!((fields.get("site"), fields.get("absent")), (Some("1"), None));
        assert_eq!(fields.all("site").collect::<Vec<_>>(), ["1", "2"]);
    }
}
