/** How a mail leaves: in a file by default, by SMTP when the operator sets a server. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';

export type Mail = { to: string; subject: string; text: string };
/** Rejects when the mail could not be given to the server or the disk. */
export type MailPost = (mail: Mail) => Promise<void>;

/** Writes each mail as `folder/TIME-N.eml`, readable by its owner only: a sign-in link is in it. */
export const fileMail = (folder: string, from: string, now: () => Date): MailPost => {
  const render = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  let written = 0;
  return async (mail) => {
    // Taken before any wait: two letters of the same millisecond once shared a name, and one was lost.
    written += 1;
    const name = `${now()
      .toISOString()
      .replaceAll(/[^0-9]/g, '')}-${process.pid}-${written}.eml`;
    const { message } = await render.sendMail({ from, ...mail, date: now() });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, name), message, { mode: 0o600, flag: 'wx' });
  };
};

/** `url` is smtp://user:password@host:port or smtps://…; ten seconds to connect and to answer. */
export const smtpMail = (url: string, from: string): MailPost => {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 });
  return async (mail) => {
    await transport.sendMail({ from, ...mail });
  };
};
