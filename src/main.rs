//! The app's binary: it takes the answer out of the address and hands over to the views.

#[cfg(target_arch = "wasm32")]
fn main() {
    let answer = procore_console::browser::answer::take();
    procore_console::ui::start(answer);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This app runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
