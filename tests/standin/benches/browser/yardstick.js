// The yardstick: what every page could do. Arguments: the address, the token, whether to parse.
const [url, token, parse] = arguments;
const done = arguments[arguments.length - 1];
(async () => {
  globalThis.kept = null;
  const begin = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers, cache: 'no-store', credentials: 'omit' });
  if (!response.ok) throw new Error(`${response.status}`);
  const byte = performance.now() - begin;
  globalThis.kept = parse ? JSON.parse(await response.text()) : await response.arrayBuffer();
  const complete = performance.now() - begin;
  // Long tasks are told late.
  await new Promise((done) => setTimeout(done, 250));
  const task = bench.busy(begin);
  return { byte, complete, task };
})().then(done, (error) => done({ error: `${error}` }));
