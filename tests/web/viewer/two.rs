//! Two viewers on one page: each has its own document, list and connection.

use std::collections::HashSet;

use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Sent, Stage};

#[wasm_bindgen_test]
async fn two_viewers_work_side_by_side() {
    let first = Stage::open(Sent::json(r#"{"alpha":{"one":1},"beta":2}"#)).await;
    first.row("beta").await;
    let second = Stage::begin_beside(&Sent::json(r#"[10,{"beta":3},{"gamma":4}]"#), "second-");
    second.has_come().await;
    second.row("gamma").await;

    let ids: Vec<String> =
        [&first, &second].iter().flat_map(|stage| stage.all("[id]")).map(|element| element.id()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id is used twice: {ids:?}");

    // What is done in one is not done in the other.
    second.focus_list().await;
    for (key, path) in [("Home", "$"), ("ArrowDown", "$[0]"), ("End", "$[2]['gamma']")] {
        second.key(key);
        second.says(".selection-path", path).await;
    }
    assert_eq!(first.all(".row.at").len() + first.all(".selection").len(), 0);
    first.fill("Find in response", "beta");
    first.found("1 of 1").await;
    assert_eq!(second.texts(".find-state"), [""]);
    first.press("Close all").await;
    first.until("one row", || first.rows().len() == 1).await;
    assert_eq!(second.rows().len(), 6);
    second.tab("Raw").await;
    second.row("\"gamma\": 4").await;
    assert_eq!(first.texts("[role=tab][aria-selected=true]"), ["Tree"]);

    // What is left goes on when the other has gone.
    drop(first);
    second.tab("Tree").await;
    second.press("Close all").await;
    second.until("one row", || second.rows().len() == 1).await;
    second.press("Open all").await;
    second.row("gamma").await;
}
