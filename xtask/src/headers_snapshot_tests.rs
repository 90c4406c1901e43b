//! Whole files of headers, as hosts read them. `INSTA_UPDATE=always cargo test snapshot` takes a change over.

use super::*;

#[test]
fn of_the_built_in_environments() {
    insta::assert_snapshot!(render(&Environments::builtin(), false));
}

#[test]
fn of_a_configuration_with_hsts() {
    let config = br#"{"environments":[
        {"id":"a","name":"A","login_url":"https://login.example","api_url":"https://api.example"},
        {"id":"b","name":"B","login_url":"http://localhost:8081","api_url":"http://localhost:8081"}]}"#;
    let environments = Environments::parse(config).expect("a good config");
    insta::assert_snapshot!(render(&environments, true));
}
