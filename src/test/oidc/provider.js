// Two OpenID providers for tests: the one schools trust and a stranger. Prints "ready <port> <port>"; ends with its standard input.
// Whoever comes is signed in as the request's login_hint says, without one as they write themselves; POST /test/rotate makes a provider sign with a new key.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const REDIRECT = process.env.REDIRECT;

const client = (id, more) => ({
  client_id: id,
  redirect_uris: [REDIRECT],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  ...more,
});

const CLIENTS = [
  client('lyceum', { client_secret: 'a secret of this test with enough characters' }),
  client('other', { token_endpoint_auth_method: 'none' }),
];

// "unverified.bob", "teacher.new.tom": words before the name say what is claimed of it.
function claims(sub) {
  const words = sub.split('.');
  const name = words.at(-1);
  return {
    sub,
    name: name[0].toUpperCase() + name.slice(1),
    email: `${name}@demo.example`,
    email_verified: !words.includes('unverified'),
    groups: { school: words.slice(0, -1) },
  };
}

function key(alg) {
  const { privateKey } = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg };
}

function make(issuer, keys) {
  const provider = new Provider(issuer, {
    clients: CLIENTS,
    jwks: { keys },
    cookies: { keys: ['a key of this test'] },
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => claims(sub) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const handle = provider.callback();
  return async (request, response) => {
    if (request.url.startsWith('/interaction/')) {
      const { params } = await provider.interactionDetails(request, response);
      const accountId = params.login_hint ?? new URL(request.url, issuer).searchParams.get('who');
      if (accountId) {
        await provider.interactionFinished(request, response, { login: { accountId } });
      } else {
        response.setHeader('Content-Type', 'text/html');
        response.end('<link rel="icon" href="data:,"><title>The provider</title><form><label>Who are you? <input name="who" data-testid="who"></label> <button>Sign in</button></form>');
      }
    } else {
      handle(request, response);
    }
  };
}

function start() {
  return new Promise((done) => {
    let handle;
    const server = createServer((request, response) => {
      const issuer = `http://127.0.0.1:${server.address().port}`;
      if (request.url === '/test/rotate') {
        handle = make(issuer, [key('RS256')]);
        response.end();
      } else {
        handle ??= make(issuer, [key('RS256')]);
        handle(request, response);
      }
    });
    server.listen(0, '127.0.0.1', () => done(server.address().port));
  });
}

const ports = [await start(), await start()];
process.stdin.on('end', () => process.exit(0)).resume();
console.log(`ready ${ports.join(' ')}`);
