/** Reads the staging settings and says aloud, at start, which doors the operator opened. */
import type { Config } from '../config.ts';
import { readPolicy } from '../guard/policy.ts';
import type { Terminal } from './terminal.ts';

/** False when the guard would refuse these settings; the reasons are told. */
export const tellStaging = ({ staging, acceptNoSandbox }: Config, terminal: Terminal): boolean => {
  const policy = readPolicy(staging);
  if (policy.kind === 'refused') {
    terminal.tell(policy.messages.join('\n'));
    return false;
  }
  if (staging.resolver) terminal.tell(`Banc d’essai : les noms sont résolus par ${staging.resolver}.`);
  if (staging.allowNets.length > 0) terminal.tell(`Banc d’essai : réseaux ouverts ${staging.allowNets.join(', ')}.`);
  if (staging.chromiumArgs.length > 0)
    terminal.tell(`Banc d’essai : Chromium reçoit ${staging.chromiumArgs.join(' ')}.`);
  if (acceptNoSandbox) {
    terminal.tell(
      'ATTENTION : PREAU_ACCEPT_NO_SANDBOX=1. Une page hostile pourrait prendre la main sur cette machine.',
    );
  }
  return true;
};
