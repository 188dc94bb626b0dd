/** Tells a supervisor that the service answers and that its archive can be read. */
import type { Door } from '../corridor.ts';

export const tellHealth: Door = (house) => (c) => {
  house.archive.catalog.slugs();
  return c.text(`ok\nrules ${house.reference.rulebook.version} ${house.reference.rulebook.digest}\n`, 200, {
    'Cache-Control': 'no-store',
  });
};
