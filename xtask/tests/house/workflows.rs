//! What the workflows may do: actions are pinned, rights are few, and the work is done by `cargo xtask`.

use std::fs;

use crate::root;

/// The only actions that are used. Whatever else is to be done, `cargo xtask` does, here as on a person's machine.
const ACTIONS: [&str; 4] =
    ["actions/attest-build-provenance", "actions/cache", "actions/checkout", "actions/upload-artifact"];

/// Rights to write, and the only workflow that has them.
const RELEASE: &str = "release.yml";
const RIGHTS: [&str; 2] = ["attestations: write", "id-token: write"];

/// What is wrong with a workflow.
fn faults(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.contains("\npermissions:\n  contents: read\n\n") {
        faults.push(format!("{name} does not begin with the right to read alone"));
    }
    let mut before = "";
    for (number, whole) in text.lines().enumerate() {
        let line = whole.trim().trim_start_matches("- ");
        let mut fault = |what: &str| faults.push(format!("{name}:{}: {what}: {line}", number + 1));
        if let Some(used) = line.strip_prefix("uses: ") {
            let (action, commit) = used.split_once('@').unwrap_or((used, ""));
            let (commit, version) = commit.split_once(" # v").unwrap_or((commit, ""));
            if !ACTIONS.contains(&action) {
                fault("an action that is not listed");
            }
            if commit.len() != 40 || !commit.bytes().all(|b| b.is_ascii_hexdigit()) || version.is_empty() {
                fault("an action that is not pinned to a commit, with its version behind it");
            }
        }
        if line.strip_prefix("run: ").is_some_and(|run| !run.starts_with("cargo xtask ")) {
            fault("not by cargo xtask");
        }
        if line.ends_with(": write") && (name != RELEASE || !RIGHTS.contains(&line)) {
            fault("a right that is not needed");
        }
        let is_job = whole.starts_with("  ") && !whole.starts_with("   ") && whole.ends_with(':');
        let after_jobs = text.lines().take(number).any(|line| line == "jobs:");
        if is_job && after_jobs && !before.trim_start().starts_with('#') {
            fault("a job without a reason");
        }
        before = whole;
    }
    faults
}

#[test]
fn workflows_have_few_rights_and_pinned_actions() {
    let folder = root().join(".github/workflows");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert_eq!(faults(&name, &fs::read_to_string(&path).expect("text")), [""; 0]);
        names.push(name);
    }
    names.sort();
    assert_eq!(names, ["ci.yml", RELEASE]);
}

#[test]
fn faults_of_a_workflow_are_found() {
    let good = "on: push\n\npermissions:\n  contents: read\n\njobs:\n  # Why.\n  a:\n    steps:\n      - run: cargo xtask test\n";
    assert_eq!(faults("ci.yml", good), [""; 0]);
    let commit = "0123456789012345678901234567890123456789";
    for (name, more, expected) in [
        ("ci.yml", "      - uses: actions/cache@v5\n".to_owned(), "not pinned"),
        ("ci.yml", format!("      - uses: actions/cache@{commit}\n"), "not pinned"),
        ("ci.yml", format!("      - uses: someone/else@{commit} # v1\n"), "not listed"),
        ("ci.yml", "      - run: make\n".to_owned(), "not by cargo xtask"),
        ("ci.yml", "      id-token: write\n".to_owned(), "not needed"),
        ("release.yml", "      contents: write\n".to_owned(), "not needed"),
        ("ci.yml", "  b:\n    steps:\n".to_owned(), "without a reason"),
    ] {
        let found = faults(name, &format!("{good}{more}"));
        assert!(found.len() == 1 && found[0].contains(expected), "{more}: {found:?}");
    }
    let rights = good.replace("contents: read\n", "contents: write\n");
    assert_eq!(faults("ci.yml", &rights).len(), 2);
    assert_eq!(
        faults(RELEASE, &format!("{good}      id-token: write\n      attestations: write\n")),
        [""; 0]
    );
}
