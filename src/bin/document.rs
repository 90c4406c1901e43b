//! The worker of a document.

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::worker::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This is a worker of an app that runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
