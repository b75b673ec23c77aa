-- Every event once, as its OCSF record. The record is the truth: the other columns are computed from it, so that none can
-- contradict it. "seq" is the order in which events became durable here; the live feed follows it.
create table event (
  seq        bigint generated always as identity primary key,
  ocsf       jsonb not null,
  uid        text not null generated always as (ocsf #>> '{metadata,uid}') stored unique,
  time       timestamptz not null generated always as (to_timestamp((ocsf ->> 'time')::bigint / 1000.0::float8)) stored,
  type       text not null generated always as (ocsf #>> '{unmapped,doorway,type}') stored,
  class      integer not null generated always as ((ocsf ->> 'class_uid')::integer) stored,
  activity   integer not null generated always as ((ocsf ->> 'activity_id')::integer) stored,
  status     text not null generated always as (lower(ocsf ->> 'status')) stored,
  severity   integer not null generated always as ((ocsf ->> 'severity_id')::integer) stored,
  code       text not null generated always as (ocsf ->> 'status_code') stored,
  challenge  text generated always as (ocsf #>> '{metadata,correlation_uid}') stored,
  client     text generated always as (ocsf #>> '{service,uid}') stored,
  account    text generated always as (coalesce(ocsf #>> '{user,uid}', ocsf #>> '{entity,user,uid}')) stored,
  credential text generated always as (coalesce(ocsf #>> '{user,credential_uid}', ocsf #>> '{entity,uid}')) stored,
  source_ip  text generated always as (ocsf #>> '{src_endpoint,ip}') stored,
  trace      text generated always as (substring(ocsf #>> '{unmapped,doorway,traceparent}' from 4 for 32)) stored
);

-- Answers come newest first, so every index ends with the order that they come in.
create index event_by_time on event (time desc, seq desc);
create index event_by_challenge on event (challenge, time desc, seq desc) where challenge is not null;
create index event_by_client on event (client, time desc, seq desc) where client is not null;
create index event_by_account on event (account, time desc, seq desc) where account is not null;
create index event_by_credential on event (credential, time desc, seq desc) where credential is not null;
create index event_by_source_ip on event (source_ip, time desc, seq desc) where source_ip is not null;
