//! What holds for every grant.

use leptos::prelude::*;

use super::bench::Bench;
use super::parts::{Words, when_loaded};
use crate::oauth::grant::markup::Part;
use crate::procore::{Environment, Outgoing};
use crate::share::set_secret;
use crate::ui::command::{CallCommand, CommandView, ShellChoice};

/// The notes that hold for every grant, with the hosts of the environments and the commands that use a token.
pub(super) fn every_grant(bench: Bench, words: Words) -> AnyView {
    let hosts = move || {
        let hosts = bench.store.now(|console| console.environments.iter().map(hosts).collect::<Vec<_>>());
        view! { <ul class="hosts">{hosts}</ul> }.into_any()
    };
    let commands = move || {
        let made = bench.with_environment(Box::new(move |environment, _| {
            let shell = bench.shell.get();
            let get = |target: &str| Outgoing { target: target.to_owned(), ..Outgoing::default() };
            let (me, info) = (get("/rest/v1.0/me"), get("/oauth/token/info"));
            let (api, login) = (environment.api.to_string(), environment.login.to_string());
            view! {
                <CommandView command=set_secret(shell, "PROCORE_TOKEN") name="Command that asks for the token" />
                <CallCommand asked=me api shell=bench.shell name="Call command" />
                <CallCommand asked=info api=login shell=bench.shell name="Token info command" />
            }
            .into_any()
        }));
        view! {
            <ShellChoice shell=bench.shell />
            {made}
        }
        .into_any()
    };
    view! {
        <section class="every-grant" aria-labelledby="every-grant-title">
            <h2 class="part" id="every-grant-title">
                "What holds for every grant"
            </h2>
            {when_loaded(words, Part::Environments, Box::new(hosts))}
            {when_loaded(words, Part::EveryGrant, Box::new(commands))}
        </section>
    }
    .into_any()
}

fn hosts(Environment { name, login, api, .. }: &Environment) -> AnyView {
    view! {
        <li>
            {name.clone()} ": log in at " <code>{login.host().to_owned()}</code> ", call "
            <code>{api.host().to_owned()}</code>
        </li>
    }
    .into_any()
}
