/** The connections of one visit and what they weigh, both ways together. */
import type { Socket } from 'node:net';

export type Meter = {
  /** Counts a connection until it closes; `onSpent` is called once, for the connection that passed the budget. */
  watch(socket: Socket, onSpent: () => void): void;
  spent(): boolean;
  open(): number;
  /** Ends every connection. */
  cut(): void;
};

/** @param budget in bytes on the wire, headers and encryption included. */
export const openMeter = (budget: number): Meter => {
  const sockets = new Set<Socket>();
  let bytes = 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const watch = (socket: Socket, onSpent: () => void) => {
    let seen = 0;
    const count = () => {
      const total = socket.bytesRead + socket.bytesWritten;
      const before = bytes;
      bytes += total - seen;
      seen = total;
      if (before > budget || bytes <= budget) return;
      onSpent();
      cut();
    };
    sockets.add(socket);
    socket.on('data', count);
    // An upload that floods is one that fills the buffer: `drain` then comes again and again.
    socket.on('drain', count);
    socket.on('close', () => {
      count();
      sockets.delete(socket);
    });
  };
  return { watch, cut, spent: () => bytes > budget, open: () => sockets.size };
};
