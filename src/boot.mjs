// Loads the app: the first page or the console, as guard.js found. No inline script: the Content-Security-Policy forbids
// those.
document.documentElement.dataset.booted = "";
// A style sheet of a part: asked for beside its script, so that the part is never drawn without it.
const load = ({ dataset: { sheet, integrity = "" } }) => new Promise((loaded, failed) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL(sheet, document.baseURI), integrity, onload: loaded });
  link.onerror = () => failed(new Error(`${sheet} did not load`));
  document.head.append(link);
});
globalThis.importPart = async (part, address) => {
  const sheets = [...document.querySelectorAll(`meta[name="${part}-sheet"]`)];
  const [exports] = await Promise.all([import(address), ...sheets.map(load)]);
  return exports;
};
const tell = (event) => dispatchEvent(new Event(event));
if (typeof WebAssembly !== "object") {
  tell("app-unsupported");
} else {
  const part = globalThis.isFirstPage ? "app-module" : "console";
  const { content: glue, dataset } = document.querySelector(`meta[name="${part}"]`);
  try {
    const [{ default: start }, wasm] = await Promise.all([
      importPart(part, new URL(glue, document.baseURI)),
      fetch(new URL(dataset.wasm, document.baseURI), { integrity: dataset.integrity ?? "" }),
    ]);
    await start({ module_or_path: wasm });
  } catch (error) {
    console.error("The app could not start:", error instanceof Error ? error.message : "unknown");
    tell("app-failed");
  }
}
