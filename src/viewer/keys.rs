//! What keys do in a list; in the tree, what WAI-ARIA's Authoring Practices say ("Tree View").

use leptos::prelude::UpdateValue;

use super::desk::Desk;
use crate::browser::keyboard::Pressed;
use crate::engine::{Arrange, Ask, Fold, Line, Pane, Place};

/// Letters that follow each other within this time, in milliseconds, are one beginning.
const PAUSE: f64 = 700.0;

/// A key was pressed in a list.
pub fn pressed(desk: Desk, pane: Pane, pressed: &Pressed) {
    if !pressed.press().is_plain() {
        return;
    }
    let arrange = |arrange: Arrange| desk.connection.ask(&Ask::Arrange(arrange));
    let at = desk.list.line();
    match (pressed.key(), &at) {
        ("ArrowDown", _) => go(desk, below),
        ("ArrowUp", _) => go(desk, |at, _, _| at.map_or(0, |at| at.saturating_sub(1))),
        ("PageDown", _) => go(desk, |at, _, page| at.map_or(0, |at| at + page)),
        ("PageUp", _) => go(desk, |at, _, page| at.map_or(0, |at| at.saturating_sub(page))),
        ("Home", _) => go(desk, |_, _, _| 0),
        ("End", _) => go(desk, |_, last, _| last),
        _ if pane != Pane::Tree => return,
        ("ArrowRight", Some(Line { fold: Fold::Open, .. })) => go(desk, below),
        ("ArrowRight", Some(Line { fold: Fold::Closed, node, .. })) => arrange(Arrange::Open(*node)),
        ("ArrowLeft", Some(Line { fold: Fold::Open, node, .. })) => arrange(Arrange::Close(*node)),
        ("ArrowLeft", Some(Line { node, .. })) => desk.go(Place::Parent(*node)),
        ("Enter" | " ", Some(Line { fold: Fold::Leaf, .. })) => desk.show(),
        ("Enter" | " ", Some(Line { node, .. })) => arrange(Arrange::Toggle(*node)),
        ("*", Some(Line { node, .. })) => desk.arrange(Arrange::OpenBeside(*node)),
        (letter, Some(Line { node, .. })) if letter.chars().count() == 1 => {
            desk.go(Place::Initial(*node, typed(desk, letter, pressed.time())));
        }
        _ => return,
    }
    pressed.take();
}

fn below(at: Option<u32>, _: u32, _: u32) -> u32 {
    at.map_or(0, |at| at + 1)
}

fn go(desk: Desk, to: impl FnOnce(Option<u32>, u32, u32) -> u32) {
    if let Some(line) = desk.list.step(to) {
        desk.be_at(line.node);
    }
}

/// All that was typed without a pause.
fn typed(desk: Desk, letter: &str, now: f64) -> String {
    let add = |(typed, at): &mut (String, f64)| {
        if now - *at > PAUSE {
            typed.clear();
        }
        *at = now;
        typed.push_str(letter);
        typed.clone()
    };
    desk.typed.try_update_value(add).unwrap_or_default()
}
