// Requests to the server that this page came from. There are no others.

export class Refused extends Error {}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused("overhaul does not answer any more. What was decided is kept; start `overhaul review --web` again to go on.");
  }
  if (response.status === 403) {
    throw new Refused("This browser is not let in any more. What was decided is kept; start `overhaul review --web` again to go on.");
  }
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error ?? `the server answered ${response.status}`);
  return body;
}

export const get = (path) => answer(fetch(`api/${path}`));

export const post = (path, body = {}) =>
  answer(
    fetch(`api/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Overhaul": "review" },
      body: JSON.stringify(body),
    }),
  );
