//! Requests that are hard to write down, and what a server must receive. The expectations are written by hand.

use procore_console::procore::{Body, CompanyId, Content, Method, Outgoing, Part as Field};

use crate::multipart::Part;

/// A request and what becomes of it.
#[derive(Clone)]
pub struct Request {
    pub name: &'static str,
    pub outgoing: Outgoing,
    /// The headers of interest, but for those of every request.
    pub headers: Vec<(&'static str, String)>,
    pub body: Expected,
    /// Whether there is a Rust program of it.
    pub has_program: bool,
}

/// What must come as the body.
#[derive(Clone, Debug)]
pub enum Expected {
    Bytes(Vec<u8>),
    Form(&'static str),
    Parts(Vec<Part>),
}

/// The files that lie in the current folder, and what is in them.
pub const FILES: [(&str, &[u8]); 3] = [
    ("plan.pdf", b"%PDF\r\n\0\xff\xfe--\r\n"),
    ("it's $(a) \"plan\"; type=x, é😀.txt", b"a\nb"),
    ("-", b"a dash"),
];

/// Every character that means something to some language, and some that are not seen.
const NASTY: &str = "it's \"q\" `b` $HOME ${x} $(touch pwned) %s %41 \\ \\n \\u0041 #{y} @- ; & | < > * ? [a] {b} ! ~ \
                     é ’ ‘ 😀 \u{2028}\u{202e}\u{feff} \t \"\"\" ''' \"# r#\" */ --> </script>";

pub fn all() -> Vec<Request> {
    vec![
        read(),
        bare_percent(),
        headers(),
        json(),
        large(),
        empty(),
        remove(),
        remove_json(),
        form(),
        upload(),
    ]
}

fn request(name: &'static str, outgoing: Outgoing) -> Request {
    Request { name, outgoing, headers: Vec::new(), body: Expected::Bytes(Vec::new()), has_program: true }
}

fn owned(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn read() -> Request {
    let target = "/rest/v1.0/it's/(1)/[2-3]/a%20b%2Fc%25?filters[id][]=1&filters[at]=%222026-01-01...2026-01-02%22&\
                  q=$HOME$(a){1..3}`|^;c:d@e!*~%7e%2D&a=+%2B&a=%C3%A9%c3%a9&empty=&bare&&x=%27%00%0a";
    request("read", Outgoing { target: target.into(), ..Outgoing::default() })
}

fn bare_percent() -> Request {
    let target = "/rest/v1.0/100%/x?discount=100%&name=a%20b&z=%zz&end=%";
    let outgoing = Outgoing { target: target.into(), ..Outgoing::default() };
    Request { has_program: false, ..request("bare percent", outgoing) }
}

fn headers() -> Request {
    let outgoing = Outgoing {
        target: "/rest/v1.0/me".into(),
        company: CompanyId::parse("18446744073709551615").ok(),
        headers: vec![
            owned("X-Nasty", "it's \"q\" `b` $HOME $(touch pwned) %s \\ \\n ; , @x <y> {z} #"),
            owned("x-twice", " one "),
            owned("X-Twice", "two"),
            owned("X-Empty", ""),
            owned("accept", "application/vnd.api+json"),
            owned("X-Api-Key", "must not be written"),
            owned("X'Odd`Name", "odd"),
            owned("Authorization", "Basic bm9ib2R5"),
            owned("Procore-Company-Id", "1"),
            owned("Cookie", "a=b"),
        ],
        ..Outgoing::default()
    };
    let headers = vec![
        ("accept", "application/vnd.api+json".to_owned()),
        ("procore-company-id", "18446744073709551615".to_owned()),
        ("x-nasty", "it's \"q\" `b` $HOME $(touch pwned) %s \\ \\n ; , @x <y> {z} #".to_owned()),
        ("x-twice", "one, two".to_owned()),
        ("x-empty", String::new()),
        ("x-api-key", crate::run::API_KEY.to_owned()),
        ("x'odd`name", "odd".to_owned()),
    ];
    Request { headers, ..request("headers", outgoing) }
}

fn with_json(name: &'static str, method: Method, target: &str, json: String) -> Request {
    let body = Expected::Bytes(json.clone().into_bytes());
    let outgoing = Outgoing { method, target: target.into(), body: Body::Json(json), ..Outgoing::default() };
    let headers = vec![("content-type", "application/json".to_owned())];
    Request { headers, body, ..request(name, outgoing) }
}

fn json() -> Request {
    let json = format!(
        "{{\n\t\"rfi\": {{\r\n  \"subject\" : {NASTY:?},\n  \"text\": \"{NASTY}\", \"id\": 9007199254740993 }}\r}}\n\n"
    );
    with_json("json", Method::Patch, "/rest/v1.0/rfis/1", json)
}

/// More than an argument of a program may have.
fn large() -> Request {
    let json = format!("[{}]", vec!["\"it's 20 letters long\""; 10_000].join(",\n"));
    Request { has_program: false, ..with_json("large", Method::Post, "/rest/v1.0/large", json) }
}

fn empty() -> Request {
    let outgoing =
        Outgoing { method: Method::Post, target: "/rest/v1.0/rfis/1/close".into(), ..Outgoing::default() };
    let headers = vec![("content-length", "0".to_owned())];
    Request { headers, ..request("empty", outgoing) }
}

fn remove() -> Request {
    let outgoing =
        Outgoing { method: Method::Delete, target: "/rest/v1.0/rfis/1".into(), ..Outgoing::default() };
    request("remove", outgoing)
}

fn remove_json() -> Request {
    with_json("remove_json", Method::Delete, "/rest/v1.0/rfis", "{\"ids\":[1,2]}".to_owned())
}

fn form() -> Request {
    let fields = vec![
        owned("rfi[subject]", "it's \"q\" $HOME `b` \\ 100% a+b"),
        owned("rfi[to][]", "1"),
        owned("rfi[to][]", "2"),
        owned("", "x=y&z\r\n"),
        owned("é=&", ""),
    ];
    let outgoing = Outgoing {
        method: Method::Put,
        target: "/rest/v1.0/rfis/1".into(),
        body: Body::Form(fields),
        ..Outgoing::default()
    };
    let headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
    let body = "rfi%5Bsubject%5D=it%27s+%22q%22+%24HOME+%60b%60+%5C+100%25+a%2Bb&rfi%5Bto%5D%5B%5D=1&rfi%5Bto%5D%5B%5D=2&\
                =x%3Dy%26z%0D%0A&%C3%A9%3D%26=";
    Request { headers, body: Expected::Form(body), ..request("form", outgoing) }
}

fn upload() -> Request {
    let text = |name: &str, text: &str| Field { name: name.into(), content: Content::Text(text.into()) };
    let file = |name: &str, file: &str| Field { name: name.into(), content: Content::File(file.into()) };
    let fields = vec![
        text("upload[\"é\"]\n", NASTY),
        text("lines", "a\nb\r\nc\r"),
        text("at", "@plan.pdf;type=text/plain"),
        text("less", "<plan.pdf"),
        text("twice", ""),
        text("twice", "2"),
        file("file", FILES[0].0),
        file("it's;an'odd name", FILES[1].0),
        file("dash", FILES[2].0),
    ];
    let outgoing = Outgoing {
        method: Method::Post,
        target: "/rest/v1.0/uploads".into(),
        headers: vec![owned("Content-Type", "application/json")],
        body: Body::Multipart(fields),
        ..Outgoing::default()
    };
    let part =
        |name: &str, text: &str| Part { name: name.into(), file: None, bytes: text.as_bytes().to_vec() };
    let file = |name: &str, (file, bytes): (&str, &[u8])| Part {
        name: name.into(),
        file: Some(file.into()),
        bytes: bytes.to_vec(),
    };
    let parts = vec![
        part("upload[\"é\"]\r\n", NASTY),
        part("lines", "a\r\nb\r\nc\r\n"),
        part("at", "@plan.pdf;type=text/plain"),
        part("less", "<plan.pdf"),
        part("twice", ""),
        part("twice", "2"),
        file("file", FILES[0]),
        file("it's;an'odd name", FILES[1]),
        file("dash", FILES[2]),
    ];
    Request { body: Expected::Parts(parts), ..request("upload", outgoing) }
}
