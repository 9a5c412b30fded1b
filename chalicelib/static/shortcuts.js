// Keys for people who work through a list all day: "/" to the search box, "j" and "k" down and up the list, or to the next case of it,
// "?" for what there is. Each can be pressed by accident, or by somebody's speech software, so one box
// switches them off in this browser (WCAG 2.1.4). Without this script every page works as before.
const KEPT = "candour-shortcuts";
const help = document.getElementById("shortcuts");
const box = document.getElementById("shortcuts-on");

const keys = {
  "/": () => document.getElementById("find-case")?.focus(),
  "?": () => help.showModal(),
  j: () => move(1),
  k: () => move(-1),
};

function move(by) {
  const lines = [...document.querySelectorAll(".candour-worklist__reference a")];
  if (!lines.length) return follow(by > 0 ? "next" : "prev");
  const now = lines.indexOf(document.activeElement);
  const next = now < 0 ? 0 : Math.min(Math.max(now + by, 0), lines.length - 1);
  lines[next].focus();
}

// On the page of a case: on to the one beside it in the list.
function follow(way) {
  document.querySelector(`.candour-through a[rel="${way}"]`)?.click();
}

function isTyping(target) {
  return target.isContentEditable || target.closest("input, textarea, select, dialog") !== null;
}

// A browser may keep nothing for us: then the keys are on, and the box counts for this page.
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    return;
  }
}

box.checked = kept() !== "off";
box.addEventListener("change", () => keep(box.checked ? "on" : "off"));
document.getElementById("shortcuts-close").addEventListener("click", () => help.close());
const open = document.getElementById("shortcuts-open");
open.hidden = false;
open.addEventListener("click", () => help.showModal());

document.addEventListener("keydown", (event) => {
  const act = keys[event.key];
  if (!act || !box.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  event.preventDefault();
  act();
});
