//! How the end-to-end tests are chosen and judged. They run without libtest, so the rules behind them are proved here.

#[path = "../e2e/plan.rs"]
mod plan;
#[path = "../e2e/verdict.rs"]
mod verdict;

use plan::Plan;
use verdict::{Attempt, Outcome, Verdict, is_tried_again, verdict};

const NAMES: [&str; 5] =
    ["chromium::allow", "chromium::deny", "chromium::allowed", "firefox::allow", "firefox::late"];

fn chosen(arguments: &[&str]) -> Vec<&'static str> {
    let plan = Plan::parse(arguments.iter().copied()).unwrap().unwrap();
    plan.select(&NAMES).into_iter().map(|place| NAMES[place]).collect()
}

#[test]
fn a_command_line_chooses_trials() {
    for (arguments, expected) in [
        (&[][..], &NAMES[..]),
        (&["deny", "late"], &["chromium::deny", "firefox::late"]),
        (&["::allow"], &["chromium::allow", "chromium::allowed", "firefox::allow"]),
        (&["--exact", "chromium::allow"], &["chromium::allow"]),
        (&["nothing"], &[]),
        (&["--shard", "1/2"], &["chromium::allow", "chromium::allowed", "firefox::late"]),
        (&["--shard=2/2"], &["chromium::deny", "firefox::allow"]),
        (&["allow", "--shard", "2/3"], &["chromium::allowed"]),
        (&["--shard", "6/9"], &[]),
    ] {
        assert_eq!(chosen(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn shards_are_everything_once() {
    for parts in 1..=7 {
        let mut all: Vec<_> =
            (1..=parts).flat_map(|part| chosen(&["--shard", &format!("{part}/{parts}")])).collect();
        all.sort_unstable();
        let mut names = NAMES;
        names.sort_unstable();
        assert_eq!(all, names, "{parts}");
    }
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused() {
    for arguments in [
        &["--shard", "0/2"][..],
        &["--shard", "3/2"],
        &["--shard", "1"],
        &["--repeat", "0"],
        &["--repeat", "x"],
        &["--threads", "0"],
        &["--tests"],
    ] {
        assert!(Plan::parse(arguments.iter().copied()).is_err(), "{arguments:?}");
    }
    assert_eq!(Plan::parse(["--help"]).unwrap(), None);
}

#[test]
fn every_option_of_the_help_is_known() {
    let mut count = 0;
    for line in plan::USAGE.lines().filter_map(|line| line.trim().strip_prefix("--")) {
        let mut words = line.split(' ');
        let option = format!("--{}", words.next().unwrap());
        let value = match words.next().unwrap() {
            "N" => Some("3".to_owned()),
            "I/N" => Some("1/2".to_owned()),
            _ => None,
        };
        let plan = Plan::parse([Some(option), value].into_iter().flatten()).unwrap().unwrap();
        assert!(plan != Plan::default(), "{line}");
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn options_are_read() {
    let plan = Plan::parse(["a", "--repeat", "9", "--all-places", "--threads", "4", "--list", "b"]).unwrap();
    let expected = Plan {
        filters: vec!["a".into(), "b".into()],
        repeat: 9,
        all_places: true,
        threads: 4,
        list: true,
        ..Plan::default()
    };
    assert_eq!(plan, Some(expected));
}

#[test]
fn a_trial_is_tried_again_once_unless_it_met_what_must_never_be() {
    use Attempt::{Failed, Forbidden, Passed};
    for (attempts, again, comes_to) in [
        (&[Passed][..], false, Verdict::Passed),
        (&[Failed], true, Verdict::Failed),
        (&[Failed, Passed], false, Verdict::Flaky),
        (&[Failed, Failed], false, Verdict::Failed),
        (&[Failed, Forbidden], false, Verdict::Failed),
        (&[Forbidden], false, Verdict::Failed),
        (&[Forbidden, Passed], false, Verdict::Failed),
    ] {
        assert_eq!(is_tried_again(attempts), again, "{attempts:?}");
        assert_eq!(verdict(attempts), comes_to, "{attempts:?}");
    }
}

#[test]
fn more_than_three_flaky_trials_fail_a_run() {
    let run = |flaky: usize, failed: usize| {
        let mut verdicts = vec![Verdict::Passed; 5];
        verdicts.extend(std::iter::repeat_n(Verdict::Flaky, flaky));
        verdicts.extend(std::iter::repeat_n(Verdict::Failed, failed));
        Outcome::new(&verdicts, 7)
    };
    for (flaky, failed, line, is_too_flaky) in [
        (0, 0, "5 passed, 0 failed, 7 skipped", false),
        (3, 0, "8 passed, 0 failed, 7 skipped", false),
        (3, 1, "8 passed, 1 failed, 7 skipped", false),
        (4, 0, "5 passed, 4 failed, 7 skipped", true),
        (4, 1, "5 passed, 5 failed, 7 skipped", true),
    ] {
        let outcome = run(flaky, failed);
        assert_eq!((outcome.line().as_str(), outcome.is_too_flaky()), (line, is_too_flaky));
    }
}
