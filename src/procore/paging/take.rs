//! The next page in order: what it says of the others, what came before of it, and whether it is the last one.

use super::account::KnownBy;
use super::links::Links;
use super::list::List;
use super::run::{Extent, MOST_PAGES, Run};
use super::state::{Delivery, End, Fault, Reply};
use crate::procore::headers::{count, header};

/// So many pages in a row that had come before are enough.
const MOST_REPEATS: u32 = 2;

impl Run {
    /// The next page in order: whether it is to be delivered, and whether it is the last one.
    pub(super) fn take(&mut self, page: u32, reply: Reply) -> Option<Delivery> {
        let headers = &reply.headers;
        let list = match reply.list {
            Some(list) if self.envelope.is_none_or(|envelope| envelope == list.envelope) => list,
            None if page == 1 => {
                self.end = Some(End::NotAList);
                self.account.pages = 1;
                return Some(Delivery { page, duplicates: Vec::new() });
            }
            _ => {
                self.due = page;
                self.note(page, Fault::OtherShape);
                self.end = Some(End::Failed { page, fault: Fault::OtherShape });
                return None;
            }
        };
        self.envelope = Some(list.envelope);
        self.learn(page, headers, &list);
        if self.is_last(page, headers, &list) {
            self.end = Some(End::Complete);
        } else if page >= MOST_PAGES {
            self.end = Some(End::TooMany);
        }
        if page > 1 && list.is_empty() {
            return None;
        }
        if let Some(earlier) = self.fingerprints.insert(list.fingerprint(), page) {
            self.repeated(earlier, page);
            return None;
        }
        self.repeats = 0;
        self.account.pages += 1;
        self.account.rows += list.len() as u64;
        let mut duplicates = Vec::new();
        for (index, id) in (0..).zip(list.ids) {
            if !id.is_empty() && !self.ids.insert(id) {
                duplicates.push(index);
            }
        }
        self.account.duplicates += duplicates.len() as u64;
        Some(Delivery { page, duplicates })
    }

    /// A page is the same as an earlier one.
    fn repeated(&mut self, earlier: u32, page: u32) {
        self.repeats += 1;
        if (earlier, page) == (1, 2) {
            self.end = Some(End::IgnoresPage);
            return;
        }
        self.account.repeated += 1;
        let is_known = matches!(self.extent, Extent::Last(_));
        if self.end.is_none() && (!is_known || self.repeats >= MOST_REPEATS) {
            self.end = Some(End::Repeats);
        }
    }

    /// What this page says of the others.
    fn learn(&mut self, page: u32, headers: &[(String, String)], list: &List) {
        if page == 1 {
            self.full = list.len().max(1);
        }
        let before = self.extent;
        let total = count(headers, "total");
        let links = header(headers, "link").and_then(Links::read);
        let has_next = links.is_some_and(|links| links.has_next);
        let (extent, known_by) = match (total, links) {
            (Some(total), _) => {
                self.account.has_moved |= self.account.total.is_some_and(|earlier| earlier != total);
                self.account.total = Some(total);
                // As many to a page as came, not as were asked for: a server may give less.
                let pages = total.div_ceil(self.full as u64).max(1);
                let last = u32::try_from(pages).unwrap_or(u32::MAX);
                // Of two that disagree, the one that names more pages counts.
                (Extent::Last(last.max(page + u32::from(has_next))), KnownBy::Total)
            }
            (None, Some(Links { last: Some(last), .. })) if last <= page && has_next => {
                (Extent::More, KnownBy::Link)
            }
            (None, Some(Links { last: Some(last), .. })) => (Extent::Last(last.max(page)), KnownBy::Link),
            (None, Some(Links { has_next: false, .. })) => (Extent::Last(page), KnownBy::Link),
            (None, Some(_)) => match before {
                Extent::Last(last) if last > page => (before, self.account.known_by),
                _ => (Extent::More, KnownBy::Link),
            },
            (None, None) => match before {
                Extent::Last(_) => (before, self.account.known_by),
                _ => (Extent::Counting, KnownBy::Counting),
            },
        };
        if let (Extent::Last(earlier), Extent::Last(last), None) = (before, extent, total) {
            self.account.has_moved |= earlier != last;
        }
        (self.extent, self.account.known_by) = (extent, known_by);
    }

    fn is_last(&self, page: u32, headers: &[(String, String)], list: &List) -> bool {
        match self.extent {
            _ if list.is_empty() => true,
            Extent::Last(last) => page >= last,
            Extent::Unknown | Extent::More => false,
            Extent::Counting if page > 1 => list.len() < self.full,
            // A first page with fewer rows than were asked for is the last one, or the server gives no more at a time.
            // Such limits are round numbers.
            Extent::Counting => match count(headers, "per-page") {
                Some(full) => (list.len() as u64) < full,
                None => list.len() < self.per_page as usize && !list.len().is_multiple_of(5),
            },
        }
    }
}
