-- Finds the refused attempts of one kind of a client, however many others the client or its browsers have.
create index event_by_client_and_attempt on event (client, (ocsf #>> '{unmapped,doorway,attempt}'), time desc, seq desc)
  where client is not null and (ocsf #>> '{unmapped,doorway,attempt}') is not null;
