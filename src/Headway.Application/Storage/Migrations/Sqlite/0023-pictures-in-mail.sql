-- By which id a message's HTML names a file within it, so that the picture can be shown in its place.
ALTER TABLE attachments ADD COLUMN cid TEXT;
