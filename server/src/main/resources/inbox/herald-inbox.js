/*
 * <herald-inbox>: a bell with the number of unread messages, and behind it the messages.
 *
 *   <script type="module" src="https://herald.example.com/inbox/herald-inbox.js"></script>
 *   <herald-inbox lang="en"></herald-inbox>
 *   <script type="module">
 *     document.querySelector('herald-inbox').tokenSource = () =>
 *       fetch('/my/inbox-token', { method: 'POST' }).then((answer) => answer.json());
 *   </script>
 *
 * tokenSource gives { token, expiresAt }, as POST /v1/inbox/tokens answers the business system; it
 * is asked again before a token ends. Attributes: server (left out: where this file is from), lang
 * (en, zh; left out: the page's), theme (light, dark; left out: the system's), token (one that is
 * not renewed). Events: herald-unread with detail.unread, herald-error with detail.status.
 *
 * All that messages say is put into the page as text. A link leads to a page of HTTP or HTTPS.
 */
const WORDS = {
  en: {
    title: 'Inbox', open: 'Inbox, {n} unread', openNone: 'Inbox', all: 'All', unread: 'Unread',
    readAll: 'Mark all as read', read: 'Mark as read', keep: 'Mark as unread', archive: 'Archive',
    more: 'Show more', none: 'Nothing here', close: 'Close', visit: 'Open the page',
    trouble: 'The inbox can’t be read at the moment.', again: 'Try again', fresh: 'Unread message',
  },
  zh: {
    title: '站内信', open: '站内信，{n} 条未读', openNone: '站内信', all: '全部', unread: '未读',
    readAll: '全部标为已读', read: '标为已读', keep: '标为未读', archive: '归档',
    more: '显示更多', none: '暂无消息', close: '关闭', visit: '打开页面',
    trouble: '暂时无法读取站内信。', again: '重试', fresh: '未读消息',
  },
};
const PAGE = 20;
const MOST = 100;
const EARLIER = 60_000;
const SLOWEST = 30_000;

const STYLE = `
  :host { display: inline-block; position: relative; font: 14px/1.5 system-ui, "Noto Sans CJK SC",
    "PingFang SC", "Microsoft YaHei", sans-serif; color-scheme: light dark;
    --paper: light-dark(#fff, #1f1f1f); --ink: light-dark(#1f1f1f, #e8e8e8);
    --faint: light-dark(#5f6368, #a8adb3); --line: light-dark(#e0e0e0, #3c3c3c);
    --mark: light-dark(#0958d9, #69b1ff); --alarm: light-dark(#cf1322, #ff7875);
    --alarm-ink: light-dark(#fff, #1f1f1f); color: var(--ink); }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  * { box-sizing: border-box; }
  button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer;
    border-radius: 6px; padding: 4px 8px; }
  button:focus-visible, a:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
  button:disabled { color: var(--faint); cursor: default; }
  .bell { position: relative; padding: 6px; line-height: 0; }
  .badge { position: absolute; top: -2px; inset-inline-end: -4px; min-width: 18px; height: 18px;
    padding: 0 5px; border-radius: 9px; background: var(--alarm); color: var(--alarm-ink);
    font-size: 11px; line-height: 18px; text-align: center; }
  .panel { position: absolute; inset-inline-end: 0; top: calc(100% + 6px); z-index: 1000;
    width: min(380px, 92vw); max-height: min(560px, 80vh); display: flex; flex-direction: column;
    background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
    box-shadow: 0 8px 28px rgb(0 0 0 / 20%); }
  .panel[hidden], .badge[hidden], .more[hidden] { display: none; }
  header, nav { display: flex; align-items: center; gap: 4px; padding: 8px 12px; }
  header { border-bottom: 1px solid var(--line); }
  h2 { flex: 1; margin: 0; font-size: 16px; }
  nav button[aria-pressed="true"] { color: var(--mark); font-weight: 600; }
  nav .read-all { margin-inline-start: auto; }
  ul { list-style: none; margin: 0; padding: 0; overflow: auto; }
  li { padding: 10px 12px; border-top: 1px solid var(--line); }
  li h3 { margin: 0; font-size: 14px; overflow-wrap: anywhere; }
  li p { margin: 2px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  li.unread h3::before { content: ""; display: inline-block; width: 8px; height: 8px;
    border-radius: 4px; background: var(--mark); margin-inline-end: 6px; }
  time { color: var(--faint); font-size: 12px; }
  .acts { display: flex; flex-wrap: wrap; gap: 4px; margin-inline-start: -8px; }
  .acts button { font-size: 12px; color: var(--mark); }
  a { color: var(--mark); }
  .note { padding: 20px 12px; text-align: center; color: var(--faint); }
  .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/** Null unless it leads to a page: a script is no page. */
const pageOf = (text) => {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
};

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const link = (href, label) =>
  element('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, label);

/** Text with its addresses of pages, and those that Markdown gives a label, as links. */
const LINKS = /\[([^\]\n]{1,200})\]\((https?:\/\/[^\s)]{1,2000})\)|https?:\/\/[^\s<>"'）)】。，]{1,2000}/g;
const linked = (text) => {
  const parts = [];
  let at = 0;
  for (const found of text.matchAll(LINKS)) {
    const href = pageOf(found[2] ?? found[0]);
    if (href) {
      parts.push(text.slice(at, found.index), link(href, found[1] ?? found[0]));
      at = found.index + found[0].length;
    }
  }
  parts.push(text.slice(at));
  return parts;
};

class HeraldInbox extends HTMLElement {
  static observedAttributes = ['lang', 'token', 'server'];

  #token = null;
  #source = null;
  #show = 'all';
  #items = [];
  #next = null;
  #unread = 0;
  #latest;
  #trouble = false;
  #stop = null;
  #root = this.attachShadow({ mode: 'open' });

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
  }

  get tokenSource() {
    return this.#source;
  }

  /** @param {() => Promise<{token: string, expiresAt?: string}>} source of tokens */
  set tokenSource(source) {
    this.#source = source;
    this.#token = null;
    this.#begin();
  }

  connectedCallback() {
    this.#build();
    this.#begin();
    document.addEventListener('click', this.#outside);
  }

  disconnectedCallback() {
    document.removeEventListener('click', this.#outside);
    this.#stop?.abort();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) {
      return;
    }
    if (name === 'lang') {
      this.#build();
    } else {
      this.#token = null;
      this.#begin();
    }
  }

  #outside = (event) => {
    if (!event.composedPath().includes(this)) {
      this.#fold(true, false);
    }
  };

  get #language() {
    const wanted = this.closest('[lang]')?.lang || document.documentElement.lang || navigator.language;
    return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  }

  #word(key, n) {
    return WORDS[this.#language][key].replace('{n}', n >= MOST ? `${MOST - 1}+` : n);
  }

  // --- what is asked of the server ---

  async #bearer() {
    const own = this.getAttribute('token');
    if (own) {
      return own;
    }
    if (!this.#source) {
      return null;
    }
    const over = this.#token?.expiresAt && Date.parse(this.#token.expiresAt) - Date.now() < EARLIER;
    if (!this.#token || over) {
      this.#token = await this.#source();
    }
    return this.#token.token;
  }

  async #ask(path, options = {}) {
    const base = this.getAttribute('server') || import.meta.url;
    const bearer = await this.#bearer();
    const answer = await fetch(new URL(path, base), {
      ...options,
      credentials: 'omit',
      cache: 'no-store',
      headers: { Authorization: `Bearer ${bearer}`, 'Accept-Language': this.#language },
    });
    if (answer.status === 401) {
      this.#token = null;
    }
    if (!answer.ok) {
      throw Object.assign(new Error('the inbox refused'), { status: answer.status });
    }
    return answer;
  }

  async #change(path) {
    try {
      const answer = await this.#ask(path, { method: 'POST' });
      this.#count((await answer.json()).unread);
      await this.#load();
    } catch (failure) {
      this.#failed(failure);
    }
  }

  #load = async (cursor) => {
    try {
      const query = new URLSearchParams({ show: this.#show, limit: PAGE });
      if (cursor) {
        query.set('cursor', cursor);
      }
      const page = await (await this.#ask(`/v1/inbox/messages?${query}`)).json();
      this.#items = cursor ? [...this.#items, ...page.items] : page.items;
      this.#next = page.next ?? null;
      this.#trouble = false;
    } catch (failure) {
      this.#failed(failure);
    }
    this.#list();
  };

  #failed(failure) {
    this.#trouble = true;
    this.dispatchEvent(new CustomEvent('herald-error', { detail: { status: failure.status } }));
    this.#list();
  }

  #begin() {
    this.#stop?.abort();
    if (!this.isConnected || !(this.#source || this.getAttribute('token'))) {
      return;
    }
    this.#stop = new AbortController();
    this.#listen(this.#stop.signal);
  }

  /** Listens again whenever a connection ends, and more slowly while none comes about. */
  async #listen(signal) {
    for (let pause = 500; !signal.aborted; pause = Math.min(SLOWEST, pause * 2)) {
      try {
        const answer = await this.#ask('/v1/inbox/stream', { signal });
        pause = 500;
        await this.#events(answer.body.getReader());
      } catch (failure) {
        if (!signal.aborted) {
          this.#failed(failure);
        }
      }
      await new Promise((done) => setTimeout(done, pause));
    }
  }

  async #events(reader) {
    const decoder = new TextDecoder();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data) {
          await this.#heard(JSON.parse(data.slice('data: '.length)));
        }
      }
    }
  }

  async #heard(state) {
    this.#count(state.unread);
    this.#latest = state.latest;
    await this.#load();
  }

  // --- what is shown ---

  #build() {
    const words = (key) => this.#word(key, 0);
    const filter = (show) =>
      element('button', {
        type: 'button',
        className: show,
        textContent: words(show),
        onclick: () => {
          this.#show = show;
          this.#list();
          this.#load();
        },
      });
    this.bell = element('button', { type: 'button', className: 'bell' });
    this.bell.innerHTML =
      '<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" fill="none" ' +
      'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">' +
      '<path d="M6 9a6 6 0 0 1 12 0c0 6 2 7 2 8H4c0-1 2-2 2-8z"/><path d="M10 20a2 2 0 0 0 4 0"/></svg>';
    this.bell.setAttribute('aria-haspopup', 'dialog');
    this.bell.onclick = () => this.#fold(!this.panel.hidden);
    this.badge = element('span', { className: 'badge', hidden: true });
    this.badge.setAttribute('aria-hidden', 'true');
    this.bell.append(this.badge);
    this.messages = element('ul');
    this.more = element('button', {
      type: 'button',
      className: 'more',
      textContent: words('more'),
      onclick: () => this.#load(this.#next),
    });
    this.readAll = element('button', {
      type: 'button',
      className: 'read-all',
      textContent: words('readAll'),
      onclick: () => this.#change('/v1/inbox/read'),
    });
    const close = element('button', {
      type: 'button',
      textContent: '×',
      onclick: () => this.#fold(true),
    });
    close.setAttribute('aria-label', words('close'));
    this.panel = element(
      'div',
      { className: 'panel', hidden: true, tabIndex: -1 },
      element('header', {}, element('h2', { id: 'title', textContent: words('title') }), close),
      element('nav', {}, filter('all'), filter('unread'), this.readAll),
      this.messages,
      this.more,
    );
    this.panel.setAttribute('role', 'dialog');
    this.panel.setAttribute('aria-labelledby', 'title');
    this.panel.onkeydown = (event) => event.key === 'Escape' && this.#fold(true);
    this.live = element('span', { className: 'hidden' });
    this.live.setAttribute('role', 'status');
    this.#root.replaceChildren(this.bell, this.panel, this.live);
    this.#count(this.#unread);
    this.#list();
  }

  #fold(folded, focus = true) {
    if (!this.panel || this.panel.hidden === folded) {
      return;
    }
    this.panel.hidden = folded;
    this.bell.setAttribute('aria-expanded', String(!folded));
    if (folded && focus) {
      this.bell.focus();
    }
    if (!folded) {
      this.panel.focus();
      this.#load();
    }
  }

  #count(unread) {
    const more = unread > this.#unread;
    this.#unread = unread;
    this.badge.hidden = unread === 0;
    this.badge.textContent = unread >= MOST ? `${MOST - 1}+` : unread;
    const name = this.#word(unread === 0 ? 'openNone' : 'open', unread);
    this.bell.setAttribute('aria-label', name);
    this.bell.setAttribute('aria-expanded', String(!this.panel.hidden));
    this.readAll.disabled = unread === 0;
    if (more) {
      this.live.textContent = name;
    }
    this.dispatchEvent(new CustomEvent('herald-unread', { detail: { unread } }));
  }

  #list() {
    for (const button of this.panel.querySelectorAll('nav .all, nav .unread')) {
      button.setAttribute('aria-pressed', String(button.classList.contains(this.#show)));
    }
    const items = this.#items.map((item) => this.#item(item));
    if (this.#trouble) {
      const again = element('button', {
        type: 'button',
        textContent: this.#word('again'),
        onclick: () => this.#load(),
      });
      items.unshift(element('li', { className: 'note' }, this.#word('trouble'), again));
    } else if (items.length === 0) {
      items.push(element('li', { className: 'note' }, this.#word('none')));
    }
    this.messages.replaceChildren(...items);
    this.more.hidden = this.#next === null;
  }

  #item(item) {
    const act = (key, path) =>
      element('button', {
        type: 'button',
        textContent: this.#word(key),
        onclick: () => this.#change(`/v1/inbox/messages/${item.id}/${path}`),
      });
    const head = item.title ? [item.title] : linked(item.text.split('\n')[0]);
    const title = element('h3', {}, ...head);
    const made = element('li', { className: item.readAt ? 'read' : 'unread' }, title);
    if (!item.readAt) {
      title.append(element('span', { className: 'hidden', textContent: ` ${this.#word('fresh')}` }));
    }
    if (item.title || item.text.includes('\n')) {
      made.append(element('p', {}, ...linked(item.text)));
    }
    const at = new Date(item.at);
    made.append(
      element('time', {
        dateTime: item.at,
        textContent: at.toLocaleString(this.#language === 'zh' ? 'zh-CN' : 'en'),
      }),
    );
    const acts = element('div', { className: 'acts' });
    const page = item.url && pageOf(item.url);
    if (page) {
      const visit = link(page, this.#word('visit'));
      visit.addEventListener('click', () => this.#change(`/v1/inbox/messages/${item.id}/read`));
      made.append(element('p', {}, visit));
    }
    acts.append(
      item.readAt ? act('keep', 'unread') : act('read', 'read'),
      act('archive', 'archive'),
    );
    made.append(acts);
    return made;
  }
}

if (!customElements.get('herald-inbox')) {
  customElements.define('herald-inbox', HeraldInbox);
}

export { HeraldInbox, linked, pageOf };
