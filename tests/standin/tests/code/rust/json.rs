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
        .patch("http://localhost/rest/v1.0/rfis/1")
        .bearer_auth(std::env::var("PROCORE_TOKEN")?)
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .body("{\n\t\"rfi\": {\r\n  \"subject\" : \"it's \\\"q\\\" `b` $HOME ${x} $(touch pwned) %s %41 \\\\ \\\\n \\\\u0041 #{y} @- ; & | < > * ? [a] {b} ! ~ é ’ ‘ 😀 \\u{2028}\\u{202e}\\u{feff} \\t \\\"\\\"\\\" ''' \\\"# r#\\\" */ --> </script>\",\n  \"text\": \"it's \"q\" `b` $HOME ${x} $(touch pwned) %s %41 \\ \\n \\u0041 #{y} @- ; & | < > * ? [a] {b} ! ~ é ’ ‘ 😀 \u{2028}\u{202e}\u{feff} \t \"\"\" ''' \"# r#\" */ --> </script>\", \"id\": 9007199254740993 }\r}\n\n")
        .send()
        .await?;
    println!("{}", response.status());
    println!("{}", response.text().await?);
    Ok(())
}
