// In every process of Firefox that has pages: brings what pages say in their consoles to the browser's own, and
// remembers violations of the Content-Security-Policy in the page and there, where they outlive the page.
const said = (value) => {
  try {
    return typeof value === "object" ? `${value} ${JSON.stringify(Cu.waiveXrays(value))}` : String(value);
  } catch {
    return "";
  }
};
const consoles = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
consoles.addLogEventListener(({ level, filename, arguments: values }) => {
  Services.console.logStringMessage(`${level}: ${values.map(said).join(" ")} (${filename})`);
}, Services.scriptSecurityManager.getSystemPrincipal());
Services.obs.addObserver((document) => {
  const remember = ({ effectiveDirective, blockedURI }) => {
    const page = Cu.waiveXrays(document.defaultView);
    page.__violations ??= Cu.cloneInto([], page);
    page.__violations.push(`${effectiveDirective} ${blockedURI}`);
    const words = "A violation of the Content Security Policy was recorded";
    Services.console.logStringMessage(`${words}: ${effectiveDirective}`);
  };
  document.addEventListener("securitypolicyviolation", remember, true);
}, "document-element-inserted");
