// [dependencies]
// reqwest = { version = "0.12" }
// tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
// A header that no browser sends is left out.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without a proxy that the environment names.
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .get("http://localhost/rest/v1.0/me")
        .bearer_auth(std::env::var("PROCORE_TOKEN")?)
        .header("Procore-Company-Id", "18446744073709551615")
        .header("X-Nasty", r#"it's "q" `b` $HOME $(touch pwned) %s \ \n ; , @x <y> {z} #"#)
        .header("x-twice", "one, two")
        .header("X-Empty", "")
        .header("accept", "application/vnd.api+json")
        .header("X-Api-Key", std::env::var("HEADER_X_API_KEY")?)
        .header("X'Odd`Name", "odd")
        .send()
        .await?;
    println!("{}", response.status());
    println!("{}", response.text().await?);
    Ok(())
}
