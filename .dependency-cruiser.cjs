/** The floor plan as law: an array of floors, and the rules generated from it. */
const floors = [
  ['model'],
  ['reference', 'guard', 'collect', 'assess', 'store', 'queue', 'publish', 'identity', 'vault'],
  ['dossier'],
  ['web'],
  ['cli'],
];
const room = (names) => `^src/(${names.join('|')})/`;

const climbing = floors.slice(0, -1).map((names, index) => ({
  name: `floor-${index + 1}-imports-down`,
  comment: 'Imports point down: a room never imports a floor above its own.',
  severity: 'error',
  from: { path: room(names) },
  to: { path: room(floors.slice(index + 1).flat()) },
}));

const siblings = floors[1].map((name) => ({
  name: `${name}-stays-home`,
  comment: 'Rooms of the second floor do not import each other: what combines two is a verb of dossier/.',
  severity: 'error',
  from: { path: room([name]) },
  to: { path: room(floors[1].filter((other) => other !== name)) },
}));

module.exports = {
  forbidden: [
    ...climbing,
    ...siblings,
    {
      name: 'no-circle',
      comment: 'A circle means that two files are one file cut in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-imports-valibot-only',
      comment: 'The nouns stand on the ground: valibot and each other, nothing else.',
      severity: 'error',
      from: { path: '^src/model/' },
      to: { pathNot: ['^src/model/', '^node_modules/valibot/'] },
    },
    {
      name: 'pure-rooms-touch-nothing',
      comment: 'Judgement and printing have no clock, no disk, no network: the same input gives the same bytes.',
      severity: 'error',
      from: { path: '^src/(assess|publish)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'doors-do-not-meet',
      comment: 'Doors share the corridor (web/ itself), never each other’s rooms.',
      severity: 'error',
      from: { path: '^src/web/([^/]+)/' },
      to: { path: '^src/web/([^/]+)/', pathNot: '^src/web/($1|page)/' },
    },
    {
      name: 'chromium-lives-in-collect',
      comment: 'Each outside thing has one room.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/collect/' },
      to: { path: '^node_modules/playwright-core/' },
    },
    {
      name: 'sqlite-lives-in-store-and-queue',
      comment: 'Each outside thing has one room; the embedded queue shares the database of the archive.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|queue)/' },
      to: { path: '^node_modules/(better-sqlite3|drizzle-orm)/' },
    },
    {
      name: 'nobody-home',
      comment: 'A file that nobody imports is not part of the house.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/main\\.ts$' },
      to: {},
    },
  ],
  options: {
    // Files sent to browsers are not part of the house that runs here.
    exclude: { path: '^src/web/assets/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
