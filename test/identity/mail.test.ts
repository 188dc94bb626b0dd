/** A mail arrives whole: in a private file, or at a real SMTP server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileMail, smtpMail } from '../../src/identity/mail.ts';

const mail = { to: 'a@exemple.fr', subject: 'Votre lien de connexion', text: 'Bonjour,\nhttps://preau.example.fr/x\n' };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'preau-mail-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a mail in a file', () => {
  it('holds what was sent and is readable by its owner only', async () => {
    const box = path.join(folder, 'mail');
    const post = fileMail(box, 'preau@exemple.fr', () => new Date('2026-12-01T12:00:00Z'));
    await post(mail);
    await post(mail);
    const [name = '', second] = readdirSync(box).sort();
    expect(second).toBeDefined();
    const text = readFileSync(path.join(box, name), 'utf8');
    expect(text).toContain('To: a@exemple.fr');
    expect(text).toContain('https://preau.example.fr/x');
    expect(statSync(path.join(box, name)).mode & 0o777).toBe(0o600);
  });

  it('keeps every letter of the same millisecond', async () => {
    const post = fileMail(folder, 'preau@exemple.fr', () => new Date('2026-12-01T12:00:00Z'));
    await Promise.all(Array.from({ length: 20 }, () => post(mail)));
    expect(readdirSync(folder)).toHaveLength(20);
  });

  it('cannot be given more recipients by a hostile subject', async () => {
    const post = fileMail(folder, 'preau@exemple.fr', () => new Date('2026-12-01T12:00:00Z'));
    await post({ ...mail, subject: 'x\r\nBcc: b@exemple.fr\r\n\r\ny' });
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/^Bcc:/m);
  });
});

/** A server that speaks just enough SMTP to receive one mail. */
const smtpServer = (): { server: Server; heard: string[] } => {
  const heard: string[] = [];
  const answer = (socket: Socket, line: string) => {
    heard.push(line);
    if (line.startsWith('EHLO')) socket.write('250 bonjour\r\n');
    else if (line === 'DATA') socket.write('354 vas-y\r\n');
    else if (line === '.' || /^(MAIL|RCPT)/.test(line)) socket.write('250 ok\r\n');
    else if (line === 'QUIT') socket.end('221 au revoir\r\n');
  };
  const server = createServer((socket) => {
    socket.write('220 essai\r\n');
    let rest = '';
    socket.on('data', (bytes) => {
      const lines = `${rest}${bytes}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) answer(socket, line);
    });
  });
  return { server, heard };
};

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

describe('a mail by SMTP', () => {
  it('arrives at the server', async () => {
    const { server, heard } = smtpServer();
    const port = await listen(server);
    await smtpMail(`smtp://127.0.0.1:${port}`, 'preau@exemple.fr')(mail);
    server.close();
    expect(heard).toContain('RCPT TO:<a@exemple.fr>');
    expect(heard).toContain('https://preau.example.fr/x');
  });

  it('is an error when nobody listens', async () => {
    await expect(smtpMail('smtp://127.0.0.1:1', 'preau@exemple.fr')(mail)).rejects.toThrow();
  });
});
