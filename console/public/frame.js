// Shows the HTML that the console hands in. This page has an origin of its own and no network.
addEventListener('message', (event) => {
  if (event.source !== parent || typeof event.data?.html !== 'string') return;
  const mail = new DOMParser().parseFromString(event.data.html, 'text/html');
  document.body.replaceChildren(...mail.head.querySelectorAll('style'), ...mail.body.childNodes);
  parent.postMessage({ height: document.documentElement.scrollHeight }, '*');
});
parent.postMessage({ ready: true }, '*');
