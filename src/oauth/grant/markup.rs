//! The guide as markup, made when the site is built: a file that only the page of the grants loads, so that nobody else
//! waits for it. All of it is our own fixed text.

use super::{EVERY_GRANT, Grant, Message, Note, Party};

/// The name of the file, below the app's root.
pub const FILE: &str = "grants/guide.html";

/// How many parts it has.
const PARTS: usize = 2 * Grant::ALL.len() + 2;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What a grant is and how it goes.
    Grant(Grant),
    /// What to know at its workbench.
    Bench(Grant),
    /// What holds for every grant, up to the hosts of the environments.
    Environments,
    /// The rest of that.
    EveryGrant,
}

/// What stands between two parts.
const BETWEEN: &str = "\n\n";

/// The whole file.
pub fn guide() -> String {
    let [environments, others @ ..] = &EVERY_GRANT;
    let mut parts: Vec<String> = Grant::ALL.into_iter().map(explained).collect();
    parts.extend(Grant::ALL.into_iter().map(|grant| paragraphs(grant.bench_words())));
    parts.push(note(environments));
    parts.push(others.iter().map(note).collect());
    parts.join(BETWEEN) + "\n"
}

/// Whether a file that was loaded is the guide, and not a host's page about a missing file.
pub fn is_guide(file: &str) -> bool {
    file.starts_with("<p class=\"lead\">") && file.split(BETWEEN).count() == PARTS
}

/// A part of the file; empty if there is none.
pub fn part(file: &str, part: Part) -> &str {
    let number = match part {
        Part::Grant(grant) => grant as usize,
        Part::Bench(grant) => Grant::ALL.len() + grant as usize,
        Part::Environments => PARTS - 2,
        Part::EveryGrant => PARTS - 1,
    };
    file.split(BETWEEN).nth(number).unwrap_or_default()
}

/// A text in which code stands between backticks.
fn prose(words: &str) -> String {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
    let parts = escaped.split('`').enumerate();
    parts
        .map(|(at, part)| if at % 2 == 0 { part.to_owned() } else { format!("<code>{part}</code>") })
        .collect()
}

fn paragraphs(words: &[&str]) -> String {
    words.iter().map(|words| format!("<p>{}</p>", prose(words))).collect()
}

fn note(note: &Note) -> String {
    format!("<h3>{}</h3>{}", prose(note.title), paragraphs(note.words))
}

/// One grant: what it is, its sequence as a picture and as steps, and what to know besides.
fn explained(grant: Grant) -> String {
    let steps: String = grant.messages().iter().map(|message| step(grant, message)).collect();
    let notes: String = grant.notes().iter().map(note).collect();
    format!(
        "<p class=\"lead\">{}</p><div class=\"sequence\">{}<ol class=\"messages\" aria-label=\"Steps\">{steps}</ol></div>\
         <div class=\"notes\">{notes}</div>",
        prose(grant.summary()),
        picture(grant)
    )
}

fn step(grant: Grant, message: &Message) -> String {
    let from = grant.party_name(message.from);
    let route = match message.from == message.to {
        true => from.to_owned(),
        false => format!(
            "{from}<span class=\"visually-hidden\"> to </span><span aria-hidden=\"true\"> → </span>{}",
            grant.party_name(message.to)
        ),
    };
    format!("<li><span class=\"route\">{route}</span><p>{}</p></li>", prose(message.words))
}

/// The width of the picture, in its own units: about a pixel each.
const WIDTH: usize = 560;
/// The height of the row of names.
const HEAD: usize = 32;
/// The height of a message's row.
const ROW: usize = 42;

/// The sequence as a picture: a column for each party, an arrow for each message, numbered like the steps. They say the
/// same, so a screen reader is only told what the picture is.
fn picture(grant: Grant) -> String {
    let (parties, messages) = (grant.parties(), grant.messages());
    let step = WIDTH / parties.len();
    let column =
        |party: Party| parties.iter().position(|other| *other == party).unwrap_or_default() * step + step / 2;
    let height = HEAD + ROW * messages.len() + ROW / 2;
    let mut drawn = String::new();
    for party in parties {
        let (x, left, width) = (column(*party), column(*party) + 4 - step / 2, step - 8);
        drawn += &format!(
            "<line class=\"lifeline\" x1=\"{x}\" x2=\"{x}\" y1=\"{HEAD}\" y2=\"{height}\"/>\
             <rect class=\"party\" x=\"{left}\" y=\"1\" width=\"{width}\" height=\"{}\" rx=\"6\"/>\
             <text class=\"party-name\" x=\"{x}\" y=\"21\">{}</text>",
            HEAD - 2,
            grant.party_name(*party)
        );
    }
    for (number, message) in (1..).zip(messages) {
        drawn += &arrow(number, message.label, HEAD + ROW * number, column(message.from), column(message.to));
    }
    format!(
        "<div class=\"diagram\" tabindex=\"0\" role=\"group\" aria-label=\"Sequence diagram\">\
         <svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"diagram-title\">\
         <title id=\"diagram-title\">{}: who sends what to whom. The list of steps beside it says the same.</title>\
         {drawn}</svg></div>",
        grant.name()
    )
}

/// A message at height `y`, from one column to another or in one. An answer, towards the left, is dashed.
fn arrow(number: usize, label: &str, y: usize, from: usize, to: usize) -> String {
    let (class, path, head) = match from.cmp(&to) {
        std::cmp::Ordering::Less => ("arrow", format!("H{to}"), format!("M{to} {y}l-8 -4v8z")),
        std::cmp::Ordering::Greater => ("arrow arrow-answer", format!("H{to}"), format!("M{to} {y}l8 -4v8z")),
        std::cmp::Ordering::Equal => {
            ("arrow", "h22v14h-14".to_owned(), format!("M{from} {}l8 -4v8z", y + 14))
        }
    };
    let (label_class, x, label_y) = match from == to {
        true => ("message message-own", from + 30, y + 11),
        false => ("message", usize::midpoint(from, to), y - 6),
    };
    format!(
        "<path class=\"{class}\" d=\"M{from} {y}{path}\"/><path class=\"arrow-head\" d=\"{head}\"/>\
         <text class=\"{label_class}\" x=\"{x}\" y=\"{label_y}\">{}</text>\
         <circle class=\"number\" cx=\"{from}\" cy=\"{y}\" r=\"9\"/>\
         <text class=\"number-text\" x=\"{from}\" y=\"{}\">{number}</text>",
        prose(label),
        y + 4
    )
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// The names of the elements that are open at the end, which must be none; fails where one is closed that is not open.
    fn check(markup: &str) {
        let mut open = Vec::new();
        for tag in markup.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("the end of a tag");
            let name = tag.split(' ').next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{tag}"),
                None if tag.ends_with('/') => {}
                None => open.push(name),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }

    #[test]
    fn the_file_falls_into_its_parts() {
        let file = guide();
        assert!(is_guide(&file));
        for one in [Part::Environments, Part::EveryGrant] {
            check(part(&file, one));
            assert!(part(&file, one).starts_with("<h3>"));
        }
        for grant in Grant::ALL {
            let bench = part(&file, Part::Bench(grant));
            check(bench);
            assert_eq!(bench.matches("<p>").count(), grant.bench_words().len());
            let part = part(&file, Part::Grant(grant));
            check(part);
            let messages = grant.messages().len();
            for mark in ["<li>", "<circle ", "class=\"arrow-head\""] {
                assert_eq!(part.matches(mark).count(), messages, "{grant:?} {mark}");
            }
            assert_eq!(part.matches("<h3>").count(), grant.notes().len());
            assert!(part.contains(" role=\"img\" ") && part.contains("<title"), "{grant:?}");
        }
    }

    /// The page's policy forbids styles and scripts in it.
    #[test]
    fn it_is_text_and_pictures_only() {
        let file = guide();
        for forbidden in ["style", "<script", " on", "href", "src="] {
            let found = file.match_indices(forbidden).find(|(at, _)| {
                let tag = &file[..*at];
                tag.rfind('<') > tag.rfind('>')
            });
            assert_eq!(found, None, "{forbidden}");
        }
    }

    #[test]
    fn other_files_are_no_guide() {
        let cut = guide();
        for file in
            ["", "<!doctype html>\n\n1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7\n\n8\n\n9", &cut[..cut.len() / 2]]
        {
            assert!(!is_guide(file), "{file:?}");
        }
    }

    #[test]
    fn text_is_text() {
        assert_eq!(prose("a < b & `c<d`"), "a &lt; b &amp; <code>c&lt;d</code>");
    }

    #[test]
    fn nothing_is_drawn_outside_of_the_picture() {
        for grant in Grant::ALL {
            let picture = picture(grant);
            for attribute in [" x=\"", " x1=\"", " cx=\""] {
                for value in picture.split(attribute).skip(1) {
                    let (digits, _) = value.split_once('"').expect("a value");
                    assert!(digits.parse::<usize>().is_ok_and(|x| x < WIDTH), "{digits}");
                }
            }
        }
    }
}
