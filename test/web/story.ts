/** The steps of a dossier, made as people make them: through the doors where there is one. */
import { load } from 'cheerio';
import { member, origin, reference, type TestHouse } from './house.ts';
import { aForm, aReport, evidenceWith, findingsOn, noon } from './samples.ts';

const headers = { Origin: origin };

export const post = (
  house: TestHouse,
  address: string,
  fields: Record<string, string> | URLSearchParams,
  cookie = '',
): Promise<Response> =>
  Promise.resolve(
    house.app.request(`${origin}${address}`, {
      method: 'POST',
      headers: cookie === '' ? headers : { ...headers, Cookie: cookie },
      body: new URLSearchParams(fields),
    }),
  );

export const get = (house: TestHouse, address: string, cookie = ''): Promise<Response> =>
  Promise.resolve(house.app.request(`${origin}${address}`, cookie === '' ? {} : { headers: { Cookie: cookie } }));

export const read = async (answer: Response | Promise<Response>) => load(await (await answer).text());

/** Text as a reader hears it: any space is a space. */
export const textOf = async (answer: Response | Promise<Response>, selector = 'body'): Promise<string> =>
  (await read(answer))(selector).text().replaceAll(/\s+/g, ' ');

export type Filed = { key: string; number: string };

export const file = async (house: TestHouse, differs: Record<string, string> = {}): Promise<Filed> => {
  const answer = await post(house, '/deposer', aForm(differs));
  const key = answer.headers.get('Location')?.replace('/depots/', '') ?? '';
  const dossier = house.archive.dossiers.byKey(key);
  if (!dossier) throw new Error(`Not filed: ${answer.status}`);
  return { key, number: dossier.number };
};

/** The smallest PNG: one transparent dot. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Files a tool and gives it a visit, as the worker would. */
export const check = async (
  house: TestHouse,
  differs: Record<string, string> = {},
  screenshot = dot,
): Promise<Filed> => {
  const filed = await file(house, differs);
  const digest = house.tools.evidence.put(
    Buffer.from(JSON.stringify(evidenceWith(house.tools.evidence.put(screenshot)))),
  );
  house.tools.archive.write((pen) => {
    pen.move(filed.number, { event: 'start-check', actor: 'robot', reason: '', at: noon });
    pen.addVisit({
      ...{ number: filed.number, at: noon, outcome: 'complete', evidence: digest, evidenceDate: noon },
      ...{ report: aReport(findingsOn(reference), digest), browser: '153.0.0' },
      rulebook: { version: reference.rulebook.version, digest: reference.rulebook.digest },
    });
    pen.move(filed.number, { event: 'finish-check', actor: 'robot', reason: '', at: noon });
  });
  return filed;
};

export const aDraft = (differs: Record<string, string> = {}): Record<string, string> => ({
  opinion: 'favourable-with-conditions',
  reasons: 'Un gestionnaire de balises est appelé avant tout choix.',
  'contexts.enseignant-seul.verdict': 'allowed',
  'contexts.eleves-sans-compte.verdict': 'allowed-if',
  'contexts.eleves-sans-compte.conditions': 'Refusez tout dans le bandeau.\nN’écrivez aucun nom.',
  'contexts.a-la-maison.verdict': 'not-with-pupils',
  ...differs,
});

/** Signs in by the mail's link and answers the session cookie. */
export const signIn = async (house: TestHouse, email = member): Promise<string> => {
  const asked = await post(house, '/connexion', { email });
  await new Promise((resolve) => setImmediate(resolve));
  const jeton = /jeton=([\w-]+)/.exec(house.mails.findLast((mail) => mail.to === email)?.text ?? '')?.[1] ?? '';
  const opened = await post(house, '/connexion/lien', { jeton }, cookieOf(asked, 'preau-lien'));
  return cookieOf(opened, 'preau-session');
};

export const cookieOf = (answer: Response, name: string): string =>
  answer.headers
    .getSetCookie()
    .find((each) => each.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** Files, checks, decides and publishes. */
export const publish = async (
  house: TestHouse,
  differs: Record<string, string> = {},
  draft = aDraft(),
): Promise<Filed> => {
  const filed = await check(house, differs);
  const answer = await post(house, `/commission/dossiers/${filed.number}`, draft, await signIn(house));
  if (answer.status !== 303) throw new Error(`Not decided: ${await textOf(answer, '.summary')}`);
  return filed;
};
