//! Entries as records, and finding in them.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::record::Stored;
use super::{Kept, List};
use crate::procore::{Body, CompanyId, Content, Method, Outgoing, Part, status_text};
use crate::share::{Past, SavedRequest};
use crate::time::UnixTime;

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(any::<(String, String)>(), 0..3)
}

fn body() -> impl Strategy<Value = Body> {
    let content =
        prop_oneof![any::<String>().prop_map(Content::Text), any::<String>().prop_map(Content::File)];
    let part = (any::<String>(), content).prop_map(|(name, content)| Part { name, content });
    prop_oneof![
        Just(Body::Empty),
        any::<String>().prop_map(Body::Json),
        pairs().prop_map(Body::Form),
        vec(part, 0..3).prop_map(Body::Multipart),
    ]
}

fn request() -> impl Strategy<Value = Outgoing> {
    let method = (0..Method::ALL.len()).prop_map(|at| Method::ALL[at]);
    let company = option::of("[1-9][0-9]{0,18}").prop_map(|id| id.and_then(|id| CompanyId::parse(&id).ok()));
    (method, "/([^/]\\PC{0,20})?", company, pairs(), body()).prop_map(
        |(method, target, company, headers, body)| Outgoing { method, target, company, headers, body },
    )
}

fn past() -> impl Strategy<Value = Past> {
    (request(), any::<String>(), any::<Option<u16>>(), any::<u64>(), any::<u32>(), any::<u64>()).prop_map(
        |(request, environment, status, at, elapsed, bytes)| Past {
            request,
            environment,
            status,
            at: UnixTime(at),
            elapsed,
            bytes,
        },
    )
}

fn saved() -> impl Strategy<Value = SavedRequest> {
    (any::<[String; 3]>(), any::<Option<String>>(), request()).prop_map(
        |([name, folder, notes], environment, request)| SavedRequest {
            name,
            folder,
            notes,
            environment,
            request,
        },
    )
}

proptest! {
    #[test]
    fn an_entry_reads_back_as_it_was_written(past in past(), saved in saved()) {
        prop_assert_eq!(Past::from_record(&past.to_record()), Some(past));
        prop_assert_eq!(SavedRequest::from_record(&saved.to_record()), Some(saved));
    }

    #[test]
    fn rubbish_is_no_entry(record in "\\PC{0,60}") {
        prop_assert_eq!(Past::from_record(&record), None);
        prop_assert_eq!(SavedRequest::from_record(&record), None);
    }

    /// What is found is what a plain search through every text finds, in the order of the list.
    #[test]
    fn what_is_found(
        entries in vec(("[a-bA-B/ äÄ]{0,6}", "[a-bA-B4]{0,4}", "[a ]{0,3}"), 0..12),
        typed in "[abAB4äÄ/ ]{0,5}",
        limit in 0_usize..6,
    ) {
        let saved: Vec<Kept<SavedRequest>> = entries
            .iter()
            .zip(1..)
            .map(|((name, path, notes), id)| Kept { id, it: named(name, path, notes) })
            .collect();
        let list = List::of(saved.clone());
        let stands = |it: &SavedRequest, word: &str| {
            [&it.name, &it.folder, &it.notes, &it.request.target, "GET"]
                .iter()
                .any(|text| text.to_lowercase().contains(&word.to_lowercase()))
        };
        let all: Vec<u64> = list
            .entries()
            .iter()
            .filter(|kept| typed.split_whitespace().all(|word| stands(&kept.it, word)))
            .map(|kept| kept.id)
            .collect();
        let found = list.find(&typed, limit);
        prop_assert_eq!(found.total, all.len());
        prop_assert_eq!(found.entries.iter().map(|kept| kept.id).collect::<Vec<_>>(), &all[..limit.min(all.len())]);
    }

    /// However a list came about, it is in its order, and what is found fits what is there.
    #[test]
    fn a_list_that_changes_is_one_that_is_made_anew(
        steps in vec((1_u64..6, "[ab]{0,2}", any::<bool>()), 0..20),
    ) {
        let mut list = List::default();
        let mut plain: Vec<Kept<SavedRequest>> = Vec::new();
        for (id, name, is_put) in steps {
            plain.retain(|kept| kept.id != id);
            if is_put {
                let kept = Kept { id, it: named(&name, "", "") };
                plain.push(kept.clone());
                list.put(kept);
            } else {
                list.remove(id);
            }
            prop_assert_eq!(&list, &List::of(plain.clone()));
        }
    }
}

fn named(name: &str, path: &str, notes: &str) -> SavedRequest {
    let request = Outgoing { target: path.to_owned(), ..Outgoing::default() };
    SavedRequest { name: name.into(), notes: notes.into(), folder: "F".into(), request, environment: None }
}

#[test]
fn calls_are_found_by_method_path_and_status() {
    let call = |id: u64, method, target: &str, status| {
        let request = Outgoing { method, target: target.into(), ..Outgoing::default() };
        let it =
            Past { request, environment: "sandbox".into(), status, at: UnixTime(id), elapsed: 1, bytes: 2 };
        Kept { id, it }
    };
    let list = List::of(vec![
        call(1, Method::Get, "/rest/v1.0/me", Some(200)),
        call(2, Method::Post, "/rest/v1.0/projects/5/rfis", Some(422)),
        call(3, Method::Get, "/rest/v1.0/projects/5/rfis?status=open", None),
    ]);
    for (typed, ids) in [
        ("", &[3, 2, 1][..]),
        ("rfis", &[3, 2]),
        ("RFIS post", &[2]),
        ("422", &[2]),
        (status_text(422), &[2]),
        ("no answer", &[3]),
        ("get 200", &[1]),
        ("me rfis", &[]),
        // A word stands in one text, not across two.
        ("getrest", &[]),
        ("get/", &[]),
    ] {
        let found: Vec<u64> = list.find(typed, 9).entries.iter().map(|kept| kept.id).collect();
        assert_eq!(found, ids, "{typed}");
    }
}
