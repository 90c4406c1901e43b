// Waits in the page until LOOK returns something true, and tells it; after two seconds it tells the last that was seen instead, and
// the driver's side asks again. It looks when the page changes, and ten times a second for what no change tells of: the focus, the
// address, where things stand.
const given = arguments, tell = given[given.length - 1], began = performance.now();
let last = null, planned = 0, steady = "", readAt = began;

const oneLine = (text) => text.trim().replace(/\s+/g, " ");
const squeezed = (text) => text.replace(/\s+/g, "").toLowerCase();
// Whether `words` can be read in an element. To lay the page out for innerText is costly, so textContent is asked first, which has
// all of its characters; but hidden text may stand in their midst there, so that is not believed for long.
const reads = (element, words) => {
  if (!element) return false;
  const now = performance.now();
  if (!squeezed(element.textContent).includes(squeezed(words)) && now - readAt < 500) return false;
  readAt = now;
  last = oneLine(element.innerText);
  return last.includes(words);
};
// The nodes of an XPath.
const nodes = (path) => {
  const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  return Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index));
};
// The first of them that could be clicked, once it stands still from one frame to the next.
const pressable = (path) => {
  const element = nodes(path).find((one) =>
    !one.matches(":disabled") && one.getAttribute("aria-disabled") !== "true" &&
    one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && one.getClientRects().length > 0);
  if (!element) return null;
  const { x, y, width, height } = element.getBoundingClientRect(), place = [x, y, width, height].join();
  if (place === steady) return element;
  steady = place;
  requestAnimationFrame(attempt);
  return null;
};

const look = () => {
  /* LOOK */
};

let isOver = false;
const end = (answer) => {
  isOver = true;
  observer.disconnect();
  clearInterval(timer);
  clearTimeout(planned);
  tell(answer);
};
const attempt = () => {
  if (isOver) return;
  planned = 0;
  let found = null;
  try {
    found = look();
  } catch (error) {
    last = String(error);
  }
  if (found) end({ found });
  else if (performance.now() - began > 2000) end({ last });
};
const observer = new MutationObserver(() => planned ||= setTimeout(attempt, 20));
observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
const timer = setInterval(attempt, 100);
attempt();
