// The model's control paths; see control.py.

async function read(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

export async function look(path, query = {}) {
  return read(await fetch(`/preview/${path}?${new URLSearchParams(query)}`));
}

export async function act(path, body) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/preview/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export function watch(changed, lost) {
  const source = new EventSource("/preview/events");
  source.onmessage = changed;
  source.onopen = changed;
  source.onerror = lost;
}
