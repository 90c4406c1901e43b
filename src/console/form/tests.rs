//! Fields and texts: each is a view of the other.

use proptest::prelude::*;

use super::*;
use crate::catalogue::Catalogue;
use crate::procore::Named;

const RFIS: &str = "/rest/v1.0/projects/{project_id}/rfis";

fn draft(path: &str) -> Draft {
    Draft { path: path.into(), ..Draft::new() }
}

fn endpoint(path: &str) -> Option<Endpoint> {
    Catalogue::builtin().of(Method::Get, path).cloned()
}

fn form_of(draft: &Draft, endpoint: Option<&Endpoint>) -> Form {
    Form::of(draft, endpoint.map_or(Sight::Unknown, Sight::Known), &Chosen::default())
}

fn form(path: &str) -> Form {
    form_of(&draft(path), endpoint(path).as_ref())
}

fn field(path: &str, name: &str) -> Field {
    form(path)
        .fields()
        .find(|field| field.name == name)
        .cloned()
        .unwrap_or_else(|| panic!("no {name} in {path}"))
}

/// The path after these values are set one after the other.
fn set_in(path: &str, sets: &[(&str, &[&str])]) -> Draft {
    let (mut draft, endpoint) = (draft(path), endpoint(path));
    for (name, values) in sets {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        set(&mut draft, endpoint.as_ref(), name, values);
    }
    draft
}

fn names_of(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.as_str()).collect()
}

#[test]
fn what_a_form_has() {
    let form = form(&format!("{RFIS}?filters[mine][]=1&filters[status]=open&x={{y}}"));
    assert_eq!(names_of(&form.needed), ["project_id", "y"]);
    assert_eq!(names_of(&form.optional), [""; 0]);
    let filters = names_of(&form.filters);
    assert_eq!(&filters[..3], ["sort[attribute]", "sort[direction]", "filters[status]"]);
    assert_eq!(&filters[filters.len() - 3..], ["filters[mine]", "per_page", "page"]);
    assert_eq!(form.missing(), [""; 0]);

    let vendors = self::form("/rest/v1.0/vendors");
    assert_eq!((names_of(&vendors.needed), vendors.missing()), (vec!["company_id"], vec!["company_id"]));

    let unknown = self::form("/rest/v1.0/unheard/{of}");
    assert_eq!(names_of(&unknown.needed), ["of"]);
    assert_eq!(names_of(&unknown.filters), ["sort", "view", "per_page", "page"]);

    let one = self::form("/rest/v1.0/projects/5/rfis/7");
    assert_eq!((names_of(&one.needed), one.is_list), (vec!["project_id", "id"], false));
    let unclear = Form::of(&draft(RFIS), Sight::Unclear, &Chosen::default());
    assert_eq!((names_of(&unclear.needed), unclear.is_list), (vec!["project_id"], false));
    assert_eq!(form_of(&draft("rfi create"), None), Form::default());
}

#[test]
fn what_stands_in_the_text_stands_in_the_fields() {
    for (path, name, values) in [
        ("/rest/v1.0/projects/5/rfis", "project_id", &["5"][..]),
        (RFIS, "project_id", &[]),
        ("/rest/v1.0/projects/5/rfis?filters[status]=open", "filters[status]", &["open"]),
        ("/rest/v1.0/projects/5/rfis?filters%5Bstatus%5D=open", "filters[status]", &["open"]),
        ("/rest/v1.0/projects/5/rfis?filters[id][]=1&x=y&filters[id][]=2", "filters[id]", &["1", "2"]),
        ("/rest/v1.0/projects/5/rfis?filters[id]=1", "filters[id]", &["1"]),
        // An array also where a single value is listed.
        (
            "/rest/v1.0/projects/5/rfis?filters[status][]=open&filters[status][]=draft",
            "filters[status]",
            &["open", "draft"],
        ),
        ("/rest/v1.0/projects/5/rfis?page=2&page=3", "page", &["2"]),
        ("/rest/v1.0/nowhere?filters[a]=2024-01-01...2024-02-01", "filters[a]", &["2024-01-01...2024-02-01"]),
    ] {
        assert_eq!(field(path, name).values, values, "{path}");
    }
}

#[test]
fn what_is_put_into_a_field_is_written() {
    let of_5 = "/rest/v1.0/projects/5/rfis";
    for (path, sets, expected) in [
        (of_5, &[("project_id", &["6"][..])][..], "/rest/v1.0/projects/6/rfis"),
        (of_5, &[("project_id", &[""])], RFIS),
        (of_5, &[("filters[status]", &["open"])], "/rest/v1.0/projects/5/rfis?filters[status]=open"),
        (
            "/rest/v1.0/projects/5/rfis?filters[status]=open&a=b+c%26",
            &[("filters[status]", &[""])],
            "/rest/v1.0/projects/5/rfis?a=b+c%26",
        ),
        (
            of_5,
            &[("filters[id]", &["1", "", "9007199254740993"]), ("page", &["2"])],
            "/rest/v1.0/projects/5/rfis?filters[id][]=1&filters[id][]=9007199254740993&page=2",
        ),
        (
            "/rest/v1.0/projects/5/rfis?filters[id]=1&x=y&filters[id][]=2",
            &[("filters[id]", &["3"])],
            "/rest/v1.0/projects/5/rfis?filters[id][]=3&x=y",
        ),
        (of_5, &[("filters[updated_at]", &["..."])], of_5),
        (
            of_5,
            &[("filters[updated_at]", &["2024-01-01..."])],
            "/rest/v1.0/projects/5/rfis?filters[updated_at]=2024-01-01...",
        ),
        // What is not listed stays while it is empty, until it is taken away.
        ("/a?filters[x]=1", &[("filters[x]", &[""])], "/a?filters[x]="),
        ("/a?filters[x][]=1&filters[x][]=2", &[("filters[x]", &["", ""])], "/a?filters[x][]="),
        ("/a?filters[x][]=1&b=2", &[("filters[x]", &[])], "/a?b=2"),
        ("/rest/v1.0/vendors", &[("company_id", &["7"])], "/rest/v1.0/vendors?company_id=7"),
    ] {
        assert_eq!(set_in(path, sets).path, expected, "{path} {sets:?}");
    }
    let draft = set_in(&format!("{RFIS}?company_id={{company_id}}"), &[("project_id", &["5"])]);
    assert_eq!((draft.path.split('?').next(), draft.value("project_id")), (Some(RFIS), "5"));
    let vendors = set_in("/rest/v1.0/vendors?company_id={mine}", &[("company_id", &["7"])]);
    assert_eq!((&*vendors.path, vendors.value("mine")), ("/rest/v1.0/vendors?company_id={mine}", "7"));
    // What was typed before does not come back in place of an emptied one.
    let mut draft = Draft { path: of_5.into(), ..Draft::new() };
    draft.set_value("project_id", "8".into());
    set(&mut draft, endpoint(of_5).as_ref(), "project_id", vec![String::new()]);
    assert_eq!((&*draft.path, draft.value("project_id")), (RFIS, ""));
}

#[test]
fn filters_are_added_by_name() {
    for (typed, spelled, expected) in [
        ("status", Spelled::One, "/a?b=1&filters[status]="),
        (" filters[status] ", Spelled::Many, "/a?b=1&filters[status][]="),
        ("at", Spelled::Span, "/a?b=1&filters[at]=..."),
        ("", Spelled::One, "/a?b=1"),
        ("a][b", Spelled::One, "/a?b=1"),
    ] {
        let mut draft = draft("/a?b=1");
        add(&mut draft, typed, spelled);
        add(&mut draft, typed, Spelled::One);
        assert_eq!(draft.path, expected, "{typed}");
        if expected.contains("filters") {
            let input = form_of(&draft, None).filters[0].input();
            assert_eq!(input, [Input::Text, Input::List, Input::Days][spelled as usize].clone());
        }
    }
}

#[test]
fn how_values_are_put_in() {
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let rfis = |query: &str| format!("/rest/v1.0/projects/5/rfis?{query}");
    let orders = "/rest/v1.1/projects?company_id=7&sort=";
    let logs = "/rest/v1.1/projects/5/daily_logs/counts?log_date=";
    for (path, name, input) in [
        (rfis(""), "project_id", Input::Text),
        (rfis(""), "filters[status]", Input::Choice(texts(&["open", "closed", "draft"]))),
        (
            rfis("filters[status]=odd"),
            "filters[status]",
            Input::Choice(texts(&["open", "closed", "draft", "odd"])),
        ),
        (
            rfis("filters[status][]=odd"),
            "filters[status]",
            Input::Boxes(texts(&["open", "closed", "draft", "odd"])),
        ),
        (rfis(""), "filters[id]", Input::List),
        (rfis(""), "filters[updated_at]", Input::Days),
        (rfis("filters[updated_at]=2024-01-01..."), "filters[updated_at]", Input::Days),
        (rfis("filters[updated_at]=2024-01-01"), "filters[updated_at]", Input::Text),
        (
            rfis("filters[updated_at]=2024-01-01T00:00:00Z...2024-01-02T00:00:00Z"),
            "filters[updated_at]",
            Input::Text,
        ),
        (orders.into(), "sort", Input::Order(texts(&["name", "display_name"]))),
        (format!("{orders}-odd,name"), "sort", Input::Order(texts(&["name", "display_name", "odd"]))),
        (format!("{orders}name,,"), "sort", Input::Text),
        (logs.into(), "log_date", Input::Day),
        (format!("{logs}0002-05-03"), "log_date", Input::Day),
        (format!("{logs}soon"), "log_date", Input::Text),
        ("/a?filters[x]=2024-01-01...".into(), "filters[x]", Input::Days),
        ("/a?filters[x]=2024-01-01".into(), "filters[x]", Input::Text),
        ("/a?filters[x]=a...b".into(), "filters[x]", Input::Text),
    ] {
        assert_eq!(field(&path, name).input(), input, "{path} {name}");
    }
}

#[test]
fn what_is_minded() {
    let rfis = "/rest/v1.0/projects/5/rfis";
    let submittals = "/rest/v2.0/companies/7/projects/8/submittals";
    for (path, name, words) in [
        ("/rest/v1.0/projects/9007199254740993/rfis".to_owned(), "project_id", None),
        ("/rest/v1.0/projects/abc/rfis".to_owned(), "project_id", Some("64 bits")),
        ("/rest/v1.0/projects/99999999999999999999/rfis".to_owned(), "project_id", Some("64 bits")),
        ("/rest/v2.0/companies/01HZX/projects/8/submittals".to_owned(), "company_id", None),
        (format!("{rfis}?filters[id][]=1&filters[id][]=x"), "filters[id]", Some("64 bits")),
        (format!("{rfis}?filters[id][]={{a}}&filters[id][]=1"), "filters[id]", None),
        (format!("{rfis}?filters[number]=-12"), "filters[number]", None),
        (format!("{rfis}?filters[number]=1.5"), "filters[number]", Some("no whole number")),
        (format!("{rfis}?filters[status]=odd"), "filters[status]", Some("none of the values")),
        (format!("{rfis}?filters[created_at]=2024-01-01..."), "filters[created_at]", Some("two ends")),
        (format!("{rfis}?filters[created_at]=2024"), "filters[created_at]", Some("no span")),
        (
            format!("{rfis}?filters[created_at]=2024-01-01...2024-01-02T00:00:00Z"),
            "filters[created_at]",
            None,
        ),
        (format!("{rfis}?per_page=0"), "per_page", Some("1 or more")),
        (format!("{rfis}?per_page=1000"), "per_page", None),
        (format!("{submittals}?per_page=1000"), "per_page", Some("100 rows at most")),
        (format!("{rfis}?page=0"), "page", Some("from 1")),
        (
            "/rest/v1.1/projects/5/daily_logs/counts?log_date=2024-02-30".to_owned(),
            "log_date",
            Some("no day"),
        ),
        ("/rest/v1.1/projects/5/submittals?filters[x]=".to_owned(), "filters[x]", Some("without a value")),
    ] {
        let fault = field(&path, name).fault;
        assert_eq!(fault.is_some(), words.is_some(), "{path} {fault:?}");
        assert!(fault.unwrap_or_default().contains(words.unwrap_or_default()), "{path}");
    }
}

#[test]
fn what_is_chosen_above_fills_what_is_in_braces() {
    let company = Some(Named { id: "9007199254740993".into(), name: "A".into(), number: None });
    let chosen = Chosen { company, project: None };
    let of = |path: &str, chosen: &Chosen| {
        let endpoint = endpoint(path).expect("known");
        let form = Form::of(&draft(path), Sight::Known(&endpoint), chosen);
        (form.needed[0].above.clone(), form.needed[0].hint(), form.missing().len())
    };
    let in_braces = "/rest/v1.0/vendors?company_id={company_id}";
    for (path, chosen, expected) in [
        (in_braces, &chosen, (Some("9007199254740993".to_owned()), "from the company above", 0)),
        (in_braces, &Chosen::default(), (None, "choose a company above, or type its id", 0)),
        // What is not in the text is not filled either.
        ("/rest/v1.0/vendors", &chosen, (None, "needed", 1)),
        ("/rest/v1.0/vendors?company_id=7", &chosen, (None, "", 0)),
    ] {
        assert_eq!(of(path, chosen), expected, "{path}");
    }
}

proptest! {
    /// To put into a field what it shows changes nothing, whatever the text; nor does a look at it panic.
    #[test]
    fn looking_changes_nothing(
        pairs in prop::collection::vec(("filters\\[(status|id|x)\\](\\[\\])?|page|view|a", "[a-c1{}.]{1,4}"), 0..6),
        tail in "(/[0-9{}a-z]{0,4})?",
    ) {
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let before = draft(&format!("/rest/v1.0/projects/5/rfis{tail}?{}", query.join("&")));
        let endpoint = endpoint(&before.path);
        for field in form_of(&before, endpoint.as_ref()).fields() {
            let mut after = before.clone();
            set(&mut after, endpoint.as_ref(), &field.name, field.values.clone());
            prop_assert_eq!(&after.path, &before.path, "{}", field.name);
        }
    }
}
