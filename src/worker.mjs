// Starts a worker of the app. The page compiles the module once and sends it, with the place of its glue, as the first
// message; what comes before the worker has started is kept for it.
const fail = () => postMessage(["failed"]);
addEventListener("error", fail);
addEventListener("unhandledrejection", fail);
addEventListener(
  "message",
  async ({ data: { glue, module } }) => {
    const early = [];
    const keep = (event) => early.push(event);
    addEventListener("message", keep);
    try {
      const { default: start } = await import(glue);
      await start({ module_or_path: module });
    } catch {
      fail();
    }
    removeEventListener("message", keep);
    for (const event of early) onmessage?.(event);
  },
  { once: true },
);
