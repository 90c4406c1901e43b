// The first script of the page, plain so that it runs everywhere. It takes an answer of Procore's out of the address
// before anything else is loaded, and says so on the page if the app cannot start.
(function () {
  var PARAMETER = /[?#&](access_token|code|error|error_description|error_uri|expires_in|state|token_type)=/;
  var address = location.search + location.hash;
  var answer = PARAMETER.test(address) ? address : null;
  if (answer) history.replaceState(null, "", location.origin + location.pathname);

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
