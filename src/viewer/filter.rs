//! jq programs over the document, each in a worker of its own that is ended to stop it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageChannel, MessageEvent};

use super::desk::Desk;
use super::results::{Results, Run};
use crate::browser::keyboard::{Pressed, on_press};
use crate::browser::page;
use crate::engine::Ask;
use crate::filter::{EXAMPLES, from_wire};
use crate::wire::Connection;

/// The program, and how far it is.
#[component]
pub fn FilterPanel() -> impl IntoView {
    let results: Results = expect_context();
    let desk: Desk = expect_context();
    let run = move || start(results, desk);
    let pressed = move |pressed: &Pressed| {
        if pressed.press().is_command_enter(page::has_command_key()) {
            pressed.take();
            run();
        }
    };
    let example = move |event| {
        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| EXAMPLES.get(at));
        if let Some(example) = chosen {
            results.program.set(example.program.to_owned());
            run();
        }
    };
    let options = EXAMPLES.iter().enumerate().map(|(at, example)| {
        view! { <option value=at.to_string() title=example.purpose>{example.title}</option> }
    });
    let is_running = move || results.run.with(|run| *run == Run::Running);
    let problem = move || results.run.with(|run| matches!(run, Run::Ended(Err(_)) | Run::Broken));
    view! {
        <div class="filter" role="group" aria-label="Filter by a jq program">
            <textarea
                id=desk.id("program")
                aria-label="jq program"
                rows="2"
                spellcheck="false"
                autocapitalize="none"
                placeholder=".[] | select(.status == \"open\")"
                prop:value=move || results.program.get()
                aria-invalid=move || problem().then_some("true")
                aria-describedby=desk.id("program-state")
                on:input=move |event| results.program.set(event_target_value(&event))
                on:keydown=on_press(pressed)
            ></textarea>
            <div class="filter-actions">
                <button class="button" aria-disabled=move || is_running().then_some("true") on:click=move |_| run()>
                    "Run"
                </button>
                {move || is_running().then(|| view! {
                    <button class="button button-quiet" on:click=move |_| stop(results)>"Stop"</button>
                })}
                <select aria-label="Examples" on:change=example prop:value="">
                    <option value="">"Examples…"</option>
                    {options.collect_view()}
                </select>
            </div>
            <p class="filter-state" id=desk.id("program-state") role="status" class:is-wrong=problem>
                {move || results.run.with(words)}
            </p>
        </div>
    }
}

/// How far a program is, in words.
pub fn words(run: &Run) -> String {
    match run {
        Run::None => String::new(),
        Run::Running => "Running…".to_owned(),
        Run::Stopped => "Stopped.".to_owned(),
        Run::Broken => {
            "The part of the app that runs programs did not load, or ran out of memory. Nothing else was lost.".to_owned()
        }
        Run::Ended(Err(failure)) => format!("{failure}."),
        Run::Ended(Ok(report)) => {
            let count = match report.outputs {
                0 => "No result".to_owned(),
                1 => "1 result".to_owned(),
                count => format!("{count} results, as an array"),
            };
            let repeated = match report.had_repeated_names {
                true => " Some objects had a key twice: the program saw the last of each.",
                false => "",
            };
            format!("{count}.{repeated}")
        }
    }
}

/// Runs the program over the document that is shown.
fn start(results: Results, desk: Desk) {
    if results.run.with_untracked(|run| *run == Run::Running)
        || results.program.with_untracked(String::is_empty)
    {
        return;
    }
    results.run.set(Run::Running);
    let turn = results.next_turn();
    spawn_local(async move {
        if begin(results, desk, turn).await.is_none() && results.is_turn(turn) {
            results.run.set(Run::Broken);
        }
    });
}

async fn begin(results: Results, desk: Desk, turn: u32) -> Option<()> {
    let workers = results.workers.try_get_value()?;
    let (input, output) = (MessageChannel::new().ok()?, MessageChannel::new().ok()?);
    let program = (workers.program)().await?;
    let Some(result) = (workers.document)(output.port2()).await else {
        program.end();
        return None;
    };
    if !results.is_turn(turn) {
        program.end();
        result.end();
        return None;
    }
    let heard = {
        let result = result.clone();
        Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            let outcome =
                event.data().dyn_into::<Uint8Array>().ok().and_then(|bytes| from_wire(&bytes.to_vec()));
            end(results, &result, outcome.map_or(Run::Broken, Run::Ended));
        })
    };
    program.set_listener(heard.into_js_value().unchecked_ref());
    let broken = {
        let result = result.clone();
        Closure::<dyn Fn()>::new(move || end(results, &result, Run::Broken))
    };
    program.on_break(broken.into_js_value().unchecked_ref());
    let task = Object::new();
    let text = results.program.get_untracked();
    Reflect::set(&task, &"program".into(), &text.into()).ok()?;
    Reflect::set(&task, &"input".into(), &input.port2()).ok()?;
    Reflect::set(&task, &"output".into(), &output.port1()).ok()?;
    program.send(&task, &Array::of2(&input.port2(), &output.port1()));
    desk.connection.ask_with(&Ask::Pour, &input.port1());
    results.running.set_value(Some((program, result)));
    Some(())
}

/// The program has ended: what ran it goes, and what it has put out is shown, if there is something.
fn end(results: Results, result: &Connection, run: Run) {
    if let Some((program, _)) = results.running.try_update_value(Option::take).flatten() {
        program.end();
    }
    let has_result = matches!(&run, Run::Ended(Ok(report)) if report.outputs > 0);
    results.run.set(run);
    if has_result {
        results.show(result.clone());
    } else {
        result.end();
    }
}

/// Ends the program that runs, or is about to.
pub fn stop(results: Results) {
    results.next_turn();
    if let Some((program, result)) = results.running.try_update_value(Option::take).flatten() {
        program.end();
        result.end();
    }
    results.run.update(|run| {
        if *run == Run::Running {
            *run = Run::Stopped;
        }
    });
}
