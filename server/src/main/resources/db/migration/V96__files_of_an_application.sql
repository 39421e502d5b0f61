-- How much an application has brought that no message has is asked before each further file.
create index attached_file_application on attached_file (application_id);
