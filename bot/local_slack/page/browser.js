// What only the browser knows: whether the tab is in front, and where the keyboard is. Into a dialog's first field and back, between messages, past the list of places.
// The server draws the page anew in pieces; what had the focus is found again by its message and its name.
{
  const FIELDS = "input:not([type=hidden]):not([type=file]), textarea";
  const trail = []; // what had the focus, latest last
  let top = null; // the dialog in front

  const named = (element) => element.getAttribute("aria-label") || element.textContent.trim();
  const isShown = (element) => element.isConnected && element.getClientRects().length > 0;

  const foundAgain = ({ element, name, ts }) => {
    if (isShown(element)) return element;
    const message = ts && document.querySelector(`article[data-ts="${ts}"]`);
    const twins = message ? [...message.querySelectorAll(element.tagName)] : [];
    return twins.find((each) => named(each) === name) || message;
  };

  const goBack = () => {
    for (const each of [...trail].reverse()) {
      const element = foundAgain(each);
      if (element && (!top || top.contains(element))) return element.focus({ preventScroll: true });
    }
    (top || document.querySelector(".conversation textarea"))?.focus({ preventScroll: true });
  };

  const enter = (dialog) => {
    const field = dialog.querySelector(`.modal-body :is(${FIELDS}), [autofocus]`);
    (field || dialog).focus({ preventScroll: true });
  };

  const follow = () => {
    const front = [...document.querySelectorAll(".q-dialog .dialog")].at(-1) || null;
    const isNew = front && front !== top && !trail.some(({ element }) => front.contains(element));
    const hasLeft = top && front !== top;
    top = front;
    if (isNew) enter(front);
    else if (document.activeElement === document.body && (hasLeft || (trail.length && !isShown(trail.at(-1).element)))) goBack();
  };
  new MutationObserver(follow).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(".q-menu")) return;
    trail.push({ element: target, name: named(target), ts: target.closest("article")?.dataset.ts });
    trail.splice(0, trail.length - 20);
  });

  // A refused form: to the first field that needs another look, when it is drawn.
  window.goToRefused = () => setTimeout(() => {
    const block = document.querySelector(".modal .refused");
    block?.scrollIntoView({ block: "center" });
    block?.querySelector(FIELDS)?.focus({ preventScroll: true });
  }, 50);

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".skip-link")) return;
    event.preventDefault();
    (document.querySelector(".conversation textarea") || document.querySelector(".conversation")).focus();
  });

  document.addEventListener("keydown", (event) => {
    const list = event.target.matches(".messages, article") && event.target.closest(".messages");
    if (!list || !["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    const messages = [...list.querySelectorAll("article")];
    const at = messages.indexOf(event.target);
    const next = { ArrowUp: at < 0 ? -1 : Math.max(at - 1, 0), ArrowDown: at + 1, Home: 0, End: -1 }[event.key];
    event.preventDefault();
    messages.at(Math.min(next, messages.length - 1))?.focus();
  });

  document.addEventListener("visibilitychange", () => emitEvent("watched", !document.hidden));
  addEventListener("load", () => document.getElementById("popup").setAttribute("role", "alert"));
}
