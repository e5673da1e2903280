-- How much came to a mailbox within the hour is asked with every mail: the index answers it alone.
DROP INDEX mails_by_time;
CREATE INDEX mails_by_time ON mails (tenant, received, mailbox);
