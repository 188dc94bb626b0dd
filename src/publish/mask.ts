/**
 * Hides personal data in texts that are published. The sealed evidence keeps what was seen, for whoever contests it;
 * what is shown shows that something was there, never what.
 */

/** Without a blank, so that an address that holds one is still one word, and masking twice changes nothing. */
export const masked = { email: '[courriel-masqué]', phone: '[téléphone-masqué]', token: '[masqué]' };

/** Mailboxes of a function, not of a person: whom to write to is what legal pages are read for. */
const functions =
  /^(?:abuse|accessibilite|accueil|admin|administration|aide|commercial|communication|contact|cnil|direction|donnees(?:[._-]?personnelles)?|dpd|dpo|hello|help|info|infos|juridique|legal|mail|noreply|no-reply|postmaster|presse|privacy|protection(?:[._-]?donnees)?|rgpd|gdpr|secretariat|securite|security|service|support|webmaster)$/i;

/** Every quantifier is bounded: 200,000 characters without a blank must not take a second. */
const email = /([\p{L}\p{N}._%+'-]{1,64})(?:@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})/giu;

/** French numbers, and international ones with their plus sign; blanks, dots and hyphens between the pairs. */
const phone =
  /(?<![\p{L}\p{N}.,/_-])(?:(?:\+|00)33[\s.\u00a0\u202f-]?(?:\(0\)[\s.\u00a0\u202f-]?)?|0)[1-9](?:[\s.\u00a0\u202f-]?\d{2}){4}(?!\d)|(?<![\p{L}\p{N}])\+(?!33)\d{1,3}(?:[\s.()\u00a0\u202f-]{0,2}\d{1,4}){2,7}(?!\d)/gu;

const webToken = /\beyJ[\w-]{10,4000}\.[\w-]{10,4000}(?:\.[\w-]{0,4000})?/g;

const address = /\b(?:https?|wss?):\/\/[^\s"'<>«»\u00a0\u202f]{1,8192}/gi;

/** Gives the text with persons' e-mail addresses, telephone numbers and the tokens of addresses hidden. Idempotent. */
export const mask = (text: string): string =>
  text
    .replace(address, maskAddress)
    .replace(webToken, masked.token)
    .replace(email, (all, local: string) => (functions.test(local) ? all : masked.email))
    .replace(phone, (all) => (all.replace(/\D/g, '').length < 8 ? all : masked.phone));

/** Parameters whose value is hidden whatever it looks like. */
const telling =
  /^(?:access_?token|id_?token|refresh_?token|token|auth|key|api_?key|apikey|code|state|nonce|session|session_?id|sid|jsessionid|phpsessid|ticket|password|pwd|pass|secret|signature|sig|email|e-?mail|mail|phone|tel|user|user_?id|uid|login|name|nom|prenom|firstname|lastname)$/i;

const maskAddress = (text: string): string => {
  const [, scheme = '', rest = ''] = /^(\w+:\/\/)(.*)$/s.exec(text) ?? [];
  const [beforeHash = '', ...fragments] = rest.split('#');
  const [place = '', ...queries] = beforeHash.split('?');
  const [host = '', ...segments] = place.split('/');
  return [
    scheme,
    withoutCredentials(host),
    ...segments.map((segment) => `/${maskSegment(segment)}`),
    ...queries.map((query) => `?${maskPairs(query)}`),
    ...fragments.map((fragment) => `#${maskPairs(fragment)}`),
  ].join('');
};

const withoutCredentials = (host: string): string => {
  const at = host.lastIndexOf('@');
  return at === -1 ? host : `${masked.token}@${host.slice(at + 1)}`;
};

const already = /^(?:\[(?:[\p{L}]+-)?masqué\])+$/u;

const maskPairs = (query: string): string =>
  query
    .split('&')
    .map((pair) => {
      const [name = '', ...values] = pair.split('=');
      if (values.length === 0) return looksRandom(pair, 20) ? masked.token : pair;
      const value = values.join('=');
      if (value === '' || already.test(value)) return pair;
      return telling.test(name) || looksRandom(value, 16) ? `${name}=${masked.token}` : pair;
    })
    .join('&');

/** The name of a file that a build tool stamped (app.3f9c….js) says nothing of a person. */
const maskSegment = (segment: string): string => {
  if (/\.(?:js|mjs|css|png|jpe?g|gif|svg|webp|avif|ico|woff2?|map|wasm|json)$/i.test(segment)) return segment;
  return looksRandom(segment, 20) ? masked.token : segment;
};

/**
 * Long enough, in the alphabet of tokens, with digits, and as spread as random text: 3 bits a character is passed by
 * UUIDs (3.3 to 3.7), hashes (3.4 to 3.9) and base64 (4 to 5), not by words, dates nor version numbers.
 */
const looksRandom = (text: string, least: number): boolean =>
  shaped.test(text) ||
  (text.length >= least &&
    /^[\w.~%+=-]+$/.test(text) &&
    /\d/.test(text) &&
    /[a-z]/i.test(text) &&
    entropyOf(text) > 3.2);

/** A UUID or a digest is one whatever its digits are. */
const shaped = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{32,128})$/i;

/** Shannon entropy in bits a character. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length);
  return entropy;
};
