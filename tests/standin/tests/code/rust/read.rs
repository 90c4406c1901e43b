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
        .get("http://localhost/rest/v1.0/it's/(1)/[2-3]/a%20b%2Fc%25?filters[id][]=1&filters[at]=%222026-01-01...2026-01-02%22&q=$HOME$(a){1..3}`|^;c:d@e!*~%7e%2D&a=+%2B&a=%C3%A9%c3%a9&empty=&bare&&x=%27%00%0a")
        .bearer_auth(std::env::var("PROCORE_TOKEN")?)
        .header("Accept", "application/json")
        .send()
        .await?;
    println!("{}", response.status());
    println!("{}", response.text().await?);
    Ok(())
}
