'use strict';
// Rooms with Socket.IO, every message in PostgreSQL before anybody sees it. With PROCESSES it runs in several, joined by Redis.

const cluster = require('node:cluster');
const { createServer } = require('node:http');
const { createAdapter } = require('@socket.io/redis-adapter');
const { Pool } = require('pg');
const { createClient } = require('redis');
const { Server } = require('socket.io');
const { prepare, store } = require('../store.js');

/** The processes share rooms by the adapter, and a room's numbers by a counter in Redis. */
async function share(io, url) {
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  for (const client of [publisher, subscriber]) client.on('error', (problem) => console.error(problem.message));
  await Promise.all([publisher.connect(), subscriber.connect()]);
  io.adapter(createAdapter(publisher, subscriber));
  return (room) => publisher.hIncrBy('seq', room, 1);
}

async function main() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const server = createServer();
  const io = new Server(server, { transports: ['websocket'], serveClient: false, maxHttpBufferSize: 65536 });
  const nextSeq = process.env.REDIS_URL ? await share(io, process.env.REDIS_URL) : undefined;
  const post = store(pool, process.env.GROUP_COMMIT === '1', nextSeq);

  // Advised for memory: the handshake's request is not needed any more.
  io.engine.on('connection', (connection) => {
    connection.request = null;
  });

  io.on('connection', (socket) => {
    socket.on('join', async ({ room, user }, ack) => {
      socket.data.user = user;
      await socket.join(room);
      ack({ room });
    });
    socket.on('post', ({ room, text }, ack) => {
      if (!socket.rooms.has(room)) return ack({ error: 'not_a_member' });
      const from = socket.data.user;
      post(room, from, text, (seq, at) => {
        ack({ seq });
        io.to(room).emit('message', { room, seq, from, at, text });
      });
    });
    socket.on('signal', ({ room, text }) => {
      if (socket.rooms.has(room)) socket.to(room).emit('signal', { room, from: socket.data.user, text });
    });
  });

  server.listen({ port: Number(process.env.PORT), host: '0.0.0.0', backlog: 4096 }, () => {
    if (cluster.isPrimary) console.log(`ready ${server.address().port}`);
  });
}

/** What the processes share is made anew before there is any. */
async function clear() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  await prepare(pool);
  await pool.end();
  if (process.env.REDIS_URL) {
    const redis = await createClient({ url: process.env.REDIS_URL }).connect();
    await redis.del('seq');
    await redis.quit();
  }
}

/** Connections go to the processes in turn. */
function fork(processes) {
  let listening = 0;
  cluster.on('listening', (worker, { port }) => {
    if (++listening === processes) console.log(`ready ${port}`);
  });
  for (let i = 0; i < processes; i++) cluster.fork();
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
if (cluster.isPrimary) {
  // Whoever started this has ended; the others end with this one.
  process.stdin.on('end', () => process.exit(0)).resume();
}

async function start() {
  const processes = Number(process.env.PROCESSES ?? 1);
  if (cluster.isPrimary) await clear();
  if (cluster.isPrimary && processes > 1) fork(processes);
  else await main();
}

start();
