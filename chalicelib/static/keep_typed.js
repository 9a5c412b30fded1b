// What staff type into the sheet of a contact or a form of a case survives a lost connection, a closed lid and a
// wrong link. While they type it is kept in this tab, offered again when they come back, and forgotten when it was
// saved, when they sign out, and after half a day. Where a form says so (data-draft), it is kept on the server
// besides, for whoever fills it in: it survives a browser that breaks down, and goes on at another computer. To keep
// is not to save. Without this script every form works as before, and a button keeps it.
const PREFIX = "candour-typed:";
const HALF_A_DAY = 12 * 60 * 60 * 1000;
const TRY_AGAIN = 5000;
const AFTER_THE_LAST_KEY = 3000;
const AT_THE_LATEST = 20000;
const form = document.querySelector("form[data-keep]");
const said = document.getElementById("kept");

// A browser may keep nothing for us: then what was typed stays in the form, and no longer.
function store(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function forgetAll() {
  store((kept) => {
    for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key);
  });
}

document.querySelector('form[action$="/staff/sign-out"]')?.addEventListener("submit", forgetAll);

if (form && said) {
  const key = PREFIX + form.dataset.keep;
  const hidden = new Set(["csrf", "version", "kept"]);
  let timer = 0;
  let sending = false;
  let onServer = 0;
  let unkept = 0;
  let keeping = Promise.resolve();

  const typed = () => [...new FormData(form)].filter(([name]) => !hidden.has(name));
  const timeNow = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const forget = () => store((kept) => kept.removeItem(key));

  function say(text, ...buttons) {
    const line = document.createElement("p");
    line.textContent = text;
    said.replaceChildren(line, ...buttons);
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function keep() {
    const value = JSON.stringify({ at: Date.now(), typed: typed() });
    const kept = store((place) => place.setItem(key, value) === undefined);
    if (kept) say(`What you typed is kept in this tab since ${timeNow()}. It is not saved yet.`);
    keepOnServer();
  }

  // When somebody stops to think, and now and then while they do not. Where it fails, what was typed is still
  // kept in the tab.
  function keepOnServer() {
    if (!form.dataset.draft) return;
    clearTimeout(onServer);
    unkept ||= Date.now();
    const wait = Math.min(AFTER_THE_LAST_KEY, Math.max(0, unkept + AT_THE_LATEST - Date.now()));
    onServer = setTimeout(() => {
      if (!sending) keeping = keepNow();
    }, wait);
  }

  async function keepNow() {
    unkept = 0;
    if (form.elements.kept) form.elements.kept.value = "yes";
    const sent = new URLSearchParams(new FormData(form));
    sent.set("keep", "now");
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect" || sending) return;
    say(`What you typed is kept for you since ${timeNow()}, on any computer. It is not ${form.dataset.draft} yet.`);
  }

  function putBack(values) {
    for (const field of form.elements) {
      if (!field.name || hidden.has(field.name) || field.type === "submit") continue;
      const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = own.includes(field.value);
      else if (own.length) field.value = own[0];
    }
    // Questions that an answer opens are opened as when somebody comes back to a page.
    dispatchEvent(new Event("pageshow"));
    say("It is back in the form. It is not saved yet.");
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  }

  function offer() {
    const kept = JSON.parse(store((place) => place.getItem(key)) ?? "null");
    if (!kept) return;
    const same = JSON.stringify(kept.typed) === JSON.stringify(typed());
    if (same || Date.now() - kept.at > HALF_A_DAY) return void forget();
    const when = new Date(kept.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    say(
      `You typed something here on ${when} that was not saved.`,
      button("Put it back", () => putBack(kept.typed)),
      button("Forget it", () => {
        forget();
        say("It is forgotten.");
      }),
    );
  }

  // Sent without leaving the page: a lost connection then takes nothing away. Whatever the answer is but
  // "saved", the form is sent once more as a browser does, which shows what is in the way.
  async function send(pressed) {
    keep();
    sending = true;
    say("Saving …");
    // What is still on its way to be kept must not arrive after it was saved.
    await keeping;
    const sent = new URLSearchParams(new FormData(form, pressed));
    let answer;
    try {
      // Not `form.action`: that is the question called "action", where a form asks one.
      answer = await fetch(form.getAttribute("action"), { method: "POST", body: sent });
    } catch {
      say("There is no connection. What you typed is still here. We try again by ourselves.");
      return void setTimeout(() => send(pressed), TRY_AGAIN);
    }
    sending = false;
    if (answer.redirected && new URL(answer.url).searchParams.has("done")) {
      forget();
      location.assign(answer.url);
    } else {
      HTMLFormElement.prototype.submit.call(form);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 800);
  });
  form.addEventListener("submit", (event) => {
    // "Add another row" only draws the form again, with all that was typed.
    if (event.submitter?.name) return;
    event.preventDefault();
    clearTimeout(timer);
    if (!sending) send(event.submitter);
  });
  document.querySelector('button[name="keep"][value="no"]')?.addEventListener("click", forget);
  offer();
}
