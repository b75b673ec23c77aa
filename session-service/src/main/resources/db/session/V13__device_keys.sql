-- The key of the device to which the browser has bound the session (Device Bound Session Credentials), a public JWK; null: to none.
alter table session.login_session add column device_key text;
