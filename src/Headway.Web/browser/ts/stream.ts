// One event stream per browser, held by a shared worker: six tabs would use up the connections that HTTP/1.1 allows.
const ports = new Set<MessagePort>();
let source: EventSource | null = null;

const tell = (message: unknown): void => { for (const port of ports) port.postMessage(message); };

function begin(address: string): void {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(address);
  source.onopen = () => tell({ kind: "here" });
  source.onerror = () => tell({ kind: "away" });
  source.onmessage = (event) => tell(JSON.parse(event.data));
}

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  ports.add(port);
  port.onmessage = (said: MessageEvent<{ open?: string; leave?: boolean }>) => {
    if (said.data.leave) ports.delete(port);
    else if (said.data.open) {
      begin(said.data.open);
      if (source?.readyState === EventSource.OPEN) port.postMessage({ kind: "here" });
    }
    if (ports.size === 0) source?.close();
  };
  port.start();
};
