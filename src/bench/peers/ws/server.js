'use strict';
// Rooms over plain WebSockets: the package ws, every message in PostgreSQL before anybody sees it.

const { createServer } = require('node:http');
const { Pool } = require('pg');
const { WebSocketServer } = require('ws');
const { prepare, store } = require('../store.js');

async function main() {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  await prepare(pool);
  const post = store(pool, process.env.GROUP_COMMIT === '1');
  const rooms = new Map();

  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/', maxPayload: 65536, perMessageDeflate: false });

  /** Encoded once for all. */
  function broadcast(room, frame, except) {
    const data = Buffer.from(JSON.stringify(frame));
    for (const member of rooms.get(room) ?? []) {
      if (member !== except) member.send(data, { binary: false });
    }
  }

  function handle(socket, frame) {
    const { op, room, text } = frame;
    if (op === 'join') {
      if (!rooms.has(room)) rooms.set(room, new Set());
      rooms.get(room).add(socket);
      socket.user = frame.user;
      socket.rooms.add(room);
      socket.send(JSON.stringify({ op: 'joined', room }));
    } else if (!socket.rooms.has(room)) {
      socket.send(JSON.stringify({ op: 'error', id: frame.id, code: 'not_a_member' }));
    } else if (op === 'post') {
      post(room, socket.user, text, (seq, at) => {
        socket.send(JSON.stringify({ op: 'ack', id: frame.id, seq }));
        broadcast(room, { op: 'message', room, seq, from: socket.user, at, text });
      });
    } else if (op === 'signal') {
      broadcast(room, { op: 'signal', room, from: socket.user, text }, socket);
    }
  }

  sockets.on('connection', (socket) => {
    socket.rooms = new Set();
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => {
      try {
        handle(socket, JSON.parse(data));
      } catch {
        socket.close(1007);
      }
    });
    socket.on('close', () => {
      for (const room of socket.rooms) {
        const members = rooms.get(room);
        members.delete(socket);
        if (members.size === 0) rooms.delete(room);
      }
    });
  });

  server.listen({ port: Number(process.env.PORT), host: '0.0.0.0', backlog: 4096 }, () => {
    console.log(`ready ${server.address().port}`);
  });
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
// Whoever started this has ended.
process.stdin.on('end', () => process.exit(0)).resume();
main();
