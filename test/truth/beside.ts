/** What lies beside the pages of a tool: git repositories and files of the GAR, really served and really read. */
import path from 'node:path';
import spdx from 'spdx-license-list/full.js';
import { readGarFiles } from '../../src/collect/gar-files/read.ts';
import { readRepository } from '../../src/collect/repository/read.ts';
import type { Fetch } from '../../src/guard/fetch.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { asked, certificates, metadata, notice, termOf } from '../kit/gar/files.ts';
import { type Commit, gitServer, makeRepository } from '../kit/git.ts';
import type { Handler } from '../kit/site.ts';

export const forge = 'forge.exemple.test';
export const garFilesHost = 'gar.exemple.test';
const textOf = (licence: string): string => spdx[licence]?.licenseText ?? '';

/** Each says one thing of its licence, or of its life. */
export const repositories: Record<string, Commit[]> = {
  agpl: [
    { files: { LICENSE: textOf('AGPL-3.0-only'), 'package.json': '{ "license": "AGPL-3.0-only" }' }, tag: 'v1.0.0' },
    { files: { 'src/outil.js': '// SPDX-License-Identifier: AGPL-3.0-only\n' }, by: 'Une autre' },
  ],
  mit: [{ files: { LICENSE: textOf('MIT'), 'README.md': '# Outil\n\n## Licence\n\nMIT\n' } }],
  ferme: [{ files: { LICENSE: 'Tous droits réservés.', 'package.json': '{ "license": "UNLICENSED" }' } }],
  restreint: [{ files: { LICENSE: textOf('SSPL-1.0'), 'README.md': '# Outil\n' } }],
  contradictoire: [{ files: { LICENSE: textOf('GPL-3.0-only'), 'package.json': '{ "license": "MIT" }' } }],
  'sans-licence': [{ files: { 'README.md': '# Outil\n\nUn outil pour la classe.\n', 'outil.js': 'jouer();\n' } }],
  innommable: [{ files: { LICENSE: 'Chacun fait de ce code ce que son voisin de palier lui en dira.\n' } }],
  endormi: [{ files: { LICENSE: textOf('MIT') }, at: '2021-03-04T08:00:00Z' }],
};

const slo = '<md:SingleLogoutService Binding="urn:x:HTTP-Redirect" Location="https://outil.test/slo"/>';

const taxon = (number: string): string =>
  `<taxon><id>${termOf('015', number)}</id><entry><string>Une discipline</string></entry></taxon>`;

export const garFiles: Record<string, { notice: string; saml: string }> = {
  justes: { notice: notice(), saml: metadata({ logout: slo, asked: `${asked('IDO')}${asked('UAI')}` }) },
  /** A term that no version ever had, another that is withdrawn, the test environment, an expired key, an e-mail address. */
  fautifs: {
    notice: notice({
      location: '<location>http://outil.test/</location>',
      description: '',
      more: `<classification><purpose><source>SCOLOMFRv2.0</source><value>${termOf('028', '003')}</value></purpose><taxonPath><source><string>ScoLOMFR</string></source>${taxon('1139')}</taxonPath><taxonPath><source><string>ScoLOMFR</string></source>${taxon('9999')}</taxonPath></classification>`,
    }),
    saml: metadata({
      entity: 'entityID="https://outil.test-gar.education.fr/saml"',
      certificate: certificates.expired,
      asked: `${asked('IDO')}${asked('mail')}`,
    }),
  },
  brises: { notice: '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general>', saml: '<EntityDescriptor>' },
};

/** Made in `folder`, which must be readable by all: the reading is done without privilege. */
export const serveBeside = (folder: string): Record<string, Handler> => {
  for (const [name, commits] of Object.entries(repositories)) makeRepository(path.join(folder, name), commits);
  return {
    [forge]: gitServer(folder),
    [garFilesHost]: (request, response) => {
      const [, name = '', what] = /^\/([\w-]+)\/(notice|saml)\.xml$/.exec(request.url ?? '') ?? [];
      const files = garFiles[name];
      if (!files) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': 'application/xml' }).end(what === 'notice' ? files.notice : files.saml);
    },
  };
};

export type Beside = Pick<Evidence, 'repository' | 'garFiles'>;

export const readBeside = async (
  named: { repository?: string | undefined; gar?: string | undefined },
  fetch: Fetch,
): Promise<Beside> => {
  const { repository, gar } = named;
  const fileAt = (name: string) => (gar === undefined ? null : `http://${garFilesHost}/${gar}/${name}.xml`);
  return {
    repository: await readRepository(repository === undefined ? null : `http://${forge}/${repository}`, { fetch }),
    garFiles: await readGarFiles({ notice: fileAt('notice'), 'saml-metadata': fileAt('saml') }, { fetch }),
  };
};
