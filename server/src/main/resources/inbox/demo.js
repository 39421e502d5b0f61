const inbox = document.querySelector('herald-inbox');
const form = document.querySelector('form');
const alert = document.querySelector('[role="alert"]');

document.querySelector('#language').addEventListener('change', (event) => {
  document.documentElement.lang = event.target.value;
  inbox.lang = event.target.value;
});

/** What a business system's back end does; here the page does it, with a key that was typed in. */
const makeToken = async () => {
  const { key, tenant, recipient } = Object.fromEntries(new FormData(form));
  const answer = await fetch('/v1/inbox/tokens', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Accept-Language': document.documentElement.lang,
    },
    body: JSON.stringify({ tenant, recipient }),
  });
  const body = await answer.json();
  alert.textContent = answer.ok ? '' : body.detail;
  if (!answer.ok) {
    throw new Error('no token');
  }
  return body;
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  inbox.tokenSource = makeToken;
});
