// What a page has besides: suggestions while typing, dragging over the timeline, copying a citation.
// Without this script everything is there but these.
"use strict";

(() => {
  // Suggestions: a list box under the search box, as the ARIA practices have it.
  const box = document.querySelector("input[data-suggest]");
  if (box) {
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.after(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    let chosen = -1;
    let timer = 0;
    let pending = null;

    const close = () => {
      // Nor does what is asked for open the list again, when the reader is elsewhere.
      clearTimeout(timer);
      if (pending) pending.abort();
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const take = (item) => {
      // A title is looked for as it stands; the language has no sign for a quote inside of quotes.
      box.value = item.dataset.kind === "title" ? `"${item.textContent.replaceAll('"', " ")}"` : item.textContent;
      close();
      box.form.requestSubmit();
    };
    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map((suggestion, index) => {
        const item = document.createElement("li");
        item.id = `suggestion${index}`;
        item.setAttribute("role", "option");
        item.dir = "auto";
        item.textContent = suggestion.text;
        item.dataset.kind = suggestion.kind;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(item);
        });
        return item;
      }));
      list.hidden = suggestions.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
      chosen = -1;
    };
    const choose = (index) => {
      const items = [...list.children];
      chosen = (index + items.length) % items.length;
      items.forEach((item, position) => {
        item.setAttribute("aria-selected", String(position === chosen));
      });
      box.setAttribute("aria-activedescendant", items[chosen].id);
    };
    box.addEventListener("input", () => {
      // The letters that decide the direction, as the server counts them: those of words, and not
      // of names of fields, of what they ask for, and of operators.
      const condition = /[A-Za-z_][A-Za-z0-9_]*:("[^"]*"?|\[[^\]]*\]?|\{[^}]*\}?|\([^)]*\)?|\S*)/g;
      const words = box.value.replace(condition, (found) => found.replace(/[\x00-\x7f]/g, ""))
        .replace(/\b(AND|OR|NOT|NEAR|TO)\b/g, "");
      const text = /\p{L}/u.test(words) ? words : box.value;
      const right = (text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g) || []).length;
      const left = (text.match(/[A-Za-z\u00c0-\u024f]/g) || []).length;
      box.dir = left > right ? "ltr" : "rtl";
      clearTimeout(timer);
      if (box.value.trim().length < 2) return close();
      timer = setTimeout(async () => {
        if (pending) pending.abort();
        pending = new AbortController();
        try {
          const address = `${box.dataset.suggest}?q=${encodeURIComponent(box.value.slice(0, 200))}`;
          const answer = await fetch(address, { signal: pending.signal });
          if (answer.ok) show((await answer.json()).suggestions);
        } catch { /* The box works without. */ }
      }, 120);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && list.hidden) close();
      if (list.hidden) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
      if (event.key === "Escape") { event.preventDefault(); close(); }
      if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(list.children[chosen]);
      }
    });
    box.addEventListener("blur", close);
  }

  // A drag over the timeline chooses all bars that it touches.
  const chart = document.querySelector(".timeline svg");
  if (chart) {
    let start = null;
    const bars = [...chart.querySelectorAll("a")];
    const touched = (from, to) => bars.filter((bar) => {
      const bounds = bar.getBoundingClientRect();
      return bounds.right >= Math.min(from, to) && bounds.left <= Math.max(from, to);
    });
    chart.addEventListener("pointerdown", (event) => { start = event.clientX; });
    chart.addEventListener("dragstart", (event) => event.preventDefault());
    window.addEventListener("pointerup", (event) => {
      if (start === null || Math.abs(event.clientX - start) < 12) { start = null; return; }
      const chosen = touched(start, event.clientX);
      start = null;
      if (chosen.length === 0) return;
      // The oldest bar is the first, wherever it is drawn. Dates of two calendars do not sort.
      const form = document.getElementById("search");
      form.elements.from.value = chosen[0].dataset.from;
      form.elements.to.value = chosen[chosen.length - 1].dataset.to;
      form.requestSubmit();
    });
    chart.addEventListener("click", (event) => {
      if (start !== null && Math.abs(event.clientX - start) >= 12) event.preventDefault();
    }, true);
  }

  // The citation as it stands on the page.
  const copy = document.querySelector("button.copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById("citation").innerText);
      copy.textContent = copy.dataset.copied;
    });
  }
})();
