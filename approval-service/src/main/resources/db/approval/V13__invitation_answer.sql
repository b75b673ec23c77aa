-- What the invited person has to answer beside the code: the SHA-256 of the code and the answer, or null if the invitation has none.
alter table approval.enrolment add column answer_hash bytea;
