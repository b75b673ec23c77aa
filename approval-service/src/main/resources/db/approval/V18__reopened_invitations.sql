-- When somebody else first opened the invitation of a device after it had been used: news to the devices of the account.
alter table approval.credential add column invitation_reopened_at timestamptz;
