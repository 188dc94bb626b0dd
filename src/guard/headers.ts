/** Which headers cross the guard: all but those that speak of one hop (RFC 9110 §7.6.1) and the guard's own. */

const ofOneHop = new Set([
  'connection',
  'host', // written again from the address that was checked (RFC 9112 §3.2.2)
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-preau-guard', // a site must not be able to forge a refusal of ours
]);

/** Names and values as they came, in order and with repetitions, without those that end here. */
export const endToEnd = (rawHeaders: readonly string[]): [name: string, value: string][] => {
  const pairs = pairsOf(rawHeaders);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
    );
  return pairs.filter(([name]) => !ofOneHop.has(name.toLowerCase()) && !named.includes(name.toLowerCase()));
};

const pairsOf = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : []));
