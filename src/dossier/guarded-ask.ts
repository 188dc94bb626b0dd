/** Sends the requests to ProConnect through the guard: bounded in size and time, and no redirect is followed. */
import type { Guard } from '../guard/guard.ts';
import type { Ask } from '../identity/proconnect.ts';

/** The code that ProConnect gives is good for 30 seconds. */
const patience = 5_000;
const mostBytes = 256 * 1024;

/** Throws what openid-client takes for a network error, with a code and nothing of what was sent. */
export const guardedAsk =
  (guard: Pick<Guard, 'open'>, timeoutMs = patience): Ask =>
  async (url, { method, headers, body }) => {
    const passage = await guard.open();
    try {
      const post = method === 'POST' ? { post: Buffer.from(String(body ?? '')) } : {};
      const options = { headers, raw: true, maxBytes: mostBytes, timeoutMs };
      const answer = await passage.fetch(url, { ...options, ...post });
      if (answer.kind === 'refused') throw coded('guard-refused');
      if (answer.kind === 'failed') throw coded(answer.detail.includes('Timeout') ? 'timeout' : 'unreachable');
      if (answer.truncated) throw coded('too-long');
      if (answer.url !== url) throw coded('redirected');
      const type = answer.headers['content-type'];
      return new Response(new Uint8Array(answer.bytes), {
        status: answer.status,
        headers: type === undefined ? {} : { 'content-type': type },
      });
    } finally {
      await passage.close();
    }
  };

const coded = (code: string): Error => Object.assign(new Error(`ProConnect: ${code}`), { code });
