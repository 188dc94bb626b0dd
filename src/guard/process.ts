/** The guard's own process: the only one that opens connections to the outside, without root and without a secret. */
import * as v from 'valibot';
import { dropPrivileges } from '../privileges.ts';
import { type Gatehouse, openGatehouse } from './gatehouse.ts';
import { Order, type Reply } from './messages.ts';

// Static imports are done: from here on nothing is read from the project's folder, which `nobody` may not enter.
dropPrivileges();

let gatehouse: Gatehouse | null = null;

const obey = async (order: Order): Promise<Reply> => {
  if (order.kind === 'start') {
    gatehouse = openGatehouse(order.policy);
    return { kind: 'started', id: order.id };
  }
  if (!gatehouse) throw new Error('The guard has no policy yet.');
  return gatehouse.obey(order);
};

process.on('message', (message) => {
  // A wrong message is a bug of ours: the rejection ends this process, and with it every way out.
  void obey(v.parse(Order, message)).then((reply) => process.send?.(reply));
});

// Without the service nobody answers for what goes out.
process.on('disconnect', () => process.exit(0));

// Ctrl-C reaches the whole group: the service decides when its guard leaves.
process.on('SIGINT', () => {});
