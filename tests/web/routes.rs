//! The router: which page stands at an address, the session history, and what it must never hear.

use std::sync::{Arc, Mutex};

use js_sys::Function;
use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;
use leptos_router::hooks::use_url;
use leptos_router::location::{BrowserUrl, LocationProvider};
use procore_console::browser::{effects, page};
use procore_console::console::{Route, Startup, start, update};
use procore_console::share::Shared;
use procore_console::ui::{App, Machine, Store};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::desk::{root, script, startup};
use super::support::{Mounted, eventually, mount_as, storage};

/// Roots of the app: the root of an origin, and paths below it, as `document.baseURI` spells them.
const PATHS: [&str; 4] = ["", "apps/console/", "b%C3%BC/c/", "100%25/~a%20b/"];

/// The app below a root, with every address that its router has had. Dropped, the old address is back.
struct Site {
    root: String,
    store: Store,
    addresses: Arc<Mutex<Vec<String>>>,
    page: Mounted,
    before: String,
}

impl Drop for Site {
    fn drop(&mut self) {
        replace(&self.before);
    }
}

impl Site {
    /// The app below `path`, started at `rest` below its root.
    fn at(path: &str, rest: &str) -> Self {
        let (before, root) = (address(), format!("{}{path}", root()));
        replace(&format!("{root}{rest}"));
        let console = start(Startup { redirect_uri: root.clone(), ..startup() }).0;
        let addresses = Arc::<Mutex<Vec<String>>>::default();
        let heard = addresses.clone();
        let machine = Machine { update, run: effects::run };
        let (page, store) = mount_as(machine, console, storage("routes"), move || {
            let app = view! { <App /> };
            let url = use_url();
            // Runs at once, so that nothing is missed that stands in the signal for a moment only.
            ImmediateEffect::new_scoped(move || {
                let address = url.with(|url| format!("{}?{}{}", url.path(), url.search(), url.hash()));
                heard.lock().expect("no panic").push(address);
            });
            app
        });
        Self { root, store, addresses, page, before }
    }

    /// Waits until this page is shown.
    async fn shows(&self, route: Option<Route>) {
        let what = format!("{route:?} at {}", address());
        eventually(&what, || untrack(|| self.store.route()) == route).await;
    }

    /// Waits for this page and its address.
    async fn stands_at(&self, route: Route) {
        self.shows(Some(route)).await;
        assert_eq!(address(), page::address(&self.root, route));
    }

    /// Clicks a link to `rest` below the root with further attributes, and tells whether the app took the click. The browser
    /// follows no link, and the app cannot tell.
    fn click(&self, rest: &str, attributes: &str) -> bool {
        const CLICK: &str = "
            const box = document.createElement('p');
            box.innerHTML = `<a ${attributes}>link</a>`;
            box.firstChild.href = address;
            element.append(box);
            let isTaken = false;
            const event = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
            event.preventDefault = () => { isTaken = true; };
            Object.defineProperty(event, 'defaultPrevented', { get: () => isTaken });
            box.addEventListener('click', () => Event.prototype.preventDefault.call(event));
            box.firstChild.dispatchEvent(event);
            box.remove();
            return isTaken";
        let address = format!("{}{rest}", self.root);
        let element: &JsValue = self.page.element.as_ref();
        script("element, address, attributes", CLICK, &[element, &address.into(), &attributes.into()])
            .is_truthy()
    }

    /// Follows a link to `fragment` as the browser does.
    fn follow(&self, fragment: &str) {
        const FOLLOW: &str = "const link = document.createElement('a');
            link.href = location.href.split('#')[0] + fragment;
            element.append(link);
            link.click();
            link.remove()";
        script("element, fragment", FOLLOW, &[self.page.element.as_ref(), &fragment.into()]);
    }

    fn addresses(&self) -> Vec<String> {
        self.addresses.lock().expect("no panic").clone()
    }
}

fn address() -> String {
    window().location().href().expect("an address")
}

fn replace(address: &str) {
    let history = window().history().expect("a history");
    history.replace_state_with_url(&JsValue::NULL, "", Some(address)).expect("an address of this origin");
}

/// Goes to `address` with an entry of its own, without telling anybody.
fn push(address: &str) {
    let history = window().history().expect("a history");
    history.push_state_with_url(&JsValue::NULL, "", Some(address)).expect("an address of this origin");
}

/// Steps through the session history; waits until `is_there` holds.
async fn step(delta: i32, what: &str, is_there: impl Fn() -> bool) {
    window().history().expect("a history").go_with_delta(delta).expect("an entry");
    eventually(what, is_there).await;
}

/// Real files stand at `setup/` and the like; a host may serve them without the slash as well.
#[wasm_bindgen_test]
async fn the_page_at_an_address() {
    // Not below all paths: Chromium ignores changes of the address beyond 200 in ten seconds.
    for path in ["", "b%C3%BC/c/"] {
        for (rest, route) in [
            ("", Some(Route::Home)),
            ("?a=b", Some(Route::Home)),
            ("setup", Some(Route::Setup)),
            ("setup/", Some(Route::Setup)),
            ("setup/?a=/b#c/", Some(Route::Setup)),
            ("grants/", Some(Route::Grants)),
            ("token#c", Some(Route::Token)),
            ("setup//", None),
            ("setup/token/", None),
            ("Setup/", None),
            ("home", None),
            ("index.html", None),
            ("config.json", None),
        ] {
            let site = Site::at(path, rest);
            site.shows(route).await;
            assert_eq!(address(), format!("{}{rest}", site.root), "it is left as it is");
            let is_missing = site.page.text().contains("There is no page at this address");
            assert_eq!(is_missing, route.is_none(), "{path}{rest}");
        }
    }
}

#[wasm_bindgen_test]
async fn links_lead_from_page_to_page() {
    for path in PATHS {
        let site = Site::at(path, "");
        let entries = || window().history().expect("a history").length().expect("a length");
        for route in [Route::Setup, Route::Token, Route::Home] {
            let before = entries();
            assert!(site.click(route.path(), ""), "{path}{}", route.path());
            site.stands_at(route).await;
            // The browser drops the oldest of fifty.
            assert!(entries() == before + 1 || before == 50, "an entry of its own");
            let before = entries();
            assert!(site.click(route.path(), "") && entries() == before, "none for the page that is there");
        }
        let title = || document().title();
        eventually("the title of the first page", || title() == "Procore Console").await;
        assert!(site.click("setup/", ""));
        eventually("its title", || title() == "Sign up with Procore · Procore Console").await;
        let focused = || document().active_element().map(|element| element.id());
        eventually("the focus at its beginning", || focused().as_deref() == Some("main")).await;
    }
}

#[wasm_bindgen_test]
fn other_links_are_the_browsers_own_affair() {
    let site = Site::at("apps/console/", "");
    let before = (address(), site.addresses());
    for (rest, attributes) in [
        ("setup/", "target=_blank"),
        ("setup/", "rel=external"),
        ("setup/", "download"),
        ("setup/?a=b", ""),
        ("setup/#a", ""),
        ("licenses.html", ""),
        ("nothing/", ""),
        // The router takes this one for a page of its own, because its path begins with the app's.
        ("../consoles/", ""),
        ("../", ""),
        ("#access_token=obviously-fake&token_type=bearer&state=abc", ""),
        ("?code=obviously-fake&state=abc", ""),
    ] {
        assert!(!site.click(rest, attributes), "{rest} {attributes}");
        assert_eq!((address(), site.addresses()), before, "{rest} {attributes}");
    }
    assert!(site.click("setup/", "rel=noreferrer"));
}

/// Also from an entry that was come to by Back and Forward.
#[wasm_bindgen_test]
async fn back_and_forward() {
    let site = Site::at("apps/console/", "");
    for route in [Route::Grants, Route::Setup] {
        site.store.go(route);
        site.stands_at(route).await;
    }
    let at = |route| {
        let address = page::address(&site.root, route);
        move || self::address() == address
    };
    step(-1, "Back", at(Route::Grants)).await;
    site.stands_at(Route::Grants).await;
    step(1, "Forward", at(Route::Setup)).await;
    site.stands_at(Route::Setup).await;
    site.store.go(Route::Grants);
    site.stands_at(Route::Grants).await;
    step(-3, "back to the first", at(Route::Home)).await;
    site.stands_at(Route::Home).await;
    step(3, "forward to the last", at(Route::Grants)).await;
    site.stands_at(Route::Grants).await;
}

/// With the page's first script, which hears of a changed address before the router does.
#[wasm_bindgen_test]
async fn an_answer_never_reaches_the_router() {
    Function::new_no_args(include_str!("../../src/guard.js")).call0(&JsValue::NULL).expect("a script");
    let site = Site::at("apps/console/", "");
    let is_clean = || !address().contains("obviously-fake");
    let answer = "access_token=obviously-fake&token_type=bearer&state=abc";
    // Firefox follows a fragment a moment later: the address alone would tell too early.
    script("", "window.fragments = 0; addEventListener('hashchange', () => { window.fragments += 1; })", &[]);
    let fragments = || script("", "return window.fragments", &[]).as_f64();
    for rest in ["", "setup/"] {
        site.store.go(if rest.is_empty() { Route::Home } else { Route::Setup });
        let before = fragments();
        // Pasted into the address bar.
        window().location().set_hash(answer).expect("a fragment");
        eventually("that the pasted answer is gone", || fragments() > before && is_clean()).await;
        let before = fragments();
        // By a link that leads here.
        site.follow(&format!("#{answer}"));
        eventually("that the answer of the link is gone", || fragments() > before && is_clean()).await;
        // From the session history.
        for old in [format!("#{answer}"), format!("?{answer}"), "?error=obviously-fake&state=abc".to_owned()]
        {
            push(&format!("{}{rest}{old}", site.root));
            push(&page::address(&site.root, Route::Token));
            window().history().expect("a history").back().expect("an entry");
            let plain = format!("{}{rest}", site.root);
            eventually("that the old answer is gone", || address() == plain).await;
        }
    }
    site.store.go(Route::Grants);
    site.stands_at(Route::Grants).await;
    let addresses = site.addresses();
    assert!(addresses.iter().any(|address| address.ends_with("grants/?")), "{addresses:?}");
    assert!(!addresses.iter().any(|address| address.contains("obviously-fake")), "{addresses:?}");
    js_sys::Reflect::delete_property(&js_sys::global(), &"takeAnswer".into()).expect("it goes");
}

/// `leptos_router` 0.8 decodes the values of a query twice (its `ParamsMap::insert`), so a link is read from the address itself.
/// The second column is what the router makes of the first.
#[wasm_bindgen_test]
fn a_shared_link_is_decoded_once() {
    for (value, routers) in [
        ("plain", "plain"),
        ("50% off", "50% off"),
        ("a+b & c=d", "a+b & c=d"),
        ("100%25", "100%"),
        ("%2525", "%25"),
        ("a%2Fb", "a/b"),
        ("%C3%BC", "ü"),
        ("%zz", "%zz"),
    ] {
        let shared = Shared {
            path: format!("/rest/v1.0/rfis?filters[search]={value}"),
            parameters: vec![("project_id".to_owned(), value.to_owned())],
            ..Shared::default()
        };
        let before = address();
        replace(&format!("{}?{}", root(), shared.to_query().expect("a link")));
        let url = BrowserUrl::current().expect("an address");
        let taken = page::take_query(&root()).expect("a query");
        assert_eq!(address(), root(), "it is taken once");
        replace(&before);
        assert_eq!(Shared::parse(&taken), Ok(shared), "{value}");
        assert_eq!(url.search_params().get_str("p.project_id"), Some(routers), "{value}");
    }
}
