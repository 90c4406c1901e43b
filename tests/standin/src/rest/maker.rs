//! How rows are made: words, money, moments, and the people, vendors and locations that rows refer to.
//!
//! Whatever a row refers to by an id is a row itself, in the same company or project, so that ids lead somewhere.

use serde_json::{Value, json};

use super::dates::{self, DAY};
use super::dice::Dice;
use super::names::{FIRMS, FIRST_NAMES, LAST_NAMES, TRADES, WORDS};

/// Where a collection is, and from what it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) seed: u64,
    pub(crate) company: u64,
    /// Zero for what belongs to the company as a whole.
    pub(crate) project: u64,
    /// The number of rows of every collection, if that is set.
    pub(crate) rows: Option<u64>,
    /// Seconds since 1970.
    pub(crate) now: u64,
}

/// Rows of a company from which those of a project are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pool {
    People,
    Vendors,
}

impl Pool {
    const fn salt(self) -> u64 {
        match self {
            Self::People => 1,
            Self::Vendors => 2,
        }
    }

    /// How many a company has.
    pub(crate) const fn size(self) -> u64 {
        match self {
            Self::People => 3000,
            Self::Vendors => 2000,
        }
    }

    /// The id of one of them.
    pub(crate) fn id(self, company: u64, number: u64) -> u64 {
        first_id(self.salt(), company) + number
    }

    /// Which of the company's is number `number` of a place.
    pub(crate) fn number(self, place: &Place, number: u64) -> u64 {
        if place.project == 0 {
            return number;
        }
        let size = self.size().max(place.rows.unwrap_or_default());
        (Dice::of(&[self.salt(), place.project]).below(size) + number) % size
    }

    fn dice(self, place: &Place, number: u64) -> Dice {
        Dice::of(&[place.seed, self.salt(), place.company, number])
    }
}

/// The first id of a collection: about half of them lie beyond 2^53, where a floating-point number is no longer exact.
pub(crate) fn first_id(salt: u64, scope: u64) -> u64 {
    let mut dice = Dice::of(&[salt, scope]);
    let start = if dice.once_in(2) { 562_949_953_500_000 } else { 9_007_199_254_740_993 };
    start + dice.below(8_000_000) * 1_000_000
}

/// First and last name of one of a company's people.
pub(crate) fn full_name(place: &Place, number: u64) -> (&'static str, &'static str) {
    let mut dice = Pool::People.dice(place, number);
    (dice.one_of(FIRST_NAMES), dice.one_of(LAST_NAMES))
}

/// The login of one of a company's people.
pub(crate) fn login(number: u64) -> String {
    format!("person{number}@example.com")
}

/// One of a company's people, in short.
pub(crate) fn person(place: &Place, number: u64) -> Value {
    let (first, last) = full_name(place, number);
    let id = Pool::People.id(place.company, number);
    json!({ "id": id, "login": login(number), "name": format!("{first} {last}") })
}

/// The name of one of a company's vendors.
pub(crate) fn vendor_name(place: &Place, number: u64) -> String {
    let mut dice = Pool::Vendors.dice(place, number);
    let (owner, trade, kind) = (dice.one_of(LAST_NAMES), dice.one_of(TRADES), dice.one_of(FIRMS));
    format!("{owner} {trade} {kind}")
}

/// One of a company's vendors, in short.
pub(crate) fn vendor(place: &Place, number: u64) -> Value {
    json!({ "id": Pool::Vendors.id(place.company, number), "name": vendor_name(place, number) })
}

/// One of a project's locations, in short.
pub(crate) fn location(place: &Place, number: u64) -> Value {
    let (name, node) = location_name(number);
    json!({ "id": first_id(LOCATIONS, place.project) + number, "name": name, "node_name": node, "parent_id": null })
}

/// The salt of the ids of locations.
pub(crate) const LOCATIONS: u64 = 3;

/// The full name of a location, and its last part.
pub(crate) fn location_name(number: u64) -> (String, String) {
    let node = format!("Room {number:03}");
    (format!("Building {} > Level {} > {node}", 1 + number / 20, number % 20 / 4), node)
}

/// Makes one row.
#[derive(Debug)]
pub(crate) struct Maker {
    pub(crate) place: Place,
    /// The row's number in its collection, from 0.
    pub(crate) number: u64,
    pub(crate) id: u64,
    dice: Dice,
}

impl Maker {
    /// For row `number` of the collection that has this salt.
    pub(crate) fn new(place: Place, salt: u64, number: u64, id: u64) -> Self {
        let dice = Dice::of(&[place.seed, salt, place.company, place.project, number]);
        Self { place, number, id, dice }
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.dice.below(limit)
    }

    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.dice.once_in(times)
    }

    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        self.dice.one_of(all)
    }

    /// One of the first forty, or of as many as there are.
    fn one_of_pool(&mut self, pool: Pool) -> u64 {
        let number = self.below(self.place.rows.unwrap_or(40).clamp(1, 40));
        pool.number(&self.place, number)
    }

    /// Somebody of this place.
    pub(crate) fn person(&mut self) -> Value {
        let number = self.one_of_pool(Pool::People);
        person(&self.place, number)
    }

    /// Up to `most` people.
    pub(crate) fn people(&mut self, most: u64) -> Vec<Value> {
        (0..self.below(most + 1)).map(|_| self.person()).collect()
    }

    /// A vendor of this place.
    pub(crate) fn vendor(&mut self) -> Value {
        let number = self.one_of_pool(Pool::Vendors);
        vendor(&self.place, number)
    }

    /// A location of this project, or none.
    pub(crate) fn location(&mut self) -> Value {
        if self.once_in(5) {
            return Value::Null;
        }
        let number = self.below(self.place.rows.unwrap_or(40).clamp(1, 40));
        location(&self.place, number)
    }

    /// A cost code.
    pub(crate) fn cost_code(&mut self) -> Value {
        let number = self.below(90);
        let code = format!("{:02}-{:03}", 1 + number / 3, 100 * (1 + number % 3));
        json!({ "id": 700_100 + number, "full_code": code, "name": TRADES[number as usize % TRADES.len()] })
    }

    /// A trade.
    pub(crate) fn trade(&mut self) -> Value {
        let number = self.below(TRADES.len() as u64);
        json!({ "id": 800_000 + number, "name": TRADES[number as usize], "active": true })
    }

    /// Between one and `most` words.
    pub(crate) fn words(&mut self, most: u64) -> String {
        let words: Vec<&str> = (0..=self.below(most)).map(|_| self.one_of(WORDS)).collect();
        words.join(" ")
    }

    /// Money as Procore writes it in places: a decimal text.
    pub(crate) fn money(&mut self, most: u64) -> String {
        format!("{}.{:02}", self.below(most), self.below(100))
    }

    /// Seconds since 1970 of a moment in the last two years.
    pub(crate) fn seconds(&mut self) -> u64 {
        self.place.now.saturating_sub(self.below(730 * DAY))
    }

    /// Two moments of the last two years, the later one second.
    pub(crate) fn moments(&mut self) -> (String, String) {
        let created = self.seconds();
        let later = self.below(60 * DAY).min(self.place.now.saturating_sub(created));
        (dates::instant(created), dates::instant(created + later))
    }

    /// A day within a year from now, or null.
    pub(crate) fn day(&mut self) -> Value {
        if self.once_in(4) {
            return Value::Null;
        }
        let from = self.place.now.saturating_sub(180 * DAY);
        dates::date(from + self.below(365) * DAY).into()
    }

    /// Custom fields.
    pub(crate) fn custom_fields(&mut self) -> Value {
        let (text, number, yes) = (self.words(2), self.below(10_000), self.once_in(2));
        json!({
            "custom_field_598134325870001": { "data_type": "string", "value": text },
            "custom_field_598134325870002": { "data_type": "decimal", "value": format!("{}.{:02}", number / 100, number % 100) },
            "custom_field_598134325870003": { "data_type": "boolean", "value": yes },
        })
    }
}
