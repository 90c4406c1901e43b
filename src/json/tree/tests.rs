//! Each answer of the tree against a plain tree of vectors.

use super::{Spot, Tree};
use proptest::prelude::*;

/// A value of the oracle.
#[derive(Default, Debug)]
struct Plain {
    parent: Option<usize>,
    children: Vec<usize>,
    size: usize,
    is_open: bool,
}

/// Both trees from steps: 0 opens, 1 closes, anything else is a leaf.
fn grown(steps: &[u8]) -> (Tree, Vec<Plain>) {
    let mut tree = Tree::default();
    let mut plain: Vec<Plain> = vec![Plain { is_open: true, ..Plain::default() }];
    tree.open();
    let mut open = vec![0];
    for step in steps {
        let number = plain.len();
        match step {
            1 if open.len() > 1 => {
                tree.close();
                let closed = open.pop().expect("one is open");
                plain[closed].is_open = false;
                continue;
            }
            0 => {
                tree.open();
                open.push(number);
            }
            _ => tree.leaf(),
        }
        let parents = if *step == 0 { &open[..open.len() - 1] } else { &open[..] };
        let parent = *parents.last().expect("the root is open");
        plain.push(Plain { parent: Some(parent), is_open: *step == 0, ..Plain::default() });
        plain[parent].children.push(number);
    }
    for number in (0..plain.len()).rev() {
        plain[number].size += 1;
        if let Some(parent) = plain[number].parent {
            plain[parent].size += plain[number].size;
        }
    }
    (tree, plain)
}

fn number(spot: Option<Spot>) -> Option<usize> {
    spot.map(|spot| spot.number)
}

fn check(steps: &[u8], stride: usize) {
    let (tree, plain) = grown(steps);
    let mut depths = vec![0; plain.len()];
    for (at, value) in plain.iter().enumerate() {
        depths[at] = value.parent.map_or(0, |parent| depths[parent] + 1);
    }
    for (at, value) in plain.iter().enumerate().step_by(stride) {
        let spot = tree.spot(at);
        assert_eq!(tree.ones_before(spot.bit), at);
        assert_eq!(tree.spot_from(tree.spot(at - at.min(5 * stride)), at), spot);
        assert_eq!(tree.depth(spot), depths[at]);
        assert_eq!(tree.size(spot), value.size, "size of {at}");
        assert_eq!(tree.end(spot).is_none(), value.is_open);
        assert_eq!(tree.child_count(spot), value.children.len(), "children of {at}");
        assert_eq!(number(tree.first_child(spot)), value.children.first().copied());
        let parent = tree.parent(spot);
        assert_eq!(number(parent), value.parent, "parent of {at}");
        assert!(parent.is_none_or(|parent| parent == tree.spot(parent.number)));
        for (nth, child) in value.children.iter().enumerate().step_by(stride) {
            let found = tree.child(spot, nth);
            assert_eq!(found, Some(tree.spot(*child)));
            assert_eq!(found.map(|child| tree.position(child, spot)), Some(nth));
            let next = found.and_then(|child| tree.next_sibling(child));
            assert_eq!(number(next), value.children.get(nth + 1).copied());
        }
        assert_eq!(tree.child(spot, value.children.len()), None);
    }
}

proptest! {
    #[test]
    fn small_trees(steps in proptest::collection::vec(0_u8..4, 0..200)) {
        check(&steps, 1);
    }

    #[test]
    fn trees_of_many_blocks(steps in proptest::collection::vec(0_u8..8, 3000..6000)) {
        check(&steps, 7);
    }
}

#[test]
fn a_wide_tree_and_a_deep_one() {
    check(&[2; 100_000], 997);
    check(&[0; 100_000], 997);
    let pyramid: Vec<u8> = [[0; 50_000], [1; 50_000]].concat();
    check(&pyramid, 997);
    let records: Vec<u8> = [0, 2, 2, 0, 2, 1, 2, 1].repeat(20_000);
    check(&records, 997);
}

#[test]
fn two_bits_for_a_value_and_little_more() {
    let (tree, plain) = grown(&[2; 1_000_000]);
    assert!(tree.memory() * 100 < 35 * plain.len(), "{} bytes", tree.memory());
}
