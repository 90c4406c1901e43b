//! Which action a key press is a shortcut of.

use super::Action;
use crate::keyboard::KeyPress;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Whether text is typed there: a character is no shortcut then.
    pub is_field: bool,
    /// Whether it is a form of its own, which commands may be meant for.
    pub is_form: bool,
    /// Whether it is the answer, outside of its search field.
    pub is_response: bool,
}

impl Action {
    /// The action of a key that is pressed there. `is_mac` says that Command is what Control is elsewhere.
    pub fn of_press(press: &KeyPress, around: Around, is_mac: bool) -> Option<Self> {
        if press.belongs_to_input_method() {
            return None;
        }
        let has_option = press.alt && !(press.ctrl || press.meta || press.alt_graph || press.shift);
        if press.key == "Enter" {
            return match press.is_command_enter(is_mac) {
                true => Some(Self::Send).filter(|_| !around.is_form),
                false => Some(Self::Follow).filter(|_| has_option),
            };
        }
        let character = press.shortcut_character()?;
        if press.is_command(is_mac) {
            return match character {
                'k' => Some(Self::Palette),
                'f' => Some(Self::Find).filter(|_| around.is_response),
                _ => None,
            };
        }
        // Shift is a part of how some layouts write `/` and `?`, and of no letter.
        let is_bare = press.is_plain() && !(press.shift && character.is_alphabetic());
        Self::of_character(character).filter(|_| is_bare && !around.is_field)
    }

    /// The action of a character that is typed outside of fields.
    fn of_character(character: char) -> Option<Self> {
        let is_meant = |action: &Self| {
            let mut keys = action.keys().chars();
            keys.next() == Some(character) && keys.next().is_none()
        };
        Self::ALL.into_iter().find(is_meant)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    const PAGE: Around = Around { is_field: false, is_form: false, is_response: false };
    const FIELD: Around = Around { is_field: true, ..PAGE };
    const FORM: Around = Around { is_form: true, ..FIELD };
    const RESPONSE: Around = Around { is_response: true, ..PAGE };

    /// `held` has c, m, a, g, s for Control, Meta, Alt, `AltGraph`, Shift.
    fn press(key: &str, code: &str, held: &str) -> KeyPress {
        KeyPress {
            key: key.into(),
            code: code.into(),
            ctrl: held.contains('c'),
            meta: held.contains('m'),
            alt: held.contains('a'),
            alt_graph: held.contains('g'),
            shift: held.contains('s'),
            ..KeyPress::default()
        }
    }

    /// What a key says with which layout: Windows' layouts, xkeyboard-config; what is held and what `key` says then: UI Events,
    /// "`KeyboardEvent` key Values". The results: elsewhere, and on a Mac.
    #[test]
    fn layouts_and_modifiers() {
        use Action::{Find, Follow, History, NewTab, Palette, Path, Send, Shortcuts};
        for (layout, key, code, held, around, elsewhere, on_mac) in [
            ("US", "k", "KeyK", "c", FIELD, Some(Palette), None),
            ("US, Caps Lock", "K", "KeyK", "c", FIELD, Some(Palette), None),
            ("US, Shift", "K", "KeyK", "cs", FIELD, None, None),
            ("US, Command", "k", "KeyK", "m", FIELD, None, Some(Palette)),
            ("US, Command and Control", "k", "KeyK", "cm", FIELD, None, None),
            ("Russian", "л", "KeyK", "c", FIELD, Some(Palette), None),
            ("Russian, Caps Lock", "Л", "KeyK", "c", PAGE, Some(Palette), None),
            ("Russian, Shift", "Л", "KeyK", "cs", PAGE, None, None),
            ("Russian, Command", "л", "KeyK", "m", PAGE, None, Some(Palette)),
            ("Greek", "κ", "KeyK", "c", PAGE, Some(Palette), None),
            ("Hebrew", "ל", "KeyK", "c", PAGE, Some(Palette), None),
            ("Thai", "ด", "KeyF", "c", RESPONSE, Some(Find), None),
            ("Dvorak, its k", "k", "KeyV", "c", PAGE, Some(Palette), None),
            ("Dvorak, the key of US k", "t", "KeyK", "c", PAGE, None, None),
            ("Dvorak, its f", "f", "KeyY", "c", RESPONSE, Some(Find), None),
            ("US, outside of the answer", "f", "KeyF", "c", PAGE, None, None),
            ("Full screen on a Mac", "f", "KeyF", "cm", RESPONSE, None, None),
            // AltGr: as Windows reports it, with and without the modifier; as Linux does.
            ("German AltGr", "€", "KeyE", "ca", PAGE, None, None),
            ("Polish AltGr", "ń", "KeyN", "cag", PAGE, None, None),
            ("Polish AltGr, Linux", "ń", "KeyN", "g", PAGE, None, None),
            ("Brazilian AltGr", "/", "KeyQ", "cag", PAGE, None, None),
            ("Spanish AltGr", "¿", "Slash", "g", PAGE, None, None),
            ("Option on a Mac", "˚", "KeyK", "a", PAGE, None, None),
            ("Option and Command", "˚", "KeyK", "am", PAGE, None, None),
            // Single characters.
            ("US", "n", "KeyN", "", PAGE, Some(NewTab), Some(NewTab)),
            ("US, Caps Lock", "N", "KeyN", "", PAGE, Some(NewTab), Some(NewTab)),
            ("US, Shift", "N", "KeyN", "s", PAGE, None, None),
            ("US, in a field", "n", "KeyN", "", FIELD, None, None),
            ("Russian", "р", "KeyH", "", PAGE, Some(History), Some(History)),
            ("Russian, in a field", "р", "KeyH", "", FIELD, None, None),
            ("US, with a command key", "n", "KeyN", "c", PAGE, None, None),
            ("Dvorak, its n", "n", "KeyL", "", PAGE, Some(NewTab), Some(NewTab)),
            ("Turkish F", "ı", "KeyR", "", PAGE, None, None),
            ("US", "/", "Slash", "", PAGE, Some(Path), Some(Path)),
            ("US", "?", "Slash", "s", PAGE, Some(Shortcuts), Some(Shortcuts)),
            ("German", "/", "Digit7", "s", PAGE, Some(Path), Some(Path)),
            ("German", "?", "Minus", "s", PAGE, Some(Shortcuts), Some(Shortcuts)),
            ("Arabic", "ظ", "Slash", "", PAGE, Some(Path), Some(Path)),
            ("Arabic", "؟", "Slash", "s", PAGE, Some(Shortcuts), Some(Shortcuts)),
            ("US, a digit", "1", "Digit1", "", PAGE, None, None),
            ("Arabic, a digit", "١", "Digit1", "", PAGE, None, None),
            ("A dead key", "Dead", "KeyN", "", PAGE, None, None),
            // Enter.
            ("Any", "Enter", "Enter", "", PAGE, None, None),
            ("Any", "Enter", "Enter", "c", FIELD, Some(Send), Some(Send)),
            ("Any, numbers", "Enter", "NumpadEnter", "c", FIELD, Some(Send), Some(Send)),
            ("Any, Command", "Enter", "Enter", "m", FIELD, None, Some(Send)),
            ("Any, in a form of its own", "Enter", "Enter", "c", FORM, None, None),
            ("Any", "Enter", "Enter", "a", FIELD, Some(Follow), Some(Follow)),
            ("Any, AltGr", "Enter", "Enter", "ca", FIELD, None, None),
            ("Any, Shift", "Enter", "Enter", "cs", FIELD, None, None),
        ] {
            let press = press(key, code, held);
            let found = (Action::of_press(&press, around, false), Action::of_press(&press, around, true));
            assert_eq!(found, (elsewhere, on_mac), "{layout}: {key} {code} {held:?} {around:?}");
            for press in [
                KeyPress { is_composing: true, ..press.clone() },
                KeyPress { key_code: 229, ..press.clone() },
            ] {
                assert_eq!(Action::of_press(&press, around, false), None, "{layout}, composing");
            }
        }
    }

    #[test]
    fn every_single_character_has_its_action_whatever_the_layout() {
        for action in Action::ALL {
            let mut keys = action.keys().chars();
            let (Some(key), None) = (keys.next(), keys.next()) else { continue };
            let typed = press(&key.to_string(), "", "");
            assert_eq!(Action::of_press(&typed, PAGE, false), Some(action));
            if key.is_alphabetic() {
                let code = format!("Key{}", key.to_ascii_uppercase());
                assert_eq!(Action::of_press(&press("ж", &code, ""), PAGE, false), Some(action));
            }
        }
    }
}
