//! The first page: the way in, for who comes to sign in. The console is a binary of its own (`src/bin/console.rs`).

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::ui::start_way_in();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This app runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
