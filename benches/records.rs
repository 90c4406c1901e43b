//! Procore-like records from a seed: the same bytes on every machine.

use std::fmt::Write as _;

/// Numbers that look random (splitmix64, by S. Vigna).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

const WORDS: &[&str] = &[
    "concrete",
    "rebar",
    "façade",
    "drawing",
    "revision",
    "inspection",
    "\\\"as built\\\"",
    "level 3",
    "Skylight",
    "drainage",
    "per RFI",
    "Ødegård",
    "anchor bolts",
    "\\u00e9tage",
    "fire stop",
    "submittal",
    "roof",
    "east wing",
    "pending",
    "approved",
];
const STATUSES: &[&str] = &["open", "closed", "draft", "in_review", "pending_owner"];
const NAMES: &[&str] =
    &["Ada Example", "Björn Ødegård", "Chen 陈", "Maria Fernández", "Sam O'Neil", "Priya Nair"];

/// An array of records of at least `length` bytes.
pub fn records(length: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let mut json = String::with_capacity(length + 2000);
    json.push('[');
    while json.len() < length {
        if json.len() > 1 {
            json.push(',');
        }
        record(&mut json, &mut random);
    }
    json.push(']');
    json
}

fn record(json: &mut String, random: &mut Random) {
    let id = 562_949_953_421_312 + random.below(1 << 40);
    let number = random.below(5000);
    let subject = text(random, 4);
    let description = text(random, 18);
    let status = random.one_of(STATUSES);
    let created = date(random);
    let updated = date(random);
    let (dollars, cents) = (random.below(2_000_000), random.below(100));
    let (creator, assignee) = (person(random), person(random));
    let private = random.below(2) == 0;
    let due = if random.below(3) == 0 {
        "null".to_owned()
    } else {
        format!("\"2026-{:02}-15\"", 1 + random.below(12))
    };
    let _ = write!(
        json,
        r#"{{"id":{id},"number":"{number:04}","subject":"{subject}","description":"{description}","status":"{status}","private":{private},"created_at":"{created}","updated_at":"{updated}","due_date":{due},"cost_impact":{{"status":"yes_known","value":{dollars}.{cents:02}}},"schedule_impact":null,"created_by":{creator},"assignees":[{assignee}],"location":{{"id":{},"name":"Building {}","parent_id":null}},"quantity":{}.5e-1,"custom_fields":{{"custom_field_{}":{{"data_type":"string","value":"{}"}},"custom_field_{}":{{"data_type":"boolean","value":true}}}}}}"#,
        random.below(1 << 50),
        random.below(40),
        random.below(1000),
        random.below(1_000_000),
        text(random, 2),
        random.below(1_000_000),
    );
}

fn person(random: &mut Random) -> String {
    let name = random.one_of(NAMES);
    format!(
        r#"{{"id":{},"login":"user{}@example.com","name":"{name}"}}"#,
        random.below(1 << 53),
        random.below(9999)
    )
}

fn text(random: &mut Random, words: u64) -> String {
    let words: Vec<&str> = (0..1 + random.below(2 * words)).map(|_| random.one_of(WORDS)).collect();
    words.join(" ")
}

fn date(random: &mut Random) -> String {
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    format!("2026-{month:02}-{day:02}T{:02}:{:02}:00Z", random.below(24), random.below(60))
}
