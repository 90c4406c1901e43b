//! What a key press means: whether an input method has it, which command it gives on which layout. The words are those of the
//! UI Events standard and of its "`KeyboardEvent` key Values" and "code Values".

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// What the key says on this layout: a character, or a name such as `Enter`.
    pub key: String,
    /// Where the key is, by the name that it has on a US keyboard, such as `KeyK`.
    pub code: String,
    /// The older `keyCode`.
    pub key_code: u32,
    /// Whether an input method is composing text.
    pub is_composing: bool,
    /// Control.
    pub ctrl: bool,
    /// Command on a Mac, the Windows key elsewhere.
    pub meta: bool,
    /// Alt, Option on a Mac.
    pub alt: bool,
    /// `AltGraph`. Windows also reports it as Control with Alt.
    pub alt_graph: bool,
    /// Shift.
    pub shift: bool,
}

/// The `keyCode` of a key that an input method takes (UI Events, "Legacy key attributes").
const TAKEN: u32 = 229;

impl KeyPress {
    /// Whether an input method has this key. Safari ends the composition first and then tells the key that ended it, which only
    /// its `keyCode` gives away.
    pub fn belongs_to_input_method(&self) -> bool {
        self.is_composing || self.key_code == TAKEN || self.key == "Process"
    }

    /// Whether exactly the key for commands is held: Command on a Mac, Control elsewhere.
    pub fn is_command(&self, is_mac: bool) -> bool {
        let (held, other) = if is_mac { (self.meta, self.ctrl) } else { (self.ctrl, self.meta) };
        held && !other && !self.alt && !self.alt_graph && !self.shift
    }

    /// Whether it is Enter as a command. On a Mac, Control does it too: there it means nothing else with this key.
    pub fn is_command_enter(&self, is_mac: bool) -> bool {
        self.key == "Enter" && (self.is_command(is_mac) || self.is_command(false))
    }

    /// Whether no key is held that makes a command of it. Shift only chooses the character, and so does `AltGraph`, however it is
    /// reported.
    pub fn is_plain(&self) -> bool {
        !self.meta && (self.alt_graph || !(self.ctrl || self.alt))
    }

    /// The character that the press stands for in a shortcut. The layout decides: a Latin letter is the one that it says, in small,
    /// so that Caps Lock makes no difference. Where the layout writes another script, the place of the key decides.
    pub fn shortcut_character(&self) -> Option<char> {
        if self.alt_graph {
            return None;
        }
        let mut characters = self.key.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) if only.is_ascii_graphic() => Some(only.to_ascii_lowercase()),
            _ if self.is_other_script() => self.character_of_place(),
            _ => None,
        }
    }

    /// Whether the key says something that is neither ASCII nor Latin: one character, or several as on Arabic layouts. Names of keys
    /// are ASCII. Some systems tell a control character for a letter with Control, or nothing at all.
    fn is_other_script(&self) -> bool {
        let is_other = |c: char| c.is_control() || !(c.is_ascii() || is_latin(c));
        self.key == "Unidentified" || !self.key.is_empty() && self.key.chars().all(is_other)
    }

    /// What the key at this place says on a US keyboard, where that may be a shortcut.
    fn character_of_place(&self) -> Option<char> {
        match (self.code.strip_prefix("Key"), self.code.as_str()) {
            (Some(letter), _) => letter.chars().next().map(|letter| letter.to_ascii_lowercase()),
            (None, "Slash") => Some(if self.shift { '?' } else { '/' }),
            (None, _) => None,
        }
    }
}

/// Whether it is a Latin letter beyond ASCII (Unicode, Scripts.txt: Latin).
fn is_latin(character: char) -> bool {
    character.is_alphabetic()
        && matches!(
            character,
            '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{2b8}' | '\u{1d00}'..='\u{1d25}' | '\u{1e00}'..='\u{1eff}'
            | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{fb00}'..='\u{fb06}'
        )
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn an_input_method_keeps_its_keys() {
        for (key, key_code, is_composing, belongs) in [
            // UI Events, "Input Method Editors": keydown during a composition.
            ("Enter", 229, true, true),
            ("Process", 229, true, true),
            ("a", 65, true, true),
            // Safari: compositionend comes before the keydown (WebKit bug 165004).
            ("Enter", 229, false, true),
            ("Escape", 229, false, true),
            // Chromium on Android: any key of the screen's keyboard.
            ("Unidentified", 229, false, true),
            // Candidates are chosen with other keys, too.
            ("ArrowDown", 40, true, true),
            ("Tab", 229, false, true),
            ("Enter", 13, false, false),
            ("Dead", 222, false, false),
            ("", 0, false, false),
        ] {
            let press = KeyPress { key: key.into(), key_code, is_composing, ..KeyPress::default() };
            assert_eq!(press.belongs_to_input_method(), belongs, "{key} {key_code} {is_composing}");
        }
    }

    /// Layouts as Windows, macOS or xkeyboard-config have them.
    #[test]
    fn the_layout_decides_and_the_place_only_for_other_scripts() {
        for (layout, key, code, shift, character) in [
            ("US", "k", "KeyK", false, Some('k')),
            ("US, Caps Lock", "K", "KeyK", false, Some('k')),
            ("US, Caps Lock and Shift", "k", "KeyK", true, Some('k')),
            ("Russian", "л", "KeyK", false, Some('k')),
            ("Russian, Caps Lock", "Л", "KeyK", false, Some('k')),
            ("Russian, the key of US /", ".", "Slash", false, Some('.')),
            ("Russian, its own /", "/", "Backslash", true, Some('/')),
            ("Ukrainian", "і", "KeyS", false, Some('s')),
            ("Greek", "κ", "KeyK", false, Some('k')),
            ("Greek", ";", "KeyQ", false, Some(';')),
            ("Hebrew", "ל", "KeyK", false, Some('k')),
            ("Hebrew, where it writes /", "/", "KeyQ", false, Some('/')),
            ("Arabic", "ن", "KeyK", false, Some('k')),
            ("Arabic, one key and two letters", "لا", "KeyB", false, Some('b')),
            ("Persian", "\u{649}", "KeyX", false, Some('x')),
            ("Thai, a vowel", "า", "KeyK", false, Some('k')),
            ("Thai, a tone mark", "้", "KeyH", false, Some('h')),
            ("Thai, the key of US /", "ฝ", "Slash", false, Some('/')),
            ("Thai, the key of US ?", "ฦ", "Slash", true, Some('?')),
            ("Hindi", "क", "KeyK", false, Some('k')),
            ("Korean", "ㅏ", "KeyK", false, Some('k')),
            ("Japanese kana", "の", "KeyK", false, Some('k')),
            ("Japanese, full width", "ｋ", "KeyK", false, Some('k')),
            ("Georgian", "კ", "KeyK", false, Some('k')),
            ("Armenian", "կ", "KeyK", false, Some('k')),
            ("Serbian, two letters in one", "љ", "KeyQ", false, Some('q')),
            ("Azerbaijani, a Latin letter", "ə", "Semicolon", false, None),
            ("Dvorak, its k", "k", "KeyV", false, Some('k')),
            ("Dvorak, the key of US k", "t", "KeyK", false, Some('t')),
            ("Dvorak, the key of US q", "'", "KeyQ", false, Some('\'')),
            ("Colemak, its k", "k", "KeyN", false, Some('k')),
            ("AZERTY, its a", "a", "KeyQ", false, Some('a')),
            ("AZERTY, 2", "é", "Digit2", false, None),
            ("AZERTY, its /", "/", "Period", true, Some('/')),
            ("German, its /", "/", "Digit7", true, Some('/')),
            ("German, the key of US /", "-", "Slash", false, Some('-')),
            ("Turkish F, a Latin letter", "ı", "KeyR", false, None),
            ("Turkish F, its c", "c", "KeyV", false, Some('c')),
            ("bépo", "é", "KeyW", false, None),
            ("Vietnamese", "ơ", "BracketRight", false, None),
            ("A dead key", "Dead", "KeyN", false, None),
            ("A named key", "Enter", "Enter", false, None),
            ("Nothing told", "Unidentified", "KeyK", false, Some('k')),
            ("Nothing told, elsewhere", "Unidentified", "", false, None),
            ("A control character", "\u{b}", "KeyK", false, Some('k')),
            ("No key", "", "KeyK", false, None),
        ] {
            let press = KeyPress { key: key.into(), code: code.into(), shift, ..KeyPress::default() };
            assert_eq!(press.shortcut_character(), character, "{layout}: {key} {code}");
            let with_alt_graph = KeyPress { alt_graph: true, ..press };
            assert_eq!(with_alt_graph.shortcut_character(), None, "{layout}, AltGr");
        }
    }

    #[test]
    fn commands_are_given_by_exactly_one_key() {
        let held = |held: &str| KeyPress {
            key: "Enter".into(),
            ctrl: held.contains('c'),
            meta: held.contains('m'),
            alt: held.contains('a'),
            alt_graph: held.contains('g'),
            shift: held.contains('s'),
            ..KeyPress::default()
        };
        // Held keys; a command elsewhere and on a Mac; Enter as a command elsewhere and on a Mac; plain.
        for (keys, elsewhere, on_mac, enter, enter_on_mac, is_plain) in [
            ("", false, false, false, false, true),
            ("s", false, false, false, false, true),
            ("c", true, false, true, true, false),
            ("m", false, true, false, true, false),
            ("cm", false, false, false, false, false),
            ("cs", false, false, false, false, false),
            ("ms", false, false, false, false, false),
            ("a", false, false, false, false, false),
            // AltGr as Windows reports it, with and without the modifier that tells.
            ("ca", false, false, false, false, false),
            ("cag", false, false, false, false, true),
            // AltGr as Linux reports it.
            ("g", false, false, false, false, true),
        ] {
            let press = held(keys);
            assert_eq!((press.is_command(false), press.is_command(true)), (elsewhere, on_mac), "{keys}");
            let enters = (press.is_command_enter(false), press.is_command_enter(true));
            assert_eq!(enters, (enter, enter_on_mac), "{keys}");
            assert_eq!(press.is_plain(), is_plain, "{keys}");
        }
    }
}
