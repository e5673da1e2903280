-- Another team that was asked to lend a hand with a call.
ALTER TABLE calls ADD COLUMN helper INTEGER;
