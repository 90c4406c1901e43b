// All pages by fetches alone, made as the app makes them: the first one by itself, then three at a time, nothing done with what
// comes. Arguments: the address of the collection, the token, the company, the number of pages.
const [url, token, company, pages] = arguments;
const done = arguments[arguments.length - 1];
(async () => {
  const begin = performance.now();
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'procore-company-id': company };
  const get = async (page) => {
    const response = await fetch(`${url}&per_page=100&page=${page}`, { headers, cache: 'no-store', credentials: 'omit' });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.arrayBuffer();
  };
  await get(1);
  let next = 2;
  const line = async () => { while (next <= pages) await get(next++); };
  await Promise.all([line(), line(), line()]);
  return { last: performance.now() - begin };
})().then(done, (error) => done({ error: `${error}` }));
