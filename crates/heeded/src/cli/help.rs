//! What the help says below the options.

/// Below the help of the program.
pub(super) const AFTER_HELP: &str = "\
Exit codes:
  0  done
  1  failed; the message says why and how to mend it
  2  the command line, a settings file or a scheme file is wrong
  3  nothing of that name or number, or nothing found in the document
  4  the register is damaged
  5  done, and drafts wait for a person
  6  another process has what this one needs of the data folder

Try it with invented examples, kept nowhere:
  heeded serve --example";

/// What is hidden elsewhere, as only the site goes by it.
pub(super) const SITE_HELP: &str = "\
Settings of the site, which every command takes and this one uses:
  --listen <ADDRESS>         Address and port to listen on [default: 127.0.0.1:8080]
  --service-name <NAME>      Name of the service
  --run-by <NAME>            The body that runs the register
  --official <BOOL>          Whether it is an official publication
  --public-address <URL>     The public address, for citations
  --contact <E-MAIL>         Where people write to
`heeded config --defaults` has more, for a settings file.";
