/** Opens one connection, to checked addresses only. */
import { connect, type LookupFunction, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Dialled = { kind: 'connected'; socket: Socket; address: string } | { kind: 'failed'; reason: string };

/** Before the next address of a name is tried beside the slow one; Node's 250 ms gives up on honest distant hosts. */
const nextAddressMs = 1_000;

/**
 * Tries the addresses in their order (and both families, RFC 8305) within `timeoutMs`.
 * The name is never asked again: the lookup answers what was checked.
 */
export const dial = (addresses: readonly string[], port: number, timeoutMs: number): Promise<Dialled> =>
  new Promise((done) => {
    const socket = connect({
      host: 'checked.invalid',
      port,
      lookup: answering(addresses),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: nextAddressMs,
      allowHalfOpen: true,
      noDelay: true,
    });
    const fail = (reason: string) => {
      clearTimeout(timer);
      socket.destroy();
      done({ kind: 'failed', reason });
    };
    const timer = setTimeout(() => fail('connect-timeout'), timeoutMs);
    const failed = (error: NodeJS.ErrnoException) => fail(error.code ?? 'connect-failed');
    socket.once('error', failed);
    socket.once('connect', () => {
      const address = ipaddr.parse(socket.remoteAddress ?? '::').toString();
      // Backstop after Boulder's: whatever the layers below did, only a checked address is handed over.
      if (!addresses.includes(address)) return fail('wrong-address');
      clearTimeout(timer);
      socket.off('error', failed);
      done({ kind: 'connected', socket, address });
    });
  });

const answering =
  (addresses: readonly string[]): LookupFunction =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
