//! The worker that has the catalogue, and writes requests as code.

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::worker::catalogue::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This worker runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
