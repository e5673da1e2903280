import net from 'node:net';
import tls from 'node:tls';

/**
 * A mail server for the tests, on the loopback: it says what its script tells it to and keeps what it was told.
 * @param {{greeting?: string | null, extensions?: string[], user?: string, pass?: string, refuse?: (address: string) => string | null,
 *   from?: string, dot?: string | null, implicit?: boolean, tls?: {key: string, cert: string}}} script
 *   `greeting: null` stays silent; `dot: null` cuts the line after the final dot
 */
export async function smtpServer(script = {}) {
  const seen = { commands: [], messages: [], connections: 0 };
  const sockets = new Set();
  const server = script.implicit ? tls.createServer(script.tls, (socket) => talk(socket, true)) : net.createServer((socket) => talk(socket, false));
  server.on('tlsClientError', () => {});
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();

  function talk(socket, encrypted) {
    seen.connections++;
    socket.on('error', () => {});
    if (script.greeting === null) return;
    const say = (line) => socket.write(line + '\r\n');
    say(script.greeting ?? '220 test ready');
    listen(socket, encrypted, say);
  }

  function listen(socket, encrypted, say) {
    let text = '';
    let message = null;
    let login = null;
    socket.on('data', function onData(chunk) {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (message) body(line);
        else if (login) say(login(line));
        else if (command(line) === 'upgrade') {
          socket.off('data', onData);
          const secured = new tls.TLSSocket(socket, { isServer: true, ...script.tls });
          secured.on('error', () => {});
          listen(secured, true, (answer) => secured.write(answer + '\r\n'));
          return;
        }
      }
    });

    function body(line) {
      if (line !== '.') return void message.push(line.startsWith('..') ? line.slice(1) : line);
      seen.messages.push(message.join('\r\n'));
      message = null;
      if (script.dot === null) return void socket.destroy();
      say(script.dot ?? '250 queued as 42');
    }

    function command(line) {
      seen.commands.push(line);
      const word = line.split(' ')[0].toUpperCase();
      if (word === 'EHLO') {
        const offers = ['test', ...(script.extensions ?? []), ...(script.user ? ['AUTH PLAIN'] : []), ...(script.tls && !encrypted ? ['STARTTLS'] : [])];
        offers.forEach((offer, i) => say(`250${i < offers.length - 1 ? '-' : ' '}${offer}`));
      } else if (word === 'STARTTLS') {
        say('220 go ahead');
        return 'upgrade';
      } else if (word === 'AUTH') {
        if (line.startsWith('AUTH XOAUTH2 ')) return void say(Buffer.from(line.split(' ')[2], 'base64').toString('utf8') === script.token ? '235 welcome' : '535 not you');
        const [, user, pass] = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8').split('\0');
        say(user === script.user && pass === script.pass ? '235 welcome' : `535 not you, ${line.split(' ')[2]} ${pass}`);
      } else if (word === 'MAIL') say(script.from ?? '250 ok');
      else if (word === 'RCPT') say(script.refuse?.(line.match(/<(.*)>/)[1]) ?? '250 ok');
      else if (word === 'DATA') {
        say('354 go on');
        message = [];
      } else if (word === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('502 what?');
      return null;
    }
  }

  return {
    seen,
    port,
    transport: (more = {}) => ({ host: '127.0.0.1', port, timeoutMs: 2000, ...more }),
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
