-- What was decided while its team showed no dues: it counts in no Progression SLA.
ALTER TABLE activities ADD COLUMN uncounted boolean NOT NULL DEFAULT false;
