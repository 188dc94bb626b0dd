/** The pure decisions around the browser: flags that the operator may not undo, and visits without a sandbox. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { browserFlags, wrongArgument } from '../../src/collect/browser/flags.ts';
import { sandboxComplaint, withoutSandbox } from '../../src/collect/browser/sandbox.ts';

describe('the flags', () => {
  const flag = fc.oneof(
    fc.constantFrom(
      '--disable-quic',
      '--no-sandbox',
      '--disable-setuid-sandbox',
      '--host-resolver-rules=MAP * 10.0.0.1',
    ),
    fc.string().map((name) => `--${name}`),
  );

  it('that guard the network come after any of the operator, and Chromium keeps the last', () => {
    fc.assert(
      fc.property(fc.array(flag), (extra) => {
        const flags = browserFlags(extra, true);
        const last = (name: string) => flags.findLast((each) => each.startsWith(name));
        expect(last('--host-resolver-rules=')).toBe('--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1');
        expect(last('--webrtc-ip-handling-policy=')).toBe('--webrtc-ip-handling-policy=disable_non_proxied_udp');
        expect(last('--force-webrtc-ip-handling-policy=')).toMatch(/disable_non_proxied_udp$/);
      }),
    );
  });

  it('never take the sandbox off by themselves', () => {
    fc.assert(
      fc.property(fc.array(flag), (extra) => {
        expect(browserFlags(extra, true)).not.toContain('--no-sandbox');
        expect(browserFlags(extra, true)).not.toContain('--disable-setuid-sandbox');
      }),
    );
  });

  it.each([
    '--proxy-server=http://10.0.0.1:3128',
    '--proxy-bypass-list=*',
    '--proxy-pac-url=http://10.0.0.1/',
    '--no-proxy-server',
    '--remote-debugging-port=9222',
    '--user-data-dir=/root',
    '--disable-web-security',
    'http://intranet/',
  ])('%s is refused in French', (argument) => {
    expect(wrongArgument(['--lang=fr', argument])).toContain(`« ${argument} »`);
  });

  it('of a staging range are accepted', () => {
    expect(wrongArgument(['--ignore-certificate-errors', '--disable-features=HttpsUpgrades'])).toBeNull();
    expect(browserFlags(['--ignore-certificate-errors'], true)).toContain('--ignore-certificate-errors');
  });
});

describe('without a sandbox', () => {
  it('only pages of our own are visited, unless the operator accepted the risk', () => {
    expect(withoutSandbox({ loopbackOnly: true, acceptNoSandbox: false })).toEqual({
      kind: 'go-on',
      sandbox: 'off-loopback-only',
    });
    expect(withoutSandbox({ loopbackOnly: false, acceptNoSandbox: true })).toEqual({
      kind: 'go-on',
      sandbox: 'off-accepted',
    });
    expect(withoutSandbox({ loopbackOnly: false, acceptNoSandbox: false })).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('PREAU_ACCEPT_NO_SANDBOX=1'),
    });
  });

  // Both taken from Chromium 153 here: root, and a user namespace that may not have children.
  it.each([
    '[1124/063953.72:ERROR:zygote_host_impl_linux.cc:102] Running as root without --no-sandbox is not supported.',
    '[1124/064031.73:FATAL:zygote_host_impl_linux.cc:129] No usable sandbox! If you are running on Ubuntu 23.10+ …',
  ])('Chromium’s last words are understood: %s', (line) => {
    expect(sandboxComplaint(`Browser logs:\n${line}\nbye`)).toBe(line);
  });

  it('another death is not blamed on the sandbox', () => {
    expect(sandboxComplaint('error while loading shared libraries: libnspr4.so: cannot open\n--no-sandbox')).toBeNull();
  });
});
