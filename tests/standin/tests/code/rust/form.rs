// [dependencies]
// reqwest = { version = "0.12" }
// tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without a proxy that the environment names.
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .put("http://localhost/rest/v1.0/rfis/1")
        .bearer_auth(std::env::var("PROCORE_TOKEN")?)
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .form(&[
            ("rfi[subject]", r#"it's "q" $HOME `b` \ 100% a+b"#),
            ("rfi[to][]", "1"),
            ("rfi[to][]", "2"),
            ("", "x=y&z\r\n"),
            ("é=&", ""),
        ])
        .send()
        .await?;
    println!("{}", response.status());
    println!("{}", response.text().await?);
    Ok(())
}
