-- An operator ends all refresh tokens of an account.
create index refresh_grant_of_account on session.refresh_grant (account) where ended_at is null;
