//! Jalons computes, in the browser, what a French medico-social structure must obtain from the Agence du Numérique en
//! Santé (ANS): contract, forms, cards, certificates, RPPS+ and e-CPS steps; who signs, what to attach, in what order, by
//! when, and why. There is no server. This is the architecture document: whoever changes the design changes it here.
//!
//! # Bird's eye
//!
//! ```text
//!   the page (wizard)                         │  beside it, in workers, started at first use
//!                                             │
//!   answers ─► facts ─► questions asked       │  calcul:  answers ─► rules ─► plan ─► report ─► pages, as data
//!      ▲                                      │  atelier: files ─► answers;   report ─► files
//!      └── one signal, one door (ui::session) │
//!                     ▲        requests, with the dossier as text ─►  │
//!                     └──────◄─ pages to put in place, dossiers to take, files to download
//! ```
//!
//! One dossier is one entité juridique (R-COMPTE-01). The answers are kept as typed and are the only thing saved, with
//! what the user noted of each action. Everything else is derived, on each change, by one pure function:
//! [`domain::plan::plan_suivi`]`(&Answers, &Suivis, today)`.
//!
//! A first visit downloads the wizard alone. The plan, its texts and its reasons are computed and drawn by the program
//! `calcul`; the libraries that read and write files live in `atelier`. Both speak [`protocol`], and what they draw is a
//! tree of data ([`protocol::node`]) that the page puts in place, a piece at a time, then only where it differs
//! ([`protocol::delivery`]): no markup travels, nothing holds the page.
//!
//! # Code map
//!
//! * [`domain`]: the field. Pure. In reading order:
//!   * [`domain::answers`]: what was entered, by question id; [`domain::question`]: what a question is;
//!     `domain/questions/`: one file per question or list; [`domain::questionnaire`]: their order, what is asked,
//!     answered, next.
//!   * [`domain::conditions`]: when a question is asked, told in words by trying its condition.
//!   * [`domain::finess`], [`domain::siren`], [`domain::siret`], [`domain::rpps`], [`domain::saisie`]: values of the field,
//!     forgiving to read and precise to refuse (R-ID).
//!   * [`domain::facts`]: the reader that rules use. It knows which questions are asked, remembers what was read (the
//!     « why ») and names what is missing. It knows neither their words nor the list of them: a question can be read alone.
//!   * [`domain::rule`]: what a rule is; `domain/rules/`: one file per deliverable, cases with their French reason and the
//!     rules of the field that found them; [`domain::situations`]: what several rules ask, named as sentences;
//!     [`domain::avis`]: warnings and informations.
//!   * [`domain::sources`]: every rule of `docs/regles.md` with its sources and its confidence; [`domain::doutes`]: open
//!     doubts and contradictions; [`domain::professions`], [`domain::categories`], [`domain::statuts`],
//!     [`domain::departements`]: tables of the field; [`domain::calendrier`]: working days (R-JO).
//!   * [`domain::plan`]: verdicts, dates, longest chain, the seven figures; [`domain::report`]: the one view-model.
//!   * [`domain::dossier`]: the file, its schema number and its migrations.
//! * [`import`]: FINESS files, read as streams: bytes in, entities and located errors out; the nomenclature of their
//!   categories; a compact index of all of them, and the parts of it that a publisher puts beside the page.
//!   [`import::effectif`]: staff rosters (CSV, XLSX, ODS): people, counts and located sentences out.
//! * [`export`]: pure functions of a [`domain::report::Report`]: files, preparation sheets, letters.
//! * [`protocol`]: what the page and the programs beside it say to each other. [`protocol::request`]: what is asked, and
//!   the controls of drawn pages; [`protocol::event`]: what is answered; [`protocol::node`]: a page as data;
//!   [`protocol::delivery`]: a page cut in pieces, or what differs from the one in place.
//! * [`calcul`]: the program of the plan. [`calcul::answer`]; `calcul/pages/`: the plan, the calendar, the checklist,
//!   sheets, letters, the blank questionnaire, the help, one file each.
//! * [`atelier`]: the program of the files. [`atelier::finess`], [`atelier::effectif`], [`atelier::fichiers`]: pages, parts
//!   and answers, pure.
//! * `calcul::service`, `atelier::service` (wasm32 only): each program in its worker, plugged to files and storage;
//!   `src/bin/` starts them.
//! * [`route`]: addresses, one type, one parser, one printer; both sides write them. [`tabs`]: the row of links between the
//!   pages of a dossier.
//! * `browser` (wasm32 only): the wall, over `gloo` and `idb`. The only modules that name `web_sys` and `js_sys`; text and
//!   bytes in, a `Result` with a French sentence out. `workers` is a program seen from the page, `service` the same seen
//!   from inside; `drawing` puts in place what a program drew, and holds its nodes.
//! * `ui` (wasm32 only): the page, on Leptos. `session` is the one state, found in the context; `form` a draft and its
//!   refusals; `autosave` keeps what is entered in a draft; `programs` asks the programs beside the page; `components/` and
//!   `pages/` draw, and don't decide. `components/basics` holds the parts that everything is made of (a button, a link, a
//!   form, a choice, a keyed list): their properties are signals and callbacks, so that each is compiled once.
//! * `public/`: `index.html` shows the welcome page and the first question before the program; `static/boot.js` starts it,
//!   keeps what was done before it came and, once a dossier is open, starts `sw.js`, which keeps the page on the device;
//!   `ouvrier.js` starts a program in its worker.
//! * `xtask`: the two commands. `examples/`: the domain without a browser. `tests/`: see « What is tested where ».
//!
//! The rule of dependency, kept by the compiler (browser crates are dependencies of wasm32 only) and by `tests/tidy.rs`:
//! `ui → browser, domain, route, protocol`; `calcul → export, domain, route, tabs, protocol`; `atelier → import` and the
//! same; `tabs → route, protocol`; `route, browser → protocol`; `protocol, export, import → domain`; `domain → nothing of
//! ours`. Only the `service` of a program names `browser`. Inside `domain`, `import` and `export`, no module is in a circle
//! of imports: each can be read, and changed, without what is built on it.
//!
//! # Invariants
//!
//! * **A rule is one place**: condition, reason, rule ids, in one screenful; `regles!["R-…"]` with an unknown id does not
//!   compile. No rule reads another's verdict.
//! * **Three values.** A verdict is due, not due or open; an open one names the questions that decide.
//! * **A question that is not asked has no value**, whatever is stored for it: a change of mind costs nothing, and stale
//!   answers change nothing (tested over every dossier of the walk).
//! * **No clock in the domain**: today is an argument. `browser::clock` and the programs of `examples/` read the clock.
//! * **Ids are eternal**: questions, options, rows, deliverables stand in people's files and in addresses.
//! * **What can't be read is never written over.** A stored dossier that does not open is kept as it is and offered for
//!   download; saving starts only after a successful opening or an explicit start (`ui::session`).
//! * **Nothing is sent.** The security policy of `public/index.html` allows the page's own folder and nothing else; the
//!   journeys of `tests/e2e` assert that after load nothing is asked for but the page's own programs, by addresses that
//!   hold only their version; and that once the first open dossier has had them kept on the device, the server is asked
//!   for nothing at all.
//! * **The place of a change in a drawn page is found by the nodes that the page holds**, never by counting what stands in
//!   the document: translators and extensions add to people's pages (`browser::drawing`, `tests/e2e/traducteur.test.mjs`).
//! * **Another place is another page**: nothing of the one before is used again (`ui::App` keys the page by its address), so
//!   that no fold, no focus and no half-typed text goes from one question to the next.
//! * **A worker may die.** What was asked of it gets a sentence, the answers stay, and it starts anew at the next request.
//!
//! # How one answer flows
//!
//! 1. A page edits a draft (`ui::form`). What the question accepts goes from it to `Session::change`, the only door, as it
//!    is entered (`ui::autosave`); « Continuer » checks it all, says what is refused, and hands over what was proposed.
//! 2. `Session` writes the signal of the dossier, then saves it in IndexedDB; what saving came to is shown in the bar.
//! 3. The text of the dossier goes to `calcul`, which answers with the plan in short; the panel shows it.
//! 4. A page of the plan asks `calcul` for its drawing; what is noted there goes back through `Session::change`.
//!
//! # What is tested where
//!
//! | what | where |
//! |---|---|
//! | a value, a rule, a question | `mod tests`, at the end of its file |
//! | the 31 worked cases, their variations | `tests/dossiers.rs`, `tests/variantes*.rs` |
//! | every neighbour of the worked cases | `tests/properties.rs` |
//! | the rule base and the code in step | `tests/regles.rs`, `tests/tidy.rs` |
//! | what experts read and approve | `tests/tables.rs` → `tests/tables/*.md` |
//! | what each reader must keep, whatever bytes it is given | `tests/corpus.rs` over `fuzz/corpus/`, and `fuzz/` |
//! | the file, old and hostile ones | `tests/schema.rs`, `tests/migrations.rs` |
//! | what the programs beside the page draw, over the worked cases | `tests/pages.rs` |
//! | staff rosters, dirty and hostile ones | `tests/effectif.rs` |
//! | the calendar, measured; what is noted moves the plan | `tests/frise.rs` |
//! | the first question of the static page against the question | `tests/premiere_question.rs` |
//! | the wall with the browser, the parts of pages | `tests/browser`, in headless Chromium |
//! | the page while a translator and an extension change it | `tests/e2e/traducteur.test.mjs` |
//! | the product, its accessibility, its paper | `tests/e2e`, Playwright and axe on the built page |
//! | the weight of the first load | `xtask/src/weight.rs` |
//! | how fast it feels, beside an earlier build and SurveyJS | `benches/page.mjs` (`cargo xtask bench`): never a test |
//!
//! # Decisions that someone will want to undo
//!
//! * **Rules are Rust, not data.** An engine for conditions in data would weigh more than the rules, lose the types, and
//!   every unusual rule would extend it (`STYLE.md` 2.8 of the project's founding documents; GOV.UK removed its own).
//! * **Addresses are fragments**, by a router of our own: the page must live under an unknown sub-path of any static host.
//! * **Pages that read the plan are drawn beside the page, as data.** Typed view-models on both sides would put the plan's
//!   structure in the first load; here a new page, sheet or letter costs it nothing, and is read by native tests.
//! * **A drawn page is compared where it is drawn**: `calcul` remembers its last drawings and sends what differs. The page
//!   would have to hold the tree and the comparison, and read the whole drawing again for one tick.
//! * **What is far from the screen is not laid out** (`content-visibility` in `style/components.css`): the plan of a large
//!   structure is 18 000 elements. `innerText` is empty there; the tests that read a page lay it all out (`ouvrir`).
//! * **Drawn pages are put in place by a renderer of our own** (`browser::drawing`), not as Leptos views: what arrives is data,
//!   and a change of data. Measured in Chromium: 20 850 elements in 92 to 128 ms, 115 to 180 as Leptos views; one text
//!   changed in 0.05 to 0.08 ms, 145 to 185 by building the views again. Leptos would hold a reactive view for each of
//!   thousands of nodes that never change by themselves.
//! * **Messages are JSON read by `serde_json`**, not values read by `serde-wasm-bindgen` over `JSON.parse`: a piece of 240
//!   elements is read in 0.2 to 0.4 ms instead of 0.9 to 2.7, one of 5 000 in 4 to 11 instead of 18 to 34, and the other
//!   way would add its weight to that of `serde_json`, which dossiers need.
//! * **The first question is in the static page**: on a slow network the program comes a second after the text, and a person
//!   who clicks « Commencer » then would wait for it. What is ticked meanwhile is taken over (`browser::address::early_start`).
//! * **Component types are erased** (`--cfg erase_components` in `.cargo/config.toml`): the wizard's program weighs a tenth less.
//! * **Effects read with `try_get`**: Leptos may run one that was waiting when its page is left, once its signals are gone.
//! * **A dossier is read as loose JSON, and written from types** (`domain::dossier`): a derived reader would refuse the whole
//!   file for one answer; here each one that can't be read costs a notice. `serde_json` reads numbers as the program holds
//!   them, without `arbitrary_precision`: an answer that is a number beyond them is asked again, never rounded.
//! * **Dates are strings in files and civil dates in code**: no time zone can move a day.
pub mod atelier;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod calcul;
pub mod domain;
pub mod export;
pub mod import;
pub mod protocol;
pub mod route;
pub mod tabs;
#[cfg(target_arch = "wasm32")]
pub mod ui;
