'use strict';
// Where both Node peers keep messages. Members hear of a message only once it is committed, and in the order of seq.

const COLUMNS = 'insert into message(room, seq, author, body)';

/** The usual way: an insert for each message, over a pool of ten connections. */
function single(pool) {
  return (message) => pool.query({ name: 'one', text: `${COLUMNS} values ($1, $2, $3, $4)`, values: message });
}

/** What arrives while a transaction is written goes into the next one together. */
function grouped(pool) {
  const AT_MOST = 1000;
  const text = `${COLUMNS} select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[])`;
  let waiting = [];
  let writing = false;

  async function writeAll() {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_MOST);
      waiting = waiting.slice(AT_MOST);
      const values = [0, 1, 2, 3].map((column) => batch.map(({ message }) => message[column]));
      try {
        await pool.query({ name: 'many', text, values });
        for (const { resolve } of batch) resolve();
      } catch (problem) {
        for (const { reject } of batch) reject(problem);
      }
    }
    writing = false;
  }

  return (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ message, resolve, reject });
      // Not at once: all that one turn of the event loop has read goes along.
      if (!writing) {
        writing = true;
        setImmediate(writeAll);
      }
    });
}

/** Makes the table anew. */
async function prepare(pool) {
  await pool.query(`create table if not exists message(
    room text not null, seq bigint not null, author text not null, body text not null,
    created_at timestamptz not null default now(), primary key (room, seq))`);
  await pool.query('truncate message');
}

/** Counts in memory: this process is the only one that writes. */
function counter() {
  const last = new Map();
  return (room) => {
    const seq = (last.get(room) ?? 0) + 1;
    last.set(room, seq);
    return seq;
  };
}

/**
 * Gives the function that stores a message.
 *
 * @param pool of the package pg
 * @param group whether inserts are grouped
 * @param nextSeq the next number of a room, or a promise of it
 */
function store(pool, group, nextSeq = counter()) {
  const insert = group ? grouped(pool) : single(pool);
  const told = new Map();

  /** Stores one message; told(seq, at) is called in the order of seq when it is committed. */
  return function post(room, from, text, tell) {
    const committed = Promise.resolve(nextSeq(room)).then(async (seq) => {
      await insert([room, seq, from, text]);
      return seq;
    });
    // Inserts of a room run side by side; only the telling waits for its turn.
    const turn = told.get(room) ?? Promise.resolve();
    const mine = turn
      .then(() => committed)
      .then((seq) => tell(seq, new Date().toISOString()))
      .catch((problem) => console.error('not stored:', problem.message));
    told.set(room, mine);
  };
}

module.exports = { prepare, store };
