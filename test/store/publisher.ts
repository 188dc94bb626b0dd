/** A process of its own that publishes until it is killed, and prints each slug once its transaction returned. */
import { openBase } from '../../src/store/base.ts';
import { openArchive } from '../../src/store/open.ts';
import { anEntry, aTool, at } from './entries.ts';

const [file = '', prefix = ''] = process.argv.slice(2);
const archive = openArchive(openBase(file, at));

for (let rank = 0; ; rank += 1) {
  const tool = aTool(`${prefix}-${rank}`);
  archive.write((pen) => {
    const number = pen.addDossier({ key: tool.slug, email: '', tool, declaration: {}, at: at().toISOString() });
    pen.publish(anEntry(tool, number));
  });
  process.stdout.write(`${tool.slug}\n`);
}
