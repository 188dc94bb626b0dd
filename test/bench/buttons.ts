/** How well the words of buttons are read: on texts of real banners, the fifth held out apart from those seen when tuning. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { roleOf } from '../../src/collect/consent/words.ts';

const labels = ['accept', 'reject', 'settings', 'acknowledge', 'other'] as const;
type Label = (typeof labels)[number];
const Buttons = v.array(v.object({ text: v.string(), n: v.number(), label: v.picklist(labels) }));
type Read = { text: string; n: number; label: Label; read: Label };

/** One text in five is held out, by the digest of the text: nobody chooses which. */
const isHeldOut = (text: string): boolean => createHash('sha256').update(text).digest().readUInt32BE(0) % 5 === 0;

/** The labels know neither « save my choices » (they call it an acceptance) nor paying (for them it is something else). */
const asLabel = (role: ReturnType<typeof roleOf>): Label => {
  if (role === null || role === 'pay') return 'other';
  return role === 'save' ? 'accept' : role;
};

/** Words that only French has; a text of another language that uses one is rare enough. */
const isFrench = (text: string): boolean =>
  /[éèêçœù]|\b(tout|tous|toutes|les?|la|des?|du|mes|vos|nos|je|sans|et|ou|pour|plus|voir|non|oui|refuser|accepter|continuer|fermer|personnaliser|accueil|mentions|politique)\b/i.test(
    text,
  );

const sum = (given: Read[]): number => given.reduce((total, { n }) => total + n, 0);
const share = (part: number, whole: number): string => (whole === 0 ? '    –' : (part / whole).toFixed(3));

const print = (title: string, given: Read[]) => {
  const right = given.filter(({ label, read }) => label === read);
  console.log(`\n${title}: ${given.length} texts, ${sum(given)} sites`);
  console.log(`  accuracy ${share(sum(right), sum(given))} by sites, ${share(right.length, given.length)} by texts`);
  const falseRefusals = given.filter(({ label, read }) => read === 'reject' && label !== 'reject');
  console.log(`  false refusals: ${falseRefusals.length} texts, ${sum(falseRefusals)} sites`);
  for (const role of labels) {
    const both = sum(given.filter(({ label, read }) => label === role && read === role));
    const precision = share(both, sum(given.filter(({ read }) => read === role)));
    const recall = share(both, sum(given.filter(({ label }) => label === role)));
    console.log(`  ${role.padEnd(12)} precision ${precision}  recall ${recall}`);
  }
};

const { values } = parseArgs({
  options: {
    file: {
      type: 'string',
      default: fileURLToPath(new URL('../../../shared/data/consent-buttons/buttons-dev.json', import.meta.url)),
    },
    /** Lists what is misread among the texts that may be looked at. */
    errors: { type: 'boolean', default: false },
  },
});
const buttons = v.parse(Buttons, JSON.parse(await readFile(values.file, 'utf8')));
const all: Read[] = buttons.map((button) => ({ ...button, read: asLabel(roleOf(button.text)) }));
const seen = all.filter(({ text }) => !isHeldOut(text));
const held = all.filter(({ text }) => isHeldOut(text));
const inFrench = (given: Read[]) => given.filter(({ text }) => isFrench(text));
print('Four fifths, used for tuning', seen);
print('Four fifths, French', inFrench(seen));
print('Fifth held out', held);
print('Fifth held out, French', inFrench(held));
if (values.errors) {
  const wrong = seen.filter(({ label, read }) => label !== read).toSorted((one, other) => other.n - one.n);
  for (const { text, n, label, read } of wrong) console.log(`${String(n).padStart(5)} ${label} read ${read}: ${text}`);
}
