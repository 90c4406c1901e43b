//! What is found, in which order, and what is marked.

use super::{Entry, Hit, Index, Mark, Spot};
use crate::catalogue::Catalogue;
use crate::procore::Method;
use proptest::prelude::*;

fn best(catalogue: &Catalogue, typed: &str) -> String {
    let found = catalogue.search(typed, 1);
    found.first().map(|found| format!("{} {}", found.method.name(), found.path)).unwrap_or_default()
}

#[test]
fn what_comes_first() {
    let catalogue = Catalogue::builtin();
    for (typed, expected) in [
        ("", "GET /rest/v1.0/me"),
        ("me", "GET /rest/v1.0/me"),
        ("rfi", "GET /rest/v1.0/projects/{project_id}/rfis"),
        ("RFIs", "GET /rest/v1.0/projects/{project_id}/rfis"),
        ("rfi create", "POST /rest/v1.0/projects/{project_id}/rfis"),
        ("new rfi", "POST /rest/v1.0/projects/{project_id}/rfis"),
        ("patch rfi", "PATCH /rest/v1.0/projects/{project_id}/rfis/{id}"),
        ("repl", "GET /rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies"),
        ("company", "GET /rest/v1.0/companies"),
        ("project", "GET /rest/v1.1/projects"),
        ("v2 submittal", "GET /rest/v2.0/companies/{company_id}/projects/{project_id}/submittals"),
        ("delete punch", "DELETE /rest/v1.1/punch_items/{id}"),
        ("manpower", "GET /rest/v1.0/projects/{project_id}/manpower_logs"),
        ("weather post", "POST /rest/v1.1/projects/{project_id}/daily_logs/weather_logs"),
        ("vendors", "GET /rest/v1.0/vendors"),
        ("webhook v2", "GET /rest/v2.0/companies/{company_id}/webhooks/hooks"),
        ("budget rows", "GET /rest/v1.0/budget_views/{budget_view_id}/detail_rows"),
        ("/rest/v1.0/observations/items", "GET /rest/v1.0/observations/items"),
        ("{project_id}/rfis/{id}", "GET /rest/v1.0/projects/{project_id}/rfis/{id}"),
        // In values and names of parameters alone.
        ("out_for_pricing", "GET /rest/v1.0/rfqs"),
        ("include_free", "GET /rest/v1.0/companies"),
    ] {
        assert_eq!(best(&catalogue, typed), expected, "{typed}");
    }
}

#[test]
fn every_word_must_be_somewhere() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.search("rfi unheard-of", 9), []);
    let all = catalogue.endpoints().len();
    assert_eq!(catalogue.search(" \t", usize::MAX).len(), all);
    assert_eq!(catalogue.search("rest", usize::MAX).len(), all);
    assert_eq!(catalogue.search("rest", 7).len(), 7);
    assert_eq!(catalogue.search("rest", 0), []);
    // A single letter is the beginning of a word.
    let found = catalogue.search("q", usize::MAX);
    assert!(!found.is_empty() && found.len() < all / 2, "{}", found.len());
}

#[test]
fn reading_comes_before_writing_where_all_is_equal() {
    let catalogue = Catalogue::builtin();
    let mut found = catalogue.search("punch", usize::MAX);
    found.retain(|found| found.tool == "Punch List");
    let writes = found.iter().map(|found| found.method.is_write());
    assert!(writes.is_sorted() && found.iter().any(|found| found.method.is_write()));
}

#[test]
fn what_is_marked() {
    let catalogue = Catalogue::builtin();
    let found = catalogue.search("trades company", 1).remove(0);
    let text = |mark: &Mark| {
        let text = match mark.spot {
            Spot::Path => &found.path,
            Spot::Tool => &found.tool,
            Spot::Line => &found.line,
        };
        (mark.spot, text[mark.from as usize..mark.to as usize].to_owned())
    };
    let marked: Vec<(Spot, String)> = found.marks.iter().map(text).collect();
    assert_eq!(found.path, "/rest/v1.0/companies/{company_id}/trades");
    let expected = [
        (Spot::Path, "companies"),
        (Spot::Path, "company"),
        (Spot::Path, "trades"),
        (Spot::Tool, "Company"),
        (Spot::Line, "Trades"),
        (Spot::Line, "company"),
    ];
    assert_eq!(marked, expected.map(|(spot, text)| (spot, text.to_owned())));
}

/// A call of somebody's history.
#[derive(Clone, Debug)]
struct Call {
    method: Method,
    texts: [String; 4],
}

impl Entry for Call {
    fn method(&self) -> Method {
        self.method
    }

    fn path(&self) -> &str {
        &self.texts[0]
    }

    fn tool(&self) -> &str {
        &self.texts[1]
    }

    fn line(&self) -> &str {
        &self.texts[2]
    }

    fn more(&self, add: &mut dyn FnMut(&str)) {
        add(&self.texts[3]);
    }
}

fn call() -> impl Strategy<Value = Call> {
    let method = proptest::sample::select(Method::ALL.to_vec());
    (method, "(/[a-c{}_]{0,4}){0,4}", "[abÄä ]{0,4}", "[a-cÄ ]{0,6}", "[a-c_]{0,4}")
        .prop_map(|(method, path, tool, line, more)| Call { method, texts: [path, tool, line, more] })
}

proptest! {
    /// Whatever the list: a word of two letters or more is found exactly where some text has it, and marks are where the
    /// words are.
    #[test]
    fn found_is_what_has_the_words(list in prop::collection::vec(call(), 0..12), typed in "[a-cÄ]{2,3}( [a-cä]{2,3})?") {
        let found = Index::new(&list).search(&list, &typed, usize::MAX);
        let mut indices: Vec<usize> = found.iter().map(|hit| hit.index).collect();
        indices.sort_unstable();
        let small = |text: &str| text.to_lowercase();
        let has = |call: &Call, word: &str| call.texts.iter().any(|text| small(text).contains(word));
        let expected: Vec<usize> =
            (0..list.len()).filter(|index| small(&typed).split(' ').all(|word| has(&list[*index], word))).collect();
        prop_assert_eq!(indices, expected);
        for Hit { index, marks } in found {
            for mark in marks {
                let text = match mark.spot {
                    Spot::Path => list[index].path(),
                    Spot::Tool => list[index].tool(),
                    Spot::Line => list[index].line(),
                };
                let marked = small(&text[mark.from as usize..mark.to as usize]);
                prop_assert!(small(&typed).split(' ').any(|word| marked.contains(word)), "{}", marked);
            }
        }
    }

    /// The same words in another order find the same, in the same order.
    #[test]
    fn the_order_of_words_means_nothing(list in prop::collection::vec(call(), 0..12), one in "[a-c]{1,3}", other in "[a-c]{1,3}") {
        let index = Index::new(&list);
        let found = index.search(&list, &format!("{one} {other}"), 5);
        prop_assert_eq!(found, index.search(&list, &format!(" {other}  {one}"), 5));
    }

    /// No text, however odd, makes it stumble.
    #[test]
    fn any_text(text in "\\PC{0,20}", typed in "\\PC{0,8}") {
        let list = [Call { method: Method::Get, texts: [text.clone(), text.clone(), text.clone(), text] }];
        for hit in Index::new(&list).search(&list, &typed, 9) {
            for mark in hit.marks {
                prop_assert!(list[0].line().get(mark.from as usize..mark.to as usize).is_some());
            }
        }
    }
}
