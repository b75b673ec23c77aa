-- What a login was asked to approve, and the values of its published fields, such as amount and payee of a payment.
alter table approval.activity
    add column action text,
    add column action_details jsonb;
