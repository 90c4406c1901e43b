//! A field of the form: as a text, a choice, days, boxes, an order, or one text after the other.

use leptos::prelude::*;

use crate::console::{Edit, Event, Field, Form, Input};
use crate::ui::refusal::mark;
use crate::ui::store::Store;

/// A group of fields.
type Group = fn(&Form) -> &Vec<Field>;

/// What a field is made of: it is made anew only when this differs, and not while somebody types into it.
#[derive(Clone, PartialEq)]
struct Shape {
    name: String,
    input: Input,
    is_known: bool,
    example: &'static str,
}

/// A field that is on the page, by its name.
#[derive(Clone)]
struct Place {
    store: Store,
    form: Memo<Form>,
    name: String,
}

impl Place {
    /// Something of the field, as it is now.
    fn read<T: Default>(&self, part: impl FnOnce(&Field) -> T) -> T {
        self.form
            .with(|form| form.fields().find(|field| field.name == self.name).map(part).unwrap_or_default())
    }

    fn value(&self) -> impl Fn() -> String + Clone + Send + Sync + 'static {
        let place = self.clone();
        move || place.read(|field| field.value().to_owned())
    }

    fn values(&self) -> Vec<String> {
        untrack(|| self.read(|field| field.values.clone()))
    }

    fn set(&self, values: Vec<String>) {
        self.store.send(Event::Edit(Edit::Field(self.name.clone(), values)));
    }

    /// Whether there is something to mind, here or from Procore, as `aria-invalid` has it.
    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
        let place = self.clone();
        move || {
            let is_odd = place.read(|field| field.fault.is_some());
            let is_marked = || place.store.look(|console| console.said_of(&place.name).is_some());
            (is_odd || is_marked()).then_some("true")
        }
    }

    fn fault_id(&self) -> String {
        format!("fault-{}", self.name)
    }
}

/// The fields of a group.
pub fn fields(store: Store, form: Memo<Form>, group: Group) -> AnyView {
    field(store, form, group, 0)
}

/// The field with this number and those below it: so none is made anew when another comes.
fn field(store: Store, form: Memo<Form>, group: Group, at: usize) -> AnyView {
    let shape = Memo::new(move |_| {
        form.with(|form| {
            group(form).get(at).map(|field| Shape {
                name: field.name.clone(),
                input: field.input(),
                is_known: field.is_known,
                example: field.example(),
            })
        })
    });
    let is_there = Memo::new(move |_| shape.with(Option::is_some));
    view! {
        {move || shape.get().map(|shape| draw(store, form, shape))}
        {move || is_there.get().then(|| field(store, form, group, at + 1))}
    }
    .into_any()
}

fn draw(store: Store, form: Memo<Form>, shape: Shape) -> AnyView {
    let Shape { name, input, is_known, example } = shape;
    let place = Place { store, form, name: name.clone() };
    let (hint, fault, taken) = (place.clone(), place.clone(), place.clone());
    let is_single = matches!(input, Input::Text | Input::Choice(_) | Input::Day);
    let drawn = match input {
        Input::Text => text(&place, example),
        Input::Choice(options) => choice(&place, options),
        Input::Day => day(&place),
        Input::Days => days(&place),
        Input::Boxes(options) => boxes(&place, options),
        Input::Order(options) => order(&place, options, 0),
        Input::List => item(&place, example, 0),
    };
    let drawn = match is_single {
        true => view! { <label class="value"><span class="mono name">{name.clone()}</span> {drawn}</label> }
            .into_any(),
        false => view! {
            <div class="value" role="group" aria-label=name.clone()>
                <span class="mono name" aria-hidden="true">{name.clone()}</span>
                {drawn}
            </div>
        }
        .into_any(),
    };
    let remove = (!is_known).then(|| {
        view! {
            <button
                type="button"
                class="button button-quiet toggle"
                aria-label=format!("Remove {name}")
                on:click=move |_| taken.set(Vec::new())
            >
                "×"
            </button>
        }
    });
    view! {
        <div class="field-row">
            {drawn} {remove}
            <span class="why">{move || hint.read(Field::hint)}</span>
            <p class="problem" id=place.fault_id()>{move || fault.read(|field| field.fault.clone())}</p>
            {mark(store, move |_| name.clone())}
        </div>
    }
    .into_any()
}

fn text(place: &Place, example: &'static str) -> AnyView {
    let (above, typed) = (place.clone(), place.clone());
    view! {
        <input
            class="mono"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=move || above.read(|field| field.above.clone()).unwrap_or_else(|| example.to_owned())
            prop:value=place.value()
            aria-invalid=place.invalid()
            aria-describedby=place.fault_id()
            on:input:target=move |event| typed.set(vec![event.target().value()])
        />
    }
    .into_any()
}

fn choice(place: &Place, options: Vec<String>) -> AnyView {
    let chosen = place.clone();
    let value = place.value();
    let option = |each: String| {
        let (value, this, words) = (value.clone(), each.clone(), each.clone());
        view! { <option value=each selected=move || value() == this>{words}</option> }
    };
    view! {
        <select
            prop:value=value.clone()
            aria-invalid=place.invalid()
            aria-describedby=place.fault_id()
            on:change:target=move |event| chosen.set(vec![event.target().value()])
        >
            <option value="">"–"</option>
            {options.into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

fn day(place: &Place) -> AnyView {
    let picked = place.clone();
    view! {
        <input
            type="date"
            prop:value=place.value()
            aria-invalid=place.invalid()
            aria-describedby=place.fault_id()
            on:input:target=move |event| {
                let input = event.target();
                // Half a day is no value yet, and to empty it would take what is typed away.
                if input.check_validity() {
                    picked.set(vec![input.value()]);
                }
            }
        />
    }
    .into_any()
}

fn days(place: &Place) -> AnyView {
    let end = |is_last: bool| {
        let (shown, picked) = (place.clone(), place.clone());
        let of = move |place: &Place| place.read(|field| field.days().map(str::to_owned));
        let value = move || {
            let [from, to] = of(&shown);
            if is_last { to } else { from }
        };
        let label = format!("{}, {}", place.name, if is_last { "to" } else { "from" });
        view! {
            <input
                type="date"
                aria-label=label
                prop:value=value
                aria-invalid=place.invalid()
                aria-describedby=place.fault_id()
                on:input:target=move |event| {
                    let input = event.target();
                    if input.check_validity() {
                        let [from, to] = untrack(|| of(&picked));
                        let (from, to) = if is_last { (from, input.value()) } else { (input.value(), to) };
                        picked.set(vec![crate::procore::span(&from, &to)]);
                    }
                }
            />
        }
    };
    view! { {end(false)} <span aria-hidden="true">"…"</span> {end(true)} }.into_any()
}

fn boxes(place: &Place, options: Vec<String>) -> AnyView {
    let each = |option: String| {
        let (shown, ticked) = (place.clone(), place.clone());
        let (this, that) = (option.clone(), option.clone());
        view! {
            <label class="box">
                <input
                    type="checkbox"
                    prop:checked=move || shown.read(|field| field.values.contains(&this))
                    on:change:target=move |event| {
                        let mut values = ticked.values();
                        values.retain(|value| *value != that);
                        values.extend(event.target().checked().then(|| that.clone()));
                        ticked.set(values);
                    }
                />
                {option}
            </label>
        }
    };
    view! { <span class="boxes">{options.into_iter().map(each).collect_view()}</span> }.into_any()
}

/// The name with this number that a list is ordered by, and those behind it.
fn order(place: &Place, options: Vec<String>, at: usize) -> AnyView {
    let (chosen, counted) = (place.clone(), place.clone());
    let names = |field: &Field| field.order().into_iter().map(str::to_owned).collect::<Vec<_>>();
    let value = {
        let place = place.clone();
        move || place.read(names).get(at).cloned().unwrap_or_default()
    };
    let option = |(each, words): (String, String)| {
        let (value, this) = (value.clone(), each.clone());
        view! { <option value=each selected=move || value() == this>{words}</option> }
    };
    let both = options
        .iter()
        .flat_map(|name| [(name.clone(), format!("{name} ↑")), (format!("-{name}"), format!("{name} ↓"))]);
    let (label, none) = if at == 0 { ("first", "–") } else { ("then", "then by") };
    let drawn = view! {
        <select
            aria-label=format!("{}, {label}", place.name)
            prop:value=value.clone()
            on:change:target=move |event| {
                let mut all = untrack(|| chosen.read(names));
                match all.get_mut(at) {
                    Some(name) => *name = event.target().value(),
                    None => all.push(event.target().value()),
                }
                all.retain(|name| !name.is_empty());
                chosen.set(vec![all.join(",")]);
            }
        >
            <option value="">{none}</option>
            {both.map(option).collect_view()}
        </select>
    };
    let has_more = Memo::new(move |_| counted.read(names).len() > at);
    let place = place.clone();
    view! { {drawn} {move || has_more.get().then(|| order(&place, options.clone(), at + 1))} }.into_any()
}

/// The text with this number and, if there is anything in it, those behind it. It counts once it is left: else the others
/// would move up under the hands of somebody who empties one.
fn item(place: &Place, example: &'static str, at: usize) -> AnyView {
    let (shown, typed, counted) = (place.clone(), place.clone(), place.clone());
    let drawn = view! {
        <input
            class="mono"
            aria-label=format!("{}, {}", place.name, at + 1)
            placeholder=example
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            prop:value=move || shown.read(|field| field.values.get(at).cloned().unwrap_or_default())
            aria-invalid=place.invalid()
            aria-describedby=place.fault_id()
            on:change:target=move |event| {
                let mut values = typed.values();
                let value = event.target().value().trim().to_owned();
                match values.get_mut(at) {
                    Some(before) => *before = value,
                    None => values.push(value),
                }
                typed.set(values);
            }
        />
    };
    let has_more =
        Memo::new(move |_| counted.read(|field| field.values.get(at).is_some_and(|it| !it.is_empty())));
    let place = place.clone();
    view! { {drawn} {move || has_more.get().then(|| item(&place, example, at + 1))} }.into_any()
}
