//! `_headers`: what a static host sends with each file, in the syntax that Netlify, Cloudflare Pages and others
//! read. One template (headers.txt); only `connect-src` varies, with the environments.

use procore_console::console::Route;
use procore_console::procore::Environments;

const TEMPLATE: &str = include_str!("headers.txt");
const HSTS: &str = "  Strict-Transport-Security: max-age=31536000\n";

/// Renders `_headers` for `environments`; with `hsts`, also Strict-Transport-Security.
#[must_use]
pub fn render(environments: &Environments, hsts: bool) -> String {
    let mut origins: Vec<&str> = Vec::new();
    for origin in environments.iter().flat_map(|environment| [&environment.login, &environment.api]) {
        if !origins.contains(&origin.as_str()) {
            origins.push(origin.as_str());
        }
    }
    let page = |route: Route| format!("/{}\n  Cache-Control: no-cache\n", route.path());
    TEMPLATE
        .replace("{origins}", &origins.join(" "))
        .replace("{hsts}", if hsts { HSTS } else { "" })
        .replace("{pages}", &Route::ALL.map(page).concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connect_src(headers: &str) -> Vec<&str> {
        let (_, rest) = headers.split_once("connect-src ").expect("a connect-src");
        rest.split(';').next().expect("its sources").split(' ').collect()
    }

    #[test]
    fn built_in_headers_allow_every_procore_host_once() {
        let headers = render(&Environments::builtin(), false);
        let mut allowed = connect_src(&headers);
        for environment in Environments::builtin().iter() {
            assert!(
                allowed.contains(&environment.login.as_str()) && allowed.contains(&environment.api.as_str())
            );
        }
        let count = allowed.len();
        allowed.sort_unstable();
        allowed.dedup();
        assert_eq!(allowed.len(), count);
        assert!(!headers.contains('{') && !headers.contains("Strict-Transport-Security"));
    }

    #[test]
    fn only_connect_src_varies() {
        let config = br#"{"environments":[{"id":"x","name":"X","login_url":"http://localhost:1","api_url":"http://localhost:1"}]}"#;
        let environments = Environments::parse(config).expect("a good config");
        let headers = render(&environments, false);
        assert_eq!(connect_src(&headers), ["'self'", "http://localhost:1"]);
        let without = |headers: &str| headers.replace(&connect_src(headers).join(" "), "");
        assert_eq!(without(&headers), without(&render(&Environments::builtin(), false)));
    }

    #[test]
    fn the_policy_is_strict() {
        let headers = render(&Environments::builtin(), true);
        for directive in [
            "default-src 'none';",
            "script-src 'self' 'wasm-unsafe-eval';",
            "style-src 'self';",
            "base-uri 'self';",
            "form-action 'none';",
            "frame-ancestors 'none'\n",
            "Referrer-Policy: no-referrer\n",
            "X-Content-Type-Options: nosniff\n",
        ] {
            assert!(headers.contains(directive), "{directive}");
        }
        for forbidden in ["unsafe-inline", "'unsafe-eval'", "*;", "http:", "includeSubDomains"] {
            assert!(!headers.contains(forbidden), "{forbidden}");
        }
        assert!(headers.contains("\n  Strict-Transport-Security: max-age=31536000\n/\n"));
    }

    #[test]
    fn every_page_is_asked_for_anew_and_hashed_files_never() {
        let headers = render(&Environments::builtin(), false);
        for path in ["/", "/setup/", "/grants/", "/*.html"] {
            assert!(headers.contains(&format!("\n{path}\n  Cache-Control: no-cache\n")), "{path}");
        }
        assert!(headers.ends_with("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }

    #[test]
    fn lines_stay_within_the_limits_of_static_hosts() {
        assert!(render(&Environments::builtin(), true).lines().all(|line| line.len() < 2000));
    }
}

#[cfg(test)]
#[path = "headers_snapshot_tests.rs"]
mod snapshot_tests;
