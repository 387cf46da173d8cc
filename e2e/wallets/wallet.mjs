// A wallet of @openid4vc/openid4vci: its key, its client, and the last answer of the issuer.
import { createHash, randomBytes } from 'node:crypto'
import { clientAuthenticationAnonymous, setGlobalConfig } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import * as jose from 'jose'

const hashes = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' }
const unused = (what) => () => {
  throw new Error(`${what} is not needed here`)
}

export class Wallet {
  /** last is the issuer's last answer: status, headers and JSON, if it was JSON. */
  last = undefined

  static async create(alg) {
    const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true })
    const jwk = await jose.exportJWK(publicKey)
    return new Wallet(alg, privateKey, jwk)
  }

  constructor(alg, privateKey, jwk) {
    // Plain http only where no network lies between: a demo on the same machine.
    setGlobalConfig({ allowInsecureUrls: true })
    this.alg = alg
    this.privateKey = privateKey
    this.jwk = jwk
    this.client = new Openid4vciClient({ callbacks: this.#callbacks() })
  }

  #callbacks() {
    return {
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        const body = await response.clone().text()
        this.last = { status: response.status, headers: response.headers, body: parsed(body) }
        return response
      },
      hash: (data, alg) => new Uint8Array(createHash(hashes[alg.toLowerCase()]).update(data).digest()),
      generateRandom: (length) => new Uint8Array(randomBytes(length)),
      signJwt: async (signer, { header, payload }) => ({
        jwt: await new jose.SignJWT(payload).setProtectedHeader({ ...header, alg: this.alg }).sign(this.privateKey),
        signerJwk: this.jwk,
      }),
      verifyJwt: unused('verifyJwt'),
      decryptJwe: unused('decryptJwe'),
      encryptJwe: unused('encryptJwe'),
      clientAuthentication: clientAuthenticationAnonymous(),
    }
  }

  async resolve(offerUri) {
    this.offer = await this.client.resolveCredentialOffer(offerUri)
    this.metadata = await this.client.resolveIssuerMetadata(this.offer.credential_issuer)
    this.configuration = this.offer.credential_configuration_ids[0]
  }

  async token(txCode, offer = this.offer) {
    const { accessTokenResponse } = await this.client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer: offer,
      issuerMetadata: this.metadata,
      txCode,
    })
    this.accessToken = accessTokenResponse.access_token
    return accessTokenResponse
  }

  async nonce() {
    return (await this.client.requestNonce({ issuerMetadata: this.metadata })).c_nonce
  }

  async proof(nonce) {
    const { jwt } = await this.client.createCredentialRequestJwtProof({
      issuerMetadata: this.metadata,
      credentialConfigurationId: this.configuration,
      signer: { method: 'jwk', publicJwk: this.jwk, alg: this.alg },
      nonce,
    })
    return jwt
  }

  async credential(jwt, accessToken = this.accessToken) {
    const { credentialResponse } = await this.client.retrieveCredentials({
      issuerMetadata: this.metadata,
      credentialConfigurationId: this.configuration,
      proofs: { jwt: [jwt] },
      accessToken,
    })
    return credentialResponse
  }

  async notify(notificationId, event = 'credential_accepted') {
    await this.client.sendNotification({
      issuerMetadata: this.metadata,
      accessToken: this.accessToken,
      notification: { notificationId, event },
    })
  }
}

function parsed(body) {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
