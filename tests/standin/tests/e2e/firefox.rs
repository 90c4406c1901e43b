//! Firefox: how it is started, and what only its own privileged scripts can do.
//!
//! `WebDriver BiDi` would be a standard way to the console and into new pages, but knows neither the session history
//! nor what the browser itself says in the console, of policies and of files that do not load. Scripts in the context
//! of the browser see all of it, by the connection that is there anyway.

use std::path::Path;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::browser::{Browser, History, Lack, Spoken};
use crate::waiting::Result;

/// What every Firefox of the tests is asked for: no network but this machine's own. What is not for this machine goes to
/// a proxy where nobody listens, without exception.
const LOOPBACK_ONLY: &str = include_str!("../../../firefox.json");

/// What pages say, and what they violate; runs in every process.
const RECORDER: &str = include_str!("firefox.js");

/// What the console has, and from now on has no more. It keeps 250 messages. Each is told with the address beside it;
/// the words that mean a fault are those of Chromium.
const CONSOLE: &str = "
    const messages = Services.console.getMessageArray();
    Services.console.reset();
    if (messages.length >= 250) throw new Error('the console may have lost messages');
    return messages.map((message) => {
        if (!(message instanceof Ci.nsIScriptError)) return message.message;
        const { category, flags, errorMessage, sourceName } = message;
        const ofPage = !/^(chrome|resource|moz-[a-z]+):/.test(sourceName);
        const thrown = !(flags & message.warningFlag) && /javascript/.test(category) && ofPage;
        const kind = category.startsWith('CSP') ? 'Content Security Policy' : thrown ? 'Uncaught' : category;
        return `${kind}: ${errorMessage} (${sourceName})`;
    });";

/// The history of the current tab.
const HISTORY: &str = "
    const { sessionHistory } = gBrowser.selectedBrowser.browsingContext;
    const entries = Array.from({ length: sessionHistory.count }, (_, index) => {
        const { URI, title } = sessionHistory.getEntryAtIndex(index);
        return { url: URI.spec, title };
    });
    return { entries, current: sessionHistory.index };";

/// The accessibility tree: roles as ARIA has them; texts have none there and are called as in Chromium.
const SPOKEN: &str = "
    const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
    const found = [];
    const read = (node) => {
        const role = node.role === Ci.nsIAccessibleRole.ROLE_TEXT_LEAF ? 'StaticText' : node.computedARIARole;
        found.push([role, node.name]);
        for (let child = node.firstChild; child; child = child.nextSibling) read(child);
    };
    const page = service.getAccessibleFor(gBrowser.selectedBrowser)?.firstChild;
    if (page) read(page);
    return found;";

/// Nothing is kept from one page to the next.
const FORGET_CACHE: &str = "
    for (const cache of ['disk', 'memory']) Services.prefs.setBoolPref(`browser.cache.${cache}.enable`, false);
    Services.cache2.clear();";

/// Nothing is left of what pages stored and of where they were.
const FORGET: &str = "
    const { clearData } = Services;
    return new Promise((resolve) => clearData.deleteData(clearData.CLEAR_ALL, { onDataDeleted: () => resolve() }));";

/// What geckodriver is asked for.
pub(crate) fn capabilities(program: &Path, lack: Option<Lack>) -> Result<Capabilities> {
    let mut capabilities: Capabilities = serde_json::from_str(LOOPBACK_ONLY)?;
    let options = &mut capabilities["moz:firefoxOptions"];
    options["binary"] = json!(program);
    options["args"] = json!(["-headless"]);
    // For the recorder, which the browser's own process runs as well.
    options["prefs"]["security.allow_parent_unrestricted_js_loads"] = true.into();
    // One process for all pages, which stays when its last window is closed: a new one takes longer than many scenarios.
    options["prefs"]["fission.webContentIsolationStrategy"] = 0.into();
    options["prefs"]["dom.ipc.keepProcessesAlive.web"] = 1.into();
    match lack {
        None => {}
        Some(Lack::Storage) => options["prefs"]["network.cookie.cookieBehavior"] = 2.into(),
        Some(Lack::WebAssembly) => options["prefs"]["javascript.options.wasm"] = false.into(),
        Some(Lack::Scripts) => options["prefs"]["javascript.enabled"] = false.into(),
    }
    Ok(capabilities)
}

/// Runs a script in the context of the browser instead of the page's.
async fn privileged(browser: &Browser, script: &str, arguments: Vec<Value>) -> Result<Value> {
    browser.command("moz/context", json!({ "context": "chrome" })).await?;
    let returned = browser.run_with(script, arguments).await;
    browser.command("moz/context", json!({ "context": "content" })).await?;
    returned
}

/// Installs the recorder of violations and of the pages' own messages, for all windows to come. Returns the process id.
pub(crate) async fn watch(browser: &Browser) -> Result<Option<u64>> {
    let load = "Services.ppmm.loadProcessScript('data:,' + encodeURIComponent(arguments[0]), true);
        return Services.appinfo.processID";
    Ok(privileged(browser, load, vec![RECORDER.into()]).await?.as_u64())
}

/// See [`Browser::history`].
pub(crate) async fn history(browser: &Browser) -> Result<History> {
    let history = privileged(browser, HISTORY, Vec::new()).await?;
    Ok(History::new(&history["entries"], &history["current"]))
}

/// See [`Browser::console`].
pub(crate) async fn console(browser: &Browser) -> Result<Vec<String>> {
    let messages = privileged(browser, CONSOLE, Vec::new()).await?;
    Ok(messages.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// See [`Browser::spoken`].
pub(crate) async fn spoken(browser: &Browser) -> Result<Vec<Spoken>> {
    let nodes = privileged(browser, SPOKEN, Vec::new()).await?;
    Ok(nodes.as_array().into_iter().flatten().map(|node| Spoken::new(&node[0], &node[1])).collect())
}

/// See [`Browser::forget_cache`].
pub(crate) async fn forget_cache(browser: &Browser) -> Result {
    privileged(browser, FORGET_CACHE, Vec::new()).await.map(drop)
}

/// See [`Browser::forget`].
pub(crate) async fn forget(browser: &Browser) -> Result {
    privileged(browser, FORGET, Vec::new()).await.map(drop)
}
