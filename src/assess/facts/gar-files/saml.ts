/** The SAML metadata of a service provider, point by point, and the attributes that they ask for. */
import type { RequestedAttributeFact } from '../../../model/gar-facts.ts';
import type { Gar } from '../../../model/lists.ts';
import { garHostOf } from '../gar.ts';
import { partsOf } from '../site.ts';
import { certificatePoints } from './certificate.ts';
import { nowhere, placeOf, quoted } from './points.ts';
import type { SamlPoint } from './saml-point.ts';
import { at, type Branch, everyNamed } from './xml.ts';

const samlNamespace = 'urn:oasis:names:tc:SAML:2.0:metadata';

/** An entity and its descriptor as a service provider. */
type Provider = { entity: Branch; service: Branch };

/** A federation lists thousands: the file of one tool has one. */
export const providersIn = (root: Branch): Provider[] =>
  everyNamed(root, 'EntityDescriptor')
    .filter(({ namespace }) => namespace === samlNamespace)
    .flatMap((entity) => at(entity, 'SPSSODescriptor').map((service) => ({ entity, service })));

export const noProvider = (root: Branch): SamlPoint[] => [
  wellFormed(root),
  {
    point: 'saml-service',
    met: false,
    ...placeOf(root),
    detail: `la racine ${quoted(root.name)} ne décrit aucun fournisseur de service SAML 2.0 (SPSSODescriptor)`,
  },
];

/** `visit`: date of the evidence, ISO. Dates are those of that day, so that a later judgement says the same. */
export const samlPointsOf = (root: Branch, { entity, service }: Provider, gar: Gar, visit: string): SamlPoint[] => [
  wellFormed(root),
  { point: 'saml-service', met: true, ...placeOf(service), detail: 'le fichier décrit un fournisseur de service' },
  entityPoint(entity),
  ...receivingPoints(service),
  ...certificatePoints(service, visit),
  ...validityPoints(entity, service, visit),
  environmentPoint(entity, service, gar),
  logoutPoint(service),
];

const wellFormed = (root: Branch): SamlPoint => ({
  ...{ point: 'well-formed', met: true, ...placeOf(root) },
  detail: 'le fichier est du XML bien formé',
});

const entityPoint = (entity: Branch): SamlPoint => {
  const id = entity.attributes.get('entityID')?.trim() ?? '';
  const detail = id === '' ? `l’attribut entityID manque (ligne ${entity.line})` : `entityID est ${quoted(id)}`;
  return { point: 'saml-entity', met: id !== '', ...placeOf(entity), detail };
};

/** One record for each address where assertions, which name people, are received. */
const receivingPoints = (service: Branch): SamlPoint[] => {
  const found = at(service, 'AssertionConsumerService');
  if (found.length === 0)
    return [
      {
        point: 'saml-reception',
        met: false,
        ...nowhere,
        detail: 'aucun point de réception (AssertionConsumerService)',
      },
    ];
  return found.map((place) => {
    const address = place.attributes.get('Location')?.trim() ?? '';
    const secure = partsOf(address).scheme === 'https';
    const binding = place.attributes.get('Binding')?.split(':').at(-1) ?? 'inconnue';
    const detail = secure
      ? `le point de réception ${quoted(address)} est en https, liaison ${binding}`
      : `le point de réception ${quoted(address)} n’est pas en https (ligne ${place.line})`;
    return { point: 'saml-reception', met: secure, ...placeOf(place), detail };
  });
};

/** Only when a validUntil is written: it is not mandatory. */
const validityPoints = (entity: Branch, service: Branch, visit: string): SamlPoint[] =>
  [entity, service].flatMap((place) => {
    const until = place.attributes.get('validUntil');
    if (until === undefined) return [];
    const end = Date.parse(until);
    if (Number.isNaN(end))
      return [{ point: 'saml-validity', ...placeOf(place), detail: `validUntil est ${quoted(until)}` }];
    const met = end >= Date.parse(visit);
    const detail = met
      ? `les métadonnées valent jusqu’au ${until.slice(0, 10)}`
      : `les métadonnées ne valent plus depuis le ${until.slice(0, 10)} (ligne ${place.line})`;
    return [{ point: 'saml-validity', met, ...placeOf(place), detail }];
  });

const environmentPoint = (entity: Branch, service: Branch, gar: Gar): SamlPoint => {
  const isTest = (address: string | undefined) => garHostOf(partsOf(address ?? '').host, gar) === 'test';
  const wrong = [entity, ...service.children].find(({ attributes }) =>
    ['entityID', 'Location', 'ResponseLocation'].some((name) => isTest(attributes.get(name))),
  );
  if (!wrong)
    return {
      ...{ point: 'saml-environment', met: true, ...placeOf(service) },
      detail: 'aucune adresse de l’environnement de test',
    };
  const named = wrong.attributes.get('Location') ?? wrong.attributes.get('entityID') ?? '';
  return {
    ...{ point: 'saml-environment', met: false, ...placeOf(wrong) },
    detail: `${quoted(named)} est une adresse de l’environnement de test du GAR (ligne ${wrong.line})`,
  };
};

const logoutPoint = (service: Branch): SamlPoint => {
  const [place] = at(service, 'SingleLogoutService');
  if (!place)
    return { point: 'saml-logout', met: false, ...nowhere, detail: 'aucun point de déconnexion (SingleLogoutService)' };
  const address = quoted(place.attributes.get('Location') ?? '');
  return {
    point: 'saml-logout',
    met: true,
    ...placeOf(place),
    detail: `le point de déconnexion déclaré est ${address}`,
  };
};

type Asked = Omit<RequestedAttributeFact, 'url'>;

/** Each attribute asked, once for each time it is written. */
export const attributesOf = (service: Branch, gar: Gar): Asked[] => {
  const minimal = new Set([...gar.minimalAttributes].map((name) => name.toLowerCase()));
  return at(service, 'AttributeConsumingService', 'RequestedAttribute').map((place) => {
    const name = place.attributes.get('Name')?.trim() ?? '';
    const friendlyName = place.attributes.get('FriendlyName')?.trim() || null;
    const known = isMinimal([friendlyName, name, name.split(/[:/]/).at(-1) ?? ''], minimal);
    return {
      ...{ name, friendlyName, required: /^(true|1)$/.test(place.attributes.get('isRequired') ?? '') },
      ...(known === undefined ? {} : { minimal: known }),
      line: place.line,
    };
  });
};

/** A bare object identifier (urn:oid:2.5.4.42) tells nobody what it asks: it is left to a person. */
const isMinimal = (names: readonly (string | null)[], minimal: ReadonlySet<string>): boolean | undefined => {
  const written = names.filter((each): each is string => each !== null && each !== '');
  if (written.some((each) => minimal.has(each.toLowerCase()))) return true;
  const readable = written.some((each) => /[a-z]/i.test(each) && !/^urn:oid:/i.test(each));
  return readable ? false : undefined;
};
