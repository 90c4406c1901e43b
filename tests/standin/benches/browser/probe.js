// What the benchmark has in every page: clocks, what was painted and when, long tasks, frames. NAMES is put before it.
(() => {
  if (globalThis.bench) return;
  const now = () => performance.now();

  // Tasks of the main thread of 50 ms and more, from the start of the page.
  const tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  const longestTask = (since) =>
    tasks.filter((task) => task.startTime + task.duration > since).reduce((most, task) => Math.max(most, task.duration), 0);

  // The longest time in which the main thread did not get to a timer of 4 ms: stalls below 50 ms show here.
  const heartbeat = () => {
    let last = now(), longest = 0, beating = true;
    const beat = () => {
      const time = now();
      longest = Math.max(longest, time - last - 4);
      last = time;
      if (beating) setTimeout(beat, 4);
    };
    setTimeout(beat, 4);
    return () => { beating = false; return longest; };
  };

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  // The next frame is on its way to the screen: a message posted in the frame's callback comes after its layout and paint.
  const painted = async () => {
    await frame();
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => { port1.onmessage = () => done(now()); port2.postMessage(null); });
  };
  // Waits for a change of the page after which `look` finds something, and for its paint; returns when that was.
  const seen = (look) => new Promise((done) => {
    const check = () => {
      if (!look()) return false;
      observer.disconnect();
      painted().then(done);
      return true;
    };
    const observer = new MutationObserver(check);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    check();
  });

  const one = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  // What an element says to those who do not see it: nothing that is hidden from them.
  const said = (element) => [...element.childNodes].map((node) =>
    node.nodeType === Node.TEXT_NODE ? node.data
      : node.nodeType === Node.ELEMENT_NODE && node.getAttribute('aria-hidden') !== 'true' ? said(node) : '').join('');
  const nameOf = (element) => {
    const by = element.getAttribute('aria-labelledby');
    return one(element.getAttribute('aria-label')
      ?? (by && by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join(' '))
      ?? element.labels?.[0]?.textContent
      ?? said(element));
  };
  // The visible element of a role with this accessible name.
  const find = (role, name) => [...document.querySelectorAll(NAMES.roles[role])]
    .find((element) => nameOf(element) === name && element.checkVisibility());

  const rows = () => [...document.querySelectorAll(NAMES.row)];
  const records = () => rows().some((row) => Number(row.getAttribute('aria-level')) >= 2);
  const region = () => find(...NAMES.response);

  // When the app says that something happened, in ms after `begin`: a mark, or the end of a measure.
  const moment = (name, begin) => {
    const ends = performance.getEntriesByName(name).map((entry) => entry.startTime + entry.duration);
    const end = ends.filter((end) => end >= begin).pop();
    return end === undefined ? null : end - begin;
  };
  const momentSeen = async (name, begin) => {
    while (moment(name, begin) === null) await pause(5);
    return moment(name, begin);
  };

  const began = (kind) => new Promise((done) => {
    addEventListener(kind, (event) => done(event.timeStamp), { capture: true, once: true });
  });
  // Begins with the next event of that kind; `steps` gets its time and returns what it measured. Ask for it by `result`.
  let running = null;
  const arm = (kind, steps) => {
    performance.clearMarks();
    performance.clearMeasures();
    running = (async () => {
      const begin = await began(kind);
      const stop = heartbeat();
      const measured = await steps(begin);
      const gap = stop();
      // Long tasks are told late.
      await pause(250);
      return { ...measured, task: longestTask(begin), gap };
    })();
  };
  const within = (promise, ms) => Promise.race([promise, pause(ms).then(() => null)]);

  const scroller = () => {
    let element = document.querySelector(NAMES.tree);
    const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowY)
      && element.scrollHeight > element.clientHeight + 1;
    const inside = element && [...element.querySelectorAll('*')].slice(0, 50).find(scrolls);
    while (element && !scrolls(element)) element = element.parentElement;
    const found = element ?? inside ?? null;
    // Low windows show the request first.
    found?.scrollIntoView({ block: 'start' });
    return found;
  };
  // The rows at the top, in the middle and at the bottom of the window, as text; empty where there is none.
  const shown = (element) => {
    const { left, top } = element.getBoundingClientRect();
    // Without the bar for scrolling sideways.
    const height = element.clientHeight;
    const low = Math.min(top + height, innerHeight) - height * 0.02 - 8;
    return [top + height * 0.02 + 8, (top + low) / 2, low].map((y) =>
      one(document.elementFromPoint(left + 60, y)?.closest(NAMES.row)?.textContent));
  };
  const isBlank = (element) => shown(element).some((text) => text === '');

  let starts = {};

  globalThis.bench = {
    find,
    has: (role, name) => !!find(role, name),
    result: (ms) => within(running ?? Promise.resolve(null), ms),
    busy: (since) => longestTask(since),

    // A call: from the click on "Send" to the first record and to the end.
    armLoad: () => arm('click', async (begin) => {
      await seen(() => !records());
      const first = await seen(records) - begin;
      const complete = await seen(() => region()?.getAttribute('data-state') === 'complete') - begin;
      const byte = moment('document:first-byte', begin);
      return {
        byte,
        first,
        after: byte === null ? null : first - byte,
        complete: moment('document:complete', begin) ?? complete,
        memory: Number(region()?.getAttribute('data-memory')) || null,
      };
    }),

    // From the fetch of this page, without the redirects that led to it: the button for signing in can be pressed, and the first
    // JSON is painted. Called before the page has anything.
    watchStart: () => {
      const ready = () => { const button = find(...NAMES.signIn); return button && !button.disabled; };
      starts = { button: seen(ready), json: seen(records) };
    },
    started: async (what) => ({ first: await starts[what] - performance.getEntriesByType('navigation')[0].fetchStart }),

    // From an event to a mark, and to the mark of the end.
    armMarks: (kind, first, last) => arm(kind, async (begin) => ({
      first: first && await momentSeen(first, begin),
      last: await momentSeen(last, begin),
    })),

    // From a key to the first other list, and to its paint.
    armList: (list) => {
      const look = () => document.querySelector(list)?.textContent ?? '';
      const before = look();
      arm('keydown', async (begin) => {
        let drawn = null;
        const last = await seen(() => look() !== before && (drawn ??= now())) - begin;
        return { first: drawn - begin, last };
      });
    },

    // What a click keeps the main thread busy with in the second after it.
    armClick: () => arm('click', async () => { await pause(1000); return {}; }),
    armKey: () => arm('keydown', async () => { await pause(1000); return {}; }),

    // Frames while scrolling fast and ever slower, for about two seconds.
    fling: async () => {
      const element = scroller();
      if (!element) return null;
      element.scrollTop = 0;
      await painted();
      const deltas = [];
      const begin = now();
      let last = await frame(), speed = 12000, blank = 0, longestBlank = 0;
      const stop = heartbeat();
      while (speed > 100) {
        const time = await frame();
        deltas.push(time - last);
        blank = isBlank(element) ? blank + time - last : 0;
        longestBlank = Math.max(longestBlank, blank);
        element.scrollTop += speed * (time - last) / 1000;
        speed *= 0.962 ** ((time - last) / 16.7);
        last = time;
      }
      const gap = stop();
      await pause(250);
      deltas.sort((a, b) => a - b);
      return { p95: deltas[Math.floor(deltas.length * 0.95)], blank: longestBlank, task: longestTask(begin), gap };
    },

    // From a jump to the end until other rows stand everywhere.
    jump: async () => {
      const element = scroller();
      if (!element) return null;
      element.scrollTop = 0;
      await painted();
      await pause(300);
      const before = shown(element);
      const begin = now();
      element.scrollTop = element.scrollHeight;
      for (;;) {
        const time = await painted();
        const after = shown(element);
        if (after.every((text, place) => text !== '' && text !== before[place])) {
          await pause(250);
          return { blank: time - begin, task: longestTask(begin) };
        }
        if (time - begin > 10000) return null;
      }
    },
  };
})();
