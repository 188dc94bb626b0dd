/** One point of SAML metadata, before the address of its file is added. */
import type { MetadataFact } from '../../../model/gar-facts.ts';

export type SamlPoint = Omit<MetadataFact, 'url'>;
