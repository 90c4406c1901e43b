//! The static host.

use std::fs;
use std::time::Duration;

use reqwest::StatusCode;
use standin::{PathMatch, Site, SiteFault};
use tempfile::TempDir;

use crate::browser::{header, http, standin};

fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("inner/grants")).unwrap();
    let file = |path: &str, text: &str| fs::write(dir.path().join(path), text).unwrap();
    file("outside.txt", "outside");
    file("inner/index.html", "<p>root");
    file("inner/grants/index.html", "<p>grants");
    file("inner/app.wasm", "wasm");
    file("inner/app.js", "js");
    file(
        "inner/_headers",
        "# rules\n/*\n  X-Frame-Options: DENY\n  Cache-Control: no-cache\n/*.wasm\n  Cache-Control: max-age=9\n  ! X-Frame-Options\n",
    );
    dir
}

async fn site(dir: &TempDir, mount: &str) -> Site {
    Site::start(dir.path().join("inner"), mount).await.unwrap()
}

#[tokio::test]
async fn plain_files_under_a_mount() {
    let dir = folder();
    let site = site(&dir, "/a/b/").await;
    assert_eq!(site.root_url(), format!("{}/a/b/", site.origin()));
    let get = async |path: &str| http().get(format!("{}{path}", site.origin())).send().await.unwrap();
    for (path, kind, text) in [
        ("/a/b/", "text/html; charset=utf-8", "<p>root"),
        ("/a/b/index.html?x=1", "text/html; charset=utf-8", "<p>root"),
        ("/a/b/grants/", "text/html; charset=utf-8", "<p>grants"),
        ("/a/b/app.wasm", "application/wasm", "wasm"),
        ("/a/b/app.js", "text/javascript; charset=utf-8", "js"),
    ] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(header(&response, "content-type").unwrap(), kind);
        assert_eq!(response.text().await.unwrap(), text);
    }
    for (path, target) in [("/a/b", "/a/b/"), ("/a/b/grants?x=1", "/a/b/grants/?x=1")] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::MOVED_PERMANENTLY);
        assert_eq!(header(&response, "location").unwrap(), target);
    }
    for path in
        ["/", "/app.js", "/a/b/none", "/a/b/app.js/", "/a/b/_headers", "/a/b/%5Fheaders", "/a/b//app.js"]
    {
        assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(http().post(site.root_url()).send().await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
    let seen = site.requests().remove(1);
    assert_eq!((seen.path.as_str(), seen.query.as_deref()), ("/a/b/index.html", Some("x=1")));
    assert!(!format!("{seen:?}").contains("x=1"));
}

#[tokio::test]
async fn nothing_outside_the_folder() {
    let dir = folder();
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path().join("outside.txt"), dir.path().join("inner/link.txt")).unwrap();
    let site = site(&dir, "/").await;
    let port = site.origin().rsplit(':').next().unwrap().parse::<u16>().unwrap();
    for path in [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/grants/..%2f..%2foutside.txt",
        "/..%5coutside.txt",
        "/link.txt",
    ] {
        // By hand, because a client would tidy the path.
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
}

#[tokio::test]
async fn headers_are_merged_and_detached() {
    let dir = folder();
    let site = site(&dir, "/a/").await;
    let get = async |path: &str| http().get(format!("{}{path}", site.root_url())).send().await.unwrap();
    let missing = get("none").await;
    assert_eq!(header(&missing, "x-frame-options").unwrap(), "DENY");
    let wasm = get("app.wasm").await;
    assert_eq!(header(&wasm, "cache-control").unwrap(), "no-cache, max-age=9");
    assert!(header(&wasm, "x-frame-options").is_none());
    fs::write(dir.path().join("inner/_headers"), "/\n  x-new: 1\n").unwrap();
    assert_eq!(header(&get("").await, "x-new").unwrap(), "1");
    assert!(header(&get("app.js").await, "x-frame-options").is_none());
}

#[tokio::test]
async fn faults_and_overrides() {
    let dir = folder();
    let site = site(&dir, "/").await;
    let get = async |path: &str| http().get(format!("{}{path}", site.root_url())).send().await;
    site.fail(PathMatch::Suffix(".wasm".into()), SiteFault::Status(404));
    site.fail(PathMatch::Exact("app.js".into()), SiteFault::Close);
    site.fail(PathMatch::Prefix("grants/".into()), SiteFault::Delay(Duration::from_millis(30)));
    assert_eq!(get("app.wasm").await.unwrap().status(), StatusCode::NOT_FOUND);
    assert!(get("app.js").await.is_err());
    assert_eq!(get("grants/").await.unwrap().status(), StatusCode::OK);
    site.clear_faults();
    assert_eq!(get("app.wasm").await.unwrap().status(), StatusCode::OK);

    let standin = standin().await;
    site.override_file("config.json", "application/json", 200, standin.config_json());
    let config = get("config.json").await.unwrap();
    assert_eq!(header(&config, "x-frame-options").unwrap(), "DENY");
    assert_eq!(
        config.text().await.unwrap(),
        format!(
            "{{\"environments\":[{{\"id\":\"stand-in\",\"name\":\"Stand-in of Procore\",\"login_url\":\"{}\",\"api_url\":\"{}\",\"client_id\":\"procore-console-demo\",\"read_only\":false}}]}}",
            standin.login_origin(),
            standin.api_origin()
        )
    );
    site.clear_overrides();
    assert_eq!(get("config.json").await.unwrap().status(), StatusCode::NOT_FOUND);
    let origin = site.origin();
    site.shutdown().await;
    assert!(http().get(origin).send().await.is_err());
}

#[tokio::test]
async fn files_and_headers_are_laid_over_a_folder_that_stays_as_it_is() {
    let dir = folder();
    let site = site(&dir, "/a/b/").await;
    let plain = Site::start(dir.path().join("inner"), "/").await.unwrap();
    site.put_file("app.js", "laid over");
    site.put_file("made/config.json", vec![0xff]);
    site.set_headers("/*\n  X-Frame-Options: SAMEORIGIN\n");
    let get = async |path: &str| http().get(format!("{}{path}", site.root_url())).send().await.unwrap();
    let response = get("made/config.json").await;
    assert_eq!(header(&response, "content-type").unwrap(), "application/json");
    assert_eq!(response.bytes().await.unwrap().as_ref(), [0xff]);
    let response = get("app.js").await;
    assert_eq!(header(&response, "x-frame-options").unwrap(), "SAMEORIGIN");
    assert!(header(&response, "cache-control").is_none());
    assert_eq!(response.text().await.unwrap(), "laid over");
    // What a test overrides for a while lies above that.
    site.override_file("app.js", "text/html", 503, "not now");
    assert_eq!(get("app.js").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    site.clear_overrides();
    assert_eq!(get("app.js").await.text().await.unwrap(), "laid over");
    // Another site on the same folder knows nothing of it.
    let response = http().get(format!("{}app.js", plain.root_url())).send().await.unwrap();
    assert_eq!(header(&response, "x-frame-options").unwrap(), "DENY");
    assert_eq!(response.text().await.unwrap(), "js");
}

/// RFC 9110 section 12.5.3: only a coding that the request names. A file without a compressed form is sent as it is.
#[tokio::test]
async fn compressed_for_those_who_ask() {
    let dir = folder();
    let site = site(&dir, "/").await;
    site.put_compressed("app.wasm", "brotli of wasm");
    site.put_compressed("index.html", "brotli of root");
    for (path, accepts, coding, text) in [
        ("app.wasm", "gzip, deflate, br, zstd", Some("br"), "brotli of wasm"),
        ("app.wasm", "br;q=1.0", Some("br"), "brotli of wasm"),
        ("app.wasm", "gzip, brr", None, "wasm"),
        ("app.wasm", "", None, "wasm"),
        ("", "br", Some("br"), "brotli of root"),
        ("app.js", "br", None, "js"),
    ] {
        let request = http().get(format!("{}{path}", site.root_url())).header("accept-encoding", accepts);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "content-encoding").as_deref(), coding, "{path} {accepts}");
        let vary = header(&response, "vary");
        assert_eq!(vary.as_deref(), coding.map(|_| "Accept-Encoding"), "{path} {accepts}");
        assert_eq!(response.text().await.unwrap(), text, "{path} {accepts}");
    }
}
