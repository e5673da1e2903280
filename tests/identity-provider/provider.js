// A certified OpenID Connect provider for the tests: listens on loopback, prints its issuer on the first line, ends with its standard input.
// START (Unix seconds) is the time its clock begins at, so that a test's made clock and this one agree.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

if (process.env.START) {
  const ahead = Number(process.env.START) * 1000 - Date.now();
  const real = Date.now;
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length === 0 ? [real() + ahead] : given));
    }

    static now() {
      return real() + ahead;
    }
  };
}

const { default: Provider } = await import("oidc-provider");
const people = JSON.parse(process.env.PEOPLE ?? "{}");
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const server = createServer();
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const issuer = `http://localhost:${server.address().port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: "headway", client_secret: "a secret of the tests, long enough", redirect_uris: [process.env.BACK], response_types: ["code"], grant_types: ["authorization_code"],
  }],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "k1" }] },
  cookies: { keys: ["for the tests"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
  scopes: ["openid", "email", "profile", "groups"],
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
});

// Who signs in here is said in the address: /interaction/…?as=somebody. Consent is given.
provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) {
    return next();
  }

  const asked = await provider.interactionDetails(context.req, context.res);
  if (context.query.as === undefined) {
    context.type = "html";
    context.body = `<!doctype html><title>Sign in</title><h1>Who are you?</h1>${Object.keys(people).map((id) => `<p><a href="?as=${encodeURIComponent(id)}">${id}</a></p>`).join("")}`;
    return undefined;
  }

  const grant = new provider.Grant({ accountId: context.query.as, clientId: asked.params.client_id });
  grant.addOIDCScope(asked.params.scope);
  const result = context.query.as === "nobody" ? { error: "access_denied" } : { login: { accountId: context.query.as }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: false });
  context.respond = false;
  return undefined;
});

server.on("request", provider.callback());
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
console.log(issuer);
