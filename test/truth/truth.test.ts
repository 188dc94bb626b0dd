/** A dozen pages of the corpus beside their truth (`npm run truth` visits them all), the comparison and the table. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage } from '../collect/stage.ts';
import { acceptTestCertificate } from '../kit/https.ts';
import { realReference } from '../kit/reference.ts';
import { blankFacts } from './blank-facts.ts';
import { type Guarded, openGuarded } from './bundles.ts';
import { compare, settle, type Verdict } from './compare.ts';
import { readNeverSeen } from './never-seen.ts';
import { playPage, type Stages } from './play.ts';
import { seenText } from './rules-seen.ts';
import { tableOf } from './table.ts';
import { readTruth } from './truth-file.ts';
import { openWorld, type World } from './world.ts';

const truths = readTruth();
const reference = realReference();
const truthOf = (name: string) => {
  const truth = truths.get(name);
  if (!truth) throw new Error(`${name} has no truth.`);
  return truth;
};

describe('the corpus', () => {
  it('has sixty pages at least, and one innocent in three', () => {
    expect(truths.size).toBeGreaterThanOrEqual(60);
    const innocents = [...truths.values()].filter(({ innocent }) => innocent);
    expect(innocents.length / truths.size).toBeGreaterThanOrEqual(1 / 3);
  });

  it('names rules that exist', () => {
    const known = reference.rulebook.rules.map(({ id }) => id);
    const named = [...truths.values()].flatMap(({ fails, unknown }) => [...fails, ...unknown]);
    expect([...named, ...Object.keys(readNeverSeen())].filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe('what the corpus never saw of a rule', () => {
  const { rules } = reference.rulebook;
  const nothing = new Map(rules.map(({ id }) => [id, {}]));
  const lines = seenText(nothing, rules, { 'securite/https': { failed: 'every page is at https' } }).split('\n');
  const lineOf = (start: string) => lines.find((line) => line.startsWith(start));

  it('is told with its reason, or as unexplained', () => {
    expect(lineOf('never failed, because every page is at https')).toMatch(/: securite\/https$/);
    expect(lineOf('never failed, unexplained')).toContain('traceurs/cookies-tiers');
  });

  it('needs no reason where the form of the rule forbids it', () => {
    expect(lineOf('never failed, because what a machine did not find')).toContain('information/mentions-legales');
    expect(lineOf('never inapplicable, because every page owes it')).toContain('information/mentions-legales');
    expect(lineOf('never inapplicable, unexplained')).not.toContain('pieces/liste-a-jour');
  });

  it('is no longer never once a visit shows it', () => {
    const seen = new Map([...nothing, ['securite/https', { failed: 'page + muette' }]]);
    expect(seenText(seen, rules, { 'securite/https': { failed: 'never' } })).toContain('yet seen on page + muette');
  });
});

describe('the comparison', () => {
  const { phases, facts } = blankFacts();
  const kindsOf = (verdicts: Verdict[], verdict: Verdict['verdict']) =>
    verdicts.filter((each) => each.verdict === verdict).map(({ kind }) => kind);
  const cookie = {
    ...truthOf('honnete'),
    cookies: [{ name: 'absent', party: 'first' }],
    fails: ['traceurs/cookies-tiers'],
  };

  it('tells what is missing, by its kind', () => {
    const verdicts = compare(cookie, { phases, facts, findings: [] });
    expect(kindsOf(verdicts, 'missed')).toEqual(['cookies first', 'rules failed']);
    expect(kindsOf(verdicts, 'false-alarm')).toEqual([]);
  });

  it('takes for a false alarm what no line expects', () => {
    const consent = facts.consent.kind === 'collected' ? facts.consent.records : [];
    const shown = {
      ...facts,
      consent: { kind: 'collected' as const, records: consent.map((each) => ({ ...each, banner: true })) },
    };
    const verdicts = compare(truthOf('toile'), { phases, facts: shown, findings: [] });
    expect(kindsOf(verdicts, 'false-alarm')).toEqual(['consent before-choice']);
  });

  it('counts a phase that came to something else as missed and as made up', () => {
    const verdicts = compare(truthOf('vide'), { phases, facts, findings: [] });
    expect(kindsOf(verdicts, 'missed')).toContain('phases inconclusive');
    expect(kindsOf(verdicts, 'false-alarm')).toEqual(['phases observed']);
  });

  it('prints precision and recall', () => {
    const rows: Verdict[] = [
      { kind: 'cookies first', verdict: 'found', what: '' },
      { kind: 'cookies first', verdict: 'false-alarm', what: '' },
    ];
    expect(tableOf(rows)).toMatch(/cookies first +1\/2 0\.50 +1\/1 1\.00/);
  });
});

describe('pages beside their truth', () => {
  let map: World;
  let stages: Stages;
  beforeAll(async () => {
    map = await openWorld();
    const [loopback, world] = await Promise.all([
      openStage(),
      openStage({ proxyUrl: map.proxyUrl, extraArgs: [acceptTestCertificate] }),
    ]);
    stages = { loopback, world, map };
  });
  afterAll(async () => {
    await Promise.all([stages.loopback.close(), stages.world.close()]);
    await map.close();
  });
  const wrongOf = async (names: string[]) => {
    const wrong: string[] = [];
    for (const name of names) {
      const truth = truthOf(name);
      const { url, seen } = await playPage(stages, name, truth, { runs: 1, reference });
      const verdicts = seen.flatMap((each) => compare(truth, settle(each, url)));
      wrong.push(...verdicts.filter(({ verdict }) => verdict !== 'found').map(({ what }) => `${name}: ${what}`));
    }
    return wrong;
  };

  it('show what they do and nothing else', async () => {
    const [one, other] = await Promise.all([
      wrongOf(['honnete', 'pixel', 'frappe-envoyee', 'bandeau-sans-effet', 'mur', 'emoji', 'erreurs-acces']),
      wrongOf([
        'tiers-commentaire',
        'noms-trompeurs',
        'tiers-analytics',
        'tiers-gtm',
        'video-discrete',
        'bandeau-menteur',
        'bandeau-complet',
      ]),
    ]);
    expect([...one, ...other]).toEqual([]);
  });

  it('say what they owe, rightly or not, and lead a pupil to an exercise', async () => {
    expect(await wrongOf(['outil-exemplaire', 'outil-fautif'])).toEqual([]);
  });
});

describe('hosts, repositories and files of the GAR beside their truth', () => {
  let guarded: Guarded;
  beforeAll(async () => {
    guarded = await openGuarded(reference);
  });
  afterAll(() => guarded.close());

  it('are told as they are through the real guard', async () => {
    const asked = ['facade', 'depot-agpl', 'depot-ferme', 'gar-fautifs'];
    const played = await guarded.playAll((name) => asked.includes(name));
    expect(played.map(({ name }) => name)).toEqual(asked);
    const wrong = played.flatMap(({ name, verdicts }) =>
      verdicts.filter(({ verdict }) => verdict !== 'found').map(({ kind, what }) => `${name}: ${kind} ${what}`),
    );
    expect(wrong).toEqual([]);
  });
});
