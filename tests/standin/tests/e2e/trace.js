// Everything that a page and its origin hold, for a search.
const dump = (open) => {
  try {
    const storage = open();
    return Object.keys(storage).map((key) => [key, storage.getItem(key)]);
  } catch {
    return [];
  }
};
const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const databases = async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await promised(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      found.push(name, store, await promised(objects.getAllKeys()), await promised(objects.getAll()));
    }
    database.close();
  }
  return JSON.stringify(found);
};
const cached = async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push(name, request.url, await (await cache.match(request)).text());
    }
  }
  return JSON.stringify(found);
};
const or = async (read) => {
  try {
    return (await read()) ?? "";
  } catch {
    return "";
  }
};
return {
  origin: location.origin,
  signedIn: [...document.querySelectorAll("button")].some((button) => button.innerText === "Sign out"),
  session: dump(() => sessionStorage),
  violations: globalThis.__violations ?? [],
  places: {
    "the address": location.href,
    "the referrer": document.referrer,
    "the page": document.documentElement.outerHTML,
    "the fields": [...document.querySelectorAll("input, textarea")].map((field) => field.value).join("\n"),
    "the title": document.title,
    "window.name": window.name,
    "history.state": JSON.stringify(history.state) ?? "",
    "local storage": JSON.stringify(dump(() => localStorage)),
    "cookies": await or(() => document.cookie),
    "IndexedDB": await or(databases),
    "Cache Storage": await or(cached),
  },
};
