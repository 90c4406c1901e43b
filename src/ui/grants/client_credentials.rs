//! The workbench of the client credentials grant.

use leptos::prelude::*;

use super::bench::{Bench, commands};
use crate::share::TokenRequest;

/// The command for a service account.
pub(super) fn client_credentials(bench: Bench) -> AnyView {
    bench.with_app(Box::new(move |environment, client_id| {
        let request = TokenRequest::ClientCredentials { client_id };
        commands(bench.shell.get(), &request, &environment.login, "Service account command")
    }))
}
