// Loads the app: the first page or the console, as guard.js found. No inline script: the Content-Security-Policy forbids
// those.
document.documentElement.dataset.booted = "";
globalThis.importPart = (address) => import(address);
const tell = (event) => dispatchEvent(new Event(event));
if (typeof WebAssembly !== "object") {
  tell("app-unsupported");
} else {
  const part = globalThis.isFirstPage ? "app-module" : "console";
  const { content: glue, dataset } = document.querySelector(`meta[name="${part}"]`);
  try {
    const [{ default: start }, wasm] = await Promise.all([
      import(new URL(glue, document.baseURI)),
      fetch(new URL(dataset.wasm, document.baseURI), { integrity: dataset.integrity ?? "" }),
    ]);
    await start({ module_or_path: wasm });
  } catch (error) {
    console.error("The app could not start:", error instanceof Error ? error.message : "unknown");
    tell("app-failed");
  }
}
