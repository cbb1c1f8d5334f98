//! Ids that name someone or something without a row of its own (R-COMPTE-10).

/// The legal representative, described by questions of their own.
pub const RL: &str = "rl";
/// The director, distinct from the legal representative, described by questions of their own.
pub const DIRECTEUR: &str = "directeur";
/// The administrateur technique given by a shortcut of `at`, without a name.
pub const AT_ANONYME: &str = "at";
/// The instance that stands for the software when none is described (R-COMPTE-02).
pub const LOGICIEL_ANONYME: &str = "logiciel";
