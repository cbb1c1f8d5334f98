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
//!   * [`domain::recherche`]: finding a line of a long list by typing.
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
//!   * [`domain::plan`]: verdicts, what waits for what, dates, longest chain, the seven figures; [`domain::moment`]: when
//!     something is to be done, in words; [`domain::report`]: the one view-model.
//!   * What makes them fast, and decides nothing: [`domain::memoire`], what was worked out for some answers;
//!     [`domain::etude`], the same while answers are held open, by which [`domain::decisives`] finds those that decide;
//!     [`domain::semblables`], rows that are judged together.
//!   * [`domain::termes`]: actions that come back, and which time a note is about.
//!   * [`domain::liens`]: where each kind of action is done, one table; [`domain::gestes`]: which actions are one gesture;
//!     [`domain::commencer`]: « Par quoi commencer », the first page of a plan, as data.
//!   * [`domain::variante`]: another answer to one question; [`domain::alternatives`]: where the rules leave a choice;
//!     [`domain::comparaison`]: what two plans differ in, and why; [`domain::comptes`]: what a plan counts, cards by kind and
//!     certificates by software; [`domain::groupe`]: several dossiers together, and what only several can raise.
//!   * [`domain::dossier`]: the file, its schema number and its migrations; [`domain::agenda`]: the appointments that its
//!     calendars gave out; [`domain::echeances`]: what ends by itself.
//!   * [`domain::resume`]: what a dossier says of itself in a list of many; [`domain::portefeuille`]: all dossiers of a
//!     device, how each is filed, finding, ordering, what is to be done in all of them.
//!   * [`domain::fusion`]: two copies that went separate ways, put together; [`domain::copies`]: which copy came from which;
//!     [`domain::reprise`]: « mêmes logiciels que… », rows of another dossier.
//! * [`import`]: FINESS files, read as streams: bytes in, entities and located errors out; the nomenclature of their
//!   categories; a compact index of all of them, and the parts of it that a publisher puts beside the page.
//!   [`import::effectif`]: staff rosters (CSV, XLSX, ODS and their kin): people, counts and located sentences out.
//! * [`export`]: pure functions of a [`domain::report::Report`]: files, preparation sheets, letters. What is to be read or
//!   completed without us is a [`export::document`], as data, which [`export::html`], [`export::docx`] and [`export::texte`]
//!   each write in a format.
//! * [`protocol`]: what the page and the programs beside it say to each other. [`protocol::request`]: what is asked, and
//!   the controls of drawn pages; [`protocol::event`]: what is answered; [`protocol::node`]: a page as data;
//!   [`protocol::delivery`]: a page cut in pieces, or what differs from the one in place; [`protocol::pace`]: when the
//!   browser paints them. [`protocol::publication`]: which
//!   copy this is, and the foot of every page; [`protocol::reglages`]: what its publisher says of it in `jalons.json`, one place
//!   for all of it; [`protocol::couleur`]: whether an accent can be read; [`protocol::mail`]: messages that the user's own program opens.
//! * [`calcul`]: the program of the plan. [`calcul::answer`]; `calcul/pages/`: what to start with, the detail of the plan,
//!   two plans side by side, the calendar, the checklist, sheets, letters, the essentials on paper, the blank questionnaire,
//!   the help, « À propos », all dossiers, a group, « Cette semaine », one file each. [`calcul::reprise`]: what is copied from
//!   another dossier, and what is said of it.
//! * [`atelier`]: the program of the files. [`atelier::finess`], [`atelier::effectif`], [`atelier::fichiers`],
//!   [`atelier::portefeuille`] (dossiers that come in): pages, parts and answers, pure.
//! * `calcul::service`, `atelier::service` (wasm32 only): each program in its worker, plugged to files and storage;
//!   `src/bin/` starts them. `calcul::service` keeps, beside each dossier, what is said of it in the list of all.
//! * [`route`]: addresses, one type, one parser, one printer; both sides write them. [`tabs`]: the row of links between the
//!   pages of a dossier.
//! * `browser` (wasm32 only): the wall, over `gloo` and `idb`. The only modules that name `web_sys` and `js_sys`; text and
//!   bytes in, a `Result` with a French sentence out. `workers` is a program seen from the page, `service` the same seen
//!   from inside; `decompression` is the browser’s own gunzip, in a worker of its own; `drawing` puts in place what a program
//!   drew, and holds its nodes.
//! * `ui` (wasm32 only): the page, on Leptos. `session` is the one state, found in the context; `form` a draft and its
//!   refusals; `autosave` keeps what is entered in a draft; `programs` asks the programs beside the page; `shelf` is what is
//!   kept on the device, for the lists that the page draws itself; `components/` and
//!   `pages/` draw, and don't decide. `components/basics` holds the parts that everything is made of (a button, a link, a
//!   form, a choice, a keyed list): their properties are signals and callbacks, so that each is compiled once.
//! * `public/`: `index.html` shows the welcome page and the first question before the program, and the foot of every page,
//!   which stays; `static/jalons.json` is what a publisher fills in, and changes without a release; `static/boot.js` starts it,
//!   keeps what was done before it came and, once a dossier is open, starts `sw.js`, which keeps the page on the device, one
//!   whole version at a time; `ouvrier.js` starts a program in its worker; `404.html` is for links that came damaged; `static/integration.js` puts the page
//!   in that of another site.
//! * `xtask`: the two commands; `verify` says what a host sends of a copy. `examples/`: the domain without a browser;
//!   `sans_javascript` makes the page of a release for who has no JavaScript, from the rules. `tests/`: see « What is tested where ».
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
//! * **A day that nobody gave is a hypothesis, and is kept once it is seen** (`ui::session`); a day that is past moves nothing
//!   by itself. What depends on an open answer has no date.
//! * **No clock in the domain**: today is an argument. `browser::clock` and the programs of `examples/` read the clock.
//! * **Ids are eternal**: questions, options, rows, deliverables stand in people's files and in addresses. That of a row is
//!   given once: not even once the row is gone, by hand, by an import or by a twin ([`domain::answers`]).
//! * **What is gone does nothing more.** A reference to a row that was removed is no answer: open, and asked again. That is
//!   decided in one place, the reader of facts ([`domain::facts::sans_disparues`]).
//! * **What was noted is of one time**: an action that comes back starts each term with nothing noted ([`domain::termes`]).
//! * **What to start with holds every action of the plan once**, grouped by gesture, and nothing there can be ticked before
//!   what it waits for (tested over the worked cases, every tick of them, and their neighbours).
//! * **Ids of rules and codes of sources are for the expert view**: drawn with the class `pour-expert`, shown by a switch of
//!   the device (`browser::settings`), always in the files for technicians.
//! * **What can't be read is never written over.** A stored dossier that does not open is kept as it is and offered for
//!   download; saving starts only after a successful opening or an explicit start (`ui::session`).
//! * **Nothing is sent.** The security policy of `public/index.html` allows the page's own origin and nothing else, and binds
//!   the programs beside it too, since the page makes their workers from blobs (`browser::workers`); the journeys of `tests/e2e` assert that after load nothing is asked for but the page's own programs, by addresses that
//!   hold only their version; and that once the first open dossier has had them kept on the device, the server is asked
//!   for nothing at all.
//! * **The place of a change in a drawn page is found by the nodes that the page holds**, never by counting what stands in
//!   the document: translators and extensions add to people's pages (`browser::drawing`, `tests/e2e/traducteur.test.mjs`).
//!   For the same reason, words that change belong to an element that the page holds, not to a text node of its own
//!   (`ui::components::basics::words`).
//! * **Another place is another page**: nothing of the one before is used again (`ui::App` keys the page by its address), so
//!   that no fold, no focus and no half-typed text goes from one question to the next.
//! * **One version at a time.** A page runs the programs that it was built with, whose digests it checks, or says why not; a
//!   version is kept on the device whole or not at all, and an open page goes on with its own files (`sw.js`, `tests/hotes`).
//! * **A list of dossiers opens none of them.** What it says of each is kept beside its text and goes with it: whoever writes
//!   another text takes it away in the same transaction (`browser::storage`); it is made again when it is missing, of another
//!   day, or of another text, a lot at a time (`calcul::service`). What a device alone knows of a dossier (its group, what tells it from
//!   another of its name, whether it is put away, which copies left, the plan that it was last given) is in no file of a dossier, and is never made again; a list
//!   is made again when another tab says that something changed (`browser::tabs`). A group alone opens its dossiers, in its
//!   program, to add up their plans.
//! * **Newer rules say what they change, once** ([`domain::plan_retenu`]): the plan that is remembered and the new one are of
//!   the same answers and the same day, so that only the rules differ. Looking at it writes nothing in the dossier. A new edition
//!   adds its title to `docs/regles-changements.md`, and its number to [`domain::changements::EDITION`].
//! * **Nothing that comes in writes over what is here** unless the user said so ([`atelier::portefeuille`]).
//! * **Several copies may live on one origin**: what is kept is named by the path of the page (`browser::place`).
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
//! | the 40 worked cases, their variations | `tests/dossiers.rs`, `tests/variantes*.rs` |
//! | every neighbour of the worked cases | `tests/properties.rs` |
//! | what two plans differ in, over every answer that can be changed | `tests/comparaison.rs` → `tests/tables/comparaison.md` |
//! | what newer rules change in a dossier, told once; the plan as of another day | `tests/changements.rs` over plans of the first edition, `tests/pages.rs`, `tests/e2e/changements.test.mjs` |
//! | several dossiers together | `tests/groupe.rs`; their page in `tests/portefeuille.rs` |
//! | what to start with: said, ticked to the end | `tests/commencer.rs` → `tests/tables/commencer.md` |
//! | the rule base and the code in step | `tests/regles.rs`, `tests/tidy.rs` |
//! | what experts read and approve | `tests/tables.rs` → `tests/tables/*.md` |
//! | what each reader must keep, whatever bytes it is given | `tests/corpus.rs` over `fuzz/corpus/`, and `fuzz/` |
//! | the file, old and hostile ones | `tests/schema.rs`, `tests/migrations.rs` |
//! | the settings of a publisher | `tests/reglages.rs`, `tests/e2e/reglages.test.mjs`, `tests/hotes/reglages.test.mjs` |
//! | rows removed, replaced, renewed | `tests/identite.rs` |
//! | what the programs beside the page draw, over the worked cases | `tests/pages.rs` |
//! | all dossiers: their list, files of all, archives out and in | `tests/portefeuille.rs`, `tests/e2e/portefeuille.test.mjs` |
//! | staff rosters, dirty and hostile ones | `tests/effectif.rs` |
//! | the day of the complete file, what each action waits for, what is late | `tests/dates.rs` |
//! | sentences that may not stand together | `tests/properties.rs` |
//! | the calendar, measured; what is noted moves the plan | `tests/frise.rs` |
//! | the first question of the static page against the question | `tests/premiere_question.rs` |
//! | how many screens before the plan, addresses of pages that were joined, names that are kept | `tests/ecrans.rs` |
//! | the wall with the browser, the parts of pages | `tests/browser`, in headless Chromium |
//! | the page while a translator and an extension change it | `tests/e2e/traducteur.test.mjs` |
//! | the product, its accessibility, its paper | `tests/e2e`, Playwright and axe on the built page |
//! | real hosts, releases while in use, faults of the network, what keeps the page from starting | `tests/hotes` on the built page |
//! | what Lighthouse, CSP Evaluator and html-validate say of it | `tests/audits` on the built page |
//! | Firefox and WebKit | `tests/navigateurs` (`cargo xtask test --navigateurs`) |
//! | the oldest browsers, whose lacks are taken away from the new ones | `tests/hotes/anciens.test.mjs`, `tests/navigateurs/anciens.test.mjs` |
//! | our files, read again by LibreOffice, khal, Radicale, pandas and others | `tests/lecteurs` (`cargo xtask lecteurs`): apart, it needs the network |
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
//! * **A FINESS file is decompressed by the browser, in a worker beside the atelier** (`browser::decompression`): the two work
//!   at once, and reading takes the time of decompressing. What no browser can do (several members, saying where a damage
//!   is), or an old one, is done again by `flate2`, with the same directory, byte for byte.
//! * **Component types are erased** (`--cfg erase_components` in `.cargo/config.toml`): the wizard's program weighs a tenth less.
//! * **Effects read with `try_get`**: Leptos may run one that was waiting when its page is left, once its signals are gone.
//! * **A dossier is read as loose JSON, and written from types** (`domain::dossier`): a derived reader would refuse the whole
//!   file for one answer; here each one that can't be read costs a notice. `serde_json` reads numbers as the program holds
//!   them, without `arbitrary_precision`: an answer that is a number beyond them is asked again, never rounded.
//! * **One script stands in `public/index.html`**, allowed by its digest: what keeps everything else from running (an old
//!   browser, a page opened from a folder, an address without its last slash) can't be told by a file that does not come.
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
