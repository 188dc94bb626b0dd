/** The operator's MaxMind databases: country and AS of an address, never guessed without them. */
import { readFileSync } from 'node:fs';
import { type AsnResponse, type CountryResponse, Reader } from 'mmdb-lib';
import type { Lists } from '../model/lists.ts';

export type OpenedAddresses =
  | { kind: 'opened'; lists: Lists }
  | { kind: 'refused'; setting: 'PREAU_COUNTRY_MMDB' | 'PREAU_ASN_MMDB'; message: string };

/** The same lists with the databases found at these paths (null: none given, every country stays unknown). */
export const withAddresses = (
  lists: Lists,
  { countryMmdb, asnMmdb }: { countryMmdb: string | null; asnMmdb: string | null },
): OpenedAddresses => {
  const country = open(countryMmdb);
  if (country === 'unreadable') return refused('PREAU_COUNTRY_MMDB', countryMmdb);
  const asn = open(asnMmdb);
  if (asn === 'unreadable') return refused('PREAU_ASN_MMDB', asnMmdb);
  return { kind: 'opened', lists: { ...lists, placeOf: (ip) => placeOf(ip, country, asn) } };
};

/** Both common shapes: MaxMind's `country.iso_code`, and the flat `country_code` of DB-IP and ip-location-db. */
type Row = CountryResponse & AsnResponse & { country_code?: string };

const placeOf = (ip: string, country: Reader<Row> | null, asn: Reader<Row> | null): ReturnType<Lists['placeOf']> => {
  const where = get(country, ip);
  const code = where?.country?.iso_code ?? where?.country_code;
  const { autonomous_system_number: number, autonomous_system_organization: network } = get(asn, ip) ?? {};
  return {
    ...(number === undefined ? {} : { asn: number }),
    ...(code === undefined ? {} : { country: code }),
    ...(network === undefined ? {} : { network }),
  };
};

/** A malformed address or an IPv6 one in an IPv4 database has no place. */
const get = (reader: Reader<Row> | null, ip: string): Row | null => {
  try {
    return reader?.get(ip) ?? null;
  } catch {
    return null;
  }
};

const open = (file: string | null): Reader<Row> | null | 'unreadable' => {
  if (file === null) return null;
  try {
    return new Reader<Row>(readFileSync(file));
  } catch {
    return 'unreadable';
  }
};

const refused = (setting: 'PREAU_COUNTRY_MMDB' | 'PREAU_ASN_MMDB', file: string | null): OpenedAddresses => ({
  kind: 'refused',
  setting,
  message: `${setting} : ${file} n’est pas une base MaxMind lisible. Vérifiez le chemin et le format (.mmdb).`,
});
