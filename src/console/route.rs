//! The pages of the app. Each is a real file on the static host, so that a reload or a link needs no rewrite
//! rule: a new route is added here, and its view in `ui/routes.rs`.

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Sign-in, and the console once signed in. Its address is the redirect URI.
    Home,
    /// What must exist at Procore before anybody can sign in.
    Setup,
    /// The grants of OAuth 2.0 at Procore, and which one is for whom.
    Grants,
    /// Bringing a token that was got elsewhere.
    Token,
}

impl Route {
    /// Every page.
    pub const ALL: [Self; 4] = [Self::Home, Self::Setup, Self::Grants, Self::Token];

    /// The page's folder below the app's root: empty, or a name with a slash after it.
    pub fn path(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Setup => "setup/",
            Self::Grants => "grants/",
            Self::Token => "token/",
        }
    }

    /// The page's name in storage.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Setup => "setup",
            Self::Grants => "grants",
            Self::Token => "token",
        }
    }

    /// The page of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.name() == name)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_are_unique_and_plain() {
        for route in Route::ALL {
            assert_eq!(Route::from_name(route.name()), Some(route));
            assert!(route.path().is_empty() || route.path() == format!("{}/", route.name()));
        }
        for name in ["", "https://evil.example/", "//evil.example", "Home"] {
            assert_eq!(Route::from_name(name), None);
        }
    }
}
