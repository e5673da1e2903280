// One event stream per browser, held by a shared worker: six tabs would use up the connections that HTTP/1.1 allows. What was told
// lately is kept: a page that was drawn before it and listens after it is told it too.
interface Place { node: string; at: number }

const MOST = 256;
const ports = new Set<MessagePort>();
const told: { at: number; message: unknown }[] = [];
let source: EventSource | null = null;
// From here on everything was told, and is kept.
let kept: Place | null = null;

const tell = (message: unknown): void => { for (const port of ports) port.postMessage(message); };

function read(text: string | null): Place | null {
  const [node, at] = (text ?? "").split(".");
  return node && at ? { node, at: Number(at) } : null;
}

function begin(address: string): void {
  kept = read(new URL(address, location.href).searchParams.get("from"));
  told.length = 0;
  source = new EventSource(address);
  source.onopen = () => tell({ kind: "here" });
  source.onerror = () => tell({ kind: "away" });
  source.onmessage = (event) => hear(read(event.lastEventId), JSON.parse(event.data));
}

function hear(place: Place | null, message: unknown): void {
  if (place && place.node !== kept?.node) { kept = place; told.length = 0; }
  if (place) told.push({ at: place.at, message });
  if (told.length > MOST && kept) kept = { ...kept, at: told.shift()?.at ?? kept.at };
  tell(message);
}

function join(port: MessagePort, knows: Place | null): void {
  if (!knows || knows.node !== kept?.node || knows.at < kept.at) port.postMessage({ kind: "missed" });
  else for (const { at, message } of told) if (at > knows.at) port.postMessage(message);
  if (source?.readyState === EventSource.OPEN) port.postMessage({ kind: "here" });
}

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = (said: MessageEvent<{ open?: string; leave?: boolean }>) => {
    if (said.data.leave) ports.delete(port);
    else if (said.data.open && (!source || source.readyState === EventSource.CLOSED)) begin(said.data.open);
    else if (said.data.open) join(port, read(new URL(said.data.open, location.href).searchParams.get("from")));
    if (ports.size === 0) source?.close();
  };
  port.start();
};
