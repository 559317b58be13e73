// Digests and tickets (protocol, sections 2 and 4). SHA-256 is brought along: crypto.subtle is missing on plain http.

const ROUNDS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const SCHEDULE = new Int32Array(64);

function compress(state, bytes, offset) {
  const w = SCHEDULE;
  for (let i = 0; i < 16; i++) {
    const j = offset + 4 * i;
    w[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0;
    d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function utf8(text) {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    const low = text.charCodeAt(i + 1);
    if (code >= 0xd800 && code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      i++;
    }
    if (code < 0x80) { bytes[at++] = code; continue; }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
    } else {
      if (code < 0x10000) {
        bytes[at++] = 0xe0 | (code >> 12);
      } else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
      }
      bytes[at++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[at++] = 0x80 | (code & 63);
  }
  return bytes.subarray(0, at);
}

// Carries on from a state that has already taken in `before` bytes, a whole number of blocks; leaves the digest in it.
function finish(state, bytes, before) {
  const whole = bytes.length - (bytes.length % 64);
  for (let offset = 0; offset < whole; offset += 64) { compress(state, bytes, offset); }
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const total = before + bytes.length;
  const high = Math.floor(total / 0x20000000), low = (total << 3) >>> 0;
  for (let i = 0; i < 4; i++) {
    tail[tail.length - 8 + i] = high >>> (24 - 8 * i);
    tail[tail.length - 4 + i] = low >>> (24 - 8 * i);
  }
  for (let offset = 0; offset < tail.length; offset += 64) { compress(state, tail, offset); }
  return state;
}

function sha256(text) {
  const state = finish(Int32Array.from(START), utf8(text), 0);
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

const FOUR = Array.from({ length: 10000 }, (_, number) => (
  String(number).padStart(4, "0").split("").reverse().join("")));

// The decimal digits of a digest, lowest first, at least 64 of them. Dividing by 10,000 gives four digits at a time, and
// a remainder times 2^32 is still exact as a double; BigInt says the same more slowly.
function digitsFromLowest(state) {
  const words = Array.from(state, (word) => word >>> 0);
  let digits = "", first = 0;
  while (first < 8) {
    let rest = 0;
    for (let i = first; i < 8; i++) {
      const value = rest * 0x100000000 + words[i];
      words[i] = Math.floor(value / 10000);
      rest = value - words[i] * 10000;
    }
    digits += FOUR[rest];
    while (first < 8 && words[first] === 0) { first++; }
  }
  let length = digits.length;
  while (length > 64 && digits[length - 1] === "0") { length--; }
  return digits.slice(0, length).padEnd(64, "0");
}

// Order by code point, which is the order of the bytes in UTF-8; `<` compares halves of surrogate pairs.
function byBytes(one, other) {
  const shorter = Math.min(one.length, other.length);
  for (let i = 0; i < shorter; i++) {
    let a = one.charCodeAt(i), b = other.charCodeAt(i);
    if (a !== b) {
      if (a >= 0xd800 && b >= 0xd800) {
        a = a >= 0xe000 ? a - 0x800 : a + 0x2000;
        b = b >= 0xe000 ? b - 0x800 : b + 0x2000;
      }
      return a - b;
    }
  }
  return one.length - other.length;
}

// A Map stands for an object whose keys come from the draw: in a plain object keys like integers change places.
function canonical(value) {
  if (Array.isArray(value)) { return "[" + value.map(canonical).join(",") + "]"; }
  if (value instanceof Map) {
    const keys = Array.from(value.keys()).sort(byBytes);
    return "{" + keys.map((key) => JSON.stringify(key) + ":" + canonical(value.get(key))).join(",") + "}";
  }
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort(byBytes);
    return "{" + keys.map((key) => JSON.stringify(key) + ":" + canonical(value[key])).join(",") + "}";
  }
  return JSON.stringify(value);
}

function digestOf(value) {
  return sha256(canonical(value));
}

function effectiveSeed(seed, drawCode, purpose) {
  return seed + "/" + drawCode + "/" + purpose;
}

// The tickets of one effective seed. Its digest of 64 characters fills one block, so each id pays for its own block only.
class Tickets {
  constructor(seed, drawCode, purpose) {
    this.start = Int32Array.from(START);
    compress(this.start, utf8(sha256(effectiveSeed(seed, drawCode, purpose))), 0);
    this.known = new Map();
  }

  of(id) {
    let ticket = this.known.get(id);
    if (ticket === undefined) {
      ticket = this.once(id);
      this.known.set(id, ticket);
    }
    return ticket;
  }

  // The same without remembering it: pairs of officer and enterprise are asked for once, and there may be millions.
  once(id) {
    return "0." + digitsFromLowest(finish(this.start.slice(), utf8(id), 64));
  }

  order(ids) {
    const pairs = Array.from(ids, (id) => [this.of(id), id]);
    pairs.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0));
    return pairs.map((pair) => pair[1]);
  }
}

// 0.xxx as an exact fraction: [numerator, denominator].
function fractionOf(ticket) {
  const digits = ticket.slice(2);
  return [BigInt(digits), BigInt("1" + "0".repeat(digits.length))];
}
