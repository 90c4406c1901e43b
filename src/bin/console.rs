//! The console: the whole app, loaded as soon as there is more than the way in. It takes the answer out of the address and
//! hands over to the views.

#[cfg(target_arch = "wasm32")]
fn main() {
    let answer = procore_console::browser::answer::take();
    procore_console::ui::start(answer);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This is a part of an app that runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
