// The first script of the page, plain so that it runs everywhere. It takes an answer of Procore's out of the address
// before anything else is loaded, tells which part of the app to load, and says so on the page if the app cannot start.
(function () {
  var PARAMETER = /[?#&](access_token|code|error|error_description|error_uri|expires_in|state|token_type)=/;
  var answer = null;
  function look() {
    var address = location.search + location.hash;
    if (!PARAMETER.test(address)) return;
    answer = address;
    history.replaceState(null, "", location.origin + location.pathname);
  }

  // The first page is for who comes to sign in: nothing in the address but the app's root, nothing in the tab's storage.
  // Where storage is blocked, the first page says so.
  function isFirstPage() {
    var root = document.baseURI;
    if (location.href !== root) return false;
    var prefix = "procore-console:" + location.pathname + ":";
    try {
      return !Object.keys(sessionStorage).some(function (key) { return key.indexOf(prefix) === 0; });
    } catch (error) {
      return true;
    }
  }

  window.isFirstPage = isFirstPage();
  look();
  // An answer can come later: pasted, or by a link that leads here.
  addEventListener("popstate", look);
  addEventListener("hashchange", look);

  // The app asks for it once (src/browser/answer.rs).
  window.takeAnswer = function () {
    var taken = answer;
    answer = null;
    return taken;
  };

  function stop(state) {
    answer = null;
    var boot = document.getElementById("boot");
    if (boot) {
      boot.setAttribute("data-state", state);
      document.getElementById("app").hidden = true;
    } else {
      document.getElementById("stopped").hidden = false;
    }
  }
  addEventListener("app-unsupported", function () { stop("unsupported"); });
  addEventListener("app-failed", function () { stop("failed"); });
  addEventListener("app-stopped", function () { stop("failed"); });
  addEventListener("load", function () {
    if (!document.documentElement.hasAttribute("data-booted")) stop("WebAssembly" in window ? "failed" : "unsupported");
  });
})();
