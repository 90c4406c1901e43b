//! The guide to the grants of OAuth 2.0 at Procore.

use leptos::prelude::*;

/// Which grant is for whom, and what this app does with each.
#[component]
pub fn Grants() -> impl IntoView {
    view! {
        <article class="guide">
            <h1>"Which grant do I need?"</h1>
            <p class="lead">
                "A grant is a way to a token. Which one fits depends on whether your program can keep a secret, and
                whether a person is there."
            </p>
            <div class="grants">
                <section>
                    <h2>"Authorization code"</h2>
                    <p>
                        "For an app with a server. The person logs in at Procore and comes back with a code that lives
                        ten minutes and works once; the server exchanges it, with its secret, for a token and a refresh
                        token. This is the grant that Procore supports and recommends."
                    </p>
                    <p>"The refresh token works once, too: each renewal brings the next one."</p>
                </section>
                <section>
                    <h2>"Authorization code, installed application"</h2>
                    <p>
                        "For a script or a program without a web address. The redirect URI is "
                        <code>"urn:ietf:wg:oauth:2.0:oob"</code>
                        ": Procore shows the code, and the person copies it into the program, which exchanges it like a
                        server does."
                    </p>
                </section>
                <section>
                    <h2>"Client credentials"</h2>
                    <p>
                        "For data that flows without a person. A service account that a company's administrator set up
                        gets a token for its own id and secret. Every call names the company in the Procore-Company-Id
                        header."
                    </p>
                </section>
                <section>
                    <h2>"Implicit"</h2>
                    <p>
                        "For an app that lives in the browser alone and cannot keep a secret: this one. Procore sends
                        the token straight back in the address, behind the #. There is no refresh token: when the token
                        ends, the person signs in again."
                    </p>
                    <p>
                        "Procore withdrew its support in September 2022; where it still works, it may end. A token in an
                        address is easier to intercept than a code: this app takes it out of the address before anything
                        else, checks that it answers a sign-in of this very tab, and asks Procore whether it was issued
                        to your app."
                    </p>
                </section>
            </div>
        </article>
    }
}
