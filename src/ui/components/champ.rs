//! One field, by what answers it. Labels are tied to inputs, choices stand in a fieldset, refusals beside their field.

use leptos::prelude::*;

use crate::domain::answers::{Entry, INCONNU};
use crate::domain::question::{Champ, Groupe, Opt, OuiNon, Spec};
use crate::domain::questionnaire;
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::report::valeur;
use crate::ui::formulaire::{Formulaire, Ligne};

use super::aide::aide;

/// The id of the element that takes the focus for a field.
pub fn ancre(spec: &str) -> String {
    format!("champ-{spec}")
}

/// A field; `seul` when it is the only one of its page, whose title is then its label.
pub fn champ(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>, seul: bool) -> AnyView {
    let asked = {
        let ligne = ligne.clone();
        Memo::new(move |_| form.est_posee(spec, ligne.as_ref()))
    };
    let inside = move || -> AnyView {
        let ligne = ligne.clone();
        match &spec.champ {
            Champ::Choix(options) => choix(form, spec, ligne, options, seul),
            Champ::ChoixMultiple(options) => choix_multiple(form, spec, ligne, options, seul),
            Champ::Personne => personne(form, spec, ligne, seul),
            Champ::Renvois(list) => {
                let options = rangees(form, list);
                cases(form, spec, ligne, options, seul)
            }
            Champ::Renvoi(list) => {
                let rows = rangees(form, list);
                selection(form, spec, ligne, vec![("".to_owned(), rows)])
            }
            Champ::Selection(groupes) => {
                let groupes = groupes().into_iter().map(|Groupe { nom, options }| {
                    (
                        nom.to_owned(),
                        options
                            .into_iter()
                            .map(|(token, label)| (token.to_owned(), label.to_owned()))
                            .collect(),
                    )
                });
                selection(form, spec, ligne, groupes.collect())
            }
            Champ::Texte(_)
            | Champ::Finess
            | Champ::Siren
            | Champ::Siret
            | Champ::Nombre(..)
            | Champ::Date => saisie(form, spec, ligne),
            Champ::Lignes(_) => ().into_any(),
        }
    };
    view! { <Show when=move || asked.get() fallback=|| ()>{inside()}</Show> }.into_any()
}

/// Ids and names of the rows of another list.
fn rangees(form: Formulaire, list: &'static str) -> Vec<(String, String)> {
    let Some(Champ::Lignes(liste)) = questionnaire::spec(list).map(|spec| &spec.champ) else { return vec![] };
    form.faits(None, |facts| {
        facts
            .answers()
            .rows(list)
            .iter()
            .map(|row| (row.id.clone(), (liste.nom)(&facts.dans(list, row))))
            .collect()
    })
}

fn texte_de(form: Formulaire, spec: &'static Spec, ligne: &Option<Ligne>) -> String {
    let typed = form.entree(spec, ligne.as_ref()).and_then(|entry| entry.text().map(str::to_owned));
    typed.or_else(|| spec.defaut.map(str::to_owned)).unwrap_or_default()
}

fn erreur(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>) -> AnyView {
    let id = format!("erreur-{}", spec.id);
    view! {
        <div id=id class="erreur">
            {move || form.erreur(spec).map(|refus| {
                let ligne = ligne.clone();
                view! {
                    <p><span class="hors-ecran">"Erreur\u{a0}: "</span>{refus.phrase}</p>
                    {refus.proposition.map(|value| {
                        let shown = value.clone();
                        view! {
                            <button type="button" class="secondaire" on:click=move |_| form.ecrire(spec, ligne.as_ref(), Some(Entry::One(value.clone())))>
                                "Utiliser " {shown}
                            </button>
                        }
                    })}
                }
            })}
        </div>
    }
    .into_any()
}

fn legende(spec: &'static Spec, seul: bool) -> AnyView {
    let class = if seul { "hors-ecran" } else { "" };
    view! { <legend class=class>{spec.titre}{facultatif(spec)}</legend> }.into_any()
}

fn facultatif(spec: &'static Spec) -> AnyView {
    if spec.facultatif {
        view! { <span class="facultatif">" (facultatif)"</span> }.into_any()
    } else {
        ().into_any()
    }
}

fn indice(spec: &'static Spec, seul: bool) -> AnyView {
    if seul || spec.indice.is_empty() {
        return ().into_any();
    }
    let id = format!("indice-{}", spec.id);
    view! { <p class="indice" id=id>{spec.indice}</p> }.into_any()
}

fn decrit_par(spec: &'static Spec) -> String {
    format!("indice-{0} erreur-{0}", spec.id)
}

/// One sheet of a closed choice.
fn feuille(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    (jeton, libelle, precision): (String, String, String),
    rang: usize,
) -> AnyView {
    let id = if rang == 0 { ancre(spec.id) } else { format!("{}-{rang}", ancre(spec.id)) };
    let value = jeton.clone();
    let checked = {
        let (ligne, jeton) = (ligne.clone(), jeton.clone());
        move || texte_de(form, spec, &ligne) == jeton
    };
    let detail = (!precision.is_empty()).then(|| view! { <small>{precision}</small> });
    view! {
        <label class="choix">
            <input type="radio" id=id name=spec.id value=value prop:checked=checked
                on:change=move |_| form.ecrire(spec, ligne.as_ref(), Some(Entry::One(jeton.clone())))/>
            <span>{libelle}</span>
            {detail}
        </label>
    }
    .into_any()
}

fn je_ne_sais_pas(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>) -> AnyView {
    spec.ne_sais_pas.map_or_else(
        || ().into_any(),
        |implies| {
            let sheet = (INCONNU.to_owned(), "Je ne sais pas".to_owned(), implies.to_owned());
            view! { <p class="ou">"ou"</p>{feuille(form, spec, ligne, sheet, 99)} }.into_any()
        },
    )
}

fn choix(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    options: &'static [Opt],
    seul: bool,
) -> AnyView {
    let sheets: Vec<AnyView> = options
        .iter()
        .enumerate()
        .map(|(rank, option)| {
            let words = (option.jeton.to_owned(), option.libelle.to_owned(), option.precision.to_owned());
            feuille(form, spec, ligne.clone(), words, rank)
        })
        .collect();
    let short = options.len() == 2 && options.iter().all(|option| option.precision.is_empty());
    let class = if short { "court" } else { "" };
    view! {
        <fieldset aria-describedby=decrit_par(spec) class=class>
            {legende(spec, seul)}{indice(spec, seul)}{aide_si(spec, seul)}{erreur(form, spec, ligne.clone())}
            <div class="feuilles">{sheets}</div>
            {je_ne_sais_pas(form, spec, ligne)}
        </fieldset>
    }
    .into_any()
}

fn aide_si(spec: &'static Spec, seul: bool) -> AnyView {
    if seul { ().into_any() } else { aide(spec) }
}

fn choix_multiple(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    options: &'static [Opt],
    seul: bool,
) -> AnyView {
    let options = options.iter().map(|option| (option.jeton, option.libelle, option.precision));
    let sheets: Vec<AnyView> = options
        .enumerate()
        .map(|(rank, (jeton, libelle, precision))| {
            case(form, spec, ligne.clone(), jeton.to_owned(), libelle.to_owned(), precision, rank)
        })
        .collect();
    view! {
        <fieldset aria-describedby=decrit_par(spec)>
            {legende(spec, seul)}{indice(spec, seul)}{aide_si(spec, seul)}{erreur(form, spec, ligne.clone())}
            {sheets}{je_ne_sais_pas(form, spec, ligne)}
        </fieldset>
    }
    .into_any()
}

fn cases(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    rows: Vec<(String, String)>,
    seul: bool,
) -> AnyView {
    let sheets: Vec<AnyView> = rows
        .into_iter()
        .enumerate()
        .map(|(rank, (id, name))| case(form, spec, ligne.clone(), id, name, "", rank))
        .collect();
    view! {
        <fieldset aria-describedby=decrit_par(spec) class="serre">
            {legende(spec, seul)}{indice(spec, seul)}{erreur(form, spec, ligne)}{sheets}
        </fieldset>
    }
    .into_any()
}

/// One sheet that can be ticked with others.
fn case(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    jeton: String,
    libelle: String,
    precision: &'static str,
    rang: usize,
) -> AnyView {
    let id = if rang == 0 { ancre(spec.id) } else { format!("{}-{rang}", ancre(spec.id)) };
    let ticked = {
        let (ligne, jeton) = (ligne.clone(), jeton.clone());
        move || matches!(form.entree(spec, ligne.as_ref()), Some(Entry::Many(tokens)) if tokens.contains(&jeton))
    };
    let toggle = move |event| {
        let on = event_target_checked(&event);
        let mut tokens = match form.brouillon.with_untracked(|_| form.entree(spec, ligne.as_ref())) {
            Some(Entry::Many(tokens)) => tokens,
            Some(Entry::One(_) | Entry::Rows(_)) | None => vec![],
        };
        tokens.retain(|token| *token != jeton);
        if on {
            tokens.push(jeton.clone());
        }
        if let Champ::ChoixMultiple(options) = &spec.champ {
            // In the order of the options, whatever the order of the ticks.
            let ticked = options.iter().map(|option| option.jeton.to_owned());
            tokens = ticked.filter(|token| tokens.contains(token)).collect();
        }
        form.ecrire(spec, ligne.as_ref(), Some(Entry::Many(tokens)));
    };
    let detail = (!precision.is_empty()).then(|| view! { <small>{precision}</small> });
    view! {
        <label class="choix">
            <input type="checkbox" id=id name=spec.id prop:checked=ticked on:change=toggle/>
            <span>{libelle}</span>
            {detail}
        </label>
    }
    .into_any()
}

fn selection(
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    groupes: Vec<(String, Vec<(String, String)>)>,
) -> AnyView {
    let current = texte_de(form, spec, &ligne);
    let unknown = spec.ne_sais_pas.is_some();
    let option = |token: String, label: String| {
        let selected = token == current;
        view! { <option value=token selected=selected>{label}</option> }.into_any()
    };
    let mut options = vec![option(String::new(), "Choisir dans la liste".to_owned())];
    for (name, rows) in groupes {
        let inside: Vec<AnyView> = rows.into_iter().map(|(token, label)| option(token, label)).collect();
        options.push(if name.is_empty() {
            inside.into_any()
        } else {
            view! { <optgroup label=name>{inside}</optgroup> }.into_any()
        });
    }
    if unknown {
        options.push(option(INCONNU.to_owned(), "Je ne sais pas".to_owned()));
    }
    let on_change = {
        let ligne = ligne.clone();
        move |event| {
            let value = event_target_value(&event);
            form.ecrire(spec, ligne.as_ref(), (!value.is_empty()).then_some(Entry::One(value)));
        }
    };
    view! {
        <div class="champ">
            <label for=ancre(spec.id)>{spec.titre}{facultatif(spec)}</label>
            {indice(spec, false)}{aide(spec)}{erreur(form, spec, ligne)}
            <select id=ancre(spec.id) name=spec.id aria-describedby=decrit_par(spec) on:change=on_change>{options}</select>
        </div>
    }
    .into_any()
}

fn saisie(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>) -> AnyView {
    let (kind, mode, class) = match spec.champ {
        Champ::Date => ("date", "numeric", "date"),
        Champ::Nombre(..) => ("text", "numeric", "nombre"),
        Champ::Finess => ("text", "text", "numero"),
        Champ::Siren | Champ::Siret => ("text", "numeric", "numero"),
        _ => ("text", "text", "texte"),
    };
    let value = {
        let ligne = ligne.clone();
        move || {
            let text = texte_de(form, spec, &ligne);
            if text == INCONNU { String::new() } else { text }
        }
    };
    let write = {
        let ligne = ligne.clone();
        move |event| {
            let text = event_target_value(&event);
            let empty = text.trim().is_empty();
            form.ecrire(spec, ligne.as_ref(), (!empty).then(|| Entry::One(text.trim().to_owned())));
        }
    };
    let warning = {
        let ligne = ligne.clone();
        move || {
            let entry = form.entree(spec, ligne.as_ref())?;
            (spec.controle)(&entry)
                .ok()
                .flatten()
                .map(|phrase| view! { <p class="avertissement">{phrase}</p> })
        }
    };
    let refused = move || form.erreur(spec).is_some().to_string();
    view! {
        <div class="champ">
            <label for=ancre(spec.id)>{spec.titre}{facultatif(spec)}</label>
            {indice(spec, false)}{aide(spec)}{erreur(form, spec, ligne.clone())}
            <input type=kind inputmode=mode class=class id=ancre(spec.id) name=spec.id autocomplete="off" spellcheck="false"
                aria-describedby=decrit_par(spec) aria-invalid=refused prop:value=value on:change=write/>
            <div aria-live="polite">{warning}</div>
            {inconnu(form, spec, ligne)}
        </div>
    }
    .into_any()
}

/// « Je ne sais pas » of a typed field.
fn inconnu(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>) -> AnyView {
    let Some(implies) = spec.ne_sais_pas else { return ().into_any() };
    let on = {
        let ligne = ligne.clone();
        move || form.entree(spec, ligne.as_ref()).is_some_and(|entry| entry.text() == Some(INCONNU))
    };
    let toggle = move |event| {
        let entry = event_target_checked(&event).then(|| Entry::one(INCONNU));
        form.ecrire(spec, ligne.as_ref(), entry);
    };
    view! {
        <p class="ou">"ou"</p>
        <label class="choix">
            <input type="checkbox" name=format!("{}-inconnu", spec.id) prop:checked=on on:change=toggle/>
            <span>"Je ne sais pas"</span><small>{implies}</small>
        </label>
    }
    .into_any()
}

/// Someone: the representative, the director, a person already named, or another one to name.
fn personne(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>, seul: bool) -> AnyView {
    let known = form.faits(None, |facts| {
        let director = facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui) == Ok(true);
        let mut people = vec![("rl".to_owned(), nom_propre(&nom_de(facts, "rl")))];
        if director {
            people.push(("directeur".to_owned(), nom_propre(&nom_de(facts, "directeur"))));
        }
        let rows = facts.answers().rows(PERSONNES.spec.id).iter();
        people.extend(rows.map(|row| (row.id.clone(), nom_de(facts, &row.id))));
        people
    });
    let fresh = form.brouillon.with_untracked(|answers| answers.new_row_id(PERSONNES.spec.id, "personne"));
    let details: Vec<(String, String)> = known
        .iter()
        .map(|(id, _)| {
            let fact = form.faits(None, |facts| {
                let row = facts.answers().row(PERSONNES.spec.id, id)?;
                let card = questionnaire::spec("personne-carte")?;
                Some(format!("Carte\u{a0}: {}", valeur(&facts.dans(PERSONNES.spec.id, row), card)))
            });
            (id.clone(), fact.unwrap_or_default())
        })
        .collect();
    let sheets: Vec<AnyView> = known
        .into_iter()
        .zip(details)
        .enumerate()
        .map(|(rank, ((id, name), (_, fact)))| feuille(form, spec, ligne.clone(), (id, name, fact), rank))
        .collect();
    let other = (fresh.clone(), "Une autre personne".to_owned(), String::new());
    let shown = {
        let (ligne, fresh) = (ligne.clone(), fresh.clone());
        Memo::new(move |_| {
            form.entree(spec, ligne.as_ref()).is_some_and(|entry| entry.text() == Some(&fresh))
        })
    };
    let fields = move || -> AnyView {
        let Champ::Lignes(liste) = &PERSONNES.spec.champ else { return ().into_any() };
        let person: Ligne = (PERSONNES.spec.id, fresh.clone());
        let fields: Vec<AnyView> =
            liste.champs.iter().map(|field| champ(form, field, Some(person.clone()), false)).collect();
        view! { <div class="personne">{fields}</div> }.into_any()
    };
    view! {
        <fieldset aria-describedby=decrit_par(spec)>
            {legende(spec, seul)}{indice(spec, seul)}{erreur(form, spec, ligne.clone())}
            {sheets}{feuille(form, spec, ligne, other, 98)}
        </fieldset>
        <Show when=move || shown.get() fallback=|| ()>{fields()}</Show>
    }
    .into_any()
}

/// « le représentant légal » as a label: with a capital.
fn nom_propre(nom: &str) -> String {
    let mut letters = nom.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    })
}
