// The page without the app: if the app cannot start, no answer stays in the address, and the page says why.
// A plain script that runs everywhere, because the module beside it may not.
(function () {
  function stop(kind) {
    if (location.search || location.hash) history.replaceState(null, "", location.origin + location.pathname);
    var boot = document.getElementById("boot");
    if (boot) boot.setAttribute("data-state", kind);
    var app = document.getElementById("app");
    if (boot && app) app.hidden = true;
    else if (app) document.getElementById("stopped").hidden = false;
  }
  addEventListener("app-unsupported", function () { stop("unsupported"); });
  addEventListener("app-failed", function () { stop("failed"); });
  addEventListener("app-stopped", function () { stop("failed"); });
  addEventListener("load", function () {
    if (!document.documentElement.hasAttribute("data-booted")) stop("WebAssembly" in window ? "failed" : "unsupported");
  });
})();
