/** Where a Chromium may stand on a machine, in the order in which it is looked for. */
import { type CarriedPackage, carriedPackage } from './carried.ts';

export type Places = {
  headlessShells: readonly string[];
  carried: () => Promise<CarriedPackage | null>;
  others: readonly string[];
};

/** The full Chromium costs five times the CPU of the headless shell (1.15 s against 0.21 s a page): it comes last. */
export const usualPlaces: Places = {
  headlessShells: [
    '/usr/bin/chromium-headless-shell',
    '/usr/local/bin/chromium-headless-shell',
    '/usr/bin/chrome-headless-shell',
    '/usr/local/bin/chrome-headless-shell',
  ],
  carried: () => carriedPackage(),
  others: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge-stable',
    '/usr/bin/microsoft-edge',
    '/opt/google/chrome/chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};
