//! Procore-like records from a seed: the same bytes on every machine, for these benchmarks and for the stand-in of
//! Procore, from where the benchmark in the browser gets them.

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
    "see sheet A-101\\n",
    "検査済み",
    "\\ud83d\\udea7",
    "<b>urgent</b>",
];
const STATUSES: &[&str] = &["open", "closed", "draft", "in_review", "pending_owner"];
const NAMES: &[&str] =
    &["Ada Example", "Björn Ødegård", "Chen 陈", "Maria Fernández", "Sam O'Neil", "Priya Nair"];

/// The custom fields of a company, those with a text and those with a tick.
const TEXT_FIELDS: &[u32] = &[
    644_595, 409_173, 763_195, 370_608, 763_607, 676_592, 61_395, 438_238, 865_606, 536_644, 409_125, 225_693,
];
const TICK_FIELDS: &[u32] = &[
    382_856, 455_020, 523_140, 49_879, 398_075, 864_217, 572_212, 30_398, 973_877, 753_283, 175_563, 579_353,
];

/// How much of the text is thought up; after that the records come again, with other ids. It is far more than a branch
/// predictor or a cache remembers.
const FRESH: usize = 4_000_000;

/// An array of records of at least `length` bytes, and of less than one record more.
pub fn records(length: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let mut rests: Vec<String> = Vec::new();
    let mut fresh = 0;
    let mut json = String::with_capacity(length + 4000);
    json.push('[');
    for number in 0.. {
        if fresh < FRESH {
            let rest = record(&mut random);
            fresh += rest.len();
            rests.push(rest);
        }
        let separator = if number > 0 { "," } else { "" };
        let rest = &rests[number % rests.len()];
        let _ = write!(json, r#"{separator}{{"id":{}{rest}"#, id(number as u64));
        // With the bracket at the end.
        if json.len() + 1 >= length {
            break;
        }
    }
    json.push(']');
    json
}

/// 16 to 19 digits, three of four beyond 2^53, where a floating-point number is no longer exact.
fn id(number: u64) -> u64 {
    const STARTS: [u64; 4] =
        [1_125_899_906_842_624, 9_007_199_254_740_993, 562_949_953_421_312_007, 5_764_607_523_034_234_881];
    STARTS[(number % 4) as usize] + number
}

/// All of a record behind its id, with the brace that closes it.
fn record(random: &mut Random) -> String {
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
    let vendor = if random.below(4) == 0 { "null".to_owned() } else { vendor(random) };
    let (project, item) = (random.below(1 << 50), random.below(1 << 40));
    let cc: Vec<String> =
        (0..random.below(4)).map(|_| format!(r#""user{}@example.com""#, random.below(9999))).collect();
    format!(
        r#","number":"{number:04}","subject":"{subject}","description":"{description}","status":"{status}","private":{private},"created_at":"{created}","updated_at":"{updated}","due_date":{due},"cost_impact":{{"status":"yes_known","value":{dollars}.{cents:02}}},"schedule_impact":null,"created_by":{creator},"assignee":{assignee},"assignees":[{assignee}],"vendor":{vendor},"distribution":[{}],"link":"https://app.example.com/{project}/project/rfi/show/{item}?view=full&tab=1","location":{{"id":{},"name":"Building {}","parent_id":null}},"quantity":{}.5e-1,"custom_fields":{{"custom_field_{}":{{"data_type":"string","value":"{}"}},"custom_field_{}":{{"data_type":"boolean","value":true}}}}}}"#,
        cc.join(","),
        random.below(1 << 50),
        random.below(40),
        random.below(1000),
        random.one_of(TEXT_FIELDS),
        text(random, 2),
        random.one_of(TICK_FIELDS),
    )
}

fn vendor(random: &mut Random) -> String {
    format!(
        r#"{{"id":{},"name":"{} \u0026 Søn","rate":{}.{:02},"active":true}}"#,
        random.below(1 << 50),
        random.one_of(NAMES),
        random.below(200),
        10 * random.below(10),
    )
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
