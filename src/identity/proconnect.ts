/** ProConnect, an OpenID Connect provider: asked by code, every signature checked, nothing believed that is not signed. */
import * as client from 'openid-client';
import * as v from 'valibot';
import { Agent } from '../model/account.ts';
import { newSecret, type Random } from './secrets.ts';

export type ProConnectSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** `auto`: only when the provider announces it, since ProConnect refuses a parameter that it does not know. */
  pkce: 'auto' | 'on' | 'off';
  /** The one algorithm registered for this client. */
  algorithm: 'RS256' | 'ES256';
  /** Address of the service, without a slash at its end. */
  publicUrl: string;
  /** Only under the staging settings: lets an issuer on loopback speak without TLS. */
  staging: boolean;
};

/** How a request leaves: through the guard. */
export type Ask = (url: string, options: client.CustomFetchOptions) => Promise<Response>;
export type Outside = { ask: Ask; random: Random; now: () => Date };

export type Asked = { kind: 'asked'; url: string; browser: string };
export type Finished =
  | { kind: 'proven'; agent: Agent; idToken: string }
  /** `fault` is a code for the log; `message` is for the person. */
  | { kind: 'refused'; fault: string; message: string };

export type ProConnect = {
  begin(): Promise<Asked | { kind: 'unreachable'; fault: string }>;
  finish(url: URL, browser: string): Promise<Finished>;
  exit(idToken: string): Promise<string | null>;
};

export const callbackPath = '/connexion/proconnect/retour';

/** How long an agent has to sign in there. */
export const flowMs = 10 * 60_000;
/** Beyond, the oldest are dropped: whoever opens the door without coming in must not fill the memory. */
const mostFlows = 10_000;
const configurationMs = 10 * 60_000;
const scope = 'openid given_name usual_name email uid siret idp_id';

type Flow = { state: string; nonce: string; verifier: string | null; endsAt: number };

export const openProConnect = (settings: ProConnectSettings, outside: Outside): ProConnect => {
  const { random, now } = outside;
  // In memory: a restart only asks people to press the button again.
  const flows = new Map<string, Flow>();
  const configuration = keepConfiguration(settings, outside);

  const begin = async (): ReturnType<ProConnect['begin']> => {
    try {
      const config = await configuration();
      const verifier = wantsPkce(settings, config) ? newSecret(random) : null;
      const browser = newSecret(random);
      const flow = { state: newSecret(random), nonce: newSecret(random), verifier, endsAt: now().getTime() + flowMs };
      flows.set(browser, flow);
      for (const old of [...flows.keys()].slice(0, Math.max(0, flows.size - mostFlows))) flows.delete(old);
      return { kind: 'asked', url: (await addressOf(config, settings, flow)).href, browser };
    } catch (error) {
      return { kind: 'unreachable', fault: faultOf(error) };
    }
  };

  const finish = async (url: URL, browser: string): Promise<Finished> => {
    const flow = flows.get(browser);
    flows.delete(browser);
    if (!flow || flow.endsAt <= now().getTime()) return refuse('unknown-browser', otherBrowser);
    if (url.searchParams.get('state') !== flow.state) return refuse('state', otherBrowser);
    if (url.searchParams.has('error')) return refuse('denied', denied);
    try {
      const config = await configuration();
      return await exchange(config, settings, flow, url);
    } catch (error) {
      return refuse(faultOf(error), unproven);
    }
  };

  const exit = async (idToken: string): Promise<string | null> => {
    try {
      const parameters = {
        id_token_hint: idToken,
        state: newSecret(random),
        post_logout_redirect_uri: settings.publicUrl,
      };
      return client.buildEndSessionUrl(await configuration(), parameters).href;
    } catch {
      return null;
    }
  };
  return { begin, finish, exit };
};

const otherBrowser =
  'Cette connexion a été commencée dans un autre navigateur, a plus de dix minutes, ou a déjà servi. Recommencez depuis la page de connexion.';
const denied = 'ProConnect n’a pas confirmé votre identité. Recommencez, ou demandez un lien par courriel.';
const unproven =
  'La réponse de ProConnect n’a pas pu être vérifiée : aucune session n’est ouverte. Recommencez ; si cela se reproduit, prévenez l’exploitant.';

const refuse = (fault: string, message: string): Finished => ({ kind: 'refused', fault, message });

/** Read again now and then, and after a failure: keys are renewed. */
const keepConfiguration = (settings: ProConnectSettings, { ask, now }: Outside) => {
  let kept: { config: client.Configuration; until: number } | null = null;
  return async (): Promise<client.Configuration> => {
    if (kept !== null && now().getTime() < kept.until) return kept.config;
    const { issuer, clientId, clientSecret, algorithm, staging } = settings;
    const metadata = { id_token_signed_response_alg: algorithm, userinfo_signed_response_alg: algorithm };
    // openid-client believes what came over TLS unless it is asked to check signatures.
    const execute = [client.enableNonRepudiationChecks, ...(staging ? [client.allowInsecureRequests] : [])];
    const config = await client.discovery(new URL(issuer), clientId, metadata, client.ClientSecretPost(clientSecret), {
      execute,
      [client.customFetch]: ask,
    });
    kept = { config, until: now().getTime() + configurationMs };
    return config;
  };
};

const wantsPkce = ({ pkce }: ProConnectSettings, config: client.Configuration): boolean =>
  pkce === 'on' || (pkce === 'auto' && config.serverMetadata().supportsPKCE());

const addressOf = async (
  config: client.Configuration,
  { publicUrl }: ProConnectSettings,
  { state, nonce, verifier }: Flow,
): Promise<URL> =>
  client.buildAuthorizationUrl(config, {
    ...{ redirect_uri: `${publicUrl}${callbackPath}`, scope, state, nonce },
    ...(verifier === null
      ? {}
      : { code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }),
  });

/** Names and address come signed, for the same subject as the identity token. */
const Claims = v.object({
  ...{ sub: v.string(), idp_id: v.string(), email: v.string() },
  ...{ given_name: v.optional(v.string(), ''), usual_name: v.optional(v.string(), '') },
  siret: v.optional(v.string(), ''),
});

const exchange = async (
  config: client.Configuration,
  { publicUrl }: ProConnectSettings,
  { state, nonce, verifier }: Flow,
  url: URL,
): Promise<Finished> => {
  // The address that the provider knows, whatever proxy stands before us.
  const seen = new URL(`${publicUrl}${callbackPath}${url.search}`);
  const tokens = await client.authorizationCodeGrant(config, seen, {
    ...{ expectedState: state, expectedNonce: nonce, idTokenExpected: true },
    ...(verifier === null ? {} : { pkceCodeVerifier: verifier }),
  });
  const sub = tokens.claims()?.sub;
  if (sub === undefined || tokens.id_token === undefined) return refuse('no-id-token', unproven);
  const said = v.safeParse(Claims, await client.fetchUserInfo(config, tokens.access_token, sub));
  if (!said.success) return refuse('claims', unproven);
  const { idp_id: idpId, email, given_name: given, usual_name: usual, siret } = said.output;
  const agent = v.safeParse(Agent, {
    ...{ issuer: config.serverMetadata().issuer, idpId, sub, email, name: `${given} ${usual}`.trim() },
    siret: siret === '' ? null : siret.replaceAll(' ', ''),
  });
  if (!agent.success) return refuse('claims', unproven);
  return { kind: 'proven', agent: agent.output, idToken: tokens.id_token };
};

/** The code of an error, never its message: that one may quote a token. */
const faultOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const said = 'error' in error && typeof error.error === 'string' ? `:${error.error}` : '';
  return `${code}${said}`.replaceAll(/[^\w:-]/g, '').slice(0, 80);
};
