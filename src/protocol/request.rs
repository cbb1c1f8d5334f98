//! What the page asks of the programs beside it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

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
    /// The plan.
    Plan,
    /// The plan as a timeline.
    Calendrier,
    /// The checklist alone, for paper.
    Liste,
    /// The preparation sheets of the official forms.
    Fiches,
    /// Letters and messages.
    Courriers,
    /// The files and the share link.
    Fichiers,
    /// The page that finds the structure in FINESS.
    Finess,
    /// The page that reads a staff roster.
    Effectif,
    /// The glossary, the contacts, the doubts, the sources.
    Aide,
    /// The blank questionnaire, for paper.
    QuestionnaireVierge,
    /// What a share link holds.
    Lien,
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
        !matches!(self, Self::Aide | Self::QuestionnaireVierge | Self::Lien)
    }

    /// Who draws it.
    pub fn program(self) -> Program {
        match self {
            Self::Plan
            | Self::Calendrier
            | Self::Liste
            | Self::Fiches
            | Self::Courriers
            | Self::Aide
            | Self::QuestionnaireVierge => Program::Calcul,
            Self::Fichiers | Self::Finess | Self::Effectif | Self::Lien => Program::Atelier,
        }
    }

    /// Its name among the pages that come out of a dossier, in the order of the variants; none when it is not one.
    pub fn tab(self) -> Option<&'static str> {
        match self {
            Self::Plan => Some("Le plan"),
            Self::Calendrier => Some("Le calendrier"),
            Self::Liste => Some("Liste à cocher"),
            Self::Fiches => Some("Fiches"),
            Self::Courriers => Some("Courriers"),
            Self::Fichiers => Some("Fichiers et partage"),
            Self::Finess | Self::Effectif | Self::Aide | Self::QuestionnaireVierge | Self::Lien => None,
        }
    }
}

/// What a form, or a button, of a drawn page asks. Its token stands in `data-command`. All are the atelier's.
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
    /// The dossier of a link.
    AcceptLink,
}

impl Command {
    /// Its token.
    pub fn token(self) -> &'static str {
        self.into()
    }

    /// The command of a token.
    pub fn from_token(token: &str) -> Option<Self> {
        token.parse().ok()
    }
}

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
        /// The text of a share link; empty but for [`DrawnPage::Lien`].
        link: String,
        /// The number of the drawing that the screen holds: only what differs from it is wanted.
        known: Option<u32>,
    },
    /// What a form of a drawn page asks. The file chosen in it travels beside.
    Command {
        /// Which one.
        command: Command,
        /// Its fields.
        fields: Fields,
        /// The text of the dossier file; empty without a dossier.
        dossier: String,
    },
}

impl Request {
    /// Who answers it.
    pub fn program(&self) -> Program {
        match self {
            Self::Summary { .. } => Program::Calcul,
            Self::Page { page, .. } => page.program(),
            Self::Command { .. } => Program::Atelier,
        }
    }

    /// The text of the dossier that it is about; empty without a dossier.
    pub fn dossier(&self) -> &str {
        match self {
            Self::Summary { dossier } | Self::Page { dossier, .. } | Self::Command { dossier, .. } => dossier,
        }
    }

    /// The number of the drawing that the screen holds, when only what differs from it is wanted.
    pub fn known(&self) -> Option<u32> {
        match self {
            Self::Page { known, .. } => *known,
            Self::Summary { .. } | Self::Command { .. } => None,
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

    /// They stand in bookmarks and in what people sent each other.
    #[test]
    fn the_addresses_of_pages_never_change() {
        let tokens: Vec<&str> = DrawnPage::VARIANTS.iter().map(|page| page.token()).collect();
        let written = [
            "plan",
            "calendrier",
            "liste",
            "fiches",
            "courriers",
            "fichiers",
            "finess",
            "effectif",
            "aide",
            "questionnaire-vierge",
            "lien",
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
                known: Some(3),
            },
            Request::Command { command: Command::FinessApply, fields, dossier: "« »".to_owned() },
        ];
        for request in requests {
            let envelope = Envelope {
                today: NaiveDate::from_ymd_opt(2026, 2, 2).unwrap(),
                address: "https://exemple.fr/jalons/".to_owned(),
                directory_is_published: true,
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
