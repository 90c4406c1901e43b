//! The worker that runs one jq program over one document, and is ended after that.

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::worker::filter::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This worker runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
