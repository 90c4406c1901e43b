//! The workbench: what every grant's part of it has in common.

use leptos::html::Input;
use leptos::prelude::*;

use super::authorization_code::authorization_code;
use super::client_credentials::client_credentials;
use super::implicit::implicit;
use super::installed::installed;
use super::parts::{Words, when_loaded};
use crate::oauth::grant::Grant;
use crate::oauth::grant::markup::Part;
use crate::oauth::{AuthorizationRequest, ClientId, ClientIdError, Origin, ResponseType};
use crate::procore::Environment;
use crate::share::{Shell, TokenRequest, set_secret};
use crate::ui::command::{CommandView, ShellChoice};
use crate::ui::environment_fields::{ClientIdField, EnvironmentField};
use crate::ui::store::Store;

/// What stands in the workbench's fields, kept while another grant is looked at.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    /// The state.
    pub(super) store: Store,
    /// The shell that commands are for.
    pub(super) shell: RwSignal<Shell>,
    /// The redirect URI of the authorization code grant.
    pub(super) redirect_uri: RwSignal<String>,
    /// The code that was copied from Procore's page.
    pub(super) copied: RwSignal<String>,
    client_id_field: NodeRef<Input>,
}

/// What is made for an environment and the client id in its field, or for what is wrong with that.
type ForEnvironment = Box<dyn Fn(&Environment, Result<ClientId, ClientIdError>) -> AnyView + Send>;

/// What is made for an environment and an app.
type ForApp = Box<dyn Fn(&Environment, &ClientId) -> AnyView + Send>;

impl Bench {
    pub(super) fn new(store: Store) -> Self {
        Self {
            store,
            shell: RwSignal::new(Shell::Bash),
            redirect_uri: RwSignal::new(store.now(|console| console.redirect_uri.clone())),
            copied: RwSignal::default(),
            client_id_field: NodeRef::new(),
        }
    }

    /// Takes the focus to the client id if something is wrong with it.
    pub(super) fn focus_on_problem(self) {
        let lacks = self.store.now(|console| ClientId::parse(console.client_id()).is_err());
        if lacks && let Some(field) = self.client_id_field.get_untracked() {
            let _ = field.focus();
        }
    }

    /// What is made anew for each environment and client id.
    pub(super) fn with_environment(self, make: ForEnvironment) -> AnyView {
        self.store.region(
            |console| (console.chosen().clone(), ClientId::parse(console.client_id())),
            move |(environment, client_id)| make(&environment, client_id),
        )
    }

    /// What can be made once there is a client id; until then, what is missing.
    pub(super) fn with_app(self, make: ForApp) -> AnyView {
        self.with_environment(Box::new(move |environment, client_id| match client_id {
            Ok(client_id) => make(environment, &client_id),
            Err(problem) => view! { <p class="missing">{problem.explain()}</p> }.into_any(),
        }))
    }

    /// The link to the authorization endpoint, as text. Its state, where it has one, is made when it is followed.
    pub(super) fn link(
        self,
        response_type: ResponseType,
        redirect_uri: impl Fn() -> String + Send + 'static,
    ) -> AnyView {
        self.with_app(Box::new(move |environment, client_id| {
            let url = authorization_url(environment, client_id, response_type, &redirect_uri());
            view! { <pre class="link">{url} "&state=…"</pre> }.into_any()
        }))
    }
}

/// The address of the authorization endpoint for a request without a state.
pub(super) fn authorization_url(
    environment: &Environment,
    client_id: &ClientId,
    response_type: ResponseType,
    redirect_uri: &str,
) -> String {
    let endpoint = &environment.authorization_endpoint();
    AuthorizationRequest { endpoint, response_type, client_id, redirect_uri, state: None }.url()
}

/// The fields that every grant needs, and then the grant's own part.
pub(super) fn bench(grant: Grant, bench: Bench, words: Words) -> AnyView {
    let own = match grant {
        Grant::AuthorizationCode => authorization_code(bench),
        Grant::Installed => installed(bench),
        Grant::ClientCredentials => client_credentials(bench),
        Grant::Implicit => implicit(bench),
    };
    let shells = match grant {
        Grant::Implicit => ().into_any(),
        _ => view! { <ShellChoice shell=bench.shell /> }.into_any(),
    };
    view! {
        <section class="bench" aria-labelledby="bench-title">
            <h3 id="bench-title">"Try it"</h3>
            {when_loaded(words, Part::Bench(grant), Box::new(|| ().into_any()))}
            <div class="bench-fields">
                <div class="field">
                    <EnvironmentField />
                </div>
                <div class="field">
                    <ClientIdField input=bench.client_id_field />
                </div>
            </div>
            {shells}
            {own}
        </section>
    }
    .into_any()
}

/// The commands of one request, in the order in which they are run: for each variable, the one that asks for its value,
/// and then the request itself.
pub(super) fn commands(
    shell: Shell,
    request: &TokenRequest<'_>,
    login: &Origin,
    name: &'static str,
) -> AnyView {
    let variable = |variable: &'static str| match variable.ends_with("SECRET") {
        true => item(
            "Once in each terminal, give it the client secret. It asks for it, and neither shows nor remembers it:",
            set_secret(shell, variable),
            "Command that asks for the secret",
        ),
        false => item(
            "Give it the latest refresh token in the same way:",
            set_secret(shell, variable),
            "Command that asks for the refresh token",
        ),
    };
    let mut items: Vec<AnyView> = request.variables().into_iter().map(variable).collect();
    items.push(item(
        "Then send the request. It prints Procore's answer, to be pasted at the end of this page:",
        request.command(shell, login),
        name,
    ));
    view! { <ol class="commands">{items}</ol> }.into_any()
}

fn item(words: &'static str, command: String, name: &'static str) -> AnyView {
    view! {
        <li>
            <p>{words}</p>
            <CommandView command name />
        </li>
    }
    .into_any()
}

/// The way to the next pair of tokens.
pub(super) fn refresh(bench: Bench, redirect_uri: impl Fn() -> String + Send + 'static) -> AnyView {
    let made = bench.with_app(Box::new(move |environment, client_id| {
        let redirect_uri = redirect_uri();
        let request = TokenRequest::RefreshToken { client_id, redirect_uri: &redirect_uri };
        commands(bench.shell.get(), &request, &environment.login, "Refresh command")
    }));
    view! {
        <details>
            <summary>"Later: the next pair of tokens"</summary>
            {made}
        </details>
    }
    .into_any()
}
