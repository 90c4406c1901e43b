//! What a step in the tree costs, and what a lost reply does.

use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Sent, Stage};

impl Stage {
    /// How many replies about one value have come.
    fn replies(&self) -> u32 {
        self.replies.get()
    }

    /// The next reply about one value does not reach the viewer.
    fn lose_next_reply(&self) {
        self.loses_next.set(true);
    }

    /// Waits until the next reply about one value is lost.
    async fn has_lost_reply(&self) {
        self.until("a lost reply", || !self.loses_next.get()).await;
    }

    /// What the page was told of ids.
    fn chosen(&self) -> Vec<Option<String>> {
        self.chosen.borrow().clone()
    }
}

const BODY: &str = r#"{"name":"x","id":7,"title":"y","vendor":{"id":8},"last":"z"}"#;

async fn begin() -> Stage {
    let stage = Stage::open(Sent::json(BODY)).await;
    stage.row("last").await;
    stage.focus_list().await;
    stage.key("Home");
    stage.says(".selection-path", "$").await;
    stage
}

/// Each step has one reply. The page hears of ids, and that there is none only where there was one.
#[wasm_bindgen_test]
async fn a_step_in_the_tree_costs_one_reply() {
    let stage = begin().await;
    for (path, chosen) in [
        ("$['name']", &[][..]),
        ("$['id']", &[Some("id 7")]),
        ("$['title']", &[Some("id 7"), None]),
        ("$['vendor']", &[Some("id 7"), None]),
        ("$['vendor']['id']", &[Some("id 7"), None, Some("vendor.id 8")]),
        ("$['last']", &[Some("id 7"), None, Some("vendor.id 8"), None]),
    ] {
        let before = stage.replies();
        stage.key("ArrowDown");
        stage.says(".selection-path", path).await;
        assert_eq!(stage.replies() - before, 1, "{path}");
        let heard = stage.chosen();
        assert_eq!(heard.iter().map(Option::as_deref).collect::<Vec<_>>(), chosen, "{path}");
    }
}

/// A reply carries the id of its question, so those after a lost one are taken for what they are.
#[wasm_bindgen_test]
async fn a_lost_reply_shifts_no_later_one() {
    let stage = begin().await;
    stage.lose_next_reply();
    stage.key("ArrowDown");
    stage.has_lost_reply().await;
    stage.key("ArrowDown");
    stage.says(".selection-path", "$['id']").await;
    assert_eq!(stage.chosen(), [Some("id 7".to_owned())]);

    stage.lose_next_reply();
    stage.press("Copy value").await;
    stage.has_lost_reply().await;
    stage.press("Show whole").await;
    stage.says(".whole pre", "7").await;
    assert_eq!(stage.copied(), None);
    stage.press("Copy key").await;
    stage.until("the key", || stage.copied().as_deref() == Some("id")).await;
    stage.press("Pointer").await;
    stage.until("the pointer", || stage.copied().as_deref() == Some("/id")).await;
}
