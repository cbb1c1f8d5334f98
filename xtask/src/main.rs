//! The project's commands: `cargo xtask setup | serve | build | weigh | finess | test | bench`; and `finish`, which Trunk runs.

mod bench;
mod build;
mod finess;
mod finish;
mod origin;
mod page;
mod serve;
mod setup;
mod test;
mod tools;
mod weight;

use std::process::ExitCode;

const USAGE: &str = "Commandes du projet :
  cargo xtask serve   installe ce qui manque, construit la page et la sert sur cet ordinateur
  cargo xtask test    installe ce qui manque et vérifie tout
  cargo xtask build   installe ce qui manque et construit la page à publier, dans dist/
  cargo xtask weigh   pèse dist/, et dit de quoi est fait le programme de la page
  cargo xtask finess  découpe un fichier FINESS à publier avec la page, dans dist/finess/
  cargo xtask bench   mesure la vitesse des plans, puis celle de la page dans Chromium, à côté d’une autre version
  cargo xtask setup   installe ce qui manque pour tout cela";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let outcome = match command.as_str() {
        "setup" => setup::all(),
        "serve" => serve::serve(),
        "build" => build::release(),
        "finish" => finish::finish(),
        "weigh" => origin::weigh(),
        "finess" => finess::cut(std::env::args().skip(2)),
        "test" => test::all(),
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
