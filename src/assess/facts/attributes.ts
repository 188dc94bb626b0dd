/** The attributes of the submission, read from the declaration; what was not declared stays unknown. */
import type { Attributes } from '../../model/attributes.ts';
import type { Declaration } from '../../model/declaration.ts';

export const readAttributes = (declaration: Declaration): Attributes => {
  const { audiences, accountRequired, ai, gar, under15, social, vendorType, hostedBy, consumerEdition } = declaration;
  const among =
    audiences && ((...wanted: (typeof audiences)[number][]) => audiences.some((each) => wanted.includes(each)));
  return stripped({
    pupils: among?.('pupils-primary', 'pupils-secondary'),
    primary: among?.('pupils-primary'),
    secondary: among?.('pupils-secondary'),
    teachers: among?.('teachers'),
    families: among?.('families'),
    // Every pupil of the first degree is under fifteen; nobody is where there is no pupil.
    under15: under15 ?? (among?.('pupils-primary') ? true : among && !among('pupils-secondary') ? false : undefined),
    account: accountRequired,
    ai,
    social,
    gar: gar?.status,
    vendor: vendorType,
    hostedBy,
    consumerEdition,
  });
};

type Loose = { [Name in keyof Attributes]?: Attributes[Name] | undefined };

const stripped = (attributes: Loose): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Attributes;
