/** The network log, from DevTools messages in every order in which Chromium may send them. */
import { describe, expect, it } from 'vitest';
import { openWire } from '../../src/collect/wire.ts';

const target = { type: 'page', url: 'https://outil.test/', id: 'F' };
const stop = { requestedUrl: 'https://outil.test/', url: 'https://outil.test/' };
const initiator = { type: 'parser', url: 'https://outil.test/', lineNumber: 4 };
const sent = (url: string, more: object = {}) => ({
  target,
  method: 'Network.requestWillBeSent',
  params: {
    requestId: '1',
    documentURL: stop.url,
    frameId: 'F',
    request: { url, method: 'GET' },
    type: 'Image',
    initiator,
    ...more,
  },
});
const extra = (statusCode: number, cookie: string) => ({
  target,
  method: 'Network.responseReceivedExtraInfo',
  params: { requestId: '1', statusCode, headers: { 'Set-Cookie': cookie }, blockedCookies: [] },
});
const redirect = { redirectResponse: { status: 302, headers: {} } };
const answered = {
  target,
  method: 'Network.responseReceived',
  params: { requestId: '1', response: { status: 200, headers: {} } },
};

const logOf = (...events: Parameters<ReturnType<typeof openWire>['take']>[0][]) => {
  const wire = openWire({ stop, act: 0 });
  for (const event of events) wire.take(event);
  return wire;
};
const first = sent('https://outil.test/saut');
const second = sent('https://tiers.test/p.gif', redirect);

describe('the network log', () => {
  it.each([
    ['in order', [first, extra(302, 'a=1'), second, extra(200, 'b=1'), answered]],
    ['extra info first', [extra(302, 'a=1'), first, second, extra(200, 'b=1'), answered]],
    ['extra info of the redirect late', [first, second, extra(302, 'a=1'), extra(200, 'b=1'), answered]],
    ['all extra info last', [first, second, answered, extra(302, 'a=1'), extra(200, 'b=1')]],
    ['all extra info first', [extra(302, 'a=1'), extra(200, 'b=1'), first, second, answered]],
  ])('gives each hop of a redirect its own cookies: %s', (_, events) => {
    const { hops, waiting } = logOf(...events);
    expect(hops.map(({ url, status, setCookies }) => [url, status, setCookies.map((each) => each.line)])).toEqual([
      ['https://outil.test/saut', 302, ['a=1']],
      ['https://tiers.test/p.gif', 200, ['b=1']],
    ]);
    expect(hops[1]?.redirectedFrom).toBe('https://outil.test/saut');
    expect(waiting().size).toBe(0);
  });

  it('gives nothing to a redirect that has no extra info', () => {
    const cached = sent('https://tiers.test/p.gif', { ...redirect, redirectHasExtraInfo: false });
    const { hops } = logOf(first, cached, extra(200, 'b=1'), answered);
    expect(hops.map((hop) => hop.setCookies.map((each) => each.line))).toEqual([[], ['b=1']]);
  });

  it('waits for headers only, and calls a guard’s answer a failure', () => {
    const wire = logOf(first);
    expect(wire.waiting().size).toBe(1);
    const headers = { 'X-Preau-Guard': 'private-address' };
    wire.take({
      target,
      method: 'Network.responseReceived',
      params: { requestId: '1', response: { status: 403, headers } },
    });
    expect(wire.waiting().size).toBe(0);
    expect(wire.hops[0]).toMatchObject({ status: null, failure: 'guard: private-address' });
  });

  it('leaves out what never leaves the machine', () => {
    expect(logOf(sent('data:image/gif;base64,R0'), sent('blob:https://outil.test/1')).hops).toEqual([]);
  });

  it('counts lines from one and keeps the scripts behind a script', () => {
    const frame = (url: string, lineNumber: number) => ({ url, lineNumber });
    const stack = {
      callFrames: [frame('', 0), frame('https://tiers.test/tag.js', 0)],
      parent: { callFrames: [frame('https://tiers.test/tag.js', 8), frame('https://outil.test/app.js', 2)] },
    };
    const { hops } = logOf(sent('https://tiers.test/hit', { initiator: { type: 'script', stack } }));
    expect(hops[0]?.initiator).toEqual({
      type: 'script',
      url: 'https://tiers.test/tag.js',
      line: 1,
      chain: ['https://tiers.test/tag.js', 'https://outil.test/app.js'],
    });
  });

  it('gives a redirect the asker of its first hop, for Chromium then names nobody', () => {
    const lost = sent('https://tiers.test/p.gif', { ...redirect, initiator: { type: 'other' } });
    expect(logOf(first, lost).hops.map((hop) => hop.initiator)).toEqual([
      expect.objectContaining({ type: 'parser', url: stop.url }),
      expect.objectContaining({ type: 'parser', url: stop.url }),
    ]);
  });

  it('counts the content whatever its pieces, and nothing as long as it goes on', () => {
    const piece = (dataLength: number) => ({
      target,
      method: 'Network.dataReceived',
      params: { requestId: '1', dataLength, encodedDataLength: 7 },
    });
    const end = { target, method: 'Network.loadingFinished', params: { requestId: '1', encodedDataLength: 999 } };
    expect(logOf(first, answered, piece(10), piece(5)).hops[0]?.bytes).toBeNull();
    expect(logOf(first, answered, piece(10), piece(5), end).hops[0]?.bytes).toBe(15);
    expect(logOf(first, answered, piece(15), end).hops[0]?.bytes).toBe(15);
  });

  it('gives two forms the same hash, whatever separator Chromium draws', () => {
    const form = (mark: string) => {
      const text = `------WebKitFormBoundary${mark}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n------WebKitFormBoundary${mark}--`;
      const postDataEntries = [{ bytes: Buffer.from(text).toString('base64') }];
      const request = { url: 'https://outil.test/f', method: 'POST', hasPostData: true, postDataEntries };
      return logOf(sent('', { request })).hops[0]?.body;
    };
    expect(form('AAAAAAAAAAAAAAAA')).toEqual(form('BBBBBBBBBBBBBBBB'));
    expect(form('AAAAAAAAAAAAAAAA')?.length).toBe(form('AAAAAAAAAAAAAAAA')?.length);
    expect(form('AAAAAAAAAAAAAAAA')).not.toEqual(form('court'));
  });

  it('knows a stream that calls again for the one it was', () => {
    const open = (initiated: object) =>
      sent('https://outil.test/flux', {
        requestId: Math.random().toString(),
        type: 'EventSource',
        initiator: initiated,
      });
    const { hops } = logOf(open(initiator), open({ type: 'other' }));
    expect(hops[1]?.initiator).toEqual(hops[0]?.initiator);
  });

  it('asks for no report twice, and only where the origin wants it', () => {
    const endpoints = {
      target,
      method: 'Network.reportingApiEndpointsChangedForOrigin',
      params: { origin: 'https://outil.test', endpoints: [{ url: 'https://avis.test/r', groupName: 'g' }] },
    };
    const report = (id: string, destination: string) => ({
      target,
      method: 'Network.reportingApiReportAdded',
      params: { report: { id, initiatorUrl: stop.url, destination, type: 'csp-violation' } },
    });
    const { hops } = logOf(endpoints, report('1', 'g'), report('1', 'g'), report('2', 'autre'));
    expect(hops.map(({ url, method, failure }) => [method, url, failure])).toEqual([
      ['POST', 'https://avis.test/r', 'queued-by-the-browser'],
    ]);
  });
});
