// What @owf/mdoc leaves to its user: cryptography by node:crypto.
import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, randomBytes, sign, verify, X509Certificate } from 'node:crypto'
import { CoseKey, cborDecode, cborEncode, KeyType } from '@owf/mdoc'

const hashes = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' }
const bytes = (b) => new Uint8Array(b)
const base64url = (b) => Buffer.from(b).toString('base64url')
const raw = { dsaEncoding: 'ieee-p1363' }

const publicJwk = ({ kty, crv, x, y }) => ({ kty, crv, x, y })
const publicKey = (key) => createPublicKey({ key: publicJwk(key.jwk), format: 'jwk' })
const privateKey = (key) => createPrivateKey({ key: key.jwk, format: 'jwk' })

// The library gives key bytes here in one place and an encoded COSE_Key in another.
function ownKey(given, peer) {
  if (given.length > 32) return privateKey(CoseKey.decode(given))
  const { x, y } = publicJwk(pairs.get(base64url(given)) ?? {})
  if (!x) throw new Error(`unknown private key for ${peer.length} bytes`)
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: base64url(given) }, format: 'jwk' })
}

function otherKey(given) {
  if (given[0] !== 4 || given.length !== 65) return publicKey(CoseKey.decode(given))
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: base64url(given.slice(1, 33)), y: base64url(given.slice(33)) }, format: 'jwk' })
}

// Private keys by their bytes, because node wants the public part beside them.
const pairs = new Map()

/** keyOf is a key of the library from a JWK. */
export function keyOf(jwk) {
  if (jwk.d) pairs.set(jwk.d, jwk)
  return CoseKey.fromJwk(jwk)
}

// RFC 9052 section 6.3 has external_aad in the structure always; the library leaves it out when there is none.
const withExternalData = (structure) => {
  const parts = cborDecode(structure)
  return parts.length === 4 ? structure : cborEncode([parts[0], parts[1], new Uint8Array(), parts[2]])
}
const hmac = (key, structure) => bytes(createHmac('sha256', key.k).update(withExternalData(structure)).digest())

export const context = {
  crypto: {
    random: (length) => bytes(randomBytes(length)),
    digest: ({ digestAlgorithm, bytes: data }) => bytes(createHash(hashes[digestAlgorithm]).update(data).digest()),
    calculateEphemeralMacKey: ({ privateKey: own, publicKey: other, sessionTranscriptBytes, info }) => {
      const secret = diffieHellman({ privateKey: ownKey(own, other), publicKey: otherKey(other) })
      const salt = createHash('sha256').update(sessionTranscriptBytes).digest()
      return CoseKey.create({ keyType: KeyType.Oct, k: bytes(hkdfSync('sha256', secret, salt, info, 32)) })
    },
  },
  cose: {
    sign1: {
      sign: ({ toBeSigned, key }) => bytes(sign('sha256', toBeSigned, { key: privateKey(key), ...raw })),
      verify: ({ sign1, key }) => verify('sha256', sign1.toBeSigned, { key: publicKey(key), ...raw }, sign1.signature),
    },
    mac0: {
      sign: ({ key, toBeAuthenticated }) => hmac(key, toBeAuthenticated),
      verify: ({ mac0, key }) => Buffer.compare(hmac(key, mac0.toBeAuthenticated), mac0.tag) === 0,
    },
  },
  x509: {
    getIssuerNameField: ({ certificate, field }) =>
      new X509Certificate(certificate).issuer.split('\n').filter((line) => line.startsWith(`${field}=`)).map((line) => line.slice(field.length + 1)),
    getPublicKey: ({ certificate }) => CoseKey.fromJwk(new X509Certificate(certificate).publicKey.export({ format: 'jwk' })),
    verifyCertificateChain: ({ trustedCertificates, x5chain }) => {
      const leaf = new X509Certificate(x5chain[0])
      const anchors = trustedCertificates.map((der) => new X509Certificate(der))
      if (!anchors.some((anchor) => leaf.checkIssued(anchor) && leaf.verify(anchor.publicKey))) throw new Error('no trusted issuer')
    },
    getCertificateData: ({ certificate }) => {
      const cert = new X509Certificate(certificate)
      return {
        issuerName: cert.issuer,
        subjectName: cert.subject,
        serialNumber: cert.serialNumber,
        thumbprint: cert.fingerprint256,
        notBefore: new Date(cert.validFrom),
        notAfter: new Date(cert.validTo),
        pem: cert.toString(),
      }
    },
  },
}
