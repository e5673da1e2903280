// What happens elsewhere: through the shared worker, or through one leading tab that tells the others. The address names the place
// up to which the page knows; "missed": what came since then can't be told one by one, look anew.
declare const STREAM_FILE: string;

export type Happening =
  | { kind: "list" } | { kind: "clock"; now: number } | { kind: "here" } | { kind: "away" } | { kind: "missed" }
  | { kind: "ticket"; ticket: number; version: number }
  | { kind: "presence"; ticket: number; people: { name: string; initials: string; said: string; writing: boolean }[] }
  | { kind: "notice"; unread: number; text: string; id?: number; quiet?: boolean };

export function listen(act: (happening: Happening) => void): void {
  const address = document.body.dataset["live"];
  if (!address) return;
  if ("SharedWorker" in window) shared(address, act);
  else led(address, act);
}

function shared(address: string, act: (happening: Happening) => void): void {
  const { port } = new SharedWorker(`/assets/${STREAM_FILE}`, { name: `headway-${document.body.dataset["person"]}` });
  port.onmessage = (event: MessageEvent<Happening>) => act(event.data);
  port.postMessage({ open: address });
  addEventListener("pagehide", () => port.postMessage({ leave: true }));
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

function led(address: string, act: (happening: Happening) => void): void {
  const name = `headway-${document.body.dataset["person"]}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<Happening>) => act(event.data);
  // Whoever holds the lock leads; when that tab goes, the lock passes on by itself.
  const lead = (): Promise<never> => new Promise<never>(() => {
    const source = new EventSource(address);
    const tell = (happening: Happening): void => { channel.postMessage(happening); act(happening); };
    source.onopen = () => tell({ kind: "here" });
    source.onerror = () => tell({ kind: "away" });
    source.onmessage = (event) => tell(JSON.parse(event.data));
  });
  void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock) return lead();
    // Another tab leads: what it was told before this one listened is not known here.
    act({ kind: "missed" });
    void navigator.locks.request(name, lead);
    return undefined;
  });
}
