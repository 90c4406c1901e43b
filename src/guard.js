// The first script of the page, plain so that it runs everywhere. It takes an answer of Procore's out of the address
// before anything else is loaded, tells which part of the app to load, and says so on the page if the app cannot start.
(function () {
  // What looks like an answer, whole or garbled. src/oauth/recognize.rs has the same rule, and addresses.json its table.
  var NAMES = "(access_token|code|error|error_description|error_uri|expires_in|state|token_type)";
  var PLAIN = new RegExp("(^|[?&#])" + NAMES + "=", "i");
  var SPACE = "[ +\\t\\r\\n\\xc2\\xa0]", QUOTE = "[\"'\\\\]";
  var GARBLED = new RegExp("(^|[^\\w.-])(access_token(\\[\\d*\\])*" + SPACE + "*:|" + NAMES + "(\\[\\d*\\])*" + SPACE + "*" +
    "(=|" + QUOTE + "(" + QUOTE + "|" + SPACE + ")*[=:]))", "i");
  // One layer of encoding: percent-encoding, escapes of JavaScript and of HTML, the line breaks of mail and what nobody sees.
  var ESCAPES = new RegExp("%([0-9a-f]{2})|[%\\\\]u00([0-7][0-9a-f])|\\\\x([0-7][0-9a-f])|&#x(0{0,3}[0-7]?[0-9a-f]);|&#(0*\\d{1,3});" +
    "|&(equals|colon|lowbar|quot);|[\\t\\r\\n]", "gi");
  var INVISIBLE = /\xc2\xad|\xe2\x80[\x8b-\x8d]|\xe2\x81\xa0|\xef\xbb\xbf/g;
  var ENTITIES = { equals: "=", colon: ":", lowbar: "_", quot: "\"" };
  function decoded(text) {
    return text.replace(INVISIBLE, "").replace(ESCAPES, function (whole, percent, unicode, hex, entity, decimal, name) {
      var digits = percent || unicode || hex || entity;
      if (digits) return String.fromCharCode(parseInt(digits, 16));
      if (decimal) return decimal < 128 && whole.length < 10 ? String.fromCharCode(decimal) : whole;
      return name ? ENTITIES[name.toLowerCase()] : "";
    });
  }
  function isIn(text) {
    for (var layer = 0; layer < 32; layer++) {
      if (GARBLED.test(text)) return true;
      var before = text;
      text = decoded(text);
      if (text === before) return false;
    }
    return true;
  }
  function isAnswer(query, fragment) {
    // What a shared link fills in may have any name within its own.
    return (/[?&]request=/.test(query) ? PLAIN.test(query) : isIn(query)) || isIn(fragment);
  }
  var answer = null;
  function look() {
    if (!isAnswer(location.search, location.hash)) return;
    answer = location.search + location.hash;
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
