"use strict";
// Sorting, search, filters and paging over what a page holds already. Nothing is fetched and nothing is written as HTML: rows are
// shown, hidden and moved. Without this script everything is there, unsorted.
(() => {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // What a row says, with a space between its pieces, so that no word is read across cells.
  const said = (row) => {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    const pieces = [];
    while (walker.nextNode()) pieces.push(walker.currentNode.data);
    return folded(pieces.join(" "));
  };

  // A number stands before any text; what has no value stands last, whichever way the list is sorted.
  const compare = (a, b, down) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    const [x, y] = [Number(a.replace(/[ %]/g, "")), Number(b.replace(/[ %]/g, ""))];
    const order = Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
    return down ? -order : order;
  };

  const cell = (row, at) => {
    const own = row.cells[at];
    const text = own.dataset.v ?? own.textContent.trim();
    return text === "–" || text === "-" ? "" : text;
  };

  for (const list of document.querySelectorAll("[data-list]")) {
    const find = (name) => list.querySelector(`[data-${name}]`);
    const body = find("rows");
    const rows = [...body.children];
    const words = new Map(rows.map((row) => [row, said(row)]));
    const perPage = Number(list.dataset.list);
    const [search, sort, foot, open] = ["search", "sort", "foot", "open"].map(find);
    const filters = [...list.querySelectorAll("[data-filter]")];
    let order = rows;
    let page = 0;

    const show = () => {
      const wanted = folded(search?.value ?? "").split(/\s+/).filter(Boolean);
      const fits = (row) =>
        wanted.every((word) => words.get(row).includes(word)) &&
        filters.every(({ value, dataset }) => !value || (row.dataset[dataset.filter] ?? "").split(" ").includes(value));
      const found = order.filter(fits);
      const pages = Math.max(1, Math.ceil(found.length / perPage));
      page = Math.min(page, pages - 1);
      const shown = new Set(found.slice(page * perPage, (page + 1) * perPage));
      for (const row of rows) row.hidden = !shown.has(row);
      const of = found.length === rows.length ? `${rows.length}` : `${found.length} of ${rows.length}`;
      find("status").textContent = `${of} ${list.dataset.noun}`;
      find("turn").hidden = pages === 1;
      find("page").textContent = `${page + 1} of ${pages}`;
      find("back").disabled = page === 0;
      find("next").disabled = page === pages - 1;
    };
    const again = () => {
      page = 0;
      show();
    };
    const turn = (by) => {
      page += by;
      show();
      if (body.getBoundingClientRect().top < 0) list.scrollIntoView();
    };
    const reorder = (key, down) => {
      const values = key ? new Map(rows.map((row) => [row, key(row)])) : null;
      order = values ? rows.slice().sort((a, b) => compare(values.get(a), values.get(b), down)) : rows;
      body.append(...order);
      again();
    };

    search?.addEventListener("input", again);
    for (const filter of filters) filter.addEventListener("change", again);
    find("back").addEventListener("click", () => turn(-1));
    find("next").addEventListener("click", () => turn(1));

    sort?.addEventListener("change", () => {
      const { value, dataset } = sort.selectedOptions[0];
      const up = "text" in dataset || "up" in dataset;
      reorder(value ? (row) => row.dataset[value] ?? "" : null, !up);
    });

    // The heads of a table become buttons. Numbers are sorted from the top first.
    const heads = [...list.querySelectorAll("thead th")];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const down = was ? was === "ascending" : head.classList.contains("n");
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        reorder((row) => cell(row, at), down);
      });
    });

    open?.addEventListener("click", () => {
      const some = rows.some((row) => !row.hidden && !row.open);
      for (const row of rows) if (!row.hidden) row.open = some;
      open.textContent = some ? "Close all" : "Open all";
    });

    // A short list is taken in at a glance.
    find("controls").hidden = foot.hidden = rows.length < 8;
    show();
  }
})();
