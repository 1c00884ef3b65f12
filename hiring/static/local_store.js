// Keeps text that the server does not have yet in this browser, encrypted with a key that only its writer's page is
// given. IndexedDB and not localStorage, which browsers write to the disk so late that a killed one loses it.
const DAY = 24 * 60 * 60 * 1000;
const STORE = "texts";
const bytes = (text) => new TextEncoder().encode(text);

/** Without encryption nothing is kept: it is missing where an address is neither https nor this very machine. */
export const canKeep = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opened for each use, so that no page stands in the way of clearing all of it. */
async function within(mode, act) {
  const opening = indexedDB.open("kept", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "name" });
  const database = await done(opening);
  try {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([act(transaction.objectStore(STORE)), ended]);
    return result;
  } finally {
    database.close();
  }
}

/** Whoever wrote it, and whether or not it can be read: after a day it goes. */
export function clearOld(now = Date.now()) {
  return within("readwrite", async (store) => {
    for (const one of await done(store.getAll())) if (Math.abs(now - one.at) >= DAY) store.delete(one.name);
  });
}

/** Text about someone who was erased goes, whoever wrote it. Asks nothing while nothing is kept. */
export async function clearErased(address) {
  const every = await within("readonly", (store) => done(store.getAll()));
  const subjects = [...new Set(every.flatMap((one) => one.subjects))].map((subject) => ["about", subject]);
  if (!subjects.length) return;
  const answer = await fetch(`${address}?${new URLSearchParams(subjects)}`);
  if (!answer.ok) return;
  const erased = new Set(await answer.json());
  await within("readwrite", async (store) => {
    for (const one of every) if (one.subjects.some((subject) => erased.has(subject))) store.delete(one.name);
  });
}

/** What is kept of one person's form. Each page writes under a name of its own: two tabs never overwrite each other. */
export class Place {
  constructor({ who, kept, key, subjects = "" }) {
    this.subjects = subjects.split(" ").filter(Boolean);
    this.prefix = `${who}-${kept}-`;
    this.own = this.prefix + crypto.randomUUID();
    this.turn = 0;
    const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    this.key = crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  async put(record, at) {
    const turn = ++this.turn;
    const [name, iv] = [this.own, crypto.getRandomValues(new Uint8Array(12))];
    const how = { name: "AES-GCM", iv, additionalData: bytes(`${name} ${at}`) };
    const box = await crypto.subtle.encrypt(how, await this.key, bytes(JSON.stringify(record)));
    await within("readwrite", (store) => turn === this.turn && done(store.put({ name, at, iv, box, subjects: this.subjects })));
  }

  async #read({ name, at, iv, box }) {
    const how = { name: "AES-GCM", iv, additionalData: bytes(`${name} ${at}`) };
    try {
      const text = await crypto.subtle.decrypt(how, await this.key, box);
      return [{ ...JSON.parse(new TextDecoder().decode(text)), name, at }];
    } catch {
      return []; // altered, or of a key that is not ours
    }
  }

  /** What other pages left here, the newest first. */
  async others() {
    const range = IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`);
    const found = await within("readonly", (store) => done(store.getAll(range)));
    const young = found.filter((one) => one.name !== this.own && Math.abs(Date.now() - one.at) < DAY);
    const read = await Promise.all(young.map((one) => this.#read(one)));
    return read.flat().sort((one, other) => other.at - one.at);
  }

  /** Only if it is still the text that was read: its page may have written on. */
  drop({ name, at }) {
    return within("readwrite", async (store) => {
      if ((await done(store.get(name)))?.at === at) await done(store.delete(name));
    });
  }

  dropOwn() {
    this.turn += 1;
    return within("readwrite", (store) => done(store.delete(this.own)));
  }
}
