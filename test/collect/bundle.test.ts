/** The HAR file of a visit: each exchange once with its times, and never the value of a cookie, a password or a body. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostEntries, openHarRecorder } from '../../src/collect/bundle/har-recorder.ts';
import type { WireEvent } from '../../src/collect/overhear.ts';

const target = { type: 'page', url: 'https://outil.test/', id: 'T1' };
const event = (method: string, params: Record<string, unknown>): WireEvent => ({ target, method, params });
const sent = (requestId: string, url: string, more: Record<string, unknown> = {}, request: object = {}) =>
  event('Network.requestWillBeSent', {
    ...{ requestId, timestamp: 10, wallTime: 1_795_514_400, type: 'Document' },
    request: { url, method: 'GET', headers: { 'User-Agent': 'Préau' }, ...request },
    ...more,
  });
const answer = (status: number, headers = {}) => ({
  status,
  statusText: 'OK',
  headers,
  mimeType: 'text/html',
  protocol: 'h2',
});

const recorded = (events: WireEvent[]) => {
  const recorder = openHarRecorder();
  recorder.enter('before-choice', '2026-11-24T08:00:00.000Z');
  for (const each of events) recorder.take(each);
  const { har, cut } = recorder.write({ preau: '0.1.0', browser: '153' });
  return { text: har, cut, log: JSON.parse(har).log };
};

describe('the HAR of a visit', () => {
  it('has each hop of a redirect with its own answer and times', () => {
    const { log } = recorded([
      sent('1', 'http://outil.test/'),
      sent('1', 'https://outil.test/', {
        timestamp: 10.5,
        redirectResponse: answer(301, { Location: 'https://outil.test/' }),
      }),
      event('Network.responseReceived', { requestId: '1', timestamp: 10.7, response: answer(200) }),
      event('Network.loadingFinished', { requestId: '1', timestamp: 11, encodedDataLength: 1234 }),
    ]);
    expect(log.version).toBe('1.2');
    expect(log.pages).toMatchObject([{ id: 'before-choice', title: 'avant tout choix' }]);
    expect(log.entries).toMatchObject([
      { pageref: 'before-choice', time: 500, response: { status: 301, redirectURL: 'https://outil.test/' } },
      {
        time: 500,
        timings: { wait: 200, receive: 300 },
        response: { status: 200, bodySize: 1234, httpVersion: 'HTTP/2' },
      },
    ]);
    expect(log.entries[0].startedDateTime).toBe(new Date(1_795_514_400_000).toISOString());
  });

  it('says why an exchange had no answer', () => {
    const { log } = recorded([
      sent('1', 'https://mort.test/'),
      event('Network.loadingFailed', { requestId: '1', timestamp: 12, errorText: 'net::ERR_CONNECTION_RESET' }),
    ]);
    expect(log.entries).toMatchObject([{ response: { status: 0, _error: 'net::ERR_CONNECTION_RESET' } }]);
  });

  it('never holds a secret, whichever header or body carried it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/).map((text) => `zz${text}`);
    fc.assert(
      fc.property(secret, fc.constantFrom('Cookie', 'cookie', 'Authorization', 'X-CSRF-Token'), (value, header) => {
        const line = /^cookie$/i.test(header) ? `a=${value}; ${value}; b=${value}` : `Bearer ${value}`;
        const { text } = recorded([
          sent(
            '1',
            'https://outil.test/',
            {},
            { method: 'POST', postData: `mdp=${value}`, headers: { [header]: line } },
          ),
          event('Network.requestWillBeSentExtraInfo', { requestId: '1', headers: { [header]: line } }),
          event('Network.responseReceivedExtraInfo', {
            requestId: '1',
            headers: { 'Set-Cookie': `s=${value}; Path=/\n${value}; Secure` },
          }),
          event('Network.responseReceived', { requestId: '1', timestamp: 11, response: answer(200) }),
        ]);
        expect(text).not.toContain(value);
        expect(text).toContain('"_bodySha256": "');
      }),
    );
  });

  it('keeps the names and attributes of cookies', () => {
    const { log } = recorded([
      sent('1', 'https://outil.test/'),
      event('Network.responseReceivedExtraInfo', {
        requestId: '1',
        headers: { 'set-cookie': 'sid=1; Path=/; HttpOnly' },
      }),
    ]);
    expect(log.entries[0].response.cookies).toEqual([{ name: 'sid', value: '[masqué]' }]);
    expect(log.entries[0].response.headers).toEqual([{ name: 'set-cookie', value: 'sid=[masqué]; Path=/; HttpOnly' }]);
  });

  it('stops at its bound and says so', () => {
    const flood = Array.from({ length: mostEntries + 5 }, (_, place) =>
      sent(String(place), `https://outil.test/${place}`),
    );
    const { log, cut } = recorded(flood);
    expect(cut).toBe(true);
    expect(log.entries).toHaveLength(mostEntries);
  });

  it('leaves out what it cannot read rather than fail', () => {
    expect(
      recorded([event('Network.requestWillBeSent', { requestId: 3 }), event('Network.loadingFinished', {})]).log
        .entries,
    ).toEqual([]);
  });
});
