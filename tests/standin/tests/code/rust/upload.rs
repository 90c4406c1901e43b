// [dependencies]
// reqwest = { version = "0.12", features = ["multipart"] }
// tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
// A Content-Type that contradicts the body is left out.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Without a proxy that the environment names.
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let form = reqwest::multipart::Form::new()
        .percent_encode_noop()
        .text("upload[%22é%22]%0D%0A", "it's \"q\" `b` $HOME ${x} $(touch pwned) %s %41 \\ \\n \\u0041 #{y} @- ; & | < > * ? [a] {b} ! ~ é ’ ‘ 😀 \u{2028}\u{202e}\u{feff} \t \"\"\" ''' \"# r#\" */ --> </script>")
        .text("lines", "a\r\nb\r\nc\r\n")
        .text("at", "@plan.pdf;type=text/plain")
        .text("less", "<plan.pdf")
        .text("twice", "")
        .text("twice", "2")
        .part("file", reqwest::multipart::Part::bytes(std::fs::read("plan.pdf")?).file_name("plan.pdf"))
        .part("it's;an'odd name", reqwest::multipart::Part::bytes(std::fs::read(r#"it's $(a) "plan"; type=x, é😀.txt"#)?).file_name("it's $(a) %22plan%22; type=x, é😀.txt"))
        .part("dash", reqwest::multipart::Part::bytes(std::fs::read("-")?).file_name("-"));
    let response = client
        .post("http://localhost/rest/v1.0/uploads")
        .bearer_auth(std::env::var("PROCORE_TOKEN")?)
        .header("Accept", "application/json")
        .multipart(form)
        .send()
        .await?;
    println!("{}", response.status());
    println!("{}", response.text().await?);
    Ok(())
}
