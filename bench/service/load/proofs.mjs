// Solved challenges for the subscriptions, in a file for wrk.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";

/** Solves `count` challenges, waits until they are old enough and writes them to `file`, one a line. */
export async function prepare(site, count, file) {
  const proofs = [];
  while (proofs.length < count) {
    const some = Array.from({ length: Math.min(50, count - proofs.length) }, () => challenge(site));
    for (const one of await Promise.all(some)) proofs.push(solved(one));
  }
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  writeFileSync(file, `${proofs.join("\n")}\n`);
}

export async function challenge(site) {
  const answer = await fetch(`${site}/challenge`);
  if (!answer.ok) throw new Error(`a challenge: ${answer.status}`);
  return answer.json();
}

/** ALTCHA's proof of work, version 2, with the algorithm SHA-256: the counter for which the hash begins as wanted. */
export function solved(challenge) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const input = Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(nonce, "hex"), Buffer.alloc(4)]);
  for (let counter = 0; ; counter += 1) {
    input.writeUInt32BE(counter, input.length - 4);
    let key = input;
    for (let round = 0; round < cost; round += 1) key = createHash("sha256").update(key).digest();
    const derivedKey = key.subarray(0, keyLength).toString("hex");
    if (derivedKey.startsWith(keyPrefix)) {
      return Buffer.from(JSON.stringify({ challenge, solution: { counter, derivedKey } })).toString("base64");
    }
  }
}
