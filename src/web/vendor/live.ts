/** The steps of a check as server-sent events, for the vendor's page. */
import { streamSSE } from 'hono/streaming';
import { type Door, param } from '../corridor.ts';
import { sendProblem } from '../errors.tsx';

/** Proxies cut a silent connection after a minute. */
const heartbeatMs = 20_000;
/** A page left open for ever must not hold a connection: the browser then asks again by itself. */
const longestMs = 10 * 60_000;

export const followCheck: Door = (house) => (c) => {
  const dossier = house.archive.dossiers.byKey(param(c, 'key'));
  if (!dossier) return sendProblem(c, 404);
  return streamSSE(c, async (stream) => {
    await new Promise<void>((resolve) => {
      let chain = Promise.resolve();
      const send = (event: string, data: string): Promise<void> => {
        chain = chain.then(() => stream.writeSSE({ event, data }));
        return chain;
      };
      const stop = house.desk.listen(dossier.number, (event) => {
        if (event.kind === 'step') void send('step', event.text);
        else if (event.state !== 'checking' && event.state !== 'submitted') void send('done', event.state).then(finish);
      });
      const beat = setInterval(() => void send('beat', ''), heartbeatMs);
      const end = setTimeout(() => finish(), longestMs);
      const finish = (): void => {
        stop();
        clearInterval(beat);
        clearTimeout(end);
        resolve();
      };
      stream.onAbort(finish);
      // The check may have ended between the page and this connection.
      const state = house.archive.dossiers.byKey(dossier.key)?.state;
      if (state !== 'checking' && state !== 'submitted') void send('done', state ?? '').then(finish);
    });
  });
};
