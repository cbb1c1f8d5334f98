//! The project's commands: `cargo xtask setup | serve | build | verify | weigh | finess | sources | test | lecteurs | bench`; and `finish`, which Trunk runs.

mod bench;
mod build;
mod finess;
mod finish;
mod licences;
mod origin;
mod pack;
mod page;
mod plans;
mod readers;
mod serve;
mod settings;
mod setup;
mod single;
mod sources;
mod test;
mod tools;
mod verify;
mod weight;

use std::process::ExitCode;

const USAGE: &str = "Commandes du projet :
  cargo xtask serve   installe ce qui manque, construit la page et la sert sur cet ordinateur
  cargo xtask test    installe ce qui manque et vérifie tout
  cargo xtask test --navigateurs
                      installe Firefox ESR et WebKitGTK, et y refait les principaux parcours
  cargo xtask lecteurs
                      fait relire les fichiers de la page par LibreOffice, khal, Radicale, pandas et d’autres
  cargo xtask build   installe ce qui manque et construit la page à publier, dans dist/
  cargo xtask build --un-fichier [REGLAGES.json]
                      la même, et dist/jalons.html : toute la page dans un fichier, qui s’ouvre depuis une clé USB
  cargo xtask verify ADRESSE
                      dit, fichier par fichier, ce qu’un hébergeur envoie d’une page publiée
  cargo xtask weigh   pèse dist/, et dit de quoi est fait le programme de la page
  cargo xtask finess  découpe un fichier FINESS à publier avec la page, dans dist/finess/
  cargo xtask sources imprime les sources des règles, pour qui vérifie leurs liens
  cargo xtask bench   mesure la vitesse des plans, puis celle de la page dans Chromium, à côté d’une autre version
  cargo xtask setup   installe ce qui manque pour tout cela";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let outcome = match command.as_str() {
        "setup" => setup::all(),
        "serve" => serve::serve(),
        "build" => match std::env::args().nth(2).as_deref() {
            None => build::release(),
            Some("--un-fichier") => single::build(std::env::args().nth(3).as_deref()),
            Some(_) => Err(USAGE.to_owned()),
        },
        "finish" => finish::finish(),
        "verify" => verify::verify(std::env::args().nth(2).as_deref()),
        "weigh" => origin::weigh(),
        "finess" => finess::cut(std::env::args().skip(2)),
        "sources" => sources::list(),
        "test" => match std::env::args().nth(2).as_deref() {
            None => test::all(),
            Some("--navigateurs") => test::other_browsers(),
            Some(_) => Err(USAGE.to_owned()),
        },
        "lecteurs" => readers::read(),
        "bench" => bench::measure(std::env::args().skip(2)),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}
