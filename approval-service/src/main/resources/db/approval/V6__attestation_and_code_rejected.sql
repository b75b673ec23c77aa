-- Statements about where a key is stored were never verified (docs/adr/0016-no-attestation-until-verified.md).
alter table approval.credential
    drop column attestation_format,
    drop column attestation_statement,
    drop column attestation_verdict;

-- The kind of an activity item has the name of the event: ConfirmationCodeRejected.
update approval.activity set kind = 'code_rejected' where kind = 'mistyped';
